"""How the full form of an abbreviation is told from other words, in any number and case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

WORD = re.compile(r"\w+(?:['’]\w+)*['’]?|&")
WHOLE_WORD = re.compile(r"\w+(?:[-'’]\w+)*|&")
BETWEEN = 3  # words that may stand between those of a full form


def form_pattern(form: str) -> str:
    """Return an expression for a full form, whatever stands between its words, in any number."""
    return r"[\s-]+".join(_word_pattern(word) for word in WORD.findall(form))


@lru_cache(8192)
def squash(form: str) -> str:
    """Return the letters of some words, the same for all their numbers, cases and spellings."""
    return "".join(_core(word) for word in WORD.findall(form))


def find_opening(words: Sequence[re.Match[str]], form: str) -> int | None:
    """Return where a full form begins that some words end with, perhaps with words between."""
    wanted = [_core(word) for word in WORD.findall(form)]
    cores = [_core(word[0]) for word in words]
    for count in range(1, len(cores) + 1):
        if "".join(cores[-count:]) == "".join(wanted):
            return words[-count].start()
    skipped = 0
    for word, core in zip(reversed(words), reversed(cores), strict=True):
        if core == wanted[-1]:
            wanted.pop()
            if not wanted:
                return word.start()
        else:
            skipped += 1
            if skipped > BETWEEN:
                break
    return None


def match_initials(words: Sequence[str], name: str) -> int:
    """Return how many of the last words have the letters of a name as initials, or 0."""

    def match(count: int, letters: str) -> int:
        if not letters:
            return count
        if count == len(words):
            return 0
        word = words[-1 - count]
        parts = "".join(part[0] for part in word.split("-")).casefold()
        capitals = (word.casefold(),) if word.isupper() else ()  # one abbreviation within another
        for initials in (*capitals, parts, parts[0]):
            rest = letters.removesuffix(initials)
            if rest != letters and (found := match(count + 1, rest)):
                return found
        small = word == "&" or (word.islower() and len(word) <= 3)
        return match(count + 1, letters) if small else 0

    letters = "".join(letter for letter in name.casefold() if letter.isalpha())
    return match(0, letters) if len(letters) > 1 else 0


def match_whole(words: Sequence[str], name: str) -> bool:
    """Tell whether all of some words together have the letters of a name as initials."""
    return bool(words) and match_initials(words, name) == len(words)


def match_letters(words: Sequence[str], name: str) -> int:
    """Return how many of the last words hold the letters of a name in their order, or 0."""
    for count in range(2, min(len(words), len(name) + 2) + 1):
        rest = iter("".join(words[-count:]).casefold())
        if words[-count][:1].casefold() == name[0].casefold() and all(
            letter in rest for letter in name.casefold() if letter.isalpha()
        ):
            return count
    return 0


def _core(word: str) -> str:
    """Return a word without what tells its number and case."""
    plain = word.casefold().replace("’", "").replace("'", "")
    return "and" if plain == "&" else plain.removesuffix("s") if len(plain) > 3 else plain


def _word_pattern(word: str) -> str:
    core = _core(word)
    return "(?:and|&)" if core == "and" else rf"{re.escape(core)}['’]?s?['’]?"
