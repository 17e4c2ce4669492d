"""Words that differ from response to response: where a passage has them, and the gaps they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from responder.boilerplate import Slot
from responder.check.days import find_mentions
from responder.check.knowledge import compile_pattern, compile_words, place_of, read_entries
from responder.check.reading import Reading
from responder.errors import DataError
from responder.questions import check_name, long_date, parse

SLOTS = "slots"  # the name in the house's data
ADDRESS = re.compile(r"\]\([^)\n]*\)|https?://\S+|\S+@\S+|\{\{[^{}]*\}\}")
NAMED = ("name", "title", "aliases")  # of an entry of a list of the house's data


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of words that differ: what the gap is called and asks, and how the words are found.

    `names` are lists of the house's data whose names are such words; the type `date` finds dates.
    `local` tells that the words belong to one of those who answer, and not to all.
    """

    name: str
    ask: str
    type: Literal["line", "number", "date"] = "line"
    names: list[str] = []
    patterns: list[str] = []
    local: Literal["yes", "no"] = "no"


@dataclass(frozen=True)
class Finder:
    """A form with the expressions that find its words."""

    form: Form
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class Found:
    """Words of a text that a slot can take the place of; `name` is that of one that is known."""

    form: Form
    start: int
    end: int
    name: str = ""


def read_finders(reading: Reading) -> list[Finder]:
    """Return what finds the words that differ, as the house's data says it.

    Raises DataError at what is wrong with that.
    """
    finders = []
    for number, form in enumerate(read_entries(reading, SLOTS, Form)):
        try:
            check_name(form.name)
        except ValueError as error:
            raise DataError(str(error), place_of(reading, (SLOTS, number, "name"))) from None
        patterns = [
            compile_pattern(reading, (SLOTS, number, "patterns", at), text, case=True)
            for at, text in enumerate(form.patterns)
        ]
        names = [name for key in form.names for name in _list_names(reading.house.data.get(key))]
        named = [compile_words(names, case=True)] if names else []
        finders.append(Finder(form, (*named, *patterns)))
    return finders


def find_words(text: str, finders: Sequence[Finder]) -> list[Found]:
    """Return the words of a text that differ, in their order; earlier forms have the first say."""
    taken = bytearray(len(text))
    for found in ADDRESS.finditer(text):
        taken[found.start() : found.end()] = b"\x01" * len(found[0])
    kept: list[Found] = []
    for finder in finders:
        for start, end in sorted(_find(text, finder), key=lambda one: (one[0], -one[1])):
            if start < end and not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                kept.append(Found(finder.form, start, end))
    return sorted(kept, key=lambda one: one.start)


def make_slots(text: str, words: Sequence[Found]) -> tuple[str, dict[str, Slot]]:
    """Return a text with slots in the place of some of its words, and what each slot asks.

    The same words share a slot. Each has the words as its example.
    """
    slots: dict[str, Slot] = {}
    names: dict[tuple[str, str], str] = {}
    taken = {one.name for one in words}
    parts, end = [], 0
    for one in words:
        said = " ".join(text[one.start : one.end].split())
        key = (one.form.name, said)
        if key not in names:
            names[key] = one.name or _name(one.form.name, taken)
            slots[names[key]] = Slot(one.form.ask, said, _type(one.form, said))
        parts += [text[end : one.start], f"{{{{ {names[key]} }}}}"]
        end = one.end
    return "".join([*parts, text[end:]]), slots


def _find(text: str, finder: Finder) -> Iterator[tuple[int, int]]:
    if finder.form.type == "date":
        yield from ((one.start, one.end) for one in find_mentions(text))
    for pattern in finder.patterns:
        yield from (found.span() for found in pattern.finditer(text))


def _name(name: str, taken: set[str]) -> str:
    """Return a name that is not taken yet, and take it."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    taken.add(free)
    return free


def _type(form: Form, said: str) -> Literal["line", "number", "date"]:
    """Return the type under which the words are printed as they stand."""
    if form.type == "line":
        return "line"
    try:
        value: Any = parse(Slot(form.ask, type=form.type).question(form.name), said)
    except ValueError:
        return "line"
    printed = long_date(value) if form.type == "date" else str(value)
    return form.type if printed == said else "line"


def _list_names(entries: Any) -> Iterator[str]:
    """Yield the names in a list and their aliases, as far as they have capitals."""
    for entry in entries if isinstance(entries, list) else ():
        about = entry if isinstance(entry, Mapping) else {"name": entry}
        for key in NAMED:
            value = about.get(key)
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, str) and any(word[0].isupper() for word in one.split()):
                    yield one
