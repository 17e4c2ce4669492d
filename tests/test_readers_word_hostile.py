"""Reading Word files that are broken or built to do harm: a clear refusal, soon, and no more."""

import contextlib
import io
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from responder.document import Paragraph, Span
from responder.errors import FileError, ResponderError
from responder.readers import word_package
from responder.readers.reading import Changes, Reading
from responder.readers.word import read_file
from tests.strategies import UNHURRIED
from tests.word_packages import (
    cell,
    item,
    numbering,
    p,
    package,
    r,
    root,
    row,
    style,
    table,
    unzipped,
    zipped,
)

FILES = sorted((Path(__file__).parent / "harvest/word").glob("*.docx"))
MANY = 30_000
DECENT = 20  # seconds of the processor, many times what each takes; with the square, it is minutes


def refusal(data: bytes) -> str:
    with pytest.raises(FileError) as caught:
        read_file(data, "x.docx")
    assert str(caught.value).startswith("x.docx: ")
    return str(caught.value)


def read_or_refuse(data: bytes, changes: Changes = "final") -> None:
    with contextlib.suppress(ResponderError):
        assert isinstance(read_file(data, "x.docx", changes), Reading)


@pytest.mark.parametrize(
    ("start", "problem"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Word file"),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        (b"{\\rtf1 words}", "RTF file"),
        (b"%PDF-1.7", "PDF file"),
        (b"\xef\xbb\xbf<html><body>words</body></html>", "web page or an XML file"),
        (b"words", "not a Word file"),
        (b"", "not a Word file"),
    ],
)
def test_a_file_of_another_kind_is_named(start: bytes, problem: str) -> None:
    assert problem in refusal(start)


def test_other_files_that_are_archives_are_named() -> None:
    kind = "application/vnd.oasis.opendocument.text"
    assert "OpenDocument" in refusal(zipped({"mimetype": kind, "content.xml": "<x/>"}))
    assert "not a Word document" in refusal(zipped({"xl/workbook.xml": "<workbook/>"}))
    assert "not a Word document" in refusal(zipped({}))


def test_an_archive_with_a_password_is_refused() -> None:
    data = bytearray(package(p("words")))
    for sign, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = -1
        while (at := data.find(sign, at + 1)) >= 0:
            data[at + place] |= 1
    assert "password" in refusal(bytes(data))


def test_two_parts_of_one_name_are_refused_if_they_differ() -> None:
    stream = io.BytesIO(package(p("words")))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", root("document", "<w:body/>"))
    assert "two parts" in refusal(stream.getvalue())


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    bomb = package("", others={"word/document.xml": b" " * 201_000_000})
    assert "more than a Word file should hold" in refusal(bomb)


def test_what_an_archive_says_of_its_sizes_is_not_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(word_package, "MOST_BYTES", 100_000)
    data = bytearray(package("", others={"word/document.xml": b" " * 1_000_000}))
    size = (1_000_000).to_bytes(4, "little")
    assert data.count(size) == 2
    refusal(bytes(data.replace(size, (10).to_bytes(4, "little"))))


@pytest.mark.parametrize(
    "body",
    [
        "<w:sdt><w:sdtContent>" * MANY + p("x") + "</w:sdtContent></w:sdt>" * MANY,
        "<w:tbl><w:tr><w:tc>" * MANY + p("x") + "</w:tc></w:tr></w:tbl>" * MANY,
        f"<w:p>{'<w:ins>' * MANY}{r('x')}{'</w:ins>' * MANY}</w:p>",
    ],
    ids=["controls", "tables", "changes"],
)
def test_what_is_nested_too_deeply_is_refused(body: str) -> None:
    assert "nested too deeply" in refusal(package(body))


@pytest.mark.parametrize(
    "body",
    [
        "<w:sdt><w:sdtContent>" * 110 + p("x") + "</w:sdtContent></w:sdt>" * 110,
        ("<w:tbl><w:tr><w:tc>" + p("a") + "</w:tc><w:tc>") * 80
        + p("x")
        + "</w:tc></w:tr></w:tbl>" * 80,
        "<w:p><w:r><w:txbxContent>" * 75 + p("x") + "</w:txbxContent></w:r></w:p>" * 75,
        f"<w:p>{'<w:ins>' * 240}{r('x')}{'</w:ins>' * 240}</w:p>",
    ],
    ids=["controls", "tables", "boxes", "changes"],
)
def test_what_is_nested_as_deeply_as_can_be_is_read(body: str) -> None:
    assert read_file(package(body), "x").document.blocks


def fields(*kinds: str) -> str:
    return "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)


VAST: dict[str, Callable[[], bytes]] = {
    "paragraphs": lambda: package(p(r("Some words of it", '<w:b/><w:sz w:val="24"/>')) * MANY),
    "runs": lambda: package(p(r("words ") * MANY)),
    "runs of two looks": lambda: package(p((r("words ") + r("x", "<w:b/>")) * (MANY // 2))),
    "items": lambda: package(item("a") * MANY, {"numbering": numbering(("lowerRoman", "%1"))}),
    "empty elements": lambda: package("<w:p/>" * 3_000_000),
    "cells": lambda: package(table(row("<w:tc/>" * MANY), row(cell(p("a"))) * 1000)),
    "wide cells": lambda: package(table(row(cell(p("a"), look='<w:gridSpan w:val="63"/>')) * 9000)),
    "open fields": lambda: package(p(fields("begin") * MANY, r("x"), fields("end") * MANY)),
    "results": lambda: package(
        p(fields("begin", "separate") * (MANY // 2), r("x") * (MANY // 2), fields("end") * MANY)
    ),
    "joined": lambda: package(p("x", look="<w:rPr><w:del/></w:rPr>") * MANY),
    "styles": lambda: package(
        "".join(p("x", style=f"s{n}") for n in range(10_000)),
        {
            "styles": root(
                "styles",
                "".join(
                    style(f"s{n}", f"n{n}", f'<w:basedOn w:val="s{n + 1}"/>') for n in range(10_000)
                ),
            )
        },
    ),
    "styles of one that says much": lambda: package(
        "".join(p("x", style=f"s{n}") for n in range(5_000)),
        {
            "styles": root(
                "styles",
                style("b", "b", f"<w:rPr>{'<w:b/>' * 100_000}</w:rPr>")
                + "".join(style(f"s{n}", f"n{n}", '<w:basedOn w:val="b"/>') for n in range(5_000)),
            )
        },
    ),
    "lists of one that says much": lambda: package(
        "".join(item("x", n) for n in range(5_000)),
        {
            "numbering": numbering(
                ("decimal", f'"/>{"<w:x/>" * 100_000}<w:x w:val="'),
                lists="".join(
                    f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>'
                    for n in range(5_000)
                ),
            )
        },
    ),
    "tables in tables": lambda: package(
        ("<w:tbl><w:tr><w:tc>" + p("a") + "</w:tc><w:tc>") * 70
        + p("x") * 5_000
        + "</w:tc></w:tr></w:tbl>" * 70
    ),
    "comments": lambda: package(
        "".join(p("x", f'<w:r><w:commentReference w:id="{n}"/></w:r>') for n in range(MANY // 5)),
        {
            "comments": root(
                "comments",
                "".join(f'<w:comment w:id="{n}">{p("c")}</w:comment>' for n in range(MANY // 5)),
            )
        },
    ),
    "one text": lambda: package(p("word " * 3_000_000)),
}


@pytest.mark.parametrize("name", VAST)
def test_a_vast_file_is_read_or_refused_soon(name: str) -> None:
    data = VAST[name]()
    start = time.process_time()
    read_or_refuse(data)
    assert time.process_time() - start < DECENT


def test_styles_and_lists_that_follow_themselves_are_read() -> None:
    styles = root(
        "styles",
        style("a", "A", '<w:basedOn w:val="b"/>') + style("b", "B", '<w:basedOn w:val="a"/>'),
    )
    links = (
        '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="X"/><w:numStyleLink w:val="X"/>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    data = package(
        p("words", style="a") + item("one"),
        {"styles": styles, "numbering": root("numbering", links)},
    )
    assert len(read_file(data, "x").document.blocks) == 2


def test_a_label_longer_than_any_number_is_refused() -> None:
    part = numbering(("decimal", "%1" + "x" * 1_000_000))
    assert "number" in refusal(package(item("a") * 20, {"numbering": part}))


def test_words_of_a_comment_are_told_once_whatever_stands_in_what() -> None:
    inner = p("one", "<w:txbxContent>" + p("two") + "</w:txbxContent>")
    comments = root("comments", f'<w:comment w:id="1">{inner}</w:comment>')
    (left,) = read_file(package(p("x"), {"comments": comments}), "x").left_out
    assert left.text.split() == ["one", "two"]


def test_letters_of_a_huge_number_do_not_fill_the_memory() -> None:
    part = numbering(("lowerLetter", "%1.")).replace('start w:val="1"', 'start w:val="2147483000"')
    (found,) = read_file(package(item("a"), {"numbering": part}), "x").document.blocks
    assert found == Paragraph((Span("2147483000. a"),))


@pytest.mark.parametrize("number", ["x", "9" * 6000, str(2**40), "1.5"])
def test_a_number_that_is_none_is_refused(number: str) -> None:
    look = f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr>'
    assert "number" in refusal(package(p("a", look=look)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_part_in_another_encoding_is_read_if_it_says_so(encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>'
    xml += root("document", f"<w:body>{p('café')}</w:body>")
    data = package("", others={"word/document.xml": xml.encode(encoding)})
    assert read_file(data, "x").document.blocks == (Paragraph((Span("café"),)),)


def test_a_part_in_an_encoding_that_it_does_not_tell_is_refused() -> None:
    xml = root("document", f"<w:body>{p('café')}</w:body>").encode("latin-1")
    assert "damaged" in refusal(package("", others={"word/document.xml": xml}))


@UNHURRIED
@given(
    path=st.sampled_from(FILES),
    changes=st.sampled_from(["final", "original", "both"]),
    edits=st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from(["flip", "cut", "double"]), st.integers(1, 255)),
        min_size=1,
        max_size=4,
    ),
)
def test_a_file_with_changed_bytes_is_read_or_refused(
    path: Path, changes: Changes, edits: list[tuple[float, str, int]]
) -> None:
    data = bytearray(path.read_bytes())
    for place, kind, number in edits:
        _spoil(data, int(place * (len(data) - 1)), kind, number)
    read_or_refuse(bytes(data), changes)


@UNHURRIED
@given(
    path=st.sampled_from(FILES),
    changes=st.sampled_from(["final", "original", "both"]),
    part=st.sampled_from(["document", "numbering", "styles", "footnotes", "comments"]),
    edits=st.lists(
        st.tuples(st.integers(0), st.sampled_from(["cut", "double", "move", "rename", "value"])),
        min_size=1,
        max_size=6,
    ),
)
def test_a_file_with_elements_out_of_place_is_read_or_refused(
    path: Path, changes: Changes, part: str, edits: list[tuple[int, str]]
) -> None:
    entries = unzipped(path.read_bytes())
    name = f"word/{part}.xml"
    if name not in entries:
        return
    tree = etree.fromstring(entries[name])
    for seed, kind in edits:
        _misplace(tree, random.Random(seed), kind)
    entries[name] = etree.tostring(tree)
    read_or_refuse(zipped(entries), changes)


def _spoil(data: bytearray, at: int, kind: str, number: int) -> None:
    if kind == "flip" and data:
        data[at] ^= number
    elif kind == "cut":
        del data[at : at + number]
    elif kind == "double":
        data[at:at] = data[at : at + number]


def _misplace(tree: etree._Element, chance: random.Random, kind: str) -> None:
    elements = list(tree.iter())[1:]
    one, other = chance.choice(elements or [tree]), chance.choice(elements or [tree])
    home = one.getparent()
    if kind == "cut" and home is not None:
        home.remove(one)
    elif kind == "double" and home is not None:
        one.addnext(etree.fromstring(etree.tostring(one)))
    elif kind == "move" and one not in (other, *other.iterancestors()):
        other.append(one)
    elif kind == "rename":
        one.tag = other.tag
    elif kind == "value" and one.attrib:
        one.set(chance.choice(list(one.attrib)), chance.choice(["", "-1", "999999999", "x"]))
