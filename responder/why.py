"""Where words of a draft come from: the chain from template line to past response."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from responder.document import Document, Source, Span, lines_of
from responder.errors import ResponderError
from responder.questions import long_date

# What people type from a printed page: straight or curly quotation marks, any white space.
SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "\u00a0": " ", "\n": " "})


@dataclass(frozen=True)
class Trace:
    """Some words of the document and their source."""

    text: str
    source: Source | None


def explain(document: Document, phrase: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the pieces of a phrase with the links of their chains, each pair only once."""
    found = trace(document, phrase)
    yield from dict.fromkeys((one.text.strip(), tuple(describe(one.source))) for one in found)


def trace(document: Document, phrase: str) -> list[Trace]:
    """Return the pieces of each occurrence of a phrase, or raise an error if there is none."""
    pattern = r"\s+".join(re.escape(word) for word in phrase.translate(SAME).split())
    if not pattern:
        raise ResponderError("There is nothing to look for.", remedy="Give some words.")
    spans = list(_spread(document))
    text = "".join(span.text for span in spans).translate(SAME)
    whole = re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
    found = list(whole) or list(re.finditer(pattern, text, re.IGNORECASE))
    if not found:
        problem = f"The draft does not hold the words “{phrase}”."
        raise ResponderError(problem, remedy="Copy a few words from it, as they stand there.")
    return [piece for one in found for piece in _cut(spans, *one.span())]


def _spread(document: Document) -> Iterator[Span]:
    """Yield every span, with a space between lines so that a phrase may run across them."""
    for block in (*document.marking, *document.blocks):
        for line in lines_of(block):
            yield from line
            yield Span("\n")


def _cut(spans: list[Span], start: int, end: int) -> Iterator[Trace]:
    offset = 0
    for span in spans:
        piece = span.text[max(0, start - offset) : max(0, end - offset)]
        if piece.strip():
            yield Trace(piece, span.source)
        offset += len(span.text)


def describe(source: Source | None) -> Iterator[str]:
    """Yield the links of a source's chain, from the template to the past response."""
    if source is None:
        return
    if source.template:
        yield f"template  {source.template}"
    if source.path.startswith("house."):
        yield f"house     {source.path}"
    elif source.path:
        yield f"answer    {source.answer or 'not in the file'}  {source.path}"
    if cited := source.citation:
        place = source.snippet or cited.place
        link = "adapted " if cited.adapted else "snippet "
        yield f"{link}  {place}  {cited.label}, “{cited.title}”"
        starts = [f"from {long_date(cited.valid_from)}"] if cited.valid_from else []
        ends = [f"until {long_date(cited.valid_until)}"] if cited.valid_until else []
        yield f"valid     {' '.join(starts + ends) or 'at any time'}"
        for origin in cited.origins:
            yield f"origin    {origin}"
