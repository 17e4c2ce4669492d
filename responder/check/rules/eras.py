"""Rules on words that were right once: those of another reign, and those that events overtook."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from responder.check.days import list_dated, neighbours
from responder.check.knowledge import compile_pattern, read_entries
from responder.check.quotations import list_unquoted
from responder.check.reading import BLOT, Line, Reading
from responder.check.rules import Fault, rule
from responder.check.rules.dates import list_todays
from responder.errors import Severity
from responder.questions import long_date

SOVEREIGN, DATED, SUPERSEDED = "sovereign", "dated_words", "superseded"  # in the house's data
MAJESTY = "Majesty"  # stands behind the sovereign's pronoun
NEAR = "near-snippet"  # the finding that typed words are those of a snippet
DAY = datetime.timedelta(1)


class Reign(msgspec.Struct, rename={"start": "from"}):
    """The sovereign's pronoun, and the first day on which it was right."""

    start: datetime.date
    pronoun: str


class DatedWords(msgspec.Struct, forbid_unknown_fields=True, rename={"start": "from"}):
    """Words that took the place of others on a day; capitals count in words that are capitals."""

    start: datetime.date
    before: str
    after: str


class Superseded(msgspec.Struct, forbid_unknown_fields=True):
    """A pattern of words that events have overtaken, and the last day on which they were right."""

    pattern: str
    after: datetime.date
    message: str
    severity: Severity = "warning"


@rule(
    "sovereign",
    "error",
    "What belongs to the Crown is named after the sovereign of the day of publication.",
    "The house’s data",
    refers_back=True,
)
def find_sovereigns(reading: Reading) -> Iterator[Fault]:
    """Yield each “Her Majesty” that should be “His Majesty”, or the other way round."""
    day = reading.composition.day
    reigns = sorted(read_entries(reading, SOVEREIGN, Reign), key=lambda one: one.start)
    past = [one for one in reigns if day and one.start <= day]
    if not past:
        return
    now, told = past[-1], {past[-1].pronoun}
    for reign in (*reversed(past), *reigns[len(past) :]):
        if reign.pronoun not in told:
            told.add(reign.pronoun)
            wrong, right = f"{reign.pronoun} {MAJESTY}", f"{now.pronoun} {MAJESTY}"
            yield from _find(reading, wrong, right, max(reign.start, now.start))


@rule(
    "dated-words",
    "error",
    "A name that changed on a day is wrong in what is published on the other side of that day.",
    "The house’s data",
    refers_back=True,
)
def find_dated_words(reading: Reading) -> Iterator[Fault]:
    """Yield each name that was given up before the day of publication, or is not in use yet."""
    day = reading.composition.day
    for one in read_entries(reading, DATED, DatedWords):
        if day and one.start <= day:
            yield from _find(reading, one.before, one.after, one.start)
        elif day:
            yield from _find(reading, one.after, one.before, one.start)


@rule(
    "superseded",
    "warning",
    "Wording that was right when it was written is copied long after events have overtaken it.",
    "The house’s data",
)
def find_superseded(reading: Reading) -> Iterator[Fault]:
    """Yield wording that the house knows to be overtaken, once in each answer."""
    day, told = reading.composition.day, set()
    entries = [
        (one, compile_pattern(reading, (SUPERSEDED, number, "pattern"), one.pattern))
        for number, one in enumerate(read_entries(reading, SUPERSEDED, Superseded))
    ]
    for line in reading.lines:
        for one, pattern in entries:
            for found in pattern.finditer(line.readable) if day and day > one.after else ():
                source = line.span_at(found.start()).source
                path = source.path if source else ""
                ours = found[0] and not line.is_quoted(*found.span())
                known = is_out_of_date(reading, line, found.start())
                known = known or _is_near_snippet(reading, path)
                if ours and not known and (one.pattern, path) not in told:
                    told.add((one.pattern, path))
                    message = f"“{found[0]}”: {one.message}"
                    yield Fault(message, line, *found.span(), severity=one.severity)


def is_out_of_date(reading: Reading, line: Line, at: int) -> bool:
    """Tell whether words are of a snippet out of date, which another finding says."""
    day, source = reading.composition.day, line.span_at(at).source
    cited = source.citation if source else None
    until = cited.valid_until if cited and not cited.adapted else None
    return bool(until and day and until < day)


def _is_near_snippet(reading: Reading, path: str) -> bool:
    """Tell whether another finding says that an answer holds the words of a national snippet."""
    told = (one.path for one in reading.known if one.rule == NEAR and one.severity != "advice")
    return path in told


def _find(reading: Reading, wrong: str, right: str, change: datetime.date) -> Iterator[Fault]:
    """Yield words that belong to the other side of a change, unless what they name does as well."""
    day = reading.composition.day
    past = day is not None and change <= day
    spaced = r"\s+".join(re.escape(part) for part in wrong.split()).replace("’", "[’']")
    pattern = re.compile(rf"(?<!\w){spaced}(s?)(?!\w)", 0 if wrong.isupper() else re.IGNORECASE)
    for line in reading.lines:
        for found in pattern.finditer(line.readable):
            if past and _is_about_older(reading, line, found.start(), change):
                continue
            words = f"{right}{found[1]}"
            words = words.upper() if found[0].isupper() and not wrong.isupper() else words
            said, unless = f"came into use on {long_date(change)}", ""
            if past:
                said = f"was right until {long_date(change - DAY)}"
                unless = ", unless this names or quotes something older"
            message = f"“{found[0]}” {said}. Write “{words}”{unless}."
            yield Fault(message, line, *found.span(), words)


def _is_about_older(reading: Reading, line: Line, at: int, change: datetime.date) -> bool:
    """Tell whether words are quoted, or the date that belongs to them is before a change."""
    if reading.once(list_unquoted)[line.number][at] == BLOT:
        return True
    start, end = line.sentence_at(at)
    todays = reading.once(_place_todays).get(line.number, [])
    if bisect_left(todays, start) < bisect_left(todays, end):
        return False
    before, after = neighbours(reading.once(list_dated)[line.number], at, at)
    for one in (after, before):
        if one and one.first and start <= one.start < end:
            return one.first < change
    return False


def _place_todays(reading: Reading) -> dict[int, list[int]]:
    """Return where each “today” begins, by the numbers of lines."""
    found: dict[int, list[int]] = {}
    for one in reading.once(list_todays):
        found.setdefault(one.line.number, []).append(one.start)
    return found
