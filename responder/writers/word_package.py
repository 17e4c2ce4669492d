"""The file around the words: header and footer, properties, and the archive itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from responder.document import Properties
from responder.files import read_bytes
from responder.readers.word_package import (
    REL_ID,
    Element,
    related_root,
    w,
)
from responder.writers.word_elements import add
from responder.writers.word_template import REFERENCES, WordTemplate, find_reference
from responder.writers.word_zip import seal, store, store_part

APPLICATION = "responder"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
APP_PART = "docProps/app.xml"


def header_parts(document: DocumentPart, section: Element) -> Iterator[tuple[XmlPart, bool]]:
    """Yield each header and footer that a page can show, made where absent; True for headers."""
    kinds, seen = ["default"], list[Part]()
    settings = related_root(document, RT.SETTINGS)
    if section.find(w("titlePg")) is not None:
        kinds.append("first")
    if settings is not None and settings.find(w("evenAndOddHeaders")) is not None:
        kinds.append("even")
    for tag in REFERENCES:
        is_header = tag == w("headerReference")
        for kind in kinds:
            reference = find_reference(section, tag, kind)
            if reference is None:
                make: Callable[[], tuple[XmlPart, str]] = (
                    document.add_header_part if is_header else document.add_footer_part
                )
                part, relation = make()
                part.element[:] = []
                section.insert(0, etree.Element(tag, {w("type"): kind, REL_ID: relation}))
                yield part, is_header
            else:
                target = document.related_parts[reference.get(REL_ID, "")]
                # One part may serve several kinds of page.
                if isinstance(target, XmlPart) and target not in seen:
                    seen.append(target)
                    yield target, is_header


def text_width(section: Element) -> int:
    """Return the width between the margins of a section, in twentieths of a point."""
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    width = 11906 if size is None else int(size.get(w("w"), "11906"))
    sides = (
        [1440, 1440]
        if margins is None
        else [int(margins.get(w(side), "1440")) for side in ("left", "right")]
    )
    return max(width - sum(sides), 1440)


def write_properties(package: Package, properties: Properties) -> None:
    """Say in the file's properties what the document says of itself, and nothing else."""
    names = {"cp": CORE, "dc": DC, "dcterms": TERMS, "xsi": INSTANCE}
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap=names)
    add(root, f"{{{DC}}}title").text = properties.title
    add(root, f"{{{DC}}}subject").text = properties.subject
    add(root, f"{{{DC}}}creator").text = properties.author
    add(root, f"{{{CORE}}}lastModifiedBy").text = properties.author
    add(root, f"{{{CORE}}}revision").text = "1"
    add(root, f"{{{DC}}}language").text = properties.language
    if properties.date:
        for name in ("created", "modified"):
            moment = add(root, f"{{{TERMS}}}{name}", {f"{{{INSTANCE}}}type": "dcterms:W3CDTF"})
            moment.text = f"{properties.date.isoformat()}T00:00:00Z"
    _replace_part(package, RT.CORE_PROPERTIES, "/docProps/core.xml", CT.OPC_CORE_PROPERTIES, root)
    root = etree.fromstring(f'<Properties xmlns="{EXTENDED}"/>')
    add(root, f"{{{EXTENDED}}}Application").text = APPLICATION
    kind = CT.OFC_EXTENDED_PROPERTIES
    _replace_part(package, RT.EXTENDED_PROPERTIES, f"/{APP_PART}", kind, root)


def _replace_part(package: Package, kind: str, name: str, content: str, root: Element) -> None:
    for relation_id, relation in list(package.rels.items()):
        if relation.reltype == kind:
            del package.rels[relation_id]
    package.relate_to(Part(PackURI(name), content, _serialise(root), package), kind)


def _serialise(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def zip_package(package: Package, template: WordTemplate) -> bytes:
    """Return the file, with the same bytes for the same parts."""
    stream = io.BytesIO()
    stream.write(template.archive)
    with zipfile.ZipFile(stream, "a") as archive:
        types = etree.fromstring(f'<Types xmlns="{TYPES}"/>')
        for extension, content in (("rels", CT.OPC_RELATIONSHIPS), ("xml", CT.XML)):
            names = {"Extension": extension, "ContentType": content}
            add(types, f"{{{TYPES}}}Default", names)
        for part in package.iter_parts():
            names = {"PartName": str(part.partname), "ContentType": part.content_type}
            add(types, f"{{{TYPES}}}Override", names)
            if part not in template.lasting:
                store_part(archive, part)
        store(archive, "_rels/.rels", package.rels.xml)
        store(archive, "[Content_Types].xml", _serialise(types))
        archive.comment = seal(archive)
    return stream.getvalue()


def is_untouched(source: Path | bytes) -> bool:
    """Tell whether a Word file is as responder wrote it, not saved by another program since."""
    data = source if isinstance(source, bytes) else read_bytes(source)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.comment == seal(archive)
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
