"""Reading web pages: every word of a page is in its text or among what is left out."""

import datetime
import quopri
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from email import policy
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from html.parser import HTMLParser
from itertools import count, groupby
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from responder.document import (
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
    lines_of,
    spans_of,
    text_of,
)
from responder.errors import FileError
from responder.readers import html
from responder.readers.html_walk import differs
from responder.readers.reading import Changes, LeftOut, Reading
from responder.writers.html import write
from tests.strategies import UNHURRIED, documents

TESTS = Path(__file__).parent
PAGES = TESTS / "harvest" / "pages"
PUBLISHED = TESTS / "published"
DECENT = 15  # seconds, many times what each takes; what grows with the square takes minutes


def words_of(blocks: Iterable[Block]) -> list[str]:
    """Return the words of blocks; a mark of the order of bytes within a text is none of one."""
    lines = (text_of(line) for block in blocks for line in lines_of(block))
    captions = [block.caption for block in blocks if isinstance(block, Table)]
    return "\n".join([*captions, *lines]).replace("\ufeff", "").split()


@UNHURRIED
@given(document=documents())
def test_every_word_of_a_document_comes_back_from_its_page(document: Document) -> None:
    read = html.read(write(document).encode(), "page.html").document
    assert words_of(read.blocks) == words_of(document.blocks)


@UNHURRIED
@given(document=documents())
def test_every_block_of_a_document_comes_back_from_its_page(document: Document) -> None:
    read = html.read(write(document).encode(), "page.html").document
    assert what_shows(read) == what_shows(document)


def what_shows(document: Document) -> list[object]:
    """Return the blocks of a document as far as a page can say them.

    What is lost are roles, but that a label is bold; the language of English words, since that
    is the page's, and of signs that are no letter or digit; white space at the ends of a line,
    around a line break and next to other white space; empty lines: a paragraph ends at them, and
    a heading or a cell cannot hold any; and tables with nothing in them.
    """
    return [part for block in document.blocks for part in shape(block)]


def shape(block: Block) -> Iterator[object]:
    match block:
        case Heading(level=level, spans=spans):
            yield (level, [line for part in split(spans) for line in part])
        case Paragraph(spans=spans):
            yield from split(spans)
        case Quote(paragraphs=paragraphs):
            yield ("quote", [part for one in paragraphs for part in shape(one)])
        case ListBlock(items=items, start=start):
            yield (start, [[part for one in item for part in shape(one)] for item in items])
        case Table(header=header, rows=rows, caption=caption):
            cells = [
                [line for part in split(cell) for line in part]
                for row in (header, *rows)
                for cell in row
            ]
            title = " ".join(caption.replace("\ufeff", "").split())
            if title or any(cells):
                yield (title, len(header), cells)


def split(spans: Spans) -> Iterator[list[object]]:
    """Yield the paragraphs that words are in: their lines, each with its signs in their styles."""
    lines: list[list[object]] = [[]]
    for span in spans:
        for sign in span.text:
            if sign == "\n":
                lines.append([])
            elif not sign.isspace() and sign != "\ufeff":
                lines[-1].append((sign, said(sign, span.style)))
    for has_words, group in groupby(lines, key=bool):
        if has_words:
            yield list(group)


def said(sign: str, style: Style) -> Style:
    bold = style.bold or style.role == "label"
    foreign = sign.isalnum() and bool(style.language) and differs(style.language, "en")
    return replace(style, bold=bold, role="", language=style.language if foreign else "")


def page(markup: str, **options: Any) -> Reading:
    return html.read(markup.encode(), "page.html", **options)


def blocks(markup: str) -> tuple[Block, ...]:
    return page(markup).document.blocks


def line(text: str, **style: Any) -> Paragraph:
    return Paragraph((Span(text, Style(**style)),))


def heading(level: int, text: str) -> Heading:
    return Heading(level, (Span(text),))


def cells(*texts: str) -> tuple[Spans, ...]:
    return tuple((Span(text),) if text else () for text in texts)


# Tags, closed or not and in any order, between words of which no two are alike.
TAGS = (
    *("p", "div", "span", "b", "i", "a", "h1", "h2", "ul", "ol", "li", "table", "tr", "td", "th"),
    *(
        "tbody",
        "thead",
        "caption",
        "blockquote",
        "pre",
        "br",
        "hr",
        "dl",
        "dt",
        "dd",
        "main",
        "nav",
    ),
    *("article", "header", "footer", "aside", "section", "form", "button", "select", "option"),
    *("label", "noscript", "template", "svg", "object", "details", "summary", "figure", "html"),
    *("figcaption", "strong", "em", "sup", "del", "ins", "dialog", "fieldset", "legend", "center"),
    *("body", "head", "img", "input", "menu", "ruby", "math", "unknown"),
)
ATTRIBUTES = (
    *("hidden", "aria-hidden=true", "class=breadcrumb", "class=sr-only", "style=display:none"),
    *("role=main", "role=navigation", "role=presentation", "id=x", "aria-controls=x", "lang=cy"),
    *("colspan=3 rowspan=2", "start=4", "reversed", "value=7"),
)


def soups() -> st.SearchStrategy[list[str]]:
    tags = st.sampled_from(TAGS)
    starts = st.builds("<{} {}>".format, tags, st.sampled_from(["", "", *ATTRIBUTES]))
    return st.lists(st.just(" word# ") | starts | tags.map("</{}>".format), max_size=30)


@UNHURRIED
@given(soup=soups())
def test_every_word_of_any_page_is_once_in_its_text_or_left_out(soup: list[str]) -> None:
    numbers = count(1)
    markup = "".join(part.replace("#", str(next(numbers))) for part in soup)
    read = page(markup)
    found = [
        *words_of(read.document.blocks),
        *(word for left in read.left_out for word in left.text.split()),
    ]
    # The numbers that were counted for a list in a cell are words there.
    assert sorted(word for word in found if word.startswith("word")) == sorted(
        re.findall(r"word\d+", markup)
    )


class Words(HTMLParser):
    """The words of a page as another parser finds them, in `text`."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.text = ""
        self.silent = 0
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in {"script", "style", "title"}
        self.text += "" if tag in {"span", "strong", "a"} else "\n"

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in {"script", "style", "title"}
        self.text += "" if tag in {"span", "strong", "a"} else "\n"

    def handle_data(self, data: str) -> None:
        self.text += "" if self.silent else data


@pytest.mark.parametrize("name", ["drupal", "govuk"])
def test_every_word_of_a_saved_page_is_in_its_text_or_left_out(name: str) -> None:
    markup = (
        (PAGES / f"{name}.html").read_text("utf-8").replace("<title>GOV.UK</title>", " GOV.UK ")
    )
    read = page(markup)
    found = words_of(read.document.blocks) + [
        word for left in read.left_out for word in left.text.split()
    ]
    assert sorted(found) == sorted(Words(markup).text.split())


def published(name: str, *furniture: str) -> list[str]:
    lines = (PUBLISHED / name).read_text("utf-8").splitlines()
    return " ".join(one for one in lines if one.strip() not in furniture).split()


SITE = ("Skip to main content", "Accessibility controls", "Contrast", "Main content area")


def test_the_text_of_a_saved_page_is_the_response_alone() -> None:
    read = html.read((PAGES / "drupal.html").read_bytes(), "drupal.html")
    assert words_of(read.document.blocks) == published(
        "london-south-2022.txt", *SITE, "|Publication", "Scroll to top"
    )
    assert read.document.properties.date == datetime.date(2022, 2, 17)
    assert read.document.properties.title.startswith("CPS Response to Area Inspection Programme")


def test_what_surrounds_a_response_is_left_out_with_its_kind() -> None:
    read = html.read((PAGES / "drupal.html").read_bytes(), "drupal.html")
    lines = {(left.kind, line) for left in read.left_out for line in left.text.split("\n")}
    assert lines >= {
        ("hidden text", "Skip to main content"),
        ("hidden text", "Main content area"),
        ("page furniture", "Contrast"),
        ("page furniture", "|Publication"),
        ("page furniture", "We use cookies on this site"),
        ("page furniture", "Response to another report"),
        ("page furniture", "Scroll to top"),
    }


def test_headings_items_and_quotations_of_a_saved_page_are_what_they_are() -> None:
    document = html.read((PAGES / "govuk.html").read_bytes(), "govuk.html").document
    levels = [block.level for block in document.blocks if isinstance(block, Heading)]
    starts = [block.start for block in document.blocks if isinstance(block, ListBlock)]
    quotes = [len(block.paragraphs) for block in document.blocks if isinstance(block, Quote)]
    assert (levels, starts, quotes) == ([1, 2], [1, 2, 3], [2])
    first, *_, last = words_of(document.blocks)
    assert (first, last) == ("CPS", "year.")


def test_a_page_saved_as_one_file_is_read_like_the_page() -> None:
    whole = (PAGES / "drupal.html").read_bytes()
    message = MIMEMultipart("related", type="text/html", boundary="----MultipartBoundary--x----")
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://www.example.gov.uk/page"
    part = MIMENonMultipart("text", "html")
    part["Content-Transfer-Encoding"] = "quoted-printable"
    part.set_payload(quopri.encodestring(whole).decode("ascii"))
    message.attach(part)
    message.attach(MIMEText("body {}", "css"))
    data = message.as_bytes(policy=policy.SMTP)
    read = html.read(data, "page.mhtml", archived=True)
    assert read == html.read(whole, "page.html")


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n\nx\n--b--",
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n",
    ],
)
def test_an_archive_without_a_page_says_so(data: bytes) -> None:
    with pytest.raises(FileError, match="a web archive without a page"):
        html.read(data, "page.mhtml", archived=True)


def test_a_page_behind_an_endless_head_is_not_lost_in_silence() -> None:
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    part = f"Content-Type: text/html; a={'b' * 20_000}\n\n<p>words</p>\n--b--\n"
    with pytest.raises(FileError, match="a damaged web archive"):
        html.read((head + part).encode(), "page.mhtml", archived=True)


def test_text_of_every_kind_of_block_is_read() -> None:
    assert blocks(
        "loose <div>in a div<div>inner</div>after</div><section>section</section>"
        "<dl><dt>term<dd>meaning</dl><details><summary>more</summary>unseen at first</details>"
        "<figure><img alt='no words'><figcaption>caption</figcaption></figure><address>at</address>"
    ) == (
        *map(line, ("loose", "in a div", "inner", "after", "section", "term", "meaning", "more")),
        *map(line, ("unseen at first", "caption", "at")),
    )


def test_white_space_is_that_of_browsers() -> None:
    assert blocks("<p> a\n  b <b> c</b> <i>d</i>e\u00a0 f </p>") == (
        Paragraph(
            (
                Span("a b "),
                Span("c", Style(bold=True)),
                Span(" "),
                Span("d", Style(italic=True)),
                Span("e\u00a0 f"),
            )
        ),
    )


def test_a_word_that_changes_its_look_is_one_word() -> None:
    assert words_of(blocks("<p>1<sup>st</sup> un<b>break</b><span></span>able<wbr>s")) == [
        "1st",
        "unbreakables",
    ]


def test_one_line_break_is_kept_and_two_end_the_paragraph() -> None:
    assert blocks("<p><br>one<br> two<br><br>three<br>&nbsp;<br>four<br></p>") == (
        line("one\ntwo"),
        line("three"),
        line("four"),
    )


def test_text_in_its_own_lines_keeps_them() -> None:
    assert blocks("<p>x</p><pre>a  b\nc\n\nd</pre>") == (line("x"), line("a  b\nc"), line("d"))


def test_a_text_that_a_browser_showed_is_read_as_text() -> None:
    text = "The first paragraph.\nThe second paragraph.\n1. An item"
    read = page(f"<html><head></head><body><pre style='white-space: pre-wrap'>{text}</pre></body>")
    assert read.document.blocks == tuple(map(line, text.split("\n")))


@pytest.mark.parametrize(
    ("markup", "style"),
    [
        ("<strong>x</strong>", {"bold": True}),
        ("<b><i>x</i></b>", {"bold": True, "italic": True}),
        (
            "<span style='font-weight: 700; font-style:italic'>x</span>",
            {"bold": True, "italic": True},
        ),
        ("<b style='font-weight:normal'>x</b>", {}),
        ("<a href='https://example.org/a?b&amp;c'>x</a>", {"link": "https://example.org/a?b&c"}),
        ("<a href='javascript:run()'>x</a>", {}),
        ("<a href='java&#10;script:run()'>x</a>", {}),
        ("<a href='#notes'>x</a>", {}),
        ("<a href='http://[bad'>x</a>", {"link": "http://[bad"}),
        ("<span lang='cy'>x</span>", {"language": "cy"}),
        ("<span lang='EN-us'>x</span>", {}),
        ("<span lang='no language'>x</span>", {}),
        ("<span lang=cy><span lang=en>x</span></span>", {}),
    ],
)
def test_words_keep_their_look_link_and_language(markup: str, style: dict[str, Any]) -> None:
    assert blocks(f"<p>{markup}</p>") == (line("x", **style),)


def test_links_lead_where_they_led_from_the_page() -> None:
    saved = "<!-- saved from url=(0027)https://www.example.org/a/b -->"
    link = "<p><a href='c'>x</a></p>"
    assert blocks(saved + link) == (line("x", link="https://www.example.org/a/c"),)
    based = "<head><base href='https://other.example/'></head>"
    assert blocks(saved + based + link) == (line("x", link="https://other.example/c"),)


def test_lists_have_their_numbers() -> None:
    one, two, three = ((line(text),) for text in ("one", "two", "three"))
    items = "<li>one<li>two"
    assert blocks(f"<ul>{items}</ul>") == (ListBlock((one, two)),)
    assert blocks(f"<ol start=3>{items}</ol>") == (ListBlock((one, two), 3),)
    assert blocks(f"<ol>{items}<li value=7>three</ol>") == (
        ListBlock((one, two), 1),
        ListBlock((three,), 7),
    )
    assert blocks(f"<ol reversed>{items}</ol>") == (ListBlock((one,), 2), ListBlock((two,), 1))
    assert blocks("<ol><li>one<li><li>three</ol>") == (ListBlock((one,), 1), ListBlock((three,), 3))
    assert blocks(f"<p>x</p>{items}") == (line("x"), ListBlock((one, two)))


def test_what_stands_in_an_item_belongs_to_it() -> None:
    inner = ListBlock(((line("inner"),),))
    item = (line("one"), line("more"), inner, line("end"))
    assert blocks("<ol><li>one<p>more<ul><li>inner</ul>end</ol>") == (ListBlock((item,), 1),)
    beside = "<ol><li>one<p>more</li><ul><li>inner</ul>end</ol>"
    assert blocks(beside) == (ListBlock((item,), 1),)


def test_lists_in_lists_without_end_become_items_of_the_deepest() -> None:
    deep = blocks("<ul><li>x" * 60)
    depth = 0
    while isinstance(deep[-1], ListBlock):
        depth, deep = depth + 1, deep[-1].items[-1]
    assert depth == 9
    assert words_of(blocks("<ul><li>x" * 60)) == ["x"] * 60


def test_quotations_are_quotations_and_lists_in_them_are_lists() -> None:
    assert blocks(
        "<blockquote>“One<p>two”</p><footer>— A leader</footer><ul><li>a</ul></blockquote>"
    ) == (
        Quote((line("“One"), line("two”"), line("— A leader"))),
        ListBlock(((line("a"),),)),
    )


def test_a_table_has_its_header_caption_and_columns() -> None:
    markup = (
        "<table><caption>What <b>is</b> done</caption><tr><th>No<th>Action<th>By"
        "<tr><td rowspan=2>1<td colspan=2>both<tr><td>a<br>b<td><p>c</p><p>d</table>"
    )
    rows = (cells("1", "both", ""), cells("", "a\nb", "c\nd"))
    assert blocks(markup) == (Table(cells("No", "Action", "By"), rows, "What is done"),)


def test_a_table_without_header_cells_has_no_header() -> None:
    assert blocks("<table><tr><td>a<td>b<tr><td>c</table>") == (
        Table(cells("", ""), (cells("a", "b"), cells("c", ""))),
    )


def test_numbers_counted_in_a_cell_become_words() -> None:
    assert blocks(
        "<table><tr><th>a<th>b<tr><td><ol start=4><li>x<li>y</ol><td><ul><li>z</table>"
    ) == (Table(cells("a", "b"), (cells("4. x\n5. y", "z"),)),)


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td><h1>Title</h1><td><p>text</table>",
        "<table role=presentation><tr><td><h1>Title</h1><td>text</table>",
        "<table><tr><td><h1>Title</h1><table><tr><td>text</table></table>",
    ],
)
def test_a_table_that_only_places_things_is_no_table(markup: str) -> None:
    assert blocks(markup) == (heading(1, "Title"), line("text"))


def test_words_between_the_cells_of_a_table_come_before_it() -> None:
    assert blocks("<table>a<tr>b<td>c<td>d</tr>e</table>") == (
        line("a"),
        line("b"),
        line("e"),
        Table(cells("", ""), (cells("c", "d"),)),
    )


def test_a_heading_that_is_never_closed_holds_one_line() -> None:
    text = "words " * 80
    assert blocks(f"<h2>Title<div>{text}</div><div>more</div>") == (
        heading(2, "Title"),
        line(text.strip()),
        line("more"),
    )
    assert blocks("<h1><div>One</div><div>two</div></h1>") == (heading(1, "One\ntwo"),)


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>menu</nav>",
        "<div role=navigation>menu</div>",
        "<aside>menu</aside>",
        "<footer>menu</footer>",
        "<div class='govuk-breadcrumbs'>menu</div>",
        "<div id='cookie-banner'>menu</div>",
        "<div class='social-share'>menu</div>",
        "<section class='related-links'>menu</section>",
        "<form><label>menu</label></form>",
        "<select><option>menu</option></select>",
        "<button>menu</button>",
        "<dialog open>menu</dialog>",
    ],
)
def test_what_stands_around_the_text_is_furniture(furniture: str) -> None:
    text = "<h1>The title of the page</h1><p>The words of the page go on and on.</p>"
    for markup in (f"<main>{text}{furniture}</main>", f"{furniture}{text}"):
        read = page(f"<body>{markup}</body>")
        assert read.left_out == (LeftOut("page furniture", "menu"),)
        assert words_of(read.document.blocks) == words_of(blocks(text))


@pytest.mark.parametrize(
    "unseen",
    [
        "<p hidden>x</p>",
        "<span aria-hidden=true>x</span>",
        "<div style='color:red; display: none'>x</div>",
        "<span class='govuk-visually-hidden'>x</span>",
        "<noscript>x</noscript>",
        "<template>x</template>",
        "<svg><title>x</title></svg>",
        "<dialog>x</dialog>",
    ],
)
def test_what_nobody_sees_is_hidden_text(unseen: str) -> None:
    read = page(f"<p>Some words{unseen} and more words.</p>")
    assert read.left_out == (LeftOut("hidden text", "x"),)
    assert "x" not in words_of(read.document.blocks)


@pytest.mark.parametrize(
    "kept",
    [
        "<div class='has-cookie-banner with-breadcrumb'>{}</div>",
        "<form id=aspnetForm>{}</form>",
        "<div aria-hidden=true>{}</div>",
        "<article><header>{}</header></article>",
        "<header>{}</header>",
        "<main><div hidden=until-found>{}</div></main>",
        "<main><h2><button aria-controls=p></button></h2><div id=p hidden>{}</div></main>",
        "<div style='display:none'><main>{}</main></div>",
        "<main hidden></main><main>{}</main>",
        "<article>{}</article><p>x</p>",
    ],
)
def test_the_text_is_kept_whatever_holds_it(kept: str) -> None:
    text = "<h1>The title of the page</h1><p>The words of the page go on.</p>"
    assert blocks(kept.format(text))[:2] == blocks(text)


def test_a_heading_that_opens_a_panel_is_a_heading() -> None:
    markup = "<h2><button><span>Victims</span><span class='x-accordion__section-toggle'>Show</span>"
    read = page(f"<h1>T</h1>{markup}</button></h2><p>text</p>")
    assert read.document.blocks == (heading(1, "T"), heading(2, "Victims"), line("text"))
    assert read.left_out == (LeftOut("page furniture", "Show"),)


def test_notes_at_the_foot_are_text() -> None:
    note = "<aside role=doc-endnotes><p>A note.</p></aside>"
    assert blocks(f"<main><p>text</p>{note}</main>") == (line("text"), line("A note."))


def test_scripts_styles_and_comments_are_no_words() -> None:
    markup = (
        "<p>a<script>b</script><style>c</style><!-- d --><?php e ?></p><!--[if IE]>f<![endif]-->"
    )
    assert page(markup) == Reading(Document((line("a"),)))
    assert blocks("<p><![if !supportLists]>1.<![endif]> text</p>") == (line("1. text"),)


@pytest.mark.parametrize(
    ("changes", "words", "left"),
    [
        ("final", "a new b", (LeftOut("deleted text", "old"),)),
        ("original", "a old b", (LeftOut("inserted text", "new"),)),
        ("both", "a oldnew b", ()),
    ],
)
def test_words_struck_out_and_put_in_are_read_as_asked(
    changes: Changes, words: str, left: tuple[LeftOut, ...]
) -> None:
    read = page("<p>a <del>old</del><ins>new</ins> b</p>", changes=changes)
    assert (read.document.blocks, read.left_out) == ((line(words),), left)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("<meta name=DC.date content=2021-10-12>", datetime.date(2021, 10, 12)),
        ("<meta name=dcterms.issued content=2021-10-12T09:00Z>", datetime.date(2021, 10, 12)),
        ("<meta name=dcterms.modified content=2021-10-12>", None),
        ("<meta name=dc.date content=2021-10-12><meta name=dcterms.date content=2021-10-13>", None),
        ("<meta name=dc.date content='12 October 2021'>", None),
        ("</head><time datetime=2021-10-12>then</time>", datetime.date(2021, 10, 12)),
        ("</head><time datetime=2021-10-12>a</time><time datetime=2021-10-13>b</time>", None),
    ],
)
def test_the_day_of_publication_is_taken_if_a_page_gives_one(
    head: str, day: datetime.date | None
) -> None:
    assert page(f"<html><head>{head}").document.properties.date == day


def test_a_page_in_another_language_says_so() -> None:
    welsh = page("<html lang=cy><title>Teitl</title><p>Geiriau <span lang=en>words</span>").document
    assert (welsh.properties.language, welsh.properties.title) == ("cy", "Teitl")
    assert [span.style.language for span in spans_of(welsh.blocks)] == ["", "en"]
    assert page("<html lang=en-US><p>x").document.properties.language == "en-GB"


@pytest.mark.parametrize(
    "data",
    [
        "<p>Ardal’r – é</p>".encode(),
        "<meta charset=windows-1252><p>Ardal’r – é</p>".encode("cp1252"),
        "<meta content='text/html; charset=iso-8859-1'><p>Ardal’r – é".encode("cp1252"),
        "<p>Ardal’r – é</p>".encode("cp1252"),
        "<meta charset=utf-8><p>Ardal’r – é</p>".encode("cp1252"),
        "<meta charset=windows-1252><p>Ardal’r – é</p>".encode(),
        "<meta charset=utf-8><p>Ardal’r – é</p>".encode("utf-16"),
        "<p>Ardal’r – é</p>".encode("utf-16-le"),
        b"<meta charset=zlib><p>Ardal&#146;r &ndash; &eacute;</p>",
        "<p>\ufeffArdal\x00&rsquo;r &#150; &#xE9</p>".encode(),
    ],
)
def test_characters_are_read_in_whatever_they_were_saved(data: bytes) -> None:
    assert html.read(data, "page.html").document.blocks == (line("Ardal’r – é"),)


def test_signs_that_look_like_tags_are_words() -> None:
    assert blocks("<p>a < b, x <3 and R&D &foo; &amp;lt; 5>4</p>") == (
        line("a < b, x <3 and R&D &foo; &lt; 5>4"),
    )


def test_entities_that_a_page_declares_are_not_expanded() -> None:
    bomb = "".join(f"<!ENTITY e{n} '&e{n - 1};&e{n - 1};'>" for n in range(1, 40))
    fetch = "<!ENTITY f SYSTEM 'file:///etc/passwd'>"
    read = page(f"<!DOCTYPE html [{bomb}{fetch}]><html><body><p>&e39; &f;</p></body></html>")
    assert "&e39; &f;" in text_of(spans_of(read.document.blocks))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<div>" * 100_000, "more than 250 deep"),
        (b"<p>words</p>\n" * 700_000, "more than a page should"),
        (b"<p>words</p>" + b"<![" * 1_000_000, "more than a page should"),
        (b"<pre>" + b"words\n" * 700_000, "more than a page should"),
        ("<p title='" + "é" * 6_000_000 + "'>words</p>", "too long"),
        (b"<p>" + b" " * 50_000_000, "larger than 40 MB"),
        (b"<p>words</p>\n<!-- <p>words</p>", "page.html:2: .* A comment in it has no end"),
        (b"<p>words</p><script>var words = '", "broken or cut short"),
        (b"<frameset cols='*'><frame src='a.html'></frameset>", "only the frame around"),
    ],
)
def test_a_page_beyond_its_limits_is_refused(data: bytes | str, problem: str) -> None:
    with pytest.raises(FileError, match=problem):
        html.read(data if isinstance(data, bytes) else data.encode(), "page.html")


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>some words</p>\n" * 30_000, 60_000),
        ("<blockquote>x" * 200 + "<p>y</p>" * 20_000, 20_200),
        ("<table>" + "<tr><td colspan=1000000 rowspan=1000000>x<td>y" * 8_000, 16_000),
        ("<table><tr>" + "<td>x" * 20_000 + "<tr><td>y" * 20_000, 40_000),
        ("<p>x" + "<b>word</b> <br>" * 25_000, 25_000),
        ("<p class='" + "share-" * 1_000_000 + "'>word", 1),
        ("<p>x <img src='data:image/png;base64," + "A" * 30_000_000 + "'> y", 2),
        ("<li>x</li>y" * 20_000, 40_000),
        (f"<base href='http://x/{'a/' * 500_000}'>" + "<a href='b'>x</a> " * 20_000, 20_000),
    ],
)
def test_a_vast_page_is_read_in_bounded_time(markup: str, words: int) -> None:
    started = process_time()
    assert len(words_of(blocks(markup))) == words
    assert process_time() - started < DECENT


@pytest.mark.parametrize(
    "parts",
    [
        "Content-Type: text/html" + ";a=b" * 20_000 + "\n\nwords",
        "Content-Type: text/html" + ';"\\' * 20_000 + "\n\nwords",
        "X: text/html\n\nwords\n--b\n" * 400_000,
    ],
    ids=["parameters", "quotation marks", "parts"],
)
def test_a_vast_archive_is_read_or_refused_in_bounded_time(parts: str) -> None:
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    started = process_time()
    with suppress(FileError):
        html.read((head + parts + "\n--b--\n").encode(), "page.mhtml", archived=True)
    assert process_time() - started < DECENT
