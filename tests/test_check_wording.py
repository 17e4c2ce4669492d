from pathlib import Path

import pytest

from responder.errors import DataError
from tests.checking import CLEAN, find, find_in, respond
from tests.houses import QUESTIONS, SmallHouse, build


def test_a_word_that_stands_twice_in_a_row_is_found_with_its_repair() -> None:
    (finding,) = find(respond("The Area will check the\nthe letters."), "doubled-word")
    assert (finding.excerpt, finding.replacement) == ("the the", "the")


def test_clean_answers_have_no_doubled_word() -> None:
    assert not find(CLEAN, "doubled-word")


def test_a_form_with_the_capital_of_a_sentence_is_the_preferred_one(tmp_path: Path) -> None:
    made = house(
        tmp_path, "preferred_forms: [{prefer: our force, wrong: [Our force], match_case: yes}]"
    )
    (finding,) = find_in(made, "words: Our force and Our force meet.\n", "preferred-form")
    assert finding.replacement == "our force"


def test_a_word_doubled_in_the_words_of_others_is_to_be_referred_back() -> None:
    text = CLEAN.replace("quality of letters", "quality of of letters")
    (finding,) = find(text, "doubled-word")
    assert finding.severity == "advice"
    assert finding.replacement is None
    assert "refer it back" in finding.message


@pytest.mark.parametrize("words", ["They had had it.", "We know that that is so.", "Files 10 10."])
def test_words_that_can_stand_twice_are_left_alone(words: str) -> None:
    assert not find(respond(words), "doubled-word")


# The forms that a house prefers.


def house(folder: Path, *data: str) -> SmallHouse:
    files = {"house.yaml": "".join(f"{one}\n" for one in data)}
    return build(folder / "house", LAYOUT, QUOTING, files=files)


LAYOUT = (
    "# {{ name }}\n\n{{ words }}\n\n{% for item in items %}\n1. {{ item.text }}\n{% endfor %}\n"
)
QUOTING = QUESTIONS.replace(
    "questions:", "roles: {items: [items], quoted: [items.text]}\nquestions:", 1
)
FORMS = """\
preferred_forms:
  - {prefer: best way, wrong: [best waye], severity: advice}
  - {prefer: [every two months, twice a month], wrong: [bi-monthly]}
  - {prefer: the guild, wrong: [the Guild], match_case: yes}
  - {prefer: pre-sale, wrong: [pre sale]}"""


@pytest.mark.parametrize(
    ("words", "excerpt", "repair"),
    [
        ("It is the best waye.", "best waye", "best way"),
        ("Best waye or none.", "Best waye", "Best way"),
        ("It is so. Best\n  waye or none.", "Best waye", "Best way"),
        ("It is the BEST WAYE.", "BEST WAYE", "BEST WAY"),
        ("It is the Best Waye House.", "Best Waye", "Best Way"),
        ("It is a Pre sale.", "Pre sale", "pre-sale"),
        ("We know the Guild.", "the Guild", "the guild"),
        ("We meet bi-monthly.", "bi-monthly", None),
    ],
)
def test_a_wrong_form_is_found_with_the_one_that_the_house_prefers(
    tmp_path: Path, words: str, excerpt: str, repair: str | None
) -> None:
    (finding,) = find_in(house(tmp_path, FORMS), f"words: {words}\n", "preferred-form")
    assert (finding.excerpt, finding.replacement) == (excerpt, repair)
    assert finding.severity == ("advice" if repair and "WAY" in repair.upper() else "warning")


def test_several_forms_are_left_to_choose_from(tmp_path: Path) -> None:
    (finding,) = find_in(house(tmp_path, FORMS), "words: It is bi-monthly.\n", "preferred-form")
    assert finding.message == "“bi-monthly”: write “every two months” or “twice a month”."


@pytest.mark.parametrize(
    "words",
    [
        "The best wayeland, and the guild.",
        "The Guild of Bakers, the Guild and Union, the Guild House.",
        "The pre-sale way.",
    ],
)
def test_forms_that_are_right_or_part_of_a_name_are_left_alone(tmp_path: Path, words: str) -> None:
    found = find_in(house(tmp_path, FORMS), f"words: {words}\n", "preferred-form")
    assert not found


def test_a_title_keeps_its_capitals(tmp_path: Path) -> None:
    (finding,) = find_in(house(tmp_path, FORMS), "name: The Pre sale\n", "preferred-form")
    assert finding.replacement == "Pre-sale"


def test_a_wrong_form_in_the_words_of_others_is_to_be_referred_back(tmp_path: Path) -> None:
    text = "items: [{text: Find the best waye.}]\n"
    (finding,) = find_in(house(tmp_path, FORMS), text, "preferred-form")
    assert (finding.severity, finding.replacement) == ("advice", None)


# Words to avoid.

AVOIDED = """\
words_to_avoid:
  - {word: key, instead: important}
  - {word: drive, forms: [driven, driving], instead: lead, unless: [car, hard drive]}
  - {word: progress, forms: [progressed], instead: carry out, verb_only: yes}
  - {word: going forward, instead: from now on}
proper_names: [Key Stage]"""


def avoided(folder: Path, text: str) -> list[tuple[str, str]]:
    found = find_in(house(folder, AVOIDED), text, "word-to-avoid")
    assert {one.severity for one in found} <= {"advice"}
    return [(one.excerpt, one.message) for one in found]


def test_a_word_to_avoid_is_told_once_with_its_count(tmp_path: Path) -> None:
    (found,) = avoided(tmp_path, "words: A Key matter. A key one.\n")
    assert found == ("Key", "“Key” can be said more plainly: important. It stands here 2 times.")


def test_all_forms_of_a_word_count_and_phrases_too(tmp_path: Path) -> None:
    found = avoided(tmp_path, "words: It was driven, going\n  forward, and we drive it.\n")
    assert [excerpt for excerpt, _ in found] == ["driven", "going forward"]
    assert "2 times" in found[0][1]


@pytest.mark.parametrize(
    "words",
    [
        "The Key Stage ends.",
        "They call it “key”, or ‘a key matter’.",
        "She was driving a car. The hard drive broke.",
        "We monitor progress. Progress is good. They look to progress.",
        "Monkeys and keys.",
    ],
)
def test_names_quotations_and_other_meanings_are_left_alone(tmp_path: Path, words: str) -> None:
    assert not avoided(tmp_path, f"words: {words}\n")


@pytest.mark.parametrize(
    "words", ["We will progress it.", "To progress the work.", "We progressed."]
)
def test_a_verb_is_told_from_a_noun(tmp_path: Path, words: str) -> None:
    assert len(avoided(tmp_path, f"words: {words}\n")) == 1


def test_words_that_others_chose_are_theirs(tmp_path: Path) -> None:
    assert not avoided(tmp_path, "items: [{text: A key matter.}]\n")


def test_agreed_national_wording_is_left_alone() -> None:
    national = "      - snippet: victim-communication/three-phase-programme@2022-06\n"
    text = CLEAN.partition("      - text")[0] + national
    assert not find(text, "word-to-avoid")
    assert not find(text, "long-sentence")


# Length.


def sentence(words: int) -> str:
    return "Word " * (words - 1) + "word."


@pytest.mark.parametrize(("words", "severity"), [(11, "advice"), (19, "advice"), (20, "warning")])
def test_a_long_sentence_is_advice_and_a_warning_from_twice_as_long(
    tmp_path: Path, words: int, severity: str
) -> None:
    made = house(tmp_path, "style: {longest_sentence: 10}")
    text = f"words: Short. {sentence(words)} Short.\n"
    (finding,) = find_in(made, text, "long-sentence")
    assert (finding.severity, finding.excerpt) == (severity, "Word Word Word")
    assert f"{words} words" in finding.message


def test_sentences_a_little_too_long_are_told_of_together_at_the_longest(tmp_path: Path) -> None:
    made = house(tmp_path, "style: {longest_sentence: 10}")
    text = f"words: {sentence(11)} {sentence(15)} {sentence(13)} {sentence(12)}\n"
    much, little = find_in(made, text, "long-sentence")
    assert much.message == "This sentence has 15 words. Make two of it, or more."
    assert little.message == f"{much.message.replace('15', '13')} 2 more have over 10."


def test_sentences_that_are_short_enough_quoted_or_in_no_style_are_left_alone(
    tmp_path: Path,
) -> None:
    made = house(tmp_path, "style: {longest_sentence: 10}")
    text = f"words: {sentence(10)} {sentence(10)}\nitems: [{{text: {sentence(30)}}}]\n"
    assert not find_in(made, text, "long-sentence")
    plain = build(tmp_path / "plain")
    assert not find_in(plain, f"words: {sentence(99)}\n", "long-sentence")


# What is wrong in the house.


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("preferred_forms: [{prefer: a}]", "“wrong” is missing."),
        ("preferred_forms: [{prefer: {a: b}, wrong: [c]}]", "text"),
        ("preferred_forms: [{prefer: a, wrong: [b], severity: grave}]", "“grave”"),
        ("words_to_avoid: [{word: a, instead: b, from: c}]", "“from” is not known"),
        ("words_to_avoid: just words", "a list"),
        ("style: {longest_sentence: many}", "number"),
    ],
)
def test_data_in_the_wrong_form_is_an_error_at_its_place_in_the_house(
    tmp_path: Path, data: str, said: str
) -> None:
    with pytest.raises(DataError, match=r"house\.yaml:1:") as caught:
        find_in(house(tmp_path, data), "words: a\n")
    assert said in str(caught.value)


def test_clean_answers_are_worded_well() -> None:
    rules = ("doubled-word", "preferred-form", "word-to-avoid", "long-sentence")
    assert not [one for one in find(CLEAN) if one.rule in rules]
