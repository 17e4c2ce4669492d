import pytest

from tests.checking import CLEAN, find, respond

RULE = "inconsistent-hyphens"


@pytest.mark.parametrize(
    ("words", "excerpt", "severity"),
    [
        ("A multi-agency plan and a multi agency plan.", "multi agency", "warning"),
        ("A multi-agency plan and a multiagency plan.", "multiagency", "warning"),
        ("We re-assess what we reassess.", "reassess", "warning"),
        ("A three-year plan and a three year plan.", "three year", "advice"),
        ("A follow-up inspection and follow up inspections.", "follow up", "advice"),
        ("An up-to-date plan and an up to date plan.", "up to date", "advice"),
    ],
)
def test_a_term_with_a_hyphen_and_without_is_one_finding(
    words: str, excerpt: str, severity: str
) -> None:
    (finding,) = find(respond(words), RULE)
    assert (finding.excerpt, finding.severity) == (excerpt, severity)


@pytest.mark.parametrize(
    "words",
    [
        "We follow up each letter after the follow-up visit. The plan is up to date.",
        "We set up a board on a set-up day. Decision-making is not always decision making.",
        "They re-form the board that will reform us, and re-present what they represent.",
        "Over three years, a three-year plan. A long-term plan, in the long term.",
    ],
)
def test_hyphens_that_depend_on_the_place_are_left_alone(words: str) -> None:
    assert not find(respond(words), RULE)


def test_a_form_that_the_house_prefers_has_a_rule_of_its_own() -> None:
    words = respond("The pre-charge work and the pre charge work.")
    assert not find(words, RULE)
    assert find(words, "preferred-form")


def test_the_hyphens_of_others_are_to_be_referred_back() -> None:
    text = CLEAN.replace("quality of letters", "quality of multi agency letters").replace(
        "The Area accepts this.", "The Area accepts this for multi-agency letters."
    )
    (finding,) = find(text, RULE)
    assert (finding.excerpt, finding.severity) == ("multi agency", "advice")


@pytest.mark.parametrize(
    ("words", "excerpt", "repair"),
    [
        ("This is multi agency work.", "multi agency", "multi-agency"),
        ("We address non compliance.", "non compliance", "non-compliance"),
        ("This is a pre trial check.", "pre trial", "pre-trial"),
    ],
)
def test_a_prefix_that_stands_alone_is_a_warning_with_its_repair(
    words: str, excerpt: str, repair: str
) -> None:
    (finding,) = find(respond(words), "missing-hyphen")
    assert (finding.severity, finding.excerpt) == ("warning", excerpt)
    assert finding.replacement == repair


@pytest.mark.parametrize(
    "words",
    [
        "Both pre and post trial, we check; pre- and post-trial too.",
        "We address non-compliance, and the pre charge stage.",  # which the house has a form for
        "The Multi Agency Board meets.",
    ],
)
def test_prefixes_that_belong_where_they_stand_are_left_alone(words: str) -> None:
    assert not find(respond(words), "missing-hyphen")


def test_clean_answers_have_their_hyphens() -> None:
    assert not find(CLEAN, RULE)
    assert not find(CLEAN, "missing-hyphen")
