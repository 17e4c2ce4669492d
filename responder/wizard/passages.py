"""Filling an answer with passages: typed, or taken from the library."""

from __future__ import annotations

import datetime
from typing import Any

from responder.boilerplate import Snippet, passages
from responder.boilerplate.likeness import SLOT
from responder.errors import ResponderError
from responder.questions import Question, long_date, parse
from responder.wizard import entries
from responder.wizard.misfits import make_way, say_misfits
from responder.wizard.offers import Offer, as_option, list_offers, preview, suggest, tell_apart
from responder.wizard.prompts import Back, Option, Pasted, shorten
from responder.wizard.recording import Steps, show_plain
from responder.wizard.session import GAP, Session
from responder.wizard.values import take


def ask_passages(session: Session, steps: Steps) -> None:
    """Ask for passages until the officer says that there are enough."""
    question = session.answer(steps).question
    if not entries.can_fill(session, steps, question):
        return
    while True:
        try:
            wanted = _show_menu(session, steps, question)
        except Pasted as turn:
            session.drafts[(*steps, session.count(steps), "text")] = turn.typed
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
    if not _is_passage(passage):
        return shorten(f"{GAP} not understood: {show_plain(passage)}")
    if text := passage.get("text"):
        return shorten(text)
    reference = passage["snippet"]
    snippet = _find(session, reference)
    if snippet is None:
        return shorten(f"NOT IN THE LIBRARY: {reference}")
    values = passage.get("values")
    values = values if isinstance(values, dict) else {}
    open_slots = [
        slot.ask
        for slot in snippet.slots.values()
        if slot.required and slot.default is None and not values.get(slot.name)
    ]
    gap = f" {GAP} {open_slots[0]}" if open_slots else ""
    return shorten(f"From the library: {snippet.about.title}{gap}")


def _is_passage(passage: Any) -> bool:
    if not isinstance(passage, dict):
        return False
    written = [passage[name] for name in ("text", "snippet") if name in passage]
    return len(written) == 1 and isinstance(written[0], str)


def _find(session: Session, reference: str) -> Snippet | None:
    name, _, version = reference.partition("@")
    try:
        versions = session.library.versions(name)
    except ResponderError:
        return None
    if not versions:
        return None
    return passages.choose(versions, version, session.day).snippet or versions[-1]


def _write(session: Session, here: Steps, question: Question, current: str | None = None) -> None:
    """Ask for the text of a passage, a new one unless it has a text so far, and keep it."""
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
    asker, offers = session.asker, list_offers(session, steps)
    while True:
        picked = _pick_suggested(session, steps, offers) or _search(session, offers)
        offer = next((one for one in offers if one.reference == picked), None)
        if offer is None:
            return
        preview(session, offer)
        marked = "the draft will mark it" if offer.problem else ""
        wanted = asker.pick(
            [
                Option("use", "Use it as it stands", marked),
                Option("edit", "Take it and change its words"),
                Option("pass", "Pass it over"),
            ],
            "pass" if offer.problem else "use",
        )
        if wanted != "pass":
            break
    here = (*steps, session.count(steps))
    session.recorder.insert(steps, [{"snippet": offer.reference}], int(here[-1]))
    _fill_slots(session, here, offer.snippet)
    if wanted == "edit":
        _edit(session, here, offer.snippet)


def _pick_suggested(session: Session, steps: Steps, offers: list[Offer]) -> str:
    """Return what the officer picks of the snippets that fit this entry best, if anything."""
    found = suggest(session, steps)
    fitting = {one.snippet.name: one for one in offers if one.snippet.name in found}
    if not fitting:
        return ""
    session.asker.say("These fit best. You see a passage and its source before you take it.")
    usable_first = sorted(
        fitting, key=lambda name: (bool(fitting[name].problem), found.index(name))
    )
    options = [as_option(fitting[name], with_source=True) for name in usable_first]
    return session.asker.pick([*options, Option("", "Search the whole library")], options[0].value)


def _search(session: Session, offers: list[Offer]) -> str:
    session.asker.say("Which passage? Its title, name or theme finds it.")
    options = tell_apart([as_option(offer) for offer in offers])
    return session.asker.pick(options, search=True)


def _fill_slots(session: Session, here: Steps, snippet: Snippet) -> None:
    """Ask for what a snippet leaves open, keeping each value at once."""
    slots = list(snippet.slots.values())
    values = session.file.get((*here, "values"))
    if not isinstance(values, dict | None) and not make_way(session, (*here, "values")):
        return
    number = 0
    while number < len(slots):
        slot = slots[number]
        place = (*here, "values", slot.name)
        session.open(place, slot)
        session.asker.say(f"For the passage “{snippet.about.title}”, {number + 1} of {len(slots)}.")
        current = session.file.get(place)
        say_misfits(session, place, slot, current)
        try:
            value = take(session, place, slot, current if isinstance(current, str) else None)
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


def _edit(session: Session, here: Steps, snippet: Snippet) -> None:
    """Make a passage of the library typed text that remembers what it was made from."""
    values: dict[str, str] = {}
    for name, slot in snippet.slots.items():
        given = session.file.get((*here, "values", name)) or slot.default
        if not given and slot.required:
            session.asker.say("Its words can be changed once all its gaps are filled.", "yellow")
            return
        try:
            value = parse(slot, show_plain(given)) if given else ""
        except ValueError as error:
            session.asker.say(f"Its words cannot be changed yet. {error}", "yellow")
            return
        values[name] = long_date(value) if isinstance(value, datetime.date) else str(value)
    filled = SLOT.sub(lambda found: values.get(found[1], found[0]), snippet.body.strip())
    session.asker.say("Change the words. The draft will say what they were adapted from.")
    words = Question(name="text", ask=snippet.about.title, type="prose", required=False)
    text = take(session, (*here, "text"), words, filled)
    if text and text != filled:
        session.recorder.put(here, {"text": text, "origin": snippet.label})


def _change(session: Session, steps: Steps, wanted: str, question: Question) -> None:
    index = entries.pick_entry(session, steps, question, "Which passage?")
    here = (*steps, index)
    passage: Any = session.file.get(here)
    if wanted == "move":
        entries.move_entry(session, steps, index, "passage")
    elif wanted == "remove":
        session.asker.say(_describe(session, passage))
        if session.asker.confirm("Remove this passage?", default=False):
            entries.remove_entry(session, here)
    elif not _is_passage(passage):
        if make_way(session, here):
            _write(session, here, question)
    elif "text" in passage:
        _write(session, here, question, passage["text"])
    elif snippet := _find(session, passage["snippet"]):
        preview(session, Offer(snippet, ""))
        if snippet.slots:
            _fill_slots(session, here, snippet)
        else:
            session.asker.say("This passage has nothing to fill in.")
        if session.asker.confirm("Change its words?", default=False):
            _edit(session, here, snippet)
    else:
        session.asker.say("The library does not hold this passage. Remove it or mend the file.")
