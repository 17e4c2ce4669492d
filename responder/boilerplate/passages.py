"""What a passage's reference to a snippet stands for: the version, and the values of its slots."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from responder.answers import Answer, Passage, walk
from responder.boilerplate import Library, Snippet, Window
from responder.errors import Finding, ResponderError, did_you_mean, quote
from responder.nodes import Node
from responder.questions import Scalar, long_date, parse


@dataclass(frozen=True)
class Chosen:
    """The version that a passage stands for, if any, and what is wrong with that, if anything."""

    snippet: Snippet | None
    problem: str = ""
    stale: bool = False
    overlapping: bool = False


def choose(versions: list[Snippet], wanted: str, day: datetime.date | None) -> Chosen:
    """Return the pinned version, or the one whose window holds the publication day."""
    if wanted:
        pinned = next((one for one in versions if one.version == wanted), None)
        if pinned is None:
            known = [one.version for one in versions if one.version]
            problem = f"There is no version “{wanted}”. {did_you_mean(wanted, known)}"
            return Chosen(None, problem.strip())
        if day is None or pinned.about.valid.holds(day):
            return Chosen(pinned)
        return Chosen(pinned, _explain([pinned], day), stale=True)
    if day is None:
        dated = [one for one in versions if one.about.valid != Window()]
        if not dated and len(versions) == 1:
            return Chosen(versions[0])
        problem = "The publication date picks this passage’s version, and it is not known."
        return Chosen(None, problem, stale=True)
    valid = [one for one in versions if one.about.valid.holds(day)]
    if len(valid) > 1:
        labels = " and ".join(f"“{one.label}”" for one in valid)
        problem = f"{labels} are both valid on {long_date(day)}. End one before the other begins."
        return Chosen(valid[-1], problem, overlapping=True)
    if valid:
        return Chosen(valid[0])
    return Chosen(None, _explain(versions, day), stale=True)


def _explain(versions: Sequence[Snippet], day: datetime.date) -> str:
    """Say until when the last version could be used, and from when the next one can."""
    ended = [one for one in versions if one.about.valid.until and one.about.valid.until < day]
    coming = [one for one in versions if one.about.valid.start and one.about.valid.start > day]
    ended.sort(key=lambda one: one.about.valid.until or day)
    coming.sort(key=lambda one: one.about.valid.start or day)
    about = (ended[-1:] or coming)[0].about
    said = [f"could be used until {long_date(about.valid.until or day)}"] if ended else []
    if coming:
        verb = "again" if ended else "can be used"
        said.append(f"{verb} from {long_date(coming[0].about.valid.start or day)}")
    reason = about.superseded if ended else ""
    return f"“{about.title}” {' and '.join(said)}. {reason}".strip()


def check_passages(
    library: Library, answers: Mapping[str, Answer], day: datetime.date | None
) -> Iterator[Finding]:
    """Yield what is wrong with the answers' references to snippets and their slot values."""
    for passage in list_passages(answers):
        if passage.snippet:
            yield from _check_reference(library, passage, day)
        elif passage.origin:
            yield from _check_origin(library, passage.origin)


def list_passages(answers: Mapping[str, Answer]) -> Iterator[Passage]:
    """Yield every passage of the answers."""
    for answer in walk(answers):
        if answer.question.type == "passages":
            yield from answer.value


def find_origin(library: Library, origin: Node) -> Snippet | None:
    """Return the version that typed text was made from, or None if there is none of that name."""
    name, _, version = str(origin.value).strip().partition("@")
    return next((one for one in library.versions(name) if one.version == version), None)


def _check_origin(library: Library, origin: Node) -> Iterator[Finding]:
    try:
        if find_origin(library, origin):
            return
        name = str(origin.value).strip()
        versions = library.versions(name.partition("@")[0])
    except ResponderError as error:
        yield error.as_finding("broken-snippet", origin.place)
        return
    known = [one.label for one in versions] or library.names()
    message = f"There is no snippet {quote(name)}. {did_you_mean(name, known)}".strip()
    yield Finding("unknown-snippet", "error", message, origin.place)


def _check_reference(
    library: Library, passage: Passage, day: datetime.date | None
) -> Iterator[Finding]:
    place = passage.node.place
    try:
        versions = library.versions(passage.snippet)
    except ResponderError as error:
        yield error.as_finding("broken-snippet", place)
        return
    if not versions:
        guess = did_you_mean(passage.snippet, library.names())
        message = f"There is no snippet {quote(passage.snippet)}. {guess}".strip()
        yield Finding("unknown-snippet", "error", message, place)
        return
    choice = choose(versions, passage.version, day)
    if choice.stale:
        yield Finding("out-of-date", "warning", choice.problem, place, path=passage.path)
    elif choice.problem:
        rule = "overlapping-windows" if choice.overlapping else "unknown-snippet"
        yield Finding(rule, "error", choice.problem, place)
    if choice.snippet:
        _, findings = read_slots(choice.snippet, passage)
        yield from findings


def read_slots(
    snippet: Snippet, passage: Passage
) -> tuple[dict[str, tuple[Scalar | None, Node]], list[Finding]]:
    """Return each slot's value (None where a required one is missing) with its node, and faults."""
    slots, findings = snippet.slots, []
    given: dict[str, Node] = {}
    if passage.values is not None and isinstance(passage.values.value, dict):
        given = passage.values.value
        for name in given.keys() - slots.keys():
            message = f"“{snippet.name}” has no slot “{name}”. {did_you_mean(name, list(slots))}"
            place = passage.values.keys[name]
            findings.append(Finding("unknown-slot", "error", message.strip(), place))
    filled: dict[str, tuple[Scalar | None, Node]] = {}
    for name, slot in slots.items():
        path = f"{passage.path}.values.{name}"
        node = given.get(name, Node("", passage.node.place))
        if node.blank and isinstance(slot.default, str):
            node = Node(slot.default, node.place)
        elif slot.example and node.value == slot.example:
            message = f"The slot “{name}” of “{snippet.name}” still holds the example: {slot.ask}"
            findings.append(Finding("left-at-example", "warning", message, node.place, path=path))
        value: Any = None
        if node.blank and not slot.required:
            value = ""
        elif node.blank:
            message = f"The slot “{name}” of “{snippet.name}” has no value: {slot.ask}"
            findings.append(Finding("missing", "error", message, node.place, path=path))
        else:
            try:
                value = parse(slot, node.value) if isinstance(node.value, str) else None
                if value is None:
                    raise ValueError(f"One value is expected here, not {node.kind}.")
            except ValueError as error:
                findings.append(Finding("wrong-type", "error", str(error), node.place, path=path))
        filled[name] = (value, node)
    return filled, findings
