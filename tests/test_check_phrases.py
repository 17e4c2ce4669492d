from pathlib import Path

import pytest

from responder.errors import DataError
from tests.checking import CLEAN, find, find_in, respond
from tests.houses import QUESTIONS, SmallHouse, build

QUOTING = QUESTIONS.replace(
    "questions:", "roles: {items: [items], quoted: [items.text]}\nquestions:", 1
)
LAYOUT = "{{ words }}\n\n{% for item in items %}\n1. {{ item.text }}\n{% endfor %}\n"


def house(folder: Path, phrases: str) -> SmallHouse:
    files = {"house.yaml": f"organisation: x\nphrases:\n{phrases}\n"}
    return build(folder / "house", LAYOUT, QUOTING, files=files)


def test_a_phrase_of_the_house_is_found_with_its_message_severity_and_repair(
    tmp_path: Path,
) -> None:
    made = house(
        tmp_path,
        r"  - {pattern: 'going (\w+)ward', message: Say when., severity: advice, "
        r"replacement: '\1wards'}",
    )
    (finding,) = find_in(made, "words: It is going\n  forward.\n", "phrase")
    assert (finding.severity, finding.excerpt, finding.replacement) == (
        "advice",
        "going forward",
        "forwards",
    )
    assert finding.message == "“going forward”: Say when."


def test_a_phrase_is_a_warning_in_any_case_and_its_repair_keeps_the_first_capital(
    tmp_path: Path,
) -> None:
    made = house(tmp_path, "  - {pattern: tick box, message: No., replacement: box}")
    (finding,) = find_in(made, "words: Tick box is bad.\n", "phrase")
    assert (finding.severity, finding.replacement) == ("warning", "Box")


def test_capitals_count_where_the_house_says_so(tmp_path: Path) -> None:
    made = house(tmp_path, "  - {pattern: Police, message: No., match_case: yes}")
    found = find_in(made, "words: The police and the Police.\n", "phrase")
    assert [finding.excerpt for finding in found] == ["Police"]


def test_the_words_of_others_are_read_only_for_phrases_that_are_referred_back(
    tmp_path: Path,
) -> None:
    made = house(
        tmp_path,
        "  - {pattern: practise, message: A noun., replacement: practice, refers_back: yes}\n"
        "  - {pattern: best, message: Say good.}",
    )
    (finding,) = find_in(made, "items: [{text: Share best practise.}]\n", "phrase")
    assert (finding.excerpt, finding.severity, finding.replacement) == ("practise", "advice", None)
    assert "refer it back" in finding.message


def test_a_house_without_phrases_has_no_findings(tmp_path: Path) -> None:
    made = build(tmp_path / "house", LAYOUT, QUOTING)
    assert not find_in(made, "words: It is going forward.\n", "phrase")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{pattern: '(', message: x}", "“(” is no regular expression"),
        ("{pattern: '[[a]', message: x}", "is no regular expression"),
        (r"{pattern: a, message: x, replacement: '\2'}", "“\\2” cannot stand for"),
        (r"{pattern: a, message: x, replacement: '\g<b>'}", "cannot stand for"),
        ("{pattern: a}", "“message” is missing."),
        ("{pattern: a, message: x, severity: grave}", "“grave” is not known here."),
        ("{pattern: a, message: x, refers_back: perhaps}", "yes or no"),
        ("{pattern: [a], message: x}", "This should be text, not a list."),
        ("{pattern: a, message: x, replace: b}", "Did you mean “replacement”?"),
        ("just words", "This should be lines “name: value”, not “just words”."),
    ],
)
def test_a_phrase_in_the_wrong_form_is_an_error_at_its_place_in_the_house(
    tmp_path: Path, entry: str, said: str
) -> None:
    made = house(tmp_path, f"  - {entry}")
    with pytest.raises(DataError, match=r"house\.yaml:3:") as caught:
        find_in(made, "words: a\n")
    assert said in str(caught.value)


def test_the_house_says_whose_the_issues_are_and_mends_a_comma_splice() -> None:
    text = CLEAN + (
        "wording:\n  no_recommendations: There are no specific recommendations in the report, "
        "however we have identified one main issue to address.\n"
    )
    splice, ours = find(text, "phrase")
    assert (splice.excerpt, splice.replacement) == (", however", "; however,")
    assert ours.excerpt == "we have identified one main issue to address"
    assert "the report has identified them" in ours.message


@pytest.mark.parametrize(
    "words",
    [
        "We have identified an issue with our system, and we will mend it by 1 May 2022.",
        "If, however, we are late, we will say so.",
        "The Area, however, is late.",
        "The Area is late; however, we know why.",
        "We will do it, however hard it is.",
    ],
)
def test_good_sentences_have_no_such_phrase(words: str) -> None:
    assert not find(respond(words), "phrase")
