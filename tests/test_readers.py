"""Choosing the reader of a file by what it holds, and refusing what no reader can read."""

import io
import random
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.document import Document, Paragraph, Span, spans_of, text_of
from responder.errors import FileError
from responder.readers import kinds, read
from responder.readers.reading import Changes
from responder.writers import html, text, word
from tests.strategies import UNHURRIED

ROOT = Path(__file__).parent.parent
WORDS = Document((Paragraph((Span("Some words"),)),))
WORD_FILE = word.write(WORDS, ROOT / "templates" / "house.docx")
NAMES = ["past.docx", "past.html", "past.txt", "past.pdf", "past"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def saved(folder: Path, data: bytes, name: str = "past.docx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def zipped(members: Mapping[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "data",
    [WORD_FILE, html.write(WORDS).encode(), text.write(WORDS).encode()],
    ids=["word", "html", "text"],
)
def test_a_file_is_read_by_what_it_holds_whatever_it_is_called(
    tmp_path: Path, data: bytes, name: str
) -> None:
    assert read(saved(tmp_path, data, name)).document.blocks == WORDS.blocks


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xef\xbb\xbf<!DOCTYPE html>\n<title>x</title>", "html"),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE html PUBLIC 'x' 'y'><html>", "html"),
        (b"<!-- saved from url=(1)x -->\n<HTML><BODY>x", "html"),
        ("<p>é</p>".encode("utf-16"), "html"),
        (b"words, then <p>one</p><p>two</p>", "html"),
        (b"<div\nclass=x>words</div>", "html"),
        (b"1 < 2 and <b>", "text"),
        (b"<pending> words </pending>", "text"),
        (b"BMW and MZ are words", "text"),
        (b"MIME-Version is a header", "text"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ta=b\r\n\r\n", "archive"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\r\n%PDF-1.4\n", "pdf"),
        (zipped({"word/document.xml": ""}), "word"),
        (zipped({"[Content_Types].xml": "", "parts/main.xml": ""}), "word"),
    ],
)  # fmt: skip
def test_the_kind_of_a_file_is_seen_in_its_bytes(data: bytes, kind: str) -> None:
    assert kinds.recognise(data, "past") == kind


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "It is empty"),
        (b"\n \n", "It is empty"),
        (b"\0" * 5_000, "It is empty"),
        (OLE + "WordDocument".encode("utf-16-le"), r"\(\.doc\)\. Open it in Word and save it"),
        (OLE + "Workbook".encode("utf-16-le"), "spreadsheet"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (OLE + "__substg1.0_".encode("utf-16-le"), "Outlook message"),
        (OLE, "Office file of the old kind"),
        (rb"{\rtf1\ansi words}", r"Rich Text file \(\.rtf\)\. Open it in Word"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), r"\(\.odt\)\. Open it"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "spreadsheet"),
        (zipped({"mimetype": "application/epub+zip"}), "EPUB"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "It is a spreadsheet"),
        (zipped({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), "It is a presentation"),
        (zipped({"Index/Document.iwa": ""}), "Apple file"),
        (zipped({"letter.docx": ""}), "zip file of other files. Unpack it first"),
        (zipped({}), "empty zip file"),
        (zipped({"word/document.xml": "x" * 1_000})[:200], "damaged or cut short"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a picture"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "a picture"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "a picture or a film"),
        (b"GIF89a" + bytes(range(32)) * 9, "a picture"),
        (b"bplist00" + b"x" * 90, r"Safari \(\.webarchive\)"),
        (b"\x1f\x8b\x08" + b"x" * 90, "Unpack it first"),
        (b"MZ" + bytes(range(32)) * 9, "a program"),
        (random.Random(1).randbytes(100_000), "It is no text"),
        (bytes(range(256)) * 20, "It is no text"),
        (b"<?xml version='1.0'?><w:wordDocument xmlns:w='x'/>", "Word file saved as XML"),
        (b"<?xml version='1.0'?><pkg:package xmlns:pkg='x'/>", "Word file saved as XML"),
        (b"<?xml version='1.0'?><rss><title>x</title></rss>", "XML file that is no web page"),
        (b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "an XML file"),
        (b"<svg xmlns='x'><text>words</text></svg>", "a picture"),
        (b"From: x\nMIME-Version: 1.0\nContent-Type: text/plain\n\nwords", "It is an email"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_what_to_do(
    tmp_path: Path, data: bytes, what: str
) -> None:
    path = saved(tmp_path, data)
    with pytest.raises(FileError, match=what) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: It ")
    assert str(caught.value).endswith((".", "?"))


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="There is no such file"):
        read(tmp_path / "past.docx")
    with pytest.raises(FileError, match="This is a folder"):
        read(tmp_path)


def test_a_word_file_of_another_program_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Some words")
    document.save(str(tmp_path / "past.html"))
    assert text_of(spans_of(read(tmp_path / "past.html").document.blocks)) == "Some words"


@pytest.mark.parametrize(("changes", "words"), [("final", "a new"), ("original", "a old")])
def test_changes_are_read_as_asked(tmp_path: Path, changes: Changes, words: str) -> None:
    path = saved(tmp_path, b"<p>a <del>old</del><ins>new</ins></p>")
    assert text_of(spans_of(read(path, changes).document.blocks)) == words


@UNHURRIED
@given(
    data=st.binary(max_size=300),
    start=st.sampled_from(
        [b"", b"<p>", b"PK\3\4", b"{", b"From: a\nMIME-Version: 1\nContent-Type: text/html\n\n"]
    ),
)
def test_any_bytes_are_read_or_refused_as_a_file(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, start: bytes
) -> None:
    path = saved(tmp_path_factory.getbasetemp(), start + data)
    with suppress(FileError):
        read(path)
