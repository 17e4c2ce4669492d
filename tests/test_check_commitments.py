from pathlib import Path

import pytest

from responder.errors import DataError
from tests.checking import CLEAN, ROOT, find, find_in, respond
from tests.houses import QUESTIONS, build

RULES = ("loose-promise", "no-assurance", "no-stance", "loose-action")
ROLES = "roles: {items: [items], quoted: [items.text], response: [items.response]}\nquestions:"
LAYOUT = """\
{{ words }}

{% for item in items %}
{{ loop.index }}. {{ item.text }}

{{ item.response }}

{% endfor %}
"""


def messages(response: str, rule: str) -> list[tuple[str, str]]:
    found = find(respond(response), rule)
    assert {finding.severity for finding in found} <= {"advice"}
    return [(finding.excerpt, finding.message) for finding in found]


@pytest.mark.parametrize(
    ("response", "excerpt", "lacking"),
    [
        (
            "The Area will assess what staff need to learn.",
            "will assess",
            "no date, no owner and no meeting that looks at it",
        ),
        ("Letters shall be better.", "shall be better", "no date, no owner and no meeting"),
        ("Line managers will look at letters.", "will look", "no date and no meeting"),
        (
            "This will be overseen by the Casework Quality Board.",
            "will be overseen",
            "no date and no owner",
        ),
        ("The CCP will raise it at a meeting.", "will raise", "gives no date."),
    ],
)
def test_a_promise_without_a_date_is_advice_that_says_what_it_lacks(
    response: str, excerpt: str, lacking: str
) -> None:
    ((words, message),) = messages(response, "loose-promise")
    assert words == excerpt
    assert lacking in message


def test_a_response_is_told_once_of_its_promises() -> None:
    response = "The Area will train its staff.\n\nIt will write letters, and will read them."
    assert len(messages(response, "loose-promise")) == 1


@pytest.mark.parametrize(
    "response",
    [
        "The Area will train its staff by 1 March 2022.",
        "The Area will train its staff.\n\nThis began in January 2022.",
        "The Area will check ten letters each month.",
        "Legal managers will do a daily check.",
        "The Area trains its staff, and honours the will of the people.",
    ],
)
def test_a_promise_with_a_date_or_a_frequency_and_no_promise_are_left_alone(response: str) -> None:
    assert not messages(response, "loose-promise")


def test_a_promise_is_found_at_the_answer_even_in_the_words_of_a_snippet() -> None:
    text = respond("x").replace("text: |-\n          x", "snippet: training/digital-skills")
    (finding,) = find(text, "loose-promise")
    assert finding.place.file == "answers.yaml"


def test_the_promises_of_national_wording_are_not_the_officer_s_to_mend() -> None:
    text = respond("x").replace(
        "text: |-\n          x", "snippet: victim-communication/three-phase-programme"
    )
    assert not find(text, "loose-promise")


def test_a_response_with_actions_of_its_own_is_left_to_them() -> None:
    actions = "    actions: [{what: train our staff, forum: Board}]\n"
    text = respond("The Area will train its staff. The Area has begun.") + actions
    assert not [one for one in find(text) if one.rule in ("loose-promise", "no-assurance")]


def test_a_report_of_what_was_done_that_names_no_check_is_advice() -> None:
    ((words, message),) = messages(
        "The Area has developed an agreement with its partners.", "no-assurance"
    )
    assert words == "The Area has developed"
    assert "who looks at whether it works" in message


@pytest.mark.parametrize(
    "response",
    [
        "The Area has developed an agreement, and reviews it.",
        "The Area has developed an agreement. Its Board looks at it.",
        "The Area has had an agreement since 2 November 2021.",
        "The Area has an agreement, and will keep to it.",
        "The Area notes this recommendation, which is for the police.",
    ],
)
def test_what_is_looked_at_dated_or_promised_needs_no_such_advice(response: str) -> None:
    assert not messages(response, "no-assurance")


@pytest.mark.parametrize(
    "response",
    [
        "The Area will check letters each month.",
        "The importance of letters remains a focus.",
        "The report recognised that there is a desire to improve, and actions are agreed.",
        "We have agreed with the police who writes letters.",
    ],
)
def test_a_response_that_takes_no_stance_is_advice(response: str) -> None:
    ((words, _),) = messages(response, "no-stance")
    assert response.startswith(words)
    assert len(words.split()) == 4


@pytest.mark.parametrize(
    "response",
    [
        "The Area accepts that letters must be better.",
        "The Area does not accept this.",
        "The Area agrees with this finding.",
        "The Area has already identified the need to improve.",
        "We recognise the need to improve letters.",
        "The Area is supportive of the recommendation.",
        "We note this recommendation, and regret the delay.",
    ],
)
def test_every_stance_of_published_responses_is_known(response: str) -> None:
    assert not messages(response, "no-stance")


def test_a_stance_on_the_whole_report_is_enough() -> None:
    text = respond("The Area will check letters each month.")
    whole = text.replace("recognises the work of the Area.", "is fair. We accept all its findings.")
    assert find(text, "no-stance")
    assert not find(whole, "no-stance")


def test_what_a_leader_says_is_no_stance_of_the_response() -> None:
    leader = "leader: {name: Alex Example, quotation: We accept all the findings.}\n"
    assert find(respond("The Area will check letters each month.") + leader, "no-stance")


def test_a_standard_sentence_for_the_stance_is_enough() -> None:
    text = respond("The Area will check letters each month.")
    assert not find(f"{text}    stance: accepts\n    state_stance: yes\n", "no-stance")


def test_a_reference_to_another_response_needs_nothing_of_its_own() -> None:
    text = f"{CLEAN}  - text: Letters are late.\n    answered: as an earlier one\n    see: 1\n"
    assert not [finding for finding in find(text) if finding.rule in RULES]


def action(more: str = "") -> str:
    entry = f"{{what: train all staff, owner: Director, by: 2022-03-01{more}}}"
    return f"{CLEAN}    actions:\n      - {entry}\n"


def test_an_action_that_no_meeting_looks_at_is_advice_at_its_entry() -> None:
    (finding,) = find(action(), "loose-action")
    assert (finding.severity, finding.path) == ("advice", "items[0].actions[0]")
    assert str(finding.place) == "answers.yaml:10:9"
    assert "“Which meeting looks at it?” “How often?”" in finding.message


@pytest.mark.parametrize("more", [", forum: the Board", ", frequency: monthly", ", status: done"])
def test_an_action_that_is_looked_at_or_done_is_left_alone(more: str) -> None:
    assert not find(action(more), "loose-action")


def test_words_and_names_of_answers_come_from_the_house(tmp_path: Path) -> None:
    data = (
        "owners: [{id: d, title: the Dean}]\n"
        "stance_phrases: ['we bow']\n"
        "commitments: {forums: [senate]}\n"
    )
    made = build(
        tmp_path / "house",
        LAYOUT,
        QUESTIONS.replace("questions:", ROLES, 1),
        files={"house.yaml": data},
    )
    text = "items: [{text: A., response: [{text: The Dean will ask the Senate.}]}]\n"
    found = {finding.rule for finding in find_in(made, text)}
    assert found >= {"loose-promise", "no-stance"}
    (finding,) = find_in(made, text, "loose-promise")
    assert finding.message.endswith("gives no date.")


def test_a_house_that_says_nothing_of_promises_has_no_findings(tmp_path: Path) -> None:
    questions = QUESTIONS.replace("questions:", ROLES, 1)
    made = build(tmp_path / "house", LAYOUT, questions)
    text = "items: [{text: A., response: [{text: We will. We have.}]}]\n"
    assert not [one for one in find_in(made, text) if one.rule in RULES]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("commitments:\n  forums:\n    - '('", 3),
        ("commitments:\n  places: [a]", 2),
        ("commitments: often", 1),
        ("stance_phrases: ['*']", 1),
        ("overall_stance_phrases:\n  - {a: b}\nstance_phrases: [a]", 2),
    ],
)
def test_words_in_the_wrong_form_are_an_error_at_their_place(
    tmp_path: Path, data: str, line: int
) -> None:
    made = build(tmp_path / "house", files={"house.yaml": f"{data}\n"})
    with pytest.raises(DataError, match=rf"house\.yaml:{line}:"):
        find_in(made, "words: x\n")


def test_clean_answers_and_examples_need_no_advice_on_promises() -> None:
    examples = sorted((ROOT / "tests" / "examples").glob("*.yaml"))
    assert examples
    for text in (CLEAN, *(path.read_text("utf-8") for path in examples)):
        assert not [finding for finding in find(text) if finding.rule in RULES]
