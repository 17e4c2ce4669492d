"""Asking for one value: text, a date, a number, yes or no, or a choice."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from responder.questions import Given, Question, check_count, long_date, parse
from responder.relative import RelativeDay, UnansweredError
from responder.wizard import pasting
from responder.wizard.misfits import make_way, say_misfits
from responder.wizard.prompts import Back, Option, Pasted, ShowOverview, shorten
from responder.wizard.recording import Steps, show_plain
from responder.wizard.session import Session

LONG = 8
NOTHING = "-"


def ask_value(session: Session, steps: Steps, question: Question) -> None:
    """Ask one question and keep the answer; what stood there goes only if the officer says so."""
    session.open(steps, question)
    current = session.file.get(steps)
    if isinstance(current, dict) or (isinstance(current, list) and question.type != "choices"):
        if not make_way(session, steps):
            return
        current = None
    say_misfits(session, steps, question, current)
    value = take(session, steps, question, current)
    if question.type == "choices" and value and not _fits(session, steps, value):
        ask_value(session, steps, question)
    elif value is not None and value != []:
        if value != current:
            session.recorder.put(steps, value)
    elif current is not None:
        session.asker.say(f"So far the answer was: {shorten(show_plain(current))}")
        if session.asker.confirm("Take this answer out?", default=False):
            session.recorder.remove(steps)
    elif question.required and not session.asker.confirm(
        "Leave this for later? The draft will show a gap.", default=True
    ):
        ask_value(session, steps, question)


def _fits(session: Session, steps: Steps, values: list[str]) -> bool:
    try:
        check_count(session.limits(steps), len(values))
    except ValueError as error:
        session.asker.say(str(error), "yellow")
        return False
    return True


def take(
    session: Session,
    steps: Steps,
    question: Question,
    current: Any,
    leaving: str = "Leave this out",
) -> Any:
    """Return what the officer answers, or None for no answer; Enter alone takes the default.

    `leaving` says what it means to answer an optional question with nothing.
    """
    match question.type:
        case "choice" | "choices" | "yes-no":
            return _choose(session, question, current, leaving)
    if current is not None and session.asker.plain and steps not in session.drafts:
        session.asker.say(f"The answer so far: {current}")
        kept = session.asker.pick(
            [
                Option("keep", "Keep it"),
                Option("edit", "Edit it"),
                Option("anew", "Type it anew"),
                Option("out", "Take it out"),
            ],
            "keep",
        )
        if kept in ("keep", "out"):
            return current if kept == "keep" else None
        current = current if kept == "edit" else None
    return _type(session, steps, question, current, leaving)


def _type(
    session: Session, steps: Steps, question: Question, current: str | None, leaving: str
) -> str | None:
    asker, default = session.asker, question.default
    if isinstance(default, str) and current is None:
        asker.say(f"Just press Enter for: {default}")
    elif not question.required and current is None:
        asker.say(f"Just press Enter to {leaving[:1].lower()}{leaving[1:]}.")
    standing = session.drafts.pop(steps, None) or current or ""
    try:
        if question.type == "prose":
            # Lines that were wrapped by hand in the file are not paragraphs.
            wrapped = current is not None and "\n" in current and "\n\n" not in current
            text = asker.prose(
                standing, lambda typed: parse(question, typed), paragraphs=not wrapped
            )
        else:
            text = _take_line(session, steps, question, standing)
    except (Back, ShowOverview) as turn:
        if turn.typed.strip() and turn.typed != standing:
            session.drafts[steps] = turn.typed
        elif standing != (current or ""):
            session.drafts[steps] = standing
        raise
    if current is not None and text.strip() == pasting.clean(current)[0].strip():
        return current
    if text.strip():
        return text if question.type == "prose" else text.strip()
    return default if isinstance(default, str) and current is None else None


def _take_line(session: Session, steps: Steps, question: Question, standing: str) -> str:
    """Return one line; several that were pasted into a list are raised as Pasted."""
    each = _name_of_entries(session, steps)

    def is_block(text: str) -> bool:
        return bool(each) and pasting.looks_numbered(text, each)

    given = session.read().given(steps)

    def check(text: str) -> None:
        if not is_block(text):
            with suppress(UnansweredError):  # the date that it counts from may come later
                parse(question, pasting.join_lines(text), given)

    text = session.asker.line(standing, check)
    if is_block(text):
        raise Pasted(text)
    if "\n" in text.strip():
        session.asker.say("The line breaks were taken out, because this is one line.")
    line = pasting.join_lines(text) if "\n" in text else text
    if question.type == "date" and line.strip():
        _say_day(session, question, line, given)
    return line


def _say_day(session: Session, question: Question, text: str, given: Given | None) -> None:
    """Say which day a date makes that counts from another one."""
    try:
        day = parse(question, text, given)
    except UnansweredError as error:
        session.asker.say(f"Which day that is depends on “{error.name}”, which has no answer yet.")
    else:
        if isinstance(day, RelativeDay):
            session.asker.say(f"That is {long_date(day)}.")


def _name_of_entries(session: Session, steps: Steps) -> str:
    """Return what an entry of the list is called that a path leads into, or nothing."""
    if len(steps) > 2 and isinstance(steps[-2], int) and isinstance(steps[-1], str):
        try:
            question = session.answer(steps[:-2]).question
        except (LookupError, TypeError):
            return ""
        return question.each if question.type == "list" else ""
    return ""


def _choose(session: Session, question: Question, current: Any, leaving: str) -> Any:
    asker = session.asker
    if question.type == "choices":
        chosen = [current] if isinstance(current, str) else current or question.default or []
        return asker.pick_several(
            options_of(question), [_canonical(question, one) for one in chosen]
        )
    options = options_of(question)
    default = _canonical(question, current if current is not None else question.default)
    if len(options) > LONG:
        if current is None and question.default is not None:
            asker.say(f"Suggested: {question.default}")
        elif not question.required:
            asker.say(f"Just press Enter to {leaving[:1].lower()}{leaving[1:]}.")
        return asker.pick(options, default, search=True) or None
    if question.default is None:
        leave = "Leave this for later" if question.required else leaving
        options = [*options, Option(NOTHING, leave)]
    first = options[0].value if question.required else options[-1].value
    picked = asker.pick(options, default or first)
    return None if picked == NOTHING else picked


def options_of(question: Question) -> list[Option]:
    """Return the choices of a question as lines of a menu."""
    if question.type == "yes-no":
        return [Option("yes", "Yes"), Option("no", "No")]
    return [
        Option(one.value, one.label or one.value, one.help, one.aliases) for one in question.options
    ]


def _canonical(question: Question, text: Any) -> str:
    """Return a written choice as the value of its option; nothing if it is none."""
    if not isinstance(text, str):
        return ""
    one = Question(name="x", ask="x", type="choice", options=question.options)
    if question.type == "yes-no":
        one = Question(name="x", ask="x", type="yes-no")
    try:
        value = parse(one, text)
    except ValueError:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
