"""What a report asks for, offered as entries of the answers, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from responder.document import Document
from responder.questions import Question
from responder.reports import find_items, find_title
from responder.reports import grammar as report_grammar
from responder.reports.grammar import ReportGrammar
from responder.reports.items import ReportItem
from responder.wizard.entries import can_fill
from responder.wizard.prompts import Asker, Option, Turn, shorten
from responder.wizard.report_entries import fits, make_entries, words_of
from responder.wizard.session import Session

OPEN = ("missing", "absent", "default")
PASTE = "When the wizard asks for them, choose “Paste several at once”."


def offer_items(session: Session, document: Document, name: str) -> None:
    """Let the officer choose from what a report asks for, and keep that as entries of its list."""
    asker = session.asker
    grammar = report_grammar.load(session.house, session.file.answers.template)
    question = _find_list(session)
    named = {one.name for one in question.questions} if question else set()
    if grammar is None or question is None or grammar.answers.text not in named:
        asker.say("It is not known here how reports of this kind announce what they ask for.")
        asker.say(PASTE)
        return
    found = find_items(document, grammar)
    if not found:
        asker.say(f"No {question.each} was found in {name}.", "yellow")
        asker.say(f"Look whether it is the whole report. {PASTE}")
        return
    steps = (question.name,)
    if session.answer(steps).state == "hidden":
        asker.say(f"Your answers say that no {question.each} is answered here, so none is offered.")
        asker.say("Change that in the overview, then begin with the report again.")
        return
    if not can_fill(session, steps, question):
        return
    known = {words_of(entry, grammar.answers) for entry in session.recorder.entries(steps)}
    new = [item for item in found if item.words not in known]
    if not new:
        asker.say(f"All that was found in {name} is among your answers already.")
        return
    with suppress(Turn):
        if chosen := _choose(session, new, find_title(document) or name, question):
            _keep(session, question, chosen, grammar)
            return
    asker.say(f"Nothing was added from {name}.")


def _find_list(session: Session) -> Question | None:
    """Return the question whose list of entries takes items."""
    wanted = session.questionnaire.roles.items
    asked = {question.name: question for question in session.questionnaire.questions}
    lists = (asked[name] for name in wanted if name in asked)
    return next((one for one in lists if one.type == "list" and one.questions), None)


def _choose(
    session: Session, found: Sequence[ReportItem], title: str, question: Question
) -> list[ReportItem]:
    """Return the items that the officer wants, in the report's order."""
    asker = session.asker
    ticked = [str(number) for number, item in enumerate(found) if item.sure]
    options = [
        Option(str(number), _label(item), _say_about(item)) for number, item in enumerate(found)
    ]
    while True:
        asker.head("Before we begin", question.ask)
        asker.say(f"Found in: {title}")
        asker.say("Those not ticked are for others, are earlier ones, or may be no such thing.")
        ticked = asker.pick_several(options, ticked)
        chosen = [found[int(number)] for number in ticked]
        while (wanted := _confirm(asker, len(chosen))) == "show":
            _show(asker, found, ticked)
        if wanted == "add":
            return chosen
        if wanted == "none":
            return []


def _confirm(asker: Asker, count: int) -> str:
    options = [
        Option("show", "Show all of them whole"),
        Option("again", "Choose again"),
        Option("none", "Add none of them"),
    ]
    if count:
        options.insert(0, Option("add", f"Add the {count} that you ticked, word for word"))
    try:
        return asker.pick(options, options[0].value)
    except Turn:
        return "again"


def _show(asker: Asker, found: Sequence[ReportItem], ticked: Sequence[str]) -> None:
    for number, item in enumerate(found):
        asker.say()
        mark = "To be added" if str(number) in ticked else "Not ticked"
        asker.say(f"{number + 1}. {mark}" + (f": {item.number}" if item.number else ""), "bold")
        asker.quote(item.text)
        for part in item.parts:
            asker.quote(f"• {part}")
        if about := _say_about(item, whole=True):
            asker.say(about, "dim")


def _label(item: ReportItem) -> str:
    return shorten(f"{item.number}: {item.text}" if item.number else item.text)


def _say_about(item: ReportItem, *, whole: bool = False) -> str:
    """Return what is known of an item beside its words."""
    several = "paragraphs" if len(item.paragraphs) > 1 else "paragraph"
    said = [
        f"{several} {', '.join(item.paragraphs)}" if item.paragraphs else "",
        f"for {', '.join(item.addressees)}" if item.addressees else "",
        f"status: {item.status}" if item.status else "",
        f"{len(item.parts)} parts" if len(item.parts) > 1 else "",
        f"deadline: {item.deadline or item.deadline_words}" if item.deadline_words else "",
        f"under “{item.place}”" if item.place and (whole or not item.paragraphs) else "",
    ]
    return "; ".join(one for one in said if one)


def _keep(
    session: Session, question: Question, chosen: Sequence[ReportItem], grammar: ReportGrammar
) -> None:
    """Add items to their list, then take out what is not asked of them."""
    session.mark_passed()
    _settle(session, chosen, grammar)
    steps = (question.name,)
    start = session.count(steps)
    dates = [one.name for one in session.questionnaire.questions if one.type == "date"]
    entries = make_entries(chosen, question, grammar.answers, dates, start)
    session.recorder.insert(steps, entries, start)
    for index, entry in enumerate(entries, start):
        for name in entry:
            if session.answer((*steps, index, name)).state == "hidden":
                session.recorder.remove((*steps, index, name))
    session.asker.say(f"Added {len(entries)}, and saved. Their other questions come in their turn.")


def _settle(session: Session, chosen: Sequence[ReportItem], grammar: ReportGrammar) -> None:
    """Answer for the whole response what the kinds of the items say, unless it has an answer."""
    kinds = [kind for kind in grammar.kinds if any(item.kind == kind.name for item in chosen)]
    settled = kinds[0].sets if len(kinds) == 1 else grammar.mixed
    resolved = session.resolve()
    for name, value in settled.items():
        answer = resolved.get(name)
        is_open = answer and answer.state in OPEN and answer.question.default != value
        if answer and is_open and fits(answer.question, value):
            session.recorder.put((name,), value)
