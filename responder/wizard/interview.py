"""The interview: the questions in their order, going back, and the overview."""

from __future__ import annotations

from collections.abc import Sequence

from responder.questions import Question
from responder.wizard.kinds import change_kind, has_kinds
from responder.wizard.lists import Inside, ask_list, take_paste
from responder.wizard.misfits import make_way
from responder.wizard.overview import show_overview
from responder.wizard.passages import ask_passages
from responder.wizard.prompts import Back, Pasted, ShowOverview
from responder.wizard.recording import Moved, Steps
from responder.wizard.session import Session, is_passed_over
from responder.wizard.values import ask_value

FINISH = "Finish"


def hold(session: Session) -> None:
    """Ask everything from the first open question on, and end with an overview of it all."""
    start = session.resume_at()
    while True:
        end = FINISH
        try:
            if start is not None:
                ask_questions(session, session.questionnaire.questions, (), start)
        except ShowOverview:
            end = "Go on where I was"
        except Moved:
            start = _shorten_path(session, session.at, [])
            continue
        except Back:
            changed = _leave_first(session)
            start = session.resume_at() if changed else _shorten_path(session, session.at, [])
            continue
        lengths = _measure_lists(session, session.at)
        if show_overview(session, ask_alone, end):
            start = session.resume_at()
        elif end == FINISH:
            return
        else:
            start = _shorten_path(session, session.at, lengths)


def _leave_first(session: Session) -> bool:
    """Go back from the first question, and return whether the kind of inspection was changed."""
    if has_kinds(session.house):
        return change_kind(session)
    session.asker.say("This is the first question; there is none before it.")
    return False


def ask_questions(
    session: Session,
    questions: Sequence[Question],
    where: Steps,
    start: Steps = (),
    backwards: bool = False,
) -> None:
    """Ask the open questions of one mapping from `start` on; raise Back before the first.

    Going forward passes over what has an answer; going back stops at everything.
    """
    names = [question.name for question in questions]
    forced = bool(start) or backwards
    index = first = names.index(str(start[0])) if start else (len(names) - 1 if backwards else 0)
    rest, stride = start[1:], -1 if backwards else 1
    while index < len(names):
        if index < 0:
            raise Back
        steps = (*where, names[index])
        answer = session.answer(steps)
        nested = answer.question.type == "group"
        wanted = bool(start) and index == first
        if answer.state == "hidden" or (is_passed_over(answer) and not wanted):
            pass
        elif forced or nested or answer.state != "given":
            try:
                ask(session, steps, rest, backwards=stride < 0)
                stride, forced = 1, False
            except Back:
                stride, forced = -1, True
        rest = ()
        index += stride


def ask(session: Session, steps: Steps, rest: Steps = (), backwards: bool = False) -> None:
    """Ask one question, with all that it holds."""
    question = session.answer(steps).question
    if question.type == "group":
        _ask_group(session, steps, rest, backwards)
    elif question.type == "list":
        ask_list(session, steps, rest, _inside(session, question))
    elif question.type == "passages":
        ask_passages(session, steps)
    else:
        ask_value(session, steps, question)


def ask_alone(session: Session, steps: Steps) -> None:
    """Ask one question out of its turn; a block pasted into an entry becomes further entries."""
    try:
        ask(session, steps)
    except Pasted as turn:
        entry = steps[:-1]
        question = session.answer(entry[:-1]).question
        take_paste(session, entry, _inside(session, question), turn.typed)


def _inside(session: Session, question: Question) -> Inside:
    def ask_entry(here: Steps, start: Steps) -> None:
        ask_questions(session, question.questions, here, start)

    def review_entry(here: Steps) -> None:
        show_overview(session, ask_alone, "Done with this one", here)

    return Inside(ask_entry, review_entry)


def _ask_group(session: Session, steps: Steps, rest: Steps, backwards: bool) -> None:
    question = session.answer(steps).question
    current = session.file.get(steps)
    if current is not None and not isinstance(current, dict):
        session.open(steps, question)
        if not make_way(session, steps):
            return
        current = None
    while True:
        if not question.required and not current and not rest:
            session.open(steps, question)
            if not session.asker.confirm("Do you want to give this?", default=False):
                return
        try:
            ask_questions(session, question.questions, steps, rest, backwards and bool(current))
        except Back:
            current = session.file.get(steps)
            if question.required or current:
                raise
            rest, backwards = (), False
            continue
        return


def _measure_lists(session: Session, steps: Steps) -> list[int]:
    places = [number for number, step in enumerate(steps) if isinstance(step, int)]
    return [session.count(steps[:number]) for number in places]


def _shorten_path(session: Session, steps: Steps, lengths: Sequence[int]) -> Steps:
    """Return a path up to the first list on it that is not as long as it was."""
    remaining = iter(lengths)
    for number, step in enumerate(steps):
        if isinstance(step, int) and next(remaining, -1) != session.count(steps[:number]):
            return steps[:number]
    return steps
