from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.boilerplate import Library
from responder.check.prose import is_address, list_addresses, list_quotations
from responder.check.reading import Reading
from responder.check.rules import Fault
from responder.check.settings import load_rules
from responder.compose import Composition
from responder.document import Block, Document, Heading, ListBlock, Paragraph, Quote, Span
from responder.headers import Roles
from tests.checking import composer

SIGNS = "aAbthe itsof12 \u00a0\n.,;:!?-–()[]/@'\"‘’“”…"
WORDS = ["in order", "both", "and also", "the", "a", "hour", "pre", "charge", "Legal Managers"]
TEXTS = st.text(st.sampled_from(SIGNS), max_size=60) | st.lists(
    st.sampled_from([*WORDS, "legal managers", "“", "”.", "is", "been", "phase 3", "said:"])
).map(" ".join)
MODULES = (
    "capitals",
    "endings",
    "grammar",
    "headings",
    "hyphens",
    "phrases",
    "punctuation",
    "repetition",
    "spacing",
    "verbs",
    "wording",
)


def read(*texts: str) -> Iterator[tuple[str, Fault]]:
    """Yield the faults of the rules on prose in a heading, paragraphs, a list and a quotation."""
    paragraphs = tuple(Paragraph((Span(text),)) for text in texts)
    blocks: tuple[Block, ...] = (
        Heading(2, (Span(texts[0]),)),
        *paragraphs,
        ListBlock(tuple((paragraph,) for paragraph in paragraphs)),
        Quote(paragraphs),
    )
    known = composer().house
    made = Composition(Document(blocks), {}, None, ())
    reading = Reading(made, known, Library(known.boilerplate), Roles())
    for name, rule in load_rules().items():
        if rule.find.__module__.rpartition(".")[2] in MODULES:
            yield from ((name, fault) for fault in rule.find(reading))


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_whatever_is_written_each_fault_points_to_words(texts: list[str]) -> None:
    for name, fault in read(*texts):
        assert fault.line is not None, name
        assert 0 <= fault.start < fault.end <= len(fault.line.text), name
        assert fault.message.endswith((".", "!", "?")), fault.message


@given(TEXTS)
def test_what_mends_words_differs_from_them(text: str) -> None:
    for name, fault in read(text):
        assert fault.line is not None
        assert fault.replacement != fault.line.text[fault.start : fault.end], name


@pytest.mark.parametrize(
    "text",
    [
        "a" * 20000,
        '"' * 5000,
        "‘a’ " * 5000,
        "a-" * 5000,
        "The Area will act. " * 500,
        "a\n" * 5000,
    ],
)
def test_long_texts_are_read_to_their_end(text: str) -> None:
    spots = [fault for _, fault in read(text) if fault.line]
    assert all(0 <= fault.start <= fault.end <= len(text) for fault in spots)


def test_quotations_are_found_with_their_marks() -> None:
    text = 'We say “grip”, ‘the Area’s club’, "trust" and the boys’ own.'
    found = [text[start:end] for start, end in list_quotations(text)]
    assert found == ["“grip”", "‘the Area’s club’", '"trust"']


@pytest.mark.parametrize(
    "word",
    [
        "https://example.org/a",
        "www.example.org",
        "jo@example.org",
        "example.gov.uk",
        "a/report.pdf",
    ],
)
def test_addresses_are_known_from_words(word: str) -> None:
    assert is_address(word)
    assert list_addresses(f"See {word} now") == [(4, 4 + len(word))]


@pytest.mark.parametrize("word", ["end.Start", "e.g.", "10.30am", "and/or", "CPS"])
def test_words_are_no_addresses(word: str) -> None:
    assert not is_address(word)


def test_the_rules_of_prose_are_all_tried_here() -> None:
    folder = Path(__file__).parent.parent / "responder" / "check" / "rules"
    assert all((folder / f"{name}.py").is_file() for name in MODULES)
