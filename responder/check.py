"""Everything that is wrong with an answers file and the response that it makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from responder import answers
from responder.boilerplate import drift
from responder.compose import Composer
from responder.errors import Finding, Place, ResponderError
from responder.house import House


def check_house(house: House) -> Iterator[Finding]:
    """Yield what a house lacks that no answers file could make good."""
    if not house.word_template.is_file():
        message = "There is no such file, so no Word file can be written."
        yield Finding("no-word-template", "warning", message, Place(str(house.word_template)))


def check(composer: Composer, path: Path) -> list[Finding]:
    """Return all findings on one answers file; a file that cannot be composed is one of them."""
    try:
        made = composer.compose(answers.load(path))
        retyped = drift.find(composer.library, made.answers, made.day)
        return sorted([*made.findings, *retyped], key=lambda one: one.place)
    except ResponderError as error:
        return [error.as_finding("unusable", Place(str(path)))]
