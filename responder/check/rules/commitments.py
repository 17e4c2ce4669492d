"""Rules on what responses promise: whether they say yes or no, by when, who does it, who checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from responder.check.days import list_mentions
from responder.check.items import Item, answers_of, list_before, list_items
from responder.check.knowledge import compile_pattern, compile_words, read_patterns, read_record
from responder.check.prose import is_standing, speaks_english
from responder.check.reading import Line, Reading
from responder.check.rules import Fault, rule
from responder.check.rules.counts import STANCES

COMMITMENTS, OWNERS, OVERALL = "commitments", "owners", "overall_stance_phrases"  # house's data
PROMISE = re.compile(r"\b(?<!\bthe\s)(?<!\bour\s)(?:will|shall)\s+(?:not\s+)?(?:be\s+)?\w+", re.I)
REPORTING = re.compile(r"\b(?:has|have|had|was|were)\b", re.IGNORECASE)
OPENING = re.compile(r"\S+(?:\s+\S+){0,3}")  # the words that stand for a whole response
CHECKED = "Those who inspect will ask what was done, by when, and who saw to it."


class Commitments(msgspec.Struct, forbid_unknown_fields=True):
    """Expressions for owners, meetings, frequencies and other checks in the words of a response.

    `assured_by` names the answers of which an action wants one, and `assured` the statuses with
    which it wants none.
    """

    owners: list[str] = []
    forums: list[str] = []
    frequencies: list[str] = []
    checks: list[str] = []
    assured_by: list[str] = []
    assured: list[str] = []


class _Cues:
    """What tells that a response says who does something, and who looks at it."""

    def __init__(self, reading: Reading) -> None:
        known = read_record(reading, COMMITMENTS, Commitments)
        roles = list(_list_names(reading.entries(OWNERS)))
        words = compile_words([*roles, *(f"{role}s" for role in roles)])
        self.owners = [words, *_compile(reading, "owners", known.owners)]
        self.forums = _compile(reading, "forums", known.forums)
        self.frequencies = _compile(reading, "frequencies", known.frequencies)
        self.checks = _compile(reading, "checks", known.checks)


def _compile(reading: Reading, name: str, patterns: list[str]) -> list[re.Pattern[str]]:
    return [
        compile_pattern(reading, (COMMITMENTS, name, number), pattern)
        for number, pattern in enumerate(patterns)
    ]


def _list_names(entries: list[Any]) -> Iterator[str]:
    for entry in entries:
        for name in entry.values() if isinstance(entry, Mapping) else [entry]:
            if isinstance(name, str):
                yield name


@rule("loose-promise", "advice", CHECKED, "Good practice")
def find_loose_promises(reading: Reading) -> Iterator[Fault]:
    """Yield the first promise of each response that says neither by when nor how often."""
    if not reading.mapping(COMMITMENTS) or not speaks_english(reading):
        return
    cues = reading.once(_Cues)
    for item in list_items(reading):
        response = list(_list_response(item))
        ours = (one for one in _search([PROMISE], response) if _is_ours(reading, *one))
        promised = next(ours, None)
        if not promised or any(_search(cues.frequencies, response)):
            continue
        if _has_date(reading, response) or _has_actions(reading, item):
            continue
        lacking = ["no date"]
        lacking += [] if any(_search(cues.owners, response)) else ["no owner"]
        lacking += [] if any(_search(cues.forums, response)) else ["no meeting that looks at it"]
        named = ", ".join(lacking[:-1]) + (" and " if lacking[1:] else "") + lacking[-1]
        line, found = promised
        message = f"“{found[0]}” is a promise, and the response gives {named}."
        yield _at_answer(message, line, *found.span())


@rule("no-assurance", "advice", CHECKED, "Good practice")
def find_responses_without_assurance(reading: Reading) -> Iterator[Fault]:
    """Yield each response that reports what was done, and names no date, meeting or check."""
    if not reading.mapping(COMMITMENTS) or not speaks_english(reading):
        return
    cues = reading.once(_Cues)
    for item in list_items(reading):
        response = list(_list_response(item))
        told = [PROMISE, *cues.forums, *cues.frequencies, *cues.checks]
        if not any(_search([REPORTING], response)) or any(_search(told, response)):
            continue
        if not _has_date(reading, response) and not _has_actions(reading, item):
            message = "This reports what was done, and not who looks at whether it works, or when."
            yield _at_opening(message, response)


@rule(
    "no-stance",
    "advice",
    "A reader wants to know first whether the response accepts what the report says.",
    "The house’s data",
)
def find_responses_without_stance(reading: Reading) -> Iterator[Fault]:
    """Yield each response that says neither that it accepts its item, nor that it does not."""
    stances, overall = read_patterns(reading, STANCES), read_patterns(reading, OVERALL)
    before = [line for line in list_before(reading) if line.role not in ("quoted", "speech")]
    if not stances or any(_search(overall, before)):
        return
    for item in list_items(reading):
        response = list(_list_response(item))
        if response and not any(_search(stances, response)):
            message = "This does not say whether what the report says is accepted."
            yield _at_opening(message, response)


@rule("loose-action", "advice", CHECKED, "Good practice")
def find_actions_without_assurance(reading: Reading) -> Iterator[Fault]:
    """Yield each action that no meeting looks at, and not at any time."""
    known = read_record(reading, COMMITMENTS, Commitments)
    statuses = [one for one in reading.answers_as("status") if one.value in known.assured]
    for actions in reading.answers_as("actions"):
        for entry in actions.value if actions.question.type == "list" else ():
            answers = answers_of(entry)
            asked = [answers[name] for name in known.assured_by if name in answers]
            done = any(one.path.startswith(f"{entry.path}.") for one in statuses)
            if asked and not done and all(one.state == "absent" for one in asked):
                named = " ".join(f"“{one.question.ask}”" for one in asked)
                message = f"Nothing says who looks at this action, or when. Answer one of: {named}"
                yield Fault(message, place=entry.node.place, path=entry.path)


def _list_response(item: Item) -> Iterator[Line]:
    """Yield the lines of a response, of which one at least is no mere reference to another."""
    if any(line.role == "response" for line in item.response):
        yield from item.response


def _search(
    patterns: Iterable[re.Pattern[str]], lines: Iterable[Line]
) -> Iterator[tuple[Line, re.Match[str]]]:
    """Yield the first words of each line that one of some expressions finds."""
    patterns = list(patterns)
    for line in lines:
        found = (pattern.search(line.readable) for pattern in patterns)
        yield from ((line, one) for one in found if one)


def _is_ours(reading: Reading, line: Line, found: re.Match[str]) -> bool:
    return not is_standing(reading, line, *found.span())


def _has_date(reading: Reading, lines: Iterable[Line]) -> bool:
    return any(reading.once(list_mentions)[line.number] for line in lines)


def _has_actions(reading: Reading, item: Item) -> bool:
    """Tell whether actions are given one by one, each of which is asked for what it lacks."""
    given = (one for one in reading.answers_as("actions") if one.state == "given")
    return any(one.path.startswith(f"{item.source.path}.") for one in given)


def _at_opening(message: str, response: list[Line]) -> Fault:
    """Return a fault of a whole response, at its first words."""
    line = response[0]
    found = OPENING.search(line.readable)
    return _at_answer(message, line, *(found.span() if found else (0, 0)))


def _at_answer(message: str, line: Line, start: int, end: int) -> Fault:
    """Return a fault at the answer that words come from, also where a snippet holds them."""
    source = line.span_at(start).source
    place = source.answer if source and source.citation else None
    return Fault(message, line, start, end, place=place)
