"""Rules on what the Word file tells people who cannot see its pages, read from the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from responder.check.knowledge import read_entries
from responder.check.reading import Reading
from responder.check.rules import Fault, rule
from responder.check.sight import Seen, body_of, see, seen
from responder.errors import Place, ResponderError, quote

if TYPE_CHECKING:
    from responder.readers.word_looks import Shown

VAGUE_LINKS = "vague_links"  # the name in the house's data
STRUCTURE = "WCAG 2.2, 1.3.1 Info and Relationships"
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
TYPED = re.compile(
    r"^\s*(?:[•·▪‣◦–—*-]|\(?\d{1,2}[.)]|\(?[a-z]\)|\(?[ivx]{1,5}[.)])\s", re.MULTILINE
)
CAPITALS = re.compile(r"\b[A-Z][A-Z’'&/-]*(?:\s+[A-Z][A-Z’'&/-]*)+\b")
VOWEL = re.compile("[AEIOUY]")
SHORTEST = 4  # letters; what is shorter, or has no vowel, is taken for an abbreviation


def _headings_of(sight: Seen) -> list[tuple[int, Shown, int]]:
    found = body_of(sight)
    return [(number, one, one.level) for number, one in found if one.level is not None]


@rule(
    "no-word-file",
    "warning",
    "Without a Word file there is nothing to send round, and nothing to publish.",
    "Good practice",
)
def find_no_word_file(reading: Reading) -> Iterator[Fault]:
    """Yield why no Word file can be written, if none can."""
    found = reading.once(see)
    if isinstance(found, ResponderError):
        message = f"No Word file can be written: {found.problem} {found.remedy}".strip()
        yield Fault(message, place=found.place or Place(str(reading.house.word_template)))


@rule(
    "one-title",
    "warning",
    "The title tells people who cannot see the page what it is that they have opened.",
    "WCAG 2.2, 2.4.2 Page Titled",
)
def find_titles(reading: Reading) -> Iterator[Fault]:
    """Yield each title but the first, and a document that has none."""
    for sight in seen(reading):
        headings = _headings_of(sight)
        titles = [number for number, _, level in headings if level == 0]
        if not titles and any(one.text.strip() for _, one in body_of(sight)):
            yield Fault("The response has no title. Let its layout begin with “# ” and one.")
        for number in titles[1:]:
            yield sight.fault("There is a title already, so make this a heading below it.", number)


@rule(
    "file-title",
    "warning",
    "A browser and a screen reader announce a file by the title in its properties.",
    "WCAG 2.2, 2.4.2 Page Titled",
)
def find_untitled_file(reading: Reading) -> Iterator[Fault]:
    """Yield a file whose properties do not name the title that stands in it."""
    for sight in seen(reading):
        if not sight.file.title and any(level == 0 for _, _, level in _headings_of(sight)):
            yield Fault("The properties of the Word file name no title.", place=sight.template)


@rule(
    "heading-order",
    "warning",
    "Screen readers list the headings, and where a level is left out a part seems to be missing.",
    STRUCTURE,
)
def find_skipped_levels(reading: Reading) -> Iterator[Fault]:
    """Yield each heading that stands more than one level below the one before."""
    for sight in seen(reading):
        before = 0
        for number, _, level in _headings_of(sight):
            if level > before + 1:
                message = f"This heading is of level {level}, and the one before of level {before}."
                if not before:
                    message = f"The first heading is of level {level}. Let it be of level 1."
                yield sight.fault(message, number)
            before = level


@rule(
    "empty-heading",
    "warning",
    "A screen reader announces a heading without words, and people look for what it was to say.",
    "WCAG 2.2, 2.4.6 Headings and Labels",
)
def find_empty_headings(reading: Reading) -> Iterator[Fault]:
    """Yield each heading that has no words."""
    for sight in seen(reading):
        for number, one, _ in _headings_of(sight):
            if not one.text.strip():
                yield sight.fault("A heading has no words.", number)


@rule(
    "empty-paragraph",
    "warning",
    "A screen reader says “blank” for each empty paragraph, so let styles make the room.",
    STRUCTURE,
)
def find_empty_paragraphs(reading: Reading) -> Iterator[Fault]:
    """Yield empty paragraphs that do nothing but make room."""
    for sight in seen(reading):
        blank = [
            number
            for number, one in body_of(sight)
            if not (one.text.strip() or one.in_cell or one.needed) and one.level is None
        ]
        if blank:
            many = f"{len(blank)} empty paragraphs make"
            count = many if len(blank) > 1 else "An empty paragraph makes"
            yield sight.fault(f"{count} room between the words. Let a style make it.", blank[0])


@rule(
    "typed-list",
    "warning",
    "Only a real list is announced as one, with the number of its entries.",
    STRUCTURE,
)
def find_typed_lists(reading: Reading) -> Iterator[Fault]:
    """Yield each paragraph, or line of one, that is made an entry of a list by typing."""
    for sight in seen(reading):
        for number, one in body_of(sight):
            if one.in_list or one.in_cell or one.level is not None or one.style.lower() == "quote":
                continue
            for found in TYPED.finditer(one.text):
                sign = found[0].strip()
                message = f"“{sign}” is typed. Make a list: empty lines around it, “- ” or “1. ”."
                end = found.end() - 1
                yield sight.fault(message, number, end - len(sign), end, ours=False)


@rule(
    "table-header",
    "warning",
    "A screen reader repeats the head of its column with each cell, if it is told which row it is.",
    STRUCTURE,
)
def find_tables_without_header(reading: Reading) -> Iterator[Fault]:
    """Yield each table whose first row is not marked as its head."""
    for sight in seen(reading):
        for table in sight.file.tables:
            if not table.has_header:
                yield sight.fault(
                    "The first row of this table is not marked as its head.", table.first
                )


@rule(
    "table-description",
    "warning",
    "A description tells people who cannot see a table whether to listen to it.",
    "WCAG 2.2, 1.1.1 Non-text Content",
)
def find_tables_without_description(reading: Reading) -> Iterator[Fault]:
    """Yield each table that nothing describes."""
    for sight in seen(reading):
        for table in sight.file.tables:
            if not table.description:
                message = "Nothing describes this table. Write “Table: …” below it in the layout."
                yield sight.fault(message, table.first)


@rule(
    "table-cells",
    "warning",
    "A screen reader reads tables cell by cell, and loses its way where they are no plain grid.",
    STRUCTURE,
)
def find_tangled_tables(reading: Reading) -> Iterator[Fault]:
    """Yield tables with merged cells, blank ones, or tables in them."""
    for sight in seen(reading):
        for table in sight.file.tables:
            if table.merged:
                yield sight.fault("Cells of this table are merged. Part them.", table.first)
            if table.nested:
                yield sight.fault("This table stands in a cell of another. Part them.", table.first)
            if table.blanks:
                count = "A cell" if table.blanks == 1 else f"{table.blanks} cells"
                message = f"{count} of this table say nothing. Write “none” or a dash."
                yield sight.fault(message, table.first)


@rule(
    "picture-text",
    "warning",
    "People who cannot see a picture hear the words that describe it, or nothing.",
    "WCAG 2.2, 1.1.1 Non-text Content",
)
def find_undescribed_pictures(reading: Reading) -> Iterator[Fault]:
    """Yield each picture, as of a letterhead, without alternative text."""
    for sight in seen(reading):
        for name in sight.file.pictures:
            message = f"The picture {quote(name)} has no alternative text. Add it in Word."
            yield Fault(message, place=sight.template, excerpt=name)


@rule(
    "link-text",
    "warning",
    "Screen readers list the links, so the words of each must say where it leads.",
    "WCAG 2.2, 2.4.4 Link Purpose (In Context)",
)
def find_vague_links(reading: Reading) -> Iterator[Fault]:
    """Yield each link whose words are an address, or what the house knows to say nothing."""
    vague = {" ".join(one.casefold().split()) for one in read_entries(reading, VAGUE_LINKS, str)}
    for sight in seen(reading):
        for number, start, text in _links_of(sight):
            words = " ".join(text.split()).strip(".,:;!?()[]“”‘’>»…").casefold()
            if ADDRESS.fullmatch(text.strip()):
                message = "This link shows an address. Let its words say what is there."
            elif words in vague:
                message = f"“{text}” does not say where the link leads. Name what is there."
            elif not words:
                message = "This link has no words."
            else:
                continue
            yield sight.fault(message, number, start, start + len(text), ours=False)


def _links_of(sight: Seen) -> Iterator[tuple[int, int, str]]:
    """Yield each link: its paragraph, where in it the link begins, and its words."""
    for number, paragraph in enumerate(sight.file.paragraphs):
        start = 0
        for address, run in groupby(paragraph.words, key=lambda one: one.address):
            text = "".join(one.text for one in run)
            if address is not None:
                yield number, start, text
            start += len(text)


@rule(
    "typed-capitals",
    "warning",
    "Words in capitals are hard to read, and some screen readers spell them out letter by letter.",
    "GOV.UK style guide",
)
def find_typed_capitals(reading: Reading) -> Iterator[Fault]:
    """Yield words in capitals, other than abbreviations; headings have a rule of their own."""
    known = {str(name) for name in reading.mapping("abbreviations")}
    for sight in seen(reading):
        for number, one in body_of(sight):
            for found in CAPITALS.finditer(one.text) if one.level is None else ():
                words = [word for word in found[0].split() if word not in known]
                if sum(len(each) >= SHORTEST and bool(VOWEL.search(each)) for each in words) > 1:
                    message = f"{quote(found[0])} is in capitals. Write it in small letters."
                    yield sight.fault(message, number, *found.span(), ours=False)
