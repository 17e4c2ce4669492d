"""A rule on what stands in a draft for words that are still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from responder.check.reading import Reading
from responder.check.rules import Fault, rule

TO_COME = r"to\s+be\s+(?:added|agreed|completed|confirmed|decided|inserted)|tb[acd]"
PLACEHOLDER = re.compile(
    # “[insert name]”, “(date to be confirmed)”
    r"[\[<{](?:[^\[\]<>{}\n]*\s)?(?:add|confirm|date|figures?|insert|names?|numbers?|titles?"
    rf"|{TO_COME}|x{{2,}})(?:\s[^\[\]<>{{}}\n]*)?[\]>}}]"
    r"|\[TO\s+COMPLETE\b[^\]\n]*\]?"  # a gap of a draft that was typed or read as words
    rf"|\((?:[\w’]+\s+){{0,3}}(?:{TO_COME})\)"
    r"|\bT\.?B\.?[ACD]\b"
    r"|(?<![\w.@])x{2,}(?!\.?\w|@)%?"
    r"|_{3,}|\?{3,}|\bDD[/-]MM[/-]YY(?:YY)?\b|\blorem\s+ipsum\b",
    re.IGNORECASE,
)


@rule(
    "placeholder",
    "error",
    "What was to be filled in later is forgotten, and printed.",
    "Good practice",
)
def find_placeholders(reading: Reading) -> Iterator[Fault]:
    """Yield words that stand for others which are still to come."""
    for line in reading.lines:
        for found in PLACEHOLDER.finditer(line.readable):
            message = f"“{found[0]}” stands for words that are missing. Fill it in."
            yield Fault(message, line, *found.span(), ours=line.role == "speech")
