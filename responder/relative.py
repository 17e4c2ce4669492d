"""A date that counts from another one: how it is written, and which day it makes."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Mapping

from responder.errors import did_you_mean, quote

# As people write it, and as patterns of JSON Schema know it.
COUNT, UNITS, WAYS = r"\d{1,4}", ("day", "week", "month", "year"), ("after", "before")
FORM = re.compile(
    rf"({COUNT}) ({'|'.join(UNITS)})s? ({'|'.join(WAYS)}) ([a-z][a-z0-9_]*)",
    re.ASCII | re.IGNORECASE,
)
MEANT = re.compile(rf"\b({'|'.join(UNITS)})s?\b", re.IGNORECASE)


class RelativeDay(datetime.date):
    """A day whose date was not written, but counted from another one."""


class UnansweredError(ValueError):
    """An answer counts from another one, of this name, that is not there."""

    def __init__(self, name: str) -> None:
        super().__init__(f"It counts from “{name}”, which has no answer.")
        self.name = name


def parse(text: str, days: Mapping[str, datetime.date | None] | None) -> RelativeDay | None:
    """Return the day of a text such as “6 months after published”; None if it is no such text.

    `days` are those that it may count from, of which some are not known, or None if it may not.
    """
    found = FORM.fullmatch(text)
    if not found:
        if days and MEANT.search(text):
            form = f"6 months after {next(iter(days))}"
            raise ValueError(f"{quote(text)} is no day. Write it as “{form}”, with figures.")
        return None
    if days is None:
        raise ValueError("A day that counts from another answer cannot be given here.")
    count, unit, way, name = int(found[1]), *map(str.lower, found.groups()[1:])
    if name not in days:
        problem = f"No date called {quote(name)} is asked for before this one."
        raise ValueError(f"{problem} {did_you_mean(name, list(days))}".strip())
    day = days[name]
    if day is None:
        raise UnansweredError(name)
    return count_from(day, count if way == "after" else -count, unit)


def count_from(day: datetime.date, count: int, unit: str) -> RelativeDay:
    """Return the day so far from another one, or raise ValueError where the calendar ends.

    Months and years lead to the same day of the month, or to the last one of a shorter month.
    """
    try:
        if unit in ("day", "week"):
            later = day + datetime.timedelta(count * (7 if unit == "week" else 1))
            return RelativeDay(later.year, later.month, later.day)
        months = count * (12 if unit == "year" else 1)
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return RelativeDay(year, month + 1, min(day.day, last))
    except (ValueError, OverflowError):
        way = "after" if count > 0 else "before"
        said = f"{abs(count)} {unit}s {way} {day.isoformat()}"
        raise ValueError(f"There is no such day as {said}.") from None
