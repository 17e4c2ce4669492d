"""One paragraph of a Word file while it is read, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from responder.document import PLAIN, Span, Spans, Style
from responder.readers.word_package import Element


class Around(NamedTuple):
    """What the elements around some words say of them; `tables` counts those that are tables."""

    style: Style = PLAIN
    link: str = ""
    role: str = ""
    paragraph_style: str = ""
    inserted: bool = False
    deleted: bool = False
    hidden: bool = False
    tables: int = 0

    def anchored(self) -> Around:
        """Return what they say of what is only anchored in those words: a note, or a box."""
        return self._replace(style=PLAIN, link="", role="", paragraph_style="")


class Seen(NamedTuple):
    """How words look to those who see them; `size` is in half points."""

    bold: bool
    underlined: bool
    capital: bool
    size: int


@dataclass
class Line:
    """The words of a paragraph so far, how they look, and what is anchored in them."""

    pieces: list[tuple[Style, list[str]]] = field(default_factory=list)
    seen: set[Seen] = field(default_factory=set)
    boxes: list[tuple[Element, Around]] = field(default_factory=list)
    _marks: list[str] = field(default_factory=list)
    _last: str = ""
    _has_gap: bool = False
    has_words: bool = False

    def add(self, text: str, style: Style) -> None:
        """Add words."""
        if self._has_gap:
            self._has_gap = False
            if self._last and not self._last.isspace() and not text[:1].isspace():
                text = f" {text}"
        if self._marks:
            blank = next((at for at, one in enumerate(text) if one.isspace()), len(text))
            self._put(text[:blank], style)
            if blank == len(text):
                return
            self._put_marks()
            text = text[blank:]
        self._put(text, style)

    def add_gap(self) -> None:
        """Add the end of a page, which parts two words but is no word and no end of a line."""
        self._has_gap = True

    def add_mark(self, mark: str) -> None:
        """Add the mark of a note, behind the word that it stands at or in."""
        self._marks.append(mark)
        self.has_words = True

    def join(self, other: Line) -> None:
        """Add another paragraph, from which nothing parts this one."""
        for style, texts in other.pieces:
            for text in texts:
                self.add(text, style)
        self._marks += other._marks
        self.has_words |= other.has_words
        self.seen |= other.seen
        self.boxes += other.boxes

    def close(self) -> Spans:
        """Return the words."""
        self._put_marks()
        return tuple(Span("".join(texts), style) for style, texts in self.pieces)

    def _put_marks(self) -> None:
        for mark in self._marks:
            self._put(f" {mark}" if self._last and not self._last.isspace() else mark, PLAIN)
        self._marks.clear()

    def _put(self, text: str, style: Style) -> None:
        if text:
            if self.pieces and self.pieces[-1][0] == style:
                self.pieces[-1][1].append(text)
            else:
                self.pieces.append((style, [text]))
            self._last = text[-1]
            self.has_words = self.has_words or not text.isspace()
