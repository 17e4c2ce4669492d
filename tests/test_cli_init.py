"""The command that makes a house of one's own, and a first walk through that house."""

import json
import os
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from responder import house
from responder.answers import load
from responder.cli import cli
from responder.compose import Composer
from tests.wizard_keys import DONE, DOWN, ENTER, STOP, UP, interview, plain_answers, typing

ROOT = Path(__file__).parent.parent
NAMES = ["my-house", "our own house", "Häuser/Größe", "it’s “ours”", "it's 5 $HOME", "-x", "住宅"]


def run(*arguments: str | Path) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(cli, list(map(str, arguments)))


def call(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the real command in a folder, as people do."""
    return subprocess.run(
        [sys.executable, "-m", "responder", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a new house."""
    assert run("init", tmp_path / "own").exit_code == 0
    return tmp_path / "own"


# What it says.


def test_the_command_says_what_was_made_what_to_edit_and_how_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("init", "my-house")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines()[0] == "Made my-house, a house of your own. Edit first:"
    numbered = re.findall(r"^  (\d)\. (.+?): ", done.stderr, re.MULTILINE)
    assert [number for number, _ in numbered] == ["1", "2", "3"]
    assert all(Path(name).is_file() for _, name in numbered)
    assert "Then: responder --house my-house wizard\n" in done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_the_command_that_it_names_can_be_typed_as_it_stands(tmp_path: Path, name: str) -> None:
    made = call(tmp_path, "init", "--", name)
    assert made.returncode == 0, made.stderr
    (shown,) = re.findall(r"^Then: responder (.+) wizard$", made.stderr, re.MULTILINE)
    words = shlex.split(shown)
    assert words == ["--house", name]
    done = call(tmp_path, *words, "check", str(Path(name) / "example.yaml").replace("-x", "./-x"))
    assert (done.returncode, done.stderr) == (0, "Nothing to mend.\n")


def test_its_help_explains_it() -> None:
    done = run("init", "--help")
    assert done.exit_code == 0
    assert "DIR" in done.stdout


# Where it is found.


def test_the_new_house_is_the_one_that_is_found_inside_it(own: Path) -> None:
    done = call(own / "templates", "schema", "inspection", RESPONDER_HOUSE="")
    assert done.returncode == 0, done.stderr


def test_the_folder_that_one_is_in_can_become_a_house(tmp_path: Path) -> None:
    done = call(tmp_path, "init", ".")
    assert done.returncode == 0, done.stderr
    assert call(tmp_path, "check", "example.yaml", RESPONDER_HOUSE="").returncode == 0


def test_a_house_can_be_made_from_one_that_was_made(own: Path, tmp_path: Path) -> None:
    (own / "templates/house.docx").write_bytes(b"own styles")
    done = run("--house", own, "init", tmp_path / "next")
    assert done.exit_code == 0
    assert (tmp_path / "next/templates/house.docx").read_bytes() == b"own styles"


# What it refuses.


def test_a_second_time_is_refused_and_changes_nothing(own: Path) -> None:
    before = {path: path.read_bytes() for path in own.rglob("*") if path.is_file()}
    done = run("init", own)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "This folder is not empty" in done.stderr
    assert {path: path.read_bytes() for path in own.rglob("*") if path.is_file()} == before


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine", "utf-8")
    done = run("init", tmp_path / "note.txt")
    assert done.exit_code == 1
    assert done.stderr == (
        f"{tmp_path / 'note.txt'}: This is a file, not a folder. Name a new or an empty folder.\n"
    )


def test_a_place_where_nothing_can_be_written_is_a_plain_error() -> None:
    done = run("init", "/proc/own/house")
    assert done.exit_code == 1
    assert done.stderr.startswith("/proc/own: It cannot be made: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["a", "b"]])
def test_one_folder_is_named(tmp_path: Path, arguments: list[str]) -> None:
    done = call(tmp_path, "init", *arguments)
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


# A first walk through it.


def test_the_example_has_nothing_to_mend_and_makes_draft_and_final(own: Path) -> None:
    done = call(own, "check", "example.yaml")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "Nothing to mend.\n")
    for options in ([], ["--final"]):
        done = call(own, "draft", "example.yaml", *options)
        assert done.returncode == 0, done.stderr
    for name in ("example.docx", "example-final.docx"):
        assert zipfile.is_zipfile(own / name)


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_the_example_is_drafted_in_every_other_form_too(own: Path, form: str) -> None:
    done = call(own, "draft", "example.yaml", "--to", form, "-o", "-")
    assert (done.returncode, done.stderr) == (0, "")
    assert "This response is an example" in done.stdout


def test_the_snippets_are_in_order(own: Path) -> None:
    done = call(own, "snippets", "check")
    assert (done.returncode, done.stderr) == (0, "Nothing to mend.\n")


def test_the_schema_takes_the_example(own: Path) -> None:
    done = call(own, "schema", "inspection")
    described = json.loads(done.stdout)
    Draft202012Validator.check_schema(described)
    example = yaml.load((own / "example.yaml").read_text("utf-8"), yaml.BaseLoader)
    assert list(Draft202012Validator(described).iter_errors(example)) == []


def test_the_actions_of_the_example_are_rows_of_a_table(own: Path) -> None:
    done = call(own, "actions", "example.yaml", "-o", "-")
    assert done.returncode == 0, done.stderr
    head, *rows = done.stdout.splitlines()
    assert head.startswith('"Inspection","Published","Recommendation","Action","Owner","By"')
    assert [row.split(",")[2] for row in rows] == ['"2"', '"2"', '"2"', '"3"', '"6"']


def test_every_command_of_its_page_does_what_the_page_says(own: Path) -> None:
    page = (own / "README.md").read_text("utf-8")
    blocks = re.findall(r"^```console\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    commands = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    assert len(commands) >= 8
    for command in commands:
        done = call(own, *shlex.split(command)[1:])
        if shlex.split(command)[1] == "wizard":
            assert "there is no terminal here" in done.stderr
        else:
            assert done.returncode == 0, f"{command}: {done.stderr}"


def test_the_wizard_can_be_run_through(own: Path) -> None:
    made = house.load(own)
    path = own / "answers.yaml"
    action = (
        f"{UP * 2}{ENTER}Publish them{ENTER}{DOWN}{ENTER}Head of Services{ENTER}2026-12-01{ENTER}"
        f"Board{ENTER}monthly{ENTER}Fewer questions{ENTER}"
    )
    keys = (
        f"parking fines{ENTER} {ENTER}2026-11-26{ENTER}{ENTER}"  # topic, inspectorate, dates
        f"{ENTER}Much is good.{DONE}{ENTER}{ENTER}"  # recognition, improvement
        f"{ENTER}{ENTER}"  # the stance on all, and how many there are in all
        f"{ENTER}5{ENTER}Fines should be explained.{DONE}{ENTER}{ENTER}"  # one recommendation
        f"{DOWN}{ENTER}{ENTER}They are.{DONE}{ENTER}"  # its stance and response
        f"{action}{UP}{ENTER}{UP}{ENTER}"
        f"{ENTER}{ENTER}Alex{ENTER}{ENTER}"  # progress, closing, signatory
        f"{ENTER}n"  # the overview; no draft
    )
    interview(made, path, keys)
    assert plain_answers(path) == {
        "template": "inspection",
        "topic": "parking fines",
        "inspectorates": ["Example Inspectorate"],
        "published": "2026-11-26",
        "recognition": [{"text": "Much is good."}],
        "overall_stance": "accepts all",
        "items": [
            {
                "number": "5",
                "text": "Fines should be explained.",
                "stance": "accepts in part",
                "response": [{"text": "They are."}],
                "actions": [
                    {
                        "what": "Publish them",
                        "status": "under way",
                        "owner": "Head of Services",
                        "by": "2026-12-01",
                        "forum": "Board",
                        "frequency": "monthly",
                        "measure": "Fewer questions",
                    }
                ],
            }
        ],
        "signatory": {"name": "Alex", "role": "Chief Executive"},
    }
    assert not Composer(made).compose(load(path)).findings


def test_the_mechanism_is_loaded_only_when_it_is_wanted() -> None:
    code = "import sys, responder.cli; sys.exit('responder.starting' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_wizard_shows_commands_that_find_the_house_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "our own").exit_code == 0
    with typing(STOP):
        stopped = run("--house", "our own", "wizard", "our own/new.yaml")
    assert stopped.exit_code == 130
    again = "responder --house 'our own' wizard 'our own/new.yaml'"
    assert again in stopped.stdout
    assert again in stopped.stderr
