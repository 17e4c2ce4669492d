"""A published response → the answers that would draft it again, and what they could not hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from responder.compose import Composer
from responder.errors import TemplateError
from responder.harvest import grammar as grammars
from responder.harvest.cutting import part_furniture
from responder.harvest.grammar import Grammar, Part
from responder.harvest.labelling import Label, label
from responder.harvest.lines import Line, list_words, read_lines
from responder.harvest.placing import place
from responder.harvest.result import FURNITURE, NO_PLACE, Harvest
from responder.harvest.settling import Trial, settle
from responder.harvest.referring import refer
from responder.readers.reading import LeftOut, Reading

MOST_TEMPLATES = 3  # whose grammars are tried, if the likeliest one loses words
RIVAL = 15  # the worth by which a reading may be less likely and still be tried
MOST_TRIALS = 6  # of reading a document again, without what lost words before


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
    readings = [_Reading(composer, grammar, lines, published) for grammar in known]
    likely = sorted(readings, key=lambda one: -one.worth)
    best, *others = [one for one in likely[:MOST_TEMPLATES] if likely[0].worth - one.worth <= RIVAL]
    for one in others:
        if best.attempt.failing > one.attempt.failing:
            best = one
    return best.harvest(reading.left_out)


class _Reading:
    """One grammar's reading of a document, tried out and mended where a draft would lose words."""

    def __init__(
        self, composer: Composer, grammar: Grammar, lines: Sequence[Line], published: str
    ) -> None:
        self.composer = composer
        self.grammar = grammar
        self.published = published
        self.questionnaire = composer.house.questionnaire(grammar.template)
        self.lines, self.furniture = part_furniture(lines, grammar)
        self.labelling = label(self.lines, grammar)
        self.worth = self.labelling.worth

    def harvest(self, left_out: tuple[LeftOut, ...]) -> Harvest:
        """Return what this reading makes of the document."""
        best = self.attempt
        data = refer(best.data, self.questionnaire, best.trial)
        found = [LeftOut(FURNITURE, " ".join(line.words)) for line in self.furniture]
        found += [LeftOut(NO_PLACE, " ".join(line.words)) for line in best.unplaced]
        distance = best.trial.measure(data)
        return Harvest(self.grammar.template, data, (*left_out, *found), distance)

    @cached_property
    def attempt(self) -> _Attempt:
        """The answers that come nearest to their source."""
        best = attempt = self._try()
        barred: set[tuple[int, str]] = set()
        for _ in range(MOST_TRIALS):
            faulty = set(attempt.list_faulty()) - barred
            if not faulty:
                break
            barred |= faulty
            self.labelling = label(self.lines, self.grammar, barred)
            attempt = self._try()
            if attempt.failing < best.failing:
                best = attempt
        return best

    def _try(self) -> _Attempt:
        """Return the answers of the labelling that come nearest to their source."""
        labels = self.labelling.labels
        wanted = list_words(one.line for one in labels if one.part.placed)
        trial = Trial(self.composer, self.grammar.template, wanted)
        attempts = []
        for untaken in (frozenset[str](), _list_taken(self.grammar.parts)):
            placed = place(labels, self.grammar, self.questionnaire, untaken)
            if self.published and self.questionnaire.published:
                placed.data[self.questionnaire.published] = self.published
            data = settle(placed, self.questionnaire, trial)
            attempts.append(_Attempt(data, trial, labels))
            if not attempts[-1].apart:
                break
        return min(attempts, key=lambda one: one.apart)


@dataclass(frozen=True)
class _Attempt:
    """Answers that were tried out, with the labels that they were made from."""

    data: dict[str, Any]
    trial: Trial
    labels: tuple[Label, ...]

    @property
    def apart(self) -> int:
        return self.trial.measure(self.data)

    @property
    def failing(self) -> int:
        """Return how many words are wrong in a draft or have no place."""
        return self.apart + len(list_words(self.unplaced))

    @property
    def unplaced(self) -> list[Line]:
        return [one.line for one in self.labels if not one.part.placed]

    def list_faulty(self) -> Iterator[tuple[int, str]]:
        """Yield the lines, by their place and part, that a draft would lose or say more before."""
        if not self.apart:
            return
        lost, pushed = self.trial.list_faults(self.data)
        at = 0
        for index, one in enumerate(self.labels):
            if one.part.placed:
                count = len(one.line.words)
                own = set(range(at, at + count))
                if 2 * len(lost & own) > count or at in pushed:
                    yield index, one.part.name
                at += count


def _list_taken(parts: Sequence[Part]) -> frozenset[str]:
    """Return the answers that are taken from the lines of others."""
    taken = {one.answer for part in parts for one in part.takes}
    numbers = {part.number for part in parts if part.number}
    return frozenset(taken | numbers).union(*(_list_taken(part.parts) for part in parts))
