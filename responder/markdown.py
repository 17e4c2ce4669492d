"""A subset of Markdown to blocks, with marks in it exchanged for words that are never parsed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

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
    join_spans,
    lines_of,
    map_spans,
    normalise,
    spans_of,
    text_of,
)
from responder.errors import DataError

# U+FDD0 and U+FDD1 are noncharacters, kept by Unicode for uses like this; no file may hold them.
MARK = re.compile("\ufdd0(L?[0-9]+)\ufdd1")
MARK_SIGN = re.compile("[\ufdd0\ufdd1]")
CAPTION = "Table: "
UNUSED = ("backticks", "image", "html_inline", "entity", "autolink")
UNUSED_BLOCKS = ("hr", "fence", "code", "reference", "html_block", "lheading")
LAYOUT_BLOCKS = ("heading", "blockquote", "table")

# The parser drops words that are nested deeper; two levels for each list.
DEEPEST = 100
OPTIONS = {"html": False, "maxNesting": DEEPEST}
PROSE = MarkdownIt("commonmark", OPTIONS).disable(
    [*UNUSED, *UNUSED_BLOCKS, "heading", "blockquote"]
)
LAYOUT = MarkdownIt("commonmark", OPTIONS).enable("table").disable([*UNUSED, *UNUSED_BLOCKS])
for _markdown in (PROSE, LAYOUT):
    # Addresses stay as typed, so that a mark in one survives; writers decide which ones are links.
    _markdown.normalizeLink = str  # type: ignore[method-assign, assignment]
    _markdown.validateLink = bool  # type: ignore[method-assign, assignment]


class Mark(msgspec.Struct, frozen=True):
    """What stands in its place: words, whole blocks, or only the source of the line so far."""

    source: Source | None = None
    spans: Spans = ()
    blocks: tuple[Block, ...] | None = None
    ends_line: bool = False


Piece: TypeAlias = "Span | tuple[Block, ...]"
Locate: TypeAlias = Callable[[int], Source]


def mark(key: str) -> str:
    """Return the text that stands for the mark of a key."""
    return f"\ufdd0{key}\ufdd1"


def parse_prose(text: str, locate: Locate | None = None) -> tuple[Block, ...]:
    """Return prose as blocks; `locate` gives the source of a line of the text, counted from 0."""
    return _Reader({}, locate).read(PROSE, text)


def parse_layout(text: str, marks: Mapping[str, Mark]) -> tuple[Block, ...]:
    """Return a rendered template as blocks, every mark exchanged for what it stands for."""
    return tuple(_fill(_Reader(marks, None).read(LAYOUT, text)))


def parse_line(text: str, marks: Mapping[str, Mark]) -> Spans:
    """Return one line of a rendered template as spans; nothing but marks and emphasis counts."""
    return _flatten(_Reader(marks, None).read(PROSE, text.strip()))


class _Reader:
    """Turns one parsed text into blocks."""

    def __init__(self, marks: Mapping[str, Mark], locate: Locate | None) -> None:
        self.marks = marks
        self.locate = locate

    def read(self, parser: MarkdownIt, text: str) -> tuple[Block, ...]:
        tokens = parser.parse(text)
        if any(token.nesting > 0 and token.level >= DEEPEST - 1 for token in tokens):
            place = self.locate(0).answer if self.locate else None
            raise DataError("Lists are nested too deeply in this text.", place)
        return normalise(self.read_blocks(SyntaxTreeNode(tokens).children))

    def read_blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
        caption = False
        for index, node in enumerate(nodes):
            if caption:
                caption = False
                continue
            match node.type:
                case "heading":
                    yield Heading(int(node.tag[1]), _flatten(self.read_inline(node)))
                case "paragraph":
                    yield from self.read_inline(node)
                case "bullet_list" | "ordered_list":
                    items = tuple(tuple(self.read_blocks(item.children)) for item in node.children)
                    start = int(node.attrs.get("start", 1))
                    yield ListBlock(items, None if node.type == "bullet_list" else start)
                case "blockquote":
                    inner = self.read_blocks(node.children)
                    lines = [line for block in inner for line in lines_of(block)]
                    yield Quote(tuple(Paragraph(line) for line in lines))
                case "table":
                    words = self._caption(nodes[index + 1 : index + 2])
                    caption = bool(words)
                    yield self.read_table(node, words)

    def _caption(self, following: Sequence[SyntaxTreeNode]) -> str:
        if following and following[0].type == "paragraph":
            words = text_of(_flatten(self.read_inline(following[0])))
            if words.startswith(CAPTION):
                return words.removeprefix(CAPTION)
        return ""

    def read_table(self, node: SyntaxTreeNode, caption: str) -> Table:
        rows = [
            tuple(_flatten(self.read_inline(cell)) for cell in row.children)
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
        return _assemble(_attribute(pieces, sources, source))

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
                    yield from self._walk(node.children, replace(style, link=address))
                    for key in MARK.findall(str(node.attrs.get("href", ""))):
                        if self.marks[key].ends_line:
                            yield Span(""), self.marks[key].source
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
                yield Span(""), found.source
            elif found.blocks is not None:
                yield found.blocks, None
            else:
                for span in found.spans:
                    yield replace(span, style=_combine(style, span.style)), None

    def _plain(self, text: str) -> str:
        return MARK.sub(lambda one: text_of(self.marks[one[1]].spans), text)


def _combine(outer: Style, inner: Style) -> Style:
    return Style(
        outer.bold or inner.bold,
        outer.italic or inner.italic,
        inner.link or outer.link,
        inner.role or outer.role,
    )


def _attribute(
    pieces: list[Piece], sources: list[Source | None], source: Source | None
) -> list[Piece]:
    """Give words of the text itself the source of the next mark, else of the one before."""
    known = source
    for _ in range(2):  # backwards, then forwards for words after the last mark
        pieces.reverse()
        sources.reverse()
        for index, piece in enumerate(pieces):
            known = sources[index] or known
            if not isinstance(piece, Span):
                first = next((span for block in piece for s in lines_of(block) for span in s), None)
                known = first.source and Source(first.source.template) if first else known
            elif piece.source is None:
                pieces[index] = replace(piece, source=known)
            elif piece.source.template:
                known = Source(piece.source.template)
    return pieces


def _fill(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield blocks in which words without a mark have the source of the next, or else the last."""
    backwards = [span.source for span in reversed(list(spans_of(blocks)))]
    known = next(filter(None, backwards), None)
    sources: list[Source | None] = []
    for source in backwards:
        known = source or (known and Source(known.template))
        sources.append(known)
    return map_spans(blocks, lambda span: replace(span, source=sources.pop()))


def _assemble(pieces: list[Piece]) -> list[Block]:
    """Return paragraphs of words and inserted blocks; words before blocks run into their first."""
    blocks: list[Block] = []
    line: list[Span] = []
    wordless = True  # nothing but white space since the last inserted blocks
    for piece in pieces:
        if isinstance(piece, Span):
            line.append(piece)
            wordless = wordless and not piece.text.strip()
            continue
        if wordless:
            blocks.append(_paragraph(line))
            blocks += piece
        elif piece and isinstance(piece[0], Paragraph):
            blocks.append(_paragraph([*line, *piece[0].spans]))
            blocks += piece[1:]
        else:
            blocks += [_paragraph(line), *piece]
        last = blocks[-1]
        line = list(blocks.pop().spans) if isinstance(last, Paragraph) else []  # type: ignore[union-attr]
        wordless = True
    blocks.append(_paragraph(line))
    return blocks


def _paragraph(spans: Sequence[Span]) -> Paragraph:
    """Return a paragraph without the white space that a template leaves at either end."""
    words = list(join_spans(spans))
    if words and _is_literal(words[0]):
        words[0] = replace(words[0], text=words[0].text.lstrip(" \n"))
    if words and _is_literal(words[-1]):
        words[-1] = replace(words[-1], text=words[-1].text.rstrip(" \n"))
    return Paragraph(join_spans(words))


def _is_literal(span: Span) -> bool:
    return span.source is None or span.source.answer is None


def _flatten(blocks: Sequence[Block]) -> Spans:
    lines: list[Span] = []
    for line in (line for block in blocks for line in lines_of(block) if line):
        lines += ([Span(" ")] if lines else []) + list(line)
    return join_spans(lines)
