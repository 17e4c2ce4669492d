"""Safe repairs: words of an answers file that a finding can replace without being read again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from responder import files
from responder.answers.file import AnswersFile
from responder.check.pinpoint import pattern_of
from responder.errors import Finding
from responder.nodes import Steps

STEP = re.compile(r"([a-z]\w*)|\[(\d+)\]")


def repair(file: AnswersFile, findings: Sequence[Finding]) -> list[Finding]:
    """Put the replacements of findings into an open answers file, and return those it could take.

    The findings are those on the file as it stands. It is left to the caller to save it.
    """
    text = files.decode_text(file.answers.data, file.path)
    wanted = [one for one in findings if _is_ours(one, file)]
    chosen = [(one, steps, number) for one in wanted for steps, number in _locate(one, file, text)]
    # From the last to the first, so that the numbers of those before stay true.
    for finding, steps, number in sorted(chosen, key=lambda one: one[0].place, reverse=True):
        value = str(file.get(steps))
        found = list(re.finditer(pattern_of(finding.excerpt), value))[number]
        file.set(steps, value[: found.start()] + str(finding.replacement) + value[found.end() :])
    return [finding for finding, _, _ in chosen]


def _is_ours(finding: Finding, file: AnswersFile) -> bool:
    named = finding.place.file == str(file.path) and finding.place.column
    return finding.replacement is not None and bool(named and finding.path and finding.excerpt)


def _locate(finding: Finding, file: AnswersFile, text: str) -> list[tuple[Steps, int]]:
    """Return the path of the value and which occurrence of the words in it is meant, if any is."""
    steps: list[str | int] = [name or int(index) for name, index in STEP.findall(finding.path)]
    if isinstance(file.get(steps), dict):
        steps.append("text")
    value, node = file.get(steps), file.answers.root.at(steps)
    if not isinstance(value, str):
        return []
    lines = text.split("\n")
    at = sum(len(line) + 1 for line in lines[: finding.place.line - 1]) + finding.place.column - 1
    words = re.compile(pattern_of(finding.excerpt))
    if not words.match(text, at):
        return []
    number = sum(1 for _ in words.finditer(text, node.start, at))
    return [(steps, number)] if number < len(words.findall(value)) else []
