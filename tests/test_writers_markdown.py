import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from responder.document import (
    GAP,
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Source,
    Span,
    Style,
    Table,
    lines_of,
    text_of,
)
from responder.markdown import parse_layout
from responder.writers import markdown
from tests.houses import paragraph
from tests.strategies import documents

SIGNS = (
    *("# x", "- x", "+ x", "* x", "1. x", "12) x", "> x", "|", "*x*", "_x_", "**", "[a](b)", "<b>"),
    *("{{ x }}", "{% x %}", "\\", "&amp;", "&", "!", "`", "~~", "---", "===", "Table: x", "\t"),
    *("http://a.b", "a_b_c", "(c)", "word ", "\u00a0", "a", "  "),
)


def written(*blocks: Block) -> str:
    return markdown.write(Document(blocks))


def styled(text: str, **style: object) -> Paragraph:
    return Paragraph((Span(text, Style(**style)),))  # type: ignore[arg-type]


def outline(blocks: tuple[Block, ...]) -> list[object]:
    """Return blocks as their kinds and words, white space aside."""
    found: list[object] = []
    for block in blocks:
        match block:
            case ListBlock():
                found.append((block.start, *(tuple(outline(item)) for item in block.items)))
            case Table():
                found.append(("table", block.caption.split(), len(block.rows), *cells(block)))
            case Quote():
                found.append(("quote", *outline(block.paragraphs)))
            case Heading() | Paragraph():
                level = block.level if isinstance(block, Heading) else 0
                found.append((level, *text_of(block.spans).split()))
    return found


def cells(table: Table) -> list[tuple[str, ...]]:
    return [tuple(text_of(cell).split()) for cell in lines_of(table)]


def signs() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(SIGNS), min_size=1, max_size=4).map("".join)


def documents_of_signs() -> st.SearchStrategy[Document]:
    """Documents of everything that Markdown could mistake for a sign."""
    links = st.sampled_from(["", "", "https://www.example.org/a(b)?c=d&e"])
    styles = st.just(Style()) | st.builds(Style, st.booleans(), st.booleans(), links)
    line = st.lists(st.builds(Span, signs(), styles), min_size=1, max_size=3).map(tuple)
    par = st.builds(Paragraph, line)

    def listed(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
        items = st.lists(st.lists(inner, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3)
        return st.builds(ListBlock, items.map(tuple), st.none() | st.integers(1, 3))

    def table(width: int) -> st.SearchStrategy[Block]:
        row = st.tuples(*[line] * width)
        return st.builds(Table, row, st.lists(row, max_size=2).map(tuple), st.just("") | signs())

    block = st.one_of(
        par,
        st.builds(Heading, st.integers(1, 6), line),
        listed(par | listed(par)),
        st.builds(Quote, st.lists(par, min_size=1, max_size=2).map(tuple)),
        st.integers(1, 3).flatmap(table),
    )
    return st.builds(Document, st.lists(block, max_size=3).map(tuple))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(documents_of_signs())
def test_whatever_is_written_reads_back_as_the_same_blocks_and_words(document: Document) -> None:
    back = Document(parse_layout(markdown.write(document), {}))
    assert outline(back.blocks) == outline(document.blocks)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_every_document_can_be_written(document: Document) -> None:
    assert markdown.write(document).endswith("\n")


def test_each_kind_of_block_has_its_sign() -> None:
    bullets = ListBlock(((paragraph("a"),), (paragraph("b"), paragraph("more"))))
    numbers = ListBlock(((paragraph("c"),), (paragraph("d"),)), 3)
    table = Table(((Span("e"),), (Span("f"),)), (((Span("g"),), (Span("h"),)),), "Of letters")
    text = written(
        Heading(2, (Span("T"),)), bullets, numbers, Quote((paragraph("q"), paragraph("r"))), table
    )
    assert text == (
        "## T\n\n- a\n- b\n\n  more\n\n3. c\n4. d\n\n> q\n>\n> r\n\n"
        "| e | f |\n| --- | --- |\n| g | h |\n\nTable: Of letters\n"
    )


def test_styles_have_their_signs_and_white_space_stays_outside() -> None:
    line = Paragraph(
        (
            Span("a "),
            Span(" b ", Style(bold=True)),
            Span("c", Style(italic=True)),
            Span(" "),
            Span("d", Style(link="https://www.example.org")),
        )
    )
    assert written(line) == "a  **b** *c* [d](https://www.example.org)\n"


def test_a_label_is_strong_and_a_gap_stays_as_it_reads() -> None:
    assert written(styled("CPS response:", role="label")) == "**CPS response:**\n"
    gap = Paragraph((Span("[TO COMPLETE: When?]", GAP),))
    assert written(gap) == "\\[TO COMPLETE: When?\\]\n"


def test_emphasis_that_would_not_read_back_is_left_out() -> None:
    line = Paragraph((Span("a"), Span("(b)", Style(bold=True)), Span("c")))
    assert written(line) == "a(b)c\n"


def test_neighbours_of_one_style_stand_between_one_pair_of_signs() -> None:
    here, there = Source(path="seconds"), Source(path="unit")
    spans = (Span("9.5", Style(bold=True), here), Span(" seconds", Style(bold=True), there))
    assert written(Paragraph(spans)) == "**9.5 seconds**\n"


def test_a_language_leaves_no_trace_not_even_between_signs_of_emphasis() -> None:
    bold, welsh = Style(bold=True), Style(bold=True, language="cy")
    assert written(Paragraph((Span("Response / ", bold), Span("Ymateb", welsh)))) == (
        "**Response / Ymateb**\n"
    )


def test_a_line_break_is_a_backslash() -> None:
    assert written(paragraph("a\nb")) == "a\\\nb\n"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# a", "\\# a"),
        ("1. a", "1\\. a"),
        ("- a", "\\- a"),
        ("> a", "\\> a"),
        ("a*b*", "a\\*b\\*"),
        ("&amp; & b", "\\&amp; & b"),
        ("<b>", "\\<b\\>"),
        ("a\\b", "a\\\\b"),
    ],
)
def test_what_markdown_gives_a_meaning_is_escaped(text: str, escaped: str) -> None:
    assert written(paragraph(text)) == f"{escaped}\n"


def test_an_exclamation_mark_before_a_link_makes_no_picture() -> None:
    line = Paragraph((Span("Look!"), Span("here", Style(link="https://www.example.org"))))
    assert written(line) == "Look\\![here](https://www.example.org)\n"


def test_an_empty_document_is_an_empty_line() -> None:
    assert written() == "\n"
