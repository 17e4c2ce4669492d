"""Typed passages that are a snippet's words, or nearly: the library has them, with their dates."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence

from responder.answers import Answer, Passage
from responder.boilerplate import Library, Snippet, likeness, passages
from responder.boilerplate.likeness import Likeness, Text
from responder.errors import Finding, ResponderError, Severity
from responder.nodes import Node

FEWEST_SHINGLES = 3  # that a text shares with a snippet before the two are compared
LONGEST = 400  # characters of the values that a finding shows


def find(
    library: Library, answers: Mapping[str, Answer], day: datetime.date | None
) -> Iterator[Finding]:
    """Yield a finding for each piece of typed text that the library holds, or nearly holds."""
    typed: list[tuple[Passage, Text]] = []
    for passage in passages.list_passages(answers):
        if passage.origin:
            yield from _check_adapted(library, passage, passage.origin, day)
        elif passage.text:
            typed.append((passage, Text(passage.text)))
    alike = list_alike(library, [text for _, text in typed], day)
    for (passage, text), found in zip(typed, alike, strict=True):
        for snippet, like in found:
            where = _name_paragraphs(like, text)
            yield _finding(snippet, f"{where} {_describe(library, snippet, like, day)}", passage)


def list_alike(
    library: Library, texts: Sequence[Text], day: datetime.date | None
) -> list[list[tuple[Snippet, Likeness]]]:
    """Return for each text the snippets that paragraphs of it are the same as, or nearly.

    No paragraph is like two of them.
    """
    shingles = {shingle for text in texts for shingle in text.shingles}
    if len(shingles) < FEWEST_SHINGLES:
        return [[] for _ in texts]

    def is_wanted(text: str) -> bool:
        return len(shingles & likeness.list_shingles(likeness.read_words(text))) >= FEWEST_SHINGLES

    near = [(snippet, Text(snippet.body)) for snippet in library.load_some(is_wanted)]
    return [list(_pick(text, near, day)) for text in texts]


def _pick(
    text: Text, near: Sequence[tuple[Snippet, Text]], day: datetime.date | None
) -> Iterator[tuple[Snippet, Likeness]]:
    """Yield the best likeness of each run of paragraphs; of equal ones that of the day."""

    def worth(found: tuple[Snippet, Likeness]) -> tuple[int, bool, str]:
        snippet, like = found
        valid = day is not None and snippet.about.valid.holds(day)
        return like.common - like.different, valid, snippet.version

    candidates = [
        (snippet, likeness.compare(text, stored))
        for snippet, stored in near
        if len(text.shingles & stored.shingles) >= FEWEST_SHINGLES
    ]
    found = [(snippet, like) for snippet, like in candidates if like and like.near]
    taken: set[int] = set()
    for snippet, like in sorted(found, key=worth, reverse=True):
        if taken.isdisjoint(like.run):
            taken.update(like.run)
            yield snippet, like


def _check_adapted(
    library: Library, passage: Passage, origin: Node, day: datetime.date | None
) -> Iterator[Finding]:
    """Yield what is wrong with text that says which snippet it was made from."""
    try:
        snippet = passages.find_origin(library, origin)
    except ResponderError:
        return
    if snippet is None:  # a finding of passages tells
        return
    said = []
    if snippet.about.scope == "national":
        stored, typed = Text(snippet.body), Text(passage.text)
        if changes := likeness.show_changes(stored, typed):
            said.append(f"This national wording was edited: {changes}.")
    chosen = passages.choose(library.readable_versions(snippet.name), snippet.version, day)
    if chosen.stale and day:
        said.append(f"It was made from words that are out of date: {chosen.problem}")
    if said:
        said.append(_say_remedy(library, snippet, day, {}))
        yield _finding(snippet, " ".join(filter(None, said)), passage)


def _name_paragraphs(like: Likeness, text: Text) -> str:
    if len(like.run) == len(text.paragraphs):
        return "This is"
    if len(like.run) == 1:
        return f"Paragraph {like.run[0] + 1} is"
    return f"Paragraphs {like.run[0] + 1} to {like.run[-1] + 1} are"


def _describe(library: Library, snippet: Snippet, like: Likeness, day: datetime.date | None) -> str:
    """Say which snippet the words are like, what differs, and what to write instead."""
    changes = likeness.show_changes(like.stored, like.typed)
    nearly = "nearly " if changes else ""
    part = "" if len(like.stored.words) == len(Text(snippet.body).words) else "a part of "
    said = [f"{nearly}{part}“{snippet.about.title}” ({snippet.label})"]
    said[0] += f": {changes}." if changes else "."
    chosen = passages.choose(library.readable_versions(snippet.name), snippet.version, day)
    outdated = chosen.stale and day is not None
    if outdated:
        said.append(f"It is out of date: {chosen.problem}")
    said.append(_say_remedy(library, snippet, day, likeness.read_values(like.stored, like.typed)))
    if changes and snippet.about.scope == "local" and not outdated:
        said.append(f"If the change is meant, add “origin: {snippet.label}”.")
    return " ".join(filter(None, said))


def _finding(snippet: Snippet, message: str, passage: Passage) -> Finding:
    severity: Severity = "warning" if snippet.about.scope == "national" else "advice"
    return Finding("near-snippet", severity, message, passage.node.place, path=passage.path)


def _say_remedy(
    library: Library, snippet: Snippet, day: datetime.date | None, values: Mapping[str, str]
) -> str:
    """Return what to write instead; nothing where no version may be used."""
    chosen = passages.choose(library.readable_versions(snippet.name), "", day)
    if chosen.stale and day:
        return ""
    wanted = chosen.snippet or snippet
    reference = wanted.name if chosen.snippet else wanted.label
    known = {name: value for name, value in values.items() if name in wanted.slots and value}
    rest = [name for name, slot in wanted.slots.items() if name not in known and slot.required]
    written = ", ".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in known.items()
    )
    said = f"Write “snippet: {reference}”"
    if written and not rest and len(written) <= LONGEST:
        said += f" and “values: {{{written}}}”"
    elif wanted.slots:
        said += f" and values for {', '.join(wanted.slots)}"
    return f"{said} instead."
