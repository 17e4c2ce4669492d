"""Snippets: reusable passages in dated versions, found by name."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

from responder import nodes, structures
from responder.document import Citation
from responder.errors import DataError, Place, ResponderError
from responder.files import UNPRINTABLE, read_text
from responder.questions import Question, check_language, check_name, parse

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

    def question(self, name: str) -> Question:
        """Return the slot as a question."""
        return Question(
            name=name,
            ask=self.ask,
            type=self.type,
            example=self.example,
            required=self.required,
            default=self.default,
        )


class FrontMatter(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What stands above a snippet's text; without a `language` that is in the house's own."""

    title: str
    scope: Literal["national", "local"] = "local"
    themes: list[str] = []
    language: str = ""
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
        return {name: slot.question(name) for name, slot in self.about.slots.items()}

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


@dataclass(eq=False)  # or what was found out about one could not be kept for it
class Library:
    """The snippets of a house, each read when it is first asked for."""

    folder: Path
    _read: dict[str, list[Snippet]] = field(default_factory=dict, repr=False)
    _names: list[str] = field(default_factory=list, repr=False)

    def files(self) -> Iterator[Path]:
        """Yield the files of all snippets."""
        return (path for path in self.folder.glob("*/**/*.md") if path.is_file())

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

    def readable_versions(self, name: str) -> list[Snippet]:
        """Return the versions of a snippet without those that cannot be read, oldest first."""
        found = []
        for path in self._files(name):
            with suppress(ResponderError):
                found.append(load(path, self.folder))
        return sorted(found, key=lambda one: (one.version, one.file))

    def load_all(self, refuse: Callable[[ResponderError], None]) -> Iterator[Snippet]:
        """Yield every version of every snippet; `refuse` is told of those that cannot be read."""
        for path in sorted(self.files()):
            try:
                yield load(path, self.folder)
            except ResponderError as error:
                refuse(error)

    def load_some(self, is_wanted: Callable[[str], bool]) -> Iterator[Snippet]:
        """Yield the versions whose file's text is wanted, leaving out those that cannot be read."""
        for path in sorted(self.files()):
            with suppress(ResponderError):
                if is_wanted(read_text(path)):
                    yield load(path, self.folder)

    def _files(self, name: str) -> Iterator[Path]:
        if NAME.fullmatch(name):
            plain = self.folder / f"{name}.md"
            # Unlike those of a Path, these tests take a name that is too long for that of no file.
            if os.path.isfile(plain):
                yield plain
            if os.path.isdir(plain.parent):
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
    about = structures.convert(root, FrontMatter)
    _check_language(about, root)
    start, until = about.valid.start, about.valid.until
    if start and until and start > until:
        raise DataError("The window ends before it starts.", root.at(["valid"]).place)
    _check_slots(about, root.at(["slots"]))
    name, _, version = path.relative_to(folder).with_suffix("").as_posix().partition("@")
    body = "\n".join(lines[ends[0] + 1 :])
    return Snippet(name, version, path, about, body, ends[0] + 2)


def _check_language(about: FrontMatter, node: nodes.Node) -> None:
    try:
        if about.language:
            check_language(about.language)
    except ValueError as error:
        raise DataError(str(error), node.at(["language"]).place) from None


def _check_slots(about: FrontMatter, node: nodes.Node) -> None:
    for name, slot in about.slots.items():
        place = node.keys[name]
        try:
            check_name(name)
            if slot.default is not None:
                place = node.at([name, "default"]).place
                parse(slot.question(name), slot.default)
        except ValueError as error:
            raise DataError(str(error), place) from None
