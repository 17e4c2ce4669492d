"""Past responses on disk: which files of a folder they are, and where their answers go."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from responder.cli.output import ANSWERS_ENDINGS
from responder.errors import FileError, Place, UsageError
from responder.files import UNPRINTABLE

# What may be a response. Of those that cannot be read, each is told with what to do about it.
PAGES = (".txt", ".text", ".html", ".htm", ".xhtml", ".mht", ".mhtml")
DOCUMENTS = (".docx", ".docm", ".doc", ".rtf", ".odt", ".pdf")
WORD_LOCK = "~$"  # before the name of the file that is open in Word
COMPANIONS = ("_files", ".files")  # behind the name of a web page: the folder with its pictures


@dataclass
class Past:
    """The files to harvest, those of their folders that are passed over, and what cannot be read.

    The last are folders below those that were named.
    """

    files: list[Path] = field(default_factory=list)
    passed: list[Path] = field(default_factory=list)
    refused: list[FileError] = field(default_factory=list)


def find_past(named: Iterable[Path]) -> Past:
    """Return the files that were named, and those in the folders that were, with all below them."""
    past = Past()
    for path in named:
        if path.is_dir():
            for found in _walk(path, past.refused.append):
                (past.files if _may_be_read(found) else past.passed).append(found)
        else:
            past.files.append(path)
    past.files = list(dict.fromkeys(past.files))
    return past


def _walk(folder: Path, refuse: Callable[[FileError], None]) -> Iterator[Path]:
    """Yield the files below a folder; one that is hidden, or elsewhere, is yielded itself."""

    def tell(error: OSError) -> None:
        problem = f"This folder cannot be read: {error.strerror}."
        refuse(FileError(problem, Place(str(error.filename)), "Ask whoever owns it."))

    for root, folders, files in os.walk(folder, onerror=tell):
        here = Path(root)
        pages = {Path(name).stem for name in files}
        apart = [one for one in folders if one.startswith(".") or _goes_with(one, pages)]
        apart += [one for one in folders if (here / one).is_symlink() and one not in apart]
        yield from (here / name for name in sorted(apart))
        folders[:] = sorted(set(folders) - set(apart))
        yield from (here / name for name in sorted(files))


def _goes_with(folder: str, pages: set[str]) -> bool:
    endings = (ending for ending in COMPANIONS if folder.endswith(ending))
    return any(folder.removesuffix(ending) in pages for ending in endings)


def _may_be_read(path: Path) -> bool:
    hidden = path.name.startswith((".", WORD_LOCK))
    return not hidden and path.suffix.lower() in (*PAGES, *DOCUMENTS) and path.is_file()


def name_answers(files: Sequence[Path], output: str | None, several: bool) -> list[Path | None]:
    """Return the answers file for each past one; None stands for standard output."""
    if output == "-":
        if several:
            raise UsageError("Only the answers of one file can be printed.")
        return [None]
    folder = Path(output or "")
    if several or folder.is_dir():
        return [folder / name for name in _name_apart(files)]
    if str(output).endswith(("/", os.sep)):
        raise UsageError(f"There is no folder {output}.")
    if folder.suffix.lower() not in ANSWERS_ENDINGS:
        remedy = "End its name in .yaml, or use “-o -” to print the answers."
        raise UsageError(f"{output} would not be taken for a file of answers.", remedy=remedy)
    if folder.exists() and not folder.is_file():
        raise UsageError(f"{output} is no file.", remedy="Use “-o -” to print the answers.")
    return [folder]


def _name_apart(files: Sequence[Path]) -> list[str]:
    """Return a name for the answers of each file, saying as much of it as sets it apart.

    Names that differ in capitals alone are the same on many machines.
    """
    ways = [
        [path.stem for path in files],
        ["-".join([path.stem, *path.suffix.split(".")[1:]]) for path in files],
        ["-".join(one for one in _list_parts(path) if one.strip(".")) for path in files],
    ]
    counts = [Counter(name.casefold() for name in names) for names in ways]
    found: list[str] = []
    taken: set[str] = set()
    for names in zip(*ways, strict=True):
        alone = (
            name for name, count in zip(names, counts, strict=True) if count[name.casefold()] == 1
        )
        name = stem = UNPRINTABLE.sub("", " ".join(next(alone, names[-1]).split()))
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        found.append(f"{name}.yaml")
    return found


def _list_parts(path: Path) -> Sequence[str]:
    return path.relative_to(path.anchor).parts


def prepare_folder(output: str | None) -> None:
    """Make the folder for several answers files, if it is named and its parent is there."""
    if output is None:
        return
    folder = Path(output)
    if folder.suffix.lower() in ANSWERS_ENDINGS or (folder.exists() and not folder.is_dir()):
        raise UsageError(f"{output} is no folder, and there are several files to write.")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise FileError(f"The folder cannot be made: {error.strerror}.", Place(output)) from None
