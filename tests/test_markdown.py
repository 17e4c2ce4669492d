import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responder.document import (
    Block,
    Heading,
    ListBlock,
    Quote,
    Source,
    Span,
    Style,
    Table,
    lines_of,
    spans_of,
    text_of,
)
from responder.errors import DataError, Place
from responder.markdown import Mark, mark, parse_layout, parse_line, parse_prose, read_bullets
from tests.houses import paragraph
from tests.strategies import texts

HERE = Source(template=Place("response.md.j2", 1))
SAID = Source(template=Place("response.md.j2", 1), answer=Place("answers.yaml", 2), path="name")


def words_of(blocks: tuple[Block, ...]) -> list[str]:
    """Return the words of blocks, each kind of white space taken as equal."""
    return [word for block in blocks for line in lines_of(block) for word in text_of(line).split()]


def layout(text: str, **marks: Mark) -> tuple[Block, ...]:
    """Return a layout in which @a stands for the mark named a."""
    keys = {str(number): marks[name] for number, name in enumerate(marks)}
    for number, name in enumerate(marks):
        text = text.replace(f"@{name}", mark(str(number)))
    return parse_layout(text, keys)


def said(text: str, style: Style | None = None) -> Mark:
    return Mark(spans=(Span(text, style or Style(), SAID),))


def test_prose_is_paragraphs_set_apart_by_empty_lines() -> None:
    assert parse_prose("one\ntwo\n\nthree") == (paragraph("one two"), paragraph("three"))


def test_prose_may_hold_bullets_and_numbers() -> None:
    assert parse_prose("- a\n- b\n\n3. c\n4. d") == (
        ListBlock(((paragraph("a"),), (paragraph("b"),))),
        ListBlock(((paragraph("c"),), (paragraph("d"),)), 3),
    )


def test_prose_may_hold_a_list_in_a_list() -> None:
    (outer,) = parse_prose("- a\n  - b\n")
    inner = ListBlock(((paragraph("b"),),))
    assert outer == ListBlock(((paragraph("a"), inner),))


def test_prose_may_hold_bold_italic_and_links() -> None:
    assert list(spans_of(parse_prose("**a** *b* [c](https://x.org/?d=e&f)"))) == [
        Span("a", Style(bold=True)),
        Span(" "),
        Span("b", Style(italic=True)),
        Span(" "),
        Span("c", Style(link="https://x.org/?d=e&f")),
    ]


def test_a_backslash_or_two_blanks_at_the_end_of_a_line_break_it() -> None:
    assert parse_prose("a\\\nb") == (paragraph("a\nb"),)
    assert parse_prose("a  \nb") == (paragraph("a\nb"),)


@pytest.mark.parametrize(
    "text",
    [
        "# heading",
        "> quote",
        "| a | b |\n|---|---|",
        "***",
        "---",
        "a\n===",
        "<b>bold</b>",
        "&amp; &nbsp;",
        "`code`",
        "```",
        "<https://www.example.org>",
        "https://www.example.org",
        "[a]: https://www.example.org",
        "Table: of contents",
        "a\\",
        "~~a~~",
        "snake_case_name",
        "2 * 3 * 4",
        "{{ x }} {% y %} {# z #}",
        "“It’s” – ‘fine’…",
        "a\u00a0b",
    ],
)
def test_whatever_else_markdown_knows_is_only_words_in_prose(text: str) -> None:
    assert parse_prose(text) == (paragraph(text.replace("\n", " ")),)


def test_an_indented_line_of_prose_is_a_paragraph_and_no_code() -> None:
    assert parse_prose("    a\n\n    b") == (paragraph("a"), paragraph("b"))


@given(st.lists(st.text("abcXYZ019 .,;:!?()’“”–\u00a0éœ€%/'\"\n", max_size=20), max_size=5))
def test_prose_without_signs_of_markdown_keeps_every_word(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    numbers = re.compile(r"(?m)^\s*\d+[.)](\s|$)")  # a number at the start of a line makes a list
    text = numbers.sub("", numbers.sub("", text))
    assert words_of(parse_prose(text)) == text.split()


@given(texts())
def test_no_text_is_too_strange_to_be_read_as_prose(text: str) -> None:
    parse_prose(text)


def test_prose_tells_the_line_that_each_paragraph_begins_on() -> None:
    def locate(line: int) -> Source:
        return Source(answer=Place("answers.yaml", 10 + line))

    text = "one\n\ntwo\nand more\n\n- three\n- four\n"
    places = [span.source.answer for span in spans_of(parse_prose(text, locate)) if span.source]
    assert [place.line for place in places if place] == [10, 12, 15, 16]


def test_a_layout_may_hold_headings_quotations_and_tables() -> None:
    text = "# A\n\n### B\n\n> c\n>\n> d\n\n| e | f |\n|---|---|\n| g | h |\n\nTable: i\n"
    assert layout(text) == (
        Heading(1, (Span("A"),)),
        Heading(3, (Span("B"),)),
        Quote((paragraph("c"), paragraph("d"))),
        Table(
            ((Span("e"),), (Span("f"),)),
            (((Span("g"),), (Span("h"),)),),
            "i",
        ),
    )


STRANGE = ("# x", "- x", "1. x", "> x", "|", "*x*", "[a](b)", "<b>", "```", "x\\", " x ", "a\nb")
STANDS = ("# @a", "## x @a y", "@a", "- @a", "1. @a\n2. z", "> @a", "x **@a** y", "*@a*", "@a: x")


@pytest.mark.parametrize("words", STRANGE)
@pytest.mark.parametrize("text", STANDS)
def test_marked_words_come_out_as_they_are_and_change_no_block(text: str, words: str) -> None:
    plain, strange = layout(text, a=said("word")), layout(text, a=said(words))
    assert [type(block) for block in strange] == [type(block) for block in plain]
    assert [span.text.replace(words, "word") for span in spans_of(strange)] == [
        span.text for span in spans_of(plain)
    ]


@pytest.mark.parametrize("words", ["a | b", "|", "x\\", "a\nb", "---", "*x*"])
def test_marked_words_never_break_the_cells_of_a_table(words: str) -> None:
    (table,) = layout("| @a | y |\n|---|---|\n| z | @a |", a=said(words))
    assert isinstance(table, Table)
    assert [text_of(cell) for cell in (*table.header, *table.rows[0])] == [words, "y", "z", words]


def test_a_mark_may_stand_in_a_link_in_its_words_and_in_its_address() -> None:
    blocks = layout("[see @a](https://x.org/@b)", a=said("here"), b=said("a b)c"))
    assert {span.style.link for span in spans_of(blocks)} == {"https://x.org/a b)c"}
    assert text_of(spans_of(blocks)) == "see here"


def test_the_style_around_a_mark_adds_to_the_style_of_its_words() -> None:
    (span,) = spans_of(layout("**@a**", a=said("x", Style(italic=True, role="label"))))
    assert span.style == Style(bold=True, italic=True, role="label")


def blocks_of(*blocks: Block) -> Mark:
    return Mark(blocks=blocks)


def test_blocks_stand_where_their_mark_stood() -> None:
    inner = ListBlock(((paragraph("x"),),))
    assert layout("@a", a=blocks_of(paragraph("one"), inner)) == (paragraph("one"), inner)


def test_words_before_and_after_blocks_run_into_their_paragraphs() -> None:
    blocks = layout("Before @a after.", a=blocks_of(paragraph("one"), paragraph("two")))
    assert [text_of(spans_of([block])) for block in blocks] == ["Before one", "two after."]


def test_words_do_not_run_into_a_list() -> None:
    inner = ListBlock(((paragraph("x"),),))
    blocks = layout("Before @a after.", a=blocks_of(inner))
    assert [text_of(spans_of([block])) for block in blocks] == ["Before", "x", "after."]


def test_no_blocks_leave_the_words_around_them() -> None:
    assert words_of(layout("Before @a after.", a=blocks_of())) == ["Before", "after."]
    assert layout("@a", a=blocks_of()) == ()


def test_blocks_in_an_item_are_blocks_of_that_item() -> None:
    (block,) = layout("- @a\n- z", a=blocks_of(paragraph("one"), paragraph("two")))
    assert isinstance(block, ListBlock)
    assert [words_of(item) for item in block.items] == [["one", "two"], ["z"]]


def test_blocks_in_a_heading_or_a_cell_become_one_line() -> None:
    several = blocks_of(paragraph("one"), ListBlock(((paragraph("two"),),)))
    heading, table = layout("# @a\n\n| @a |\n|---|\n", a=several)
    assert words_of((heading,)) == ["one", "•", "two"]
    assert isinstance(table, Table)
    assert text_of(table.header[0]) == "one • two"


def test_paragraphs_in_a_quotation_stay_paragraphs() -> None:
    (quote,) = layout("> @a", a=blocks_of(paragraph("one"), paragraph("two")))
    assert quote == Quote((paragraph("one"), paragraph("two")))


def test_words_without_a_mark_take_the_source_of_the_mark_that_ends_their_line() -> None:
    first, second = Source(Place("t", 1)), Source(Place("t", 2))
    ends = {"L1": Mark(first, ends_line=True), "L2": Mark(second, ends_line=True)}
    one, two = spans_of(parse_layout(f"one{mark('L1')}\ntwo{mark('L2')}.", ends))
    assert (one.text.strip(), one.source) == ("one", first)
    assert (two.text.strip(), two.source) == ("two.", second)


def test_the_first_cells_of_a_row_have_the_source_of_its_last() -> None:
    ends = {"L1": Mark(HERE, ends_line=True)}
    blocks = parse_layout(f"| one | two{mark('L1')} |\n|---|---|", ends)
    assert {span.source for span in spans_of(blocks)} == {HERE}


def test_the_words_of_a_link_have_the_source_of_the_mark_in_its_address() -> None:
    ends = {"L1": Mark(HERE, ends_line=True)}
    blocks = parse_layout(f"See [the page](https://x.org/a{mark('L1')}).", ends)
    assert {span.source for span in spans_of(blocks)} == {HERE}
    assert [span.style.link for span in spans_of(blocks)] == ["", "https://x.org/a", ""]


def test_a_line_is_its_words_and_emphasis_alone() -> None:
    spans = parse_line("  # **a** > b  ", {})
    assert text_of(spans) == "# a > b"
    assert parse_line("", {}) == ()


@settings(max_examples=50)
@given(texts(), st.sampled_from(STANDS))
def test_any_words_come_out_of_their_mark_unchanged(words: str, text: str) -> None:
    blocks = layout(text, a=said("\N{BULLET}" + words + "\N{BULLET}"))
    assert "\N{BULLET}" + words + "\N{BULLET}" in text_of(spans_of(blocks))


@pytest.mark.parametrize("sign", ["• ", "•\t", "· ", "–\t", "-\t"])
def test_bullets_that_word_copies_make_a_list(sign: str) -> None:
    blocks = parse_prose(read_bullets(f"It found:\n\n{sign}one\n{sign}two"))
    assert isinstance(blocks[1], ListBlock)
    assert [text_of(line) for line in lines_of(blocks[1])] == ["one", "two"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/x"])
def test_an_address_that_could_run_or_read_something_is_no_link(address: str) -> None:
    (block,) = parse_prose(f"See [here]({address}).")
    assert all(not span.style.link for span in spans_of([block]))


def test_a_list_deeper_than_word_can_show_is_an_error() -> None:
    nested = "\n".join("  " * depth + "- x" for depth in range(10))
    with pytest.raises(DataError, match=r"a\.yaml:10: Lists are nested too deeply"):
        parse_prose(nested, lambda line: Source(answer=Place("a.yaml", line + 1)))
    assert parse_prose("\n".join(nested.split("\n")[:9]))


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("2. a\n\n5. b\n6. c", [(2, 1), (5, 2)]),
        ("5. a\n2. b", [(5, 1), (2, 1)]),
        ("1. a\n1. b\n1. c", [(1, 3)]),
    ],
)
def test_a_number_that_does_not_follow_begins_a_list(
    text: str, starts: list[tuple[int, int]]
) -> None:
    blocks = parse_prose(text, lambda _: Source())
    assert [(one.start, len(one.items)) for one in blocks if isinstance(one, ListBlock)] == starts
