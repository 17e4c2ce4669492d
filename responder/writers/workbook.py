"""Listing → Excel workbook, in which days are days, numbers are numbers, and text is only text."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeAlias

import xlsxwriter  # type: ignore[import-untyped]
from lxml import etree
from xlsxwriter.utility import xl_pixel_width  # type: ignore[import-untyped]

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
# Pixels of Calibri, as XlsxWriter knows them; a page printed at two thirds holds so many.
PAGE = 1500
NARROWEST, WIDEST, WORD = 60, 600, 120  # a column, and what of a word it must hold
PADDING, SPACE, BUTTON = 8, 3, 16  # around text, between words, and of the filter on a heading
LINE, TALLEST = 15, 408  # points
SHEET_PART = "xl/worksheets/sheet1.xml"

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
    return _finish(stream)


def _finish(written: io.BytesIO) -> bytes:
    """Return the file with rows that grow when somebody writes more into them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(stream, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == SHEET_PART:
                root = etree.fromstring(data)
                for row in root.iter("{*}row"):
                    etree.strip_attributes(row, "customHeight")
                data = etree.tostring(root, encoding="UTF-8", standalone=True)
            entry = zipfile.ZipInfo(name)  # dated 1980
            entry.create_system = 3  # or it would tell Windows from other systems
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
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
        widths = _share_width(heads, rows)
        for column, width in enumerate(widths):
            sheet.set_column_pixels(column, column, width)
        # Excel would find the heights itself, but LibreOffice and previews would not.
        for number, row in enumerate((heads, *rows)):
            sheet.set_row(number, _find_height(row, widths))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
        # A number such as 1.10 stays the text that it is, and no green corner complains of it.
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{ROWS}"})
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.hide_gridlines(0)  # which prints them
        sheet.set_footer("&CPage &P of &N")

    def _write_value(self, row: int, column: int, value: Value) -> None:
        match value:
            case datetime.date():
                self.sheet.write_datetime(
                    row, column, value, self._format(num_format=DAY, align="left")
                )
            case Decimal():
                places = max(0, -int(value.as_tuple().exponent))
                shown = f"0.{'0' * places}" if places else "0"
                look = self._format(num_format=shown, align="left")
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


def _share_width(heads: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[int]:
    """Return the widths of columns: as wide as their lines, or less if these fill the page."""
    needed, wanted = [], []
    for head, *values in zip(heads, *rows, strict=True):
        lines = [line for value in values for line in _show(value).split("\n")]
        words = [word for line in lines for word in line.split()]
        # A day or number without room would be shown as “###”.
        whole = [_show(value) for value in values if not isinstance(value, str)]
        heading = _measure(head.split()) + BUTTON
        least = max(min(_measure(words), WORD), _measure(whole), heading, NARROWEST)
        needed.append(least)
        wanted.append(max(least, min(_measure(lines), WIDEST)))
    spare = sum(wanted) - sum(needed)
    share = min(1.0, max(0.0, (PAGE - sum(needed)) / spare)) if spare else 0.0
    return [least + int((most - least) * share) for least, most in zip(needed, wanted, strict=True)]


def _measure(lines: Sequence[str]) -> int:
    return max(map(xl_pixel_width, lines), default=0) + PADDING


def _find_height(row: Sequence[Value], widths: Sequence[int]) -> int:
    """Return the height of a row in points: room for the lines of its longest text."""
    lines = [
        sum(_count_lines(line, width - PADDING) for line in _show(value).split("\n"))
        for value, width in zip(row, widths, strict=True)
    ]
    return min(LINE * max(lines), TALLEST)


def _count_lines(text: str, width: int) -> int:
    """Return how many lines a text takes when it is wrapped."""
    count, left = 1, width
    for word in text.split(" "):
        size = xl_pixel_width(word)
        if size > left < width:
            count, left = count + 1, width
        count += max(0, size - 1) // width  # what is longer than a line goes on in the next
        left -= size % width + SPACE
    return count


def _show(value: Value) -> str:
    if isinstance(value, datetime.date):
        return long_date(value)
    return "" if value is None else str(value)
