"""What makes a Word file hard to read for some, in files that are broken on purpose."""

import base64
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from hypothesis import given
from lxml import etree

from responder import answers, house
from responder.check import review
from responder.check.reading import Reading
from responder.check.rules import Fault
from responder.check.rules.legibility import measure_contrast
from responder.check.settings import load_rules
from responder.check.sight import Seen, look, see
from responder.compose import Composer
from responder.document import Document, lines_of, text_of
from responder.errors import Finding
from responder.readers.word_looks import look_at
from responder.writers.word import write
from tests.checking import CLEAN, find, find_in, respond
from tests.houses import SmallHouse, build
from tests.strategies import EACH_TEMPLATE, UNHURRIED, documents

TESTS = Path(__file__).parent
LAYOUT = """\
{% set subject %}A visit{% endset %}
# A visit

## What we will do

Words of ours. {{ words }}

- one entry
- another

### The actions

| What | When |
|---|---|
| a letter | soon |

Table: What will be done

### The report

See [the report](https://example.org/) on it.

> What they said.
"""
QUESTIONS = """\
title: A visit
published: published
roles: {quoted: [words]}
questions:
  - {name: published, ask: When is it published?, type: date, required: false}
  - {name: words, ask: What is said?, type: prose, required: false}
"""
RULES = (
    "no-word-file one-title file-title heading-order empty-heading empty-paragraph typed-list "
    "table-header table-description table-cells picture-text link-text typed-capitals contrast "
    "small-text justified-text underlined-words page-language words-language"
)
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
KNOWN = [
    (TESTS / home, path)
    for folder, home in (
        ("published", ".."),
        ("examples", ".."),
        ("second_house/answers", "second_house"),
    )
    for path in sorted((TESTS / folder).glob("*.yaml"))
    if "\ntemplate: " in f"\n{path.read_text('utf-8')}"
]
Element = etree._Element
Change = Callable[[Element], object]


@pytest.fixture
def made(tmp_path: Path) -> SmallHouse:
    return build(tmp_path / "house", LAYOUT, QUESTIONS, files={"house.yaml": "vague_links: [here]"})


def read_response(made: SmallHouse, text: str = "") -> Reading:
    composer = Composer(house.load(made.folder))
    given = answers.load(made.answer(text))
    roles = composer.house.questionnaire("visit").roles
    return Reading(composer.compose(given), composer.house, composer.library, roles)


def faults(
    made: SmallHouse, rule: str, change: Change, part: str = "word/document.xml"
) -> list[Fault]:
    """Return what a rule finds in the Word file of a response, one part of which was changed."""
    reading = read_response(made)
    data = write(reading.composition.document.final(), reading.house.word_template)
    reading.made[see] = look(_change(data, part, change), reading)
    return list(load_rules()[rule].find(reading))


def _change(data: bytes, part: str, change: Change) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                root = etree.fromstring(content)
                change(root)
                content = etree.tostring(root)
            after.writestr(name, content)
    return stream.getvalue()


def paragraph(root: Element, words: str) -> Element:
    """Return the paragraph that holds some words."""
    found = (one for one in root.iter(qn("w:p")) if words in "".join(map(str, one.itertext())))
    return next(found)


def restyle(words: str, style: str) -> Change:
    return lambda root: _look_of(paragraph(root, words), "w:pStyle").set(qn("w:val"), style)


def dress(words: str, name: str, value: str) -> Change:
    """Say something of the first run of a paragraph."""

    def change(root: Element) -> None:
        run = paragraph(root, words).find(qn("w:r"))
        assert run is not None
        look = run.find(qn("w:rPr"))
        if look is None:
            look = etree.Element(qn("w:rPr"))
            run.insert(0, look)
        etree.SubElement(look, qn(name), {qn("w:val"): value})

    return change


def _look_of(element: Element, name: str) -> Element:
    look = element.find(qn("w:pPr"))
    if look is None:
        look = etree.Element(qn("w:pPr"))
        element.insert(0, look)
    found = look.find(qn(name))
    return etree.SubElement(look, qn(name)) if found is None else found


def remove(name: str) -> Change:
    def change(root: Element) -> None:
        for one in list(root.iter(qn(name))):
            parent = one.getparent()
            assert parent is not None
            parent.remove(one)

    return change


def words_of(found: list[Fault]) -> list[str]:
    return [one.line.text[one.start : one.end] if one.line else one.excerpt for one in found]


# Files that have no such fault.


def test_every_rule_of_the_word_file_is_known() -> None:
    assert set(RULES.split()) <= set(load_rules())


@pytest.mark.parametrize("rule", RULES.split())
def test_a_plain_response_has_no_fault_in_its_word_file(made: SmallHouse, rule: str) -> None:
    assert not faults(made, rule, lambda root: None)


@pytest.mark.parametrize(("home", "path"), KNOWN, ids=lambda path: path.stem)
def test_the_word_files_of_known_responses_have_none(home: Path, path: Path) -> None:
    composer = Composer(house.load(home))
    given = answers.load(path)
    found = review(composer, given, composer.compose(given))
    assert [one for one in found if one.rule in RULES.split()] == []


@EACH_TEMPLATE
@UNHURRIED
@given(document=documents())
def test_every_word_of_any_file_is_looked_at(template: Path, document: Document) -> None:
    file = look_at(write(document.final(), template))
    shown = [one.text for one in file.paragraphs if one.in_body and (one.in_cell or one.text)]
    lines = [text_of(spans) for block in document.blocks for spans in lines_of(block)]
    assert shown == lines


# Title and headings.


def test_a_response_without_a_title_is_found(made: SmallHouse) -> None:
    (found,) = faults(made, "one-title", restyle("A visit", "Heading1"))
    assert "no title" in found.message


def test_a_second_title_is_found_at_its_words(made: SmallHouse) -> None:
    found = faults(made, "one-title", restyle("What we will do", "Title"))
    assert words_of(found) == ["What we will do"]


def test_a_heading_that_leaves_out_a_level_is_found_at_its_words(made: SmallHouse) -> None:
    found = faults(made, "heading-order", restyle("The actions", "Heading3"))
    assert words_of(found) == ["The actions"]
    assert "level 3" in found[0].message


def test_the_first_heading_is_of_the_first_level(made: SmallHouse) -> None:
    found = faults(made, "heading-order", restyle("What we will do", "Heading2"))
    assert words_of(found) == ["What we will do"]


def test_a_heading_without_words_is_found(made: SmallHouse) -> None:
    def change(root: Element) -> None:
        heading = paragraph(root, "The actions")
        heading[1:] = []

    (found,) = faults(made, "empty-heading", change)
    assert found.place is not None
    assert found.place.file.endswith("house.docx")


def test_a_file_whose_properties_name_no_title_is_found(made: SmallHouse) -> None:
    def change(root: Element) -> None:
        root[0].text = " "

    assert len(faults(made, "file-title", change, "docProps/core.xml")) == 1


# Paragraphs and lists.


def test_empty_paragraphs_for_room_are_found(made: SmallHouse) -> None:
    def change(root: Element) -> None:
        for _ in range(2):
            paragraph(root, "Words of ours").addnext(etree.Element(qn("w:p")))

    (found,) = faults(made, "empty-paragraph", change)
    assert "2 empty paragraphs" in found.message


def test_the_paragraph_between_two_tables_is_none_for_room(tmp_path: Path) -> None:
    table = "| a |\n|---|\n| b |\n"
    made = build(tmp_path / "house", f"# T\n\n{table}\n{{{{ '' }}}}\n\n{table}", QUESTIONS)
    assert not faults(made, "empty-paragraph", lambda root: None)


@pytest.mark.parametrize("sign", ["1.", "12)", "(a)", "b)", "iv.", "-", "–", "•", "*"])
def test_an_entry_of_a_list_that_is_typed_is_found_at_its_sign(made: SmallHouse, sign: str) -> None:
    made.layout.write_text(LAYOUT.replace("Words of ours.", f'{{{{ "{sign} " }}}}words'), "utf-8")
    found = faults(made, "typed-list", lambda root: None)
    assert words_of(found) == [sign]


def test_a_list_typed_with_line_breaks_is_found_at_each_sign() -> None:
    found = find(respond("The Area will\\\n\\- train\\\n\\- tell."), "typed-list")
    assert [one.excerpt for one in found] == ["-", "-"]


@pytest.mark.parametrize(
    "words",
    ["1.21 says so.", "26 letters", "i.e. so", "(as it is) so", "2022. So", "a year", "-5 is"],
)
def test_words_that_only_begin_like_an_entry_are_left_alone(made: SmallHouse, words: str) -> None:
    made.layout.write_text(LAYOUT.replace("Words of ours.", f'{{{{ "{words}" }}}}'), "utf-8")
    assert not faults(made, "typed-list", lambda root: None)


def test_real_lists_and_others_words_are_left_alone(made: SmallHouse) -> None:
    assert not find(respond("Thus:\n\n- one\n- two\n\n1. three\n2. four"), "typed-list")
    quoted = CLEAN.replace("text: The quality", 'text: "- The quality')
    quoted = quoted.replace("needs to improve.", 'needs to improve."')
    assert not find(quoted, "typed-list")


def test_words_in_capitals_are_found_and_abbreviations_are_not() -> None:
    text = "The CPS and RASSO UNIT will NEVER EVER do so. HMCPSI NPCC."
    (found,) = find(respond(text), "typed-capitals")
    assert (found.excerpt, found.severity) == ("NEVER EVER", "warning")
    assert found.place.line == 9


def test_capitals_in_the_report_s_words_are_left_alone() -> None:
    text = CLEAN.replace("The quality of letters", "THE QUALITY OF LETTERS")
    assert not find(text, "typed-capitals")


# Tables.


def test_a_table_without_a_marked_head_is_found_at_its_first_words(made: SmallHouse) -> None:
    found = faults(made, "table-header", remove("w:tblHeader"))
    assert words_of(found) == ["What"]


def test_a_table_without_a_description_is_found(made: SmallHouse) -> None:
    def change(root: Element) -> None:
        remove("w:tblDescription")(root)
        remove("w:tblCaption")(root)

    assert words_of(faults(made, "table-description", change)) == ["What"]


@pytest.mark.parametrize("name", ["w:gridSpan", "w:vMerge"])
def test_merged_cells_are_found(made: SmallHouse, name: str) -> None:
    def change(root: Element) -> None:
        look = next(root.iter(qn("w:tcPr")))
        etree.SubElement(look, qn(name), {qn("w:val"): "2"})

    (found,) = faults(made, "table-cells", change)
    assert "merged" in found.message


def test_a_table_in_a_cell_is_found(made: SmallHouse) -> None:
    def change(root: Element) -> None:
        cell = next(root.iter(qn("w:tc")))
        inner = etree.fromstring(etree.tostring(next(root.iter(qn("w:tbl")))))
        cell.insert(1, inner)

    (found,) = faults(made, "table-cells", change)
    assert "in a cell of another" in found.message


def test_blank_cells_are_counted(made: SmallHouse) -> None:
    def change(root: Element) -> None:
        for cell in list(root.iter(qn("w:tc")))[2:]:
            for run in list(cell.iter(qn("w:r"))):
                run.getparent().remove(run)  # type: ignore[union-attr]

    (found,) = faults(made, "table-cells", change)
    assert "2 cells" in found.message


# Links.


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("[here](https://example.org/)", "does not say where the link leads"),
        ("[“Here”.](https://example.org/)", "does not say where the link leads"),
        ("[https://example.org/a](https://example.org/a)", "shows an address"),
        ("[www.example.org](https://www.example.org)", "shows an address"),
    ],
)
def test_a_link_that_does_not_say_where_it_leads_is_found(link: str, message: str) -> None:
    (found,) = find(respond(f"The report is {link}."), "link-text")
    assert message in found.message
    assert found.excerpt in link
    assert found.place.line == 9


@pytest.mark.parametrize(
    "link",
    [
        "[the letter that is here](https://example.org/)",
        "[a@example.org](mailto:a@example.org)",
        "[**the** report](https://example.org/)",
    ],
)
def test_a_link_that_says_where_it_leads_is_left_alone(link: str) -> None:
    assert not find(respond(f"The report is {link}."), "link-text")


def test_which_words_of_links_say_nothing_is_known_to_the_house(tmp_path: Path) -> None:
    text = 'words: "See [our page](https://example.org/)."\n'
    for number, (data, count) in enumerate([("{}", 0), ("vague_links: [Our  Page]", 1)]):
        layout = "# T\n\n{{ words }}\n"
        made = build(tmp_path / str(number), layout, files={"house.yaml": data})
        assert len(find_in(made, text, "link-text")) == count


# The Word template of the house.


def of_file(made: SmallHouse, text: str = "") -> list[Finding]:
    """Return what is found in the Word file of a response."""
    return [one for one in find_in(made, text) if one.rule in RULES.split()]


def styled(made: SmallHouse, change: Callable[[Any], object]) -> list[Finding]:
    """Return what is found when the house’s Word template was changed, which is where it stands."""
    path = made.folder / "templates" / "house.docx"
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))
    found = of_file(made)
    assert {one.place.file for one in found} <= {str(path)}
    return found


def test_a_style_with_a_faint_colour_is_found_once(made: SmallHouse) -> None:
    def change(document: Any) -> None:
        document.styles["List Bullet"].font.color.rgb = RGBColor(0x77, 0x77, 0x77)

    (found,) = styled(made, change)
    assert (found.rule, found.severity, found.excerpt) == ("contrast", "warning", "List Bullet")
    assert "777777 on FFFFFF, a contrast of 4.4 to 1" in found.message


def test_the_colour_behind_the_words_counts(made: SmallHouse) -> None:
    def change(document: Any) -> None:
        (shade,) = document.styles["House Table"].element.iter(qn("w:shd"))
        shade.set(qn("w:fill"), "1B365D")

    (found,) = styled(made, change)
    assert (found.rule, found.excerpt) == ("contrast", "House Table")


def test_light_words_on_a_dark_head_of_a_table_are_left_alone(made: SmallHouse) -> None:
    def change(document: Any) -> None:
        style = document.styles["House Table"].element
        (shade,) = style.iter(qn("w:shd"))
        shade.set(qn("w:fill"), "1B365D")
        (color,) = style.iter(qn("w:color"))
        color.set(qn("w:val"), "FFFFFF")

    assert not styled(made, change)


@pytest.mark.parametrize(
    ("one", "other", "contrast"),
    [("000000", "FFFFFF", 21.0), ("FFFFFF", "ffffff", 1.0), ("767676", "FFFFFF", 4.54)],
)
def test_contrast_is_reckoned_as_wcag_does(one: str, other: str, contrast: float) -> None:
    assert round(measure_contrast(one, other), 2) == contrast
    assert measure_contrast(one, other) == measure_contrast(other, one)


def test_a_style_with_small_words_is_advice(made: SmallHouse) -> None:
    def change(document: Any) -> None:
        document.styles["List Bullet"].font.size = Pt(11.5)

    (found,) = styled(made, change)
    assert (found.rule, found.severity, found.excerpt) == ("small-text", "advice", "List Bullet")
    assert "11.5 point" in found.message


def test_small_words_of_tables_headers_and_unused_styles_are_left_alone(made: SmallHouse) -> None:
    def change(document: Any) -> None:
        for name in ("House Table", "Heading 5", "Footer"):
            document.styles[name].font.size = Pt(9)

    assert not styled(made, change)


def test_a_style_that_justifies_or_underlines_is_found(made: SmallHouse) -> None:
    def change(document: Any) -> None:
        document.styles["Normal"].paragraph_format.alignment = 3
        document.styles["Heading 1"].font.underline = True

    found = styled(made, change)
    assert sorted((one.rule, one.severity, one.excerpt) for one in found) == [
        ("justified-text", "advice", "Normal"),
        ("underlined-words", "warning", "Heading 1"),
    ]


def test_words_that_are_underlined_or_faint_themselves_are_found_at_their_place(
    made: SmallHouse,
) -> None:
    found = faults(made, "underlined-words", dress("Words of ours", "w:u", "single"))
    assert words_of(found) == ["Words of ours."]
    found = faults(made, "contrast", dress("What they said", "w:color", "999999"))
    assert words_of(found) == ["What they said."]


def test_a_template_that_names_no_language_is_found(made: SmallHouse) -> None:
    def change(document: Any) -> None:
        remove("w:lang")(document.styles.element)

    (found,) = styled(made, change)
    assert found.rule == "page-language"


def test_a_style_in_another_kind_of_the_language_is_found(made: SmallHouse) -> None:
    def change(document: Any) -> None:
        for name, tag in (("Normal", "en-US"), ("Quote", "cy-GB")):
            look = document.styles[name].element.get_or_add_rPr()
            etree.SubElement(look, qn("w:lang"), {qn("w:val"): tag})

    (found,) = styled(made, change)
    assert (found.rule, found.excerpt) == ("words-language", "Normal")
    assert "en-US" in found.message


def test_words_in_what_is_no_language_are_found_at_their_place(made: SmallHouse) -> None:
    found = faults(made, "words-language", dress("Words of ours", "w:lang", "en_{GB"))
    assert words_of(found) == ["Words of ours."]
    assert not faults(made, "words-language", dress("Words of ours", "w:lang", "cy-GB"))


@pytest.mark.parametrize(("described", "count"), [("", 1), ("  ", 1), ("The crest of x", 0)])
def test_a_logo_in_the_header_needs_words(made: SmallHouse, described: str, count: int) -> None:
    def change(document: Any) -> None:
        run = document.sections[0].header.paragraphs[0].add_run()
        run.add_picture(io.BytesIO(PIXEL))
        (picture,) = run._r.iter(qn("wp:docPr"))
        picture.set("descr", described)
        picture.set("name", "Logo")

    found = styled(made, change)
    assert [(one.rule, one.excerpt) for one in found] == [("picture-text", "Logo")] * count


def test_a_picture_that_only_decorates_needs_none(made: SmallHouse) -> None:
    space = "http://schemas.microsoft.com/office/drawing/2017/decorative"

    def change(document: Any) -> None:
        run = document.sections[0].header.paragraphs[0].add_run()
        run.add_picture(io.BytesIO(PIXEL))
        (picture,) = run._r.iter(qn("wp:docPr"))
        etree.SubElement(picture, f"{{{space}}}decorative", {"val": "1"})

    assert not styled(made, change)


def test_a_template_of_which_no_word_file_can_be_made_is_a_warning(made: SmallHouse) -> None:
    made.write("templates/house.docx", "no Word file")
    (found,) = of_file(made)
    assert (found.rule, found.severity) == ("no-word-file", "warning")
    assert "not a Word file" in found.message


def test_without_a_word_template_nothing_is_said_of_one(made: SmallHouse) -> None:
    (made.folder / "templates" / "house.docx").unlink()
    assert not of_file(made)


# Settings and acceptances.


def test_a_house_may_settle_and_an_officer_accept_what_the_word_file_lacks(
    made: SmallHouse,
) -> None:
    def change(document: Any) -> None:
        document.styles["Heading 1"].font.underline = True

    setting = "rules: {underlined-words: {severity: error, reason: So it is here.}}\n"
    made.write("templates/house.yaml", setting)
    (found,) = styled(made, change)
    assert found.severity == "error"
    accepted = "accepted: [{rule: underlined-words, words: Heading 1, reason: It is meant.}]\n"
    assert "underlined-words" not in [one.rule for one in find_in(made, accepted)]


def test_faults_of_how_words_are_shown_are_ours_whoever_said_them(tmp_path: Path) -> None:
    layout = "# T\n\n{{ words }}\n"
    made = build(tmp_path / "house", layout, QUESTIONS)
    reading = read_response(made, "words: Their words.\n")
    data = write(reading.composition.document.final(), reading.house.word_template)
    changed = _change(data, "word/document.xml", dress("Their words", "w:color", "EEEEEE"))
    shown = look(changed, reading)
    assert isinstance(shown, Seen)
    reading.made[see] = shown
    (found,) = load_rules()["contrast"].find(reading)
    assert found.ours
