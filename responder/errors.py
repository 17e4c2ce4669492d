"""What can go wrong, where it went wrong, and what the user can do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning", "advice"]
QUOTED = 60  # characters of what somebody wrote


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file; lines and columns count from 1, and 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.file, *numbers])


@dataclass(frozen=True, slots=True)
class Spot:
    """Some words of a document: a line, counted from 0, and where in it they begin and end."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: the rule it breaks, how much it matters, and where it stands.

    `excerpt` are the words concerned, `reason` is why they matter, `path` names the answer that
    they come from, and `spot` is where they stand in the document. `replacement` is what can
    safely take the place of the excerpt, if anything can.
    """

    rule: str
    severity: Severity
    message: str
    place: Place
    excerpt: str = ""
    reason: str = ""
    replacement: str | None = None
    path: str = ""
    spot: Spot | None = None

    def __str__(self) -> str:
        return f"{self.place}: {self.severity} {self.rule}: {self.message}"


class ResponderError(Exception):
    """Something the user can mend; printed as one message, never as a traceback."""

    exit_status = 1

    def __init__(self, problem: str, place: Place | None = None, remedy: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self._say()}"

    def as_finding(self, rule: str, place: Place) -> Finding:
        """Return the error as a finding, at a given place if it knows none of its own."""
        return Finding(rule, "error", self._say(), self.place or place)

    def _say(self) -> str:
        return f"{self.problem} {self.remedy}".strip()


class UsageError(ResponderError):
    """The command was asked for something that it cannot mean."""

    exit_status = 2


class FileError(ResponderError):
    """A file or folder cannot be read or written as asked."""


class ChangedOnDiskError(FileError):
    """A file was changed by somebody else since it was read."""


class DataError(ResponderError):
    """A YAML file does not have the form that its job asks for."""


class TemplateError(ResponderError):
    """A template cannot be loaded or rendered, or the Word template lacks a part."""


class FindingsError(ResponderError):
    """The work cannot go on until every one of these findings is mended."""

    def __init__(self, problem: str, findings: Iterable[Finding]) -> None:
        super().__init__(problem)
        self.findings = tuple(findings)

    def __str__(self) -> str:
        return "\n".join([*map(str, self.findings), self.problem])


def quote(text: str) -> str:
    """Return what somebody wrote in quotation marks, on one line and cut short if it is long."""
    line = " ".join(text[: 2 * QUOTED].split())
    return f"“{line}”" if len(line) <= QUOTED else f"“{line[:QUOTED].rstrip()}…”"


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return a sentence that offers the nearest known word, or else lists a few of them."""
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), list(folded), n=1)
    if near:
        return f"Did you mean “{folded[near[0]]}”?"
    if 0 < len(known) <= 12:
        return "Known here: " + ", ".join(known) + "."
    return ""
