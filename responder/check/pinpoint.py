"""Where words of the document stand in the files that people edit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from responder.check.reading import Line
from responder.document import Source
from responder.errors import Place, ResponderError
from responder.files import read_text

CONTEXT = 40  # characters before the words that help to tell one occurrence from another
SLOT = ".values."  # in the path of an answer that fills a gap of a snippet
LINE_END = re.compile("\r\n|[\r\n]")


@dataclass
class Files:
    """The texts of the files that words come from, each read once."""

    texts: dict[str, str] = field(default_factory=dict)

    def pinpoint(self, line: Line, start: int, end: int) -> Place:
        """Return the line and column at which words begin, or else the place of their source."""
        near = place_of(line.span_at(start).source)
        if near is None:
            return Place("")
        before, offset = "", 0
        for span in line.spans:
            if place_of(span.source) == near:
                before += span.text[: max(0, start - offset)]
            offset += len(span.text)
        return self._search(near, before[-CONTEXT:], line.text[start:end]) or near

    def _search(self, near: Place, context: str, words: str) -> Place | None:
        text = self._read(near.file)
        lines = list(LINE_END.finditer(text))
        first = lines[near.line - 2].end() if 1 < near.line <= len(lines) + 1 else 0
        for wanted in (context, ""):
            pattern = pattern_of(wanted) + rf"\s*({pattern_of(words)})"
            if words and (found := re.compile(pattern).search(text, first)):
                number = text.count("\n", 0, found.start(1)) + 1
                return Place(
                    near.file, number, found.start(1) - text.rfind("\n", 0, found.start(1))
                )
        return None

    def _read(self, file: str) -> str:
        if file not in self.texts:
            try:
                self.texts[file] = read_text(Path(file))
            except ResponderError:
                self.texts[file] = ""
        return self.texts[file]


def place_of(source: Source | None) -> Place | None:
    """Return the file in which words are mended: answers before snippets before templates.

    The words of a snippet are mended in its file, but for those that answers put into its slots.
    """
    if source is None:
        return None
    if source.citation and source.snippet and SLOT not in source.path:
        return source.snippet
    return source.answer or source.template


def pattern_of(words: str) -> str:
    """Return a regular expression for words, whatever white space stands between them."""
    return r"\s+".join(map(re.escape, words.split())) or re.escape(words)
