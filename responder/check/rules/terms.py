"""Rules on what items are called: their term, one or several of them, and the labels below them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from responder.check.items import is_label, list_before, list_entries, split_lead_in
from responder.check.knowledge import compile_pattern, compile_words, read_entries
from responder.check.prose import is_of_layout
from responder.check.reading import Line, Reading
from responder.check.rules import Fault, rule

TERMS, LABELS = "terms", "labels"  # the names in the house's data
REPORT = "The answers, which say what the report calls them"
NONE = r"\b(?:no|not\s+any)\s+(?:(?:specific|formal|new|further|separate)\s+)?"
OF_OTHERS = r"(?!\s+(?:for|that|which|about|on)\b)"


class Term(msgspec.Struct, forbid_unknown_fields=True):
    """A term for items: the words for one and for several, and phrases that never fit it."""

    name: str
    one: str
    several: str
    never: list[str] = []


@rule(
    "other-term",
    "warning",
    "A response that calls an issue a recommendation, or the reverse, misreports the report.",
    REPORT,
)
def find_other_terms(reading: Reading) -> Iterator[Fault]:
    """Yield each place where items go by another term than the report's."""
    terms = read_entries(reading, TERMS, Term)
    number = _find_term(reading, terms)
    if number is None:
        return
    term = terms[number]
    places = ((TERMS, number, "never", at) for at in range(len(term.never)))
    patterns = [
        compile_pattern(reading, place, pattern)
        for place, pattern in zip(places, term.never, strict=True)
    ]
    for line in reading.lines:
        for pattern in patterns:
            for found in pattern.finditer(line.readable):
                message = f"“{found[0]}” does not fit: the report speaks of {term.several}."
                yield Fault(message, line, found.start(), found.end())
    own = compile_words([term.one, term.several])
    other = compile_words([word for one in terms for word in (one.one, one.several)])
    for line in _list_top(reading):
        word = other.search(line.readable)
        if word and not own.search(line.readable):
            message = f"“{word[0]}” does not fit: the report speaks of {term.several}."
            yield Fault(message, line, word.start(), word.end())


@rule(
    "none-said",
    "error",
    "A response cannot say that the report asks for nothing, and then answer what it asks for.",
    REPORT,
)
def find_said_to_be_none(reading: Reading) -> Iterator[Fault]:
    """Yield each sentence before the items that says that there are none of them."""
    terms = read_entries(reading, TERMS, Term)
    number = _find_term(reading, terms)
    if number is None:
        return
    words = compile_words([terms[number].one, terms[number].several]).pattern
    pattern = re.compile(f"{NONE}{words}{OF_OTHERS}", re.IGNORECASE)
    for line in list_before(reading):
        for found in pattern.finditer(line.readable):
            message = f"“{found[0]}” does not fit: some are answered below. Leave it out."
            yield Fault(message, line, found.start(), found.end())


@rule(
    "heading-number",
    "warning",
    "A heading in the plural above a single item, or the reverse, was copied from elsewhere.",
    "What the response itself prints",
)
def find_heading_numbers(reading: Reading) -> Iterator[Fault]:
    """Yield the word for one item in the heading above several, and the reverse."""
    terms = read_entries(reading, TERMS, Term)
    heading = next((line for line in _list_top(reading) if line.kind == "heading"), None)
    if heading is None:
        return
    count = len(list_entries(reading))
    pattern = compile_words([word for one in terms for word in (one.one, one.several)])
    found = list(pattern.finditer(heading.readable))
    if len({one[0].casefold() for one in found}) != 1:
        return
    said = found[0][0]
    wrong = [(one.several, one.one) if count == 1 else (one.one, one.several) for one in terms]
    for word, right in wrong:
        if said.casefold() == word.casefold():
            listed = f"{count} {'is' if count == 1 else 'are'} listed below"
            message = f"“{said}” does not fit: {listed}. Write “{right}”."
            yield Fault(message, heading, *found[0].span(), copy_case(right, said))


@rule(
    "label-case",
    "warning",
    "A label that is the same each time lets the eye find every response.",
    "The house’s data",
)
def find_label_case(reading: Reading) -> Iterator[Fault]:
    """Yield each label that differs from the house's usual one in capitals alone."""
    usual = read_entries(reading, LABELS, str)
    told: set[tuple[str, str]] = set()
    for line in reading.lines:
        label = next((one for one in usual if _begins(line, one)), None)
        if label is None or not is_label(line) or any(line.text.startswith(one) for one in usual):
            continue
        source = line.span_at(0).source
        said = line.text[: len(label)]
        if (key := (source.path if source else "", said)) not in told:
            told.add(key)
            message = f"The house writes “{label}”, not “{said}”."
            yield Fault(message, line, 0, len(label), label)


def copy_case(word: str, model: str) -> str:
    """Return a word in capitals, or with a first one, as its model is."""
    if model.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def _find_term(reading: Reading, terms: list[Term]) -> int | None:
    """Return which of the terms the report uses."""
    answer = reading.answer_as("term")
    name = answer.value if answer else None
    return next((number for number, one in enumerate(terms) if one.name == name), None)


def _list_top(reading: Reading) -> Iterator[Line]:
    """Yield the heading above the items and the lines between them, but none of the layout."""
    heading, between = split_lead_in(list_before(reading))
    for line in [heading, *between] if heading else ():
        if line and not is_of_layout(line, 0, len(line.text)):
            yield line


def _begins(line: Line, label: str) -> bool:
    return line.text.casefold().startswith(label.casefold())
