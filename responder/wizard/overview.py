"""The overview: every answer on one line, and the way to each of them."""

from __future__ import annotations

from collections.abc import Callable

from responder.wizard.kinds import change_kind, has_kinds
from responder.wizard.prompts import Option, Turn, capitalise, room, shorten
from responder.wizard.recording import Moved, Steps, show_plain
from responder.wizard.session import GAP, Session, Spot, show_value

GO_ON = "go on"
KIND = "kind"
ROOM = 24  # characters left for an answer behind its question


def show_overview(
    session: Session, ask: Callable[[Session, Steps], None], end: str, within: Steps = ()
) -> bool:
    """Show every answer, or those of one entry, and ask those again that the officer picks.

    Return whether it was left because the kind of inspection was changed.
    """
    asker, standing, chosen = session.asker, session.at, GO_ON
    while True:
        spots = _list_spots(session, within)
        gaps = sum(spot.gap for spot in spots)
        title = session.progress((*within, "")) if within else "Overview"
        asker.head(title, "All answers. Choose one to change it.")
        asker.say(
            f"{gaps} still to complete, marked {GAP}."
            if gaps
            else "Nothing that is needed is missing."
        )
        options = [
            Option(GO_ON, end),
            *_offer_kind(session, within),
            *(
                Option(str(number), _describe(session, spot, within))
                for number, spot in enumerate(spots)
            ),
        ]
        known = [option.value for option in options]
        try:
            chosen = asker.pick(options, chosen if chosen in known else GO_ON)
        except Turn:
            chosen = GO_ON  # back from the overview is where it was asked for
        if chosen == GO_ON:
            session.at = standing
            return False
        if chosen == KIND:
            if change_kind(session):
                return True
            continue
        spot = spots[int(chosen)]
        try:
            if spot.answer.question.type == "group" and spot.seen:
                _change_group(session, spot, ask)
            else:
                ask(session, spot.steps)
        except Moved:
            if within:
                raise
        except Turn:
            continue


def _offer_kind(session: Session, within: Steps) -> list[Option]:
    if within or not has_kinds(session.house):
        return []
    return [Option(KIND, f"Kind of inspection: {session.questionnaire.title}")]


def _list_spots(session: Session, within: Steps) -> list[Spot]:
    """Return the places to show, each once."""
    found: dict[Steps, Spot] = {}
    for spot in session.spots():
        if spot.steps[: len(within)] == within and spot.steps != within:
            known = found.get(spot.steps)
            found[spot.steps] = known if known and known.seen else spot
    return list(found.values())


def _describe(session: Session, spot: Spot, within: Steps) -> str:
    question = spot.answer.question
    shown = show_value(spot.answer)
    match spot.answer.state:
        case _ if spot.gap and not session.read().fits(spot.answer):
            shown = f"{GAP} not understood: {show_plain(spot.answer.node.plain())}"
        case "missing":
            shown = f"{GAP} {shown}".rstrip()
        case "absent":
            shown = "(left out, but wanted)" if question.wanted else "(left out)"
        case "default":
            shown = f"{shown} (suggested)"
        case _ if question.type == "group":
            shown = "(given)"
        case _ if spot.gap:
            shown = f"{GAP} {shown}"
    where = _name_place(session, spot.steps, len(within))
    ask = shorten(question.ask, min(46, max(16, room() - len(where) - ROOM)))
    return f"{where}{ask}{'' if ask.endswith('?') else ':'} {shown}"


def _name_place(session: Session, steps: Steps, skip: int) -> str:
    """Return the entries that a question stands in, as “Issue 2, ”."""
    names = []
    for number, step in enumerate(steps):
        if isinstance(step, int) and number >= skip:
            each = session.answer(steps[:number]).question.each
            names.append(f"{capitalise(each)} {step + 1}, ")
    return "".join(names)


def _change_group(session: Session, spot: Spot, ask: Callable[[Session, Steps], None]) -> None:
    options = [
        Option("ask", "Answer what is still open in it"),
        Option("leave", "Leave it as it is"),
        Option("remove", "Take all of it out"),
    ]
    session.open(spot.steps, spot.answer.question)
    wanted = session.asker.pick(options, "leave")
    if wanted == "ask":
        ask(session, spot.steps)
    elif wanted == "remove" and session.asker.confirm(
        "Take out all answers of this part?", default=False
    ):
        session.recorder.remove(spot.steps)
