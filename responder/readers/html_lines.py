"""The words of one line of a page, with white space as browsers show it."""

from __future__ import annotations

import re

from responder.document import Span, Spans, Style, join_spans

SPACES = re.compile("[ \t\n\r\f]+")  # what browsers make one space of; a fixed space is a word's


class Line:
    """A line that is being read: its words in their styles, one space for each stretch of white."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.space: Style | None = None  # of white space that shows once a word comes after it

    def add(self, text: str, style: Style) -> None:
        """Add words, and what white space stands before, between and after them."""
        words = SPACES.sub(" ", text)
        if words.startswith(" ") and self.space is None and not self.is_at_start():
            self.space = style
        core = words.strip(" ")
        if not core:
            return
        if self.space is not None:
            self.spans.append(Span(" ", self.space))
        self.spans.append(Span(core, style))
        self.space = style if words.endswith(" ") else None

    def add_as_is(self, text: str, style: Style) -> None:
        """Add words with their white space."""
        if text:
            self.spans.append(Span(text, style))

    def add_break(self, style: Style) -> None:
        """Go on in a new line of the same paragraph."""
        self.space = None
        if self.spans:
            self.spans.append(Span("\n", style))

    def is_at_start(self) -> bool:
        """Tell whether nothing stands in the line, or nothing since it was broken."""
        return not self.spans or self.spans[-1].text == "\n"

    def is_blank(self) -> bool:
        """Tell whether no word stands in the line since it was broken."""
        for span in reversed(self.spans):
            if span.text == "\n":
                return True
            if span.text.strip():
                return False
        return not self.spans

    def take(self) -> Spans:
        """Return the words and begin a new line; breaks at its end do not show."""
        while self.spans and self.spans[-1].text == "\n":
            self.spans.pop()
        taken = join_spans(self.spans)
        self.spans, self.space = [], None
        return taken
