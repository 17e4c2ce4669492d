"""Lines of pages → blocks: by the tags of the file where it has them, else by how they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from responder.document import Block, Heading, ListBlock, Paragraph, Quote, Span, Style, Table
from responder.readers.pdf_furniture import find_furniture
from responder.readers.reading import LeftOut

BULLETS = "•·▪■●○◦‣⁃–*\uf0b7\uf0a7\uf0d8\uf02d"
BULLET = re.compile(rf"[{BULLETS}-]\s+(?=\S)")
MARKER = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,3})+\.?)\s")
ENDS_SENTENCE = re.compile(r"[.?!:;][”’\"')\]]*$")
LONGEST_HEADING = 200  # characters
LARGER = 1.12  # by how much words of a heading are larger than those of the text
DEEPEST = 5
MOST_COMPARED = 300  # lines of one page
SIDES = ("left", "right", "top", "bottom", "first", "last", "end")
TITLE_TAG = "Title"
FURNITURE = "page furniture"


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


def lay_out(pages: Sequence[Mapping[str, Any]]) -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
    """Return the blocks that the lines of pages make, and what stands on pages beside the text."""
    furniture = find_furniture(pages)
    left_out: list[LeftOut] = []
    lines: list[Line] = []
    for number, page in enumerate(pages):
        for index, raw in enumerate(page["lines"]):
            line = _line(raw, number, page["tags"])
            if not line.text.strip():
                continue
            if raw["artifact"] or (number, index) in furniture:
                left_out.append(LeftOut(FURNITURE, line.text.strip()))
            else:
                lines.append(line)
    chunks = _join_pages(list(_chunks(lines)))
    return tuple(_blocks(chunks)), tuple(left_out)


def _line(raw: Mapping[str, Any], page: int, tags: Sequence[tuple[str, int]]) -> Line:
    spans = tuple(
        Span(run["text"], Style(bold=run["bold"], italic=run["italic"])) for run in raw["runs"]
    )
    sizes: Counter[float] = Counter()
    for run in raw["runs"]:
        sizes[run["size"]] += len(run["text"].strip())
    types: list[tuple[str, int]] = []
    tag = raw["tag"]
    while tag >= 0:
        kind, above = tags[tag]
        types.append((kind, tag))
        tag = above if above < tag else -1
    left, right, top, bottom, first, last, end = (raw[side] for side in SIDES)
    own = (page, raw["tag"]) if raw["tag"] >= 0 else None
    size = sizes.most_common(1)[0][0]
    types.reverse()
    return Line(spans, size, left, right, top, bottom, first, last, end, page, own, tuple(types))


def _chunks(lines: Sequence[Line]) -> Iterator[Chunk]:
    """Yield the paragraphs, none over the end of a page yet."""
    for _, on_page in groupby(lines, lambda line: line.page):
        here = list(on_page)
        leading = _leading(here)
        chunk = Chunk()
        for line in here:
            if chunk.lines and not _goes_on(chunk.lines, line, here, leading):
                yield chunk
                chunk = Chunk()
            chunk.lines.append(line)
        yield chunk


def _leading(lines: Sequence[Line]) -> float:
    """Return how far the lines of a paragraph usually stand from each other, by their size."""
    steps = Counter(
        round((below.first - above.last) / above.size, 1)
        for above, below in pairwise(lines)
        if abs(above.size - below.size) < 0.3 and 0.8 < (below.first - above.last) / above.size < 2
    )
    return min((step for step, count in steps.items() if count >= 2), default=1.3)


def _goes_on(lines: Sequence[Line], line: Line, page: Sequence[Line], leading: float) -> bool:
    """Tell whether a line belongs to the paragraph of those above it."""
    above = lines[-1]
    if line.tag or above.tag:
        return line.tag == above.tag or _is_label(above)
    if line.top < above.bottom and line.bottom > above.top:
        return line.left >= above.right - 1  # side by side, as after a tab
    step = (line.first - above.last) / max(above.size, 1)
    if abs(line.size - above.size) > 0.6 or not 0 < step <= leading * 1.3:
        return False
    if line.bold != above.bold and len(lines) == 1:
        return False
    if BULLET.match(line.text) or MARKER.match(line.text):
        return False
    if not (line.left < above.right and above.left < line.right):
        return False
    margin = _margin(page, above)
    first = line.text.split()[0]
    width = (line.right - line.left) * (len(first) + 1) / max(len(line.text), 1)
    return above.end + width > margin - above.size or not ENDS_SENTENCE.search(above.text.strip())


def _margin(page: Sequence[Line], line: Line) -> float:
    """Return how far the lines reach that stand in the same column."""
    near = page if len(page) <= MOST_COMPARED else page[:MOST_COMPARED]
    return max(
        (other.right for other in near if other.left < line.right and other.right > line.left),
        default=line.right,
    )


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
    end, line = before.lines[-1], chunk.lines[0]
    ends = ENDS_SENTENCE.search(end.text.strip())
    if line.page != end.page + 1 or ends or line.bold != end.bold:
        return False
    if [kind for kind, _ in line.types] != [kind for kind, _ in end.types]:
        return False
    begins = chunk.text[:1]
    return begins.islower() or (begins.isalnum() and not MARKER.match(chunk.text) and not end.bold)


def _blocks(chunks: Sequence[Chunk]) -> Iterator[Block]:
    levels = _levels(chunks)
    for key, group in groupby(chunks, _table):
        if key:
            yield _read_table(list(group))
            continue
        bullets: list[tuple[Block, ...]] = []
        for chunk in group:
            spans = tuple(chunk.spans())
            if (level := levels.get(id(chunk))) is not None:
                block: Block = Heading(level, spans)
            elif found := BULLET.match(chunk.text):
                bullets.append((Paragraph(tuple(_cut(spans, found.end()))),))
                continue
            elif any(kind == "BlockQuote" for kind, _ in chunk.types):
                block = Quote((Paragraph(spans),))
            else:
                block = Paragraph(spans)
            if bullets:
                yield ListBlock(tuple(bullets))
                bullets = []
            yield block
        if bullets:
            yield ListBlock(tuple(bullets))


def _levels(chunks: Sequence[Chunk]) -> dict[int, int]:
    """Return the levels of the paragraphs that are headings: by their tags, else by their size."""
    sizes: Counter[float] = Counter()
    for chunk in chunks:
        sizes[chunk.lines[0].size] += len(chunk.text)
    body = sizes.most_common(1)[0][0] if sizes else 0
    found: dict[int, int] = {}
    large = [
        chunk
        for chunk in chunks
        if chunk.lines[0].size >= body * LARGER
        and len(chunk.text) <= LONGEST_HEADING
        and any(character.isalpha() for character in chunk.text)
        and not _table(chunk)
    ]
    ranks = sorted({round(chunk.lines[0].size) for chunk in large}, reverse=True)
    for chunk in chunks:
        kind = chunk.types[-1][0] if chunk.types else ""
        if kind == TITLE_TAG:
            found[id(chunk)] = 1
        elif re.fullmatch(r"H\d?", kind):
            found[id(chunk)] = min(int(kind[1:] or 1) + 1, DEEPEST + 1)
    for chunk in large:
        found.setdefault(id(chunk), min(ranks.index(round(chunk.lines[0].size)) + 1, DEEPEST))
    return found


def _table(chunk: Chunk) -> tuple[int, int] | None:
    """Return which table a paragraph stands in by its tags, if in any."""
    for kind, number in chunk.types:
        if kind == "Table":
            return (chunk.lines[0].page, number)
    return None


def _read_table(chunks: Sequence[Chunk]) -> Block:
    rows: list[list[list[Span]]] = []
    before: tuple[int | None, int | None] = (None, None)
    for chunk in chunks:
        numbers = dict(chunk.types)
        row, cell = numbers.get("TR"), numbers.get("TD", numbers.get("TH"))
        if not rows or row != before[0]:
            rows.append([])
        if not rows[-1] or (row, cell) != before:
            rows[-1].append([])
        elif rows[-1][-1]:
            rows[-1][-1].append(Span("\n"))
        rows[-1][-1] += chunk.spans()
        before = (row, cell)
    cells = [tuple(tuple(cell) for cell in row) for row in rows]
    return Table(cells[0], tuple(cells[1:]))


def _cut(spans: Iterable[Span], count: int) -> Iterator[Span]:
    """Yield spans without so many of their first characters."""
    for span in spans:
        if count < len(span.text):
            yield Span(span.text[count:], span.style)
        count = max(0, count - len(span.text))


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
