"""The words of a response one by one, for rules that compare how one term is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from responder.check.items import is_label
from responder.check.prose import is_within, list_addresses
from responder.check.reading import Line, Reading

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
POSSESSIVE = re.compile(r"[’']s?$")
SMALL = ("and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with")  # within names
# Behind these, a capital tells as little as at the start of a sentence.
MAY_OPEN = (":", "“", '"', "‘", "(", "[")


@dataclass(frozen=True)
class Word:
    """One word: its place in a line, and whether its capital is only that of a sentence.

    `joined` tells that nothing but a blank parts it from the word before.
    """

    line: Line
    start: int
    end: int
    text: str
    opens: bool
    joined: bool

    @cached_property
    def folded(self) -> str:
        """Return the word in small letters, and in the singular as far as an “s” tells."""
        return fold(self.text)

    @cached_property
    def small(self) -> str:
        """Return the word in small letters and without a possessive."""
        return POSSESSIVE.sub("", self.text).casefold()

    @property
    def titled(self) -> bool:
        """Tell whether it has a capital and small letters."""
        return self.text[0].isupper() and not self.text.isupper()


def fold(word: str) -> str:
    """Return a word in small letters, without a possessive, and in the singular."""
    plain = POSSESSIVE.sub("", word).casefold()
    plural = len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is"))
    return plain[:-1] if plural else plain


def list_words(reading: Reading) -> list[list[Word]]:
    """Return the words of each line of running text, without those of addresses."""
    running = ("paragraph", "quote", "item", "bullet")
    lines = (line for line in reading.lines if line.kind in running and not is_label(line))
    return [list(_read(line)) for line in lines]


def list_names(
    reading: Reading, wanted: set[tuple[str, ...]]
) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """Return which terms the house’s data has with capitals, and which it has without."""
    big: set[tuple[str, ...]] = set()
    small: set[tuple[str, ...]] = set()
    longest = max((len(" ".join(name)) + 3 * len(name) for name in wanted), default=0)
    for text in _list_texts(reading.house.data):
        if len(text) > longest or (name := tuple(map(fold, WORD.findall(text)))) not in wanted:
            continue
        if all(word[0].isupper() or word.casefold() in SMALL for word in WORD.findall(text)):
            big.add(name)
        elif text.islower():
            small.add(name)
    return big, small - big


def _read(line: Line) -> Iterator[Word]:
    text = line.readable
    apart = list_addresses(text)
    starts = [start for start, _ in reversed(line.sentences)]
    before = 0
    for found in WORD.finditer(text):
        start, end = found.span()
        if is_within(apart, start, end):
            continue
        gap = text[before:start]
        opens = gap.rstrip().endswith(MAY_OPEN)
        while starts and starts[-1] <= start:
            opens = opens or starts[-1] >= before
            starts.pop()
        blank = gap.lstrip("’'")
        yield Word(line, start, end, found[0], opens, blank.isspace() and "\n" not in blank)
        before = end


def _list_texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _list_texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _list_texts(value)
