"""Answers: one YAML file about one inspection, read with places and held against its questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from responder import files, nodes
from responder.answers.passage import Passage, read_passage
from responder.errors import DataError, Finding, Place, did_you_mean, quote
from responder.nodes import Node
from responder.questionnaire import Questionnaire
from responder.questions import (
    Given,
    Question,
    Scalar,
    applies,
    check_count,
    describe_condition,
    one_of,
    parse,
)
from responder.relative import UnansweredError

__all__ = ["Answer", "Answers", "Passage", "State", "load", "read", "resolve", "walk"]

TEMPLATE_KEY = "template"
ACCEPTED_KEY = "accepted"  # what `check` found and the officer lets stand
INDEX = r"\[\d+\]"  # of an entry, in a path
State = Literal["given", "default", "missing", "absent", "hidden", "wrong"]


@dataclass(slots=True)
class Answers:
    """An answers file as it stands on disk: its bytes, its tree, and the faults of its YAML."""

    path: Path
    data: bytes
    root: Node
    faults: list[Finding] = field(default_factory=list)

    @property
    def template(self) -> str:
        """Return the name of the template that these answers are for; empty if none is named."""
        value = self.root.at([TEMPLATE_KEY]).value
        return value.strip() if isinstance(value, str) else ""

    @property
    def template_place(self) -> Place:
        """Return where the template's name stands or should stand."""
        return self.root.at([TEMPLATE_KEY]).place


@dataclass(slots=True)
class Answer:
    """What is known about one question, as a value of its type.

    A group's value is a dict of Answers, a list's a list of them, and passages' a list of Passages.
    """

    question: Question
    path: str
    state: State
    value: Any
    node: Node


def load(path: Path) -> Answers:
    """Return the answers in a file, or raise an error with the place where it cannot be read."""
    return read(files.read_bytes(path, files.MAX_BYTES), path)


def read(data: bytes, path: Path) -> Answers:
    """Return answers from the bytes of a file."""
    root, faults = nodes.parse(files.decode_text(data, path), str(path))
    if root is None:
        problem, place = "The file holds no answers.", Place(str(path))
        raise DataError(problem, place, "Begin with a line “template: …”, or run the wizard.")
    if not isinstance(root.value, dict):
        raise DataError(f"Answers are {nodes.MAPPING}, not {root.kind}.", root.place)
    return Answers(path, data, root, faults)


def resolve(
    answers: Answers,
    questionnaire: Questionnaire,
    elsewhere: Callable[[], Mapping[str, str]] = dict,
) -> tuple[dict[str, Answer], list[Finding]]:
    """Return every question's answer, and all that is wrong with the answers as findings.

    `elsewhere` gives the titles of other templates by the paths of what they ask, whose answers
    are kept here. It is called only where something stands that is not asked.
    """
    resolver = _Resolver(elsewhere)
    resolved = resolver.read_group(questionnaire.questions, answers.root, "", {})
    return resolved, sorted([*answers.faults, *resolver.findings], key=lambda one: one.place)


def walk(answers: Mapping[str, Answer]) -> Iterator[Answer]:
    """Yield every answer, outer ones before those inside them."""
    for answer in answers.values():
        yield answer
        if answer.question.type == "group":
            yield from walk(answer.value)
        elif answer.question.type == "list":
            for entry in answer.value:
                yield entry
                if isinstance(entry.value, dict):
                    yield from walk(entry.value)


class _Resolver:
    """Walks questions and tree together, collecting findings."""

    def __init__(self, elsewhere: Callable[[], Mapping[str, str]]) -> None:
        self.elsewhere = cache(elsewhere)
        self.findings: list[Finding] = []

    def read_group(
        self, questions: list[Question], node: Node, path: str, outer: Given, asked: bool = True
    ) -> dict[str, Answer]:
        """Return the answers to the questions of a mapping; `asked` is off for a group left out."""
        known = [question.name for question in questions]
        found: Mapping[str, Node] = node.value if isinstance(node.value, dict) else {}
        for name in found:
            if name not in known and (path or name not in (TEMPLATE_KEY, ACCEPTED_KEY)):
                self._tell_unknown(name, known, path, node.keys[name])
        scope: dict[str, tuple[Question, Any]] = dict(outer)
        answers: dict[str, Answer] = {}
        for question in questions:
            where = f"{path}.{question.name}" if path else question.name
            here = found.get(question.name, Node("", node.place))
            if applies(question, scope):
                answer = self.read(question, here, where, scope, asked)
            else:
                answer = self._hide(question, here, where)
            answers[question.name] = answer
            scope[question.name] = (question, answer.value)
        return answers

    def read(
        self, question: Question, node: Node, path: str, scope: Given, asked: bool = True
    ) -> Answer:
        """Return the answer to one question."""
        if question.type == "group":
            return self._read_nested_group(question, node, path, scope, asked)
        if node.empty:
            return self._fill(question, node, path, asked)
        try:
            value = self._read_value(question, node, path, scope)
            if isinstance(node.value, list):
                check_count(question, len(node.value))
        except UnansweredError as error:
            message = f"“{question.name}” counts from “{error.name}”, which has no answer."
            self._report("missing", message, node, path)
            return Answer(question, path, "missing", None, node)
        except ValueError as error:
            self._report("wrong-type", str(error), node, path)
            return Answer(question, path, "wrong", _nothing(question), node)
        return Answer(question, path, "given", value, node)

    def _read_value(self, question: Question, node: Node, path: str, scope: Given) -> Any:
        if question.type in ("list", "passages", "choices"):
            if not isinstance(node.value, list):
                raise ValueError(f"A list is expected here, with “- ” before each {question.each}.")
            if question.type == "passages":
                entries = enumerate(node.value)
                found = [read_passage(entry, f"{path}[{index}]") for index, entry in entries]
                self.findings += [finding for _, findings in found for finding in findings]
                return [passage for passage, _ in found if passage]
            if question.type == "list":
                return [
                    self._read_entry(question, entry, f"{path}[{index}]", scope)
                    for index, entry in enumerate(node.value)
                ]
            return list(self._read_choices(question, node.value))
        if not isinstance(node.value, str):
            raise ValueError(f"One value is expected here, not {node.kind}.")
        return parse(question, node.value, scope)

    def _read_entry(self, question: Question, node: Node, path: str, scope: Given) -> Answer:
        if question.of:
            if node.empty:
                message = f"This {question.each} is empty: fill it in, or remove its “-”."
                self._report("missing", message, node, path)
                return Answer(question.entry, path, "missing", None, node)
            return self.read(question.entry, node, path, scope)
        if not isinstance(node.value, dict) and not node.blank:
            names = ", ".join(inner.name for inner in question.questions[:3])
            message = f"This {question.each} is {node.kind}; give it names such as {names}."
            self._report("wrong-type", message, node, path)
            return Answer(question, path, "wrong", {}, node)
        value = self.read_group(question.questions, node, path, scope)
        return Answer(question, path, "given", value, node)

    def _read_nested_group(
        self, question: Question, node: Node, path: str, scope: Given, asked: bool
    ) -> Answer:
        given = isinstance(node.value, dict) and not node.empty
        if not given and not node.empty:
            names = ", ".join(inner.name for inner in question.questions[:3])
            message = f"Names such as {names} are expected here, not {node.kind}."
            self._report("wrong-type", message, node, path)
        elif not given and asked:
            self._want(question, node, path)
        asked = asked and (given or question.required)
        value = self.read_group(question.questions, node, path, scope, asked)
        return Answer(question, path, "given" if given else "absent", value, node)

    def _read_choices(self, question: Question, entries: list[Node]) -> Iterator[Scalar]:
        chosen: set[Scalar] = set()
        for entry in entries:
            try:
                if not isinstance(entry.value, str):
                    raise ValueError(f"One value is expected here, not {entry.kind}.")
                value = parse(one_of(question), entry.value)
                if value in chosen:
                    raise ValueError(f"{quote(str(value))} is chosen twice.")
                chosen.add(value)
                yield value
            except ValueError as error:
                self._report("wrong-type", str(error), entry)

    def _fill(self, question: Question, node: Node, path: str, asked: bool) -> Answer:
        if question.default is not None:
            return Answer(question, path, "default", read_default(question), node)
        if question.required and asked:
            message = f"“{question.name}” has no answer: {question.ask}"
            self._report("missing", message, node, path)
            return Answer(question, path, "missing", _nothing(question), node)
        if asked:
            self._want(question, node, path)
        return Answer(question, path, "absent", _nothing(question), node)

    def _want(self, question: Question, node: Node, path: str) -> None:
        if question.wanted:
            message = f"“{question.name}” is not given: {question.ask}"
            self.findings.append(Finding("wanted", "warning", message, node.place, path=path))

    def _tell_unknown(self, name: str, known: list[str], path: str, place: Place) -> None:
        whole = f"{re.sub(INDEX, '', path)}.{name}" if path else name
        if "." not in name and (title := self.elsewhere().get(whole)):
            message = f"{quote(name)} is kept but not used: it belongs to {quote(title)}."
            self.findings.append(Finding("unused-answer", "advice", message, place))
        else:
            message = f"{quote(name)} is not asked here. {did_you_mean(name, known)}".strip()
            self.findings.append(Finding("unknown-name", "error", message, place))

    def _hide(self, question: Question, node: Node, path: str) -> Answer:
        if not node.empty:
            message = f"“{question.name}” is kept but not used: it is asked only if "
            message += f"{describe_condition(question)}."
            self.findings.append(Finding("unused-answer", "advice", message, node.place))
        return _unanswered(question, path, node)

    def _report(self, rule: str, message: str, node: Node, path: str = "") -> None:
        self.findings.append(Finding(rule, "error", message, node.place, path=path))


def read_default(question: Question) -> Any:
    """Return the answer to a question to which none is given; None if that is none at all."""
    if isinstance(question.default, list):
        return [parse(one_of(question), text) for text in question.default]
    return None if question.default is None else parse(question, question.default)


def _nothing(question: Question) -> Any:
    return [] if question.type in ("list", "passages", "choices") else None


def _unanswered(question: Question, path: str, node: Node) -> Answer:
    value = _nothing(question)
    if question.type == "group":
        value = {
            inner.name: _unanswered(inner, f"{path}.{inner.name}", node)
            for inner in question.questions
        }
    return Answer(question, path, "hidden", value, node)
