"""Candidates as files: written beside the library, read again, changed and dropped."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from responder import boilerplate, files
from responder.answers.text import Layout, Plain, write_entries, write_scalar
from responder.boilerplate import FENCE, NAME, FrontMatter, Library, Origin, Slot, Snippet
from responder.candidates.suggesting import Candidate
from responder.errors import FileError, Place, UsageError

REMARK = "# "
ENDING = ".md"
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
FIGURES = re.compile(r"^(\s+(?:- )?(?:item|published): )\"(\d+)\"$")  # which need no marks here
AT_LINE = re.compile(r"Line \d+: “([^”]+)”")
PUBLISHED = re.compile(r"Slot “(\w+)”: “(.*)” is what was published\.")


@dataclass(frozen=True)
class CandidateFile:
    """A candidate in a file of a folder, with the remarks that stand above its front matter."""

    path: Path
    folder: Path
    snippet: Snippet
    remarks: tuple[str, ...]


def write(candidates: Iterable[Candidate], folder: Path, library: Library) -> list[Path]:
    """Write a file for each candidate, and return their paths.

    Raises an error, and writes nothing, if the folder is the library’s or another file is in the
    way.
    """
    refuse_library(folder, library)
    wanted = {folder / f"{one.label}{ENDING}": _render_candidate(one) for one in candidates}
    for path, text in wanted.items():
        refuse_library(path, library)
        taken = path.is_symlink() or path.exists()
        if taken and not (path.is_file() and files.read_bytes(path) == text.encode()):
            problem = "There is another file of this name already, which is not replaced."
            remedy = "Review what the folder holds, or name another folder."
            raise FileError(problem, Place(str(path)), remedy)
    for path, text in wanted.items():
        make_folder(path.parent)
        files.write_bytes(path, text.encode(), lasting=False)
    return list(wanted)


def refuse_library(path: Path, library: Library) -> None:
    """Raise UsageError if a path is in the library, which nothing enters by itself."""
    if path.resolve().is_relative_to(library.folder.resolve()):
        problem = f"{path} is in the library, which nothing enters by itself."
        raise UsageError(problem, remedy="Name another folder, and review what is in it.")


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, or raise FileError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"This folder cannot be made: {error.strerror}."
        raise FileError(problem, Place(str(folder))) from None


def _render_candidate(candidate: Candidate) -> str:
    remarks = [*candidate.remarks]
    remarks += [f"Line 0: {_name_words(one.words, one.message)}" for one in candidate.moments]
    remarks += [
        f"Slot “{name}”: “{slot.example}” is what was published. Invent another example, or take "
        "it out."
        for name, slot in candidate.about.slots.items()
    ]
    return render(remarks, candidate.about, candidate.body)


def _name_words(words: str, message: str) -> str:
    return message if message.startswith(f"“{words}”") else f"“{words}”: {message}"


def render(remarks: Sequence[str], about: FrontMatter, body: str) -> str:
    """Return the text of a candidate’s file; remarks that name a line are given the right one."""
    front = _render_front(about)
    first = len(remarks) + len(front) + 3  # of the body, behind two fences
    body = body.strip("\n")
    seen: Counter[str] = Counter()
    shown = []
    for one in remarks:
        seen[one] += 1
        line = " ".join(_number(one, body, first, seen[one]).split())
        shown.append(f"{REMARK}{line}")
    return "\n".join([FENCE, *shown, *front, FENCE, body, ""])


def _number(remark: str, body: str, first: int, n: int) -> str:
    """Return a remark with the line of the file in which its words stand for the n-th time.

    A remark that is about no line stays as it is.
    """
    if not (found := AT_LINE.match(remark)):
        return remark
    words = r"\s+".join(map(re.escape, found[1].split()))
    starts = [one.start() for one in re.finditer(words, body)][:n]
    line = first + body.count("\n", 0, starts[-1] if starts else 0)
    return f"Line {line}:{remark.partition(':')[2]}"


def _render_front(about: FrontMatter) -> list[str]:
    themes = ", ".join(write_scalar(one, in_brackets=True) for one in about.themes)
    days = (("from", about.valid.start), ("until", about.valid.until))
    valid = ", ".join(f"{name}: {day}" for name, day in days if day)
    above: dict[str, Plain] = {"title": about.title, "scope": about.scope}
    below: dict[str, Plain] = {"source": [_plain_origin(one) for one in about.source]}
    if about.superseded:
        below["superseded"] = about.superseded
    below["slots"] = {name: _plain_slot(slot) for name, slot in about.slots.items()}
    layout = Layout(literal=False)
    return [
        *write_entries(above, layout),
        f"themes: [{themes}]",
        *([f"language: {write_scalar(about.language)}"] if about.language else []),
        f"valid: {{{valid}}}",
        *(FIGURES.sub(r"\1\2", line) for line in write_entries(below, layout)),
    ]


def _plain_origin(origin: Origin) -> Plain:
    known = {
        "response": origin.response,
        "item": "" if origin.item is None else str(origin.item),
        "published": origin.published,
        "address": origin.address,
        "issue": origin.issue,
    }
    return {name: value for name, value in known.items() if value}


def _plain_slot(slot: Slot) -> Plain:
    known = {"ask": slot.ask, "example": slot.example}
    known["type"] = "" if slot.type == "line" else slot.type
    known["required"] = "" if slot.required else "false"
    known["default"] = slot.default or ""
    return {name: value for name, value in known.items() if value}


def list_files(folder: Path) -> list[Path]:
    """Return the candidates’ files in a folder, in the order of their names."""
    if not folder.is_dir():
        raise FileError("There is no such folder.", Place(str(folder)))
    return sorted(Library(folder).files())


def read(path: Path, folder: Path) -> CandidateFile:
    """Return the candidate in a file, or raise DataError at what is wrong with it."""
    snippet = boilerplate.load(path, folder)
    lines = files.read_text(path).split("\n")[1 : snippet.first_line - 1]
    return CandidateFile(path, folder, snippet, tuple(_list_remarks(lines)))


def _list_remarks(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith(REMARK.rstrip()):
            return
        yield line.removeprefix(REMARK.rstrip()).strip()


def change(file: CandidateFile, **values: Any) -> CandidateFile:
    """Write other values into a candidate’s front matter, and return what the file then holds."""
    text = render(file.remarks, replace(file.snippet.about, **values), file.snippet.body)
    files.write_bytes(file.path, text.encode())
    return read(file.path, file.folder)


def change_examples(file: CandidateFile, examples: Mapping[str, str]) -> CandidateFile:
    """Write other examples into a candidate’s slots, and return what the file then holds."""
    slots = file.snippet.about.slots
    changed = {name: replace(slots[name], example=text) for name, text in examples.items()}
    return change(file, slots={**slots, **changed})


def rename(file: CandidateFile, label: str) -> CandidateFile:
    """Give a candidate another name, or raise ValueError if it cannot have that."""
    name, at, version = label.partition("@")
    if not NAME.fullmatch(name) or "/" not in name:
        raise ValueError("A name has small letters, digits and hyphens, and its theme before a /.")
    if at and not VERSION.fullmatch(version):
        raise ValueError("A version has letters, digits, full stops and hyphens.")
    path = file.folder / f"{label}{ENDING}"
    if path != file.path:
        make_folder(path.parent)
        try:
            files.create_bytes(path, files.read_bytes(file.path))
        except FileError as error:
            raise ValueError(str(error)) from None
        drop(file.path, file.folder)
    return read(path, file.folder)


def drop(path: Path, folder: Path) -> None:
    """Delete a candidate’s file, and the folders that it leaves empty."""
    try:
        path.unlink()
    except OSError as error:
        problem = f"It cannot be deleted: {error.strerror}."
        raise FileError(problem, Place(str(path))) from None
    with contextlib.suppress(OSError):
        for parent in path.parents:
            if parent == folder or not parent.is_relative_to(folder):
                return
            parent.rmdir()


def list_published(file: CandidateFile) -> list[tuple[str, str]]:
    """Return each slot whose example is still what a response said, with those words."""
    slots = file.snippet.about.slots
    noted = [found for remark in file.remarks if (found := PUBLISHED.match(remark))]
    return [
        (one[1], one[2]) for one in noted if one[1] in slots and slots[one[1]].example == one[2]
    ]
