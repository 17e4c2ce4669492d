"""Answers held against the questions of one kind of inspection, and then against another’s."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from operator import ne
from typing import Any

from responder import answers
from responder.answers import Answer, Answers
from responder.errors import Place
from responder.nodes import Node
from responder.questionnaire import Questionnaire
from responder.questions import Given, Question
from responder.wizard.prompts import capitalise
from responder.wizard.recording import Steps

Found = dict[str, Answer]
USED, AGAIN, UNUSED, MISFIT = "used", "again", "unused", "misfit"


@dataclass(frozen=True)
class Reading:
    """What a file answers of some questions, and the places of what does not fit them."""

    found: Found
    misfits: frozenset[Place]

    def fits(self, answer: Answer) -> bool:
        """Tell whether what stands in the file for a question has the form that it asks for."""
        if answer.question.type == "group":
            return isinstance(answer.node.value, dict) or answer.node.empty
        if answer.state == "wrong":
            return False
        if _is_nested(answer):
            return all(entry.state != "wrong" for entry in answer.value)
        return self.misfits.isdisjoint(_places(answer.node))

    def given(self, steps: Steps) -> Given | None:
        """Return what is asked before a question, as a date may count from it; None for a slot."""
        given: dict[str, tuple[Question, Any]] = {}
        inside: Any = self.found
        for number, step in enumerate(steps, 1):
            if isinstance(inside, dict):
                before = takewhile(partial(ne, step), inside)
                given |= {name: (inside[name].question, inside[name].value) for name in before}
                answer = inside.get(step)
            else:
                answer = next(iter(inside[step:]), None)
            if number == len(steps):  # an entry of a list may be new
                return given
            if not isinstance(answer, Answer):
                return None
            inside = answer.value
        return given


def read(file: Answers, questionnaire: Questionnaire) -> Reading:
    """Return what a file answers of some questions."""
    found, findings = answers.resolve(file, questionnaire)
    return Reading(found, frozenset(one.place for one in findings if one.rule == "wrong-type"))


def compare(before: Reading, after: Reading) -> dict[str, list[str]]:
    """Return what becomes of the answers when other questions are asked, by their questions.

    They are USED as before or AGAIN, stay UNUSED in the file, or are a MISFIT.
    """
    known: dict[str, list[str]] = {fate: [] for fate in (USED, AGAIN, UNUSED, MISFIT)}
    for fate, ask in _compare(before, after, before.found, after.found):
        if ask not in known[fate]:
            known[fate].append(ask)
    return known


def _compare(before: Reading, after: Reading, old: Found, new: Found) -> Iterator[tuple[str, str]]:
    for name in {**old, **new}:
        one, other = _in_use(old.get(name)), _in_use(new.get(name))
        if other is None:
            if one:
                yield UNUSED, one.question.ask
        elif not after.fits(other):
            if one is None or before.fits(one):
                yield MISFIT, other.question.ask
        elif one is None:
            yield AGAIN, other.question.ask
        else:
            yield from _compare_inside(before, after, one, other)


def _compare_inside(
    before: Reading, after: Reading, one: Answer, other: Answer
) -> Iterator[tuple[str, str]]:
    yield USED, other.question.ask
    if one.question.type != other.question.type or not before.fits(one):
        return
    if other.question.type == "group":
        inside = _compare(before, after, one.value, other.value)
        yield from (pair for pair in inside if pair[0] != USED)
    elif _is_nested(one) and _is_nested(other):
        for old, new in zip(one.value, other.value, strict=True):
            for fate, ask in _compare(before, after, old.value, new.value):
                if fate != USED:
                    asking = one if fate == UNUSED else other
                    yield fate, f"{capitalise(asking.question.each)}: {ask}"


def _in_use(answer: Answer | None) -> Answer | None:
    """Return an answer if it is asked for and something stands in the file for it."""
    if answer is None or answer.state == "hidden" or answer.node.empty:
        return None
    return answer


def _is_nested(answer: Answer) -> bool:
    return answer.question.type == "list" and not answer.question.of


def _places(node: Node) -> Iterator[Place]:
    yield node.place
    if not isinstance(node.value, str):
        for inner in node.value.values() if isinstance(node.value, dict) else node.value:
            yield from _places(inner)
