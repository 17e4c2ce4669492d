"""The paragraphs that are to be recognised, and what of them can be the value of a slot."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from responder.boilerplate.likeness import Text, list_shingles, read_words
from responder.boilerplate.recognition.forms import SIGN_END, show_lines
from responder.compose.values import gap
from responder.document import Document, Paragraph, Span
from responder.errors import ResponderError
from responder.markdown import parse_prose, read_bullets
from responder.questions import Question, long_date, parse, parse_date
from responder.writers import markdown

NEW_SENTENCE = re.compile(r"[.!?][’”\"')\]]* [“‘\"'(\[]*(\w)")
UNKNOWN = "\ufdd4"  # stands for what is like nothing
MOST_GROWTH = 5  # of the words in a slot against those of its example
USUAL_WORDS = 8  # of an example, where there is none
LEAST_LIMIT = {"prose": 200}
USUAL_LIMIT = 15  # words that a slot may have, however short its example


@dataclass(frozen=True)
class Typed:
    """Paragraphs in Markdown, with the lines that each prints."""

    paragraphs: tuple[str, ...]
    lines: tuple[str, ...]

    @cached_property
    def text(self) -> str:
        """Return the lines of all paragraphs."""
        return "\n".join(self.lines)

    @cached_property
    def starts(self) -> list[int]:
        """Return where in the text each paragraph begins."""
        starts = [0]
        for lines in self.lines[:-1]:
            starts.append(starts[-1] + len(lines) + 1)
        return starts[: len(self.lines)]

    @cached_property
    def ends(self) -> list[int]:
        """Return where in the text each paragraph ends."""
        return [start + len(lines) for start, lines in zip(self.starts, self.lines, strict=True)]

    @cached_property
    def words(self) -> list[Text]:
        """Return the words of each paragraph."""
        return [Text(lines.replace(SIGN_END, " ").replace("\n", " ")) for lines in self.lines]

    @cached_property
    def shingles(self) -> list[set[tuple[str, ...]]]:
        """Return every few words in a row of the lines of each paragraph."""
        return [
            set().union(
                *(
                    list_shingles(read_words(line.rpartition(SIGN_END)[2]))
                    for line in lines.split("\n")
                )
            )
            for lines in self.lines
        ]

    def cut(self, run: range) -> str:
        """Return some paragraphs as one text in Markdown."""
        return "\n\n".join(self.paragraphs[run.start : run.stop])

    def prints(self, run: range) -> str:
        """Return the lines of some paragraphs."""
        return "\n".join(self.lines[run.start : run.stop])

    def find(self, place: range) -> range | None:
        """Return the paragraphs that begin and end at two places of the text, if any do."""
        first, last = bisect_left(self.starts, place.start), bisect_left(self.ends, place.stop)
        starts, ends = self.starts[first : first + 1], self.ends[last : last + 1]
        found = starts == [place.start] and ends == [place.stop]
        return range(first, last + 1) if found else None


def read_typed(paragraphs: Sequence[str]) -> Typed:
    """Return paragraphs as what they print."""
    return Typed(tuple(paragraphs), tuple(show_prose(one) or UNKNOWN for one in paragraphs))


@lru_cache(maxsize=1000)
def show_prose(text: str) -> str:
    """Return the lines that prose prints; nothing if it cannot be printed."""
    try:
        return show_lines(parse_prose(read_bullets(text)))
    except ResponderError:
        return ""


def read_value(slot: Question, typed: Typed, place: range) -> str | None:
    """Return what stands at a place of the text as the value of a slot; None if it can be none.

    A gap, which a draft shows where there is no value, is the empty one.
    """
    words = typed.text[place.start : place.stop]
    if words == gap(slot.ask):
        return ""
    if len(words.split()) > _limit(slot):
        return None
    value = _read_prose(typed, place) if slot.type == "prose" else words
    if value is None or value != value.strip():
        return None
    try:
        parse(slot, value)
    except ValueError:
        return None
    if slot.type == "date":
        day = parse_date(value)
        return day.isoformat() if long_date(day) == words else None
    if slot.type == "line" and _has_sentences(words) and not _has_sentences(slot.example):
        return None
    return value


def _limit(slot: Question) -> int:
    usual = MOST_GROWTH * (len(slot.example.split()) or USUAL_WORDS)
    return max(LEAST_LIMIT.get(slot.type, USUAL_LIMIT), usual)


def _has_sentences(words: str) -> bool:
    """Tell whether a sentence begins after the end of another."""
    return any(found[1].isupper() for found in NEW_SENTENCE.finditer(words))


def _read_prose(typed: Typed, place: range) -> str | None:
    """Return what stands at a place in Markdown: whole paragraphs, and words of those beside."""
    found = []
    for number in range(bisect_right(typed.starts, place.start) - 1, len(typed.starts)):
        start, end = typed.starts[number], typed.ends[number]
        if start >= place.stop:
            break
        words = typed.text[max(start, place.start) : min(end, place.stop)]
        if words == typed.lines[number]:
            found.append(typed.paragraphs[number])
        elif "\n" in words or words.rpartition(SIGN_END)[0]:
            return None  # a part of a list
        else:
            line = Paragraph((Span(words.removeprefix(SIGN_END)),))
            found.append(markdown.write(Document((line,))).strip())
    return "\n\n".join(found)
