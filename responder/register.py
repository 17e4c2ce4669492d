"""Entries of several answers files as the rows of one table, in the columns that templates name."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TypeAlias

from responder import answers as answering
from responder.answers import Answer, Answers
from responder.compose import Composer
from responder.compose.values import spans_of
from responder.document import Block, Paragraph, text_of
from responder.errors import Finding, Place, TemplateError
from responder.files import UNPRINTABLE
from responder.headers import OR
from responder.questions import Question

Cell: TypeAlias = str | Decimal | datetime.date | tuple[Block, ...] | None
# The entries that lead to a row, with their numbers, by the paths of their lists.
Way: TypeAlias = Mapping[tuple[str, ...], tuple[int, Answer]]

ORIGIN = "Answers file"  # the heading of the last column
BETWEEN = "; "  # the entries of a list within a cell


@dataclass(frozen=True)
class Listing:
    """A table of values: its headings, its rows, and the latest day of publication in it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    day: datetime.date | None = None


@dataclass
class Collector:
    """Collects the entries of answers files that their templates’ registers name."""

    composer: Composer
    rows: list[tuple[dict[str, Cell], Place]] = field(default_factory=list)
    heads: dict[str, None] = field(default_factory=dict)  # in order of first appearance
    files: dict[str, datetime.date | None] = field(default_factory=dict)

    def add(self, answers: Answers) -> list[Finding]:
        """Take in the entries of some answers, and return all that is wrong with these."""
        house = self.composer.house
        questionnaire = house.questionnaire(answers.template, answers.template_place)
        register = questionnaire.register
        if register is None:
            problem = f"The template “{answers.template}” has no register, so nothing is listed."
            remedy = f"Name its entries and columns under “register” in {questionnaire.file}."
            raise TemplateError(problem, answers.template_place, remedy)
        elsewhere = partial(house.asked_elsewhere, answers.template)
        resolved, findings = answering.resolve(answers, questionnaire, elsewhere)
        published = resolved.get(questionnaire.published)
        reader = _Reader(self.composer, published.value if published else None)
        rows = []
        for way in _find_entries(resolved, register.entries.split(".")):
            cells = {
                head: reader.read_first(resolved, paths, way)
                for head, paths in register.columns.items()
            }
            _, entry = list(way.values())[-1]
            rows.append((cells, entry.node.place))
        self.rows += rows  # all or none, should one of them be unreadable
        self.heads |= dict.fromkeys(register.columns)
        self.files[str(answers.path)] = reader.day
        return findings

    def listing(self) -> Listing:
        """Return the table of all that was taken in; its last column says where a row stands."""
        names = _name_files(self.files)
        rows = (
            (*map(cells.get, self.heads), f"{names[place.file]}:{place.line}")
            for cells, place in self.rows
        )
        days = [day for day in self.files.values() if day]
        return Listing((*self.heads, ORIGIN), tuple(rows), max(days, default=None))


@dataclass(frozen=True)
class _Reader:
    """Reads the values of one response, which is published on a day."""

    composer: Composer
    day: datetime.date | None

    def read_first(self, answers: Mapping[str, Answer], paths: str, way: Way) -> Cell:
        """Return what stands at the first path of “a or b” at which there is anything."""
        found = (self.read(answers, path.split("."), way) for path in paths.split(OR))
        return next((cell for cell in found if cell is not None), None)

    def read(
        self,
        answers: Mapping[str, Answer],
        path: Sequence[str],
        way: Way,
        above: tuple[str, ...] = (),
    ) -> Cell:
        """Return what stands at a path: of lists on the way the one entry, of others all.

        The number of the entry stands at the path of a list on the way itself.
        """
        name, *rest = path
        answer, here = answers[name], (*above, name)
        if here in way:
            number, entry = way[here]
            return self.read(entry.value, rest, way, here) if rest else Decimal(number)
        if not rest:
            return self.value(answer)
        if answer.question.type == "group":
            return self.read(answer.value, rest, way, here)
        inner = (entry.value for entry in answer.value if entry.value)
        return _join(self.read(one, rest, way, here) for one in inner)

    def value(self, answer: Answer) -> Cell:
        """Return the value of an answer as people read it."""
        question, value = answer.question, answer.value
        if answer.state in ("wrong", "missing"):  # a finding says why; what was written is shown
            written = answer.node.value
            return (written.strip() or None) if isinstance(written, str) else None
        if isinstance(value, dict):
            return _join(map(self.value, value.values()))
        match question.type:
            case "list":
                return _join(map(self.value, value))
            case "prose" | "passages":
                return self.composer.blocks(answer, self.day) if value else None
            case "choices":
                return _join(_title(question, one) for one in value)
            case "choice" if value:
                return _title(question, value)
            case "yes-no":
                return text_of(spans_of(value)) or None
        return value  # type: ignore[no-any-return]


def _find_entries(
    answers: Mapping[str, Answer],
    path: Sequence[str],
    way: Way | None = None,
    above: tuple[str, ...] = (),
) -> Iterator[Way]:
    """Yield the way to each entry of the list at a path."""
    name, *rest = path
    answer, here = answers[name], (*above, name)
    if answer.question.type == "group":
        yield from _find_entries(answer.value, rest, way, here)
        return
    for number, entry in enumerate(answer.value, 1):
        if entry.value == {}:  # no mapping: a finding says so
            continue
        longer = {**(way or {}), here: (number, entry)}
        if rest:
            yield from _find_entries(entry.value, rest, longer, here)
        else:
            yield longer


def _join(cells: Iterable[Cell]) -> Cell:
    """Return several values as one; a single value keeps its type."""
    several = [cell for cell in cells if cell is not None]
    if len(several) <= 1:
        return several[0] if several else None
    if not any(isinstance(cell, tuple) for cell in several):
        return BETWEEN.join(text_of(spans_of(cell)) for cell in several)
    return tuple(
        block
        for cell in several
        for block in (cell if isinstance(cell, tuple) else (Paragraph(spans_of(cell)),))
    )


def _title(question: Question, value: str) -> str:
    """Return what people call a choice."""
    return next((one.label for one in question.options if one.value == value), "") or value


def _name_files(files: Iterable[str]) -> dict[str, str]:
    """Return the names of files as people tell them apart: with folders where names are alike."""
    paths = {file: Path(file) for file in files}
    alike = Counter(path.name for path in paths.values())
    return {
        # A name on disk may hold what no text can.
        file: UNPRINTABLE.sub(
            "\N{REPLACEMENT CHARACTER}", path.name if alike[path.name] == 1 else path.as_posix()
        )
        for file, path in paths.items()
    }
