import csv as reading
import datetime
import io
from decimal import Decimal

import pytest
from hypothesis import given, settings

from responder.document import Span, Style
from responder.register import Cell, Listing
from responder.writers import csv
from tests.houses import paragraph
from tests.strategies import UNHURRIED, texts


def rows(*cells: Cell) -> list[list[str]]:
    """Return the rows of a file with one column, as a program reads them."""
    written = csv.write(Listing(("A",), tuple((cell,) for cell in cells)))
    return list(reading.reader(io.StringIO(written, newline="")))


def test_a_row_is_one_line_with_every_value_in_quotation_marks() -> None:
    listing = Listing(("Place", "Number"), (("North, “East”", Decimal("1.10")), ('"', None)))
    assert csv.write(listing) == '"Place","Number"\r\n"North, “East”","1.10"\r\n"""",""\r\n'


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (datetime.date(2026, 2, 7), "2026-02-07"),
        (datetime.date(987, 2, 7), "0987-02-07"),
        (Decimal("-3.50"), "-3.50"),
        (Decimal("+3"), "3"),
        (None, ""),
        ((paragraph("One."), paragraph("Two.")), "One.\n\nTwo."),
    ],
)
def test_a_value_is_written_so_that_spreadsheets_know_its_type(cell: Cell, written: str) -> None:
    assert rows(cell)[1] == [written]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_text_that_spreadsheets_would_run_has_an_apostrophe_before_it(sign: str) -> None:
    assert rows(f"{sign}1+1")[1] == [f"'{sign}1+1"]
    written = csv.write(Listing((f"{sign}1+1",), ()))
    assert written.startswith(f'"\'{sign}1+1"')


def test_prose_that_begins_like_a_formula_has_an_apostrophe_before_it() -> None:
    assert rows((paragraph("=1+1"),))[1] == ["'=1+1"]


@pytest.mark.parametrize("text", ["-", "- 5", "-5-5", "-5\n", "-.5", "-٣", "+5", "-A1"])
def test_only_a_plain_negative_number_needs_no_apostrophe(text: str) -> None:
    assert rows(text)[1] == [f"'{text}"]
    assert rows("-5", "-5.25")[1:] == [["-5"], ["-5.25"]]


def test_the_address_of_a_link_is_kept() -> None:
    linked = Span("the plan", Style(link="https://www.example.org"))
    block = paragraph("See ")
    cell = (type(block)((*block.spans, linked)),)
    assert rows(cell)[1] == ["See the plan (https://www.example.org)"]


@settings(UNHURRIED)
@given(texts(), texts())
def test_every_text_survives_but_for_the_apostrophe(head: str, text: str) -> None:
    written = csv.write(Listing((head, "B"), ((text, "x"),)))
    (heads, row) = reading.reader(io.StringIO(written, newline=""))
    assert heads[0].removeprefix("'") == head.removeprefix("'")
    assert row[0] in (text, f"'{text}")
    assert row[1] == "x"
