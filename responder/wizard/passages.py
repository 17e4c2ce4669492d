"""Filling an answer with passages: typed, or taken from the library."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from responder import boilerplate
from responder.boilerplate import Snippet, Window
from responder.errors import ResponderError
from responder.questions import Question, long_date
from responder.wizard import entries, pasting
from responder.wizard.prompts import Back, Option, Pasted, shorten
from responder.wizard.recording import Steps
from responder.wizard.session import GAP, Session
from responder.wizard.values import take


@dataclass(frozen=True)
class Offer:
    """A snippet as it may be used on the day of publication; `problem` says why it may not."""

    snippet: Snippet
    reference: str
    problem: str = ""


def ask_passages(session: Session, steps: Steps) -> None:
    """Ask for passages until the officer says that there are enough."""
    question = session.answer(steps).question
    current = session.file.get(steps)
    if current is not None and not isinstance(current, list):
        session.open(steps, question)
        session.asker.say(f"In the file this is no list, so it was left: {shorten(str(current))}")
        return
    while True:
        try:
            wanted = _show_menu(session, steps, question)
        except Pasted as turn:
            session.drafts[(*steps, session.count(steps), "text")] = pasting.clean(turn.typed)[0]
            wanted = "text"
        if wanted == "done":
            if entries.enough(session, steps):
                return
            continue
        index = session.count(steps)
        try:
            if wanted == "text":
                _write(session, (*steps, index), question)
            elif wanted == "library":
                _add_from_library(session, steps)
            else:
                _change(session, steps, wanted, question)
        except Back:
            continue


def _show_menu(session: Session, steps: Steps, question: Question) -> str:
    session.open(steps, question)
    passages = session.recorder.entries(steps)
    shown = [_describe(session, passage) for passage in passages]
    for number, text in enumerate(shown, 1):
        session.asker.quote(shorten(f"Passage {number}: {text}"))
    another = "another" if passages else "a"
    options = [Option("text", f"Write {another} passage", "type or paste it, or use your editor")]
    if session.library.names():
        options.append(Option("library", f"Take {another} passage from the library"))
    if passages:
        options.append(Option("change", "Change one passage"))
        if len(passages) > 1:
            options.append(Option("move", "Move one passage up or down"))
        options.append(Option("remove", "Remove one passage"))
        options.append(Option("done", "That is all; go on"))
    else:
        leave = (
            "Leave this for later (a gap in the draft)" if question.required else "Leave this out"
        )
        options.append(Option("done", leave))
    default = "done" if passages or not question.required else "text"
    if any(GAP in text for text in shown):
        default = "change"
    return session.asker.pick(options, default, paste=True)


def _describe(session: Session, passage: Any) -> str:
    if not isinstance(passage, dict):
        return shorten(str(passage))
    if text := passage.get("text"):
        return shorten(str(text))
    reference = str(passage.get("snippet", ""))
    snippet = _find(session, reference)
    if snippet is None:
        return shorten(f"NOT IN THE LIBRARY: {reference}")
    values = passage.get("values") or {}
    open_slots = [
        slot.ask
        for slot in snippet.slots.values()
        if slot.required and slot.default is None and not values.get(slot.name)
    ]
    gap = f" {GAP} {open_slots[0]}" if open_slots else ""
    return shorten(f"From the library: {snippet.about.title}{gap}")


def _find(session: Session, reference: str) -> Snippet | None:
    name, _, version = reference.partition("@")
    try:
        versions = session.library.versions(name)
    except ResponderError:
        return None
    if not versions:
        return None
    return boilerplate.choose(versions, version, session.day).snippet or versions[-1]


def _write(session: Session, here: Steps, question: Question) -> None:
    """Ask for the text of a passage and keep it."""
    current = session.file.get((*here, "text"))
    words = Question(name="text", ask=question.ask, type="prose", required=False)
    text = take(session, (*here, "text"), words, current, "Go back without a passage")
    if not text or text == current:
        return
    if current is None:
        session.recorder.insert(here[:-1], [{"text": text}], int(here[-1]))
    else:
        session.recorder.put((*here, "text"), text)


def _add_from_library(session: Session, steps: Steps) -> None:
    """Show snippets until one is taken, then ask for what it leaves open."""
    asker = session.asker
    offers = list_offers(session, steps)
    options = [
        Option(
            offer.reference,
            ("OUT OF DATE: " if offer.problem else "") + offer.snippet.about.title,
            ", ".join(offer.snippet.about.themes),
            (offer.reference, *offer.snippet.about.themes),
        )
        for offer in offers
    ]
    while True:
        asker.say("Which passage? Its title, name or theme finds it.")
        picked = asker.pick(_tell_apart(options), search=True)
        if not picked:
            return
        offer = next(one for one in offers if one.reference == picked)
        _preview(session, offer)
        if offer.problem:
            use = asker.confirm("Use it all the same? The draft will mark it.", default=False)
        else:
            use = asker.confirm("Use this passage?", default=True)
        if use:
            break
    index = session.count(steps)
    session.recorder.insert(steps, [{"snippet": offer.reference}], index)
    _fill_slots(session, (*steps, index), offer.snippet)


def _tell_apart(options: list[Option]) -> list[Option]:
    """Return the options with their names added where two have the same title."""
    labels = [option.label for option in options]
    return [
        Option(one.value, f"{one.label} ({one.value})", one.help, one.aliases)
        if labels.count(one.label) > 1
        else one
        for one in options
    ]


def list_offers(session: Session, steps: Steps) -> list[Offer]:
    """Return every snippet: those of this entry's themes first, those out of date last."""
    near = _themes_nearby(session, steps)
    offers, broken = [], 0
    for name in session.library.names():
        try:
            versions = session.library.versions(name)
        except ResponderError:
            broken += 1
            continue
        if versions:
            offers.append(_offer(versions, session.day))
    if broken:
        session.asker.say(f"{broken} of the library cannot be read; “responder snippets check”.")
    return sorted(
        offers,
        key=lambda one: (
            bool(one.problem),
            not near & set(one.snippet.about.themes),
            one.snippet.about.title.casefold(),
        ),
    )


def _offer(versions: list[Snippet], day: datetime.date | None) -> Offer:
    name = versions[0].name
    chosen = boilerplate.choose(versions, "", day)
    if chosen.snippet and not chosen.stale:
        return Offer(chosen.snippet, name)
    latest = versions[-1]
    # Without a date the version is picked later, so nothing is pinned and nothing is out of date.
    pinned = f"{name}@{latest.version}" if latest.version and day else name
    return Offer(latest, pinned, chosen.problem if day else "")


def _themes_nearby(session: Session, steps: Steps) -> set[str]:
    """Return what was answered beside these passages; a theme among it brings its snippets up."""
    beside = session.file.get(steps[:-1]) if len(steps) > 1 else None
    return (
        {one for one in beside.values() if isinstance(one, str)}
        if isinstance(beside, dict)
        else set()
    )


def _preview(session: Session, offer: Offer) -> None:
    asker, about = session.asker, offer.snippet.about
    asker.say()
    asker.say(about.title, "bold")
    asker.quote(_name_slots(offer.snippet))
    asker.say()
    if about.source:
        asker.say("Published in: " + "; ".join(map(str, about.source)))
    asker.say(_say_window(about.valid))
    if session.day is None and about.valid != Window():
        asker.say("The publication date will decide which version is used.")
    if offer.problem:
        asker.say(f"OUT OF DATE: {offer.problem}", "bold yellow")
    asker.say(
        "National wording: not for local editing."
        if about.scope == "national"
        else "Local wording: make sure that it is true of your own case."
    )


def _name_slots(snippet: Snippet) -> str:
    """Return a snippet's text with the question of each slot where its value will stand."""
    slots = snippet.slots

    def name(found: re.Match[str]) -> str:
        return f"[{slots[found[1]].ask}]" if found[1] in slots else found[0]

    return re.sub(r"\{\{\s*(\w+)\s*\}\}", name, snippet.body.strip())


def _say_window(valid: Window) -> str:
    if valid.start and valid.until:
        return f"May be used from {long_date(valid.start)} until {long_date(valid.until)}."
    if valid.start:
        return f"May be used from {long_date(valid.start)}."
    if valid.until:
        return f"May be used until {long_date(valid.until)}."
    return "May be used on any date."


def _fill_slots(session: Session, here: Steps, snippet: Snippet) -> None:
    """Ask for what a snippet leaves open, keeping each value at once."""
    slots = list(snippet.slots.values())
    number = 0
    while number < len(slots):
        slot = slots[number]
        place = (*here, "values", slot.name)
        session.open(place, slot)
        session.asker.say(f"For the passage “{snippet.about.title}”, {number + 1} of {len(slots)}.")
        current = session.file.get(place)
        try:
            value = take(session, place, slot, current)
        except Back:
            if number == 0:
                raise
            number -= 1
            continue
        if value is not None and value != current:
            session.recorder.put(place, value)
        elif value is None and current is not None:
            if session.asker.confirm("Take this answer out?", default=False):
                session.recorder.remove(place)
        elif value is None and slot.required:
            session.asker.say("Left for later. The draft will show a gap.")
        number += 1


def _change(session: Session, steps: Steps, wanted: str, question: Question) -> None:
    index = entries.pick_entry(session, steps, question, "Which passage?")
    here = (*steps, index)
    passage = session.file.get(here)
    if wanted == "move":
        entries.move_entry(session, steps, index, "passage")
    elif wanted == "remove":
        session.asker.say(_describe(session, passage))
        if session.asker.confirm("Remove this passage?", default=False):
            entries.remove_entry(session, here)
    elif not isinstance(passage, dict) or "text" in passage:
        _write(session, here, question)
    elif snippet := _find(session, str(passage.get("snippet", ""))):
        _preview(session, Offer(snippet, ""))
        if snippet.slots:
            _fill_slots(session, here, snippet)
        else:
            session.asker.say("This passage has nothing to fill in.")
    else:
        session.asker.say("The library does not hold this passage. Remove it or mend the file.")
