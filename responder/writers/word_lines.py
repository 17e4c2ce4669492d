"""Words and their looks: the runs, links and comments inside the paragraphs of a Word file."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part
from docx.package import Package
from docx.parts.comments import CommentsPart
from lxml import etree

from responder.document import Citation, Source, Span
from responder.questions import long_date
from responder.readers.word_package import REL_ID, VAL, Element, w
from responder.writers.word_styles import HouseStyles

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
HIGHLIGHTS = {"gap": "yellow", "stale": "cyan"}
EAST_ASIAN = ("ja", "ko", "zh")

P, P_PR, P_STYLE = w("p"), w("pPr"), w("pStyle")
R, R_PR, R_STYLE, T = w("r"), w("rPr"), w("rStyle"), w("t")
BREAKS = {"\n": w("br"), "\t": w("tab")}
PIECES = re.compile("([\n\t])")

add = etree.SubElement


def add_value(parent: Element, name: str, value: str) -> Element:
    """Append a child element that says its one thing in w:val, and return it."""
    return add(parent, w(name), {VAL: value})


def add_paragraph(parent: Element, style: str = "") -> Element:
    """Append a paragraph in the style of this id, and return it."""
    paragraph = add(parent, P)
    if style:
        add(add(paragraph, P_PR), P_STYLE, {VAL: style})
    return paragraph


class LineWriter:
    """Writes spans into the paragraphs of one part, whose links are its own."""

    def __init__(self, part: Part, styles: HouseStyles, comments: Comments | None = None) -> None:
        self.part = part
        self.styles = styles
        self.comments = comments

    def write_spans(self, paragraph: Element, spans: Sequence[Span], role: str = "") -> None:
        """Append runs; `role` is the one that the paragraph's own style already shows."""
        for span in spans:
            if self.comments:
                self.comments.visit(span.source, paragraph)
            top = run = etree.Element(R)
            if span.style.link:
                relation = self.part.relate_to(span.style.link, RT.HYPERLINK, is_external=True)
                top = etree.Element(w("hyperlink"), {REL_ID: relation})
                top.append(run)
            self._write_look(run, span, role)
            _write_text(run, span.text)
            paragraph.append(top)
            if self.comments:
                self.comments.last = top

    def _write_look(self, run: Element, span: Span, role: str) -> None:
        style = span.style
        shown = style.role if style.role != role else ""
        if not (style.bold or style.italic or style.link or style.language or shown):
            return
        look = add(run, R_PR)
        if shown:
            add(look, R_STYLE, {VAL: self.styles.for_words(shown)})
        elif style.link:
            add(look, R_STYLE, {VAL: self.styles.find("character", "Hyperlink")})
        if style.bold:
            add(look, w("b"))
        if style.italic:
            add(look, w("i"))
        # Highlighting survives pasting into an e-mail or another template; a style may not.
        if shown in HIGHLIGHTS:
            add_value(look, "highlight", HIGHLIGHTS[shown])
        if shown and style.link:
            add_value(look, "u", "single")
        if style.language:
            _write_language(look, style.language)


def _write_language(look: Element, language: str) -> None:
    # Word goes by w:val, and for East Asian characters by w:eastAsia. Words from right to left
    # would need more than the name of their language; they are not provided for.
    element = add_value(look, "lang", language)
    if language.partition("-")[0].lower() in EAST_ASIAN:
        element.set(w("eastAsia"), language)


def _write_text(run: Element, text: str) -> None:
    for piece in PIECES.split(text) if "\n" in text or "\t" in text else (text,):
        if piece in BREAKS:
            add(run, BREAKS[piece])
        elif piece:
            element = add(run, T)
            element.text = piece
            if piece != piece.strip():
                element.set(SPACE, "preserve")


class Comments:
    """Word comments that tell where words came from, one to each passage."""

    def __init__(self, package: Package, styles: HouseStyles, date: datetime.date | None) -> None:
        self.package = package
        self.styles = styles
        self.date = date
        self.last: Element | None = None
        self._part: CommentsPart | None = None
        self._citation: Citation | None = None
        self._count = 0

    def visit(self, source: Source | None, paragraph: Element) -> None:
        """Take note that words of this source come next, at the end of this paragraph."""
        citation = source.citation if source else None
        if citation != self._citation:
            self.close()
            if citation:
                self._begin(citation, paragraph)
            self._citation = citation

    def close(self) -> None:
        """End the comment that is open, after the last words written."""
        if self._citation is None or self.last is None:
            return
        self._citation = None
        number = str(self._count)
        self._count += 1
        end = etree.Element(w("commentRangeEnd"), {w("id"): number})
        self.last.addnext(end)
        run = etree.Element(R)
        self._write_mark(run, "commentReference", {w("id"): number})
        end.addnext(run)

    def _begin(self, citation: Citation, paragraph: Element) -> None:
        number = str(self._count)
        add(paragraph, w("commentRangeStart"), {w("id"): number})
        if self._part is None:
            self._part = CommentsPart.default(self.package)
            self.package.main_document_part.relate_to(self._part, RT.COMMENTS)
        names = {w("id"): number, w("author"): "responder"}
        if self.date:
            names[w("date")] = f"{self.date.isoformat()}T00:00:00Z"
        comment = add(self._part.element, w("comment"), {**names, w("initials"): "R"})
        for index, line in enumerate(describe_citation(citation)):
            paragraph = add_paragraph(comment, self.styles.get("paragraph", "annotation text"))
            if index == 0:
                self._write_mark(add(paragraph, R), "annotationRef", {})
            _write_text(add(paragraph, R), line)

    def _write_mark(self, run: Element, name: str, names: dict[str, str]) -> None:
        if style := self.styles.get("character", "annotation reference"):
            add(add(run, R_PR), R_STYLE, {VAL: style})
        add(run, w(name), names)


def describe_citation(citation: Citation) -> list[str]:
    """Return the lines that tell a reviewer where words came from and when they hold."""
    title = f"Adapted from {citation.title}" if citation.adapted else citation.title
    lines = [f"{title} ({citation.label})"]
    if citation.origins:
        lines.append("Source: " + "; ".join(citation.origins))
    lines.append(_validity(citation.valid_from, citation.valid_until))
    return lines + ([citation.superseded] if citation.superseded else [])


def _validity(first: datetime.date | None, last: datetime.date | None) -> str:
    if first is None and last is None:
        return "No end date."
    since = f" from {long_date(first)}" if first else ""
    until = f" until {long_date(last)}" if last else ""
    return f"May be used{since}{until}." + ("" if last else " No end date.")
