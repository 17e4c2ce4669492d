"""A rule on how a response speaks of those who give it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from responder.check.items import is_label
from responder.check.knowledge import compile_words, read_entries
from responder.check.reading import Line, Reading
from responder.check.rules import Fault, rule
from responder.check.subjects import read_family

VOICES = "voices"  # the name in the house's data


class Voice(msgspec.Struct):
    """One of the ways in which a response can speak of those who give it."""

    name: str
    words: list[str]


@rule(
    "mixed-voices",
    "advice",
    "A response that speaks of itself in two ways leaves readers in doubt who has done what.",
    "Good practice",
)
def find_mixed_voices(reading: Reading) -> Iterator[Fault]:
    """Yield the first place in which a response changes its way of speaking of itself."""
    if not reading.once(read_family).subjects:
        return  # whoever answers for all of a kind says “we”, and may speak of one
    voices = [(one.name, compile_words(one.words)) for one in read_entries(reading, VOICES, Voice)]
    spoken = [
        (line, sorted(_list_voices(reading, line, voices)))
        for line in reading.lines
        if line.kind not in ("title", "heading", "cell") and not is_label(line)
    ]
    changes = [*_find_changes_within(spoken), *_find_changes_between(spoken)]
    for line, start, end, before in changes[:1]:
        counts = Counter(name for _, places in spoken for _, _, name in places)
        times = " and ".join(f"“{name}” {count} times" for name, count in counts.items())
        message = f"After “{before}” the text says “{line.text[start:end]}”. It says {times}."
        yield Fault(f"{message} Keep to one.", line, start, end)


def _find_changes_within(
    spoken: list[tuple[Line, list[tuple[int, int, str]]]],
) -> Iterator[tuple[Line, int, int, str]]:
    """Yield where a paragraph leaves the voice that it began in."""
    for line, places in spoken:
        for start, end, name in places:
            if name != places[0][2]:
                yield line, start, end, places[0][2]


def _find_changes_between(
    spoken: list[tuple[Line, list[tuple[int, int, str]]]],
) -> Iterator[tuple[Line, int, int, str]]:
    """Yield where a response to an item is in another voice than the first of them."""
    first = ""
    for line, places in spoken:
        if line.role == "response" and places:
            start, end, name = places[0]
            first = first or name
            if name != first:
                yield line, start, end, first


def _list_voices(
    reading: Reading, line: Line, voices: list[tuple[str, re.Pattern[str]]]
) -> Iterator[tuple[int, int, str]]:
    """Yield where a line speaks of those who respond, in words of this response alone."""
    for name, pattern in voices:
        for found in pattern.finditer(line.readable):
            start, end = found.span()
            shouted = end - start > 1 and found[0].isupper()  # “US” is no “us”
            apart = line.is_quoted(start, end) or _is_shared(reading, line, start)
            if not shouted and not apart:
                yield start, end, name


def _is_shared(reading: Reading, line: Line, start: int) -> bool:
    """Tell whether words stand in every response alike, from a snippet that nobody edits."""
    source = line.span_at(start).source
    if source is None or source.citation is None:
        return False
    versions = reading.library.versions(source.citation.snippet)
    return any(one.about.scope == "national" for one in versions)
