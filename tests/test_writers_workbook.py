import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from responder.errors import ResponderError
from responder.register import Cell, Listing
from responder.relative import count_from
from responder.writers import workbook
from tests.houses import paragraph
from tests.strategies import UNHURRIED, texts
from tests.workbooks import Workbook

DAY = datetime.date(2026, 11, 26)
FULL = Listing(
    ("Area", "Published", "Number", "Action"),
    (
        ("North", DAY, Decimal(1), (paragraph("Train."), paragraph("Check."))),
        ("South", None, Decimal("2.50"), "=1+1"),
    ),
    DAY,
)


def write(listing: Listing) -> Workbook:
    return Workbook(workbook.write(listing, "A title"))


def test_a_day_that_was_counted_is_written_as_any_other() -> None:
    counted = count_from(DAY, 6, "month")
    plain = datetime.date(counted.year, counted.month, counted.day)
    assert column(counted).cells["A2"].value == column(plain).cells["A2"].value


def column(*cells: Cell, head: str = "A") -> Workbook:
    """Return a workbook with one column."""
    return write(Listing((head,), tuple((cell,) for cell in cells)))


def widths(made: Workbook) -> list[float]:
    columns = made.sheet.findall("{*}cols/{*}col")
    return [
        float(str(one.get("width")))
        for one in columns
        for _ in range(int(str(one.get("min"))), int(str(one.get("max"))) + 1)
    ]


# Values.


def test_headings_stand_above_the_rows() -> None:
    cells = write(FULL).cells
    assert [cells[f"{letter}1"].value for letter in "ABCD"] == list(FULL.heads)
    assert [cells["A2"].value, cells["A3"].value] == ["North", "South"]
    assert "B3" not in cells


def test_a_day_is_a_day_to_excel_and_shown_in_words() -> None:
    cell = write(FULL).cells["B2"]
    assert (cell.is_text, cell.number_format) == (False, "d mmmm yyyy")
    assert datetime.date(1899, 12, 30) + datetime.timedelta(int(cell.value)) == DAY


@pytest.mark.parametrize(
    ("number", "value", "shown"),
    [
        ("1", "1", "1"),
        ("0", "0", "1"),
        ("-2", "-2", "1"),
        ("2.50", "2.5", "0.00"),
        ("1.500", "1.5", "0.000"),
    ],
)
def test_a_number_is_a_number_to_excel_with_the_places_that_it_was_written_with(
    number: str, value: str, shown: str
) -> None:
    # 1 is Excel’s own name of “0”.
    cell = column(Decimal(number)).cells["A2"]
    assert (cell.is_text, cell.value, cell.number_format) == (False, value, shown)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (datetime.date(1899, 12, 31), "31 December 1899"),
        (Decimal("1234567890123456.7"), "1234567890123456.7"),
        ((paragraph("One."), paragraph("Two.")), "One.\n\nTwo."),
    ],
)
def test_what_excel_has_no_value_for_is_text(cell: Cell, text: str) -> None:
    found = column(cell).cells["A2"]
    assert (found.is_text, found.value) == (True, text)


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "- One", "@SUM(A1)", "'tis"])
def test_text_that_begins_like_a_formula_is_text_and_stays_so_when_it_is_edited(text: str) -> None:
    for found in (column(text).cells["A2"], column(head=text).cells["A1"]):
        assert (found.is_text, found.value, found.quote_prefix) == (True, text, True)


@pytest.mark.parametrize(
    "text",
    [
        *("12", "1.10", "012", "https://www.example.org", "mailto:a@example.org", "2026-11-26"),
        *("{=1}", "TRUE", "internal:A1", "\t=1", " "),
    ],
)
def test_text_that_looks_like_something_else_is_text(text: str) -> None:
    made = column(text)
    found = made.cells["A2"]
    assert (found.is_text, found.value, found.quote_prefix) == (True, text, False)
    assert made.sheet.find("{*}hyperlinks") is None
    assert made.find("s:ignoredErrors/s:ignoredError")["numberStoredAsText"] == "1"


@settings(UNHURRIED)
@given(texts(), texts())
@example("<r>x</r>", "<r><t>x</t></r>")
@example("<r>\n</r>", "a_x0041_x0041_x0041_")
@example("_x0041_", "_x005F_x0041_")
@example("a\r\nb", "<r>_x0041_x0041_</r>")
def test_every_text_survives(head: str, text: str) -> None:
    cells = column(text, "x", head=head).cells
    assert [cells[place].value if place in cells else "" for place in ("A1", "A2", "A3")] == [
        *(head, text, "x")
    ]


def test_a_text_that_is_too_long_for_excel_says_that_it_was_cut() -> None:
    longest = "😀" * 16_383 + "x"
    assert column(longest).cells["A2"].value == longest
    cut = column(longest + "x").cells["A2"].value
    assert cut.endswith("😀… [cut here, because a cell of Excel holds no more]")
    assert len(cut.encode("utf-16-le")) // 2 in (32_766, 32_767)


@pytest.mark.parametrize(
    "listing", [Listing(("A",), (("x",),) * 1_048_576), Listing(("A",) * 16_385, ())]
)
def test_more_than_excel_holds_is_refused(listing: Listing) -> None:
    with pytest.raises(ResponderError, match=r"Excel takes 1,048,576 rows and 16,384 columns"):
        write(listing)


# The sheet.


def test_the_headings_stay_in_sight_repeat_in_print_and_filter_the_rows() -> None:
    made = write(FULL)
    pane = made.find("s:sheetViews/s:sheetView/s:pane")
    assert (pane["ySplit"], pane["state"]) == ("1", "frozen")
    assert made.find("s:autoFilter") == {"ref": "A1:D3"}
    names = made.part("xl/workbook.xml").iterfind("{*}definedNames/{*}definedName")
    assert {str(one.get("name")): one.text for one in names} == {
        "_xlnm._FilterDatabase": "Register!$A$1:$D$3",
        "_xlnm.Print_Titles": "Register!$1:$1",
    }


def test_the_sheet_is_printed_on_a4_across_and_one_page_wide() -> None:
    made = write(FULL)
    page = made.find("s:pageSetup")
    assert (page["paperSize"], page["orientation"], page["fitToHeight"]) == ("9", "landscape", "0")
    assert made.find("s:sheetPr/s:pageSetUpPr") == {"fitToPage": "1"}


def test_text_is_wrapped() -> None:
    cells = write(FULL).cells
    assert cells["D2"].wrapped
    assert cells["A1"].wrapped


def test_columns_are_as_wide_as_their_lines_within_reason() -> None:
    made = write(
        Listing(("A", "B", "C"), (("x", "a line of thirty characters xx", "word " * 200),))
    )
    narrow, middle, wide = widths(made)
    assert 6 < narrow < 10
    assert 20 < middle < 31
    assert 80 < wide < 90


def test_wide_columns_share_a_page_on_which_days_and_headings_are_whole() -> None:
    long = "word " * 200
    heads = ("A", "B", "C", "Incontrovertible", "E")
    *shared, head, day = widths(write(Listing(heads, ((long, long, long, "x", DAY),))))
    assert sum(shared) < 3 * 80
    assert len(set(shared)) == 1
    assert head >= len("Incontrovertible")
    assert day >= len("26 November 2026") - 1


def test_rows_have_room_for_their_lines_and_grow_when_more_is_written() -> None:
    made = column("x", "word " * 200, "a\nb\nc", "w" * 1000, "word " * 5000)
    rows = made.sheet.findall(".//{*}row")
    heights = [float(row.get("ht", "15")) for row in rows]
    assert heights[:2] == [15, 15]
    assert 8 * 15 <= heights[2] <= 12 * 15
    assert heights[3] == 3 * 15
    assert 14 * 15 <= heights[4] <= 20 * 15
    assert heights[5] == 408
    assert not any("customHeight" in row.attrib for row in rows)


def test_a_listing_without_rows_has_its_headings() -> None:
    made = write(Listing(("A", "B"), ()))
    assert list(made.cells) == ["A1", "B1"]
    assert made.find("s:autoFilter") == {"ref": "A1:B1"}


# The file.


def test_the_file_says_its_title_and_day_and_nobodys_name() -> None:
    core = write(FULL).part("docProps/core.xml")
    said = {str(one.tag).rpartition("}")[2]: one.text for one in core if one.text}
    assert said == {
        "title": "A title",
        "created": "2026-11-26T00:00:00Z",
        "modified": "2026-11-26T00:00:00Z",
    }


@pytest.mark.parametrize("day", [DAY, None])
def test_the_same_listing_makes_the_same_bytes(day: datetime.date | None) -> None:
    listing = Listing(FULL.heads, FULL.rows, day)
    assert write(listing).data == write(listing).data


@pytest.mark.parametrize(
    "listing", [FULL, Listing(("A",), ()), Listing(("<r>&</r>",), (("_x0041_x0041_",),))]
)
def test_written_files_have_nothing_for_excel_to_repair(listing: Listing, tmp_path: Path) -> None:
    path = tmp_path / "written.xlsx"
    path.write_bytes(write(listing).data)
    assert OpenXmlValidator().validate(path).errors == []
