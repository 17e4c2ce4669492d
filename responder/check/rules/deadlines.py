"""Rules on the days of items and actions: those that cannot all be true."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from responder.answers import Answer
from responder.check.reading import Reading
from responder.check.rules import Fault, rule
from responder.questions import long_date

FINISHED = "finished_statuses"  # the name in the house's data


@rule(
    "late-action",
    "warning",
    "An action that ends after the report wants the item done leaves the item unanswered.",
    "The answers",
)
def find_late_actions(reading: Reading) -> Iterator[Fault]:
    """Yield the day of each action that is to end after the deadline of its item."""
    deadlines = {_group_of(one.path): one.value for one in _list_days(reading, "deadline")}
    for due in _list_days(reading, "due"):
        deadline = next(
            (deadlines[one] for one in _list_groups(due.path) if one in deadlines), None
        )
        if deadline and due.value > deadline and _is_finished(reading, due) is not True:
            message = (
                f"The action is to be done by {long_date(due.value)}, and the report wants the "
                f"item done by {long_date(deadline)}. Say in the response why, or correct one of "
                "them."
            )
            yield Fault(message, place=due.node.place, path=due.path)


@rule(
    "past-action",
    "warning",
    "What is still to be done cannot end before publication, and what is done cannot end after it.",
    "The answers",
)
def find_past_actions(reading: Reading) -> Iterator[Fault]:
    """Yield the day of each action that does not go with the day of publication."""
    day = reading.composition.day
    for due in _list_days(reading, "due"):
        finished = _is_finished(reading, due)
        if day and due.value < day and finished is False:
            remedy = "Say that it is done, or give the day on which it will be."
            message = f"The action ends on {long_date(due.value)}, before publication. {remedy}"
            yield Fault(message, place=due.node.place, path=due.path)
        elif day and due.value > day and finished is True:
            message = f"The action is done, but on {long_date(due.value)}, after publication."
            yield Fault(f"{message} Correct one of them.", place=due.node.place, path=due.path)


@rule(
    "past-deadline",
    "advice",
    "Readers of an item whose deadline is over want to know whether it was met.",
    "The answers",
)
def find_past_deadlines(reading: Reading) -> Iterator[Fault]:
    """Yield each deadline that is over when the response is published."""
    day = reading.composition.day
    for deadline in _list_days(reading, "deadline"):
        if day and deadline.value < day:
            message = f"The deadline, {long_date(deadline.value)}, is before publication."
            remedy = "Check it, and say in the response whether it was met."
            yield Fault(f"{message} {remedy}", place=deadline.node.place, path=deadline.path)


def _list_days(reading: Reading, role: str) -> Iterator[Answer]:
    """Yield the given answers of a role that are days."""
    for answer in reading.answers_as(role):
        if isinstance(answer.value, datetime.date):
            yield answer


def _is_finished(reading: Reading, due: Answer) -> bool | None:
    """Tell whether an action is done; None where the house does not say which status means that."""
    if not reading.roles.status:
        return False
    finished = reading.entries(FINISHED)
    status = reading.once(_list_statuses).get(_group_of(due.path))
    return status in finished if finished and status else None


def _list_statuses(reading: Reading) -> dict[str, Any]:
    """Return the status of each action, by the path of its entry."""
    return {_group_of(one.path): one.value for one in reading.answers_as("status")}


def _list_groups(path: str) -> Iterator[str]:
    """Yield the paths of the entries and groups that an answer is of, from the innermost."""
    while path := _group_of(path):
        yield path


def _group_of(path: str) -> str:
    return path.rpartition(".")[0]
