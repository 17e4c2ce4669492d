"""Word file → Document, by a walk over the XML that leaves no words behind."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec

from responder.document import (
    Block,
    Document,
    Paragraph,
    Properties,
    Span,
    plain_lines_of,
    text_of,
)
from responder.errors import FileError, Place
from responder.files import read_bytes
from responder.readers.reading import Changes, Reading
from responder.readers.word_archive import Archive
from responder.readers.word_flow import Flow
from responder.readers.word_headings import settle
from responder.readers.word_line import Around
from responder.readers.word_lines import LineReader
from responder.readers.word_lists import gather_lists
from responder.readers.word_markup import words_below
from responder.readers.word_notes import find_margins
from responder.readers.word_package import REL_ID, Element, value_of, w
from responder.readers.word_story import Story

DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
DUBLIN_TERMS = "{http://purl.org/dc/terms/}"


NOTHING = Around()


def read(source: Path | bytes, name: str = "") -> Document:
    """Return the document that a Word file holds, or raise FileError naming the file."""
    file = name or ("the Word file" if isinstance(source, bytes) else str(source))
    data = source if isinstance(source, bytes) else read_bytes(source)
    return read_file(data, file).document


def read_file(data: bytes, file: str, changes: Changes = "final") -> Reading:
    """Return the document that a Word file holds, and what is left out of it.

    `changes` says which text is wanted where somebody tracked changes; in “both”, words that were
    put in or taken out have the roles “inserted” and “deleted”. Raises FileError naming the file.
    """
    archive = Archive(data, file)
    try:
        return _FileReader(archive, changes).read()
    except ValueError as error:
        raise FileError("It holds a number that is none.", Place(file)) from error


class _FileReader:
    """Reads the parts of one file in the order in which people would."""

    def __init__(self, archive: Archive, changes: Changes) -> None:
        self.archive = archive
        self._readers: dict[str, LineReader] = {}
        self.properties = _read_properties(archive.related_root("", "core-properties"))
        self.story = Story(archive, changes, self.properties.language)

    def read(self) -> Reading:
        marking = self._read_marking()
        known = {text_of(line.spans) for line in marking}
        self._leave_out_margins("header", known)
        path = self.archive.main
        root = self.archive.root(path)
        body = None if root is None else root.find(w("body"))
        by_look = not self.story.is_ours
        text = () if body is None else self._read_blocks(path, body, by_look=by_look)
        blocks = [*text, *self._read_notes()]
        for kind, element in (*self.story.comments.take_rest(), *self.story.notes.unused()):
            self.story.leave_out(kind, words_below(element))
            self.story.close_left_out()
        self._leave_out_margins("footer", known)
        properties = self.properties
        if not self.story.is_ours:
            properties = msgspec.structs.replace(properties, language=self.story.language)
        return Reading(Document(tuple(blocks), properties, marking), tuple(self.story.left))

    def _lines_of(self, path: str) -> LineReader | None:
        """Return the reader of a part, which follows its fields from one place to the next."""
        if path not in self._readers and (root := self.archive.root(path)) is not None:
            self._readers[path] = LineReader(path, root, self.story)
        return self._readers.get(path)

    def _read_blocks(
        self, path: str, element: Element, around: Around = NOTHING, *, by_look: bool = False
    ) -> tuple[Block, ...]:
        reader = self._lines_of(path)
        if reader is None:
            return ()
        lines = Flow(reader, self.story).read(element, around)
        return gather_lists(settle(lines, self.story.sizes, by_look=by_look))

    def _read_notes(self) -> Iterator[Block]:
        """Yield the notes in the order in which the text leads to them, each with its mark.

        The mark is a word of its own in both places, so that no word of the text has another at
        its end, and nobody has to guess which words a note is about.
        """
        for reference in self.story.notes.references:
            path = self.story.notes.paths[reference.kind]
            blocks = list(self._read_blocks(path, reference.element, reference.around))
            if not reference.mark:
                yield from blocks
                continue
            first = blocks[0] if blocks and isinstance(blocks[0], Paragraph) else Paragraph(())
            blank = text_of(first.spans)[:1].isspace()
            mark = Span(reference.mark if blank else f"{reference.mark} ")
            yield Paragraph((mark, *first.spans))
            yield from blocks[1:] if blocks and first is blocks[0] else blocks

    def _leave_out_margins(self, kind: str, known: set[str]) -> None:
        for path in find_margins(self.archive, kind):
            root = self.archive.root(path)
            if root is not None:
                blocks = self._read_blocks(path, root)
                texts = [text_of(line).strip() for one in blocks for line in plain_lines_of(one)]
                words = "\n".join(text for text in texts if text and text not in known)
                self.story.leave_out(kind, words)
                self.story.close_left_out()

    def _read_marking(self) -> tuple[Paragraph, ...]:
        """Return the marking at the head of the last section's ordinary pages."""
        main = self.archive.root(self.archive.main)
        path = f"{w('body')}/{w('sectPr')}/{w('headerReference')}"
        for reference in () if main is None else main.iterfind(path):
            relation = self.archive.relations(self.archive.main).get(reference.get(REL_ID, ""))
            root = self.archive.root(relation.target) if relation else None
            if relation and root is not None and reference.get(w("type")) == "default":
                lines = LineReader(relation.target, root, Story(self.archive, "final", ""))
                return tuple(
                    Paragraph(lines.read(paragraph, Around()).close())
                    for paragraph in root.iter(w("p"))
                    if self._is_marking(paragraph)
                )
        return ()

    def _is_marking(self, paragraph: Element) -> bool:
        style = value_of(paragraph.find(w("pPr")), "pStyle") or ""
        return self.story.styles.names.get(style) == "marking"


def _read_properties(root: Element | None) -> Properties:
    def text(name: str) -> str:
        return (root.findtext(name) if root is not None else "") or ""

    return Properties(
        title=text(DUBLIN_CORE + "title"),
        subject=text(DUBLIN_CORE + "subject"),
        author=text(DUBLIN_CORE + "creator"),
        language=text(DUBLIN_CORE + "language"),
        date=_date(text(DUBLIN_TERMS + "created")),
    )


def _date(moment: str) -> datetime.date | None:
    # A date that cannot be one says nothing about the words, so it does not stop the reading.
    try:
        return datetime.date.fromisoformat(moment[:10])
    except ValueError:
        return None
