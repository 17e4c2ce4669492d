"""The entries of a list: showing, pointing to, moving and removing them."""

from __future__ import annotations

from typing import Any

from responder.questions import Question, check_count
from responder.wizard.misfits import make_way
from responder.wizard.prompts import Option, capitalise, shorten
from responder.wizard.recording import Moved, Steps, show_plain
from responder.wizard.session import Session


def can_fill(session: Session, steps: Steps, question: Question) -> bool:
    """Tell whether a list stands in the file, or nothing; for what else stands there, ask first."""
    current = session.file.get(steps)
    if current is None or isinstance(current, list):
        return True
    session.open(steps, question)
    return make_way(session, steps)


def show_entries(session: Session, steps: Steps, question: Question) -> None:
    """Print the entries of a list, one line each."""
    entries = session.recorder.entries(steps)
    for number, entry in enumerate(entries, 1):
        line = f"{capitalise(question.each)} {number}: {describe(entry, question)}"
        session.asker.quote(shorten(line))


def describe(entry: Any, question: Question) -> str:
    """Return an entry on one line, by what says most about it."""
    if isinstance(entry, dict):
        main = main_question(question)
        values = [entry.get(main.name)] if main else []
        texts = [value for value in (*values, *entry.values()) if isinstance(value, str) and value]
        return shorten(texts[0]) if texts else "(nothing yet)"
    return shorten(show_plain(entry))


def main_question(question: Question) -> Question | None:
    """Return the question of an entry that a pasted text answers: the first that must have text."""
    inner = [one for one in question.questions if one.type in ("line", "prose") and not one.when]
    return next((one for one in inner if one.required), None)


def enough(session: Session, steps: Steps) -> bool:
    """Tell whether a list can be left: it has as many entries as it should, or may wait."""
    count = session.count(steps)
    try:
        if count:
            check_count(session.limits(steps), count)
    except ValueError as error:
        session.asker.say(str(error), "yellow")
        return session.asker.confirm("Leave it like this for now?", default=False)
    return True


def pick_entry(session: Session, steps: Steps, question: Question, ask: str) -> int:
    """Return the index of the entry that the officer points to."""
    entries = session.recorder.entries(steps)
    if len(entries) == 1:
        return 0
    session.asker.say(ask)
    numbered = "" if session.asker.plain else "{}. "  # plain menus have numbers of their own
    options = [
        Option(str(index), numbered.format(index + 1) + describe(entry, question))
        for index, entry in enumerate(entries)
    ]
    return int(session.asker.pick(options, "0"))


def move_entry(session: Session, steps: Steps, index: int, each: str) -> None:
    """Ask where an entry is to stand, and put it there."""
    count = session.count(steps)
    session.asker.say(f"Which place is this {each} to have?")
    places = [
        Option(str(to), f"{to + 1}" + (" (where it is now)" if to == index else ""))
        for to in range(count)
    ]
    to = int(session.asker.pick(places, str(index)))
    if to != index:
        session.recorder.move(steps, index, to)


def remove_entry(session: Session, here: Steps) -> None:
    """Take an entry out of its list, unless the list has changed on disk."""
    try:
        session.recorder.remove(here)
    except Moved:
        return
    session.drafts.clear()
