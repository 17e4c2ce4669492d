"""A Document as Markdown that reads back as the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from responder.document import (
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Style,
    Table,
)

SPECIAL = re.compile(r"([\\`*_\[\]<>~|])")
LINE_START = re.compile(r"(?m)^(\s*)([#+=-]|\d{1,9}(?=[.)]))")


def write(document: Document) -> str:
    """Return the document as Markdown; labels become strong text, and gaps stay as they read."""
    return "\n".join(_write_blocks(document.blocks)) + "\n"


def _write_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    before: Block | None = None
    other = False
    for block in blocks:
        if before is not None:
            yield ""
        # A list of the same kind right after another keeps apart by another sign.
        other = (
            not other
            and _is_bulleted(before) is not None
            and (_is_bulleted(before) == _is_bulleted(block))
        )
        yield from _write_block(block, other)
        before = block


def _is_bulleted(block: Block | None) -> bool | None:
    return block.start is None if isinstance(block, ListBlock) else None


def _write_block(block: Block, other: bool) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {_write_line(block.spans, ' ')}"
        case Paragraph():
            yield from _write_line(block.spans).split("\n")
        case Quote():
            for index, paragraph in enumerate(block.paragraphs):
                yield from [">"] if index else []
                yield from (f"> {line}" for line in _write_line(paragraph.spans).split("\n"))
        case ListBlock():
            for index, item in enumerate(block.items):
                bullet = "*" if other else "-"
                number = f"{(block.start or 0) + index}{')' if other else '.'}"
                yield from _write_item(item, bullet if block.start is None else number)
        case Table():
            yield _write_row(_write_line(cell, " ") for cell in block.header)
            yield _write_row("---" for _ in block.header)
            for row in block.rows:
                yield _write_row(_write_line(cell, " ") for cell in row)
            if block.caption:
                yield from ["", f"Table: {_escape(block.caption)}"]


def _write_item(blocks: Iterable[Block], sign: str) -> Iterator[str]:
    for index, line in enumerate(_write_blocks(blocks)):
        before = f"{sign} " if index == 0 else " " * (len(sign) + 1)
        yield before + line if line else ""


def _write_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _write_line(spans: Iterable[Span], line_break: str = "\\\n") -> str:
    text = "".join(_write_span(span) for span in spans)
    text = LINE_START.sub(_escape_start, text)
    return text.replace("\n", line_break)


def _escape_start(found: re.Match[str]) -> str:
    space, sign = found.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def _write_span(span: Span) -> str:
    text = _escape(span.text)
    words = text.strip()
    if not words:
        return text
    # Signs of emphasis must touch the words, so white space stays outside.
    before, after = text[: text.index(words[0])], text[len(text.rstrip()) :]
    return f"{before}{_wrap(words, span.style)}{after}"


def _wrap(words: str, style: Style) -> str:
    if style.italic:
        words = f"*{words}*"
    if style.bold or style.role == "label":
        words = f"**{words}**"
    if style.link:
        address = f"<{style.link}>" if re.search(r"[\s()]", style.link) else style.link
        words = f"[{words}]({address})"
    return words


def _escape(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)
