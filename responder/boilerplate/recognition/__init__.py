"""Finding the snippets that the paragraphs of a response are, word for word or nearly."""

from __future__ import annotations

import datetime
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from responder import boilerplate
from responder.answers import Answer
from responder.answers.passage import read_passage
from responder.boilerplate import Library, Snippet, likeness, passages
from responder.boilerplate.likeness import FEWEST_WORDS
from responder.boilerplate.recognition.forms import Form, read_form, show_lines
from responder.boilerplate.recognition.typed import Typed, read_typed, read_value
from responder.compose import Composer
from responder.errors import Place, ResponderError
from responder.files import read_text
from responder.house import House
from responder.nodes import Node
from responder.questions import Question

FRONT_END = re.compile(r"^---[ \t\r]*$", re.MULTILINE)
NUMBERED_FILTER = re.compile(r"\{\{[^{}]*\d[^{}]*\}\}")  # may print any length of text
DUMMIES = {"line": "x", "prose": "x", "number": "7", "date": "2001-01-01"}
PASSAGES = Question(name="passage", ask="?", type="passages")
LONGEST_BODY = 50_000  # characters
MOST_OPTIONAL = 4  # slots, each of which may be empty


@dataclass(frozen=True)
class Recognised:
    """A run of paragraphs, and the passage that they are in answers."""

    first: int
    count: int
    passage: dict[str, Any]


def recognise(
    library: Library, paragraphs: Sequence[str], day: datetime.date | None
) -> list[Recognised]:
    """Return the runs of paragraphs that are snippets of a library, in order.

    The paragraphs are blocks in Markdown of a response that was published on that day. What a
    library holds is read once.
    """
    return _open(library).recognise(read_typed(paragraphs), day)


@lru_cache(maxsize=1)
def _open(library: Library) -> _Recogniser:
    return _Recogniser(library)


@dataclass(frozen=True)
class _File:
    """A snippet's file and its words in a row, or its words if nowhere enough stand in a row."""

    path: Path
    shingles: array[int]
    words: frozenset[str]


@dataclass(frozen=True)
class _Match:
    """A run of paragraphs that a passage prints, and how many of the words are the snippet's."""

    run: range
    passage: dict[str, Any]
    words: int


class _Recogniser:
    """Knows the words of a library's snippets, and what those print that were met."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.composer = Composer(House(library.folder.parent, {}))
        self.composer.library = library
        self.files = list(_read_files(library))
        self.snippets: dict[Path, Snippet | None] = {}
        self.forms: dict[Path, list[Form]] = {}

    def recognise(self, typed: Typed, day: datetime.date | None) -> list[Recognised]:
        alike = list(self._list_alike(typed))
        found = _pick([one for snippet in alike for one in self._match(snippet, typed, day)])
        return [Recognised(one.run.start, len(one.run), one.passage) for one in found]

    def _list_alike(self, typed: Typed) -> Iterator[Snippet]:
        """Yield the snippets that have words in a row in common with the paragraphs."""
        shingles = {hash(one) for text in typed.words for one in text.shingles}
        words = {word for text in typed.words for word in text.words}
        for file in self.files:
            few = bool(file.words) and file.words <= words
            wanted = few or not shingles.isdisjoint(file.shingles)
            if wanted and (snippet := self._load(file.path)):
                yield snippet

    def _load(self, path: Path) -> Snippet | None:
        """Return the snippet in a file, unless answers cannot refer to it."""
        if path not in self.snippets:
            self.snippets[path] = None
            with suppress(ResponderError):
                snippet = boilerplate.load(path, self.library.folder)
                if any(one.file == path for one in self.library.versions(snippet.name)):
                    self.snippets[path] = snippet
        return self.snippets[path]

    def _match(self, snippet: Snippet, typed: Typed, day: datetime.date | None) -> Iterator[_Match]:
        """Yield the runs of paragraphs that a snippet prints."""
        slots = snippet.slots

        def admit(name: str, place: range) -> bool:
            return read_value(slots[name], typed, place) is not None

        reference = self._refer(snippet, day)
        for form in self._list_forms(snippet) if reference else ():
            for start in typed.starts:
                if (fitted := form.fit(typed.text, start, typed.ends, admit)) is None:
                    continue
                end, places = fitted
                values = {
                    name: read_value(slots[name], typed, places[name])
                    for name in slots
                    if name in places
                }
                known = {name: one for name, one in values.items() if one != slots[name].default}
                passage = {"snippet": reference} | ({"values": known} if known else {})
                run = typed.find(range(start, end))
                if run and self._show(passage, day) == typed.prints(run):
                    yield _Match(run, passage, form.count)

    def _refer(self, snippet: Snippet, day: datetime.date | None) -> str:
        """Return how answers refer to a version so that it is printed; nothing if none does."""
        versions = self.library.versions(snippet.name)
        for version in dict.fromkeys(("", snippet.version)):
            chosen = passages.choose(versions, version, day)
            if chosen.snippet and chosen.snippet.file == snippet.file and not chosen.problem:
                return f"{snippet.name}@{version}" if version else snippet.name
        return ""

    def _list_forms(self, snippet: Snippet) -> list[Form]:
        if snippet.file not in self.forms:
            self.forms[snippet.file] = list(self._make_forms(snippet))
        return self.forms[snippet.file]

    def _make_forms(self, snippet: Snippet) -> Iterator[Form]:
        """Yield what a snippet prints, with and without its optional slots."""
        if len(snippet.body) > LONGEST_BODY or NUMBERED_FILTER.search(snippet.body):
            return
        slots, window = snippet.slots, snippet.about.valid
        names = list(slots)
        signs = {f"{PASSAGES.name}.values.{name}": index for index, name in enumerate(names)}
        prose = frozenset(name for name, slot in slots.items() if slot.type == "prose")
        optional = [name for name, slot in slots.items() if not (slot.required or slot.default)]
        for flags in product((False, True), repeat=min(len(optional), MOST_OPTIONAL)):
            empty = {name for name, flag in zip(optional, flags, strict=False) if flag}
            values = {name: DUMMIES[slots[name].type] for name in names if name not in empty}
            passage = {"snippet": snippet.label, "values": values}
            lines = self._show(passage, window.start or window.until, signs)
            form = read_form(lines, names, prose)
            if form and form.count >= (FEWEST_WORDS if form.slots else 1):
                yield form

    def _show(
        self,
        passage: Mapping[str, Any],
        day: datetime.date | None,
        signs: Mapping[str, int] | None = None,
    ) -> str:
        """Return the lines that a passage prints; nothing if it cannot stand in answers."""
        node = _write_node(passage)
        read, findings = read_passage(node, PASSAGES.name)
        if read is None or findings:
            return ""
        try:
            answer = Answer(PASSAGES, PASSAGES.name, "given", [read], node)
            return show_lines(self.composer.blocks(answer, day), signs)
        except ResponderError:
            return ""


def _read_files(library: Library) -> Iterator[_File]:
    for path in sorted(library.files()):
        with suppress(ResponderError):
            words = likeness.read_words(FRONT_END.split(read_text(path), 2)[-1])
            shingles = [
                hash(one)
                for one in likeness.list_shingles(words)
                if not any(map(likeness.is_slot, one))
            ]
            fixed = frozenset(word for word in words if not likeness.is_slot(word))
            yield _File(path, array("q", shingles), frozenset() if shingles else fixed)


def _pick(matches: Sequence[_Match]) -> list[_Match]:
    """Return matches that do not overlap, with the most words of snippets, in order."""
    ending: dict[int, list[_Match]] = {}
    for match in matches:
        ending.setdefault(match.run.stop, []).append(match)
    best: list[tuple[tuple[int, int, int], tuple[_Match, ...]]] = [((0, 0, 0), ())]
    for stop in range(1, max(ending, default=0) + 1):
        best.append(best[-1])
        for match in ending.get(stop, ()):
            (words, runs, pins), chosen = best[match.run.start]
            pinned = "@" in match.passage["snippet"]
            worth = (words + match.words, runs - 1, pins - pinned)
            if worth > best[-1][0]:
                best[-1] = (worth, (*chosen, match))
    return list(best[-1][1])


def _write_node(data: Any) -> Node:
    """Return plain data as it would be read from an answers file."""
    place = Place("")
    if isinstance(data, Mapping):
        value = {name: _write_node(one) for name, one in data.items()}
        return Node(value, place, keys=dict.fromkeys(data, place))
    return Node(data, place)
