"""Rules on counts: what a response says that it lists, against what it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from responder.answers import Answer
from responder.check.figures import ANY, NUMBER, value_of
from responder.check.items import answers_of, list_before, list_entries, split_lead_in
from responder.check.knowledge import compile_words, read_entries, read_patterns
from responder.check.reading import Line, Reading
from responder.check.rules import Fault, rule

COUNTED, AHEAD, STANCES = "counted", "pointing_ahead", "stance_phrases"  # in the house's data
ITEMS, HEADINGS = "items", "headings"  # what can be counted besides the lists of answers
FEW = 3  # lines at most between the heading of the items and the first of them
REACH = 60  # characters at most between what is counted and the words that point ahead

# Words that do more than describe what is counted.
BREAKS = (
    *("a", "an", "the", "that", "these", "they", "those", "which", "who", "whose", "and", "or"),
    *("as", "at", "by", "for", "from", "in", "into", "of", "on", "than", "to", "under", "with"),
    *("are", "be", "had", "has", "have", "is", "was", "were"),
    *("additional", "earlier", "further", "more", "other", "others", "out", "previous", "such"),
)
BETWEEN = rf"(?:\s+(?!(?:{'|'.join(BREAKS)})\b|{NUMBER})[^\W\d_][\w’'-]*){{0,3}}?"
# Before a number: words that leave open how many there are in all.
VAGUE = re.compile(
    r"\b(?:more than|fewer than|less than|at least|at most|up to|about|over|nearly|almost"
    r"|first|last|next|other|another|further|remaining|one of|some of|phase|section|paragraph"
    r"|chapter|question|stage)(?: (?:the|these|those|our))?\s*$",
    re.IGNORECASE,
)
WHOLE = re.compile(r"\b(?:of|all)(?:\s+(?:the|these|those))?\s*$", re.IGNORECASE)
# Behind a whole: words that make it less than the whole.
NARROWED = re.compile(
    r"\s+(?:that|which|who|where|for|assessed|judged|rated|found|still|not|achieved|restated)\b",
    re.IGNORECASE,
)
PART = re.compile(
    r"[\s,;(]*(?:of\s+(?:which|these|them),?\s+(?P<after>[\w-]+)"
    r"|(?P<before>[\w-]+)\s+of\s+(?:which|these|them)\b)",
    re.IGNORECASE,
)


class Counted(msgspec.Struct, forbid_unknown_fields=True):
    """The words for one and for several of what a response lists.

    `counts` names the items, their headings, or a list of answers. Words of `near` in the same
    sentence tell that it speaks of these; without one of them it does not.
    """

    one: str
    several: str
    counts: str
    near: list[str] = []


@dataclass
class _Noun:
    """A word for what is counted, and how many there are, if that is known.

    Nouns of the same `key` count the same things together.
    """

    about: Counted
    total: int | None
    key: str

    def is_near(self, sentence: str) -> bool:
        """Tell whether a sentence has words that tell that it speaks of this."""
        return any(word.casefold() in sentence.casefold() for word in self.about.near)


@dataclass
class _Claim:
    """A number that a sentence gives, where it stands, and what it counts."""

    noun: _Noun
    value: int
    start: int
    end: int
    whole: bool = False


@rule(
    "wrong-count",
    "error",
    "A reader who is told of four and finds three will ask which one was held back.",
    "What the response itself prints",
)
def find_wrong_counts(reading: Reading) -> Iterator[Fault]:
    """Yield each count before the items that differs from what is printed."""
    before = list_before(reading)
    nouns = list(_list_nouns(reading)) if before else []
    if not nouns:
        return
    heading, between = split_lead_in(before)
    last = [line for line in before[-1:] if line.text.rstrip().endswith(":")]
    lead_in = between if heading and len(between) <= FEW else last
    ahead = read_patterns(reading, AHEAD)
    counter = _Counter(nouns, ahead, read_patterns(reading, STANCES))
    known = [one for one in reading.composition.answers.values() if one.question.type == "number"]
    given = {int(one.value) for one in known if one.state in ("given", "default")}
    for line in before:
        if line.kind == "title" or line.role in ("quoted", "speech"):
            continue
        for start, end in line.sentences:
            claims = counter.list_claims(line.readable[start:end], line in lead_in)
            # A number that is an answer of its own may be that of the whole report.
            yield from _compare(line, start, [one for one in claims if one.value not in given])


def _compare(line: Line, start: int, claims: list[_Claim]) -> Iterator[Fault]:
    """Yield a fault for each thing that a sentence counts, unless some number there fits it."""
    claimed = {claim.value for claim in claims}
    numbers = [value_of(found[0]) for found in ANY.finditer(line.readable)]
    others = [number for number in numbers if number not in claimed]
    for key in dict.fromkeys(claim.noun.key for claim in claims):
        same = [claim for claim in claims if claim.noun.key == key]
        total = same[0].noun.total
        values = [claim.value for claim in same]
        fitting = {sum(values), *values}
        if others and not same[0].whole:
            fitting |= {sum(others), *others}
        if total is None or total in fitting:
            continue
        first = start + min(claim.start for claim in same)
        last = start + max(claim.end for claim in same)
        listed = f"{total or 'none'} {'are' if total > 1 else 'is'} listed"
        message = f"“{line.text[first:last]}” does not fit, since {listed}. Correct one of the two."
        yield Fault(message, line, first, last)


@dataclass
class _Counter:
    """Finds what sentences say of how many things a response lists."""

    nouns: list[_Noun]
    ahead: list[re.Pattern[str]]
    stances: list[re.Pattern[str]]

    def __post_init__(self) -> None:
        forms = [word for noun in self.nouns for word in (noun.about.one, noun.about.several)]
        self.word = compile_words(forms)
        counted = rf"(?P<number>{NUMBER}){BETWEEN}\s+(?P<noun>{self.word.pattern})"
        self.pattern = re.compile(counted, re.IGNORECASE)

    def list_claims(self, sentence: str, leads_in: bool) -> Iterator[_Claim]:
        """Yield each number that says how many there are in all."""
        if not self.word.search(sentence):
            return
        near = [noun for noun in self.nouns if noun.is_near(sentence)]
        meant = near or [noun for noun in self.nouns if not noun.about.near]
        for found in self.pattern.finditer(sentence):
            for noun in meant:
                if claim := self._weigh(noun, found, sentence, leads_in):
                    yield claim

    def _weigh(
        self, noun: _Noun, found: re.Match[str], sentence: str, leads_in: bool
    ) -> _Claim | None:
        """Return what a number claims, or None where it may count something else."""
        before, after = sentence[: found.start()], sentence[found.end() :]
        value, start, end = value_of(found["number"]), found.start(), found.end()
        word = noun.about.one if value == 1 else noun.about.several
        if found["noun"].casefold() != word.casefold() or VAGUE.search(before):
            return None
        if WHOLE.search(before):
            accepted = _finds(self.stances, sentence)
            sure = (noun.about.near or accepted) and not NARROWED.match(after)
            return _Claim(noun, value, start, end, whole=True) if sure else None
        if noun.about.near or not (leads_in or _finds(self.ahead, after[:REACH])):
            return None
        if part := PART.match(after):
            name = "after" if part["after"] else "before"
            if ANY.fullmatch(part[name]):
                value = value_of(part[name])
                start, end = found.end() + part.start(name), found.end() + part.end(name)
        return _Claim(noun, value, start, end)


def _finds(patterns: list[re.Pattern[str]], text: str) -> bool:
    return any(pattern.search(text) for pattern in patterns)


def _list_nouns(reading: Reading) -> Iterator[_Noun]:
    entries = [answers_of(entry) for entry in list_entries(reading)]
    known = read_entries(reading, COUNTED, Counted)
    called = [about for about in known if about.counts == ITEMS]
    mixed = any(_is_called(entry, about) for entry in entries for about in called)
    for about in known:
        key = f"{about.counts}, {about.one}" if mixed or about.near else about.counts
        if about.counts == ITEMS:
            own = [entry for entry in entries if not mixed or _is_called(entry, about)]
            yield _Noun(about, len(own), key)
        elif about.counts == HEADINGS:
            yield _Noun(about, _count_headings(reading), key)
        else:
            yield _Noun(about, _count_list(reading, about.counts), key)


def _is_called(entry: Mapping[str, Answer], about: Counted) -> bool:
    """Tell whether an answer says that an item goes by this word, where some go by another."""
    choices = (answer for answer in entry.values() if answer.question.type == "choice")
    given = (answer.value for answer in choices if answer.state in ("given", "default"))
    return any(value in (about.one, about.several) for value in given)


def _count_headings(reading: Reading) -> int:
    """Return how many headings of the uppermost level stand above items."""
    above = [line for line in reading.lines if line.kind == "heading" and line.entry is not None]
    return sum(line.level == min(one.level for one in above) for line in above)


def _count_list(reading: Reading, name: str) -> int | None:
    answer = reading.composition.answers.get(name)
    if answer is None or answer.question.type != "list" or answer.state != "given":
        return None
    return len(answer.value)
