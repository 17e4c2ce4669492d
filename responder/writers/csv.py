"""Listing → comma-separated values, as spreadsheets open them and other programs read them."""

from __future__ import annotations

import csv
import datetime
import io
import re

from responder.register import Cell, Listing
from responder.writers.text import write_blocks

# Spreadsheets run what begins like this as a formula, so an apostrophe goes before it, as
# https://owasp.org/www-community/attacks/CSV_Injection advises. A plain number does no harm.
FORMULA = re.compile(r"(?!-\d+(?:\.\d+)?\Z)[=+\-@\t\r\n＝＋－＠]", re.ASCII)


def write(listing: Listing) -> str:
    """Return the rows below their headings, days as 2026-11-26, text as it is but for a guard."""
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)  # lines end in CR LF, as RFC 4180 says
    for row in (listing.heads, *listing.rows):
        writer.writerow(map(_text, row))
    return stream.getvalue()


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case datetime.date():
            return cell.isoformat()
        case tuple():
            return _guard(write_blocks(cell))
        case str():
            return _guard(cell)
    return str(cell)


def _guard(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text
