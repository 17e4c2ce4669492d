"""A document read by one grammar: tried out, and read again where a draft would lose its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from responder.compose import Composer
from responder.harvest.cutting import part_furniture
from responder.harvest.grammar import Grammar
from responder.harvest.labelling import Label, label, weigh
from responder.harvest.limits import Effort
from responder.harvest.lines import Line, list_words
from responder.harvest.parts import Part
from responder.harvest.placing import place
from responder.harvest.settling import Trial, settle

MOST_TRIALS = 6  # of reading a document again, without what was wrong before


class Interpretation:
    """A document as one grammar reads it; `worth` tells how likely that is beside another's."""

    def __init__(
        self,
        composer: Composer,
        grammar: Grammar,
        lines: Sequence[Line],
        published: str,
        effort: Effort,
    ) -> None:
        self.composer = composer
        self.grammar = grammar
        self.published = published
        self.effort = effort
        self.questionnaire = composer.house.questionnaire(grammar.template)
        self.lines, self.furniture = part_furniture(lines, grammar)
        self.labelling = label(self.lines, grammar)
        self.worth = self.labelling.worth

    @cached_property
    def attempt(self) -> Attempt:
        """The answers that come nearest to their source."""
        best = attempt = self._try()
        barred: set[tuple[int, str]] = set()
        for _ in range(MOST_TRIALS):
            faulty = set(attempt.list_faulty()) - barred
            if not faulty or self.effort.is_spent:
                break
            barred |= faulty
            self.labelling = label(self.lines, self.grammar, barred)
            attempt = self._try()
            if attempt.failing < best.failing:
                best = attempt
        return best

    def list_missing(self) -> Iterator[str]:
        """Yield the names of required parts that no line looks like, each with blanks."""
        labels = self.attempt.labels
        for part in self.grammar.parts:
            looks = (weigh(one.line, part, self.grammar) or 0 for one in labels if one.part is part)
            if part.required and max(looks, default=0) <= 0:
                yield part.name.replace("_", " ")

    def _try(self) -> Attempt:
        """Return the answers of the labelling that come nearest to their source."""
        labels = self.labelling.labels
        wanted = list_words(one.line for one in labels if one.part.placed)
        trial = Trial(self.composer, self.grammar.template, wanted, self.effort)
        attempts = []
        for untaken in (frozenset[str](), _list_taken(self.grammar.parts)):
            placed = place(labels, self.grammar, self.questionnaire, untaken)
            if self.published and self.questionnaire.published:
                placed.data[self.questionnaire.published] = self.published
            data = settle(placed, self.questionnaire, trial)
            attempts.append(Attempt(data, trial, labels))
            if not attempts[-1].apart or self.effort.is_spent:
                break
        return min(attempts, key=lambda one: one.apart)


@dataclass(frozen=True)
class Attempt:
    """Answers that were tried out, with the labels that they were made from."""

    data: dict[str, Any]
    trial: Trial
    labels: tuple[Label, ...]

    @property
    def apart(self) -> int:
        """Return how far a draft is from the words that have a place."""
        return self.trial.measure(self.data)

    @property
    def failing(self) -> int:
        """Return how many words are wrong in a draft or have no place."""
        return self.apart + len(list_words(self.unplaced))

    @property
    def unplaced(self) -> list[Line]:
        """Return the lines that have no place, in their order."""
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
