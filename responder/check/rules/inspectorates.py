"""Rules on those who inspect, who are one or several: their verbs, pronouns and apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import msgspec

from responder.check.knowledge import compile_words, read_entries, read_record
from responder.check.prose import speaks_english
from responder.check.reading import Line, Reading
from responder.check.rules import Fault, rule
from responder.check.rules.terms import TERMS, Term, copy_case

INSPECTORATES, WORDS = "inspectorates", "inspectorate_words"  # the names in the house's data
GOES_BY = ("formal", "name", "title", "abbreviation")
HOUSE = "The house’s data, which tell who reports jointly"
SINGULARS = {"have": "has", "are": "is", "were": "was", "do": "does"}
ADVERB = r"\s+(?:(?:today|also|now|again|then|further|recently|rightly)\s+)?"
AND = re.compile(r",?\s+(?:and|&)\s+|,\s+|/", re.IGNORECASE)  # between names that go together
# Before a name: words after which it is no subject, or not the whole of one.
NO_SUBJECT = re.compile(
    r"(?:\b(?:and|or|nor|of|from|by|with|for|to|at|in|on|between|within|under|whom|do|does|did"
    r"|will|would|should|could|can|may|might|must)|&)\s+$",
    re.IGNORECASE,
)
END = r"(?![\w’'])(?:\s*\([^()]*\))?"  # of a name, which may have its initials behind it
OWN = r"\b(?:following|after|of|from|in|on|about|published|issued)\s+(?P<word>its|their)\s+"

CLAUSE = re.compile(r"\b(?:that|which|who|whose|whether|how|where|when|and\s+the)\b", re.IGNORECASE)


class Words(msgspec.Struct, forbid_unknown_fields=True):
    """The words for one inspectorate and for several, for what it makes and what it does.

    `verbs` are in the plural, as they stand after “they”; `does` are those that follow “They” also
    in other forms.
    """

    one: str = "inspectorate"
    several: str = "inspectorates"
    makes: list[str] = []
    does: list[str] = []
    verbs: list[str] = []


@dataclass(frozen=True)
class _Subject:
    """Where a line names those who inspect as somebody who does something, one or several."""

    line: Line
    start: int
    end: int
    several: bool


@rule(
    "inspectorate-verb",
    "warning",
    "One inspectorate has made its report; several have made theirs.",
    HOUSE,
)
def find_inspectorate_verbs(reading: Reading) -> Iterator[Fault]:
    """Yield each plural of one inspectorate and each singular of several: verbs and pronouns."""
    words = read_record(reading, WORDS, Words)
    makes = "|".join(map(re.escape, words.makes)) or "(?!)"
    own = re.compile(rf"{OWN}(?:[\w-]+\s+){{0,2}}(?:{makes})\b", re.IGNORECASE)
    singulars = SINGULARS | {verb: _inflect(verb) for verb in words.verbs}
    plurals = {one: several for several, one in singulars.items()}
    verbs = "|".join(map(re.escape, [*plurals, *singulars]))
    acting = re.compile(rf"{ADVERB}(?P<word>{verbs})\b", re.IGNORECASE)
    for subject in reading.once(_list_subjects):
        line = subject.line
        verb = acting.match(line.readable, subject.end)
        if not verb:
            continue
        last = next((end for start, end in line.sentences if start <= subject.start < end), 0)
        if clause := CLAUSE.search(line.readable, verb.end(), last):
            last = clause.start()
        wrong = {**plurals, "its": "their"} if subject.several else {**singulars, "their": "its"}
        for found in (verb, own.search(line.readable, verb.end(), last)):
            if found and (right := wrong.get(found["word"].casefold())):
                called = "several inspectorates" if subject.several else "one inspectorate"
                message = f"“{found['word']}” does not fit {called}. Write “{right}”."
                yield Fault(message, line, *found.span("word"), right)


def _inflect(verb: str) -> str:
    """Return a verb as it stands after “it”."""
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb) else f"{verb}s"


@rule(
    "inspectorate-pronoun",
    "warning",
    "A sentence that begins with “They” after one on the inspectorate speaks of somebody else.",
    HOUSE,
)
def find_inspectorate_pronouns(reading: Reading) -> Iterator[Fault]:
    """Yield each “They” and “Their” that go on about one inspectorate in the next sentence."""
    words = read_record(reading, WORDS, Words)
    does, makes = ("|".join(map(re.escape, one)) or "(?!)" for one in (words.does, words.makes))
    again = re.compile(
        rf"(?P<they>They)\s+(?:(?:have|also|further|then|again)\s+)*(?:{does})\b"
        rf"|(?P<their>Their)\s+(?:\w+\s+)?(?:{makes})\b"
    )
    for subject in reading.once(_list_subjects):
        for line, start, end in _list_following(reading, subject) if not subject.several else ():
            found = again.match(line.readable, start, end)
            if found and found["they"]:
                message = "“They” stands for one inspectorate. Write “It”, with verbs to match."
                yield Fault(message, line, *found.span("they"))
            elif found:
                message = "“Their” stands for one inspectorate. Write “Its”."
                yield Fault(message, line, *found.span("their"), "Its")


def _list_following(reading: Reading, subject: _Subject) -> Iterator[tuple[Line, int, int]]:
    """Yield the sentence after one that a subject opens, also where a new paragraph begins."""
    line = subject.line
    for (first, _), (start, end) in pairwise(line.sentences):
        if first == subject.start:
            yield line, start, end
    below = reading.lines[line.number + 1 : line.number + 2]
    for following in below if line.sentences[-1][0] == subject.start else ():
        if following.kind == line.kind == "paragraph" and following.entry == line.entry:
            yield following, *following.sentences[0]


@rule(
    "inspectorate-apostrophe",
    "warning",
    "The apostrophe stands before the s of one inspectorate, and behind that of several.",
    HOUSE,
)
def find_inspectorate_apostrophes(reading: Reading) -> Iterator[Fault]:
    """Yield each possessive of several inspectorates where there is one, and the reverse."""
    if not _list_entries(reading) or not speaks_english(reading):
        return
    words = read_record(reading, WORDS, Words)
    one, several = re.escape(words.one), re.escape(words.several)
    joint = _report_jointly(reading)
    terms = read_entries(reading, TERMS, Term)
    nouns = compile_words([word for term in terms for word in (term.one, term.several)]).pattern
    if joint:
        pattern = rf"(?<!\w)(?:{one}(?P<mark>[’'])s(?!\w)|{several}(?=\s+{nouns}))"
    else:
        pattern = rf"(?<!\w)(?<!other\s)(?:{several}(?P<mark>[’'])(?!\w)|{several}(?=\s+{nouns}))"
    expression = re.compile(pattern, re.IGNORECASE)
    for line in reading.lines:
        # In a sentence on a joint report, one of those who made it can be meant.
        for found in expression.finditer(line.readable) if not joint or line.level else ():
            mark = found["mark"] or "’"
            word = f"{words.several}{mark}" if joint else f"{words.one}{mark}s"
            right = copy_case(word, found[0])
            called = "several inspectorates" if joint else "one inspectorate"
            message = f"“{found[0]}” does not fit {called}. Write “{right}”."
            yield Fault(message, line, *found.span(), right)


def _list_subjects(reading: Reading) -> list[_Subject]:
    """Return where lines name inspectorates, those that go together as one."""
    entries = _list_entries(reading)
    if not entries or not speaks_english(reading):
        return []
    words = read_record(reading, WORDS, Words)
    eras = [one for one in reading.entries("sovereign") if isinstance(one, Mapping)]
    leads = ["the", *(str(one["pronoun"]) for one in eras if one.get("pronoun"))]
    single = _any_of(one for one in entries if "joint" not in one)
    joint = _any_of(one for one in entries if "joint" in one)
    name = re.compile(
        rf"(?<!\w)(?:(?:(?:{'|'.join(map(re.escape, leads))})\s+)?(?:{single}|(?P<joint>{joint}))"
        rf"|the\s+(?:{re.escape(words.one)}|(?P<several>{re.escape(words.several)}))){END}",
        re.IGNORECASE,
    )
    return [subject for line in reading.lines for subject in _find_subjects(line, name)]


def _find_subjects(line: Line, name: re.Pattern[str]) -> Iterator[_Subject]:
    names = list(name.finditer(line.readable))
    while names:
        first = last = names.pop(0)
        several = bool(first["joint"] or first["several"])
        while names and AND.fullmatch(line.readable, last.end(), names[0].start()):
            last, several = names.pop(0), True
        if not NO_SUBJECT.search(line.readable, 0, first.start()):
            yield _Subject(line, first.start(), last.end(), several)


def _any_of(entries: Iterable[Mapping[str, Any]]) -> str:
    """Return an expression for any name of some inspectorates, with either apostrophe."""
    names = {str(entry[key]) for entry in entries for key in GOES_BY if entry.get(key)}
    forms = (r"\s+".join(map(re.escape, name.split())) for name in sorted(names, key=len))
    either = "|".join(form.replace("’", "[’']") for form in reversed(list(forms)))
    return f"(?:{either or '(?!)'})"


def _list_entries(reading: Reading) -> list[Mapping[str, Any]]:
    return [one for one in reading.entries(INSPECTORATES) if isinstance(one, Mapping)]


def _report_jointly(reading: Reading) -> bool:
    """Tell whether several inspectorates report together, as answers say, or else the house."""
    answer = reading.answer_as("inspectorates")
    entries = _list_entries(reading)
    if answer is None or not answer.value:
        asked = any(reading.answers_as("inspectorates"))  # who made the report is still to be said
        named = asked and any(subject.several for subject in reading.once(_list_subjects))
        return named or "joint" in entries[0]
    names = answer.value if isinstance(answer.value, list) else [answer.value]
    chosen = [one for one in entries if one.get("id", one.get("name")) in names]
    return len(names) > 1 or any("joint" in one for one in chosen)
