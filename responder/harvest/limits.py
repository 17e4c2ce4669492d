"""How long a document may be that is to be read as a response."""

from __future__ import annotations

from dataclasses import dataclass

from responder.document import lines_of, text_of
from responder.errors import FileError, Place
from responder.readers.reading import Reading

MOST_LINES = 3_000  # some times as many as the longest response with an annex
MOST_CHARACTERS = 1_000_000
LONGEST_LINE = 20_000  # characters; the patterns of a grammar take their time on longer ones
MOST_DRAFTED = 20_000  # lines of all drafts of one document; of a published response, some 2,000


@dataclass
class Effort:
    """How many lines may still be drafted while a document is read, to find the best answers."""

    lines: int = MOST_DRAFTED

    @property
    def is_spent(self) -> bool:
        """Tell whether the best answers so far must do."""
        return self.lines <= 0


def refuse_endless(reading: Reading, file: str) -> None:
    """Raise FileError if a document is too long for any response, and would be read for hours."""
    lengths = [len(text_of(line)) for block in reading.document.blocks for line in lines_of(block)]
    if (
        len(lengths) > MOST_LINES
        or sum(lengths) > MOST_CHARACTERS
        or max(lengths, default=0) > LONGEST_LINE
    ):
        raise FileError("It is longer than any response.", Place(file), "Is it the right file?")
