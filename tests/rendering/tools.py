"""Running the programs that the rendering tests need, and failing plainly where one is missing."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
PUBLISHED = {
    path.stem: path.with_suffix(".yaml") for path in sorted((TESTS / "published").glob("*.txt"))
}
EXAMPLES = {path.stem: path for path in sorted((TESTS / "examples").glob("*.yaml"))}
SECOND_HOUSE = TESTS / "second_house"
SECOND = {path.stem: path for path in sorted((SECOND_HOUSE / "answers").glob("*.yaml"))}

ORIGINS = {
    "responder": 'pip install ".[test]"',
    "soffice": "apt-get install libreoffice-writer-nogui",
    "pdfinfo": "apt-get install poppler-utils",
    "pdftotext": "apt-get install poppler-utils",
    "pdffonts": "apt-get install poppler-utils",
    "chromium": "apt-get install chromium",
    "pa11y": "PUPPETEER_SKIP_DOWNLOAD=1 npm install pa11y, with node_modules/.bin on the PATH",
}


@cache
def program(name: str) -> str:
    """Return the path of a program, or fail saying how to install it."""
    beside_python = str(Path(sys.executable).parent)
    path = shutil.which(name, path=os.pathsep.join([beside_python, os.environ["PATH"]]))
    if path is None:
        pytest.fail(f"{name} is not installed; install it with: {ORIGINS[name]}", pytrace=False)
    return path


def run(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program to its end and return what it said."""
    command = [program(name), *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )


def output_of(name: str, *arguments: str | Path) -> str:
    """Run a program that must succeed and return what it printed."""
    done = run(name, *arguments)
    assert done.returncode == 0, f"{name} ended with {done.returncode}: {done.stderr}"
    return done.stdout


def draft(name: str, *options: str | Path) -> str:
    """Draft an answers file by its name and return what the command printed."""
    house = ("--house", SECOND_HOUSE) if name in SECOND else ()
    path = (PUBLISHED | EXAMPLES | SECOND)[name]
    return output_of("responder", *house, "draft", path, *options)
