"""Reading Word files with tracked changes: the final text, the original, or both."""

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.document import Heading, Paragraph, Span, Style, plain_lines_of, text_of
from responder.readers.reading import Changes, LeftOut, Reading
from responder.readers.word import read_file
from tests.strategies import UNHURRIED
from tests.word_packages import NAMES, cell, item, numbering, p, package, r, root, row, style, table

WHO = 'w:id="1" w:author="A" w:date="2021-01-01T00:00:00Z"'


def put(content: str, name: str = "ins") -> str:
    return f"<w:{name} {WHO}>{content}</w:{name}>"


def taken(text: str, name: str = "del") -> str:
    return put(r(text, tag="delText"), name)


def mark(name: str) -> str:
    return f"<w:rPr><w:{name} {WHO}/></w:rPr>"


def read_as(changes: Changes, body: str, **parts: str) -> Reading:
    return read_file(package(body, parts), "x", changes)


def texts(reading: Reading) -> list[str]:
    lines = (line for block in reading.document.blocks for line in plain_lines_of(block))
    return [text_of(line) for line in lines]


SENTENCE = p(r("The "), put(r("new ")), taken("old "), r("plan"))


def test_the_final_text_has_what_was_put_in() -> None:
    reading = read_as("final", SENTENCE)
    assert texts(reading) == ["The new plan"]
    assert reading.left_out == (LeftOut("deleted text", "old"),)


def test_the_original_text_has_what_was_taken_out() -> None:
    reading = read_as("original", SENTENCE)
    assert texts(reading) == ["The old plan"]
    assert reading.left_out == (LeftOut("inserted text", "new"),)


def test_both_texts_say_which_words_are_whose() -> None:
    reading = read_as("both", SENTENCE)
    assert reading.left_out == ()
    assert reading.document.blocks == (
        Paragraph(
            (
                Span("The "),
                Span("new ", Style(role="inserted")),
                Span("old ", Style(role="deleted")),
                Span("plan"),
            )
        ),
    )


@pytest.mark.parametrize(
    ("changes", "expected"), [("final", ["a", "to b"]), ("original", ["a to", "b"])]
)
def test_words_that_were_moved_stand_in_one_place(changes: Changes, expected: list[str]) -> None:
    body = p(r("a"), put(r(" to"), "moveFrom")) + p(put(r("to "), "moveTo"), r("b"))
    assert texts(read_as(changes, body)) == expected


@pytest.mark.parametrize("changes", ["final", "original"])
def test_words_put_in_and_taken_out_again_are_in_neither_text(changes: Changes) -> None:
    reading = read_as(changes, p(r("a"), put(taken("b"))))
    assert texts(reading) == ["a"]
    assert [one.text for one in reading.left_out] == ["b"]


def test_a_paragraph_mark_that_was_taken_out_joins_two_paragraphs() -> None:
    body = p("One ", look=mark("del")) + p("two.") + p("Three.")
    assert texts(read_as("final", body)) == ["One two.", "Three."]
    assert texts(read_as("original", body)) == ["One ", "two.", "Three."]
    assert texts(read_as("both", body)) == ["One ", "two.", "Three."]


def test_a_paragraph_mark_that_was_put_in_joins_two_paragraphs_of_the_original() -> None:
    body = p("One ", look=mark("ins")) + p("two.")
    assert texts(read_as("original", body)) == ["One two."]
    assert texts(read_as("final", body)) == ["One ", "two."]


def test_joined_paragraphs_have_the_style_of_the_first_that_has_words() -> None:
    styles = root("styles", style("H", "heading 1"))
    gone = p(taken("gone"), look=mark("del"))
    heading = p("Title ", style="H", look=mark("del"))
    found = read_as("final", p("Text.") + gone + heading + p("two"), styles=styles)
    assert found.document.blocks[1] == Heading(2, (Span("Title two"),))


def test_an_item_that_was_taken_out_is_not_counted() -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = item("one") + p(taken("gone"), look=number + mark("del")) + item("two")
    part = numbering(("decimal", "%1."))
    assert texts(read_as("final", body, numbering=part)) == ["1. one", "2. two"]
    assert texts(read_as("original", body, numbering=part)) == ["1. one", "2. gone", "3. two"]


def test_a_mark_that_was_taken_out_at_the_end_loses_no_words() -> None:
    body = p("One", look=mark("del")) + table(row(cell(p("a")), cell(p("b"))))
    assert texts(read_as("final", body)) == ["One", "", "", "a", "b"]
    assert texts(read_as("final", p("One", look=mark("del")))) == ["One"]


@pytest.mark.parametrize(
    ("changes", "expected", "left"),
    [
        ("final", ["a", "b", "new", "n"], [LeftOut("deleted text", "old")]),
        ("original", ["a", "b", "old", "o"], [LeftOut("inserted text", "new")]),
    ],
)
def test_rows_that_were_put_in_or_taken_out(
    changes: Changes, expected: list[str], left: list[LeftOut]
) -> None:
    body = table(
        row(cell(p("a")), cell(p("b"))),
        row(cell(p("old")), cell(p("o")), look=f"<w:del {WHO}/>"),
        row(cell(p("new")), cell(p("n")), look=f"<w:ins {WHO}/>"),
    )
    reading = read_as(changes, body)
    assert [one for one in texts(reading) if one] == expected
    assert left[0] in reading.left_out


def test_cells_that_were_taken_out_are_not_in_the_final_text() -> None:
    body = table(row(cell(p("a")), cell(p("gone"), look=f"<w:cellDel {WHO}/>"), cell(p("b"))))
    reading = read_as("final", body)
    assert [one for one in texts(reading) if one] == ["a", "b"]
    assert reading.left_out == (LeftOut("deleted text", "gone"),)


def test_the_original_has_the_looks_that_it_had() -> None:
    styles = root("styles", style("H", "heading 1"))
    before = f'<w:pPrChange {WHO}><w:pPr><w:pStyle w:val="H"/></w:pPr></w:pPrChange>'
    bold = f"<w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange>"
    body = p("Text.") + p(r("Title", bold), look=before) + p("Text.")
    assert read_as("original", body, styles=styles).document.blocks[1] == Heading(
        2, (Span("Title"),)
    )


def test_a_number_that_was_put_in_is_not_in_the_original() -> None:
    number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {WHO}/></w:numPr>'
    part = numbering(("decimal", "%1."))
    assert texts(read_as("original", p("a", look=number), numbering=part)) == ["a"]
    assert texts(read_as("final", p("a", look=number), numbering=part)) == ["1. a"]


def test_a_note_of_words_that_were_taken_out_is_left_out_with_them() -> None:
    notes = root("footnotes", f'<w:footnote w:id="1">{p("the note")}</w:footnote>')
    body = p(r("a"), put('<w:r><w:footnoteReference w:id="1"/></w:r>', "del"))
    reading = read_as("final", body, footnotes=notes)
    assert texts(reading) == ["a"]
    assert reading.left_out == (LeftOut("deleted text", "the note"),)


WORDS = st.sampled_from(["the ", "Area ", "agrees ", "with ", "it. "])
RUNS = st.builds(r, WORDS, st.sampled_from(["", "<w:b/>", "<w:vanish/>"]))
CHANGED = st.recursive(
    st.one_of(RUNS, WORDS.map(taken), WORDS.map(lambda text: taken(text, "moveFrom"))),
    lambda inner: st.builds(
        put,
        st.lists(inner, max_size=3).map("".join),
        st.sampled_from(["ins", "del", "moveTo", "moveFrom", "smartTag"]),
    ),
    max_leaves=5,
)
MARKS = st.sampled_from(["", mark("ins"), mark("del"), mark("moveFrom")])
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
PARAGRAPHS = st.builds(
    lambda runs, number, end: p(*runs, look=number + end),
    st.lists(CHANGED, max_size=4),
    st.sampled_from(["", NUMBERED]),
    MARKS,
)
ROWS = st.builds(
    lambda cells, look: row(*(cell(*one) for one in cells), look=look),
    st.lists(st.lists(PARAGRAPHS, min_size=1, max_size=2), min_size=1, max_size=3),
    st.sampled_from(["", f"<w:ins {WHO}/>", f"<w:del {WHO}/>"]),
)
TABLES = st.lists(ROWS, max_size=3).map(lambda rows: table(*rows))
BODIES = st.lists(PARAGRAPHS | TABLES, max_size=5).map("".join)


@UNHURRIED
@given(body=BODIES, changes=st.sampled_from(["final", "original", "both"]))
def test_no_word_is_lost_or_doubled_whichever_text_is_wanted(body: str, changes: Changes) -> None:
    reading = read_as(changes, body, numbering=numbering(("bullet", "•")))
    tree = ElementTree.fromstring(root("body", body))
    kept, left = (list(words_of(tree, changes, wanted=wanted)) for wanted in (True, False))
    found = " ".join(texts(reading)).replace("•", " ").split()
    assert found == [word for text in kept for word in text.split()]
    told = sorted(word for one in reading.left_out for word in one.text.split())
    assert told == sorted(word for text in left for word in text.split())


def words_of(
    element: ElementTree.Element, changes: Changes, *, wanted: bool, out: bool = False
) -> Iterator[str]:
    """Yield the texts that stand in the file or are left out, told by what is around them."""
    name = element.tag.rpartition("}")[2]
    gone = {"final": ("del", "moveFrom"), "original": ("ins", "moveTo"), "both": ()}[changes]
    space = f"{{{NAMES['w']}}}"
    look = element.find(f"{space}trPr")
    changed = {one.tag.rpartition("}")[2] for one in (look if look is not None else ())}
    hidden = element.find(f"{space}rPr/{space}vanish") is not None and name == "r"
    out = out or name in gone or bool(changed & set(gone)) or hidden
    if name in ("t", "delText") and out != wanted:
        yield element.text or ""
    for child in element:
        yield from words_of(child, changes, wanted=wanted, out=out)
