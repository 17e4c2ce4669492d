"""Reading Word files that other people and programs made: every word, in the form it has there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from responder.document import (
    PLAIN,
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Spans,
    Style,
    Table,
    plain_lines_of,
    text_of,
)
from responder.readers.reading import LeftOut
from responder.readers.word import read_file
from tests.word_packages import (
    NAMES,
    cell,
    item,
    numbering,
    p,
    package,
    r,
    relationships,
    root,
    row,
    style,
    table,
    unzipped,
    zipped,
)

FILES = Path(__file__).parent / "harvest/word"
BOLD = Style(bold=True)
ON = "<w:b/>"
TEXTS = (f"{{{NAMES['w']}}}t", f"{{{NAMES['w']}}}delText", f"{{{NAMES['m']}}}t")


def line(text: str, style: Style = PLAIN) -> Paragraph:
    return Paragraph((Span(text, style),))


def blocks(body: str, **parts: str) -> tuple[Block, ...]:
    return read_file(package(body, parts), "x.docx").document.blocks


def left_out(body: str, **parts: str) -> tuple[LeftOut, ...]:
    return read_file(package(body, parts), "x.docx").left_out


def text(document: Document) -> list[str]:
    return [text_of(spans) for block in document.blocks for spans in plain_lines_of(block)]


# Files of other programs.


@pytest.mark.parametrize("name", ["pandoc", "libreoffice-web", "libreoffice-changes"])
def test_no_sign_of_another_programs_file_is_lost_or_doubled(name: str) -> None:
    data = (FILES / f"{name}.docx").read_bytes()
    reading = read_file(data, name)
    parts = [xml for part, xml in unzipped(data).items() if part.endswith(".xml")]
    there = count_signs(one for xml in parts for one in texts_below(ElementTree.fromstring(xml)))
    lines = [one for block in reading.document.blocks for one in lines_without_numbers(block)]
    kept = count_signs([*map(text_of, lines), *(one.text for one in reading.left_out)])
    assert not there - kept
    # Numbers that Word counts, the marks of notes and the line of a fraction are in no text.
    assert set(kept - there) <= set("[]()./•12iabc")


def texts_below(element: ElementTree.Element) -> Iterator[str]:
    if element.tag in TEXTS:
        yield element.text or ""
    for child in element:
        if child.tag != f"{{{NAMES['mc']}}}Fallback":
            yield from texts_below(child)


def count_signs(texts: Iterable[str]) -> Counter[str]:
    return Counter(sign for text in texts for sign in text if not sign.isspace())


def lines_without_numbers(block: Block) -> Iterator[Spans]:
    if isinstance(block, ListBlock):
        for inner in (one for each in block.items for one in each):
            yield from lines_without_numbers(inner)
    else:
        yield from plain_lines_of(block)


def test_a_file_of_pandoc_has_its_structure() -> None:
    document = read_file((FILES / "pandoc.docx").read_bytes(), "x").document
    title, subtitle, *rest = document.blocks
    assert title == Heading(
        1, (Span("Response to the Area inspection report on Northshire, June 2021"),)
    )
    assert subtitle == line("Published with the report")
    assert Heading(2, (Span("Issues to address"),)) in rest
    assert Heading(3, (Span("Ratings"),)) in rest
    quote = Quote((line("“We welcome the report."), line("“We know that there is more to do.”")))
    assert quote in rest
    lists = [block for block in rest if isinstance(block, ListBlock)]
    assert [block.start for block in lists] == [1, 3, None]
    assert lists[0].items == (
        (
            line("Sharing of material needs to improve."),
            line("A paragraph that goes on with the first issue."),
        ),
        (
            line("Compliance with deadlines needs to improve:"),
            line("a) in the first month, and"),
            line("b) in the second."),
        ),
    )
    inner = ListBlock(((line("new staff first,"),),))
    assert lists[2].items == ((line("train staff,"), inner), (line("check letters."),))
    assert line("(i) first roman") in rest
    (grid,) = (block for block in rest if isinstance(block, Table))
    assert [text_of(one) for one in grid.header] == ["Aspect", "Rating"]
    assert rest[-3:] == [
        line("[1] The first note, in two parts."),
        line("Its second paragraph."),
        line("[2] The second note."),
    ]


def test_a_web_page_saved_by_libreoffice_has_its_structure() -> None:
    document = read_file((FILES / "libreoffice-web.docx").read_bytes(), "x").document
    title = "Response to the inspection report on Northshire"
    assert document.blocks[0] == Heading(1, (Span(title),))
    lists = [block for block in document.blocks if isinstance(block, ListBlock)]
    assert [block.start for block in lists] == [1, 2, None]
    assert [text_of(one) for one in plain_lines_of(lists[1])] == [
        "2. Compliance needs to improve.",
        "a. in the first month, and",
        "b. in the second.",
    ]
    (grid,) = (block for block in document.blocks if isinstance(block, Table))
    rows = [[text_of(one) for one in each] for each in (grid.header, *grid.rows)]
    assert rows == [
        ["Aspect", "Rating"],
        ["Quality", "Good"],
        ["Timeliness", "Fair\nso far"],
        ["", "• one\n• two"],
        ["All of it", ""],
    ]
    assert Paragraph((Span("Response:", BOLD), Span(" The Area accepts this."))) in document.blocks


def test_changes_notes_comments_and_boxes_of_libreoffice_are_read() -> None:
    reading = read_file((FILES / "libreoffice-changes.docx").read_bytes(), "x")
    found = text(reading.document)
    assert found[1:3] == ["The Area has new words in its plan, [1] it says.", "This joins this."]
    assert found[5:9] == ["1. First issue.", "More of it.", "(a) part one", "(b) part two"]
    assert found[-4:] == [
        "Words with a box. After it [i]",
        "Words in a box.",
        "[1]\tA note.",
        "[i]\tLast note.",
    ]
    assert reading.left_out == (
        LeftOut("deleted text", "old words"),
        LeftOut("comment", "Is this so?"),
        LeftOut("hidden text", "in hiding"),
    )


# Headings.


STYLES = root(
    "styles",
    style("Heading1", "heading 1")
    + style("berschrift2", "heading 2")
    + style("Eigene", "Eigene", '<w:basedOn w:val="berschrift2"/>')
    + style("Level", "Level", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
    + style("Contents", "TOC Heading", '<w:basedOn w:val="Heading1"/>')
    + style("Zitat", "Quote")
    + style("Strong", "Strong", "<w:rPr><w:b/></w:rPr>", "character")
    + style("Hidden", "Hidden", "<w:rPr><w:vanish/></w:rPr>", "character"),
)


@pytest.mark.parametrize(
    ("style_id", "level"),
    [("Heading1", 2), ("berschrift2", 3), ("Eigene", 3), ("Level", 4), ("Contents", None)],
)
def test_a_heading_is_known_by_its_style(style_id: str, level: int | None) -> None:
    found = blocks(p("before") + p("words", style=style_id), styles=STYLES)[1]
    assert text_of(found.spans) == "words" if isinstance(found, Heading | Paragraph) else False
    assert (found.level if isinstance(found, Heading) else None) == level


@pytest.mark.parametrize(
    ("style_id", "level"), [("Titre2", 3), ("Ttulo1", 2), ("Kop3", 4), ("Titel", 1)]
)
def test_a_heading_without_its_style_is_known_by_the_id(style_id: str, level: int) -> None:
    found = blocks(p("before") + p("words", style=style_id))
    assert found[1] == Heading(level, (Span("words"),))


def test_a_paragraph_with_a_place_in_the_outline_is_a_heading() -> None:
    found = blocks(p("words", look='<w:outlineLvl w:val="1"/>') + p("text"))
    assert isinstance(found[0], Heading)


@pytest.mark.parametrize(
    "look", ["<w:b/>", '<w:sz w:val="32"/>', '<w:u w:val="single"/>', "<w:caps/>"]
)
def test_a_short_line_that_stands_out_is_a_heading(look: str) -> None:
    found = blocks(p("Some text here.") + p(r("Issues to address", look)) + p("More text here."))
    assert isinstance(found[1], Heading)
    assert found[1].level == 2


def test_a_line_in_capitals_is_a_heading() -> None:
    assert isinstance(blocks(p("Text.") + p("VALUE AND GRIP") + p("Text."))[1], Heading)


def test_the_first_line_that_stands_out_is_the_title() -> None:
    found = blocks(p(r("Response: the report", ON)) + p("Text."))
    assert found[0] == Heading(1, (Span("Response: the report", BOLD),))


@pytest.mark.parametrize(
    "words",
    [
        "The response:",
        "Response: accepted",
        "It needs to improve.",
        "1. Compliance with rules",
        "14 February 2022",
        "“We agree”",
    ],
)
def test_a_line_that_may_be_a_label_or_an_item_stays_a_paragraph(words: str) -> None:
    found = blocks(p("Some text here.") + p(r(words, ON)) + p("More text here."))
    assert found[1] == line(words, BOLD)


def test_a_line_that_comes_again_is_a_label_and_no_heading() -> None:
    label = p(r("Our response", ON))
    found = blocks(p("Issue.") + label + p("Text.") + p("Issue.") + label + p("Text."))
    assert not [one for one in found if isinstance(one, Heading)]


def test_a_bold_line_at_the_end_is_no_heading() -> None:
    assert blocks(p("Text.") + p(r("Head of the Area", ON)))[1] == line("Head of the Area", BOLD)


def test_where_headings_have_styles_none_goes_by_its_look() -> None:
    body = p("words", style="Heading1") + p("Text.") + p(r("Bold line", ON)) + p("Text.")
    assert blocks(body, styles=STYLES)[2] == line("Bold line", BOLD)


# Lists.


def test_numbers_go_on_after_paragraphs_between_the_items() -> None:
    body = item("one") + p("Response: yes.") + item("two") + p("Response: no.")
    assert blocks(body, numbering=numbering(("decimal", "%1."))) == (
        ListBlock(((line("one"),),), 1),
        line("Response: yes."),
        ListBlock(((line("two"),),), 2),
        line("Response: no."),
    )


@pytest.mark.parametrize(
    ("form", "shape", "shown"),
    [
        ("lowerLetter", "(%1)", "(b)"),
        ("upperRoman", "%1.", "II."),
        ("lowerRoman", "%1", "ii"),
        ("decimalZero", "%1", "02"),
        ("ordinal", "%1", "2nd"),
        ("decimal", "Issue %1:", "Issue 2:"),
        ("upperLetter", "%1)", "B)"),
    ],
)
def test_a_number_that_no_list_can_say_stays_as_words(form: str, shape: str, shown: str) -> None:
    found = blocks(item("one") + item("two"), numbering=numbering((form, shape)))
    assert found[1] == line(f"{shown} two")


def test_numbers_of_several_levels_stay_as_words_below_their_item() -> None:
    levels = numbering(("decimal", "%1."), ("decimal", "%1.%2"))
    body = item("one") + item("part", depth=1) + item("part", depth=1) + item("two")
    body += item("part", depth=1)
    assert blocks(body, numbering=levels) == (
        ListBlock(
            (
                (line("one"), line("1.1 part"), line("1.2 part")),
                (line("two"), line("2.1 part")),
            ),
            1,
        ),
    )


def test_legal_numbers_are_digits_at_every_level() -> None:
    levels = numbering(("upperRoman", "%1."), ("decimal", "%1.%2"))
    levels = levels.replace('<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:isLgl/>')
    assert blocks(item("one") + item("part", depth=1), numbering=levels)[1] == line("1.1 part")


def test_a_list_begins_again_where_the_file_says_so() -> None:
    again = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = item("a") + item("b", 2) + item("c", 2) + item("d", 1)
    found = blocks(body, numbering=numbering(("decimal", "%1."), lists=again))
    assert [one.start for one in found if isinstance(one, ListBlock)] == [1, 5, 7]


def test_a_level_that_never_begins_again_goes_on_counting() -> None:
    levels = numbering(("decimal", "%1."), ("lowerLetter", "(%2)")).replace(
        '<w:numFmt w:val="lowerLetter"/>',
        '<w:numFmt w:val="lowerLetter"/><w:lvlRestart w:val="0"/>',
    )
    body = item("one") + item("x", depth=1) + item("two") + item("y", depth=1)
    (found,) = blocks(body, numbering=levels)
    assert [text_of(one) for one in plain_lines_of(found)] == ["1. one", "(a) x", "2. two", "(b) y"]


def test_a_list_numbered_by_a_style_that_another_is_based_on() -> None:
    number = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = root(
        "styles", style("N", "Num", number) + style("M", "More", '<w:basedOn w:val="N"/>')
    )
    found = blocks(
        p("a", style="N") + p("b", style="M"),
        styles=styles,
        numbering=numbering(("decimal", "%1.")),
    )
    assert isinstance(found[0], ListBlock)
    assert (found[0].start, len(found[0].items)) == (1, 2)


def test_a_list_may_follow_a_list_style() -> None:
    linked = (
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="Issues"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    )
    part = numbering(("decimal", "%1."), lists=linked).replace(
        '<w:abstractNum w:abstractNumId="0">',
        '<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="Issues"/>',
    )
    assert blocks(item("a"), numbering=part) == (ListBlock(((line("a"),),), 1),)


def test_bullets_are_bullets_in_any_font() -> None:
    part = numbering(("bullet", "\uf0b7"), ("bullet", "o"))
    inner = ListBlock(((line("b"),),))
    expected = (ListBlock(((line("a"), inner),)),)
    assert blocks(item("a") + item("b", depth=1), numbering=part) == expected


def test_a_numbered_heading_keeps_its_number_as_a_word() -> None:
    number = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = root("styles", style("H", "heading 1", number))
    found = blocks(
        p("text") + p("Issues", style="H"), styles=styles, numbering=numbering(("decimal", "%1"))
    )
    assert found[1] == Heading(2, (Span("1 Issues"),))


def test_a_number_that_somebody_typed_stays_words() -> None:
    assert blocks(p("1. It needs to improve."))[0] == line("1. It needs to improve.")


def test_a_file_without_its_lists_keeps_the_words() -> None:
    assert blocks(item("a")) == (line("a"),)


# Quotations and tables.


@pytest.mark.parametrize(
    ("style_id", "name"),
    [("Zitat", "Quote"), ("I", "Intense Quote"), ("Q", "Quotations"), ("B", "Block Text")],
)
def test_paragraphs_in_a_style_for_quotations_are_one_quotation(style_id: str, name: str) -> None:
    body = p("“One.", style=style_id) + p("“Two.”", style=style_id)
    found = blocks(body, styles=root("styles", style(style_id, name)))
    assert found == (Quote((line("“One."), line("“Two.”"))),)


def rows_of(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    return [[text_of(one) for one in each] for each in (block.header, *block.rows)]


def test_a_table_without_a_header_row_has_a_blank_one() -> None:
    body = table(row(cell(p("Area")), cell(p("North"))), row(cell(p("Date")), cell(p("May"))))
    assert rows_of(blocks(body)[0]) == [["", ""], ["Area", "North"], ["Date", "May"]]


@pytest.mark.parametrize("by_look", [True, False])
def test_a_header_row_is_known_by_its_mark_or_its_look(by_look: bool) -> None:
    head = [r(one, ON) if by_look else one for one in ("Aspect", "Rating")]
    mark = "" if by_look else "<w:tblHeader/>"
    body = table(
        row(*(cell(p(one)) for one in head), look=mark), row(cell(p("Quality")), cell(p("Good")))
    )
    assert rows_of(blocks(body)[0]) == [["Aspect", "Rating"], ["Quality", "Good"]]


def test_merged_cells_leave_every_word_in_its_column() -> None:
    body = table(
        row(cell(p("wide"), look='<w:gridSpan w:val="2"/>'), cell(p("c"))),
        row(cell(p("tall"), look='<w:vMerge w:val="restart"/>'), cell(p("b")), cell(p("c"))),
        row(cell(look="<w:vMerge/>"), cell(p("b")), cell(p("c"))),
        row(cell(p("b")), cell(p("c")), look='<w:gridBefore w:val="1"/>'),
    )
    assert rows_of(blocks(body)[0])[1:] == [
        ["wide", "", "c"],
        ["tall", "b", "c"],
        ["", "b", "c"],
        ["", "b", "c"],
    ]


def test_a_cell_keeps_its_paragraphs_lists_and_inner_tables() -> None:
    inner = table(row(cell(p("x")), cell(p("y"))))
    body = table(row(cell(p("a")), cell(p("one"), p(), item("two"), inner, p("end"))))
    found = blocks(body, numbering=numbering(("decimal", "%1.")))
    assert rows_of(found[0])[1] == ["a", "one\n1. two\nx\ny\nend"]


def test_a_table_that_only_places_words_becomes_its_paragraphs() -> None:
    body = table(row(cell(p("one"), item("two"))), row(cell(p("three"))))
    found = blocks(body, numbering=numbering(("decimal", "%1.")))
    assert found == (line("one"), ListBlock(((line("two"),),), 1), line("three"))


# Words in unusual places.


@pytest.mark.parametrize(
    "around",
    [
        "<w:sdt><w:sdtPr><w:rPr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:smartTag w:element="x"><w:smartTagPr/>{}</w:smartTag>',
        '<w:customXml w:element="x">{}</w:customXml>',
        '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
        '<w:bookmarkStart w:id="1"/>{}<w:bookmarkEnd w:id="1"/><w:proofErr w:type="spellEnd"/>',
        '<w:bdo w:val="ltr">{}</w:bdo>',
        "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>"
        "</mc:AlternateContent>",
        "<mc:AlternateContent><mc:Choice/><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
    ],
)
def test_words_are_read_once_whatever_is_around_them(around: str) -> None:
    run = r("words")
    assert blocks(f"<w:p>{around.format(run, run)}</w:p>") == (line("words"),)


@pytest.mark.parametrize("name", ["sdt", "customXml"])
def test_rows_cells_and_paragraphs_are_read_whatever_is_around_them(name: str) -> None:
    start, end = f"<w:{name}><w:sdtContent>", f"</w:sdtContent></w:{name}>"
    cells = cell(p("a")) + start + cell(p("b")) + end
    body = start + p("before") + end + table(start + row(cells) + end)
    found = blocks(body)
    assert (found[0], rows_of(found[1])[1]) == (line("before"), ["a", "b"])


def field(code: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    middle = f"{mark.format('separate')}{r(result)}" if result else ""
    return mark.format("begin") + r(code, tag="instrText") + middle + mark.format("end")


def test_a_field_shows_its_result_and_never_its_instruction() -> None:
    body = p(r("on "), field(" DATE ", "1 May"), r(" at "), field(" SET x ", ""), r("noon"))
    assert blocks(body) == (line("on 1 May at noon"),)


def test_a_field_in_the_instruction_of_another_is_not_shown() -> None:
    inner = field(" PAGE ", "7")
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    outer = mark.format("begin") + r(" IF ", tag="instrText") + inner
    outer += mark.format("separate") + r("shown") + mark.format("end")
    assert blocks(p(outer)) == (line("shown"),)


def test_a_field_that_nobody_ended_swallows_no_words() -> None:
    body = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', r("words")) + p("more")
    assert blocks(body) == (line("words"), line("more"))


def test_links_lead_where_they_lead_in_word() -> None:
    code = ' HYPERLINK "https://example.org/b" \\o "tip" '
    body = p('<w:hyperlink r:id="l1">' + r("a") + "</w:hyperlink>", r(" "), field(code, "b"))
    data = package(body, links={"l1": "https://example.org/a"})
    (found,) = read_file(data, "x").document.blocks
    links = [Style(link=f"https://example.org/{one}") for one in "ab"]
    assert found == Paragraph((Span("a", links[0]), Span(" "), Span("b", links[1])))


def test_signs_that_stand_for_characters_are_read() -> None:
    body = p(
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
        '<w:ptab/><w:t>e</w:t><w:sym w:font="Wingdings" w:char="F0FC"/>'
        '<w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="x" w:char="D800"/></w:r>'
    )
    assert blocks(body) == (line("a\tb\nc\N{NON-BREAKING HYPHEN}d\te✓α\N{REPLACEMENT CHARACTER}"),)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [("the", "end", "the end"), ("the ", "end", "the end"), ("", "end", "end"), ("the", "", "the")],
)
def test_the_end_of_a_page_parts_words_and_nothing_else(
    before: str, after: str, shown: str
) -> None:
    body = p(r(before), '<w:r><w:br w:type="page"/><w:lastRenderedPageBreak/></w:r>', r(after))
    assert blocks(body) == (line(shown),)


def test_blanks_of_the_xml_are_no_words_blanks() -> None:
    body = "<w:p><w:r><w:t>\n  one\n  </w:t></w:r><w:r><w:t>two\nthree</w:t></w:r></w:p>"
    assert blocks(body) == (line("onetwo three"),)


def test_equations_keep_their_words() -> None:
    fraction = (
        "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    )
    body = p(r("a "), f"<m:oMath><m:d><m:e>{fraction}</m:e></m:d></m:oMath>")
    assert blocks(body) == (line("a (1/2)"),)


def test_a_reading_aid_is_left_out_of_its_word() -> None:
    guide, base = f"<w:rt>{r('kanji')}</w:rt>", f"<w:rubyBase>{r('漢字')}</w:rubyBase>"
    ruby = f"<w:r><w:ruby><w:rubyPr/>{guide}{base}</w:ruby></w:r>"
    assert blocks(p(ruby)) == (line("漢字"),)
    assert left_out(p(ruby)) == (LeftOut("reading aid", "kanji"),)


def test_a_text_box_stands_behind_the_paragraph_that_it_hangs_on() -> None:
    content = f"<w:txbxContent>{p('in the box')}{item('counted')}</w:txbxContent>"
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    found = blocks(
        p(r("one "), box, r("line")) + p("next"), numbering=numbering(("decimal", "%1."))
    )
    counted = ListBlock(((line("counted"),),), 1)
    assert found == (line("one line"), line("in the box"), counted, line("next"))


def test_words_of_a_drawing_are_told_of() -> None:
    drawing = "<w:r><w:drawing><a:t>in a shape</a:t></w:drawing></w:r>"
    assert left_out(p("words", drawing)) == (LeftOut("text of a drawing", "in a shape"),)


def test_hidden_words_are_left_out_whoever_hides_them() -> None:
    body = p(
        r("seen "),
        r("one", "<w:vanish/>"),
        r("seen "),
        r("two", '<w:rStyle w:val="Hidden"/>'),
        r("seen", '<w:rStyle w:val="Hidden"/><w:vanish w:val="0"/>'),
    )
    assert left_out(body, styles=STYLES) == tuple(
        LeftOut("hidden text", one) for one in ("one", "two")
    )
    assert text_of(next(plain_lines_of(blocks(body, styles=STYLES)[0]))) == "seen seen seen"


def test_bold_by_a_style_for_words_is_bold() -> None:
    run = r("strong", '<w:rStyle w:val="Strong"/>')
    assert blocks(p("so ", run), styles=STYLES) == (Paragraph((Span("so "), Span("strong", BOLD))),)


def test_the_dialect_of_a_keyboard_is_no_language_of_words() -> None:
    body = p(r("a", '<w:lang w:val="en-US"/>'), r("b", '<w:lang w:val="cy-GB"/>'))
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
    )
    document = read_file(package(body, {"styles": root("styles", defaults)}), "x").document
    assert document.properties.language == "en-GB"
    assert document.blocks == (Paragraph((Span("a"), Span("b", Style(language="cy-GB")))),)


# Notes, comments, headers and footers.


def note(kind: str, note_id: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{note_id}"/></w:r>'


def notes(kind: str, *texts: str) -> str:
    bar = f'<w:{kind} w:id="-1" w:type="separator">{p("no words")}</w:{kind}>'
    found = (f'<w:{kind} w:id="{n}">{p(one)}</w:{kind}>' for n, one in enumerate(texts, 1))
    return root(f"{kind}s", bar + "".join(found))


def test_notes_stand_at_the_end_each_with_its_mark() -> None:
    body = p("It improved", note("footnote", 2), ".") + p("End", note("endnote", 1))
    found = blocks(
        body, footnotes=notes("footnote", "unused", "since May"), endnotes=notes("endnote", "last")
    )
    assert found == (
        line("It improved. [1]"),
        line("End [i]"),
        line("[1] since May"),
        line("[i] last"),
    )


def test_a_note_to_which_nothing_leads_is_told_of() -> None:
    found = left_out(p("words"), footnotes=notes("footnote", "unused"))
    assert found == (LeftOut("footnote", "unused"),)


def test_a_note_with_a_mark_of_its_own_gets_no_other() -> None:
    mark = '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    found = blocks(p("words", mark), footnotes=notes("footnote", "* so"))
    assert found == (line("words*"), line("* so"))


def test_comments_and_their_replies_are_told_of_where_they_stand() -> None:
    comments = root(
        "comments",
        '<w:comment w:id="0"><w:p w14:paraId="A1"><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>'
        '<w:comment w:id="1"><w:p w14:paraId="B2"><w:r><w:t>Because.</w:t></w:r></w:p></w:comment>',
    )
    extended = (
        f'<w15:commentsEx xmlns:w15="{NAMES["w15"]}"><w15:commentEx w15:paraId="A1"/>'
        '<w15:commentEx w15:paraId="B2" w15:paraIdParent="A1"/></w15:commentsEx>'
    )
    body = p("words", '<w:r><w:commentReference w:id="0"/></w:r>')
    parts = {"comments": comments, "commentsExtended": extended}
    assert read_file(package(body, parts), "x").left_out == (
        LeftOut("comment", "Why?"),
        LeftOut("reply to a comment", "Because."),
    )


def test_headers_and_footers_are_told_of_once() -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="partheader1"/>'
        '<w:headerReference w:type="first" r:id="partheader1"/>'
        '<w:footerReference w:type="default" r:id="partfooter1"/></w:sectPr>'
    )
    page = field(" PAGE ", "2")
    parts = {"header1": root("hdr", p("OFFICIAL")), "footer1": root("ftr", p(r("Page "), page))}
    found = read_file(package(p("words") + section, parts), "x")
    assert found.left_out == (LeftOut("header", "OFFICIAL"), LeftOut("footer", "Page 2"))
    assert found.document.marking == ()


def test_an_embedded_file_is_told_of() -> None:
    data = package('<w:altChunk r:id="x"/>' + p("words"))
    assert read_file(data, "x").left_out == (LeftOut("embedded file", "unknown"),)


# Packages of other programs.


def make_strict(content: bytes) -> bytes:
    for kind in ("wordprocessingml", "officeDocument"):
        usual = f"http://schemas.openxmlformats.org/{kind}/2006/"
        content = content.replace(usual.encode(), f"http://purl.oclc.org/ooxml/{kind}/".encode())
    return content


def test_a_strict_file_is_read_like_any_other() -> None:
    body = p(r("words", ON), r(" more")) + item("one")
    parts = {"numbering": numbering(("decimal", "%1."))}
    strict = {
        name: make_strict(content) for name, content in unzipped(package(body, parts)).items()
    }
    assert b"purl" in strict["word/document.xml"]
    found = read_file(zipped(strict), "x").document.blocks
    assert found == (
        Paragraph((Span("words", BOLD), Span(" more"))),
        ListBlock(((line("one"),),), 1),
    )


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_templates_and_files_with_macros_are_read(kind: str) -> None:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    )
    data = package(p("words"), others={"[Content_Types].xml": types})
    assert read_file(data, "x").document.blocks == (line("words"),)


@pytest.mark.parametrize("target", ["/word/main.xml", "word/../word/main.xml", "Word/Main.xml"])
def test_the_text_may_stand_in_a_part_of_any_name(target: str) -> None:
    content = unzipped(package(p("words")))["word/document.xml"]
    rels = relationships({"x": ("officeDocument", target)})
    data = zipped({"_rels/.rels": rels, "word/main.xml": content})
    assert read_file(data, "x").document.blocks == (line("words"),)


def test_links_to_parts_that_are_missing_lose_no_words() -> None:
    rels = relationships({"a": ("styles", "gone.xml"), "b": ("footnotes", "NULL")})
    data = package(p("words", note("footnote", 1)), others={"word/_rels/document.xml.rels": rels})
    assert read_file(data, "x").document.blocks == (line("words"),)
