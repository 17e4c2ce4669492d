"""What the library could take from past responses: written for a review, and told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from responder.cli.harvested import MOST_TOLD, Harvested, count
from responder.cli.output import say
from responder.errors import quote
from responder.files import quote_path

if TYPE_CHECKING:
    from responder.candidates.drafts import LeftOut
    from responder.compose import Composer

# What is told of each paragraph that no snippet may hold, and what is only counted.
REFUSED = {
    "private": "left out, since {} may name people or quote somebody",
    "unfit": "left out, since {} could not stand in a snippet",
}
COUNTED = {"known": "in the library already", "slight": "too short to be of use"}


def propose(composer: Composer, results: Sequence[Harvested], folder: Path) -> None:
    """Write what the library could take from all responses together, and tell what it could not.

    Files that may be no responses are left out, unless a draft of their answers has all their
    words.
    """
    from responder import candidates
    from responder.candidates import files as candidate_files

    doubtful = [one for one in results if one.summary and not one.is_response]
    read = [
        one.summary.answers
        for one in results
        if one.summary and one.is_response and not one.summary.blocking
    ]
    proposals = candidates.find(composer, read)
    candidate_files.write(proposals.candidates, folder, composer.library)
    for line in _list_left_out(proposals.left_out):
        say(line)
    for one in doubtful:
        problem = "No snippets were taken from this, since it may be no response."
        say(f"{one.path}: {problem}")
    if found := len(proposals.candidates):
        written = f"Wrote {count(found, 'snippet candidate')} to {folder}."
        house = composer.house.named
        named = f"--house {quote_path(house)} " if house else ""
        command = f"responder {named}snippets review {quote_path(folder)}"
        say(f"{written} Decide on each: {command}")
    elif read:
        say("The library has all that it could take from this.")


def _list_left_out(left_out: Sequence[LeftOut]) -> Iterator[str]:
    """Yield how many paragraphs are no candidates, and of those that no snippet may hold each."""
    for kind, why in REFUSED.items():
        found = [one for one in left_out if one.kind == kind]
        if found:
            they = "it" if len(found) == 1 else "they"
            yield f"{count(len(found), 'paragraph')} {why.format(they)}:"
        for one in found[:MOST_TOLD]:
            yield f"  {one.place}: {one.reason} It begins {quote(one.text)}."
        if len(found) > MOST_TOLD:
            yield f"  {len(found) - MOST_TOLD} more like that."
    counts = [
        f"{number} {why}"
        for kind, why in COUNTED.items()
        if (number := sum(one.kind == kind for one in left_out))
    ]
    if counts:
        yield f"Other passages that are no candidates: {', '.join(counts)}."
