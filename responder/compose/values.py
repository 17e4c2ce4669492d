"""What templates see: values that know their source, and what they become in a line."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NoReturn, TypeVar

from responder.document import GAP, Block, Source, Span, Spans, Style, text_of
from responder.errors import Place
from responder.markdown import MARK_SIGN
from responder.questions import long_date, parse_date

WordsT = TypeVar("WordsT", bound="Words")


class Words(str):
    """Text that knows its source and its style; a plain string to templates.

    Text put together from several sources knows its `parts`.
    """

    source: Source | None = None
    style: Style = Style()
    parts: Spans = ()
    relative = False  # as of a date that was not given; see Day

    def __add__(self, other: object) -> Words:
        return concatenate([self, other])

    def __radd__(self, other: object) -> Words:
        return concatenate([other, self])

    def upper(self) -> Words:
        """Return the same in capitals; templates reach this through a filter, as those below."""
        return self._change(str.upper, str.upper)

    def lower(self) -> Words:
        """Return the same in small letters."""
        return self._change(str.lower, str.lower)

    def capitalize(self) -> Words:
        """Return the same with a capital first letter; the others stay, unlike in plain Jinja."""
        return self._change(lambda text: text[:1].upper() + text[1:], str)

    def strip(self, chars: str | None = None) -> Words:
        """Return the same without white space at its ends."""
        start = len(self) - len(self.lstrip(chars))
        return join_parts(tuple(_cut(spans_of(self), start, len(self.rstrip(chars)))))

    def _change(self, change: Callable[[str], str], later: Callable[[str], str]) -> Words:
        """Return the same with its first part changed in one way and those after it in another."""
        parts: list[Span] = []
        for part in spans_of(self):
            text = part.text if part.style == GAP else (later if parts else change)(part.text)
            parts += [Span(text, part.style, part.source)] if text else []
        return join_parts(tuple(parts))


class Gap(Words):
    """The visible place of an answer that is missing; no filter changes it."""

    def _change(self, _change: Callable[[str], str], _later: Callable[[str], str]) -> Words:
        return self

    def strip(self, _chars: str | None = None) -> Words:
        """Return the gap itself."""
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


class Record(Whole):
    """Values by name, as of a group; false if the group was left out."""

    def __init__(self, values: Mapping[str, Any], given: bool = True) -> None:
        self.__dict__.update(values)
        self.__dict__["_given"] = given

    def __getitem__(self, name: str) -> Any:
        return self.__dict__[name]

    def __bool__(self) -> bool:
        return bool(self.__dict__["_given"])

    def __iter__(self) -> NoReturn:
        raise TypeError("a group cannot be looped over")

    def __contains__(self, _name: object) -> NoReturn:
        raise TypeError("a group cannot be searched with “in”")

    def __len__(self) -> NoReturn:
        raise TypeError("a group cannot be counted")


def words(text: str, source: Source | None = None, style: Style | None = None) -> Words:
    """Return text with its source and style."""
    return _dress(Words(text), source, style or Style())


def gap(text: str, source: Source | None = None) -> Gap:
    """Return the visible place of a missing answer."""
    return _dress(Gap(f"[TO COMPLETE: {text}]"), source, GAP)


def gap_beside(text: str, value: Any = None) -> Gap:
    """Return a gap that a template makes, to be mended where a value stands in the answers."""
    return gap(text, Source(answer=place_of(value)))


def place_of(value: Any) -> Place | None:
    """Return where a value stands in the answers, if it does."""
    return next((span.source.answer for span in spans_of(value) if span.source), None)


def _dress(text: WordsT, source: Source | None, style: Style) -> WordsT:
    text.source, text.style = source, style
    return text


class Day(datetime.date):
    """A date that knows its source, and compares with dates that a layout or house writes.

    It is `relative` if the answer counts it from another date.
    """

    source: Source | None = None
    relative: bool = False

    def __str__(self) -> str:
        return long_date(self)

    def __lt__(self, other: Any) -> Any:
        return super().__lt__(_day(other))

    def __le__(self, other: Any) -> Any:
        return super().__le__(_day(other))

    def __gt__(self, other: Any) -> Any:
        return super().__gt__(_day(other))

    def __ge__(self, other: Any) -> Any:
        return super().__ge__(_day(other))

    def __eq__(self, other: object) -> Any:
        try:
            return super().__eq__(_day(other))
        except ValueError:  # text that is no date differs from every date
            return False

    __hash__ = datetime.date.__hash__


def _day(value: Any) -> Any:
    """Return the date that text names; a gap takes every comparison upon itself."""
    if not isinstance(value, str) or isinstance(value, Gap):
        return value
    if not value:
        raise ValueError("there is no date to compare with")
    return parse_date(value)


class Figure(Decimal):
    """A number that knows its source."""

    source: Source | None = None


def spans_of(value: Any) -> Spans:
    """Return any value that can be part of a line as spans, or raise TypeError."""
    if isinstance(value, Words) and value.parts:
        return value.parts
    if isinstance(value, str) and MARK_SIGN.search(value):
        only = "printed, joined with “~” or given a language"
        raise TypeError(f"text of macros and set blocks can only be {only}")
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


def name_kind(value: Any) -> str:
    """Name a value's kind in the words of somebody who writes a layout."""
    kinds: tuple[tuple[Any, str], ...] = (
        (Prose, "prose"),
        (Record, "a group"),
        (str, "text"),
        (bool, "yes or no"),
        (datetime.date, "a date"),
        (int | Decimal, "a number"),
        (list | tuple, "a list"),
        (type(None), "nothing"),
    )
    named = (name for kind, name in kinds if isinstance(value, kind))
    return next(named, f"a {type(value).__name__}")


def _unprintable(value: Any) -> str:
    return f"{name_kind(value)} cannot be printed as part of a line"


def concatenate(values: Iterable[Any]) -> Words:
    """Return values as one text whose parts keep their sources."""
    return join_parts(tuple(span for value in values for span in spans_of(value)))


def _cut(parts: Spans, start: int, end: int) -> Iterator[Span]:
    for part in parts:
        text = part.text[max(0, start) : max(0, end)]
        yield Span(text, part.style, part.source)
        start, end = start - len(part.text), end - len(part.text)


def join_parts(parts: Spans) -> Words:
    """Return spans as one text that keeps each of them."""
    if len(parts) == 1:
        return words(parts[0].text, parts[0].source, parts[0].style)
    joined = Words(text_of(parts))
    joined.parts = parts
    return joined
