from pathlib import Path

import pytest

from tests.checking import CLEAN, find, find_in, respond
from tests.houses import build

RULES = ("agreement", "verb-form")


@pytest.mark.parametrize(
    ("words", "excerpt", "repair"),
    [
        ("The findings from the peer reviews is fed in.", "peer reviews is", "peer reviews are"),
        ("All letters of the unit has changed.", "the unit has", "the unit have"),
        ("It is so. The letters is late.", "The letters is", "The letters are"),
        ("These new checks needs more time.", "new checks needs", "new checks need"),
        ("The letters to victims requires care.", "to victims requires", "to victims require"),
        ("The timeliness of letters are poor.", "of letters are", "of letters is"),
        ("The overall quality of our reviews have grown.", "our reviews have", "our reviews has"),
        (
            "We know that the quality of files submitted meet the standard.",
            "files submitted meet",
            "files submitted meets",
        ),
        ("The guidance for all teams are new.", "all teams are", "all teams is"),
        ("The criteria is clear.", "criteria is", "criteria are"),
        ("The results of the survey suggests so.", "the survey suggests", "the survey suggest"),
        (
            "The volume of letters received have grown.",
            "letters received have",
            "letters received has",
        ),
        ("The standard of our letters vary.", "our letters vary", "our letters varies"),
        ("The report also say so.", "report also say", "report also says"),
        ("It is so. This plan were new.", "This plan were", "This plan was"),
        ("The case record sheets is checked.", "record sheets is", "record sheets are"),
        ("Each of the three new units have a plan.", "new units have", "new units has"),
        ("In May they was late.", "they was", "they were"),
    ],
)
def test_a_verb_of_the_wrong_number_is_found_with_its_repair(
    words: str, excerpt: str, repair: str
) -> None:
    (finding,) = find(respond(words), "agreement")
    assert (finding.severity, finding.excerpt) == ("warning", excerpt)
    assert finding.replacement == repair


@pytest.mark.parametrize(
    ("words", "excerpt"),
    [
        ("It will been done.", "will been"),
        ("It has now be done.", "has now be"),
        ("It is been done.", "is been"),
        ("Work has already began.", "has already began"),
        ("They were not been told.", "were not been"),
    ],
)
def test_forms_of_a_verb_that_do_not_go_together_are_found(words: str, excerpt: str) -> None:
    (finding,) = find(respond(words), "verb-form")
    assert (finding.severity, finding.excerpt, finding.replacement) == ("warning", excerpt, None)


@pytest.mark.parametrize(
    "words",
    [
        "The findings of the review suggest performance is better, and that is good.",
        "The findings of reviews suggest performance is better. The letters show care is taken.",
        "The reasons for which it is done are clear. One of the findings of reviews is new.",
        "The news of the day is good. The means of review is new. The analysis of files is done.",
        "A number of letters have come. The number of letters that have come is known.",
        "The help a person needs is great. The time training takes is long. Each of us has one.",
        "The review team always has a list, and the manager sometimes needs it.",
        "The first two weeks is the hardest time. The harm crime does is clear.",
        "The process is new. The series of checks is over. The summons is here.",
        "All that matters is care. All this means is work. The basis for reviews is law.",
        "Steps to improve the quality of letters are in place. The quality and speed of it are up.",
        "The level of support victims need is high. The quality of letters that are late is low.",
        "The level of services victims need is high. The guidance on cases we have is new.",
        "The handling of cases prosecutors have is good. The number of letters are in the annex.",
        "The criteria are clear. The police of the county is small. The CPS Areas of London agree.",
        "Whatever they do is right. As it has to be, it is. It would have been. What has been is.",
        "Areas that do not are asked; those who can are helped. They are, have been and will be.",
    ],
)
def test_good_sentences_are_left_alone(words: str) -> None:
    assert not [one for one in find(respond(words)) if one.rule in RULES]


def test_verbs_in_the_words_of_others_are_to_be_referred_back() -> None:
    text = CLEAN.replace("The quality of letters needs", "The quality of letters need")
    (finding,) = find(text, "agreement")
    assert (finding.severity, finding.excerpt) == ("advice", "of letters need")
    assert finding.replacement is None
    assert "refer it back" in finding.message


def test_a_house_of_another_language_is_not_read_as_english(tmp_path: Path) -> None:
    made = build(tmp_path / "house", files={"house.yaml": "language: de-DE\n"})
    assert not [one for one in find_in(made, "words: They was been.\n") if one.rule in RULES]


def test_clean_answers_have_no_wrong_verbs() -> None:
    assert not [one for one in find(CLEAN) if one.rule in RULES]
