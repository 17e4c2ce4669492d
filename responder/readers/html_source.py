"""The bytes of a saved page → its elements, with nothing fetched and every limit kept."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape, unescape
from html.entities import html5
from itertools import islice
from quopri import decodestring
from typing import TypeAlias

from lxml import etree

from responder.errors import FileError, Place
from responder.readers.charset import decode

Element: TypeAlias = etree._Element

# A response is at most some hundred thousand words. Pictures that a browser puts into the page make
# files of ten times as many bytes; what has more tags and lines than this would take too long and
# too much memory, at 200 bytes and some microseconds for each.
MOST_BYTES = 40_000_000
MOST_MARKUP = 10_000_000  # characters, once the pictures are gone
MOST_TAGS = 600_000  # and lines

CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I
)
CHARSET_WITHIN = 4_096  # bytes from the beginning; browsers look at the first thousand
PICTURE = re.compile(r"""\bdata:[\w/+.;,=-]{0,100}base64,[^"'\s>)]{200,}""")
CONDITION = re.compile(r"<!\[[^>]{0,200}(?<!--)>")  # of Word, and not the end of a comment
# What stands after the end of the page belongs to it all the same, as in browsers.
PAGE_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
NO_TAG = re.compile(r"<(?![A-Za-z/!?])")
REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")

MOST_HEAD = 10_000  # bytes of the headers of a part of a web archive; longer ones take very long
MOST_PAGES = 1_000  # of a web archive: its page and the frames in that
BLANK = re.compile(rb"\r?\n\r?\n")
BODIES: dict[str, Callable[[bytes], bytes]] = {
    "quoted-printable": decodestring,
    "base64": b64decode,
}

END = "the-end-of-the-page"
UNREADABLE = "It cannot be read to its end."
SAVE_AGAIN = "Save the page again, or copy its text into a Word file."


def read_page(data: bytes, file: str, *, archived: bool = False) -> tuple[Element, str]:
    """Return the root of a page and the address it came from, if known, or raise FileError."""
    if len(data) > MOST_BYTES:
        raise FileError(f"It is larger than {MOST_BYTES // 1_000_000} MB.", Place(file), SAVE_AGAIN)
    declared, address = "", ""
    if archived:
        data, declared, address = _unpack(data, file)
    found = CHARSET.search(data[:CHARSET_WITHIN])
    markup = decode(data, declared or (found[1].decode("ascii", "replace") if found else ""))
    markup = PICTURE.sub("data:,", markup)
    _refuse_vast(markup, file)
    saved = SAVED_FROM.search(markup[:CHARSET_WITHIN])
    return _parse(_simplify(markup), file), address or (saved[1] if saved else "")


def _refuse_vast(markup: str, file: str) -> None:
    tags, lines = markup.count("<"), markup.count("\n")
    if tags + lines > MOST_TAGS or len(markup) > MOST_MARKUP:
        held = f"{tags:,} tags, {lines:,} lines, {len(markup):,} characters"
        raise FileError(f"It holds more than a page should: {held}.", Place(file), SAVE_AGAIN)


def _unpack(data: bytes, file: str) -> tuple[bytes, str, str]:
    """Return the page of a web archive (MHTML), its declared charset and its address."""
    # Only heads are parsed: the bodies of the other parts are pictures, and can be vast.
    try:
        outer, body = _split_head(data)
        boundary = outer.get_boundary()
        parts = _parts(body, b"--" + boundary.encode()) if boundary else [data]
        for head, content in map(_split_head, islice(parts, MOST_PAGES)):
            if head.get_content_type() == "text/html":
                decode_body = BODIES.get(str(head["Content-Transfer-Encoding"]).strip().lower())
                address = head["Content-Location"] or outer["Snapshot-Content-Location"] or ""
                return (
                    decode_body(content) if decode_body else content,
                    head.get_content_charset() or "",
                    str(address),
                )
    # The parser of the standard library, too, fails in many ways at headers that are none.
    except Exception as error:
        raise FileError("It is a damaged web archive.", Place(file), SAVE_AGAIN) from error
    raise FileError("It is a web archive without a page.", Place(file), SAVE_AGAIN)


def _parts(body: bytes, mark: bytes) -> Iterator[bytes]:
    """Yield the parts of an archive that say they are pages."""
    start = body.find(mark)
    while start >= 0:
        following = body.find(b"\n" + mark, start)
        end = following if following >= 0 else len(body)
        begin = start + len(mark)
        if b"text/html" in body[begin : min(end, begin + MOST_HEAD)].lower():
            yield body[begin:end].lstrip(b"\r\n")
        start = following + 1 if following >= 0 else -1


def _split_head(part: bytes) -> tuple[EmailMessage, bytes]:
    blank = BLANK.search(part, 0, MOST_HEAD)
    if blank is None and len(part) > MOST_HEAD:
        raise ValueError("a head without end")
    end = blank.end() if blank else len(part)
    return message_from_bytes(part[:end], policy=policy.default), part[end:]


def _simplify(markup: str) -> str:
    """Return markup that every version of the parser reads alike, with the same words."""
    markup = PAGE_END.sub("", CONDITION.sub("", markup))
    markup = NO_TAG.sub("&lt;", markup)
    return REFERENCE.sub(lambda found: escape(_decode_reference(found[0])), markup)


def _decode_reference(reference: str) -> str:
    """Return the character that a reference stands for, or the reference if it stands for none."""
    if reference[1] != "#" and reference[1:] not in html5:
        return reference
    return unescape(reference)


def _parse(markup: str, file: str) -> Element:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    # The parser stops without a word at its limits, and a comment or a script that never ends
    # swallows the rest; so a mark at the end tells whether all was read.
    source = f"{markup}<i id={END}></i>".encode("utf-8", "replace")
    root = etree.fromstring(source, parser)
    ends = [one for one in root.iter("i") if one.get("id") == END]
    around = ends[-1].getparent() if ends else None
    if around is None:
        raise FileError(UNREADABLE + _reason(markup, parser), _place(markup, file), SAVE_AGAIN)
    around.remove(ends[-1])
    if root.find("frameset") is not None:
        problem = "It is only the frame around other pages."
        raise FileError(problem, Place(file), "Save the page that it shows.")
    return root


def _reason(markup: str, parser: etree.HTMLParser) -> str:
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        return " Its elements stand in each other more than 250 deep."
    if any("limit" in entry.message.lower() for entry in parser.error_log):
        return " One of its words or attributes is too long."
    if _unclosed(markup):
        return " A comment in it has no end."
    return " It is broken or cut short."


def _place(markup: str, file: str) -> Place:
    start = _unclosed(markup)
    return Place(file, markup.count("\n", 0, start) + 1) if start else Place(file)


def _unclosed(markup: str) -> int:
    start = markup.rfind("<!--")
    return start if start > markup.rfind("-->") else 0
