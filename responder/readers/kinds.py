"""What kind of file some bytes are, whatever the file is called, and what to do with the others."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from responder.errors import FileError, Place
from responder.readers.charset import decode_raw

Kind = Literal["word", "pdf", "archive", "html", "text"]

SAVE_AS_WORD = "Open it in Word and save it as .docx."
COPY = "Copy its words into a Word file, save that as .docx, and use that."
WEB = "Open it in a web browser and save the page as a complete web page."
SCAN = "It has no words that can be read. Find the text itself, or type it."

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_PART = "word/document.xml"
CONTENT_TYPES = "[Content_Types].xml"

# How files begin that hold no text that could be read here, what they are, and what to do.
STARTS = (
    (b"{\\rtf", "a Rich Text file (.rtf)", SAVE_AS_WORD),
    (b"\x89PNG\r\n", "a picture (PNG)", SCAN),
    (b"\xff\xd8\xff", "a picture (JPEG)", SCAN),
    (b"GIF8", "a picture (GIF)", SCAN),
    (b"II*\0", "a picture (TIFF)", SCAN),
    (b"MM\0*", "a picture (TIFF)", SCAN),
    (b"BM", "a picture (BMP)", SCAN),
    (b"RIFF", "a picture, a sound or a film", SCAN),
    (b"bplist00", "a page saved by Safari (.webarchive)", "Save it as page source (.html)."),
    (b"%!PS", "a PostScript file", "Save it as a PDF."),
    (b"7z\xbc\xaf\x27\x1c", "a packed archive (.7z)", "Unpack it first."),
    (b"Rar!", "a packed archive (.rar)", "Unpack it first."),
    (b"\x1f\x8b", "a packed file (.gz)", "Unpack it first."),
    (b"PK\x05\x06", "an empty zip file", "Is it the right file?"),
    (b"MZ", "a program", "Is it the right file?"),
    (b"\x7fELF", "a program", "Is it the right file?"),
)
PROSE_STARTS = {b"BM", b"MZ", b"RIFF", b"GIF8", b"Rar!"}  # letters, with which a text may begin

# Old Office files name their streams in UTF-16; the first that is found tells what they are.
STREAMS = (
    ("EncryptedPackage", "protected by a password", "Open it and save it without the password."),
    ("__substg1.0_", "an Outlook message (.msg)", COPY),
    ("WordDocument", "a Word file of the old kind (.doc)", SAVE_AS_WORD),
    ("Workbook", "a spreadsheet of the old kind (.xls)", COPY),
    ("PowerPoint Document", "a presentation of the old kind (.ppt)", COPY),
)

# What zip files hold, by a name in them or by their “mimetype”.
MEMBERS = (
    ("xl/", "a spreadsheet", COPY),
    ("ppt/", "a presentation", COPY),
    ("Index/Document.iwa", "an Apple file (Pages, Numbers or Keynote)", "Export it as .docx."),
    ("META-INF/container.xml", "an electronic book (EPUB)", COPY),
)
MIME_TYPES = (
    (
        "opendocument.text",
        "an OpenDocument text (.odt)",
        "Open it in Word or LibreOffice and save it as .docx.",
    ),
    ("opendocument.spreadsheet", "a spreadsheet (.ods)", COPY),
    ("opendocument.presentation", "a presentation (.odp)", COPY),
    ("epub", "an electronic book (EPUB)", COPY),
)

# How XML files begin that are no web pages.
ROOTS = (
    ("pkg:package", "a Word file saved as XML", SAVE_AS_WORD),
    ("w:wordDocument", "a Word file saved as XML", SAVE_AS_WORD),
    ("office:document", "an OpenDocument file saved as XML", SAVE_AS_WORD),
    ("svg", "a picture (SVG)", SCAN),
)

SAMPLE = 100_000  # bytes that tell what a file is
PDF_WITHIN = 1_024  # bytes before a PDF begins, which its readers pass over
JUNK = 0.02  # of a file; text has next to no control characters
CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x7f\ufffd]")

BEGINNING = re.compile(
    r"(?:\s|<!--.*?-->|<\?[^>]*>|<!(?!doctype)[^>]*>)*", re.IGNORECASE | re.DOTALL
)
PAGE = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|link|style|script|main|article|section|header"
    r"|nav|div|p|h[1-6]|ul|ol|dl|table|blockquote|figure|span|a|b|strong|i|em|br|hr|img|font|center"
    r"|form|address|details|aside|pre)(?=[\s/>]))",
    re.IGNORECASE,
)
ELEMENT_ENDS = re.compile(r"</(?:p|li|h[1-6]|div|ul|ol|table|strong|em|a)\s*>", re.IGNORECASE)
ROOT = re.compile(r"<([A-Za-z][\w:.-]*)")
MAIL_HEADERS = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*){2,}\n")
MIME = re.compile(r"^mime-version:", re.IGNORECASE | re.MULTILINE)
RELATED = re.compile(
    r"^content-type:\s*(?:multipart/related|text/html)", re.IGNORECASE | re.MULTILINE
)


def recognise(data: bytes, file: str) -> Kind:
    """Return the kind of file that bytes are, or raise FileError saying what they are instead."""
    if not data.strip(b"\0 \t\r\n\x0c"):
        raise FileError("It is empty.", Place(file), "Is it the right file?")
    if data.startswith(ZIP):
        return _look_into_zip(data, file)
    if data.startswith(OLE):
        raise _refuse_old_office(data, file)
    sample = decode_raw(data[:SAMPLE]).replace("\r\n", "\n")
    junk = len(CONTROLS.findall(sample)) > JUNK * len(sample)
    for start, what, remedy in STARTS:
        if data.startswith(start) and (junk or start not in PROSE_STARTS):
            raise _refusal(what, remedy, file)
    if b"%PDF-" in data[:PDF_WITHIN]:
        return "pdf"
    if data[4:8] == b"ftyp":
        raise _refusal("a picture or a film", SCAN, file)
    if junk:
        raise FileError("It is no text, nor any other file that can be read.", Place(file), COPY)
    return _look_into_text(sample, file)


def _look_into_zip(data: bytes, file: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            mime = archive.read("mimetype")[:200] if _is_small(archive, "mimetype") else b""
    # A damaged file can fail in as many ways as there are fields in it.
    except Exception as error:
        problem = "It is a Word file or another zip file, but it is damaged or cut short."
        raise FileError(problem, Place(file), "Get it again from where it came from.") from error
    for name, what, remedy in MIME_TYPES:
        if name.encode() in mime:
            raise _refusal(what, remedy, file)
    if WORD_PART in names:
        return "word"
    for start, what, remedy in MEMBERS:
        if any(name.startswith(start) for name in names):
            raise _refusal(what, remedy, file)
    if CONTENT_TYPES in names:
        return "word"
    raise _refusal("a zip file of other files", "Unpack it first.", file)


def _is_small(archive: zipfile.ZipFile, name: str) -> bool:
    """Tell whether a zip file has a member that cannot fill the memory."""
    return name in archive.namelist() and archive.getinfo(name).file_size < SAMPLE


def _refuse_old_office(data: bytes, file: str) -> FileError:
    for name, what, remedy in STREAMS:
        if name.encode("utf-16-le") in data:
            return _refusal(what, remedy, file)
    return _refusal("an Office file of the old kind", SAVE_AS_WORD, file)


def _look_into_text(sample: str, file: str) -> Kind:
    headers = MAIL_HEADERS.match(sample)
    if headers and MIME.search(headers[0]):
        if RELATED.search(headers[0]):
            return "archive"
        raise _refusal("an email", COPY, file)
    start = BEGINNING.match(sample)
    rest = sample[start.end() :] if start else sample
    if PAGE.match(rest):
        return "html"
    root = ROOT.match(rest)
    if root:
        for name, what, remedy in ROOTS:
            if root[1] == name:
                raise _refusal(what, remedy, file)
    if sample.lstrip().startswith("<?xml"):
        raise _refusal("an XML file that is no web page", WEB, file)
    return "html" if len(ELEMENT_ENDS.findall(sample)) > 1 else "text"


def _refusal(what: str, remedy: str, file: str) -> FileError:
    return FileError(f"It is {what}.", Place(file), remedy)
