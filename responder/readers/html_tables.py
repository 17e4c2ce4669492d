"""Tables of a page: those that tell something in columns, and those that only place things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from responder.document import (
    Block,
    Heading,
    ListBlock,
    Paragraph,
    Span,
    Spans,
    Table,
    lines_of,
    text_of,
)

# A table of so many cells cannot be read by anybody, and one row could make all others as long.
MOST_CELLS = 200_000


@dataclass
class Cell:
    """What stands in a cell, and over how many columns and rows it reaches."""

    heads: bool = False
    columns: int = 1
    rows: int = 1
    blocks: list[Block] = field(default_factory=list)


@dataclass
class Row:
    """The cells of a row, and whether it stands in the head of its table."""

    in_head: bool
    cells: list[Cell] = field(default_factory=list)


@dataclass
class Grid:
    """A table that is being read; `placing` tells that it says it is there to place things."""

    placing: bool = False
    caption: str = ""
    rows: list[Row] = field(default_factory=list)

    def build(self) -> Iterator[Block]:
        """Yield the table, or what stands in its cells if that is no table to be read."""
        rows = [row for row in self.rows if row.cells]
        if self._is_table(rows):
            yield self._table(rows)
            return
        if self.caption:
            yield Paragraph((Span(self.caption),))
        for row in rows:
            for cell in row.cells:
                yield from cell.blocks

    def _is_table(self, rows: list[Row]) -> bool:
        width = max((len(row.cells) for row in rows), default=0)
        cells = [cell for row in rows for cell in row.cells]
        blocks = [block for cell in cells for block in cell.blocks]
        if self.placing or not rows or width * len(rows) > MOST_CELLS:
            return False
        if not (blocks or self.caption):
            return False
        if any(isinstance(block, Table) for block in blocks):
            return False
        if self.caption or rows[0].in_head or any(cell.heads for cell in cells):
            return True
        return width > 1 and not any(isinstance(block, Heading) for block in blocks)

    def _table(self, rows: list[Row]) -> Table:
        head = rows[0].in_head or all(cell.heads for cell in rows[0].cells)
        laid = list(_lay_out([row.cells for row in rows]))
        return Table(
            header=laid[0] if head else (),
            rows=tuple(laid[1:] if head else laid),
            caption=self.caption,
        )


def _lay_out(rows: list[list[Cell]]) -> Iterator[tuple[Spans, ...]]:
    """Yield the cells of each row under their columns, with empty ones for those that reach far."""
    width = max(map(len, rows))  # no column that has no cell of its own anywhere
    reaching = [0] * width  # for each column, over how many more rows a cell reaches
    for row in rows:
        laid: list[Spans] = []
        for cell in row:
            while len(laid) < width and reaching[len(laid)]:
                reaching[len(laid)] -= 1
                laid.append(())
            start = len(laid)
            laid.append(_spans(cell))
            laid += [()] * (min(start + cell.columns, width) - len(laid))
            for column in range(start, min(len(laid), width)):
                reaching[column] = cell.rows - 1
        for column in range(len(laid), width):
            reaching[column] = max(reaching[column] - 1, 0)
        yield tuple(laid)


def _spans(cell: Cell) -> Spans:
    """Return the lines of a cell as one; numbers that were counted for it become words."""
    spans: list[Span] = []
    for block in cell.blocks:
        for line in _lines(block):
            spans += [Span("\n")] if spans else []
            spans += line
    return tuple(spans)


def _lines(block: Block) -> Iterator[Spans]:
    if not isinstance(block, ListBlock) or block.start is None:
        yield from lines_of(block)
        return
    for number, item in enumerate(block.items, block.start):
        first, *others = [line for inner in item for line in _lines(inner)] or [()]
        if text_of(first).strip():
            yield (Span(f"{number}. "), *first)
        yield from others
