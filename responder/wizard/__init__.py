"""The wizard: asks the questions of a template and keeps every answer at once."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

from responder.answers import TEMPLATE_KEY
from responder.answers.file import AnswersFile
from responder.boilerplate import Library
from responder.boilerplate.search import Index, read_vocabulary
from responder.errors import ResponderError, UsageError
from responder.files import quote_path
from responder.house import House
from responder.wizard.interview import hold
from responder.wizard.kinds import ask_kind, has_kinds
from responder.wizard.menus import MenuAsker
from responder.wizard.numbered import PlainAsker
from responder.wizard.prompts import Asker, Turn, has_terminal
from responder.wizard.recording import Recorder
from responder.wizard.session import Session

ENDING = ".yaml"


class StoppedError(ResponderError):
    """The officer stopped before the end; the message says how to go on."""

    exit_status = 130


def run(  # noqa: PLR0913 - each is said on the command line
    house: House,
    path: Path | None,
    template: str | None,
    *,
    plain: bool,
    offer_draft: Callable[[Path], None],
    index_folder: Path | None = None,
    report: Path | None = None,
) -> None:
    """Interview the officer about one inspection, and offer a draft at the end.

    The index of the library is kept in `index_folder`, or else made anew when it is needed. What a
    `report` asks for is offered before the first question.
    Raises StoppedError when interrupted, and UsageError where there is no terminal to ask in.
    """
    if not has_terminal():
        wanted = path or Path(f"answers{ENDING}")
        raise UsageError(
            "The wizard asks questions, and there is no terminal here to ask them in.",
            remedy=f"Write the answers in {wanted} with a text editor, beginning with a line "
            "“template: …”, or run this in a terminal window.",
        )
    offer = _read_report(report) if report else None
    waiting = report  # as long as the officer has not chosen from what it asks for
    asker = PlainAsker() if plain else MenuAsker()
    file: AnswersFile | None = None
    try:
        with signals_as_interruptions(), ExitStack() as closing:
            file = _open(house, asker, path, template)
            session = _begin(house, asker, file, index_folder, closing)
            if offer:
                offer(session)
                waiting = None
            hold(session)
            wants_draft = _finish(house, asker, file.path)
    except (KeyboardInterrupt, EOFError):
        raise _stopped(house, file, plain, waiting) from None
    if wants_draft:
        offer_draft(file.path)


def _read_report(path: Path) -> Callable[[Session], None]:
    """Return what offers the items of a report, or raise FileError before anything is asked."""
    # Few interviews begin with a report, and reading one takes libraries that others do without.
    from responder import readers
    from responder.wizard.reports import offer_items

    document = readers.read(path).document
    return lambda session: offer_items(session, document, path.name)


@contextmanager
def signals_as_interruptions() -> Iterator[None]:
    """Let the end of the session or the machine say how to go on, and put the terminal right."""

    def interrupt(number: int, frame: object) -> None:
        del number, frame
        raise KeyboardInterrupt

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), interrupt) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _open(house: House, asker: Asker, path: Path | None, template: str | None) -> AnswersFile:
    """Return the answers file to work on, made anew if there is none yet."""
    if template is not None:
        house.questionnaire(template)  # refuses a wrong name before anything is asked
    if path is not None and path.exists():
        file = _reopen(house, asker, path, template)
        if template and template != file.answers.template:
            raise _refuse(house, file, template)
        return file
    kind = ""
    while True:
        kind = template or ask_kind(house, asker, kind)
        try:
            chosen = path or _ask_path(asker, kind)
        except Turn:
            continue
        if not chosen.exists():
            return AnswersFile.create(chosen, kind)
        file = _reopen(house, asker, chosen, kind)
        if file.answers.template != kind:
            asker.say("The answers in this file are for another kind of inspection:", "yellow")
        return file


def _reopen(house: House, asker: Asker, path: Path, template: str | None) -> AnswersFile:
    """Return a file that is there already; `template` is used if it names none."""
    if path.is_file() and not path.read_bytes().strip():
        wanted = template or ask_kind(house, asker)
        path.unlink()
        return AnswersFile.create(path, wanted)
    file = AnswersFile.open(path)
    if not file.answers.template:
        file.set((TEMPLATE_KEY,), template or ask_kind(house, asker))
        file.save()
    return file


def _refuse(house: House, file: AnswersFile, template: str) -> UsageError:
    named = file.answers.template
    remedy = "Leave --template out, or name another file."
    if named in house.template_names():
        remedy += " The overview of the wizard can change the kind of inspection, and keeps all."
    problem = f"{file.path} holds answers for the template “{named}”, not for “{template}”."
    return UsageError(problem, remedy=remedy)


def _ask_path(asker: Asker, template: str) -> Path:
    suggested = Path(f"{template}{ENDING}")
    number = 1
    while suggested.exists():
        number += 1
        suggested = Path(f"{template}-{number}{ENDING}")

    def check(text: str) -> None:
        path = _name(text)
        if path.is_dir():
            raise ValueError("This is a folder. Give the name of a file in it.")
        if not path.parent.is_dir():
            raise ValueError(f"There is no folder {path.parent}.")

    asker.head("Before we begin", "In which file are your answers to be kept?")
    asker.say("Name an existing file to go on with it.")
    asker.say(f"Just press Enter for: {suggested}")
    typed = asker.line(check=check)
    return _name(typed) if typed.strip() else suggested


def _name(text: str) -> Path:
    path = Path(text.strip().strip('"')).expanduser()
    return path if path.suffix.lower() in (ENDING, ".yml") else path.with_name(path.name + ENDING)


def _begin(
    house: House, asker: Asker, file: AnswersFile, folder: Path | None, closing: ExitStack
) -> Session:
    library = Library(house.boilerplate)

    @cache
    def open_index() -> Index:
        return closing.enter_context(Index(library, read_vocabulary(house), folder))

    session = Session(asker, Recorder(file, asker), house, library, open_index)
    asker.say(session.questionnaire.title, "bold")
    asker.say("Every answer is saved at once in this file:")
    asker.show(str(file.path))
    asker.say("You can stop at any time with Ctrl-C. To go on later, type:")
    asker.show(_command(house, file.path, asker.plain))
    asker.say("Nothing needs to be perfect: what you leave open shows as a gap in the draft.")
    if has_kinds(house):
        asker.say("The kind of inspection can be changed in the overview, and no answer is lost.")
    asker.say(asker.keys_hint, "dim")
    return session


def _finish(house: House, asker: Asker, path: Path) -> bool:
    """Say where everything is, and return whether a draft is wanted now."""
    asker.say()
    asker.say("Your answers are in this file. You can change them there or with the wizard:")
    asker.show(str(path))
    asker.say("To check them:")
    asker.show(f"{_program(house)} check {quote_path(path)}")
    asker.say("To write the Word draft at any time:")
    asker.show(f"{_program(house)} draft {quote_path(path)}")
    asker.say()
    try:
        return asker.confirm("Write the Word draft now?", default=True)
    except Turn:
        return False


def _stopped(
    house: House, file: AnswersFile | None, plain: bool, report: Path | None
) -> StoppedError:
    if file is None:
        return StoppedError("Stopped before anything was answered.")
    saved = "All your answers but the last are" if file.changed else "All that you entered is"
    return StoppedError(
        f"Stopped. {saved} saved in {file.path}; what was still being typed is not.",
        remedy=f"To go on where you stopped:\n    {_command(house, file.path, plain, report)}",
    )


def _program(house: House) -> str:
    return f"responder --house {quote_path(house.named)}" if house.named else "responder"


def _command(house: House, path: Path, plain: bool, report: Path | None = None) -> str:
    begun = f" --from {quote_path(report)}" if report else ""
    return f"{_program(house)} wizard {quote_path(path)}{begun}" + (" --plain" if plain else "")
