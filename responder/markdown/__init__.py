"""A subset of Markdown to blocks, with marks in it exchanged for words that are never parsed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NoReturn, TypeAlias

import msgspec
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from msgspec.structs import replace

from responder.document import (
    PLAIN,
    Block,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Source,
    Span,
    Spans,
    Style,
    Table,
    is_safe_link,
    map_spans,
    normalise,
    plain_lines_of,
    spans_of,
    text_of,
)
from responder.errors import DataError, Place, TemplateError
from responder.markdown.pieces import Piece, assemble, attribute, flatten

# U+FDD0 and U+FDD1 are noncharacters, kept by Unicode for uses like this; no file may hold them.
MARK = re.compile("\ufdd0(L?[0-9]+)\ufdd1")
MARK_SIGN = re.compile("[\ufdd0\ufdd1]")
CAPTION = "Table: "
UNUSED = ("backticks", "image", "html_inline", "entity", "autolink")
UNUSED_BLOCKS = ("hr", "fence", "code", "reference", "html_block", "lheading")
LISTS = ("bullet_list", "ordered_list", "table")
OUTER_BARS = re.compile(r"^[\s>]*\||(?<!\\)\|\s*$")
CELL_END = re.compile(r"(?<!\\)\|")

# What Word puts before the lines of a list when its text is copied.
BULLET = re.compile(r"^([ \t]*)(?:[•·▪◦●‣][ \t]+|[–—-]\t+)", re.MULTILINE)
DEEPEST = 9  # lists in lists, as in Word; the parser counts two levels for each
OPTIONS = {"html": False, "maxNesting": 100}
PROSE = MarkdownIt("commonmark", OPTIONS).disable(
    [*UNUSED, *UNUSED_BLOCKS, "heading", "blockquote"]
)
LAYOUT = MarkdownIt("commonmark", OPTIONS).enable("table").disable([*UNUSED, *UNUSED_BLOCKS])
for _markdown in (PROSE, LAYOUT):
    # Addresses stay as typed, so that a mark in one survives; unsafe ones go once they are whole.
    _markdown.normalizeLink = str  # type: ignore[method-assign, assignment]
    _markdown.validateLink = bool  # type: ignore[method-assign, assignment]


class Mark(msgspec.Struct, frozen=True):
    """What stands in its place: words, whole blocks, or what is known of the line so far.

    That is its source, and its language if it is not the document's own.
    """

    source: Source | None = None
    spans: Spans = ()
    blocks: tuple[Block, ...] | None = None
    ends_line: bool = False
    language: str = ""


Locate: TypeAlias = Callable[[int], Source]


def mark(key: str) -> str:
    """Return the text that stands for the mark of a key."""
    return f"\ufdd0{key}\ufdd1"


def parse_prose(text: str, locate: Locate | None = None) -> tuple[Block, ...]:
    """Return prose as blocks; `locate` gives the source of a line of the text, counted from 0."""
    return _Reader({}, locate).read(PROSE, text)


def read_bullets(text: str) -> str:
    """Return text with the bullets of a word processor as those of Markdown, line for line."""
    return BULLET.sub(r"\1- ", text)


def parse_layout(text: str, marks: Mapping[str, Mark]) -> tuple[Block, ...]:
    """Return a rendered template as blocks, every mark exchanged for what it stands for."""
    return tuple(_fill(_Reader(marks, None).read(LAYOUT, text)))


def parse_line(text: str, marks: Mapping[str, Mark]) -> Spans:
    """Return one line of a rendered template as spans; nothing but marks and emphasis counts."""
    return flatten(_Reader(marks, None).read(PROSE, text.strip()))


class _Reader:
    """Turns one parsed text into blocks."""

    def __init__(self, marks: Mapping[str, Mark], locate: Locate | None) -> None:
        self.marks = marks
        self.locate = locate
        self.lines: list[str] = []

    def read(self, parser: MarkdownIt, text: str) -> tuple[Block, ...]:
        self.lines = text.split("\n")
        tokens = parser.parse(text)
        for one in tokens:
            if one.type.endswith("list_open") and one.level >= 2 * DEEPEST:
                problem, (first, last) = "Lists are nested too deeply here.", one.map or (0, 0)
                if self.locate:
                    raise DataError(problem, self.locate(first).answer)
                raise TemplateError(problem, self._find(first, last))
        return normalise(self.read_blocks(SyntaxTreeNode(tokens).children))

    def read_blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
        caption = False
        for index, node in enumerate(nodes):
            if caption:
                caption = False
                continue
            match node.type:
                case "heading":
                    yield Heading(int(node.tag[1]), flatten(self.read_inline(node)))
                case "paragraph":
                    yield from self.read_inline(node)
                case "bullet_list" | "ordered_list":
                    if any(one.type == "table" for item in node.children for one in item.children):
                        self._refuse("A list cannot hold a table.", node)
                    for start, entries in _split_list(node):
                        items = (tuple(self.read_blocks(item.children)) for item in entries)
                        yield ListBlock(tuple(items), start)
                case "blockquote":
                    if kind := next((one.type for one in node.children if one.type in LISTS), ""):
                        named = "table" if kind == "table" else "list"
                        self._refuse(f"A quotation cannot hold a {named}.", node)
                    inner = self.read_blocks(node.children)
                    lines = [line for block in inner for line in plain_lines_of(block)]
                    yield Quote(tuple(Paragraph(line) for line in lines))
                case "table":
                    self._check_cells(node)
                    words = self._caption(nodes[index + 1 : index + 2])
                    caption = bool(words)
                    yield self.read_table(node, words)

    def _check_cells(self, table: SyntaxTreeNode) -> None:
        """Refuse a row with more cells than the head, because the parser would drop them."""
        columns = len(table.children[0].children[0].children)
        for row in (row for body in table.children[1:] for row in body.children):
            line = self.lines[row.map[0]] if row.map else ""
            if (count := len(CELL_END.findall(OUTER_BARS.sub("", line))) + 1) > columns:
                problem = f"A row of this table has {count} cells, and its head has {columns}."
                self._refuse(problem, row)

    def _refuse(self, problem: str, node: SyntaxTreeNode) -> NoReturn:
        """Raise TemplateError at the place of a node."""
        raise TemplateError(problem, self._find(*(node.map or (0, 0))))

    def _find(self, first: int, last: int) -> Place | None:
        """Return the place in a template that the marks on or above some lines tell."""
        near = [*self.lines[first:last], *reversed(self.lines[:first])]
        marks = (self.marks[key] for line in near for key in MARK.findall(line))
        sources = (one.source or next((s.source for s in one.spans), None) for one in marks)
        return next((one.template for one in sources if one), None)

    def _caption(self, following: Sequence[SyntaxTreeNode]) -> str:
        if following and following[0].type == "paragraph":
            words = text_of(flatten(self.read_inline(following[0])))
            if words.startswith(CAPTION):
                return words.removeprefix(CAPTION)
        return ""

    def read_table(self, node: SyntaxTreeNode, caption: str) -> Table:
        rows = [
            tuple(flatten(self.read_inline(cell)) for cell in row.children)
            for part in node.children
            for row in part.children
        ]
        return Table(rows[0], tuple(rows[1:]), caption)

    def read_inline(self, node: SyntaxTreeNode) -> list[Block]:
        first = node.map[0] if node.map else 0
        source = self.locate(first) if self.locate else None
        pieces: list[Piece] = []
        sources: list[Source | None] = []
        for inline in node.children:
            for piece, known in self._walk(inline.children, PLAIN):
                pieces.append(piece)
                sources.append(known)
        return assemble(attribute(pieces, sources, source))

    def _walk(
        self, nodes: Sequence[SyntaxTreeNode], style: Style
    ) -> Iterator[tuple[Piece, Source | None]]:
        """Yield pieces, each with the source that it gives to unsourced words before it, if any."""
        for node in nodes:
            match node.type:
                case "text":
                    yield from self._expand(node.content, style)
                case "softbreak":
                    yield Span(" ", style), None
                case "hardbreak":
                    yield Span("\n", style), None
                case "strong":
                    yield from self._walk(node.children, replace(style, bold=True))
                case "em":
                    yield from self._walk(node.children, replace(style, italic=True))
                case "link":
                    address = self._plain(str(node.attrs.get("href", "")))
                    link = address if is_safe_link(address) else ""
                    yield from self._walk(node.children, replace(style, link=link))
                    for key in MARK.findall(str(node.attrs.get("href", ""))):
                        if self.marks[key].ends_line:
                            yield _end_line(self.marks[key])
                case _:
                    yield from self._walk(node.children, style)

    def _expand(self, text: str, style: Style) -> Iterator[tuple[Piece, Source | None]]:
        parts = MARK.split(text)
        for index, part in enumerate(parts):
            if index % 2 == 0:
                yield Span(part, style), None
                continue
            found = self.marks[part]
            if found.ends_line:
                yield _end_line(found)
            elif found.blocks is not None:
                yield found.blocks, None
            else:
                for span in found.spans:
                    yield replace(span, style=_combine(style, span.style)), None

    def _plain(self, text: str) -> str:
        return MARK.sub(lambda one: text_of(self.marks[one[1]].spans), text)


def _end_line(found: Mark) -> tuple[Piece, Source | None]:
    return Span("", Style(language=found.language)), found.source


def _combine(outer: Style, inner: Style) -> Style:
    return Style(
        outer.bold or inner.bold,
        outer.italic or inner.italic,
        inner.link or outer.link,
        inner.role or outer.role,
        inner.language or outer.language,
    )


def _split_list(node: SyntaxTreeNode) -> list[tuple[int | None, list[SyntaxTreeNode]]]:
    """Return the entries of a list; where a number leaves others out, a new list begins with it.

    Markdown itself would count on. The same number for all is a list that counts itself.
    """
    if node.type == "bullet_list":
        return [(None, node.children)]
    lists: list[tuple[int | None, list[SyntaxTreeNode]]] = []
    before = expected = -1
    for item in node.children:
        number = int(item.info)
        if not lists or number not in (before, expected):
            lists.append((number, []))
            expected = number
        lists[-1][1].append(item)
        before, expected = number, expected + 1
    return lists


def _fill(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield blocks in which words without a mark have the source of the next, or else the last."""
    backwards = [span.source for span in reversed(list(spans_of(blocks)))]
    known = next(filter(None, backwards), None)
    sources: list[Source | None] = []
    for source in backwards:
        known = source or (known and Source(known.template))
        sources.append(known)
    return map_spans(blocks, lambda span: replace(span, source=sources.pop()))
