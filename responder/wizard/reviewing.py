"""The review of snippet candidates: each is shown, and accepted, edited, dropped or left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from rich.padding import Padding
from rich.text import Text

from responder.boilerplate import Library
from responder.boilerplate.likeness import SLOT, mark_changes
from responder.candidates import accepting, ending
from responder.candidates import files as candidate_files
from responder.candidates.ending import Ending
from responder.candidates.files import CandidateFile
from responder.errors import FindingsError, ResponderError, UsageError
from responder.files import quote_path
from responder.house import House
from responder.questions import long_date
from responder.wizard import StoppedError, signals_as_interruptions
from responder.wizard.changing import Changing
from responder.wizard.menus import MenuAsker
from responder.wizard.numbered import PlainAsker
from responder.wizard.prompts import Asker, Back, Option, ShowOverview, Turn, has_terminal

ACCEPT, EDIT, DROP, LATER, QUIT = "accept", "edit", "drop", "later", "quit"
EXAMPLE, OVERLAP, SLOT_REMARK = "published-example", "overlapping-windows", "Slot “"


def run(house: House, folder: Path, *, plain: bool) -> None:
    """Show the candidates in a folder one by one, and do with each what the officer decides.

    Raises StoppedError when interrupted, and UsageError where there is no terminal to ask in.
    """
    if not has_terminal():
        raise UsageError(
            "The review asks questions, and there is no terminal here to ask them in.",
            remedy="Run it in a terminal window, or edit the files with a text editor, move those "
            f"that are good to {house.boilerplate}, and run “responder snippets check”.",
        )
    candidate_files.refuse_library(folder, Library(house.boilerplate))
    review = Review(PlainAsker() if plain else MenuAsker(), house, folder)
    review.waiting = candidate_files.list_files(folder)
    try:
        with signals_as_interruptions():
            review.hold()
    except (KeyboardInterrupt, EOFError):
        raise StoppedError(
            f"Stopped. What you decided is done; what is left waits in {folder}.",
            remedy=f"To go on:\n    {review.command}",
        ) from None


@dataclass
class Review:
    """One sitting: which candidates wait, and what became of the others."""

    asker: Asker
    house: House
    folder: Path
    waiting: list[Path] = field(default_factory=list)
    accepted: list[Path] = field(default_factory=list)
    dropped: list[Path] = field(default_factory=list)

    @property
    def command(self) -> str:
        """Return the command that goes on with the review."""
        named = f"--house {quote_path(self.house.named)} " if self.house.named else ""
        plain = " --plain" if self.asker.plain else ""
        return f"responder {named}snippets review {quote_path(self.folder)}{plain}"

    def hold(self) -> None:
        """Go through the candidates, and sum up at the end."""
        if self.house.is_carried:
            say = self.asker.say
            say(
                "The library is the one that came with the program, which a new one replaces.",
                "yellow",
            )
            say("To keep what you accept, stop, and name a folder of your own with --house.")
        if self.waiting:
            self.asker.say(self.asker.keys_hint, "dim")
        at = 0
        while at < len(self.waiting):
            path = self.waiting[at]
            try:
                decision = self._decide(path)
            except Back:
                at = max(0, at - 1)
                continue
            except ShowOverview:
                at = self._pick_candidate(at)
                continue
            if decision == QUIT:
                break
            if decision == LATER:
                at += 1
            else:
                (self.accepted if decision == ACCEPT else self.dropped).append(path)
                self.waiting.pop(at)
        self._sum_up()

    def _pick_candidate(self, at: int) -> int:
        self.asker.head("Overview", "What still waits. Choose one to go there.")
        names = [str(path.relative_to(self.folder)) for path in self.waiting]
        options = [Option(str(number), name) for number, name in enumerate(names)]
        try:
            return int(self.asker.pick(options, str(at)))
        except Turn:
            return at

    def _sum_up(self) -> None:
        asker = self.asker
        asker.say()
        for verb, paths in (("Accepted", self.accepted), ("Dropped", self.dropped)):
            names = ", ".join(str(path.relative_to(self.folder)) for path in paths)
            asker.say(f"{verb}: {len(paths)}{f' ({names})' if names else ''}.")
        asker.say(f"Still waiting: {len(self.waiting)}.")
        if self.waiting:
            asker.say("To go on:")
            asker.show(self.command)

    def _decide(self, path: Path) -> str:
        """Return what became of one candidate: it is in the library, deleted, or left."""
        default = LATER
        while True:
            file = self._show(path)
            options = [
                *([Option(ACCEPT, "Accept it", "moves it into the library")] if file else []),
                Option(EDIT, "Edit it", "its name, title, themes, days or text"),
                Option(DROP, "Drop it", "deletes its file"),
                Option(LATER, "Leave it for later"),
                Option(QUIT, "Quit", "all that you decided is done"),
            ]
            wanted = self.asker.pick(options, default)
            if wanted == EDIT:
                path = self._edit(path, file)
                default = ACCEPT if file else EDIT
            elif wanted == DROP:
                if self._drop(path):
                    return DROP
            elif wanted == ACCEPT and file:
                if self._accept(file):
                    return ACCEPT
                default = EDIT
            else:
                return wanted

    def _edit(self, path: Path, file: CandidateFile | None) -> Path:
        """Let the officer change a candidate, and return where it is then."""
        changing = Changing(self.asker, self.house, path, self.folder, file)
        try:
            changing.hold()
        except Turn:
            pass  # back to what to do with it
        finally:
            self.waiting[self.waiting.index(path)] = changing.path
        return changing.path

    def _drop(self, path: Path) -> bool:
        self.asker.say("This deletes the file:")
        self.asker.show(str(path))
        try:
            if not self.asker.confirm("Delete it?", default=True):
                return False
        except Turn:
            return False
        candidate_files.drop(path, self.folder)
        self.asker.say("Deleted.")
        return True

    def _accept(
        self, file: CandidateFile, despite_warnings: bool = False, endings: Sequence[Ending] = ()
    ) -> bool:
        """Move a candidate into the library, and tell whether that could be done."""
        try:
            target = accepting.accept(
                file, self.house, despite_warnings=despite_warnings, endings=endings
            )
        except FindingsError as error:
            errors = {one.rule for one in error.findings if one.severity == "error"}
            if EXAMPLE in errors and errors <= {EXAMPLE, OVERLAP}:
                return self._accept(self._invent_examples(file))
            if errors == {OVERLAP} and not endings and (older := ending.plan(file, self.house)):
                return self._may_end(file, older) and self._accept(file, endings=older)
            for one in error.findings:
                self.asker.say(str(one), "yellow")
            if any(one.severity == "error" for one in error.findings):
                self.asker.say(error.problem, "yellow")
                return False
            ask = "Accept it all the same?"
            return self.asker.confirm(ask, default=False) and self._accept(file, True, endings)
        except ResponderError as error:
            self.asker.say(str(error), "yellow")
            return False
        self.asker.say("It is in the library now:")
        self.asker.show(str(target))
        return True

    def _may_end(self, file: CandidateFile, older: Sequence[Ending]) -> bool:
        """Ask whether older versions may end before a candidate begins, showing what changes."""
        asker = self.asker
        for one in older:
            asker.say(f"{one.snippet.label} may be published on the same days, and has no end.")
            asker.say(f"It could end on {long_date(one.last)}. This would change in its file:")
            asker.show(str(one.snippet.file))
            for new, line in one.list_changes():
                asker.quote(f"{'New' if new else 'Old'}: {line}")
        if gap := ending.find_gap(file, self.house):
            asker.say(f"From {long_date(gap)} on there would be no version to use.", "yellow")
        try:
            if asker.confirm("End it, and accept the new version?", default=not gap):
                return True
        except Turn:
            pass
        asker.say("Nothing was changed. You can edit the days of the new version, or leave it.")
        return False

    def _invent_examples(self, file: CandidateFile) -> CandidateFile:
        """Ask for an example of each slot that still has the words of a response."""
        slots, examples = file.snippet.about.slots, {}
        self.asker.say("What one response said is no example: it would be taken over unread.")
        for name, published in candidate_files.list_published(file):
            self.asker.say(f"{slots[name].ask} Published: {published}")
            self.asker.say("Type an answer that you invent, or just press Enter to give none.")
            typed = self.asker.line(check=partial(_differ, published))
            examples[name] = " ".join(typed.split())
        return candidate_files.change_examples(file, examples)

    def _show(self, path: Path) -> CandidateFile | None:
        """Show a candidate with all that is known of it, or why it cannot be read."""
        asker = self.asker
        number, total = self.waiting.index(path) + 1, len(self.waiting)
        name = path.relative_to(self.folder).with_suffix("").as_posix()
        try:
            file = candidate_files.read(path, self.folder)
        except ResponderError as error:
            asker.head(f"{number} of {total} · {name}", "It cannot be read as it stands.")
            asker.say(str(error), "yellow")
            return None
        about = file.snippet.about
        asker.head(f"{number} of {total} · {name}", about.title)
        text = _highlight(file, asker.plain)
        asker.console.print(Padding(text, (0, 0, 0, 0 if asker.plain else 4), expand=False))
        asker.say()
        if about.slots:
            asker.say("In square brackets stand its slots: what each asks, and its example.", "dim")
        for line in _describe(file):
            asker.say(line)
        for remark in file.remarks:
            if not remark.startswith(SLOT_REMARK):
                asker.say(remark, "yellow" if remark.startswith("Line ") else "")
        self._show_changes(file)
        return file

    def _show_changes(self, file: CandidateFile) -> None:
        """Show how a new version differs from the last one of the library."""
        known = Library(self.house.boilerplate).readable_versions(file.snippet.name)
        if known:
            self.asker.say(f"Changed since {known[-1].label}, with [-old-] and {{+new+}} words:")
            self.asker.quote(mark_changes(known[-1].body, file.snippet.body))


def _differ(published: str, text: str) -> None:
    if " ".join(text.split()) == published:
        raise ValueError("This is what was published. Invent another, or leave it out.")


def _highlight(file: CandidateFile, plain: bool) -> Text:
    """Return a candidate's text with each slot as its question and its example."""
    slots, shown, end = file.snippet.about.slots, Text(), 0
    body = file.snippet.body.strip()
    for found in SLOT.finditer(body):
        shown.append(body[end : found.start()])
        slot = slots.get(found[1])
        words = f"[{slot.ask} {slot.example}".rstrip() + "]" if slot else found[0]
        shown.append(words, "" if plain else "bold cyan")
        end = found.end()
    shown.append(body[end:])
    return shown


def _describe(file: CandidateFile) -> Iterator[str]:
    about = file.snippet.about
    yield f"Themes: {', '.join(about.themes) or 'none'}"
    yield f"May be published: {about.valid}"
    if about.superseded:
        yield f"Why it ends: {about.superseded}"
    for origin in about.source:
        yield f"Source: {origin}"
        if origin.issue:
            yield f"It answered: {origin.issue}"
