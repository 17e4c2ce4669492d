"""Fields in a Word file: what is shown of them, and what only tells Word how to make it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from responder.readers.word_package import Element, w

FIELD_CHAR = w("fldChar")
KIND = w("fldCharType")
PIECES = re.compile(r'"((?:[^"\\]|\\.)*)"?|(\S+)')


@dataclass(slots=True)
class _Open:
    code: list[str] = field(default_factory=list)
    in_result: bool = False
    link: str = ""


class Fields:
    """Follows the fields of one part while its words are read in their order."""

    def __init__(self, root: Element) -> None:
        # A field that somebody began and nobody ended must not swallow the words behind it.
        self._ended: set[Element] = set()
        begun: list[Element] = []
        for element in root.iter(FIELD_CHAR):
            kind = element.get(KIND)
            if kind == "begin":
                begun.append(element)
            elif kind == "end" and begun:
                self._ended.add(begun.pop())
        self._open: list[_Open] = []
        self._instructions = 0

    def pass_mark(self, element: Element) -> None:
        """Take in the mark at which a field begins, shows its result, or ends."""
        kind = element.get(KIND)
        if kind == "begin":
            if element in self._ended:
                self._open.append(_Open(link=self.link))
                self._instructions += 1
        elif self._open and kind in ("separate", "end"):
            last = self._open[-1]
            if not last.in_result:
                last.in_result = True
                last.link = read_address("".join(last.code)) or last.link
                self._instructions -= 1
            if kind == "end":
                self._open.pop()

    def pass_code(self, text: str) -> None:
        """Take in a piece of an instruction."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].code.append(text)

    @property
    def in_instruction(self) -> bool:
        """Tell whether what comes now is shown to nobody."""
        return self._instructions > 0

    @property
    def link(self) -> str:
        """Return the address that the words which come now lead to, or ""."""
        return self._open[-1].link if self._open else ""


def read_address(code: str) -> str:
    """Return the address outside the file that an instruction links to, or ""."""
    words = [
        (found[1] or "").replace("\\\\", "\\").replace('\\"', '"') if found[2] is None else found[2]
        for found in PIECES.finditer(code)
    ]
    if not words or words[0].upper() != "HYPERLINK" or len(words) < 2:
        return ""
    return "" if words[1].startswith("\\") else words[1]
