"""Reading Word files: what was written comes back word for word, and hostile files are refused."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from hypothesis import given
from lxml import etree

from responder.document import Document, Heading, ListBlock, Paragraph, Span, Style
from responder.errors import FileError
from responder.readers import word_package
from responder.readers.word import read
from responder.writers.word import write
from tests.strategies import EACH_TEMPLATE, UNHURRIED, documents

HOUSE = Path(__file__).parent.parent / "templates" / "house.docx"
WORDS = Document((Paragraph((Span("words"),)),))


def line(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def changed(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a written file with one of its parts changed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(write(WORDS, HOUSE))) as before,
        zipfile.ZipFile(stream, "w") as after,
    ):
        for entry in before.namelist():
            data = before.read(entry)
            after.writestr(entry, change(data) if entry == name else data)
    return stream.getvalue()


@EACH_TEMPLATE
@UNHURRIED
@given(document=documents())
def test_every_document_comes_back_from_its_word_file(template: Path, document: Document) -> None:
    assert read(write(document, template)) == document.without_sources()


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "written.docx"
    path.write_bytes(write(WORDS, HOUSE))
    assert read(path) == WORDS


def test_lists_that_go_on_counting_come_back_with_their_numbers() -> None:
    blocks = (
        ListBlock(((line("a"),), (line("b"),)), 1),
        line("between"),
        ListBlock(((line("c"),),), 3),
        line("between"),
        ListBlock(((line("d"),),), 1),
    )
    assert read(write(Document(blocks), HOUSE)).blocks == blocks


def test_a_paragraph_after_an_inner_list_goes_back_to_the_outer_item() -> None:
    inner = ListBlock(((line("inner"), line("more of inner")),))
    block = ListBlock(((line("outer"), inner, line("more of outer")), (line("next"),)), 1)
    assert read(write(Document((block,)), HOUSE)).blocks == (block,)


def test_two_lists_of_different_kinds_in_one_item_stay_apart() -> None:
    item = (line("outer"), ListBlock(((line("a"),),)), ListBlock(((line("b"),),), 1))
    block = ListBlock((item,))
    assert read(write(Document((block,)), HOUSE)).blocks == (block,)


def test_a_list_numbered_by_its_style_is_a_list() -> None:
    document = docx.Document(str(HOUSE))
    for words in ("one", "two"):
        document.add_paragraph(words, style="List Number")
    assert read(saved(document)).blocks == (ListBlock(((line("one"),), (line("two"),)), 1),)


def test_a_blank_item_counts_as_word_counts_it() -> None:
    document = docx.Document(str(HOUSE))
    for words in ("one", "", "three"):
        document.add_paragraph(words, style="List Number")
    expected = (ListBlock(((line("one"),),), 1), ListBlock(((line("three"),),), 3))
    assert read(saved(document)).blocks == expected


def test_bold_switched_off_is_not_bold() -> None:
    document = docx.Document(str(HOUSE))
    document.add_paragraph().add_run("plain").bold = False
    assert read(saved(document)).blocks == (line("plain"),)


def test_words_keep_the_language_in_which_they_are_spelt() -> None:
    document = docx.Document(str(HOUSE))
    document.core_properties.language = "en-GB"
    paragraph = document.add_paragraph()
    for text, tag in (("words ", "en-GB"), ("geiriau ", "cy-GB"), ("字", "")):
        look = paragraph.add_run(text)._r.get_or_add_rPr()
        language = etree.SubElement(look, qn("w:lang"), {qn("w:eastAsia"): "zh-TW"})
        if tag:
            language.set(qn("w:val"), tag)
    spans = (Span("words "), Span("geiriau ", Style(language="cy-GB")), Span("字"))
    assert read(saved(document)).blocks == (Paragraph(spans),)


def test_words_in_content_controls_are_read() -> None:
    control = b"<w:sdt><w:sdtContent><w:r><w:t>more</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    data = changed("word/document.xml", lambda xml: xml.replace(b"</w:p>", control, 1))
    assert read(data).blocks == (line("wordsmore"),)


def test_headings_are_known_by_name_whatever_their_id() -> None:
    document = docx.Document(str(HOUSE))
    document.styles["Heading 1"].element.set(qn("w:styleId"), "berschrift1")
    document.add_paragraph("words", style="Heading 1")
    assert read(saved(document)).blocks == (Heading(2, (Span("words"),)),)


def test_a_label_is_known_by_name_whatever_its_id() -> None:
    document = docx.Document(str(HOUSE))
    document.styles["Response Label"].element.set(qn("w:styleId"), "ResponseLabel")
    document.add_paragraph("words", style="Response Label")
    expected = Paragraph((Span("words", Style(role="label")),))
    assert read(saved(document)).blocks == (expected,)


def test_styles_that_people_made_are_read_as_roles() -> None:
    document = docx.Document(str(HOUSE))
    document.styles.add_style("Signature Line", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("words", style="Signature Line")
    expected = Paragraph((Span("words", Style(role="signature line")),))
    assert read(saved(document)).blocks == (expected,)


@pytest.mark.parametrize("data", [b"", b"words", b"PK\x03\x04" + b"\0" * 30])
def test_what_is_no_word_file_is_refused_by_name(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(data)
    with pytest.raises(FileError, match=r"broken\.docx: This is not a Word file"):
        read(path)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"gone\.docx: There is no such file"):
        read(tmp_path / "gone.docx")


def test_a_file_cut_short_is_refused() -> None:
    data = write(WORDS, HOUSE)
    for length in range(0, len(data) - 100, 500):  # the last bytes are a comment on the archive
        with pytest.raises(FileError):
            read(data[:length])


@pytest.mark.parametrize(
    "name", ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml"]
)
def test_a_damaged_part_is_refused(name: str) -> None:
    with pytest.raises(FileError):
        read(changed(name, lambda xml: xml[: len(xml) // 2]))


def test_another_kind_of_office_file_is_refused() -> None:
    def to_sheet(xml: bytes) -> bytes:
        return xml.replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")

    with pytest.raises(FileError, match="not a Word document"):
        read(changed("[Content_Types].xml", to_sheet))


def test_a_number_that_is_none_is_refused() -> None:
    def spoil(xml: bytes) -> bytes:
        properties = (
            b'<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        )
        return xml.replace(b"<w:p>", properties, 1)

    with pytest.raises(FileError, match="number"):
        read(changed("word/document.xml", spoil))


def test_a_file_with_a_document_type_declaration_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:document'.encode()

    def spoil(xml: bytes) -> bytes:
        return xml.replace(b"<w:document", entity, 1).replace(b"words", b"&e;")

    with pytest.raises(FileError, match="declaration"):
        read(changed("word/document.xml", spoil))


def test_entities_that_multiply_are_refused() -> None:
    lines = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)]
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "ha">{"".join(lines)}]><w:document'.encode()

    def spoil(xml: bytes) -> bytes:
        return xml.replace(b"<w:document", bomb, 1).replace(b"words", b"&e9;")

    with pytest.raises(FileError):
        read(changed("word/document.xml", spoil))


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = write(WORDS, HOUSE)
    monkeypatch.setattr(word_package, "MOST_BYTES", 1000)
    with pytest.raises(FileError, match="more than a Word file should hold"):
        read(data)


def test_a_file_of_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = write(WORDS, HOUSE)
    monkeypatch.setattr(word_package, "MOST_PARTS", 3)
    with pytest.raises(FileError, match="more than a Word file should hold"):
        read(data)


def saved(document: WordDocument) -> bytes:
    """Return a document of python-docx as a file, without the empty paragraph it opened with."""
    document.element.body.remove(document.element.body[0])
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
