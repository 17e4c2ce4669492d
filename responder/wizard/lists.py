"""Filling a list: adding, pasting, changing, moving and removing its entries."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from responder.questions import Question, parse
from responder.wizard import pasting
from responder.wizard.entries import (
    can_fill,
    describe,
    enough,
    main_question,
    move_entry,
    pick_entry,
    remove_entry,
    show_entries,
)
from responder.wizard.misfits import make_way, say_misfits
from responder.wizard.prompts import Back, Option, Pasted
from responder.wizard.recording import Steps
from responder.wizard.session import Session
from responder.wizard.values import take


class Inside(NamedTuple):
    """How to ask the open questions of one entry from a place on, and how to review its answers."""

    ask: Callable[[Steps, Steps], None]
    review: Callable[[Steps], None]


def ask_list(session: Session, steps: Steps, rest: Steps, inside: Inside) -> None:
    """Ask about a list until the officer says that it is complete; `rest` leads to one entry."""
    question = session.answer(steps).question
    if not can_fill(session, steps, question):
        return
    if rest and isinstance(rest[0], int):
        _visit_entries(session, steps, rest[0], rest[1:], inside)
    elif not rest and question.of and not session.count(steps):
        _add_values(session, steps, question)
        if not session.count(steps) and question.required:
            _warn_of_gap(session)
        return
    after_adding = False
    while True:
        wanted = _show_menu(session, steps, question, after_adding)
        after_adding = False
        if wanted == "done":
            if enough(session, steps):
                return
            continue
        try:
            if wanted == "add":
                after_adding = _add(session, steps, question, inside)
            elif wanted.startswith("paste"):
                _add_pasted(session, steps, question, inside, wanted[5:])
            else:
                change_entry(session, steps, wanted, question, inside)
        except Back:
            continue


def _show_menu(session: Session, steps: Steps, question: Question, after_adding: bool) -> str:
    each, asker = question.each, session.asker
    session.open(steps, question)
    count = session.count(steps)
    show_entries(session, steps, question)
    options = [Option("add", f"Add {'another' if count else 'the first'} {each}")]
    if _pastes(question):
        options.append(Option("paste", "Paste several at once"))
    if count:
        options.append(Option("change", f"Change one {each}"))
        if count > 1:
            options.append(Option("move", f"Move one {each} up or down"))
        options.append(Option("remove", f"Remove one {each}"))
    if count:
        done = "That is all; go on"
    else:
        done = "There are none; go on" if not question.required else "Leave this for later"
    options.append(Option("done", done))
    default = "add" if after_adding or (not count and question.required) else "done"
    try:
        return asker.pick(options, default, paste=_pastes(question))
    except Pasted as turn:
        return f"paste{turn.typed}"


def _pastes(question: Question) -> bool:
    return question.of == "line" or main_question(question) is not None


def _add(session: Session, steps: Steps, question: Question, inside: Inside) -> bool:
    count = session.count(steps)
    if question.of:
        _add_values(session, steps, question)
        return False
    _visit_entry(session, steps, count, (), inside)
    return session.count(steps) > count


def _visit_entry(session: Session, steps: Steps, index: int, rest: Steps, inside: Inside) -> None:
    """Ask the questions of one entry; a new one stands in the file only once it has an answer."""
    here, before = (*steps, index), session.file.get(steps)
    if session.file.get(here) is None:
        session.file.insert(steps, index, {})
    question = session.answer(steps).question
    try:
        if question.of:
            _change_value(session, here, question)
        elif session.answer(here).state == "wrong":
            if make_way(session, here):
                session.file.insert(steps, index, {})
                inside.ask(here, ())
        else:
            inside.ask(here, rest)
    except Pasted as turn:
        take_paste(session, here, inside, turn.typed)
    finally:
        _drop_empty(session, here)
        if before is None and session.file.get(steps) == []:
            session.file.remove(steps)


def take_paste(session: Session, here: Steps, inside: Inside, text: str) -> None:
    """Make entries of a block that was pasted into one; what that one holds already stays."""
    steps, index = here[:-1], int(here[-1])
    question = session.answer(steps).question
    _drop_empty(session, here)
    entry = session.file.get(here) if session.count(steps) > index else None
    _add_pasted(session, steps, question, inside, text, index if entry is None else index + 1)


def _drop_empty(session: Session, here: Steps) -> None:
    if session.count(here[:-1]) > int(here[-1]) and session.file.get(here) in ({}, "", None):
        session.file.remove(here)


def _visit_entries(session: Session, steps: Steps, index: int, rest: Steps, inside: Inside) -> None:
    """Ask about one entry, then about those after it that still have gaps."""
    while index < session.count(steps):
        _visit_entry(session, steps, index, rest, inside)
        rest = ()
        places = [
            spot.steps[len(steps) :]
            for spot in session.spots()
            if spot.gap and spot.steps[: len(steps)] == steps and len(spot.steps) > len(steps)
        ]
        later = [place for place in places if isinstance(place[0], int) and place[0] > index]
        if not later:
            return
        index, rest = int(later[0][0]), later[0][1:]


def _add_values(session: Session, steps: Steps, question: Question) -> None:
    """Ask for plain values one after the other until nothing is typed."""
    each = question.each
    entry = question.entry
    entry.required, entry.default = False, None
    while True:
        index = session.count(steps)
        here = (*steps, index)
        session.open(here, question)
        if entry.type == "line":
            session.asker.say(f"One {each} at a time. Just press Enter when there are no more.")
            text = session.asker.line(check=lambda typed: _check_lines(entry, typed))
            values = [line.strip() for line in text.splitlines() if line.strip()]
            if pasting.looks_numbered(text, each):
                values = pasting.split_entries(text, each)
        else:
            value = take(session, here, entry, None, "Finish this list")
            values = [value] if value else []
        if not values:
            return
        session.recorder.insert(steps, values, index)


def _check_lines(entry: Question, text: str) -> None:
    for line in text.splitlines():
        if line.strip():
            parse(entry, line)


def _change_value(session: Session, here: Steps, question: Question) -> None:
    entry = question.entry
    session.open(here, entry)
    current = session.file.get(here)
    if current is None or isinstance(current, str):
        say_misfits(session, here, entry, current)
        value = take(session, here, entry, current)
        if value and value != current:
            session.recorder.put(here, value)
    elif make_way(session, here) and (value := take(session, here, entry, None)):
        session.recorder.insert(here[:-1], [value], int(here[-1]))


def _warn_of_gap(session: Session) -> None:
    session.asker.say("Left for later. The draft will show a gap.", "dim")


def _add_pasted(
    session: Session,
    steps: Steps,
    question: Question,
    inside: Inside,
    text: str,
    at: int | None = None,
) -> None:
    """Make entries of a pasted block once the officer has seen them, then ask for their rest."""
    asker, each = session.asker, question.each
    while True:
        if not text.strip():
            asker.say(f"Paste the whole block. Each number begins one {each}.")
            text = asker.prose(session.drafts.pop(steps, ""), paragraphs=False)
            if not text.strip():
                return
        entries = pasting.split_entries(text, each)
        asker.say(f"This makes {len(entries)}:")
        for number, entry in enumerate(entries, 1):
            asker.quote(f"{number}. {entry}")
        session.drafts[steps] = text  # until it is settled what becomes of it
        wanted = asker.pick(
            [
                Option("yes", f"Yes, add {'them' if len(entries) > 1 else 'it'}"),
                Option("one", f"No, it is all one {each}"),
                Option("edit", "Change the text first"),
                Option("no", "Add nothing"),
            ],
            "yes",
        )
        del session.drafts[steps]
        if wanted == "no":
            return
        if wanted == "edit":
            text = asker.prose(text, paragraphs=False) or " "
            continue
        if wanted == "one":
            entries = [pasting.join_lines(text)]
        break
    main = main_question(question)
    index = session.count(steps) if at is None else at
    values = entries if question.of else [{main.name: entry} for entry in entries if main]
    session.recorder.insert(steps, values, index)
    asker.say(f"Added {len(entries)}.")
    if not question.of:
        for number in range(index, index + len(entries)):
            _visit_entry(session, steps, number, (), inside)


def change_entry(
    session: Session, steps: Steps, wanted: str, question: Question, inside: Inside
) -> None:
    """Change, move or remove an entry that the officer points to."""
    asker, each = session.asker, question.each
    index = pick_entry(session, steps, question, f"Which {each}?")
    here = (*steps, index)
    if wanted == "change":
        if question.of or session.answer(here).state == "wrong":
            _visit_entry(session, steps, index, (), inside)
        else:
            inside.review(here)
    elif wanted == "move":
        move_entry(session, steps, index, each)
    else:
        asker.say(describe(session.recorder.entries(steps)[index], question))
        if asker.confirm(f"Remove this {each} with all its answers?", default=False):
            remove_entry(session, here)
