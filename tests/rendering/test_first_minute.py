"""The README's first command, in a fresh copy and a fresh virtual environment."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.test_readme import COMMANDS, ROOT

FIRST = next(command for command, _ in COMMANDS if command.startswith("pip install ."))


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a clone in `clone` and a virtual environment in `venv`."""
    folder = tmp_path_factory.mktemp("fresh")
    run(["git", "clone", "--quiet", str(ROOT), str(folder / "clone")], folder)
    run([sys.executable, "-m", "venv", str(folder / "venv")], folder)
    run(["sh", "-ec", FIRST], folder / "clone", folder / "venv" / "bin")
    return folder


def run(arguments: list[str], folder: Path, programs: Path | None = None) -> None:
    path = os.environ["PATH"] if programs is None else f"{programs}{os.pathsep}{os.defpath}"
    # Nothing of the environment that runs the tests may help.
    environment = {**os.environ, "PATH": path}
    for name in ("PYTHONPATH", "VIRTUAL_ENV", "RESPONDER_HOUSE"):
        environment.pop(name, None)
    done = subprocess.run(
        arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_first_command_of_the_readme_installs_and_drafts(fresh: Path) -> None:
    with zipfile.ZipFile(fresh / "clone" / "draft.docx") as package:
        assert "word/document.xml" in package.namelist()


def test_the_installed_command_brings_its_house_to_any_folder(fresh: Path, tmp_path: Path) -> None:
    answers = fresh / "clone" / "tests" / "examples" / "phase-3.yaml"
    (tmp_path / "answers.yaml").write_bytes(answers.read_bytes())
    run(["responder", "draft", "answers.yaml", "--final"], tmp_path, fresh / "venv" / "bin")
    assert (tmp_path / "answers-final.docx").exists()
