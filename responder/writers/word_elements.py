"""The elements that every part of a Word file is made of: paragraphs, runs and their words."""

from __future__ import annotations

import re

from lxml import etree

from responder.readers.word_package import VAL, Element, w

SPACE = "{http://www.w3.org/XML/1998/namespace}space"

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


def write_text(run: Element, text: str) -> None:
    """Append words to a run, with real breaks and tabs."""
    for piece in PIECES.split(text) if "\n" in text or "\t" in text else (text,):
        if piece in BREAKS:
            add(run, BREAKS[piece])
        elif piece:
            element = add(run, T)
            element.text = piece
            if piece != piece.strip():
                element.set(SPACE, "preserve")
