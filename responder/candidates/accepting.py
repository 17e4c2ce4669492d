"""Taking a candidate into the library, if nothing is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from responder import files
from responder.answers.text import write_scalar
from responder.boilerplate import Library, audit
from responder.candidates import files as candidate_files
from responder.candidates.ending import Ending
from responder.candidates.files import CandidateFile
from responder.candidates.privacy import read_privacy
from responder.compose.rendering import Renderer
from responder.errors import FileError, Finding, FindingsError, Place, ResponderError, quote
from responder.house import House


def find_faults(file: CandidateFile, house: House, endings: Sequence[Ending] = ()) -> list[Finding]:
    """Return what is wrong with a candidate as a snippet of a house’s library.

    `endings` are of versions that are to end before it begins.
    """
    library, renderer = Library(house.boilerplate), Renderer(house.templates)
    ended = {one.snippet.label: one.ended for one in endings}
    known = library.load_all(lambda _: None)
    others = [ended.get(one.label, one) for one in known if one.label != file.snippet.label]
    found = audit.check_snippets(
        [*others, file.snippet], list(house.cues()), house.people(), renderer.find_slots
    )
    place = str(file.path)
    faults = [*(one for one in found if one.place.file == place), *_find_private(file, house)]
    faults += _find_published(file)
    return sorted(faults, key=lambda one: one.place)


def _find_private(file: CandidateFile, house: House) -> Iterator[Finding]:
    about, privacy = file.snippet.about, read_privacy(house)
    paragraphs = [one for one in re.split(r"\n\s*\n", file.snippet.body) if one.strip()]
    said = [about.title, about.superseded]
    said += [text for slot in about.slots.values() for text in (slot.ask, slot.example)]
    said += [slot.default or "" for slot in about.slots.values()]
    for text, reason in zip(paragraphs, privacy.find_reasons(paragraphs), strict=True):
        if reason:
            message = f"{reason} A snippet holds neither names nor quotations."
            yield Finding("private-words", "error", message, _place_of(file, text))
    for text in said:
        if person := privacy.find_person(text):
            message = f"{quote(person)} may name a person. A snippet names nobody."
            yield Finding("private-words", "error", message, _place_of(file, text))


def _find_published(file: CandidateFile) -> Iterator[Finding]:
    for name, words in candidate_files.list_published(file):
        message = f"The example of “{name}” is what was published: {quote(words)}. "
        message += "Invent another, or take it out."
        at = _place_of(file, f"example: {write_scalar(words)}")
        yield Finding("published-example", "error", message, at)


def _place_of(file: CandidateFile, text: str) -> Place:
    """Return the first line of a candidate’s file, behind its remarks, that holds some words."""
    lines = files.read_text(file.path).split("\n")
    wanted, above = text.strip().split("\n")[0], len(file.remarks) + 1
    rest = range(above, len(lines))
    return Place(str(file.path), next((at for at in rest if wanted in lines[at]), 0) + 1)


def accept(
    file: CandidateFile,
    house: House,
    *,
    despite_warnings: bool = False,
    endings: Sequence[Ending] = (),
) -> Path:
    """Move a candidate into the library without its remarks, and return where it is then.

    The versions that it takes the place of are given their `endings` with it, or nothing changes.
    Raises FindingsError where something is wrong with it, and FileError if the name is taken.
    """
    faults = find_faults(file, house, endings)
    if grave := [one for one in faults if one.severity == "error" or not despite_warnings]:
        raise FindingsError("It is not in the library until this is mended.", grave)
    target = house.boilerplate / file.path.relative_to(file.folder)
    lines = files.read_text(file.path).split("\n")
    data = "\n".join([lines[0], *lines[1 + len(file.remarks) :]]).encode()
    taken = {str(one).casefold() for one in Library(house.boilerplate).files()}
    # If the program was cut short behind the last step but one, the library has it already.
    if not (target.is_file() and files.read_bytes(target) == data):
        if str(target).casefold() in taken:
            problem = "The library has a snippet of this name already."
            remedy = "Give the candidate another name or version."
            raise FileError(problem, Place(str(target)), remedy)
        candidate_files.make_folder(target.parent)
        files.create_bytes(target, data)
    try:
        for one in endings:
            one.carry_out()
    except ResponderError:
        target.unlink()  # two versions for one day would leave the choice to chance
        raise
    candidate_files.drop(file.path, file.folder)
    return target
