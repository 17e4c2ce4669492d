"""Document → plain text, for reading aloud, searching and comparing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from responder.document import (
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Table,
    text_of,
)


def write(document: Document) -> str:
    """Return the document's words, blocks set apart by a blank line; the marking is no part."""
    return write_blocks(document.blocks) + "\n"


def write_blocks(blocks: Iterable[Block]) -> str:
    """Return the words of blocks, set apart by a blank line."""
    return "\n\n".join(map(_block, blocks)).rstrip("\n")


def _block(block: Block) -> str:
    match block:
        case Heading(spans=spans) | Paragraph(spans=spans):
            return _inline(spans)
        case Quote(paragraphs=paragraphs):
            return "\n\n".join(_inline(paragraph.spans) for paragraph in paragraphs)
        case ListBlock():
            return _list(block)
        case Table():
            return "\n".join(_table(block))


def _list(block: ListBlock) -> str:
    # As in Markdown: items of one paragraph stand close, longer ones are set apart.
    paragraphs = (sum(isinstance(inner, Paragraph) for inner in item) for item in block.items)
    between = "\n\n" if any(count > 1 for count in paragraphs) else "\n"
    markers = (
        "- " if block.start is None else f"{block.start + index}. "
        for index in range(len(block.items))
    )
    return between.join(
        marker + _indent(between.join(map(_block, item)), len(marker))
        for marker, item in zip(markers, block.items, strict=True)
    )


def _indent(text: str, width: int) -> str:
    return re.sub(r"\n(?=[^\n])", "\n" + " " * width, text)


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield table.caption
    for row in (table.header, *table.rows):
        # A cell is one line here, or its words would read as another row's.
        yield " | ".join(_inline(cell).replace("\n", " ") for cell in row)


def _inline(spans: Iterable[Span]) -> str:
    groups = groupby(spans, key=lambda span: span.style.link)
    return "".join(_linked(text_of(group), link) for link, group in groups)


def _linked(words: str, link: str) -> str:
    said = not link or words.strip() in {link, link.removeprefix("mailto:")}
    return words if said else f"{words} ({link})"
