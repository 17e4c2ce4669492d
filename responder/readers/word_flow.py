"""The paragraphs and tables of a Word file one after another: a body, a cell, a note, a box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from responder.document import Heading, Paragraph, Quote, Span, Spans
from responder.readers.word_headings import Line, Shown
from responder.readers.word_line import Around
from responder.readers.word_line import Line as Words
from responder.readers.word_lines import LineReader
from responder.readers.word_lists import NO_LIST, Continuation, Item, Part
from responder.readers.word_markup import ALTERNATE, CHANGES, MATH, PROPERTIES, changed, choose
from responder.readers.word_numbering import Level, read_number
from responder.readers.word_package import REL_ID, Element, left_indent, value_of, w
from responder.readers.word_story import Story, marks_of
from responder.readers.word_styles import level_of_outline
from responder.readers.word_tables import TableReader

# Words that stand where only paragraphs should: other programs read them, so they are kept.
INLINE = {w("r"), w("hyperlink"), w("fldSimple"), f"{MATH}oMath", f"{MATH}oMathPara"}
EMBEDDED = w("altChunk")


class _Open(NamedTuple):
    """A paragraph whose end is not reached, because somebody took away the mark behind it."""

    look: Element | None
    style: str
    line: Words


class _Place(NamedTuple):
    """A paragraph’s place in a list, and what Word shows before it."""

    list_id: str
    depth: int
    number: int | None
    level: Level | None
    label: str

    @property
    def says_words(self) -> bool:
        """Tell whether the label says a number or a word; the “o” of a bullet says nothing."""
        bullet = self.level is not None and self.level.form == "bullet" and len(self.label) == 1
        return not bullet and any(character.isalnum() for character in self.label)

    @property
    def has_bullet(self) -> bool:
        level = self.level
        if level is None or level.form != "bullet" or self.says_words:
            return False
        return bool(self.label) or level.has_picture


class Flow:
    """Reads what stands one after another in one place, and counts the lists as it goes."""

    def __init__(self, lines: LineReader, story: Story) -> None:
        self.lines = lines
        self.story = story
        self.found: list[Line] = []
        self._open: _Open | None = None

    def read(self, parent: Element, around: Around) -> list[Line]:
        """Return what stands below an element."""
        self._walk(parent, around)
        self._settle()
        return self.found

    def _walk(self, parent: Element, around: Around) -> None:
        for child in parent:
            self._take(child, around)

    def _take(self, element: Element, around: Around) -> None:
        tag = str(element.tag)
        if tag == w("p"):
            self._take_paragraph(element, around)
        elif tag == w("tbl"):
            self._settle()
            self.found += TableReader(self.story, self._read_cell).read(element, around)
        elif tag in INLINE:
            self._settle()
            self._emit(_Open(None, "", self.lines.read(element, around)), around)
        elif tag in CHANGES:
            self._walk(element, changed(around, element))
        elif tag == ALTERNATE:
            self._walk(choose(element), around)
        elif tag == EMBEDDED:
            relation = self.story.archive.relations(self.lines.path).get(element.get(REL_ID, ""))
            self.story.leave_out("embedded file", relation.target if relation else "unknown")
            self.story.close_left_out()
        elif tag not in PROPERTIES:
            self._walk(element, around)

    def _read_cell(self, cell: Element, around: Around) -> list[Line]:
        return Flow(self.lines, self.story).read(cell, around)

    def _take_paragraph(self, element: Element, around: Around) -> None:
        look = self.story.look_of(element, "pPr")
        style = value_of(look, "pStyle") or ""
        styles = self.story.styles
        level = styles.level(style)
        role = styles.role(style) if level is None or styles.are_ours else ""
        inside = around._replace(paragraph_style=style or styles.usual, role=role)
        this = _Open(look, style, self.lines.read(element, inside))
        mark = element.find(f"{w('pPr')}/{w('rPr')}")
        inserted, deleted = marks_of(mark)
        if not self._is_out(around.inserted, around.deleted):
            this = self._join(this)
            if self._is_out(inserted, deleted):
                self._open = this
                return
        self._emit(this, around)

    def _is_out(self, inserted: bool, deleted: bool) -> bool:
        return bool(self.story.kind_left_out(inserted=inserted, deleted=deleted))

    def _join(self, this: _Open) -> _Open:
        """Return a paragraph with the one before it, if the mark between them is gone.

        Word gives both the look of the first, unless none of its words is left.
        """
        before, self._open = self._open, None
        if before is None:
            return this
        if before.line.has_words:
            before.line.join(this.line)
            return before
        this.line.boxes[:0] = before.line.boxes
        return this

    def _settle(self) -> None:
        last, self._open = self._open, None
        if last is not None:
            if not last.line.has_words:  # neither words nor a mark are left of it
                last.line.pieces.clear()
                last = last._replace(look=None, style="")
            self._emit(last, Around())

    def _emit(self, this: _Open, around: Around) -> None:
        if not self._is_out(around.inserted, around.deleted):
            self.found += self._classify(this)
        for element, inside in this.line.boxes:
            box = Flow(self.lines, self.story)
            box._take(element, inside)
            box._settle()
            self.found += box.found

    def _classify(self, this: _Open) -> Iterator[Line]:
        """Yield what a paragraph is, and count it if it belongs to a list."""
        look, style, line = this
        styles, ours = self.story.styles, self.story.is_ours
        level = styles.level(style)
        if not ours and (outline := value_of(look, "outlineLvl")) is not None:
            level = level_of_outline(outline)
        is_quote = styles.is_quote(style)
        list_id, depth = self._list_place(look, style)
        place = None if ours and (level or is_quote) else self._count(list_id, depth)
        spans = line.close()
        if not line.has_words and not ours:
            return
        if level or is_quote:
            spans = (*_spell(place.label if place and place.says_words else "", spans), *spans)
            yield Heading(level, spans) if level else Quote((Paragraph(spans),))
        elif place:
            yield self._as_entry(place, spans) if line.has_words else Paragraph(spans)
        else:
            yield self._as_text(this, spans, list_id, depth)

    def _as_text(self, this: _Open, spans: Spans, list_id: str, depth: int) -> Line:
        """Return a paragraph without a number, which may go on with the item before it."""
        look, style, line = this
        paragraph, indent = Paragraph(spans), left_indent(look)
        if self.story.styles.name_of(style).startswith("list continue"):
            return Continuation(paragraph, indent)
        if list_id == NO_LIST and self.story.is_ours:
            return Continuation(paragraph, indent)
        # LibreOffice says so of paragraphs in a list, Word of those that it took out of one.
        if list_id == NO_LIST and not self.story.styles.number(style).list_id:
            return Part(paragraph, depth + 1)
        if list_id == NO_LIST and indent.strip("0"):
            return Continuation(paragraph, indent, is_certain=False)
        return Shown(paragraph, frozenset(line.seen))

    def _count(self, list_id: str, depth: int) -> _Place | None:
        """Return a paragraph’s place in a list, if it has one, and count it as Word does.

        Word counts a blank item too, though nothing of it is kept but the gap it leaves.
        """
        numbering = self.story.numbering
        if numbering.abstract_id(list_id) is None:
            return None
        number = numbering.count(list_id, depth)
        level = numbering.level(list_id, depth)
        return _Place(list_id, depth, number, level, numbering.label(list_id, depth))

    def _as_entry(self, place: _Place, spans: Spans) -> Item | Part:
        """Return an item, or a paragraph that has as words what no list could say."""
        numbering = self.story.numbering
        list_id, depth, number, _, label = place
        is_item = place.has_bullet or (number is not None and numbering.is_plain(list_id, depth))
        if is_item or self.story.is_ours:
            indent = numbering.indent(list_id, depth)
            return Item(Paragraph(spans), list_id, depth, number, indent)
        if label:
            return Part(Paragraph((*_spell(label, spans), *spans)), depth)
        return Part(Paragraph(spans), depth + 1)

    def _list_place(self, look: Element | None, style: str) -> tuple[str, int]:
        """Return the list that a paragraph belongs to, or "" for none, and how deep it stands."""
        number = None if look is None else look.find(w("numPr"))
        if self.story.changes == "original" and number is not None:
            number = None if number.find(w("ins")) is not None else number
        own = self.story.styles.number(style or self.story.styles.usual)
        list_id = value_of(number, "numId") or own.list_id
        depth = value_of(number, "ilvl") or own.depth
        if not depth and list_id == own.list_id:
            depth = str(self.story.numbering.depth_of(list_id, own.owner) or 0)
        return list_id, min(max(read_number(depth or "0"), 0), 8)


def _spell(label: str, spans: Spans) -> Iterator[Span]:
    """Yield a label as words before a paragraph’s own."""
    if label:
        first = next((span.text for span in spans if span.text), " ")
        yield Span(label if first[0].isspace() else f"{label} ")
