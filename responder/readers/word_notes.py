"""What a Word file keeps apart from its text: footnotes, endnotes, comments, headers, footers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from responder.readers.word_archive import Archive
from responder.readers.word_line import Around
from responder.readers.word_numbering import read_number, show_number
from responder.readers.word_package import REL_ID, Element, value_of, w

FOOTNOTE, ENDNOTE = "footnote", "endnote"
USUAL_FORMS = {FOOTNOTE: "decimal", ENDNOTE: "lowerRoman"}
BARS = ("separator", "continuationSeparator", "continuationNotice")  # lines drawn, not notes
PARA_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
REPLIES = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@dataclass(frozen=True)
class Reference:
    """A place in the text that leads to a note; `mark` is "" where the text has one of its own."""

    kind: str
    element: Element
    mark: str
    around: Around


class Notes:
    """The footnotes and endnotes of a file, numbered as the text leads to them."""

    def __init__(self, archive: Archive) -> None:
        self.paths = {kind: archive.related(archive.main, f"{kind}s") for kind in USUAL_FORMS}
        self._elements = {kind: dict(_by_id(archive, path)) for kind, path in self.paths.items()}
        self.references: list[Reference] = []
        self._seen: set[tuple[str, str]] = set()
        self._forms = dict(USUAL_FORMS)
        self._numbers: dict[str, int] = {}
        settings = archive.related_root(archive.main, "settings")
        section = archive.root(archive.main)
        section = None if section is None else section.find(f"{w('body')}/{w('sectPr')}")
        for kind in USUAL_FORMS:
            for holder in (settings, section):
                look = None if holder is None else holder.find(w(f"{kind}Pr"))
                self._forms[kind] = value_of(look, "numFmt") or self._forms[kind]
                if start := value_of(look, "numStart"):
                    self._numbers[kind] = read_number(start) - 1

    def refer(self, kind: str, note_id: str, around: Around, *, is_counted: bool) -> str:
        """Return the mark by which the text leads to a note, or "" if it has its own."""
        element = self._elements[kind].get(note_id)
        if element is None or (kind, note_id) in self._seen:
            return ""
        self._seen.add((kind, note_id))
        mark = ""
        if is_counted:
            self._numbers[kind] = self._numbers.get(kind, 0) + 1
            mark = f"[{show_number(self._numbers[kind], self._forms[kind])}]"
        self.references.append(Reference(kind, element, mark, around))
        return mark

    def unused(self) -> Iterator[tuple[str, Element]]:
        """Yield the notes to which no text leads."""
        for kind, elements in self._elements.items():
            for note_id, element in elements.items():
                if (kind, note_id) not in self._seen and element.get(w("type")) not in BARS:
                    yield kind, element


class Comments:
    """The comments of a file, each of which is told of once."""

    def __init__(self, archive: Archive) -> None:
        self.path = archive.related(archive.main, "comments")
        root = archive.root(self.path) if self.path else None
        found = () if root is None else root.iterfind(w("comment"))
        self._elements = {one.get(w("id"), ""): one for one in found}
        extended = archive.related_root(archive.main, "commentsExtended")
        self._replies = {
            one.get(f"{REPLIES}paraId")
            for one in (() if extended is None else extended)
            if one.get(f"{REPLIES}paraIdParent")
        }

    def take(self, comment_id: str) -> Iterator[tuple[str, Element]]:
        """Yield the comment of an id, with what it is called, if nobody has taken it yet."""
        if (element := self._elements.pop(comment_id, None)) is not None:
            yield self._name(element), element

    def take_rest(self) -> Iterator[tuple[str, Element]]:
        """Yield the comments to which no text leads."""
        for comment_id in list(self._elements):
            yield from self.take(comment_id)

    def _name(self, element: Element) -> str:
        ids = {paragraph.get(PARA_ID) for paragraph in element.iter(w("p"))}
        return "reply to a comment" if ids & self._replies else "comment"


def find_margins(archive: Archive, kind: str) -> Iterator[str]:
    """Yield the paths of the headers or footers of a file, each once, in the order of its pages."""
    root = archive.root(archive.main)
    seen = set()
    relations = archive.relations(archive.main)
    for reference in () if root is None else root.iter(w(f"{kind}Reference")):
        relation = relations.get(reference.get(REL_ID, ""))
        if relation and relation.target not in seen and archive.root(relation.target) is not None:
            seen.add(relation.target)
            yield relation.target


def _by_id(archive: Archive, path: str) -> Iterator[tuple[str, Element]]:
    root = archive.root(path) if path else None
    for element in () if root is None else root:
        yield element.get(w("id"), ""), element
