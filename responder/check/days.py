"""Dates as people write them in English prose: where they stand, and which days they mean."""

from __future__ import annotations

import calendar
import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from responder.check.reading import BLOT, Reading
from responder.questions import MONTHS

Kind = Literal["day", "yearless", "month", "years", "year"]
Extent: TypeAlias = tuple[datetime.date | None, datetime.date | None]

NEAR = 60  # characters before a date that tell what it is
LEAP_YEAR = 2000  # has every day that any year has
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept?", "Oct", "Nov", "Dec")
MONTH = rf"(?P<month>(?:{'|'.join(MONTHS)})\b|(?:{'|'.join(SHORT)})\b\.?)"
WEEKDAY = rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}),?\s+)?"
DAY, ORDINAL = r"(?P<day>0?[1-9]|[12]\d|3[01])", r"(?:\s?(?:st|nd|rd|th))"
FIRST, SECOND = r"(?P<first>\d{1,2})", r"(?P<second>\d{1,2})"
YEAR = r"(?P<year>(?:19|20)\d\d)"
# In the order in which they are looked for: what one has found is no part of another. Without a
# year a month needs its capital letter, since “12 may be right” is no date.
FORMS: tuple[tuple[Kind, str], ...] = (
    ("day", rf"{WEEKDAY}(?P<date>{DAY}{ORDINAL}?(?:\s+of)?,?\s+{MONTH},?\s+{YEAR})"),
    ("day", rf"{WEEKDAY}(?P<date>{MONTH}\s+{DAY}{ORDINAL}?,?\s+{YEAR})"),
    ("day", rf"(?P<date>{FIRST}(?P<sign>[/.-]){SECOND}(?P=sign){YEAR})"),
    ("day", rf"(?P<date>{FIRST}/{SECOND}/(?P<year>\d\d))"),
    ("day", rf"(?P<date>{YEAR}-(?P<number>0[1-9]|1[0-2])-{DAY})"),
    ("month", rf"(?P<date>{MONTH},?\s+{YEAR})"),
    ("yearless", rf"{WEEKDAY}(?P<date>{DAY}{ORDINAL}?(?:\s+of)?\s+(?-i:{MONTH}))"),
    ("yearless", rf"{WEEKDAY}(?P<date>(?-i:{MONTH})\s+{DAY}{ORDINAL})"),
    ("years", rf"(?P<date>{YEAR}\s?(?P<sign>[/–-]|to\b)\s?(?P<until>(?:19|20)\d\d|\d\d))"),
    ("year", rf"(?P<date>{YEAR})"),
)
PATTERNS = [
    (kind, re.compile(rf"(?<![\w/.£$€])(?<!\d[,-]){form}(?![\w/-])(?![,.]\d)", re.IGNORECASE))
    for kind, form in FORMS
]
# What stands before four figures that are a year, or behind others if they are a number; what makes
# a financial year; and what makes “paragraphs 20 and 21, September 2023” no date with a comma.
DATING = re.compile(
    r"\b(?:after|and|before|by|calendar|during|early|end of|from|in|late|mid|of|since|spring|summer"
    r"|autumn|winter|the|throughout|to|until|years?)[\s-]+$",
    re.IGNORECASE,
)
COUNTING = re.compile(r"\s+(?:\w+\s+)?(?:\w+s|people|staff)\b")
FINANCIAL = re.compile(r"\bfinancial\s+years?\s+$", re.IGNORECASE)
NUMBERING = re.compile(
    r"\b(?:issue|item|page|paragraph|recommendation|section)s?\s+(?:[\d.,\s]|and)*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Mention:
    """A date written in a line, from the day of the week if it names one, and the days it means.

    `date` is where it begins without that. The `first` and `last` day are None where it has no
    year, or where there is no such day. `certain` tells that it can be read in one way only.
    """

    kind: Kind
    start: int
    date: int
    end: int
    day: int
    month: int
    year: int
    first: datetime.date | None = None
    last: datetime.date | None = None
    weekday: str = ""
    certain: bool = True

    @property
    def impossible(self) -> bool:
        """Tell whether there is no such day."""
        year = self.year or LEAP_YEAR
        return self.kind in ("day", "yearless") and not _find_day(year, self.month, self.day)

    def holds(self, day: datetime.date | None) -> bool:
        """Tell whether a day can be one of those that are meant."""
        if day and self.kind == "yearless":
            return (day.month, day.day) == (self.month, self.day)
        return bool(day and self.first and self.last and self.first <= day <= self.last)


def list_mentions(reading: Reading) -> list[list[Mention]]:
    """Return the dates of each line, in the order in which they stand."""
    return [find_mentions(line.readable) for line in reading.lines]


def list_dated(reading: Reading) -> list[list[Mention]]:
    """Return those of them that say a year."""
    return [[one for one in mentions if one.first] for mentions in reading.once(list_mentions)]


def find_mentions(text: str) -> list[Mention]:
    """Return the dates of a text, in the order in which they stand."""
    found: list[Mention] = []
    if not re.search(r"\d", text):
        return found
    for kind, pattern in PATTERNS:

        def take(match: re.Match[str], kind: Kind = kind) -> str:
            mention = _read(kind, match)
            if mention is None:
                return match[0]
            found.append(mention)
            return BLOT * len(match[0])  # so that no other pattern finds it again

        text = pattern.sub(take, text)
    return sorted(found, key=lambda one: one.start)


def neighbours(
    mentions: Sequence[Mention], start: int, end: int
) -> tuple[Mention | None, Mention | None]:
    """Return the last date of a line before some words, and the first behind them."""
    first = bisect_left(mentions, end, key=lambda one: one.start)
    last = bisect_right(mentions, start, key=lambda one: one.end) - 1
    before = mentions[last] if last >= 0 else None
    return before, mentions[first] if first < len(mentions) else None


def _read(kind: Kind, match: re.Match[str]) -> Mention | None:
    """Return what a pattern has found, unless that is no date where it stands."""
    parts = match.groupdict()
    before = match.string[max(0, match.start() - NEAR) : match.start()]
    year, month, day = (_number(parts, name) for name in ("year", "month", "day"))
    certain = True
    if "first" in parts:
        day, month, certain = _order(int(match["first"]), int(match["second"]))
        certain = certain and year >= 100
        year += 2000 if year < 100 else 0
    extent: Extent | None = None
    if kind == "years":
        extent = _find_years(year, match["until"], match["sign"] == "/", before)
    elif kind == "year":
        is_year = DATING.search(before) or not COUNTING.match(match.string, match.end())
        extent = _find_extent(year, 0, 0) if is_year else None
    elif re.match(r"\d+,", match["date"]) and NUMBERING.search(before):
        return None
    elif 1 <= month <= 12 and (day or kind == "month"):
        extent = _find_extent(year, month, day)
    if not extent:
        return None
    weekday = (parts.get("weekday") or "").capitalize()
    ends = (match.start(), match.start("date"), match.end())
    return Mention(kind, *ends, day, month, year, *extent, weekday, certain)


def _number(parts: Mapping[str, str | None], name: str) -> int:
    """Return the number of a part, a month being a name or a number; 0 if there is no such part."""
    word = parts.get(name) or parts.get("number" if name == "month" else name) or "0"
    if word.isdecimal():
        return int(word)
    return [one[:3] for one in MONTHS].index(word[:3].capitalize()) + 1


def _order(first: int, second: int) -> tuple[int, int, bool]:
    """Return the day and month that two figures mean, and whether they can mean nothing else."""
    if second > 12 >= first:
        return second, first, True
    return first, second, first > 12 or first == second


def _find_extent(year: int, month: int, day: int) -> Extent:
    """Return the first and last day of a year, month or day; None where there is no such day."""
    if day:
        only = _find_day(year, month, day) if year else None
        return only, only
    last = calendar.monthrange(year, month or 12)[1]
    return datetime.date(year, month or 1, 1), datetime.date(year, month or 12, last)


def _find_years(year: int, until: str, slash: bool, before: str) -> Extent | None:
    """Return the first and last day of a span of years; a financial year ends in March."""
    end = int(until) if len(until) == 4 else year // 100 * 100 + int(until)
    if end <= year:
        return None
    if FINANCIAL.search(before) or (slash and end == year + 1):
        return datetime.date(year, 4, 1), datetime.date(end, 3, 31)
    return datetime.date(year, 1, 1), datetime.date(end, 12, 31)


def _find_day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
