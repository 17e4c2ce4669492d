"""What holds for every house: the repository's own, an invented police force's, and a new one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import ooxml_integrity
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn
from jsonschema import Draft202012Validator
from lxml import etree
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from responder import answers, house, readers, register, schema, starting, why
from responder.answers.file import AnswersFile
from responder.boilerplate import Library, audit
from responder.boilerplate.search import Index, read_vocabulary
from responder.check import check
from responder.check.settings import load_rules
from responder.cli import cli
from responder.cli.output import FORMATS, write
from responder.compose import Composer, Composition
from responder.compose.rendering import Renderer
from responder.document import GAP, Document, Source, Span, lines_of, map_spans, spans_of, text_of
from responder.harvest import account, harvest
from responder.readers import word as reader
from responder.writers import text
from tests.test_schema import READERS, Reader, as_strings
from tests.test_writers_word import part_of
from tests.wizard_keys import nod_through

ROOT = Path(__file__).parent.parent
TESTS = ROOT / "tests"


@dataclass(frozen=True)
class Known:
    """A house: its folder, its answers, and words that stand in its drafts and in no other's.

    `gaps` names the answers that are not complete, each with the rules that `check` finds broken.
    """

    folder: Path
    answers: tuple[Path, ...]
    words: tuple[str, ...]
    gaps: dict[str, dict[str, int]] = field(default_factory=dict)


def answers_in(*folders: str) -> tuple[Path, ...]:
    """Return the files of some folders that hold answers, which say for which template."""
    found = (path for folder in folders for path in (TESTS / folder).glob("*.yaml"))
    return tuple(path for path in sorted(found) if "\ntemplate: " in f"\n{path.read_text('utf-8')}")


HOUSES = {
    "own": Known(
        ROOT,
        answers_in("published", "examples"),
        ("Crown Prosecution Service", "CPS", "HMCPSI"),
        {"north-west-2022": {"missing": 1}},
    ),
    "police": Known(
        TESTS / "second_house",
        answers_in("second_house/answers"),
        ("Northmarch", "PEEL", "Police Act 1996"),
        {
            "child-protection-draft": {
                "missing": 7,
                "out-of-date": 2,
                "left-at-example": 1,
                "wanted": 1,
                "inconsistent": 1,
            }
        },
    ),
    # As `responder init` makes it, below; it stands without Word styles in the package.
    "new": Known(
        ROOT / "responder" / "starter",
        (ROOT / "responder" / "starter" / "example.yaml",),
        ("Example Council", "Example Inspectorate"),
    ),
}

Drafts = list[tuple[str, Path]]
ALL: Drafts = [(name, path) for name, known in HOUSES.items() for path in known.answers]
COMPLETE = [(name, path) for name, path in ALL if path.stem not in HOUSES[name].gaps]
WITH_GAPS = [one for one in ALL if one not in COMPLETE]
# What was published is history, with its faults; nobody would publish it so today.
READY = [(name, path) for name, path in COMPLETE if path.parent.name != "published"]
TEMPLATES = [
    (name, template)
    for name, known in HOUSES.items()
    for template in house.load(known.folder).template_names()
]


def each(drafts: Drafts) -> pytest.MarkDecorator:
    """Run a test on answers files, each with the name of its house."""
    names = [f"{name}-{path.stem}" for name, path in drafts]
    return pytest.mark.parametrize(("name", "path"), drafts, ids=names)


each_house = pytest.mark.parametrize("name", HOUSES)
each_template = pytest.mark.parametrize(("name", "template"), TEMPLATES)


@pytest.fixture(scope="session")
def composers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Composer]:
    begun = tmp_path_factory.mktemp("begun") / "house"
    starting.make(begun, house.load(ROOT))
    folders = {name: known.folder for name, known in HOUSES.items()} | {"new": begun}
    return {name: Composer(house.load(folder)) for name, folder in folders.items()}


Composed = Callable[[str, Path], Composition]


@pytest.fixture(scope="session")
def composed(composers: dict[str, Composer]) -> Composed:
    """Return what composes answers for a house, each file once."""

    @cache
    def compose_once(name: str, path: Path) -> Composition:
        return compose(composers[name], path)

    return compose_once


def compose(composer: Composer, path: Path) -> Composition:
    return composer.compose(answers.load(path))


def lines(document: Document) -> list[str]:
    found = (line for block in document.blocks for line in lines_of(block))
    return [words for line in found if (words := " ".join(text_of(line).split()))]


def test_every_house_has_answers_that_are_complete() -> None:
    assert {name for name, _ in COMPLETE} == set(HOUSES)
    assert {path.stem for _, path in WITH_GAPS} == {
        stem for known in HOUSES.values() for stem in known.gaps
    }


# Questions.


@each_template
def test_the_schema_of_a_template_is_a_schema(name: str, template: str) -> None:
    described = schema.describe(house.load(HOUSES[name].folder).questionnaire(template), template)
    Draft202012Validator.check_schema(described)
    assert described["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def validator(name: str, path: Path) -> Draft202012Validator:
    named = answers.load(path).template
    asked = house.load(HOUSES[name].folder).questionnaire(named)
    return Draft202012Validator(schema.describe(asked, named))


@READERS
@each(COMPLETE)
def test_the_schema_takes_answers_that_are_complete(name: str, path: Path, reader: Reader) -> None:
    read = reader(path.read_text("utf-8"))
    assert [error.message for error in validator(name, path).iter_errors(read)] == []


@READERS
@each(WITH_GAPS)
def test_the_schema_finds_nothing_but_gaps(name: str, path: Path, reader: Reader) -> None:
    read = reader(path.read_text("utf-8"))
    found = list(_innermost(validator(name, path).iter_errors(read)))
    assert found
    assert [one for one in found if not one.endswith("is a required property")] == []


def _innermost(errors: Any) -> Iterator[str]:
    """Yield what is wrong, of alternatives the first, which is the answer and not its absence."""
    for error in errors:
        inner = [one for one in error.context if one.schema_path[0] == 0]
        yield from _innermost(inner) if inner else [error.message]


@each(COMPLETE)
def test_an_answer_of_another_type_is_refused(name: str, path: Path) -> None:
    loaded, read = answers.load(path), as_strings(path.read_text("utf-8"))
    asked = house.load(HOUSES[name].folder).questionnaire(loaded.template)
    checked, tried = validator(name, path), 0
    for question in asked.questions:
        wrong = "none of these" if question.type not in ("line", "prose") else ["a list"]
        assert not checked.is_valid({**read, question.name: wrong}), question.name
        tried += 1
    assert tried
    assert not checked.is_valid({**read, "a_name_that_no_question_has": "x"})
    assert not checked.is_valid({**read, "template": "none"})


# What `check` finds.


@each(ALL)
def test_what_check_finds_is_known(composers: dict[str, Composer], name: str, path: Path) -> None:
    # What was published keeps the words of its time, whatever the house would say today.
    passed_over = load_rules() if path.parent.name == "published" else ()
    found = [one for one in check(composers[name], path) if one.rule not in passed_over]
    weighty = Counter(one.rule for one in found if one.severity != "advice")
    assert weighty == HOUSES[name].gaps.get(path.stem, {})


# Drafts.


@each(ALL)
def test_every_word_knows_its_source(composed: Composed, name: str, path: Path) -> None:
    document = composed(name, path).document
    spans = [*spans_of(document.blocks), *spans_of(document.marking)]
    assert [span.text for span in spans if not (span.source and _places(span.source))] == []


def _places(source: Source) -> list[object]:
    return [place for place in (source.template, source.answer, source.path) if place]


@each(ALL)
def test_the_first_words_of_every_line_are_explained(
    composed: Composed, name: str, path: Path
) -> None:
    document = composed(name, path).document
    for line in lines(document):
        phrase = " ".join(line.split()[:5])
        assert all(links for _, links in why.explain(document, phrase)), phrase


@each(ALL)
def test_a_word_file_has_nothing_to_repair_and_reads_back(
    composers: dict[str, Composer], composed: Composed, tmp_path: Path, name: str, path: Path
) -> None:
    composition, home = composed(name, path), composers[name].house
    for document in (composition.document, composition.document.final()):
        target = tmp_path / "written.docx"
        target.write_bytes(write(document, "docx", home))
        assert OpenXmlValidator().validate(target).errors == []
        assert ooxml_integrity.check(target) == []
        assert reader.read(target) == document.without_sources()


@each(ALL)
def test_the_same_answers_make_the_same_bytes_whatever_was_drafted_before(
    composers: dict[str, Composer], composed: Composed, name: str, path: Path
) -> None:
    home = composers[name].house
    documents = [composed(name, path).document, compose(Composer(home), path).document]
    for form in FORMATS:
        written = [write(document, form, home) for document in documents]
        assert written[0], form
        assert written[0] == written[1], form


@each(ALL)
def test_web_and_archive_hold_the_words_of_the_text(
    composers: dict[str, Composer], composed: Composed, name: str, path: Path
) -> None:
    document = composed(name, path).document
    forms = {form: write(document, form, composers[name].house).decode() for form in FORMATS[1:]}
    wanted = _bare_words(" ".join(lines(document)))
    for form in ("html", "md", "txt"):
        got = iter(_bare_words(forms[form]))
        assert [word for word in wanted if word not in got] == [], form


def _bare_words(printed: str) -> list[str]:
    plain = re.sub(r"<[^>]*>|&[a-z]+;|&#\d+;|\\", " ", printed)
    return re.findall(r"[^\W\d_]{2,}", plain)


@each(READY)
def test_complete_answers_make_a_final(
    composers: dict[str, Composer], tmp_path: Path, name: str, path: Path
) -> None:
    done, written = _draft_final(composers[name], path, tmp_path)
    assert done == 0
    assert not reader.read(written).marking


@each(WITH_GAPS)
def test_answers_with_gaps_make_a_draft_and_no_final(
    composers: dict[str, Composer], composed: Composed, tmp_path: Path, name: str, path: Path
) -> None:
    composition = composed(name, path)
    assert not composition.blocking(final=False)
    document = composition.document
    assert any(span.style == GAP for span in spans_of((*document.marking, *document.blocks)))
    done, written = _draft_final(composers[name], path, tmp_path)
    assert done == 1
    assert not written.exists()


def _draft_final(composer: Composer, path: Path, folder: Path) -> tuple[int, Path]:
    target = folder / "final.docx"
    home = str(composer.house.folder)
    command = ["--house", home, "draft", str(path), "--final", "-o", str(target)]
    return CliRunner().invoke(cli, command).exit_code, target


@each_template
def test_answers_that_hold_nothing_show_what_must_be_answered(
    composers: dict[str, Composer], tmp_path: Path, name: str, template: str
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(f"template: {template}\n", "utf-8")
    composition = compose(composers[name], path)
    assert not composition.blocking(final=False)
    document = composition.document
    printed = " ".join(span.text for span in spans_of((*document.marking, *document.blocks)))
    missing = [one.message for one in composition.findings if one.rule == "missing"]
    assert missing
    for message in missing:
        asked = " ".join(message.partition("has no answer: ")[2].split())
        assert f"[TO COMPLETE: {asked}" in printed
    assert write(document, "docx", composers[name].house)


@each_house
def test_the_words_of_a_house_stand_in_its_drafts_and_in_no_others(
    composed: Composed, name: str
) -> None:
    printed = {
        one: [text.write(composed(one, path).document) for home, path in ALL if home == one]
        for one in HOUSES
    }
    for words in HOUSES[name].words:
        here = re.compile(rf"\b{re.escape(words)}\b")
        assert any(map(here.search, printed[name])), words
        others = [draft for one, drafts in printed.items() if one != name for draft in drafts]
        assert not any(map(here.search, others)), words


# Past responses.


@each(COMPLETE)
def test_what_was_drafted_is_harvested_again(
    composers: dict[str, Composer], composed: Composed, tmp_path: Path, name: str, path: Path
) -> None:
    composer, composition = composers[name], composed(name, path)
    roles = composer.house.questionnaire(answers.load(path).template).roles
    for form in ("docx", "html", "txt"):
        past = tmp_path / f"past.{form}"
        past.write_bytes(write(_without_links(composition.document), form, composer.house))
        reading = readers.read(past)
        found = harvest(reading, composer, published=str(composition.day))
        assert account.compare(found, reading, composer) == []
        assert found.template == answers.load(path).template
        assert found.left_out == reading.left_out
        again = composer.compose(answers.read(found.text.encode(), tmp_path / "answers.yaml"))
        wanted, got = (_said(one.document, roles.quoted) for one in (composition, again))
        assert got == wanted
        wanted, got = (_said(one.document, roles.response) for one in (composition, again))
        # What a layout adds to a response, such as a stance, may have become a part of it.
        assert got.keys() == wanted.keys()
        assert [path for path in wanted if wanted[path] not in got[path]] == []


def _without_links(document: Document) -> Document:
    """Return a document whose plain text has no address behind words that a layout links."""

    def unlink(span: Span) -> Span:
        return replace(span, style=replace(span.style, link=""))

    return Document(tuple(map_spans(document.blocks, unlink)), document.properties)


def _said(document: Document, names: list[str]) -> dict[str, str]:
    """Return the words of the answers of some names, by their paths."""
    named = "|".join(names).replace(".", r"(?:\[\d+\])?\.")
    found: dict[str, str] = {}
    for block in document.blocks:
        for line in lines_of(block):
            for span in line:
                if said := re.match(rf"(?:{named})\b", span.source.path if span.source else ""):
                    found[said[0]] = found.get(said[0], "") + span.text
            found = {path: f"{words} " for path, words in found.items()}
    return {path: " ".join(words.split()) for path, words in found.items()}


# The answers file, and what is made of it beside a draft.


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
@each(ALL)
def test_saving_answers_keeps_every_byte(tmp_path: Path, name: str, path: Path, end: bytes) -> None:
    copied = tmp_path / "answers.yaml"
    before = path.read_bytes().replace(b"\n", end)
    copied.write_bytes(before)
    file = AnswersFile.open(copied)
    given = file.get([])
    assert given
    file.set([], given)
    file.save()
    assert copied.read_bytes() == before


@each(ALL)
def test_the_register_has_a_row_for_each_entry(
    composers: dict[str, Composer], name: str, path: Path
) -> None:
    loaded = answers.load(path)
    about = composers[name].house.questionnaire(loaded.template).register
    if about is None:
        pytest.fail(f"the template {loaded.template} has no register")
    collector = register.Collector(composers[name])
    collector.add(loaded)
    listing = collector.listing()
    assert len(listing.rows) == _count(loaded.root.plain(), about.entries.split("."))
    assert set(listing.heads) > set(about.columns)
    assert all(any(cell for cell in row[:-1]) for row in listing.rows)


def _count(data: Any, path: list[str]) -> int:
    entries = data.get(path[0], [])
    return sum(_count(one, path[1:]) for one in entries) if path[1:] else len(entries)


@each_template
def test_an_interview_can_be_walked_through_by_taking_what_is_offered(
    composers: dict[str, Composer], tmp_path: Path, name: str, template: str
) -> None:
    path = tmp_path / "answers.yaml"
    assert nod_through(composers[name].house, path, template) == [path]
    composition = compose(composers[name], path)
    assert {one.rule for one in composition.findings} <= {"missing", "wanted"}
    assert not composition.blocking(final=False)


# The library.


@each_house
def test_nothing_in_the_library_is_to_be_mended(name: str) -> None:
    home = house.load(HOUSES[name].folder)
    find_slots = Renderer(home.templates).find_slots
    found = audit.check(Library(home.boilerplate), list(home.cues()), home.people(), find_slots)
    assert not list(found)


@each_house
def test_every_passage_of_the_library_is_found_by_its_own_words(name: str) -> None:
    home = house.load(HOUSES[name].folder)
    library, words = Library(home.boilerplate), read_vocabulary(home)
    with Index(library, words) as index:
        for snippet in (one for each in library.names() for one in library.versions(each)):
            day = snippet.about.valid.start or snippet.about.valid.until
            found = [one.snippet.label for one in index.suggest(snippet.body, day) if one.valid]
            # A passage that answers no item comes after those that do.
            first = 5 if words.apart & set(snippet.about.themes) else 1
            assert snippet.label in found[:first]


# The Word template.


@each_house
def test_the_word_template_is_sound_and_lean(composers: dict[str, Composer], name: str) -> None:
    template = composers[name].house.word_template
    assert OpenXmlValidator().validate(template).errors == []
    assert ooxml_integrity.check(template) == []
    assert template.stat().st_size < 15_000


@each_house
def test_the_word_template_is_a4_in_the_language_of_the_house(
    composers: dict[str, Composer], name: str
) -> None:
    home = composers[name].house
    data = home.word_template.read_bytes()
    (page,) = part_of(data, "word/document.xml").iter(qn("w:pgSz"))
    assert (page.get(qn("w:w")), page.get(qn("w:h"))) == ("11906", "16838")
    spoken = {one.get(qn("w:val")) for one in part_of(data, "word/styles.xml").iter(qn("w:lang"))}
    assert spoken == {home.data["language"]}


@each_house
def test_words_stand_out_from_what_is_behind_them(
    composers: dict[str, Composer], name: str
) -> None:
    styles = part_of(composers[name].house.word_template.read_bytes(), "word/styles.xml")
    for style in styles.iter(qn("w:style"), qn("w:tblStylePr")):
        inks = [
            one.get(qn("w:val"), "") for one in style.iterfind(f"{qn('w:rPr')}/{qn('w:color')}")
        ]
        papers = [one.get(qn("w:fill"), "") for one in style.iter(qn("w:shd"))] or ["FFFFFF"]
        if style.tag == qn("w:style") and style.get(qn("w:type")) == "table":
            papers = ["FFFFFF"]  # the shade is that of a part, which is looked at by itself
        for ink in inks:
            assert all(_contrast(ink, paper) >= 4.5 for paper in papers), etree.tostring(style)


def _contrast(ink: str, paper: str) -> float:
    darker, lighter = sorted(map(_luminance, (ink, paper)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return how light a colour is, as WCAG 2 reckons it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
