"""Questions that several templates share: an `include` gives way to the questions of a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from responder import nodes, structures
from responder.errors import DataError, did_you_mean, quote
from responder.nodes import Node

MAX_DEPTH = nodes.MAX_DEPTH // 2  # as deep as questions can stand within each other in one file
MAX_FILES = 100  # files that include each other several times could be endless, yet no circle
OTHERS = ("house.yaml", "questionnaire.yaml")  # what a house keeps beside them in such files


class Include(msgspec.Struct, forbid_unknown_fields=True):
    """What stands in place of questions: their file, and how they are to differ here."""

    include: str
    without: list[str] = []
    change: dict[str, dict[str, Any]] = {}


def splice(questions: Node, templates: Path, key: str = "questions") -> Node:
    """Return a list of questions with those of the files that it includes, each at its own place.

    A question that is changed stands where the change does, since the file alone has no fault.
    What else has a `name`, such as the parts of a grammar, is included alike: `key` is what stands
    above a list of it.
    """
    return _Splicer(templates, key).splice(questions)


@dataclass
class _Splicer:
    templates: Path
    key: str
    count: int = 0

    def splice(self, questions: Node, within: tuple[str, ...] = (), depth: int = 0) -> Node:
        """Return a list of questions spliced; `within` are the files that led to it."""
        if not isinstance(questions.value, list):
            return questions
        if depth > MAX_DEPTH:
            raise DataError("Questions are nested too deeply.", questions.place)
        found: list[Node] = []
        for entry in questions.value:
            if isinstance(entry.value, dict) and "include" in entry.value:
                found += self._include(entry, entry.value, within, depth)
            else:
                found.append(self._splice_inside(entry, within, depth))
        return replace(questions, value=found)

    def _splice_inside(self, entry: Node, within: tuple[str, ...], depth: int) -> Node:
        """Return a question, or what changes one, with its own questions spliced."""
        if not isinstance(entry.value, dict) or self.key not in entry.value:
            return entry
        inside = self.splice(entry.value[self.key], within, depth + 1)
        return replace(entry, value={**entry.value, self.key: inside})

    def _include(
        self, entry: Node, parts: dict[str, Node], within: tuple[str, ...], depth: int
    ) -> list[Node]:
        named = structures.convert(entry, Include)
        path, place = self._locate(parts["include"], named.include), parts["include"].place
        file = os.path.realpath(path)
        if file in within:
            problem = f"Here {quote(named.include)} comes to include itself."
            raise DataError(problem, place, "Remove this line.")
        self.count += 1
        if self.count > MAX_FILES:
            raise DataError(f"More than {MAX_FILES} files are included.", place)
        root = nodes.load(path)
        structures.convert(
            root, msgspec.defstruct("Shared", [(self.key, list[Any])], forbid_unknown_fields=True)
        )
        shared = self.splice(root.at([self.key]), (*within, file), depth + 1)
        for name in _entries(parts.get("without")):
            siblings, question = _find(shared, name, self.key)
            siblings[:] = [one for one in siblings if one is not question]
        for name, change in _items(parts.get("change")):
            _, question = _find(shared, name, self.key)
            below = depth + 1 + str(name.value).count(".")
            changed = self._splice_inside(change, within, below)
            if isinstance(changed.value, dict) and isinstance(question.value, dict):
                question.value.update(changed.value)
                question.keys.update(changed.keys)
                question.place = name.place
        return _entries(shared)

    def _locate(self, node: Node, name: str) -> Path:
        """Return the path of a file to include, which lies among the templates."""
        path = self.templates / os.path.normpath(name)
        if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.templates)):
            problem = f"{quote(name)} lies outside the folder “{self.templates.name}”."
        elif not os.path.isfile(path):
            problem = f"There is no file {quote(name)} in the folder “{self.templates.name}”."
        else:
            return path
        files = sorted(one for one in self.templates.rglob("*.y*ml") if one.name not in OTHERS)
        known = [one.relative_to(self.templates).as_posix() for one in files if one != path]
        raise DataError(problem, node.place, did_you_mean(name, known))


def _find(questions: Node, name: Node, key: str) -> tuple[list[Node], Node]:
    """Return the question that a name with dots means, with the list that it stands in."""
    known = {dotted: (siblings, question) for dotted, siblings, question in _walk(questions, key)}
    dotted = str(name.value)
    if dotted not in known:
        problem = f"No question {quote(dotted)} is included here."
        raise DataError(problem, name.place, did_you_mean(dotted, list(known)))
    return known[dotted]


def _walk(questions: Node, key: str, outer: str = "") -> Iterator[tuple[str, list[Node], Node]]:
    """Yield each question under its name, with the list that it stands in."""
    siblings = _entries(questions)
    for question in siblings:
        if isinstance(question.value, dict) and "name" in question.value:
            name = f"{outer}{question.value['name'].value}"
            yield name, siblings, question
            yield from _walk(question.at([key]), key, f"{name}.")


def _entries(node: Node | None) -> list[Node]:
    return node.value if node and isinstance(node.value, list) else []


def _items(node: Node | None) -> Iterator[tuple[Node, Node]]:
    """Yield the names of a mapping, as nodes of their own, and its values."""
    if node and isinstance(node.value, dict):
        for name, inner in node.value.items():
            yield Node(name, node.keys[name]), inner
