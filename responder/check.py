"""Everything that is wrong with an answers file and the response that it makes."""

from __future__ import annotations

from pathlib import Path

from responder import answers, drift
from responder.compose import Composer
from responder.errors import Finding, Place, ResponderError


def check(composer: Composer, path: Path) -> list[Finding]:
    """Return all findings on one answers file; a file that cannot be composed is one of them."""
    try:
        loaded = answers.load(path)
        findings = composer.compose(loaded).findings
        resolved, day, _ = composer.resolve(loaded)
        retyped = drift.find(composer.library, resolved, day)
        return sorted([*findings, *retyped], key=lambda one: one.place)
    except ResponderError as error:
        message = f"{error.problem} {error.remedy}".strip()
        return [Finding("unusable", "error", message, error.place or Place(str(path)))]
