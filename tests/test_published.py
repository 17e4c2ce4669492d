"""The responses that were published, composed again from their answers.

The texts in tests/published are the words of responses published by the Crown Prosecution Service,
without the furniture of the website. They contain public sector information licensed under the
Open Government Licence v3.0.
"""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from responder import answers, house
from responder.boilerplate import Library
from responder.compose import Composer, Composition
from responder.document import Document
from responder.markdown import parse_prose
from responder.writers import text, word

ROOT = Path(__file__).parent.parent
PUBLISHED = ROOT / "tests" / "published"
NAMES = sorted(path.stem for path in PUBLISHED.glob("*-20*.yaml"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLETS = {"-", "•", "–", "*"}


@pytest.fixture(scope="module")
def composer() -> Composer:
    return Composer(house.load(ROOT))


def compose(composer: Composer, name: str) -> Composition:
    return composer.compose(answers.load(PUBLISHED / f"{name}.yaml"))


def words_of(printed: str, numbers: bool = True) -> list[str]:
    """Return words without bullets, and without the numbers of items if they are not wanted."""
    found = [each for each in printed.replace("\u00a0", " ").split() if each not in BULLETS]
    return found if numbers else [each for each in found if not re.fullmatch(r"\d+\.", each)]


def published_words(name: str, numbers: bool = True) -> list[str]:
    return words_of((PUBLISHED / f"{name}.txt").read_text("utf-8"), numbers)


def body_of(path: Path) -> str:
    """Return the text of a Word file's body, read with nothing but its XML."""
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    lines = []
    for paragraph in root.iter(f"{W}p"):
        parts = [
            node.text or "" if node.tag == f"{W}t" else " "
            for node in paragraph.iter()
            if node.tag in (f"{W}t", f"{W}br", f"{W}tab")
        ]
        lines.append("".join(parts))
    return "\n".join(lines)


def written(composer: Composer, document: Document, path: Path) -> str:
    path.write_bytes(word.write(document, composer.house.word_template))
    return body_of(path)


def test_there_are_five_published_responses_each_with_its_answers() -> None:
    assert len(NAMES) == 5
    assert sorted(path.stem for path in PUBLISHED.glob("*.txt")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_a_response_is_word_for_word_the_published_one(
    composer: Composer, name: str
) -> None:
    printed = text.write(compose(composer, name).document)
    assert words_of(printed) == published_words(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_word_file_of_a_response_is_word_for_word_the_published_one(
    composer: Composer, name: str, tmp_path: Path
) -> None:
    printed = written(composer, compose(composer, name).document, tmp_path / "draft.docx")
    assert words_of(printed, numbers=False) == published_words(name, numbers=False)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "north-west-2022"])
def test_a_published_response_lacks_no_answer_and_keeps_its_words_without_sources(
    composer: Composer, name: str, tmp_path: Path
) -> None:
    composition = compose(composer, name)
    assert not composition.blocking(final=True)
    printed = written(composer, composition.document.final(), tmp_path / "final.docx")
    assert words_of(printed, numbers=False) == published_words(name, numbers=False)


def test_the_response_that_was_published_without_a_date_lacks_nothing_else(
    composer: Composer,
) -> None:
    (finding,) = compose(composer, "north-west-2022").findings
    assert finding.rule == "missing"
    assert "published" in finding.message


@pytest.mark.parametrize("name", NAMES)
def test_what_the_library_holds_is_a_reference_and_not_typed_again(
    composer: Composer, name: str
) -> None:
    library = Library(composer.house.boilerplate)
    bodies = {
        _plain(one.body): one.name for each in library.names() for one in library.versions(each)
    }
    loaded = answers.load(PUBLISHED / f"{name}.yaml")
    resolved, _ = answers.resolve(loaded, composer.house.questionnaire(loaded.template))
    passages = [
        passage
        for answer in answers.walk(resolved)
        if answer.question.type == "passages"
        for passage in answer.value
    ]
    assert any(passage.snippet for passage in passages)
    retyped = [bodies[_plain(one.text)] for one in passages if _plain(one.text) in bodies]
    assert not retyped


def _plain(prose: str) -> str:
    return " ".join(text.write(Document(parse_prose(prose))).split())
