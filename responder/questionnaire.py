"""The questions of a template as data, loaded and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from responder import nodes
from responder.errors import DataError, did_you_mean
from responder.questions import (
    Choice,
    ChoicesFrom,
    Question,
    one_of,
    parse,
    parse_limit,
    wanted_values,
)

if TYPE_CHECKING:
    from pathlib import Path

    from responder.nodes import Node


class Questionnaire(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The questions for one kind of inspection; `published` names the publication date's question.

    `file` is where it was read from.
    """

    title: str
    questions: list[Question]
    help: str = ""
    published: str = ""
    file: str = ""


def load(path: Path, house: Mapping[str, Any]) -> Questionnaire:
    """Return a questionnaire with its choices looked up, or raise DataError at what is wrong."""
    root = nodes.load(path)
    hidden = {"file", "options"} & (root.value.keys() if isinstance(root.value, dict) else set())
    for name in hidden:
        raise DataError(f"“{name}” is not a name that is known here.", root.keys[name])
    known = [name for name in Question.__struct_fields__ if name != "options"]
    questionnaire = nodes.convert(root, Questionnaire, known)
    questionnaire.file = str(path)
    asked = root.at(["questions"])
    _prepare(questionnaire.questions, asked, house, {})
    if questionnaire.published:
        dates = [question.name for question in questionnaire.questions if question.type == "date"]
        if questionnaire.published not in dates:
            raise DataError(
                f"“{questionnaire.published}” is not a question of type date at the top level.",
                root.at(["published"]).place,
                did_you_mean(questionnaire.published, dates),
            )
    return questionnaire


def _prepare(
    questions: list[Question],
    node: Node,
    house: Mapping[str, Any],
    outer: Mapping[str, Question],
) -> None:
    earlier = dict(outer)
    names: set[str] = set()
    for index, question in enumerate(questions):
        here = node.at([index])
        if not re.fullmatch(r"[a-z][a-z0-9_]*", question.name) or question.name == "house":
            raise DataError(
                f"“{question.name}” cannot be a question's name.",
                here.at(["name"]).place,
                "Use small letters, digits and _, beginning with a letter, and not “house”.",
            )
        if question.name in names:
            raise DataError(f"“{question.name}” is asked twice.", here.at(["name"]).place)
        names.add(question.name)
        question.options = tuple(_options(question, here, house))
        _check_shape(question, here)
        _check_conditions(question, here, earlier)
        _check_limits(question, here)
        _check_default(question, here)
        _prepare(question.questions, here.at(["questions"]), house, earlier)
        earlier[question.name] = question


def _check_shape(question: Question, here: Node) -> None:
    nested = question.type == "group" or (question.type == "list" and not question.of)
    if nested and not question.questions:
        raise DataError(f"A {question.type} needs “questions”.", here.place)
    if question.questions and not nested:
        problem = f"A question of type {question.type} has no “questions” of its own."
        raise DataError(problem, here.keys["questions"])
    if question.of and question.type != "list":
        raise DataError("Only a list says what it is a list “of”.", here.keys["of"])
    choosing = question.type in ("choice", "choices") or question.of == "choice"
    if choosing and not question.options:
        raise DataError("There is nothing to choose from: give “choices”.", here.place)
    if question.choices is not None and not choosing:
        raise DataError(f"A {question.type} has no “choices”.", here.keys["choices"])


def _options(question: Question, here: Node, house: Mapping[str, Any]) -> Iterator[Choice]:
    if not isinstance(question.choices, ChoicesFrom):
        yield from (Choice(value) for value in question.choices or [])
        return
    found: Any = {"house": house}
    for step in question.choices.key.split("."):
        known = list(found) if isinstance(found, Mapping) else []
        if step not in known:
            place = here.at(["choices", "from"]).place
            problem = f"The house has no “{question.choices.key}”."
            raise DataError(problem, place, did_you_mean(step, known))
        found = found[step]
    for entry in found:
        if isinstance(entry, Mapping):
            value = str(entry.get("id") or entry.get("name"))
            aliases = tuple(map(str, entry.get("aliases") or ()))
            label, help_text = str(entry.get("title", "")), str(entry.get("help", ""))
            yield Choice(value, label, aliases, help_text)
        else:
            yield Choice(str(entry))


def _check_conditions(question: Question, here: Node, earlier: Mapping[str, Question]) -> None:
    for name, wanted in question.when.items():
        place = here.at(["when"]).keys[name]
        if name not in earlier:
            problem = f"“when” asks for “{name}”, but no question of that name comes before it."
            raise DataError(problem, place, did_you_mean(name, list(earlier)))
        if earlier[name].type in ("group", "list", "passages", "prose"):
            raise DataError(f"“when” cannot compare a {earlier[name].type}.", place)
        if isinstance(wanted, dict) and list(wanted) != ["not"]:
            raise DataError("“when” knows a value, a list of values, or {not: …}.", place)
        for value in wanted_values(wanted):
            try:
                parse(one_of(earlier[name]), value)
            except ValueError as error:
                raise DataError(f"“{name}” can never be “{value}”: {error}", place) from None


def _check_limits(question: Question, here: Node) -> None:
    limits = []
    for name, limit in (("min", question.min), ("max", question.max)):
        if limit:
            try:
                if question.type in ("group", "yes-no", "choice"):
                    raise ValueError
                limits.append(parse_limit(question, limit))
            except (ValueError, ArithmeticError):
                problem = f"“{name}: {limit}” does not fit a {question.type}."
                raise DataError(problem, here.keys[name]) from None
    if len(limits) == 2 and limits[0] > limits[1]:  # type: ignore[operator]
        raise DataError("“min” is above “max”.", here.keys["min"])
    if question.pattern:
        try:
            re.compile(question.pattern)
        except re.error as error:
            problem = f"The pattern is not a regular expression: {error}."
            raise DataError(problem, here.keys["pattern"]) from None


def _check_default(question: Question, here: Node) -> None:
    if question.default is None:
        return
    place = here.keys["default"]
    if question.type in ("group", "list", "passages"):
        raise DataError(f"A {question.type} has no default.", place)
    if isinstance(question.default, list) != (question.type == "choices"):
        raise DataError(f"This default does not fit a {question.type}.", place)
    for value in [question.default] if isinstance(question.default, str) else question.default:
        try:
            parse(one_of(question), value)
        except ValueError as error:
            raise DataError(f"The default “{value}” does not fit: {error}", place) from None
