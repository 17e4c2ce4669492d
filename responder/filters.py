"""What templates see and do: values that know their source, and filters for house forms."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from responder.document import GAP, Block, Paragraph, Source, Span, Style, lines_of, text_of
from responder.questions import MONTHS, long_date, parse_date

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
OPENING_MARKS = ("“", '"', "‘", "'", "«", "„")
WordsT = TypeVar("WordsT", bound="Words")


class Words(str):
    """Text that knows its source and its style; a plain string to templates."""

    source: Source | None = None
    style: Style = Style()


class Gap(Words):
    """The visible place of an answer that is missing; no filter changes it."""


class Prose(tuple[Block, ...]):
    """Blocks to stand where a template prints them."""

    __slots__ = ()


def words(text: str, source: Source | None = None, style: Style | None = None) -> Words:
    """Return text with its source and style."""
    return _dress(Words(text), source, style or Style())


def gap(text: str, source: Source | None = None) -> Gap:
    """Return the visible place of a missing answer."""
    return _dress(Gap(f"[TO COMPLETE: {text}]"), source, GAP)


def _dress(text: WordsT, source: Source | None, style: Style) -> WordsT:
    text.source, text.style = source, style
    return text


class Day(datetime.date):
    """A date that knows its source."""

    source: Source | None = None


class Figure(Decimal):
    """A number that knows its source."""

    source: Source | None = None


def format_date(day: Any) -> Any:
    """Return a date as 17 February 2022."""
    return words(long_date(day), getattr(day, "source", None))


def format_month(day: Any) -> Any:
    """Return a date as February 2022."""
    return words(f"{MONTHS[day.month - 1]} {day.year}", getattr(day, "source", None))


def pick_on(records: Sequence[Any], day: Any, key: str) -> Any:
    """Return what was true on a day: `key` of the last record whose `from` is not after it."""
    if isinstance(day, Gap):
        return day
    held = [record for record in records if parse_date(record["from"]) <= day]
    if not held:
        raise ValueError(f"nothing is known for {long_date(day)}")
    return held[-1][key]


def number_in_words(number: int) -> str:
    """Return a count as words up to nine and as figures above."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def join_words(items: Iterable[Any], conjunction: str = "and") -> str:
    """Return items as “a, b and c”."""
    *rest, last = [str(item) for item in items] or [""]
    return f"{', '.join(rest)} {conjunction} {last}" if rest else last


def quote_paragraphs(prose: Any, opening: str = "“", closing: str = "”") -> Any:
    """Return prose with an opening mark on each paragraph and a closing one on the last.

    Prose that brings its own quotation marks is left as it is.
    """
    lines = [line for block in prose for line in lines_of(block)]
    if not lines or text_of(lines[0]).startswith(OPENING_MARKS):
        return prose
    paragraphs = [Paragraph((Span(opening, source=line[0].source), *line)) for line in lines]
    last = paragraphs[-1].spans
    paragraphs[-1] = Paragraph((*last, Span(closing, source=last[-1].source)))
    return Prose(paragraphs)


def give_role(text: Any, role: str) -> Any:
    """Return text in the Word style that plays a role, such as “label”."""
    style = replace(getattr(text, "style", Style()), role=role)
    return words(str(text), getattr(text, "source", None), style)


def _keep_gaps(change: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that leaves a missing answer's visible gap as it is."""

    @functools.wraps(change)
    def changed(value: Any, *arguments: Any, **options: Any) -> Any:
        return value if isinstance(value, Gap) else change(value, *arguments, **options)

    return changed


FILTERS: dict[str, Callable[..., Any]] = {
    "date": _keep_gaps(format_date),
    "month": _keep_gaps(format_month),
    "on": pick_on,
    "in_words": _keep_gaps(number_in_words),
    "joined": join_words,
    "quoted": _keep_gaps(quote_paragraphs),
    "role": _keep_gaps(give_role),
}
