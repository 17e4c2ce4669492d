"""Reading web pages: every word of a page is in its text or among what is left out."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from hypothesis import given
from msgspec.structs import replace

from responder.document import (
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Spans,
    Style,
    Table,
    lines_of,
    text_of,
)
from responder.readers import html
from responder.readers.html_walk import differs
from responder.writers.html import write
from tests.strategies import UNHURRIED, documents


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
