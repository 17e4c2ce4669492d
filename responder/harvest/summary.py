"""What was made of a past file, for the person who has to look at it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from responder import answers as answering
from responder import files
from responder.answers import Answers
from responder.compose import Composer, Composition
from responder.document import Heading, text_of
from responder.errors import FileError, Finding, Place, quote
from responder.harvest import grammar as grammars
from responder.harvest.account import Difference, Listed, compare, list_left_out
from responder.harvest.page import write_page
from responder.harvest.parts import Part
from responder.harvest.result import FURNITURE, Harvest
from responder.readers.reading import Reading

LICENCE = "licence"  # in the house's data: what has to be said of its published texts


@dataclass(frozen=True)
class Summary:
    """The answers file of a past one, what was recognised in it, and what was not.

    `items` counts what the report asks for, and `passages` those of the responses, of which
    `references` are snippets. `left_out` are words that the reader or the grammar knows not to
    belong to the response; `unplaced` are those that should, and have no place in it.
    """

    path: Path
    harvested: Harvest
    page: str
    answers: Answers
    composed: Composition
    items: int
    passages: int
    references: int
    left_out: Sequence[Listed]
    unplaced: Sequence[Listed]
    differences: Sequence[Difference]

    @property
    def title(self) -> str:
        """Return the title of the response; empty if it has none."""
        blocks = self.composed.document.blocks
        found = (" ".join(text_of(one.spans).split()) for one in blocks if isinstance(one, Heading))
        return next(found, "")

    @property
    def day(self) -> datetime.date | None:
        """Return the day on which it was published, if that is known."""
        return self.composed.day

    @property
    def gaps(self) -> list[Finding]:
        """Return what a draft of the answers lacks, or finds wrong with them."""
        return list(self.composed.findings)

    @property
    def losses(self) -> list[Finding]:
        """Return where a draft would not have the words of the source."""
        place = Place(str(self.path))
        return [
            *(Finding("not-placed", "error", _say(one), place) for one in self.unplaced),
            *(Finding("other-words", "error", str(one), place) for one in self.differences),
        ]

    @property
    def blocking(self) -> list[Finding]:
        """Return why no draft would be made of the answers, if none would."""
        return self.composed.blocking(final=False)

    @property
    def clean(self) -> bool:
        """Tell whether a draft can be made of the answers, and has all words of the response."""
        return not self.losses and not self.blocking


def summarise(
    harvested: Harvest, reading: Reading, composer: Composer, path: Path, target: Path
) -> Summary:
    """Return what was harvested from a file, and its answers as they will stand in another."""
    licence = composer.house.data.get(LICENCE, "")
    page = write_page(harvested, path.name, reading, licence if isinstance(licence, str) else "")
    data = page.encode()
    if len(data) > files.MAX_BYTES:
        raise FileError("It holds more text than an answers file may.", Place(str(path)))
    answers = answering.read(data, target)
    composed = composer.compose(answers)
    asked = [
        passage
        for answer in answering.walk(composed.answers)
        if answer.question.type == "passages"
        for passage in answer.value
    ]
    listed = list_left_out(harvested, reading)
    known = len(reading.left_out)
    unplaced = [one for one in listed[known:] if one.kind != FURNITURE]
    return Summary(
        path=path,
        harvested=harvested,
        page=page,
        answers=answers,
        composed=composed,
        items=_count_items(harvested, composer),
        passages=len(asked),
        references=sum(bool(one.snippet) for one in asked),
        left_out=[one for one in listed if one not in unplaced],
        unplaced=unplaced,
        differences=compare(harvested, reading, composer),
    )


def _count_items(harvested: Harvest, composer: Composer) -> int:
    """Return the number of entries of those lists whose entries the grammar counts."""
    grammar = grammars.load(composer.house, harvested.template)
    lists = {part.answer.rpartition(".")[0] for part in _walk(grammar.parts if grammar else [])}
    return sum(_count(harvested.data, path.split(".")) for path in lists)


def _walk(parts: Sequence[Part]) -> Iterator[Part]:
    for part in parts:
        if part.counts and part.answer:
            yield part
        yield from _walk(part.parts)


def _count(value: Any, names: Sequence[str]) -> int:
    if isinstance(value, list):
        return sum(_count(one, names) for one in value) if names else len(value)
    if not names or not isinstance(value, dict):
        return 0
    return _count(value.get(names[0]), names[1:])


def _say(one: Listed) -> str:
    where = f", behind “{one.before}”" if one.before else ""
    return f"{quote(one.text)} has no place in the answers{where}."
