"""PDF → Document, by the library of the extra “pdf”, in a process that may fail by itself."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from responder.document import Document, Properties, spans_of
from responder.errors import FileError, Place
from responder.readers.pdf_layout import lay_out
from responder.readers.reading import Reading

PAGES = Path(__file__).with_name("pdf_pages.py")
MOST_SECONDS = 20  # a report of 200 pages takes two
LIBRARY = "pypdfium2"
OTHERWISE = "save the report as Word or text, and name that file instead."
REFUSALS = {
    "protected": (
        "The PDF is protected by a password.",
        "Open it, print it to a new PDF or save it without the password, and name that file.",
    ),
    "damaged": (
        "This is no PDF that can be read; it may be damaged.",
        f"Fetch it again, or open it and {OTHERWISE}",
    ),
    "long": (
        "It has more pages or words than any report.",
        "Is it the right file? If so, save the part that matters as a PDF of its own.",
    ),
}


def read(data: bytes, file: str) -> Reading:
    """Return what a PDF holds, or raise FileError naming the file and saying what to do."""
    if importlib.util.find_spec(LIBRARY) is None:
        # The extra “pdf” names it too, but where that is to be had from, the program cannot know.
        remedy = f"Install it with “pip install {LIBRARY}”, or {OTHERWISE}"
        raise FileError("Reading a PDF needs one more library.", Place(file), remedy)
    found = _read_pages(data, file)
    if "refused" in found:
        problem, remedy = REFUSALS[found["refused"]]
        raise FileError(problem, Place(file), remedy)
    blocks, left_out = lay_out(found["pages"])
    document = Document(blocks, Properties(title=found["title"]))
    if not any(span.text.strip() for span in spans_of(document.blocks)):
        raise FileError(
            "No text is found in this PDF: its pages are pictures, as a scanner makes them.",
            Place(file),
            "Ask for the file that it was made from, or let a program for reading scanned pages "
            "(OCR) make text of it.",
        )
    return Reading(document, left_out)


def _read_pages(data: bytes, file: str) -> dict[str, Any]:
    """Return what the other process found, whatever the file does to it."""
    # -P keeps the modules beside that file from hiding those of Python that have the same names.
    command = [sys.executable, "-P", str(PAGES)]
    try:
        done = subprocess.run(  # noqa: S603 - it is our own file, and the data go to its input
            command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        problem = f"It could not be read within {MOST_SECONDS} seconds."
        remedy = f"It may be damaged. Open it and {OTHERWISE}"
        raise FileError(problem, Place(file), remedy) from None
    except OSError as error:
        problem = f"The program for reading PDFs cannot be started: {error.strerror}."
        raise FileError(problem, Place(file), f"Else {OTHERWISE}") from None
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        problem, remedy = REFUSALS["damaged"]
        raise FileError(problem, Place(file), remedy) from None
    return found
