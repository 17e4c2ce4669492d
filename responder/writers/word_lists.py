"""Real lists: each counts by itself, or goes on where the one before it stopped."""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.numbering import NumberingPart
from lxml import etree

from responder.document import ListBlock
from responder.readers.word_numbering import Numbering
from responder.readers.word_package import WORD, Element, related_root, value_of, w
from responder.writers.word_elements import add, add_value
from responder.writers.word_styles import HouseStyles

LEVELS = 9
NUMBERED, BULLETED = "List Number", "List Bullet"  # the styles of lists
STEP = 567  # twentieths of a point: one centimetre
NUMBERS = (("decimal", "%{}."), ("lowerLetter", "(%{})"), ("lowerRoman", "(%{})"))
BULLETS = (("bullet", "•"), ("bullet", "–"))


class ListWriter:
    """Gives each list of a document its place in the numbering of the file."""

    def __init__(self, document: Part, patterns: ListPatterns) -> None:
        self.document = document
        self._given = patterns
        self._root: Element | None = None
        self._numbering = Numbering(None)
        self._patterns: dict[str, str] = {}
        self._bullets = ""
        self._last: dict[str, tuple[str, int]] = {}

    def number_list(self, block: ListBlock, depth: int, style: str, *, apart: bool) -> str:
        """Return the id of the numbering that a list uses; `apart` from a list just before it.

        The style is that of its items; each style counts by itself.
        """
        if block.start is None:
            if apart or not self._bullets:
                self._bullets = self._add_list(BULLETED)
            return self._bullets
        # Only a list at the margin goes on: Word begins inner ones anew below each outer item.
        last, number = self._last.get(style, ("", 0))
        if depth == 0 and not apart and last and number == block.start:
            list_id = last
        else:
            list_id = self._add_list(style, depth=depth, start=block.start)
        if depth == 0:
            self._last[style] = (list_id, block.start + len(block.items))
        return list_id

    def indent(self, block: ListBlock, depth: int, style: str) -> str:
        """Return how far in the words of a list stand, in twentieths of a point."""
        pattern = self._patterns[BULLETED if block.start is None else style]
        return self._numbering.indent(pattern, depth)

    def _add_list(self, style: str, *, depth: int = 0, start: int = 1) -> str:
        ordered = style != BULLETED
        if self._root is None:
            self._root = _numbering_root(self.document)
            self._numbering = Numbering(self._root)
        if style not in self._patterns:
            self._patterns[style] = self._choose_pattern(self._root, style)
        pattern = self._patterns[style]
        if not ordered and not self._bullets:
            return pattern
        number = _add_num(self._root, self._numbering.abstract_id(pattern) or "")
        if ordered:
            override = add(number, w("lvlOverride"), {w("ilvl"): str(depth)})
            add_value(override, "startOverride", str(start))
        return number.get(w("numId"), "")

    def _choose_pattern(self, root: Element, style: str) -> str:
        """Return the list of the template's own style, or a new one if that will not do."""
        found = self._given.find(style)
        if not found:
            levels = BULLETS if style == BULLETED else NUMBERS
            number = _add_num(root, _add_abstract(root, levels))
            self._numbering = Numbering(root)
            found = number.get(w("numId"), "")
        return found


class ListPatterns:
    """The lists that a template's own list styles belong to, where they have every level."""

    def __init__(self, document: Part, styles: HouseStyles) -> None:
        self._styles = styles
        self._numbering = Numbering(related_root(document, RT.NUMBERING))
        self._fit: dict[str, str] = {}

    def find(self, name: str) -> str:
        """Return the id of the list of a style, or "" where that list will not do."""
        if name not in self._fit:
            style = self._styles.get("paragraph", name)
            properties = [each.find(w("pPr")) for each in self._styles.ancestry(style)]
            numbers = [each.find(w("numPr")) for each in properties if each is not None]
            list_id = next(filter(None, (value_of(each, "numId") for each in numbers)), "")
            fits = self._has_every_level(list_id, name != BULLETED)
            self._fit[name] = list_id if fits else ""
        return self._fit[name]

    def _has_every_level(self, list_id: str, ordered: bool) -> bool:
        return all(
            self._numbering.indent(list_id, depth)
            and self._numbering.is_ordered(list_id, depth) == ordered
            for depth in range(LEVELS)
        )


def _numbering_root(document: Part) -> Element:
    root = related_root(document, RT.NUMBERING)
    if root is None:
        xml = f'<w:numbering xmlns:w="{WORD}"/>'.encode()
        name = PackURI("/word/numbering.xml")
        part = NumberingPart.load(name, CT.WML_NUMBERING, xml, document.package)
        document.relate_to(part, RT.NUMBERING)
        root = part.element
    return root


def _add_num(root: Element, abstract: str) -> Element:
    """Add a list that follows a definition; lists stand behind all definitions."""
    ids = [int(num.get(w("numId"), "0")) for num in root.iterfind(w("num"))]
    number = etree.Element(w("num"), {w("numId"): str(max(ids, default=0) + 1)})
    add_value(number, "abstractNumId", abstract)
    _insert_after(root, number, "numPicBullet", "abstractNum", "num")
    return number


def _add_abstract(root: Element, levels: tuple[tuple[str, str], ...]) -> str:
    ids = [int(each.get(w("abstractNumId"), "0")) for each in root.iterfind(w("abstractNum"))]
    abstract_id = str(max(ids, default=-1) + 1)
    abstract = etree.Element(w("abstractNum"), {w("abstractNumId"): abstract_id})
    add_value(abstract, "multiLevelType", "multilevel")
    for depth in range(LEVELS):
        form, text = levels[depth % len(levels)]
        level = add(abstract, w("lvl"), {w("ilvl"): str(depth)})
        add_value(level, "start", "1")
        add_value(level, "numFmt", form)
        add_value(level, "lvlText", text.format(depth + 1))
        add_value(level, "lvlJc", "left")
        place = {w("left"): str(STEP * (depth + 1)), w("hanging"): str(STEP)}
        add(add(level, w("pPr")), w("ind"), place)
    _insert_after(root, abstract, "numPicBullet", "abstractNum")
    return abstract_id


def _insert_after(root: Element, element: Element, *names: str) -> None:
    tags = {w(name) for name in names}
    place = max((index + 1 for index, child in enumerate(root) if child.tag in tags), default=0)
    root.insert(place, element)
