"""Document → the HTML fragment that a web editor pastes into a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import groupby

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
    is_safe_link,
    text_of,
)


def write(document: Document) -> str:
    """Return the document's blocks as HTML, one to a line; the marking is no part of them."""
    return "".join(f"{line}\n" for line in _blocks(document.blocks))


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level=level, spans=spans):
            yield _wrap(f"h{min(level, 6)}", _inline(spans))
        case Paragraph(spans=spans):
            yield _wrap("p", _inline(spans))
        case Quote(paragraphs=paragraphs):
            yield from _inside("blockquote", _blocks(paragraphs))
        case ListBlock(items=items, start=start):
            yield from _inside(_list_tag(start), (line for item in items for line in _item(item)))
        case Table():
            yield from _inside("table", _table(block))


def _list_tag(start: int | None) -> str:
    if start is None:
        return "ul"
    return "ol" if start == 1 else f'ol start="{start}"'


def _item(blocks: tuple[Block, ...]) -> Iterator[str]:
    match blocks:
        case (Paragraph(spans=spans),):
            yield _wrap("li", _inline(spans))
        case _:
            yield from _inside("li", _blocks(blocks))


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield _wrap("caption", _text(table.caption))
    if table.header:
        yield from _inside("thead", [_wrap("tr", "".join(map(_header_cell, table.header)))])
    yield from _inside("tbody", (_wrap("tr", "".join(map(_cell, row))) for row in table.rows))


def _header_cell(spans: Spans) -> str:
    # A header without words heads nothing, and is a fault to those who hear it.
    return _wrap('th scope="col"', _inline(spans)) if text_of(spans).strip() else _cell(spans)


def _cell(spans: Spans) -> str:
    return _wrap("td", _inline(spans))


def _inside(tag: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"<{tag}>"
    yield from lines
    yield _end(tag)


def _wrap(tag: str, content: str) -> str:
    return f"<{tag}>{content}{_end(tag)}" if tag else content


def _end(tag: str) -> str:
    return f"</{tag.partition(' ')[0]}>"


def _link_tag(style: Style) -> str:
    return f'a href="{escape(style.link)}"' if style.link and is_safe_link(style.link) else ""


def _mark_tag(style: Style) -> str:
    return "mark" if style.role in {"gap", "stale"} else ""


def _strong_tag(style: Style) -> str:
    return "strong" if style.bold or style.role == "label" else ""


def _em_tag(style: Style) -> str:
    return "em" if style.italic else ""


# From the outside in; neighbours that share a tag stand in one element, so no link is cut in two.
_LAYERS = (_link_tag, _mark_tag, _strong_tag, _em_tag)


def _inline(spans: Iterable[Span], layers: tuple[Callable[[Style], str], ...] = _LAYERS) -> str:
    if not layers:
        return _text(text_of(spans))
    tag_of, *inner = layers
    groups = groupby(spans, key=lambda span: tag_of(span.style))
    return "".join(_wrap(tag, _inline(group, tuple(inner))) for tag, group in groups)


def _text(words: str) -> str:
    return escape(words, quote=False).replace("\n", "<br>")
