from pathlib import Path

import pytest

from tests.checking import CLEAN, find, find_in, respond
from tests.houses import QUESTIONS, build

RULES = ("missing-colon", "missing-end-mark", "items-without-end-mark", "list-marks")


def endings(text: str) -> list[str]:
    return [one.rule for one in find(text) if one.rule in RULES]


# Paragraphs.


@pytest.mark.parametrize(
    ("words", "excerpt", "repair"),
    [
        ("We accept this", "this", "this."),
        ("The Area will check ten letters a month,", "month,", "month."),
        ("The Area will check ten letters a month (from May)", "May)", "May)."),
        ("This ends. This does not", "not", "not."),
    ],
)
def test_a_paragraph_without_a_full_stop_is_found_with_its_repair(
    words: str, excerpt: str, repair: str
) -> None:
    (finding,) = find(respond(words), "missing-end-mark")
    assert (finding.severity, finding.excerpt) == ("warning", excerpt)
    assert finding.replacement == repair


@pytest.mark.parametrize(
    "words",
    [
        "We accept this.",
        "Do we? We do!",
        "It says: “We accept this”",
        "We do (and will.)",
        "And so on…",
        "See https://www.example.org",
        "Read more at www.example.org",
        "Crown Prosecution Service, 21 September 2023",
        "Next steps for the Area",
        "Owner: the Deputy Chief Crown Prosecutor of the Area",
        "**What we will do about the letters of the Area**",
        "We will:\n\n- check letters\n- report",
    ],
)
def test_what_ends_well_or_is_no_sentence_is_left_alone(words: str) -> None:
    assert not endings(respond(words))


def test_a_paragraph_of_a_speech_without_a_full_stop_is_to_be_referred_back() -> None:
    who = "leader:\n  name: Jo Exemplar\n  role: Chief Crown Prosecutor\n"
    said = "  quotation: |-\n    We welcome this\n\n    We will act.\n"
    (finding,) = find(CLEAN + who + said, "missing-end-mark")
    assert (finding.severity, finding.excerpt, finding.replacement) == ("advice", "this", None)


# Lists.


def test_words_that_lead_to_a_list_end_with_a_colon() -> None:
    (finding,) = find(respond("We will do this\n\n- check letters\n- report"), "missing-colon")
    assert (finding.severity, finding.excerpt, finding.replacement) == ("warning", "this", "this:")


def test_words_that_lead_to_the_items_end_with_a_colon() -> None:
    text = CLEAN + "wording:\n  lead_in: There is one issue to address\n"
    (finding,) = find(text, "missing-colon")
    assert (finding.excerpt, finding.replacement) == ("address", "address:")
    assert not find(text.replace("to address", "to address."), "missing-colon")


def test_a_response_before_the_next_item_leads_to_no_list() -> None:
    text = CLEAN.replace("1 March 2022.", "1 March 2022") + (
        "  - text: Preparedness needs to improve.\n    response: [{text: We agree.}]\n"
    )
    assert endings(text) == ["missing-end-mark"]


@pytest.mark.parametrize(
    ("entries", "excerpt"),
    [
        ("- letters;\n- calls.", ";"),
        ("- letters,\n- calls", ","),
        ("- letters, and\n- calls", ", and"),
        ("- letters and\n- calls", " and"),
        ("- letters\n- calls.", "calls."),
        ("- all letters.\n- all calls.", "letters."),
    ],
)
def test_the_entries_of_a_list_end_without_marks(entries: str, excerpt: str) -> None:
    (finding,) = find(respond(f"We check:\n\n{entries}"), "list-marks")
    assert (finding.severity, finding.excerpt) == ("advice", excerpt)


@pytest.mark.parametrize(
    "entries",
    [
        "- letters\n- calls",
        "- We check letters.\n- We check calls.",
        "- letters\n- calls. These are new.",
        "- letters.",
        "- is it so?\n- is it not?",
    ],
)
def test_lists_of_one_kind_are_left_alone(entries: str) -> None:
    assert not find(respond(f"We check:\n\n{entries}"), "list-marks")


def test_the_list_of_an_item_is_to_be_referred_back() -> None:
    text = CLEAN.replace("    response:", "    parts: [letters;, calls.]\n    response:")
    (finding,) = find(text, "list-marks")
    assert (finding.severity, finding.replacement) == ("advice", None)
    assert "refer it back" in finding.message


# Items.


def with_items(*texts: str) -> str:
    before, _, _ = CLEAN.partition("items:")
    items = "".join(f"  - text: {text}\n    response: [{{text: We agree.}}]\n" for text in texts)
    return f"{before}items:\n{items}"


def test_items_without_a_full_stop_are_found_where_others_have_one() -> None:
    text = with_items("Letters must improve.", "Calls must improve", "Both must improve")
    found = find(text, "items-without-end-mark")
    assert [(one.excerpt, one.severity) for one in found] == [("improve", "advice")] * 2
    assert [one.place.line for one in found] == [8, 10]


def test_of_items_that_all_lack_a_full_stop_only_the_first_is_told() -> None:
    (finding,) = find(
        with_items("Letters must improve", "Calls must improve"), "items-without-end-mark"
    )
    assert finding.place.line == 6
    assert "No item here" in finding.message


def test_items_that_lead_to_their_parts_need_no_full_stop(tmp_path: Path) -> None:
    questions = QUESTIONS.replace(
        "questions:", "roles: {items: [items], quoted: [items.text]}\nquestions:", 1
    ).replace("{name: text, ask: Which words?}", "{name: text, ask: Which words?, type: prose}")
    layout = "{% for item in items %}\n> {{ item.text }}\n\n{{ item.response }}\n\n{% endfor %}\n"
    made = build(tmp_path / "house", layout, questions)
    text = "items:\n  - text: |-\n      The force should:\n\n      - do this\n      - do that\n"
    assert not find_in(made, text, "items-without-end-mark")


def test_clean_answers_have_none_of_these() -> None:
    assert not endings(CLEAN)
