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
    lines_of,
    text_of,
)


def write(document: Document) -> str:
    """Return the document's blocks as HTML, one to a line; the marking is no part of them."""
    return "".join(f"{line}\n" for line in _blocks(document.blocks))


def _blocks(blocks: Iterable[Block], around: str = "") -> Iterator[str]:
    """Yield the lines of blocks; `around` is the language that what holds them has said."""
    for block in blocks:
        yield from _block(block, around)


def _block(block: Block, around: str) -> Iterator[str]:
    language = _language(lines_of(block))
    said = "" if language == around else _say(language)
    match block:
        case Heading(level=level, spans=spans):
            yield _wrap(f"h{min(level, 6)}{said}", _inline(spans, language))
        case Paragraph(spans=spans):
            yield _wrap(f"p{said}", _inline(spans, language))
        case Quote(paragraphs=paragraphs):
            yield from _inside(f"blockquote{said}", _blocks(paragraphs, language))
        case ListBlock(items=items, start=start):
            lines = (line for item in items for line in _item(item, language))
            yield from _inside(f"{_list_tag(start)}{said}", lines)
        case Table():
            yield from _inside("table", _table(block))


def _language(lines: Iterable[Spans]) -> str:
    """Return the one language of all words, if it is another than the document's own."""
    spoken = (span for line in lines for span in line if any(map(str.isalnum, span.text)))
    languages = {span.style.language for span in spoken}
    return languages.pop() if len(languages) == 1 else ""


def _say(language: str) -> str:
    return f' lang="{escape(language)}"' if language else ""


def _list_tag(start: int | None) -> str:
    if start is None:
        return "ul"
    return "ol" if start == 1 else f'ol start="{start}"'


def _item(blocks: tuple[Block, ...], around: str) -> Iterator[str]:
    language = _language(line for block in blocks for line in lines_of(block))
    tag = "li" if language == around else f"li{_say(language)}"
    match blocks:
        case (Paragraph(spans=spans),):
            yield _wrap(tag, _inline(spans, language))
        case _:
            yield from _inside(tag, _blocks(blocks, language))


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield _wrap("caption", _text(table.caption))
    if table.header:
        yield from _inside("thead", [_wrap("tr", "".join(map(_header_cell, table.header)))])
    yield from _inside("tbody", (_wrap("tr", "".join(map(_cell, row))) for row in table.rows))


def _header_cell(spans: Spans) -> str:
    # A header without words heads nothing, and is a fault to those who hear it.
    return _cell(spans, 'th scope="col"' if text_of(spans).strip() else "td")


def _cell(spans: Spans, tag: str = "td") -> str:
    language = _language([spans])
    return _wrap(f"{tag}{_say(language)}", _inline(spans, language))


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


def _language_tag(style: Style) -> str:
    return f"span{_say(style.language)}" if style.language else ""


def _mark_tag(style: Style) -> str:
    return "mark" if style.role in {"gap", "stale"} else ""


def _strong_tag(style: Style) -> str:
    return "strong" if style.bold or style.role == "label" else ""


def _em_tag(style: Style) -> str:
    return "em" if style.italic else ""


# From the outside in; neighbours that share a tag stand in one element, so no link is cut in two.
_LAYERS = (_link_tag, _language_tag, _mark_tag, _strong_tag, _em_tag)


def _inline(spans: Iterable[Span], language: str) -> str:
    """Return words in their elements; if all are of one language, it is said around them."""
    return _layer(spans, tuple(tag for tag in _LAYERS if not (language and tag is _language_tag)))


def _layer(spans: Iterable[Span], layers: tuple[Callable[[Style], str], ...]) -> str:
    if not layers:
        return _text(text_of(spans))
    tag_of, *inner = layers
    groups = groupby(spans, key=lambda span: tag_of(span.style))
    return "".join(_wrap(tag, _layer(group, tuple(inner))) for tag, group in groups)


def _text(words: str) -> str:
    return escape(words, quote=False).replace("\n", "<br>")
