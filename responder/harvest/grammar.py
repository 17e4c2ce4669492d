"""The grammar of a template: how a published response of its kind reads, as data."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from responder import includes, nodes, structures
from responder.errors import DataError, Place, did_you_mean
from responder.harvest.lines import Line
from responder.harvest.parts import Clue, Extract, Listing, Part, Surroundings
from responder.house import House
from responder.nodes import Node
from responder.questions import MONTHS, Question, one_of, parse

FILE = "grammar.yaml"
# What can stand in braces in a pattern beside the names of the house's data.
COUNTED = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    "twelve",
)
MONTH = rf"(?:{'|'.join(MONTHS)})"
BUILT_IN = {
    "date": rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH},?\s+\d{{4}}|{MONTH}\s+\d{{1,2}},?\s+\d{{4}}"
    r"|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d\d-\d\d)",
    "month": rf"{MONTH}",
    "number": rf"(?:\d+|{'|'.join(COUNTED)})",
}
# Signs that people write one for the other; one character each, so that places stay the same.
ALIKE = str.maketrans("’‘“”\N{NO-BREAK SPACE}\N{NON-BREAKING HYPHEN}", "''\"\" -")
PLACEHOLDER = re.compile(r"\{([a-z][\w.-]*)\}")
NAMES = ("name", "value", "id", "abbreviation", "title", "aliases")  # what an entry is called by


class _File(msgspec.Struct, forbid_unknown_fields=True):
    parts: list[Part]


@dataclass(frozen=True)
class Grammar:
    """A template's grammar: its parts in order, with patterns ready to search."""

    template: str
    parts: list[Part]
    furniture: list[str]
    cuts: list[str]
    joins: list[str]
    names: Mapping[str, str]
    cues: Mapping[str, Sequence[str]]

    def search(self, pattern: str, text: str) -> re.Match[str] | None:
        """Return where a pattern of the grammar fits a text first.

        Letters of any case and quotation marks of any form are the same to it.
        """
        return self._compiled(pattern).search(text.translate(ALIKE))

    def fits(self, line: Line, clue: Clue) -> bool:
        """Tell whether a line looks as a clue says."""
        if clue.looks and line.signs.isdisjoint(clue.looks):
            return False
        if clue.words and len(line.text.split()) > clue.words:
            return False
        return not clue.pattern or self.search(clue.pattern, line.text) is not None

    def knows(self, line: Line) -> bool:
        """Tell whether some part has this very look of a line for its own."""
        parts = (part for part, _, _ in _walk(self.parts, Node("", Place(""))))
        return any(
            self.fits(line, clue) for part in parts for clue in part.clues if "row" in clue.looks
        )

    def find_all(self, pattern: str, text: str) -> Iterator[re.Match[str]]:
        """Yield every place where a pattern fits a text."""
        return self._compiled(pattern).finditer(text.translate(ALIKE))

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        if pattern not in self._cache:
            self._cache[pattern] = _compile(pattern, self.names)
        return self._cache[pattern]

    @cached_property
    def _cache(self) -> dict[str, re.Pattern[str]]:
        return {}


def load(house: House, template: str) -> Grammar | None:
    """Return a template's grammar, or None if it has none; DataError says what is wrong with it."""
    path = house.templates / template / FILE
    if not path.is_file():
        return None
    root = nodes.load(path)
    if isinstance(root.value, dict) and "parts" in root.value:
        root.value["parts"] = includes.splice(root.value["parts"], house.templates, "parts")
    read = structures.convert(root, _File)
    around, around_root = _load_surroundings(house)
    names = {**BUILT_IN, **{f"house.{key}": text for key, text in _list_names(house.data)}}
    _check_patterns(around, around_root, names)
    _check(read, root, house.questionnaire(template).questions, names)
    apart = house.themes_apart()
    cues = {theme: words for theme, words in house.cues().items() if theme not in apart}
    return Grammar(template, read.parts, around.furniture, around.cuts, around.joins, names, cues)


def _load_surroundings(house: House) -> tuple[Surroundings, Node]:
    path = house.templates / FILE
    if not path.is_file():
        return Surroundings(), Node("", Place(str(path)))
    root = nodes.load(path)
    return structures.convert(root, Surroundings), root


def _check_patterns(around: Surroundings, root: Node, names: Mapping[str, str]) -> None:
    for key in ("furniture", "cuts", "joins"):
        for index, pattern in enumerate(getattr(around, key)):
            _check_pattern(pattern, root.at([key, index]), names)


def _list_names(data: Mapping[str, Any], outer: str = "") -> Iterator[tuple[str, str]]:
    """Yield a pattern for the names of each list in the house's data, longest names first."""
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from _list_names(value, f"{outer}{key}.")
        elif isinstance(value, list):
            found = {name for one in value for name in _name(one) if name.strip()}
            longest = sorted(found, key=lambda name: (-len(name), name))
            yield f"{outer}{key}", rf"(?:{'|'.join(map(re.escape, longest))})"


def _name(entry: Any) -> Iterator[str]:
    if isinstance(entry, Mapping):
        for key in NAMES:
            named = entry.get(key)
            yield from named if isinstance(named, list) else [named] if named else []
    elif isinstance(entry, str):
        yield entry


def _fill(pattern: str, names: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: names.get(found[1], found[0]), pattern)


def _compile(pattern: str, names: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(_fill(pattern, names).translate(ALIKE), re.IGNORECASE)


def _check(read: _File, root: Node, questions: list[Question], names: Mapping[str, str]) -> None:
    """Raise DataError at the first pattern that cannot be read or answer that has no place."""
    asked = dict(_list_questions(questions))
    for part, node, opened in _walk(read.parts, root.at(["parts"])):
        if part.entries:
            _check_entries(part.entries, node.at(["entries"]), asked, opened)
        inside = {*opened, part.entries}
        for name in ("answer", "usual", "number", "theme", "same"):
            _check_answer(getattr(part, name), node.at([name]), asked, inside)
        for answer in part.otherwise:
            _check_answer(answer, node.at(["otherwise", answer]), asked, inside)
        for name in ("clues", "takes", "reads", "lists"):
            for index, one in enumerate(getattr(part, name)):
                here = node.at([name, index])
                found = _check_pattern(one.pattern, here.at(["pattern"]), names)
                match one:
                    case Extract():
                        _check_answer(one.answer, here.at(["answer"]), asked, inside)
                        _check_value(one.value, here.at(["value"]), asked[one.answer], found)
                    case Listing():
                        _check_entries(one.entries, here.at(["entries"]), asked, inside)
                        for group in found.groupindex:
                            path = f"{one.entries}.{group}"
                            _check_answer(path, here.at(["pattern"]), asked, {one.entries, *inside})


def _list_questions(questions: list[Question], outer: str = "") -> Iterator[tuple[str, Question]]:
    for question in questions:
        yield f"{outer}{question.name}", question
        yield from _list_questions(question.questions, f"{outer}{question.name}.")


def _walk(
    parts: list[Part], node: Node, opened: frozenset[str] = frozenset()
) -> Iterator[tuple[Part, Node, frozenset[str]]]:
    """Yield each part with the lists of which the groups around it open entries."""
    for index, part in enumerate(parts):
        here = node.at([index])
        yield part, here, opened
        yield from _walk(part.parts, here.at(["parts"]), opened | {part.entries})


def _check_pattern(pattern: str, node: Node, names: Mapping[str, str]) -> re.Pattern[str]:
    for found in PLACEHOLDER.finditer(pattern):
        if found[1] not in names:
            problem = f"“{{{found[1]}}}” is not known here."
            raise DataError(problem, node.place, did_you_mean(found[1], list(names)))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return _compile(pattern, names)
    except (re.error, FutureWarning, OverflowError, RecursionError) as error:
        raise DataError(f"This pattern cannot be read: {error}.", node.place) from None


def _check_answer(answer: str, node: Node, asked: Mapping[str, Question], opened: Set[str]) -> None:
    """Raise DataError unless an answer is asked, holds words, and belongs to an open entry."""
    if not answer:
        return
    question = _find(answer, node, asked, opened)
    if question.questions:
        inner = did_you_mean("", [f"{answer}.{one.name}" for one in question.questions])
        raise DataError(
            f"“{answer}” has questions of its own. Name one of them.", node.place, inner
        )


def _check_entries(
    entries: str, node: Node, asked: Mapping[str, Question], opened: Set[str]
) -> None:
    """Raise DataError unless this names a list whose entries have answers of their own."""
    question = _find(entries, node, asked, opened)
    if question.type != "list" or not question.questions:
        raise DataError(f"“{entries}” is no list of entries with questions.", node.place)


def _find(answer: str, node: Node, asked: Mapping[str, Question], opened: Set[str]) -> Question:
    """Return the question of a path, all lists on the way to which are open."""
    if answer not in asked:
        remedy = did_you_mean(answer, list(asked))
        raise DataError(f"No question is called “{answer}” here.", node.place, remedy)
    for path, question in asked.items():
        if answer.startswith(f"{path}.") and question.type == "list" and path not in opened:
            problem = f"“{answer}” belongs to an entry of “{path}”, and none is open here."
            remedy = f"Put this part into a group with “entries: {path}”."
            raise DataError(problem, node.place, remedy)
    return asked[answer]


def _check_value(value: str, node: Node, question: Question, found: re.Pattern[str]) -> None:
    """Raise DataError if a set value is none that its question takes, or names no group."""
    for one in PLACEHOLDER.finditer(value):
        if one[1] not in found.groupindex:
            remedy = did_you_mean(one[1], list(found.groupindex))
            raise DataError(f"The pattern has no group “{one[1]}”.", node.place, remedy)
    try:
        if value and not PLACEHOLDER.search(value):
            parse(one_of(question), value)
    except ValueError as error:
        raise DataError(str(error), node.place) from None
