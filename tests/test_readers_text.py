"""Reading plain text: its words in paragraphs, however its lines are set."""

import textwrap
from collections.abc import Iterable
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.document import Document, lines_of, text_of
from responder.errors import FileError
from responder.readers import text
from responder.writers.text import write
from tests.strategies import UNHURRIED, documents

PUBLISHED = Path(__file__).parent / "published"
SENTENCES = (
    "The Area accepts that there is room for improvement in the quality and timeliness of letters.",
    "Work has already begun, and the first results were seen in March.",
    "The unit head looks at ten letters a month and gives feedback to those who wrote them.",
    "This is overseen by the Casework Quality Board, which meets each month and reports to us.",
    "We have appointed a lead on each unit.",
)
WRAPPED = [" ".join(SENTENCES[start:] + SENTENCES[:start]) for start in range(len(SENTENCES))]


def paragraphs(words: str | bytes) -> list[str]:
    data = words if isinstance(words, bytes) else words.encode()
    blocks = text.read(data, "past.txt").document.blocks
    return [text_of(line) for block in blocks for line in lines_of(block)]


def wrap(paragraphs: Iterable[str], width: int = 72) -> str:
    return "\n\n".join(textwrap.fill(one, width, break_on_hyphens=False) for one in paragraphs)


@pytest.mark.parametrize("path", sorted(PUBLISHED.glob("*.txt")), ids=lambda path: path.stem)
def test_each_line_of_a_published_response_is_a_paragraph(path: Path) -> None:
    lines = [line.strip() for line in path.read_text("utf-8").split("\n")]
    assert [one.strip() for one in paragraphs(path.read_bytes())] == [one for one in lines if one]


@pytest.mark.parametrize("width", [60, 65, 72, 76, 78, 80, 100])
def test_lines_that_were_wrapped_are_put_together(width: int) -> None:
    assert paragraphs(wrap(WRAPPED, width)) == WRAPPED


@pytest.mark.parametrize("path", sorted(PUBLISHED.glob("*.txt")), ids=lambda path: path.stem)
def test_a_published_response_that_was_wrapped_has_its_paragraphs_again(path: Path) -> None:
    lines = [" ".join(line.split()) for line in path.read_text("utf-8").split("\n")]
    lines = [line for line in lines if line]
    assert paragraphs(wrap(lines)) == lines


def test_wrapped_lines_are_not_joined_across_what_somebody_typed() -> None:
    letters = "\n".join(
        [
            wrap(WRAPPED[:2]),
            "1. The quality of letters to those who are concerned must improve and",
            "   will be looked at.",
            "2) Another.",
            "(a) A part of it, which goes on for so long that it has to be set in two",
            "    lines.",
            "- a bullet",
            "•\tanother bullet",
            "Response: We agree.",
            "Recommendation 4",
        ]
    )
    assert paragraphs(letters)[2:] == [
        "1. The quality of letters to those who are concerned must improve and will be looked at.",
        "2) Another.",
        "(a) A part of it, which goes on for so long that it has to be set in two lines.",
        "- a bullet",
        "•\tanother bullet",
        "Response: We agree.",
        "Recommendation 4",
    ]


def test_a_short_line_among_wrapped_ones_stays_a_line() -> None:
    ratings = "Casework – good\nPeople – fair\nConfidence – fair"
    assert paragraphs(f"{wrap(WRAPPED)}\n\n{ratings}")[-1] == ratings


def test_a_word_that_may_have_been_cut_keeps_its_line_break() -> None:
    lines = (
        "The Area has looked at its letters in all the units, and each of the pre-\ntrial reviews."
    )
    assert paragraphs(f"{wrap(WRAPPED)}\n\n{lines}")[-1] == lines


def test_wrapped_paragraphs_without_blank_lines_end_where_a_line_is_short() -> None:
    read = paragraphs(wrap(WRAPPED).replace("\n\n", "\n"))
    # Where a sentence ends with its line, it may end the paragraph: that line break is kept.
    assert [one.replace(".\n", ". ") for one in read] == WRAPPED


def test_columns_are_not_put_together() -> None:
    table = "Issue                                   Owner                   By when\n" * 3
    rows = table.strip().split("\n")
    assert paragraphs(f"{wrap(WRAPPED)}\n\n{table}")[-1].split("\n") == rows


def test_short_lines_alone_are_paragraphs() -> None:
    assert paragraphs("A title\nby somebody\nOne line.\nand another\nThe end") == [
        "A title\nby somebody",
        "One line.",
        "and another",
        "The end",
    ]


def test_typed_numbers_and_bullets_stay_words() -> None:
    assert paragraphs("1.   One\n - two\n• three\n") == ["1.   One", "- two", "• three"]


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        (b"\xef\xbb\xbfone\r\ntwo\rthree", ["one", "two", "three"]),
        ("one\ftwo\x0bthree", ["one", "two", "three"]),
        ("one\u2028two\u2029three\x85four", ["one", "two", "three", "four"]),
        ("o\x00ne\x07 t\ufeffwo", ["one", "two"]),
        ("fixed\u00a0space zero\u200bwidth", ["fixed", "space", "zero\u200bwidth"]),
        ("soft\u00adhyphen", ["soft\u00adhyphen"]),
        ("– it’s".encode("cp1252"), ["–", "it’s"]),
        ("– it’s".encode("utf-16"), ["–", "it’s"]),
        ("one two\n".encode("utf-16-be") * 3, ["one", "two"] * 3),
        ("\ufeffone".encode("utf-32"), ["one"]),
        (b"one \x81 two", ["one", "\ufffd", "two"]),
        (b"", []),
        (b"\n \n\t\n", []),
    ],
)  # fmt: skip
def test_odd_characters_cost_no_word(odd: str | bytes, words: list[str]) -> None:
    assert " ".join(paragraphs(odd)).split() == words


@UNHURRIED
@given(document=documents())
def test_every_word_of_a_written_document_comes_back(document: Document) -> None:
    written = write(document)
    assert " ".join(paragraphs(written)).split() == written.replace("\ufeff", "").split()


@UNHURRIED
@given(lines=st.lists(st.sampled_from([*SENTENCES, "", "1. One", "- a", "A: b", "pre-", "x"])))
def test_no_word_is_lost_or_joined_whatever_the_lines(lines: list[str]) -> None:
    words = "\n".join(lines)
    for layout in (words, wrap(lines), wrap(lines).replace("\n\n", "\n")):
        assert " ".join(paragraphs(layout)).split() == words.split()


@given(data=st.binary(max_size=200))
def test_no_bytes_stop_the_reading(data: bytes) -> None:
    paragraphs(data)


@pytest.mark.parametrize(
    "data",
    [
        b"word\n" * 100_000,
        b"some words of a paragraph that are a line or so long and that go on in\n" * 30_000,
        b"x" + b".'" * 4_000_000 + b"y\nx",
        b"A" + b" b" * 4_000_000 + b"\nB",
        b"w" * 9_000_000,
    ],
)
def test_a_vast_text_is_read_in_bounded_time(data: bytes) -> None:
    started = process_time()
    assert " ".join(paragraphs(data)).split() == data.decode().split()
    assert process_time() - started < 15  # a second or so; what grows with the square takes minutes


@pytest.mark.parametrize("data", [b"word\n" * 400_000, b"w" * 11_000_000])
def test_a_text_beyond_its_limits_is_refused(data: bytes) -> None:
    with pytest.raises(FileError, match="It holds too much text"):
        text.read(data, "past.txt")
