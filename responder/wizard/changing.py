"""Changing a snippet candidate: its name, title, themes and days here, its text in an editor."""

from __future__ import annotations

import datetime
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from responder import files
from responder.boilerplate import FrontMatter, Window
from responder.candidates import files as candidate_files
from responder.candidates.files import CandidateFile
from responder.errors import ResponderError
from responder.house import House
from responder.questions import parse_date
from responder.wizard import editor, pasting
from responder.wizard.prompts import Asker, Option, Turn

NONE = "-"  # typed for no day
FEW = 12  # options that a menu shows without a search


@dataclass
class Changing:
    """The changing of one candidate; without a file it cannot be read, and only edited."""

    asker: Asker
    house: House
    path: Path
    folder: Path
    file: CandidateFile | None

    def hold(self) -> None:
        """Change one thing after the other until the officer has done."""
        if self.file is None:
            self._edit_text()
            return
        wanted = "text"
        while wanted != "done" and self.file:
            wanted = self.asker.pick(list(self._list_options(self.file)), wanted)
            with suppress(Turn):  # back to this menu
                match wanted:
                    case "name":
                        self._ask_name(self.file)
                    case "title":
                        self._change(title=self._ask_line("Title", self.file.snippet.about.title))
                    case "themes":
                        self._ask_themes(self.file.snippet.about)
                    case "days":
                        self._ask_days(self.file.snippet.about)
                    case "text":
                        self._edit_text()

    def _list_options(self, file: CandidateFile) -> list[Option]:
        about = file.snippet.about
        return [
            Option("text", "Text and all else, in your editor"),
            Option("name", f"Name: {file.snippet.label}"),
            Option("title", f"Title: {about.title}"),
            Option("themes", f"Themes: {', '.join(about.themes) or 'none'}"),
            Option("days", f"May be published: {about.valid}"),
            Option("done", "That is all"),
        ]

    def _change(self, **values: object) -> None:
        if self.file:
            self.file = candidate_files.change(self.file, **values)

    def _ask_line(self, ask: str, current: str) -> str:
        self.asker.say(f"{ask}?")
        return " ".join(self.asker.line(current).split()) or current

    def _ask_name(self, file: CandidateFile) -> None:
        self.asker.say("Name, with the theme before a / and, if there is one, the version after @?")
        while True:
            typed = self.asker.line(file.snippet.label).strip()
            if not typed:
                return
            try:
                self.file = candidate_files.rename(file, typed)
            except ValueError as error:
                self.asker.say(str(error), "yellow")
                continue
            self.path = self.file.path
            return

    def _ask_themes(self, about: FrontMatter) -> None:
        cues = self.house.cues()
        if not cues:
            self.asker.say("The house lists no themes.")
            return
        options = [Option(one, words[0] if words else one) for one, words in cues.items()]
        self.asker.say("Which is its main theme?")
        current = next((one for one in about.themes if one in cues), "")
        main = self.asker.pick(options, current, search=len(options) > FEW) or current
        if not main:
            return
        self.asker.say("Which others has it?")
        rest = [one for one in options if one.value != main]
        self._change(themes=[main, *self.asker.pick_several(rest, about.themes)])

    def _ask_days(self, about: FrontMatter) -> None:
        hint = f"as 2026-02-17, or {NONE} for none"
        start = self._ask_day(f"First day on which it may be published, {hint}?", about.valid.start)
        end = self._ask_day(f"Last day, {hint}?", about.valid.until, start)
        superseded = ""
        if end:
            ask = "Why does it end, and what is to be used or who to be asked then"
            superseded = self._ask_line(ask, about.superseded)
        self._change(valid=Window(start, end), superseded=superseded)

    def _ask_day(
        self, ask: str, current: datetime.date | None, first: datetime.date | None = None
    ) -> datetime.date | None:
        def read(text: str) -> datetime.date | None:
            day = None if text.strip() == NONE else parse_date(text.strip())
            if day and first and day < first:
                raise ValueError("It would end before it starts.")
            return day

        self.asker.say(ask)
        typed = self.asker.line(str(current or NONE), read)
        return read(typed) if typed.strip() else current

    def _edit_text(self) -> None:
        """Open the whole file in the officer's editor; what is wrong with it then is shown."""
        try:
            self.asker.say("Your editor is open. Save and close it to come back here.")
            text = pasting.clean(editor.edit(files.read_text(self.path)))[0]
            files.write_bytes(self.path, text.encode())
        except ResponderError as error:
            self.asker.say(str(error), "yellow")
            return
        try:
            self.file = candidate_files.read(self.path, self.folder)
        except ResponderError as error:
            self.file = None
            self.asker.say(str(error), "yellow")
