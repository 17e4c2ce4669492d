"""What the parts of the wizard share: the file, the asker, and where the interview stands."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from responder.answers import Answer, Answers, Passage
from responder.boilerplate import Library, passages
from responder.errors import ResponderError
from responder.house import House
from responder.questionnaire import Questionnaire
from responder.questions import Question, long_date
from responder.wizard import reading
from responder.wizard.prompts import Asker, capitalise, shorten
from responder.wizard.reading import Reading
from responder.wizard.recording import Recorder, Steps, show_plain

if TYPE_CHECKING:
    from responder.answers.file import AnswersFile
    from responder.boilerplate.search import Index

GAP = "[TO COMPLETE]"


@dataclass(frozen=True)
class Spot:
    """A place to stop at: an answer, whether the officer has given it, and whether it is a gap."""

    steps: Steps
    answer: Answer
    seen: bool = False
    gap: bool = False


@dataclass
class Session:
    """One sitting with one answers file.

    `open_index` gives the words of the library; `drafts` holds what was typed but not yet answered.
    """

    asker: Asker
    recorder: Recorder
    house: House
    library: Library
    open_index: Callable[[], Index] | None = None
    at: Steps = ()
    drafts: dict[Steps, str] = field(default_factory=dict)
    questionnaire: Questionnaire = field(init=False)
    _asked: list[Question] = field(init=False, repr=False)
    _reading: tuple[Answers, Reading] | None = field(default=None, repr=False)
    _passed: set[Steps] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self._take_questions()

    def _take_questions(self) -> None:
        current = self.file.answers
        asked = self.house.questionnaire(current.template, current.template_place)
        self._asked = asked.questions
        self.questionnaire = without_counts(asked)
        self._reading = None

    def take_kind(self) -> None:
        """Ask the questions of the kind of inspection that the file names now."""
        self.mark_passed()
        self._take_questions()
        self.at = ()

    def mark_passed(self) -> None:
        """Remember how far the interview has come, since answers are to come up from elsewhere."""
        stop = self.resume_at()
        before = takewhile(lambda spot: spot.steps != stop, self.spots())
        self._passed = (self._passed or set()) | {spot.steps for spot in before}

    @property
    def file(self) -> AnswersFile:
        """Return the answers file."""
        return self.recorder.file

    def read(self) -> Reading:
        """Return what the file answers now."""
        current = self.file.answers
        if self._reading is None or self._reading[0] is not current:
            self._reading = (current, reading.read(current, self.questionnaire))
        return self._reading[1]

    def resolve(self) -> dict[str, Answer]:
        """Return every answer as it now stands."""
        return self.read().found

    def answer(self, steps: Steps) -> Answer:
        """Return the answer at a path."""
        found: Any = self.resolve()
        for step in steps:
            found = found.value[step] if isinstance(found, Answer) else found[step]
        answer: Answer = found
        return answer

    def limits(self, steps: Steps) -> Question:
        """Return the question at a path with how many entries it wants."""
        inner, names = self._asked, [step for step in steps if isinstance(step, str)]
        for name in names[:-1]:
            inner = next(one for one in inner if one.name == name).questions
        return next(one for one in inner if one.name == names[-1])

    def count(self, steps: Steps) -> int:
        """Return how many entries a list in the file has."""
        return len(self.recorder.entries(steps))

    @property
    def day(self) -> datetime.date | None:
        """Return the publication date, if it is known."""
        published = self.resolve().get(self.questionnaire.published)
        return published.value if published else None

    def open(self, steps: Steps, question: Question) -> None:
        """Show a question with its help and example, and how far the interview has come."""
        self.at = steps
        self.asker.head(self.progress(steps), question.ask)
        if question.help:
            self.asker.say(question.help.strip())
        if question.example:
            self.asker.say(f"For example: {question.example}")

    def progress(self, steps: Steps) -> str:
        """Return where a question stands, as “Question 3 of 20 · Issue 2 of 5”."""
        resolved = self.resolve()
        names = [name for name, answer in resolved.items() if answer.state != "hidden"]
        place = names.index(str(steps[0])) + 1 if steps[0] in names else 0
        parts = [f"Question {place} of {len(names)}"]
        found: Any = resolved
        for number, step in enumerate(steps):
            if isinstance(step, int):
                name = found.question.each if found.question.type == "list" else "passage"
                total = max(self.count(steps[:number]), step + 1)
                ordinal = f"{capitalise(name)} {step + 1} of {total}"
                said = self._name_entry(steps[: number + 1]) if number + 1 < len(steps) else ""
                parts.append(f"{ordinal}: {said}" if said else ordinal)
            try:
                found = found.value[step] if isinstance(found, Answer) else found[step]
            except (LookupError, TypeError, AttributeError):
                break
            if isinstance(found, Answer) and found.question.type == "group" and step != steps[-1]:
                parts.append(shorten(found.question.ask, 40))
        return " · ".join(parts)

    def _name_entry(self, steps: Steps) -> str:
        """Return the first words of an entry, so that the officer sees which one it is."""
        entry = self.file.get(steps)
        texts = (
            [one for one in entry.values() if isinstance(one, str)]
            if isinstance(entry, dict)
            else []
        )
        return shorten(max(texts, key=len), 36) if texts else ""

    def spots(self) -> list[Spot]:
        """Return every place to stop at, in the order of the questions; hidden ones are left out.

        A list or passages come up twice: with what they hold, and at their end, where more may be
        added.
        """
        return list(self._spots(self.resolve(), (), self.day))

    def _spots(
        self, found: Mapping[str, Answer], where: Steps, day: datetime.date | None
    ) -> Iterator[Spot]:
        for name, answer in found.items():
            steps = (*where, name)
            kind, given = answer.question.type, answer.state == "given"
            gap = answer.state == "missing" or not self.read().fits(answer)
            if answer.state == "hidden":
                continue
            if kind == "group":
                if gap or not answer.question.required:
                    yield Spot(steps, answer, given, gap)
                if given or (answer.question.required and not gap):
                    yield from self._spots(answer.value, steps, day)
            elif kind == "list" and given and not answer.question.of:
                yield Spot(steps, answer, seen=True)
                for index, entry in enumerate(answer.value):
                    if entry.state == "wrong":
                        yield Spot((*steps, index), entry, True, True)
                    else:
                        yield from self._spots(entry.value, (*steps, index), day)
                yield Spot(steps, answer)
            else:
                if kind == "passages":
                    gap = gap or any(self._lacks(one, day) for one in answer.value)
                yield Spot(steps, answer, given, gap)
                if given and kind in ("list", "passages"):
                    yield Spot(steps, answer)

    def _lacks(self, passage: Passage, day: datetime.date | None) -> bool:
        """Tell whether a passage from the library still has an empty gap of its own."""
        if not passage.snippet:
            return False
        try:
            versions = self.library.versions(passage.snippet)
        except ResponderError:
            return False
        chosen = passages.choose(versions, passage.version, day).snippet if versions else None
        found = passages.read_slots(chosen, passage)[1] if chosen else []
        return any(finding.severity == "error" for finding in found)

    def resume_at(self) -> Steps | None:
        """Return the first place without an answer, or the first after all that was answered.

        After a change of kind, it may also be the first that no kind before it led to.
        """
        spots = self.spots()
        last = max((number for number, spot in enumerate(spots) if spot.seen), default=-1)
        for number, spot in enumerate(spots):
            is_next = number > last or self._is_new(spot)
            if spot.gap or (is_next and not is_passed_over(spot.answer)):
                return spot.steps
        return None

    def _is_new(self, spot: Spot) -> bool:
        """Tell whether a change of kind brought up a question, and it is not answered."""
        return (
            self._passed is not None
            and spot.answer.state != "given"
            and spot.steps not in self._passed
        )


def is_passed_over(answer: Answer) -> bool:
    """Tell whether a question waits in the overview until the officer wants to answer it."""
    return answer.question.quiet and answer.state in ("absent", "default")


def show_value(answer: Answer) -> str:
    """Return an answer on one line, as people would say it."""
    value, question = answer.value, answer.question
    if answer.state == "wrong" or (answer.state == "missing" and not answer.node.empty):
        return show_plain(answer.node.plain())
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.date):
        return long_date(value)
    if question.type in ("choice", "choices"):
        labels = {option.value: option.label or option.value for option in question.options}
        values = value if isinstance(value, list) else [value]
        return ", ".join(labels.get(one) or str(one) for one in values)
    if question.type == "passages":
        return " / ".join(str(passage.text or passage.snippet) for passage in value)
    if question.type == "list":
        if question.of:
            return ", ".join(show_value(one) for one in value)
        return f"{len(value)} in all" if value else ""
    return str(value)


def without_counts(questionnaire: Questionnaire) -> Questionnaire:
    """Return a questionnaire that takes lists of any length.

    A list that is still being filled would be refused whole, and its entries not be read.
    """
    lenient = copy(questionnaire)
    lenient.questions = _without_counts(questionnaire.questions)
    return lenient


def _without_counts(questions: list[Question]) -> list[Question]:
    copies = [copy(question) for question in questions]
    for question in copies:
        question.questions = _without_counts(question.questions)
        if question.type in ("list", "passages", "choices"):
            question.min = question.max = ""
    return copies
