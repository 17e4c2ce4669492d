"""Writing Word files: real styles, lists, tables, comments and marking, in stable bytes."""

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import ooxml_integrity
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Twips
from hypothesis import given, settings
from lxml import etree
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from responder.document import (
    GAP,
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
)
from responder.errors import Place, ResponderError, TemplateError
from responder.readers.word import read
from responder.writers.word import is_untouched, write
from tests.strategies import EACH_TEMPLATE, UNHURRIED, documents

HOUSE = Path(__file__).parent.parent / "templates" / "house.docx"
LABEL = Style(role="label")
WELSH = Style(language="cy-GB")
CITATION = Citation(
    snippet="training/all-staff",
    version="2022-02",
    title="Training for all staff",
    place=Place("boilerplate/training/all-staff.md"),
    origins=("North 2021, item 3", "South 2021, item 1"),
    valid_from=datetime.date(2021, 2, 1),
    valid_until=datetime.date(2021, 10, 31),
    superseded="Ask the training team for current words.",
)
MARKING = (Paragraph((Span("OFFICIAL-SENSITIVE"),)), Paragraph((Span("Draft"),)))


def line(text: str, style: Style | None = None, source: Source | None = None) -> Paragraph:
    return Paragraph((Span(text, style or Style(), source),))


def entries(*words: str, start: int | None = None) -> ListBlock:
    return ListBlock(tuple((line(each),) for each in words), start)


def word(*blocks: Block, marking: tuple[Paragraph, ...] = ()) -> WordDocument:
    return open_word(write(Document(blocks, marking=marking), HOUSE))


def open_word(data: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(data))


def part_of(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def numbering_of(document: WordDocument) -> list[tuple[str, str]]:
    """Return the list and the level of each numbered paragraph."""
    found = document.element.body.iter(qn("w:numPr"))
    return [(each[1].get(qn("w:val")), each[0].get(qn("w:val"))) for each in found]


def full_document() -> Document:
    cell = (Span("cell"),)
    inner = ListBlock(((line("deep"),),), 1)
    return Document(
        blocks=(
            Heading(1, (Span("Title"),)),
            Heading(2, (Span("Section"),)),
            Quote((line("“One."), line("“Two.”"))),
            entries("An item", start=1),
            line("Our response:", LABEL),
            Paragraph((Span("Words "), Span("[TO COMPLETE]", GAP), Span("old", STALE))),
            Paragraph((Span("Geiriau", WELSH), Span("字", Style(True, language="zh-Hant")))),
            ListBlock(((line("point"), inner, line("more")),)),
            line("From a snippet", source=Source(citation=CITATION)),
            Paragraph((Span("a link", Style(link="https://example.org/")), Span("b", Style(True)))),
            Table((cell, cell), ((cell, cell),), "A caption"),
            Table((cell,), ()),
        ),
        properties=Properties("A title", "A subject", "An author", date=datetime.date(2022, 2, 17)),
        marking=(*MARKING, line("Drafft", WELSH)),
    )


@pytest.fixture
def plain_template(tmp_path: Path) -> Path:
    """Another organisation's template: two sections, special pages, words and no styles of ours."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Letterhead"
    document.add_paragraph("Words of the template")
    document.add_section()
    document.sections[1].different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    path = tmp_path / "plain.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    "document", [full_document(), full_document().final()], ids=["draft", "final"]
)
def test_written_files_have_nothing_for_word_to_repair(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "written.docx"
    path.write_bytes(write(document, HOUSE))
    assert OpenXmlValidator().validate(path).errors == []
    assert ooxml_integrity.check(path) == []


@EACH_TEMPLATE
@settings(UNHURRIED, max_examples=30)
@given(document=documents())
def test_no_document_makes_a_file_that_word_would_repair(
    tmp_path_factory: pytest.TempPathFactory, template: Path, document: Document
) -> None:
    path = tmp_path_factory.mktemp("word") / "written.docx"
    path.write_bytes(write(document, template))
    assert OpenXmlValidator().validate(path).errors == []
    assert ooxml_integrity.check(path) == []


def test_the_same_document_makes_the_same_bytes() -> None:
    assert write(full_document(), HOUSE) == write(full_document(), HOUSE)


def test_every_entry_of_the_archive_has_the_same_fixed_date() -> None:
    with zipfile.ZipFile(io.BytesIO(write(full_document(), HOUSE))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_first_heading_level_is_the_title_and_the_next_are_headings() -> None:
    found = word(*(Heading(level, (Span("words"),)) for level in range(1, 7))).paragraphs
    expected = ["Title", "Heading1", "Heading2", "Heading3", "Heading4", "Heading5"]
    assert [paragraph.style.style_id for paragraph in found if paragraph.style] == expected


def test_a_numbered_list_starts_where_it_says() -> None:
    root = part_of(write(Document((entries("words", start=7),)), HOUSE), "word/numbering.xml")
    assert [each.get(qn("w:val")) for each in root.iter(qn("w:startOverride"))] == ["7"]


def test_a_list_that_goes_on_counting_after_other_words_is_the_same_list() -> None:
    document = word(entries("a", "b", start=1), line("between"), entries("c", start=3))
    assert len({list_id for list_id, _ in numbering_of(document)}) == 1


def test_a_list_that_starts_again_is_another_list() -> None:
    document = word(entries("a", start=1), line("between"), entries("b", start=1))
    assert len({list_id for list_id, _ in numbering_of(document)}) == 2


def test_a_list_within_a_list_stands_one_level_deeper() -> None:
    document = word(ListBlock(((line("outer"), entries("inner")),), 1))
    assert [level for _, level in numbering_of(document)] == ["0", "1"]


def test_a_further_paragraph_of_an_item_stands_as_far_in_as_its_words() -> None:
    paragraph = word(ListBlock(((line("one"), line("two")),), 1)).paragraphs[1]
    assert paragraph.style
    assert paragraph.style.name == "List Continue"
    assert paragraph.paragraph_format.left_indent == Twips(567)


def test_a_list_that_leads_into_a_label_is_set_as_an_item() -> None:
    document = word(entries("An item", start=1), line("Our response:", LABEL))
    names = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert names == ["Response Item", "Response Label"]


def test_items_whose_numbers_do_not_follow_lead_into_one_label() -> None:
    document = word(entries("a", start=2), entries("b", start=5), line("R:", LABEL))
    names = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert names == ["Response Item", "Response Item", "Response Label"]


def test_bullets_before_a_label_are_no_item() -> None:
    document = word(entries("A point"), line("Our response:", LABEL))
    names = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert names == ["List Bullet", "Response Label"]


def test_an_entry_whose_words_all_play_a_role_is_set_in_its_style() -> None:
    document = word(ListBlock(((line("A point", Style(role="report item")),),)))
    assert [paragraph.style.name for paragraph in document.paragraphs if paragraph.style] == [
        "Report Item"
    ]
    assert len(numbering_of(document)) == 1


def test_a_list_within_a_response_counts_apart_from_the_items_around_it() -> None:
    document = word(
        entries("An item", start=1),
        line("Our response:", LABEL),
        entries("First", start=1),
        line("More."),
        entries("Next item", start=2),
        line("Our response:", LABEL),
    )
    first, own, following = [list_id for list_id, _ in numbering_of(document)]
    assert first == following != own


def test_the_numbers_of_items_are_bold_and_those_of_other_lists_plain() -> None:
    document = word(entries("a", start=1), entries("Item", start=1), line("R:", LABEL))
    numbering: Any = document.part.numbering_part.element
    looks = []
    for list_id, _ in numbering_of(document):
        (pattern,) = numbering.xpath(f"w:num[@w:numId={list_id}]/w:abstractNumId/@w:val")
        looks.append(numbering.xpath(f"w:abstractNum[@w:abstractNumId={pattern}]/w:lvl[1]//w:b"))
    assert [len(look) for look in looks] == [0, 1]


@pytest.mark.parametrize(
    "block", [line("x"), entries("x", start=1), entries("x"), Quote((line("x"),))]
)
def test_whatever_follows_a_table_is_set_apart_from_it(block: Block) -> None:
    paragraph = word(Table(((Span("cell"),),), ()), block).paragraphs[0]
    assert paragraph.paragraph_format.space_before == Twips(240)


def test_lists_deeper_than_word_can_go_are_refused() -> None:
    block: Block = line("bottom")
    for _ in range(10):
        block = ListBlock(((line("step"), block),))
    with pytest.raises(ResponderError, match="nine levels"):
        write(Document((block,)), HOUSE)


def test_the_header_row_of_a_table_repeats_and_no_row_breaks() -> None:
    cell = (Span("cell"),)
    table = word(Table((cell,), ((cell,), (cell,)))).element.body[0]
    assert len(list(table.iter(qn("w:tblHeader")))) == 1
    assert len(list(table.iter(qn("w:cantSplit")))) == 3


def test_a_caption_is_the_title_and_the_alternative_text_of_its_table() -> None:
    look = word(Table(((Span("Month"),),), (), "Letters")).element.body[0].tblPr
    assert look.find(qn("w:tblCaption")).get(qn("w:val")) == "Letters"
    assert look.find(qn("w:tblDescription")).get(qn("w:val")) == "Letters"


def test_a_table_without_a_caption_is_described_by_its_columns() -> None:
    look = word(Table(((Span("Month"),), (Span("Letters"),)), ())).element.body[0].tblPr
    assert look.find(qn("w:tblCaption")) is None
    assert look.find(qn("w:tblDescription")).get(qn("w:val")) == "Month, Letters"


def widths(*columns: tuple[str, str]) -> list[int]:
    """Return the widths of the columns of a table with a head and one row."""
    head, row = (tuple((Span(text),) for text in texts) for texts in zip(*columns, strict=True))
    grid = word(Table(head, (row,))).element.body[0].tblGrid
    return [int(column.get(qn("w:w"))) for column in grid]


def test_a_column_is_wide_enough_for_its_longest_word() -> None:
    long = ("Measure", "As many complaints as last year are answered within twenty days")
    narrow = [("Owner", "Complaints Manager"), ("By", "30 September 2027"), ("Status", "planned")]
    found = widths(long, *narrow, long)
    letters = [len("Complaints"), len("September"), len("planned")]
    assert all(width > 130 * count for width, count in zip(found[1:], letters, strict=False))
    assert found[0] > max(found[1:4])
    assert sum(found) <= 9026


def test_a_table_whose_words_have_no_room_keeps_to_the_page() -> None:
    found = widths(*[("Head", "x" * 30)] * 6, ("Head", "x"))
    assert sum(found) <= 9026
    assert min(found) > 0


def test_a_paragraph_stands_between_tables_and_after_the_last() -> None:
    table = Table(((Span("cell"),),), ())
    tags = [etree.QName(element).localname for element in word(table, table).element.body]
    assert tags == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_gap_is_highlighted_in_its_run_and_by_its_style() -> None:
    run = word(line("[TO COMPLETE]", GAP)).paragraphs[0].runs[0]
    assert run.style.name == "Gap"
    assert run.font.highlight_color == WD_COLOR_INDEX.YELLOW


def test_words_out_of_date_are_highlighted_in_another_colour() -> None:
    run = word(line("old words", STALE)).paragraphs[0].runs[0]
    assert run.font.highlight_color == WD_COLOR_INDEX.TURQUOISE


def test_a_paragraph_of_one_role_takes_the_paragraph_style() -> None:
    paragraph = word(line("Our response:", LABEL)).paragraphs[0]
    assert paragraph.style
    assert paragraph.style.style_id == "Label"
    assert paragraph.runs[0].style.name == "Default Paragraph Font"


def test_a_role_of_a_few_words_takes_the_character_style() -> None:
    paragraph = word(Paragraph((Span("Our response:", LABEL), Span(" yes")))).paragraphs[0]
    assert paragraph.runs[0].style.style_id == "LabelChar"


def test_a_role_may_be_any_style_of_the_template_by_its_name(plain_template: Path) -> None:
    data = write(Document((line("words", Style(role="intense reference")),)), plain_template)
    assert open_word(data).paragraphs[0].runs[0].style.name == "Intense Reference"


def test_links_are_real_links() -> None:
    link = (
        word(line("the report", Style(link="https://example.org/?a=1&b=2")))
        .paragraphs[0]
        .hyperlinks[0]
    )
    assert (link.text, link.url) == ("the report", "https://example.org/?a=1&b=2")


def test_line_feeds_and_tabs_are_real_breaks_and_tabs() -> None:
    run = word(line("one\ntwo\tthree")).paragraphs[0].runs[0]
    assert [etree.QName(child).localname for child in run._r] == ["t", "br", "t", "tab", "t"]


def test_characters_that_no_file_can_hold_are_refused_by_naming_the_words() -> None:
    with pytest.raises(ResponderError, match=r"U\+000B.*“the bad\N{REPLACEMENT CHARACTER}words”"):
        write(Document((line("the bad\x0bwords"),)), HOUSE)


def test_a_comment_tells_reviewers_the_source_of_words_and_how_long_they_hold() -> None:
    document = word(line("words", source=Source(citation=CITATION)))
    (comment,) = document.comments
    assert comment.text.split("\n") == [
        "Training for all staff (training/all-staff@2022-02)",
        "Source: North 2021, item 3; South 2021, item 1",
        "May be used from 1 February 2021 until 31 October 2021.",
        "Ask the training team for current words.",
    ]


def test_a_comment_says_that_words_were_adapted() -> None:
    adapted = replace(CITATION, adapted=True)
    (comment,) = word(line("words", source=Source(citation=adapted))).comments
    assert comment.text.split("\n")[:2] == [
        "Adapted from Training for all staff (training/all-staff@2022-02)",
        "Source: North 2021, item 3; South 2021, item 1",
    ]


def test_a_comment_is_signed_by_the_program_on_the_date_of_the_document() -> None:
    (comment,) = open_word(write(full_document(), HOUSE)).comments
    expected = datetime.datetime(2022, 2, 17, tzinfo=datetime.UTC)
    assert (comment.author, comment.initials, comment.timestamp) == ("responder", "R", expected)


def test_neighbouring_paragraphs_from_one_source_share_a_comment() -> None:
    source = Source(answer=Place("answers.yaml", 3), citation=CITATION)
    document = word(line("one", source=source), line("two", source=source), line("three"))
    first, second = document.paragraphs[:2]
    assert len(list(document.comments)) == 1
    assert first._p.find(qn("w:commentRangeStart")) is not None
    assert second._p.find(qn("w:commentRangeEnd")) is not None


def test_one_snippet_used_in_two_answers_has_two_comments() -> None:
    citations = [replace(CITATION, passage=passage) for passage in ("items[0]", "items[1]")]
    sources = [Source(citation=citation) for citation in citations]
    document = word(*(line("words", source=source) for source in sources))
    assert len(list(document.comments)) == 2


def test_a_final_file_has_no_comments_at_all() -> None:
    data = write(full_document().final(), HOUSE)
    assert not [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "comment" in name]
    assert b"comment" not in etree.tostring(part_of(data, "word/document.xml"))


def test_marking_stands_at_the_head_and_its_first_line_at_the_foot() -> None:
    section = word(line("words"), marking=MARKING).sections[0]
    head = [paragraph.text for paragraph in section.header.paragraphs]
    assert head[:2] == ["OFFICIAL-SENSITIVE", "Draft"]
    assert [paragraph.text for paragraph in section.footer.paragraphs][1:] == ["OFFICIAL-SENSITIVE"]


def test_without_marking_the_header_and_footer_are_those_of_the_template() -> None:
    data = write(Document((line("words"),)), HOUSE)
    for name in ("word/header1.xml", "word/footer1.xml"):
        written, house = part_of(data, name), part_of(HOUSE.read_bytes(), name)
        assert etree.tostring(written, method="c14n") == etree.tostring(house, method="c14n")


def test_the_footer_counts_pages_with_fields() -> None:
    footer = word(line("words")).sections[0].footer._element
    codes = [each.text.strip() for each in footer.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_marking_stands_on_every_kind_of_page_that_another_template_has(
    plain_template: Path,
) -> None:
    add_styles(plain_template, marking=WD_STYLE_TYPE.PARAGRAPH)
    section = open_word(write(Document((), marking=MARKING), plain_template)).sections[0]
    headers = (section.header, section.first_page_header, section.even_page_header)
    assert [each.paragraphs[0].text for each in headers] == ["OFFICIAL-SENSITIVE"] * 3
    footers = (section.footer, section.first_page_footer, section.even_page_footer)
    assert [each.paragraphs[-1].text for each in footers] == ["OFFICIAL-SENSITIVE"] * 3


def test_a_header_that_serves_two_kinds_of_page_is_marked_once(plain_template: Path) -> None:
    add_styles(plain_template, marking=WD_STYLE_TYPE.PARAGRAPH)
    document = docx.Document(str(plain_template))
    properties = document.sections[1]._sectPr
    (shared,) = document.sections[0]._sectPr.iterfind(qn("w:headerReference"))
    for kind in ("default", "even"):
        reference = etree.SubElement(properties, shared.tag)
        reference.set(qn("r:id"), shared.get(qn("r:id"), ""))
        reference.set(qn("w:type"), kind)
        properties.insert(0, reference)
    document.save(str(plain_template))
    section = open_word(write(Document((), marking=MARKING), plain_template)).sections[0]
    texts = [paragraph.text for paragraph in section.even_page_header.paragraphs]
    assert texts == ["OFFICIAL-SENSITIVE", "Draft", "Letterhead"]


def test_the_words_of_a_template_go_and_its_letterhead_stays(plain_template: Path) -> None:
    document = open_word(write(Document((line("words"),)), plain_template))
    assert [paragraph.text for paragraph in document.paragraphs] == ["words"]
    assert document.sections[0].header.paragraphs[0].text == "Letterhead"


def test_another_template_gets_lists_of_every_level(plain_template: Path) -> None:
    block = ListBlock(((line("one"), entries("two", start=4)),), 3)
    assert read(write(Document((block,)), plain_template)).blocks == (block,)


@pytest.mark.parametrize("role", ["gap", "no such style"])
def test_a_style_that_the_template_lacks_is_named_with_the_file(
    role: str, plain_template: Path
) -> None:
    with pytest.raises(TemplateError, match=f"(?i)plain.docx.*“{role}”"):
        write(Document((line("words", Style(role=role)),)), plain_template)


def test_all_styles_that_a_document_needs_and_a_template_lacks_are_named_at_once(
    plain_template: Path,
) -> None:
    for _ in range(2):  # the template is kept, and what one document lacked is not
        with pytest.raises(TemplateError) as caught:
            write(full_document(), plain_template)
        assert caught.value.problem == (
            "The Word template lacks the linked style “Response Label”, the character style “Gap”, "
            "the character style “Stale”, the character style “Hyperlink”, "
            "the paragraph style “Marking”."
        )
        assert str(caught.value).startswith(str(plain_template))
    assert write(Document((line("words"),)), plain_template)


def test_a_paragraph_style_cannot_set_words_within_a_paragraph(plain_template: Path) -> None:
    add_styles(plain_template, label=WD_STYLE_TYPE.PARAGRAPH)
    mixed = Paragraph((Span("Our response:", LABEL), Span(" yes")))
    with pytest.raises(TemplateError, match="whole paragraphs only"):
        write(Document((mixed,)), plain_template)


@pytest.mark.parametrize("data", [b"", b"words", HOUSE.read_bytes()[:3000]])
def test_a_template_that_is_no_word_file_is_refused_by_name(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(data)
    with pytest.raises(TemplateError, match=r"broken\.docx"):
        write(full_document(), path)


def test_a_missing_template_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"gone\.docx: There is no such file"):
        write(full_document(), tmp_path / "gone.docx")


def test_properties_say_what_the_document_says() -> None:
    found = open_word(write(full_document(), HOUSE)).core_properties
    assert (found.title, found.subject, found.language) == ("A title", "A subject", "en-GB")
    assert (found.author, found.last_modified_by, found.revision) == ("An author", "An author", 1)
    assert found.created == found.modified == datetime.datetime(2022, 2, 17, tzinfo=datetime.UTC)


def test_a_final_file_names_no_author() -> None:
    found = open_word(write(full_document().final(), HOUSE)).core_properties
    assert (found.author, found.last_modified_by) == ("", "")


def test_long_titles_are_kept_whole() -> None:
    data = write(Document((), Properties(title="long " * 100)), HOUSE)
    assert open_word(data).core_properties.title == "long " * 100


def test_words_are_in_the_language_of_the_document() -> None:
    data = write(Document((line("geiriau"),), Properties(language="cy-GB")), HOUSE)
    languages = part_of(data, "word/styles.xml").iter(qn("w:lang"))
    assert [each.get(qn("w:val")) for each in languages] == ["cy-GB"]


def languages_of(root: etree._Element) -> list[dict[str, str]]:
    """Return what each run of a part says of its language."""
    found = (run.find(f"{qn('w:rPr')}/{qn('w:lang')}") for run in root.iter(qn("w:r")))
    return [
        {}
        if one is None
        else {etree.QName(str(name)).localname: str(tag) for name, tag in one.items()}
        for one in found
    ]


def test_words_in_another_language_say_so_in_their_run() -> None:
    paragraph = Paragraph((Span("Response / "), Span("Ymateb", WELSH)))
    assert languages_of(word(paragraph).element) == [{}, {"val": "cy-GB"}]


def test_the_language_stands_in_a_run_behind_all_else_that_is_said_of_it() -> None:
    style = Style(True, True, "https://example.org/", "gap", "cy-GB")
    (run,) = word(line("gair", style)).element.body.iter(qn("w:r"))
    names = [etree.QName(element).localname for element in run[0]]
    assert names == ["rStyle", "b", "i", "highlight", "u", "lang"]


@pytest.mark.parametrize("tag", ["zh-Hant-TW", "ja-JP", "ko"])
def test_a_language_of_east_asia_holds_for_its_own_characters_too(tag: str) -> None:
    found = languages_of(word(line("words", Style(language=tag))).element)
    assert found == [{"val": tag, "eastAsia": tag}]


def test_the_marking_may_be_in_two_languages() -> None:
    marking = (Paragraph((Span("OFFICIAL / "), Span("SWYDDOGOL", WELSH))),)
    data = write(Document((line("words"),), marking=marking), HOUSE)
    assert languages_of(part_of(data, "word/header1.xml"))[:2] == [{}, {"val": "cy-GB"}]
    assert read(data).marking == marking


def test_a_comment_on_words_in_another_language_is_in_the_document_s_own() -> None:
    data = write(Document((line("geiriau", WELSH, Source(citation=CITATION)),)), HOUSE)
    assert languages_of(part_of(data, "word/document.xml")) == [{"val": "cy-GB"}, {}]
    assert not any(languages_of(part_of(data, "word/comments.xml")))


def test_a_file_just_written_is_untouched() -> None:
    assert is_untouched(write(full_document(), HOUSE))


def test_a_file_saved_by_word_is_not_untouched() -> None:
    assert not is_untouched(HOUSE)


@pytest.mark.parametrize("data", [b"", b"words", b"PK\x03\x04"])
def test_what_is_no_word_file_is_not_untouched(data: bytes) -> None:
    assert not is_untouched(data)


def add_styles(template: Path, **kinds: WD_STYLE_TYPE) -> None:
    document = docx.Document(str(template))
    for name, kind in kinds.items():
        document.styles.add_style(name.capitalize(), kind)
    document.save(str(template))


def test_words_that_lead_into_a_list_stay_on_its_page() -> None:
    items = ListBlock(((Paragraph((Span("one"),)),),), 1)
    document = word(line("There is one issue:"), items, line("Other words"), items)
    kept = [each.paragraph_format.keep_with_next for each in document.paragraphs]
    assert kept == [True, None, None, None]


def test_a_file_that_any_program_has_changed_is_not_untouched() -> None:
    data = write(full_document(), HOUSE)
    changed = docx.Document(io.BytesIO(data))
    changed.add_paragraph("a reviewer's words")
    saved = io.BytesIO()
    changed.save(saved)
    assert is_untouched(data)
    assert not is_untouched(saved.getvalue())
