"""What the library offers: which snippets there are for a day, which fit, and how they look."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from responder.boilerplate import Snippet, Window, passages
from responder.boilerplate.likeness import SLOT
from responder.errors import ResponderError
from responder.questions import long_date
from responder.wizard.entries import main_question
from responder.wizard.prompts import Option
from responder.wizard.recording import Steps
from responder.wizard.session import Session


@dataclass(frozen=True)
class Offer:
    """A snippet for the day of publication; `problem` says why it may not be used, if it may not.

    `early` tells that the day is before its time, not after.
    """

    snippet: Snippet
    reference: str
    problem: str = ""
    early: bool = False

    @property
    def warning(self) -> str:
        """Return what stands before its name where it may not be used; nothing where it may."""
        if not self.problem:
            return ""
        return "NOT YET IN USE: " if self.early else "OUT OF DATE: "


def list_offers(session: Session, steps: Steps) -> list[Offer]:
    """Return every snippet: those of this entry's themes first, those out of date last."""
    near = _answers_beside(session, steps)
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
    chosen = passages.choose(versions, "", day)
    if chosen.snippet and not chosen.stale:
        return Offer(chosen.snippet, name)
    latest = versions[-1]
    # Without a date the version is picked later, so nothing is pinned and nothing is out of date.
    pinned = latest.label if day else name
    early = bool(day and latest.about.valid.start and day < latest.about.valid.start)
    return Offer(latest, pinned, chosen.problem if day else "", early)


def suggest(session: Session, steps: Steps) -> list[str]:
    """Return the names of the snippets that fit the entry best in which these passages stand."""
    if session.open_index is None or len(steps) < 3 or not isinstance(steps[-2], int):
        return []
    main = main_question(session.answer(steps[:-2]).question)
    text = session.file.get((*steps[:-1], main.name)) if main else None
    if not isinstance(text, str):
        return []
    index = session.open_index()
    theme = next(
        (one for one in _answers_beside(session, steps) if one in index.vocabulary.cues), ""
    )
    found = index.suggest(text, session.day, theme)
    apart = index.vocabulary.apart
    return [one.snippet.name for one in found if apart.isdisjoint(one.snippet.about.themes)]


def _answers_beside(session: Session, steps: Steps) -> set[str]:
    """Return what was answered beside these passages; a theme among it brings its snippets up."""
    beside = session.file.get(steps[:-1]) if len(steps) > 1 else None
    values = beside.values() if isinstance(beside, dict) else ()
    return {one for one in values if isinstance(one, str)}


def as_option(offer: Offer, with_source: bool = False) -> Option:
    """Return a snippet as a line of a menu, with where it comes from or else its themes."""
    about = offer.snippet.about
    note = "; ".join(map(str, about.source[:1])) if with_source else ", ".join(about.themes)
    label = offer.warning + about.title
    return Option(offer.reference, label, note, (offer.reference, *about.themes))


def tell_apart(options: list[Option]) -> list[Option]:
    """Return the options with their names added where two have the same title."""
    labels = [option.label for option in options]
    return [
        Option(one.value, f"{one.label} ({one.value})", one.help, one.aliases)
        if labels.count(one.label) > 1
        else one
        for one in options
    ]


def preview(session: Session, offer: Offer) -> None:
    """Show a snippet's text, its source, and when it may be used."""
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
        asker.say(f"{offer.warning}{offer.problem}", "bold yellow")
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

    return SLOT.sub(name, snippet.body.strip())


def _say_window(valid: Window) -> str:
    if valid.start and valid.until:
        return f"May be used from {long_date(valid.start)} until {long_date(valid.until)}."
    if valid.start:
        return f"May be used from {long_date(valid.start)}."
    if valid.until:
        return f"May be used until {long_date(valid.until)}."
    return "May be used on any date."
