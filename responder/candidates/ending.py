"""Ending the versions that a candidate takes the place of, the day before it begins."""

from __future__ import annotations

import codecs
import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import ndiff

import msgspec

from responder import files
from responder.answers.file import AnswersFile
from responder.boilerplate import FENCE, Library, Snippet, Window
from responder.candidates.files import CandidateFile
from responder.errors import FileError, Place
from responder.house import House

DAY = datetime.timedelta(1)


@dataclass(frozen=True)
class Ending:
    """A version of the library, and its file before and after it is given a last day."""

    snippet: Snippet
    last: datetime.date
    before: bytes
    after: bytes

    @property
    def ended(self) -> Snippet:
        """Return the version with its last day."""
        about = self.snippet.about
        window = Window(about.valid.start, self.last)
        return replace(self.snippet, about=msgspec.structs.replace(about, valid=window))

    def list_changes(self) -> Iterator[tuple[bool, str]]:
        """Yield the lines that change: whether it is a new one, and what it says."""
        old, new = (data.decode("utf-8-sig").splitlines() for data in (self.before, self.after))
        for line in ndiff(old, new):
            if line[0] in "-+":
                yield line[0] == "+", line[2:]

    def carry_out(self) -> None:
        """Write the file, unless somebody has changed it in the meantime."""
        path = self.snippet.file
        if files.read_bytes(path) != self.before:
            raise FileError("This file has been changed meanwhile.", Place(str(path)), "Try again.")
        files.write_bytes(path, self.after)


def plan(file: CandidateFile, house: House) -> list[Ending]:
    """Return how the versions without an end would end that begin before a candidate does."""
    start = file.snippet.about.valid.start
    if start is None:
        return []
    why = f"The wording changed: use {file.snippet.label}."
    return [
        _end(one, start - DAY, why)
        for one in Library(house.boilerplate).readable_versions(file.snippet.name)
        if one.label != file.snippet.label
        and one.about.valid.until is None
        and (one.about.valid.start or datetime.date.min) < start
    ]


def find_gap(file: CandidateFile, house: House) -> datetime.date | None:
    """Return the first day after a candidate’s last on which no version may be published."""
    if not (until := file.snippet.about.valid.until):
        return None
    versions = Library(house.boilerplate).readable_versions(file.snippet.name)
    day, start = until + DAY, file.snippet.about.valid.start or until
    later = [one.about.valid for one in versions if (one.about.valid.start or start) > start]
    return None if any(one.holds(day) for one in later) else day


def _end(snippet: Snippet, last: datetime.date, why: str) -> Ending:
    """Return a version’s file with a last day; all else in it stays as it is, byte for byte."""
    before = files.read_bytes(snippet.file)
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    lines = before[len(mark) :].splitlines(keepends=True)
    fences = [number for number, line in enumerate(lines) if line.rstrip() == FENCE.encode()]
    front = AnswersFile(snippet.file, b"".join(lines[1 : fences[1]]))
    front = _set_last_day(front, last)
    if not snippet.about.superseded:
        front.set(("superseded",), why)
    head, rest = lines[0], b"".join(lines[fences[1] :])
    return Ending(snippet, last, before, mark + head + front.answers.data + rest)


def _set_last_day(front: AnswersFile, last: datetime.date) -> AnswersFile:
    """Return front matter with a last day, in braces on one line if its days stand so."""
    text, node = front.answers.data.decode(), front.answers.root.at(["valid"])
    days = text[node.start : node.end]
    if days.startswith("{") and "#" not in days and "\n" not in days:
        inner = days[1:-1].strip().rstrip(",")
        ended = f"{{{inner}, until: {last}}}" if inner else f"{{until: {last}}}"
        if "until" not in inner:
            new = f"{text[: node.start]}{ended}{text[node.end :]}"
            return AnswersFile(front.path, new.encode())
    front.set(("valid", "until"), last.isoformat())
    return front
