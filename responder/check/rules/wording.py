"""Rules on single words and phrases: forms that the house prefers, slips, and length."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from responder.check.knowledge import compile_words, read_entries, read_record
from responder.check.prose import is_standing, is_within, list_quotations
from responder.check.reading import Line, Reading
from responder.check.rules import Fault, rule
from responder.check.style import STYLE, Style
from responder.errors import Severity

DOUBLED = re.compile(r"\b(?!(?:had|that)\b)([^\W\d_]+)\s+(\1)\b", re.IGNORECASE)
NAME_GOES_ON = re.compile(r"\s+(?:(?:and|of|for)\s+)?[A-Z][a-z]")
# “progress” is a verb behind these words, and behind “to” if something is progressed.
MODAL = re.compile(
    r"\b(?:will|must|should|can|could|may|might|would|we|they|not)\s+$", re.IGNORECASE
)
TO = re.compile(r"\bto\s+$", re.IGNORECASE)
OBJECT = re.compile(r"\s+(?:the|a|an|this|these|those|our|its|their|all|any|each|every|it|them)\b")
FIRST_LETTER = re.compile(r"(?<![\w’'])[a-z]")
COUNTED = re.compile(r"\S+")
LETTER = re.compile(r"\w")
MUCH, TWICE = 1.5, 2  # times the length that the house wants


class Preferred(msgspec.Struct, forbid_unknown_fields=True):
    """A form that the house prefers, or several to choose from, and the wrong ones."""

    prefer: str | list[str]
    wrong: list[str]
    severity: Severity = "warning"
    match_case: bool = False


class Avoided(msgspec.Struct, forbid_unknown_fields=True):
    """A word to avoid with its forms, what to say instead, and where it is no fault.

    That is in a sentence with any of the words of `unless`.
    """

    word: str
    instead: str
    forms: list[str] = []
    unless: list[str] = []
    verb_only: bool = False


@rule(
    "doubled-word",
    "warning",
    "A word that stands twice in a row is nearly always a slip of the keyboard.",
    "Good practice",
    refers_back=True,
)
def find_doubled_words(reading: Reading) -> Iterator[Fault]:
    """Yield each word that is followed by itself."""
    for line in reading.lines:
        for found in DOUBLED.finditer(line.readable):
            message = f"“{found[0]}” says the same word twice."
            yield Fault(message, line, found.start(), found.end(), found[1])


@rule(
    "preferred-form",
    "warning",
    "The house writes some words in one form only, so that every response reads alike.",
    "The house’s data",
    refers_back=True,
)
def find_wrong_forms(reading: Reading) -> Iterator[Fault]:
    """Yield each form for which the house prefers another."""
    forms = [
        (one, compile_words(one.wrong, case=one.match_case), _show(one.prefer))
        for one in read_entries(reading, "preferred_forms", Preferred)
    ]
    for line in reading.lines:
        for one, pattern, prefer in forms:
            for found in pattern.finditer(line.readable):
                if one.match_case and NAME_GOES_ON.match(line.text, found.end()):
                    continue  # a part of a longer name
                words = _adapt(one.prefer, line, found) if isinstance(one.prefer, str) else None
                if words == found[0]:
                    continue  # the capital is that of a sentence
                message = f"“{found[0]}”: write {prefer}."
                yield Fault(message, line, *found.span(), words, severity=one.severity)


@rule(
    "word-to-avoid",
    "advice",
    "Plain words say what is done; these are read by many and understood by few.",
    "GOV.UK style guide",
)
def find_words_to_avoid(reading: Reading) -> Iterator[Fault]:
    """Yield each word to avoid where it first stands, and say how often it does."""
    avoided = read_entries(reading, "words_to_avoid", Avoided)
    by_form = {form.casefold(): one for one in avoided for form in (one.word, *one.forms)}
    pattern = compile_words(list(by_form))
    names = compile_words([str(name) for name in reading.entries("proper_names")])
    beside = {one.word: compile_words(one.unless) for one in avoided}
    met: dict[str, list[tuple[Line, re.Match[str]]]] = {}
    for line in reading.lines:
        apart = [found.span() for found in names.finditer(line.readable)]
        apart += list_quotations(line.readable)
        for found in pattern.finditer(line.readable):
            one = by_form[" ".join(found[0].casefold().split())]
            if is_within(apart, *found.span()) or line.is_quoted(*found.span()):
                continue
            noun = one.verb_only and found[0].casefold() == one.word and not _is_verb(found)
            start, end = next(span for span in line.sentences if span[1] >= found.end())
            excused = noun or beside[one.word].search(line.readable, start, end)
            if not excused and not is_standing(reading, line, *found.span()):
                met.setdefault(one.word, []).append((line, found))
    for one in avoided:
        if places := met.get(one.word):
            line, found = places[0]
            times = f" It stands here {len(places)} times." if len(places) > 1 else ""
            message = f"“{found[0]}” can be said more plainly: {one.instead}.{times}"
            yield Fault(message, line, *found.span())


@rule(
    "long-sentence",
    "advice",
    "A long sentence has to be read twice.",
    "GOV.UK style guide",
)
def find_long_sentences(reading: Reading) -> Iterator[Fault]:
    """Yield sentences of more words than the house wants; it warns of twice as many.

    Those that are only a little too long are told of together, at the longest of them.
    """
    longest = read_record(reading, STYLE, Style).longest_sentence
    little: list[tuple[int, Line, int, int]] = []
    for words, line, start, end in _list_long_sentences(reading, longest) if longest else ():
        if words < MUCH * longest:
            little.append((words, line, start, end))
            continue
        severity: Severity = "warning" if words >= TWICE * longest else "advice"
        yield Fault(_say_long(words), line, start, end, severity=severity)
    if little:
        words, line, start, end = max(little, key=lambda one: one[0])
        more = len(little) - 1
        others = f" {more} more {'has' if more == 1 else 'have'} over {longest}." if more else ""
        yield Fault(f"{_say_long(words)}{others}", line, start, end)


def _list_long_sentences(reading: Reading, longest: int) -> Iterator[tuple[int, Line, int, int]]:
    """Yield how many words sentences of ours have that are too long, and where each begins."""
    for line in reading.lines:
        if line.kind in ("title", "heading"):
            continue
        for start, end in line.sentences:
            tokens = COUNTED.finditer(line.readable, start, end)
            words = [token for token in tokens if LETTER.search(token[0])]
            if len(words) <= longest or is_standing(reading, line, start, end):
                continue
            if not line.is_quoted(start, words[2].end()):
                yield len(words), line, start, words[2].end()


def _say_long(words: int) -> str:
    return f"This sentence has {words} words. Make two of it, or more."


def _show(prefer: str | list[str]) -> str:
    forms = [f"“{form}”" for form in ([prefer] if isinstance(prefer, str) else prefer)]
    return " or ".join(forms)


def _adapt(prefer: str, line: Line, found: re.Match[str]) -> str:
    """Return the preferred form with the capitals that the place asks for."""
    words = found[0]
    if words.isupper() and len(words.split()) > 1:
        return prefer.upper()
    if len(words.split()) > 1 and all(word[0].isupper() for word in words.split()):
        return FIRST_LETTER.sub(lambda letter: letter[0].upper(), prefer)
    starts = any(start == found.start() for start, _ in line.sentences)
    titled = line.kind in ("title", "heading") and words[0].isupper()
    return f"{prefer[:1].upper()}{prefer[1:]}" if starts or titled else prefer


def _is_verb(found: re.Match[str]) -> bool:
    """Tell whether a word that can be a noun is a verb here."""
    before = found.string[: found.start()]
    to_do = TO.search(before) and OBJECT.match(found.string, found.end())
    return bool(to_do or MODAL.search(before))
