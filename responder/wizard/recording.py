"""Putting answers into their file at once, and never over what somebody else wrote there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from responder.errors import ChangedOnDiskError, DataError, FileError, ResponderError
from responder.wizard.prompts import Asker, Option, Turn

if TYPE_CHECKING:
    from responder.answers.file import AnswersFile, Plain

Steps: TypeAlias = tuple[str | int, ...]

GONE = (
    "The entry that you were answering about is no longer in the file, or was changed so much that "
    "it cannot be told from the others."
)


class Moved(Turn):
    """What was being asked about no longer stands where it stood in the file."""


@dataclass
class Recorder:
    """Changes the answers file and saves it, asking the officer where only a person can decide."""

    file: AnswersFile
    asker: Asker

    def put(self, steps: Steps, value: Any) -> None:
        """Keep one answer; raise Moved if it belongs to an entry that now stands elsewhere."""
        before, lists = self.file.get(steps), self._lists_on(steps)
        target = steps
        while True:
            try:
                self._make_room(target)
                self.file.set(target, value)
            except DataError as error:
                self._rescue(str(error), value)
                return
            if self._save():
                break
            found = self._find_again(steps, lists)
            if found is None:
                self._rescue(GONE, value)
                raise Moved
            target = found
            now = self.file.get(target)
            if now not in (before, value) and not self._keep_mine(now, value):
                break
            before = now
        if target != steps:
            raise Moved

    def insert(self, steps: Steps, values: Sequence[Any], index: int) -> None:
        """Add entries to a list, the first of them at an index."""
        while True:
            length = len(self.entries(steps))
            try:
                for offset, value in enumerate(values):
                    self.file.insert(steps, min(index, length) + offset, value)
            except DataError as error:
                for _ in range(len(self.entries(steps)) - length):
                    self.file.remove((*steps, min(index, length)))
                self._rescue(str(error), list(values))
                return
            if self._save():
                return

    def remove(self, steps: Steps) -> None:
        """Take an answer or an entry out, unless it was changed on disk meanwhile."""
        self._change(steps, lambda: self.file.remove(steps))

    def move(self, steps: Steps, index: int, to: int) -> None:
        """Move an entry of a list, unless the list was changed on disk meanwhile."""
        self._change(steps, lambda: self.file.move(steps, index, to))

    def _change(self, steps: Steps, change: Callable[[], None]) -> None:
        before, lists = self.file.get(steps), self._lists_on(steps)
        while True:
            try:
                change()
            except DataError as error:
                self.asker.say(str(error), "yellow")
                return
            if self._save():
                return
            if self.file.get(steps) != before or self._lists_on(steps) != lists:
                self.asker.say("That part was changed too, so it was left as it now is.", "yellow")
                raise Moved

    def _save(self) -> bool:
        """Save, or return False once the file has been read again because others changed it."""
        while True:
            try:
                self.file.save()
            except ChangedOnDiskError:
                self.asker.say(
                    "The answers file was changed outside the wizard while it was open. "
                    "It has been read again, so those changes are kept.",
                    "yellow",
                )
                self._retry(self.file.reload)
                return False
            except FileError as error:
                self._wait(error)
            else:
                return True

    def _retry(self, work: Callable[[], object]) -> None:
        while True:
            try:
                work()
            except ResponderError as error:
                self._wait(error)
            else:
                return

    def _wait(self, error: ResponderError) -> None:
        self.asker.say(str(error), "yellow")
        self.asker.say("Your answer is kept here. Put that right, then try again.")
        self._insist([Option("again", "Try again")])

    def entries(self, steps: Steps) -> list[Plain]:
        """Return the entries of a list in the file; none if there is no list."""
        found = self.file.get(steps)
        return found if isinstance(found, list) else []

    def _lists_on(self, steps: Steps) -> list[list[Plain]]:
        """Return the lists that a path leads through, from the outermost."""
        places = [number for number, step in enumerate(steps) if isinstance(step, int)]
        return [self.entries(steps[:number]) for number in places]

    def _make_room(self, steps: Steps) -> None:
        """Add the empty entry that a path leads into, if reading the file again dropped it."""
        for number, step in enumerate(steps):
            if isinstance(step, int) and number + 1 < len(steps):
                entries = self.entries(steps[:number])
                if step >= len(entries):
                    self.file.insert(steps[:number], len(entries), {})

    def _find_again(self, steps: Steps, lists: list[list[Plain]]) -> Steps | None:
        """Return where a path leads after others changed the lists it goes through, if anywhere."""
        found: list[str | int] = []
        remaining = iter(lists)
        for step in steps:
            if isinstance(step, str):
                found.append(step)
                continue
            before, now = next(remaining), self.entries(tuple(found))
            mine = before[step] if step < len(before) else {}
            if mine in ({}, ""):
                found.append(len(now))
            elif now[step : step + 1] == [mine] or len(now) == len(before):
                found.append(step)
            elif now.count(mine) == 1:
                found.append(now.index(mine))
            else:
                return None
        return tuple(found)

    def _keep_mine(self, theirs: Any, mine: Any) -> bool:
        self.asker.say("This very answer was changed in the file, too.", "yellow")
        self.asker.say(f"In the file: {show_plain(theirs)}")
        self.asker.say(f"Your answer: {show_plain(mine)}")
        options = [
            Option("mine", "Keep my answer"),
            Option("theirs", "Keep what stands in the file"),
        ]
        return self._insist(options) == "mine"

    def _rescue(self, problem: str, value: Any) -> None:
        """Show what cannot be put into the file, so that the officer can copy it."""
        self.asker.say(problem, "yellow")
        self.asker.say("Your answer was not put into the file. It is:")
        self.asker.say(show_plain(value))
        self._insist([Option("on", "I have copied what I need; go on")])

    def _insist(self, options: list[Option]) -> str:
        """Return the officer's choice where going elsewhere would leave things undecided."""
        while True:
            with suppress(Turn):
                return self.asker.pick(options, options[0].value)


def show_plain(value: Any) -> str:
    """Return what stands in a file as people would say it."""
    if isinstance(value, list):
        return "; ".join(show_plain(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {show_plain(one)}" for key, one in value.items())
    return str(value) if value else "(nothing)"
