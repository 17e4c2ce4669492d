"""Answers tried out: drafted, held against their source, and rid of what the layout says."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from responder import answers as answering
from responder.answers import Answers
from responder.answers.text import Layout, write_entries
from responder.compose import Composer
from responder.document import REMARKS, Document, Span, map_spans
from responder.harvest.limits import Effort
from responder.harvest.lines import list_words, read_lines
from responder.harvest.placing import Placed, Steps
from responder.questionnaire import Questionnaire
from responder.questions import Question

LAYOUT = Layout()
MOST_PAIRS = 3_000_000  # of the same word in two texts; two of 15,000 words have as many
LOST = 3  # how much worse a word is that a draft loses than one that it adds


@dataclass
class Trial:
    """Drafts answers to one template and says how far their words are from those wanted."""

    composer: Composer
    template: str
    wanted: list[str]
    effort: Effort = field(default_factory=Effort)
    known: dict[str, list[str]] = field(default_factory=dict)

    def measure(self, data: dict[str, Any]) -> int:
        """Return 0 if a draft has the words wanted in their order, else how far it is from that."""
        words = self.draft_words(data)
        found, wanted = Counter(words), Counter(self.wanted)
        apart = (found - wanted).total() + LOST * (wanted - found).total()
        return apart + 1 if words != self.wanted else 0

    def list_faults(self, data: dict[str, Any]) -> tuple[set[int], set[int]]:
        """Return which of the words wanted a draft would not have, and before which it adds some.

        Both are given by their places, from 0.
        """
        matcher = match_words(self.wanted, self.draft_words(data))
        lost: set[int] = set()
        pushed: set[int] = set()
        for kind, start, end, _, _ in matcher.get_opcodes():
            if kind != "equal":
                lost.update(range(start, end))
            if kind == "insert":
                pushed.add(start)
        return lost, pushed

    def draft_words(self, data: dict[str, Any]) -> list[str]:
        """Return the words of the draft that answers make, its gaps aside."""
        text = write_answers(self.template, data)
        if text not in self.known:
            composed = self.composer.compose(read_answers(text))
            lines = read_lines(_without_gaps(composed.document))
            self.effort.lines -= len(lines)
            self.known[text] = list_words(lines)
        return self.known[text]


def match_words(wanted: Sequence[str], drafted: Sequence[str]) -> SequenceMatcher[str]:
    """Return how two texts agree word by word; roughly if it would take very long to tell."""
    counts = Counter(drafted)
    pairs = sum(counts[word] for word in wanted)
    return SequenceMatcher(None, wanted, drafted, autojunk=pairs > MOST_PAIRS)


def write_answers(template: str, data: dict[str, Any]) -> str:
    """Return an answers file as text."""
    return "\n".join(write_entries({answering.TEMPLATE_KEY: template, **data}, LAYOUT)) + "\n"


def read_answers(text: str) -> Answers:
    """Return the answers of a file that is not written yet."""
    return answering.read(text.encode(), Path("answers.yaml"))


def settle(placed: Placed, questionnaire: Questionnaire, trial: Trial) -> dict[str, Any]:
    """Return the answers that come nearest to their source, with nothing that goes without saying.

    A question of yes or no that the source does not answer is answered as makes the draft nearest.
    """
    data = switch(placed.data, questionnaire, trial)
    data = _leave_out(data, placed.standard, trial)
    return order(data, questionnaire.questions)


def switch(data: dict[str, Any], questionnaire: Questionnaire, trial: Trial) -> dict[str, Any]:
    """Return the answers with those to questions of yes or no that bring the draft nearest."""
    best, distance = data, trial.measure(data)
    for question in questionnaire.questions:
        if not distance or trial.effort.is_spent:
            break
        if question.type != "yes-no" or question.name in best:
            continue
        other = {**best, question.name: "no" if question.default == "yes" else "yes"}
        if (apart := trial.measure(other)) < distance:
            best, distance = other, apart
    return best


def _leave_out(data: dict[str, Any], standard: Sequence[Steps], trial: Trial) -> dict[str, Any]:
    """Return the answers without those that a draft does not need to have the same words."""

    def shorten(data: dict[str, Any], steps: Sequence[Steps]) -> dict[str, Any]:
        if not steps or trial.effort.is_spent:
            return data
        shorter = copy.deepcopy(data)
        for one in steps:
            _remove(shorter, one)
        if trial.draft_words(shorter) == trial.draft_words(data):
            return shorter
        if len(steps) == 1:
            return data
        half = len(steps) // 2
        return shorten(shorten(data, steps[:half]), steps[half:])

    return shorten(data, standard)


def _remove(data: dict[str, Any], steps: Steps) -> None:
    """Remove an answer, and the group around it if it was the last."""
    holder: Any = data
    for step in steps[:-1]:
        holder = holder[step]
    holder.pop(steps[-1])
    if not holder and len(steps) > 1 and isinstance(steps[-2], str):
        _remove(data, steps[:-1])


def order(data: dict[str, Any], questions: Iterable[Question]) -> dict[str, Any]:
    """Return answers in the order in which they are asked."""
    return dict(_order(data, questions))


def _order(data: dict[str, Any], questions: Iterable[Question]) -> Iterator[tuple[str, Any]]:
    for question in questions:
        if question.name not in data:
            continue
        value = data[question.name]
        if question.questions and isinstance(value, dict):
            value = order(value, question.questions)
        elif question.questions and isinstance(value, list):
            value = [order(one, question.questions) for one in value]
        yield question.name, value


def _without_gaps(document: Document) -> Document:
    def drop(span: Span) -> Span:
        return Span("", span.style) if span.style.role in REMARKS else span

    return Document(tuple(map_spans(document.blocks, drop)))
