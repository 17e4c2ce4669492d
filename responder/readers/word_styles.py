"""The styles of a Word file: what each is called, and what part its words play."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from responder.readers.word_markup import looks_of
from responder.readers.word_names import HEADINGS, OTHER_PREFIXES, OTHERS, QUOTES, SUBTITLES, TITLES
from responder.readers.word_package import OFF, VAL, Element, value_of, w

# The built-in styles that say what a paragraph or its words are, and so cannot name a role.
RESERVED = {
    "default paragraph font",
    "followedhyperlink",
    "hyperlink",
    "marking",
    "no spacing",
    "normal",
    "normal (web)",
    "page number",
    "plain text",
    "quote",
    "response item",
    "title",
}
RESERVED_PREFIXES = ("annotation ", "body text", "footer", "header", "heading ", "list", "toc ")

# These roles go by the id of their style, so that people may name it as they like. A program that
# makes ids of its own keeps the name, and the name of the label says more than its role.
ROLE_IDS = {"Label": "label", "Gap": "gap", "Stale": "stale"}
ROLE_NAMES = {"response label": "label"}

MOST_STYLES = 10_000  # of which Word has 4,079 at most
MOST_BASES = 20  # styles that one may be based on in turn; beyond that a file means mischief
DEEPEST = 6  # levels of headings


class Number(NamedTuple):
    """The list of a style and the depth there, as the file has them; `owner` is who says so."""

    list_id: str
    depth: str
    owner: str


class Own(NamedTuple):
    """What one style says itself, whatever those say that it is based on; None for nothing.

    `heads` tells whether it makes the first row of a table bold.
    """

    base: str | None
    list_id: str
    depth: str
    outline: str | None
    look: dict[str, str]
    heads: bool | None


class Styles:
    """The styles of one Word file by id, by name and by the role they play."""

    def __init__(self, root: Element | None) -> None:
        self.elements: dict[str, Element] = {}
        self.names: dict[str, str] = {}
        self.ids: dict[tuple[str, str], str] = {}
        self.roles: dict[str, str] = {}
        self.role_ids: dict[tuple[str, str], str] = {}
        self.usual = ""
        self.root = root
        for kind, style_id, element in self._each():
            name = (value_of(element, "name") or style_id).lower()
            self.elements[style_id] = element
            self.names[style_id] = name
            self.ids.setdefault((kind, name), style_id)
            if kind == "paragraph" and element.get(w("default")) in ("1", "true", "on"):
                self.usual = style_id
        for kind, style_id, element in self._each():
            role = self._role(kind, style_id, element)
            if role:
                self.roles[style_id] = role
                self.role_ids.setdefault((kind, role), style_id)
        # Every file of this program has the styles of its own roles, and no other file has all.
        self.are_ours = set(ROLE_IDS.values()) <= set(self.roles.values())
        self._own: dict[str, Own] = {}
        self._ancestry: dict[str, tuple[Element, ...]] = {}
        self._numbers: dict[str, Number] = {}
        self._quotes: dict[str, bool] = {}
        path = f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"
        self._defaults = dict(looks_of(None if root is None else root.find(path)))
        self._said: dict[str, dict[str, str]] = {}
        self._levels: dict[str, int | None] = {}

    def role(self, style_id: str) -> str:
        """Return the role that words of a style play, or "" for none."""
        role = self.roles.get(style_id, "")
        is_other = role in OTHERS or role.startswith(OTHER_PREFIXES)
        return "" if is_other and not self.are_ours else role

    def _each(self) -> Iterator[tuple[str, str, Element]]:
        found = iter(()) if self.root is None else self.root.iterfind(w("style"))
        for element in islice(found, MOST_STYLES):
            style_id = element.get(w("styleId"))
            if style_id:
                yield element.get(w("type"), "paragraph"), style_id, element

    def _role(self, kind: str, style_id: str, element: Element) -> str:
        if kind == "character":
            # The two halves of a linked style are one to the people who use it.
            linked = value_of(element, "link")
            style_id = linked if linked in self.elements else style_id
        elif kind != "paragraph":
            return ""
        name = self.names[style_id]
        if name in RESERVED or name.startswith(RESERVED_PREFIXES):
            return ""
        return ROLE_IDS.get(style_id) or ROLE_NAMES.get(name, name)

    def ancestry(self, style_id: str | None) -> tuple[Element, ...]:
        """Return a style and the styles it is based on, each once."""
        first = style_id or ""
        if first not in self._ancestry:
            found: dict[str, Element] = {}
            while style_id in self.elements and style_id not in found and len(found) < MOST_BASES:
                found[style_id] = self.elements[style_id]
                style_id = self._own_of(found[style_id]).base
            self._ancestry[first] = tuple(found.values())
        return self._ancestry[first]

    def _own_of(self, element: Element) -> Own:
        """Return what a style says itself, which is read once though many are based on it."""
        style_id = element.get(w("styleId"), "")
        if style_id not in self._own:
            self._own[style_id] = _read_own(element)
        return self._own[style_id]

    def number(self, style_id: str) -> Number:
        """Return the list to which a style puts its paragraphs, "" for what it does not say."""
        if style_id not in self._numbers:
            list_id, depth, owner = "", "", ""
            for element in self.ancestry(style_id):
                own = self._own_of(element)
                if not list_id and (list_id := own.list_id):
                    owner = element.get(w("styleId"), "")
                depth = depth or own.depth
            self._numbers[style_id] = Number(list_id, depth, owner)
        return self._numbers[style_id]

    def name_of(self, style_id: str) -> str:
        """Return what a style is called; one that the file does not define, by its id."""
        return self.names.get(style_id) or style_id.lower()

    def level(self, style_id: str) -> int | None:
        """Return the level of the heading that a style makes of its paragraphs, if it does."""
        if style_id not in self._levels:
            self._levels[style_id] = self._find_level(style_id)
        return self._levels[style_id]

    def _find_level(self, style_id: str) -> int | None:
        if style_id and style_id not in self.elements:
            return _level_of_name(style_id.lower())
        for element in self.ancestry(style_id):
            name = self.name_of(element.get(w("styleId"), ""))
            found = _level_of_name(name)
            outline = self._own_of(element).outline
            if found is not None:
                return found
            if outline is not None:
                return level_of_outline(outline)
            if not self.are_ours and name in SUBTITLES:
                return None
        return None

    def is_quote(self, style_id: str) -> bool:
        """Tell whether a style sets somebody's words apart."""
        if self.are_ours or style_id not in self.elements:
            return self.name_of(style_id) in QUOTES
        if style_id not in self._quotes:
            chain = (each.get(w("styleId"), "") for each in self.ancestry(style_id))
            self._quotes[style_id] = any(self.names[one] in QUOTES for one in chain)
        return self._quotes[style_id]

    def said(self, style_id: str, name: str) -> str | None:
        """Return what a style says of its words under the name of an element, or None."""
        if style_id not in self._said:
            said: dict[str, str] = {}
            for each in self.ancestry(style_id):
                said = self._own_of(each).look | said
            self._said[style_id] = said
        return self._said[style_id].get(name)

    def is_on(self, style_id: str, name: str) -> bool:
        """Tell whether a style switches a property of its words on."""
        return (self.said(style_id, name) or "0") not in OFF

    def has_header(self, style_id: str) -> bool:
        """Tell whether a style of tables makes the first row look like the names of columns."""
        said = (self._own_of(element).heads for element in self.ancestry(style_id))
        return next((one for one in said if one is not None), False)

    def default(self, name: str) -> str | None:
        """Return what the file says of all its words, for want of a style that says otherwise."""
        return self._defaults.get(name)


def _read_own(element: Element) -> Own:
    look = element.find(w("pPr"))
    number = None if look is None else look.find(w("numPr"))
    return Own(
        base=value_of(element, "basedOn"),
        list_id=value_of(number, "numId") or "",
        depth=value_of(number, "ilvl") or "",
        outline=value_of(look, "outlineLvl"),
        look=dict(looks_of(element.find(w("rPr")))),
        heads=_read_heads(element),
    )


def _read_heads(element: Element) -> bool | None:
    for part in element.iterfind(w("tblStylePr")):
        if part.get(w("type")) == "firstRow":
            bold = part.find(f"{w('rPr')}/{w('b')}")
            return bold is not None and bold.get(VAL) not in OFF
    return None


def _level_of_name(name: str) -> int | None:
    if name in TITLES:
        return 1
    stem = name.rstrip("0123456789")
    if stem != name and stem.strip(" _-") in HEADINGS:
        return min(int(name[len(stem) :][:2]) + 1, DEEPEST)
    return None


def level_of_outline(value: str) -> int | None:
    """Return the level of the heading that stands at this place in an outline, None for none."""
    place = int(value)
    return min(place + 2, DEEPEST) if 0 <= place < 9 else None
