"""YAML as a structure of the program: every misfit is an error at the value that does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from responder.errors import DataError, did_you_mean, quote
from responder.nodes import MAPPING, Node

T = TypeVar("T")

KINDS = {  # msgspec's words for what it takes, and ours
    "str": "text",
    "array": "a list",
    "object": MAPPING,
    "bool": "yes or no",
    "int": "a whole number",
    "date": "a date such as 2022-02-17",
}
SWITCHED = (
    *("required", "wanted", "quiet", "refers_back", "match_case", "verb_only"),
    *("several", "standard", "printed", "counts", "bold", "ours"),
)
SWITCHES = {"yes": "true", "no": "false"}
# What msgspec says, and the path to it. What somebody wrote can look like either.
SAID = re.compile(r"(.*?)(?: - at `\$((?:\.[\w-]+|\[[\d.]+\])*)`)?", re.DOTALL)


def convert(node: Node, kind: type[T]) -> T:
    """Return a node as a msgspec structure, or raise DataError at the value that does not fit."""
    try:
        return msgspec.convert(with_switches(node.plain()), kind, strict=False)
    except msgspec.ValidationError as error:
        problem, where = SAID.fullmatch(str(error)).groups(default="")  # type: ignore[union-attr]
        steps = re.findall(r"\[\.\.\.\]|[\w-]+", where)
        known = list(_known(inspect.type_info(kind), steps))
        raise _explain_misfit(problem, list(_find(node, steps)), known) from None


def _known(kind: inspect.Type, steps: Sequence[str]) -> Iterator[str]:
    """Yield the names or values that can stand where msgspec's path ends."""
    match kind:
        case inspect.UnionType(types=types):
            for one in types:
                yield from _known(one, steps)
        case inspect.ListType(item_type=inner) | inspect.DictType(value_type=inner) if steps:
            yield from _known(inner, steps[1:])
        case inspect.StructType(fields=fields) if steps:
            for each in fields:
                if each.encode_name == steps[0]:
                    yield from _known(each.type, steps[1:])
        case inspect.StructType(fields=fields):
            yield from (each.encode_name for each in fields)
        case inspect.LiteralType(values=values):
            yield from map(str, values)


def with_switches(data: Any, key: str = "") -> Any:
    """Return plain data with yes and no as msgspec takes them, where they switch something."""
    if isinstance(data, dict):
        return {name: with_switches(value, name) for name, value in data.items()}
    if isinstance(data, list):
        return [with_switches(one) for one in data]
    return SWITCHES.get(data.casefold(), data) if key in SWITCHED else data


def _find(node: Node, steps: Sequence[str]) -> Iterator[Node]:
    """Yield the nodes that a path of msgspec's can mean; it does not tell a mapping's values."""
    if not steps:
        yield node
    elif isinstance(node.value, list):
        if steps[0].isdigit():  # else the path means another value of the mapping
            for inner in node.value[int(steps[0]) :][:1]:
                yield from _find(inner, steps[1:])
    elif isinstance(node.value, dict):
        for key, inner in node.value.items():
            if steps[0] in (key, "[...]") and not inner.blank:
                yield from _find(inner, steps[1:])


def _explain_misfit(problem: str, where: Sequence[Node], known: Sequence[str]) -> DataError:
    """Return msgspec's error in plain words, at the first node that it can be about."""
    if types := re.fullmatch("Expected `(.*)`, got `(.*)`", problem):
        owner = next(node for node in where if node.kind == KINDS[types[2]])
        wanted = [KINDS[one] for one in types[1].split(" | ") if one != "null"]
    elif problem.startswith(missing := "Object missing required field "):
        name = problem.removeprefix(missing).strip("`")
        owner = next(node for node in where if name not in node.plain())
        return DataError(f"“{name}” is missing.", owner.keys.get(name, owner.place))
    elif problem.startswith(("Object contains unknown field ", "Invalid enum value ")):
        owner, name = next(_find_unknown(problem, where))
        place = owner.keys.get(name, owner.place)
        return DataError(f"{quote(name)} is not known here.", place, did_you_mean(name, known))
    else:
        written = quote(str(where[0].value))
        return DataError(f"{written} is no day.", where[0].place, "Write a day as 2026-02-17.")
    found = quote(owner.value) if isinstance(owner.value, str) else owner.kind
    return DataError(f"This should be {' or '.join(wanted)}, not {found}.", owner.place)


def _find_unknown(problem: str, where: Sequence[Node]) -> Iterator[tuple[Node, str]]:
    """Yield the names or values that msgspec does not know, as they were written."""
    for node in where:
        for name in node.keys or [str(node.value)]:
            if problem.endswith((f" `{name}`", f" {name!r}")):
                yield node, name
