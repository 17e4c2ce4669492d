"""Finding the paragraphs that are nearly those of a snippet."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from pathlib import Path

from responder.boilerplate import Snippet, likeness
from responder.boilerplate.drift import FEWEST_SHINGLES
from responder.boilerplate.likeness import Text
from responder.boilerplate.recognition.shelf import Hit
from responder.boilerplate.recognition.typed import Typed, show_prose

MOST_ALIKE = 8  # snippets that one paragraph is compared with, those with most in common
MOST_PAIRS = 1_000_000  # of words of two texts that are compared
WIDEST = 2  # a window reaches so many times a snippet's paragraphs to either side
MOST_ROUNDS = 4  # each finds what a better likeness was in the way of


@dataclass(frozen=True)
class Near:
    """A run of paragraphs, the version that they are made from, and how much speaks for that."""

    run: range
    snippet: Snippet
    worth: int


@dataclass
class NearSearch:
    """The search for paragraphs that are nearly those of snippets, which `load` reads."""

    typed: Typed
    hits: Sequence[Hit]
    load: Callable[[Path], Snippet | None]
    day: datetime.date | None
    _texts: dict[Path, Text] = field(default_factory=dict)
    _compared: dict[tuple[Path, range], Near | None] = field(default_factory=dict)

    def find(self, taken: Iterable[range], known: Sequence[Near]) -> list[Near]:
        """Return runs that are nearly a snippet's, best first, but for those that are taken.

        `known` are likely ones that were found otherwise.
        """
        free = set(range(len(self.typed.paragraphs))).difference(*taken)
        chosen: list[Near] = []
        for _ in range(MOST_ROUNDS):
            before = len(chosen)
            for near in sorted([*known, *self._list(free)], key=self._weigh, reverse=True):
                if free.issuperset(near.run) and self._stands_alone(near.run):
                    free.difference_update(near.run)
                    chosen.append(near)
            if len(chosen) == before:
                break
        return chosen

    def _weigh(self, near: Near) -> tuple[int, bool, str, str]:
        valid = self.day is not None and near.snippet.about.valid.holds(self.day)
        return near.worth, valid, near.snippet.version, near.snippet.name

    def _stands_alone(self, run: range) -> bool:
        """Tell whether paragraphs print the same in one text as they do each for itself."""
        return show_prose(self.typed.cut(run)) == self.typed.prints(run)

    def _list(self, free: set[int]) -> Iterator[Near]:
        for path, counts in self._list_likely(free).items():
            if snippet := self.load(path):
                text = self._texts.setdefault(path, Text(snippet.body))
                for window in _list_windows(counts, len(text.paragraphs)):
                    if near := self._compare(snippet, window):
                        yield near

    def _list_likely(self, free: set[int]) -> Mapping[Path, dict[int, int]]:
        """Return the files that share most with each paragraph, and how much with which."""
        shared: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, hit in enumerate(self.hits):
            for paragraph in free.intersection(hit.paragraphs):
                shared[paragraph].append((hit.paragraphs[paragraph], -number))
        found: dict[Path, dict[int, int]] = defaultdict(dict)
        for paragraph, counts in shared.items():
            for count, number in nlargest(MOST_ALIKE, counts):
                found[self.hits[-number].file.path][paragraph] = count
        return found

    def _compare(self, snippet: Snippet, window: range) -> Near | None:
        key = (snippet.file, window)
        if key not in self._compared:
            self._compared[key] = self._compare_anew(snippet, window)
        return self._compared[key]

    def _compare_anew(self, snippet: Snippet, window: range) -> Near | None:
        spoken = [one for one in window if self.typed.words[one].words]
        text = Text("\n\n".join(self.typed.words[one].text for one in spoken))
        stored = self._texts[snippet.file]
        if len(text.words) * len(stored.words) > MOST_PAIRS:
            return None
        like = likeness.compare(text, stored)
        if like is None or not like.near:
            return None
        run = range(spoken[like.run.start], spoken[like.run.stop - 1] + 1)
        return Near(run, snippet, like.common - like.different)


def _list_windows(hits: Mapping[int, int], paragraphs: int) -> Iterator[range]:
    """Yield neighbouring paragraphs around those that share most words in a row with a snippet."""
    ordered = sorted(hits)
    breaks = [at for at in range(1, len(ordered)) if ordered[at] - ordered[at - 1] > 2]
    for start, stop in zip([0, *breaks], [*breaks, len(ordered)], strict=True):
        cluster = ordered[start:stop]
        if sum(hits[one] for one in cluster) >= FEWEST_SHINGLES:
            peak = max(cluster, key=lambda one: hits[one])
            reach = WIDEST * paragraphs
            yield range(max(cluster[0], peak - reach), min(cluster[-1], peak + reach) + 1)
