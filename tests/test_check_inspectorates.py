from pathlib import Path

import pytest

from responder.errors import DataError, Finding
from tests.checking import CLEAN, find, find_in, respond
from tests.houses import QUESTIONS, build

JOINT = """\
template: joint-inspection
topic: letters
inspectorates: [HMICFRS, HMCPSI]
published: 2026-11-26
recognition: [{text: The report is fair.}]
items:
  - text: Letters should improve.
    response: [{text: We accept this. We will check ten letters a month from 1 March 2027.}]
"""


def opening(sentence: str, text: str = CLEAN) -> str:
    return f'{text}wording: {{opening: "{sentence}"}}\n'


def repairs(found: list[Finding]) -> list[tuple[str, str | None]]:
    assert {finding.severity for finding in found} <= {"warning"}
    return [(finding.excerpt, finding.replacement) for finding in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Her Majesty's Crown Prosecution Service Inspectorate (HMCPSI) have today issued a "
            "report following their Inspection of CPS London South.",
            [("have", "has"), ("their", "its")],
        ),
        ("HMCPSI have found this.", [("have", "has")]),
        ("The inspectorate were fair.", [("were", "was")]),
        ("HMCPSI has today issued a report on their follow-up inspection.", [("their", "its")]),
        ("In its report, HMICFRS also have praise for us.", [("have", "has")]),
        ("CJJI has today published a report.", [("has", "have")]),
        ("The Inspectorate commend the Area, and identify more.", [("commend", "commends")]),
        ("HMCPSI identify more in their report.", [("identify", "identifies"), ("their", "its")]),
    ],
)
def test_one_inspectorate_takes_the_singular(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert repairs(find(opening(sentence), "inspectorate-verb")) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS) and "
            "His Majesty’s Crown Prosecution Service Inspectorate (HMCPSI) has today issued a "
            "report following its joint inspection of letters.",
            [("has", "have"), ("its", "their")],
        ),
        ("HMICFRS, HMI Probation and HMCPSI is right.", [("is", "are")]),
        ("The inspectorates has found this.", [("has", "have")]),
        ("HMICFRS and HMCPSI recommends this.", [("recommends", "recommend")]),
    ],
)
def test_several_inspectorates_take_the_plural(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert repairs(find(opening(sentence, JOINT), "inspectorate-verb")) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "HMCPSI has today (17 February 2022) issued a report following its inspection.",
        "HMICFRS and HMCPSI have issued a report following their joint inspection.",
        "HMICFRS/HMCPSI have issued a joint report following their inspection.",
        "The findings of HMCPSI are clear, and inspectors from the inspectorate were fair.",
        "The police and HMCPSI have met.",
        "The report of HMICFRS and HMCPSI has been published.",
        "HMCPSI’s findings are clear, and HMCPSI inspectors have been fair.",
        "What do HMCPSI have to say, and should the inspectorate have said it?",
        "HMCPSI has found that officers should keep their notes, and report on their work.",
        "HMCPSI has found that Areas act on their findings, and the managers on their report.",
        "CJJI have published their report.",
        "One inspectorate has found this; others have not.",
        "The inspectorate report is fair, and the inspectorate commends us for it.",
    ],
)
def test_good_sentences_are_left_alone(sentence: str) -> None:
    for text in (CLEAN, JOINT):
        assert not find(opening(sentence, text), "inspectorate-verb")


def test_they_after_a_sentence_on_one_inspectorate_is_a_warning() -> None:
    text = "The Inspectorate commends the Area for its work. They also noted good letters."
    (finding,) = find(respond(text), "inspectorate-pronoun")
    assert (finding.severity, finding.excerpt, finding.replacement) == ("warning", "They", None)


def test_they_may_open_the_paragraph_after_one_on_one_inspectorate() -> None:
    text = "The Area is glad. HMCPSI commends it for its work.\n\nThey also noted good letters."
    (finding,) = find(respond(text), "inspectorate-pronoun")
    assert finding.excerpt == "They"


def test_their_after_a_sentence_on_one_inspectorate_is_mended() -> None:
    text = "HMCPSI has published its report. Their report is fair, and their letters are good."
    assert repairs(find(respond(text), "inspectorate-pronoun")) == [("Their", "Its")]


@pytest.mark.parametrize(
    "text",
    [
        "The Inspectorate commends our managers. Their work is good.",
        "The Inspectorate commends our managers. They meet each month.",
        "The inspectors commend us. They also noted good letters.",
        "The managers met. They also noted good letters.",
        "The inspectorates commend us. They also noted good letters.",
        "The Inspectorate commends us. It also noted good letters.",
        "The Inspectorate commends us. We are glad.\n\nThey also noted good letters.",
        "The Inspectorate commends:\n\n- us\n\nThey also noted good letters.",
    ],
)
def test_they_may_stand_for_others(text: str) -> None:
    assert not find(respond(text), "inspectorate-pronoun")


@pytest.mark.parametrize(
    ("heading", "answers", "words", "right"),
    [
        ("Inspectorates’ issue to address", CLEAN, "Inspectorates’", "Inspectorate’s"),
        ("INSPECTORATES' ISSUE", CLEAN, "INSPECTORATES'", "INSPECTORATE'S"),
        ("Inspectorates issue to address", CLEAN, "Inspectorates", "Inspectorate’s"),
        ("Inspectorate’s recommendation", JOINT, "Inspectorate’s", "Inspectorates’"),
        ("Inspectorates recommendation", JOINT, "Inspectorates", "Inspectorates’"),
    ],
)
def test_the_apostrophe_of_a_heading_fits_how_many_inspected(
    heading: str, answers: str, words: str, right: str
) -> None:
    text = f'{answers}wording: {{items_heading: "{heading}"}}\n'
    assert repairs(find(text, "inspectorate-apostrophe")) == [(words, right)]


def test_those_who_are_named_tell_how_many_inspected_while_no_answer_does() -> None:
    text = JOINT.replace("inspectorates: [HMICFRS, HMCPSI]\n", "")
    assert text != JOINT
    text += (
        "wording:\n  opening: HMICFRS/HMCPSI have issued a report.\n"
        "  items_heading: Inspectorate’s recommendation\n"
    )
    assert repairs(find(text, "inspectorate-apostrophe")) == [("Inspectorate’s", "Inspectorates’")]


@pytest.mark.parametrize(
    ("heading", "answers"),
    [
        ("Inspectorate's issue to address", CLEAN),
        ("Inspectorate issue", CLEAN),
        ("Issue to address", CLEAN),
        ("Inspectorates’ recommendation", JOINT),
    ],
)
def test_headings_that_fit_are_left_alone(heading: str, answers: str) -> None:
    text = f'{answers}wording: {{items_heading: "{heading}"}}\n'
    assert not find(text, "inspectorate-apostrophe")


def test_a_sentence_on_a_joint_report_may_speak_of_one_inspectorate() -> None:
    text = JOINT.replace("The report is fair.", "The inspectorate’s report is fair.")
    assert not find(text, "inspectorate-apostrophe")


def test_the_words_of_the_one_who_is_quoted_are_left_alone() -> None:
    leader = "leader: {name: Alex Example, quotation: HMCPSI have been fair.}\n"
    assert not find(CLEAN + leader, "inspectorate-verb")


DATA = """\
inspectorates:
  - {id: ca, title: Care Authority, abbreviation: CA}
  - {id: jo, title: Joint Office, joint: yes}
inspectorate_words: {one: authority, several: authorities, makes: [review], does: [says]}
"""


def test_names_and_words_come_from_the_house(tmp_path: Path) -> None:
    made = build(tmp_path / "house", files={"house.yaml": DATA})
    text = "words: The CA have published their review. The Joint Office has met.\n"
    found = find_in(made, text, "inspectorate-verb")
    assert repairs(found) == [("have", "has"), ("their", "its"), ("has", "have")]
    text = "words: The authority says yes. They says no. The authorities’ review is fair.\n"
    assert find_in(made, text, "inspectorate-pronoun")
    assert repairs(find_in(made, text, "inspectorate-apostrophe")) == [
        ("authorities’", "authority’s")
    ]


@pytest.mark.parametrize(
    "data",
    [
        "organisation: x\n",
        "inspectorates: nobody\n",
        "inspectorates: [CA, {abbreviation: }]\n",
        DATA + "language: cy\n",
    ],
)
def test_a_house_that_does_not_say_or_is_in_another_language_has_no_findings(
    tmp_path: Path, data: str
) -> None:
    made = build(tmp_path / "house", files={"house.yaml": data})
    found = find_in(made, "words: The CA have published their review.\n")
    assert not [one for one in found if one.rule.startswith("inspectorate")]


def test_words_in_the_wrong_form_are_an_error_at_their_place(tmp_path: Path) -> None:
    data = "inspectorates: [{id: ca}]\ninspectorate_words:\n  makes: review\n"
    made = build(tmp_path / "house", files={"house.yaml": data})
    with pytest.raises(DataError, match=r"house\.yaml:3:"):
        find_in(made, "words: x\n")


def test_the_template_itself_is_right_for_one_and_for_several() -> None:
    for text in (CLEAN, JOINT):
        assert not [one for one in find(text) if one.rule.startswith("inspectorate")]


def test_answers_may_name_inspectorates_that_make_no_sense(tmp_path: Path) -> None:
    questions = QUESTIONS.replace("questions:", "roles: {inspectorates: [names]}\nquestions:", 1)
    made = build(tmp_path / "house", questions=questions, files={"house.yaml": DATA})
    text = "names: [x, y]\nwords: The authority’s review.\n"
    assert not find_in(made, text, "inspectorate-apostrophe")
