"""Findings as remarks at the words of a draft."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from responder.document import Document, Heading, Remark, Source, Spans, lines_of, text_of
from responder.errors import Finding, Place, Spot

SEVERITIES = ("error", "warning")  # of the findings that a draft shows; the rest is advice
LAST_STEP = re.compile(r"(\.?[^.\[\]]+|\[\d+\])$")  # of the path to an answer


def make_remarks(findings: Iterable[Finding], document: Document) -> Iterator[Remark]:
    """Yield a remark for each error and warning, at the words of a document that it is about."""
    lines = [line for block in document.blocks for line in lines_of(block)]
    title = next((spot for spot in _list_titles(document)), Spot(0, 0, 0))
    for finding in findings:
        if finding.severity in SEVERITIES:
            spot = finding.spot or _find_spot(finding, lines) or title
            yield Remark(spot.line, spot.start, spot.end, tuple(_say(finding)))


def _list_titles(document: Document) -> Iterator[Spot]:
    number = 0
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            yield Spot(number, 0, len(text_of(block.spans)))
        number += len(list(lines_of(block)))


def _say(finding: Finding) -> Iterator[str]:
    yield f"{finding.severity.capitalize()}: {finding.message}"
    if finding.reason:
        yield finding.reason
    yield f"{finding.rule}, {finding.place}"


def _find_spot(finding: Finding, lines: Sequence[Spans]) -> Spot | None:
    """Return where the first words stand that come from the answer, or from one around it."""
    path = finding.path
    while path:
        if found := _find_words(lines, partial(_is_within, path)):
            return found
        path = LAST_STEP.sub("", path)
    return _find_words(lines, partial(_stands_at, finding.place)) if finding.place.line else None


def _find_words(lines: Sequence[Spans], wanted: Callable[[Source], bool]) -> Spot | None:
    for number, spans in enumerate(lines):
        offset = 0
        for span in spans:
            if span.source and wanted(span.source):
                return Spot(number, offset, offset + len(span.text))
            offset += len(span.text)
    return None


def _is_within(path: str, source: Source) -> bool:
    return source.path == path or source.path.startswith((f"{path}.", f"{path}["))


def _stands_at(place: Place, source: Source) -> bool:
    near = source.answer
    return near is not None and (near.file, near.line) == (place.file, place.line)
