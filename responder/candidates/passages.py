"""The typed passages of a response, paragraph by paragraph, and what keeps them from a library."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby

from responder.answers import Answer, Answers, Passage, walk
from responder.boilerplate.likeness import Text
from responder.candidates.privacy import Privacy, read_privacy
from responder.check.reading import INDEX, Reading
from responder.check.rules import RULES
from responder.check.rules.dates import find_undated_todays
from responder.check.rules.periods import find_time_phrases
from responder.check.rules.speakers import list_speakers
from responder.check.subjects import ITSELF, NAME, read_family, read_forms
from responder.compose import Composer
from responder.document import Block, Document, Source, in_language, map_spans
from responder.errors import Place, ResponderError, Severity
from responder.files import UNPRINTABLE
from responder.headers import Roles
from responder.house import House
from responder.markdown import parse_layout, parse_prose, read_bullets
from responder.questions import long_date

APART = ("quoted", "references", "speaker", "speech")  # roles whose words are not the response's
NUMBER = "number"  # the answer of an item that gives it another number than its place in the list
LONGEST = 20_000  # characters of a passage
JINJA = re.compile(r"\{[{%#]|[%#}]\}")


@dataclass(frozen=True)
class Moment:
    """Words that mean another time on another day, and what is to be said of them."""

    words: str
    message: str
    severity: Severity


@dataclass(frozen=True)
class Part:
    """One paragraph of a typed passage; `reason` says why no snippet may hold it, if none may.

    That is `private` if it names people or is what somebody says.
    """

    text: str
    place: Place
    reason: str = ""
    moments: tuple[Moment, ...] = ()
    private: bool = False


@dataclass(frozen=True)
class Typed:
    """Passages that were typed one after the other, and the item that they answer, if any."""

    parts: tuple[Part, ...]
    language: str = ""
    item: str = ""
    issue: str = ""
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Response:
    """What one response is called and when it was published, and its typed passages.

    `general` tells that it is about none of those that others are about. `reading` is what rules
    see of it.
    """

    name: str
    day: datetime.date | None
    general: bool
    passages: tuple[Typed, ...]
    reading: Reading


def read(composer: Composer, given: Answers) -> Response:
    """Return the typed passages of some answers, or raise an error if they cannot be composed."""
    made = composer.compose(given)
    roles = composer.house.questionnaire(given.template, given.template_place).roles
    reading = Reading(made, composer.house, composer.library, roles)
    privacy = read_privacy(
        composer.house,
        [str(one.value) for one in list_speakers(reading)],
        [said for one in reading.answers_as("speech") for said in _list_texts(one)],
    )
    entries = {one.path: one for one in walk(made.answers)}
    passages: list[Typed] = []
    for answer in entries.values():
        if answer.question.type == "passages":
            apart = "Somebody else says it." if _is_apart(answer, roles) else ""
            about = _describe(answer, entries, roles, composer.house.cues())
            for typed, run in groupby(answer.value, lambda passage: bool(passage.text)):
                if typed:
                    parts = tuple(_cut(list(run), apart, privacy))
                    passages.append(replace(about, parts=parts))
    general = not reading.once(read_family).subjects and _has_subjects(composer.house)
    dated = tuple(_date(passages, reading))
    return Response(_name(reading), made.day, general, dated, reading)


def _has_subjects(house: House) -> bool:
    """Tell whether some kind of response of a house is about one of several."""
    for name in house.template_names():
        with suppress(ResponderError):
            if house.questionnaire(name).roles.subject:
                return True
    return False


def _list_texts(answer: Answer) -> Iterator[str]:
    """Yield what was typed as an answer."""
    for one in answer.value if isinstance(answer.value, list) else [answer.value]:
        text = one.text if isinstance(one, Passage) else one
        if isinstance(text, str):
            yield text


def _is_apart(answer: Answer, roles: Roles) -> bool:
    path = INDEX.sub("", answer.path)
    named = [one for role in APART for one in getattr(roles, role)]
    return any(path == one or path.startswith(f"{one}.") for one in named)


def _cut(passages: Sequence[Passage], apart: str, privacy: Privacy) -> Iterator[Part]:
    """Yield the paragraphs of passages that stand together, as far as they hold words."""
    pieces = [piece for one in passages for piece in _locate(one)]
    reasons = privacy.find_reasons([text for text, _ in pieces])
    for (text, place), reason in zip(pieces, reasons, strict=True):
        private = apart or reason
        yield Part(text, place, private or find_misfit(text), private=bool(private))


def _locate(passage: Passage) -> Iterator[tuple[str, Place]]:
    """Yield each paragraph of a passage with its place in the answers."""
    node, end = passage.node, 0
    for piece in Text(passage.text).pieces:
        start = passage.text.index(piece, end)
        end = start + len(piece)
        place = node.place
        if node.text_line:
            line = node.text_line + passage.text.count("\n", 0, start)
            place = place if line == place.line else Place(place.file, line)
        yield read_bullets(piece), place


def find_misfit(text: str) -> str:
    """Return why a text cannot stand in a snippet as it stands in answers, or nothing."""
    if len(text) > LONGEST:
        return "It is too long for a passage."
    if found := JINJA.search(text):
        return f"It holds “{found[0]}”, by which a snippet marks its slots."
    if UNPRINTABLE.search(text):
        return "It holds a character that no snippet can hold."
    try:
        if parse_prose(text) != parse_layout(text, {}):
            return "In a snippet it would be a heading, a table or a quotation."
    except ResponderError as error:
        return error.problem
    return ""


def _describe(
    answer: Answer,
    entries: Mapping[str, Answer],
    roles: Roles,
    cues: Mapping[str, Sequence[str]],
) -> Typed:
    """Return what is known of the passages of an answer."""
    language = answer.question.language
    for path in roles.items:
        found = re.match(rf"{re.escape(path)}\[(\d+)\]", answer.path)
        if found and isinstance(entries[found[0]].value, dict):
            item: Mapping[str, Answer] = entries[found[0]].value
            number = item.get(NUMBER)
            said = str(number.value) if number and number.state == "given" else ""
            names = [one.removeprefix(f"{path}.") for one in roles.quoted]
            texts = [item[name].value for name in names if name in item]
            issue = next((one for one in texts if isinstance(one, str)), "")
            themes = [one.value for one in item.values() if _is_theme(one, cues)]
            return Typed((), language, said or str(int(found[1]) + 1), issue, tuple(themes))
    return Typed((), language)


def _is_theme(answer: Answer, cues: Mapping[str, Sequence[str]]) -> bool:
    return answer.question.type == "choice" and answer.state == "given" and answer.value in cues


def _name(reading: Reading) -> str:
    """Return what a response is called: after whom it is about, or else by its title."""
    subjects = reading.once(read_family).subjects
    forms = read_forms(reading, ITSELF)
    if subjects and forms:
        return " and ".join(forms[0].replace(NAME, one.name) for one in subjects)
    properties = reading.composition.document.properties
    title = " ".join(properties.title.split())
    if properties.date:
        title = re.sub(rf"[\s,:–-]*{re.escape(long_date(properties.date))}$", "", title)
    return title or str(reading.mapping("organisation").get("name", "")) or "A response"


def _date(passages: Sequence[Typed], reading: Reading) -> Iterator[Typed]:
    """Yield the passages with the words of each paragraph that mean another time another day."""
    moments: dict[str, list[Moment]] = {}
    for find in (find_time_phrases, find_undated_todays):
        rule = next(one for one in RULES.values() if one.find is find)
        for fault in find(_read_alone(passages, reading)):
            if line := fault.line:
                path = (line.span_at(fault.start).source or Source()).path
                words = line.text[fault.start : fault.end]
                moment = Moment(words, fault.message, fault.severity or rule.severity)
                moments.setdefault(path, []).append(moment)
    for number, one in enumerate(passages):
        dated = [
            replace(part, moments=tuple(moments.get(f"passages[{number}].{at}", ())))
            for at, part in enumerate(one.parts)
        ]
        yield replace(one, parts=tuple(dated))


def _read_alone(passages: Sequence[Typed], reading: Reading) -> Reading:
    """Return what rules see of the paragraphs alone, each of which has a path of its own."""
    blocks: list[Block] = []
    for number, passage in enumerate(passages):
        for at, part in enumerate(passage.parts):
            if not part.reason:
                source = Source(answer=part.place, path=f"passages[{number}].{at}")
                blocks += _parse(part.text, source, passage.language)
    made = reading.composition
    alone = replace(made, document=Document(tuple(blocks), made.document.properties))
    return Reading(alone, reading.house, reading.library, reading.roles)


def _parse(text: str, source: Source, language: str) -> Iterator[Block]:
    blocks = parse_prose(text, lambda _line: source)
    return map_spans(blocks, lambda span: in_language(span, language))
