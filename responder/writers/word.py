"""Document → Word file, in the styles of a Word template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lxml import etree

from responder.document import (
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Remark,
    Spans,
    Table,
    spans_of,
    text_of,
)
from responder.errors import ResponderError
from responder.files import UNPRINTABLE
from responder.readers.word_lists import NO_LIST
from responder.readers.word_package import VAL, Element, document_part, w
from responder.writers.word_comments import Comments
from responder.writers.word_elements import add, add_paragraph, add_value
from responder.writers.word_lines import LineWriter
from responder.writers.word_lists import BULLETED, LEVELS, NUMBERED, ListWriter
from responder.writers.word_package import (
    header_parts,
    is_untouched,
    text_width,
    write_properties,
    zip_package,
)
from responder.writers.word_template import open_template

__all__ = ["is_untouched", "write"]

ITEM_STYLE = "Response Item"  # for a list that leads into a labelled paragraph, if there is one
SPACE_AFTER_TABLE = "240"
NARROWEST, WIDEST = 8, 40  # characters; what a column's share of a table is reckoned by
LETTER, CELL_MARGINS = 130, 240  # twentieths of a point, as much as they take at 11 point


def write(document: Document, template: Path, remarks: Iterable[Remark] = ()) -> bytes:
    """Return a Word file of the document, with remarks at its words as comments.

    Raises TemplateError saying what the template lacks.
    """
    refuse_unprintable(document)
    house = open_template(template, document.properties.language)
    styles = house.styles.for_document()
    package = house.copy_package()
    part = document_part(package)
    body = part.element.find(w("body"))
    section = body[0]
    del body[0]
    comments = Comments(package, styles, document.properties.date, remarks)
    lines = LineWriter(part, styles, comments)
    lists = ListWriter(part, house.patterns)
    writer = _BodyWriter(body, lines, lists, text_width(section))
    writer.write_blocks(document.blocks)
    comments.close()
    body.append(section)
    if document.marking:
        for holder, is_header in header_parts(part, section):
            marking = document.marking if is_header else document.marking[:1]
            _write_marking(LineWriter(holder, styles), holder.element, marking, at_top=is_header)
    styles.refuse_missing()
    write_properties(package, document.properties)
    return zip_package(package, house)


def refuse_unprintable(document: Document) -> None:
    """Raise ResponderError naming the words in which a character stands that no file can hold."""
    for text in _texts(document):
        if found := UNPRINTABLE.search(text):
            around = text[max(found.start() - 30, 0) : found.end() + 30]
            shown = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", around)
            raise ResponderError(
                f"A character that Word cannot hold (U+{ord(found[0]):04X}) stands in “{shown}”.",
                remedy="Delete it or type it anew.",
            )


def _texts(document: Document) -> Iterator[str]:
    properties = document.properties
    yield from (properties.title, properties.subject, properties.author, properties.language)
    for span in spans_of((*document.marking, *document.blocks)):
        yield span.text
        yield from (span.style.link, span.style.language)
        if span.source and (citation := span.source.citation):
            yield from (citation.title, citation.superseded, *citation.origins)
    for block in document.blocks:
        if isinstance(block, Table):
            yield block.caption


class _BodyWriter:
    """Writes blocks one after another; every paragraph goes to the end of the body."""

    def __init__(self, body: Element, lines: LineWriter, lists: ListWriter, width: int) -> None:
        self.body = body
        self.lines = lines
        self.lists = lists
        self.styles = lines.styles
        self.width = width

    def write_blocks(self, blocks: Sequence[Block]) -> None:
        """Write the blocks of a document."""
        for place, block in enumerate(blocks):
            start = len(self.body)
            before = blocks[place - 1] if place else None
            after = blocks[place + 1] if place + 1 < len(blocks) else None
            match block:
                case Heading():
                    name = "Title" if block.level == 1 else f"heading {block.level - 1}"
                    self._write_line(block.spans, name)
                case Paragraph():
                    self._write_paragraph(block)
                    if isinstance(after, ListBlock | Quote | Table) and _leads_in(block):
                        _keep_with_next(self.body[start])
                case Quote():
                    for paragraph in block.paragraphs:
                        self._write_line(paragraph.spans, "Quote")
                case ListBlock():
                    leads = self._leads_into_label(blocks[place:])
                    style = self.styles.get("paragraph", ITEM_STYLE) if leads else ""
                    apart = isinstance(before, ListBlock)
                    self._write_list(block, 0, style, apart=apart)
                case Table():
                    self._write_table(block)
                    # Word joins tables that touch, and a body may not end in one.
                    if after is None or isinstance(after, Table):
                        add_paragraph(self.body)
            if isinstance(before, Table) and isinstance(block, Paragraph | ListBlock | Quote):
                _set_apart(self.body[start])

    def _write_line(self, spans: Spans, name: str) -> None:
        paragraph = add_paragraph(self.body, self.styles.find("paragraph", name))
        self.lines.write_spans(paragraph, spans)

    def _leads_into_label(self, blocks: Sequence[Block]) -> bool:
        """Tell whether a label follows numbered items, some of whose numbers may be left out."""
        expected = 0
        for block in blocks:
            if isinstance(block, Paragraph):
                return expected > 0 and self._paragraph_role(block) == "label"
            if not isinstance(block, ListBlock) or block.start is None:
                return False
            if expected and block.start <= expected:
                return False
            expected = block.start + len(block.items)
        return False

    def _paragraph_role(self, paragraph: Paragraph) -> str:
        """Return the role that all words of a paragraph play, if a paragraph style shows it."""
        roles = {span.style.role for span in paragraph.spans}
        role = roles.pop() if len(roles) == 1 else ""
        return role if self.styles.for_paragraph(role) else ""

    def _write_paragraph(self, block: Paragraph) -> None:
        role = self._paragraph_role(block)
        paragraph = add_paragraph(self.body, self.styles.for_paragraph(role) if role else "")
        self.lines.write_spans(paragraph, block.spans, role)

    def _write_list(self, block: ListBlock, depth: int, item_style: str, *, apart: bool) -> None:
        if depth >= LEVELS:
            first = next(spans_of([block])).text
            raise ResponderError(
                f"Word has nine levels of lists, and “{first}” stands deeper.",
                remedy="Make the list flatter.",
            )
        list_id = self.lists.number_list(block, depth, _count_as(item_style), apart=apart)
        name = BULLETED if block.start is None else NUMBERED
        style = item_style or self.styles.find("paragraph", name)
        for item in block.items:
            for place, inner in enumerate(item):
                if isinstance(inner, ListBlock):
                    apart = isinstance(item[place - 1], ListBlock)
                    self._write_list(inner, depth + 1, item_style, apart=apart)
                elif isinstance(inner, Paragraph) and place == 0:
                    self._write_item(inner, style, list_id, depth)
                elif isinstance(inner, Paragraph):
                    indent = self.lists.indent(block, depth, _count_as(item_style))
                    self._write_continuation(inner.spans, item_style, indent)

    def _write_item(self, item: Paragraph, style: str, list_id: str, depth: int) -> None:
        in_item = style == self.styles.get("paragraph", ITEM_STYLE)
        role = "" if in_item else self._paragraph_role(item)
        paragraph = add_paragraph(self.body, self.styles.for_paragraph(role) if role else style)
        number = add(paragraph[0], w("numPr"))
        add_value(number, "ilvl", str(depth))
        add_value(number, "numId", list_id)
        if role or (depth and in_item):
            _close_up(paragraph)
        self.lines.write_spans(paragraph, item.spans, role)

    def _write_continuation(self, spans: Spans, item_style: str, indent: str) -> None:
        style = item_style or self.styles.find("paragraph", "List Continue")
        paragraph = add_paragraph(self.body, style)
        if item_style:
            add_value(add(paragraph[0], w("numPr")), "numId", NO_LIST)
            _close_up(paragraph)
        add(paragraph[0], w("ind"), {w("left"): indent, w("firstLine"): "0"})
        self.lines.write_spans(paragraph, spans)

    def _write_table(self, block: Table) -> None:
        table = add(self.body, w("tbl"))
        self._describe_table(add(table, w("tblPr")), block)
        widths = _share_width(block, self.width)
        grid = add(table, w("tblGrid"))
        for width in widths:
            add(grid, w("gridCol"), {w("w"): str(width)})
        for place, row in enumerate((block.header, *block.rows)):
            element = add(table, w("tr"))
            look = add(element, w("trPr"))
            add(look, w("cantSplit"))
            if place == 0:
                add(look, w("tblHeader"))
            for cell, width in zip(row, widths, strict=True):
                box = add(element, w("tc"))
                add(add(box, w("tcPr")), w("tcW"), {w("w"): str(width), w("type"): "dxa"})
                self.lines.write_spans(add_paragraph(box), cell)

    def _describe_table(self, look: Element, block: Table) -> None:
        style = self.styles.get("table", "House Table") or self.styles.find("table", "Table Grid")
        add_value(look, "tblStyle", style)
        add(look, w("tblW"), {w("w"): "5000", w("type"): "pct"})
        shown = {"firstRow": "1", "lastRow": "0", "firstColumn": "0", "lastColumn": "0"}
        shown |= {"noHBand": "1", "noVBand": "1"}
        add(look, w("tblLook"), {VAL: "0620", **{w(name): on for name, on in shown.items()}})
        if block.caption:
            add_value(look, "tblCaption", block.caption)
        heads = [text_of(cell).strip() for cell in block.header]
        # A table without a caption is described by its columns, and stays without a caption.
        about = block.caption or ", ".join(filter(None, heads))
        if about:
            add_value(look, "tblDescription", about)


def _count_as(item_style: str) -> str:
    """Return the name of the style whose numbers a list has."""
    return ITEM_STYLE if item_style else NUMBERED


def _close_up(paragraph: Element) -> None:
    # The space above an item sets it apart from the item before, not from its own first words.
    add(paragraph[0], w("spacing"), {w("before"): "0"})


def _leads_in(paragraph: Paragraph) -> bool:
    return text_of(paragraph.spans).rstrip(" -–").endswith(":")


def _keep_with_next(paragraph: Element) -> None:
    look = _look_of(paragraph)
    look.insert(0 if look.find(w("pStyle")) is None else 1, etree.Element(w("keepNext")))


def _set_apart(paragraph: Element) -> None:
    # A table has no space below it that a style could give.
    add(_look_of(paragraph), w("spacing"), {w("before"): SPACE_AFTER_TABLE})


def _look_of(paragraph: Element) -> Element:
    look = paragraph.find(w("pPr"))
    if look is None:
        look = etree.Element(w("pPr"))
        paragraph.insert(0, look)
    return look


def _share_width(block: Table, width: int) -> list[int]:
    """Return the widths of columns, wider for longer text; no word is cut if there is room."""
    columns = [
        [text_of(cell) for cell in one] for one in zip(block.header, *block.rows, strict=True)
    ]
    words = [
        max((len(word) for text in one for word in text.split()), default=0) for one in columns
    ]
    least = [CELL_MARGINS + LETTER * min(count, WIDEST) for count in words]
    shares = [min(max(*map(len, one), NARROWEST), WIDEST) for one in columns]
    if sum(least) > width:
        return [width * one // sum(least) for one in least]
    tight: set[int] = set()  # columns that get their least, and leave the rest to the others
    while True:
        room = width - sum(least[one] for one in tight)
        total = sum(share for one, share in enumerate(shares) if one not in tight) or 1
        found = [
            low if one in tight else room * share // total
            for one, (low, share) in enumerate(zip(least, shares, strict=True))
        ]
        short = {one for one, low in enumerate(least) if found[one] < low}
        if not short:
            return found
        tight |= short


def _write_marking(
    lines: LineWriter, root: Element, marking: Sequence[Paragraph], *, at_top: bool
) -> None:
    style = lines.styles.find("paragraph", "Marking")
    for place, line in enumerate(marking):
        paragraph = add_paragraph(root, style)
        lines.write_spans(paragraph, line.spans)
        if at_top:
            root.insert(place, paragraph)
