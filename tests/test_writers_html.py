from html.parser import HTMLParser

import pytest
from hypothesis import given

from responder.document import (
    GAP,
    STALE,
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Style,
    Table,
    lines_of,
    text_of,
)
from responder.writers import html
from tests.strategies import documents


def paragraph(text: str, style: Style | None = None) -> Paragraph:
    return Paragraph((Span(text, style or Style()),))


def written(*blocks: Block) -> str:
    return html.write(Document(blocks))


def link(address: str) -> Style:
    return Style(link=address)


def test_level_one_is_the_only_h1_and_deeper_levels_follow() -> None:
    fragment = written(Heading(1, (Span("A"),)), Heading(2, (Span("B"),)), Heading(3, (Span("C"),)))
    assert fragment == "<h1>A</h1>\n<h2>B</h2>\n<h3>C</h3>\n"


def test_a_level_that_html_does_not_know_becomes_its_deepest() -> None:
    assert written(Heading(9, (Span("A"),))) == "<h6>A</h6>\n"


def test_an_empty_document_is_an_empty_fragment() -> None:
    assert written() == ""


def test_what_html_gives_a_meaning_is_escaped() -> None:
    assert written(paragraph("a < b & c > d")) == "<p>a &lt; b &amp; c &gt; d</p>\n"


def test_quotes_dashes_and_fixed_spaces_come_out_as_they_went_in() -> None:
    words = '“Don’t” – "it\'s"\u00a0so,  she said'
    assert written(paragraph(words)) == f"<p>{words}</p>\n"


def test_a_line_feed_is_a_line_break() -> None:
    assert written(paragraph("one\ntwo")) == "<p>one<br>two</p>\n"


def test_bold_and_italic_are_strong_and_emphasised() -> None:
    fragment = written(paragraph("both", Style(bold=True, italic=True)))
    assert fragment == "<p><strong><em>both</em></strong></p>\n"


def test_a_label_is_strong() -> None:
    assert written(paragraph("Response:", Style(role="label"))) == (
        "<p><strong>Response:</strong></p>\n"
    )


@pytest.mark.parametrize("style", [GAP, STALE])
def test_gaps_and_stale_words_are_marked(style: Style) -> None:
    assert written(paragraph("[TO COMPLETE: date]", style)) == (
        "<p><mark>[TO COMPLETE: date]</mark></p>\n"
    )


def test_a_role_that_only_word_knows_leaves_no_trace() -> None:
    assert written(paragraph("words", Style(role="theme"))) == "<p>words</p>\n"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "HTTP://example.org",
        "mailto:a@example.org",
        "/a",
        "a/b:c",
        "?q",
        "#a",
    ],
)
def test_an_address_that_a_browser_goes_to_is_linked(address: str) -> None:
    assert written(paragraph("words", link(address))) == f'<p><a href="{address}">words</a></p>\n'


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:x", "\x01 javascript:x", "data:x"],
)
def test_an_address_that_a_browser_runs_is_plain_text(address: str) -> None:
    assert written(paragraph("words", link(address))) == "<p>words</p>\n"


def test_an_address_cannot_leave_its_attribute() -> None:
    fragment = written(paragraph("words", link('/"onclick="x&y')))
    assert fragment == '<p><a href="/&quot;onclick=&quot;x&amp;y">words</a></p>\n'


def test_one_link_in_several_styles_stays_one_link() -> None:
    spans = (Span("one ", link("/a")), Span("two", Style(bold=True, link="/a")))
    assert written(Paragraph(spans)) == '<p><a href="/a">one <strong>two</strong></a></p>\n'


def test_bullets_stand_in_an_unordered_list() -> None:
    fragment = written(ListBlock(((paragraph("a"),), (paragraph("b"),))))
    assert fragment == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"


def test_numbers_from_one_need_no_start() -> None:
    assert written(ListBlock(((paragraph("a"),),), start=1)) == "<ol>\n<li>a</li>\n</ol>\n"


def test_numbers_go_on_from_where_the_list_starts() -> None:
    assert written(ListBlock(((paragraph("a"),),), start=4)) == (
        '<ol start="4">\n<li>a</li>\n</ol>\n'
    )


def test_an_item_of_several_blocks_holds_each_as_itself() -> None:
    inner = ListBlock(((paragraph("b"),),))
    assert written(ListBlock(((paragraph("a"), inner),))) == (
        "<ul>\n<li>\n<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"
    )


def test_a_quotation_keeps_its_paragraphs() -> None:
    fragment = written(Quote((paragraph("a"), paragraph("b"))))
    assert fragment == "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>\n"


def test_a_table_has_a_caption_and_names_its_columns() -> None:
    table = Table(((Span("A"),), (Span("B"),)), (((Span("1"),), (Span("2"),)),), "Sums & more")
    assert written(table) == (
        "<table>\n<caption>Sums &amp; more</caption>\n"
        '<thead>\n<tr><th scope="col">A</th><th scope="col">B</th></tr>\n</thead>\n'
        "<tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody>\n</table>\n"
    )


def test_a_header_cell_without_words_names_no_column() -> None:
    table = Table(((), (Span("B"),)), ())
    assert '<tr><td></td><th scope="col">B</th></tr>' in written(table)


WELSH = Style(language="cy")


def test_words_in_another_language_say_so() -> None:
    assert written(Paragraph((Span("the word "), Span("gair", WELSH)))) == (
        '<p>the word <span lang="cy">gair</span></p>\n'
    )


def test_neighbours_in_one_language_say_so_once() -> None:
    both = Style(bold=True, italic=True, language="cy")
    bold = Style(bold=True, language="cy")
    spans = (Span("words "), Span("un ", WELSH), Span("dau ", bold), Span("tri", both))
    assert written(Paragraph(spans)) == (
        '<p>words <span lang="cy">un <strong>dau <em>tri</em></strong></span></p>\n'
    )


def test_a_link_in_two_languages_stays_one_link() -> None:
    spans = (Span("one "), Span("two / ", link("/a")), Span("dau", Style(link="/a", language="cy")))
    assert written(Paragraph(spans)) == (
        '<p>one <a href="/a">two / <span lang="cy">dau</span></a></p>\n'
    )


@pytest.mark.parametrize(
    ("block", "fragment"),
    [
        (Heading(2, (Span("A", WELSH),)), '<h2 lang="cy">A</h2>'),
        (paragraph("a", WELSH), '<p lang="cy">a</p>'),
        (
            Quote((paragraph("a", WELSH), paragraph("b", WELSH))),
            '<blockquote lang="cy">\n<p>a</p>\n<p>b</p>\n</blockquote>',
        ),
        (
            ListBlock(((paragraph("a", WELSH),), (paragraph("b", WELSH),)), 3),
            '<ol start="3" lang="cy">\n<li>a</li>\n<li>b</li>\n</ol>',
        ),
        (
            ListBlock(((paragraph("a"),), (paragraph("b", WELSH), paragraph("c", WELSH)))),
            '<ul>\n<li>a</li>\n<li lang="cy">\n<p>b</p>\n<p>c</p>\n</li>\n</ul>',
        ),
        (
            Table(((Span("A", WELSH),), ()), (((Span("b", WELSH),), (Span("c"),)),)),
            '<table>\n<thead>\n<tr><th scope="col" lang="cy">A</th><td></td></tr>\n</thead>\n'
            '<tbody>\n<tr><td lang="cy">b</td><td>c</td></tr>\n</tbody>\n</table>',
        ),
    ],
    ids=["heading", "paragraph", "quotation", "list", "item", "cell"],
)
def test_what_is_all_in_one_language_says_so_as_a_whole(block: Block, fragment: str) -> None:
    assert written(block) == f"{fragment}\n"


def test_signs_between_words_of_one_language_do_not_part_them() -> None:
    spans = (Span("“"), Span("un", WELSH), Span(" – "), Span("dau", WELSH), Span("”"))
    assert written(Paragraph(spans)) == '<p lang="cy">“un – dau”</p>\n'


def test_a_paragraph_in_two_languages_says_each_where_it_begins() -> None:
    spans = (Span("gair / ", WELSH), Span("Wort", Style(language="de")))
    assert written(Paragraph(spans)) == (
        '<p><span lang="cy">gair / </span><span lang="de">Wort</span></p>\n'
    )


def test_a_language_cannot_leave_its_attribute() -> None:
    fragment = written(paragraph("words", Style(language='cy" onclick="x')))
    assert fragment == '<p lang="cy&quot; onclick=&quot;x">words</p>\n'


@given(documents())
def test_every_word_is_heard_in_its_own_language(document: Document) -> None:
    spans = [span for block in document.blocks for line in lines_of(block) for span in line]
    expected = [(one, span.style.language) for span in spans for one in span.text if one.isalnum()]
    assert Reader(html.write(document)).spoken == expected


def test_the_marking_is_no_part_of_a_web_page() -> None:
    document = Document((paragraph("words"),), marking=(paragraph("OFFICIAL"),))
    assert html.write(document) == "<p>words</p>\n"


@given(documents())
def test_every_line_comes_out_word_for_word(document: Document) -> None:
    lines = [text_of(line) for block in document.blocks for line in lines_of(block)]
    assert Reader(html.write(document)).lines == lines


@given(documents())
def test_nothing_but_structure_is_written(document: Document) -> None:
    assert Reader(html.write(document)).attributes <= {"href", "start", "scope", "lang"}


@given(documents())
def test_where_words_come_from_makes_no_difference_to_a_page(document: Document) -> None:
    assert html.write(document.without_sources()) == html.write(document)


class Reader(HTMLParser):
    """The lines of text in a fragment, read with no knowledge of how it was written."""

    INLINE = frozenset({"a", "span", "mark", "strong", "em"})
    CELLS = frozenset({"td", "th"})
    LINES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "li"})

    def __init__(self, fragment: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.attributes: set[str] = set()
        self.spoken: list[tuple[str, str]] = []
        self._languages = [""]
        self._open: list[tuple[str, list[str]]] = [("", [])]
        self.feed(fragment.replace("\n", ""))  # words hold <br>, so these only part the blocks
        self.close()
        assert self._open == [("", [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= {name for name, _ in attrs}
        if tag == "br":
            self.handle_data("\n")
        else:
            self._open.append((tag, []))
            self._languages.append(dict(attrs).get("lang") or self._languages[-1])

    def handle_data(self, data: str) -> None:
        if self._open[-1][0] != "caption":  # which is no line of the document
            self.spoken += [(one, self._languages[-1]) for one in data if one.isalnum()]
        self._open[-1][1].append(data)

    def handle_endtag(self, tag: str) -> None:
        opened, words = self._open.pop()
        self._languages.pop()
        assert opened == tag
        if tag in self.INLINE:
            self._open[-1][1].extend(words)
        elif tag in self.CELLS or (tag in self.LINES and words):
            self.lines.append("".join(words))
