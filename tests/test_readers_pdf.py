"""Reading PDFs: what stands on their pages, and what becomes of files made to do harm."""

from __future__ import annotations

import random
import time
import zlib
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.document import Block, Document, Heading, ListBlock, Paragraph, Table, text_of
from responder.errors import FileError
from responder.readers import pdf
from responder.readers.pdf_layout import lay_out
from responder.readers.reading import Reading
from tests.pdfs import stream, write_pages, write_pdf, write_words

REPORTS = Path(__file__).parent / "harvest" / "reports"
PLENTY = 30  # seconds, on a machine that has other things to do


def read(data: bytes) -> Reading:
    return pdf.read(data, "report.pdf")


def read_file(name: str) -> Reading:
    return pdf.read((REPORTS / name).read_bytes(), name)


def texts(document: Document) -> list[str]:
    return [
        text_of(block.spans) for block in document.blocks if isinstance(block, Heading | Paragraph)
    ]


def column(
    left: float, up: float, *lines: str, size: float = 11
) -> list[tuple[float, float, float, str]]:
    return [(left, up - number * size * 1.2, size, line) for number, line in enumerate(lines)]


LONG = "The quick brown fox jumps over the lazy dog and runs on to"


def test_lines_of_one_paragraph_are_joined() -> None:
    lines = column(72, 700, LONG, "the end of the line.", "")
    assert texts(read(write_pages([write_words(*lines[:2])])).document) == [
        f"{LONG} the end of the line."
    ]


def test_a_hyphen_at_the_end_of_a_line_is_kept() -> None:
    lines = column(72, 700, "The quick brown fox jumps over it all in a well-", "known way.")
    found = texts(read(write_pages([write_words(*lines)])).document)
    assert found == ["The quick brown fox jumps over it all in a well-known way."]


def test_paragraphs_stand_apart_by_the_space_between_them() -> None:
    lines = [*column(72, 700, LONG, "the end."), *column(72, 660, LONG, "the other end.")]
    found = texts(read(write_pages([write_words(*lines)])).document)
    assert found == [f"{LONG} the end.", f"{LONG} the other end."]


def test_a_line_that_ends_early_with_its_sentence_ends_the_paragraph() -> None:
    lines = column(
        72, 700, LONG, "the end.", "Another one begins here, right below it, and then goes on to"
    )
    found = texts(
        read(write_pages([write_words(*lines, *column(72, 660.4, "its own end."))])).document
    )
    assert found == [
        f"{LONG} the end.",
        "Another one begins here, right below it, and then goes on to its own end.",
    ]


def test_numbered_paragraphs_begin_anew() -> None:
    lines = column(72, 700, f"4.1 {LONG}", "the end", f"4.2 {LONG}", "the end")
    found = texts(read(write_pages([write_words(*lines)])).document)
    assert found == [f"4.1 {LONG} the end", f"4.2 {LONG} the end"]


def test_columns_are_read_one_after_the_other() -> None:
    left = column(
        72, 700, "The left column begins and", "goes on and on until it has", "come to its end."
    )
    right = column(
        310, 700, "The right column begins and", "goes on and on until it has", "come to its end."
    )
    found = texts(read(write_pages([write_words(*left, *right)])).document)
    assert found == [
        "The left column begins and goes on and on until it has come to its end.",
        "The right column begins and goes on and on until it has come to its end.",
    ]


def test_larger_words_are_headings_by_their_size() -> None:
    words = [
        (72, 780, 24, "The report"),
        (72, 740, 16, "Summary"),
        *column(72, 700, LONG, "the end of the line."),
        (72, 640, 16, "Findings"),
        *column(72, 600, LONG, "the end of the line."),
    ]
    blocks = read(write_pages([write_words(*words)])).document.blocks
    headings = [(one.level, text_of(one.spans)) for one in blocks if isinstance(one, Heading)]
    assert headings == [(1, "The report"), (2, "Summary"), (2, "Findings")]


def test_bullets_make_a_list() -> None:
    words = column(72, 700, "Two things are needed:", "• the first of them;", "• the second.")
    blocks = read(write_pages([write_words(*words)])).document.blocks
    assert isinstance(blocks[1], ListBlock)
    assert [paragraph(item[0]) for item in blocks[1].items] == ["the first of them;", "the second."]


def paragraph(block: Block) -> str:
    assert isinstance(block, Paragraph)
    return text_of(block.spans)


def test_bold_words_are_bold() -> None:
    content = (
        write_words((72, 700, 11, "Issue"), font="F2")
        + b"\n"
        + write_words((72, 660, 11, "It is this."))
    )
    first = read(write_pages([content])).document.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.spans[0].style.bold


def page(number: int, *lines: tuple[float, float, float, str]) -> bytes:
    head, foot = (72, 810, 9, "Inspection of the town"), (290, 30, 9, f"Page {number}")
    return write_words(head, *lines, foot)


def test_heads_feet_and_numbers_of_pages_are_left_out() -> None:
    pages = [page(number, *column(72, 700, f"Part {number} says this.")) for number in (1, 2, 3)]
    reading = read(write_pages(pages))
    assert texts(reading.document) == [f"Part {number} says this." for number in (1, 2, 3)]
    assert {one.kind for one in reading.left_out} == {"page furniture"}
    assert [one.text for one in reading.left_out][:3] == [
        "Inspection of the town",
        "Page 1",
        "Inspection of the town",
    ]


def test_a_number_that_counts_no_pages_stays() -> None:
    pages = [write_words(*column(72, 700, "How many were there?"), (72, 100, 11, "412"))]
    assert "412" in " ".join(texts(read(write_pages(pages)).document))


def test_a_paragraph_over_the_end_of_a_page_is_one() -> None:
    first = page(1, *column(72, 120, LONG, LONG))
    pages = [
        first,
        page(2, *column(72, 700, "the end of it all."), *column(72, 600, "And more.")),
        page(3, *column(72, 700, "The last.")),
    ]
    assert texts(read(write_pages(pages)).document) == [
        f"{LONG} {LONG} the end of it all.",
        "And more.",
        "The last.",
    ]


def test_a_footnote_stays_and_does_not_part_a_paragraph() -> None:
    note = (72, 60, 8, "1 As we said in 2019.")
    pages = [
        page(1, *column(72, 120, LONG, LONG), note),
        page(2, *column(72, 700, "the end of it all.")),
        page(3),
    ]
    assert texts(read(write_pages(pages)).document) == [
        f"{LONG} {LONG} the end of it all.",
        "1 As we said in 2019.",
    ]


def test_tags_say_what_is_a_heading_and_a_list() -> None:
    blocks = read_file("force.pdf").document.blocks
    headings = [(one.level, text_of(one.spans)) for one in blocks if isinstance(one, Heading)]
    assert (2, "Investigating crime") in headings
    assert (3, "Cause of concern") in headings
    assert any(isinstance(one, ListBlock) for one in blocks)


def test_a_table_with_tags_keeps_its_rows() -> None:
    table = next(
        one for one in read_file("follow-up.pdf").document.blocks if isinstance(one, Table)
    )
    assert [text_of(cell) for cell in table.header] == [
        "No.",
        "Recommendation",
        "Paragraph",
        "Status",
    ]
    assert len(table.rows) == 3


@pytest.mark.parametrize("name", ["area", "joint", "follow-up", "force"])
def test_no_word_of_a_report_is_lost_or_doubled(name: str) -> None:
    found = read_file(f"{name}.pdf").document
    words = " ".join(text for block in found.blocks for text in lines(block)).split()
    typed = (REPORTS / f"{name}.txt").read_text("utf-8").replace("•", " ").split()
    assert words == without_numbers(typed, words)


def without_numbers(typed: list[str], words: list[str]) -> list[str]:
    """Return what was typed; a number that a list counts is no word of the text."""
    return typed if len(typed) == len(words) else [one for one in typed if one not in ("1.", "2.")]


def lines(block: Block) -> list[str]:
    match block:
        case Table(header=header, rows=rows):
            return [text_of(cell) for row in (header, *rows) for cell in row]
        case ListBlock(items=items):
            return [text for item in items for inner in item for text in lines(inner)]
        case Heading(spans=spans) | Paragraph(spans=spans):
            return [text_of(spans)]
    raise AssertionError(block)


def refuse(data: bytes) -> str:
    began = time.monotonic()
    with pytest.raises(FileError) as caught:
        read(data)
    assert time.monotonic() - began < PLENTY
    assert str(caught.value).startswith("report.pdf: ")
    return str(caught.value)


def test_a_password_is_said_to_be_in_the_way() -> None:
    said = refuse((REPORTS / "protected.pdf").read_bytes())
    assert "protected by a password" in said


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7" + bytes(range(256)) * 400])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    assert "damaged" in refuse(data)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_part_of_a_file_is_refused_or_read_without_a_crash(share: float) -> None:
    data = (REPORTS / "joint.pdf").read_bytes()
    with suppress(FileError):
        read(data[: int(len(data) * share)])


@pytest.mark.parametrize("seed", range(12))
def test_a_file_with_wrong_bytes_is_refused_or_read_without_a_crash(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray((REPORTS / "force.pdf").read_bytes())
    for _ in range(200):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with suppress(FileError):
        read(bytes(data))


PIECES = st.text("abc de•-1.", min_size=1, max_size=12)
RUNS = st.builds(
    lambda text, size, bold: {"text": text, "size": size, "bold": bold, "italic": False},
    PIECES,
    st.sampled_from([8.0, 11.0, 16.0]),
    st.booleans(),
)
SIDES = st.floats(0, 800)
LINES = st.builds(
    lambda runs, left, right, top, end, tag, artifact: {
        "runs": runs,
        "left": left,
        "right": right,
        "top": top,
        "bottom": top + 10,
        "first": top + 8,
        "last": top + 8,
        "end": end,
        "tag": tag,
        "artifact": artifact,
    },
    st.lists(RUNS, min_size=1, max_size=3),
    *(SIDES, SIDES, SIDES, SIDES),
    st.integers(-1, 9),
    st.booleans(),
)
TAGS = [
    *(("Document", -1), ("P", 0), ("H1", 0), ("L", 0), ("LI", 3), ("Lbl", 4), ("LBody", 4)),
    *(("Table", 0), ("TR", 7), ("TD", 8)),
]
PAGES = st.lists(st.lists(LINES, max_size=8), min_size=1, max_size=4)


@given(PAGES)
def test_every_character_of_a_page_is_kept(pages: list[list[dict[str, Any]]]) -> None:
    laid = [{"lines": page, "tags": TAGS, "height": 842} for page in pages]
    blocks, left_out = lay_out(laid)
    kept = [text for block in blocks for text in lines(block)] + [one.text for one in left_out]
    there = [run["text"] for page in pages for line in page for run in line["runs"]]
    bullets = sum(len(block.items) for block in blocks if isinstance(block, ListBlock))
    found, wanted = count(kept), count(there)
    # A bullet is no word of its item.
    assert sum((wanted - found).values()) == bullets
    assert not found - wanted
    assert set(wanted - found) <= {"•", "-"}


def count(found: list[str]) -> Counter[str]:
    return Counter("".join(found).replace(" ", "").replace("\n", ""))


def test_scanned_pages_are_told_from_text() -> None:
    said = refuse(write_pages([b"0 0 100 100 re f"] * 3))
    assert "pictures" in said
    assert "OCR" in said


def test_ten_thousand_pages_are_refused() -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 10000/Kids[%s]>>" % (b"3 0 R " * 10_000),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    ]
    assert "more pages or words than any report" in refuse(write_pdf(objects))


PAGE = [
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
    b"/Resources<</XObject<</X 5 0 R>>>>>>",
]


def test_a_compressed_bomb_does_no_harm() -> None:
    refuse(write_pdf([*PAGE, stream(b"\0" * 200_000_000, 2)]))


def test_a_page_that_draws_itself_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_SECONDS", 1)
    inner = zlib.compress(b"/X Do /X Do")
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
        b"/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(inner), inner)
    )
    refuse(write_pdf([*PAGE, stream(b"/X Do"), form]))


def test_pages_within_themselves_do_no_harm() -> None:
    pages = b"<</Type/Pages/Count 5/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"
    refuse(write_pdf([b"<</Type/Catalog/Pages 2 0 R>>", pages]))


def test_brackets_without_end_do_no_harm() -> None:
    catalogue = b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * 200_000 + b"]" * 200_000 + b">>"
    refuse(write_pdf([catalogue, b"<</Type/Pages/Count 0/Kids[]>>"]))


def test_reading_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_SECONDS", 0.001)
    said = refuse(write_pages([write_words((72, 700, 11, "Words."))]))
    assert "could not be read within" in said


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LIBRARY", "no_such_library")
    said = refuse(write_pages([write_words((72, 700, 11, "Words."))]))
    assert "“pip install no_such_library”" in said
    assert "Word or text" in said
