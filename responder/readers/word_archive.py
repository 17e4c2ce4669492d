"""The parts of a Word file that anybody made, unpacked and parsed within bounds."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from responder.errors import FileError, Place
from responder.readers import word_package
from responder.readers.word_package import Element, w

# What no text comes near, and a file that is built to exhaust the machine does at once.
MOST_MARKUP = 2_000_000  # angle brackets, of all parts that are read

CHUNK = 1_000_000
SEAL = 64  # characters
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
TRANSITIONAL, STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"

SAVE_ANEW = "Open it in Word and save it as “Word document (*.docx)”."
NOT_WORD = "This is not a Word file, or it is damaged."
NOT_DOCX = "This is not a Word document in .docx form."
TOO_MUCH = "It unpacks to more than a Word file should hold."
OTHER_KINDS = {  # how the file of another program begins
    b"\xd0\xcf\x11\xe0": "It is an old Word file (.doc), or it is protected by a password.",
    b"{\\rtf": "It is an RTF file, whatever its name says.",
    b"%PDF": "It is a PDF file, whatever its name says.",
    b"<": "It is a web page or an XML file, whatever its name says.",
}
FOREIGN_TYPES = ("spreadsheetml", "presentationml", "ms-excel", "ms-powerpoint")


class Relation(NamedTuple):
    """How a part leads to another: `target` is that one's path, or an address outside the file."""

    kind: str
    target: str
    is_external: bool


class Archive:
    """A Word file, each of whose parts is read when it is first asked for."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self._markup = 0
        self._bytes = 0
        self._roots: dict[str, Element | None] = {}
        self._relations: dict[str, dict[str, Relation]] = {}
        self._entries: dict[str, list[zipfile.ZipInfo]] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise self._refuse_kind(data) from error
        if (
            len(members) > word_package.MOST_PARTS
            or sum(member.file_size for member in members) > word_package.MOST_BYTES
        ):
            raise self._refusal(TOO_MUCH)
        for member in members:
            self._entries.setdefault(_key(member.filename), []).append(member)
        if "mimetype" in self._entries:
            raise self._refusal("It is an OpenDocument file, whatever its name says.")
        # The mark of a file that no other program has saved since this one wrote it.
        self.is_sealed = len(self._zip.comment) == SEAL and self._zip.comment.isalnum()
        self.main = self._find_main()

    def root(self, path: str) -> Element | None:
        """Return the root element of a part, or None where there is no such part."""
        if path not in self._roots:
            data = self._unpack(path)
            self._roots[path] = None if data is None else self._parse(data, path)
        return self._roots[path]

    def relations(self, path: str) -> dict[str, Relation]:
        """Return what leads from a part to others, by the ids that stand in its XML."""
        if path not in self._relations:
            self._relations[path] = dict(self._read_relations(path))
        return self._relations[path]

    def related(self, path: str, kind: str) -> str:
        """Return the path of the one part that a part is related to in this way, or ""."""
        found = (one.target for one in self.relations(path).values() if one.kind == kind)
        return next((target for target in found if _key(target) in self._entries), "")

    def related_root(self, path: str, kind: str) -> Element | None:
        """Return the root element of the one part that is related in this way, if there is one."""
        target = self.related(path, kind)
        return self.root(target) if target else None

    def _find_main(self) -> str:
        main = self.related("", "officeDocument") or "word/document.xml"
        types = self.root("[Content_Types].xml")
        for one in () if types is None else types.iterfind(f"{TYPES}Override"):
            kind = one.get("ContentType", "")
            mine = _key(one.get("PartName", "")) == _key(main)
            if mine and any(foreign in kind for foreign in FOREIGN_TYPES):
                raise self._refusal(NOT_DOCX)
        root = self.root(main)
        if root is None or root.find(w("body")) is None:
            raise self._refusal(NOT_DOCX)
        return main

    def _read_relations(self, path: str) -> Iterator[tuple[str, Relation]]:
        folder, name = posixpath.split(path)
        root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        for one in () if root is None else root.iterfind(RELATION):
            target = one.get("Target", "")
            external = one.get("TargetMode") == "External"
            if not external:
                target = posixpath.join("/", folder, unquote(target).replace("\\", "/"))
                target = posixpath.normpath(target).lstrip("/")
            kind = one.get("Type", "").rpartition("/")[2]
            yield one.get("Id", ""), Relation(kind, target, external)

    def _unpack(self, path: str) -> bytes | None:
        entries = self._entries.get(_key(path), [])
        if not entries:
            return None
        if len({(entry.CRC, entry.file_size) for entry in entries}) > 1:
            raise self._refusal(f"It holds two parts of the name “{path}”.")
        if entries[-1].flag_bits & 1:
            raise self._refusal("It is protected by a password.", "Save it without one.")
        pieces = []
        try:
            # The size that an archive tells of an entry may be a lie, so what comes out is counted.
            with self._zip.open(entries[-1]) as stream:
                while piece := stream.read(CHUNK):
                    pieces.append(piece)
                    self._bytes += len(piece)
                    self._markup += piece.count(b"<")
                    if self._bytes > word_package.MOST_BYTES or self._markup > MOST_MARKUP:
                        raise self._refusal(TOO_MUCH)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            ValueError,
            RuntimeError,
        ) as error:
            # RuntimeError is a password, NotImplementedError a kind of packing that nobody uses.
            raise self._refusal(NOT_WORD) from error
        except Exception as error:  # of the packing: bz2 and lzma have errors of their own
            if isinstance(error, FileError):
                raise
            raise self._refusal(NOT_WORD) from error
        return b"".join(pieces)

    def _parse(self, data: bytes, path: str) -> Element:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as error:
            deep = "depth" in str(error)
            problem = f"Its part “{path}” is {'nested too deeply' if deep else 'damaged'}."
            raise self._refusal(problem) from error
        # Word never writes one; its one use is entities that grow or that fetch other files.
        if root.getroottree().docinfo.internalDTD is not None:
            problem = "It holds a document type declaration, which is unsafe."
            raise FileError(problem, Place(self.file))
        if STRICT.encode() in data:
            _loosen(root)
        return root

    def _refuse_kind(self, data: bytes) -> FileError:
        start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
        for begin, problem in OTHER_KINDS.items():
            if start.startswith(begin):
                locked = "EncryptedPackage".encode("utf-16-le") in data
                found = "It is protected by a password." if locked else problem
                return self._refusal(f"This is not a Word file in .docx form. {found}")
        return FileError(NOT_WORD, Place(self.file))

    def _refusal(self, problem: str, remedy: str = SAVE_ANEW) -> FileError:
        return FileError(problem, Place(self.file), remedy)


def _key(name: str) -> str:
    """Return the name of a part as all ways of writing it have it in common."""
    return name.replace("\\", "/").lstrip("/").casefold()


def _loosen(root: Element) -> None:
    """Give the elements of a “Strict” file the names that all other files have."""
    names: dict[str, str] = {}

    def loose(name: str) -> str:
        if name not in names:
            space, local = name[1:].split("}", 1)
            family, _, rest = space.removeprefix(STRICT).partition("/")
            names[name] = f"{{{TRANSITIONAL}{family}/2006/{rest}}}{local}"
        return names[name]

    start = "{" + STRICT
    for element in root.iter(etree.Element):
        if str(element.tag).startswith(start):
            element.tag = loose(str(element.tag))
        for name in list(element.attrib):
            if str(name).startswith(start):
                element.set(loose(str(name)), element.attrib.pop(name))
