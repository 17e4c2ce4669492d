"""Remarks in Word files: comments at the very words, however they overlap."""

import datetime
from pathlib import Path

import ooxml_integrity
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from responder.document import (
    Citation,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Properties,
    Quote,
    Remark,
    Source,
    Span,
    Style,
    Table,
    lines_of,
    text_of,
)
from responder.errors import Place
from responder.readers.word import read
from responder.writers.word import write
from tests.strategies import EACH_TEMPLATE, UNHURRIED, documents
from tests.test_writers_word import open_word

HOUSE = Path(__file__).parent.parent / "templates" / "house.docx"
CITED = Source(citation=Citation("a/b", "", "A passage", Place("boilerplate/a/b.md")))
LINKED = Style(link="https://example.org/")
CHARACTERS = {qn("w:br"): "\n", qn("w:tab"): "\t"}


def line(*texts: str, style: Style | None = None, source: Source | None = None) -> Paragraph:
    return Paragraph(tuple(Span(text, style or Style(), source) for text in texts))


def remark(line: int, start: int, end: int, *paragraphs: str) -> Remark:
    return Remark(line, start, end, paragraphs or ("Look at this.",))


def body_of(document: Document, *remarks: Remark) -> etree._Element:
    body: etree._Element = open_word(write(document, HOUSE, remarks)).element.body
    return body


def commented(document: Document, *remarks: Remark, by: str = "responder check") -> list[str]:
    """Return the words in the range of each comment of an author, in the order of comments."""
    written = open_word(write(document, HOUSE, remarks))
    words = ranges_of(written.element.body)
    return [words[one.comment_id] for one in written.comments if one.author == by]


def ranges_of(body: etree._Element) -> dict[int, str]:
    words: dict[int, str] = {}
    within: set[int] = set()
    for element in body.iter(etree.Element):
        number = int(element.get(qn("w:id"), "-1"))
        if element.tag == qn("w:commentRangeStart"):
            within.add(number)
            words[number] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            within.remove(number)
        elif element.tag == qn("w:t") or element.tag in CHARACTERS:
            for one in within:
                words[one] += CHARACTERS.get(str(element.tag), element.text or "")
    assert not within
    return words


def test_a_remark_is_a_comment_at_its_words_and_no_others() -> None:
    assert commented(Document((line("The the Area"),)), remark(0, 0, 7)) == ["The the"]


def test_a_remark_is_signed_by_the_check_on_the_date_of_the_document() -> None:
    document = Document((line("words"),), Properties(date=datetime.date(2022, 2, 17)))
    data = write(document, HOUSE, [remark(0, 0, 5, "Warning: no.", "Why.")])
    (comment,) = open_word(data).comments
    expected = datetime.datetime(2022, 2, 17, tzinfo=datetime.UTC)
    assert (comment.author, comment.initials, comment.timestamp) == (
        "responder check",
        "RC",
        expected,
    )
    assert comment.text == "Warning: no.\nWhy."


def test_lines_are_counted_through_headings_lists_quotations_and_cells() -> None:
    inner = ListBlock(((line("inner"),),))
    document = Document(
        (
            Heading(1, (Span("title"),)),
            ListBlock(((line("item"), inner, line("more")),), 1),
            Quote((line("said"), line("again"))),
            Table(((Span("head"),), ()), (((Span("cell"),), (Span("last"),)),)),
            line("end"),
        )
    )
    lines = [text_of(spans) for block in document.blocks for spans in lines_of(block)]
    remarks = [remark(number, 0, len(text)) for number, text in enumerate(lines)]
    assert "" in lines
    assert commented(document, *remarks) == lines


def test_remarks_may_cross_nest_touch_and_be_the_same() -> None:
    spots = [(0, 4), (2, 6), (2, 3), (6, 8), (0, 8), (2, 6)]
    found = commented(Document((line("abcdefgh"),)), *(remark(0, *spot) for spot in spots))
    assert sorted(found) == sorted("abcdefgh"[start:end] for start, end in spots)


def test_a_remark_may_run_over_words_of_several_looks() -> None:
    words = (Span("one "), Span("two", Style(bold=True)), Span(" three"))
    assert commented(Document((Paragraph(words),)), remark(0, 2, 9)) == ["e two t"]


def test_a_remark_within_a_link_leaves_one_link_with_all_its_words() -> None:
    document = Document((line("the whole report", style=LINKED),))
    body = body_of(document, remark(0, 4, 9))
    (link,) = body.iter(qn("w:hyperlink"))
    assert "".join(each.text or "" for each in link.iter(qn("w:t"))) == "the whole report"
    assert ranges_of(body) == {0: "whole"}


def test_a_remark_on_a_whole_link_stands_around_it() -> None:
    document = Document((Paragraph((Span("see "), Span("it", LINKED), Span("."))),))
    names = [etree.QName(each).localname for each in body_of(document, remark(0, 4, 6))[0]]
    assert names == ["r", "commentRangeStart", "hyperlink", "commentRangeEnd", "r", "r"]


def test_a_remark_stands_beside_the_comment_on_its_passage() -> None:
    document = Document((line("from a snippet", source=CITED), line("more", source=CITED)))
    remarks = [remark(0, 7, 14), remark(1, 0, 4)]
    assert commented(document, *remarks) == ["snippet", "more"]
    assert commented(document, *remarks, by="responder") == ["from a snippetmore"]


@pytest.mark.parametrize("spot", [(0, 2, 2), (0, 5, 9), (0, 9, 12), (1, 0, 0), (1, 3, 4)])
def test_a_remark_on_no_words_or_beyond_them_is_still_there(spot: tuple[int, int, int]) -> None:
    table = Table(((),), (((Span("x"),),),))
    data = write(Document((line("words"), table)), HOUSE, [remark(*spot)])
    written = open_word(data)
    assert ranges_of(written.element.body) == {0: ""}
    assert len(list(written.comments)) == 1


def test_a_remark_on_a_line_that_is_not_there_is_left_out() -> None:
    assert not commented(Document((line("words"),)), remark(7, 0, 1))


def test_a_remark_may_hold_anything() -> None:
    document = Document((line("words"),))
    data = write(document, HOUSE, [remark(0, 0, 5, "a\x0bb\n<c>\ud800")])
    (comment,) = open_word(data).comments
    assert comment.text == "a\N{REPLACEMENT CHARACTER}b\n<c>\N{REPLACEMENT CHARACTER}"


def test_without_remarks_the_file_is_the_same() -> None:
    document = Document((line("from", source=CITED), line("words")))
    assert write(document, HOUSE, []) == write(document, HOUSE)


def remarks_on(document: Document) -> st.SearchStrategy[list[Remark]]:
    lines = sum(1 for block in document.blocks for _ in lines_of(block))
    offsets = st.integers(0, 12)
    made = st.builds(Remark, st.integers(0, lines), offsets, offsets, st.just(("No.", "")))
    return st.lists(made, max_size=8)


@EACH_TEMPLATE
@settings(UNHURRIED, max_examples=30)
@given(data=st.data(), document=documents())
def test_no_remarks_make_a_file_that_word_would_repair_or_that_reads_differently(
    tmp_path_factory: pytest.TempPathFactory,
    template: Path,
    data: st.DataObject,
    document: Document,
) -> None:
    path = tmp_path_factory.mktemp("word") / "written.docx"
    path.write_bytes(write(document, template, data.draw(remarks_on(document))))
    assert OpenXmlValidator().validate(path).errors == []
    assert ooxml_integrity.check(path) == []
    assert read(path) == document.without_sources()


@UNHURRIED
@given(data=st.data(), document=documents())
def test_each_remark_is_at_its_very_words(data: st.DataObject, document: Document) -> None:
    lines = [text_of(spans) for block in document.blocks for spans in lines_of(block)]
    remarks = [one for one in data.draw(remarks_on(document)) if one.line < len(lines)]
    wanted = [lines[one.line][one.start : one.end] for one in remarks]
    assert sorted(commented(document, *remarks)) == sorted(wanted)
