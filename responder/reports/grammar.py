"""The grammar of inspection reports: how they announce what is to be answered, as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from responder import nodes, structures
from responder.errors import DataError, did_you_mean
from responder.questions import MONTHS

if TYPE_CHECKING:
    from pathlib import Path

    from responder.house import House

FILE = "report-grammar.yaml"
SHARED = "shared"
COUNTED = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "eighteen"),
)
COUNTS = {word: number for number, word in enumerate(COUNTED[:12], 1)} | {"eighteen": 18}
COUNT = rf"(?:\d{{1,3}}|{'|'.join(COUNTED)})"
MONTH = rf"(?:{'|'.join(MONTHS)})"
PERIOD = rf"(?P<count>{COUNT})[\s-](?P<unit>day|week|month|year)s?"
DATE = rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{MONTH})\s+(?P<year>\d{{4}})"
NUMBER = rf"(?P<number>\d{{1,3}}[a-z]?|(?:{'|'.join(COUNTED[:12])})\b)"
GROUP = re.compile(r"\?P<\w+>")
NOTHING = r"(?!)"
AFTER = " after "  # between a period and the date that it counts from


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One kind of item: the headings of its sections, the words before one, and its sentences.

    `sets` are the answers that it settles for the whole response.
    """

    name: str
    sections: list[str] = []
    labels: list[str] = []
    sentences: list[str] = []
    sets: dict[str, str] = {}


class Addressee(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A body that items are for, by the patterns of its names; `ours` if it is who answers."""

    name: str
    says: list[str]
    ours: bool = False


class Deadlines(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a report sets a deadline, and the name of the date that a period counts from."""

    patterns: list[str] = []
    after: str = ""


class Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The heads of the columns of a table in which items stand."""

    text: list[str] = []
    number: list[str] = []
    paragraphs: list[str] = []
    deadline: list[str] = []
    addressee: list[str] = []
    status: list[str] = []


class Targets(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The questions of an entry that take what is found of an item."""

    text: str
    number: str = ""
    kind: str = ""
    parts: str = ""
    paragraphs: str = ""
    deadline: str = ""


class ReportGrammar(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, dict=True):
    """How the reports that a template answers announce their items; patterns take any case."""

    kinds: list[Kind]
    answers: Targets
    mixed: dict[str, str] = {}
    ends: list[str] = []
    asides: list[str] = []
    contents: list[str] = []
    paragraph: str = NOTHING
    references: str = NOTHING
    demands: str = NOTHING
    deadlines: Deadlines = Deadlines()
    addressees: list[Addressee] = []
    columns: Columns = Columns()
    status: str = NOTHING

    def find(self, pattern: str, text: str) -> re.Match[str] | None:
        """Return where a pattern fits a text first."""
        return self._compiled(pattern).search(text)

    def begins(self, pattern: str, text: str) -> re.Match[str] | None:
        """Return how a pattern fits the beginning of a text."""
        return self._compiled(pattern).match(text)

    def fits(self, patterns: list[str], text: str) -> bool:
        """Tell whether one of the patterns fits the whole of a text."""
        return any(self._compiled(pattern).fullmatch(text) for pattern in patterns)

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        if pattern not in self._cache:
            self._cache[pattern] = re.compile(self._fill(pattern), re.IGNORECASE)
        return self._cache[pattern]

    @cached_property
    def _cache(self) -> dict[str, re.Pattern[str]]:
        return {}

    def _fill(self, pattern: str) -> str:
        one = GROUP.sub("?:", self.paragraph)
        several = (
            rf"(?P<paragraphs>{one}(?:(?:\s*,\s*|\s+and\s+|\s*;\s*|\s*[-–]\s*|\s+to\s+){one})*)"
        )
        known = {"date": DATE, "period": PERIOD, "number": NUMBER, "paragraphs": several}
        for name, text in known.items():
            pattern = pattern.replace(f"{{{name}}}", text)
        return pattern


def read_count(number: str) -> str:
    """Return the figures of a number as it is printed, as 2 for “Recommendation Two”."""
    words = number.casefold().split()
    figures = re.search(r"\d+", number)
    return figures[0] if figures else str(COUNTS.get(words[-1], "")) if words else ""


def load(house: House, template: str) -> ReportGrammar | None:
    """Return how the reports that a template answers read, or None if the house does not say."""
    for folder in (template, SHARED):
        path = house.templates / folder / FILE
        if path.is_file():
            return _read(path)
    return None


def _read(path: Path) -> ReportGrammar:
    root = nodes.load(path)
    grammar = structures.convert(root, ReportGrammar)
    for steps, pattern in _patterns(root.plain(), ()):
        try:
            re.compile(grammar._fill(pattern))
        except re.error as error:
            problem = f"The pattern is not a regular expression: {error}."
            raise DataError(problem, root.at(steps).place) from None
    names = [kind.name for kind in grammar.kinds]
    if double := next((name for name in names if names.count(name) > 1), ""):
        place = root.at(["kinds", len(names) - 1 - names[::-1].index(double)]).place
        raise DataError(f"“{double}” stands here twice.", place, did_you_mean(double, []))
    return grammar


def _patterns(data: Any, steps: tuple[str | int, ...]) -> list[tuple[tuple[str | int, ...], str]]:
    """Return every text of a file that is a pattern, with the path to it."""
    plain = ("name", "sets", "answers", "mixed", "ours", "after")
    found = []
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key not in plain:
                found += _patterns(value, (*steps, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            found += _patterns(value, (*steps, index))
    elif isinstance(data, str):
        found.append((steps, data))
    return found
