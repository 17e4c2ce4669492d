"""The lines of a response without what stands between quotation marks."""

from __future__ import annotations

from responder.check.prose import list_quotations
from responder.check.reading import BLOT, Reading


def list_unquoted(reading: Reading) -> list[str]:
    """Return the text of each line with what is quoted blotted out, and what no rule can read."""
    return [_blot(line.readable) for line in reading.lines]


def _blot(text: str) -> str:
    parts, end = [], 0
    for first, last in list_quotations(text):
        parts += [text[end:first], BLOT * (last - first)]
        end = last
    return "".join([*parts, text[end:]])
