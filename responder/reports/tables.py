"""Tables of a report whose head says that their rows are items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from responder.reports.grammar import Kind, ReportGrammar
from responder.reports.items import NO_LINE, Found
from responder.reports.lines import Grid, Line, read_typed


def read_rows(grid: Grid, grammar: ReportGrammar, usual: Kind | None) -> list[Found] | None:
    """Return the items that a table lists, or None if it lists none.

    They are of the kind that the head of their column names, else of the `usual` one.
    """
    known = grammar.columns
    head = [" ".join(cell.split()) for cell in grid.rows[0]] if grid.rows else []
    places = {
        name: place
        for name in known.__struct_fields__
        for place, cell in reversed(list(enumerate(head)))
        if grammar.fits(getattr(known, name), cell)
    }
    if "text" not in places or len(places) < 2:
        return None
    title = head[places["text"]]
    named = (one for one in grammar.kinds if grammar.fits([*one.sections, *one.labels], title))
    kind = next(named, usual or grammar.kinds[0])
    rows = [{name: _cell(row, place) for name, place in places.items()} for row in grid.rows[1:]]
    return [_read_row(cells, kind, grammar) for cells in rows if cells["text"]]


def _cell(row: tuple[str, ...], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _read_row(cells: dict[str, str], kind: Kind, grammar: ReportGrammar) -> Found:
    text, *parts = _split(cells["text"])
    return Found(
        kind,
        text=text,
        parts=parts,
        number=cells.get("number", "").strip(" ."),
        paragraphs=[one[0] for one in re.finditer(grammar.paragraph, cells.get("paragraphs", ""))],
        said=cells.get("addressee", ""),
        deadline=cells.get("deadline", ""),
        status=cells.get("status", ""),
        line=NO_LINE,
    )


def _split(cell: str) -> Iterator[str]:
    """Yield the text of a cell, and the parts listed in it; other lines go on with these."""
    found: list[str] = []
    for piece in cell.split("\n"):
        line: Line = read_typed(piece.strip())
        if not line.text:
            continue
        if line.marker and found:
            found.append(line.text)
        elif found:
            found[-1] += f" {line.text}"
        else:
            found.append(" ".join(piece.split()))
    yield from found
