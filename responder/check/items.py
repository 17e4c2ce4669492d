"""The items of a report as a response prints them, and what stands before the first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from responder.answers import Answer
from responder.check.reading import INDEX, Line, Reading

LABEL = "label"  # the style of the words above a response
FIGURE = re.compile(r"\d+")
NUMBERED = re.compile(r"^\W*(?:\w+\s+){0,4}\d{1,3}\W*$")  # “Recommendation 3”


@dataclass
class Item:
    """One printed item: its number, if it has one, and the lines of it and of its response.

    `mark` is the number with the words around it, and `source` the entry of the answers.
    """

    entry: int
    number: int | None
    mark: str
    source: Answer
    own: list[Line] = field(default_factory=list)
    labels: list[Line] = field(default_factory=list)
    response: list[Line] = field(default_factory=list)

    @property
    def name(self) -> int:
        """Return the number by which people call the item."""
        return self.entry + 1 if self.number is None else self.number

    def answer_saying(self, words: str) -> Answer:
        """Return the answer of the entry that is these words, or else the whole entry."""
        simple = [one for one in answers_of(self.source).values() if one.state == "given"]
        for said in (words, str(self.number)):
            for one in simple:
                if str(one.value).strip(" .:") == said:
                    return one
        return self.source


def list_items(reading: Reading) -> list[Item]:
    """Return the printed items in order, each with its lines."""
    entries = list_entries(reading)
    found: list[Item] = []
    above: dict[int, Line] = {}  # the last heading of each entry
    for line in reading.lines:
        if line.entry is not None and line.kind == "heading":
            above[line.entry] = line
        if line.entry is None or line.kind in ("title", "heading", "cell"):
            continue
        if line.role == "quoted" and (not found or found[-1].entry != line.entry):
            mark = _read_mark(line, above.get(line.entry))
            found.append(Item(line.entry, *mark, entries[line.entry]))
        if not found or found[-1].entry != line.entry:
            continue
        if line.role == "quoted":
            found[-1].own.append(line)
        elif is_label(line):
            found[-1].labels.append(line)
        else:
            found[-1].response.append(line)
    for item in found:
        while item.response and not item.response[-1].role:
            item.response.pop()  # what follows the items has nothing to do with the last
    return found


def list_entries(reading: Reading) -> list[Answer]:
    """Return the entries of the lists of items."""
    lists = (one for one in reading.answers_as("items") if one.state == "given")
    return [entry for one in lists for entry in one.value]


def answers_of(entry: Answer) -> Mapping[str, Answer]:
    """Return the answers of an entry by their names; none if it is a single value."""
    return entry.value if isinstance(entry.value, Mapping) else {}


def places_as(reading: Reading, line: Line, role: str) -> Iterator[tuple[int, int]]:
    """Yield where words of a line begin and end that come from an answer of a role."""
    paths = getattr(reading.roles, role)
    start = 0
    for span in line.spans:
        name = INDEX.sub("", span.source.path) if span.source else ""
        if any(name == path or name.startswith(f"{path}.") for path in paths):
            yield start, start + len(span.text)
        start += len(span.text)


def list_before(reading: Reading) -> list[Line]:
    """Return the lines above the first item and its headings; none if nothing is an item."""
    first = next((line.number for line in reading.lines if line.entry is not None), 0)
    return list(reading.lines[:first])


def split_lead_in(before: list[Line]) -> tuple[Line | None, list[Line]]:
    """Return the heading above the items, if they have one, and the lines between them."""
    at = next((line.number for line in reversed(before) if line.kind == "heading"), None)
    if at is None:
        return None, []
    return before[at], [line for line in before[at + 1 :] if line.text.strip()]


def is_label(line: Line) -> bool:
    """Tell whether a line stands above a response, to say whose it is."""
    words = [span for span in line.spans if span.text.strip()]
    return bool(words) and all(span.style.role == LABEL for span in words)


def find_numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield the whole numbers of a text that can number items, so no years."""
    for found in FIGURE.finditer(text):
        if len(found[0]) <= 3 and found[0] != "0":
            yield found


def _read_mark(line: Line, above: Line | None) -> tuple[int | None, str]:
    """Return the number before an item or in the heading above it, and what stands there in all."""
    before = line.text[: line.quoted[0][0]] if line.quoted else ""
    heading = above.text.strip(" .:") if above and NUMBERED.search(above.text) else ""
    for mark in (before.strip(" .:"), line.label, heading):
        if found := next(find_numbers(mark), None):
            return int(found[0]), mark
    return None, ""
