"""Rules on phrases that mean another time on another day."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from responder.check.days import list_dated, neighbours
from responder.check.knowledge import compile_pattern, read_entries
from responder.check.pinpoint import SLOT
from responder.check.quotations import list_unquoted
from responder.check.reading import Line, Reading
from responder.check.rules import Fault, rule
from responder.check.rules.eras import is_out_of_date
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
    for line, text in zip(reading.lines, reading.once(list_unquoted), strict=True):
        found = [
            (RANKS.index(one.severity), match.start() - match.end(), match.span(), one)
            for one, pattern in phrases
            for match in pattern.finditer(text)
            if match[0]
        ]
        taken = bytearray(len(text))
        for _, _, (start, end), one in sorted(found, key=lambda each: each[:3]):
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)
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
    """Tell whether a phrase needs no remark, since a date explains it."""
    before, after = neighbours(reading.once(list_dated)[line.number], start, start)
    if after and (after.start < end or BESIDE.fullmatch(line.text, end, after.start)):
        return True
    if before and BEFORE.fullmatch(line.text, before.end, start):
        return True
    if one.severity != "advice":
        return False
    # Where it is a matter of taste, a date in the sentence will do, and the layout has its words.
    source = line.span_at(start).source
    first, last = line.sentence_at(start)
    dated = any(date and first <= date.start < last for date in (before, after))
    return dated or source is None or source.answer is None


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
