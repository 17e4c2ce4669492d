"""What templates see and do: values that know their source, and filters for house forms."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from msgspec.structs import replace

from responder.document import (
    GAP,
    Block,
    Paragraph,
    Source,
    Span,
    Spans,
    Style,
    lines_of,
    text_of,
)
from responder.markdown import MARK_SIGN
from responder.questions import MONTHS, long_date, parse_date

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
OPENING_MARKS = ("“", '"', "‘", "'", "«", "„")
PAIRS = {"“": "”", "«": "»", "„": "“"}
WordsT = TypeVar("WordsT", bound="Words")


class Words(str):
    """Text that knows its source and its style; a plain string to templates.

    Text put together from several sources knows its `parts`.
    """

    source: Source | None = None
    style: Style = Style()
    parts: Spans = ()

    def __add__(self, other: object) -> Words:
        return concatenate([self, other])

    def __radd__(self, other: object) -> Words:
        return concatenate([other, self])

    def upper(self) -> Words:
        """Return the same in capitals; templates reach this through a filter, as those below."""
        return self._change(str.upper)

    def lower(self) -> Words:
        """Return the same in small letters."""
        return self._change(str.lower)

    def capitalize(self) -> Words:
        """Return the same with one capital, the first letter."""
        return self._change(str.capitalize)

    def strip(self, chars: str | None = None) -> Words:
        """Return the same without white space at its ends."""
        return self._change(lambda text: text.strip(chars))

    def _change(self, change: Callable[[str], str]) -> Words:
        return words(change(str(self)), self.source, self.style)


class Gap(Words):
    """The visible place of an answer that is missing; no filter changes it."""

    def _change(self, _change: Callable[[str], str]) -> Words:
        return self

    def _never(self, _other: object) -> bool:
        return False

    # Templates compare dates and numbers, and may do so before one is known.
    __lt__ = __le__ = __gt__ = __ge__ = _never


class Whole:
    """What cannot be part of a line, so a template that makes text of it is told so."""

    __slots__ = ()

    def __str__(self) -> str:
        raise TypeError(_unprintable(self))


class Prose(Whole, tuple[Block, ...]):
    """Blocks to stand where a template prints them."""

    __slots__ = ()


class Entries(Whole, list[Any]):
    """The entries of a list."""


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

    def __str__(self) -> str:
        return long_date(self)


class Figure(Decimal):
    """A number that knows its source."""

    source: Source | None = None


def spans_of(value: Any) -> Spans:
    """Return any value that can be part of a line as spans, or raise TypeError."""
    if isinstance(value, Words) and value.parts:
        return value.parts
    if isinstance(value, str) and MARK_SIGN.search(value):
        raise TypeError("text of macros and set blocks can only be printed or joined with “~”")
    match value:
        case None:
            return ()
        case bool():
            text = "yes" if value else "no"
        case datetime.date():
            text = long_date(value)
        case str() | int() | Decimal():
            text = str(value)
        case _:
            raise TypeError(_unprintable(value))
    return (Span(text, getattr(value, "style", Style()), getattr(value, "source", None)),)


def _unprintable(value: Any) -> str:
    names = {"Prose": "prose", "Entries": "a list", "Record": "a group"}
    name = names.get(type(value).__name__, f"a {type(value).__name__}")
    return f"{name} cannot be printed as part of a line"


def concatenate(values: Iterable[Any]) -> Words:
    """Return values as one text whose parts keep their sources."""
    return _join(tuple(span for value in values for span in spans_of(value)))


def _join(parts: Spans) -> Words:
    joined = Words(text_of(parts))
    joined.parts = parts
    return joined


def format_date(day: Any) -> Any:
    """Return a date as 17 February 2022."""
    return words(long_date(_date(day)), getattr(day, "source", None))


def format_month(day: Any) -> Any:
    """Return a date as February 2022."""
    day = _date(day)
    return words(f"{MONTHS[day.month - 1]} {day.year}", getattr(day, "source", None))


def _date(value: Any) -> Any:
    if not isinstance(value, datetime.date):
        raise TypeError(f"“{value}” is not a date" if value else "there is no date here")
    return value


def pick_on(records: Sequence[Any], day: Any, key: str) -> Any:
    """Return what was true on a day: `key` of the last record whose `from` is not after it."""
    if isinstance(day, Gap):
        return day
    day = _date(day)
    held = [record for record in records if parse_date(record["from"]) <= day]
    if not held:
        raise ValueError(f"nothing is known for {long_date(day)}")
    return held[-1][key]


def number_in_words(number: Any) -> Any:
    """Return a count as words up to nine and as figures above."""
    if not isinstance(number, int | Decimal):
        raise TypeError(f"“{number}” is not a number" if number else "there is no number here")
    known = 0 <= number < len(NUMBERS) and number == int(number)
    return words(NUMBERS[int(number)] if known else str(number), getattr(number, "source", None))


def join_words(items: Any, conjunction: str = "and") -> Any:
    """Return items as “a, b and c”, each of which keeps its source."""
    if isinstance(items, str | Prose) or not isinstance(items, Iterable):
        raise TypeError("only a list can be joined")
    *rest, last = list(items) or [""]
    between = [one for item in rest[1:] for one in (", ", item)]
    return concatenate([*rest[:1], *between, f" {conjunction} ", last] if rest else [last])


def quote_paragraphs(prose: Any, opening: str = "“", closing: str = "”") -> Any:
    """Return prose with an opening mark on each paragraph and a closing one on the last.

    Prose that brings its own quotation marks is left as it is.
    """
    if isinstance(prose, str):
        return concatenate([opening, prose, closing]) if prose else prose
    if not isinstance(prose, Prose):
        raise TypeError("only text and prose can be quoted")
    lines = [line for block in prose for line in lines_of(block)]
    if not lines or _brings_marks(text_of(lines[0])):
        return prose
    paragraphs = [Paragraph((Span(opening, source=line[0].source), *line)) for line in lines]
    last = paragraphs[-1].spans
    paragraphs[-1] = Paragraph((*last, Span(closing, source=last[-1].source)))
    return Prose(paragraphs)


def _brings_marks(text: str) -> bool:
    """Tell whether text is quoted: it opens with a mark, and not just for its first words."""
    if not text.startswith(OPENING_MARKS):
        return False
    depth = 0
    for index, sign in enumerate(text):
        depth += (sign == text[0]) - (sign == PAIRS.get(text[0]))
        if depth == 0:
            return not text[index + 1 :].strip(" .")
    return True


def give_role(text: Any, role: str) -> Any:
    """Return text in the Word style that plays a role, such as “label”; gaps keep their own."""
    return _join(
        tuple(
            span if span.style == GAP else replace(span, style=replace(span.style, role=role))
            for span in spans_of(text)
        )
    )


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
