"""What the styles of a Word file, and the words themselves, say of how these look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from responder.readers.word_package import Element, value_of, w

# What the properties of words say, each by the name that it has here.
OF_WORDS = {
    "color": "color",
    "size": "sz",
    "underline": "u",
    "highlight": "highlight",
    "language": "lang",
}


class Said(NamedTuple):
    """What is said of words, and the name of the style that says so; "" if they do themselves."""

    value: str
    style: str


Looks: TypeAlias = Mapping[str, Said]


class Formats:
    """What each style says, with what it takes from those that it is based on."""

    def __init__(self, root: Element | None) -> None:
        found = () if root is None else root.iterfind(w("style"))
        self.elements = {one.get(w("styleId"), ""): one for one in found}
        self.names = {one: value_of(self.elements[one], "name") or one for one in self.elements}
        usual = (
            one
            for one, element in self.elements.items()
            if element.get(w("default")) == "1" and element.get(w("type")) == "paragraph"
        )
        self.usual = next(usual, "")
        self.known: dict[str, Looks] = {}
        self.defaults: Looks = {"size": Said("20", self.names.get(self.usual, ""))}
        if root is not None and (given := root.find(w("docDefaults"))) is not None:
            words = of_words(given.find(f"{w('rPrDefault')}/{w('rPr')}"))
            paragraphs = of_paragraph(given.find(f"{w('pPrDefault')}/{w('pPr')}"))
            name = self.names.get(self.usual, "")
            self.defaults = {**self.defaults, **say({**words, **paragraphs}, name)}

    def of(self, style: str) -> Looks:
        """Return what a style says of its words and paragraphs."""
        if style not in self.known:
            self.known[style] = {}  # in case that it is based on itself
            element = self.elements.get(style)
            if element is not None:
                base = self.of(value_of(element, "basedOn") or "")
                self.known[style] = {**base, **self._read(element, self.names[style])}
        return self.known[style]

    def of_table(self, style: str, *, in_head: bool) -> Looks:
        """Return what a table's style says of the words in it, or in its first row."""
        looks: dict[str, Said] = dict(self.of(style))
        element = self.elements.get(style)
        for part in () if element is None or not in_head else element.iterfind(w("tblStylePr")):
            if part.get(w("type")) == "firstRow":
                looks |= self._read(part, self.names[style])
        return looks

    def _read(self, element: Element, name: str) -> Looks:
        words = of_words(element.find(w("rPr")))
        paragraphs = of_paragraph(element.find(w("pPr")))
        cells = shade_of(element.find(w("tcPr")), "cell shade")
        return say({**words, **paragraphs, **cells}, name)


def say(values: Mapping[str, str], style: str) -> Looks:
    """Return values as what a style says, or with "" for its name the words themselves."""
    return {name: Said(value, style) for name, value in values.items()}


def of_words(look: Element | None) -> dict[str, str]:
    """Return what the properties of words say."""
    found = {name: value_of(look, tag) for name, tag in OF_WORDS.items()}
    return {name: value for name, value in found.items() if value is not None} | shade_of(
        look, "shade"
    )


def of_paragraph(look: Element | None) -> dict[str, str]:
    """Return what the properties of a paragraph say."""
    number = None if look is None else look.find(w("numPr"))
    found = {"alignment": value_of(look, "jc"), "list": value_of(number, "numId")}
    return {name: value for name, value in found.items() if value is not None} | shade_of(
        look, "paragraph shade"
    )


def shade_of(look: Element | None, name: str) -> dict[str, str]:
    """Return the colour that properties put behind words, under a name of its own."""
    shade = None if look is None else look.find(w("shd"))
    fill = None if shade is None else shade.get(w("fill"))
    return {} if fill is None else {name: fill}
