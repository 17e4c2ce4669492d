"""A report as lines, one after the other: each with its number or bullet, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from responder.document import (
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Spans,
    Table,
    text_of,
)

TYPED = re.compile(
    r"\s*(?:(?P<bullet>[•·▪■●○◦‣⁃*–—-]|\uf0b7|\uf0a7)\s+|(?P<number>\(?\d{1,3}[.)])\s+"
    r"|(?P<letter>\(?(?:[a-z]|[ivx]{2,4})[.)])\s+)(?=\S)"
)
LONGEST_HEADING = 90
ENDS = ".;:,?!"


@dataclass(frozen=True)
class Line:
    """One line of a report; `marker` is what kind of sign stood before it, `number` its number.

    `box` is the cell or quotation that it stands in, and `row` the table’s row, 0 outside of one.
    """

    text: str
    heading: int = 0
    marker: str = ""
    number: str = ""
    depth: int = 0
    box: int = 0

    @property
    def looks_like_heading(self) -> bool:
        """Tell whether it is a heading, or short and not a sentence, as one that was only typed."""
        if self.heading or self.marker:
            return bool(self.heading)
        return len(self.text) <= LONGEST_HEADING and self.text[-1:] not in ENDS


@dataclass(frozen=True)
class Grid:
    """A table of several columns."""

    rows: tuple[tuple[str, ...], ...]
    box: int


def read_lines(document: Document) -> list[Line | Grid]:
    """Return the lines of a report in reading order, and its tables of several columns."""
    reader = _Reader()
    found = [line for block in document.blocks for line in reader.read(block)]
    return list(_gather_tabs(found, reader))


def lines_of_grid(grid: Grid) -> Iterator[Line]:
    """Yield the lines of a table that says nothing of items, cell by cell."""
    number = 0
    for row in grid.rows:
        for cell in row:
            number += 1
            for piece in cell.split("\n"):
                if piece.strip():
                    yield replace(read_typed(piece.strip()), box=grid.box + number)


@dataclass
class _Reader:
    """Reads one document, counting its boxes."""

    boxes: int = 0

    def next_box(self, count: int = 1) -> int:
        """Return the number of a new box, before which so many are taken."""
        self.boxes += count
        return self.boxes

    def read(self, block: Block, depth: int = 0, box: int = 0) -> Iterator[Line | Grid]:
        """Yield the lines of a block."""
        match block:
            case Heading(level=level, spans=spans):
                text = _join(text_of(spans))
                yield Line(text, heading=level)
            case Paragraph(spans=spans):
                yield from _pieces(spans, depth, box)
            case Quote(paragraphs=paragraphs):
                number = self.next_box()
                for paragraph in paragraphs:
                    yield from _pieces(paragraph.spans, depth, number)
            case ListBlock(items=items, start=start):
                for index, item in enumerate(items):
                    yield from self._read_item(
                        item, None if start is None else start + index, depth
                    )
            case Table(header=header, rows=rows):
                yield from self._read_table((header, *rows))

    def _read_item(
        self, item: Sequence[Block], number: int | None, depth: int
    ) -> Iterator[Line | Grid]:
        marker = "bullet" if number is None else "number"
        for position, block in enumerate(item):
            for count, line in enumerate(self.read(block, depth + 1)):
                if position == count == 0 and isinstance(line, Line):
                    said = "" if number is None else f"{number}."
                    yield replace(line, marker=marker, number=said, depth=depth)
                else:
                    yield line

    def _read_table(self, rows: Sequence[Sequence[Spans]]) -> Iterator[Line | Grid]:
        texts = tuple(tuple(text_of(cell) for cell in row) for row in rows)
        texts = tuple(row for row in texts if any(cell.strip() for cell in row))
        wide = max((len(row) for row in texts), default=0)
        box = self.next_box(sum(len(row) for row in texts) + 1) - sum(len(row) for row in texts)
        grid = Grid(texts, box)
        if wide > 1:
            yield grid
        else:
            yield from lines_of_grid(grid)


def _pieces(spans: Spans, depth: int, box: int) -> Iterator[Line]:
    for piece in text_of(spans).split("\n"):
        if piece.strip():
            yield replace(read_typed(piece.strip()), depth=depth, box=box)


def read_typed(text: str) -> Line:
    """Return a line without the bullet, number or letter that somebody typed before it."""
    if found := TYPED.match(text):
        kind = str(found.lastgroup)
        number = found[0].strip() if kind != "bullet" else ""
        return Line(_join(text[found.end() :]), marker=kind, number=number)
    return Line(_join(text, keep_tabs=True))


def _join(text: str, *, keep_tabs: bool = False) -> str:
    return re.sub(r"[^\S\t]+" if keep_tabs else r"\s+", " ", text).strip()


def _gather_tabs(found: Sequence[Line | Grid], reader: _Reader) -> Iterator[Line | Grid]:
    """Yield tables whose cells stand between tabs as such, and other tabs as spaces."""
    for tabs, group in groupby(found, _count_tabs):
        lines = list(group)
        if tabs > 1 and len(lines) > 1:
            rows = tuple(
                tuple(cell.strip() for cell in _as_typed(line).split("\t"))
                for line in lines
                if isinstance(line, Line)
            )
            yield Grid(rows, reader.next_box(len(rows) * (tabs + 1) + 1))
        else:
            for line in lines:
                yield replace(line, text=_join(line.text)) if isinstance(line, Line) else line


def _as_typed(line: Line) -> str:
    return f"{line.number} {line.text}".strip()


def _count_tabs(line: Line | Grid) -> int:
    return line.text.count("\t") if isinstance(line, Line) else -1
