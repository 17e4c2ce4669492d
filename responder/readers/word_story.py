"""What all parts of one Word file share while they are read, and what is left out of it."""

from __future__ import annotations

from collections import Counter

from responder.readers.reading import Changes, LeftOut
from responder.readers.word_archive import Archive
from responder.readers.word_notes import Comments, Notes
from responder.readers.word_numbering import Numbering
from responder.readers.word_package import Element, w
from responder.readers.word_styles import Styles


class Story:
    """One Word file while it is read, with tracked changes as somebody wants them."""

    def __init__(self, archive: Archive, changes: Changes, language: str) -> None:
        self.archive = archive
        self.changes = changes
        self.styles = Styles(archive.related_root(archive.main, "styles"))
        self.styles.are_ours |= archive.is_sealed
        self.is_ours = self.styles.are_ours
        self.numbering = Numbering(archive.related_root(archive.main, "numbering"))
        self.notes = Notes(archive)
        self.comments = Comments(archive)
        self.left: list[LeftOut] = []
        self.sizes: Counter[int] = Counter()  # letters of each size
        self.language = language
        if not language and not self.is_ours:
            self.language = self.styles.default("lang") or ""
        self._leaving: tuple[str, list[str]] = ("", [])

    def kind_left_out(self, *, inserted: bool, deleted: bool) -> str:
        """Return what words of these changes are called where they are left out, else ""."""
        if deleted and self.changes == "final":
            return "deleted text"
        return "inserted text" if inserted and self.changes == "original" else ""

    def leave_out(self, kind: str, text: str) -> None:
        """Note words that are no part of the text, as one if they are of one kind and touch."""
        if kind != self._leaving[0]:
            self.close_left_out()
            self._leaving = (kind, [])
        self._leaving[1].append(text)

    def close_left_out(self) -> None:
        """End what was left out last."""
        if self._leaving[0]:
            kind, pieces = self._leaving
            self._leaving = ("", [])
            if text := "".join(pieces).strip():
                self.left.append(LeftOut(kind, text))

    def language_of(self, tag: str) -> str:
        """Return the language of words as their style should name it."""
        if self.is_ours:
            return tag
        # Proofing tools note the dialect that somebody’s keyboard has; it tells nothing of words.
        primary = tag.casefold().partition("-")[0]
        return "" if primary in ("x", self.language.casefold().partition("-")[0]) else tag

    def look_of(self, element: Element, name: str) -> Element | None:
        """Return the properties of an element, or those it had before they were changed."""
        look = element.find(w(name))
        if look is not None and self.changes == "original":
            change = look.find(w(f"{name}Change"))
            before = None if change is None else change.find(w(name))
            return look if before is None else before
        return look


def marks_of(look: Element | None) -> tuple[bool, bool]:
    """Tell whether the properties of something say that it was put in, and taken out."""
    found = {child.tag for child in look} if look is not None else set()
    inserted = bool(found & {w("ins"), w("moveTo"), w("cellIns")})
    return inserted, bool(found & {w("del"), w("moveFrom"), w("cellDel")})
