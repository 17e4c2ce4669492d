"""Asking with numbered lines, one after the other, for screen readers and simple terminals."""

from __future__ import annotations

from collections.abc import Sequence

from responder.wizard import pasting
from responder.wizard.prompts import Asker, Option, Pasted, match


class PlainAsker(Asker):
    """Asks with lines alone: nothing is redrawn, coloured or told by its position."""

    plain = True
    finish_hint = "End the text with a full stop on a line of its own. F4 opens your editor."
    keys_hint = "Type < to go back, ? for the overview. Ctrl-C stops; all is saved."

    def head(self, progress: str, ask: str) -> None:
        """Print the question after a line that says how far the interview has come."""
        self.say()
        self.say(f"{progress.replace(' · ', ', ')}.")
        self.say(ask)

    def pick(
        self,
        options: Sequence[Option],
        default: str = "",
        *,
        search: bool = False,
        paste: bool = False,
    ) -> str:
        """Return one option's value, chosen by its number or its name."""
        del search
        labels = {option.value: option.label for option in options}
        self._list(options)
        self.say(
            f"Type a number, or just press Enter for: {_end(labels[default])}"
            if default in labels
            else "Type a number or a name."
        )

        def check(text: str) -> None:
            if not (paste and "\n" in text.strip()):
                _match(options, text)

        while True:
            typed = self.line(check=check)
            if paste and "\n" in typed.strip():
                raise Pasted(typed)
            if typed.strip():
                return _match(options, typed)
            if default in labels or not default:
                return default

    def pick_several(self, options: Sequence[Option], chosen: Sequence[str]) -> list[str]:
        """Return the values of the options whose numbers were given, in their own order."""
        self._list(options)
        now = ", ".join(option.label for option in options if option.value in chosen)
        kept = f" Enter keeps: {_end(now)}" if now else ""
        self.say(f"Type the numbers with commas between.{kept}")

        def read(text: str) -> list[str]:
            parts = [part for part in pasting.join_lines(text).split(",") if part.strip()]
            return [_match(options, part) for part in parts]

        typed = self.line(check=read)
        wanted = read(typed) if typed.strip() else chosen
        return [option.value for option in options if option.value in wanted]

    def _list(self, options: Sequence[Option]) -> None:
        for number, option in enumerate(options, 1):
            label = _end(option.label) if option.help else option.label
            self.say(f"{number}. {label} {option.help}".rstrip())


def _end(text: str) -> str:
    """Return a text with a full stop, unless it has one or is cut short."""
    return text if text.endswith((".", "…", "?", "!")) else f"{text}."


def _match(options: Sequence[Option], typed: str) -> str:
    number = typed.strip().rstrip(".")
    if number.isascii() and number.isdigit():
        if 0 < int(number) <= len(options):
            return options[int(number) - 1].value
        if not any(number == option.label for option in options):
            raise ValueError(f"The numbers go from 1 to {len(options)}.")
    return match(options, typed)
