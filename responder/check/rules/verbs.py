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
    r"|gas|headquarters|lens|summons|afterwards|always|besides|nowadays|overseas|perhaps|sometimes"
    r"|towards|unless|whereas)\b)[a-z]+s"
)
# Words that describe a plural, and no words with which a clause begins: “the help a person needs”.
ADJECTIVE = (
    r"(?!(?:a|an|and|any|anyone|both|but|each|every|everyone|he|her|his|how|it|its|no|nobody|one|or"
    r"|our|she|somebody|someone|that|the|their|these|they|this|those|two|three|four|five|six|seven"
    r"|eight|nine|ten|twelve|we|what|when|where|which|who|whose|you|your|at|by|for|from|in|into|of"
    r"|on|than|to|with)\b)[A-Za-z-]+"
)
VERB = (
    r"(?:brings|comes|contains|costs|deserves|does|gets|gives|goes|happens|helps|involves|makes"
    r"|matters|needs|offers|provides|receives|requires|says|sees|takes|uses|wants|works)"
)
OWN = r"(?:the|this|that|these|those|our|its|their|all|each|an?)"
# “The findings from the peer reviews is”: what can stand between is kept so short that it holds no
# verb, for “the findings of the review suggest that performance is” is right.
PLURAL_IS = re.compile(
    rf"{STARTS}(?:The|These|Those|Our|All|Some|Many|Both)\s+"
    rf"(?:{PLURAL}|(?:{ADJECTIVE}\s+){{1,3}}(?!{VERB}\b){PLURAL})\s+"
    rf"(?:(?:from|of|in|on|for|about|to)\s+(?:{OWN}\s+)?"
    r"(?:(?!which\b|that\b|who\w*\b|where\b|when\b|and\b|or\b|we\b|they\b|it\b)[\w’'-]+\s+){1,2})?"
    r"(is|was|has|continues|demonstrates|ensures|highlights|indicates|means|needs|provides|remains"
    r"|requires|shows|suggests)\b"
)
# “The quality of letters are”, but not “steps to improve the quality of letters are”, nor “the
# level of support people need”.
QUALITY_ARE = re.compile(
    rf"(?:{STARTS}|\b(?:that|whether|because|where)\s+)[Tt]he\s+(?:overall\s+)?"
    r"(?:(?:quality|timeliness|standard|level|handling|importance|effectiveness|accuracy"
    r"|amount|backlog|completeness|rate|volume|provision|consistency|speed|content|tone|purpose|aim|use|lack|absence)\s+of"
    r"|(?:advice|evidence|feedback|guidance|information|progress|training)"
    r"\s+(?:about|for|from|in|on|to))\s+"
    rf"(?:{OWN}\s+)?{PLURAL}\s+(?:[a-z]+ed\s+|(?:to|from|in|for|by)\s+{PLURAL}\s+)?"
    r"(are|were|have|need|meet|remain|require|vary)\b(?!-)"
)
# “The report also say”
REPORT_SAY = re.compile(
    rf"{STARTS}(?:The|This|That|Our|Its)\s+(?:guidance|inspection|plan|policy|process|programme"
    r"|report|response|review|scheme|strategy|training|work)\s+(?:also\s+|now\s+|rightly\s+)?"
    r"(acknowledge|are|conclude|describe|find|have|identify|include|recognise|require|say|show|were)"
    r"\b(?!-)"
)
IRREGULAR = re.compile(r"\b(?:criteria|phenomena)\s+(is|was|has)\b", re.IGNORECASE)
EACH_ARE = re.compile(
    rf"\b(?:Each|Neither)\s+of\s+{OWN}\s+(?:(?:two|three|four|five|six|\d+)\s+)?"
    rf"(?:{ADJECTIVE}\s+){{0,3}}{PLURAL}\s+(are|were|have)\b"
)
WE_IS = re.compile(r"\b(?:we|they)\s+(is|was|has)\b", re.IGNORECASE)
UNLIKE = {"is": "are", "was": "were", "has": "have", "identifies": "identify", "varies": "vary"}
OTHER_NUMBER = UNLIKE | {plural: singular for singular, plural in UNLIKE.items()}

BETWEEN = r"(?:(?:not|also|now|already|since|[a-z]+ly)\s+)?"
WRONG_FORM = re.compile(
    rf"\b(?:will|would|should|could|must|shall)\s+{BETWEEN}been\b"
    rf"|\b(?:has|have|had)\s+{BETWEEN}be\b(?!-)"
    rf"|\b(?:is|are|was|were)\s+{BETWEEN}been\b"
    rf"|\b(?:has|have|had)\s+{BETWEEN}(?:began|chose|did|drove|fell|gave|grew|knew|rose|saw|spoke"
    r"|threw|took|went|wrote)\b",
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
        for pattern in (PLURAL_IS, QUALITY_ARE, EACH_ARE, REPORT_SAY, IRREGULAR, WE_IS):
            for found in pattern.finditer(text):
                verb = _change_number(found[1].lower())
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


def _change_number(verb: str) -> str:
    """Return a verb in the plural if it is in the singular, and the other way round."""
    return OTHER_NUMBER.get(verb) or (verb[:-1] if verb.endswith("s") else f"{verb}s")


def _go_back(text: str, first: int, end: int) -> int:
    """Return where the two words before a place begin."""
    start = end
    for _ in range(2):
        start = max(first, text.rfind(" ", first, start - 1) + 1)
    return start


def _shorten(words: str) -> str:
    parts = words.split()
    return " ".join(parts) if len(parts) <= 6 else " ".join([*parts[:2], "…", *parts[-2:]])
