"""Words and their looks: the runs and links inside the paragraphs of a Word file."""

from __future__ import annotations

from collections.abc import Sequence

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part

from responder.document import Span
from responder.readers.word_package import REL_ID, VAL, Element, w
from responder.writers.word_comments import Comments
from responder.writers.word_elements import R_PR, R_STYLE, R, add, add_value, write_text
from responder.writers.word_styles import HouseStyles

HIGHLIGHTS = {"gap": "yellow", "stale": "cyan"}
EAST_ASIAN = ("ja", "ko", "zh")


class LineWriter:
    """Writes spans into the paragraphs of one part, whose links are its own."""

    def __init__(self, part: Part, styles: HouseStyles, comments: Comments | None = None) -> None:
        self.part = part
        self.styles = styles
        self.comments = comments

    def write_spans(self, paragraph: Element, spans: Sequence[Span], role: str = "") -> None:
        """Append the runs of a line; `role` is the one that the paragraph's own style shows."""
        remarks = self.comments.begin_line(spans) if self.comments else None
        for span in spans:
            if self.comments:
                self.comments.visit(span.source, paragraph)
            if remarks:
                remarks.reach(paragraph)
            holder = paragraph
            if span.style.link:
                relation = self.part.relate_to(span.style.link, RT.HYPERLINK, is_external=True)
                holder = add(paragraph, w("hyperlink"), {REL_ID: relation})
            for text in remarks.cut(span.text, holder) if remarks else (span.text,):
                run = add(holder, R)
                self._write_look(run, span, role)
                write_text(run, text)
            if self.comments:
                self.comments.last = paragraph[-1]
        if remarks:
            remarks.reach(paragraph)

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
