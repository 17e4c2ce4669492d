"""Rules on terms that a response writes now with capitals and now without, or 3 and now three."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from responder.check.reading import Reading
from responder.check.rules import Fault, rule
from responder.check.words import SMALL, Word, fold, list_names, list_words
from responder.errors import Severity

EITHER = "either_case"  # the name in the house's data
LONGEST = 6  # words of a term
FEWEST_LETTERS = 6  # of a term of one word in the plural
NUMBERED = re.compile(
    "annex|appendix|chapter|finding|issue|item|level|objective|paragraph|part|phase|priority"
    "|question|recommendation|round|section|stage|stream|strand|step|theme|tier|wave"
)
NUMBER = re.compile(
    r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve", re.IGNORECASE
)
# Words that are part of no term, and have a capital where they open a sentence.
OPENER = re.compile(
    "a|all|an|any|as|at|both|by|each|every|for|from|her|his|i|if|in|it|most|of|on|once|our|some"
    "|such|that|the|their|these|this|those|to|under|we|when|where|while|whilst|with|within"
)


@dataclass
class Term:
    """Where a term stands with capitals and where without."""

    big: list[Sequence[Word]] = field(default_factory=list)
    small: list[Sequence[Word]] = field(default_factory=list)


@rule(
    "inconsistent-capitals",
    "warning",
    "One thing that is written in two ways looks like two things.",
    "GOV.UK style guide",
    refers_back=True,
)
def find_inconsistent_capitals(reading: Reading) -> Iterator[Fault]:
    """Yield terms where they have capitals, or have none, unlike elsewhere."""
    terms = _find_terms(reading.once(list_words))
    mixed = {name: term for name, term in terms.items() if term.big and term.small}
    either = {fold(str(word)) for word in reading.entries(EITHER)}
    big, small = list_names(reading, {tuple(map(fold, name)) for name in mixed})
    for name, term in mixed.items():
        folded = tuple(map(fold, name))
        if folded in big or (len(name) == 1 and folded[0] in either):
            continue
        fewer_small = len(term.small) < len(term.big) and folded not in small
        odd, other = (term.small, term.big) if fewer_small else (term.big, term.small)
        yield _tell(odd, _show(other[0]), "advice" if len(name) == 1 else None)


@rule(
    "inconsistent-number",
    "warning",
    "One thing that is written in two ways looks like two things.",
    "GOV.UK style guide",
    refers_back=True,
)
def find_inconsistent_numbers(reading: Reading) -> Iterator[Fault]:
    """Yield numbered parts, such as phases, that are written in more than one way."""
    found: dict[str, list[Sequence[Word]]] = defaultdict(list)
    for words in reading.once(list_words):
        for pair in pairwise(words):
            counted = NUMBERED.fullmatch(pair[0].small) and NUMBER.fullmatch(pair[1].text)
            if counted and pair[1].joined:
                found[pair[0].small].append(pair)
    for pairs in found.values():
        known = [pair for pair in pairs if not pair[0].opens]
        big = [pair for pair in known if pair[0].text[0].isupper()]
        small = [pair for pair in known if pair not in big]
        figures = [pair for pair in pairs if pair[1].text.isdigit()]
        written = [pair for pair in pairs if pair not in figures]
        for some, others in ((small, big), (figures, written)):
            if some and others:
                odd, other = (some, others) if len(some) < len(others) else (others, some)
                yield _tell(odd, _show(other[0]))
                break


def _find_terms(lines: list[list[Word]]) -> dict[tuple[str, ...], Term]:
    found: dict[tuple[str, ...], Term] = defaultdict(Term)
    for words in lines:
        for run in _find_big_runs(words):
            name = tuple(word.small for word in run)
            if not _stands_for_more(run):
                found[name].big.append(run)
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in found:
        lengths[name[0]].add(len(name))
    for words in lines:
        for index, word in enumerate(words):
            for length in lengths.get(word.small, ()):
                run = words[index : index + length]
                name = tuple(each.small for each in run)
                if name in found and _is_small(run):
                    found[name].small.append(run)
            if _stands_alone(words, index):
                term = found[(word.small,)]
                (term.big if word.titled else term.small).append([word])
    return found


def _is_small(run: Sequence[Word]) -> bool:
    """Tell whether words stand together without capitals, but for that of a sentence."""
    first, *rest = run
    together = all(word.joined and word.text.islower() for word in rest)
    return together and (first.text.islower() or first.opens)


def _find_big_runs(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Yield the longest runs of words with capitals, small words between them included."""
    run: list[Word] = []
    for word in words:
        if run and word.joined and (word.titled or word.text in SMALL):
            run.append(word)
            continue
        yield from _trim(run)
        run = [word] if word.titled else []
    yield from _trim(run)


def _trim(run: list[Word]) -> Iterator[Sequence[Word]]:
    """Yield a run without the small words at its ends, if enough of it is left."""
    while run and run[-1].text in SMALL:
        run = run[:-1]
    if run and run[0].opens and OPENER.fullmatch(run[0].small):
        run = run[1:]
    if 2 <= len(run) <= LONGEST and any(word.titled for word in run[1:]):
        yield run


def _stands_alone(words: Sequence[Word], index: int) -> bool:
    """Tell whether the case of a word says something: “the word”, or a long plural.

    It is then no part of a name, and at no start of a sentence.
    """
    word = words[index]
    if word.opens or not word.joined or not index or not words[index - 1].text.islower():
        return False
    plural = len(word.text) >= FEWEST_LETTERS and word.folded != word.text.casefold()
    if not (plural or words[index - 1].text == "the"):
        return False
    after = words[index + 1 : index + 3]
    if not word.text.isalpha() or word.text.isupper() or _is_named(after[::-1]):
        return False
    if after and after[0].joined and after[0].text[0].isupper():
        return False
    return not _is_named(words[max(0, index - 2) : index])


def _is_named(beside: Sequence[Word]) -> bool:
    """Tell whether a name lies beyond a small word, as in “the Courts of Appeal”."""
    small = len(beside) == 2 and beside[1].text in SMALL
    return small and beside[0].text[0].isupper() and not beside[0].opens


def _stands_for_more(run: Sequence[Word]) -> bool:
    """Tell whether the capitals are those of an abbreviation that follows, or of a heading."""
    text = run[0].line.readable
    before, after = text[: run[0].start].strip(), text[run[-1].end :].strip()
    return after.startswith(("(", ":")) or not (before or after.strip(".:/–—-"))


def _show(run: Sequence[Word]) -> str:
    return run[0].line.text[run[0].start : run[-1].end]


def _tell(odd: list[Sequence[Word]], elsewhere: str, severity: Severity | None = None) -> Fault:
    ours = [run for run in odd if not run[0].line.is_quoted(run[0].start, run[-1].end)]
    run = (ours or odd)[0]
    message = f"“{_show(run)}” is “{elsewhere}” elsewhere. Write it in one way."
    return Fault(message, run[0].line, run[0].start, run[-1].end, severity=severity)
