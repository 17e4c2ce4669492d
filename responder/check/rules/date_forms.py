"""Rules on how a date is written, and on whether there is such a day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

from responder.check.days import LEAP_YEAR, NEAR, WEEKDAYS, Mention, find_mentions, list_mentions
from responder.check.knowledge import place_of
from responder.check.reading import Line, Reading
from responder.check.rules import Fault, rule
from responder.errors import DataError, Severity, quote
from responder.questions import MONTHS, long_date

Form = Callable[[datetime.date], str]

STYLE, DATE, YEARS = "style", "date", "years"  # the names in the house's data
DAY_FORMS: tuple[Form, ...] = (
    long_date,
    lambda day: f"{_with_ordinal(day.day)} {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}",
    lambda day: f"{day.day:02}/{day.month:02}/{day.year}",
    lambda day: day.isoformat(),
)
YEARS_FORMS = (
    "{0} to {1}",
    "{0}–{1}",
    "{0}-{1}",
    "{0}/{1}",
    "{0}/{2:02}",
    "{0}–{2:02}",
    "{0}-{2:02}",
)
# A date with “the” before it and words after it may describe them: “the 12th October meeting”.
THE = re.compile(r"\b(?:after|before|by|from|of|on|since|to|until)\s+(the\s+)$", re.IGNORECASE)
NO_WORD = re.compile(r"\s*(?:[^\w\s]|$)")


@rule(
    "date-form",
    "warning",
    "A date in the usual form is read without a second look; figures alone can mean two days.",
    "GOV.UK style guide",
)
def find_date_forms(reading: Reading) -> Iterator[Fault]:
    """Yield each date that is not written as the house writes dates, or as the first one is."""
    form, years_form = _find_form(reading), _find_years_form(reading)
    for line in reading.lines:
        for one in reading.once(list_mentions)[line.number]:
            if one.kind == "years":
                right = _write_years(years_form, one)
            else:
                right = _write(form, one) if form and not one.impossible else None
            yield from _compare(reading, line, one, right)


@rule(
    "impossible-date",
    "error",
    "A day that does not exist, or was another day of the week, shows that something is wrong.",
    "The calendar",
    refers_back=True,
)
def find_impossible_dates(reading: Reading) -> Iterator[Fault]:
    """Yield each day that is not in the calendar, or not on the day of the week that it names."""
    for line in reading.lines:
        for one in reading.once(list_mentions)[line.number]:
            if one.impossible:
                written = " ".join(line.text[one.date : one.end].split())
                message = f"There is no such day as {written}. Look up the right one."
                yield Fault(message, line, one.start, one.end)
            elif one.first and one.weekday and WEEKDAYS[one.first.weekday()] != one.weekday:
                right = f"a {WEEKDAYS[one.first.weekday()]}, not a {one.weekday}"
                message = f"{long_date(one.first)} is {right}. Look up the right day."
                yield Fault(message, line, one.start, one.end)


def _compare(reading: Reading, line: Line, one: Mention, right: str | None) -> Iterator[Fault]:
    """Yield a date that is not in its right form, or that stands in square brackets."""
    text, start, end = line.text, one.start, one.end
    before = text[max(0, start - NEAR) : start]
    written = " ".join(text[one.date : end].split())
    well = right is None or written == right or (written.isupper() and written == right.upper())
    words = text[start:end] if right is None or well else text[start : one.date] + right
    sure = well or one.certain or one.holds(reading.composition.day)
    severity: Severity = "advice" if well or one.kind == "years" else "warning"
    if before.endswith("[") and text.startswith("]", end):
        start, end, words = start - 1, end + 1, f"({words})"
    elif well:
        return
    elif the := THE.search(before):
        start -= len(the[1])
        sure = sure and (" of " in written or NO_WORD.match(text, end) is not None)
    elif before.rstrip().lower().endswith(" the"):
        sure = False
    meant = "" if sure else ", if that is what is meant"
    message = f"“{text[start:end]}” is better written “{words}”{meant}."
    yield Fault(message, line, start, end, words if sure else None, severity=severity)


def _find_form(reading: Reading) -> Form | None:
    """Return how the house writes a day, or else how this response does at first."""
    written = reading.mapping(STYLE).get(DATE)
    if written is not None:
        form = _recognise(str(written))
        if form is None:
            problem = f"{quote(str(written))} does not show how a date is written."
            remedy = "Write one such as “12 October 2021”."
            raise DataError(problem, place_of(reading, (STYLE, DATE)), remedy)
        return form
    for line in reading.lines:
        for one in reading.once(list_mentions)[line.number]:
            if one.kind == "day" and not line.is_quoted(one.start, one.end):
                return _recognise(line.text[one.date : one.end])
    return None


def _recognise(written: str) -> Form | None:
    """Return the form in which a day is written, if it is one of those known."""
    for one in find_mentions(written):
        for form in DAY_FORMS:
            if one.kind == "day" and one.first and form(one.first) == " ".join(written.split()):
                return form
    return None


def _find_years_form(reading: Reading) -> str | None:
    """Return how the house writes a span of years, if it says so."""
    written = reading.mapping(STYLE).get(YEARS)
    if written is None:
        return None
    for one in find_mentions(str(written)):
        for form in YEARS_FORMS:
            if one.kind == "years" and _write_years(form, one) == written:
                return form
    problem = f"{quote(str(written))} does not show how a span of years is written."
    remedy = "Write one such as “2021 to 2022”."
    raise DataError(problem, place_of(reading, (STYLE, YEARS)), remedy)


def _write_years(form: str | None, one: Mention) -> str | None:
    if form is None or one.first is None or one.last is None:
        return None
    return form.format(one.first.year, one.last.year, one.last.year % 100)


def _write(form: Form, one: Mention) -> str | None:
    """Return a date in a form, or None where the form does not tell how such a date is written."""
    if one.kind == "day" and one.first:
        return form(one.first)
    if form not in DAY_FORMS[:3]:
        return None
    if one.kind == "month":
        return f"{MONTHS[one.month - 1]} {one.year}"
    if one.kind == "yearless":
        day = datetime.date(LEAP_YEAR, one.month, one.day)
        return form(day).removesuffix(f" {LEAP_YEAR}").removesuffix(",")
    return None


def _with_ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number // 10 != 1 else 0, "th")
    return f"{number}{ending}"
