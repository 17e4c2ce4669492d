"""The document: its one normal form, and what it leaves behind for publication."""

import datetime

import pytest
from hypothesis import given
from msgspec.structs import replace

from responder.document import (
    GAP,
    PLAIN,
    STALE,
    Block,
    Citation,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Properties,
    Quote,
    Source,
    Span,
    Style,
    Table,
    in_language,
    lines_of,
    normalise,
    spans_of,
    text_of,
)
from responder.errors import Place
from tests.strategies import UNHURRIED, documents

SOURCE = Source(answer=Place("answers.yaml", 3))


def paragraph(*words: str) -> Paragraph:
    return Paragraph(tuple(Span(word) for word in words))


def bullets(*items: Block) -> ListBlock:
    return ListBlock(tuple((item,) for item in items))


def numbers(start: int, *items: Block) -> ListBlock:
    return ListBlock(tuple((item,) for item in items), start)


def test_empty_spans_go() -> None:
    assert normalise([paragraph("", "words", "")]) == (paragraph("words"),)


def test_neighbours_of_one_style_and_source_become_one() -> None:
    assert normalise([paragraph("one ", "two")]) == (paragraph("one two"),)


def test_neighbours_of_different_style_stay_apart() -> None:
    mixed = Paragraph((Span("one "), Span("two", GAP)))
    assert normalise([mixed]) == (mixed,)


def test_neighbours_of_different_source_stay_apart() -> None:
    mixed = Paragraph((Span("one "), Span("two", source=SOURCE)))
    assert normalise([mixed]) == (mixed,)


def test_blank_paragraphs_and_headings_go() -> None:
    assert normalise([paragraph(" \n"), Heading(2, ()), Quote((paragraph("\t"),))]) == ()


def test_spaces_at_the_ends_of_a_paragraph_stay() -> None:
    assert normalise([paragraph(" words ")]) == (paragraph(" words "),)


def test_neighbouring_quotations_become_one() -> None:
    first, second = paragraph("one"), paragraph("two")
    assert normalise([Quote((first,)), Quote((second,))]) == (Quote((first, second)),)


def test_neighbouring_lists_stay_apart_even_if_the_numbers_go_on() -> None:
    first, second = paragraph("an action of the response"), paragraph("the next item")
    for blocks in (
        (numbers(2, first), numbers(3, second)),
        (bullets(first), bullets(second)),
    ):
        assert normalise(blocks) == blocks


def test_a_list_where_words_of_an_item_should_be_gives_its_items() -> None:
    inner = bullets(paragraph("one"), paragraph("two"))
    assert normalise([bullets(inner)]) == (inner,)


def test_a_heading_in_a_list_item_becomes_a_paragraph() -> None:
    heading = Heading(2, (Span("one"),))
    assert normalise([bullets(heading)]) == (bullets(paragraph("one")),)


def test_short_rows_of_a_table_are_filled_up() -> None:
    one, two = (Span("1"),), (Span("2"),)
    assert normalise([Table((one, two), ((one,),))]) == (Table((one, two), ((one, ()),)),)


def test_a_table_without_cells_goes() -> None:
    assert normalise([Table((), ((),), "A caption")]) == ()


@UNHURRIED
@given(documents())
def test_the_normal_form_of_a_normal_form_is_itself(document: Document) -> None:
    assert normalise(document.blocks) == document.blocks


@UNHURRIED
@given(documents())
def test_no_words_know_their_source_after_sources_are_taken_out(document: Document) -> None:
    clean = document.without_sources()
    assert all(span.source is None for span in spans_of((*clean.blocks, *clean.marking)))


@UNHURRIED
@given(documents())
def test_taking_out_sources_keeps_every_word(document: Document) -> None:
    before = [text_of(line) for block in document.blocks for line in lines_of(block)]
    after = [
        text_of(line) for block in document.without_sources().blocks for line in lines_of(block)
    ]
    assert after == before


def test_neighbours_join_once_their_sources_are_gone() -> None:
    document = Document((Paragraph((Span("one "), Span("two", source=SOURCE))),))
    assert document.without_sources().blocks == (paragraph("one two"),)


def test_a_final_document_has_no_sources_no_marking_and_no_author() -> None:
    citation = Citation("files/plan", "1", "A plan", Place("files/plan.md"))
    draft = Document(
        blocks=(Paragraph((Span("words", PLAIN, replace(SOURCE, citation=citation)),)),),
        properties=Properties("A title", author="A. Person", date=datetime.date(2022, 2, 17)),
        marking=(paragraph("OFFICIAL-SENSITIVE"),),
    )
    assert draft.final() == Document(
        blocks=(paragraph("words"),),
        properties=Properties("A title", date=datetime.date(2022, 2, 17)),
    )


def test_words_never_name_the_language_that_is_the_document_s_own() -> None:
    welsh = (Span("un "), Span("dau ", Style(language="CY-gb")), Span("two", Style(language="en")))
    document = Document((Paragraph(welsh),), Properties(language="cy-GB"), (Paragraph(welsh),))
    expected = Paragraph((Span("un dau "), Span("two", Style(language="en"))))
    assert (*document.blocks, *document.marking) == (expected, expected)


@UNHURRIED
@given(documents())
def test_no_document_names_its_own_language_twice(document: Document) -> None:
    own = document.properties.language
    spans = spans_of((*document.blocks, *document.marking))
    assert not own or own.casefold() not in {one.style.language.casefold() for one in spans}


def test_words_that_have_a_language_keep_it() -> None:
    bold = Span("gair", Style(bold=True))
    assert in_language(bold, "cy").style == Style(bold=True, language="cy")
    assert in_language(in_language(bold, "cy"), "fr").style.language == "cy"
    assert in_language(bold, "") == bold


@pytest.mark.parametrize("style", [GAP, STALE, Style(bold=True, role="gap")])
def test_what_stands_for_missing_words_is_in_the_language_of_the_document(style: Style) -> None:
    assert in_language(Span("[TO COMPLETE: When?]", style), "cy").style == style


def test_spans_come_in_reading_order() -> None:
    bold = Span("two", Style(bold=True))
    blocks = (
        Heading(1, (Span("one"),)),
        ListBlock(((Paragraph((bold,)), bullets(paragraph("three"))),)),
        Table(((Span("four"),),), (((Span("five"),),),)),
        Quote((paragraph("six"),)),
    )
    assert text_of(spans_of(blocks)) == "onetwothreefourfivesix"
