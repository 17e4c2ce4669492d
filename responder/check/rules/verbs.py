"""Rules on English verbs that do not fit their subject, or each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from responder.check.prose import list_english
from responder.check.reading import Reading
from responder.check.rules import Fault, rule

STARTS = r"(?:^|(?<=[.!?]\s))"
# A plural by its end, without the words that end so in the singular.
PLURAL = (
    r"(?!\w*(?:ss|us|is|ics|news|means|series|species)\b)(?!(?:atlas|bias|canvas|chaos|corps|ethos"
    r"|gas|headquarters|lens|summons)\b)[a-z]+s"
)
OWN = r"(?:the|this|that|these|those|our|its|their|all|each|an?)"
# “The findings from the peer reviews is”: what can stand between is kept so short that it holds no
# verb, for “the findings of the review suggest that performance is” is right.
PLURAL_IS = re.compile(
    rf"{STARTS}(?:The|These|Those|Our|All|Some|Many|Both)\s+"
    rf"(?:(?!that\b|this\b|it\b|which\b|who\b)[a-z-]+\s+)?{PLURAL}\s+"
    rf"(?:(?:from|of|in|on|for|about|to)\s+(?:{OWN}\s+)?"
    r"(?:(?!which\b|that\b|who\w*\b|where\b|when\b|and\b|or\b|we\b|they\b|it\b)[\w’'-]+\s+){1,2})?"
    r"(is|was|has|needs|requires|shows)\b"
)
# “The quality of letters are”, but not “steps to improve the quality of letters are”, nor “the
# level of support people need”.
QUALITY_ARE = re.compile(
    rf"(?:{STARTS}|\b(?:that|whether|because|where)\s+)[Tt]he\s+(?:overall\s+)?"
    r"(?:(?:quality|timeliness|standard|level|handling|importance|effectiveness|accuracy"
    r"|completeness|provision|consistency|speed|content|tone|purpose|aim|use|lack|absence)\s+of"
    r"|(?:advice|evidence|feedback|guidance|information|progress|training)"
    r"\s+(?:about|for|from|in|on|to))\s+"
    rf"(?:{OWN}\s+)?{PLURAL}\s+(?:[a-z]+ed\s+|(?:to|from|in|for|by)\s+{PLURAL}\s+)?"
    r"(are|were|have|need|meet|remain|require|vary)\b(?!-)"
)
IRREGULAR = re.compile(r"\b(?:criteria|phenomena)\s+(is|was|has)\b", re.IGNORECASE)
WE_IS = re.compile(r"\b(?:we|they)\s+(is|was|has)\b", re.IGNORECASE)
OTHER_NUMBER = {
    "is": "are",
    "was": "were",
    "has": "have",
    "needs": "need",
    "requires": "require",
    "shows": "show",
    "meet": "meets",
    "remain": "remains",
    "vary": "varies",
}
OTHER_NUMBER |= {plural: singular for singular, plural in OTHER_NUMBER.items()}

BETWEEN = r"(?:(?:not|also|now|already|since|[a-z]+ly)\s+)?"
WRONG_FORM = re.compile(
    rf"\b(?:will|would|should|could|must|shall)\s+{BETWEEN}been\b"
    rf"|\b(?:has|have|had)\s+{BETWEEN}be\b(?!-)"
    rf"|\b(?:is|are|was|were)\s+{BETWEEN}been\b",
    re.IGNORECASE,
)


@rule(
    "agreement",
    "warning",
    "A verb that does not fit its subject makes the reader look for another subject.",
    "Good practice",
    refers_back=True,
)
def find_disagreements(reading: Reading) -> Iterator[Fault]:
    """Yield verbs in the singular after a subject in the plural, and the other way round."""
    for line in list_english(reading):
        text = line.readable
        for pattern in (PLURAL_IS, QUALITY_ARE, IRREGULAR, WE_IS):
            for found in pattern.finditer(text):
                verb = OTHER_NUMBER[found[1].lower()]
                start = _go_back(text, found.start(), found.start(1))
                words = f"{text[start : found.start(1)]}{verb}"
                message = f"“{_shorten(found[0])}”: write “{verb}”."
                yield Fault(message, line, start, found.end(1), words)


@rule(
    "verb-form",
    "warning",
    "Two parts of a verb that do not go together are what an edit left over.",
    "Good practice",
    refers_back=True,
)
def find_wrong_verb_forms(reading: Reading) -> Iterator[Fault]:
    """Yield “will been”, “has be”, “is been” and their like."""
    for line in list_english(reading):
        for found in WRONG_FORM.finditer(line.readable):
            message = f"“{found[0]}”: these forms of a verb do not go together."
            yield Fault(message, line, *found.span())


def _go_back(text: str, first: int, end: int) -> int:
    """Return where the two words before a place begin."""
    start = end
    for _ in range(2):
        start = max(first, text.rfind(" ", first, start - 1) + 1)
    return start


def _shorten(words: str) -> str:
    parts = words.split()
    return " ".join(parts) if len(parts) <= 6 else " ".join([*parts[:2], "…", *parts[-2:]])
