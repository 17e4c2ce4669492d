"""Rules on abbreviations: whether a reader is told what each stands for, once and rightly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from responder.check.full_forms import squash
from responder.check.glossary import (
    ABBREVIATIONS,
    Glossary,
    Mention,
    Term,
    read_glossary,
)
from responder.check.reading import Line, Reading
from responder.check.rules import Fault, rule
from responder.errors import Severity

GUIDE = "GOV.UK style guide"
FEWEST_LETTERS, ALIKE = 4, 0.85  # of an abbreviation that can be a slip for another
ARTICLE = re.compile(r"\b(an?)\s+$", re.IGNORECASE)


@rule(
    "unexplained-abbreviation",
    "warning",
    "Readers outside the organisation do not know its abbreviations.",
    GUIDE,
    refers_back=True,
)
def find_unexplained(reading: Reading) -> Iterator[Fault]:
    """Yield the first use of each abbreviation whose full form the response never gives."""
    glossary = reading.once(read_glossary)
    for term, mentions in _list_used(glossary):
        if term.entry.well_known or any(one.explained for one in mentions):
            continue
        first = _choose(mentions)
        full = term.shown
        if len(mentions) == 1:
            what = f"It is used once, so write it in full: “{full}”."
        elif any(_find_in_full(reading, glossary, term)):
            what = f"“{full}” stands in full too, but nothing says that the two are the same."
        else:
            what = f"Write “{full} ({term.name})” the first time."
        if first.quoted:
            what = f"Our own words could say it: “{full}”."
        severity: Severity | None = None if first.mendable else "advice"
        words = _expand(first, once=len(mentions) == 1) if first.mendable else None
        message = f"The response does not say what “{term.name}” stands for. {what}"
        yield Fault(message, first.line, first.start, first.end, words, severity=severity)


@rule(
    "late-explanation",
    "warning",
    "A reader meets the abbreviation before being told what it stands for.",
    GUIDE,
)
def find_late(reading: Reading) -> Iterator[Fault]:
    """Yield the first use in our words of each abbreviation that is explained only later."""
    for term, mentions in _list_used(reading.once(read_glossary)):
        before: list[Mention] = []
        for mention in mentions:
            if mention.explained:
                break
            before.append(mention)
        else:
            continue
        ours = [one for one in before if not one.quoted]
        if ours and not term.entry.well_known:
            first = _choose(ours)
            severity: Severity | None = None if first.mendable else "advice"
            message = f"“{term.name}” stands here before it is explained. Explain it here instead."
            yield Fault(message, first.line, first.start, first.end, severity=severity)


@rule(
    "repeated-explanation",
    "warning",
    "An abbreviation is explained once, where it is used first; then it stands alone.",
    GUIDE,
    refers_back=True,
)
def find_repeated(reading: Reading) -> Iterator[Fault]:
    """Yield each explanation of an abbreviation after the first."""
    for term, mentions in _list_used(reading.once(read_glossary)):
        explained = [one for one in mentions if one.explained]
        for number, mention in enumerate(explained[1:], 1):
            earlier_ours = any(not one.quoted for one in explained[:number])
            if mention.quoted and earlier_ours:
                continue  # those who wrote it had not read our words
            start, end = mention.explained or (mention.start, mention.end)
            message = f"“{term.name}” has been explained already. Here it can stand alone."
            words = mention.line.text[mention.start : mention.end]
            if ARTICLE.search(mention.line.text, 0, start) or term.entry.sovereign:
                words = ""
            severity: Severity | None = None if earlier_ours else "advice"
            yield Fault(message, mention.line, start, end, words or None, severity=severity)


@rule(
    "full-form-again",
    "advice",
    "Once an abbreviation is explained, a reader may wonder whether the full form means the same.",
    "Good practice",
)
def find_full_again(reading: Reading) -> Iterator[Fault]:
    """Yield the first line in which an abbreviation that was explained is written in full again."""
    glossary = reading.once(read_glossary)
    for term, mentions in _list_used(glossary):
        first = next((one for one in mentions if one.explained), None)
        used = any(not one.explained and not one.quoted for one in mentions)
        if first is None or not used or term.body or term.entry.well_known:
            continue  # where our words never use it, the full form is right
        extents = [(one.line.number, *one.explained) for one in mentions if one.explained]
        for line, start, end in _find_in_full(reading, glossary, term):
            inside = any(
                (number, first_end > start) == (line.number, True) and begin <= start
                for number, begin, first_end in extents
            )
            if line.number > first.line.number and not inside and not line.is_quoted(start, end):
                message = f"“{line.text[start:end]}” stands in full again. Write “{term.name}”."
                yield Fault(message, line, start, end)
                break


@rule(
    "unused-abbreviation",
    "warning",
    "An abbreviation that is never used again only makes the sentence longer.",
    GUIDE,
)
def find_unused(reading: Reading) -> Iterator[Fault]:
    """Yield each abbreviation that our words explain and nothing uses."""
    titles = " ".join(line.text for line in reading.lines if line.kind == "title")
    for term, (first, *more) in _list_used(reading.once(read_glossary)):
        known = (
            term.body or term.entry.well_known or re.search(rf"\b{re.escape(term.name)}", titles)
        )
        if first.explained and not more and not known and first.written and not first.quoted:
            start, end = first.explained
            message = f"“{term.name}” is never used again, so leave it out."
            full = first.line.text[start : first.start].rstrip(" \u00a0([“‘\"'")
            words = full if squash(full) in map(squash, term.forms) else None
            yield Fault(message, first.line, start, end, words)


@rule(
    "unknown-abbreviation",
    "advice",
    "Neither the response nor the house says what it stands for, so a reader cannot know.",
    GUIDE,
)
def find_unknown(reading: Reading) -> Iterator[Fault]:
    """Yield the first use of each word in capitals that nobody explains."""
    if ABBREVIATIONS not in reading.house.data:
        return
    glossary = reading.once(read_glossary)
    for name, mention in glossary.strange.items():
        message = f"“{name}” is explained nowhere. Write it in full, or add it to the house’s list."
        severity: Severity | None = None
        if meant := next((known for known in glossary.terms if _is_slip(name, known)), None):
            message, severity = f"“{name}” is explained nowhere. Is it “{meant}”?", "warning"
        yield Fault(message, mention.line, mention.start, mention.end, severity=severity)


def _is_slip(name: str, known: str) -> bool:
    """Tell whether an abbreviation has the letters of another in another order, or nearly all."""
    if min(len(name), len(known)) < FEWEST_LETTERS:
        return False
    return sorted(name) == sorted(known) or SequenceMatcher(None, name, known).ratio() >= ALIKE


def _list_used(glossary: Glossary) -> Iterator[tuple[Term, list[Mention]]]:
    for name, mentions in glossary.mentions.items():
        if glossary.terms[name].forms:
            yield glossary.terms[name], mentions


def _choose(mentions: list[Mention]) -> Mention:
    """Return the first mention where it can be explained, else in our words, else in others’."""
    return min(mentions, key=lambda one: (one.quoted, not one.mendable))


def _find_in_full(
    reading: Reading, glossary: Glossary, term: Term
) -> Iterator[tuple[Line, int, int]]:
    for line in reading.lines:
        if line.kind not in ("title", "heading", "cell"):
            for start, end in glossary.find_in_full(term, line):
                yield line, start, end


def _expand(mention: Mention, once: bool) -> str | None:
    """Return what can take the place of an abbreviation, if that is sure to read well."""
    text, term = mention.line.text, mention.term
    ending = text[mention.start + len(term.name) : mention.end]
    article = ARTICLE.search(text, 0, mention.start)
    full = term.write(plural=ending == "s")
    vowel = full[:1].casefold() in "aeiou"
    joined = re.search(r"[-/]$", text[: mention.start]) or re.match("[-/]", text[mention.end :])
    if ending not in ("", "s") or term.entry.sovereign or joined:
        return None
    if article and vowel != (article[1].casefold() == "an"):
        return None
    if any(mention.start == start for start, _ in mention.line.sentences):
        full = full[:1].upper() + full[1:]
    return full if once else f"{full} ({text[mention.start : mention.end]})"
