"""Rules on single words and phrases: forms that the house prefers, slips, and length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from responder.check.reading import Reading
from responder.check.rules import Fault, rule

DOUBLED = re.compile(r"\b(\w+)\s+(\1)\b", re.IGNORECASE)


@rule(
    "doubled-word",
    "warning",
    "A word that stands twice in a row is nearly always a slip of the keyboard.",
    "Good practice",
    refers_back=True,
)
def find_doubled_words(reading: Reading) -> Iterator[Fault]:
    """Yield each word that is followed by itself."""
    for line in reading.lines:
        for found in DOUBLED.finditer(line.text):
            message = f"“{found[0]}” says the same word twice."
            yield Fault(message, line, found.start(), found.end(), found[1])
