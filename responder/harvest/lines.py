"""Document → lines: what a reader takes in one after another, each with what it looks like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from responder.document import (
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Spans,
    Table,
    join_spans,
    text_of,
)

NUMBER = re.compile(r"\s*(?:(\d{1,3})[.)]|\((\d{1,3})\))\s+(?=\S)")
BULLET = re.compile(r"\s*[-–•*·▪●○◦‣](?:\s+|\s*(?=\t))(?=\S)")
CELL_END = " | "
LEADING = re.compile(r":\W*$")
OPENING, CLOSING = "“\"‘'", "”\"’'"
LONGEST_SPEECH = 12  # paragraphs; a quotation that is not closed by then was never one


@dataclass(frozen=True)
class Line:
    """Words that stand on a line of their own, without the bullet or number before them.

    `signs` are the words for what it looks like, which the clues of a grammar name. `glue` is what
    stands between it and the line before it where both are of one paragraph, else None. A row of a
    table has its `cells` as lines too.
    """

    spans: Spans
    signs: frozenset[str] = frozenset()
    number: int | None = None
    depth: int = 0
    glue: str | None = None
    cells: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """Return its words as one string."""
        return text_of(self.spans)

    @property
    def bold_lead(self) -> str:
        """Return the bold words that it begins with, if others follow."""
        lead = text_of(tuple(takewhile(lambda span: span.style.bold, self.spans)))
        return lead if len(lead) < len(self.text) else ""

    @property
    def words(self) -> list[str]:
        """Return its words, the first of them its number if it has one."""
        numbered = [] if self.number is None else [f"{self.number}."]
        return numbered + [word for word in self.text.split() if word != CELL_END.strip()]

    def cut(self, start: int, end: int) -> Line:
        """Return the line with those of its characters alone, and no blanks around them."""
        return replace(self, spans=strip_spans(cut_spans(self.spans, start, end)))


def read_lines(document: Document) -> list[Line]:
    """Return the lines of a document in reading order, with their signs."""
    lines = [line for block in document.blocks for line in _read(block)]
    return list(_mark_led(_mark_speech(line for line in lines if line.text.strip())))


def list_words(lines: Iterable[Line]) -> list[str]:
    """Return the words of lines, as a comparison of two documents takes them."""
    return [word for line in lines for word in line.words]


def _read(block: Block, depth: int = 0) -> Iterator[Line]:
    match block:
        case Heading(level=level, spans=spans):
            for line in _break(spans, "title" if level == 1 else "heading"):
                yield replace(line, signs=line.signs | {f"heading {level}"} - {"heading 1"})
        case Paragraph(spans=spans):
            yield from _break(spans, "paragraph")
        case Quote(paragraphs=paragraphs):
            for paragraph in paragraphs:
                yield from _break(paragraph.spans, "quote")
        case Table(header=header, rows=rows, caption=caption):
            if caption:
                yield _line((Span(caption),), "caption")
            for row in (header, *rows):
                yield _read_row(row)
        case ListBlock(items=items, start=start):
            for index, item in enumerate(items):
                number = None if start is None else start + index
                yield from _read_item(item, number, depth)


def _read_row(row: Sequence[Spans]) -> Line:
    """Return a row of a table, its cells set apart as a table of plain text has them."""
    cells = tuple(line for cell in row for line in _break(cell, "cell"))
    between = (Span(CELL_END),)
    spans = tuple(span for index, cell in enumerate(row) for span in (*between[:index], *cell))
    return Line(join_spans(spans), frozenset({"row"}), cells=cells)


def _read_item(item: Sequence[Block], number: int | None, depth: int) -> Iterator[Line]:
    sign = "bullet" if number is None else "number"
    head, *others = item
    for line in _break(head.spans, sign, counted=True) if isinstance(head, Paragraph) else ():
        first = line.glue is None
        yield replace(line, number=number, depth=depth) if first else line
    for block in others:
        yield from _read(block, depth + 1)


def _break(spans: Spans, shape: str, counted: bool = False) -> Iterator[Line]:
    """Yield the lines of a paragraph, which soft line breaks set apart.

    Of a line that is `counted` in a list, what looks like a number or bullet is words.
    """
    text, start, glue = text_of(spans), 0, None
    for piece in re.split(r"(\n+)", text):
        if piece.strip():
            words = strip_spans(cut_spans(spans, start, start + len(piece)))
            line = Line(words, read_looks(words) | {shape}) if counted else _line(words, shape)
            yield replace(line, glue=glue)
            glue, counted = "\n", False
        start += len(piece)


def _line(spans: Spans, shape: str) -> Line:
    """Return a line with its signs, taking off the number or bullet that somebody typed."""
    signs, number, text = {shape}, None, text_of(spans)
    if typed := NUMBER.match(text):
        number = int(typed[1] or typed[2])
    elif typed := BULLET.match(text):
        signs.add("bullet")
    if typed:
        spans = strip_spans(cut_spans(spans, typed.end(), len(text)))
        signs.discard("paragraph")
    if number is not None:
        signs.add("number")
    return Line(spans, read_looks(spans) | signs, number)


def read_looks(spans: Spans) -> frozenset[str]:
    """Return the signs that words have from their style alone."""
    shown = [span for span in spans if span.text.strip()]
    letters = [letter for letter in text_of(spans) if letter.isalpha()]
    roles = {span.style.role for span in shown}
    looks = {next(iter(roles))} if len(roles) == 1 else set()
    if shown and all(span.style.bold for span in shown):
        looks.add("bold")
    if letters and all(letter.isupper() for letter in letters):
        looks.add("capitals")
    languages = {span.style.language for span in shown}
    looks |= languages if len(languages) == 1 else set()
    return frozenset(looks - {""})


def read_signs(line: Line) -> frozenset[str]:
    """Return the signs of a line that its words alone give."""
    return read_looks(line.spans) | ({"speech"} if line.text[:1] in OPENING else frozenset())


def _mark_speech(lines: Iterable[Line]) -> list[Line]:
    """Return the lines, saying which begin a quotation and which stand in one that goes on."""
    marked = list(lines)
    for index, line in enumerate(marked):
        text = line.text.strip()
        if text[0] not in OPENING:
            continue
        marked[index] = replace(line, signs=line.signs | {"speech"})
        if not _is_closed(text):
            for inside in _list_inside(marked, index):
                one = marked[inside]
                marked[inside] = replace(one, signs=one.signs | {"speech goes on"})
    return marked


def _list_inside(lines: Sequence[Line], start: int) -> range:
    """Return the lines between one that opens a quotation and the one that closes it or another."""
    for index in range(start + 1, min(len(lines), start + LONGEST_SPEECH)):
        text = lines[index].text.strip()
        if "heading" in lines[index].signs:
            break
        if text[0] in OPENING:
            return range(start + 1, index)
        if text.rstrip(".,;")[-1:] in CLOSING:
            return range(start + 1, index + 1)
    return range(0)


def _is_closed(text: str) -> bool:
    """Tell whether the quotation that a text begins with ends in it."""
    mark = CLOSING[OPENING.index(text[0])]
    return text.rstrip(".,;")[-1:] in CLOSING or bool(re.search(rf"{mark}(?!\w)", text[1:]))


def _mark_led(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines, saying which are of a list that the line above it leads to."""
    leading, number = False, 0
    for line in lines:
        counted = line.number is not None and line.number == number + 1
        led = leading and (counted or (not number and "bullet" in line.signs))
        yield replace(line, signs=line.signs | {"led"}) if led else line
        number = line.number or 0 if led else 0
        leading = led or bool(LEADING.search(line.text))


def cut_spans(spans: Spans, start: int, end: int) -> Spans:
    """Return the spans of those characters."""
    found, at = [], 0
    for span in spans:
        text = span.text[max(0, start - at) : max(0, end - at)]
        if text:
            found.append(Span(text, span.style))
        at += len(span.text)
    return tuple(found)


def strip_spans(spans: Spans) -> Spans:
    """Return spans without blanks before the first word and behind the last."""
    text = text_of(spans)
    return cut_spans(spans, len(text) - len(text.lstrip()), len(text.rstrip()))


def gather_blocks(lines: Iterable[Line]) -> list[Block]:
    """Return lines as the blocks that they were: paragraphs, and lists of bullets or numbers."""
    blocks: list[Block] = []
    for line in lines:
        if line.glue is not None and blocks:
            blocks[-1] = _append(blocks[-1], (Span(line.glue), *line.spans))
        elif "bullet" in line.signs or line.number is not None:
            before = blocks[-1] if blocks else None
            _add_item(blocks, before, line)
        else:
            blocks.append(Paragraph(line.spans))
    return blocks


def _append(block: Block, spans: Spans) -> Block:
    match block:
        case Paragraph():
            return Paragraph(join_spans(block.spans + spans))
        case ListBlock(items=(*others, last)):
            return ListBlock((*others, (*last[:-1], _append(last[-1], spans))), block.start)
    return block


def _add_item(blocks: list[Block], before: Block | None, line: Line) -> None:
    """Add a line to the list that it goes on with, or begin a list with it."""
    if isinstance(before, ListBlock):
        if line.depth:
            inner = list(before.items[-1])
            _add_item(inner, inner[-1], replace(line, depth=line.depth - 1))
            blocks[-1] = ListBlock((*before.items[:-1], tuple(inner)), before.start)
            return
        follows = None if before.start is None else before.start + len(before.items)
        if line.number == follows:
            blocks[-1] = ListBlock((*before.items, (Paragraph(line.spans),)), before.start)
            return
    blocks.append(ListBlock(((Paragraph(line.spans),),), line.number))
