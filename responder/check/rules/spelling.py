"""The rule on spelling: words that the dictionary does not have, but nearly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import ascii_lowercase

from responder.check.knowledge import read_entries
from responder.check.reading import Reading
from responder.check.rules import Fault, rule
from responder.errors import Severity

VOCABULARY = "vocabulary"  # the name in the house's data
LANGUAGES = ("en", "en-gb")  # of which it is the dictionary
DICTIONARY = Path(__file__).with_name("british.txt")
RARE = "*"  # stands there behind words that are not offered for others
# A word in small letters alone: names, compounds, addresses and what has figures are passed over.
WORD = re.compile(r"(?<![\w./@#&’'-])[a-z]{3,30}(?![\w/@&-]|[.’'](?!s\b)\w)")
# Letters of a word that is near another only if two neighbours changed places, and in a shorter one
# only if that is among the commonest.
SHORT = 5
COMMONEST = (
    *("also", "and", "are", "been", "but", "can", "for", "from", "had", "has", "have", "into"),
    *("its", "not", "our", "over", "some", "than", "that", "the", "them", "then", "they", "this"),
    *("was", "were", "what", "when", "will", "with", "would"),
)
PART = 4  # letters at least of the words of a compound, and of what a prefix or an ending goes with
PREFIXES = (
    *(
        "anti",
        "bi",
        "co",
        "counter",
        "cyber",
        "de",
        "dis",
        "hyper",
        "inter",
        "mega",
        "micro",
        "mid",
    ),
    *("mini", "mis", "multi", "non", "out", "over", "post", "pre", "pro", "re", "self", "semi"),
    *("sub", "super", "trans", "ultra", "un", "under", "up"),
)
ENDINGS = ("able", "ee", "ees", "er", "ers", "less", "like", "ly", "ness", "s", "wide", "wise")
# How American spelling differs: what stands before an ending, and the British for it. Oxford has
# the first of them too.
AMERICAN = (
    (re.compile(r"iz(?=(?:e|ed|er|ers|es|ing|ation|ations|ational)$)"), "is"),
    (re.compile(r"yz(?=(?:e|ed|er|ers|es|ing)$)"), "ys"),
    (re.compile(r"or(?=(?:able|al|ed|er|ers|ful|ing|ite|ites|s)?$)"), "our"),
    (re.compile(r"er(?=s?$)"), "re"),
    (re.compile(r"ens(?=es?$)"), "enc"),
    (re.compile(r"(?<=[aeiou])l(?=(?:ed|er|ers|ing|ings|ment|ments)$)"), "ll"),
    (re.compile(r"ll(?=(?:s|ment|ments)?$)"), "l"),
)


class Dictionary:
    """The words of British English, in which one is looked up without any being made ready."""

    def __init__(self) -> None:
        """Read them, in the order of the alphabet, as bytes: a list takes longer to make."""
        self.data = DICTIONARY.read_bytes()

    def has(self, word: str, *, rare: bool = True) -> bool:
        """Tell whether a word is known; `rare` if it may be one that few people use."""
        found = self._find(word.encode())
        return found == word or (rare and found == word + RARE)

    def _find(self, word: bytes) -> str:
        """Return the first line that does not come before a word in the alphabet."""
        low, high = 0, len(self.data)  # the line begins between these
        while low < high:
            start = self.data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self.data.find(b"\n", start)
            if self.data[start:end] < word:
                low = end + 1
            else:
                high = start
        return self.data[low : self.data.find(b"\n", low)].decode()

    def is_made_of_words(self, word: str) -> bool:
        """Tell whether a word is put together of those that are known."""
        return (
            any(self._ends(word, prefix) for prefix in PREFIXES)
            or any(self._begins(word, ending) for ending in ENDINGS)
            or (word.endswith("ed") and self.has(word[:-1]))
            or any(
                self.has(word[:at], rare=False) and self.has(word[at:], rare=False)
                for at in range(PART, len(word) - PART + 1)
            )
        )

    def find_near(self, word: str) -> list[str]:
        """Return the common words that one slip of the keyboard turns into another."""
        found = sorted(near for near in _make_near(word) if self.has(near, rare=False))
        return [near for near in found if len(word) >= SHORT or near in COMMONEST]

    def find_british(self, word: str) -> str | None:
        """Return the British form of a word in American spelling, if it is one."""
        for american, british in AMERICAN:
            changed = american.sub(british, word)
            if changed != word and self.has(changed):
                return changed
        return None

    def _ends(self, word: str, prefix: str) -> bool:
        rest = word.removeprefix(prefix)
        return PART <= len(rest) < len(word) and self.has(rest)

    def _begins(self, word: str, ending: str) -> bool:
        rest = word.removesuffix(ending)
        return PART <= len(rest) < len(word) and self.has(rest)


@rule(
    "spelling",
    "warning",
    "A misspelt word is what readers remember, and it is copied into the next response.",
    "A dictionary of British English",
    refers_back=True,
)
def find_misspellings(reading: Reading) -> Iterator[Fault]:
    """Yield each word that is not in the dictionary, and nearly is."""
    if reading.composition.document.properties.language.lower() not in LANGUAGES:
        return
    own = {
        word.casefold() for one in read_entries(reading, VOCABULARY, str) for word in one.split()
    }
    dictionary, right = Dictionary(), own
    wrong: dict[str, Fault] = {}
    for line in reading.lines:
        for found in WORD.finditer(line.readable):
            word = found[0]
            if word not in right and word not in wrong:
                told = None if dictionary.has(word) else _correct(dictionary, word)
                if told is None:
                    right.add(word)
                else:
                    wrong[word] = told
            if word in wrong:
                yield replace(wrong[word], line=line, start=found.start(), end=found.end())


def _correct(dictionary: Dictionary, word: str) -> Fault | None:
    """Return what to say of an unknown word, unless it is well made or unlike any other."""
    if british := dictionary.find_british(word):
        # What Oxford spells so as well is no slip.
        severity: Severity = "advice" if AMERICAN[0][0].search(word) else "warning"
        message = f"“{word}” is spelt “{british}” in most British texts."
        return Fault(message, replacement=british, severity=severity)
    near = [] if dictionary.is_made_of_words(word) else dictionary.find_near(word)
    if not near:
        return None
    meant = " or ".join(f"“{one}”" for one in near[:3])
    remedy = f"Did you mean {meant}? If it is right, add it to “{VOCABULARY}” in house.yaml."
    return Fault(f"“{word}” is not in the dictionary. {remedy}")


def _make_near(word: str) -> set[str]:
    """Return all strings that are one slip away from a word."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    near = {before + after[1] + after[0] + after[2:] for before, after in halves if after[1:]}
    if len(word) > SHORT:
        near |= {before + after[1:] for before, after in halves if after}
        for letter in ascii_lowercase:
            near |= {before + letter + after for before, after in halves}
            near |= {before + letter + after[1:] for before, after in halves if after}
    return near
