"""Whom a response is about, whom else it could be about, and how a text names them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from responder.answers import Answer
from responder.check.full_forms import squash
from responder.check.knowledge import place_of, read_record
from responder.check.reading import Line, Reading
from responder.errors import DataError, quote
from responder.questions import ChoicesFrom

FORMS = "named_as"  # the name in the house's data
ITSELF = "name"  # under it, the forms for one's own name
NEITHER = "not_areas"  # under it, the forms for what is none of them
NAME = "{name}"


@dataclass(frozen=True)
class Member:
    """One that a response can be about: its name and others, and what the house knows of it.

    `aliases` are other names that are accepted in answers, but not to be printed; `subject` tells
    that this response is about it.
    """

    name: str
    title: str
    aliases: tuple[str, ...]
    about: Mapping[str, Any]
    subject: bool

    @property
    def names(self) -> list[str]:
        """Return all its names."""
        return [one for one in (self.name, self.title, *self.aliases) if squash(one)]

    def belongings(self, key: str) -> list[str]:
        """Return a list of names that the house gives it."""
        found = self.about.get(key)
        return [str(one) for one in found if squash(str(one))] if isinstance(found, list) else []


@dataclass(frozen=True)
class Naming:
    """Words of a line that name somebody, and the name within them."""

    line: Line
    start: int
    end: int
    name_start: int
    name_end: int

    @property
    def name(self) -> str:
        """Return the name as it stands."""
        return self.line.text[self.name_start : self.name_end]

    def holds(self, other: Naming) -> bool:
        """Tell whether another stands within its words."""
        return self.line is other.line and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Family:
    """All that a response can be about, in the order of the house."""

    members: tuple[Member, ...]

    @property
    def subjects(self) -> list[Member]:
        """Return those that this response is about."""
        return [one for one in self.members if one.subject]

    def title(self) -> str:
        """Return the names of those that this response is about."""
        return " and ".join(one.name for one in self.subjects)

    def by_name(self) -> dict[str, Member]:
        """Return each member by all its names."""
        return {squash(name): one for one in self.members for name in one.names}


def read_family(reading: Reading) -> Family:
    """Return whom a response can be about, none if no answer says it."""
    found: list[Member] = []
    for answer in reading.answers_as("subject"):
        chosen = answer.value if isinstance(answer.value, list) else [answer.value]
        if answer.state not in ("given", "default"):
            chosen = []
        about = _read_entries(reading, answer)
        for option in answer.question.options:
            known = about.get(option.value, {})
            name = str(known.get("name") or option.label or option.value)
            found.append(Member(name, option.label, option.aliases, known, option.value in chosen))
    return Family(tuple(one for one in found if one.names))


def read_forms(reading: Reading, key: str) -> list[str]:
    """Return the forms in which a text names somebody, each with a place for the name."""
    forms = reading.once(_read_all_forms)
    if key != ITSELF or key in forms:
        return forms.get(key, [])
    organisation = reading.mapping("organisation")
    known = (organisation.get("abbreviation"), organisation.get("name"))
    return [f"{one} {NAME}" for one in known if isinstance(one, str)]


def list_belongings(reading: Reading) -> list[str]:
    """Return the names of the lists of what belongs to one alone."""
    return [key for key in reading.once(_read_all_forms) if key not in (ITSELF, NEITHER)]


def list_namings(
    reading: Reading, forms: Collection[str], names: Collection[str]
) -> Iterator[Naming]:
    """Yield where the lines of a response name somebody in one of some forms."""
    texts = [squash(line.readable) for line in reading.lines]
    pattern = _compile(forms, [one for one in names if any(squash(one) in text for text in texts)])
    if pattern is None:
        return
    for line in reading.lines:
        for found in pattern.finditer(line.readable):
            yield Naming(line, *found.span(), *found.span(found.lastgroup or 0))


def _read_entries(reading: Reading, answer: Answer) -> dict[str, Mapping[str, Any]]:
    """Return what the house knows of each that can be chosen, by its value."""
    choices = answer.question.choices
    found: Any = reading.house.data
    for step in choices.key.split(".")[1:] if isinstance(choices, ChoicesFrom) else ["?"]:
        found = found.get(step) if isinstance(found, Mapping) else None
    entries = [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []
    return {str(one.get("id") or one.get("name")): one for one in entries}


def _read_all_forms(reading: Reading) -> dict[str, list[str]]:
    forms = read_record(reading, FORMS, dict[str, list[str]])
    for key, texts in forms.items():
        for number, form in enumerate(texts):
            if form.count(NAME) != 1:
                place = place_of(reading, (FORMS, key, number))
                raise DataError(
                    f"{quote(form)} has no place for the name.", place, f"Write {NAME}."
                )
    return forms


def _compile(forms: Collection[str], names: Collection[str]) -> re.Pattern[str] | None:
    """Return an expression for names in any of some forms, the name being its only named group."""
    longest_first = sorted({name for name in names if squash(name)}, key=len, reverse=True)
    parts = []
    for number, form in enumerate(forms):
        before, _, after = form.partition(NAME)
        # A name can hold the end of a form already, as “Mill Ward” holds “Ward”.
        whole = [_pattern(one) for one in longest_first if after and one.endswith(after)]
        rest = [_pattern(one) for one in longest_first]
        ending = f"(?P<whole{number}>{'|'.join(whole) or '(?!)'})"
        named = f"(?P<name{number}>{'|'.join(rest)}){_pattern(after)}"
        parts.append(f"{_pattern(before)}(?:{ending}|{named})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts and longest_first else None


def _pattern(words: str) -> str:
    """Return an expression for words as they are, or all in capitals."""
    spelt = [_spell(words), _spell(words.upper())]
    return "(?:" + "|".join(dict.fromkeys(spelt)) + ")"


def _spell(words: str) -> str:
    blank = (r"\s+" if words[:1].isspace() else "", r"\s+" if words[-1:].isspace() else "")
    chunks = []
    for word in words.split():
        hyphens = re.escape(word).replace(r"\-", "[-\u2010\u2011]")
        chunks.append("(?:and|AND|&)" if word in ("and", "AND", "&") else hyphens)
    return (blank[0] + r"\s+".join(chunks) + blank[1]) if chunks else r"\s+" if words else ""
