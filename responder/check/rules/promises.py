"""Rules on promises: those for a day that is over when they are published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from responder.check.days import Mention, list_mentions
from responder.check.quotations import list_unquoted
from responder.check.reading import BLOT, Line, Reading
from responder.check.rules import Fault, rule
from responder.check.rules.eras import is_out_of_date
from responder.check.rules.periods import name_snippet
from responder.errors import Severity
from responder.questions import long_date

FAR = 400  # characters between a date and the words that make it the date of a promise
PROMISE = re.compile(
    r"\b(?:will|shall|(?:is|are)\s+(?:due|expected|going|planned|scheduled|set)\s+to"
    r"|(?:is|are)\s+to\s+be|(?:am|is|are)\s+(?:aiming|hoping|intending|planning|working)\s+to"
    r"|(?<!\bthe\s)(?<!\bour\s)(?<!\bits\s)(?:aims?|expects?|hopes?|intends?)"
    r"\s+(?:[\w’'-]+\s+){0,5}?to)\b",
    re.IGNORECASE,
)
DATING = re.compile(
    r"\b(?P<word>before|by|during|from|in|on|throughout|until)\s+"
    r"(?:(?:the|early|late|mid)[\s-]+|(?:beginning|close|end|middle|start)\s+of\s+"
    r"|(?:autumn|spring|summer|winter)\s+(?:of\s+)?|(?:calendar|financial)\s+years?\s+)*$",
    re.IGNORECASE,
)
FIRM, LOOSE = ("before", "by", "throughout", "until"), ("during", "in", "on")
# Words that begin a clause of their own, so that what follows is not what was promised.
CLAUSE = re.compile(
    r"[;:]|\b(?:after|as|because|did|following|had|has|since|than|was|were|when|where|which|who"
    r"|whose)\b",
    re.IGNORECASE,
)
OPENING = re.compile(r"(?:.*[,;–—]\s*)?(?:(?:and|but|so)\s+)?", re.IGNORECASE)
LONGEST = 8  # words of a subject
SUBJECT = re.compile(r"\b(?:it|that|they|we)\b", re.IGNORECASE)
PAST = re.compile(
    r"\b(?:\w+ed|begun|began|built|found|given|held|kept|led|made|met|put|run|sent|set|set\s+up"
    r"|taken|told|written)\s+$",
    re.IGNORECASE,
)
SAID = re.compile(r"\b(?:found|have|said|that|\w+ed\s+(?:that|to))\b", re.IGNORECASE)
PASSIVE = re.compile(r"\bbe(?:en)?\s+(?!\w+ing\b)", re.IGNORECASE)


@rule(
    "past-promise",
    "error",
    "Nobody can do what is promised for a day that is over when the promise is published.",
    "The date of publication",
)
def find_past_promises(reading: Reading) -> Iterator[Fault]:
    """Yield each date by which something is to be done, and which is before publication."""
    day = reading.composition.day
    for line, text in zip(reading.lines, reading.once(list_unquoted), strict=True):
        for one in reading.once(list_mentions)[line.number]:
            if day is None or one.last is None or one.last >= day or text[one.start] == BLOT:
                continue
            start, severity = _judge(line, text, one)
            if not severity or is_out_of_date(reading, line, one.start):
                continue
            message = (
                f"“{line.text[start : one.end]}” is over when this is published, on "
                f"{long_date(day)}. Say what has become of it, or give the day on which it will "
                f"be done.{name_snippet(line, one.start)}"
            )
            yield Fault(message, line, start, one.end, severity=severity)


def _judge(line: Line, text: str, one: Mention) -> tuple[int, Severity | None]:
    """Return where the words begin that promise something for a date, and how sure that is."""
    first, last = line.sentence_at(one.start)
    first, last = max(first, one.start - FAR), min(last, one.end + FAR)
    before, after = text[first : one.start], text[one.end : last]
    dating = DATING.search(before)
    if dating:
        start, word = first + dating.start(), dating["word"].lower()
        promised = list(PROMISE.finditer(before, 0, dating.start()))
        if promised and _belongs(before[promised[-1].end() : dating.start()], word, one):
            return start, "error" if word in FIRM else "warning"
        if OPENING.fullmatch(before, 0, dating.start()) and _is_subject_of_promise(after):
            return start, "error"
    promised = list(PROMISE.finditer(before))
    if one.kind == "years" and promised and not CLAUSE.search(before, promised[-1].end()):
        return one.start, "advice"
    return one.start, None


def _is_subject_of_promise(after: str) -> bool:
    """Tell whether what follows a date is little more than who promises something."""
    promised = PROMISE.search(after)
    if not promised:
        return False
    between = after[: promised.start()].lstrip(", )")
    told = "," in between or CLAUSE.search(between) or SAID.search(between)
    return not told and len(between.split()) <= LONGEST


def _belongs(between: str, word: str, one: Mention) -> bool:
    """Tell whether a date is that of what is promised, given the words from there to the date."""
    if CLAUSE.search(between) or (PAST.search(between) and not PASSIVE.search(between)):
        return False
    if word in FIRM:
        return True
    return word in LOOSE and one.kind in ("day", "month") and not SUBJECT.search(between)
