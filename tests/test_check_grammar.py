from pathlib import Path

import pytest

from tests.checking import CLEAN, find, find_in, respond
from tests.houses import build

RULES = ("missing-word", "stray-word", "a-or-an")


@pytest.mark.parametrize(
    ("rule", "words", "excerpt", "repair"),
    [
        # A word is missing.
        ("missing-word", "There are areas where can improve.", "where can improve", None),
        ("missing-word", "We know if should act.", "if should act", None),
        ("missing-word", "We act in order make progress.", "in order make", "in order to make"),
        (
            "missing-word",
            "We avoid the need to victims to attend.",
            "the need to victims to",
            "the need for victims to",
        ),
        (
            "missing-word",
            "It is key in providing the possible service.",
            "the possible service",
            None,
        ),
        ("missing-word", "We could of done more.", "could of done", "could have done"),
        # One is too many.
        ("stray-word", "It has been operating within during the year.", "within during", None),
        ("stray-word", "Despite of this, we act.", "Despite of", None),
        ("stray-word", "The response on the on report.", "on the on", None),
        ("stray-word", "It is a matter for of record.", "for of", None),
        ("stray-word", "It is done in within the unit.", "in within", None),
        ("stray-word", "We work both internally and also with them.", "and also", "and"),
        ("stray-word", "We work both inside as well as outside.", "as well as", "and"),
        ("stray-word", "The climate within which staff work within is hard.", "within", None),
        ("stray-word", "The court to which it was sent to was full.", "to", None),
        ("stray-word", "There are rooms in which we work in.", "in", None),
        # The article.
        ("a-or-an", "This is a issue.", "a issue", "an issue"),
        ("a-or-an", "A hour passed.", "A hour", "An hour"),
        ("a-or-an", "This is an programme.", "an programme", "a programme"),
        ("a-or-an", "This is an useful step.", "an useful", "a useful"),
        ("a-or-an", "We wrote a 11-month plan.", "a 11", "an 11"),
        ("a-or-an", "We saw a 8% rise.", "a 8", "an 8"),
        ("a-or-an", "We wrote an 12-month plan.", "an 12", "a 12"),
    ],
)
def test_what_no_reading_can_save_is_found_with_its_repair(
    rule: str, words: str, excerpt: str, repair: str | None
) -> None:
    (finding,) = find(respond(words), rule)
    assert (finding.excerpt, finding.replacement) == (excerpt, repair)
    assert finding.severity == ("advice" if repair == "and" else "warning")


@pytest.mark.parametrize(
    "words",
    [
        "Where can we improve? Where can improvements be made? We asked where we can improve.",
        "We know what works, why it does, and when others should act; if we can, we will.",
        "The papers were in order when we came, in order of date, and in order to be read.",
        "In order that all is in order, we check. They are in order now.",
        "The need to address this is clear; the need for victims to attend is not.",
        "We give the best possible service and all the support possible; the possible cost is low.",
        "They could, of course, say no. We could of course act.",
        "It comes from within for some, in between for others, and during in-person meetings.",
        "On the one hand, and in the in-tray; on and on. It was set up by, and paid for by, us.",
        "The form in which it was handed in is new, and the day on which we moved on is near.",
        "The unit with which we talk works with us, and the court to which we refer to the case.",
        "Both teams act. Both we and they do, and also the courts, and both A and B as well as C.",
        "A unit, a European, a one-off, a useful uniform and a utility; an hour, an honest heir.",
        "An honorary unidentified urgent issue? An urgent one. An unidentified man, a unique plan.",
        "An 18-month plan, an 8% rise, an 11th hour, a 12-month plan and a 1,100-page file.",
        "An MP, a CPS lawyer, an HMCPSI report, a RASSO unit, an IQA and an e-mail.",
        "A category A offence, grade a is rare, as in (a) and (b), and plan a or b.",
    ],
)
def test_good_sentences_are_left_alone(words: str) -> None:
    assert not [one for one in find(respond(words)) if one.rule in RULES]


def test_slips_in_the_words_of_others_are_to_be_referred_back() -> None:
    text = CLEAN.replace("The quality of letters", "The quality of a issue")
    (finding,) = find(text, "a-or-an")
    assert (finding.severity, finding.excerpt, finding.replacement) == ("advice", "a issue", None)
    assert "refer it back" in finding.message


def test_a_house_of_another_language_is_not_read_as_english(tmp_path: Path) -> None:
    words = "words: Man ruft a issue in order make.\n"
    german = build(tmp_path / "german", files={"house.yaml": "language: de-DE\n"})
    english = build(tmp_path / "english")
    assert not [one for one in find_in(german, words) if one.rule in RULES]
    assert len([one for one in find_in(english, words) if one.rule in RULES]) == 2


def test_clean_answers_have_none_of_these() -> None:
    assert not [one for one in find(CLEAN) if one.rule in RULES]
