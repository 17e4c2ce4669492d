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
    join_spans,
)
from responder.markdown import CAPTION

SPECIAL = re.compile(r"[\\`*_\[\]<>~|]|&(?=#|\w+;)")
PICTURE = re.compile(r"(?<!\\)!\[")
BLANK_ENDS = re.compile(r"(?m)^[ \t]+|[ \t]+$")
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
            if block.caption.strip():
                yield from ["", f"{CAPTION}{_escape(block.caption)}"]


def _write_item(blocks: Iterable[Block], sign: str) -> Iterator[str]:
    for index, line in enumerate(_write_blocks(blocks)):
        before = f"{sign} " if index == 0 else " " * (len(sign) + 1)
        yield before + line if line else ""


def _write_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _write_line(spans: Iterable[Span], line_break: str = "\\\n") -> str:
    text = ""
    # Signs of emphasis cannot end and begin again in one place, whatever the sources.
    spans = join_spans(Span(span.text, _show(span.style)) for span in spans)
    for index, span in enumerate(spans):
        after = spans[index + 1].text if index + 1 < len(spans) else ""
        text += _write_span(span, text[-1:], after[:1])
    text = LINE_START.sub(_escape_start, BLANK_ENDS.sub("", text))
    text = PICTURE.sub(r"\\![", text)
    return text.replace("\n", line_break)


def _show(style: Style) -> Style:
    # Markdown has no sign for a language. What some programs read as one, such as “[gair]{lang=cy}”
    # or HTML, would stand among the words for all others, who read them well without it.
    return Style(style.bold, style.italic, style.link, style.role)


def _escape_start(found: re.Match[str]) -> str:
    space, sign = found.groups()
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def _write_span(span: Span, left: str, right: str) -> str:
    words = span.text.strip()
    if not words:
        return span.text
    # Signs of emphasis must touch the words, so white space stays outside.
    start = span.text.index(words)
    before, after = span.text[:start], span.text[start + len(words) :]
    left, right = before[-1:] or left, after[:1] or right
    inner = _escape(words)
    if span.style.link:
        inner = _emphasise(inner, span.style)
        address = re.sub(r"[\\()<>]", r"\\\g<0>", span.style.link)
        return f"{before}[{inner}]({address if ' ' not in address else f'<{address}>'}){after}"
    if _can_touch(left, words[0]) and _can_touch(right, words[-1]):
        inner = _emphasise(inner, span.style)
    return f"{before}{inner}{after}"


def _can_touch(outer: str, inner: str) -> bool:
    """Tell whether a sign of emphasis between two characters counts as one; else it is left out."""
    return not outer.strip() or (inner.isalnum() and outer != "*")


def _emphasise(words: str, style: Style) -> str:
    if style.italic:
        words = f"*{words}*"
    return f"**{words}**" if style.bold or style.role == "label" else words


def _escape(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", text)
