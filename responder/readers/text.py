"""Plain text → Document: every line a paragraph, or lines that were wrapped put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from responder.document import Document, Paragraph, Span
from responder.errors import FileError, Place
from responder.readers.charset import decode
from responder.readers.reading import Reading

MOST_BYTES = 10_000_000  # fifty reports; more is no text that a person wrote
MOST_LINES = 300_000

# What somebody typed before a paragraph: a bullet, a number or a letter, a mark of email.
TYPED = re.compile(
    r"(?:[•·▪◦●‣∙■□*+>–—-]+|\d{1,3}\)|\d{1,3}\.(?:\d{1,2}\.)*|\((?:\d{1,3}|[a-z]|[ivx]{1,5})\)|[a-z][.)]|[ivx]{1,5}[.)]"
    r"|[A-Z]\)|o(?=\t))(?=\s|$)"
)
LABEL = re.compile(r"[A-Z][^\s:]*(?: [^\s:]+){0,5}:(?=\s|$)|[A-Z][a-z]+ \d{1,3}(?:\s*[.:–—-]|$)")
SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
COLUMNS = re.compile(r"\S(?:\t| {3,})\S| \| |^[\s|+=_-]+$")

# Between these columns programs wrap their lines, and no heading or entry of a list is as long.
NARROWEST, WIDEST = 50, 100
LEAST_WRAPPED = 3  # lines; fewer can be of one length by chance
END = "\n\n"


def read(data: bytes, file: str) -> Reading:
    """Return the paragraphs of a plain text, or raise FileError if it is too large."""
    if len(data) > MOST_BYTES or data.count(b"\n") > MOST_LINES:
        raise FileError("It holds too much text.", Place(file), "Is it the right file?")
    return Reading(Document(tuple(read_paragraphs(decode(data)))))


def read_paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text; where it is unsure whether one ends, it has a line break."""
    lines = [line.rstrip() for line in text.split("\n")]
    pairs = [pair for pair in pairwise(lines) if all(pair)]
    layout = _find_layout(lines, pairs)
    words = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        between = layout.between(line, following.lstrip()) if line and following else END
        words += line.lstrip() + between
        if between == END:
            if words.strip():
                yield Paragraph((Span(words.strip("\n")),))
            words = ""


@dataclass(frozen=True)
class _Layout:
    """How a text is set: the column at which its lines were wrapped, or 0 if they were not.

    `spaced` tells that blank lines set its paragraphs apart, and `short` that all lines are short.
    """

    width: int
    spaced: bool
    short: bool

    def between(self, line: str, following: str) -> str:
        """Return what stands between two lines: a paragraph's end, a line break or a space."""
        if TYPED.match(following):
            return END
        if _has_columns(line) or _has_columns(following):
            return "\n" if self.width else END
        ended = bool(SENTENCE_END.search(line))
        if self.width and _is_full(line, following, self.width):
            if LABEL.match(following):
                return END if ended else "\n"
            # At a hyphen a word may have been cut in two or not; and a sentence that ends where
            # the line is full may end the paragraph, unless blank lines do.
            unsure = line.endswith("-") or (ended and not self.spaced)
            return "\n" if unsure else " "
        if ended or LABEL.match(following):
            return END
        unsure = bool(self.width) or (self.short and following[0].islower())
        return "\n" if unsure else END


def _find_layout(lines: list[str], pairs: list[tuple[str, str]]) -> _Layout:
    width = _find_width(pairs)
    short = max(map(len, lines), default=0) <= WIDEST
    ends = sum(
        bool(SENTENCE_END.search(line)) and not _is_full(line, following.lstrip(), width)
        for line, following in pairs
        if not TYPED.match(following.lstrip())
    )
    gaps = sum(1 for line, after in pairwise(lines) if line and not after)
    return _Layout(width, gaps > ends, short)


def _find_width(pairs: list[tuple[str, str]]) -> int:
    """Return the column at which lines were wrapped, or 0 without good evidence that they were.

    A line was wrapped at a column if it ends before it and the next word would not have.
    """
    fitting: list[list[bool]] = [[] for _ in range(WIDEST + 1)]
    count = 0
    for line, indented in pairs:
        following = indented.lstrip()
        if (
            SENTENCE_END.search(line)
            or TYPED.match(following)
            or LABEL.match(following)
            or _has_columns(line)
        ):
            continue
        count += 1
        longest = len(line) + len(_first_word(following))
        for width in range(max(len(line), NARROWEST), min(longest, WIDEST) + 1):
            fitting[width].append(following[0].islower())
    best = max(range(WIDEST + 1), key=lambda width: len(fitting[width]))
    agreeing = fitting[best]
    wrapped = len(agreeing) >= max(LEAST_WRAPPED, 0.7 * count)
    return best if wrapped and sum(agreeing) >= len(agreeing) / 2 else 0


def _is_full(line: str, following: str, width: int) -> bool:
    """Tell whether the first word of the following line had no room in the one before it."""
    too_long = len(line) > width and " " in line.strip()
    return not too_long and len(line) + 1 + len(_first_word(following)) > width


def _first_word(line: str) -> str:
    return line.split(None, 1)[0]


def _has_columns(line: str) -> bool:
    typed = TYPED.match(line.lstrip())
    words = line.lstrip()[typed.end() :].lstrip() if typed else line
    return bool(COLUMNS.search(words))
