"""Everything that is wrong with an answers file and the response that it makes."""

from __future__ import annotations

from pathlib import Path

from responder import answers
from responder.compose import Composer
from responder.errors import Finding, Place, ResponderError


def check(composer: Composer, path: Path) -> list[Finding]:
    """Return all findings on one answers file; a file that cannot be composed is one of them."""
    try:
        return list(composer.compose(answers.load(path)).findings)
    except ResponderError as error:
        message = f"{error.problem} {error.remedy}".strip()
        return [Finding("unusable", "error", message, error.place or Place(str(path)))]
