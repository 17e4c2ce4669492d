"""Bytes → text: which characters the bytes of a past file stand for."""

from __future__ import annotations

import codecs
import re

from responder.files import UNPRINTABLE

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the mark of UTF-16, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
LATIN = "windows-1252"  # what people mean by Latin-1, and what browsers take for it

# Python knows other names as well, some of which are no characters at all, or take very long.
KNOWN = re.compile(
    r"(?:windows-125\d|cp125\d|iso-?8859-\d+|koi8-[ru]|mac(?:intosh|-roman)|shift_jis|euc-(?:jp|kr)"
    r"|iso-2022-jp|gbk?|gb2312|gb18030|big5)"
)
LATIN_NAMES = {"iso-8859-1", "iso8859-1"}
LINE_ENDS = re.compile("\r\n?|[\x0b\x1f\x85\u2028]")
PARAGRAPH_ENDS = re.compile("[\x0c\x1c-\x1e\u2029]")
MARK = "\ufeff"
SAMPLE = 4_000  # bytes that tell whether every other one is zero


def decode(data: bytes, declared: str = "") -> str:
    """Return bytes as text that every writer can carry, whatever characters they stand for.

    The mark at the beginning of the bytes decides. Without one, bytes that are UTF-8 are UTF-8
    whatever the file declares, since no other text is so by chance; then comes what is declared,
    and at last windows-1252, in which older programs save.
    """
    return _clean(decode_raw(data, declared))


def decode_raw(data: bytes, declared: str = "") -> str:
    """Return bytes as text with all the characters in it that cannot be printed."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    declared = declared.strip().lower()
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace")
    known = declared not in LATIN_NAMES and KNOWN.fullmatch(declared)
    names = ["utf-8", *([declared] if known else [])]
    if declared == "iso-2022-jp":  # its bytes are those of plain English
        names.reverse()
    for name in names:
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode(LATIN, "replace")


def _wide(data: bytes) -> str:
    """Return the form of UTF-16 that bytes without a mark are in, to judge by their zeros."""
    sample = data[: min(SAMPLE, len(data) // 2 * 2)]
    zeros = [sample[start::2].count(0) * 2 / max(len(sample), 1) for start in (0, 1)]
    if min(zeros) < 0.1 and max(zeros) > 0.7:
        return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    return ""


def _clean(text: str) -> str:
    """Return text whose lines end in one way, without what cannot be printed or written."""
    text = LINE_ENDS.sub("\n", text)
    text = PARAGRAPH_ENDS.sub("\n\n", text)
    # In the middle of a text the mark is left over from files that were put together.
    return UNPRINTABLE.sub("", text).replace(MARK, "")
