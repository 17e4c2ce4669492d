"""Rules on what a response says twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from responder.boilerplate.likeness import list_shingles, read_words
from responder.check.pinpoint import place_of
from responder.check.prose import is_of_layout
from responder.check.reading import Line, Reading
from responder.check.rules import Fault, rule
from responder.errors import Severity

FEWEST_WORDS = 6
FEWEST_FOR_LIKENESS = 10
LIKE = 0.85
MANY_WORDS = 25  # two sentences or so: more than a turn of phrase
AS_MANY_SHINGLES = 0.4  # of the shorter sentence, before the words are compared one by one
COMMONEST = 30  # sentences that share a few words; what more of them share is a turn of phrase
CANDIDATES = 5  # sentences that are compared with one, word by word
LAYOUT_SHARE = 0.2  # of a sentence that a layout makes of several answers
# Words in which two sentences of one form differ when they say different things.
TELLING = re.compile(
    r"\d|^(?:no|not|never|none|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third"
    r"|fourth|fifth|last|next|before|after|more|less|fewer|january|february|march|april|may|june"
    r"|july|august|september|october|november|december)$"
)


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence with its words; `quoted` if they are not ours."""

    line: Line
    start: int
    end: int
    words: tuple[str, ...]
    named: frozenset[str]
    quoted: bool


@rule(
    "repeated-sentence",
    "warning",
    "What stands twice was pasted twice, and readers ask which of the two was meant.",
    "Good practice",
)
def find_repeated_sentences(reading: Reading) -> Iterator[Fault]:
    """Yield sentences of ours that stand elsewhere too, in the same words or nearly."""
    sentences = list(_list_sentences(reading))
    twins = dict(_find_twins(sentences))
    for one, (other, same) in twins.items():
        before = _joined(one, other, twins)
        if before:
            continue  # told already, of the sentence above
        where = _say_where(one, other)
        message = f"This sentence stands {where} too{'' if same else ', nearly in these words'}."
        yield Fault(
            f"{message} Take one of them out.",
            one.line,
            one.start,
            one.end,
            severity=_weigh(one, other, twins),
        )


def _list_sentences(reading: Reading) -> Iterator[Sentence]:
    for line in reading.lines:
        if line.kind in ("title", "heading", "cell"):
            continue
        for start, end in line.sentences:
            text = line.readable[start:end]
            words = tuple(read_words(text))
            if len(words) < FEWEST_WORDS or is_of_layout(line, start, end, LAYOUT_SHARE):
                continue
            named = frozenset(read_words(" ".join(re.findall(r"(?<=\s)[A-Z]\S*", text))))
            yield Sentence(line, start, end, words, named, line.is_quoted(start, end))


def _find_twins(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, tuple[Sentence, bool]]]:
    """Yield the sentences that repeat an earlier one, or ours that an item’s words repeat."""
    exact: dict[tuple[str, ...], Sentence] = {}
    by_shingle: dict[tuple[str, ...], list[Sentence]] = defaultdict(list)
    for one in sentences:
        shingles = list_shingles(one.words)
        twin = exact.get(one.words)
        same = twin is not None
        if twin is None and len(one.words) >= FEWEST_FOR_LIKENESS:
            twin = _find_like(one, shingles, by_shingle)
        if twin and not (one.quoted and twin.quoted):
            pair = (twin, one) if one.quoted else (one, twin)
            yield pair[0], (pair[1], same)
        exact.setdefault(one.words, one)
        for shingle in shingles:
            by_shingle[shingle].append(one)


def _find_like(
    one: Sentence,
    shingles: set[tuple[str, ...]],
    by_shingle: dict[tuple[str, ...], list[Sentence]],
) -> Sentence | None:
    shared: dict[Sentence, int] = defaultdict(int)
    for shingle in shingles:
        if len(others := by_shingle.get(shingle, ())) <= COMMONEST:
            for other in others:
                shared[other] += 1
    for other, count in sorted(shared.items(), key=lambda pair: -pair[1])[:CANDIDATES]:
        enough = AS_MANY_SHINGLES * (min(len(one.words), len(other.words)) - 3)
        if count >= enough and _say_the_same(one, other):
            return other
    return None


def _say_the_same(one: Sentence, other: Sentence) -> bool:
    """Tell whether two sentences differ in few words, and in none that changes what they say."""
    differing = set(one.words) ^ set(other.words)
    named = one.named | other.named
    if len(other.words) < FEWEST_FOR_LIKENESS:
        return False
    if any(word in named or TELLING.search(word) for word in differing):
        return False
    return SequenceMatcher(None, one.words, other.words, autojunk=False).ratio() >= LIKE


def _joined(one: Sentence, other: Sentence, twins: dict[Sentence, tuple[Sentence, bool]]) -> bool:
    """Tell whether the sentence before one stands before the other, too."""
    return any(
        first.line is one.line
        and twin.line is other.line
        and 0 <= one.start - first.end <= 3
        and 0 <= other.start - twin.end <= 3
        for first, (twin, _) in twins.items()
    )


def _weigh(
    one: Sentence, other: Sentence, twins: dict[Sentence, tuple[Sentence, bool]]
) -> Severity:
    """Two items may well be answered by one sentence, but hardly by a whole paragraph."""
    if one.line.entry == other.line.entry or other.quoted:
        return "warning"
    words = sum(
        len(each.words)
        for each, (twin, _) in twins.items()
        if each.line is one.line and twin.line is other.line
    )
    return "warning" if words >= MANY_WORDS else "advice"


def _say_where(one: Sentence, other: Sentence) -> str:
    place = place_of(other.line.span_at(other.start).source)
    at = f" ({place})" if place else ""
    if other.line is one.line:
        return f"in the same paragraph{at}"
    if other.quoted:
        return f"in the words of others{at}"
    if other.line.entry is None:
        return f"in another paragraph{at}"
    if other.line.entry == one.line.entry:
        return f"in the same response{at}"
    return f"in the response to {other.line.entry + 1}{at}"
