"""One item of a report: what its own words say of it, and which items are one and the same."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from responder.questions import MONTHS
from responder.reports.grammar import AFTER, COUNTS, Kind, ReportGrammar
from responder.reports.lines import Line

NO_LINE = Line("")
LEAST_WORDS = 4  # of an item; fewer are a heading, or a line of the contents


@dataclass(frozen=True)
class ReportItem:
    """One thing that a report asks for, in its own words.

    `deadline` is the day as answers write it, made from `deadline_words`. `addressees` are who it
    is for, if that is said, and `ours` tells whether we are among them. `status` is what a later
    report says of it. `sure` tells that it is announced as an item, and not one for others.
    """

    kind: str
    text: str
    number: str = ""
    parts: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    deadline: str = ""
    deadline_words: str = ""
    addressees: tuple[str, ...] = ()
    ours: bool | None = None
    status: str = ""
    place: str = ""
    sure: bool = True

    @property
    def words(self) -> tuple[str, ...]:
        """Return its words, for a comparison with those of others."""
        return as_words(" ".join((self.text, *self.parts)))


def as_words(text: str) -> tuple[str, ...]:
    """Return words without their case and their punctuation."""
    return tuple(re.findall(r"\w+", text.casefold()))


@dataclass
class Found:
    """An item that is still being read."""

    kind: Kind
    text: str = ""
    number: str = ""
    parts: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    said: str = ""  # who it is for, by what stands beside it
    deadline: str = ""
    status: str = ""
    place: str = ""
    sure: bool = True
    labelled: bool = True
    line: Line = NO_LINE


def find_addressees(said: str, grammar: ReportGrammar) -> tuple[str, ...]:
    """Return the names of those whom words name, in the order of the grammar."""
    return tuple(
        one.name
        for one in grammar.addressees
        if any(grammar.find(rf"(?<!\w)(?:{says})(?!\w)", said) for says in one.says)
    )


def settle(found: Found, grammar: ReportGrammar) -> ReportItem:
    """Return an item with what its own words say of it."""
    text, references = _cut_references(found.text, grammar)
    parts = tuple(found.parts)
    if parts:
        last, more = _cut_references(parts[-1], grammar)
        parts, references = (*parts[:-1], last), references + more
    asks = grammar.find(grammar.demands, text)
    deadline, words = _find_deadline(text, grammar, asks.end() if asks else 0)
    if not words:
        deadline, words = _find_deadline(found.deadline, grammar, 0)
    named = find_addressees(text[: asks.start()] if asks else "", grammar)
    addressees = named or find_addressees(found.said, grammar)
    long = len(" ".join((text, *parts)).split()) >= LEAST_WORDS
    ours = any(one.ours for one in grammar.addressees if one.name in addressees)
    return ReportItem(
        kind=found.kind.name,
        text=text,
        number=found.number,
        parts=parts,
        paragraphs=tuple(dict.fromkeys(references or found.paragraphs)),
        deadline=deadline,
        deadline_words=words or found.deadline.strip(),
        addressees=addressees,
        ours=ours if addressees else None,
        status=found.status,
        place=found.place,
        sure=found.sure and long and not found.status and (ours or not addressees),
    )


def _cut_references(text: str, grammar: ReportGrammar) -> tuple[str, list[str]]:
    """Return a text without the references to paragraphs behind it, and those."""
    found: list[str] = []
    while match := grammar.find(rf"\s*{grammar.references}(?P<end>[.;:]?)$", text.strip()):
        pieces = re.split(r"\s*(?:[,;]|\band\b)\s*", match["paragraphs"])
        found = [piece for piece in pieces if piece] + found
        end = match["end"] if text[: match.start()].strip()[-1:] not in ".;:" else ""
        text = text.strip()[: match.start()].rstrip() + end
    return text.strip(), found


def _find_deadline(text: str, grammar: ReportGrammar, duty: int) -> tuple[str, str]:
    """Return a deadline as answers write it and in the report’s words, or nothing.

    A period behind the words for the `duty` belongs to what is to be done: “answer within a month”.
    """
    found = (grammar.find(pattern, text) for pattern in grammar.deadlines.patterns)
    matches = [
        one for one in found if one and (one.start() <= duty + 2 or "unit" not in one.groupdict())
    ]
    match = min(matches, key=lambda one: one.start(), default=None)
    if not match:
        return "", ""
    said = {name: value for name, value in match.groupdict().items() if value}
    if "year" in said:
        month = [name.casefold() for name in MONTHS].index(said["month"].casefold()) + 1
        last = calendar.monthrange(max(1, int(said["year"])), month)[1]
        day = int(said.get("day", last))
        return (f"{said['year']}-{month:02}-{day:02}" if day <= last else ""), match[0]
    if "unit" in said and grammar.deadlines.after:
        count = COUNTS.get(said["count"].casefold()) or int(said["count"])
        unit = said["unit"].lower() + ("" if count == 1 else "s")
        return f"{count} {unit}{AFTER}{grammar.deadlines.after}", match[0]
    return "", match[0]


def merge(items: Sequence[ReportItem]) -> list[ReportItem]:
    """Return items with those made one that have the same words, in the order of the first."""
    merged: dict[tuple[str, ...], ReportItem] = {}
    for item in items:
        before = merged.get(item.words)
        merged[item.words] = _join(before, item) if before else item
    kept = list(merged.values())
    sure = [f" {' '.join(one.words)} " for one in kept if one.sure or one.status]
    return [one for one in kept if one.sure or one.status or not _is_within(one, sure)]


def _is_within(item: ReportItem, others: Sequence[str]) -> bool:
    return any(f" {' '.join(item.words)} " in other for other in others)


def _join(one: ReportItem, other: ReportItem) -> ReportItem:
    """Return one item with what another occurrence of it says beside its words."""
    status = one.status or other.status
    return replace(
        one,
        number=max(one.number, other.number, key=len),
        paragraphs=one.paragraphs or other.paragraphs,
        deadline=one.deadline or other.deadline,
        deadline_words=one.deadline_words or other.deadline_words,
        addressees=one.addressees or other.addressees,
        ours=one.ours if one.ours is not None else other.ours,
        status=status,
        place=other.place if other.paragraphs and not one.paragraphs else one.place,
        sure=(one.sure or other.sure) and not status,
    )
