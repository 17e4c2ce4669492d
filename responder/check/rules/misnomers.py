"""Rules on names of bodies and schemes that are not the ones that the house gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from responder.check.full_forms import WORD, squash
from responder.check.glossary import Entry, Term, read_entries, read_glossary
from responder.check.reading import Line, Reading
from responder.check.rules import Fault, rule

HOUSE = "The house’s data"
SMALL = 3  # letters of the words that take no capital within a name


@rule(
    "wrong-expansion",
    "error",
    "A body or scheme that is called by a wrong name in print is a mistake that others copy.",
    HOUSE,
    refers_back=True,
)
def find_wrong(reading: Reading) -> Iterator[Fault]:
    """Yield each full form that is not the right one for its abbreviation."""
    taken: set[tuple[int, int]] = set()
    for line, start, end, right, name, entry in _list_wrong(reading):
        span = {(line.number, at) for at in range(start, end)}
        if taken.isdisjoint(span):
            taken |= span
            message = (
                f"“{line.text[start:end]}” is wrong: write “{right}”, the full form of {name}."
            )
            yield Fault(message, line, start, end, right, severity=entry.severity)
    for one in reading.once(read_glossary).misnomers:
        if any((one.line.number, at) in taken for at in range(one.start, one.end)):
            continue
        full = one.term.shown
        if _agree(one.words, one.term.forms[0]):
            message = f"“{one.term.name}” stands for “{full}”, not for “{one.words}”."
            yield Fault(message, one.line, one.start, one.end, severity="warning")
        else:
            message = f"“{one.term.name}” is known for “{full}”. Write “{one.words}” in full."
            yield Fault(message, one.line, one.start, one.end, severity="advice")


@rule(
    "informal-name",
    "advice",
    "A reader cannot tell whether an informal name means the same body.",
    HOUSE,
)
def find_informal(reading: Reading) -> Iterator[Fault]:
    """Yield each name that people use for a body instead of its own."""
    for name, entry in read_entries(reading).items():
        for informal in entry.informal:
            for line, found in _find_each(reading, informal):
                message = f"“{found[0]}” is an informal name for “{entry.expansion}” ({name})."
                yield Fault(message, line, *found.span())


def _list_wrong(reading: Reading) -> Iterator[tuple[Line, int, int, str, str, Entry]]:
    """Yield where a wrong form stands and what is right, the longest forms first."""
    wrong = [
        (form, name, entry)
        for name, entry in read_entries(reading).items()
        for form in entry.wrong
        if entry.expansion
    ]
    for form, name, entry in sorted(wrong, key=lambda one: -len(one[0])):
        for line, found in _find_each(reading, form):
            right = _correct(found[0], form, name, entry)
            yield line, *found.span(), right, name, entry


def _find_each(reading: Reading, words: str) -> Iterator[tuple[Line, re.Match[str]]]:
    """Yield where some words stand, in any spacing and case, or in the plural."""
    if not squash(words):
        return
    chunks = [
        re.sub("['’]", "['’]", re.escape(chunk)).replace(r"\-", r"[\s-]?")
        for chunk in words.split()
    ]
    plural = "s?" if words.strip()[-1:].isalpha() else ""
    spaced = r"\s+".join(chunks)
    for line in reading.lines:
        if squash(words) in squash(line.readable):  # which costs far less
            pattern = rf"(?<!\w){spaced}{plural}(?!\w)"
            for found in re.finditer(pattern, line.readable, re.IGNORECASE):
                yield line, found


def _correct(found: str, wrong: str, name: str, entry: Entry) -> str:
    """Return the right full form with the capitals, the number and the marks of a wrong one."""
    plural = found[-1:].casefold() == "s" != wrong[-1:].casefold()
    right = Term(name, (entry.expansion,), entry).write(plural)
    words = [word for word in WORD.findall(found) if len(word) > SMALL and not word.isupper()]
    if all(word[0].isupper() for word in words):
        right = re.sub(rf"\b[a-z]\w{{{SMALL},}}", lambda word: word[0].capitalize(), right)
        right = right[:1].upper() + right[1:]
    elif not any(word[0].isupper() for word in words):
        right = right.lower()
    if "'" in found:
        right = right.replace("’", "'")
    return f"{right} ({name})" if f"({name})" in found else right


def _agree(words: str, full: str) -> bool:
    """Tell whether two full forms have so many words in common that one is a slip for the other."""
    ours, theirs = ({squash(word) for word in WORD.findall(one)} for one in (words, full))
    return 2 * len(ours & theirs) >= len(theirs)
