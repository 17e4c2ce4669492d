"""Rules on English sentences that lack a word, or have one too many or a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from responder.check.prose import list_english
from responder.check.reading import Line, Reading
from responder.check.rules import Fault, rule

# “areas where can improve”, but not “where can we go?”
NO_SUBJECT = re.compile(
    r"\b(?:where|when|how|why|because|although|whether|if)\s+(?:can|could|must|should|would|shall)\s+"
    r"(?!(?:I|you|he|she|it|we|they|there|this|that|these|those|the|an?|any|all|some|no|our|your"
    r"|his|her|its|their|each|every|both|one|not|only|\w+s)\b)[a-z]+",
)
# “in order make”, but not “the papers are in order because”
NO_TO = re.compile(
    r"\bin\s+order\s+(?!(?:to|that|for|of|not|and|or|but|so|as|at|by|on|in|with|without|through\w*"
    r"|under|when|if|before|after|until|unless|because|since|while|whilst|though|although|from|is"
    r"|was|are|were|now|again|first|here|there|which|\w+ly|\w+ing)\b)([a-z]{3,})\b"
)
NEED_TO_FOR = re.compile(
    r"\b(the\s+need\s+)to(\s+(?!\w*(?:ss|us|is)\b)[a-z]{3,}s\s+to)\b(?=\s+[a-z])"
)
POSSIBLE = re.compile(
    r"\b(?:provid|deliver|giv|offer|achiev|receiv|ensur|get)\w*\s+(?:\w+\s+){0,3}?"
    r"(the\s+possible\s+(?:service|support|care|quality|standard|outcome|experience|result)s?)\b"
)
COULD_OF = re.compile(r"\b((?:could|should|would)(?:n[’']t)?\s+)of(\s+(?!course\b)\w+)")
# Prepositions that end no verb of two words, so that none can follow them but of a few kinds.
TWO_PREPOSITIONS = re.compile(
    r"\b(?<!from\s)(?<!in\s)(?:within|during|despite|among|amongst|between|regarding)\s+"
    r"(?:of|to|for|from|with|into|during|within|throughout|towards|among|between)\b(?!-)"
    r"|\b(?:of|for|with|to|by|into|from)\s+of\b(?!-|\s+(?:course|late|old)\b)"
    r"|\b(?:in|at)\s+within\b|\b(?:of|at|to)\s+during\b",
    re.IGNORECASE,
)
AGAIN = re.compile(
    r"\b(on|in|of|to|for|by|at|with|from)\s+(the|an?|our)\s+\1\b(?!-)", re.IGNORECASE
)
# “The climate within which we work within”, but not “the forms in which they were handed in”
WHICH_AGAIN = re.compile(
    r"\b(?:(?P<first>at|by|for|from|into|through|to|under|with|within)\s+which\s[^.,;:()]{3,80}?"
    r"\s(?P<again>(?P=first))|(?P<place>in|on)\s+which\s[^.,;:()]{3,80}?"
    r"\b(?:base|depend|live|operat|rel(?:y|ie)|serve|sit|train|work)\w*\s(?P<too>(?P=place)))"
    r"(?=\s*(?:[.,;:)]|$)|\s(?:and|are|can|despite|during|has|have|is|may|must|should|since|was"
    r"|were|when|while|will)\b)",
    re.IGNORECASE,
)
BOTH_ALSO = re.compile(
    r"\bboth\s(?:(?!and\b)[^\s.,;:()]+\s+){1,8}?(and\s+also|as\s+well\s+as)\b", re.IGNORECASE
)

NOT_BEFORE = r"(?<![\w’'./(-])"
A = re.compile(NOT_BEFORE + r"([Aa])\s+([A-Za-z][a-z]+|\d[\d,.]*)(?!\w)")
AN = re.compile(NOT_BEFORE + r"([Aa])n\s+([A-Za-z][a-z]+|\d[\d,.]*)(?!\w)")
# “User”, “one” and “European” begin with a vowel, but not with the sound of one.
VOWEL = re.compile(
    r"(?!eu|ewe|one\b|once\b|oneself|uni(?![nm])|unanim|us[aeu]|usi[^n]|using|ut[eio]|ur[aieo]"
    r"|ub[iq]|uk)[aeiou]|h(?:onest|onou?r|our|eir)",
    re.IGNORECASE,
)
# Words before which people differ, or which the beginning does not tell.
EITHER_ARTICLE = re.compile("herb|histor|hotel|habitual|hysteri|unid|unis", re.IGNORECASE)
# What can stand behind “a” if that is a letter, as in “(a) and (b)”, and before it.
AFTER_LETTER = re.compile("and|or|is|are|was|at|as|in|of|on|it|if|to|al")
BEFORE_LETTER = re.compile(
    r"\b(?:annex|appendix|category|class|figure|grade|group|level|option|paragraph|part|plan"
    r"|schedule|section|table|type)\s+$",
    re.IGNORECASE,
)
EIGHTS = re.compile(r"8|1[18](?:,|$)")  # eight, eleven, eighteen


@rule(
    "missing-word",
    "warning",
    "Where a small word was lost, the sentence has to be guessed at.",
    "Good practice",
    refers_back=True,
)
def find_missing_words(reading: Reading) -> Iterator[Fault]:
    """Yield phrases that lack a word which they cannot do without."""
    for line in list_english(reading):
        text = line.readable
        for found in NO_SUBJECT.finditer(text):
            if not _is_asked(line, found.end()):
                message = f"“{found[0]}” does not say who. Add “we”, or whoever it is."
                yield Fault(message, line, *found.span())
        for found in NO_TO.finditer(text):
            message = f"“{found[0]}” lacks “to”."
            yield Fault(message, line, *found.span(), f"in order to {found[1]}")
        for found in NEED_TO_FOR.finditer(text):
            message = f"“{found[0]}”: write “for” for the first “to”."
            yield Fault(message, line, *found.span(), f"{found[1]}for{found[2]}")
        for found in POSSIBLE.finditer(text):
            message = f"“{found[1]}” lacks a word such as “best”."
            yield Fault(message, line, *found.span(1))
        for found in COULD_OF.finditer(text):
            message = f"“{found[0]}”: write “have”."
            yield Fault(message, line, *found.span(), f"{found[1]}have{found[2]}")


@rule(
    "stray-word",
    "warning",
    "A small word too many is what an edit left over.",
    "Good practice",
    refers_back=True,
)
def find_stray_words(reading: Reading) -> Iterator[Fault]:
    """Yield prepositions that do not go together, and “and also” after “both”."""
    for line in list_english(reading):
        for pattern in (TWO_PREPOSITIONS, AGAIN):
            for found in pattern.finditer(line.readable):
                message = f"“{found[0]}”: one of these words is too many."
                yield Fault(message, line, *found.span())
        for found in WHICH_AGAIN.finditer(line.readable):
            group = "again" if found["again"] else "too"
            if TWO_PREPOSITIONS.match(line.readable, found.start(group)):
                continue  # told already
            message = f"“{found[group]}” stands before “which” already. Leave it out."
            yield Fault(message, line, *found.span(group))
        for found in BOTH_ALSO.finditer(line.readable):
            message = f"After “both”, write “and” for “{found[1]}”."
            yield Fault(message, line, *found.span(1), "and", severity="advice")


@rule(
    "a-or-an",
    "warning",
    "“An” stands before a vowel sound, and “a” before any other.",
    "Good practice",
    refers_back=True,
)
def find_wrong_articles(reading: Reading) -> Iterator[Fault]:
    """Yield “a” where “an” belongs, and the other way round."""
    for line in list_english(reading):
        starts = {start for start, _ in line.sentences}
        for found in A.finditer(line.readable):
            if _has_vowel(found[2]) and not _is_letter(found, found.start() in starts):
                words = f"{found[1]}n {found[2]}"
                yield Fault(f"“{found[0]}”: write “{words}”.", line, *found.span(), words)
        for found in AN.finditer(line.readable):
            if _has_vowel(found[2]) is False:
                words = f"{found[1]} {found[2]}"
                yield Fault(f"“{found[0]}”: write “{words}”.", line, *found.span(), words)


def _is_asked(line: Line, at: int) -> bool:
    """Tell whether the sentence is a question."""
    return next((line.text[end - 1] == "?" for _, end in line.sentences if end >= at), False)


def _is_letter(found: re.Match[str], starts: bool) -> bool:
    """Tell whether “a” stands for itself, as in “category A offences”."""
    if found[1] == "A" and not starts:
        return True
    before = found.string[: found.start()]
    return bool(AFTER_LETTER.fullmatch(found[2]) or BEFORE_LETTER.search(before))


def _has_vowel(word: str) -> bool | None:
    """Tell whether a word begins with a vowel sound; None where people differ."""
    if EITHER_ARTICLE.match(word):
        return None
    if word[0].isdigit():
        return bool(EIGHTS.match(word))
    return bool(VOWEL.match(word))
