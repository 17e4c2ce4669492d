"""Asking one thing: what every asker can do, and typing text, which all of them do alike."""

from __future__ import annotations

import shutil
import sys
import textwrap
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import Completer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.shortcuts import CompleteStyle
from prompt_toolkit.validation import ValidationError, Validator
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from responder.errors import FileError
from responder.wizard import editor, pasting

BACK, OVERVIEW = "<", "?"
Check = Callable[[str], object]


class Turn(Exception):  # noqa: N818 - it is no error, but where the officer wants to go
    """The officer leaves a prompt for somewhere else; `typed` is what stood in it."""

    def __init__(self, typed: str = "") -> None:
        super().__init__(typed)
        self.typed = typed


class Back(Turn):
    """To the question before this one."""


class ShowOverview(Turn):
    """To the overview of all answers."""


class Pasted(Turn):
    """Something was pasted into a menu, which cannot hold it."""


class OpenEditor(Turn):
    """To the officer's own editor, with what was typed so far."""


@dataclass(frozen=True)
class Option:
    """One line of a menu: the value it stands for, what is shown, and other names for it."""

    value: str
    label: str
    help: str = ""
    aliases: tuple[str, ...] = ()


class Asker(ABC):
    """Asks one thing at a time and says things; each way of showing menus is a kind of its own."""

    plain = False
    finish_hint = "Finish: Esc and then Enter, or a full stop alone on the last line  ·  Editor: F4"
    keys_hint = "Back: F2 or <  ·  Overview: F3 or ?  ·  Stop: Ctrl-C (all is saved)"

    def __init__(self) -> None:
        no_color = True if self.plain else None  # None lets NO_COLOR decide
        self.console = Console(highlight=False, markup=False, emoji=False, no_color=no_color)

    def say(self, text: str = "", style: str = "") -> None:
        """Print a message."""
        self.console.print(Text(text, style="" if self.plain else style))

    def show(self, text: str) -> None:
        """Print a path or a command by itself and unbroken, to be copied."""
        self.console.print(Text(text if self.plain else f"    {text}"), soft_wrap=True)

    def quote(self, text: str) -> None:
        """Print words of an answer or a passage, set in so that they stand apart."""
        self.console.print(Padding(Text(text), (0, 0, 0, 0 if self.plain else 4), expand=False))

    @abstractmethod
    def head(self, progress: str, ask: str) -> None:
        """Print the question, and how far the interview has come."""

    @abstractmethod
    def pick(
        self,
        options: Sequence[Option],
        default: str = "",
        *,
        search: bool = False,
        paste: bool = False,
    ) -> str:
        """Return the value of one option; with `paste`, pasted text is raised as Pasted."""

    @abstractmethod
    def pick_several(self, options: Sequence[Option], chosen: Sequence[str]) -> list[str]:
        """Return the values of the options that were ticked, in their own order."""

    def confirm(self, ask: str, default: bool) -> bool:
        """Return whether the officer says yes."""
        self.say(ask)
        answer = self.pick([Option("yes", "Yes"), Option("no", "No")], "yes" if default else "no")
        return answer == "yes"

    def line(
        self, default: str = "", check: Check | None = None, completer: Completer | None = None
    ) -> str:
        """Return one typed or pasted text, for which the check raised no ValueError.

        Line breaks inside a pasted text are kept; the caller knows what they mean.
        """
        return self.tidy(self._type(default, check=check, completer=completer))

    def prose(
        self, default: str = "", check: Check | None = None, *, paragraphs: bool = True
    ) -> str:
        """Return text of any number of lines, typed, pasted or written in the editor.

        Unless told otherwise, lines without an empty one among them are taken for paragraphs.
        """
        if self.plain:
            self.say(self.finish_hint)
        while True:
            try:
                text = self.tidy(self._type(default, check=check, multiline=True))
            except OpenEditor as turn:
                default = self._edit(turn.typed)
                continue
            kept = pasting.separate_paragraphs(text) if paragraphs else text.strip("\n")
            if kept != text.strip("\n"):
                self.say("Each line was kept as a paragraph of its own.", "dim")
            return kept

    def _edit(self, text: str) -> str:
        try:
            self.say("Your editor is open. Save and close it to come back here.")
            return pasting.clean(editor.edit(text))[0].rstrip("\n")
        except FileError as error:
            self.say(str(error), "yellow")
            return text

    def tidy(self, text: str) -> str:
        """Return typed or pasted text without what cannot be kept, and say what that was."""
        text, removed = pasting.clean(text)
        if removed:
            names = ", ".join(removed)
            self.say(f"Taken out, because Word cannot hold it: the hidden character {names}.")
        return text

    def _type(
        self,
        default: str,
        *,
        check: Check | None = None,
        completer: Completer | None = None,
        multiline: bool = False,
    ) -> str:
        session: PromptSession[str] = PromptSession(
            message="> ",
            multiline=multiline,
            prompt_continuation="  ",
            completer=completer,
            complete_while_typing=completer is not None,
            complete_style=CompleteStyle.COLUMN,
            reserve_space_for_menu=8 if completer else 0,
            key_bindings=_bind_keys(multiline, completer is not None),
            bottom_toolbar=self._toolbar(multiline),
            validator=_Checking(check) if check else None,
            validate_while_typing=False,
            enable_history_search=False,
        )
        text = session.prompt(default=default)
        if text.strip() in (BACK, OVERVIEW):
            raise (Back if text.strip() == BACK else ShowOverview)()
        return text

    def _toolbar(self, multiline: bool) -> str | None:
        if self.plain:
            return None
        return f" {self.finish_hint}\n {self.keys_hint}" if multiline else f" {self.keys_hint}"


class _Checking(Validator):
    """Shows what is wrong with a text without taking it away."""

    def __init__(self, check: Check) -> None:
        self.check = check

    def validate(self, document: Document) -> None:
        text = pasting.clean(document.text)[0]
        if text.strip() in ("", BACK, OVERVIEW):
            return
        try:
            self.check(text)
        except ValueError as error:
            raise ValidationError(len(document.text), str(error)) from None


def _bind_keys(multiline: bool, completes: bool) -> KeyBindings:
    keys = KeyBindings()

    def leave(key: str, turn: type[Turn]) -> None:
        @keys.add(key, eager=True)
        def _(event: KeyPressEvent) -> None:
            event.app.exit(exception=turn(event.app.current_buffer.text))

    @keys.add("down", filter=Condition(lambda: completes))
    def _(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.complete_state:
            buffer.complete_next()
        else:
            buffer.start_completion(select_first=True)

    leave("f2", Back)
    leave("f3", ShowOverview)
    if not multiline:
        return keys
    leave("f4", OpenEditor)

    @Condition
    def ends() -> bool:
        document = get_app().current_buffer.document
        return document.is_cursor_at_the_end and (
            document.current_line.strip() == "."
            or document.text.strip() in (BACK, OVERVIEW)
            or not document.text.strip()
        )

    @keys.add("enter", filter=ends)
    def _(event: KeyPressEvent) -> None:
        buffer = event.app.current_buffer
        if buffer.document.current_line.strip() == ".":
            buffer.text = buffer.text.rpartition(".")[0].rstrip(" ").removesuffix("\n")
        buffer.validate_and_handle()

    return keys


def shorten(text: str, width: int = 0) -> str:
    """Return text on one line that fits the screen."""
    most = width or room()
    line = pasting.join_lines(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def fits(text: str) -> bool:
    """Tell whether text fits the screen on one line."""
    return len(text) <= room()


def wrap(text: str, among: int) -> list[str]:
    """Return text on lines set in a little, so few that as many such texts fit the screen."""
    height = shutil.get_terminal_size().lines - 4
    return textwrap.wrap(
        pasting.join_lines(text),
        room() - 4,
        max_lines=max(1, min(4, height // among - 1)),
        placeholder=" …",
    )


def room() -> int:
    """Return how many characters of a menu’s line fit the screen."""
    return max(20, shutil.get_terminal_size().columns - 8)


def capitalise(text: str) -> str:
    """Return text with a capital at its head, the rest as it is."""
    return text[:1].upper() + text[1:]


def has_terminal() -> bool:
    """Tell whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def match(options: Sequence[Option], typed: str) -> str:
    """Return the value of the one option that was meant, or raise ValueError."""
    wanted = pasting.join_lines(typed).casefold()
    for option in options:
        if wanted in {name.casefold() for name in (option.value, option.label, *option.aliases)}:
            return option.value
    near = [option for option in options if wanted in option.label.casefold()]
    if len(near) == 1:
        return near[0].value
    if near:
        raise ValueError(
            f"{len(near)} of them hold “{typed.strip()}”. Type more, or choose with the arrow keys."
        )
    raise ValueError(f"Nothing here is called “{typed.strip()}”. Type another word.")
