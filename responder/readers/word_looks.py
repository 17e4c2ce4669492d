"""Word file → how its words look and what it says of them, to those who cannot see it too."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from responder.readers.word_formats import Formats, Looks, of_paragraph, of_words, say, shade_of
from responder.readers.word_markup import BREAK, CHARACTERS
from responder.readers.word_package import REL_ID, VAL, Element, value_of, w

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
OLD_DRAWING = "{urn:schemas-microsoft-com:vml}imagedata"

SHOWN = {**CHARACTERS, BREAK: "\n"}
OFF = ("0", "false", "off", "none")
P, R, T, TBL, P_PR, DELETED = (w(name) for name in ("p", "r", "t", "tbl", "pPr", "del"))
WHITE = "FFFFFF"
HIGHLIGHTS = {"yellow": "FFFF00", "cyan": "00FFFF"}  # those that a draft has


@dataclass(frozen=True)
class Words:
    """Some words of one look; `address` is where they lead, if they are a link."""

    text: str
    looks: Looks
    address: str | None = None

    def said(self, name: str) -> str:
        """Return what is said of the words under a name, or "" if nothing is."""
        return self.looks[name].value if name in self.looks else ""

    @property
    def background(self) -> str:
        """Return the colour behind the words."""
        for name in ("shade", "highlight", "paragraph shade", "cell shade"):
            found = self.said(name)
            if found not in ("", "auto", "none"):
                return HIGHLIGHTS.get(found, found)
        return WHITE


@dataclass(frozen=True)
class Shown:
    """A paragraph as a Word file shows it: `level` is 0 for a title, and None for no heading."""

    text: str
    style: str
    words: tuple[Words, ...]
    looks: Looks
    level: int | None
    in_list: bool
    in_cell: bool
    in_body: bool
    needed: bool  # behind a table, where another or nothing follows, as Word wants it


@dataclass
class Grid:
    """A table: what it tells of itself, and what makes it hard to hear."""

    has_header: bool
    description: str
    merged: bool
    nested: bool
    blanks: int
    first: int  # the number of the first paragraph in it that is not blank


@dataclass
class WordFile:
    """All that a Word file shows and tells; `pictures` are the names of those not described."""

    title: str
    language: str
    paragraphs: list[Shown] = field(default_factory=list)
    tables: list[Grid] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


def look_at(data: bytes) -> WordFile:
    """Return what a Word file shows and tells."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _Looker(archive).look()


class _Looker:
    """Reads each part of the file once."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        package = self._relations("")
        (self.main,) = (path for kind, path in package.values() if kind == "officeDocument")
        self.core = next((path for kind, path in package.values() if kind == "core-properties"), "")
        self.related = self._relations(self.main)
        styles = next((path for kind, path in self.related.values() if kind == "styles"), "")
        self.styles = Formats(self._parse(styles) if styles else None)

    def look(self) -> WordFile:
        core = self._parse(self.core) if self.core else None
        title = "" if core is None else core.findtext(f"{DUBLIN_CORE}title") or ""
        language = self.styles.defaults.get("language")
        file = WordFile(title.strip(), language.value if language else "")
        parts = [path for kind, path in self.related.values() if kind in ("header", "footer")]
        for path in (self.main, *parts):
            root = self._parse(path)
            addresses = {one: target for one, (_, target) in self._relations(path).items()}
            _PartLooker(self.styles, file, addresses, in_body=path == self.main).look(root)
            file.pictures += _undescribed(root)
        return file

    def _parse(self, path: str) -> Element:
        return etree.fromstring(self.archive.read(path))

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the kind and the target of each relationship of a part, by its id."""
        folder, name = posixpath.split(part)
        try:
            root = self._parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        except KeyError:
            return {}
        found = {}
        for one in root.iterfind(RELATIONS):
            target = one.get("Target", "")
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], target)
        return found


class _PartLooker:
    """Walks one part, its tables and its paragraphs."""

    def __init__(
        self, styles: Formats, file: WordFile, addresses: Mapping[str, str], *, in_body: bool
    ) -> None:
        self.styles = styles
        self.file = file
        self.addresses = addresses
        self.in_body = in_body

    def look(self, root: Element) -> None:
        body = root.find(w("body"))
        self._walk(root if body is None else body, {})

    def _walk(self, parent: Element, around: Looks, *, in_cell: bool = False) -> None:
        for child in parent:
            if child.tag == P:
                self.file.paragraphs.append(self._look_at(child, around, in_cell=in_cell))
            elif child.tag == TBL:
                self._look_at_table(child, in_cell=in_cell)
            elif child.tag in (w("sdt"), w("sdtContent"), w("customXml"), w("ins")):
                self._walk(child, around, in_cell=in_cell)

    def _look_at_table(self, table: Element, *, in_cell: bool) -> None:
        look = table.find(w("tblPr"))
        rows = list(table.iterchildren(w("tr")))
        first = None if not rows else rows[0].find(w("trPr"))
        about = value_of(look, "tblDescription") or value_of(look, "tblCaption") or ""
        grid = Grid(_is_on(first, "tblHeader"), about.strip(), False, in_cell, 0, -1)
        self.file.tables.append(grid)
        style = value_of(look, "tblStyle") or ""
        for number, row in enumerate(rows):
            around = self.styles.of_table(style, in_head=number == 0 and _shows_head(look))
            for cell in row.iterchildren(w("tc")):
                own = cell.find(w("tcPr"))
                grid.merged |= own is not None and _is_merged(own)
                start = len(self.file.paragraphs)
                shade = shade_of(own, "cell shade")
                self._walk(cell, {**around, **say(shade, "")}, in_cell=True)
                inside = enumerate(self.file.paragraphs[start:], start)
                filled = next((at for at, one in inside if one.text.strip()), -1)
                drawn = next(cell.iter(DRAWING, OLD_DRAWING), None) is not None
                grid.blanks += filled < 0 and not drawn
                grid.first = filled if grid.first < 0 else grid.first

    def _look_at(self, element: Element, around: Looks, *, in_cell: bool) -> Shown:
        look = element.find(w("pPr"))
        style = value_of(look, "pStyle") or self.styles.usual
        name = self.styles.names.get(style, "")
        looks = {**self.styles.defaults, **around, **self.styles.of(style)}
        looks.update(say(of_paragraph(look), ""))
        words = tuple(self._read(element, looks))
        before, after = element.getprevious(), element.getnext()
        return Shown(
            "".join(one.text for one in words),
            name,
            words,
            looks,
            _level_of(name.lower()),
            looks["list"].value not in OFF if "list" in looks else False,
            in_cell,
            self.in_body,
            before is not None
            and before.tag == TBL
            and (after is None or after.tag in (TBL, w("sectPr"))),
        )

    def _read(self, parent: Element, looks: Looks, address: str | None = None) -> Iterator[Words]:
        for child in parent:
            if child.tag == R:
                text = "".join(
                    SHOWN.get(str(one.tag), one.text or "")
                    for one in child
                    if one.tag == T or one.tag in SHOWN
                )
                if text:
                    yield Words(text, self._dress(child.find(w("rPr")), looks), address)
            elif child.tag == w("hyperlink"):
                target = self.addresses.get(child.get(REL_ID, ""), child.get(w("anchor"), ""))
                yield from self._read(child, looks, target)
            elif child.tag not in (P_PR, DELETED):
                yield from self._read(child, looks, address)

    def _dress(self, look: Element | None, looks: Looks) -> Looks:
        if look is None:
            return looks
        own = self.styles.of(value_of(look, "rStyle") or "")
        return {**looks, **own, **say(of_words(look), "")}


def _level_of(style: str) -> int | None:
    if style == "title":
        return 0
    level = style.removeprefix("heading ")
    return int(level) if level != style and level.isdecimal() else None


def _is_on(look: Element | None, name: str) -> bool:
    toggle = None if look is None else look.find(w(name))
    return toggle is not None and toggle.get(VAL, "1") not in OFF


def _shows_head(look: Element | None) -> bool:
    shown = None if look is None else look.find(w("tblLook"))
    if shown is None:
        return True
    flags = int(shown.get(VAL, "0"), 16)
    return shown.get(w("firstRow"), "1" if flags & 0x20 else "0") not in OFF


def _is_merged(look: Element) -> bool:
    span = value_of(look, "gridSpan") or "1"
    return span != "1" or any(look.find(w(name)) is not None for name in ("vMerge", "hMerge"))


def _undescribed(root: Element) -> Iterator[str]:
    """Yield the names of pictures that say nothing to those who cannot see them."""
    for picture in root.iter(DRAWING):
        told = picture.get("descr", "").strip() or picture.get("title", "").strip()
        decorative = any(one.get("val") in ("1", "true") for one in picture.iter(DECORATIVE))
        if not told and not decorative:
            yield picture.get("name", "")
    for picture in root.iter(OLD_DRAWING):
        shape = picture.getparent()
        inside = any(one.tag == FALLBACK for one in picture.iterancestors())
        if shape is not None and not inside and not shape.get("alt", "").strip():
            yield shape.get("id", "")
