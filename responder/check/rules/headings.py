"""Rules on the title and the headings: how long, in which letters, and how they end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from responder.check.knowledge import read_record
from responder.check.prose import list_typed
from responder.check.reading import Line, Reading
from responder.check.rules import Fault, rule
from responder.check.style import STYLE, Style

WORD = re.compile(r"[^\W\d_]+")
ABBREVIATED = re.compile(r"\b(?:etc|no|vol|ed|\w)\.$", re.IGNORECASE)
LONGEST_INITIALS = 6  # letters that a heading of one word can have as an abbreviation


@rule(
    "long-title",
    "advice",
    "A long title is cut off in search results and lists.",
    "GOV.UK style guide",
)
def find_long_titles(reading: Reading) -> Iterator[Fault]:
    """Yield titles that are too long already by what was typed, without the layout’s words."""
    longest = read_record(reading, STYLE, Style).longest_title
    for line in reading.lines:
        typed = list_typed(line) if longest and line.kind == "title" else []
        if sum(end - start for start, end in typed) > longest:
            message = f"The title has {len(line.text)} characters, and {longest} are the most."
            yield Fault(message, line, typed[0][0], typed[-1][1])


@rule(
    "capitals-heading",
    "warning",
    "Words in capitals are hard to read, and some screen readers spell them out letter by letter.",
    "GOV.UK style guide",
)
def find_headings_in_capitals(reading: Reading) -> Iterator[Fault]:
    """Yield headings in capital letters, other than abbreviations."""
    known = {str(name) for name in reading.mapping("abbreviations")}
    for line in _list_headings(reading):
        words = WORD.findall(line.readable)
        if not line.readable.isupper() or not words:
            continue
        spelt = any(word not in known and len(word) > 1 for word in words)
        if spelt and (len(line.text.split()) > 1 or len(line.text) > LONGEST_INITIALS):
            lowered = WORD.sub(lambda one: one[0] if one[0] in known else one[0].lower(), line.text)
            message = f"Write this in small letters: “{lowered[:1].upper()}{lowered[1:]}”."
            yield Fault(message, line, 0, len(line.text))


@rule(
    "heading-full-stop",
    "advice",
    "A heading is no sentence, so nothing ends it.",
    "GOV.UK style guide",
)
def find_headings_with_stops(reading: Reading) -> Iterator[Fault]:
    """Yield headings that end with a full stop or a colon."""
    for line in _list_headings(reading):
        text = line.readable.rstrip()
        if text.endswith((".", ":")) and not text.endswith("..") and not ABBREVIATED.search(text):
            start = text.rfind(" ") + 1
            message = f"Take out the “{text[-1]}” at the end of the heading."
            yield Fault(message, line, start, len(text), text[start:-1])


def _list_headings(reading: Reading) -> Iterator[Line]:
    return (line for line in reading.lines if line.kind in ("title", "heading"))
