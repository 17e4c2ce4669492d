"""Sitting down with the wizard: real prompts, fed with keys, on real files."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from prompt_toolkit.application import create_app_session
from prompt_toolkit.application.current import get_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.key_binding.defaults import load_key_bindings
from prompt_toolkit.output import DummyOutput

from responder import house, wizard
from responder.answers.file import AnswersFile
from responder.boilerplate import Library
from responder.house import House
from responder.wizard.interview import ask
from responder.wizard.menus import MenuAsker
from responder.wizard.numbered import PlainAsker
from responder.wizard.prompts import Back, Option
from responder.wizard.recording import Recorder, Steps
from responder.wizard.session import Session

ROOT = Path(__file__).parent.parent
ENTER, DOWN, UP, BACK, OVERVIEW = "\r", "\x1b[B", "\x1b[A", "\x1bOQ", "\x1bOR"
STOP, END, ERASE, DONE = "\x03", "\x04", "\x15", "\x1b\r"
KEYS = cache(load_key_bindings)
Answered = TypeVar("Answered")

QUESTIONS = """\
title: A visit
help: For every visit.
published: day
questions:
  - {name: place, ask: Which place?, help: The town., example: Leeds}
  - {name: day, ask: Which day?, type: date}
  - {name: kind, ask: Which kind?, type: choice, choices: [short, long], default: short}
  - {name: count, ask: How many?, type: number, min: "0", max: "10", required: false}
  - {name: sure, ask: Are you sure?, type: yes-no}
  - {name: why, ask: Why not?, when: {sure: "no"}}
  - {name: tags, ask: Which tags?, type: choices, choices: [red, green, blue], required: false}
  - name: town
    ask: Which town?
    type: choice
    choices: {from: house.towns}
    required: false
  - {name: story, ask: What happened?, type: prose, required: false}
  - name: person
    ask: Who is quoted?
    type: group
    required: false
    questions:
      - {name: name, ask: Whose words?}
      - {name: words, ask: Which words?, type: prose}
  - name: points
    ask: Which points?
    type: list
    each: point
    questions:
      - {name: text, ask: What is the point?}
      - {name: owner, ask: Who owns it?, required: false}
      - {name: pages, ask: Which pages?, type: list, of: line, each: page, required: false}
  - {name: reply, ask: What is the reply?, type: passages}
"""

HOUSE = """\
towns:
  - {name: Aberdeen}
  - {name: Bath}
  - {name: Cardiff, aliases: [Caerdydd]}
  - {name: Derby}
  - {name: Exeter}
  - {name: Hull}
  - {name: Leeds}
  - {name: Luton}
  - {name: York}
"""

SNIPPETS = {
    "thanks/current.md": """\
---
title: Thanks to the panel
source: [{response: A past visit, item: 2, published: 2021}]
slots:
  panel: {ask: Which panel?, example: the town panel}
  since: {ask: Since when?, type: date}
---
We thank {{ panel }}, which has met since {{ since }}.
""",
    "thanks/former.md": """\
---
title: Thanks to the committee
valid: {until: 2019-12-31}
superseded: The committee was dissolved.
---
We thank the committee.
""",
}

FULL = """\
# Kept by hand
template: visit
place: Leeds   # a remark
day: 2022-02-17
kind: long
count: 3
sure: yes
tags: [red, blue]
town: York
story: It went well.
person:
  name: Alex
  words: Good.
points:
  - text: First point
    owner: Ann
    pages: ["1.10", "2"]
  - text: Second point
  - text: Third point
    owner: Cas
reply:
  - text: One.
  - snippet: thanks/current
    values: {panel: the panel, since: 2020-01-01}
"""


def make_house(folder: Path, questions: str = QUESTIONS) -> House:
    """Return a small house whose one template asks questions of every type."""
    files = {f"boilerplate/{name}": text for name, text in SNIPPETS.items()}
    files |= {"templates/visit/questionnaire.yaml": questions, "templates/house.yaml": HOUSE}
    files["templates/visit/response.md.j2"] = "# {{ place }}\n"
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return house.load(folder)


def paste(text: str) -> str:
    """Return a text as a terminal sends it when it is pasted."""
    return f"\x1b[200~{text}\x1b[201~"


@contextmanager
def typing(keys: str = "", *, stop: bool = True) -> Iterator[None]:
    """Feed the prompts with keys; when they run out, the officer stops, unless told otherwise."""
    with (
        time_limit(20),
        patch("responder.wizard.has_terminal", lambda: True),
        create_pipe_input() as pipe,
        create_app_session(input=pipe, output=DummyOutput()),
    ):
        pipe.send_text(keys + (STOP if stop else ""))
        yield


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Fail where a prompt waits for keys that will never come."""

    def give_up(signum: int, frame: object) -> None:
        raise TimeoutError(f"A prompt still waits after {seconds} seconds.")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def begin(house: House, path: Path, plain: bool = False) -> Session:
    """Return a session on a file."""
    file = AnswersFile.open(path)
    asker = PlainAsker() if plain else MenuAsker()
    return Session(asker, Recorder(file, asker), house, Library(house.boilerplate))


def ask_once(house: House, path: Path, steps: Steps, keys: str, plain: bool = False) -> Session:
    """Ask one question of a file, until it is answered, left by going back, or interrupted."""
    with typing(keys):
        session = begin(house, path, plain)
        with suppress(Back, KeyboardInterrupt):
            ask(session, steps)
        return session


def interview(house: House, path: Path | None, keys: str, plain: bool = False) -> list[Path]:
    """Hold an interview and return the files that were to be drafted at its end."""
    drafted: list[Path] = []
    with typing(keys):
        wizard.run(house, path, None, plain=plain, offer_draft=drafted.append)
    return drafted


class Nodding(MenuAsker):
    """Takes what each prompt of the real wizard offers, and goes on where it offers that.

    It begins each list once; then the list is complete.
    """

    def __init__(self) -> None:
        super().__init__()
        self.begun: set[tuple[str, ...]] = set()
        self.question: tuple[str, ...] = ()

    def head(self, progress: str, ask: str) -> None:
        self.question = (progress, ask)
        super().head(progress, ask)

    def pick(self, options: Sequence[Option], default: str = "", **how: bool) -> str:
        if how.get("search"):
            return super().pick(options, default, **how)  # asks for a line
        values = [option.value for option in options]
        start = wanted = values.index(default) if default in values else 0
        if "done" in values and self.question in self.begun:
            wanted = values.index("done")
        self.begun.add(self.question)
        return self._press(DOWN * (wanted - start) + ENTER, super().pick, options, default, **how)

    def pick_several(self, options: Sequence[Option], chosen: Sequence[str]) -> list[str]:
        return self._press(ENTER, super().pick_several, options, chosen)

    def line(self, *given: Any, **how: Any) -> str:
        return self._press(ENTER, super().line, *given, **how)

    def prose(self, *given: Any, **how: Any) -> str:
        return self._press(ENTER, super().prose, *given, **how)

    def _press(self, keys: str, ask: Callable[..., Answered], *given: Any, **how: Any) -> Answered:
        pipe = get_app_session().input
        assert isinstance(pipe, PipeInput)
        pipe.send_text(keys)
        return ask(*given, **how)


def nod_through(house: House, path: Path, template: str) -> list[Path]:
    """Hold an interview from nothing in which whatever is offered is taken."""
    drafted: list[Path] = []
    with (
        typing(stop=False),
        patch("responder.wizard.MenuAsker", Nodding),
        # Each prompt would make the keys of vi and Emacs anew, which takes longer than all else.
        patch("prompt_toolkit.application.application.load_key_bindings", KEYS),
    ):
        wizard.run(house, path, template, plain=False, offer_draft=drafted.append)
    return drafted


def plain_answers(path: Path) -> Any:
    """Return what a file holds as strings, lists and dicts."""
    return AnswersFile.open(path).answers.root.plain()
