"""The README's examples, run as they stand there."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
EXAMPLE = next(text for kind, text in BLOCKS if kind == "yaml")
COMMANDS = [
    (lines[0].removeprefix("$ "), lines[1:])
    for kind, text in BLOCKS
    if kind == "console"
    for chunk in re.split(r"\n(?=\$ )", text.rstrip("\n"))
    for lines in [chunk.split("\n")]
]
# Installing belongs to tests/rendering/test_first_minute.py, since it needs a network.
PROGRAM = [(command, shown) for command, shown in COMMANDS if command.startswith("responder ")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the house with the README's answers in it, and what was published."""
    for part in ("templates", "boilerplate", "tests/published"):
        shutil.copytree(ROOT / part, tmp_path / part)
    (tmp_path / "answers.yaml").write_text(EXAMPLE, "utf-8")
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program, _, target = command.partition(" > ")
    arguments = [sys.executable, "-m", *shlex.split(program)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        arguments,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if target:
        (folder / target).write_text(done.stdout, "utf-8")
    return done


@pytest.mark.parametrize(("command", "shown"), PROGRAM, ids=[one for one, _ in PROGRAM])
def test_a_command_of_the_readme_prints_what_the_readme_shows(
    command: str, shown: list[str], folder: Path
) -> None:
    done = run(command, folder)
    printed = (done.stdout + done.stderr).rstrip("\n").split("\n")
    if shown:
        assert [line.replace(os.sep, "/") for line in printed] == shown
    elif "wizard" in command or "review" in command:
        assert done.returncode == 2
        assert "terminal" in done.stderr
    else:
        assert done.returncode == 0, done.stderr


def test_the_readme_shows_every_command() -> None:
    from responder.cli import cli

    assert {command.split()[1] for command, _ in PROGRAM} == set(cli.commands)


def test_every_answers_example_of_the_readme_is_valid_yaml_for_its_question(folder: Path) -> None:
    head, _, _ = EXAMPLE.partition("    response:")
    for kind, text in BLOCKS:
        if kind == "yaml" and text != EXAMPLE:
            (folder / "answers.yaml").write_text(head + text, "utf-8")
            done = run("responder check answers.yaml", folder)
            assert done.returncode == 0, done.stdout


def test_every_file_that_the_readme_links_to_exists() -> None:
    links = re.findall(r"\]\((?!https?:)([^)]+)\)|src=\"([^\"]+)\"", README)
    assert [one or other for one, other in links if not (ROOT / (one or other)).exists()] == []
