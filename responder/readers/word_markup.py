"""The elements of Word’s XML around words: which hold none, and which tell of changes."""

from __future__ import annotations

from collections.abc import Iterator

from responder.readers.word_line import Around
from responder.readers.word_package import VAL, Element, w

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DRAWING_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
DIAGRAM_DATA = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
XML_BLANKS = " \t\r\n"

ALTERNATE = f"{COMPATIBLE}AlternateContent"
TEXT_BOX = w("txbxContent")
BREAK = w("br")
BLOCKS = (w("p"), w("tbl"), TEXT_BOX)
# What stands for a character in a run, next to the text itself.
CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "\N{NON-BREAKING HYPHEN}",
    w("softHyphen"): "\N{SOFT HYPHEN}",
}
BLANKS = (w("tab"), BREAK, w("cr"))
PROPERTIES = {
    w(name)
    for name in (
        *("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr"),
        *("sdtEndPr", "customXmlPr", "smartTagPr", "rubyPr", "fldData", "numberingChange"),
    )
}
LOOKS = {w(name): name for name in ("b", "i", "u", "caps", "vanish", "sz", "lang", "rStyle")}
USUAL = {w(name): "1" for name in ("b", "i", "caps", "vanish")}  # what needs no value to be on
WORDS = (w("t"), w("delText"), f"{MATH}t", DRAWING_TEXT)

# The elements around words that were put in or taken out since changes are tracked.
CHANGES = {
    w("ins"): "inserted",
    w("moveTo"): "inserted",
    w("del"): "deleted",
    w("moveFrom"): "deleted",
}


def changed(around: Around, element: Element) -> Around:
    """Return what the elements around some words say, with one that tells of a change."""
    if CHANGES[str(element.tag)] == "inserted":
        return around._replace(inserted=True)
    return around._replace(deleted=True)


def looks_of(properties: Element | None) -> Iterator[tuple[str, str]]:
    """Yield what properties say of the look of words: the name of each element, and its value."""
    for one in () if properties is None else properties:
        if one.tag in LOOKS:
            yield LOOKS[str(one.tag)], one.get(VAL, USUAL.get(str(one.tag), ""))


def choose(element: Element) -> Element:
    """Return the first of several forms of the same thing that has words, or else the first."""
    for branch in element:
        if next(branch.iter(*WORDS), None) is not None:
            return branch
    return element[0] if len(element) else element


def words_below(element: Element) -> str:
    """Return the words below an element, those of each paragraph on a line of their own."""
    signs = {w("p"): "\n"} | dict.fromkeys(BLANKS, " ")
    found = element.iter(w("t"), *signs)
    return "".join(signs.get(str(one.tag), one.text or "") for one in found).strip("\n")


def keeps_blanks(element: Element) -> bool:
    """Tell whether blanks at the ends of words are words’ own, not those of the XML."""
    for one in (element, *element.iterancestors()):
        if (said := one.get(SPACE)) is not None:
            return said == "preserve"
    return False
