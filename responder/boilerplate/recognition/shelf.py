"""The words of a library's files, by which those are picked that are worth a closer look."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from responder.boilerplate import Library, likeness
from responder.boilerplate.recognition.typed import Typed
from responder.errors import ResponderError
from responder.files import read_text

FRONT_END = re.compile(r"^---[ \t\r]*$", re.MULTILINE)
ADDRESS = re.compile(r"\]\([^()\s]*\)")
SIGN = r"(?:[-+*]|[0-9]{1,9}[.)])[ \t]"  # of an item in a list
LINE_END = re.compile(rf"\n\s*\n[ \t]*(?:{SIGN})?|\n[ \t]*{SIGN}")
ENDING = re.compile(r"(\{\{[^{}]*\}\})\w+")  # of a word that a slot begins
MOST_HOLDERS = 50  # paragraphs with the same words in a row; if more have them, they tell nothing
NEARLY_ALL = 0.6  # of the words in a row; Markdown may keep some apart that are printed as one


@dataclass(frozen=True)
class File:
    """A snippet's file: its words in a row, or all its words if nowhere enough stand in a row."""

    path: Path
    shingles: array[int]
    words: frozenset[str]


@dataclass(frozen=True)
class Hit:
    """A file that has words in common with some paragraphs, and in how many places with each."""

    file: File
    paragraphs: Counter[int]
    common: int

    @property
    def whole(self) -> bool:
        """Tell whether all that the file prints may stand in the paragraphs."""
        return self.common >= NEARLY_ALL * len(self.file.shingles)


def read_files(library: Library) -> Iterator[File]:
    """Yield the files of a library, but for those that cannot be read."""
    for path in sorted(library.files()):
        with suppress(ResponderError):
            body = FRONT_END.split(read_text(path), 2)[-1]
            lines = LINE_END.split(ENDING.sub(r"\1", ADDRESS.sub("]", f"\n{body}")))
            words = [likeness.read_words(line) for line in lines]
            known = set().union(*words)
            slots = set(filter(likeness.is_slot, known))
            rows = set().union(*map(likeness.list_shingles, words))
            fixed = array("q", [hash(row) for row in rows if slots.isdisjoint(row)])
            yield File(path, fixed, frozenset() if fixed else frozenset(known - slots))


def find_hits(files: Iterable[File], typed: Typed) -> list[Hit]:
    """Return the files that have words in a row in common with some paragraphs."""
    holders: dict[int, list[int]] = defaultdict(list)
    for paragraph, shingles in enumerate(typed.shingles):
        for shingle in shingles:
            holders[hash(shingle)].append(paragraph)
    rows = frozenset(holders)
    words = {word for text in typed.words for word in text.words}
    found = []
    for file in files:
        common = rows.intersection(file.shingles)
        if common or (file.words and file.words <= words):
            telling = (held for row in common if len(held := holders[row]) <= MOST_HOLDERS)
            counts = Counter(paragraph for held in telling for paragraph in held)
            found.append(Hit(file, counts, len(common)))
    return found
