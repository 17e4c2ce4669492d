"""What is wrong with a library of snippets, and where answers use them."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

from responder import nodes
from responder.boilerplate import NAME, Library, Snippet
from responder.document import spans_of
from responder.errors import Finding, Place, ResponderError, did_you_mean
from responder.files import read_text
from responder.markdown import parse_prose
from responder.nodes import Node
from responder.questions import long_date

SAFE_LINK = re.compile(r"(https?://|mailto:)\S+")
NEARLY_THE_SAME = 0.9
SHINGLE = 5  # words in a row that two texts must share before they are compared in full


def check(
    library: Library,
    themes: Sequence[str],
    people: Sequence[str],
    names_in: Callable[[Snippet], set[str]],
) -> Iterator[Finding]:
    """Yield everything that is wrong with a library; `names_in` gives the slots that a body uses.

    `themes` are the ids that the house knows, `people` the names that no snippet may hold.
    """
    refused: list[ResponderError] = []
    snippets = list(library.load_all(refused.append))
    for error in refused:
        yield error.as_finding("broken-snippet", Place(str(library.folder)))
    yield from check_snippets(snippets, themes, people, names_in)


def check_snippets(
    snippets: Sequence[Snippet],
    themes: Sequence[str],
    people: Sequence[str],
    names_in: Callable[[Snippet], set[str]],
) -> Iterator[Finding]:
    """Yield everything that is wrong with snippets that can be read, and together make a library.

    Of two that do not go together the finding is at the later one.
    """
    for snippet in snippets:
        yield from _check_name(snippet)
        yield from _check_themes(snippet, themes)
        yield from _check_slots(snippet, names_in)
        yield from _check_people(snippet, people)
        yield from _check_links(snippet)
    yield from _check_cases(snippets)
    yield from _check_windows(snippets)
    yield from _check_copies(snippets)


def find_uses(files: Iterable[Path], name: str) -> Iterator[Place]:
    """Yield where answers files refer to a snippet, in any version."""
    for file in files:
        root, _ = nodes.parse(read_text(file), str(file))
        yield from (place for place in _references(root, name)) if root else ()


def _references(node: Node, name: str) -> Iterator[Place]:
    children = node.value if isinstance(node.value, list) else []
    if isinstance(node.value, dict):
        snippet = node.value.get("snippet")
        if snippet and isinstance(snippet.value, str) and snippet.value.partition("@")[0] == name:
            yield snippet.place
        children = list(node.value.values())
    for child in children:
        yield from _references(child, name)


def _about(snippet: Snippet) -> Place:
    return Place(str(snippet.file), 1, 1)


def _check_name(snippet: Snippet) -> Iterator[Finding]:
    if snippet.name == "README" or NAME.fullmatch(snippet.name):
        return
    message = f"“{snippet.name}” cannot be used as a name: use small letters, digits and hyphens."
    yield Finding("snippet-name", "error", message, _about(snippet))


def _check_themes(snippet: Snippet, themes: Sequence[str]) -> Iterator[Finding]:
    if not snippet.about.themes:
        message = "It has no theme, so nobody is offered it."
        yield Finding("unknown-theme", "warning", message, _about(snippet))
    for theme in snippet.about.themes:
        if themes and theme not in themes:
            message = f"There is no theme “{theme}”. {did_you_mean(theme, themes)}".strip()
            yield Finding("unknown-theme", "error", message, _about(snippet))


def _check_slots(snippet: Snippet, names_in: Callable[[Snippet], set[str]]) -> Iterator[Finding]:
    try:
        used = names_in(snippet)
    except ResponderError as error:
        yield error.as_finding("broken-snippet", snippet.place)
        return
    declared = set(snippet.about.slots)
    for name in sorted(used - declared):
        guess = did_you_mean(name, sorted(declared)) or "Declare it under “slots”."
        message = f"The text uses the slot “{name}”, which is not declared. {guess}"
        yield Finding("unknown-slot", "error", message, _line_of(snippet, name))
    for name in sorted(declared - used):
        message = f"The slot “{name}” is declared and never used."
        yield Finding("unused-slot", "warning", message, _about(snippet))


def _line_of(snippet: Snippet, words: str) -> Place:
    """Return the first line of the body that holds some words, in small letters or capitals."""
    words, lines = words.lower(), snippet.body.lower().split("\n")
    number = next((number for number, line in enumerate(lines) if words in line), 0)
    column = lines[number].find(words) + 1
    return Place(str(snippet.file), snippet.first_line + number, max(column, 1))


def _check_people(snippet: Snippet, people: Sequence[str]) -> Iterator[Finding]:
    for person in people:
        if re.search(rf"\b{re.escape(person)}\b", snippet.body, re.IGNORECASE):
            message = f"A snippet names nobody: take out “{person}”, or name the role."
            yield Finding("person-named", "error", message, _line_of(snippet, person))


def _check_links(snippet: Snippet) -> Iterator[Finding]:
    links = {span.style.link for span in spans_of(parse_prose(snippet.body)) if span.style.link}
    for link in sorted(links):
        if not SAFE_LINK.fullmatch(link):
            message = f"“{link}” is no address of a web page: begin with https://."
            yield Finding("broken-link", "error", message, _line_of(snippet, link))


def _check_cases(snippets: Sequence[Snippet]) -> Iterator[Finding]:
    files: dict[str, list[Snippet]] = defaultdict(list)
    for snippet in snippets:
        files[str(snippet.file).casefold()].append(snippet)
    for same in files.values():
        for snippet in same[1:]:
            message = f"The name differs from {same[0].file} in capitals only; Windows has no room."
            yield Finding("snippet-name", "error", message, _about(snippet))


def _check_windows(snippets: Sequence[Snippet]) -> Iterator[Finding]:
    versions: dict[str, list[Snippet]] = defaultdict(list)
    for snippet in snippets:
        versions[snippet.name].append(snippet)
    for same in versions.values():
        for one, other in combinations(same, 2):
            day = one.about.valid.first_shared(other.about.valid)
            if day:
                when = "on the same days" if day == datetime.date.min else f"on {long_date(day)}"
                message = f"{one.file.name} is valid {when} too. End one before the other begins."
                yield Finding("overlapping-windows", "error", message, _about(other))


def _check_copies(snippets: Sequence[Snippet]) -> Iterator[Finding]:
    """Yield pairs of different snippets with nearly the same text; versions may be alike."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    words = [snippet.body.casefold().split() for snippet in snippets]
    for number, body in enumerate(words):
        for start in range(len(body) - SHINGLE + 1):
            holders[tuple(body[start : start + SHINGLE])].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in holders.values():
        for pair in combinations(sorted(set(numbers))[:20], 2):
            shared[pair] += 1
    for (one, other), count in sorted(shared.items()):
        short = min(len(words[one]), len(words[other]))
        if snippets[one].name == snippets[other].name or count < short // 3:
            continue
        if SequenceMatcher(None, words[one], words[other]).ratio() >= NEARLY_THE_SAME:
            message = f"It is nearly the same as {snippets[one].name}. Keep one of them."
            yield Finding("duplicate-snippet", "warning", message, snippets[other].place)
