import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.check.figures import NUMBER, VALUES, value_of
from responder.errors import DataError
from tests.checking import CLEAN, find, find_in
from tests.houses import QUESTIONS, SmallHouse, build
from tests.strategies import UNHURRIED

ROLES = QUESTIONS.replace(
    "questions:", "roles: {items: [items], quoted: [items.text]}\nquestions:", 1
)
ITEMS = """
{% for item in items %}
{{ loop.index }}. {{ item.text }}

{{ item.response }}

{% endfor %}
"""
LAYOUT = "{{ words }}\n\n## Answers\n" + ITEMS


def said(lead_in: str, count: int, more: str = "") -> list[str]:
    """Return the words that are found in a lead-in above so many issues."""
    return [
        one.excerpt for one in find(answers(count, f"lead_in: '{lead_in}'", more), "wrong-count")
    ]


def answers(count: int, wording: str, more: str = "") -> str:
    before, _, _ = CLEAN.partition("items:")
    items = "".join(
        f"  - text: Letters need to improve in way {number}.\n"
        "    response: [{text: The Area accepts this.}]\n"
        for number in range(count)
    )
    return f"{before}{more}items:\n{items}wording:\n  {wording}\n"


def house(folder: Path, counted: str) -> SmallHouse:
    return build(folder / "house", LAYOUT, ROLES, files={"house.yaml": f"counted: {counted}\n"})


def test_a_count_above_the_items_that_does_not_fit_is_an_error_at_its_words() -> None:
    text = answers(4, "lead_in: 'There are three key issues to address:'")
    (finding,) = find(text, "wrong-count")
    assert (finding.severity, finding.excerpt) == ("error", "three key issues")
    assert finding.message.startswith("“three key issues” does not fit, since 4 are listed.")
    assert str(finding.place) == "answers.yaml:15:23"
    assert finding.replacement is None


@pytest.mark.parametrize(
    ("lead_in", "count", "words"),
    [
        ("There are 9 issues to address:", 8, ["9 issues"]),
        ("There is one issue to address:", 2, ["one issue"]),
        ("There are twenty-two issues.", 3, ["twenty-two issues"]),
        ("The report makes 22 recommendations, of which three are for us:", 4, ["three"]),
        ("The report makes five recommendations, three of which are for us:", 4, ["three"]),
        ("There are two recommendations and one issue:", 4, ["two recommendations and one issue"]),
        (
            "There are four issues, which relate to us alone. Our answers are below.",
            3,
            ["four issues"],
        ),
        ("The two issues below are answered in turn.", 3, ["two issues"]),
        ("These have been brigaded under 3 broad headings below.", 1, ["3 broad headings"]),
    ],
)
def test_counts_are_read_in_words_and_in_figures(
    lead_in: str, count: int, words: list[str]
) -> None:
    assert said(lead_in, count) == words


@pytest.mark.parametrize(
    ("lead_in", "count"),
    [
        ("There are three key issues to address:", 3),
        ("There is one issue to address:", 1),
        ("There are twenty-two issues to address:", 22),
        ("The report makes 22 recommendations, of which three are for the CPS:", 3),
        ("The report makes 22 recommendations for all of us, 3 of them for the Area:", 3),
        ("There are 22 recommendations for different services, 3 in particular for us:", 3),
        ("There are two recommendations and one issue to address:", 3),
        ("The report makes nine recommendations. Two are for us, and one for us and others.", 3),
        ("One of the two issues is old.", 3),
        ("There are more than three issues:", 5),
        ("There are at least two further issues:", 5),
        ("There are three strengths and a number of issues:", 2),
        ("Recommendations of 2021 led to these issues on 17 February 2022:", 2),
        ("We take part in phase 3 issues:", 2),
        ("There are 1,000 issues in 12/2021 and 7.5 issues and 20% issues:", 2),
    ],
)
def test_what_fits_or_counts_something_else_is_left_alone(lead_in: str, count: int) -> None:
    assert not said(lead_in, count)


@pytest.mark.parametrize(("mark", "words"), [(":", ["four issues"]), (".", [])])
def test_without_a_heading_the_line_that_leads_to_the_items_counts_them(
    mark: str, words: list[str]
) -> None:
    lead_in = f"There are four issues in the report, and these are our answers{mark}"
    assert said(lead_in, 3, "items_headed: no\n") == words


def test_the_number_of_the_whole_report_may_differ() -> None:
    more = "report_total: 22\n"
    assert not said("The report raises 22 issues:", 2, more)


def test_the_line_on_recommendations_is_read_where_it_points_to_what_follows() -> None:
    said_so = "no_recommendations: 'No recommendations; there are three main issues to address.'"
    assert find(answers(4, said_so), "wrong-count")
    assert not find(answers(3, said_so), "wrong-count")


def test_narrative_may_count_other_things() -> None:
    text = CLEAN.replace(
        "recognises the work of the Area.",
        "names two issues of 2019 that we have mended and six recommendations to address delay.",
    )
    assert not find(text, "wrong-count")


def test_what_is_accepted_as_a_whole_has_the_number_of_all() -> None:
    text = CLEAN.replace(
        "recognises the work of the Area.", "is fair and we accept all four issues."
    )
    assert [finding.excerpt for finding in find(text, "wrong-count")] == ["four issues"]


def test_headings_above_the_items_are_counted() -> None:
    text = answers(3, "lead_in: There are three issues under two themes.")
    text = text.replace("  - text: Letters", "  - heading: Letters\n    text: Letters")
    assert [finding.excerpt for finding in find(text, "wrong-count")] == ["two themes"]


def test_earlier_recommendations_are_counted_as_a_whole() -> None:
    text = """\
template: follow-up-inspection
topic: letters
published: 2026-11-26
recognition: [{text: The report is fair.}]
earlier: [{number: 1, status: achieved}, {number: 2, status: achieved}]
has_items: no
wording: {status_summary: "Of the four recommendations made in July 2024, two are achieved."}
"""
    has_items = "items: [{text: Improve letters., response: [{text: We accept this.}]}]\n"
    text = text.replace("has_items: no\n", has_items)
    (finding,) = find(text, "wrong-count")
    assert (finding.excerpt, finding.severity) == ("four recommendations", "error")
    assert not find(text.replace("Of the four", "Of the two"), "wrong-count")
    assert not find(
        text.replace("four recommendations made", "four recommendations that were made"),
        "wrong-count",
    )


def test_items_of_several_kinds_are_counted_by_kind() -> None:
    entry = "{{kind: {}, text: Improve it., response: [{{text: We accept this.}}]}}"
    items = ", ".join(entry.format(kind) for kind in ("issue", "issue", "recommendation"))
    text = f"""\
template: thematic-inspection
topic: letters
published: 2026-11-26
recognition: [{{text: The report is fair.}}]
term: both
items: [{items}]
wording: {{lead_in: "There are two recommendations and one issue to address:"}}
"""
    found = [finding.excerpt for finding in find(text, "wrong-count")]
    assert sorted(found) == ["one issue", "two recommendations"]
    assert not find(text.partition("wording")[0], "wrong-count")


def test_the_house_says_which_words_count_what(tmp_path: Path) -> None:
    made = house(tmp_path, "[{one: failing, several: failings, counts: items}]")
    made.write("templates/visit/response.md.j2", f"## Answers\n\n{{{{ words }}}}\n{ITEMS}")
    text = "words: Below are three failings and two issues.\nitems: [{text: Mend it.}]\n"
    assert [one.excerpt for one in find_in(made, text, "wrong-count")] == ["three failings"]


def test_a_house_that_counts_nothing_has_no_findings(tmp_path: Path) -> None:
    made = build(tmp_path / "house", LAYOUT, ROLES)
    text = "words: There are three failings to address.\nitems: [{text: Mend it.}]\n"
    assert not find_in(made, text, "wrong-count")


@pytest.mark.parametrize(
    "counted", ["three", "[three]", "[{one: a}]", "[{one: a, several: b, counts: items, near: c}]"]
)
def test_words_in_the_wrong_form_are_an_error_in_the_house(tmp_path: Path, counted: str) -> None:
    made = house(tmp_path, counted)
    with pytest.raises(DataError, match=r"house\.yaml:1:"):
        find_in(made, "items: [{text: Mend it.}]\n")


@given(st.sampled_from(list(VALUES)))
def test_every_number_in_words_has_its_value(word: str) -> None:
    found = re.search(NUMBER, f"the {word.capitalize()} issues", re.IGNORECASE)
    assert found is not None
    assert value_of(found[0]) == VALUES[word]


PIECES = ("three", "22", "issues", "issue", "all", "of which", "the", ",", ":", "to address", "1.9")


@UNHURRIED
@given(st.lists(st.sampled_from(PIECES), min_size=1).map(" ".join), st.integers(1, 3))
def test_what_is_found_stands_in_the_line_whatever_it_says(words: str, count: int) -> None:
    for finding in find(answers(count, f"lead_in: {json.dumps(words)}"), "wrong-count"):
        assert finding.excerpt in words
