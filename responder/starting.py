"""A house of one's own to begin from: the starter's files and what it takes from other houses."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from importlib.resources import files as package_files
from importlib.resources.abc import Traversable
from pathlib import Path

from responder import files
from responder.errors import FileError, Place
from responder.house import House, installed

REFERENCE = "templates/README.md"
REMEDY = "Name a new or an empty folder."


def make(folder: Path, like: House) -> None:
    """Write a house into a new or empty folder, with the styles of another, or leave no trace."""
    contents = dict(_read_starter(package_files("responder") / "starter"))
    contents[REFERENCE] = files.read_bytes(installed() / REFERENCE)
    contents["templates/house.docx"] = _read_styles(like.word_template)
    made: list[Path] = []
    try:
        _refuse_contents(folder)
        for name, data in contents.items():
            path = folder / name
            _make_folders(path.parent, made)
            made.append(path)
            files.write_bytes(path, data, lasting=False)
    except OSError as error:
        _remove(made)
        place = Place(str(error.filename or folder))
        raise FileError(f"It cannot be made: {error.strerror}.", place) from None
    except BaseException:  # an interruption, too, leaves nothing half done
        _remove(made)
        raise


def _read_starter(place: Traversable, name: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file of the starter."""
    for entry in sorted(place.iterdir(), key=lambda one: one.name):
        inner = f"{name}/{entry.name}".lstrip("/")
        if entry.is_dir():
            yield from _read_starter(entry, inner)
        else:
            yield inner, entry.read_bytes()


def _read_styles(template: Path) -> bytes:
    if not template.is_file():
        problem = "There is no such file, and a new house takes its Word styles from it."
        raise FileError(problem, Place(str(template)), "Name a house that has one with --house.")
    return files.read_bytes(template)


def _refuse_contents(folder: Path) -> None:
    """Raise FileError unless a folder is new or empty."""
    if folder.is_dir() and (entry := next(folder.iterdir(), None)):
        problem = f"This folder is not empty: it holds “{entry.name}”."
        raise FileError(problem, Place(str(folder)), REMEDY)


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it that are missing, and add each to what was made."""
    for one in (*reversed(folder.parents), folder):
        if not one.is_dir():
            if os.path.lexists(one):
                file = "This is a file, not a folder."
                problem = file if one.exists() else "This link leads nowhere."
                raise FileError(problem, Place(str(one)), REMEDY)
            one.mkdir()
            made.append(one)


def _remove(made: list[Path]) -> None:
    """Remove files and folders, the last one first, as far as that is possible."""
    for path in reversed(made):
        with contextlib.suppress(OSError):
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink()
