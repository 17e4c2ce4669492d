"""The characters of Word’s symbol fonts, which stand in no other font where these have them."""

from __future__ import annotations

from responder.files import UNPRINTABLE
from responder.readers.word_package import Element, w

PRIVATE = 0xF000  # where Word puts the characters of a symbol font

_LETTERS = {
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
}
_SIGNS = {
    0x2D: "−",
    0xA2: "′",
    0xA3: "≤",
    0xA5: "∞",
    0xAB: "↔",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xB0: "°",
    0xB1: "±",
    0xB2: "″",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xBC: "…",
    0xD2: "®",
    0xD3: "©",
    0xD4: "™",
    0xD6: "√",
    0xE2: "®",
    0xE3: "©",
    0xE4: "™",
    0xE5: "∑",
}
_PICTURES = {
    0x28: "☎",
    0x2A: "✉",
    0x4A: "☺",
    0x4C: "☹",
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0x75: "◆",
    0x76: "❖",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "◻",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
FONTS = {"symbol": {**_LETTERS, **_SIGNS}, "wingdings": _PICTURES}


def read_symbol(element: Element) -> str:
    """Return the character that an element names by its font and its number, as far as known."""
    try:
        code = int(element.get(w("char"), ""), 16)
    except ValueError:
        return "\N{REPLACEMENT CHARACTER}"
    low = code - PRIVATE if PRIVATE <= code < PRIVATE + 0x100 else code
    known = FONTS.get(element.get(w("font"), "").lower(), {}).get(low)
    if known:
        return known
    printable = 0x20 <= code <= 0x10FFFF and not UNPRINTABLE.match(chr(code))
    return chr(code) if printable else "\N{REPLACEMENT CHARACTER}"
