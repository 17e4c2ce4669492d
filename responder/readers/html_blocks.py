"""The elements of a page's text → blocks, in one walk that no depth of elements can exhaust."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from responder.document import (
    Block,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Spans,
    Style,
    lines_of,
    text_of,
)
from responder.readers.html_lines import Line
from responder.readers.html_page import HEADINGS, MOST_NAMES, tag_around
from responder.readers.html_source import Element
from responder.readers.html_tables import Cell, Grid, Row

LISTS = {"ul", "ol", "menu", "dir"}
AS_IS = {"pre", "listing", "xmp", "plaintext"}
# fmt: off
BLOCKS = {
    *HEADINGS, *LISTS, *AS_IS,
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd",
    "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "header", "hgroup", "hr", "legend", "li", "main", "nav", "optgroup", "option", "p", "search",
    "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead",
    "tr",
}
# fmt: on
AS_BLOCK = re.compile(r"(?i)(?:^|;)\s*display\s*:\s*(?:block|flex|grid|list-item|table)")
LOOSE = "data-loose"
NUMBER = re.compile(r"\s*(-?\d{1,6})")
DEEPEST = 9  # lists in lists, as many as Word counts; what is deeper belongs to the last
LONGEST_HEADING = 400  # characters; an element that was never closed holds more


@dataclass
class List:
    """A list that is being read: its items with their numbers, `step` from one to the next."""

    numbered: bool = False
    number: int = 1
    step: int = 1
    items: list[tuple[int, list[Block]]] = field(default_factory=list)

    def build(self) -> Iterator[Block]:
        """Yield the list, as several where its numbers do not follow on each other."""
        run: list[tuple[Block, ...]] = []
        start = 0
        for number, blocks in self.items:
            if not blocks:  # counted, though nothing of it shows but a gap in the numbers
                continue
            if run and self.numbered and number != start + len(run):
                yield ListBlock(tuple(run), start)
                run = []
            start = start if run else number
            run.append(tuple(blocks))
        if run:
            yield ListBlock(tuple(run), max(start, 0) if self.numbered else None)


@dataclass
class Flow:
    """Blocks that stand one below the other; `level` is that of a heading, `tag` its element's."""

    tag: str = ""
    level: int = 0
    blocks: list[Block] = field(default_factory=list)


Frame = List | Flow | Grid | Row | Cell


class Builder:
    """Builds the blocks of a text from its elements and words in their order."""

    def __init__(self) -> None:
        self.root = Flow()
        self.line = Line()
        self.frames: list[Frame] = [self.root]
        self.opened: list[Frame | None] = []  # for each element that is open
        self.as_is = 0

    def start(self, element: Element, style: Style) -> None:
        """Begin an element."""
        frame = None
        if element.tag == "br":
            self.add_break(style)
        elif is_block(element):
            self.flush()
            self.as_is += element.tag in AS_IS
            frame = self._frame(element)
        if frame is not None:
            self.frames.append(frame)
        self.opened.append(frame)

    def end(self, element: Element) -> None:
        """End the element that began last of those that have not ended."""
        frame = self.opened.pop()
        if is_block(element):
            self.flush()
            self.as_is -= element.tag in AS_IS
        if frame is None:
            return
        self.frames.pop()
        around = self.frames[-1]
        if isinstance(frame, Flow) and frame.tag == "caption" and isinstance(around, Grid):
            around.caption = _caption(frame)
        for block in _finish(frame):
            self._emit(block)

    def add(self, text: str, style: Style) -> None:
        """Add words to the line."""
        if not self.as_is:
            self.line.add(text, style)
            return
        for number, part in enumerate(text.split("\n")):
            if number:
                self.add_break(style)
            self.line.add_as_is(part, style)

    def add_break(self, style: Style) -> None:
        """Break the line, or end the paragraph where an empty line would show."""
        if self.line.is_blank() and not self._in_one_line():
            self.flush()
        else:
            self.line.add_break(style)

    def finish(self) -> Iterator[Block]:
        """Yield the blocks of the whole text, paragraphs of one quotation in one."""
        self.flush()
        for quoted, blocks in groupby(self.root.blocks, key=lambda block: isinstance(block, Quote)):
            if not quoted:
                yield from blocks
                continue
            quotes = (block for block in blocks if isinstance(block, Quote))
            yield Quote(tuple(paragraph for quote in quotes for paragraph in quote.paragraphs))

    def flush(self) -> None:
        """End the paragraph."""
        spans = self.line.take()
        if not spans:
            return
        quoted = _is_quote(self.frames[-1])
        self._emit(Quote((Paragraph(spans),)) if quoted else Paragraph(spans))

    def _in_one_line(self) -> bool:
        frame = self.frames[-1]
        return isinstance(frame, Flow) and frame.level > 0

    def _emit(self, block: Block) -> None:
        """Put a block where it belongs: words that stand loose in a table come before it."""
        for frame in reversed(self.frames):
            match frame:
                case List(items=[*_, (_, blocks)]):
                    blocks.append(block)
                    return
                case Cell(blocks=blocks):
                    blocks.append(block)
                    return
                case Flow(tag=tag, blocks=blocks) if tag != "blockquote":
                    blocks.append(block)
                    return

    def _frame(self, element: Element) -> Frame | None:
        """Return what the content of an element is gathered in, if it has anything of its own."""
        tag, frame = element.tag, self.frames[-1]
        if tag in HEADINGS:
            return Flow(tag, int(tag[1]))
        if tag == "blockquote" and not _is_quote(frame):
            return Flow(tag)
        if tag in LISTS and self._depth(List) < DEEPEST:
            return _list(element)
        if tag == "table" and self._depth(Grid) < DEEPEST:
            return Grid(placing=element.get("role") in {"presentation", "none"})
        if tag == "li":
            self._begin_item(element)
        return self._part_of_table(element, frame)

    def _depth(self, kind: type[Frame]) -> int:
        return sum(isinstance(frame, kind) for frame in self.frames)

    def _begin_item(self, element: Element) -> None:
        frame = self.frames[-1]
        if isinstance(frame, List):
            number = _number(element.get("value"), frame.number) if frame.numbered else 0
            frame.items.append((number, []))
            frame.number = number + frame.step

    def _part_of_table(self, element: Element, frame: Frame) -> Frame | None:
        tag = element.tag
        if isinstance(frame, Grid):
            if tag == "caption":
                return Flow(tag)
            if tag == "tr":
                frame.rows.append(Row(tag_around(element) == "thead"))
                return frame.rows[-1]
        if tag not in {"td", "th"} or not isinstance(frame, Grid | Row):
            return None
        if isinstance(frame, Grid):  # nobody wrote where its row begins
            before = element.getprevious()
            if not frame.rows or before is None or before.tag not in {"td", "th"}:
                frame.rows.append(Row(tag_around(element) == "thead"))
            frame = frame.rows[-1]
        columns, rows = (_number(element.get(name), 1) for name in ("colspan", "rowspan"))
        frame.cells.append(Cell(tag == "th", max(columns, 1), max(rows, 1)))
        return frame.cells[-1]


def is_block(element: Element) -> bool:
    """Tell whether an element stands on lines of its own."""
    if element.tag in BLOCKS:
        return True
    look = element.get("style")
    return look is not None and AS_BLOCK.search(look[:MOST_NAMES]) is not None


def gather_loose_items(root: Element) -> None:
    """Put items that stand in no list into one, as browsers show them."""
    for item in list(root.iter("li")):
        parent, before = item.getparent(), item.getprevious()
        if parent is None or parent.tag in LISTS:
            continue
        if before is None or before.get(LOOSE) is None or (before.tail or "").strip():
            before = item.makeelement("ul", {LOOSE: ""})
            item.addprevious(before)
        before.tail, item.tail = item.tail, None
        before.append(item)


def _is_quote(frame: Frame) -> bool:
    return isinstance(frame, Flow) and frame.tag == "blockquote"


def _list(element: Element) -> List:
    numbered = element.tag == "ol"
    if element.get("reversed") is None:
        return List(numbered, _number(element.get("start"), 1))
    count = sum(1 for _ in element.iterchildren("li"))
    return List(numbered, _number(element.get("start"), count), -1)


def _number(text: str | None, otherwise: int) -> int:
    found = NUMBER.match(text or "")
    return int(found[1]) if found else otherwise


def _finish(frame: Frame) -> Iterator[Block]:
    """Yield what a frame is once all that stands in it has been read."""
    if isinstance(frame, List | Grid):
        yield from frame.build()
    elif isinstance(frame, Flow) and frame.level:
        others = (n for n, one in enumerate(frame.blocks) if not isinstance(one, Paragraph))
        first = frame.blocks[: next(others, None)]
        lines = [block.spans for block in first if isinstance(block, Paragraph)]
        short = sum(len(text_of(line)) for line in lines) <= LONGEST_HEADING
        heads = lines if short and len(lines) == len(frame.blocks) else lines[:1]
        if heads:
            yield Heading(frame.level, _join(heads))
        yield from frame.blocks[len(heads) :]


def _join(lines: list[Spans]) -> Spans:
    first, *others = lines
    return (*first, *(span for line in others for span in (Span("\n"), *line)))


def _caption(frame: Flow) -> str:
    lines = (text_of(line) for block in frame.blocks for line in lines_of(block))
    return " ".join(" ".join(lines).split("\n"))
