"""Rules on phrases that mean another time on another day."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from responder.check.days import list_mentions
from responder.check.eras import is_out_of_date
from responder.check.knowledge import compile_pattern, read_entries
from responder.check.pinpoint import SLOT
from responder.check.prose import is_within, list_quotations
from responder.check.reading import Line, Reading
from responder.check.rules import Fault, rule
from responder.errors import Severity
from responder.questions import long_date

TIME_PHRASES = "time_phrases"  # the name in the house's data
RANKS = ("error", "warning", "advice")
NO_TIME = "means another time on another day"
# What may stand between a phrase and the date that says what it means.
BESIDE = re.compile(r"[\s,:–—-]*[(\[]?\s*(?:(?:by|from|in|of|on|that\s+is|to|until)\s+)?")
BEFORE = re.compile(r"[)\]]?[\s,–—-]*")


class TimePhrase(msgspec.Struct, forbid_unknown_fields=True):
    """A pattern of words that mean another time on another day, and what to write instead."""

    name: str
    pattern: str
    advice: str
    severity: Severity = "warning"


@rule(
    "relative-time",
    "warning",
    "“This year” means another year in the next, and responses are read and copied for years.",
    "The house’s data",
)
def find_time_phrases(reading: Reading) -> Iterator[Fault]:
    """Yield each phrase of the house's list that no date beside it explains."""
    phrases = [
        (one, compile_pattern(reading, (TIME_PHRASES, number, "pattern"), one.pattern))
        for number, one in enumerate(read_entries(reading, TIME_PHRASES, TimePhrase))
    ]
    told = set()
    for line in reading.lines:
        found = [
            (RANKS.index(one.severity), match.start() - match.end(), match.span(), one)
            for one, pattern in phrases
            for match in pattern.finditer(line.readable)
            if match[0]
        ]
        taken: list[tuple[int, int]] = []
        for _, _, (start, end), one in sorted(found, key=lambda each: each[:3]):
            if any(first < end and start < last for first, last in taken):
                continue
            taken.append((start, end))
            if is_out_of_date(reading, line, start) or _is_explained(
                reading, line, start, end, one
            ):
                continue
            about = (one.name, _path_of(line, start))  # of advice once is enough
            if one.severity != "advice" or about not in told:
                told.add(about)
                what = "gives no date" if one.severity == "advice" else NO_TIME
                said = f"“{line.text[start:end]}” {what}. {one.advice}{name_snippet(line, start)}"
                yield Fault(said, line, start, end, severity=one.severity)


def _is_explained(reading: Reading, line: Line, start: int, end: int, one: TimePhrase) -> bool:
    """Tell whether a phrase needs no remark: a date explains it, or it is quoted."""
    text = line.readable
    dates = [one for one in reading.once(list_mentions)[line.number] if one.first]
    for date in dates:
        if date.start >= end and BESIDE.fullmatch(text, end, date.start):
            return True
        if date.end <= start and BEFORE.fullmatch(text, date.end, start):
            return True
    if is_within(list_quotations(line.text), start, end):
        return True
    if one.severity != "advice":
        return False
    # Where it is a matter of taste, a date in the sentence will do, and the layout has its words.
    first, last = next(
        (each for each in line.sentences if each[0] <= start < each[1]), (start, end)
    )
    source = line.span_at(start).source
    ours = source is not None and source.answer is not None
    return not ours or any(first <= date.start < last for date in dates)


def name_snippet(line: Line, at: int) -> str:
    """Return a sentence that names the snippet which words come from, if they do."""
    source = line.span_at(at).source
    cited = source.citation if source else None
    if source is None or cited is None or cited.adapted or SLOT in source.path:
        return ""
    until = f", which may be used until {long_date(cited.valid_until)}" if cited.valid_until else ""
    return f" It stands in the snippet {cited.label}{until}."


def _path_of(line: Line, at: int) -> str:
    source = line.span_at(at).source
    return source.path if source else ""
