"""How two texts agree, word by word; a slot of the one takes any words of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

WORD = re.compile(r"\{\{[^{}]*\}\}|\w+(?:['’]\w+)*")  # a slot counts as one word
SLOT = re.compile(r"\{\{\s*(\w+)[^{}]*\}\}")
PARAGRAPH_END = re.compile(r"\n\s*\n")
CHANGES = re.compile(r"((?:\[-.*?-\]|\{\+.*?\+\})(?: \{\+.*?\+\})?)", re.DOTALL)
SAME = str.maketrans("‘’“”\u00a0", "''\"\" ")
SHINGLE = 4  # words in a row
FEWEST_WORDS = 8  # in common; fewer are a turn of phrase
NEARLY_THE_SAME = 0.75
HALF = 0.5  # of a paragraph's words that must stand in the other text
AROUND = 3  # words shown on either side of a change
LONGEST = 400  # characters of the changes that are shown


class Text:
    """A text as its words, in small letters and with straight apostrophes."""

    def __init__(self, text: str) -> None:
        """Read a text."""
        self.text = text.strip()
        self.words = read_words(self.text)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Return where each word begins and ends."""
        return [found.span() for found in WORD.finditer(self.text)]

    @cached_property
    def pieces(self) -> list[str]:
        """Return the paragraphs that hold words."""
        return [piece for piece in PARAGRAPH_END.split(self.text) if WORD.search(piece)]

    @cached_property
    def paragraphs(self) -> list[range]:
        """Return the numbers of the words of each paragraph."""
        found: list[range] = []
        for piece in self.pieces:
            start = found[-1].stop if found else 0
            found.append(range(start, start + len(WORD.findall(piece))))
        return found

    @cached_property
    def shingles(self) -> set[tuple[str, ...]]:
        """Return every few words in a row."""
        return list_shingles(self.words)

    def cut(self, run: range) -> Text:
        """Return some of the paragraphs as a text of their own."""
        return Text("\n\n".join(self.pieces[run.start : run.stop]))

    def between(self, first: int, end: int) -> str:
        """Return what stands from behind the word before to the word after some words."""
        start = self.spans[first - 1][1] if first else 0
        return self.text[start : self.spans[end][0] if end < len(self.spans) else len(self.text)]


@dataclass(frozen=True)
class Likeness:
    """Neighbouring paragraphs of a typed text (`run`, from 0), and those that they are like."""

    run: range
    typed: Text
    stored: Text
    common: int
    different: int

    @property
    def near(self) -> bool:
        """Tell whether the two are the same, or nearly."""
        both = 2 * self.common
        return self.common >= FEWEST_WORDS and both >= NEARLY_THE_SAME * (both + self.different)


def read_words(text: str) -> list[str]:
    """Return the words of a text, so that those that people take for the same are the same."""
    return WORD.findall(text.translate(SAME).casefold())


def list_shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Return every few words in a row."""
    return set(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def compare(text: Text, stored: Text) -> Likeness | None:
    """Return the paragraphs of a typed text that are most like some of a stored one, if any."""
    in_text: set[int] = set()
    in_stored: set[int] = set()
    for kind, first, end, start, stop in _align(text, stored):
        slots = [number for number in range(first, end) if is_slot(stored.words[number])]
        in_stored.update(range(first, end) if kind == "equal" else slots)
        if kind == "equal":
            in_text.update(range(start, stop))
        elif slots:  # a slot takes any words, but not the paragraphs above or below
            beside = [one for one in text.paragraphs if start - 1 in one or stop in one]
            in_text.update(word for one in beside for word in one if start <= word < stop)
    ours, theirs = _find_run(text, in_text), _find_run(stored, in_stored)
    if not ours or not theirs:
        return None
    typed, stored = text.cut(ours), stored.cut(theirs)
    common = different = 0
    for kind, first, end, start, stop in _align(typed, stored):
        words = [word for word in stored.words[first:end] if not is_slot(word)]
        if kind == "equal":
            common += len(words)
        else:
            different += len(words) + (stop - start if len(words) == end - first else 0)
    return Likeness(ours, typed, stored, common, different)


def _align(typed: Text, stored: Text) -> list[tuple[str, int, int, int, int]]:
    matcher = SequenceMatcher(None, stored.words, typed.words, autojunk=False)
    return list(matcher.get_opcodes())


def is_slot(word: str) -> bool:
    """Tell whether a word is a slot."""
    return word.startswith("{{")


def _find_run(text: Text, known: set[int]) -> range:
    """Return the neighbouring paragraphs, half of each known or more, that know the most words."""
    best, most, start, words = range(0), 0, 0, 0
    for number, paragraph in enumerate(text.paragraphs):
        shared = len(known.intersection(paragraph))
        if shared < HALF * len(paragraph):
            start, words = number + 1, 0
            continue
        words += shared
        if words > most:
            best, most = range(start, number + 1), words
    return best


def read_values(stored: Text, typed: Text) -> dict[str, str]:
    """Return the words that stand where a snippet has its slots, as far as each stands alone."""
    values: dict[str, str] = {}
    for first, end, spoken in _match_slots(stored, typed):
        slot = SLOT.fullmatch(stored.words[first])
        if slot and end == first + 1:
            values[slot[1]] = spoken
    return values


def _match_slots(stored: Text, typed: Text) -> Iterator[tuple[int, int, str]]:
    """Yield the slots, first and end, that stand without other words, with what stands for them."""
    for kind, first, end, start, stop in _align(typed, stored):
        if kind != "equal" and first < end and all(map(is_slot, stored.words[first:end])):
            before = stored.between(first, first).strip()
            after = stored.between(end, end).strip()
            spoken = typed.between(start, stop).strip()
            yield first, end, spoken.removeprefix(before).removesuffix(after).strip()


def mark_changes(old: str, new: str) -> str:
    """Return the new text with the words that went as [-old-] and those that came as {+new+}."""
    before, after = old.split(), new.split()
    marked: list[str] = []
    for kind, *bounds in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = " ".join(before[slice(*bounds[:2])]), " ".join(after[slice(*bounds[2:])])
        if kind == "equal":
            marked.append(come)
        else:
            marked += [f"[-{gone}-]"] if gone else []
            marked += [f"{{+{come}+}}"] if come else []
    return " ".join(marked)


def show_changes(stored: Text, typed: Text) -> str:
    """Return the words that differ, with a few around them; nothing if none do."""
    old, rest = "", 0
    for first, end, spoken in _match_slots(stored, typed):
        old += stored.text[rest : stored.spans[first][0]] + spoken
        rest = stored.spans[end - 1][1]
    old += stored.text[rest:]
    parts = CHANGES.split(mark_changes(old.translate(SAME), typed.text.translate(SAME)))
    if len(parts) == 1:
        return ""
    for number in range(0, len(parts), 2):
        words = parts[number].split()
        before = words[:AROUND] if number else []
        after = words[-AROUND:] if number < len(parts) - 1 else []
        if len(words) > len(before) + len(after):
            parts[number] = " ".join([*before, "…", *after])
    shown = " ".join(part.strip() for part in parts if part.strip())
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST].rstrip()}…"
