"""Rules on quotations: that somebody is named who said the words, and has not borrowed them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

import msgspec

from responder.answers import Answer, walk
from responder.boilerplate.likeness import SHINGLE, Text, read_words
from responder.check.full_forms import squash
from responder.check.knowledge import compile_words, read_entries
from responder.check.reading import BLOT, Line, Reading
from responder.check.rules import Fault, rule
from responder.check.subjects import read_family

PUBLISHED = "published_quotations"  # the names in the house's data
LEADERS = "leaders"
VERB = r"\b(?:said|says|added|adds|commented|comments|stated|explained)\b"
SAYING = re.compile(rf"{VERB}|:\s*$")
SPEECH = re.compile(rf"{VERB}[,:]?\s*[“\"](?:\W*\w+){{4}}|(?:\w+\W+){{4}}[”\"],?\s+{VERB}")
QUOTED = re.compile(r"[“\"][^”\"]*(?:[”\"]|$)")
FIRST_WORDS = re.compile(r"\w+(?:\W+\w+){0,4}")
CAPITAL = "[A-ZÀ-ÖØ-Þ]"
PARTICLE = rf"(?:{CAPITAL}\.|al|ap|de|der|van|von)"
FULL_NAME = re.compile(rf"\b{CAPITAL}[\w’'-]+\s+(?:{PARTICLE}\s+)*{CAPITAL}[\w’'-]+")
NO_NAMES = "As|At|For|In|Our|The|This"  # with a capital at the beginning of a sentence
ALIKE = 0.75  # of a fragment's words that stand in the quotation
AROUND = 2  # words on either side in which they may stand


class Quotation(msgspec.Struct):
    """A few words that were published as somebody's, or as several people's, and when."""

    words: str
    by: str | list[str]
    published: str = ""

    @property
    def speakers(self) -> list[str]:
        """Return those whose words they were."""
        return [self.by] if isinstance(self.by, str) else self.by


def list_speakers(reading: Reading) -> list[Answer]:
    """Return the answers that can name a person who is quoted, so no choices from a list."""
    found = [one for one in reading.answers_as("speaker") if one.question.type == "line"]
    for speech in reading.answers_as("speech"):
        found += _list_beside(reading, speech)
    return [one for one in found if one.state == "given"]


@rule(
    "unnamed-speaker",
    "error",
    "A quotation belongs to a person, whom it has to name.",
    "Good practice",
)
def find_unnamed(reading: Reading) -> Iterator[Fault]:
    """Yield each quotation that does not say by name who speaks."""
    roles = compile_words([one for one in reading.entries(LEADERS) if isinstance(one, str)])
    for speech in reading.answers_as("speech"):
        beside = _list_beside(reading, speech)
        given = [one for one in beside if one.state == "given"]
        untold = any(one.state in ("missing", "wrong") for one in beside)  # an error already
        if speech.state != "given" or untold or not beside:
            continue
        if not given:
            yield _point(reading, speech, "Nobody is named who says this.")
        elif all(roles.fullmatch(str(one.value).strip()) for one in given):
            message = f"“{given[0].value}” is a role. Give the person’s name."
            yield _point(reading, given[0], message)
    names = [squash(str(one.value)) for one in list_speakers(reading)]
    printed = squash(" ".join(line.text for line in reading.lines if line.role != "speech"))
    named = any(name in printed for name in names)
    apart = _compile_no_names(reading)
    for line, start, end, spoken in _list_lead_ins(reading):
        words = QUOTED.sub(" ", line.readable[start:end])
        role = roles.search(line.readable, start, end)
        if BLOT in words or any(name in squash(words) for name in names):
            continue
        if spoken and names and not named:
            message = "The response does not name the person who is quoted below."
            yield Fault(message, line, start, end)
        elif (
            role
            and SAYING.search(words)
            and not FULL_NAME.search(apart.sub("|", roles.sub("|", words)))
        ):
            message = f"“{role[0]}” is a role. Give the name of the person who is quoted."
            yield Fault(message, line, *role.span())


@rule(
    "reused-quotation",
    "error",
    "These words were published as somebody else’s, and nobody can be made to have said them.",
    "The house’s data",
)
def find_reused(reading: Reading) -> Iterator[Fault]:
    """Yield each quotation that was published before under another name."""
    speakers = {squash(str(one.value)) for one in list_speakers(reading)}
    published = [
        (one, read_words(one.words))
        for one in read_entries(reading, PUBLISHED, Quotation)
        if not any(squash(name) in speakers for name in one.speakers)
    ]
    for line in reading.lines if published else ():
        if line.role != "speech" and line.kind != "quote":
            continue
        text = Text(line.readable)
        margin = len(line.readable) - len(line.readable.lstrip())
        for one, words in published:
            if run := _find_run(words, text):
                start, end = text.spans[run.start][0], text.spans[run.stop - 1][1]
                when = f" ({one.published})" if one.published else ""
                message = f"{' and '.join(one.speakers)} said this before{when}. "
                message += "Ask whoever is quoted here for words of their own."
                yield Fault(message, line, margin + start, margin + end, ours=True)
                break


def _list_lead_ins(reading: Reading) -> Iterator[tuple[Line, int, int, bool]]:
    """Yield the words that lead to a quotation, and whether an answer holds what is quoted."""
    for line, below in zip_longest(reading.lines, reading.lines[1:]):
        ours = line.role != "speech" and line.kind not in ("quote", "title", "heading")
        leads = below is not None and (below.role == "speech" or below.kind == "quote")
        for start, end in line.sentences if ours else ():
            if leads and end == len(line.text):
                yield line, start, end, below is not None and below.role == "speech"
            elif (
                SAYING.search(line.readable, start, end)
                and SPEECH.search(line.readable, start, end)
                and not line.is_quoted(start, end)
            ):
                yield line, start, end, False


def _list_beside(reading: Reading, speech: Answer) -> list[Answer]:
    """Return the answers in one line beside what is said, one of which names who says it."""
    group, _, _ = speech.path.rpartition(".")
    everything = walk(reading.composition.answers)
    beside = (one for one in everything if group and one.path.rpartition(".")[0] == group)
    return [one for one in beside if one.question.type == "line" and one.state != "hidden"]


def _point(reading: Reading, answer: Answer, message: str) -> Fault:
    """Return a fault at the first words of an answer as they are printed, or else as they stand."""
    for line in reading.lines:
        start = 0
        for span in line.spans:
            words = FIRST_WORDS.search(span.text)
            if span.source and span.source.path == answer.path and words:
                first, last = start + words.start(), start + words.end()
                return Fault(message, line, first, last, ours=True)
            start += len(span.text)
    return Fault(message, place=answer.node.place, path=answer.path)


def _compile_no_names(reading: Reading) -> re.Pattern[str]:
    """Return an expression for words with capitals that are no names of people."""
    organisation = reading.mapping("organisation")
    names = [str(organisation.get(key, "")) for key in ("name", "abbreviation")]
    names += [name for member in reading.once(read_family).members for name in member.names]
    return re.compile(rf"(?i:{compile_words(names).pattern})|\b(?:[A-Z]+|{NO_NAMES})\b")


def _find_run(words: list[str], text: Text) -> range | None:
    """Return which words of a text are nearly those of a fragment, if any are."""
    runs = {
        run: at for at, run in enumerate(zip(*(words[n:] for n in range(SHINGLE)), strict=False))
    }
    best, most = None, ALIKE * len(words)
    for at, run in enumerate(zip(*(text.words[n:] for n in range(SHINGLE)), strict=False)):
        if run not in runs:
            continue
        first = max(0, at - runs[run] - AROUND)
        window = text.words[first : at - runs[run] + len(words) + AROUND]
        matcher = SequenceMatcher(None, words, window, autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        common = sum(block.size for block in blocks)
        if common >= most and (best is None or common > most):
            best = range(first + blocks[0].b, first + blocks[-1].b + blocks[-1].size)
            most = common
    return best
