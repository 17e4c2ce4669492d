"""The words of a Word file, wherever in a paragraph they stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from responder.document import Style
from responder.files import UNPRINTABLE
from responder.readers.word_archive import Relation
from responder.readers.word_fields import Fields, read_address
from responder.readers.word_line import Around, Line, Seen
from responder.readers.word_markup import (
    ALTERNATE,
    BLOCKS,
    BREAK,
    CHANGES,
    CHARACTERS,
    DIAGRAM,
    DIAGRAM_DATA,
    DRAWING_TEXT,
    MATH,
    PROPERTIES,
    WORD_ART,
    XML_BLANKS,
    changed,
    choose,
    keeps_blanks,
    looks_of,
    words_below,
)
from responder.readers.word_notes import ENDNOTE, FOOTNOTE
from responder.readers.word_package import OFF, REL_ID, VAL, Element, w
from responder.readers.word_story import Story
from responder.readers.word_symbols import read_symbol

Handler: TypeAlias = "Callable[[Element, Around, Line], None]"
Look: TypeAlias = "tuple[Style, bool, Seen]"


class LineReader:
    """Reads the words of one part, whose links and fields are its own."""

    def __init__(self, path: str, root: Element, story: Story) -> None:
        self.path = path
        self.story = story
        self.fields = Fields(root)
        self._comments: list[str] = []
        self._seen: Seen | None = None
        self._looks: dict[tuple[object, ...], Look] = {}
        self._handlers: dict[str, Handler] = {
            w("t"): self._read_text,
            w("delText"): self._read_text,
            BREAK: self._read_break,
            w("sym"): lambda one, around, line: self._put(read_symbol(one), around, line),
            w("r"): self._read_run,
            w("hyperlink"): self._read_link,
            w("fldSimple"): self._read_field,
            w("fldChar"): self._read_mark,
            w("instrText"): lambda one, _, __: self.fields.pass_code(one.text or ""),
            w("delInstrText"): lambda one, _, __: self.fields.pass_code(one.text or ""),
            w("ruby"): self._read_ruby,
            w("footnoteReference"): self._read_reference,
            w("endnoteReference"): self._read_reference,
            w("commentReference"): lambda one, _, __: self._comments.append(one.get(w("id"), "")),
            ALTERNATE: lambda one, around, line: self._walk(choose(one), around, line),
            f"{MATH}t": self._read_text,
            f"{MATH}f": self._read_fraction,
            f"{MATH}d": self._read_brackets,
            DRAWING_TEXT: lambda one, _, __: self._leave_out_drawn(one.text or ""),
            WORD_ART: lambda one, _, __: self._leave_out_drawn(one.get("string", "")),
            DIAGRAM: lambda one, _, __: self._leave_out_diagram(one),
        }
        for tag, character in CHARACTERS.items():
            self._handlers[tag] = self._put_always(character)
        for tag in BLOCKS:
            self._handlers[tag] = self._set_aside
        for tag in CHANGES:
            self._handlers[tag] = self._read_change
        for tag in PROPERTIES:
            self._handlers[tag] = _skip

    def read(self, parent: Element, around: Around) -> Line:
        """Return the words below an element, with what is anchored in them."""
        line = Line()
        self._seen = None
        if parent.tag in self._handlers and parent.tag not in BLOCKS:
            self._handlers[str(parent.tag)](parent, around, line)
        else:
            self._walk(parent, around, line)
        self.story.close_left_out()
        for comment_id in self._comments:
            for kind, element in self.story.comments.take(comment_id):
                self.story.leave_out(kind, words_below(element))
                self.story.close_left_out()
        self._comments.clear()
        return line

    def _walk(self, parent: Element, around: Around, line: Line) -> None:
        handlers = self._handlers
        for child in parent:
            handler = handlers.get(str(child.tag))
            if handler is None:
                self._walk(child, around, line)
            else:
                handler(child, around, line)

    def _put(self, text: str, around: Around, line: Line) -> None:
        if not text or self.fields.in_instruction:
            return
        if UNPRINTABLE.search(text):
            text = UNPRINTABLE.sub("", text)
        if kind := self._kind_left_out(around):
            self.story.leave_out(kind, text)
            return
        self.story.close_left_out()
        line.add(text, around.style)
        if self._seen and not text.isspace():
            line.seen.add(self._seen)
            self.story.sizes[self._seen.size] += len(text)

    def _put_always(self, character: str) -> Handler:
        return lambda _, around, line: self._put(character, around, line)

    def _kind_left_out(self, around: Around) -> str:
        changed = around.inserted or around.deleted
        kind = changed and self.story.kind_left_out(
            inserted=around.inserted, deleted=around.deleted
        )
        return kind or ("hidden text" if around.hidden else "")

    def _read_text(self, element: Element, around: Around, line: Line) -> None:
        text = element.text or ""
        if text[:1] in XML_BLANKS or text[-1:] in XML_BLANKS:
            text = text if keeps_blanks(element) else text.strip(XML_BLANKS)
        self._put(text.replace("\n", " "), around, line)

    def _read_break(self, element: Element, around: Around, line: Line) -> None:
        if element.get(w("type")) not in ("page", "column"):
            self._put("\n", around, line)
        elif not self._kind_left_out(around):
            line.add_gap()

    def _read_run(self, run: Element, around: Around, line: Line) -> None:
        said = tuple(looks_of(self.story.look_of(run, "rPr")))
        link = around.link or self.fields.link
        changes = (around.inserted, around.deleted)
        key = (said, link, around.role, around.paragraph_style, changes)
        if key not in self._looks:
            self._looks[key] = self._look_at(dict(said), around, link)
        style, hidden, self._seen = self._looks[key]
        self._walk(run, around._replace(style=style, hidden=around.hidden or hidden), line)

    def _look_at(self, said: dict[str, str], around: Around, link: str) -> Look:
        styles = self.story.styles
        character, paragraph = said.get("rStyle", ""), around.paragraph_style

        def is_on(name: str) -> bool:
            # Two styles that both switch a property on switch it off again, as Word has it.
            both = styles.is_on(character, name) != styles.is_on(paragraph, name)
            return said[name] not in OFF if name in said else both

        def is_shown(name: str) -> bool:
            own = said[name] not in OFF if name in said else styles.is_on(character, name)
            return own and (name in said or not styles.role(character))

        role = around.role or styles.role(character)
        if self.story.changes == "both" and (around.inserted or around.deleted):
            role = "deleted" if around.deleted else "inserted"
        language = self.story.language_of(said.get("lang", ""))
        style = Style(is_shown("b"), is_shown("i"), link, role, language)
        line = said.get("u") or styles.said(character, "u") or styles.said(paragraph, "u")
        size = said.get("sz") or styles.said(character, "sz") or styles.said(paragraph, "sz")
        seen = Seen(
            bold=is_on("b"),
            underlined=line not in (None, "none") and not link,
            capital=is_on("caps"),
            size=_read_size(size or styles.default("sz")),
        )
        return style, is_on("vanish"), seen

    def _read_link(self, element: Element, around: Around, line: Line) -> None:
        known = self.story.archive.relations(self.path)
        found = known.get(element.get(REL_ID, ""), Relation("", "", False))
        link = found.target if found.is_external else ""
        self._walk(element, around._replace(link=link), line)

    def _read_field(self, element: Element, around: Around, line: Line) -> None:
        link = read_address(element.get(w("instr"), ""))
        self._walk(element, around._replace(link=link or around.link), line)

    def _read_mark(self, element: Element, around: Around, line: Line) -> None:
        self.fields.pass_mark(element)
        choices = element.find(f"{w('ffData')}/{w('ddList')}")
        if choices is not None:
            entries = [one.get(VAL, "") for one in choices.iterfind(w("listEntry"))]
            chosen = next((choices.find(w(name)) for name in ("result", "default")), None)
            number = 0 if chosen is None else int(chosen.get(VAL, "0"))
            if 0 <= number < len(entries) and not self._kind_left_out(around):
                line.add(entries[number], around.style)

    def _read_change(self, element: Element, around: Around, line: Line) -> None:
        self._walk(element, changed(around, element), line)

    def _read_ruby(self, element: Element, around: Around, line: Line) -> None:
        base, guide = element.find(w("rubyBase")), element.find(w("rt"))
        if base is not None:
            self._walk(base, around, line)
        if guide is not None:
            self.story.leave_out("reading aid", words_below(guide))
            self.story.close_left_out()

    def _read_reference(self, element: Element, around: Around, line: Line) -> None:
        kind = FOOTNOTE if element.tag == w("footnoteReference") else ENDNOTE
        has_own = element.get(w("customMarkFollows"), "0") not in OFF
        left_out = bool(self._kind_left_out(around)) or self.fields.in_instruction
        note_id, is_counted = element.get(w("id"), ""), not (has_own or left_out)
        mark = self.story.notes.refer(kind, note_id, around.anchored(), is_counted=is_counted)
        if mark:
            line.add_mark(mark)

    def _read_fraction(self, element: Element, around: Around, line: Line) -> None:
        for place, name in enumerate(("num", "den")):
            if place:
                self._put("/", around, line)
            for one in element.iterfind(f"{MATH}{name}"):
                self._walk(one, around, line)

    def _read_brackets(self, element: Element, around: Around, line: Line) -> None:
        def sign(name: str, usual: str) -> str:
            found = element.find(f"{MATH}dPr/{MATH}{name}")
            return usual if found is None else found.get(f"{MATH}val", "")

        self._put(sign("begChr", "("), around, line)
        for place, one in enumerate(element.iterfind(f"{MATH}e")):
            if place:
                self._put(sign("sepChr", "|"), around, line)
            self._walk(one, around, line)
        self._put(sign("endChr", ")"), around, line)

    def _set_aside(self, element: Element, around: Around, line: Line) -> None:
        line.boxes.append((element, around.anchored()))

    def _leave_out_drawn(self, text: str) -> None:
        self.story.close_left_out()
        self.story.leave_out("text of a drawing", text)
        self.story.close_left_out()

    def _leave_out_diagram(self, element: Element) -> None:
        relation = self.story.archive.relations(self.path).get(element.get(DIAGRAM_DATA, ""))
        root = self.story.archive.root(relation.target) if relation else None
        for one in () if root is None else root.iter(DRAWING_TEXT):
            self._leave_out_drawn(one.text or "")


def _skip(_: Element, __: Around, ___: Line) -> None:
    """Pass over what holds no words."""


def _read_size(value: str | None) -> int:
    digits = (value or "").removesuffix("pt")
    if not digits.replace(".", "", 1).isdecimal():
        return 20
    return round(float(digits) * (2 if digits != value else 1))
