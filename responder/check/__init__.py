"""Everything that is wrong with an answers file and the response that it makes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from responder import answers, files
from responder.answers import Answers
from responder.boilerplate import drift
from responder.check import settings
from responder.check.pinpoint import Files
from responder.check.reading import Line, Reading
from responder.check.rules import Fault, Rule
from responder.compose import Composer, Composition
from responder.errors import Finding, Place, ResponderError, Spot
from responder.house import House

REFER_BACK = "These are not our words: refer it back, and do not change them."


def check_house(house: House) -> Iterator[Finding]:
    """Yield what a house lacks that no answers file could make good."""
    if not house.word_template.is_file():
        message = "There is no such file, so no Word file can be written."
        yield Finding("no-word-template", "warning", message, Place(str(house.word_template)))


def check(composer: Composer, path: Path) -> list[Finding]:
    """Return all findings on one answers file; a file that cannot be composed is one of them."""
    try:
        given = answers.load(path)
        return review(composer, given, composer.compose(given))
    except ResponderError as error:
        return [error.as_finding("unusable", Place(str(path)))]


def review(composer: Composer, given: Answers, made: Composition) -> list[Finding]:
    """Return all findings on answers and the response composed of them, in the order of places."""
    questionnaire = composer.house.questionnaire(given.template)
    found = [*made.findings, *drift.find(composer.library, made.answers, made.day)]
    reading = Reading(made, composer.house, composer.library, questionnaire.roles, tuple(found))
    known = Files({str(given.path): files.decode_text(given.data, given.path)})
    for rule in settings.choose_rules(composer.house):
        for fault in rule.find(reading):
            if finding := _describe(fault, rule, known, given.path):
                found.append(finding)
    return sorted(settings.accept(found, given), key=lambda one: one.place)


def _describe(fault: Fault, rule: Rule, known: Files, path: Path) -> Finding | None:
    """Return a fault as a finding, or None where nobody is to be told of others’ words."""
    message = fault.message
    severity = rule.severity if rule.fixed else fault.severity or rule.severity
    line = fault.line
    if line is None:
        place = fault.place or Place(str(path))
        return Finding(
            rule.name, severity, message, place, fault.excerpt, rule.reason, path=fault.path
        )
    quoted = line.is_quoted(fault.start, fault.end) and not fault.ours
    if quoted and not rule.refers_back:
        return None
    if quoted:
        severity, message = "advice", f"{message} {REFER_BACK}"
    return Finding(
        rule.name,
        severity,
        message,
        fault.place or known.pinpoint(line, fault.start, fault.end),
        line.text[fault.start : fault.end],
        rule.reason,
        None if quoted else fault.replacement,
        _path_of(line, fault.start),
        Spot(line.number, fault.start, fault.end),
    )


def _path_of(line: Line, start: int) -> str:
    source = line.span_at(start).source
    return source.path if source else ""
