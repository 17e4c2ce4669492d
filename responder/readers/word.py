"""Word file → Document, by a walk over the XML that leaves no words behind."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part, XmlPart

from responder.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Properties,
    Quote,
    Span,
    Spans,
    Style,
    Table,
    text_of,
)
from responder.errors import FileError, Place
from responder.files import read_bytes
from responder.readers.word_lists import NO_LIST, Continuation, Item, Numbering, gather_lists
from responder.readers.word_package import (
    REL_ID,
    VAL,
    Element,
    document_part,
    left_indent,
    open_package,
    related_root,
    value_of,
    w,
)
from responder.readers.word_styles import Styles

DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
DUBLIN_TERMS = "{http://purl.org/dc/terms/}"

# What stands for a character in a run, next to the text itself.
CHARACTERS = {
    w("tab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\N{NON-BREAKING HYPHEN}",
    w("softHyphen"): "\N{SOFT HYPHEN}",
}
PROPERTIES = {w(name) for name in ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr")}
OFF = ("0", "false", "off")


def read(source: Path | bytes, name: str = "") -> Document:
    """Return the document that a Word file holds, or raise FileError naming the file."""
    file = name or ("the Word file" if isinstance(source, bytes) else str(source))
    data = source if isinstance(source, bytes) else read_bytes(source)
    package = open_package(data, file)
    part = document_part(package)
    try:
        return Document(
            blocks=_BodyReader(part).read_blocks(),
            properties=_read_properties(related_root(package, RT.CORE_PROPERTIES)),
            marking=_read_marking(part),
        )
    except ValueError as error:
        raise FileError("It holds a number that is none.", Place(file)) from error


class _LineReader:
    """Reads the words of one part, whose links are its own."""

    def __init__(self, part: Part, styles: Styles) -> None:
        self.part = part
        self.styles = styles

    def read_spans(self, parent: Element, role: str = "", link: str = "") -> Iterator[Span]:
        """Yield the words below an element, wherever in it they stand."""
        for child in parent:
            if child.tag == w("r"):
                yield from self._read_run(child, role, link)
            elif child.tag == w("hyperlink"):
                yield from self.read_spans(child, role, self._address(child))
            elif child.tag not in PROPERTIES:
                yield from self.read_spans(child, role, link)

    def _read_run(self, run: Element, role: str, link: str) -> Iterator[Span]:
        words = "".join(_characters(run))
        if words:
            look = run.find(w("rPr"))
            style = value_of(look, "rStyle") or ""
            yield Span(
                words,
                Style(
                    bold=_is_on(look, "b"),
                    italic=_is_on(look, "i"),
                    link=link,
                    role=role or self.styles.roles.get(style, ""),
                    language=value_of(look, "lang") or "",
                ),
            )

    def _address(self, hyperlink: Element) -> str:
        relationship = self.part.rels.get(hyperlink.get(REL_ID, ""))
        external = relationship is not None and relationship.is_external
        return relationship.target_ref if external and relationship else ""


def _characters(run: Element) -> Iterator[str]:
    for child in run:
        if child.tag == w("t"):
            yield child.text or ""
        elif child.tag in CHARACTERS:
            yield CHARACTERS[child.tag]


def _is_on(look: Element | None, name: str) -> bool:
    toggle = None if look is None else look.find(w(name))
    return toggle is not None and toggle.get(VAL) not in OFF


class _BodyReader:
    """Walks the body once, counting the lists as it goes."""

    def __init__(self, part: XmlPart) -> None:
        self.body = part.element.find(w("body"))
        self.styles = Styles(part)
        self.lines = _LineReader(part, self.styles)
        self.numbering = Numbering(related_root(part, RT.NUMBERING))

    def read_blocks(self) -> tuple[Block, ...]:
        return gather_lists(list(self._read_lines(self.body)))

    def _read_lines(self, parent: Element) -> Iterator[Block | Item | Continuation]:
        for child in parent:
            if child.tag == w("p"):
                yield self._read_paragraph(child)
            elif child.tag == w("tbl"):
                yield self._read_table(child)
            elif child.tag not in PROPERTIES:
                yield from self._read_lines(child)

    def _read_paragraph(self, element: Element) -> Block | Item | Continuation:
        look = element.find(w("pPr"))
        style = value_of(look, "pStyle") or ""
        name = self.styles.names.get(style, "normal")
        spans = tuple(self.lines.read_spans(element, self.styles.roles.get(style, "")))
        list_id, depth = self._list_place(look, style)
        if name == "title":
            return Heading(1, spans)
        if name.startswith("heading ") and name[8:].isdecimal():
            return Heading(int(name[8:]) + 1, spans)
        if name == "quote":
            return Quote((Paragraph(spans),))
        if self.numbering.abstract_id(list_id) is not None:
            number = self.numbering.count(list_id, depth)
            indent = self.numbering.indent(list_id, depth)
            # Word counts a blank item too, though nothing of it is kept but the gap it leaves.
            if text_of(spans).strip():
                return Item(Paragraph(spans), list_id, depth, number, indent)
        elif list_id == NO_LIST or name.startswith("list continue"):
            return Continuation(Paragraph(spans), left_indent(look))
        return Paragraph(spans)

    def _list_place(self, look: Element | None, style: str) -> tuple[str, int]:
        """Return the list that a paragraph belongs to, or "" for none, and how deep it stands."""
        number = None if look is None else look.find(w("numPr"))
        list_id, depth = value_of(number, "numId"), value_of(number, "ilvl")
        for ancestor in self.styles.ancestry(style):
            number = ancestor.find(f"{w('pPr')}/{w('numPr')}")
            list_id = list_id or value_of(number, "numId")
            depth = depth or value_of(number, "ilvl")
        return list_id or "", min(max(int(depth or 0), 0), 8)

    def _read_table(self, table: Element) -> Table:
        rows = [
            tuple(self._read_cell(cell) for cell in row.iterchildren(w("tc")))
            for row in table.iterchildren(w("tr"))
        ]
        caption = value_of(table.find(w("tblPr")), "tblCaption") or ""
        return Table(rows[0] if rows else (), tuple(rows[1:]), caption)

    def _read_cell(self, cell: Element) -> Spans:
        spans: list[Span] = []
        for paragraph in cell.iter(w("p")):
            spans += [Span("\n")] if spans else []
            spans += self.lines.read_spans(paragraph)
        return tuple(spans)


def _read_marking(document: XmlPart) -> tuple[Paragraph, ...]:
    """Return the marking at the head of the last section's ordinary pages."""
    styles = Styles(document)
    for reference in document.element.iterfind(f"{w('body')}/{w('sectPr')}/{w('headerReference')}"):
        part = document.related_parts.get(reference.get(REL_ID, ""))
        if reference.get(w("type")) == "default" and isinstance(part, XmlPart):
            lines = _LineReader(part, styles)
            return tuple(
                Paragraph(tuple(lines.read_spans(paragraph)))
                for paragraph in part.element.iter(w("p"))
                if styles.names.get(value_of(paragraph.find(w("pPr")), "pStyle") or "") == "marking"
            )
    return ()


def _read_properties(root: Element | None) -> Properties:
    def text(name: str) -> str:
        return (root.findtext(name) if root is not None else "") or ""

    return Properties(
        title=text(DUBLIN_CORE + "title"),
        subject=text(DUBLIN_CORE + "subject"),
        author=text(DUBLIN_CORE + "creator"),
        language=text(DUBLIN_CORE + "language"),
        date=_date(text(DUBLIN_TERMS + "created")),
    )


def _date(moment: str) -> datetime.date | None:
    # A date that cannot be one says nothing about the words, so it does not stop the reading.
    try:
        return datetime.date.fromisoformat(moment[:10])
    except ValueError:
        return None
