"""Rules on numbers: those of items, those that are referred to, and those of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from responder.answers import Answer
from responder.check.figures import NUMBER
from responder.check.items import Item, list_entries, list_items, places_as
from responder.check.knowledge import compile_words, read_entries
from responder.check.reading import Line, Reading
from responder.check.rules import Fault, rule
from responder.check.rules.counts import COUNTED, ITEMS, Counted

PRINTED = "What the response itself prints"
RANGE = re.compile(r"(?<![\d.])(\d{1,3})(?:\s*(?:to|[-–])\s*(\d{1,3}))?(?!\d|\.\d)")
AND = r"(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|to)\s+|\s*[-–]\s*)"
NUMBERS = rf"(?P<numbers>(?<![\d.])\d{{1,3}}(?:{AND}\d{{1,3}})*)(?![\d%]|\.\d)"
SEE = r"\b(?:see|(?:responses?|answers?)\s+(?:to|under|at))(?:\s+(?:also|the|responses?|to))*\s+"
# What follows a number that is said without the word for what it numbers.
ALONE = r"(?=\s*(?:$|[.;,)]|(?:above|below)\b))"
ELSEWHERE = r"(?!\s+(?:of|in|from|made)\b)"  # it numbers what stands in another report
DOTTED = re.compile(r"(?<![\w.])\d+(?:\.\d+)+(?!\d)")
WHOLE = re.compile(r"(?<![\w.])\d+(?!\.?\d)")
BEHIND = re.compile(r"(?:\(\s*(?:para(?:graph)?s?\.?\s*)?\d+\.\d[^()]*\)\s*)+$", re.IGNORECASE)


@rule("item-number", "error", "A reader finds an item of the report by its number.", PRINTED)
def find_item_numbers(reading: Reading) -> Iterator[Fault]:
    """Yield each item whose number stands twice, or behind a higher one."""
    seen: set[str] = set()
    highest: dict[str, int] = {}
    noun = _name_items(reading)
    for item in list_items(reading):
        if item.number is None:
            continue
        mark = item.mark.casefold()
        words = mark.replace(str(item.number), "")
        before = highest.get(words, 0)
        shown = item.answer_saying(item.mark)
        if mark in seen:
            message = f"Two of them have the number “{item.mark}”. Give each its own."
            yield Fault(message, place=shown.node.place, path=shown.path)
        elif item.number < before:
            message = f"“{item.mark}” stands behind {before}. Put them in the order of the report."
            yield Fault(message, place=shown.node.place, path=shown.path, severity="warning")
        seen.add(mark)
        highest[words] = max(item.number, before)
        yield from _find_second_number(item, noun)


def _find_second_number(item: Item, noun: str) -> Iterator[Fault]:
    """Yield the number with which the words of an item begin, though one stands before them."""
    for line in item.own[:1]:
        start = line.quoted[0][0]
        pattern = re.compile(rf"\s*(?P<mark>(?:{noun})\s+{NUMBER})\s*[:.–-]", re.IGNORECASE)
        if found := pattern.match(line.readable, start):
            message = f"“{item.mark}” and “{found['mark']}” both number this. Keep one of them."
            yield Fault(message, line, *found.span("mark"), severity="warning", ours=True)


@rule(
    "answered-number",
    "error",
    "A label tells which items the response answers, so it must name those and no others.",
    PRINTED,
)
def find_answered_numbers(reading: Reading) -> Iterator[Fault]:
    """Yield each label that names other items than stand between it and the last response."""
    items = list_items(reading)
    printed = {item.number for item in items}
    together: list[int | None] = []
    for item in items:
        together.append(item.number)
        for label in item.labels:
            yield from _compare_label(label, together, printed)
        if item.labels or item.response:
            together = []


def _name_items(reading: Reading) -> str:
    """Return an expression for the words that the house has for items."""
    nouns = [one for one in read_entries(reading, COUNTED, Counted) if one.counts == ITEMS]
    return compile_words([word for one in nouns for word in (one.one, one.several)]).pattern


def _compare_label(
    label: Line, together: list[int | None], printed: set[int | None]
) -> Iterator[Fault]:
    named = list(_list_numbers(label.readable, 0))
    if not named or None in together:
        return
    for number, start, end in named:
        if number not in together:
            known = "its response stands elsewhere" if number in printed else "there is none here"
            message = f"The label names {number}, but {known}."
            yield Fault(message, label, start, end)
    left = [str(one) for one in together if one not in {number for number, _, _ in named}]
    if left and len(left) < len(together):
        message = f"The label leaves out {' and '.join(left)}, which it stands below too."
        yield Fault(message, label, named[0][1], named[-1][2])


def _list_numbers(text: str, offset: int) -> Iterator[tuple[int, int, int]]:
    """Yield the numbers that a text names, also within “2 to 4”, and where they stand."""
    for found in RANGE.finditer(text):
        first, last = int(found[1]), int(found[2] or found[1])
        for number in range(first, last + 1) if first <= last else (first, last):
            yield number, offset + found.start(), offset + found.end()


@rule("unknown-number", "error", "A reader who is sent to a number must find it.", PRINTED)
def find_unknown_numbers(reading: Reading) -> Iterator[Fault]:
    """Yield each item that a response refers to by a number that none has, or only itself."""
    items = list_items(reading)
    printed = {item.number for item in items}
    noun = _name_items(reading)
    named = rf"(?:(?P<noun>{noun})\s+)?(?:numbers?\s+|nos?\.?\s+)?{NUMBERS}"
    pattern = re.compile(rf"{SEE}{named}(?(noun){ELSEWHERE}|{ALONE})", re.IGNORECASE)
    for item in items if printed != {None} else ():
        for line in item.response:
            for found in pattern.finditer(line.readable):
                for number, start, end in _list_numbers(found["numbers"], found.start("numbers")):
                    if number not in printed:
                        yield Fault(f"There is no {number} here to refer to.", line, start, end)
                    elif number == item.number:
                        yield Fault(f"This is {number} itself.", line, start, end)


@rule(
    "lone-item",
    "error",
    "Each item of the report needs its response, and each response its item.",
    "The answers",
)
def find_lone_items(reading: Reading) -> Iterator[Fault]:
    """Yield each item without a response, and each response without an item, if both may lack."""
    responses, items = list(reading.answers_as("response")), list(reading.answers_as("quoted"))
    for entry in list_entries(reading):
        answered = _states_within(entry, responses)
        worded = _states_within(entry, items)
        place = entry.node.place
        if answered == {"absent"} and "given" in worded:
            yield Fault("This has no response.", place=place, path=entry.path)
        elif worded == {"absent"} and "given" in answered:
            yield Fault("This responds to nothing.", place=place, path=entry.path)


def _states_within(entry: Answer, answers: list[Answer]) -> set[str]:
    return {one.state for one in answers if one.path.startswith(f"{entry.path}.")}


@dataclass(frozen=True)
class _Reference:
    """A paragraph of the report that an item names: its number, in parts, and where it stands."""

    number: tuple[int, ...]
    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.end]


@rule(
    "reference-order",
    "warning",
    "References in the order of the report are easy to look up, and a jump back looks like a slip.",
    "Good practice",
    refers_back=True,
)
def find_reference_order(reading: Reading) -> Iterator[Fault]:
    """Yield the first reference of each item that stands twice or behind a later one."""
    for item in list_items(reading):
        references = _list_references(reading, item)
        for before, one in pairwise(references):
            if one.number <= before.number:
                message = f"“{one.text}” stands behind “{before.text}”. Put them in order."
                if one.number in [other.number for other in references[: references.index(one)]]:
                    message = f"“{one.text}” stands here twice. Leave one out."
                yield Fault(message, one.line, one.start, one.end)
                break


@rule(
    "reference-missing",
    "advice",
    "Where some items name paragraphs of the report, a reader looks for them below every item.",
    "Good practice",
)
def find_missing_references(reading: Reading) -> Iterator[Fault]:
    """Yield the first reference where most items have one, and others none."""
    items = list_items(reading)
    found = [_list_references(reading, item) for item in items]
    lacking = [
        str(item.name) for item, references in zip(items, found, strict=True) if not references
    ]
    first = next((references for references in found if references), [])
    if first and 0 < len(lacking) <= len(items) / 2:
        named = ", ".join(lacking[:-1]) + (" and " if lacking[1:] else "") + lacking[-1]
        message = f"Paragraphs are named here, and not at {named}. Name them for all, or for none."
        yield Fault(message, first[0].line, first[0].start, first[-1].end)


def _list_references(reading: Reading, item: Item) -> list[_Reference]:
    """Return the numbers of paragraphs behind an item, also where its words hold them."""
    found: list[_Reference] = []
    for line in item.own:
        places = list(places_as(reading, line, "references"))
        if not places and (behind := BEHIND.search(line.readable)):
            places = [behind.span()]
        for pattern in (DOTTED, WHOLE):
            numbers = [one for place in places for one in pattern.finditer(line.text, *place)]
            if numbers:
                found += [
                    _Reference(tuple(map(int, one[0].split("."))), line, *one.span())
                    for one in numbers
                ]
                break
    return found
