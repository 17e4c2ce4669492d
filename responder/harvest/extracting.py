"""What stands within a line as an answer of its own, read as its question wants it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from contextlib import suppress
from typing import TypeAlias

from responder.harvest.grammar import ALIKE, COUNTED, PLACEHOLDER, Grammar
from responder.harvest.lines import Line
from responder.harvest.parts import Extract
from responder.questionnaire import Questionnaire
from responder.questions import MONTHS, Question, parse

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"

ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b|,")
AMERICAN = re.compile(r"([A-Za-z]+)\s+(\d{1,2})\s+(\d{4})")
MONTH = re.compile(rf"(?:(?P<month>{'|'.join(MONTHS)})\s+)?(?P<year>\d{{4}})", re.IGNORECASE)
FIGURES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
SEPARATOR = re.compile(r"[\s,;()]+(?:and\s+|to\s+)?")


def find_question(questionnaire: Questionnaire, path: str) -> Question:
    """Return the question of a path by names with dots; KeyError says that there is none."""
    first, *names = path.split(".")
    found = {question.name: question for question in questionnaire.questions}[first]
    for name in names:
        found = {question.name: question for question in found.questions}[name]
    return found


def extract(one: Extract, line: Line, question: Question, grammar: Grammar) -> Plain | None:
    """Return the answer that a line holds, or None if it holds none of this kind."""
    found = locate(one, line, grammar)
    if found is None:
        return None
    if one.value:
        match = found
        return PLACEHOLDER.sub(lambda name: _in_figures(match[name[1]] or ""), one.value)
    name = one.answer.rpartition(".")[2]
    group = name if name in found.re.groupindex else min(1, found.re.groups)
    start, end = found.span(group)
    return read_value(question, line.text[max(start, 0) : max(end, 0)].strip())


def locate(one: Extract, line: Line, grammar: Grammar) -> re.Match[str] | None:
    """Return where an answer stands in a line."""
    if one.looks and line.signs.isdisjoint(one.looks):
        return None
    return grammar.search(one.pattern, line.bold_lead if one.bold else line.text)


def take(
    one: Extract, line: Line, question: Question, grammar: Grammar
) -> tuple[Plain, Line] | None:
    """Return the answer at the head or foot of a line with the rest of it; None if it has none."""
    value = extract(one, line, question, grammar)
    found = locate(one, line, grammar)
    if not value or found is None:
        return None
    if found.start() == 0:
        rest = line.cut(found.end(), len(line.text))
    else:
        rest = line.cut(0, found.start())
    return value, rest


def read_value(question: Question, text: str) -> Plain | None:
    """Return words as an answer of the question's type, or None if they are none."""
    if question.type == "choices":
        return [*_find_choices(question, text)] or None
    if question.type == "list":
        entries = [one.strip(".") for one in SEPARATOR.split(text)]
        return [one for one in entries if re.search(r"\d", one)] or None
    for form in _forms(question, text):
        with suppress(ValueError):
            value = parse(question, form)
            return str(value) if question.type in ("date", "choice", "number") else form
    return None


def _forms(question: Question, text: str) -> Sequence[str]:
    """Return the ways of writing a value that its question may understand."""
    if question.type == "choice":
        return [text, *(name for name in _names(question) if _same(name, text))]
    if question.type != "date":
        return [text]
    plain = " ".join(ORDINAL.sub(" ", text).split())
    if figures := FIGURES.fullmatch(plain):
        day, month, year = figures.groups()
        return [f"{year}-{int(month):02}-{int(day):02}"]
    if month := MONTH.fullmatch(plain):
        return [_last_day(int(month["year"]), month["month"])]
    if american := AMERICAN.fullmatch(plain):
        return [f"{american[2]} {american[1]} {american[3]}"]
    return [plain]


def _last_day(year: int, name: str | None) -> str:
    """Return the last day of a month, or of the year if none is named."""
    month = [one.casefold() for one in MONTHS].index((name or MONTHS[-1]).casefold()) + 1
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]}"


def _in_figures(text: str) -> str:
    word = text.casefold()
    return str(COUNTED.index(word) + 1) if word in COUNTED else text


def _names(question: Question) -> list[str]:
    return [name for one in question.options for name in (one.value, one.label, *one.aliases)]


def _same(one: str, other: str) -> bool:
    return one.translate(ALIKE).casefold() == other.translate(ALIKE).casefold()


def _find_choices(question: Question, text: str) -> list[str]:
    """Return the options that a text names, in the order in which it does."""
    plain = text.translate(ALIKE)
    places: dict[str, int] = {}
    for option in question.options:
        names = [name for name in (option.value, option.label, *option.aliases) if name]
        starts = [
            found.start()
            for name in names
            if (
                found := re.search(
                    rf"(?<!\w){re.escape(name.translate(ALIKE))}(?!\w)", plain, re.IGNORECASE
                )
            )
        ]
        if starts:
            places[option.value] = min(starts)
    return sorted(places, key=places.__getitem__)
