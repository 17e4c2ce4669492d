"""The composed response: every reader ends in a Document and every writer starts from one."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar

import msgspec
from msgspec.structs import force_setattr, replace

from responder.errors import Place


class Style(msgspec.Struct, frozen=True):
    """How words look, or what part they play; `role` names a style of the house's Word template.

    `language` is a BCP 47 tag, or empty for words in the document's own language.
    """

    bold: bool = False
    italic: bool = False
    link: str = ""
    role: str = ""
    language: str = ""


SAFE_SCHEMES = ("", "http", "https", "mailto")

PLAIN = Style()
GAP = Style(role="gap")
STALE = Style(role="stale")
REMARKS = (GAP.role, STALE.role)  # what stands in a draft for words, in the document's language


class Citation(msgspec.Struct, frozen=True):
    """The snippet and version that a passage cites, with its origin and its time of validity.

    `adapted` tells that the words were changed after they were taken.
    """

    snippet: str
    version: str
    title: str
    place: Place
    origins: tuple[str, ...] = ()
    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None
    superseded: str = ""
    passage: str = ""
    adapted: bool = False

    @property
    def label(self) -> str:
        """Return the snippet's name as answers give it, with the version if there is one."""
        return f"{self.snippet}@{self.version}" if self.version else self.snippet


class Source(msgspec.Struct, frozen=True):
    """Where words came from: template, answer and snippet lines, as far as each had a hand in.

    `path` names the answer; `citation` is the same for all words of one passage.
    """

    template: Place | None = None
    answer: Place | None = None
    path: str = ""
    snippet: Place | None = None
    citation: Citation | None = None


class Span(msgspec.Struct, frozen=True):
    """Words of one style and one source; a line feed in the text is a line break."""

    text: str
    style: Style = PLAIN
    source: Source | None = None


Spans: TypeAlias = tuple[Span, ...]


class Remark(msgspec.Struct, frozen=True):
    """Paragraphs to the drafter about some words of a document, which are no part of it.

    `line` counts its lines from 0, and `start` and `end` are where in that line the words stand.
    """

    line: int
    start: int
    end: int
    paragraphs: tuple[str, ...]


class Heading(msgspec.Struct, frozen=True):
    """A heading; level 1 is the document's title, and sections start at level 2."""

    level: int
    spans: Spans


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph of words."""

    spans: Spans


class ListBlock(msgspec.Struct, frozen=True):
    """A list; `start` is the first number or None for bullets; an item opens with a Paragraph."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None


class Table(msgspec.Struct, frozen=True):
    """A table with one header row; `caption` describes it to those who cannot see it."""

    header: tuple[Spans, ...]
    rows: tuple[tuple[Spans, ...], ...]
    caption: str = ""


class Quote(msgspec.Struct, frozen=True):
    """Somebody's words, set apart, in their paragraphs."""

    paragraphs: tuple[Paragraph, ...]


Block: TypeAlias = Heading | Paragraph | ListBlock | Table | Quote
BlockT = TypeVar("BlockT", bound=Block)


class Properties(msgspec.Struct, frozen=True):
    """What the file says about itself; `date` stands for every date that a file format wants."""

    title: str = ""
    subject: str = ""
    author: str = ""
    language: str = "en-GB"
    date: datetime.date | None = None


class Document(msgspec.Struct, frozen=True):
    """A response in normal form; `marking` is its header's lines, the first also its foot's."""

    blocks: tuple[Block, ...]
    properties: Properties = Properties()
    marking: tuple[Paragraph, ...] = ()

    def __post_init__(self) -> None:
        language = self.properties.language
        force_setattr(self, "blocks", normalise(_drop_language(self.blocks, language)))
        marking = normalise(_drop_language(self.marking, language))
        force_setattr(
            self, "marking", tuple(block for block in marking if isinstance(block, Paragraph))
        )

    def without_sources(self) -> Document:
        """Return the same words in the same form, knowing nothing of where they came from."""
        return replace(
            self,
            blocks=tuple(map_spans(self.blocks, lambda span: replace(span, source=None))),
            marking=tuple(map_spans(self.marking, lambda span: replace(span, source=None))),
        )

    def final(self) -> Document:
        """Return the clean document for publication: no sources, no marking, no author."""
        clean = self.without_sources()
        return replace(clean, marking=(), properties=replace(self.properties, author=""))


def spans_of(blocks: Iterable[Block]) -> Iterator[Span]:
    """Yield every span in reading order."""
    for block in blocks:
        for line in lines_of(block):
            yield from line


def lines_of(block: Block) -> Iterator[Spans]:
    """Yield the spans of each line of text in a block: paragraphs, list items, table cells."""
    match block:
        case Heading(spans=spans) | Paragraph(spans=spans):
            yield spans
        case Quote(paragraphs=paragraphs):
            yield from (paragraph.spans for paragraph in paragraphs)
        case ListBlock(items=items):
            yield from (line for item in items for inner in item for line in lines_of(inner))
        case Table(header=header, rows=rows):
            yield from header
            yield from (cell for row in rows for cell in row)


def plain_lines_of(block: Block) -> Iterator[Spans]:
    """Yield the lines of a block that cannot stay a list, its bullets and numbers as words."""
    if not isinstance(block, ListBlock):
        yield from lines_of(block)
        return
    for index, item in enumerate(block.items):
        sign = "•" if block.start is None else f"{block.start + index}."
        lines = [line for inner in item for line in plain_lines_of(inner)] or [()]
        source = next((span.source for span in lines[0]), None)
        yield (Span(f"{sign} ", source=source), *lines[0])
        yield from lines[1:]


def text_of(spans: Iterable[Span]) -> str:
    """Return the words of spans as one string."""
    return "".join(span.text for span in spans)


def is_safe_link(address: str) -> bool:
    """Tell whether a program would only ever go to the address, never run it or read a file."""
    # Browsers pass over white space and control characters, so "java\tscript:" is a scheme too.
    visible = re.sub(r"[\x00-\x20\x7f]", "", address)
    before, colon, _ = re.split(r"[/?#]", visible, maxsplit=1)[0].partition(":")
    return (before.lower() if colon else "") in SAFE_SCHEMES


def in_language(span: Span, language: str) -> Span:
    """Return a span as words in a language, unless it has one of its own or stands for a gap."""
    if not language or span.style.language or span.style.role in REMARKS:
        return span
    return replace(span, style=replace(span.style, language=language))


def map_spans(blocks: Iterable[BlockT], change: Callable[[Span], Span]) -> Iterator[BlockT]:
    """Yield the same blocks with every span changed."""

    def each(spans: Spans) -> Spans:
        return tuple(change(span) for span in spans)

    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield replace(block, spans=each(block.spans))
            case Quote():
                yield replace(block, paragraphs=tuple(map_spans(block.paragraphs, change)))
            case ListBlock():
                items = tuple(tuple(map_spans(item, change)) for item in block.items)
                yield replace(block, items=items)
            case Table():
                header = tuple(map(each, block.header))
                rows = tuple(tuple(map(each, row)) for row in block.rows)
                yield replace(block, header=header, rows=rows)


def normalise(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks in normal form, the one form in which two equal responses are equal data.

    No span is empty, no two neighbours have the same style and source, no paragraph is blank,
    no two lists or quotations that read as one stand apart, a list item opens with a paragraph
    and holds paragraphs and lists alone, and the rows of a table are of one length, never zero.
    In a Document, moreover, no words name a language that is its own.
    """
    normal: list[Block] = []
    for block in blocks:
        for clean in _clean(block):
            before = normal[-1] if normal else None
            if isinstance(before, Quote) and isinstance(clean, Quote):
                normal[-1] = Quote(before.paragraphs + clean.paragraphs)
            else:
                normal.append(clean)
    return tuple(normal)


def _drop_language(blocks: tuple[BlockT, ...], language: str) -> Iterable[BlockT]:
    """Return blocks in which no words name a language that they have anyway."""
    named = {span.style.language for span in spans_of(blocks)} - {""}
    own = {one for one in named if one.casefold() == language.casefold()}

    def drop(span: Span) -> Span:
        same = span.style.language in own
        return replace(span, style=replace(span.style, language="")) if same else span

    return map_spans(blocks, drop) if own else blocks


def join_spans(spans: Iterable[Span]) -> Spans:
    """Return spans without empty ones, neighbours of one style and source made one."""
    joined: list[Span] = []
    for span in spans:
        if joined and (joined[-1].style, joined[-1].source) == (span.style, span.source):
            joined[-1] = replace(joined[-1], text=joined[-1].text + span.text)
        elif span.text:
            joined.append(span)
    return tuple(joined)


def _clean(block: Block) -> Iterator[Block]:
    match block:
        case Heading() | Paragraph():
            if text_of(block.spans).strip():
                yield replace(block, spans=join_spans(block.spans))
        case Quote():
            paragraphs = tuple(_paragraphs(block.paragraphs))
            if paragraphs:
                yield Quote(paragraphs)
        case ListBlock():
            items = tuple(item for source in block.items for item in _clean_items(source))
            if items:
                yield replace(block, items=items)
        case Table():
            width = max(map(len, (block.header, *block.rows)))
            if width:
                header, *rows = (_clean_row(row, width) for row in (block.header, *block.rows))
                yield replace(block, header=header, rows=tuple(rows))


def _clean_row(row: tuple[Spans, ...], width: int) -> tuple[Spans, ...]:
    return tuple(map(join_spans, row)) + ((),) * (width - len(row))


def _clean_items(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Yield one list item, or the items of a list that stands where an item's words should."""
    item: list[Block] = []
    for block in blocks:
        item += [block] if isinstance(block, ListBlock) else _paragraphs([block])
    clean = normalise(item)
    while clean and isinstance(clean[0], ListBlock):
        yield from clean[0].items
        clean = clean[1:]
    if clean:
        yield clean


def _paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        for line in lines_of(block):
            if text_of(line).strip():
                yield Paragraph(join_spans(line))
