"""Web page → Document: the page's text, and apart from it what stands around the text."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from responder.document import Document, Properties, is_safe_link
from responder.readers.html_blocks import gather_loose_items
from responder.readers.html_page import Page
from responder.readers.html_source import Element, read_page
from responder.readers.html_walk import LONGEST_ADDRESS, Walk, differs, language_of
from responder.readers.reading import Changes, Reading
from responder.readers.text import read_paragraphs

# What pages call the day of their publication; a name of the first line says it best.
DATE_NAMES = (
    {"article:published_time", "datepublished", "dcterms.issued", "dc.date.issued"},
    {"dcterms.date", "dc.date", "dcterms.available", "dcterms.created", "dc.date.created"},
)


def read(data: bytes, file: str, changes: Changes = "final", *, archived: bool = False) -> Reading:
    """Return the text of a page, or raise FileError; `archived` tells that it is an MHTML file.

    The words of attributes, such as what describes a picture, are no words of the page.
    """
    root, address = read_page(data, file, archived=archived)
    gather_loose_items(root)
    page = Page(root)
    properties = Properties(
        title=_title(root),
        language=_language(page.main, root),
        date=_publication_date(root, page.main),
    )
    walk = Walk(page, changes, properties.language, _base(root, address))
    blocks = walk.blocks()
    text = _only_plain_text(root)
    if text and blocks:
        blocks = tuple(read_paragraphs(text))
    return Reading(Document(blocks, properties), tuple(walk.left_out()))


def _title(root: Element) -> str:
    return " ".join((root.findtext("head/title") or "").split())


def _language(main: Element, root: Element) -> str:
    """Return the language of a page, in our form of it if it is ours."""
    own = Properties().language
    said = (language_of(element) for element in (main, *main.iterancestors(), root))
    language = next(filter(None, said), "")
    return language if language and differs(language, own) else own


def _base(root: Element, address: str) -> str:
    """Return the address from which the links of a page count, or "" if nothing tells it."""
    links = (link for link in root.iter("link") if link.get("rel") == "canonical")
    said = [*(base.get("href", "") for base in root.iter("base")), address]
    said += [link.get("href", "") for link in links]
    known = (one for one in said if one.startswith("http") and len(one) <= LONGEST_ADDRESS)
    return next(filter(is_safe_link, known), "")


def _only_plain_text(root: Element) -> str:
    """Return the text that a browser showed as it was, if the page holds nothing else."""
    pre = root.find("body/pre")
    shown = root.xpath("count(body/*) = 1 and not(body/text()[normalize-space()])")
    return pre.text or "" if shown and pre is not None and not len(pre) else ""


def _publication_date(root: Element, main: Element) -> datetime.date | None:
    """Return the one day on which a page says that it was published."""
    metas = [(_meta_name(meta), meta.get("content", "")) for meta in root.iter("meta")]
    said = [[content for name, content in metas if name in names] for names in DATE_NAMES]
    said.append([time.get("datetime", "") for time in main.iter("time")])
    days = (set(_days(contents)) for contents in said)
    return next((one.pop() if len(one) == 1 else None for one in days if one), None)


def _meta_name(meta: Element) -> str:
    names = (meta.get(name, "") for name in ("property", "name", "itemprop"))
    return next(filter(None, names), "").strip().lower()


def _days(contents: list[str]) -> Iterator[datetime.date]:
    for content in contents:
        try:
            yield datetime.date.fromisoformat(content.strip()[:10])
        except ValueError:  # no day, or one in another form
            continue
