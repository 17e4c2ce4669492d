"""The phrases that a house knows to be wrong, each with what it says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from responder.check.knowledge import compile_pattern, place_of, read_entries
from responder.check.reading import Reading
from responder.check.rules import Fault, rule
from responder.errors import DataError, Severity, quote

PHRASES = "phrases"  # the name in the house's data


class Phrase(msgspec.Struct, forbid_unknown_fields=True):
    r"""A pattern, what is wrong with the words that it finds, and what can stand for them.

    A replacement may take up groups of the pattern, as in `\1`.
    """

    pattern: str
    message: str
    severity: Severity = "warning"
    replacement: str | None = None
    refers_back: bool = False
    match_case: bool = False


@rule(
    "phrase",
    "warning",
    "Slips are copied from one response to the next, so the house lists those that it has met.",
    "The house’s data",
    refers_back=True,
)
def find_phrases(reading: Reading) -> Iterator[Fault]:
    """Yield each phrase that the house lists."""
    phrases = [
        (phrase, _compile(reading, phrase, number))
        for number, phrase in enumerate(read_entries(reading, PHRASES, Phrase))
    ]
    for line in reading.lines:
        for phrase, pattern in phrases:
            for found in pattern.finditer(line.readable):
                start, end = found.span()
                if start < end and (phrase.refers_back or not line.is_quoted(start, end)):
                    message = f"“{found[0].strip()}”: {phrase.message}"
                    words = _replace(phrase, found)
                    yield Fault(message, line, start, end, words, severity=phrase.severity)


def _compile(reading: Reading, phrase: Phrase, number: int) -> re.Pattern[str]:
    where = (PHRASES, number, "pattern")
    pattern = compile_pattern(reading, where, phrase.pattern, case=phrase.match_case)
    try:
        pattern.sub(phrase.replacement or "", "")
    except (re.error, IndexError) as error:
        problem = f"{quote(str(phrase.replacement))} cannot stand for what is found: {error}."
        raise DataError(problem, place_of(reading, where)) from None
    return pattern


def _replace(phrase: Phrase, found: re.Match[str]) -> str | None:
    if phrase.replacement is None:
        return None
    words = found.expand(phrase.replacement)
    return words[:1].upper() + words[1:] if found[0][:1].isupper() else words
