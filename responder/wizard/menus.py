"""Asking with menus: arrow keys for short ones, searching by typing for long ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import questionary
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from rich.rule import Rule
from rich.text import Text

from responder.wizard.prompts import (
    BACK,
    OVERVIEW,
    Asker,
    Back,
    Option,
    Pasted,
    ShowOverview,
    fits,
    match,
    shorten,
    wrap,
)

STYLE = questionary.Style(
    [
        ("qmark", "fg:ansicyan bold"),
        ("question", "bold"),
        ("answer", "fg:ansicyan bold"),
        ("pointer", "fg:ansicyan bold"),
        ("highlighted", "bold"),
        ("selected", "noreverse"),
        ("instruction", "noinherit"),
    ]
)


class MenuAsker(Asker):
    """Asks on a screen that can be redrawn."""

    menu_hint = "(back <  overview ?  stop Ctrl-C)"

    def head(self, progress: str, ask: str) -> None:
        """Print the question under a rule that says how far the interview has come."""
        self.console.print()
        self.console.print(Rule(Text(progress), align="left", style="dim"))
        self.say(ask, "bold")

    def pick(
        self,
        options: Sequence[Option],
        default: str = "",
        *,
        search: bool = False,
        paste: bool = False,
    ) -> str:
        """Return one option's value, chosen with the arrow keys or, to search, by its words."""
        if search:
            return self._search(options, default)
        values = [option.value for option in options]
        question = questionary.select(
            "",
            choices=list(_lay_out(options)),
            default=default if default in values else None,
            qmark="",
            pointer=">",
            instruction=f"Arrow keys, then Enter  {self.menu_hint}",
            use_jk_keys=False,
            style=STYLE,
            show_description=False,
        )
        try:
            return str(self._ask(question, {"yes", "no"} <= set(values), paste=paste))
        except Pasted as turn:
            raise Pasted(self.tidy(turn.typed)) from None

    def pick_several(self, options: Sequence[Option], chosen: Sequence[str]) -> list[str]:
        """Return the values of the options that were ticked with the space bar."""
        question = questionary.checkbox(
            "",
            choices=list(_lay_out(options, chosen)),
            qmark="",
            pointer=">",
            instruction=f"Arrow keys, space to tick, then Enter  {self.menu_hint}",
            use_jk_keys=False,
            style=STYLE,
        )
        return [str(value) for value in self._ask(question)]

    def _ask(
        self, question: questionary.Question, yes_no: bool = False, paste: bool = False
    ) -> Any:
        application = question.application
        bindings = application.key_bindings
        application.key_bindings = merge_key_bindings(
            [*([bindings] if bindings else []), _bind_turns(yes_no, paste)]
        )
        return question.unsafe_ask()

    def _search(self, options: Sequence[Option], default: str) -> str:
        known = {option.value: option.label for option in options}
        self.say("Type a few letters, or press the down arrow for the list. Then Enter.", "dim")
        typed = self.line(
            known.get(default, ""), lambda text: match(options, text), _Searching(options)
        )
        if not typed.strip():
            return ""
        value = match(options, typed)
        if known[value] != typed.strip():
            self.say(f"  {known[value]}")
        return value


class _Searching(Completer):
    """Offers the options that hold what was typed."""

    def __init__(self, options: Sequence[Option]) -> None:
        self.options = options

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """Yield the fitting options, those first that begin with what was typed."""
        del complete_event
        typed = document.text.strip().casefold()
        found = [
            option
            for option in self.options
            if any(typed in word.casefold() for word in (option.label, *option.aliases))
        ]
        for option in sorted(found, key=lambda one: not one.label.casefold().startswith(typed)):
            yield Completion(
                option.label,
                -len(document.text),
                shorten(option.label, 70),
                shorten(option.help, 40),
            )


def _lay_out(options: Sequence[Option], chosen: Sequence[str] = ()) -> Iterator[questionary.Choice]:
    """Yield the lines of a menu: each help beside its option, or all below if one is too long."""
    lines = [f"{one.label} – {one.help}" if one.help else one.label for one in options]
    below = any(one.help and not fits(line) for one, line in zip(options, lines, strict=True))
    for option, line in zip(options, lines, strict=True):
        shown = shorten(option.label if below else line)
        yield questionary.Choice(shown, option.value, checked=option.value in chosen)
        for part in wrap(option.help, len(options)) if below else ():
            yield questionary.Separator(f"    {part}")


def _bind_turns(yes_no: bool, paste: bool) -> KeyBindings:
    keys = KeyBindings()

    def leave(key: str, turn: type[BaseException]) -> None:
        @keys.add(key, eager=True)
        def _(event: KeyPressEvent) -> None:
            event.app.exit(exception=turn())

    for key in (BACK, "f2"):
        leave(key, Back)
    for key in (OVERVIEW, "f3"):
        leave(key, ShowOverview)
    leave("c-d", EOFError)

    def answer(key: str, value: str) -> None:
        @keys.add(key, eager=True)
        def _(event: KeyPressEvent) -> None:
            event.app.exit(result=value)

    if yes_no:
        for key in "yn":
            answer(key, "yes" if key == "y" else "no")

    @keys.add("escape", "enter", eager=True)
    def _(event: KeyPressEvent) -> None:
        """Do nothing: otherwise it would end the menu with the text of an unseen input line."""

    @keys.add(Keys.BracketedPaste, eager=True)
    def _(event: KeyPressEvent) -> None:
        if paste:
            event.app.exit(exception=Pasted(event.data))

    return keys
