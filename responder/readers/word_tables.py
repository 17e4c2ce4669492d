"""Tables of a Word file, which may join cells and hold paragraphs, lists and other tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from responder.document import Span, Spans, Table, plain_lines_of, text_of
from responder.readers.word_headings import Line, settle
from responder.readers.word_line import Around
from responder.readers.word_lists import gather_lists
from responder.readers.word_markup import ALTERNATE, CHANGES, PROPERTIES, changed, choose
from responder.readers.word_numbering import read_number
from responder.readers.word_package import OFF, VAL, Element, value_of, w
from responder.readers.word_story import Story, marks_of

MOST_COLUMNS = 63  # as many as Word allows
MOST_CELLS = 200_000
DEEPEST = 9  # tables in tables; what is deeper is read as the paragraphs that it holds

CellReader: TypeAlias = "Callable[[Element, Around], list[Line]]"


@dataclass
class _Cell:
    lines: list[Line]

    @cached_property
    def spans(self) -> Spans:
        return _join_lines(self.lines)

    @property
    def is_blank(self) -> bool:
        return not text_of(self.spans).strip()


BLANK = _Cell([])


@dataclass
class _Row:
    cells: list[_Cell]
    is_header: bool


class TableReader:
    """Reads a table, or the paragraphs of one that only sets its words in a place on the page."""

    def __init__(self, story: Story, read_cell: CellReader) -> None:
        self.story = story
        self.read_cell = read_cell

    def read(self, table: Element, around: Around) -> list[Line]:
        """Return the table, or what stands in it."""
        inside = around._replace(tables=around.tables + 1)
        rows = [row for row in self._read_rows(table, inside) if row.cells]
        if self.story.kind_left_out(inserted=around.inserted, deleted=around.deleted):
            return []
        look = table.find(w("tblPr"))
        caption = value_of(look, "tblCaption") or ""
        plain = not caption and not any(row.is_header for row in rows)
        if inside.tables > DEEPEST or _is_vast(rows) or (plain and _is_layout(rows)):
            return [line for row in rows for cell in row.cells for line in cell.lines]
        cells = [tuple(cell.spans for cell in row.cells) for row in rows]
        if not rows:
            return []
        if self._has_header(rows, look):
            return [Table(cells[0], tuple(cells[1:]), caption)]
        return [Table((), tuple(cells), caption)]

    def _read_rows(self, parent: Element, around: Around) -> Iterator[_Row]:
        for element, inside in _children(parent, around, w("tr")):
            look = self.story.look_of(element, "trPr")
            within = self._with_marks(inside, element.find(w("trPr")))
            cells = [BLANK] * _count(look, "gridBefore")
            for cell, width in self._read_cells(element, within):
                cells += [cell] + [BLANK] * (width - 1)
            if not self._is_out(within):
                yield _Row(cells, _is_on(look))

    def _read_cells(self, row: Element, around: Around) -> Iterator[tuple[_Cell, int]]:
        for element, inside in _children(row, around, w("tc")):
            look = self.story.look_of(element, "tcPr")
            within = self._with_marks(inside, element.find(w("tcPr")))
            lines = self.read_cell(element, within)
            if not self._is_out(within):
                yield _Cell(lines), _count(look, "gridSpan")

    def _with_marks(self, around: Around, look: Element | None) -> Around:
        inserted, deleted = marks_of(look)
        return around._replace(
            inserted=around.inserted or inserted, deleted=around.deleted or deleted
        )

    def _is_out(self, around: Around) -> bool:
        return bool(self.story.kind_left_out(inserted=around.inserted, deleted=around.deleted))

    def _has_header(self, rows: Sequence[_Row], look: Element | None) -> bool:
        """Tell whether the first row says or shows that it names the columns."""
        if rows[0].is_header:
            return True
        if len(rows) < 2 or any(cell.is_blank for cell in rows[0].cells):
            return False
        style = value_of(look, "tblStyle") or ""
        if _shows_first_row(look) and self.story.styles.has_header(style):
            return True
        return _is_bold(rows[0]) and not all(map(_is_bold, rows[1:]))


def _children(parent: Element, around: Around, tag: str) -> Iterator[tuple[Element, Around]]:
    """Yield rows or cells, whatever is wrapped around them."""
    for child in parent:
        if child.tag == tag:
            yield child, around
        elif child.tag == ALTERNATE:
            yield from _children(choose(child), around, tag)
        elif child.tag in CHANGES:
            yield from _children(child, changed(around, child), tag)
        elif child.tag not in PROPERTIES:
            yield from _children(child, around, tag)


def _count(look: Element | None, name: str) -> int:
    return min(max(read_number(value_of(look, name) or "0"), 0), MOST_COLUMNS)


def _is_vast(rows: Sequence[_Row]) -> bool:
    """Tell whether a table is larger than any that people make, once its rows are filled up."""
    width = max((len(row.cells) for row in rows), default=0)
    return width > 2 * MOST_COLUMNS or width * len(rows) > MOST_CELLS


def _is_on(look: Element | None) -> bool:
    header = None if look is None else look.find(w("tblHeader"))
    return header is not None and header.get(VAL) not in OFF


def _is_layout(rows: Sequence[_Row]) -> bool:
    used = {place for row in rows for place, cell in enumerate(row.cells) if not cell.is_blank}
    return len(used) <= 1


def _is_bold(row: _Row) -> bool:
    words = [span for cell in row.cells for span in cell.spans if span.text.strip()]
    return bool(words) and all(span.style.bold for span in words)


def _shows_first_row(look: Element | None) -> bool:
    shown = None if look is None else look.find(w("tblLook"))
    if shown is None:
        return False
    flag = shown.get(w("firstRow"))
    if flag is not None:
        return flag not in OFF
    return bool(int(shown.get(VAL, "0"), 16) & 0x20)


def _join_lines(lines: Sequence[Line]) -> Spans:
    """Return the paragraphs of a cell as the lines of one, with the numbers of its lists."""
    blocks = gather_lists(settle(lines, {}, by_look=False))
    found = [line for block in blocks for line in plain_lines_of(block)]
    if len(found) > 1:
        found = [line for line in found if text_of(line).strip()]
    spans: list[Span] = []
    for line in found:
        spans += [Span("\n"), *line] if spans else line
    return tuple(spans)
