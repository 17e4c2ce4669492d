"""Documents of every kind, for tests that must hold for all of them."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

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
