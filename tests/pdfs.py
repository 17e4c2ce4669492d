"""PDFs made by hand, as no program makes them, to see what comes of reading them."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

FONT = b"<</Type/Font/Subtype/Type1/Encoding/WinAnsiEncoding/BaseFont/%s>>"


def write_pdf(objects: Sequence[bytes], root: int = 1) -> bytes:
    """Return a PDF of numbered objects, the first of them 1."""
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    count = len(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % count + table
    return data + b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, root, start)


def stream(content: bytes, filters: int = 1) -> bytes:
    """Return a stream, compressed so many times."""
    for _ in range(filters):
        content = zlib.compress(content, 9)
    names = b" ".join([b"/FlateDecode"] * filters)
    head = b"<</Length %d/Filter[%s]>>" % (len(content), names)
    return head + b"\nstream\n" + content + b"\nendstream"


def write_pages(pages: Sequence[bytes], more: Mapping[str, bytes] | None = None) -> bytes:
    """Return a PDF whose pages have such contents, with more entries for its catalogue."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages)))
    extra = b"".join(b"/%s %s" % (name.encode(), value) for name, value in (more or {}).items())
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % extra,
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
        FONT % b"Helvetica",
        FONT % b"Helvetica-Bold",
    ]
    for number, content in enumerate(pages):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>" % (6 + 2 * number)
        )
        objects.append(stream(content))
    return write_pdf(objects)


def write_words(*lines: tuple[float, float, float, str], font: str = "F1") -> bytes:
    """Return the content of a page: words, each with its place from the left and foot, and size."""
    return b"\n".join(
        b"BT /%s %g Tf %g %g Td (%s) Tj ET"
        % (font.encode(), size, left, up, words.encode("cp1252"))
        for left, up, size, words in lines
    )
