"""The lines of a response as its grammar takes them: no page furniture, one line for each part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from responder.document import Span, join_spans
from responder.harvest.grammar import Grammar
from responder.harvest.lines import Line, read_signs


def part_furniture(lines: Sequence[Line], grammar: Grammar) -> tuple[list[Line], list[Line]]:
    """Return the lines of the response, and those that belong to the page around it."""
    own: list[Line] = []
    furniture: list[Line] = []
    for line in _join(lines, grammar):
        if any(grammar.search(pattern, line.text) for pattern in grammar.furniture):
            furniture.append(line)
        elif line.cells and not grammar.knows(line):
            own += [one for cell in line.cells for one in _cut(cell, grammar)]
        else:
            own += _cut(line, grammar)
    return own, furniture


def _join(lines: Sequence[Line], grammar: Grammar) -> Iterator[Line]:
    """Yield the lines, those that the grammar joins to the next one with it."""
    waiting: Line | None = None
    for line in lines:
        number = () if line.number is None else (Span(f"{line.number}. "),)
        before = (*waiting.spans, Span(" "), *number) if waiting else ()
        joined = replace(waiting or line, spans=join_spans((*before, *line.spans)))
        waiting = None
        if any(grammar.search(pattern, line.text) for pattern in grammar.joins):
            waiting = joined
        else:
            yield joined
    if waiting:
        yield waiting


def _cut(line: Line, grammar: Grammar) -> Iterator[Line]:
    """Yield a line in pieces where the grammar cuts it: behind what its patterns find."""
    for pattern in grammar.cuts:
        found = grammar.search(pattern, line.text)
        end = found.end() if found else 0
        rest = line.text[end:]
        if end > 0 and rest.strip():
            yield line.cut(0, end)
            behind = line.cut(end, len(line.text))
            blank = " " if rest[0].isspace() or line.text[end - 1].isspace() else ""
            signs = behind.signs - {"number", "bullet"} | read_signs(behind)
            yield from _cut(replace(behind, signs=signs, number=None, glue=blank), grammar)
            return
    yield line
