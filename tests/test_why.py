from pathlib import Path

import pytest
from click.testing import CliRunner

from responder.cli import cli
from responder.document import Document, Source, Span
from responder.errors import Place, ResponderError
from responder.why import describe, trace
from responder.why import explain as explain_phrase
from tests.houses import SmallHouse, build, paragraph, snippet

LAYOUT = "# CPS {{ name }}\n\nThe Area’s response:\n\n{{ passages }}\n"
ANSWERS = """\
name: South
passages:
  - text: We agree.
  - snippet: letters/plan
    values: {often: weekly}
"""
PLAN = snippet(
    "Letters are checked {{ often }}.\n\nAll of them.\n",
    title="Letters plan",
    valid="{from: 2021-10-12, until: 2022-12-31}",
    source="[{response: CPS North, item: 3, published: 2021-10-12}]",
    slots="{often: {ask: How often?}}",
)


def house(folder: Path) -> SmallHouse:
    return build(folder / "house", LAYOUT, snippets={"letters/plan@2021-10": PLAN})


def explain(folder: Path, phrase: str) -> list[str]:
    """Return what `why` prints, with the house's folder left out."""
    made = house(folder)
    path = made.answer("published: 2022-02-17\n" + ANSWERS)
    found = CliRunner().invoke(cli, ["--house", str(made.folder), "why", str(path), phrase])
    assert found.exit_code == 0, found.stderr
    return found.stdout.replace(f"{made.folder}/", "").splitlines()


def test_the_template_s_own_words_come_from_its_line(tmp_path: Path) -> None:
    assert explain(tmp_path, "Area’s response") == [
        "“Area’s response”",
        "  template  templates/visit/response.md.j2:3",
    ]


def test_an_answer_comes_from_its_line_of_the_answers_through_a_line_of_the_template(
    tmp_path: Path,
) -> None:
    assert explain(tmp_path, "South") == [
        "“South”",
        "  template  templates/visit/response.md.j2:1",
        "  answer    answers.yaml:3:7  name",
    ]


def test_a_snippet_s_words_are_followed_to_the_past_response_and_its_date(tmp_path: Path) -> None:
    assert explain(tmp_path, "letters are") == [
        "“Letters are”",
        "  template  templates/visit/response.md.j2:5",
        "  answer    answers.yaml:6:14  passages[1]",
        "  snippet   boilerplate/letters/plan@2021-10.md:7  letters/plan@2021-10, “Letters plan”",
        "  valid     from 12 October 2021 until 31 December 2022",
        "  origin    CPS North, item 3 (2021-10-12)",
    ]


def test_a_slot_s_value_comes_from_the_answers_and_stands_in_the_snippet(tmp_path: Path) -> None:
    assert explain(tmp_path, "weekly")[1:4] == [
        "  template  templates/visit/response.md.j2:5",
        "  answer    answers.yaml:7:21  passages[1].values.often",
        "  snippet   boilerplate/letters/plan@2021-10.md:7  letters/plan@2021-10, “Letters plan”",
    ]


def test_a_later_paragraph_of_a_snippet_has_its_own_line(tmp_path: Path) -> None:
    assert "plan@2021-10.md:9 " in explain(tmp_path, "All of them")[3]


def test_adapted_words_are_followed_to_what_they_were_made_from(tmp_path: Path) -> None:
    made = house(tmp_path)
    text = "{text: Our letters are read., origin: letters/plan@2021-10}"
    document = made.compose(f"published: 2022-02-17\npassages: [{text}]").document
    (piece,) = trace(document, "letters are read")
    assert [link.replace(f"{made.folder}/", "") for link in describe(piece.source)][1:] == [
        "answer    answers.yaml:3:19  passages[0]",
        "adapted   boilerplate/letters/plan@2021-10.md:7:1  letters/plan@2021-10, “Letters plan”",
        "valid     from 12 October 2021 until 31 December 2022",
        "origin    CPS North, item 3 (2021-10-12)",
    ]


def test_a_phrase_across_several_sources_is_told_piece_by_piece(tmp_path: Path) -> None:
    pieces = [line for line in explain(tmp_path, "checked weekly.") if line.startswith("“")]
    assert pieces == ["“checked”", "“weekly”", "“.”"]


def test_a_phrase_may_run_across_paragraphs(tmp_path: Path) -> None:
    pieces = [line for line in explain(tmp_path, "agree. Letters") if line.startswith("“")]
    assert pieces == ["“agree.”", "“Letters”"]


@pytest.mark.parametrize(
    "phrase",
    [
        "the area's RESPONSE",
        "The  Area’s\nresponse",
        "The\u00a0Area’s response:",
        " area’s response ",
    ],
)
def test_case_quotation_marks_and_white_space_need_not_match(tmp_path: Path, phrase: str) -> None:
    assert explain(tmp_path, phrase)[1] == "  template  templates/visit/response.md.j2:3"


def test_every_occurrence_is_told() -> None:
    document = Document((paragraph("one two one"), paragraph("one")))
    assert [piece.text for piece in trace(document, "one")] == ["one", "one", "one"]


def test_the_marking_is_searched_too(tmp_path: Path) -> None:
    made = build(tmp_path / "house", "{% set header %}Draft of {{ name }}{% endset %}x")
    document = made.compose("name: South").document
    assert [piece.text for piece in trace(document, "draft of south")] == ["Draft of ", "South"]


@pytest.mark.parametrize("phrase", ["", "   "])
def test_no_words_are_no_question(phrase: str) -> None:
    with pytest.raises(ResponderError, match="Give some words"):
        trace(Document((paragraph("one two"),)), phrase)


def test_whole_words_are_found_before_parts_of_words() -> None:
    document = Document((paragraph("There, Her words and others."),))
    assert [piece.text for piece in trace(document, "her")] == ["Her"]
    assert [piece.text for piece in trace(document, "ther")] == ["Ther", "ther"]


def test_the_same_words_from_the_same_place_are_told_once(tmp_path: Path) -> None:
    made = build(tmp_path / "house", "{% for one in items %}\nSame.\n\n{% endfor %}\n{{ name }}")
    document = made.compose("items: [{text: a}, {text: b}]\nname: Same.").document
    assert [text for text, _ in explain_phrase(document, "same.")] == ["Same.", "Same."]
    assert [text for text, _ in explain_phrase(document, "same")] == ["Same", "Same"]


def test_words_of_the_house_s_own_data_say_so(tmp_path: Path) -> None:
    files = {"house.yaml": "bodies: [{name: The Board}]\n"}
    made = build(tmp_path / "house", "By {{ house.bodies[0].name }}.", files=files)
    ((_, links),) = explain_phrase(made.compose().document, "board")
    assert links[1:] == ("house     house.bodies[0].name",)


@pytest.mark.parametrize("phrase", ["absent", ".*", "(", "\\"])
def test_words_that_the_draft_does_not_hold_are_an_error(phrase: str) -> None:
    with pytest.raises(ResponderError, match="does not hold the words"):
        trace(Document((paragraph("one two"),)), phrase)


def test_signs_of_regular_expressions_are_only_words() -> None:
    document = Document((paragraph("costs (£5.00) [sic]"),))
    assert [piece.text for piece in trace(document, "(£5.00) [sic]")] == ["(£5.00) [sic]"]


def test_an_answer_that_is_not_in_the_file_says_so() -> None:
    source = Source(template=Place("response.md.j2", 2), path="label")
    assert list(describe(source)) == [
        "template  response.md.j2:2",
        "answer    not in the file  label",
    ]


def test_words_without_a_source_have_no_chain() -> None:
    assert not list(describe(None))
    assert not list(describe(Span("x").source))


def test_a_snippet_that_is_always_true_says_so(tmp_path: Path) -> None:
    made = build(tmp_path / "house", LAYOUT, snippets={"a/b": snippet("Always.")})
    document = made.compose("passages: [{snippet: a/b}]").document
    (piece,) = trace(document, "always")
    assert "valid     at any time" in list(describe(piece.source))
