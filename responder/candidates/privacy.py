"""What no snippet may hold: names of people, and words that somebody is quoted with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from responder.boilerplate.likeness import read_words
from responder.check.knowledge import compile_words
from responder.check.prose import list_quotations
from responder.check.rules.names import PERSON
from responder.check.rules.speakers import CAPITAL, NO_NAMES, PARTICLE, VERB
from responder.check.rules.spelling import Dictionary
from responder.check.words import SMALL, fold
from responder.errors import quote
from responder.house import House

SPEECH = 4  # words between quotation marks that are more than the name of something
SHARED = 12  # words in a row that are taken from what somebody said
LONGEST = 6  # words of a value of the house's data that names something
WORD = re.compile(r"[^\W\d_][\w’'-]*")
NAME_WORD = rf"(?:{CAPITAL}[\w’'-]+|{CAPITAL}\.)"
RUN = re.compile(rf"\b{NAME_WORD}(?:[^\S\n]+(?:{PARTICLE}\s+)*{NAME_WORD})*")
INITIALS = re.compile(rf"\b{CAPITAL}\.\s?(?:{CAPITAL}\.\s?){{0,5}}{CAPITAL}[a-zß-ÿ][\w’'-]+")
# Titles that a house need not list, since nothing but a name follows them; and those behind which a
# name of an office can stand.
TITLES, OFFICES = ("Dame", "Dr", "Prof", "Professor", "Sir"), ("Lady", "Lord")
SAID = re.compile(rf"\W*{VERB}")
MAILBOX = re.compile(r"(?<![\w.-])[\w-]{1,64}\.[\w.-]{1,64}@[\w.-]+")
SIGNS_OPEN, SIGNS_CLOSE = re.compile(r"“|(?<!\S)[\"‘]\w"), re.compile(r"”|[\w.,!?][\"](?!\w)")
STRAIGHT = re.compile(r"(?<!\w)'[^'\n]*(?:\w'\w[^'\n]*)*'(?!\w)")
# First names that are also words, so that the dictionary does not tell them apart.
WORDS_AND_NAMES = """
    abigail amber amir angel anna basil ben benjamin bill bob bobby carl carol charlie
    charlotte chester chuck clement cliff daisy dale dawn dean dolly don drew earl faith fay
    fern flora frank gay gemma gene gilbert ginger glen grace graham grant guy harper harry
    hazel heath heather hector henry holly hope iris ivy jack jade jane jasmine jasper jean
    jill john josh joy kelly kelvin ken kit lance lee lily logan louis maria marina mark martin
    mason mavis maya melody mercy mick mike miles molly myrtle nancy nick olive pat pearl penny
    perry peter phoebe piers poppy prudence raj ray rob robin rod roger roman rose rosemary
    rowan ruby ruth sally sandy serena sheila sherry sienna sue ted teddy terry timothy tom
    tony verity veronica victor victoria viola violet wade warren will willow
"""
FIRST_NAMES = frozenset(WORDS_AND_NAMES.split())


@dataclass
class Privacy:
    """What tells a house's people, and those of a response, from all else with a capital."""

    people: Sequence[str]
    speeches: Sequence[str] = ()
    courtesies: Sequence[str] = ()
    offices: Sequence[str] = ()
    proper: Sequence[str] = ()
    known: frozenset[str] = frozenset()
    dictionary: Dictionary = field(default_factory=Dictionary, repr=False)

    def __post_init__(self) -> None:
        """Make the expressions ready."""
        surnames = [words[-1] for one in self.people if len(words := one.split()) > 1]
        self._people = compile_words(list(self.people))
        self._surnames = compile_words([one for one in surnames if len(one) > 2], case=True)
        courtesy = "|".join(map(re.escape, [*self.courtesies, *TITLES]))
        self._courtesy = re.compile(rf"(?<!\w)(?:{courtesy})\.?\s+{PERSON}(?:\s+{PERSON})?")
        self._title = re.compile(rf"(?<!\w)(?:{'|'.join(OFFICES)})\s+({PERSON})")
        self._proper = compile_words(list(self.proper))
        self._office = compile_words(list(self.offices), case=True)
        self._spoken = {run for one in self.speeches for run in _list_runs(one)}

    def find_person(self, text: str) -> str:
        """Return the first words of a text that name a person, or may; empty if none do."""
        return next(self._list_people(text), "")

    def _list_people(self, text: str) -> Iterator[str]:
        for pattern in (self._people, MAILBOX, INITIALS):
            yield from (found[0] for found in pattern.finditer(text))
        for found in self._courtesy.finditer(text):
            if not self._proper.match(text, found.start()):
                yield found[0]
        for found in self._title.finditer(text):
            if not self._has(found[1]):
                yield found[0]
        for found in self._surnames.finditer(text):
            if not self._opens(text, found.start()) or not self._has(found[0]):
                yield found[0]
        for found in RUN.finditer(text):
            yield from self._find_name(text, found)

    def _find_name(self, text: str, run: re.Match[str]) -> Iterator[str]:
        """Yield the words of a run of capitals that are a name, if they are one."""
        start, beside = run.start(), False
        for office in self._office.finditer(text, run.start(), run.end()):
            start, beside = office.end(), True
        words = [word[0] for word in WORD.finditer(text, start, run.end())]
        while words and not beside and self._is_small(words[0]):
            words.pop(0)
        if not beside and len(words) > 2 and self._opens(text, start) and self._is_word(words[0]):
            words.pop(0)
        while len(words) > 1 and words[-1].isupper() and len(words[-1]) <= len("OBE"):
            words.pop()
        says = SAID.match(text, run.end())
        told = beside or says or self._office.match(text, _skip(text, run.end()))
        if len(words) == 1:
            # Names of places have a capital as well, but nobody says that they said anything.
            if not self._has(words[0]) and (says or beside):
                yield words[0]
            return
        for number, word in enumerate(words[:-1]):
            rest = words[number + 1 :]
            # “Snaresbrook Crown Court” begins with a strange word too, and goes on with others.
            place = len(rest) > 1 and all(map(self._is_word, rest))
            begins = not self._is_word(word) and not place
            body = fold(rest[0]) in self.known and self.dictionary.has(rest[0].casefold())
            if (begins and (told or not body)) or (told and len(words) <= 3 and not body):
                yield " ".join([word, *rest])
                return

    def _has(self, word: str) -> bool:
        """Tell whether a word with a capital is no more than a word, or a name the house knows."""
        plain = re.sub(r"[’']s?$", "", word).casefold()
        return (
            fold(word) in self.known
            or all(self._is_english(part) for part in re.split(r"[-’']", plain) if part)
            or (word.isupper() and len(word) < 3)
        )

    def _is_english(self, word: str) -> bool:
        return self.dictionary.has(word) or self.dictionary.is_made_of_words(word)

    def _is_word(self, word: str) -> bool:
        return self._has(word) and word.casefold() not in FIRST_NAMES

    def _is_small(self, word: str) -> bool:
        return word in NO_NAMES.split("|") or word.casefold() in (*SMALL, "following", "since")

    @staticmethod
    def _opens(text: str, start: int) -> bool:
        return not text[:start].strip() or text[:start].rstrip()[-1] in '.!?:“"‘'

    def find_reasons(self, paragraphs: Sequence[str]) -> list[str]:
        """Return for each paragraph of a text why no snippet may hold it, or nothing."""
        quoted = _list_quoted(paragraphs)
        return [self._find_reason(one, number in quoted) for number, one in enumerate(paragraphs)]

    def _find_reason(self, text: str, quoted: bool) -> str:
        if person := self.find_person(text):
            return f"It may name a person: {quote(person)}."
        if quoted:
            return "It belongs to a quotation of several paragraphs."
        if words := self.find_quotation(text):
            return f"It holds a quotation: {quote(words)}."
        return ""

    def find_quotation(self, text: str) -> str:
        """Return the first words of a text that somebody is quoted with; empty if none are."""
        if text.lstrip().startswith(">"):
            return text.strip("> \n")
        marked = [*list_quotations(text), *(one.span() for one in STRAIGHT.finditer(text))]
        told = re.search(VERB, text)
        for start, end in marked:
            words = WORD.findall(text, start, end)
            if len(words) >= SPEECH or (words and told):
                return text[start + 1 : end - 1]
        runs = set(_list_runs(text))
        shared = next((run for run in runs if run in self._spoken), ())
        return " ".join(shared)


def read_privacy(
    house: House, speakers: Iterable[str] = (), speeches: Iterable[str] = ()
) -> Privacy:
    """Return what a house knows of people, with those who speak in a response and what they say."""
    data = house.data
    published = [one.get("words") for one in _records(data.get("published_quotations"))]
    offices = [*_texts(data.get("leaders")), *_texts(data.get("owners"))]
    apart = ("people", "published_quotations", "honorifics")
    named = [text for key, value in data.items() if key not in apart for text in _texts(value)]
    return Privacy(
        people=[one for one in (*house.people(), *speakers) if WORD.search(one)],
        speeches=[*speeches, *(one for one in published if isinstance(one, str))],
        courtesies=list(_texts(data.get("honorifics"))),
        offices=[one for one in offices if any(word[0].isupper() for word in one.split())],
        proper=list(_texts(data.get("proper_names"))),
        known=frozenset(
            fold(part)
            for text in named
            if len(text.split()) <= LONGEST and not re.search(r"[\\^$*+?{}|\[\]]", text)
            for word in WORD.findall(text)
            for part in (word, *word.split("-"))
            if part[:1].isupper()
        ),
    )


def _list_quoted(paragraphs: Sequence[str]) -> set[int]:
    """Return the numbers of the paragraphs of quotations that more than one of them hold."""
    quoted: set[int] = set()
    begun: int | None = None
    for number, text in enumerate(paragraphs):
        spans = list_quotations(text)
        starts = [*(start for start, _ in spans), len(text)]
        ends = [0, *(end for _, end in spans)]
        rest = " ".join(text[end:start] for end, start in zip(ends, starts, strict=True))
        goes_on = begun is not None and text.lstrip()[:1] in ("“", '"', "‘")
        if SIGNS_CLOSE.search(rest) or (goes_on and not SIGNS_OPEN.search(rest)):
            quoted.update(range(number if begun is None else begun, number + 1))
            begun = None
        if SIGNS_OPEN.search(rest):
            quoted.add(number)
            begun = number if begun is None else begun
    return quoted


def _list_runs(text: str) -> list[tuple[str, ...]]:
    words = read_words(text)
    return list(zip(*(words[start:] for start in range(SHARED)), strict=False))


def _skip(text: str, start: int) -> int:
    """Return where the next word begins, behind a comma and an article."""
    found = re.compile(r",?\s+(?:(?:the|our|its)\s+)?").match(text, start)
    return found.end() if found else start


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _records(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
