"""Lines of pages → blocks: by the tags of the file where it has them, else by how they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from responder.document import Block, Heading, ListBlock, Paragraph, Quote, Span, Style, Table
from responder.readers.pdf_furniture import find_furniture
from responder.readers.pdf_paragraphs import BULLET, Chunk, Line, gather
from responder.readers.reading import LeftOut

LONGEST_HEADING = 200  # characters
LARGER = 1.12  # by how much words of a heading are larger than those of the text
DEEPEST = 5
SIDES = ("left", "right", "top", "bottom", "first", "last", "end")
TITLE_TAG = "Title"
FURNITURE = "page furniture"


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
    return tuple(_blocks(gather(lines))), tuple(left_out)


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
