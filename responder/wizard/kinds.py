"""The kind of inspection: choosing it, and changing it later without losing an answer."""

from __future__ import annotations

from contextlib import suppress

from responder.answers import TEMPLATE_KEY
from responder.errors import FileError, Place, ResponderError
from responder.house import House
from responder.questionnaire import Questionnaire
from responder.wizard.prompts import Asker, Option, Turn, shorten
from responder.wizard.reading import AGAIN, MISFIT, UNUSED, USED, compare, read
from responder.wizard.session import Session, without_counts

NAMED = 4
MEANINGS = {
    USED: "Kept, and used as before:",
    AGAIN: "In the file from before, and used again:",
    UNUSED: "Kept in the file, but not used for this kind:",
    MISFIT: "Do not fit here, and are kept in the file until you answer them anew:",
}


def has_kinds(house: House) -> bool:
    """Tell whether there is more than one kind to choose from."""
    return len(house.template_names()) > 1


def ask_kind(house: House, asker: Asker, before: str = "") -> str:
    """Return the template of the kind that the officer chooses; one alone is not asked about.

    `before` is what was chosen before, if the officer comes back to choose again.
    """
    kinds = _read_kinds(house, asker)
    if len(kinds) == 1:
        return next(iter(kinds))
    while True:
        asker.head("Before we begin", "What kind of inspection is the response to?")
        with suppress(Turn):
            return _pick(asker, kinds, before)


def change_kind(session: Session) -> bool:
    """Offer the kinds again, and return whether the file now is of another one.

    What it means is said before it is done; the answers stay in the file in any case.
    """
    asker, now = session.asker, session.file.answers.template
    kinds = _read_kinds(session.house, asker)
    asker.head("Kind of inspection", "What kind of inspection is the response to?")
    try:
        chosen = _pick(asker, kinds, now, " (as it is now)")
        if chosen == now or not _agree(session, kinds[chosen]):
            return False
    except Turn:
        return False
    session.recorder.put((TEMPLATE_KEY,), chosen)
    session.take_kind()
    asker.say(f"The kind of inspection is now: {session.questionnaire.title}", "bold")
    return session.file.answers.template != now


def _read_kinds(house: House, asker: Asker) -> dict[str, Questionnaire]:
    """Return what each kind asks, without those that cannot be read if there are others."""
    kinds: dict[str, Questionnaire] = {}
    faults: list[ResponderError] = []
    for name in house.template_names():
        try:
            kinds[name] = house.questionnaire(name)
        except ResponderError as error:
            faults.append(error)
    if not kinds:
        lacking = FileError("This house has no templates.", Place(str(house.templates)))
        raise faults[0] if faults else lacking
    for fault in faults:
        asker.say(f"One kind of inspection cannot be offered. {fault}", "yellow")
    return kinds


def _pick(asker: Asker, kinds: dict[str, Questionnaire], now: str, mark: str = "") -> str:
    options = [
        Option(name, about.title + (mark if name == now else ""), about.help)
        for name, about in kinds.items()
    ]
    return asker.pick(options, now if now in kinds else options[0].value)


def _agree(session: Session, wanted: Questionnaire) -> bool:
    """Say what becomes of the answers under another kind, and return whether that is wanted."""
    asker, file = session.asker, session.file.answers
    fates = compare(session.read(), read(file, without_counts(wanted)))
    if not any(fates.values()):
        return True
    asker.head("Kind of inspection", f"Change it to: {wanted.title}?")
    asker.say("Every answer stays in the file, and is used again if you change back.")
    for fate, asks in fates.items():
        if asks:
            asker.say(MEANINGS[fate])
            named = asks[:NAMED] if len(asks) > NAMED + 1 else asks
            for ask in named:
                asker.quote(shorten(ask))
            if len(asks) > len(named):
                asker.quote(f"and {len(asks) - len(named)} more")
    asker.say()
    return asker.confirm("Change the kind of inspection?", default=True)
