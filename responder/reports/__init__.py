"""An inspection report → what it asks for, word for word, as its grammar says that reports do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from responder.document import Document, Heading, text_of
from responder.reports.grammar import Kind, ReportGrammar
from responder.reports.items import (
    LEAST_WORDS,
    Found,
    ReportItem,
    find_addressees,
    merge,
    settle,
)
from responder.reports.lines import ENDS, Grid, Line, lines_of_grid, read_lines
from responder.reports.tables import read_rows

CHAPTER = re.compile(
    r"^(?:(?:chapter|part|section)\s+)?\d{1,2}(?:\.\d{1,2})*[.:]?\s+(?=\D)", re.IGNORECASE
)
SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z“])")
GOES_ON = re.compile(r"(?:[:;,–-]|\b(?:and|to|or|that))$")
MOST_ITEMS = 1_000  # no report asks for more
TYPED_LEVEL = 9  # of a heading that only looks like one
AFTER_LABEL = re.compile(r"\s*(?:[.:–—-]\s*|\t|(?=\()|$|(?<=\s)(?=[A-Z“‘]))")


def _is_sentence(text: str) -> bool:
    return text[-1:] in (".", ":") and len(text.split()) > LEAST_WORDS


def find_items(document: Document, grammar: ReportGrammar) -> list[ReportItem]:
    """Return what a report asks for in its own order, each once; what is doubtful is not sure."""
    finder = _Finder(grammar)
    for line in read_lines(document):
        finder.take(line)
        if len(finder.found) >= MOST_ITEMS:
            break
    return merge([settle(one, grammar) for one in finder.found if one.text])


def find_title(document: Document) -> str:
    """Return the title of a report, as far as its first heading says it."""
    headings = (text_of(one.spans) for one in document.blocks if isinstance(one, Heading))
    return " ".join(next(headings, "").split())


@dataclass
class _Section:
    """A section that lists items."""

    kind: Kind
    level: int
    said: str
    listing: bool = False
    filled: bool = False


@dataclass
class _Finder:
    """Takes the lines of a report one after the other."""

    grammar: ReportGrammar
    found: list[Found] = field(default_factory=list)
    section: _Section | None = None
    aside: int = 0
    contents: int = 0
    muted: bool = False
    announced: Found | None = None  # by a label that its text is to follow
    open: Found | None = None
    paragraph: str = ""
    place: str = ""

    def take(self, line: Line | Grid) -> None:
        """Read one line, or a table."""
        if isinstance(line, Grid):
            if not self._take_table(line):
                for inner in lines_of_grid(line):
                    self.take(inner)
        elif line.heading:
            self._take_heading(line)
        else:
            self._take_line(line)

    def _take_heading(self, line: Line) -> None:
        self.open = None
        title = CHAPTER.sub("", line.text, count=1).rstrip(" :")
        if line.heading <= self.contents:
            self.contents = 0
        if self.contents or self._take_label(line):
            return
        self.announced, self.muted = None, False
        if self.aside and line.heading <= self.aside:
            self.aside = 0
        if self.section and line.heading <= self.section.level:
            self.section = None
        if self.grammar.fits(self.grammar.contents, title):
            self.contents = line.heading
        elif self.grammar.fits(self.grammar.asides, title) and not self.aside:
            self.aside = line.heading
        elif kind := self._kind_of_section(title):
            self.section = _Section(kind, line.heading, title)
        elif self.grammar.fits(self.grammar.ends, title):
            self.muted = True
        elif self.section:
            self.section.said = title
        self.paragraph = ""
        self.place = line.text

    def _kind_of_section(self, title: str) -> Kind | None:
        kinds = self.grammar.kinds
        return next((kind for kind in kinds if self.grammar.fits(kind.sections, title)), None)

    def _take_line(self, line: Line) -> None:
        line, paragraph = self._number(line)
        if self.contents and not paragraph and not _is_sentence(line.text):
            return
        self.contents = 0
        if paragraph:
            self.aside = 0 if self.aside == TYPED_LEVEL else self.aside
            self.open, self.announced, self.muted = None, None, False
            self.paragraph = paragraph
            if self.section and self.section.filled:
                self.section = None
        if self._take_label(line) or (not paragraph and self._take_typed_heading(line)):
            return
        if self.announced:
            self._begin(replace(line, number=""), self.announced)
        elif not self._go_on(line):
            self.open = None
            if line.looks_like_heading and not line.box and not paragraph:
                self.place = line.text
            if not (self.section and not self.muted and self._take_entry(line, paragraph)):
                self._take_sentences(line)

    def _take_typed_heading(self, line: Line) -> bool:
        """Take a line that looks like a heading for one if it says something of what follows."""
        title, grammar = CHAPTER.sub("", line.text, count=1).rstrip(" :"), self.grammar
        short = len(line.text.split()) < LEAST_WORDS and line.text[-1:] not in ENDS
        chapter = short and line.marker == "number" and not line.depth
        if line.box or not (chapter or (not line.marker and line.looks_like_heading)):
            return grammar.fits(grammar.ends, title) and self._end(muted=True)
        if grammar.fits(grammar.contents, title):
            self.contents = TYPED_LEVEL
        elif grammar.fits(grammar.asides, title):
            self.aside = TYPED_LEVEL
        elif grammar.fits(grammar.ends, title):
            return self._end(muted=True)
        elif kind := self._kind_of_section(title):
            self.section = _Section(kind, TYPED_LEVEL, title)
        elif chapter:
            self.section = None
        else:
            return False
        self.paragraph, self.place = "", f"{line.number} {line.text}".strip()
        return self._end(muted=False)

    def _end(self, *, muted: bool) -> bool:
        self.open, self.announced, self.muted = None, None, muted
        return True

    def _number(self, line: Line) -> tuple[Line, str]:
        """Return a line without the number of a paragraph, and that."""
        found = self.grammar.begins(rf"({self.grammar.paragraph})\.?\s+", line.text)
        if not found or line.marker:
            return line, ""
        return replace(line, text=line.text[found.end() :]), found[1]

    def _take_label(self, line: Line) -> bool:
        """Begin an item at a line that announces one, and return whether it does."""
        for kind in self.grammar.kinds:
            for label in kind.labels:
                if item := self._read_label(line, kind, label):
                    self.open, self.muted = None, False
                    if self.section:
                        self.section.filled = True
                    elif self.paragraph:
                        item.paragraphs.append(self.paragraph)
                    rest = line.text[len(item.text) :]
                    item.text = ""
                    if after := AFTER_LABEL.match(rest):
                        rest = rest[after.end() :]
                    if rest := rest.strip():
                        self._begin(replace(line, text=rest), item)
                    else:
                        self.announced = item
                    return True
        return False

    def _read_label(self, line: Line, kind: Kind, label: str) -> Found | None:
        """Return an item whose text is as yet the label that a line begins with."""
        found = self.grammar.begins(rf"(?:{label})(?![\w])", line.text)
        after = AFTER_LABEL.match(line.text, found.end()) if found else None
        if not found or not after:
            return None
        rest = line.text[after.end() :]
        bracket = re.match(r"\(([^)]{2,60})\)\s*[:.–-]?\s*", rest)
        if bracket and not find_addressees(bracket[1], self.grammar):
            bracket = None
        numbered = bool("number" in found.re.groupindex and found["number"])
        asks = numbered and self.grammar.find(self.grammar.demands, rest)
        if rest and not (after[0].strip() or bracket or asks):
            return None  # words of a sentence
        item = Found(kind, found[0], sure=self._is_sure(), place=self.place)
        item.number = found[0].strip() if numbered else ""
        item.said = self.section.said if self.section else ""
        if bracket:
            item.text, item.said = line.text[: after.end() + bracket.end()], bracket[1]
        return item

    def _is_sure(self) -> bool:
        return not self.aside

    def _begin(self, line: Line, item: Found) -> None:
        self.announced = None
        item.text, item.line = line.text, line
        self.found.append(item)
        self.open = item

    def _go_on(self, line: Line) -> bool:
        """Add a line to the item above it if it belongs there, and return whether it does."""
        item, grammar = self.open, self.grammar
        if not item:
            return False
        if found := grammar.begins(grammar.status, line.text):
            item.status = found["status"].strip(" .")
            return True
        if grammar.fits([rf"(?:\s*{grammar.references})+\.?"], line.text):
            item.text += f" {line.text}"
            return True
        if line.marker == "number" and self._is_lead_in(item):
            self.found.remove(item)
            self.open = None
            return False
        boxed = bool(line.box) and line.box == item.line.box
        if line.marker and self._is_part(line, item):
            item.parts.append(line.text)
            return True
        if boxed and not line.marker:
            item.text += f" {line.text}" if not item.parts else ""
            if item.parts:
                item.parts[-1] += f" {line.text}"
            return True
        return False

    def _is_lead_in(self, item: Found) -> bool:
        """Tell whether what was taken for an item says whose the numbered ones below it are."""
        if item.labelled or item.parts or not item.text.endswith(":") or self.section is None:
            return False
        self.section.said = self.place = item.text
        self.section.listing = True
        return True

    def _is_part(self, line: Line, item: Found) -> bool:
        if item.line.box != line.box:
            return False
        if line.depth > item.line.depth and item.line.marker:
            return True
        leads = bool(item.parts) or bool(GOES_ON.search(item.text))
        if not item.line.marker:
            return leads
        return line.marker != item.line.marker and line.depth >= item.line.depth and leads

    def _take_entry(self, line: Line, paragraph: str) -> bool:
        """Take a line of a section as an item, and return whether it is one."""
        section = self.section
        if section is None:
            return False
        asks = bool(self.grammar.find(self.grammar.demands, line.text))
        if line.marker:
            section.listing = True
        elif not line.text or line.looks_like_heading:
            if not paragraph and not asks:
                section.said, self.place = line.text, line.text
                return True
            return False
        elif asks and section.listing and line.text.endswith(":"):
            section.said = self.place = line.text
            return True
        elif not asks or section.listing or (paragraph and not self._opens(line.text)):
            return False
        item = Found(section.kind, said=section.said, place=self.place, sure=self._is_sure())
        item.number = line.number.strip("().") if line.marker == "number" else ""
        item.labelled = bool(line.marker)
        if paragraph:
            item.paragraphs.append(paragraph)
        section.filled = True
        self._begin(line, item)
        return True

    def _opens(self, text: str) -> bool:
        """Tell whether a paragraph begins as an item does that nothing announces."""
        return any(
            self.grammar.begins(sentence, text)
            for kind in self.grammar.kinds
            for sentence in kind.sentences
        )

    def _take_sentences(self, line: Line) -> None:
        """Take sentences that read like items, though nothing announces them, as doubtful."""
        for index, sentence in enumerate(SENTENCE.split(line.text)):
            for kind in self.grammar.kinds:
                if any(self.grammar.begins(one, sentence) for one in kind.sentences):
                    item = Found(kind, place=self.place, sure=False)
                    item.paragraphs += [self.paragraph] if self.paragraph else []
                    self._begin(replace(line, text=sentence), item)
                    if index == 0 and not GOES_ON.search(sentence):
                        self.open = None
                    break

    def _take_table(self, grid: Grid) -> bool:
        """Take the rows of a table for items if its head says so; return whether it does."""
        rows = read_rows(grid, self.grammar, self.section.kind if self.section else None)
        for item in rows or ():
            item.place, item.sure = self.place, self._is_sure()
            self.found.append(item)
        self.open = None
        return rows is not None
