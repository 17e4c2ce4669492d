"""A rule on people and what is theirs, with the apostrophe between them lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from responder.check.knowledge import compile_words, read_record
from responder.check.prose import list_english
from responder.check.reading import Reading
from responder.check.rules import Fault, rule

OWNING = "owning"  # the name in the house's data
BEFORE = re.compile(r"(?:[\w’'-]+\s+){0,4}$")
# Behind a word that can be a verb too: what no object begins with.
ENDS = (
    r"(?=\s*(?:[.,;:)]|$)|\s+(?:and|are|at|during|has|have|in|is|must|needs?|should|was|were|will)"
    r"\b)"
)


class Owning(msgspec.Struct, forbid_unknown_fields=True):
    """People in the plural, and what is theirs.

    `verbs` are nouns that are verbs too, and `given` verbs of which people and things are both the
    objects, as in “it gives people rights”.
    """

    people: list[str] = []
    theirs: list[str] = []
    verbs: list[str] = []
    given: list[str] = []


@rule(
    "missing-apostrophe",
    "warning",
    "Without its apostrophe a reader takes the owner for somebody who does something.",
    "The house’s data",
    refers_back=True,
)
def find_missing_apostrophes(reading: Reading) -> Iterator[Fault]:
    """Yield people beside what is theirs without an apostrophe between them."""
    words = read_record(reading, OWNING, Owning)
    people, theirs = compile_words(words.people).pattern, compile_words(words.theirs).pattern
    verbs = compile_words(words.verbs).pattern
    owned = re.compile(rf"({people})\s+(?:{theirs}|{verbs}{ENDS})", re.IGNORECASE)
    given = compile_words(words.given)
    for line in list_english(reading) if words.people else ():
        for found in owned.finditer(line.readable):
            before = BEFORE.search(line.readable, 0, found.start())
            if not (before and given.search(before[0])):
                right = f"{found[1]}’{found[0][len(found[1]) :]}"
                message = f"“{found[0]}”: write “{right}”, with an apostrophe."
                yield Fault(message, line, *found.span(), right)
