"""The questions of a template as data, loaded and checked."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from responder import includes, nodes, structures
from responder.errors import DataError, Place, did_you_mean, quote
from responder.headers import Register, Roles, check_register, check_roles
from responder.questions import (
    TEXT_TYPES,
    Choice,
    ChoicesFrom,
    Question,
    check_count,
    check_language,
    check_name,
    one_of,
    parse,
    parse_limit,
    wanted_values,
)

if TYPE_CHECKING:
    from pathlib import Path

    from responder.nodes import Node

OWN_NAMES = ("title", "help", "published", "register", "roles", "questions")


class Questionnaire(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The questions for one kind of inspection; `published` names the publication date's question.

    `file` is where it was read from.
    """

    title: str
    questions: list[Question]
    help: str = ""
    published: str = ""
    register: Register | None = None
    roles: Roles = Roles()
    file: str = ""


def load(path: Path, house: Mapping[str, Any]) -> Questionnaire:
    """Return a questionnaire with its choices looked up, or raise DataError at what is wrong."""
    root = nodes.load(path)
    for name, place in root.keys.items():
        if name not in OWN_NAMES:
            remedy = did_you_mean(name, OWN_NAMES)
            raise DataError(f"{quote(name)} is not known here.", place, remedy)
    if isinstance(root.value, dict) and "questions" in root.value:
        root.value["questions"] = includes.splice(root.value["questions"], path.parent.parent)
    questionnaire = structures.convert(root, Questionnaire)
    questionnaire.file = str(path)
    asked = root.at(["questions"])
    _prepare(questionnaire.questions, asked, house, {})
    if questionnaire.published:
        dates = [question.name for question in questionnaire.questions if question.type == "date"]
        if questionnaire.published not in dates:
            problem = f"No question of type date is called {quote(questionnaire.published)}."
            remedy = did_you_mean(questionnaire.published, dates)
            raise DataError(problem, root.at(["published"]).place, remedy)
    if questionnaire.register:
        check_register(questionnaire.register, root.at(["register"]), questionnaire.questions)
    if "roles" in root.keys:
        check_roles(root.at(["roles"]), questionnaire.questions)
    return questionnaire


def _prepare(
    questions: list[Question],
    node: Node,
    house: Mapping[str, Any],
    outer: Mapping[str, Question],
) -> None:
    earlier = dict(outer)
    places: dict[str, Place] = {}
    for index, question in enumerate(questions):
        here = node.at([index])
        place = here.at(["name"]).place
        try:
            check_name(question.name)
        except ValueError as error:
            raise DataError(str(error), place) from None
        if first := places.get(question.name):
            remedy = "Its file is included twice." if first == place else f"Also at {first}."
            raise DataError(f"“{question.name}” is asked twice.", place, remedy)
        places[question.name] = place
        _check_need(question, here)
        question.options = tuple(_options(question, here, house))
        _check_choices(question, here)
        _check_shape(question, here)
        _check_conditions(question, here, earlier)
        _check_limits(question, here)
        _check_default(question, here)
        _check_language(question, here)
        for inner in question.questions:
            inner.language = inner.language or question.language
        _prepare(question.questions, here.at(["questions"]), house, earlier)
        earlier[question.name] = question


def _check_need(question: Question, here: Node) -> None:
    """Take what is wanted for optional, unless it is said to be required."""
    if question.wanted:
        if question.required and "required" in here.plain():
            problem = "A question is required or wanted, not both."
            raise DataError(problem, here.keys["wanted"], "Leave out one of the two.")
        question.required = False


def _check_shape(question: Question, here: Node) -> None:
    if "options" in here.keys:
        raise DataError("“options” is not known here.", here.keys["options"], "Give “choices”.")
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
    key, place = question.choices.key, here.at(["choices", "from"]).place
    found: Any = {"house": house}
    for step in key.split("."):
        known = list(found) if isinstance(found, Mapping) else []
        if step not in known:
            raise DataError(f"There is no {quote(key)}.", place, did_you_mean(step, known))
        found = found[step]
    if not isinstance(found, list):
        kind = quote(found) if isinstance(found, str) else nodes.MAPPING
        raise DataError(f"{quote(key)} is no list to choose from, but {kind}.", place)
    for entry in found:
        if isinstance(entry, str):
            yield Choice(entry)
            continue
        try:
            yield _read_choice(entry)
        except ValueError as error:
            raise DataError(f"An entry of {quote(key)} cannot be chosen: {error}", place) from None


def _read_choice(entry: Any) -> Choice:
    if not isinstance(entry, Mapping):
        raise ValueError("it is a list.")
    texts = [entry.get(name, "") for name in ("id", "name", "title", "help")]
    aliases = entry.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(one, str) for one in [*texts, *aliases]):
        raise ValueError("its id, name, title and help are texts, and its aliases a list of texts.")
    value = texts[0] or texts[1]
    if not value:
        raise ValueError("it has neither “id” nor “name”.")
    return Choice(value, texts[2], tuple(aliases), texts[3])


def _check_choices(question: Question, here: Node) -> None:
    """Refuse names that stand for two choices, of which nobody could tell which one is meant."""
    meant: dict[str, str] = {}
    for number, option in enumerate(question.options):
        names = {name.casefold(): name for name in (option.label, *option.aliases, option.value)}
        step = "from" if isinstance(question.choices, ChoicesFrom) else number
        for folded, name in names.items():
            if name and folded in meant:
                problem = f"{quote(name)} stands for two choices: {meant[folded]}, {option.value}."
                raise DataError(problem, here.at(["choices", step]).place, "Rename one of them.")
            meant[folded] = option.value


def _check_conditions(question: Question, here: Node, earlier: Mapping[str, Question]) -> None:
    for name, place in here.at(["when"]).keys.items() if "when" in here.keys else ():
        wanted = question.when.get(name, "")
        if name not in earlier:
            problem = f"“when” asks for “{name}”, but no question of that name comes before it."
            raise DataError(problem, place, did_you_mean(name, list(earlier)))
        if earlier[name].type in ("group", "list", "passages", "prose"):
            raise DataError(f"“when” cannot compare a {earlier[name].type}.", place)
        if isinstance(wanted, dict) and wanted and list(wanted) != ["not"]:
            raise DataError("“when” knows a value, a list of values, or {not: …}.", place)
        if not wanted or not wanted_values(wanted):
            raise DataError(f"“when” does not say which “{name}” it asks for.", place)
        for value in wanted_values(wanted):
            try:
                parse(one_of(earlier[name]), value)
            except ValueError as error:
                raise DataError(f"“{name}” can never be {quote(value)}: {error}", place) from None


def _check_limits(question: Question, here: Node) -> None:
    limits = []
    for name, limit in (("min", question.min), ("max", question.max)):
        if limit:
            try:
                if question.type in ("group", "yes-no", "choice"):
                    raise ValueError
                limits.append(parse_limit(question, limit))
            except ValueError:
                problem = f"“{name}: {limit}” does not fit a {question.type}."
                raise DataError(problem, here.keys[name]) from None
    if len(limits) == 2 and limits[0] > limits[1]:
        raise DataError("“min” is above “max”.", here.keys["min"])
    if question.pattern:
        if (kind := question.of or question.type) not in TEXT_TYPES:
            raise DataError(f"A {kind} has no pattern.", here.keys["pattern"])
        try:
            with warnings.catch_warnings(action="error"):
                re.compile(f"^(?:{question.pattern})$")
        except (re.error, FutureWarning, OverflowError, RecursionError) as error:
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
            if isinstance(question.default, list):
                check_count(question, len(question.default))
        except ValueError as error:
            raise DataError(f"The default {quote(value)} does not fit: {error}", place) from None


def _check_language(question: Question, here: Node) -> None:
    try:
        if question.language:
            check_language(question.language)
    except ValueError as error:
        raise DataError(str(error), here.at(["language"]).place) from None
