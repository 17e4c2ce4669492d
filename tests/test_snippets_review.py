"""Reviewing candidates as the officer does: keys go in, the library grows or does not."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner

from responder import boilerplate, house
from responder.boilerplate import Library
from responder.candidates import accepting, ending
from responder.candidates import files as candidate_files
from responder.cli import cli
from responder.errors import FileError, FindingsError, UsageError
from responder.wizard import StoppedError, reviewing
from tests.candidate_house import OTHER, PASSAGE, make, propose
from tests.houses import SmallHouse, snippet
from tests.wizard_keys import BACK, DOWN, ENTER, ERASE, OVERVIEW, STOP, typing

ACCEPT, EDIT, DROP, LATER, QUIT = range(5)
WHOLE_TEXT, NAME, TITLE, THEMES, DAYS, DONE = range(6)
PLAN = snippet(f"{PASSAGE}\n", title="Plan", themes="[letters]", scope="local")


@pytest.fixture
def made(tmp_path: Path) -> SmallHouse:
    return make(tmp_path / "house")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "new"


def put(folder: Path, **texts: str) -> None:
    """Write candidates into the folder of a theme."""
    for name, text in texts.items():
        path = folder / "letters" / f"{name.replace('__', '@')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def choose(wanted: int, default: int = LATER) -> str:
    """Return the keys that choose a line of a menu."""
    return (DOWN * (wanted - default)) + ("\x1b[A" * (default - wanted)) + ENTER


def review(made: SmallHouse, folder: Path, keys: str, plain: bool = False) -> None:
    """Review candidates until the keys run out or the review is at its end."""
    with typing(keys), patch("responder.wizard.reviewing.has_terminal", lambda: True):
        reviewing.run(house.load(made.folder), folder, plain=plain)


def waiting(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.md"))]


def in_library(made: SmallHouse) -> list[str]:
    return Library(made.folder / "boilerplate").names()


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file with Python that the officer's editor runs on the `text` that it is given."""
    script, steps = tmp_path / "editor.py", tmp_path / "steps.py"
    script.write_text(
        "import pathlib, sys\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "text = path.read_text('utf-8')\n"
        f"scope = {{'text': text}}\nexec(pathlib.Path({str(steps)!r}).read_text(), scope)\n"
        "path.write_text(scope['text'], 'utf-8')\n",
        "utf-8",
    )
    monkeypatch.setenv("VISUAL", f'"{sys.executable}" "{script}"')
    return steps


def test_an_accepted_candidate_is_in_the_library_and_waits_no_more(
    made: SmallHouse, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, plan=PLAN)
    review(made, folder, choose(ACCEPT))
    assert in_library(made) == ["letters/plan"]
    assert not waiting(folder)
    assert not (folder / "letters").exists()
    assert "Accepted: 1 (letters/plan.md)." in capsys.readouterr().out


def test_remarks_stay_behind(made: SmallHouse, folder: Path) -> None:
    found = propose(made, f"{PASSAGE} They have already read many of them, as is known.")
    (path,) = candidate_files.write(found.candidates, folder, Library(made.folder / "boilerplate"))
    before = path.read_text("utf-8")
    assert "# Line " in before
    review(made, folder, choose(ACCEPT))
    (accepted,) = Library(made.folder / "boilerplate").files()
    kept = [line for line in before.split("\n") if not line.startswith("# ")]
    assert accepted.read_text("utf-8").split("\n") == kept


def test_a_dropped_candidate_is_deleted_after_it_was_said(
    made: SmallHouse, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, plan=PLAN)
    review(made, folder, choose(DROP) + "y")
    assert not waiting(folder)
    assert not in_library(made)
    shown = capsys.readouterr().out
    assert shown.index("This deletes the file") < shown.index("Dropped: 1 (letters/plan.md).")


def test_a_candidate_is_not_dropped_against_a_no(made: SmallHouse, folder: Path) -> None:
    put(folder, plan=PLAN)
    review(made, folder, choose(DROP) + "n" + choose(LATER))
    assert waiting(folder) == ["letters/plan.md"]


def test_candidates_are_left_for_later_by_enter_alone(
    made: SmallHouse, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, plan=PLAN, other=PLAN)
    review(made, folder, ENTER * 2)
    assert len(waiting(folder)) == 2
    assert not in_library(made)
    shown = capsys.readouterr().out
    assert "Still waiting: 2." in shown
    assert f"snippets review {folder}" in shown


def test_quitting_keeps_what_was_decided(made: SmallHouse, folder: Path) -> None:
    put(folder, a=PLAN, b=PLAN.replace("Managers", "Directors of all offices"), c=PLAN)
    review(made, folder, choose(ACCEPT) + choose(QUIT))
    assert in_library(made) == ["letters/a"]
    assert waiting(folder) == ["letters/b.md", "letters/c.md"]


def test_an_interruption_keeps_what_was_decided_and_says_how_to_go_on(
    made: SmallHouse, folder: Path
) -> None:
    put(folder, a=PLAN, b=PLAN)
    with pytest.raises(StoppedError) as stopped:
        review(made, folder, choose(ACCEPT) + STOP)
    assert stopped.value.exit_status == 130
    assert f"responder snippets review {folder}" in str(stopped.value)
    assert in_library(made) == ["letters/a"]


def test_going_back_shows_the_candidate_before(made: SmallHouse, folder: Path) -> None:
    put(folder, a=PLAN, b=PLAN)
    review(made, folder, ENTER + BACK + choose(DROP) + "y" + ENTER)
    assert waiting(folder) == ["letters/b.md"]


def test_the_overview_leads_to_any_candidate(made: SmallHouse, folder: Path) -> None:
    put(folder, a=PLAN, b=PLAN, c=PLAN)
    review(made, folder, OVERVIEW + DOWN * 2 + ENTER + choose(DROP) + "y")
    assert waiting(folder) == ["letters/a.md", "letters/b.md"]


def test_an_example_from_a_response_is_asked_for_anew_before_it_is_accepted(
    made: SmallHouse, folder: Path
) -> None:
    found = propose(made, f"{PASSAGE} They do so weekly, and tell South Bay.").candidates
    candidate_files.write(found, folder, Library(made.folder / "boilerplate"))
    keys = f"weekly{ENTER}{ERASE}every other day{ENTER}{ENTER}"  # what was published is refused
    review(made, folder, choose(ACCEPT) + keys)
    (path,) = Library(made.folder / "boilerplate").files()
    slots = boilerplate.load(path, made.folder / "boilerplate").about.slots
    assert (slots["frequency"].example, slots["area"].example) == ("every other day", "")


def test_an_example_from_a_response_is_refused_at_its_line(made: SmallHouse, folder: Path) -> None:
    found = propose(made, f"{PASSAGE} They do so weekly, without any doubt.").candidates
    (path,) = candidate_files.write(found, folder, Library(made.folder / "boilerplate"))
    with pytest.raises(FindingsError) as refused:
        accepting.accept(candidate_files.read(path, folder), house.load(made.folder))
    (finding,) = refused.value.findings
    assert finding.rule == "published-example"
    assert "weekly" in path.read_text("utf-8").split("\n")[finding.place.line - 1]


@pytest.mark.parametrize(
    ("body", "rule", "words"),
    [
        ("Begun by Jane Doe.", "person-named", "Jane Doe"),
        ("Begun by Baljit Kaur.", "private-words", "Baljit Kaur"),
        ("She said: “We will do so at once.”", "private-words", "quotation"),
        ("By {{ whom }}.", "unknown-slot", "whom"),
        ("{% if x %}y{% endif %}", "broken-snippet", "slots"),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_nothing_is_accepted(
    made: SmallHouse,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    body: str,
    rule: str,
    words: str,
) -> None:
    put(folder, plan=PLAN.replace(PASSAGE, f"{PASSAGE}\n\n{body}"))
    review(made, folder, choose(ACCEPT) + choose(LATER, EDIT))
    shown = " ".join(capsys.readouterr().out.split())
    assert f"error {rule}: " in shown
    assert words in shown
    assert waiting(folder) == ["letters/plan.md"]
    assert not in_library(made)


def test_days_that_overlap_those_of_a_version_are_refused(tmp_path: Path, folder: Path) -> None:
    known = snippet(f"{PASSAGE}\n", themes="[letters]", valid="{from: 2021-01-01}")
    made = make(tmp_path / "house", {"letters/plan": known})
    put(folder, plan__2026=snippet(f"{PASSAGE} More.\n", themes="[letters]"))
    file = candidate_files.read(folder / "letters/plan@2026.md", folder)
    with pytest.raises(FindingsError) as refused:
        accepting.accept(file, house.load(made.folder))
    assert [one.rule for one in refused.value.findings] == ["overlapping-windows"]


OPEN = snippet(f"{PASSAGE}\n", title="Plan", themes="[letters]", valid="{from: 2021-01-01}")
NEXT = snippet(f"{PASSAGE} More.\n", themes="[letters]", valid="{from: 2026-10-01}")


def stored(made: SmallHouse, name: str = "plan") -> bytes:
    return (made.folder / f"boilerplate/letters/{name}.md").read_bytes()


def test_an_older_version_without_an_end_is_ended_the_day_before_after_it_was_shown(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = make(tmp_path / "house", {"letters/plan": OPEN})
    put(folder, plan__2026=NEXT)
    before = stored(made).decode()
    review(made, folder, choose(ACCEPT) + "y")
    shown = " ".join(capsys.readouterr().out.split())
    assert "letters/plan may be published on the same days, and has no end." in shown
    assert "Old: valid: {from: 2021-01-01}" in shown
    assert "New: valid: {from: 2021-01-01, until: 2026-09-30}" in shown
    assert "no version to use" not in shown
    after = stored(made).decode()
    why = 'superseded: "The wording changed: use letters/plan@2026."\n'
    assert why in after
    assert after.replace(why, "").replace(", until: 2026-09-30", "") == before
    first, second = Library(made.folder / "boilerplate").versions("letters/plan")
    assert str(first.about.valid) == "from 2021-01-01 until 2026-09-30"
    assert str(second.about.valid) == "from 2026-10-01"


@pytest.mark.parametrize("keys", ["n", BACK])
def test_without_a_yes_neither_version_is_changed(tmp_path: Path, folder: Path, keys: str) -> None:
    made = make(tmp_path / "house", {"letters/plan": OPEN})
    put(folder, plan__2026=NEXT)
    before = stored(made)
    review(made, folder, choose(ACCEPT) + keys + choose(LATER, EDIT))
    assert stored(made) == before
    assert waiting(folder) == ["letters/plan@2026.md"]


@pytest.mark.parametrize(
    ("valid", "ended"),
    [
        ("{}", "{until: 2026-09-30}"),
        ("\n  from: 2021-01-01  # spring", "\n  from: 2021-01-01  # spring\n  until: 2026-09-30"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_all_else_in_the_file_of_the_older_version_stays_byte_for_byte(
    tmp_path: Path, folder: Path, valid: str, ended: str, line_end: str
) -> None:
    made = make(tmp_path / "house", {"letters/plan": PLAN})
    front = {"title": "Plan  # ours", "valid": valid, "superseded": "Ask", "themes": "[letters]"}
    text = snippet(f"{PASSAGE}\n", **front)
    data = text.replace("\n", line_end).encode()
    (made.folder / "boilerplate/letters/plan.md").write_bytes(data)
    put(folder, plan__2026=NEXT)
    file = candidate_files.read(folder / "letters/plan@2026.md", folder)
    (one,) = ending.plan(file, house.load(made.folder))
    assert one.after.decode() == text.replace(valid, ended).replace("\n", line_end)


def test_it_is_said_if_there_would_be_no_version_later(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = make(tmp_path / "house", {"letters/plan": OPEN})
    put(
        folder,
        plan__2026=NEXT.replace("{from: 2026-10-01}", "{from: 2026-10-01, until: 2026-10-31}"),
    )
    review(made, folder, choose(ACCEPT) + ENTER + choose(LATER, EDIT))
    assert "From 1 November 2026 on there would be no version to use." in capsys.readouterr().out
    assert waiting(folder)  # for Enter alone says no then


@pytest.mark.parametrize(
    ("known", "new"),
    [
        ("{from: 2021-01-01, until: 2027-01-31}", "{from: 2026-10-01}"),
        ("{from: 2026-10-01}", "{from: 2026-10-01}"),
        ("{from: 2021-01-01}", "{}"),
    ],
)
def test_a_version_that_has_an_end_or_does_not_begin_before_is_never_ended(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str], known: str, new: str
) -> None:
    old = snippet(f"{PASSAGE}\n", themes="[letters]", valid=known)
    made = make(tmp_path / "house", {"letters/plan": old})
    put(folder, plan__2026=NEXT.replace("{from: 2026-10-01}", new))
    review(made, folder, choose(ACCEPT) + choose(LATER, EDIT))
    assert "error overlapping-windows" in " ".join(capsys.readouterr().out.split())
    assert stored(made).decode() == old


def test_the_new_version_is_not_accepted_if_the_older_one_was_changed_meanwhile(
    tmp_path: Path, folder: Path
) -> None:
    made = make(tmp_path / "house", {"letters/plan": OPEN})
    put(folder, plan__2026=NEXT)
    file, home = (
        candidate_files.read(folder / "letters/plan@2026.md", folder),
        house.load(made.folder),
    )
    planned = ending.plan(file, home)
    made.write("boilerplate/letters/plan.md", OPEN.replace("Plan", "Our plan"))
    with pytest.raises(FileError, match="changed meanwhile"):
        accepting.accept(file, home, endings=planned)
    assert in_library(made) == ["letters/plan"]
    assert len(Library(made.folder / "boilerplate").versions("letters/plan")) == 1
    assert waiting(folder) == ["letters/plan@2026.md"]


def test_examples_are_asked_for_before_an_older_version_is_ended(
    tmp_path: Path, folder: Path
) -> None:
    text = f"{PASSAGE} They do so weekly, without any doubt."
    old = snippet(f"{text}\n", themes="[letters]", valid="{from: 2021-01-01}")
    made = make(tmp_path / "house", {"letters/plan": old})
    new = text.replace("Managers", "Directors").replace("any doubt", "a doubt")
    found = propose(made, new).candidates
    candidate_files.write(found, folder, Library(made.folder / "boilerplate"))
    assert [one.split("@")[0] for one in waiting(folder)] == ["letters/plan"]
    review(made, folder, choose(ACCEPT) + f"every other day{ENTER}y")
    assert not waiting(folder)
    assert len(Library(made.folder / "boilerplate").versions("letters/plan")) == 2


def test_a_name_of_the_library_is_not_taken_twice(tmp_path: Path, folder: Path) -> None:
    made = make(tmp_path / "house", {"letters/plan": snippet(f"{OTHER}\n", themes="[letters]")})
    put(folder, plan=PLAN)
    before = (made.folder / "boilerplate/letters/plan.md").read_bytes()
    file = candidate_files.read(folder / "letters/plan.md", folder)
    with pytest.raises(FileError, match="of this name already"):
        accepting.accept(file, house.load(made.folder))
    assert (made.folder / "boilerplate/letters/plan.md").read_bytes() == before


def test_a_candidate_that_is_in_the_library_already_only_goes(
    made: SmallHouse, folder: Path
) -> None:
    put(folder, plan=PLAN)
    put(made.folder / "boilerplate", plan=PLAN)
    review(made, folder, choose(ACCEPT))
    assert not waiting(folder)


def test_a_warning_is_accepted_only_by_a_yes(tmp_path: Path, folder: Path) -> None:
    made = make(tmp_path / "house", {"letters/same": PLAN})
    put(folder, plan=PLAN)
    review(made, folder, choose(ACCEPT) + "n" + choose(LATER, EDIT))
    assert in_library(made) == ["letters/same"]
    review(made, folder, choose(ACCEPT) + "y")
    assert in_library(made) == ["letters/plan", "letters/same"]


def test_a_new_version_shows_the_words_that_differ(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = snippet(f"{PASSAGE}\n", themes="[letters]", valid="{until: 2025-12-31}")
    made = make(tmp_path / "house", {"letters/plan": known})
    text = PASSAGE.replace("Managers", "Directors")
    put(folder, plan__2026=snippet(f"{text}\n", themes="[letters]", valid="{from: 2026-01-01}"))
    review(made, folder, choose(ACCEPT))
    assert "[-Managers-] {+Directors+}" in capsys.readouterr().out
    assert len(Library(made.folder / "boilerplate").versions("letters/plan")) == 2


def test_what_is_known_of_a_candidate_is_shown(
    made: SmallHouse, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = propose(made, f"{PASSAGE} This year they do so weekly in South Bay.").candidates
    candidate_files.write(found, folder, Library(made.folder / "boilerplate"))
    review(made, folder, ENTER, plain=True)
    shown = " ".join(capsys.readouterr().out.split())
    for words in (
        "in [Which Area? South Bay].",
        "May be published: from 2026-02-17 until 2026-02-28",
        "Source: EXS North Hill, item 1 (2026-02-17)",
        "It answered: Replies are poor.",
        "“This year” means another time on another day.",
        "1. Accept it.",
    ):
        assert words in shown
    assert "Slot “" not in shown


def test_the_review_can_be_held_with_numbered_lines(made: SmallHouse, folder: Path) -> None:
    put(folder, a=PLAN, b=PLAN)
    review(made, folder, f"1{ENTER}3{ENTER}1{ENTER}", plain=True)
    assert in_library(made) == ["letters/a"]
    assert not waiting(folder)


def edit(*keys: str) -> str:
    """Return the keys that edit a candidate, and then leave it for later."""
    return choose(EDIT) + "".join(keys) + choose(LATER, ACCEPT)


def change(wanted: int, keys: str) -> str:
    """Return the keys that change one thing in the menu of an edit, and leave that menu."""
    return choose(wanted, WHOLE_TEXT) + keys + choose(DONE, wanted)


def test_a_name_and_a_title_can_be_changed(made: SmallHouse, folder: Path) -> None:
    put(folder, plan=PLAN)
    keys = f"{ERASE}training/reading@2026{ENTER}"
    review(made, folder, edit(change(NAME, keys)))
    (path,) = folder.rglob("*.md")
    loaded = boilerplate.load(path, folder)
    assert (loaded.label, loaded.about.title) == ("training/reading@2026", "Plan")
    review(made, folder, edit(change(TITLE, f"{ERASE}Reading: all{ENTER}")))
    assert boilerplate.load(path, folder).about.title == "Reading: all"


@pytest.mark.parametrize("name", ["Plan", "letters/Plan", "plan", "letters/pl an", "letters/../x"])
def test_a_name_that_answers_cannot_give_is_refused(
    made: SmallHouse, folder: Path, name: str
) -> None:
    put(folder, plan=PLAN)
    keys = f"{ERASE}{name}{ENTER}{ERASE}letters/other{ENTER}"
    review(made, folder, edit(change(NAME, keys)))
    assert waiting(folder) == ["letters/other.md"]


def test_a_name_that_another_candidate_has_is_refused(made: SmallHouse, folder: Path) -> None:
    put(folder, a=PLAN, b=PLAN)
    keys = f"{ERASE}letters/b{ENTER}{ERASE}letters/c{ENTER}"
    review(made, folder, edit(change(NAME, keys)) + ENTER)
    assert waiting(folder) == ["letters/b.md", "letters/c.md"]


def test_themes_can_be_changed(made: SmallHouse, folder: Path) -> None:
    put(folder, plan=PLAN)
    keys = DOWN + ENTER + " " + ENTER  # training, and letters is ticked off
    review(made, folder, edit(change(THEMES, keys)))
    assert boilerplate.load(folder / "letters/plan.md", folder).about.themes == ["training"]


def test_days_can_be_changed_and_a_window_cannot_end_before_it_starts(
    made: SmallHouse, folder: Path
) -> None:
    put(folder, plan=PLAN)
    days = f"{ERASE}2026-02-17{ENTER}{ERASE}2026-02-16{ENTER}{ERASE}2026-12-31{ENTER}"
    review(made, folder, edit(change(DAYS, f"{days}Ask the owner.{ENTER}")))
    about = boilerplate.load(folder / "letters/plan.md", folder).about
    assert str(about.valid) == "from 2026-02-17 until 2026-12-31"
    assert about.superseded == "Ask the owner."


def test_a_change_keeps_the_remarks_with_the_right_lines(made: SmallHouse, folder: Path) -> None:
    found = propose(made, f"{PASSAGE} They have already read many of them, as is known.")
    (path,) = candidate_files.write(found.candidates, folder, Library(made.folder / "boilerplate"))
    days = f"{ENTER}{ERASE}2026-12-31{ENTER}Ask.{ENTER}"
    review(made, folder, edit(change(DAYS, days)))
    lines = path.read_text("utf-8").split("\n")
    number = next(line for line in lines if line.startswith("# Line")).split()[2].rstrip(":")
    assert "already" in lines[int(number) - 1]


def test_the_text_can_be_changed_in_an_editor(made: SmallHouse, folder: Path, editor: Path) -> None:
    put(folder, plan=PLAN)
    editor.write_text("text = text.replace('Managers', 'Directors')", "utf-8")
    review(made, folder, edit(ENTER + choose(DONE, WHOLE_TEXT)))
    assert "Directors read" in (folder / "letters/plan.md").read_text("utf-8")


def test_a_mistake_made_in_the_editor_is_shown_with_its_line_and_can_be_mended(
    made: SmallHouse, folder: Path, editor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, plan=PLAN)
    editor.write_text(
        "new = 'scope: lokal'\n"
        "text = text.replace(new, 'scope: local') if new in text else "
        "text.replace('scope: local', new)",
        "utf-8",
    )
    # The menu has no “Accept it” until the file can be read again.
    review(made, folder, choose(EDIT) + ENTER + choose(0, 0) + choose(LATER, EDIT))
    shown = "".join(capsys.readouterr().out.split())
    assert f"{folder}/letters/plan.md:4:" in shown
    assert "“lokal”isnotknownhere." in shown
    assert "scope: local\n" in (folder / "letters/plan.md").read_text("utf-8")


def test_a_candidate_that_cannot_be_read_cannot_be_accepted(
    made: SmallHouse, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(folder, plan="no snippet at all")
    review(made, folder, choose(QUIT, LATER))
    assert "It cannot be read as it stands." in capsys.readouterr().out
    assert waiting(folder) == ["letters/plan.md"]


def test_an_editor_that_fails_changes_nothing(
    made: SmallHouse, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", os.fspath(folder / "no-such-program"))
    put(folder, plan=PLAN)
    review(made, folder, edit(ENTER + choose(DONE, WHOLE_TEXT)))
    assert (folder / "letters/plan.md").read_text("utf-8") == PLAN


@pytest.mark.parametrize("own", [True, False])
def test_it_is_said_if_the_library_would_go_with_the_program(
    made: SmallHouse, folder: Path, capsys: pytest.CaptureFixture[str], own: bool
) -> None:
    folder.mkdir()
    home = house.load(made.folder)
    home = home if own else replace(home, folder=house.CARRIED)
    with patch("responder.wizard.reviewing.has_terminal", lambda: True):
        reviewing.run(home, folder, plain=True)
    assert ("came with the program" in capsys.readouterr().out) is not own


def test_the_library_itself_is_not_reviewed(made: SmallHouse) -> None:
    with pytest.raises(UsageError, match="nothing enters by itself"):
        review(made, made.folder / "boilerplate", "")


def test_a_folder_that_is_not_there_is_an_error(made: SmallHouse, folder: Path) -> None:
    with pytest.raises(FileError, match="no such folder"):
        review(made, folder, "")


def test_a_folder_without_candidates_is_soon_reviewed(
    made: SmallHouse, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.mkdir()
    review(made, folder, "")
    assert "Still waiting: 0." in capsys.readouterr().out


def test_without_a_terminal_the_command_says_what_to_do(made: SmallHouse, folder: Path) -> None:
    done = CliRunner().invoke(cli, ["--house", str(made.folder), "snippets", "review", str(folder)])
    assert done.exit_code == 2
    assert "no terminal" in done.stderr
    assert "text editor" in done.stderr
