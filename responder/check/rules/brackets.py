"""A rule on brackets: that each has its other half."""

from __future__ import annotations

import re
from collections.abc import Iterator

from responder.check.reading import Line, Reading
from responder.check.rules import Fault, rule

BRACKET = re.compile(r"[()\[\]]")
OTHER = {")": "(", "]": "["}
WORD = re.compile(r"\S[\w’'-]*")
# “a) names, b) dates”: a mark that numbers what follows.
NUMBERING = re.compile(r"(?<![\w(\[])(?:\d{1,2}|[a-z]{1,4}|[A-Z])$")


@rule(
    "unpaired-bracket",
    "warning",
    "Where a bracket is missing, nobody can tell where the aside ends.",
    "Good practice",
    refers_back=True,
)
def find_unpaired_brackets(reading: Reading) -> Iterator[Fault]:
    """Yield brackets that nothing closes or opens, and pairs of which one is round."""
    for line in reading.lines:
        opened: list[re.Match[str]] = []
        for found in BRACKET.finditer(line.readable):
            if found[0] not in OTHER:
                opened.append(found)
            elif opened and opened[-1][0] == OTHER[found[0]]:
                opened.pop()
            elif opened:
                opened.pop()
                message = "One bracket of this pair is round and one square. Make both round."
                yield _point(line, found, message)
            elif not NUMBERING.search(line.readable, 0, found.start()):
                message = "No bracket opens what this one closes. Add it, or take this out."
                yield _point(line, found, message)
        for found in opened:
            message = "Nothing closes what this bracket opens. Add the other one, or take it out."
            yield _point(line, found, message)


def _point(line: Line, found: re.Match[str], message: str) -> Fault:
    """Return a fault at a bracket and the word beside it."""
    start, end = found.span()
    if found[0] in OTHER:
        start = max(line.text.rfind(" ", 0, start) + 1, start - 40)
    else:
        end = max(end, (WORD.match(line.text, start) or found).end())
    return Fault(message, line, start, end)
