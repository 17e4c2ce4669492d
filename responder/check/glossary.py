"""The abbreviations of a response: what each stands for, where it is explained, where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from responder.answers import walk
from responder.check.full_forms import (
    WHOLE_WORD,
    WORD,
    find_opening,
    form_pattern,
    match_initials,
    match_letters,
    match_whole,
    squash,
)
from responder.check.items import is_label
from responder.check.knowledge import read_record
from responder.check.reading import BLOT, Line, Reading
from responder.errors import Severity

ABBREVIATIONS = "abbreviations"  # the name in the house's data
BODIES = ("inspectorates", "responders")  # the lists of the house's data that name such

WEB = re.compile(r"\S*(?:://|www\.|@)\S*")
STRANGE = r"[A-Z](?:&?[A-Z]){2,6}"  # three to seven capitals
SHOUTED = re.compile(r"(?:[A-Z][A-Z&]+[\s,/-]+){2,}[A-Z][A-Z&]+")
ROMAN = re.compile("(?=.)(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
IN_BRACKETS = re.compile(
    r"[(\[]\s*(?:the\s+|or\s+)?[“‘\"']?([A-Z][A-Za-z&]*[A-Z&][A-Z]*)s?[”’\"']?\s*[)\]]"
)
# What can stand between a full form and its abbreviation, and behind an abbreviation.
LINK = re.compile(
    r"(?:\s*[(\[]\s*|,?\s+(?:or|known\s+as|called)\s+)(?:(?:the|an?|or|hereafter)\s+)?[“‘\"']?$"
)
BRACKET_END = re.compile(r"[”’\"']?\s*[)\]]")
MEANING = re.compile(r"\s*[(\[]\s*(?:the\s+)?([^()\[\]]{3,120}?)\s*[)\]]")
MOST_WORDS = 12  # before a bracket that can be what it abbreviates


class Entry(msgspec.Struct, frozen=True):
    """What the house says of an abbreviation.

    `also` are other full forms that are right, `wrong` are those that are met and wrong, at which
    `severity` is aimed, and `informal` are names that people use instead.
    """

    expansion: str = ""
    plural: str = ""
    also: list[str] = []
    wrong: list[str] = []
    informal: list[str] = []
    severity: Severity = "error"
    sovereign: str = ""
    well_known: Literal["yes", ""] = ""


UNKNOWN = Entry()


@dataclass(frozen=True)
class Term:
    """An abbreviation and its full forms, the one to write first.

    `body` tells that it names the organisation itself or one that it deals with in its responses.
    """

    name: str
    forms: tuple[str, ...] = ()
    entry: Entry = UNKNOWN
    body: bool = False

    @property
    def shown(self) -> str:
        """Return the full form as a message shows it, also where the sovereign’s pronoun lacks."""
        after = f"HM {self.forms[0].partition(' ')[2]}"
        return after if self.entry.sovereign and after in self.forms else self.forms[0]

    def write(self, plural: bool = False) -> str:
        """Return the full form to write."""
        full = self.forms[0]
        return (
            (self.entry.plural or (full if full.endswith("s") else f"{full}s")) if plural else full
        )


@dataclass(frozen=True)
class Mention:
    """A place where an abbreviation stands; `explained` is the extent of its explanation there.

    `written` tells that it is no choice from a list and no word of a layout, but was written.
    """

    term: Term
    line: Line
    start: int
    end: int
    explained: tuple[int, int] | None = None
    written: bool = True

    @property
    def quoted(self) -> bool:
        """Tell whether it stands in somebody else's words."""
        return self.line.is_quoted(self.start, self.end)

    @property
    def mendable(self) -> bool:
        """Tell whether it was written into running text, where it can well be explained."""
        return self.written and self.line.kind != "heading" and not is_label(self.line)


@dataclass(frozen=True)
class Misnomer:
    """Words that an abbreviation stands for in the text, but not in the house's list."""

    term: Term
    line: Line
    start: int
    end: int
    words: str


@dataclass
class Glossary:
    """All abbreviations of a response, each with its mentions in the order of reading."""

    terms: dict[str, Term]
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    strange: dict[str, Mention] = field(default_factory=dict)  # the first mention of each
    misnomers: list[Misnomer] = field(default_factory=list)

    def find_in_full(self, term: Term, line: Line) -> Iterator[tuple[int, int]]:
        """Yield where a full form stands in a line and is not part of a longer one."""
        own = {squash(form) for form in term.forms}
        if not any(one in squash(line.readable) for one in own):
            return
        longer = [
            form
            for other in self.terms.values()
            for form in other.forms
            if any(one in squash(form) and one != squash(form) for one in own)
        ]
        pattern = "|".join(form_pattern(form) for form in (*longer, *term.forms))
        for found in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", line.readable, re.IGNORECASE):
            if squash(found[0]) in own:
                yield found.span()


def read_entries(reading: Reading) -> Mapping[str, Entry]:
    """Return what the house says of abbreviations, or raise DataError where it is malformed."""
    return read_record(reading, ABBREVIATIONS, dict[str, Entry])


def read_glossary(reading: Reading) -> Glossary:
    """Return all abbreviations of a response but those of its title, which cannot explain any."""
    return _Reader(reading).read()


class _Reader:
    """Gathers the abbreviations of a response."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.lines = [
            (line, WEB.sub(lambda found: BLOT * len(found[0]), line.readable))
            for line in reading.lines
            if line.kind != "title"
        ]
        self.chosen = {
            answer.path
            for answer in walk(reading.composition.answers)
            if answer.question.type in ("choice", "choices")
        }
        self.glossary = Glossary({term.name: term for term in _list_terms(reading)})

    def read(self) -> Glossary:
        known = self.glossary.terms
        for _, text in self.lines:
            for name, form in _find_own_definitions(text, known):
                known[name] = Term(name, (form,))
        names = "|".join(map(re.escape, sorted(known, key=len, reverse=True))) or "(?!)"
        pattern = re.compile(
            rf"(?<![\w&])(?:(?P<known>{names})|(?<!\w\.)(?P<strange>{STRANGE})(?!\.\w|-\d))"
            r"(?:s['’]|['’]?s)?(?![\w&])"
        )
        for line, text in self.lines:
            shouted = [found.span() for found in SHOUTED.finditer(text)]
            for found in pattern.finditer(text):
                if found["known"]:
                    self._add(known[found["known"]], line, text, found)
                elif not text.isupper() and not any(
                    start <= found.start() < end for start, end in shouted
                ):
                    name = found["strange"]
                    mention = Mention(Term(name), line, *found.span("strange"))
                    self.glossary.strange.setdefault(name, mention)
        self._drop_words()
        return self.glossary

    def _add(self, term: Term, line: Line, text: str, found: re.Match[str]) -> None:
        start, end = found.span()
        explained = _find_explanation(term, text, start, end)
        meant = None if explained else _find_other_meaning(term, text, start, end)
        if meant and term.forms:
            explained = meant[:2]
            self.glossary.misnomers.append(Misnomer(term, line, *meant))
        source = line.span_at(start).source
        written = (
            source is not None
            and bool(source.answer or source.citation)
            and source.path not in self.chosen
        )
        mention = Mention(term, line, start, end, explained, written)
        self.glossary.mentions.setdefault(term.name, []).append(mention)

    def _drop_words(self) -> None:
        """Leave out words in capitals that are no abbreviations, or that the house itself uses."""
        if not self.glossary.strange:
            return
        words = {word for _, text in self.lines for word in WORD.findall(text) if word.islower()}
        words.update(self.reading.house.common_words())
        used = set(re.findall(rf"\b{STRANGE}\b", " ".join(_texts(self.reading.house.data))))
        for name in list(self.glossary.strange):
            if name in used or name.lower() in words or ROMAN.fullmatch(name):
                del self.glossary.strange[name]


def _list_terms(reading: Reading) -> Iterator[Term]:
    bodies = [
        reading.mapping("organisation"),
        *(one for key in BODIES for one in reading.entries(key)),
    ]
    named: dict[str, list[str]] = {}
    for body in bodies:
        if isinstance(body, Mapping) and isinstance(name := body.get("abbreviation"), str):
            forms = [str(body.get(key, "")) for key in ("formal", "name", "title")]
            named[name] = [form.removeprefix("the ") for form in forms]
    entries = read_entries(reading)
    for name, entry in entries.items():
        forms = [entry.expansion, *entry.also, *named.get(name, ())]
        if entry.sovereign:
            forms.append(f"HM {entry.expansion.partition(' ')[2]}")
        yield Term(name, _distinct(forms), entry, name in named)
    ours = reading.mapping("organisation").get("abbreviation")
    for name, forms in named.items():
        if name not in entries:
            entry = Entry(well_known="yes") if name == ours else UNKNOWN
            yield Term(name, _distinct(forms), entry, body=True)


def _distinct(forms: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in forms if squash(form)))


def _find_own_definitions(text: str, known: Mapping[str, Term]) -> Iterator[tuple[str, str]]:
    """Yield the abbreviations that a text explains and the house does not know, with full forms."""
    for found in IN_BRACKETS.finditer(text):
        before = text[: found.start()]
        words = list(WHOLE_WORD.finditer(before))[-MOST_WORDS:]
        spoken = [word[0] for word in words]
        name = found[1]
        apart = sum(word.start() < before.rfind(")") for word in words)  # by another bracket
        if name not in known and (
            first := match_initials(spoken, name) or match_letters(spoken[apart:], name)
        ):
            yield name, before[words[-first].start() :].strip()
    for found in re.finditer(rf"(?<![\w&])({STRANGE})(?:{MEANING.pattern})", text):
        if found[1] not in known and match_whole(WHOLE_WORD.findall(found[2]), found[1]):
            yield found[1], found[2]


def _find_explanation(term: Term, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the extent of the words that explain an abbreviation where it stands, if any do."""
    if link := LINK.search(text, 0, start):
        words = list(WORD.finditer(text, 0, link.start()))[-MOST_WORDS:]
        closing = BRACKET_END.match(text, end)
        for form in term.forms:
            if (opening := find_opening(words, form)) is not None:
                return opening, closing.end() if closing else end
    if meaning := MEANING.match(text, end):
        words = list(WORD.finditer(text, *meaning.span(1)))
        if any(find_opening(words, form) is not None for form in term.forms):
            return start, meaning.end()
    return None


def _find_other_meaning(term: Term, text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """Return words beside an abbreviation that have its initials, and their common extent."""
    link, closing = LINK.search(text, 0, start), BRACKET_END.match(text, end)
    if link and closing:
        words = list(WHOLE_WORD.finditer(text, 0, link.start()))[-MOST_WORDS:]
        if count := match_initials([word[0] for word in words], term.name):
            first = words[-count].start()
            return first, closing.end(), text[first : link.start()].strip()
    meaning = MEANING.match(text, end)
    if meaning and match_whole(WHOLE_WORD.findall(meaning[1]), term.name):
        return start, meaning.end(), meaning[1]
    return None


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, Mapping):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)
    else:
        yield str(data)
