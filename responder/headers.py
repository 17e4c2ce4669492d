"""What the head of a questionnaire says about its answers: the rows of a table, and their roles."""

from __future__ import annotations

import msgspec

from responder.errors import DataError, Place, did_you_mean, quote
from responder.nodes import Node
from responder.questions import Question

OR = " or "  # between the names of the answers that a column can show


class Register(msgspec.Struct, forbid_unknown_fields=True):
    """Which list of answers makes the rows of a table, and which answer each column shows.

    A column shows the first of “a or b” that is given.
    """

    entries: str
    columns: dict[str, str]


class Roles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which answers play which part in a response, for those who check it.

    `items` are the lists of what is answered, `quoted` the words of those who inspect,
    `references` the places in their report that an item names, `response` what is said to an item.
    `subject` is who was inspected, `speaker` says who is quoted, and `speech` what that person
    says. `term` is what the report calls its items, `inspectorates` who made it, and `actions`
    what is promised. `deadline` is by when an item is to be done, `due` by when or on which day an
    action is, and `status` how far that is.
    """

    items: list[str] = []
    quoted: list[str] = []
    references: list[str] = []
    response: list[str] = []
    subject: list[str] = []
    speaker: list[str] = []
    speech: list[str] = []
    term: list[str] = []
    inspectorates: list[str] = []
    actions: list[str] = []
    deadline: list[str] = []
    due: list[str] = []
    status: list[str] = []


def check_roles(node: Node, questions: list[Question]) -> None:
    """Raise DataError where a role names what is not asked."""
    for paths in node.value.values() if isinstance(node.value, dict) else ():
        for path in paths.value if isinstance(paths.value, list) else ():
            _follow(questions, str(path.value), path.place)


def check_register(register: Register, node: Node, questions: list[Question]) -> None:
    """Raise DataError where a register names what is not asked, or not on the way to its rows."""
    entries, columns = node.at(["entries"]), node.at(["columns"])
    listed = _follow(questions, register.entries, entries.place)[-1]
    if listed.type != "list" or listed.of:
        problem = f"{quote(register.entries)} is no list of entries with questions of their own."
        raise DataError(problem, entries.place)
    if not columns.keys:
        raise DataError("A register needs columns.", node.keys["columns"])
    to_entry = register.entries.split(".")
    for heading, named in columns.value.items() if isinstance(columns.value, dict) else ():
        if named.blank:
            problem = f"{quote(heading)} does not say which answer it shows."
            raise DataError(problem, columns.keys[heading])
        for path in register.columns[heading].split(OR):
            steps = path.split(".")
            for number, passed in enumerate(_follow(questions, path, named.place)[:-1], 1):
                on_the_way = steps[:number] == to_entry[:number]
                inside = steps[: len(to_entry)] == to_entry
                if passed.type == "list" and not (on_the_way or inside):
                    entry = quote(register.entries)
                    problem = f"{quote(path)} does not belong to an entry of {entry}."
                    raise DataError(problem, named.place)


def _follow(questions: list[Question], path: str, place: Place) -> list[Question]:
    """Return the questions along a path of names with dots."""
    found: list[Question] = []
    for name in path.split("."):
        known = {question.name: question for question in questions}
        if name not in known:
            problem = f"There is no question {quote(path)}."
            raise DataError(problem, place, did_you_mean(name, list(known)))
        found.append(known[name])
        questions = known[name].questions
    return found
