"""Finding the snippets that the paragraphs of a response are, word for word or nearly."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from pathlib import Path
from typing import Any

from responder.answers import Answer
from responder.answers.passage import read_passage
from responder.boilerplate import Library, Snippet, passages
from responder.boilerplate.likeness import FEWEST_WORDS
from responder.boilerplate.recognition.forms import Fitting, Form, read_form, show_lines
from responder.boilerplate.recognition.near import Near, NearSearch
from responder.boilerplate.recognition.shelf import find_hits, read_files
from responder.boilerplate.recognition.typed import Typed, read_typed, read_value
from responder.compose import Composer
from responder.errors import Place, ResponderError
from responder.house import House
from responder.nodes import Node
from responder.questions import Question

NUMBERED_FILTER = re.compile(r"\{\{[^{}]*\d[^{}]*\}\}")  # may print any length of text
DUMMIES = {"line": ["x"], "prose": ["x", "- x"], "number": ["7"], "date": ["2001-01-01"]}
PASSAGES = Question(name="passage", ask="?", type="passages")
LONGEST_BODY = 50_000  # characters
MOST_FORMS = 32  # of one snippet, whose slots may be empty or hold a list


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
class _Match:
    """A run of paragraphs that a snippet prints, and how many of their words are its own.

    It is usable if `passage` prints them on the day of the response.
    """

    run: range
    snippet: Snippet
    passage: dict[str, Any]
    words: int
    usable: bool


class _Recogniser:
    """Knows the words of a library's snippets, and what those print that were met."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.composer = Composer(House(library.folder.parent, {}))
        self.composer.library = library
        self.files = list(read_files(library))
        self.snippets: dict[Path, Snippet | None] = {}
        self.forms: dict[Path, list[Form]] = {}

    def recognise(self, typed: Typed, day: datetime.date | None) -> list[Recognised]:
        hits = find_hits(self.files, typed)
        whole = filter(None, [self._load(one.file.path) for one in hits if one.whole])
        matches = [one for snippet in whole for one in self._match(snippet, typed, day)]
        exact = _pick([one for one in matches if one.usable])
        stale = [Near(one.run, one.snippet, one.words) for one in matches if not one.usable]
        near = NearSearch(typed, hits, self._load, day).find([one.run for one in exact], stale)
        found = [Recognised(one.run.start, len(one.run), one.passage) for one in exact]
        for one in near:
            passage = {"text": typed.cut(one.run), "origin": one.snippet.label}
            found.append(Recognised(one.run.start, len(one.run), passage))
        return sorted(found, key=lambda one: one.first)

    def _load(self, path: Path) -> Snippet | None:
        """Return the snippet in a file, unless answers cannot refer to it."""
        if path not in self.snippets:
            self.snippets[path] = None
            name = path.relative_to(self.library.folder).with_suffix("").as_posix()
            with suppress(ResponderError):
                versions = self.library.versions(name.partition("@")[0])
                self.snippets[path] = next((one for one in versions if one.file == path), None)
        return self.snippets[path]

    def _match(self, snippet: Snippet, typed: Typed, day: datetime.date | None) -> Iterator[_Match]:
        """Yield the runs of paragraphs that a snippet prints."""
        slots = snippet.slots

        def admit(name: str, place: range) -> bool:
            return read_value(slots[name], typed, place) is not None

        reference = self._refer(snippet, day)
        printed = day if reference else _any_day(snippet)
        shown: dict[str, str] = {}
        for form in self._list_forms(snippet):
            fitting = Fitting(form, typed.text, typed.ends, admit)
            for start in typed.starts:
                if (fitted := fitting.fit(start)) is None:
                    continue
                end, places = fitted
                named = [(name, read_value(slots[name], typed, places[name])) for name in places]
                values = {name: one for name, one in named if one and one != slots[name].default}
                passage: dict[str, Any] = {"snippet": reference or snippet.label}
                passage |= {"values": {name: values[name] for name in slots if name in values}}
                if not values:
                    del passage["values"]
                key = repr(passage)
                if key not in shown:
                    shown[key] = self._show(passage, printed)
                run = typed.find(range(start, end))
                if run and shown[key] == typed.prints(run):
                    yield _Match(run, snippet, passage, form.count, bool(reference))

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
            self.forms[snippet.file] = list(dict.fromkeys(self._make_forms(snippet)))
        return self.forms[snippet.file]

    def _make_forms(self, snippet: Snippet) -> Iterator[Form]:
        """Yield what a snippet prints, with and without its optional slots."""
        if len(snippet.body) > LONGEST_BODY or NUMBERED_FILTER.search(snippet.body):
            return
        slots = snippet.slots
        names = list(slots)
        signs = {f"{PASSAGES.name}.values.{name}": index for index, name in enumerate(names)}
        prose = frozenset(name for name, slot in slots.items() if slot.type == "prose")
        choices = [
            [*DUMMIES[slot.type], *([] if slot.required or slot.default else [""])]
            for slot in slots.values()
        ]
        for dummies in islice(product(*choices), MOST_FORMS):
            values = dict(zip(names, dummies, strict=True))
            passage = {"snippet": snippet.label, "values": values}
            lines = self._show(passage, _any_day(snippet), signs)
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
        self.composer.renderer.forget_values()
        node = _write_node(passage)
        read, findings = read_passage(node, PASSAGES.name)
        if read is None or findings:
            return ""
        try:
            answer = Answer(PASSAGES, PASSAGES.name, "given", [read], node)
            return show_lines(self.composer.blocks(answer, day), signs)
        except ResponderError:
            return ""


def _pick(matches: Sequence[_Match]) -> list[_Match]:
    """Return matches that do not overlap, with the most words of snippets, in order."""
    ending: dict[int, list[_Match]] = {}
    for match in matches:
        ending.setdefault(match.run.stop, []).append(match)
    worth = [(0, 0, 0)]  # of the best matches up to a paragraph: words, fewest runs, fewest pins
    last: list[_Match | None] = [None]
    for stop in range(1, max(ending, default=0) + 1):
        worth.append(worth[-1])
        last.append(None)
        for match in ending.get(stop, ()):
            words, runs, pins = worth[match.run.start]
            pinned = "@" in match.passage["snippet"]
            own = (words + match.words, runs - 1, pins - pinned)
            if own > worth[-1]:
                worth[-1], last[-1] = own, match
    picked: list[_Match] = []
    stop = len(last) - 1
    while stop > 0:
        match_here = last[stop]
        picked += [match_here] if match_here else []
        stop = match_here.run.start if match_here else stop - 1
    return picked[::-1]


def _any_day(snippet: Snippet) -> datetime.date | None:
    """Return a day on which a version may be published; None if all are such."""
    return snippet.about.valid.start or snippet.about.valid.until


def _write_node(data: Any) -> Node:
    """Return plain data as it would be read from an answers file."""
    place = Place("")
    if isinstance(data, Mapping):
        value = {name: _write_node(one) for name, one in data.items()}
        return Node(value, place, keys=dict.fromkeys(data, place))
    return Node(data, place)
