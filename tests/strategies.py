"""Documents and answers of every kind, for tests that must hold for all of them."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st

from responder.answers import read_default
from responder.document import (
    Block,
    Citation,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Properties,
    Quote,
    Source,
    Span,
    Spans,
    Style,
    Table,
)
from responder.errors import Place
from responder.files import UNPRINTABLE
from responder.nodes import NOT_IN_YAML
from responder.questions import Given, Question, applies, one_of, parse, parse_limit
from responder.relative import UNITS

# No test is to fail because the machine is busy.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

# What must hold for every document holds in the styles of any house.
TESTS = Path(__file__).parent
TEMPLATES = [house / "templates/house.docx" for house in (TESTS.parent, TESTS / "second_house")]
EACH_TEMPLATE = pytest.mark.parametrize("template", TEMPLATES, ids=["own", "second"])

WORDS = ("the Area", " agrees", "Majesty’s ", "\N{NO-BREAK SPACE}", "\n", "\t", "1. ", "— x & <y>")


def texts() -> st.SearchStrategy[str]:
    """Text that a file can hold: words as people write them, and anything else."""
    anything = st.text(max_size=4).map(lambda text: UNPRINTABLE.sub("", text))
    return st.lists(st.sampled_from(WORDS) | anything, max_size=3).map("".join)


def citations() -> st.SearchStrategy[Citation]:
    dates = st.none() | st.dates()
    return st.builds(
        Citation,
        snippet=st.sampled_from(["files/plan", "staff/training"]),
        version=st.sampled_from(["1", "2"]),
        title=texts(),
        place=st.just(Place("files/plan.md", 1)),
        origins=st.lists(texts(), max_size=2).map(tuple),
        valid_from=dates,
        valid_until=dates,
        superseded=texts(),
    )


def sources() -> st.SearchStrategy[Source]:
    places = st.none() | st.builds(Place, st.just("answers.yaml"), st.integers(1, 3))
    return st.builds(Source, places, places, st.just("items.1"), st.none() | citations())


def styles() -> st.SearchStrategy[Style]:
    links = st.sampled_from(["", "", "https://www.example.org/a?b=c&d", "mailto:a@example.org"])
    roles = st.sampled_from(["", "", "label", "gap", "stale"])
    languages = st.sampled_from(["", "", "cy-GB", "CY-gb", "en-GB", "zh-Hant-TW"])
    return st.builds(Style, st.booleans(), st.booleans(), links, roles, languages)


def spans() -> st.SearchStrategy[Span]:
    return st.builds(Span, texts(), st.just(Style()) | styles(), st.none() | sources())


def lines() -> st.SearchStrategy[Spans]:
    return st.lists(spans(), max_size=3).map(tuple)


def paragraphs() -> st.SearchStrategy[Paragraph]:
    return st.builds(Paragraph, lines())


def lists() -> st.SearchStrategy[ListBlock]:
    starts = st.none() | st.integers(1, 4)

    def around(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
        items = st.lists(paragraphs() | inner, max_size=3).map(tuple)
        return st.builds(ListBlock, st.lists(items, max_size=3).map(tuple), starts)

    # At most four deep; Word counts nine levels.
    inner: st.SearchStrategy[Block] = paragraphs()
    for _ in range(3):
        inner = st.one_of(paragraphs(), paragraphs(), around(inner))
    items = st.lists(st.lists(inner, max_size=3).map(tuple), max_size=3).map(tuple)
    return st.builds(ListBlock, items, starts)


def tables() -> st.SearchStrategy[Table]:
    rows = st.lists(lines(), max_size=3).map(tuple)
    return st.builds(Table, rows, st.lists(rows, max_size=3).map(tuple), texts())


def blocks() -> st.SearchStrategy[Block]:
    return st.one_of(
        st.builds(Heading, st.integers(1, 6), lines()),
        paragraphs(),
        lists(),
        tables(),
        st.builds(Quote, st.lists(paragraphs(), max_size=3).map(tuple)),
    )


def documents() -> st.SearchStrategy[Document]:
    """Every Document that can be written: any blocks, sources, properties and marking."""
    return st.builds(
        Document,
        blocks=st.lists(blocks(), max_size=4).map(tuple),
        properties=st.builds(
            Properties,
            title=texts(),
            subject=texts(),
            author=texts(),
            language=st.sampled_from(["en-GB", "cy-GB", ""]),
            date=st.none() | st.dates(),
        ),
        marking=st.lists(paragraphs(), max_size=3).map(tuple),
    )


# What answers say unless a test gives words of its own, each “#” of which becomes another number,
# so that no answer is like another, or like a part of one.
LINES = ("word #", "The long # words", "A # (b)", "R & D #")
PROSES = ("Sentence #.", "One #.\n\nTwo #.", "Some #:\n\n- a # and\n- **bold** #.\n\nEnd #.")


@st.composite
def answers_to(
    draw: st.DrawFn, questions: Sequence[Question], own: Mapping[str, Sequence[str]] | None = None
) -> dict[str, Any]:
    """Valid answers to any questions, as plain data: all that must be given, and some that may.

    `own` are the words from which those to a question of a name are taken.
    """
    return _Answering(draw, own or {}).answer_all(questions, {})


@dataclass
class _Answering:
    """Draws answers in the order of their questions, since one may hide those after it."""

    draw: st.DrawFn
    own: Mapping[str, Sequence[str]]
    numbers: Iterator[int] = field(default_factory=lambda: count(101))

    def answer_all(self, questions: Sequence[Question], outer: Given) -> dict[str, Any]:
        scope, found = dict(outer), {}
        for question in questions:
            may_lack = not question.required or question.default is not None
            asked = applies(question, scope)
            if asked and not (may_lack and self.draw(st.booleans())):
                found[question.name] = self.answer(question, scope)
            value = _parsed(question, found.get(question.name), scope) if asked else None
            scope[question.name] = (question, value)
        return found

    def answer(self, question: Question, scope: Given) -> Any:
        match question.type:
            case "group":
                return self.answer_all(question.questions, scope)
            case "list" | "choices" | "passages":
                return self.draw_entries(question, scope)
            case "choice":
                option = self.draw(st.sampled_from(question.options))
                return self.draw(st.sampled_from([option.value, *option.aliases]))
            case "yes-no":
                return self.draw(st.sampled_from(["yes", "no"]))
            case "number":
                return str(self.draw(st.integers(int(question.min or 0), int(question.max or 30))))
            case "date":
                return self.draw(_days(question, scope))
        if question.pattern and question.name not in self.own:
            fitting = st.from_regex(question.pattern, fullmatch=True)
            return self.draw(fitting.filter(lambda text: not NOT_IN_YAML.search(text)))
        return self.draw_text(question.name, LINES if question.type == "line" else PROSES)

    def draw_entries(self, question: Question, scope: Given) -> list[Any]:
        least = int(question.min or question.required)
        most = int(question.max or least + 2)
        if question.type == "choices":
            values = st.sampled_from([one.value for one in question.options])
            return self.draw(st.lists(values, min_size=least, max_size=most, unique=True))
        entries = range(self.draw(st.integers(least, most)))
        if question.type == "passages":
            return [{"text": self.draw_text(question.name, PROSES)} for _ in entries]
        if question.of:
            return [self.answer(question.entry, scope) for _ in entries]
        return [self.answer_all(question.questions, scope) for _ in entries]

    def draw_text(self, name: str, usual: Sequence[str]) -> str:
        text = self.draw(st.sampled_from(self.own.get(name, usual)))
        return re.sub("#", lambda _: str(next(self.numbers)), text)


def _parsed(question: Question, answer: Any, scope: Given) -> Any:
    """Return the value that a condition compares with, or that a date counts from."""
    if question.type in ("group", "list", "passages"):
        return None
    if answer is None:
        return read_default(question)
    try:
        if isinstance(answer, list):
            return [parse(one_of(question), one) for one in answer]
        return parse(question, answer, scope)
    except ValueError:  # a day beyond the calendar, or words that are no line
        return assume(False)


def _days(question: Question, scope: Given) -> st.SearchStrategy[str]:
    """Days within the limits of a question, some of which count from an earlier answer."""
    least, most = (
        parse_limit(question, limit) if limit else datetime.date(year, 12, 31)
        for limit, year in ((question.min, 2009), (question.max, 2030))
    )
    plain = st.dates(least, most).map(str)
    others = [name for name, (one, day) in scope.items() if one.type == "date" and day]
    if not others or question.min or question.max:
        return plain
    counted = st.builds(
        "{} {}s {} {}".format,
        st.integers(1, 12),
        st.sampled_from(UNITS),
        st.sampled_from(["after", "before"]),
        st.sampled_from(others),
    )
    return plain | counted
