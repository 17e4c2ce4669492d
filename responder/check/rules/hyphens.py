"""Rules on terms that a response writes now with a hyphen and now without."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from responder.check.knowledge import compile_words, read_entries
from responder.check.prose import list_english
from responder.check.reading import Reading
from responder.check.rules import Fault, rule
from responder.check.rules.wording import Preferred
from responder.check.words import Word, fold, list_words
from responder.errors import Severity

# What is no word of its own, and so never stands apart from what it belongs to.
PREFIX = re.compile("anti|co|cross|de|ex|inter|intra|mid|multi|non|post|pre|re|self|semi|sub")
ALONE = re.compile(r"(?<![\w-])(anti|multi|non|pre|semi)\s+(?!and\b|or\b|to\b)([a-z]+)\b")
# With a hyphen these mean something else than without one.
TWO_MEANINGS = re.compile(
    "re(?:cover|create|creation|form|lay|lease|mark|present|sent|sign|sort|treat)"
)


@rule(
    "inconsistent-hyphens",
    "warning",
    "One thing that is written in two ways looks like two things.",
    "GOV.UK style guide",
    refers_back=True,
)
def find_inconsistent_hyphens(reading: Reading) -> Iterator[Fault]:
    """Yield terms that have a hyphen in one place and none in another."""
    lines = reading.once(list_words)
    known = _list_known(reading)
    for parts, places in _find_hyphened(lines).items():
        if TWO_MEANINGS.fullmatch("".join(parts)) or known.search(" ".join(parts)):
            continue
        for run, severity in _find_without(lines, parts, {after for _, after in places}):
            shown = run[0].line.text[run[0].start : run[-1].end]
            message = f"“{shown}” is “{places[0][0].text}” elsewhere. Write it in one way."
            yield Fault(message, run[0].line, run[0].start, run[-1].end, severity=severity)
            break


@rule(
    "missing-hyphen",
    "warning",
    "“Pre”, “non” and their like are no words of their own.",
    "GOV.UK style guide",
    refers_back=True,
)
def find_missing_hyphens(reading: Reading) -> Iterator[Fault]:
    """Yield prefixes that stand alone."""
    known = _list_known(reading)
    for line in list_english(reading):
        for found in ALONE.finditer(line.readable):
            if not known.search(found[0]):
                words = f"{found[1]}-{found[2]}"
                yield Fault(f"“{found[0]}”: write “{words}”.", line, *found.span(), words)


def _find_hyphened(
    lines: list[list[Word]],
) -> dict[tuple[str, ...], list[tuple[Word, str]]]:
    """Return the terms with hyphens, each with its places and the word that follows there."""
    found: dict[tuple[str, ...], list[tuple[Word, str]]] = defaultdict(list)
    for words in lines:
        for index, word in enumerate(words):
            if "-" in word.text:
                parts = tuple(map(fold, word.text.split("-")))
                found[parts].append((word, _next(words, index)))
    return found


def _find_without(
    lines: list[list[Word]], parts: tuple[str, ...], after: set[str]
) -> Iterator[tuple[Sequence[Word], Severity | None]]:
    """Yield where a term has no hyphen, though nothing else tells the two places apart.

    Before the word that it describes, a term often has a hyphen that it has nowhere else.
    """
    whole = "".join(parts)
    for words in lines:
        for index, word in enumerate(words):
            if word.folded == whole and len(parts[0]) > 1:
                yield [word], None
            if word.folded != parts[0]:
                continue
            run = words[index : index + len(parts)]
            if tuple(one.folded for one in run) != parts or not all(one.joined for one in run[1:]):
                continue
            if PREFIX.fullmatch(parts[0]):
                yield run, None
            elif _next(words, index + len(parts) - 1) in after - {""}:
                yield run, "advice"


def _next(words: Sequence[Word], index: int) -> str:
    """Return the word that follows another at once, or nothing."""
    following = words[index + 1 : index + 2]
    return following[0].folded if following and following[0].joined else ""


def _list_known(reading: Reading) -> re.Pattern[str]:
    """Return an expression for the forms on which the house has rules of its own."""
    forms: list[str] = []
    for one in read_entries(reading, "preferred_forms", Preferred):
        preferred = [one.prefer] if isinstance(one.prefer, str) else one.prefer
        written = (*preferred, *one.wrong)
        if any("-" in form for form in written):
            forms += [form.replace("-", " ") for form in written]
    return compile_words(forms)
