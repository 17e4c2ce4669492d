from pathlib import Path

import pytest

from responder.errors import DataError, Finding
from tests.checking import CLEAN, ROOT, find, find_in, respond
from tests.houses import QUESTIONS, SmallHouse, build, snippet

QUOTING = QUESTIONS.replace(
    "questions:",
    "roles: {items: [items], quoted: [items.text], speech: [leader.quotation]}\nquestions:",
    1,
)
LAYOUT = """\
# Of {% if published %}{{ published | date }}{% endif %} and us

{{ words }}

{{ passages }}

{% if leader %}
> {{ leader.quotation }}
{% endif %}

{% for item in items %}
1. {{ item.text }}
{% endfor %}
"""
DATA = """\
sovereign:
  - {from: 1952-02-06, pronoun: Her}
  - {from: 2022-09-09, pronoun: His}
dated_words:
  - {from: 2022-09-09, before: QC, after: KC}
  - {from: 2024-01-01, before: Queen’s board, after: King’s board}
superseded:
  - {pattern: 'old\\s+plans?', after: 2022-12-31, message: Ask the office.}
  - {pattern: older, after: 2022-12-31, message: Ask., severity: error}
"""


def small(folder: Path, data: str = DATA, **snippets: str) -> SmallHouse:
    named = {name.replace("__", "/"): text for name, text in snippets.items()}
    return build(folder / "house", LAYOUT, QUOTING, named, {"house.yaml": data})


def say(folder: Path, words: str, rule: str, day: str = "2022-10-13") -> list[Finding]:
    return find_in(small(folder), f"published: {day}\nwords: |-\n  {words}\n", rule)


def summarise(found: list[Finding]) -> list[tuple[str, str, str | None]]:
    return [(finding.severity, finding.excerpt, finding.replacement) for finding in found]


@pytest.mark.parametrize(
    ("words", "repair"),
    [
        ("Her Majesty’s Inspectorate has today issued it.", "His Majesty"),
        (
            "Her Majesty's Inspectorate has today (13 October 2022) looked back at 2019.",
            "His Majesty",
        ),
        ("HER MAJESTY’S INSPECTORATE", "HIS MAJESTY"),
        (
            "Her Majesty’s Inspectorate said so on 13 October 2022, of its 2021 report.",
            "His Majesty",
        ),
    ],
)
def test_the_pronoun_of_another_reign_is_an_error_with_its_repair(
    tmp_path: Path, words: str, repair: str
) -> None:
    (finding,) = say(tmp_path, words, "sovereign")
    assert (finding.severity, finding.replacement) == ("error", repair)
    assert "until 8 September 2022" in finding.message


@pytest.mark.parametrize(
    ("day", "wrong"),
    [
        ("1952-02-06", "His Majesty"),
        ("2022-09-08", "His Majesty"),
        ("2022-09-09", "Her Majesty"),
    ],
)
def test_the_day_of_publication_decides_which_pronoun_is_wrong(
    tmp_path: Path, day: str, wrong: str
) -> None:
    words = "His Majesty’s Inspectorate and Her Majesty’s Treasury."
    assert [one.excerpt for one in say(tmp_path, words, "sovereign", day)] == [wrong]


@pytest.mark.parametrize(
    "words",
    [
        "It read “Her Majesty’s Inspectorate has issued a report”.",
        "Her Majesty’s Inspectorate’s 2019 report said so.",
        "In 2019, Her Majesty’s Inspectorate said so.",
        "Her Majesty’s Inspectorate said so in July 2022.",
        "The Area saw her majestic entrance.",
    ],
)
def test_what_is_of_an_older_time_or_quoted_keeps_its_pronoun(tmp_path: Path, words: str) -> None:
    assert not say(tmp_path, words, "sovereign")


def test_without_a_date_of_publication_no_pronoun_is_wrong(tmp_path: Path) -> None:
    text = "words: Her Majesty’s and His Majesty’s.\n"
    assert not find_in(small(tmp_path), text, "sovereign")


def test_the_pronoun_of_another_reign_in_the_words_of_others_is_to_be_referred_back(
    tmp_path: Path,
) -> None:
    text = (
        "published: 2022-10-13\nitems: [{text: Her Majesty’s Inspectorate wants this.}]\n"
        "leader: {name: A, quotation: I thank Her Majesty’s Inspectorate.}\n"
    )
    found = find_in(small(tmp_path), text, "sovereign")
    assert summarise(found) == [("advice", "Her Majesty", None)] * 2


def test_a_third_reign_takes_its_turn(tmp_path: Path) -> None:
    data = DATA.replace("dated_words", "  - {from: 2060-01-01, pronoun: Her}\ndated_words")
    text = "published: 2061-01-01\nwords: His Majesty’s and Her Majesty’s.\n"
    (finding,) = find_in(small(tmp_path, data), text, "sovereign")
    assert finding.replacement == "Her Majesty"


def test_this_house_knows_the_sovereigns_and_the_words_that_follow_them() -> None:
    text = respond("Her Majesty’s Inspectorate heard two QCs, HMIC and Queen's Counsel.")
    text = text.replace("2022-02-17", "2022-10-13")
    assert [one.replacement for one in find(text, "sovereign")] == ["His Majesty"]
    assert [one.replacement for one in find(text, "dated-words")] == [
        "KCs",
        "HMICFRS",
        "King’s Counsel",
    ]


def test_clean_answers_have_nothing_of_another_time() -> None:
    for day in ("2022-09-08", "2022-09-09", "2026-11-26"):
        text = CLEAN.replace("2022-02-17", day)
        rules = {finding.rule for finding in find(text)}
        assert not rules & {"sovereign", "dated-words", "superseded"}


@pytest.mark.parametrize(
    ("day", "excerpt", "repair"),
    [("2022-09-08", "KC", "QC"), ("2022-09-09", "QC", "KC")],
)
def test_a_name_is_right_on_its_own_side_of_the_change(
    tmp_path: Path, day: str, excerpt: str, repair: str
) -> None:
    found = say(tmp_path, "A QC and a KC met.", "dated-words", day)
    assert summarise(found) == [("error", excerpt, repair)]


def test_names_in_capitals_mind_capitals_and_others_do_not(tmp_path: Path) -> None:
    words = "The qc and the queen's  board met."
    found = say(tmp_path, words, "dated-words", "2024-01-01")
    assert summarise(found) == [("error", "queen's  board", "King’s board")]


def test_superseded_wording_is_found_once_in_each_answer(tmp_path: Path) -> None:
    words = "words: The old plan, an old\n  plan.\npassages: [{text: Old plans.}]\n"
    text = f"published: 2023-01-01\n{words}"
    found = find_in(small(tmp_path), text, "superseded")
    assert summarise(found) == [("warning", "old plan", None), ("warning", "Old plans", None)]
    assert found[0].message == "“old plan”: Ask the office."


def test_the_house_says_how_much_superseded_wording_matters(tmp_path: Path) -> None:
    (finding,) = say(tmp_path, "It is older.", "superseded", "2023-01-01")
    assert finding.severity == "error"


def test_wording_is_not_superseded_on_its_last_day(tmp_path: Path) -> None:
    assert not say(tmp_path, "The old plan is older.", "superseded", "2022-12-31")


def test_superseded_words_of_others_are_left_alone(tmp_path: Path) -> None:
    text = "published: 2023-01-01\nitems: [{text: The old plan must end.}]\n"
    assert not find_in(small(tmp_path), text, "superseded")


def test_a_snippet_that_is_out_of_date_is_told_once(tmp_path: Path) -> None:
    made = small(tmp_path, DATA, x__a=snippet("The old plan.\n", valid="{until: 2022-12-31}"))
    found = find_in(made, "published: 2023-01-01\npassages: [{snippet: x/a}]\n")
    assert [one.rule for one in found] == ["out-of-date"]


def test_typed_words_of_a_national_snippet_are_told_once(tmp_path: Path) -> None:
    words = "We will carry out the old plan with all our partners in every one of our districts."
    stored = snippet(f"{words}\n", scope="national", valid="{until: 2022-12-31}")
    made = small(tmp_path, DATA, x__a=stored)
    found = find_in(made, f"published: 2023-01-01\npassages: [{{text: {words}}}]\n")
    assert [(one.rule, one.severity) for one in found] == [("near-snippet", "warning")]


@pytest.mark.parametrize(
    ("published", "rules"),
    [("2022-06-01", {"near-snippet"}), ("2023-06-01", {"near-snippet"})],
)
def test_the_programme_of_2021_is_found_in_a_later_response(
    published: str, rules: set[str]
) -> None:
    file = ROOT / "boilerplate" / "victim-communication" / "three-phase-programme@2021-10.md"
    words = file.read_text("utf-8").rpartition("---\n")[2].strip()
    found = find(respond(words).replace("2022-02-17", published))
    about = {one.rule for one in found if one.rule in ("near-snippet", "superseded")}
    assert about == rules
    told = next(one for one in found if one.rule == "near-snippet")
    assert "out of date" in told.message


def test_promises_that_rest_on_a_process_of_the_past_are_found() -> None:
    text = respond("Line managers will do IQAs each month.")
    assert not find(text.replace("2022-02-17", "2026-03-31"), "superseded")
    (finding,) = find(text.replace("2022-02-17", "2026-04-01"), "superseded")
    assert finding.excerpt == "IQAs"


def test_a_house_that_knows_no_changes_has_no_findings(tmp_path: Path) -> None:
    made = small(tmp_path, "organisation: x\n")
    text = "published: 2026-01-01\nwords: Her Majesty’s QC has an old plan.\n"
    assert not find_in(made, text)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("sovereign: [{from: today, pronoun: Her}]", "house.yaml:1"),
        ("sovereign: [{from: 2022-09-09}]", "“pronoun” is missing"),
        ("dated_words: [{from: 2022-09-09, before: QC}]", "“after” is missing"),
        ("dated_words: {before: QC}", "house.yaml:1"),
        ("superseded: [{pattern: '(', after: 2022-12-31, message: x}]", "no regular expression"),
        ("superseded: [{pattern: a, after: then, message: x}]", "house.yaml:1"),
        ("superseded: [{pattern: a, after: 2022-12-31, message: x, severity: grave}]", "grave"),
    ],
)
def test_house_data_in_the_wrong_form_is_an_error_at_its_place(
    tmp_path: Path, data: str, said: str
) -> None:
    with pytest.raises(DataError, match=r"house\.yaml:1:") as caught:
        find_in(small(tmp_path, f"{data}\n"), "published: 2023-01-01\nwords: a\n")
    assert said in str(caught.value)
