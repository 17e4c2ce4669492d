from pathlib import Path

import pytest

from responder.errors import DataError, Finding
from tests.checking import CLEAN, ROOT, find, find_in, respond
from tests.houses import ALL, SmallHouse, build, snippet

DATA = """\
time_phrases:
  - {name: end, pattern: by the end of this year, severity: error, advice: Give the day.}
  - {name: this, pattern: '\\bthis\\s+(?:year|month)\\b', advice: Name it.}
  - {name: ongoing, pattern: ongoing, severity: advice, advice: Say since when.}
"""


LAYOUT = "# Of {% if published %}{{ published | date }}{% endif %} and us\n\n" + ALL


def small(folder: Path, data: str = DATA, **snippets: str) -> SmallHouse:
    named = {name.replace("__", "/"): text for name, text in snippets.items()}
    return build(folder / "house", LAYOUT, snippets=named, files={"house.yaml": data})


def summarise(found: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.severity, finding.excerpt) for finding in found]


def find_phrases(words: str) -> list[tuple[str, str]]:
    return summarise(find(respond(words), "relative-time"))


def test_each_phrase_is_found_with_its_severity_and_advice(tmp_path: Path) -> None:
    text = "words: We finish by the end of this year. It is ongoing this month.\n"
    found = find_in(small(tmp_path), text, "relative-time")
    assert summarise(found) == [
        ("error", "by the end of this year"),
        ("advice", "ongoing"),
        ("warning", "this month"),
    ]
    assert found[0].message == (
        "“by the end of this year” means another time on another day. Give the day."
    )
    assert found[1].message == "“ongoing” gives no date. Say since when."


def test_advice_is_given_once_in_each_answer(tmp_path: Path) -> None:
    text = "words: It is ongoing, ongoing.\npassages: [{text: Ongoing.}, {text: All is ongoing.}]\n"
    assert len(find_in(small(tmp_path), text, "relative-time")) == 3


@pytest.mark.parametrize(
    "words",
    [
        "by the end of this year (31 December 2022)",
        "by the end of this year, 2022,",
        "in 2022, this year,",
        "this month, to 31 March 2022,",
        "this year (2022 to 2023)",
        "“this year”",
    ],
)
def test_a_phrase_with_its_date_beside_it_or_in_quotation_marks_is_left_alone(
    tmp_path: Path, words: str
) -> None:
    text = f"words: '{words} we will finish.'\n"
    assert not find_in(small(tmp_path), text, "relative-time")


def test_a_date_in_the_sentence_explains_what_is_a_matter_of_taste(tmp_path: Path) -> None:
    text = "words: The work has been ongoing since 2019. This year it ends, not in 2019.\n"
    found = find_in(small(tmp_path), text, "relative-time")
    assert summarise(found) == [("warning", "This year")]


def test_a_phrase_in_a_snippet_is_found_and_the_snippet_named(tmp_path: Path) -> None:
    said = snippet("We finish it this year.\n", valid="{until: 2022-12-31}")
    text = "published: 2022-05-01\npassages: [{snippet: x/a}]\n"
    (finding,) = find_in(small(tmp_path, x__a=said), text, "relative-time")
    assert finding.place.file.endswith("a.md")
    assert finding.message.endswith(
        "It stands in the snippet x/a, which may be used until 31 December 2022."
    )


def test_a_phrase_that_fills_a_slot_is_the_officer_s(tmp_path: Path) -> None:
    said = snippet("We finish it {{ when }}.\n", slots="{when: {ask: When?}}")
    text = "published: 2022-05-01\npassages: [{snippet: x/a, values: {when: this year}}]\n"
    (finding,) = find_in(small(tmp_path, x__a=said), text, "relative-time")
    assert finding.message.endswith("Name it.")
    assert finding.place.file == "answers.yaml"


def test_a_snippet_that_is_out_of_date_is_not_told_of_twice(tmp_path: Path) -> None:
    said = snippet("We finish it this year.\n", valid="{until: 2022-12-31}")
    text = "published: 2023-05-01\npassages: [{snippet: x/a}]\n"
    found = find_in(small(tmp_path, x__a=said), text)
    assert [one.rule for one in found] == ["out-of-date"]


def test_the_words_of_others_are_left_alone() -> None:
    text = CLEAN.replace("needs to improve", "needs to improve by the end of this year")
    leader = "leader: {name: A, role: Chief Crown Prosecutor, quotation: We start this year.}\n"
    assert not find(text + leader, "relative-time")


def test_a_house_without_such_phrases_has_no_findings(tmp_path: Path) -> None:
    made = small(tmp_path, "organisation: x\n")
    assert not find_in(made, "words: We finish this year.\n", "relative-time")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{name: a, pattern: '(', advice: b}", "no regular expression"),
        ("{name: a, pattern: b}", "“advice” is missing"),
        ("{name: a, pattern: b, advice: c, severity: huge}", "huge"),
        ("soon", "name: value"),
    ],
)
def test_a_phrase_in_the_wrong_form_is_an_error_at_its_place(
    tmp_path: Path, entry: str, said: str
) -> None:
    with pytest.raises(DataError, match=r"house\.yaml:2:") as caught:
        find_in(small(tmp_path, f"time_phrases:\n  - {entry}\n"), "words: a\n")
    assert said in str(caught.value)


def test_the_four_promises_of_the_programme_of_2021_are_found() -> None:
    published = (ROOT / "tests" / "published" / "west-midlands-2021.yaml").read_text("utf-8")
    found = [one for one in find(published, "relative-time") if "@2021-10" in one.message]
    assert {"in the shorter term", "currently"} <= {one.excerpt for one in found}
    assert [one.excerpt for one in found if one.severity == "error"] == [
        "by the end of this month",
        "by the end of this calendar year",
        "by end of this year",
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Later this year, we will start.", ("error", "Later this year")),
        ("It was set up last year.", ("error", "last year")),
        ("We will meet next month.", ("error", "next month")),
        ("Last year’s plan failed.", ("error", "Last year")),
        (
            "We will train all over the next twelve months.",
            ("error", "over the next twelve months"),
        ),
        ("We will do it within the next few weeks.", ("error", "within the next few weeks")),
        (
            "It grew over the past two and a half years.",
            ("warning", "over the past two and a half years"),
        ),
        ("Eighteen months ago we began.", ("warning", "Eighteen months ago")),
        ("It has recently been completed.", ("warning", "recently")),
        ("Findings follow in due course.", ("warning", "in due course")),
        ("They will be sent shortly.", ("warning", "shortly")),
        ("We will write soon.", ("warning", "soon")),
        (
            "We will end it by the end of the financial year.",
            ("warning", "by the end of the financial year"),
        ),
        ("Work is already done.", ("advice", "already")),
        ("Work is under way.", ("advice", "under way")),
        ("There is a new national scheme.", ("advice", "new national scheme")),
        ("We will end it by the end of March.", ("advice", "by the end of March")),
    ],
)
def test_this_house_knows_what_depends_on_the_day_of_writing(
    words: str, found: tuple[str, str]
) -> None:
    assert find_phrases(words) == [found]


@pytest.mark.parametrize(
    "words",
    [
        "We reply as soon as possible, and shortly after the hearing.",
        "It is too soon to say.",
        "We check ten letters each month, and report at the end of each quarter.",
        "The number rose in the last quarter of 2021.",
        "We will finish by the end of the financial year 2022 to 2023.",
        "We will finish by the end of March 2022.",
        "In January, February and March 2022 we will meet.",
        "Letters go out within two weeks of the decision.",
        "We will carry out the recommendations, this one first.",
        "The campaign ran throughout the year 2021.",
        "We may march on in May 2022.",
    ],
)
def test_what_is_the_same_on_every_day_is_left_alone(words: str) -> None:
    assert find_phrases(words) == []
