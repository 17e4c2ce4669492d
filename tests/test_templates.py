"""What the house's own templates print."""

import re
from pathlib import Path

import pytest

from responder import answers, house
from responder.compose import Composer
from responder.document import (
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    lines_of,
    spans_of,
    text_of,
)

ROOT = Path(__file__).parent.parent
AREA = """\
template: area-inspection
area: London South
published: 2022-02-17
recognition: [{text: The report recognises the work of the Area.}]
items:
  - text: First issue.
    response: [{text: First response.}]
  - text: Second issue.
    response: [{text: Second response.}]
"""


@pytest.fixture(scope="module")
def composer() -> Composer:
    return Composer(house.load(ROOT))


def respond(composer: Composer, text: str) -> Document:
    """Return the response that some answers make."""
    return composer.compose(answers.read(text.encode(), Path("answers.yaml"))).document


def lines(document: Document) -> list[str]:
    return [text_of(line) for block in document.blocks for line in lines_of(block)]


# The template for one Area.


def test_every_standard_sentence_of_an_area_response_has_its_model_form(
    composer: Composer,
) -> None:
    assert lines(respond(composer, AREA)) == [
        "CPS response to Area Inspection Programme, CPS London South baseline report, "
        "17 February 2022",
        "Her Majesty’s Crown Prosecution Service Inspectorate (HMCPSI) has today "
        "(17 February 2022) issued a report following its inspection of CPS London South.",
        "The report recognises the work of the Area.",
        "There are no specific recommendations in the report.",
        "Inspectorate’s issues to address",
        "There are two issues to address:",
        "First issue.",
        "CPS response:",
        "First response.",
        "Second issue.",
        "CPS response:",
        "Second response.",
    ]


ASSURANCE = AREA.replace(
    "area: London South",
    """\
area: London South
programme: Area Assurance Programme
ratings:
  - {criterion: Success of CPS People, rating: Good}
  - {criterion: Casework Quality, rating: Fair}""",
).replace("2022-02-17", "2018-01-30")


def test_an_assurance_response_has_ratings_and_its_own_title_and_opening(
    composer: Composer,
) -> None:
    document = respond(composer, ASSURANCE)
    printed = lines(document)
    assert printed[0] == (
        "CPS response to HMCPSI Area Assurance inspection of CPS London South, 30 January 2018"
    )
    assert "its inspection of the performance of CPS London South." in printed[1]
    assert printed[2] == "The Area was assessed as follows:"
    ratings = document.blocks[3]
    assert isinstance(ratings, ListBlock)
    assert [text_of(line) for line in lines_of(ratings)] == [
        "Success of CPS People – ‘Good’",
        "Casework Quality – ‘Fair’",
    ]
    assert "There are no specific recommendations in the report." not in printed


WORDINGS = {
    "title": "My title",
    "opening": "My opening.",
    "quotation_lead_in": "My introduction:",
    "no_recommendations": "My sentence on recommendations.",
    "items_heading": "My heading",
    "lead_in": "My count:",
    "label": "My label:",
    "closing": "My last line",
}
LEADER = "leader: {name: Alex Example, quotation: We agree.}\n"


@pytest.mark.parametrize("name", WORDINGS)
def test_every_computed_sentence_can_be_overridden(composer: Composer, name: str) -> None:
    usual = lines(respond(composer, AREA + LEADER + "closing_line: yes\n"))
    own = AREA + LEADER + f"closing_line: yes\nwording: {{{name}: '{WORDINGS[name]}'}}\n"
    printed = lines(respond(composer, own))
    changed = [(old, new) for old, new in zip(usual, printed, strict=True) if old != new]
    assert {new for _, new in changed} == {WORDINGS[name]}


def test_the_line_above_the_ratings_can_be_overridden(composer: Composer) -> None:
    own = ASSURANCE + "wording: {ratings_lead_in: 'My ratings:'}\n"
    assert lines(respond(composer, own))[2] == "My ratings:"


@pytest.mark.parametrize(("day", "pronoun"), [("2022-09-08", "Her"), ("2022-09-09", "His")])
def test_the_day_of_publication_decides_the_sovereigns_pronoun(
    composer: Composer, day: str, pronoun: str
) -> None:
    opening = lines(respond(composer, AREA.replace("2022-02-17", day)))[1]
    assert opening.startswith(
        f"{pronoun} Majesty’s Crown Prosecution Service Inspectorate (HMCPSI)"
    )


def items(count: int) -> str:
    entries = "".join(f"  - {{text: Issue., response: [{{text: R{n}.}}]}}\n" for n in range(count))
    return AREA.partition("items:")[0] + "items:\n" + entries


@pytest.mark.parametrize(
    ("count", "lead_in", "heading"),
    [
        (1, "There is one issue to address:", "Inspectorate’s issue to address"),
        (2, "There are two issues to address:", "Inspectorate’s issues to address"),
        (9, "There are nine issues to address:", "Inspectorate’s issues to address"),
        (10, "There are 10 issues to address:", "Inspectorate’s issues to address"),
    ],
)
def test_the_lead_in_counts_the_issues(
    composer: Composer, count: int, lead_in: str, heading: str
) -> None:
    printed = lines(respond(composer, items(count)))
    assert lead_in in printed
    assert heading in printed


def test_the_issues_are_numbered_through_the_responses_between_them(
    composer: Composer,
) -> None:
    blocks = respond(composer, items(3)).blocks
    assert [block.start for block in blocks if isinstance(block, ListBlock)] == [1, 2, 3]


def test_one_response_may_answer_several_issues(composer: Composer) -> None:
    text = """\
items:
  - {text: One., response: [{text: To one.}]}
  - {text: Two., answered: with the next one}
  - {text: Three., answered: with the next one}
  - {text: Four., response: [{text: To the rest.}]}
"""
    printed = lines(respond(composer, AREA.partition("items:")[0] + text))
    assert printed[-8:] == [
        "One.",
        "CPS response:",
        "To one.",
        "Two.",
        "Three.",
        "Four.",
        "CPS response to 2, 3 and 4:",
        "To the rest.",
    ]


def test_a_last_issue_that_is_answered_with_the_next_one_is_a_gap(composer: Composer) -> None:
    text = AREA.partition("items:")[0] + "items: [{text: One., answered: with the next one}]\n"
    composed = composer.compose(answers.read(text.encode(), Path("answers.yaml")))
    assert lines(composed.document)[-1].startswith("[TO COMPLETE: ")
    assert composed.blocking(final=True)


def test_a_response_may_have_several_passages_with_paragraphs_and_lists(
    composer: Composer,
) -> None:
    text = """\
items:
  - text: One.
    response:
      - text: |-
          First paragraph.

          Second paragraph.
      - text: |-
          - a point
          - another
      - snippet: victim-communication/three-phase-programme
"""
    document = respond(composer, AREA.partition("items:")[0] + text)
    printed = lines(document)
    begin = printed.index("CPS response:")
    assert printed[begin + 1 : begin + 5] == [
        "First paragraph.",
        "Second paragraph.",
        "a point",
        "another",
    ]
    assert any(span.source and span.source.citation for span in spans_of(document.blocks))


def test_an_issue_may_have_parts_and_paragraphs_of_the_report(composer: Composer) -> None:
    text = """\
items:
  - text: "Managers must ensure:"
    parts: [this;, that.]
    paragraphs: ["1.17", "1.19", "2.1"]
    response: [{text: R.}]
  - {text: One., paragraphs: ["3.1"], response: [{text: R.}]}
  - {text: Own., paragraphs: ["3.2"], references: (see 3.2), response: [{text: R.}]}
"""
    document = respond(composer, AREA.partition("items:")[0] + text)
    first = next(block for block in document.blocks if isinstance(block, ListBlock))
    assert [type(block) for block in first.items[0]] == [Paragraph, ListBlock]
    printed = lines(document)
    assert "Managers must ensure: (paragraphs 1.17, 1.19 and 2.1)" in printed
    assert "One. (paragraph 3.1)" in printed
    assert "Own. (see 3.2)" in printed


def test_a_closing_line_names_the_organisation_and_the_date(composer: Composer) -> None:
    printed = lines(respond(composer, AREA + "closing_line: yes\n"))
    assert printed[-1] == "Crown Prosecution Service, 17 February 2022"


def test_the_leader_is_quoted_in_paragraphs(composer: Composer) -> None:
    text = AREA + "leader:\n  name: Alex Example\n  quotation: |-\n    One.\n\n    Two.\n"
    document = respond(composer, text)
    assert "CPS London South Chief Crown Prosecutor Alex Example said:" in lines(document)
    quote = next(block for block in document.blocks if isinstance(block, Quote))
    assert [text_of(line) for line in lines_of(quote)] == ["“One.", "“Two.”"]


def test_a_response_may_have_no_issues_at_all(composer: Composer) -> None:
    text = AREA.partition("items:")[0] + "has_items: no\n"
    printed = lines(respond(composer, text))
    assert printed[-1] == "There are no specific recommendations in the report."


def test_theme_headings_stand_above_their_issues(composer: Composer) -> None:
    document = respond(
        composer, AREA.replace("- text: Second", "- heading: VICTIMS\n    text: Second")
    )
    themes = [block for block in document.blocks if isinstance(block, Heading) and block.level == 3]
    assert [text_of(block.spans) for block in themes] == ["VICTIMS"]


# What the templates for one subject share.

SUBJECT = """\
topic: the handling of complaints
published: 2023-08-23
recognition: [{text: The report recognises good work.}]
"""
THEMATIC = f"template: thematic-inspection\n{SUBJECT}"
JOINT = f"template: joint-inspection\ninspectorates: [HMICFRS, HMCPSI]\n{SUBJECT}"
FOLLOW_UP = f"template: follow-up-inspection\n{SUBJECT}"
ONE = "items: [{text: Do it., response: [{text: We will.}]}]\n"
TWO = "items: [{text: A., response: [{text: B.}]}, {text: C., response: [{text: D.}]}]\n"


def test_every_standard_sentence_of_a_thematic_response_has_its_model_form(
    composer: Composer,
) -> None:
    assert lines(respond(composer, THEMATIC + "overall_stance: accepts all\n" + TWO)) == [
        "CPS response to HMCPSI inspection of the handling of complaints, 23 August 2023",
        "His Majesty’s Crown Prosecution Service Inspectorate (HMCPSI) has today "
        "(23 August 2023) issued a report following its inspection of the handling of complaints.",
        "The report recognises good work.",
        "We welcome the findings and accept all the recommendations.",
        "Inspectorate’s recommendations",
        "There are two recommendations for the CPS to address:",
        "A.",
        "CPS response:",
        "B.",
        "C.",
        "CPS response:",
        "D.",
    ]


def test_several_inspectorates_have_their_names_joined_and_take_the_plural(
    composer: Composer,
) -> None:
    printed = lines(respond(composer, JOINT + TWO))
    assert printed[0].startswith("CPS response to HMICFRS and HMCPSI joint inspection of the ")
    assert printed[1] == (
        "His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS) and "
        "His Majesty’s Crown Prosecution Service Inspectorate (HMCPSI) have today "
        "(23 August 2023) issued a report following their joint inspection of the handling of "
        "complaints."
    )
    assert "Inspectorates’ recommendations" in printed


def test_a_joint_body_takes_the_plural_and_no_pronoun(composer: Composer) -> None:
    text = JOINT.replace("HMICFRS, HMCPSI", "CJJI") + "has_items: no\n"
    opening = lines(respond(composer, text))[1]
    assert opening.startswith("Criminal Justice Joint Inspection (CJJI) have today ")
    assert "following their joint inspection" in opening


@pytest.mark.parametrize(
    ("term", "items", "heading", "lead_in"),
    [
        (
            "recommendations",
            ONE,
            "Inspectorate’s recommendation",
            "There is one recommendation for the CPS to address:",
        ),
        (
            "issues",
            TWO,
            "Inspectorate’s issues to address",
            "There are two issues to address:",
        ),
        (
            "both",
            TWO.replace("text: C.,", "text: C., kind: issue,"),
            "Inspectorate’s recommendations and issues to address",
            "There are one recommendation and one issue for the CPS to address:",
        ),
    ],
)
def test_heading_and_lead_in_use_the_reports_own_term(
    composer: Composer, term: str, items: str, heading: str, lead_in: str
) -> None:
    printed = lines(respond(composer, f"{THEMATIC}term: {term}\n{items}"))
    assert heading in printed
    assert lead_in in printed


def test_the_reports_own_numbers_are_kept_where_only_some_items_are_ours(
    composer: Composer,
) -> None:
    text = """\
report_total: 22
items:
  - {number: "5", text: A., response: [{text: B.}]}
  - {number: Recommendation 9, text: C., response: [{text: D.}]}
  - {number: "10", text: E., response: [{text: F.}]}
"""
    document = respond(composer, JOINT + text)
    assert "The report makes 22 recommendations, of which three are for the CPS:" in lines(document)
    assert "Recommendation 9: C." in lines(document)
    assert [block.start for block in document.blocks if isinstance(block, ListBlock)] == [5, 10]


def test_numbers_that_do_not_follow_are_kept_where_one_response_answers_both(
    composer: Composer,
) -> None:
    text = """\
items:
  - {number: "2", text: A., answered: with the next one}
  - {number: "5", text: B., response: [{text: C.}]}
"""
    document = respond(composer, JOINT + text)
    assert [block.start for block in document.blocks if isinstance(block, ListBlock)] == [2, 5]
    assert "CPS response to 2 and 5:" in lines(document)


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        ("recommendations", "The report makes 22 recommendations, of which one is for the CPS:"),
        ("issues", "The report raises 22 issues, of which one is for the CPS:"),
        ("both", "The report asks for action on 22 points, of which one is for the CPS:"),
    ],
)
def test_what_is_ours_is_counted_by_the_reports_own_term(
    composer: Composer, term: str, sentence: str
) -> None:
    text = f"{JOINT}term: {term}\nreport_total: 22\n{ONE}"
    assert sentence in lines(respond(composer, text))


@pytest.mark.parametrize("number", ["5", "5.", "5:"])
def test_a_number_may_bring_its_own_sign(composer: Composer, number: str) -> None:
    text = (
        f"items: [{{number: '{number}', text: A., response: [{{text: B.}}]}}, "
        f"{{text: C., answered: as an earlier one, see: '{number}'}}]\n"
    )
    document = respond(composer, JOINT + text)
    assert [block.start for block in document.blocks if isinstance(block, ListBlock)] == [5, 2]
    assert lines(document)[-1] == "See 5."


def test_items_may_have_no_numbers_and_no_heading(composer: Composer) -> None:
    document = respond(composer, THEMATIC + "numbered: no\nitems_headed: no\n" + ONE)
    assert not any(isinstance(block, ListBlock) for block in document.blocks)
    assert lines(document)[3:] == [
        "There is one recommendation for the CPS to address:",
        "Do it.",
        "CPS response:",
        "We will.",
    ]


@pytest.mark.parametrize(("more", "label"), [(0, "both"), (1, "all three")])
def test_a_response_to_several_without_numbers_counts_them(
    composer: Composer, more: int, label: str
) -> None:
    others = "{text: A., answered: with the next one}, " * (more + 1)
    text = f"numbered: no\nitems: [{others}{{text: C., response: [{{text: D.}}]}}]\n"
    assert f"CPS response to {label}:" in lines(respond(composer, THEMATIC + text))


def test_the_parts_of_an_item_without_a_number_are_a_list_of_their_own(composer: Composer) -> None:
    parts = "items: [{text: 'Do:', parts: [by May 2025 a, by June 2025 b], response: [{text: R.}]}]"
    document = respond(composer, f"{THEMATIC}numbered: no\n{parts}\n")
    bullets = next(block for block in document.blocks if isinstance(block, ListBlock))
    assert bullets.start is None
    assert len(bullets.items) == 2


def test_a_deadline_that_counts_from_publication_is_printed_as_a_date(composer: Composer) -> None:
    begins = f"{THEMATIC}items: [{{response: [{{text: R.}}], text: Within six months do it., "
    counted = "deadline: 6 months after published"
    day = "by 23 February 2024"
    for given, behind in (
        (f"{counted}, paragraphs: ['4.1']", f" (paragraph 4.1; {day})"),
        (counted, f" ({day})"),
        (f"{counted}, deadline_printed: no", ""),
        ("deadline: 2024-02-23", ""),
    ):
        printed = lines(respond(composer, f"{begins}{given}}}]\n"))
        assert f"Within six months do it.{behind}" in printed


def test_an_item_may_be_answered_by_the_response_to_an_earlier_one(composer: Composer) -> None:
    text = TWO.replace(
        "text: C., response: [{text: D.}]", "text: C., answered: as an earlier one, see: '1'"
    )
    assert lines(respond(composer, THEMATIC + text))[-3:] == ["C.", "CPS response:", "See 1."]


def test_a_reference_to_a_response_that_does_not_stand_before_is_a_gap(composer: Composer) -> None:
    text = TWO.replace(
        "text: C., response: [{text: D.}]", "text: C., answered: as an earlier one, see: '2'"
    )
    assert lines(respond(composer, THEMATIC + text))[-1].startswith("[TO COMPLETE: ")


def test_an_interim_report_needs_no_items(composer: Composer) -> None:
    text = f"{JOINT}stage: interim\nhas_items: no\nno_recommendations: yes\n"
    printed = lines(respond(composer, text))
    assert "interim report on the joint inspection of" in printed[0]
    assert "issued an interim report following their joint inspection" in printed[1]
    assert printed[-1] == "There are no recommendations or issues to address in the report."
    assert not any(line.startswith("Inspectorates") for line in printed)


def test_several_responders_share_title_and_label_and_may_answer_apart(composer: Composer) -> None:
    text = """\
responders: [Crown Prosecution Service, National Police Chiefs’ Council]
items:
  - text: A.
    response: [{text: B.}]
  - text: C.
    label: "CPS response:"
    response: [{text: D.}]
    further_responses: [{responder: National Police Chiefs’ Council, response: [{text: E.}]}]
"""
    printed = lines(respond(composer, JOINT + text))
    assert printed[0].startswith("CPS and NPCC response to HMICFRS and HMCPSI joint inspection")
    assert printed[-8:] == [
        "A.",
        "CPS and NPCC response:",
        "B.",
        "C.",
        "CPS response:",
        "D.",
        "NPCC response:",
        "E.",
    ]


def test_the_closing_line_names_all_who_respond(composer: Composer) -> None:
    text = f"{JOINT}responders: [CPS, NPCC]\nclosing_line: yes\n{ONE}"
    assert lines(respond(composer, text))[-1] == (
        "Crown Prosecution Service and National Police Chiefs’ Council, 23 August 2023"
    )


def test_the_stance_on_an_item_is_a_sentence_if_it_is_wanted(composer: Composer) -> None:
    text = (
        "items: [{text: A., stance: notes, state_stance: yes, response: [{text: It is ours.}]}]\n"
    )
    assert lines(respond(composer, THEMATIC + text))[-1] == "We note this. It is ours."


def test_an_area_report_that_makes_recommendations_is_not_said_to_make_none(
    composer: Composer,
) -> None:
    printed = "\n".join(lines(respond(composer, AREA + "term: recommendations\n")))
    assert "no specific recommendations" not in printed
    assert "There are two recommendations for the CPS to address:" in printed


@pytest.mark.parametrize("template", [AREA, THEMATIC + TWO])
def test_the_sentence_of_a_stance_fits_issues_and_recommendations(
    composer: Composer, template: str
) -> None:
    voice = "sentence" if template == AREA else "national"
    for stance in composer.house.data["stances"]:
        assert not re.search("recommendation|issue", stance[voice])


# What has become of earlier recommendations.


def statuses(*entries: str) -> str:
    return "has_items: no\nearlier:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)


def test_the_summary_counts_what_was_achieved_from_the_entries(composer: Composer) -> None:
    text = statuses(
        "number: '1', status: achieved",
        "number: '2', status: achieved",
        "number: '3', status: partly achieved",
        "number: '4', status: not achieved",
    )
    printed = lines(respond(composer, f"{FOLLOW_UP}earlier_made: in July 2022\n{text}"))
    assert printed[-1] == (
        "Of the four recommendations made in July 2022, HMCPSI has assessed two as achieved "
        "(1 and 2), one as partly achieved (3) and one as not achieved (4)."
    )


def test_the_summary_says_what_became_of_parts_and_of_what_was_replaced(
    composer: Composer,
) -> None:
    text = statuses(
        "number: '4', status: partly achieved, parts: [{name: first part, status: achieved}, "
        "{name: second part, status: not achieved}]",
        "number: '5', status: superseded, new_number: '1'",
        "number: '6', status: restated, new_number: '2'",
    )
    assert lines(respond(composer, FOLLOW_UP + text))[-1] == (
        "Of the three recommendations, HMCPSI has assessed one as partly achieved (4). "
        "The first part of recommendation 4 is achieved and the second part is not achieved. "
        "Recommendation 5 is superseded by recommendation 1 of this report. "
        "Recommendation 6 is restated as recommendation 2 of this report."
    )


def test_all_achieved_is_said_as_all(composer: Composer) -> None:
    text = statuses("number: '1', status: achieved", "number: '2', status: achieved")
    assert lines(respond(composer, FOLLOW_UP + text))[-1] == (
        "Of the two recommendations, HMCPSI has assessed all as achieved (1 and 2)."
    )


def test_a_table_may_show_the_status_of_each(composer: Composer) -> None:
    text = statuses("number: '1', text: Do it., status: achieved") + "status_table: yes\n"
    document = respond(composer, FOLLOW_UP + text)
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert [[text_of(cell) for cell in row] for row in table.rows] == [["1", "Do it.", "Achieved"]]


def test_each_earlier_recommendation_may_have_a_response_of_its_own(composer: Composer) -> None:
    text = statuses("number: '1', text: Do it., status: not achieved, response: [{text: R.}]")
    text += "assessment_response: [{text: We thank HMCPSI.}]\n"
    document = respond(composer, FOLLOW_UP + text)
    assert lines(document)[-5:] == [
        "CPS response:",
        "We thank HMCPSI.",
        "Recommendation 1: Do it. (not achieved)",
        "CPS response:",
        "R.",
    ]
    assert {span.style.role for span in spans_of([document.blocks[-3]])} == {"report item"}


def test_an_area_in_phase_3_has_components_and_the_status_of_earlier_issues(
    composer: Composer,
) -> None:
    text = (
        AREA.replace("area: London South", "area: London South\nphase: phase 3")
        + """\
components: [{name: Casework, finding: partially meeting the standard}]
follows_up: yes
earlier: [{number: "1", status: achieved}]
"""
    )
    printed = lines(respond(composer, text))
    assert "CPS London South phase 3 report" in printed[0]
    assert "Casework – partially meeting the standard" in printed
    assert "HMCPSI has assessed issue 1 as achieved." in printed
    assert "There are no specific recommendations in the report." not in printed


def test_an_area_has_earlier_issues_also_where_it_has_no_new_ones(composer: Composer) -> None:
    text = (
        AREA.partition("recognition")[0]
        + """\
phase: phase 3
has_items: no
follows_up: yes
earlier: [{number: "1", status: achieved}]
"""
    )
    assert lines(respond(composer, text))[-2:] == [
        "Earlier issues",
        "HMCPSI has assessed issue 1 as achieved.",
    ]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (
            "number: '4', status: superseded, new_number: '1'",
            "Recommendation 4, made in July 2022, is superseded by recommendation 1 of this ",
        ),
        ("number: Action 4, status: achieved", "HMCPSI has assessed Action 4, made in July 2022, "),
        (
            "number: '4.', status: achieved",
            "HMCPSI has assessed recommendation 4, made in July 2022, as achieved.",
        ),
    ],
)
def test_what_became_of_one_earlier_recommendation_is_one_sentence(
    composer: Composer, entry: str, sentence: str
) -> None:
    text = f"{FOLLOW_UP}earlier_made: in July 2022\n{statuses(entry)}"
    assert lines(respond(composer, text))[-1].startswith(sentence)


def test_no_heading_stands_above_nothing(composer: Composer) -> None:
    wording = "wording: {earlier_heading: What became of them, annex: All actions}\n"
    text = statuses("number: '1', status: achieved") + "status_summary: no\nannex: yes\n"
    printed = lines(
        respond(composer, FOLLOW_UP + text.replace("has_items: no\n", "") + ONE + wording)
    )
    assert "What became of them" not in printed
    assert "All actions" not in printed


# What cannot all be true.


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (THEMATIC + "report_total: 1\n" + TWO, 5, "fewer than are answered here, which are 2"),
        (THEMATIC + "annex: yes\n" + TWO, 6, "no annex, because no actions are given"),
        (
            THEMATIC
            + "numbered: no\nitems_headed: no\n"
            + TWO.replace("response: [{text: D.}]", "answered: as an earlier one, see: '1'"),
            7,
            "nobody can tell which one “1” is",
        ),
        (
            THEMATIC
            + "overall_stance: accepts all\n"
            + ONE.replace("text: Do it.,", "text: Do it., stance: does not accept,"),
            6,
            "not accepted, and the response as a whole accepts all",
        ),
        (
            FOLLOW_UP + statuses("number: '4', status: achieved", "number: '4', status: achieved"),
            8,
            "Number 4 stands here a second time",
        ),
        (
            FOLLOW_UP + statuses("number: '4', status: superseded, new_number: '9'"),
            7,
            "None that is answered here has the number 9",
        ),
        (
            FOLLOW_UP
            + statuses(
                "number: '4', status: achieved, parts: [{name: first, status: not achieved}]"
            ),
            7,
            "A part is not achieved, and the whole is said to be achieved",
        ),
    ],
)
def test_answers_that_cannot_all_be_true_are_warned_of_at_their_line(
    composer: Composer, text: str, line: int, message: str
) -> None:
    composed = composer.compose(answers.read(text.encode(), Path("answers.yaml")))
    (finding,) = composed.findings
    assert (finding.rule, finding.severity) == ("inconsistent", "warning")
    assert finding.place.line == line
    assert message in finding.message


def test_a_gap_that_the_template_makes_is_a_finding_at_the_answer(composer: Composer) -> None:
    text = THEMATIC + ONE.replace(
        "response: [{text: We will.}]", "answered: as an earlier one, see: '7'"
    )
    composed = composer.compose(answers.read(text.encode(), Path("answers.yaml")))
    (finding,) = composed.findings
    assert str(finding.place).startswith("answers.yaml:5:")
    assert "No 7 stands before it" in finding.message


# Actions.

ACTION = "what: train all lawyers, owner: Deputy Chief Crown Prosecutor, by: 2024-03-31"


def acting(action: str, more: str = "") -> str:
    entry = f"text: Do it., response: [{{text: We will.}}], actions: [{{{action}}}]{more}"
    return f"{THEMATIC}items: [{{{entry}}}]\n"


def test_the_annex_shows_each_action_with_owner_date_and_assurance(composer: Composer) -> None:
    text = acting(ACTION + ", forum: Casework Quality Board, frequency: monthly") + "annex: yes\n"
    table = next(block for block in respond(composer, text).blocks if isinstance(block, Table))
    assert [text_of(cell) for cell in table.rows[0]] == [
        "1",
        "Train all lawyers",
        "Deputy Chief Crown Prosecutor",
        "31 March 2024",
        "Casework Quality Board, monthly",
        "Planned",
    ]


def test_no_cell_of_the_annex_is_empty(composer: Composer) -> None:
    document = respond(composer, acting("what: train all lawyers") + "annex: yes\n")
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert all(text_of(cell) for cell in table.rows[0])


@pytest.mark.parametrize(
    ("more", "cell"),
    [
        ("", "–"),
        (", frequency: monthly", "Monthly"),
        (", forum: the Board", "The Board"),
        (", forum: the Board, frequency: monthly", "The Board, monthly"),
    ],
)
def test_the_annex_says_who_looks_at_an_action_and_how_often(
    composer: Composer, more: str, cell: str
) -> None:
    document = respond(composer, acting(f"what: train{more}") + "annex: yes\n")
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert text_of(table.rows[0][4]) == cell


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("", "The Deputy Chief Crown Prosecutor will train all lawyers by 31 March 2024."),
        (
            ", status: under way",
            "The Deputy Chief Crown Prosecutor is now working to train all lawyers by 31 March "
            "2024.",
        ),
        (
            ", status: done",
            "The Deputy Chief Crown Prosecutor completed the action to train all lawyers on "
            "31 March 2024.",
        ),
        (
            ", frequency: monthly",
            "The Deputy Chief Crown Prosecutor will train all lawyers by 31 March 2024. Progress "
            "will be looked at monthly.",
        ),
        (
            ", forum: the Casework Quality Board, measure: 'is it good?'",
            "The Deputy Chief Crown Prosecutor will train all lawyers by 31 March 2024. The "
            "Casework Quality Board will look at progress. We will measure is it good?",
        ),
        (
            ", forum: Casework Quality Board, frequency: monthly, measure: how many are trained",
            "The Deputy Chief Crown Prosecutor will train all lawyers by 31 March 2024. The "
            "Casework Quality Board will look at progress monthly. We will measure how many are "
            "trained.",
        ),
        (", sentence: My own sentence.", "My own sentence."),
    ],
)
def test_the_response_may_say_each_action_in_words(
    composer: Composer, more: str, sentence: str
) -> None:
    document = respond(composer, acting(ACTION + more, ", actions_in_words: yes"))
    assert lines(document)[-1] == sentence


@pytest.mark.parametrize(("left_out", "lacking"), [("owner", "by"), ("by", "owner")])
def test_an_action_without_owner_or_date_is_a_warning(
    composer: Composer, left_out: str, lacking: str
) -> None:
    given = {"owner": "owner: legal manager", "by": "by: 2024-03-31"}[lacking]
    text = acting(f"what: train, {given}")
    composed = composer.compose(answers.read(text.encode(), Path("answers.yaml")))
    (finding,) = composed.findings
    assert (finding.rule, finding.severity) == ("wanted", "warning")
    assert f"“{left_out}”" in finding.message
    assert not composed.blocking(final=True)


# A second language.


def test_welsh_text_for_cymru_wales_stands_last_and_is_known_to_be_welsh(
    composer: Composer,
) -> None:
    text = AREA.replace("London South", "Cymru-Wales")
    document = respond(composer, text + "welsh: {heading: Crynodeb, text: Mae hyn yn dda.}\n")
    heading, paragraph = document.blocks[-2:]
    assert [span.style.language for span in spans_of([heading, paragraph])] == ["cy", "cy"]
    assert text_of(next(iter(lines_of(paragraph)))) == "Mae hyn yn dda."


# Examples.

EXAMPLES = sorted((ROOT / "tests" / "examples").glob("*.yaml"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_complete_and_clean(composer: Composer, path: Path) -> None:
    assert composer.compose(answers.load(path)).findings == ()
