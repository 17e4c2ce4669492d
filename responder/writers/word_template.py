"""The Word template: opened and emptied once, then copied for each document."""

from __future__ import annotations

import copy
import functools
import io
import zipfile
from pathlib import Path

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part, XmlPart
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml import etree

from responder.errors import FileError, TemplateError
from responder.files import read_bytes
from responder.readers.word_package import (
    VAL,
    Element,
    document_part,
    open_package,
    related_root,
    w,
)
from responder.writers.word_lists import ListPatterns
from responder.writers.word_styles import HouseStyles
from responder.writers.word_zip import store_part

# What belonged to the template's own words goes with them; so does a second copy of its styles
# that Word 2010 kept, because the first will say which language the new words are in.
OBJECTS = ("hyperlink", "image", "chart", "aFChunk", "oleObject", "package")
REMARKS = ("comments", "commentsExtended", "commentsExtensible", "commentsIds", "people")
PASSING = (*OBJECTS, *REMARKS, "header", "footer", "stylesWithEffects")
REFERENCES = (w("headerReference"), w("footerReference"))

# The parts that a document changes; all others stand in the file as they stood in the template.
TEXTS = (CT.WML_DOCUMENT_MAIN, CT.WML_NUMBERING, CT.WML_HEADER, CT.WML_FOOTER)
CHANGING = (*TEXTS, CT.OPC_CORE_PROPERTIES, CT.OFC_EXTENDED_PROPERTIES)


class WordTemplate:
    """A template without words of its own; nothing in it changes once it is made."""

    def __init__(self, data: bytes, file: str, language: str) -> None:
        self._package = open_package(data, file)
        document = document_part(self._package)
        _set_language(document, language)
        _clear_body(document)
        self.styles = HouseStyles(document, file)
        self.patterns = ListPatterns(document, self.styles)
        self._parts = list(self._package.iter_parts())
        self.lasting = {part for part in self._parts if part.content_type not in CHANGING}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for part in self._parts:
                if part in self.lasting:
                    store_part(archive, part)
        self.archive = stream.getvalue()

    def copy_package(self) -> Package:
        """Return a package to fill, which shares with the template the parts that never change."""
        package = Package()
        twins = {part: self._copy_part(part, package) for part in self._parts}
        changing = [(part, twins[part]) for part in self._parts if part not in self.lasting]
        holders: list[tuple[Part | Package, Part | Package]] = [(self._package, package)]
        for holder, twin in [*holders, *changing]:
            for relation_id, relation in holder.rels.items():
                external = relation.is_external
                target = relation.target_ref if external else twins[relation.target_part]
                twin.load_rel(relation.reltype, target, relation_id, external)
        return package

    def _copy_part(self, part: Part, package: Package) -> Part:
        if part in self.lasting:
            return part
        if isinstance(part, XmlPart):
            twin = type(part)
            return twin(part.partname, part.content_type, copy.deepcopy(part.element), package)
        return Part(part.partname, part.content_type, part.blob, package)


def open_template(path: Path, language: str) -> WordTemplate:
    """Return the Word template for words of a language, or raise TemplateError naming its file."""
    try:
        return _open(read_bytes(path), str(path), language)
    except FileError as error:
        remedy = "Put a Word file in its place."
        raise TemplateError(error.problem, error.place, remedy) from error


# Opening costs as much as writing a document; the bytes are the key, so no change is missed.
_open = functools.lru_cache(maxsize=1)(WordTemplate)


def _set_language(document: Part, language: str) -> None:
    # Word spells words, and screen readers speak them, in the language that the styles name.
    styles = related_root(document, RT.STYLES)
    if styles is not None and language:
        for element in styles.iterfind(f"{w('docDefaults')}//{w('lang')}"):
            element.set(VAL, language)


def _clear_body(document: DocumentPart) -> None:
    """Take out the template's words, but leave its last section with the headers it shows."""
    body: Element = document.element.find(w("body"))
    section = _last_section(body)
    used = {value for element in section for value in element.values()}
    for relation_id, relation in list(document.rels.items()):
        kind = relation.reltype.rpartition("/")[2]
        if relation_id not in used and kind in PASSING:
            del document.rels[relation_id]
    body[:] = [section]


def _last_section(body: Element) -> Element:
    sections = list(body.iter(w("sectPr")))
    last = sections[-1] if sections else etree.Element(w("sectPr"))
    for earlier in reversed(sections[:-1]):
        # A section without a header of its own shows the one of the section before.
        for reference in list(earlier):
            kind = reference.get(w("type"), "default")
            if reference.tag in REFERENCES and find_reference(last, reference.tag, kind) is None:
                last.insert(0, reference)
    return last


def find_reference(section: Element, tag: str, kind: str) -> Element | None:
    """Return the element by which a section shows a header or footer on one kind of page."""
    found = (each for each in section.iterfind(tag) if each.get(w("type"), "default") == kind)
    return next(found, None)
