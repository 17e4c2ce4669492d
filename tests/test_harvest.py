"""Past responses become answers: the published ones, invented ones, and ones with surprises."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from responder import answers as answering
from responder import house as houses
from responder.answers import Answer, Answers
from responder.compose import Composer, Composition
from responder.document import REMARKS, Document, map_spans, spans_of
from responder.harvest import Harvest, harvest
from responder.harvest.lines import list_words, read_lines
from responder.harvest.settling import write_answers
from responder.readers import read
from responder.readers.reading import Reading
from responder.writers import text
from tests.strategies import UNHURRIED, answers_to

ROOT = Path(__file__).parent.parent
PUBLISHED = sorted((ROOT / "tests/published").glob("*-20*.yaml"))
COMPOSER = Composer(houses.load(ROOT))
TEMPLATES = COMPOSER.house.template_names()

# What is placed in the answers to a published response, by the names of the questions.
ASPECTS = {
    "items": ["text", "number", "heading", "parts", "paragraphs", "references", "answered"],
    "responses": ["response", "label"],
    "stance": ["stance"],
    "quotations": ["leader"],
    "ratings": ["ratings"],
    "narrative": ["context", "recognition", "improvement", "general_heading"],
    "about": ["programme", "area", "published", "no_recommendations"],
    "sentences": ["wording"],
}
BY_DEFAULT = {"no_recommendations": "yes"}


def test_the_published_responses_are_placed_as_their_answers_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = [list(compare(path)) for path in PUBLISHED]
    with capsys.disabled():
        print("\n" + table(rows))  # noqa: T201
    assert len(rows) == 5
    assert {cell for _, *cells in rows for cell in cells} == {"100 %"}


def compare(path: Path) -> Iterator[str]:
    """Yield a response's name, the share of its words that a draft has, and of each aspect."""
    wanted = answering.load(path).root.plain()
    reading = read(path.with_suffix(".txt"))
    found = harvest(reading, COMPOSER, published=wanted.get("published", ""))
    yield path.stem
    source, draft = words_of(reading.document), words_of(compose(found).document)
    yield share(sum(one == other for one, other in zip(source, draft, strict=False)), source)
    for names in ASPECTS.values():
        gold = list(pick(wanted, names))
        got = list(pick(found.data, names))
        yield share(sum(one in got for one in gold), gold if len(gold) >= len(got) else got)


def pick(data: Any, names: Sequence[str], path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the answers of these names with their paths, wherever they stand."""
    for key, value in data.items() if isinstance(data, Mapping) else enumerate(data):
        if key in names and BY_DEFAULT.get(str(key)) != value:
            yield f"{path}.{key}", value
        elif isinstance(value, dict | list):
            yield from pick(value, names, f"{path}.{key}")


def share(count: int, of: Sequence[Any]) -> str:
    return f"{100 * count / len(of):.0f} %" if of else "100 %"


def table(rows: Sequence[Sequence[str]]) -> str:
    head = ["", "words", *ASPECTS]
    return "\n".join(
        f"{row[0]:20}" + "".join(f"{cell:>12}" for cell in row[1:]) for row in (head, *rows)
    )


def compose(found: Harvest) -> Composition:
    return COMPOSER.compose(read_answers(found.template, found.data))


def read_answers(template: str, data: Mapping[str, Any]) -> Answers:
    return answering.read(write_answers(template, dict(data)).encode(), Path("answers.yaml"))


def drop_gaps(composed: Composition) -> Document:
    """Return a draft without what asks for answers that its source does not give."""
    blocks = map_spans(
        composed.document.blocks,
        lambda span: replace(span, text="") if span.style.role in REMARKS else span,
    )
    return Document(tuple(blocks))


def words_of(document: Document) -> list[str]:
    return list_words(read_lines(document))


# Invented responses: any valid answers whose draft has no gap, in the words of responses where
# only words tell what a line is.

OWN = {
    "title": ["CPS response to HMCPSI inspection of subject #"],
    "opening": ["HMCPSI has today issued a report on subject #."],
    "general_heading": ["General comments"],
    "items_heading": ["Inspectorate’s recommendations"],
    "lead_in": ["There are # recommendations to address:"],
    "label": ["CPS response to #:"],
    "no_recommendations": ["There are no specific recommendations in report #."],
    "overall_stance": ["We accept the # recommendations."],
    "quotation_lead_in": ["A leader for # said:"],
    "ratings_lead_in": ["The Area was assessed as follows in #:"],
    "closing": ["Crown Prosecution Service, 1 May 2022"],
    "annex": ["Annex #"],
    "number": ["Recommendation #"],
    "earlier_heading": ["Earlier recommendations"],
    "status_summary": ["Of the recommendations in report #, all were achieved."],
}


# Some invented words can be read in two ways, so every run tries the same ones.
SAME = settings(UNHURRIED, derandomize=True, database=None, phases=[Phase.generate])


def invented(template: str, own: Mapping[str, Sequence[str]]) -> st.SearchStrategy[dict[str, Any]]:
    return answers_to(COMPOSER.house.questionnaire(template).questions, own).map(drop_unprinted)


def drop_unprinted(data: dict[str, Any]) -> dict[str, Any]:
    """Return answers without a number that only an annex would print."""
    if data.get("numbered") == "no":
        for item in data.get("items", []):
            item.pop("number", None)
    return data


def draft(template: str, data: Mapping[str, Any]) -> Composition:
    composed = COMPOSER.compose(read_answers(template, data))
    assume(not any(span.style.role in REMARKS for span in spans_of(composed.document.blocks)))
    return composed


@pytest.mark.parametrize("template", TEMPLATES)
@given(data=st.data())
@settings(SAME, max_examples=12)
def test_what_is_harvested_from_a_draft_drafts_its_words_again(
    template: str, data: st.DataObject
) -> None:
    composed = draft(template, data.draw(invented(template, OWN)))
    found = harvest(Reading(composed.document.without_sources()), COMPOSER)
    assert words_of(composed.document) == words_of(drop_gaps(compose(found))), found.text
    assert not found.left_out
    assert not found.distance


# What an answer prints as words that a reader takes for another's: a stance or an action in the
# response, and what stands in brackets behind an item.
BESIDE = (
    "state_stance", "actions_in_words", "see", "answered", "paragraphs", "references", "deadline",
    "further_responses", "label", "wording",
)  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES)
@given(data=st.data())
@settings(SAME, max_examples=10)
def test_the_answers_of_a_draft_are_harvested_from_it(template: str, data: st.DataObject) -> None:
    wanted = data.draw(invented(template, OWN).map(lambda drawn: leave_out(drawn, BESIDE)))
    composed = draft(template, wanted)
    found = harvest(Reading(composed.document.without_sources()), COMPOSER, template)
    assert list(list_shown(compose(found))) == list(list_shown(composed))


def leave_out(data: Any, names: Sequence[str]) -> Any:
    if isinstance(data, dict):
        return {key: leave_out(value, names) for key, value in data.items() if key not in names}
    return [leave_out(one, names) for one in data] if isinstance(data, list) else data


def list_shown(composed: Composition) -> Iterator[tuple[str, object]]:
    """Yield the answers that a draft shows where they are, each as its words."""
    answers = composed.answers
    narrative = ("context", "recognition", "improvement")
    yield "narrative", [word for name in narrative for word in say(answers[name])]
    for name, parts in SHOWN.items():
        for entry in entries(answers.get(name)):
            yield name, [say(entry[part]) for part in parts if part in entry]


SHOWN = {
    "items": ["heading", "text", "parts", "response"],
    "ratings": ["criterion", "rating"],
    "components": ["name", "finding"],
    "leader": ["name", "role", "quotation"],
}


def entries(answer: Answer | None) -> list[dict[str, Answer]]:
    if answer is None or answer.state in ("hidden", "absent"):
        return []
    if answer.question.type == "list":
        return [entry.value for entry in answer.value]
    return [answer.value]


def say(answer: Answer) -> list[str]:
    """Return the words of an answer as a draft prints it."""
    if answer.question.type in ("passages", "prose"):
        blocks = COMPOSER.blocks(answer, None)
        return [word.strip("“”") for word in list_words(read_lines(Document(blocks)))]
    values = answer.value if isinstance(answer.value, list) else [answer]
    return [word for one in values for word in str(one.value or "").split()]


@pytest.mark.parametrize("template", TEMPLATES)
@given(data=st.data())
@settings(SAME, max_examples=10)
def test_a_draft_as_plain_text_is_harvested_word_for_word(
    template: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    composed = draft(template, data.draw(invented(template, OWN)))
    path = tmp_path_factory.mktemp("past") / "past.txt"
    path.write_text(text.write(composed.document), encoding="utf-8")
    reading = read(path)
    found = harvest(reading, COMPOSER)
    listed = [word for one in found.left_out for word in one.text.split()]
    drafted = words_of(drop_gaps(compose(found)))
    assert sorted([*drafted, *listed]) == sorted(words_of(reading.document)), found.text
