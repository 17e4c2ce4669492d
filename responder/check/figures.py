"""Whole numbers in a text, in figures or in words."""

from __future__ import annotations

import re

UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = ("ten", "eleven", "twelve", *(f"{unit}teen" for unit in ("thir", "four", "fif", "six")))
TEENS += ("seventeen", "eighteen", "nineteen")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
LARGER = (f"{ten}{rest}" for ten in TENS for rest in ("", *(f"-{unit}" for unit in UNITS)))
VALUES = {word: value for value, word in enumerate([*UNITS, *TEENS, *LARGER], 1)}
SPELT = rf"(?:{'|'.join(TENS)})(?:-(?:{'|'.join(UNITS)}))?|{'|'.join(TEENS)}|{'|'.join(UNITS)}"
# Figures of one to three digits that are no part of a date, a decimal, a range or a larger number.
FIGURES = r"(?<![\w.,/–-])[1-9]\d{0,2}(?![.,/–-]?\w|%)"
NUMBER = rf"(?:\b(?:{SPELT})\b(?!-)|{FIGURES})"
ANY = re.compile(NUMBER, re.IGNORECASE)


def value_of(number: str) -> int:
    """Return the value of a number that the expression finds."""
    return int(number) if number.isdigit() else VALUES[number.casefold()]
