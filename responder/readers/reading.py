"""What every reader returns: the document, and the words of the file that are no part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from responder.document import Document

Changes = Literal["final", "original", "both"]


@dataclass(frozen=True)
class LeftOut:
    """Words of a file that are no part of its text, such as a comment; `kind` names what it is."""

    kind: str
    text: str


@dataclass(frozen=True)
class Reading:
    """A file's document, and in reading order what was left out of it."""

    document: Document
    left_out: tuple[LeftOut, ...] = ()
