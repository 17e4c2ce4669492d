from pathlib import Path

import pytest

from responder.errors import Finding
from tests.checking import CLEAN, find, find_in, respond
from tests.houses import QUESTIONS, build


def items(*entries: str) -> str:
    """Return answers with these items, each given by the lines of its entry."""
    before, _, _ = CLEAN.partition("items:")
    listed = "".join(f"  - text: Letters need to improve.\n    {entry}\n" for entry in entries)
    return f"{before}items:\n{listed}"


def answer(text: str = "The Area accepts this.") -> str:
    return f"response: [{{text: '{text}'}}]"


def excerpts(found: list[Finding]) -> list[str]:
    return [finding.excerpt for finding in found]


def test_a_number_that_two_items_have_is_an_error_at_the_second() -> None:
    text = items(f"number: 3\n    {answer()}", f"number: 3\n    {answer()}")
    (finding,) = find(text, "item-number")
    assert (finding.severity, finding.path) == ("error", "items[1].number")
    assert str(finding.place) == "answers.yaml:10:13"
    assert "“3”" in finding.message


def test_numbers_that_go_down_are_a_warning() -> None:
    text = items(f"number: 5\n    {answer()}", f"number: 3\n    {answer()}")
    (finding,) = find(text, "item-number")
    assert (finding.severity, finding.path) == ("warning", "items[1].number")


@pytest.mark.parametrize(
    "numbers", [("3", "5", "9"), ("Recommendation 2", "Issue 1"), ("", "", "")]
)
def test_the_numbers_of_a_report_may_skip_and_be_told_apart_by_words(numbers: list[str]) -> None:
    text = items(*(f"number: {number}\n    {answer()}" for number in numbers))
    assert not find(text, "item-number")


def test_numbers_with_the_same_words_are_compared() -> None:
    marks = ("Recommendation 5", "Recommendation 3", "Recommendation 5")
    found = find(items(*(f"number: {mark}\n    {answer()}" for mark in marks)), "item-number")
    assert [finding.severity for finding in found] == ["warning", "error"]


def test_a_number_before_an_item_that_brings_its_own_is_a_warning() -> None:
    text = items(answer()).replace("Letters need", "'Recommendation Two: Letters need'", 1)
    text = text.replace("' to improve.", " to improve.'")
    (finding,) = find(text, "item-number")
    assert (finding.severity, finding.excerpt) == ("warning", "Recommendation Two")
    assert finding.message == "“1” and “Recommendation Two” both number this. Keep one of them."


@pytest.mark.parametrize(
    ("text", "more"),
    [("Recommendation 5: do it.", "numbered: no\n"), ("Recommendation 5 of 2019 was kept.", "")],
)
def test_an_item_may_bring_its_number_or_name_another(text: str, more: str) -> None:
    answers = items(answer()).replace("Letters need to improve.", f"'{text}'")
    assert not find(f"{answers}{more}", "item-number")


def test_a_number_can_stand_in_the_heading_above_an_item(tmp_path: Path) -> None:
    questions = QUESTIONS.replace(
        "questions:", "roles: {items: [items], quoted: [items.text]}\nquestions:", 1
    ).replace("      - {name: text", "      - {name: number, ask: Which?}\n      - {name: text")
    layout = (
        "{% for item in items %}\n### Point {{ item.number }}\n\n{{ item.text }}\n{% endfor %}\n"
    )
    made = build(tmp_path / "house", layout, questions)
    text = "items: [{text: Do it., number: 3}, {text: Do that., number: 3}]\n"
    (finding,) = find_in(made, text, "item-number")
    assert finding.path == "items[1].number"


def together(label: str) -> str:
    last = f"label: '{label}'\n    {answer()}"
    return items(answer(), "answered: with the next one", last, answer())


@pytest.mark.parametrize(
    "label",
    ["CPS response to 2 and 3:", "CPS response to 2 to 3:", "Response to 2–3:", "CPS response:"],
)
def test_a_label_may_name_what_it_stands_below(label: str) -> None:
    assert not find(together(label), "answered-number")


@pytest.mark.parametrize(
    ("label", "words", "said"),
    [
        ("CPS response to 2 and 4:", ["2 and 4", "4"], "leaves out 3"),
        ("CPS response to 2, 3 and 7:", ["7"], "there is none here"),
        ("CPS response to 3:", ["3"], "leaves out 2"),
        ("CPS response to 1 to 3:", ["1 to 3"], "names 1"),
    ],
)
def test_a_label_that_names_others_is_an_error(label: str, words: list[str], said: str) -> None:
    found = find(together(label), "answered-number")
    assert {finding.severity for finding in found} == {"error"}
    assert excerpts(found) == words
    assert said in found[0].message


def test_labels_that_the_template_writes_fit() -> None:
    text = items(answer(), "answered: with the next one", answer(), answer())
    assert not find(text, "answered-number")


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("See 9.", ["9"]),
        ("See also issue 9 below.", ["9"]),
        ("This is part of the response to recommendation 4.", ["4"]),
        ("It is under way (see 2, 7 and 8).", ["7", "8"]),
        ("See 1.", ["1"]),
    ],
)
def test_a_number_that_leads_nowhere_is_an_error(words: str, numbers: list[str]) -> None:
    found = find(items(answer(words), answer()), "unknown-number")
    assert (excerpts(found), {one.severity for one in found}) == (numbers, {"error"})


@pytest.mark.parametrize(
    "words",
    [
        "See 2.",
        "What remains is part of the response to issue 2 below.",
        "We will see 30 victims a month.",
        "See recommendation 7 of the 2019 report.",
        "See page 12, paragraph 4.9 and annex 3.",
        "See 14 March 2022.",
        "We received responses to 40% of our letters and answers to 300 of them.",
        "See 9.5.",
    ],
)
def test_other_numbers_are_left_alone(words: str) -> None:
    assert not find(items(answer(words), answer()), "unknown-number")


def paragraphs(*listed: str) -> str:
    return items(*(f"paragraphs: [{one}]\n    {answer()}" if one else answer() for one in listed))


@pytest.mark.parametrize(
    ("listed", "words", "said"),
    [
        ('"1.21", "1.19", "1.42"', "1.19", "stands behind “1.21”"),
        ('"1.10", "1.9"', "1.9", "stands behind “1.10”"),
        ('"12", "9"', "9", "stands behind “12”"),
        ('"1.9", "1.9"', "1.9", "stands here twice"),
    ],
)
def test_references_out_of_order_are_a_warning(listed: str, words: str, said: str) -> None:
    (finding,) = find(paragraphs(listed), "reference-order")
    assert (finding.severity, finding.excerpt) == ("warning", words)
    assert said in finding.message


@pytest.mark.parametrize(
    "listed", ['"1.9", "1.10"', '"1.42"', '"2", "10"', '"1.9", "1.9.1", "2.1"']
)
def test_references_in_order_are_left_alone(listed: str) -> None:
    assert not find(paragraphs(listed), "reference-order")


def test_references_in_words_of_their_own_are_read_too() -> None:
    text = items(f"references: (1.21) (1.19) (1.42)\n    {answer()}")
    (finding,) = find(text, "reference-order")
    assert (finding.excerpt, str(finding.place)) == ("1.19", "answers.yaml:7:25")


def test_references_within_the_item_are_referred_back() -> None:
    text = CLEAN.replace("needs to improve.", "needs to improve (1.21) (1.19)")
    (finding,) = find(text, "reference-order")
    assert (finding.severity, finding.excerpt) == ("advice", "1.19")
    assert "refer it back" in finding.message


def test_references_that_some_items_lack_are_advice() -> None:
    (finding,) = find(paragraphs('"1.9", "1.10"', '"2.3"', ""), "reference-missing")
    assert (finding.severity, finding.excerpt) == ("advice", "1.9 and 1.10")
    assert "not at 3" in finding.message


@pytest.mark.parametrize("listed", [('"1.9"', '"2.3"'), ("", ""), ('"1.9"', "", "")])
def test_references_for_all_for_none_or_for_few_are_left_alone(listed: list[str]) -> None:
    assert not find(paragraphs(*listed), "reference-missing")


def test_an_item_without_response_is_an_error_where_none_is_asked_for(tmp_path: Path) -> None:
    roles = "roles: {items: [items], quoted: [items.text], response: [items.response]}\nquestions:"
    questions = QUESTIONS.replace("questions:", roles, 1)
    questions = questions.replace(
        "{name: text, ask: Which words?}", "{name: text, ask: Which words?, required: false}"
    )
    made = build(tmp_path / "house", "{{ items }}{{ words }}\n", questions)
    entries = "{text: A., response: [{text: Yes.}]}, {text: B.}, {response: [{text: Done.}]}"
    made.write(
        "templates/visit/response.md.j2",
        "{% for item in items %}\n{{ item.text }}\n\n{{ item.response }}\n\n{% endfor %}\n",
    )
    found = find_in(made, f"items: [{entries}]\n", "lone-item")
    assert [(one.severity, one.path) for one in found] == [
        ("error", "items[1]"),
        ("error", "items[2]"),
    ]
    assert ["no response" in found[0].message, "to nothing" in found[1].message] == [True, True]


def test_a_missing_response_is_told_once() -> None:
    text = respond("x").partition("    response:")[0]
    assert [finding.rule for finding in find(text) if finding.severity == "error"] == ["missing"]


def test_the_rules_are_silent_on_clean_answers_and_on_numbers_left_out() -> None:
    rules = ("item-number", "answered-number", "unknown-number", "reference-order", "lone-item")
    for text in (CLEAN, f"{CLEAN}numbered: no\n"):
        assert not [finding for finding in find(text) if finding.rule in rules]
