"""Recognising snippets in the paragraphs of responses."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from responder import answers, house
from responder.answers import Answer
from responder.boilerplate.recognition import Recognised, recognise
from responder.compose import Composer
from responder.document import Block, Document
from responder.writers import markdown

ROOT = Path(__file__).parent.parent
PUBLISHED = ROOT / "tests" / "published"
NAMES = sorted(path.stem for path in PUBLISHED.glob("*-20*.yaml"))


@pytest.fixture(scope="module")
def composer() -> Composer:
    return Composer(house.load(ROOT))


def to_markdown(blocks: tuple[Block, ...]) -> list[str]:
    """Return each block as it would be typed."""
    return [markdown.write(Document((block,))).rstrip("\n") for block in blocks]


def passages_of(composer: Composer, name: str) -> Iterator[tuple[Answer, list[str]]]:
    composition = composer.compose(answers.load(PUBLISHED / f"{name}.yaml"))
    for answer in answers.walk(composition.answers):
        if answer.question.type == "passages" and answer.value:
            yield answer, to_markdown(composer.blocks(answer, composition.day))


def fill(found: list[Recognised], paragraphs: list[str]) -> list[dict[str, Any]]:
    """Return the passages of an answer: those recognised, and the others as they were typed."""
    passages: list[dict[str, Any]] = []
    at = 0
    for one in found:
        passages += [{"text": text} for text in paragraphs[at : one.first]] + [one.passage]
        at = one.first + one.count
    return passages + [{"text": text} for text in paragraphs[at:]]


@pytest.mark.parametrize("name", NAMES)
def test_the_passages_of_a_published_response_are_found_again(
    composer: Composer, name: str
) -> None:
    composition = composer.compose(answers.load(PUBLISHED / f"{name}.yaml"))
    for answer, paragraphs in passages_of(composer, name):
        found = recognise(composer.library, paragraphs, composition.day)
        assert fill(found, paragraphs) == answer.node.plain()
