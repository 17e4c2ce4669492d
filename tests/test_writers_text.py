import pytest
from hypothesis import given

from responder.document import (
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Style,
    Table,
    spans_of,
    text_of,
)
from responder.writers import text
from tests.strategies import documents


def paragraph(words: str, style: Style | None = None) -> Paragraph:
    return Paragraph((Span(words, style or Style()),))


def items(*words: str) -> tuple[tuple[Block, ...], ...]:
    return tuple((paragraph(item),) for item in words)


def written(*blocks: Block) -> str:
    return text.write(Document(blocks))


def test_blocks_are_set_apart_by_a_blank_line_and_end_with_one_line_feed() -> None:
    assert written(Heading(1, (Span("Title"),)), paragraph("words")) == "Title\n\nwords\n"


def test_long_lines_are_not_wrapped() -> None:
    words = "word " * 99 + "end"
    assert written(paragraph(words)) == words + "\n"


def test_styles_leave_no_marks_on_words() -> None:
    spans = (Span("bold ", Style(bold=True)), Span("gap", Style(role="gap")))
    assert written(Paragraph(spans)) == "bold gap\n"


def test_spaces_and_quotes_come_out_as_they_went_in() -> None:
    words = "“Don’t”\u00a0& <so>,  she said"
    assert written(paragraph(words)) == words + "\n"


def test_items_carry_the_numbers_that_readers_see() -> None:
    assert written(ListBlock(items("a", "b"), start=9)) == "9. a\n10. b\n"


def test_bullets_are_hyphens() -> None:
    assert written(ListBlock(items("a", "b"))) == "- a\n- b\n"


def test_a_list_in_an_item_is_indented_to_the_item_s_words() -> None:
    inner = ListBlock(items("a", "b"))
    outer = ListBlock(((paragraph("one"), inner), *items("two")), start=10)
    assert written(outer) == "10. one\n    - a\n    - b\n11. two\n"


def test_items_of_several_paragraphs_are_set_apart() -> None:
    block = ListBlock(((paragraph("a"), paragraph("b")), *items("c")))
    assert written(block) == "- a\n\n  b\n\n- c\n"


def test_a_line_break_in_an_item_stays_under_its_words() -> None:
    assert written(ListBlock(items("a\nb"))) == "- a\n  b\n"


def test_a_quotation_is_its_paragraphs() -> None:
    assert written(Quote((paragraph("a"), paragraph("b")))) == "a\n\nb\n"


def test_a_table_is_a_caption_and_rows_of_cells() -> None:
    header = ((Span("A"),), (Span("B"),))
    table = Table(header, (((Span("1\n2"),), (Span("3"),)),), "Caption")
    assert written(table) == "Caption\nA | B\n1 2 | 3\n"


def test_a_link_is_followed_by_its_address() -> None:
    assert written(paragraph("the report", Style(link="https://a.org"))) == (
        "the report (https://a.org)\n"
    )


def test_one_link_in_several_styles_is_followed_by_one_address() -> None:
    spans = (Span("the ", Style(link="/a")), Span("report", Style(bold=True, link="/a")))
    assert written(Paragraph(spans)) == "the report (/a)\n"


@pytest.mark.parametrize("address", ["https://a.org", "mailto:a@a.org"])
def test_an_address_is_not_said_twice(address: str) -> None:
    words = address.removeprefix("mailto:")
    assert written(paragraph(words, Style(link=address))) == words + "\n"


def test_the_marking_is_no_part_of_the_text() -> None:
    document = Document((paragraph("words"),), marking=(paragraph("OFFICIAL"),))
    assert text.write(document) == "words\n"


@given(documents())
def test_every_word_comes_out_in_order(document: Document) -> None:
    said = iter("".join(text.write(document).split()))
    words = "".join(text_of(spans_of(document.blocks)).split())
    assert all(letter in said for letter in words)


@given(documents())
def test_the_text_ends_with_one_line_feed(document: Document) -> None:
    lines = text.write(document).split("\n")
    assert lines[-1] == ""
    assert len(lines) == 2 or lines[-2]
