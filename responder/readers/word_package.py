"""What reading and writing Word files share: the names of elements, and opening a file safely."""

from __future__ import annotations

import io
import zipfile
from typing import TypeAlias

from docx.opc.part import Part, XmlPart
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from responder.errors import FileError, Place

Element: TypeAlias = etree._Element

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

# A Word file beyond these bounds is no response; it is broken or built to exhaust the machine.
MOST_PARTS = 5_000
MOST_BYTES = 200_000_000


def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{WORD}}}{name}"


VAL = w("val")
OFF = ("0", "false", "off")  # how a property that can be on or off says that it is off


def open_package(data: bytes, file: str) -> Package:
    """Return the parts of a Word file, or raise FileError naming the file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            vast = len(members) > MOST_PARTS or sum(m.file_size for m in members) > MOST_BYTES
        package = None if vast else Package.open(io.BytesIO(data))
    # A damaged file can fail in as many ways as there are lines in the libraries that read it.
    except Exception as error:
        raise FileError("This is not a Word file, or it is damaged.", Place(file)) from error
    if package is None:
        raise FileError("It unpacks to more than a Word file should hold.", Place(file))
    _refuse_strangers(package, file)
    return package


def _refuse_strangers(package: Package, file: str) -> None:
    try:
        body = document_part(package).element.find(w("body"))
    except (KeyError, ValueError, TypeError):
        body = None
    if body is None:
        raise FileError("This is not a Word document in .docx form.", Place(file))
    for part in package.iter_parts():
        # Word never writes one; its one use is entities that grow or that fetch other files.
        if isinstance(part, XmlPart) and part.element.getroottree().docinfo.internalDTD is not None:
            raise FileError("It holds a document type declaration, which is unsafe.", Place(file))


def document_part(package: Package) -> DocumentPart:
    """Return the main part; TypeError means that the package is of another kind."""
    part = package.main_document_part
    if not isinstance(part, DocumentPart):
        raise TypeError(part.content_type)
    return part


def related_root(part: Part | Package, kind: str) -> Element | None:
    """Return the root element of the one part related in this way, if there is one."""
    for relationship in part.rels.values():
        if relationship.reltype == kind and not relationship.is_external:
            target = relationship.target_part
            return target.element if isinstance(target, XmlPart) else None
    return None


def left_indent(look: Element | None) -> str:
    """Return how far in the properties of a paragraph set its words, in twentieths of a point."""
    place = None if look is None else look.find(w("ind"))
    return "" if place is None else place.get(w("left"), place.get(w("start"), ""))


def value_of(parent: Element | None, name: str) -> str | None:
    """Return the w:val of a child element, or None without the child or the value."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else child.get(VAL)
