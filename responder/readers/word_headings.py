"""Headings that no style tells of: short lines that stand out from the text below them.

A line that is not sure to be one stays a paragraph, whose words say more of it than its look:
one with a colon, which is a label; one that says the same as another; one that begins with a
number, a date or a quotation mark. Where a file has headings by style, none goes by its look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from responder.document import Heading, Paragraph, text_of
from responder.readers import word_lists
from responder.readers.word_line import Seen

MOST_WORDS, MOST_LETTERS = 12, 100
MOST_LINES = 3  # that stand one below another, each a heading
LARGER = 1.15  # times the size of the text
ENDS = (".", ",", ";", "!", "…", "”", "’", '"', "'")


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph, with the looks that its words have."""

    paragraph: Paragraph
    seen: frozenset[Seen]


Line: TypeAlias = "word_lists.Line | Shown"


def settle(
    lines: Sequence[Line], sizes: Mapping[int, int], *, by_look: bool
) -> list[word_lists.Line]:
    """Return lines in which what stands out is a heading, where headings go by their look."""
    levels = [line.level for line in lines if isinstance(line, Heading)]
    if not by_look or set(levels) - {1}:
        plain = [line.paragraph if isinstance(line, Shown) else line for line in lines]
        return _raise_title(plain, levels) if by_look else plain
    usual = max(sizes, key=lambda size: sizes[size], default=0)
    texts = Counter(_text(line).casefold() for line in lines if isinstance(line, Shown))
    first = None if 1 in levels or not lines else lines[0]

    def stands_out(line: Line) -> bool:
        if not isinstance(line, Shown) or texts[_text(line).casefold()] > 1:
            return False
        return _stands_out(line, usual, is_first=line is first)

    settled: list[word_lists.Line] = []
    groups = [(out, list(group)) for out, group in groupby(lines, stands_out)]
    for place, (out, group) in enumerate(groups):
        is_heading = out and len(group) <= MOST_LINES and place + 1 < len(groups)
        settled += _make(group, first if is_heading else None, is_heading=is_heading)
    return settled


def _raise_title(lines: list[word_lists.Line], levels: Sequence[int]) -> list[word_lists.Line]:
    """Return lines whose first is the title if it is a heading above all others."""
    first = lines[0] if lines else None
    if not isinstance(first, Heading) or any(level <= first.level for level in levels[1:]):
        return lines
    rise = first.level - 1
    return [
        Heading(line.level - rise, line.spans) if isinstance(line, Heading) else line
        for line in lines
    ]


def _make(
    group: Sequence[Line], first: Line | None, *, is_heading: bool
) -> Iterator[word_lists.Line]:
    for line in group:
        if not isinstance(line, Shown):
            yield line
        elif is_heading:
            yield Heading(1 if line is first else 2, line.paragraph.spans)
        else:
            yield line.paragraph


def _text(line: Shown) -> str:
    return text_of(line.paragraph.spans).strip()


def _stands_out(line: Shown, usual: int, *, is_first: bool) -> bool:
    text = _text(line)
    short = len(text) <= MOST_LETTERS and len(text.split()) <= MOST_WORDS
    alone = not any(span.style.role or span.style.link for span in line.paragraph.spans)
    if not (alone and (short or is_first) and line.seen and text[:1].isalpha()):
        return False
    if text.endswith((":", *ENDS)) or "\n" in text or (":" in text and not is_first):
        return False
    capital = sum(map(str.isalpha, text)) >= 4 and text.upper() == text
    return capital or all(
        one.bold or one.underlined or one.capital or one.size >= usual * LARGER for one in line.seen
    )
