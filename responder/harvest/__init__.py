"""A published response → the answers that would draft it again, and what they could not hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from responder.compose import Composer
from responder.errors import TemplateError
from responder.harvest import grammar as grammars
from responder.harvest.grammar import Grammar, Part
from responder.harvest.labelling import Labelling, label
from responder.harvest.lines import Line, list_words, read_lines, read_signs
from responder.harvest.placing import place
from responder.harvest.settling import Trial, settle, write_answers
from responder.harvest.referring import refer
from responder.readers.reading import LeftOut, Reading

FURNITURE = "page furniture"
NO_PLACE = "no place in the response"


@dataclass(frozen=True)
class Harvest:
    """The answers of a published response, and in reading order what is left out of them.

    `distance` is 0 if a draft of the answers has all words of the source, in their order, but for
    those left out.
    """

    template: str
    data: dict[str, Any]
    left_out: tuple[LeftOut, ...]
    distance: int

    @property
    def text(self) -> str:
        """Return the answers file."""
        return write_answers(self.template, self.data)


def harvest(
    reading: Reading, composer: Composer, template: str = "", published: str = ""
) -> Harvest:
    """Return the answers that a document holds, by the grammar that fits it best or is named.

    `published` is the day of publication, if the document does not say it. TemplateError says that
    there is no such grammar.
    """
    house = composer.house
    names = [template] if template else house.template_names()
    known = [one for name in names if (one := grammars.load(house, name))]
    if not known:
        raise TemplateError("No template here has a grammar to read responses by.")
    lines = read_lines(reading.document)
    best = max((_label(lines, one) for one in known), key=lambda one: one.worth)
    return _Harvester(composer, best, published).harvest(reading.left_out)


@dataclass(frozen=True)
class _Labelled:
    """The lines of a document as one grammar reads them."""

    grammar: Grammar
    labelling: Labelling
    furniture: tuple[LeftOut, ...]

    @property
    def worth(self) -> float:
        return self.labelling.worth


def _label(lines: Sequence[Line], grammar: Grammar) -> _Labelled:
    """Return the labelling of all lines but the page's furniture, and that."""
    kept: list[Line] = []
    furniture: list[LeftOut] = []
    for line in lines:
        if any(grammar.search(pattern, line.text) for pattern in grammar.furniture):
            furniture.append(LeftOut(FURNITURE, line.text))
        elif line.cells and not grammar.knows(line):
            kept += [one for cell in line.cells for one in _cut(cell, grammar)]
        else:
            kept += _cut(line, grammar)
    return _Labelled(grammar, label(kept, grammar), tuple(furniture))


def _cut(line: Line, grammar: Grammar) -> Iterator[Line]:
    """Yield a line in pieces where the grammar cuts it: behind what its patterns find."""
    for pattern in grammar.cuts:
        found = grammar.search(pattern, line.text)
        end = found.end() if found else 0
        rest = line.text[end:]
        if 0 < end and rest.strip():
            blanks = " " if rest[0].isspace() or line.text[end - 1].isspace() else ""
            yield line.cut(0, end)
            after = line.cut(end, len(line.text))
            signs = after.signs - {"number", "bullet"} | read_signs(after)
            yield from _cut(replace(after, signs=signs, number=None, glue=blanks), grammar)
            return
    yield line


@dataclass
class _Harvester:
    """Harvests one labelled document."""

    composer: Composer
    labelled: _Labelled
    published: str

    def harvest(self, left_out: tuple[LeftOut, ...]) -> Harvest:
        grammar = self.labelled.grammar
        questionnaire = self.composer.house.questionnaire(grammar.template)
        labels = self.labelled.labelling.labels
        wanted = list_words(one.line for one in labels if one.part.placed)
        trial = Trial(self.composer, grammar.template, wanted)
        best: dict[str, Any] = {}
        for untaken in (frozenset[str](), _list_taken(grammar.parts)):
            placed = place(labels, grammar, questionnaire, untaken)
            if self.published and questionnaire.published:
                placed.data[questionnaire.published] = self.published
            data = settle(placed, questionnaire, trial)
            if not best or trial.measure(data) < trial.measure(best):
                best = data
            if not trial.measure(best):
                break
        best = refer(best, questionnaire, trial)
        listed = [LeftOut(NO_PLACE, one.line.text) for one in labels if not one.part.placed]
        found = (*left_out, *self.labelled.furniture, *listed)
        return Harvest(grammar.template, best, found, trial.measure(best))


def _list_taken(parts: Sequence[Part]) -> frozenset[str]:
    """Return the answers that are taken from the lines of others."""
    taken = {one.answer for part in parts for one in part.takes}
    numbers = {part.number for part in parts if part.number}
    return frozenset(taken | numbers).union(*(_list_taken(part.parts) for part in parts))
