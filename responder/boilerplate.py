"""Snippets: reusable passages in dated versions, found by name and picked by date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import msgspec

from responder import nodes
from responder.answers import Answer, Passage, walk
from responder.document import Citation
from responder.errors import DataError, Finding, Place, ResponderError, did_you_mean
from responder.files import UNPRINTABLE, read_text
from responder.nodes import Node
from responder.questions import Question, Scalar, long_date, parse

FENCE = "---"
NAME = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*")


class Window(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"start": "from"}):
    """The days on which a version may be published, both included; None leaves an end open."""

    start: datetime.date | None = None
    until: datetime.date | None = None

    def holds(self, day: datetime.date) -> bool:
        """Tell whether a day lies in the window."""
        return (self.start or day) <= day <= (self.until or day)

    def state(self, day: datetime.date) -> str:
        """Say in a few words how a day lies to the window."""
        if self.holds(day):
            return f"valid until {self.until}" if self.until else "valid"
        if self.until and self.until < day:
            return f"expired {self.until}"
        return f"valid from {self.start}"

    def ends_within(self, day: datetime.date, days: int) -> bool:
        """Tell whether the window ends on a day or at most so many days after it."""
        return self.until is not None and 0 <= (self.until - day).days <= days

    def first_shared(self, other: Window) -> datetime.date | None:
        """Return the first day that two windows share, or None."""
        starts = [start for start in (self.start, other.start) if start]
        first = max(starts, default=datetime.date.min)
        return first if self.holds(first) and other.holds(first) else None

    def __str__(self) -> str:
        ends = [f"from {self.start}"] if self.start else []
        ends += [f"until {self.until}"] if self.until else []
        return " ".join(ends) or "at any time"


class Origin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The published response that words were taken from; `published` as far as it is known.

    `issue` is the item of the report that they answered, word for word.
    """

    response: str
    item: int | str | None = None
    published: str = ""
    address: str = ""
    issue: str = ""

    def __str__(self) -> str:
        item = f", item {self.item}" if self.item else ""
        return f"{self.response}{item}" + (f" ({self.published})" if self.published else "")


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named gap in a snippet that each response fills for itself."""

    ask: str
    example: str = ""
    type: Literal["line", "prose", "date", "number"] = "line"
    required: bool = True
    default: str | None = None


class FrontMatter(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What stands above a snippet's text."""

    title: str
    scope: Literal["national", "local"] = "local"
    themes: list[str] = []
    valid: Window = Window()
    source: list[Origin] = []
    superseded: str = ""
    slots: dict[str, Slot] = {}


@dataclass(frozen=True)
class Snippet:
    """One version of a snippet; its body begins on line `first_line` of its file."""

    name: str
    version: str
    file: Path
    about: FrontMatter
    body: str
    first_line: int

    @property
    def label(self) -> str:
        """Return the name as answers give it, with the version if there is one."""
        return f"{self.name}@{self.version}" if self.version else self.name

    @property
    def slots(self) -> dict[str, Question]:
        """Return the slots as questions."""
        return {
            name: Question(
                name=name,
                ask=slot.ask,
                type=slot.type,
                example=slot.example,
                required=slot.required,
                default=slot.default,
            )
            for name, slot in self.about.slots.items()
        }

    @property
    def place(self) -> Place:
        """Return where the snippet's text begins."""
        return Place(str(self.file), self.first_line, 1)

    def cite(self) -> Citation:
        """Return what a reader of the draft should know of this version."""
        return Citation(
            self.name,
            self.version,
            self.about.title,
            self.place,
            tuple(map(str, self.about.source)),
            self.about.valid.start,
            self.about.valid.until,
            self.about.superseded,
        )


@dataclass
class Library:
    """The snippets of a house, each read when it is first asked for."""

    folder: Path
    _read: dict[str, list[Snippet]] = field(default_factory=dict, repr=False)
    _names: list[str] = field(default_factory=list, repr=False)

    def files(self) -> Iterator[Path]:
        """Yield the files of all snippets."""
        return self.folder.glob("*/**/*.md")

    def names(self) -> list[str]:
        """Return the names of all snippets, without versions."""
        if not self._names:
            found = {
                path.relative_to(self.folder).with_suffix("").as_posix() for path in self.files()
            }
            self._names = sorted({name.partition("@")[0] for name in found})
        return self._names

    def versions(self, name: str) -> list[Snippet]:
        """Return the versions of a snippet, oldest first; none if there is no such snippet."""
        if name not in self._read:
            versions = [load(path, self.folder) for path in self._files(name)]
            self._read[name] = sorted(versions, key=lambda one: (one.version, one.file))
        return self._read[name]

    def load_all(self, refuse: Callable[[ResponderError], None]) -> Iterator[Snippet]:
        """Yield every version of every snippet; `refuse` is told of those that cannot be read."""
        for path in sorted(self.files()):
            try:
                yield load(path, self.folder)
            except ResponderError as error:
                refuse(error)

    def _files(self, name: str) -> Iterator[Path]:
        if NAME.fullmatch(name):
            plain = self.folder / f"{name}.md"
            if plain.is_file():
                yield plain
            yield from plain.parent.glob(f"{plain.stem}@*.md")


def load(path: Path, folder: Path) -> Snippet:
    """Return the snippet in a file, or raise DataError at what is wrong with it."""
    text = read_text(path).replace("\r\n", "\n").replace("\r", "\n")
    if found := UNPRINTABLE.search(text):
        place = Place(str(path), text.count("\n", 0, found.start()) + 1)
        problem = f"The character U+{ord(found[0]):04X} cannot stand in a snippet."
        raise DataError(problem, place)
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise DataError("A snippet begins with a line “---”.", Place(str(path), 1, 1))
    ends = [number for number, line in enumerate(lines) if number and line.rstrip() == FENCE]
    if not ends:
        problem = "The front matter is not closed by a second line “---”."
        raise DataError(problem, Place(str(path), 1, 1))
    root, faults = nodes.parse("\n".join(lines[1 : ends[0]]), str(path), first_line=2)
    if faults:
        raise DataError(faults[0].message, faults[0].place)
    if root is None:
        raise DataError("The front matter is empty.", Place(str(path), 1, 1))
    about = nodes.convert(root, FrontMatter, FrontMatter.__struct_fields__)
    start, until = about.valid.start, about.valid.until
    if start and until and start > until:
        raise DataError("The window ends before it starts.", root.at(["valid"]).place)
    name, _, version = path.relative_to(folder).with_suffix("").as_posix().partition("@")
    body = "\n".join(lines[ends[0] + 1 :])
    return Snippet(name, version, path, about, body, ends[0] + 2)


@dataclass(frozen=True)
class Choice:
    """The version that a passage stands for, if any, and what is wrong with that, if anything."""

    snippet: Snippet | None
    problem: str = ""
    stale: bool = False


def choose(versions: list[Snippet], wanted: str, day: datetime.date | None) -> Choice:
    """Return the pinned version, or the one whose window holds the publication day."""
    if wanted:
        pinned = next((one for one in versions if one.version == wanted), None)
        if pinned is None:
            known = [one.version for one in versions if one.version]
            problem = f"There is no version “{wanted}”. {did_you_mean(wanted, known)}"
            return Choice(None, problem.strip())
        if day is None or pinned.about.valid.holds(day):
            return Choice(pinned)
        return Choice(pinned, _explain([pinned], day), stale=True)
    if day is None:
        dated = [one for one in versions if one.about.valid != Window()]
        if not dated and len(versions) == 1:
            return Choice(versions[0])
        problem = "The publication date picks this passage’s version, and it is not known."
        return Choice(None, problem, stale=True)
    valid = [one for one in versions if one.about.valid.holds(day)]
    if valid:
        return Choice(valid[-1])
    return Choice(None, _explain(versions, day), stale=True)


def _explain(versions: Sequence[Snippet], day: datetime.date) -> str:
    """Say until when the last version could be used, and from when the next one can."""
    ended = [one for one in versions if one.about.valid.until and one.about.valid.until < day]
    coming = [one for one in versions if one.about.valid.start and one.about.valid.start > day]
    ended.sort(key=lambda one: one.about.valid.until or day)
    coming.sort(key=lambda one: one.about.valid.start or day)
    about = (ended[-1:] or coming)[0].about
    said = [f"could be used until {long_date(about.valid.until or day)}"] if ended else []
    if coming:
        verb = "again" if ended else "can be used"
        said.append(f"{verb} from {long_date(coming[0].about.valid.start or day)}")
    reason = about.superseded if ended else ""
    return f"“{about.title}” {' and '.join(said)}. {reason}".strip()


def check_passages(
    library: Library, answers: Mapping[str, Answer], day: datetime.date | None
) -> Iterator[Finding]:
    """Yield what is wrong with the answers' references to snippets and their slot values."""
    for answer in walk(answers):
        if answer.question.type == "passages":
            for passage in answer.value:
                if passage.snippet:
                    yield from _check_reference(library, passage, day)


def _check_reference(
    library: Library, passage: Passage, day: datetime.date | None
) -> Iterator[Finding]:
    place = passage.node.place
    try:
        versions = library.versions(passage.snippet)
    except ResponderError as error:
        yield Finding("broken-snippet", "error", error.problem, error.place or place)
        return
    if not versions:
        guess = did_you_mean(passage.snippet, library.names())
        message = f"There is no snippet “{passage.snippet}”. {guess}".strip()
        yield Finding("unknown-snippet", "error", message, place)
        return
    choice = choose(versions, passage.version, day)
    if choice.stale:
        yield Finding("out-of-date", "warning", choice.problem, place)
    elif choice.problem:
        yield Finding("unknown-snippet", "error", choice.problem, place)
    if choice.snippet:
        _, findings = read_slots(choice.snippet, passage)
        yield from findings


def read_slots(
    snippet: Snippet, passage: Passage
) -> tuple[dict[str, tuple[Scalar | None, Node]], list[Finding]]:
    """Return each slot's value (None where a required one is missing) with its node, and faults."""
    slots, findings = snippet.slots, []
    given: dict[str, Node] = {}
    if passage.values is not None and isinstance(passage.values.value, dict):
        given = passage.values.value
        for name in given.keys() - slots.keys():
            message = f"“{snippet.name}” has no slot “{name}”. {did_you_mean(name, list(slots))}"
            place = passage.values.keys[name]
            findings.append(Finding("unknown-slot", "error", message.strip(), place))
    filled: dict[str, tuple[Scalar | None, Node]] = {}
    for name, slot in slots.items():
        node = given.get(name, Node("", passage.node.place))
        if node.blank and isinstance(slot.default, str):
            node = Node(slot.default, node.place)
        value: Any = None
        if node.blank and not slot.required:
            value = ""
        elif node.blank:
            message = f"The slot “{name}” of “{snippet.name}” has no value: {slot.ask}"
            findings.append(Finding("missing", "error", message, node.place))
        else:
            try:
                value = parse(slot, node.value) if isinstance(node.value, str) else None
                if value is None:
                    raise ValueError(f"One value is expected here, not {node.kind}.")
            except ValueError as error:
                findings.append(Finding("wrong-type", "error", str(error), node.place))
        filled[name] = (value, node)
    return filled, findings
