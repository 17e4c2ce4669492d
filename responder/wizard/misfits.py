"""What stands in the file and does not fit its question: saying so, and making way."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from responder.questions import Question, one_of, parse
from responder.relative import UnansweredError
from responder.wizard.prompts import Option, shorten
from responder.wizard.recording import Steps, show_plain
from responder.wizard.session import Session

SHOWN = 240


def make_way(session: Session, steps: Steps) -> bool:
    """Show what has another form than the question asks for, and return whether it was taken out.

    Only the officer can decide that: under another kind of inspection it may be the right answer.
    """
    asker, before = session.asker, session.file.answers
    asker.say("What stands in the file has another form than is asked for here:", "yellow")
    asker.quote(shorten(show_plain(session.file.get(steps)), SHOWN))
    options = [
        Option("leave", "Leave it as it is"),
        Option("anew", "Take it out of the file and answer anew"),
    ]
    if asker.pick(options, "leave") == "anew":
        session.recorder.remove(steps)
    return session.file.answers is not before


def say_misfits(session: Session, steps: Steps, question: Question, current: Any) -> None:
    """Say what in an answer the question does not take."""
    given = session.read().given(steps)
    for one in current if isinstance(current, list) else [current]:
        try:
            if isinstance(one, str):
                with suppress(UnansweredError):
                    parse(one_of(question), one, given)
            elif one is not None:
                raise ValueError(f"It has another form: {shorten(show_plain(one), SHOWN)}")
        except ValueError as error:
            session.asker.say(f"The answer in the file does not fit. {error}", "yellow")
