"""Rules on names: those of whom a response is not about, old ones, and titles of courtesy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from responder.check.full_forms import squash
from responder.check.knowledge import compile_pattern, compile_words, read_entries
from responder.check.reading import BLOT, Reading
from responder.check.rules import Fault, rule
from responder.check.rules.speakers import list_speakers
from responder.check.subjects import (
    ITSELF,
    NAME,
    NEITHER,
    Family,
    Member,
    Naming,
    list_belongings,
    list_namings,
    read_family,
    read_forms,
)
from responder.errors import Severity

HOUSE = "The house’s data"
ASK = "These are the words of the one who is quoted: ask before you change them."
HONORIFICS, MEANT = "honorifics", "others_meant"  # the names in the house's data
LISTED = re.compile(rf"{BLOT}(?:(?:,|,?\s+(?:and|or))\s*{BLOT})+")  # several others
PERSON = r"[A-Z][\w’'-]+"
BESIDE = re.compile(r"[A-Z][\w’'-]{3,}\s+$")


@rule(
    "left-over-name",
    "error",
    "A name of somebody else is left over from the response that was copied.",
    HOUSE,
    refers_back=True,
)
def find_left_over_names(reading: Reading) -> Iterator[Fault]:
    """Yield each name of another that the response could be about, or that belongs to another."""
    family = reading.once(read_family)
    if family.subjects:
        meant = [
            compile_pattern(reading, (MEANT, number), text.replace(NAME, BLOT))
            for number, text in enumerate(read_entries(reading, MEANT, str))
        ]
        for naming, member in reading.once(_list_members):
            if not member.subject:
                said = _is_meant(reading, naming, meant)
                yield _blame(naming, member, family, "advice" if said else None)
        for key in list_belongings(reading):
            yield from _find_belongings(reading, family, key)


@rule(
    "left-over-person",
    "error",
    "A person who has nothing to do with this response is left over from the one that was copied.",
    HOUSE,
    refers_back=True,
)
def find_left_over_people(reading: Reading) -> Iterator[Fault]:
    """Yield each name of a person whom the house knows and this response does not quote."""
    speakers = {squash(str(one.value)) for one in list_speakers(reading)}
    people = [one for one in reading.house.people() if squash(one) and squash(one) not in speakers]
    for naming in list_namings(reading, [NAME], people):
        message = f"{naming.name} is not the person whom this response quotes."
        yield _fault(naming, message)


@rule(
    "old-name",
    "advice",
    "One name for one body, so that readers and searches find all that it has published.",
    HOUSE,
)
def find_old_names(reading: Reading) -> Iterator[Fault]:
    """Yield each name that the house accepts in answers, but does not print."""
    for naming, member in reading.once(_list_members):
        spelt = {_plain(one) for one in (member.name, member.title)}
        if member.subject and _plain(naming.name) not in spelt:
            right = member.name.upper() if naming.name.isupper() else member.name
            message = f"“{naming.name}” is an old or other form of the name “{member.name}”."
            yield Fault(message, naming.line, naming.name_start, naming.name_end, right)


@rule(
    "not-an-area",
    "warning",
    "Readers take it for one of those who are inspected and answer like this one.",
    HOUSE,
)
def find_miscalled(reading: Reading) -> Iterator[Fault]:
    """Yield where the text calls somebody what the house says that it is not."""
    names = read_entries(reading, NEITHER, str)
    for naming in list_namings(reading, read_forms(reading, NEITHER), names):
        words = naming.line.text[naming.start : naming.end]
        message = f"“{words}”: {naming.name} must not be called so. Use its name alone."
        yield Fault(message, naming.line, naming.start, naming.end)


@rule(
    "honorific",
    "advice",
    "People are named by first name and surname, with their role.",
    HOUSE,
)
def find_honorifics(reading: Reading) -> Iterator[Fault]:
    """Yield each title of courtesy before a name; before a full one it can be left out."""
    if not (words := [re.escape(one) for one in read_entries(reading, HONORIFICS, str)]):
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(words)})\.?\s+({PERSON}(?:\s+{PERSON})?)")
    proper = compile_words(read_entries(reading, "proper_names", str))
    for line in reading.lines:
        for found in pattern.finditer(line.readable):
            if proper.match(line.readable, found.start()):
                continue
            name = found[1]
            message = f"“{found[0]}” needs no title of courtesy: write first name and surname."
            full = name if len(name.split()) > 1 else None
            yield Fault(message, line, *found.span(), full)


def _list_members(reading: Reading) -> list[tuple[Naming, Member]]:
    """Return where the response names those whom it could be about."""
    family = reading.once(read_family)
    known = family.by_name()
    names = [name for member in family.members for name in member.names]
    coined = [member.name for member in family.members if "coined" in member.about]
    found: dict[tuple[int, int], Naming] = {}
    everywhere = [
        *list_namings(reading, read_forms(reading, ITSELF), names),
        *list_namings(reading, [NAME], coined),
        *_list_fields(reading, known),
    ]
    for naming in everywhere:
        found.setdefault((naming.line.number, naming.name_start), naming)
    return [(one, known[squash(one.name)]) for one in found.values() if squash(one.name) in known]


def _list_fields(reading: Reading, known: dict[str, Member]) -> Iterator[Naming]:
    """Yield each name that is the whole of an answer."""
    for line in reading.lines:
        start = 0
        for span in line.spans:
            end = start + len(span.text)
            words = span.text.strip()
            if (
                span.source
                and span.source.answer
                and words[:1].isupper()
                and squash(words) in known
            ):
                first = start + span.text.index(words)
                last = first + len(words)
                yield Naming(line, first, last, first, last)
            start = end


def _is_meant(reading: Reading, naming: Naming, meant: list[re.Pattern[str]]) -> bool:
    """Tell whether a sentence says that it names another on purpose, as “we visited them” does."""
    line = naming.line
    sentence = next(span for span in line.sentences if naming.start < span[1])
    others = [one for one, member in reading.once(_list_members) if not member.subject]
    text = line.readable
    for one in sorted(others, key=lambda other: other.start, reverse=True):
        if one.line is line and sentence[0] <= one.start < sentence[1]:
            text = f"{text[: one.start]}{BLOT}{text[one.end :]}"
    end = sentence[1] + len(text) - len(line.readable)
    words = LISTED.sub(BLOT, text[sentence[0] : end])
    return any(pattern.search(words) for pattern in meant)


def _find_belongings(reading: Reading, family: Family, key: str) -> Iterator[Fault]:
    ours = {squash(name) for one in family.subjects for name in one.belongings(key)}
    others = {
        squash(name): (name, one)
        for one in family.members
        for name in one.belongings(key)
        if squash(name) not in ours
    }
    names = [name for name, _ in others.values()]
    forms = read_forms(reading, key)
    taken = [naming for naming, _ in reading.once(_list_members)]
    for naming in list_namings(reading, forms, names):
        if squash(naming.name) in others:
            taken.append(naming)
            yield _blame(naming, others[squash(naming.name)][1], family)
    if NAME in forms:
        return
    alone: dict[tuple[int, str], list[Naming]] = {}
    for naming in list_namings(reading, [NAME], names):
        key = squash(naming.name)
        quoted = naming.line.is_quoted(naming.start, naming.end)
        if key not in others or key in family.by_name() or quoted or _is_part(naming):
            continue
        if not any(one.holds(naming) for one in taken):
            alone.setdefault((naming.line.number, others[key][1].name), []).append(naming)
    for namings in alone.values():
        first, last = namings[0], namings[-1]
        together = Naming(first.line, first.start, last.end, first.start, last.end)
        severity: Severity = "warning" if len(namings) > 1 else "advice"
        yield _blame(together, others[squash(first.name)][1], family, severity)


def _is_part(naming: Naming) -> bool:
    """Tell whether a name is part of a longer one."""
    text = naming.line.text
    return bool(
        BESIDE.search(text, 0, naming.start) or re.match(r"[\s-]+[A-Z]\w|-\w", text[naming.end :])
    )


def _blame(
    naming: Naming, member: Member, family: Family, severity: Severity | None = None
) -> Fault:
    words = naming.line.text[naming.start : naming.end]
    verb = "names" if squash(naming.name) in map(squash, member.names) else "belongs to"
    message = f"“{words}” {verb} {member.name}, but this response is about {family.title()}."
    return _fault(naming, message, severity)


def _fault(naming: Naming, message: str, severity: Severity | None = None) -> Fault:
    """Return a fault that also counts in the words of somebody whom this response quotes."""
    line, start, end = naming.line, naming.start, naming.end
    if line.span_at(start) is not line.span_at(end - 1):  # the name is what can be mended
        start, end = naming.name_start, naming.name_end
    speech = line.role == "speech"
    if speech:
        message = f"{message} {ASK}"
    return Fault(message, line, start, end, severity=severity, ours=speech)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
