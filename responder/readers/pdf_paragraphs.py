"""The lines of pages → paragraphs, which may go on over the end of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import NamedTuple

from responder.document import Span

BULLETS = "•·▪■●○◦‣⁃–*\uf0b7\uf0a7\uf0d8\uf02d"
BULLET = re.compile(rf"[{BULLETS}-]\s+(?=\S)")
MARKER = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,3})+\.?)\s")
# A sentence, or a line of a list of contents with dots up to the number of a page.
ENDS = re.compile(r"[.?!:;][”’\"')\]]*$|(?:\. ?){4}")


class Line(NamedTuple):
    """One line of a page: its runs, the box they stand in, and its paragraph’s tags if known."""

    spans: tuple[Span, ...]
    size: float
    left: float
    right: float
    top: float
    bottom: float
    first: float  # where its words stand, and at a hyphen within it, those behind
    last: float
    end: float
    page: int
    tag: tuple[int, int] | None
    types: tuple[tuple[str, int], ...]

    @property
    def text(self) -> str:
        """Return its words."""
        return "".join(span.text for span in self.spans)

    @property
    def bold(self) -> bool:
        """Tell whether all its words are bold."""
        return all(span.style.bold for span in self.spans if span.text.strip())


@dataclass
class Chunk:
    """Lines that make one paragraph, with what their tags say of it."""

    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return its words, each line end a space."""
        return "".join(span.text for span in self.spans()).strip()

    @property
    def types(self) -> tuple[tuple[str, int], ...]:
        """Return the tags that its first line stands in, each with its number."""
        return self.lines[0].types

    def spans(self) -> list[Span]:
        """Return its words in their looks, with a space between lines but after a hyphen."""
        spans: list[Span] = []
        for line in self.lines:
            if spans and not spans[-1].text.endswith((" ", "-", "\N{SOFT HYPHEN}")):
                spans.append(Span(" ", spans[-1].style))
            spans += line.spans
        return tidy(spans)


def gather(lines: Sequence[Line]) -> list[Chunk]:
    """Return the paragraphs that lines make, in their order."""
    return _join_pages(list(_gather_on_pages(lines)))


def _gather_on_pages(lines: Sequence[Line]) -> Iterator[Chunk]:
    """Yield the paragraphs, none over the end of a page yet."""
    for _, on_page in groupby(lines, lambda line: line.page):
        here = list(on_page)
        leading = _leading(here)
        chunk = Chunk()
        for block in _gather_near(here, leading):
            margin = max(line.right for line in block)
            for line in block:
                if chunk.lines and not _goes_on(chunk.lines, line, margin, leading):
                    yield chunk
                    chunk = Chunk()
                chunk.lines.append(line)
        yield chunk


def _leading(lines: Sequence[Line]) -> float:
    """Return how far the lines of a paragraph usually stand from each other, by their size."""
    steps = Counter(
        round(_step(above, below), 1)
        for above, below in pairwise(lines)
        if abs(above.size - below.size) < 0.3 and 0.8 < _step(above, below) < 2
    )
    return min((step for step, count in steps.items() if count >= 2), default=1.3)


def _step(above: Line, below: Line) -> float:
    return (below.first - above.last) / max(above.size, 1)


def _gather_near(lines: Sequence[Line], leading: float) -> Iterator[list[Line]]:
    """Yield lines that stand close below each other, as those of a column or a box do."""
    near: list[Line] = []
    for line in lines:
        if near and not _is_near(near[-1], line, leading):
            yield near
            near = []
        near.append(line)
    if near:
        yield near


def _is_near(above: Line, line: Line, leading: float) -> bool:
    overlap = line.left < above.right and above.left < line.right
    close = 0 < _step(above, line) <= leading * 1.3
    return overlap and close and abs(line.size - above.size) <= 0.6


def _goes_on(lines: Sequence[Line], line: Line, margin: float, leading: float) -> bool:
    """Tell whether a line belongs to the paragraph of those above it, which reach to a margin."""
    above = lines[-1]
    if line.tag or above.tag:
        return line.tag == above.tag or _is_label(above)
    if abs(_step(above, line)) < 0.3:
        return line.left >= above.right - 1  # side by side, as after a tab
    if not _is_near(above, line, leading) or (line.bold != above.bold and len(lines) == 1):
        return False
    if BULLET.match(line.text) or MARKER.match(line.text):
        return False
    # Its first word did not fit above it.
    first = line.text.split()[0]
    width = (line.right - line.left) * (len(first) + 1) / max(len(line.text), 1)
    return above.end + width > margin - above.size


def _is_label(line: Line) -> bool:
    """Tell whether the tag of a line says that it is the number or bullet of what follows."""
    return bool(line.types) and line.types[-1][0] == "Lbl"


def _join_pages(chunks: list[Chunk]) -> list[Chunk]:
    """Return paragraphs with those made one that the end of a page cuts in two."""
    joined: list[Chunk] = []
    last: dict[float, Chunk] = {}
    for chunk in chunks:
        line = chunk.lines[0]
        before = last.get(line.size)
        if before and _is_cut(before, chunk):
            before.lines += chunk.lines
        else:
            joined.append(chunk)
            last[line.size] = chunk
    return joined


def _is_cut(before: Chunk, chunk: Chunk) -> bool:
    """Tell whether the end of a page cuts two pieces from each other."""
    end, line = before.lines[-1], chunk.lines[0]
    if line.page != end.page + 1 or ENDS.search(end.text.strip()) or line.bold != end.bold:
        return False
    if [kind for kind, _ in line.types] != [kind for kind, _ in end.types]:
        return False
    if chunk.text[:1].islower():
        return True
    # Before a name, only a line that is as long as the others can go on.
    reach = max(one.right for one in before.lines)
    full = len(before.lines) > 1 and end.end > reach - 4 * end.size and not end.bold
    return full and chunk.text[:1].isalnum() and not MARKER.match(chunk.text)


def tidy(spans: Sequence[Span]) -> list[Span]:
    """Return spans without soft hyphens, and with no blanks at either end or doubled."""
    found: list[Span] = []
    text = ""
    for span in spans:
        words = re.sub(r"[ \t\r\n]+", " ", span.text.replace("\N{SOFT HYPHEN}", ""))
        if not text or text.endswith(" "):
            words = words.lstrip(" ")
        if words:
            found.append(Span(words, span.style))
            text = words
    if found:
        found[-1] = Span(found[-1].text.rstrip(), found[-1].style)
    return found
