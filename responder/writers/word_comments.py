"""Word comments: where passages came from, and remarks to the drafter at words of a draft."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.package import Package
from docx.parts.comments import CommentsPart
from lxml import etree

from responder.document import Citation, Remark, Source, Span, text_of
from responder.files import UNPRINTABLE
from responder.questions import long_date
from responder.readers.word_package import VAL, Element, w
from responder.writers.word_elements import R_PR, R_STYLE, R, add, add_paragraph, write_text
from responder.writers.word_styles import HouseStyles

TELLER, CHECKER = ("responder", "R"), ("responder check", "RC")  # authors and their initials


class Comments:
    """The comments of one document, each with a number and a range of words."""

    def __init__(
        self,
        package: Package,
        styles: HouseStyles,
        date: datetime.date | None,
        remarks: Iterable[Remark] = (),
    ) -> None:
        self.package = package
        self.styles = styles
        self.date = date
        self.last: Element | None = None
        self._part: CommentsPart | None = None
        self._count = 0
        self._citation: Citation | None = None
        self._cited = ""
        self._remarks: dict[int, list[Remark]] = {}
        for remark in sorted(remarks, key=lambda one: (one.line, one.start, -one.end)):
            self._remarks.setdefault(remark.line, []).append(remark)
        self._line = -1

    def begin_line(self, spans: Sequence[Span]) -> LineRemarks | None:
        """Return the remarks on the next line of the document, if there are any."""
        self._line += 1
        remarks = self._remarks.get(self._line)
        return LineRemarks(self, remarks, len(text_of(spans))) if remarks else None

    def visit(self, source: Source | None, paragraph: Element) -> None:
        """Take note that words of this source come next, at the end of this paragraph."""
        citation = source.citation if source else None
        if citation != self._citation:
            self.close()
            if citation:
                self._cited = self.open(paragraph, TELLER, describe_citation(citation))
            self._citation = citation

    def close(self) -> None:
        """End the comment on a passage that is open, after the last words written."""
        if self._citation is None or self.last is None:
            return
        self._citation = None
        end = etree.Element(w("commentRangeEnd"), {w("id"): self._cited})
        self.last.addnext(end)
        end.addnext(self._reference(self._cited))

    def open(self, holder: Element, author: tuple[str, str], paragraphs: Sequence[str]) -> str:
        """Begin a comment at the end of an element, and return its number."""
        number = str(self._count)
        self._count += 1
        add(holder, w("commentRangeStart"), {w("id"): number})
        if self._part is None:
            self._part = CommentsPart.default(self.package)
            self.package.main_document_part.relate_to(self._part, RT.COMMENTS)
        name, initials = author
        names = {w("id"): number, w("author"): name}
        if self.date:
            names[w("date")] = f"{self.date.isoformat()}T00:00:00Z"
        comment = add(self._part.element, w("comment"), {**names, w("initials"): initials})
        for index, line in enumerate(paragraphs):
            paragraph = add_paragraph(comment, self.styles.get("paragraph", "annotation text"))
            if index == 0:
                self._write_mark(add(paragraph, R), "annotationRef", {})
            write_text(add(paragraph, R), UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", line))
        return number

    def end(self, holder: Element, number: str) -> None:
        """End a comment at the end of an element."""
        add(holder, w("commentRangeEnd"), {w("id"): number})
        holder.append(self._reference(number))

    def _reference(self, number: str) -> Element:
        run = etree.Element(R)
        self._write_mark(run, "commentReference", {w("id"): number})
        return run

    def _write_mark(self, run: Element, name: str, names: dict[str, str]) -> None:
        if style := self.styles.get("character", "annotation reference"):
            add(add(run, R_PR), R_STYLE, {VAL: style})
        add(run, w(name), names)


class LineRemarks:
    """The remarks on one line, which begin and end between its words as these are written."""

    def __init__(self, comments: Comments, remarks: Sequence[Remark], length: int) -> None:
        self._comments = comments
        self._waiting = [
            (min(one.start, length), min(one.end, length), one.paragraphs) for one in remarks
        ]
        self._open: list[tuple[int, str]] = []
        self._offset = 0

    def reach(self, holder: Element) -> None:
        """Write what ends and what begins here, at the end of an element."""
        self._end(holder)
        while self._waiting and self._waiting[0][0] <= self._offset:
            _, end, said = self._waiting.pop(0)
            self._open.append((end, self._comments.open(holder, CHECKER, said)))
        self._end(holder)

    def _end(self, holder: Element) -> None:
        for end, number in list(self._open):
            if end <= self._offset:
                self._comments.end(holder, number)
                self._open.remove((end, number))

    def cut(self, text: str, holder: Element) -> Iterator[str]:
        """Yield words in the pieces between which a remark begins or ends in their element."""
        first, last = self._offset, self._offset + len(text)
        ends = {end for end, _ in self._open}.union(*(one[:2] for one in self._waiting))
        for cut in sorted(one for one in ends if first < one < last):
            yield text[self._offset - first : cut - first]
            self._offset = cut
            self.reach(holder)
        yield text[self._offset - first :]
        self._offset = last


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
