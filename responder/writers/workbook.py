"""Listing → Excel workbook, in which days are days, numbers are numbers, and text is only text."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeAlias

import xlsxwriter  # type: ignore[import-untyped]

from responder.errors import ResponderError
from responder.questions import long_date
from responder.register import Cell, Listing
from responder.writers.text import write_blocks

Value: TypeAlias = str | Decimal | datetime.date | None

SHEET = "Register"
A4 = 9
ROWS, COLUMNS = 1_048_576, 16_384  # what Excel takes
LONGEST = 32_767  # UTF-16 units of a text in a cell
CUT = "… [cut here, because a cell of Excel holds no more]"
DIGITS = 15  # of a number
FIRST_YEAR = 1900
UNDATED = datetime.date(1980, 1, 1)  # the clock would make other bytes each time
DAY = "d mmmm yyyy"
PAGE = 140  # characters across a landscape page
NARROWEST, WIDEST, WORD = 8, 60, 20  # characters across a column, and what of a word it must hold
BUTTON = 3  # characters that the filter hides in a heading

# Once somebody edits such a cell, Excel would take its text for a formula or drop the apostrophe.
RISKY = ("=", "+", "-", "@", "'")
# XlsxWriter takes the first for markup of its own, and escapes the second in a way that Excel
# reads as other letters; it gets neither in one piece.
MISREAD = re.compile(r"<r>.*</r>\Z|.*?_x[0-9A-Fa-f]{4}_x", re.DOTALL)
PIECES = re.compile("(?<=.)(?=[<>_])", re.DOTALL)


def write(listing: Listing, title: str) -> bytes:
    """Return an Excel file of the listing, the same bytes for the same rows."""
    if len(listing.rows) >= ROWS or len(listing.heads) > COLUMNS:
        problem = f"Excel takes {ROWS:,} rows and {COLUMNS:,} columns, and here are more."
        raise ResponderError(problem, remedy="Write a .csv file, or name fewer answers files.")
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    day = listing.day or UNDATED
    created = datetime.datetime(day.year, day.month, day.day)
    book.set_properties({"title": title, "created": created})
    rows = [[_value(cell) for cell in row] for row in listing.rows]
    _Sheet(book, book.add_worksheet(SHEET)).write(listing.heads, rows)
    book.close()
    return stream.getvalue()


class _Sheet:
    """The one sheet of a workbook, with the formats of its cells."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self.book = book
        self.sheet = sheet
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self, heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
        """Write a row of headings and the rows below it, ready to be filtered and printed."""
        sheet = self.sheet
        for column, head in enumerate(heads):
            self._write_text(0, column, head, bold=True, bg_color="#E7E6E6", bottom=1)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                self._write_value(number, column, value)
        for column, width in enumerate(_share_width(heads, rows)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
        # A number such as 1.10 stays the text that it is, and no green corner complains of it.
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{ROWS}"})
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&CPage &P of &N")

    def _write_value(self, row: int, column: int, value: Value) -> None:
        match value:
            case datetime.date():
                self.sheet.write_datetime(row, column, value, self._format(num_format=DAY))
            case Decimal():
                places = max(0, -int(value.as_tuple().exponent))
                look = self._format(num_format=f"0.{'0' * places}" if places else "0")
                self.sheet.write_number(row, column, float(value), look)
            case str():
                self._write_text(row, column, value)

    def _write_text(self, row: int, column: int, text: str, **look: Any) -> None:
        risky = {"quote_prefix": True} if text.startswith(RISKY) else {}
        shown = self._format(text_wrap=True, **risky, **look)
        if MISREAD.match(text):
            plain = self._format()
            runs = [part for piece in PIECES.split(_cut(text)) for part in (plain, piece)]
            self.sheet.write_rich_string(row, column, *runs, shown)
        else:
            self.sheet.write_string(row, column, _cut(text), shown)

    def _format(self, **look: Any) -> Any:
        """Return the one format that looks like this, since Excel takes only so many."""
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"valign": "top", **look})
        return self.formats[key]


def _value(cell: Cell) -> Value:
    """Return what a cell holds: text for what Excel has no day or number for."""
    match cell:
        case tuple():
            return write_blocks(cell)
        case datetime.date() if cell.year < FIRST_YEAR:
            return long_date(cell)
        case Decimal() if len(cell.as_tuple().digits) > DIGITS:
            return str(cell)
    return cell


def _cut(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT


def _share_width(heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[float]:
    """Return the widths of columns: as wide as their lines, or less if these fill the page."""
    columns = list(zip(heads, *([_show(value) for value in row] for row in rows), strict=True))
    wanted, needed = [], []
    for head, *texts in columns:
        lines = [len(line) for text in texts for line in text.split("\n")]
        words = [len(word) for text in (head, *texts) for word in text.split()]
        least = max(NARROWEST, min(max(words, default=0), WORD) + BUTTON)
        needed.append(least)
        wanted.append(max(least, min(max([len(head) + BUTTON, *lines]), WIDEST)))
    spare = sum(wanted) - sum(needed)
    share = min(1.0, max(0.0, (PAGE - sum(needed)) / spare)) if spare else 0.0
    return [least + (most - least) * share for least, most in zip(needed, wanted, strict=True)]


def _show(value: Value) -> str:
    return long_date(value) if isinstance(value, datetime.date) else str(value or "")
