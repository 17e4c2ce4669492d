"""Typed passages → references to the library, where it has their words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from responder.boilerplate import Library
from responder.boilerplate.recognition import recognise
from responder.harvest.settling import Trial
from responder.questionnaire import Questionnaire
from responder.questions import Question, parse


def refer(data: dict[str, Any], questionnaire: Questionnaire, trial: Trial) -> dict[str, Any]:
    """Return answers with references to snippets for the passages that are theirs.

    Where a draft would have other words then, the passages of that answer stay typed.
    """
    library = trial.composer.library
    day = _read_day(data, questionnaire)
    distance = trial.measure(data)
    changed = _map_passages(data, questionnaire.questions, lambda one: _refer(one, library, day))
    if trial.measure(changed) <= distance:
        return changed
    return data


def _read_day(data: dict[str, Any], questionnaire: Questionnaire) -> datetime.date | None:
    asked = next(
        (one for one in questionnaire.questions if one.name == questionnaire.published), None
    )
    with suppress(ValueError):
        day = parse(asked, data.get(asked.name, "")) if asked else None
        return day if isinstance(day, datetime.date) else None
    return None


def _map_passages(
    data: dict[str, Any], questions: Iterable[Question], change: Any
) -> dict[str, Any]:
    """Return answers in which the entries of each question of type passages are changed."""
    found = dict(data)
    for question in questions:
        value = data.get(question.name)
        if question.type == "passages" and isinstance(value, list):
            found[question.name] = change(value)
        elif question.questions and isinstance(value, dict):
            found[question.name] = _map_passages(value, question.questions, change)
        elif question.questions and isinstance(value, list):
            found[question.name] = [_map_passages(one, question.questions, change) for one in value]
    return found


def _refer(
    passages: Sequence[dict[str, Any]], library: Library, day: datetime.date | None
) -> list[dict[str, Any]]:
    """Return passages with each run that the library knows as one."""
    texts = [str(one["text"]) for one in passages]
    runs = {one.first: one for one in recognise(library, texts, day)}
    return list(_replace(passages, runs))


def _replace(passages: Sequence[dict[str, Any]], runs: dict[int, Any]) -> Iterator[dict[str, Any]]:
    index = 0
    while index < len(passages):
        run = runs.get(index)
        yield run.passage if run else passages[index]
        index += run.count if run else 1
