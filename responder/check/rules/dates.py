"""Rules on the date of publication: that readers find it, and that it is the same everywhere."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from responder.answers import walk
from responder.check.days import Mention, list_mentions, neighbours
from responder.check.quotations import list_unquoted
from responder.check.reading import BLOT, Line, Reading
from responder.check.rules import Fault, rule
from responder.errors import Severity
from responder.questions import long_date

OPENING = 3  # paragraphs below the title in which the date of publication is looked for
FAR = 200  # characters at most of a name before a date
TODAY = re.compile(
    r"\b(?:today|tonight|tomorrow|yesterday|this\s+(?:morning|afternoon|evening))\b(?:[’']s\b)?",
    re.IGNORECASE,
)
BESIDE = re.compile(r"[\s,:–—-]*[(\[]?\s*(?:on\s+)?")  # what may stand between “today” and its date
BEFORE = re.compile(r"[)\]]?[\s,–—-]*")  # the same if the date stands first
END = re.compile(r"[\s.)\]]*$")


@dataclass(frozen=True)
class Today:
    """A “today”, or word like it, in our own words, with the dates around it.

    `beside` is the one that says which day is meant, `later` the next one of its sentence, and
    `gap` tells that the answer is missing which would stand beside it.
    """

    line: Line
    start: int
    end: int
    beside: Mention | None
    later: Mention | None
    gap: bool

    @property
    def word(self) -> str:
        """Return the word as it stands."""
        return self.line.text[self.start : self.end]

    @property
    def is_day_itself(self) -> bool:
        """Tell whether the day of publication is meant, and not the one before or after it."""
        return not self.word.lower().startswith(("yesterday", "tomorrow"))


@rule(
    "no-date",
    "error",
    "A response is read for years, and readers must see of which day it is.",
    "Good practice",
)
def find_no_date(reading: Reading) -> Iterator[Fault]:
    """Yield the title where neither it nor the opening gives the day of publication.

    Only a house that says how its dates are written wants one there.
    """
    opening = _list_opening(reading) if reading.mapping("style").get("date") else []
    day = reading.composition.day
    if not opening or (day is None and _lacks_a_date(reading)):
        return
    mentions = [one for line in opening for one in _list_dates(reading, line)]
    if any(one.kind == "day" for one in mentions):
        return
    title, example = opening[0], f", as “{long_date(day)}”" if day else ""
    if not any(one.kind == "month" and (day is None or one.holds(day)) for one in mentions):
        message = f"Neither the title nor the opening gives a date. Give it{example}."
        yield Fault(message, title, 0, len(title.text))
    elif not any(one.line in opening for one in reading.once(list_todays)):
        message = f"The title and the opening give only the month. Give the day{example}."
        yield Fault(message, title, 0, len(title.text), severity="warning")


@rule(
    "undated-today",
    "error",
    "What is said of today is read on other days, so the date has to stand beside it.",
    "GOV.UK style guide",
)
def find_undated_todays(reading: Reading) -> Iterator[Fault]:
    """Yield each “today” or word like it that has no date beside it."""
    day, dated = reading.composition.day, False
    for one in reading.once(list_todays):
        if one.beside or one.gap:
            dated = True
        elif one.later:
            written = one.line.text[one.later.start : one.later.end]
            message = f"Put the date, “{written}”, right after “{one.word}”."
            yield Fault(message, one.line, one.start, one.end, severity="advice")
        else:
            severity: Severity = "warning" if one.word.endswith("s") else "error"
            message = f"“{one.word}” has no date beside it. Give the date."
            words = None
            if day and one.word.lower() == "today":
                words = f"{one.word} ({long_date(day)})"
                message = f"“{one.word}” has no date beside it. Write “{words}”."
            # Once the date was given, readers know which day is meant.
            severity = "advice" if dated else severity
            yield Fault(message, one.line, one.start, one.end, words, severity=severity)


@rule(
    "other-date",
    "error",
    "Where title, opening and end give the date of publication, it is the same everywhere.",
    "The answers",
)
def find_other_dates(reading: Reading) -> Iterator[Fault]:
    """Yield each date that stands for the day of publication and is another one."""
    day = reading.composition.day
    if day is None:
        return
    stated, days = {}, [day, *_list_answered_days(reading)]
    for line, mention in _list_of_publication(reading):
        stated[line.number, mention.start] = (line, mention, days)
    for one in reading.once(list_todays):
        if one.beside:
            stated.pop((one.line.number, one.beside.start), None)
        if one.beside and one.is_day_itself:
            stated[one.line.number, one.beside.start] = (one.line, one.beside, [day])
    for line, mention, allowed in stated.values():
        if not any(map(mention.holds, allowed)):
            written = line.text[mention.start : mention.end]
            message = (
                f"“{written}” is not the day of publication, which is {long_date(day)} in the "
                "answers. Correct one of them."
            )
            yield Fault(message, line, mention.start, mention.end)


def list_todays(reading: Reading) -> list[Today]:
    """Return each “today” in our own words, in the order in which they stand."""
    return [
        _read_today(reading, line, *found.span())
        for line, text in zip(reading.lines, reading.once(list_unquoted), strict=True)
        for found in TODAY.finditer(text)
        if not line.is_quoted(*found.span())
    ]


def _read_today(reading: Reading, line: Line, start: int, end: int) -> Today:
    text, (_, last) = line.readable, line.sentence_at(start)
    days = [one for one in neighbours(_list_days(reading, line), start, end) if one]
    beside = later = None
    for one in days:
        follows = one.start >= end and BESIDE.fullmatch(text, end, one.start)
        if follows or (one.end <= start and BEFORE.fullmatch(text, one.end, start)):
            beside = beside or one
        elif end <= one.start < last:
            later = one
    between = BESIDE.match(text, end)
    gap = between is not None and text.startswith(BLOT, between.end())
    return Today(line, start, end, beside, later, gap)


def list_days(reading: Reading) -> list[list[Mention]]:
    """Return the dates of each line that name a day."""
    return [
        [one for one in mentions if one.kind in ("day", "yearless")]
        for mentions in reading.once(list_mentions)
    ]


def _list_opening(reading: Reading) -> list[Line]:
    """Return the title and the first paragraphs below it; nothing if there is no title."""
    if not reading.lines or reading.lines[0].kind != "title":
        return []
    below = [line for line in reading.lines[1:] if line.kind not in ("heading", "quote")]
    return [reading.lines[0], *below[:OPENING]]


def _list_of_publication(reading: Reading) -> Iterator[tuple[Line, Mention]]:
    """Yield the dates that say when a document is of: behind its title, in brackets, at its end."""
    name = str(reading.mapping("organisation").get("name", "")) or BLOT
    opening = _list_opening(reading)
    for line in reading.lines:
        for one in _list_dates(reading, line):
            before = line.text[max(0, one.start - FAR) : one.start].rstrip()
            ends = bool(END.match(line.text, one.end))
            if line.kind == "title":
                stands = ends and one.kind in ("day", "month")
            else:
                signed = ends and before.rstrip(", ") == name
                stands = one.kind == "day" and (
                    signed or (line in opening[:2] and before.endswith(("(", "[")))
                )
            if stands:
                yield line, one


def _lacks_a_date(reading: Reading) -> bool:
    """Tell whether the answers lack a date, which is a finding of its own."""
    answers = reading.composition.answers.values()
    return any(one.question.type == "date" and one.state in ("missing", "wrong") for one in answers)


def _list_answered_days(reading: Reading) -> Iterator[datetime.date]:
    for answer in walk(reading.composition.answers):
        if isinstance(answer.value, datetime.date):
            yield answer.value


def _list_dates(reading: Reading, line: Line) -> list[Mention]:
    return reading.once(list_mentions)[line.number]


def _list_days(reading: Reading, line: Line) -> list[Mention]:
    return reading.once(list_days)[line.number]
