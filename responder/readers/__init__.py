"""Readers: each turns one kind of file into a Document."""

from __future__ import annotations

from pathlib import Path

from responder.files import read_bytes
from responder.readers.reading import Changes, Reading


def read(path: Path, changes: Changes = "final") -> Reading:
    """Return what a file says, whatever it is called, or raise FileError saying what it is.

    `changes` tells which of the words to read that somebody struck out or put in.
    """
    from responder.readers.kinds import recognise

    data, file = read_bytes(path), str(path)
    # Each reader loads a library of its own, and only one is wanted.
    match recognise(data, file):
        case "word":
            from responder.readers import word

            return word.read_file(data, file, changes)
        case "pdf":
            from responder.readers import pdf

            return pdf.read(data, file)
        case "text":
            from responder.readers import text

            return text.read(data, file)
        case kind:
            from responder.readers import html

            return html.read(data, file, changes, archived=kind == "archive")
