"""Nothing that was answered is lost: not by any keys, nor by a kill in the middle of an answer."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as settle
from hypothesis import strategies as st

from responder import wizard
from responder.house import House
from responder.wizard.recording import Recorder, Steps
from tests.strategies import UNHURRIED
from tests.wizard_keys import (
    BACK,
    DONE,
    DOWN,
    END,
    ENTER,
    ERASE,
    FULL,
    OVERVIEW,
    ROOT,
    UP,
    interview,
    make_house,
    paste,
    plain_answers,
)

SINGLE = (ENTER, DOWN, UP, DOWN * 3, BACK, OVERVIEW, ERASE, DONE, END, *"yn<?x 2\t\x7f\x1b")
PASTES = (paste("1. One.\n2. Two."), paste("One.\r\nTwo.\x00"), paste(""))
LINES = (f"<{ENTER}", f"?{ENTER}", f".{ENTER}", f"2022-02-17{ENTER}")
KEYS = st.lists(st.sampled_from([*SINGLE, *PASTES, *LINES]), max_size=30)
HIDDEN = FULL.replace("sure: yes", "sure: yes\nwhy: It rained.")
READY = "\x1b[?2004h"  # a prompt now takes keys, pasted text among them
STARTS = ["template: visit\n", FULL, HIDDEN, FULL.partition("points:")[0]]


@settle(UNHURRIED, max_examples=40)
@given(KEYS, st.sampled_from(STARTS), st.booleans())
def test_no_keys_change_an_answer_that_is_not_being_edited(
    keys: list[str], text: str, plain: bool
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        house = make_house(Path(folder))
        path = Path(folder) / "answers.yaml"
        path.write_text(text, "utf-8")
        for name in ("put", "remove", "insert", "move"):
            patch.setattr(Recorder, name, watch(getattr(Recorder, name)))
        with suppress(wizard.StoppedError):
            interview(house, path, "".join(keys), plain)
        if text != STARTS[0]:
            assert path.read_text("utf-8").startswith("# Kept by hand\ntemplate: visit\n")
        assert plain_answers(path).get("why") == ("It rained." if text == HIDDEN else None)


def watch(change: Callable[..., None]) -> Callable[..., None]:
    """Return a change of the file that fails where anything else than its own answer changes."""

    def changing(recorder: Recorder, steps: Steps, *rest: Any) -> None:
        before = recorder.file.answers.root.plain()
        change(recorder, steps, *rest)
        after = recorder.file.answers.root.plain()
        assert without(before, steps) == without(after, steps)
        if change.__name__ == "move":
            assert {str(one) for one in at(before, steps)} == {str(one) for one in at(after, steps)}
        if change.__name__ == "insert":
            values, index = rest
            now = at(after, steps)
            assert now[:index] + now[index + len(values) :] == (at(before, steps) or [])
        assert not recorder.file.changed

    return changing


def at(tree: Any, steps: Steps) -> Any:
    for step in steps:
        try:
            tree = tree[step]
        except (KeyError, IndexError):
            return None
    return tree


def without(tree: Any, steps: Steps) -> Any:
    """Return a tree with one place emptied, and no empty mappings or lists above it."""
    tree = deepcopy(tree)
    if at(tree, steps) is not None:
        del at(tree, steps[:-1])[steps[-1]]
    for end in range(len(steps) - 1, 0, -1):
        if at(tree, steps[:end]) in ({}, []):
            del at(tree, steps[: end - 1])[steps[end - 1]]
    return tree


@pytest.fixture
def house(tmp_path: Path) -> House:
    return make_house(tmp_path / "house")


class Terminal:
    """A process in a terminal of its own."""

    def __init__(self, *arguments: str) -> None:
        master, slave = pty.openpty()
        self.master = master
        self.shown = b""
        environment = {**os.environ, "PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "responder", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            env=environment,
            start_new_session=True,
        )
        os.close(slave)

    def wait_for(self, text: str) -> None:
        """Read until a text is shown, or fail."""
        limit = time.monotonic() + 30
        while text.encode() not in self.shown:
            assert time.monotonic() < limit, self.shown.decode(errors="replace")
            if select.select([self.master], [], [], 0.1)[0]:
                try:
                    self.shown += os.read(self.master, 65536)
                except OSError:
                    break
        assert text.encode() in self.shown, self.shown.decode(errors="replace")

    def type(self, keys: str) -> None:
        """Press keys."""
        self.shown = b""
        os.write(self.master, keys.encode())

    def close(self) -> int:
        """Close the window and return the exit status of the process."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1
        return self.process.wait(30)


@pytest.mark.parametrize(
    "stop",
    [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, None],
    ids=["kill", "term", "hup", "close"],
)
def test_a_process_that_ends_in_the_middle_of_an_answer_keeps_the_answers_before(
    house: House, tmp_path: Path, stop: signal.Signals | None
) -> None:
    path = tmp_path / "new.yaml"
    terminal = Terminal("--house", str(house.folder), "wizard", str(path))
    try:
        terminal.wait_for("Which place?")
        terminal.type(f"Leeds{ENTER}")
        terminal.wait_for("Which day?")
        terminal.type("2022-02")
        terminal.wait_for("2022-02")
        if stop is not None:
            terminal.process.send_signal(stop)
    finally:
        status = terminal.close()
    assert status != 0
    assert path.read_text("utf-8") == "template: visit\nplace: Leeds\n"


def test_the_command_ends_with_status_130_and_says_how_to_go_on(
    house: House, tmp_path: Path
) -> None:
    path = tmp_path / "new.yaml"
    terminal = Terminal("--house", str(house.folder), "wizard", str(path))
    try:
        terminal.wait_for(READY)
        terminal.type("Half\x03")
        terminal.wait_for("To go on where you stopped")
    finally:
        status = terminal.close()
    assert status == 130
