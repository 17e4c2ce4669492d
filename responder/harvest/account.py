"""What became of the words of a source: where those that are left out stood, and which differ."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from responder.compose import Composer
from responder.harvest.lines import list_words, read_lines
from responder.harvest.result import Harvest
from responder.harvest.settling import Trial, match_words
from responder.readers.reading import LeftOut, Reading

AROUND = 6  # words that tell where others stood
LONGEST = 300  # characters of the words of a difference that a message shows


@dataclass(frozen=True)
class Listed:
    """Words that are no answer: what they are, and the words that stood `before` them, if known.

    `follows` tells that those are words that are no answer either, and are of the same kind.
    """

    kind: str
    text: str
    before: str = ""
    follows: bool = False


@dataclass(frozen=True)
class Difference:
    """Words of the source (`lost`) that a draft of the answers would not have, or others instead.

    One of the two is empty where there are words too few or too many.
    """

    lost: str
    drafted: str
    before: str

    def __str__(self) -> str:
        lost, drafted = _shorten(self.lost), _shorten(self.drafted)
        where = f"behind “{_shorten(self.before)}”" if self.before else "at the beginning"
        if not drafted:
            return f"A draft would lack “{lost}”, {where}."
        if not lost:
            return f"A draft would add “{drafted}”, {where}."
        return f"A draft would say “{drafted}” for “{lost}”, {where}."


def list_left_out(harvested: Harvest, reading: Reading | None = None) -> list[Listed]:
    """Return what is left out of the answers, in reading order as far as the reading tells it."""
    if reading is None:
        return list(_list_unknown(harvested.left_out))
    known = len(reading.left_out)  # by the reader, which does not say where it stood
    words = list_words(read_lines(reading.document))
    finder = _Finder(words)
    found = [(finder.find(one), one) for one in harvested.left_out[known:]]
    found.sort(key=lambda pair: pair[0])
    listed = list(_list_unknown(reading.left_out))
    reached, kind = -1, ""
    for start, one in found:
        follows = start == reached and one.kind == kind
        listed.append(Listed(one.kind, one.text, _show_before(words, start), follows))
        reached, kind = start + len(one.text.split()), one.kind
    return listed


def _list_unknown(left_out: Iterable[LeftOut]) -> Iterator[Listed]:
    """Yield what is left out, nobody knowing where it stood."""
    kind = ""
    for one in left_out:
        yield Listed(one.kind, one.text, follows=one.kind == kind)
        kind = one.kind


class _Finder:
    """Finds where words stand that are told in reading order, each kind for itself."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.reached: Counter[str] = Counter()
        self.starts: dict[str, list[int]] = {}
        for index, word in enumerate(words):
            self.starts.setdefault(word, []).append(index)

    def find(self, left_out: LeftOut) -> int:
        """Return where those words stand next, or where the last ones ended if they do not."""
        kind, words = left_out.kind, left_out.text.split()
        starts = self.starts.get(words[0], []) if words else []
        for start in starts[bisect_left(starts, self.reached[kind]) :]:
            if self.words[start : start + len(words)] == words:
                self.reached[kind] = start + len(words)
                return start
        return self.reached[kind]


def compare(harvested: Harvest, reading: Reading, composer: Composer) -> list[Difference]:
    """Return where a draft of the answers would not have the words of the source.

    Words that the harvest lists as left out are accounted for.
    """
    source = list_words(read_lines(reading.document))
    drafted = Trial(composer, harvested.template, []).draft_words(harvested.data)
    listed = Counter(
        word for one in harvested.left_out[len(reading.left_out) :] for word in one.text.split()
    )
    if not harvested.distance and Counter(source) == Counter(drafted) + listed:
        return []
    return list(_compare(source, drafted, listed))


def _compare(
    source: Sequence[str], drafted: Sequence[str], listed: Counter[str]
) -> Iterator[Difference]:
    for kind, start, end, first, last in match_words(source, drafted).get_opcodes():
        if kind == "equal":
            continue
        lost = []
        for word in source[start:end]:
            if listed[word]:
                listed[word] -= 1
            else:
                lost.append(word)
        if lost or first < last:
            before = _show_before(source, start)
            yield Difference(" ".join(lost), " ".join(drafted[first:last]), before)


def _shorten(text: str) -> str:
    """Return both ends of a text that is too long for a message."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"


def _show_before(words: Sequence[str], end: int) -> str:
    """Return the last words before a place, with a sign if there are more."""
    shown = " ".join(words[max(0, end - AROUND) : end])
    return f"…{shown}" if end > AROUND else shown
