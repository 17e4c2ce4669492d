"""The styles of a Word file: what each is called, and what part its words play."""

from __future__ import annotations

from collections.abc import Iterator

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part

from responder.readers.word_package import Element, related_root, value_of, w

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


class Styles:
    """The styles of one Word file by id, by name and by the role they play."""

    def __init__(self, document: Part) -> None:
        root = related_root(document, RT.STYLES)
        self.elements: dict[str, Element] = {}
        self.names: dict[str, str] = {}
        self.ids: dict[tuple[str, str], str] = {}
        self.roles: dict[str, str] = {}
        self.role_ids: dict[tuple[str, str], str] = {}
        self.root = root
        for kind, style_id, element in self._each():
            name = (value_of(element, "name") or style_id).lower()
            self.elements[style_id] = element
            self.names[style_id] = name
            self.ids.setdefault((kind, name), style_id)
        for kind, style_id, element in self._each():
            role = self._role(kind, style_id, element)
            if role:
                self.roles[style_id] = role
                self.role_ids.setdefault((kind, role), style_id)

    def _each(self) -> Iterator[tuple[str, str, Element]]:
        for element in self.root.iterfind(w("style")) if self.root is not None else ():
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

    def ancestry(self, style_id: str | None) -> Iterator[Element]:
        """Yield a style and the styles it is based on, each once."""
        seen = set()
        while style_id in self.elements and style_id not in seen:
            seen.add(style_id)
            yield self.elements[style_id]
            style_id = value_of(self.elements[style_id], "basedOn")
