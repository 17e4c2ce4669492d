"""The lines of a PDF as they stand on its pages, read in a process of its own.

This file is run as a program, so that a file made to crash, to hang or to fill the memory takes
nothing with it but this process. It says what it found on standard output, as JSON.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NoReturn, TypeAlias

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

MOST_PAGES = 1_000
MOST_CHARACTERS = 2_000_000  # a report of 500 pages has half as many
MOST_PIECES = 150_000  # tags, and runs that look alike; a report of 500 pages has half as many
MOST_DEPTH = 60  # of the tags
MOST_MEMORY = 1_000_000_000  # some times what a report of 1,000 pages takes
PROTECTED = (4, 5)  # PDFium: needs a password; has a protection that is not known
HYPHEN = 2  # PDFium: a hyphen at the end of a line
SPACE, LINE_END = 32, (10, 13)
HEAVY = ("bold", "black", "heavy")
# Tags of words within a paragraph, whose line goes on behind them.
INLINE = ("Span", "Link", "Reference", "Annot", "Em", "Strong", "Quote", "Code", "Sub", "BibEntry")

Run: TypeAlias = tuple[dict[str, Any], list[str]]


def main() -> None:
    """Write the pages of the file on standard input, or the reason why there are none."""
    bound_memory()
    data = sys.stdin.buffer.read()
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        refuse("protected" if pdfium.FPDF_GetLastError() in PROTECTED else "damaged")
    count = pdfium.FPDF_GetPageCount(document)
    if not 0 < count <= MOST_PAGES:
        refuse("long" if count > 0 else "damaged")
    pages, characters, pieces = [], 0, 0
    for number in range(count):
        page = read_page(document, number)
        characters += sum(len(run["text"]) for line in page["lines"] for run in line["runs"])
        pieces += len(page["tags"]) + sum(len(line["runs"]) for line in page["lines"])
        if characters > MOST_CHARACTERS or pieces > MOST_PIECES:
            refuse("long")
        pages.append(page)
    answer({"pages": pages, "title": read_title(document)})


def bound_memory() -> None:
    """Let the system end this process before it takes the memory of all others."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def answer(what: dict[str, Any]) -> None:
    """Write one thing as JSON."""
    sys.stdout.write(json.dumps(what))
    sys.stdout.flush()


def refuse(reason: str) -> NoReturn:
    """Say in one word why the file cannot be read, and end."""
    answer({"refused": reason})
    raise SystemExit


def read_title(document: Any) -> str:
    """Return the title that the file has among its properties."""
    length = pdfium.FPDF_GetMetaText(document, b"Title", None, 0)
    if not 0 < length <= 2000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_GetMetaText(document, b"Title", buffer, length)
    return decode(buffer.raw)


def read_page(document: Any, number: int) -> dict[str, Any]:
    """Return the lines of one page in the order in which the file has them, and its tags."""
    lines: list[dict[str, Any]] = []
    tags = Tags()
    if page := pdfium.FPDF_LoadPage(document, number):
        if text := pdfium.FPDFText_LoadPage(page):
            if pdfium.FPDFText_CountChars(text) > MOST_CHARACTERS:
                refuse("long")
            tags.read(page)
            box = pdfium.FS_RECTF()
            pdfium.FPDF_GetPageBoundingBox(page, box)
            for line in Lines(text, tags).read():
                for side in ("top", "bottom", "first", "last"):
                    line[side] = box.top - line[side]
                lines.append(line)
            height = box.top - box.bottom
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    return {"lines": lines, "tags": tags.known, "height": height if lines else 0}


class Tags:
    """The tags of one page: each with its type and the one that it stands in, or -1."""

    def __init__(self) -> None:
        self.known: list[tuple[str, int]] = []
        self.marked: dict[int, int] = {}

    def read(self, page: Any) -> None:
        """Find the tags, and which of them the words of each mark stand in."""
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        for number in range(pdfium.FPDF_StructTree_CountChildren(tree) if tree else 0):
            if root := pdfium.FPDF_StructTree_GetChildAtIndex(tree, number):
                self._walk(root, -1, 0)
        if tree:
            pdfium.FPDF_StructTree_Close(tree)

    def _walk(self, element: Any, within: int, depth: int) -> None:
        if depth > MOST_DEPTH or len(self.known) > MOST_PIECES:
            return
        here = len(self.known)
        self.known.append((read_type(element), within))
        for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
            mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number)
            if mark >= 0:
                self.marked[mark] = here
            elif child := pdfium.FPDF_StructElement_GetChildAtIndex(element, number):
                self._walk(child, here, depth + 1)

    def block(self, mark: int) -> int:
        """Return the tag of the whole paragraph that words stand in, or -1."""
        tag = self.marked.get(mark, -1)
        while tag >= 0 and self.known[tag][0] in INLINE and self.known[tag][1] >= 0:
            tag = self.known[tag][1]
        return tag


class Lines:
    """Gathers the characters of one page into lines of runs that look alike."""

    def __init__(self, text: Any, tags: Tags) -> None:
        self.text = text
        self.tags = tags
        self.looks: dict[int, dict[str, Any]] = {}

    def read(self) -> Iterator[dict[str, Any]]:
        """Yield each line with the box that it stands in, in points from the foot of the page."""
        line: dict[str, Any] = {}
        look: dict[str, Any] = {}
        half = 0  # of a character that UTF-16 writes as two
        for index in range(pdfium.FPDFText_CountChars(self.text)):
            code = pdfium.FPDFText_GetUnicode(self.text, index)
            if 0xD800 <= code < 0xDC00:
                half = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((half - 0xD800) << 10) + (code - 0xDC00) if half else 0xFFFD
            half = 0
            shown = pdfium.FPDFText_GetTextObject(self.text, index)
            look = self._look(shown, index) if shown else look
            if code in LINE_END or (line and look["block"] != line["block"]):
                if line:
                    yield self._close(line)
                line = {}
            if code in LINE_END or not look:
                continue
            if not line:
                line = {**look["block"], "block": look["block"], "runs": []}
                line |= {"first": index, "hyphens": []}
                line |= {"bottom": look["bottom"], "top": look["top"]}
            if code != SPACE:
                line["last"] = index
            if look["bottom"] < line["bottom"] or look["top"] > line["top"]:
                line["bottom"] = min(line["bottom"], look["bottom"])
                line["top"] = max(line["top"], look["top"])
            if code == HYPHEN:
                line["hyphens"].append(index)
            put(line["runs"], ord("-") if code == HYPHEN else code, look["style"])
        if line:
            yield self._close(line)

    def _close(self, line: dict[str, Any]) -> dict[str, Any]:
        """Return a line with the places of its first and last character, which is not a blank."""
        first, last = line["first"], line.pop("last", line["first"])
        del line["block"]
        line["left"], _, line["first"] = self._measure(first)
        # A hyphen leads on to a further line of the page, which begins and ends elsewhere.
        _, line["end"], line["last"] = self._measure(last)
        line["right"] = max([line["end"], *(self._measure(at)[1] for at in line.pop("hyphens"))])
        line["runs"] = [{"text": "".join(text), **style} for style, text in line["runs"]]
        return line

    def _measure(self, index: int) -> tuple[float, float, float]:
        """Return where a character begins and ends, and how high it stands."""
        left, right, bottom, top, across, up = (ctypes.c_double() for _ in range(6))
        pdfium.FPDFText_GetCharBox(self.text, index, left, right, bottom, top)
        pdfium.FPDFText_GetCharOrigin(self.text, index, across, up)
        return left.value, right.value, up.value

    def _look(self, shown: Any, index: int) -> dict[str, Any]:
        address = ctypes.addressof(shown.contents)
        if address not in self.looks:
            name = read_font(pdfium.FPDFTextObj_GetFont(shown))
            weight = pdfium.FPDFText_GetFontWeight(self.text, index)
            sides = [ctypes.c_float() for _ in range(4)]
            pdfium.FPDFPageObj_GetBounds(shown, *sides)
            self.looks[address] = {
                "style": {
                    "size": round(pdfium.FPDFText_GetFontSize(self.text, index) * scale(shown), 1),
                    "bold": weight >= 600 or any(word in name for word in HEAVY),
                    "italic": "italic" in name or "oblique" in name,
                },
                "block": {
                    "artifact": "Artifact" in marks(shown),
                    "tag": self.tags.block(pdfium.FPDFPageObj_GetMarkedContentID(shown)),
                },
                "bottom": sides[1].value,
                "top": sides[3].value,
            }
        return self.looks[address]


def put(runs: list[Run], code: int, style: dict[str, Any]) -> None:
    """Add a character to the last run, or begin one that looks as it does."""
    # Blanks take the look of what stands before them.
    if runs and (runs[-1][0] is style or code == SPACE or runs[-1][0] == style):
        runs[-1][1].append(chr(code))
    else:
        runs.append((style, [chr(code)]))


def scale(shown: Any) -> float:
    """Return by how much the words are made larger than their font's own size."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(shown, matrix):
        return 1.0
    return float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0


def read_font(font: Any) -> str:
    """Return the name of a font in small letters."""
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0) if font else 0
    if not 0 < length <= 500:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.raw.decode("utf-8", "replace").strip("\0").lower()


def marks(shown: Any) -> list[str]:
    """Return the names of the marks that words stand between."""
    found = []
    for number in range(min(pdfium.FPDFPageObj_CountMarks(shown), MOST_DEPTH)):
        buffer, length = (ctypes.c_ushort * 50)(), ctypes.c_ulong()
        mark = pdfium.FPDFPageObj_GetMark(shown, number)
        if pdfium.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length):
            found.append(decode(bytes(buffer)[: length.value]))
    return found


def read_type(element: Any) -> str:
    """Return the type of a tag, such as P."""
    length = pdfium.FPDF_StructElement_GetType(element, None, 0)
    if not 0 < length <= 200:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_StructElement_GetType(element, buffer, length)
    return decode(buffer.raw)


def decode(data: bytes) -> str:
    """Return what PDFium says of a name, without the zero at its end."""
    return data.decode("utf-16-le", "replace").split("\0")[0]


if __name__ == "__main__":
    main()
