"""The words of one line of a page, with white space as browsers show it."""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter

from responder.document import Span, Spans, Style

SPACES = re.compile("[ \t\n\r\f]+")  # what browsers make one space of; a fixed space is a word's


class Line:
    """A line that is being read: its words in their styles, one space for each stretch of white."""

    def __init__(self) -> None:
        self.pieces: list[tuple[Style, str]] = []
        self.space: Style | None = None  # of white space that shows once a word comes after it

    def add(self, text: str, style: Style) -> None:
        """Add words, and what white space stands before, between and after them."""
        words = SPACES.sub(" ", text)
        if words.startswith(" ") and self.space is None and not self._is_at_start():
            self.space = style
        core = words.strip(" ")
        if not core:
            return
        if self.space is not None:
            self.pieces.append((self.space, " "))
        self.pieces.append((style, core))
        self.space = style if words.endswith(" ") else None

    def add_as_is(self, text: str, style: Style) -> None:
        """Add words with their white space."""
        if text:
            self.pieces.append((style, text))

    def add_break(self, style: Style) -> None:
        """Go on in a new line of the same paragraph; a break at its beginning does not show."""
        self.space = None
        if self.pieces:
            self.pieces.append((style, "\n"))

    def is_blank(self) -> bool:
        """Tell whether no word stands in the line since it was broken."""
        for _, text in reversed(self.pieces):
            if text == "\n":
                return True
            if text.strip():
                return False
        return not self.pieces

    def take(self) -> Spans:
        """Return the words, or nothing if there are none, and begin a new line."""
        pieces, self.pieces, self.space = self.pieces, [], None
        while pieces and not pieces[-1][1].strip():  # breaks and fixed spaces that show nothing
            pieces.pop()
        styles = groupby(pieces, key=itemgetter(0))
        return tuple(Span("".join(text for _, text in same), style) for style, same in styles)

    def _is_at_start(self) -> bool:
        return not self.pieces or self.pieces[-1][1] == "\n"
