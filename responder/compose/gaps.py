"""Gaps: what stands in a draft where an answer is missing, and what forbids a final."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from responder.answers import Answer
from responder.compose.values import gap
from responder.document import GAP, Block, Document, Paragraph, Source, Span, spans_of
from responder.errors import Finding


def gap_paragraph(text: str, source: Source) -> Paragraph:
    """Return a gap as a paragraph of its own."""
    shown = gap(text, source)
    return Paragraph((Span(str(shown), shown.style, shown.source),))


def find_unplaced(resolved: Mapping[str, Answer], blocks: list[Block]) -> Iterator[Paragraph]:
    """Yield a visible gap for each missing answer that the template does not show."""
    shown = {source.path for _, source in _find_gaps(blocks)}
    for answer, within in _walk(resolved, ()):
        if answer.state == "missing" and answer.path not in shown:
            where = f" ({', '.join(within)})" if within else ""
            yield gap_paragraph(f"{answer.question.ask}{where}", Source(path=answer.path))


def _walk(
    answers: Mapping[str, Answer], within: tuple[str, ...]
) -> Iterator[tuple[Answer, tuple[str, ...]]]:
    """Yield every answer with the names of the groups and entries that it belongs to."""
    for answer in answers.values():
        question = answer.question
        yield answer, within
        if question.type == "group":
            yield from _walk(answer.value, (*within, question.name))
        elif question.type == "list":
            for number, entry in enumerate(answer.value, 1):
                inside = (*within, f"{question.each} {number}")
                if isinstance(entry.value, dict):
                    yield from _walk(entry.value, inside)
                else:
                    yield entry, inside


def find_own(document: Document) -> Iterator[Finding]:
    """Yield a finding for each gap that the template itself prints, for no answer's sake."""
    for text, source in _find_gaps(document.blocks):
        if not source.path and (place := source.answer or source.template):
            yield Finding("missing", "error", text, place)


def _find_gaps(blocks: Iterable[Block]) -> Iterator[tuple[str, Source]]:
    """Yield the words and the source of each gap, which may be in bold or italics."""
    for span in spans_of(blocks):
        if span.style.role == GAP.role and span.source:
            yield span.text, span.source
