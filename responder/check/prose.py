"""What several rules ask of words: whose choice they were, and whether they are quoted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import accumulate

from responder.check.pinpoint import SLOT
from responder.check.reading import Line, Reading
from responder.document import Span

QUOTATION = re.compile(r"“[^“”]*”|‘[^‘’]*(?:\w’\w[^‘’]*)*’(?!\w)|(?<!\S)\"[^\"]+\"")
TOKEN = re.compile(r"\S+")
ADDRESS = re.compile(r"://|www\.|@|\w\.(?:com|gov|net|org|uk|pdf|docx?|xlsx?)\b")
HALF = 0.5  # of the characters


def speaks_english(reading: Reading) -> bool:
    """Tell whether the response is in English, the one language whose grammar rules know."""
    return reading.composition.document.properties.language.lower().startswith("en")


def list_english(reading: Reading) -> Sequence[Line]:
    """Return the lines of a response in English, and none of one in another language."""
    return reading.lines if speaks_english(reading) else ()


def list_quotations(text: str) -> list[tuple[int, int]]:
    """Return where words stand between quotation marks, the marks included."""
    return [found.span() for found in QUOTATION.finditer(text)]


def is_address(word: str) -> bool:
    """Tell whether a word is the address of a web page or mailbox, or the name of a file."""
    return bool(ADDRESS.search(word))


def list_addresses(text: str) -> list[tuple[int, int]]:
    """Return where addresses stand."""
    return [found.span() for found in TOKEN.finditer(text) if is_address(found[0])]


def is_within(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether some words stand within any of some spans."""
    return any(first <= start and end <= last for first, last in spans)


def list_typed(line: Line) -> list[tuple[int, int]]:
    """Return where the words of a line that are not its layout’s begin and end."""
    ends = list(accumulate(len(span.text) for span in line.spans))
    typed = zip(line.spans, ends, strict=True)
    return [(end - len(span.text), end) for span, end in typed if not _is_layout(span)]


def is_of_layout(line: Line, start: int, end: int, share: float = HALF) -> bool:
    """Tell whether a share of some words is that of a layout, which no officer writes."""
    return _covers(line, start, end, _is_layout, share)


def is_standing(reading: Reading, line: Line, start: int, end: int) -> bool:
    """Tell whether most of some words are not for an officer to choose.

    Those are the words of the layout, and of national snippets as they were agreed.
    """

    def is_fixed(span: Span) -> bool:
        return _is_layout(span) or _is_national(reading, span)

    return _covers(line, start, end, is_fixed, HALF)


def _covers(
    line: Line, start: int, end: int, is_fixed: Callable[[Span], bool], share: float
) -> bool:
    fixed = offset = 0
    for span in line.spans:
        last = offset + len(span.text)
        if is_fixed(span):
            fixed += max(0, min(end, last) - max(start, offset))
        offset = last
    return fixed > share * (end - start)


def _is_layout(span: Span) -> bool:
    source = span.source
    return source is not None and source.answer is None and source.citation is None


def _is_national(reading: Reading, span: Span) -> bool:
    source = span.source
    if source is None or source.citation is None or source.citation.adapted or SLOT in source.path:
        return False
    versions = reading.library.versions(source.citation.snippet)
    return any(one.about.scope == "national" for one in versions)
