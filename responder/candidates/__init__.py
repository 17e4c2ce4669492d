"""Snippet candidates: what was typed in responses and the library does not have yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from responder.answers import Answers
from responder.candidates import drafts, passages
from responder.candidates.drafts import Draft, LeftOut
from responder.candidates.suggesting import Candidate, suggest
from responder.compose import Composer


@dataclass(frozen=True)
class Proposals:
    """The candidates of some responses, and all that was typed in these and is none."""

    candidates: tuple[Candidate, ...]
    left_out: tuple[LeftOut, ...]


def find(composer: Composer, responses: Iterable[Answers]) -> Proposals:
    """Return what the library could take from some responses, the same words once.

    Raises an error where answers cannot be composed, or the house's data is wrong.
    """
    found: list[Draft] = []
    left_out: list[LeftOut] = []
    read = [passages.read(composer, given) for given in responses]
    shared = drafts.find_shared(read)
    for response in read:
        found += drafts.gather(composer, response, shared, left_out.append)
    related = list(drafts.relate(drafts.merge(found)))
    return Proposals(tuple(suggest(composer, related)), tuple(left_out))
