"""What a house's data tells the rules, in the form that they need."""

from __future__ import annotations

import re
import warnings
from typing import Any, TypeVar

import msgspec

from responder import nodes, structures
from responder.check.reading import Reading
from responder.errors import DataError, Place, quote
from responder.house import House
from responder.nodes import Steps

T = TypeVar("T")


def read_entries(reading: Reading, name: str, kind: type[T]) -> list[T]:
    """Return a list of the house's data as structures, none if there is no such list.

    Raises DataError at the value that does not fit.
    """
    found: list[T] = _convert(reading.house, name, list[kind])  # type: ignore[valid-type]
    return found


def read_record(reading: Reading, name: str, kind: type[T]) -> T:
    """Return a mapping of the house's data as a structure, an empty one if there is none.

    Raises DataError at the value that does not fit.
    """
    found: T = _convert(reading.house, name, kind)
    return found


def read_patterns(reading: Reading, name: str) -> list[re.Pattern[str]]:
    """Return a list of regular expressions of the house's data, which do not mind capitals.

    Raises DataError where one is none.
    """
    texts = enumerate(read_entries(reading, name, str))
    return [compile_pattern(reading, (name, number), text) for number, text in texts]


def compile_pattern(
    reading: Reading, where: Steps, pattern: str, *, case: bool = False
) -> re.Pattern[str]:
    """Return a regular expression of the house's data, which minds capitals only if told to.

    Raises DataError where it is none; `where` is the path to it in the data.
    """
    try:
        with warnings.catch_warnings(action="error"):
            return re.compile(pattern, re.NOFLAG if case else re.IGNORECASE)
    except (re.error, FutureWarning, OverflowError, RecursionError) as error:
        problem = f"The pattern {quote(pattern)} is no regular expression: {error}."
        raise DataError(problem, place_of(reading, where)) from None


def place_of(reading: Reading, where: Steps) -> Place:
    """Return where a part of the house's data stands, given the path to it."""
    return nodes.load(reading.house.templates / "house.yaml").at(where).place


def compile_words(words: list[str], *, case: bool = False) -> re.Pattern[str]:
    """Return an expression that finds any of some words or phrases, in any spacing.

    It minds capitals only if told to.
    """
    longest_first = sorted(words, key=len, reverse=True)
    spaced = (r"\s+".join(map(re.escape, one.split())) for one in longest_first if one.strip())
    flags = re.NOFLAG if case else re.IGNORECASE
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced) or '(?!)'})(?!\w)", flags)


def _convert(house: House, name: str, kind: Any) -> Any:
    blank: Any = [] if getattr(kind, "__origin__", None) is list else {}
    try:
        data = structures.with_switches(house.data.get(name, blank))
        return msgspec.convert(data, kind, strict=False)
    except msgspec.ValidationError:
        tree = nodes.load(house.templates / "house.yaml")  # again, to know the places
        return structures.convert(tree.at([name]), kind)
