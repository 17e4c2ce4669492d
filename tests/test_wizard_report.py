"""Beginning an interview with the report: choosing from what it asks for."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from responder import house, wizard
from responder.document import spans_of, text_of
from responder.errors import FileError, UsageError
from responder.house import House
from responder.markdown import parse_prose
from tests.wizard_keys import DOWN, ENTER, ROOT, UP, make_house, plain_answers, typing

REPORTS = ROOT / "tests" / "harvest" / "reports"
SPACE = " "
OURS = house.load(ROOT)
OTHERS = house.load(ROOT / "tests" / "second_house")

FIRST = (
    "The Area needs to ensure there is effective preparation for the first hearing in "
    "magistrates’ court cases, with hard media shared before it."
)
SECOND = (
    "The quality of case analysis and strategy in rape and serious sexual offence cases must "
    "improve."
)
THIRD = "The timeliness and the quality of letters to victims need to improve."


def sit(
    path: Path,
    report: str | Path,
    template: str,
    keys: str,
    *,
    home: House = OURS,
    plain: bool = False,
) -> Any:
    """Hold an interview that begins with a report, until the keys run out; return the answers."""
    with typing(keys), suppress(wizard.StoppedError):
        wizard.run(
            home,
            path,
            template,
            plain=plain,
            offer_draft=lambda _: None,
            report=REPORTS / report,
        )
    return plain_answers(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "answers.yaml"


@pytest.mark.parametrize("ending", ["txt", "html", "docx", "pdf"])
def test_what_is_ticked_becomes_entries_word_for_word(path: Path, ending: str) -> None:
    answers = sit(path, f"area.{ending}", "area-inspection", ENTER + ENTER)
    assert answers["items"] == [
        {"text": FIRST, "paragraphs": ["2.4"]},
        {"text": SECOND, "paragraphs": ["2.12"]},
        {"text": THIRD, "paragraphs": ["2.17"]},
    ]


def test_an_item_can_be_left_out(path: Path) -> None:
    answers = sit(path, "area.txt", "area-inspection", DOWN + SPACE + ENTER + ENTER)
    assert [one["text"] for one in answers["items"]] == [FIRST, THIRD]


def test_what_is_doubtful_is_added_only_if_it_is_ticked(path: Path) -> None:
    answers = sit(path, "area.txt", "area-inspection", DOWN * 3 + SPACE + ENTER + ENTER)
    assert answers["items"][3]["text"] == (
        "We recommend that other Areas look at what was done there."
    )


def test_only_what_is_for_us_is_ticked(path: Path) -> None:
    answers = sit(path, "joint.txt", "joint-inspection", ENTER + ENTER)
    assert [one["number"] for one in answers["items"]] == ["Recommendation 1", "Recommendation 3"]


def test_parts_deadlines_and_paragraphs_go_to_their_own_questions(path: Path) -> None:
    answers = sit(path, "joint.txt", "joint-inspection", ENTER + ENTER)
    assert answers["items"][0]["deadline"] == "2025-12-31"
    assert answers["items"][1] == {
        "number": "Recommendation 3",
        "text": "Within six months of the date of this report, the Crown Prosecution Service "
        "should:",
        "parts": [
            "review the guidance on triage; and",
            "make sure that rejected files carry a reason.",
        ],
        "paragraphs": ["4.12"],
        "deadline": "6 months after published",
    }


def test_numbers_that_count_from_one_need_not_be_kept(path: Path) -> None:
    answers = sit(path, "follow-up.txt", "follow-up-inspection", ENTER + ENTER)
    assert [one["paragraphs"] for one in answers["items"]] == [["2.14"], ["3.2", "3.6"]]
    assert not any("number" in one for one in answers["items"])


def test_another_house_takes_them_in_its_own_list_by_its_own_names(path: Path) -> None:
    answers = sit(path, "force.txt", "force-inspection", ENTER + ENTER, home=OTHERS)
    assert [one["kind"] for one in answers["findings"]] == [
        *("improvement", "cause", "recommendation", "improvement", "improvement")
    ]
    assert answers["findings"][2]["text"] == (
        "Within three months, Northmarch Police should:\n\n"
        "- make sure that supervisors review each investigation at least once a month; and\n"
        "- give them the time to do so."
    )
    assert answers["findings"][2]["deadline"] == "3 months after report_published"


def test_a_question_for_a_number_takes_the_figures_alone(path: Path) -> None:
    answers = sit(path, "joint.txt", "thematic-inspection", ENTER + ENTER, home=OTHERS)
    assert [one["number"] for one in answers["recommendations"]] == ["1", "2"]


def test_what_the_report_calls_them_is_noted_unless_it_is_known(path: Path) -> None:
    answers = sit(path, "area.txt", "thematic-inspection", ENTER + ENTER)
    assert answers["term"] == "issues"
    path.write_text("template: thematic-inspection\nterm: both\n", "utf-8")
    answers = sit(path, "area.txt", "thematic-inspection", ENTER + ENTER)
    assert answers["term"] == "both"
    assert [one["kind"] for one in answers["items"]] == ["issue"] * 3


def test_entries_that_are_there_are_kept_and_not_added_twice(path: Path) -> None:
    path.write_text(
        f"template: area-inspection\nitems:\n  - text: Our own.\n  - text: {SECOND}\n", "utf-8"
    )
    answers = sit(path, "area.txt", "area-inspection", ENTER + ENTER)
    assert [one["text"] for one in answers["items"]] == ["Our own.", SECOND, FIRST, THIRD]


def test_a_second_time_only_what_is_new_is_offered(path: Path) -> None:
    first = sit(path, "joint.txt", "joint-inspection", ENTER + ENTER)
    again = sit(path, "joint.txt", "joint-inspection", SPACE + ENTER + ENTER)
    assert again["items"][:2] == first["items"]
    assert [one["number"] for one in again["items"][2:]] == ["Recommendation 2"]


def test_when_all_are_there_it_is_said_and_the_interview_goes_on(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sit(path, "follow-up.txt", "follow-up-inspection", "a" + ENTER + ENTER)
    count = len(plain_answers(path)["items"])
    capsys.readouterr()
    answers = sit(path, "follow-up.txt", "follow-up-inspection", "")
    assert "is among your answers already" in capsys.readouterr().out
    assert len(answers["items"]) == count


def test_each_can_be_looked_at_whole(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sit(path, "joint.txt", "joint-inspection", ENTER + DOWN + ENTER + ENTER)
    shown = " ".join(capsys.readouterr().out.split())
    assert "• make sure that rejected files carry a reason." in shown
    assert "4. Not ticked: Recommendation 4" in shown
    assert "under “Chapter 4: Triage”" in shown
    assert len(plain_answers(path)["items"]) == 2


def test_the_officer_can_choose_again(path: Path) -> None:
    keys = ENTER + DOWN * 2 + ENTER + SPACE + ENTER + ENTER
    answers = sit(path, "area.txt", "area-inspection", keys)
    assert [one["text"] for one in answers["items"]] == [SECOND, THIRD]


def test_none_need_be_added(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = sit(path, "area.txt", "area-inspection", ENTER + UP + ENTER)
    assert "items" not in answers
    assert "Nothing was added from area.txt." in capsys.readouterr().out


def test_going_back_adds_nothing_and_goes_on(path: Path) -> None:
    answers = sit(path, "area.txt", "area-inspection", "<" + ENTER)
    assert "items" not in answers
    assert answers["programme"] == "Area Inspection Programme"


def test_stopping_while_choosing_loses_nothing(path: Path) -> None:
    path.write_text("template: area-inspection\narea: London South\n", "utf-8")
    assert sit(path, "area.txt", "area-inspection", SPACE) == {
        "template": "area-inspection",
        "area": "London South",
    }


@pytest.mark.parametrize(("keys", "begun"), [(SPACE, True), (ENTER + ENTER, False)])
def test_who_stops_before_choosing_is_told_how_to_begin_with_the_report_again(
    path: Path, keys: str, begun: bool
) -> None:
    report = REPORTS / "area.txt"
    with typing(keys), pytest.raises(wizard.StoppedError) as stopped:
        wizard.run(
            OURS,
            path,
            "area-inspection",
            plain=False,
            offer_draft=lambda _: None,
            report=report,
        )
    assert stopped.value.remedy.endswith(f"{path} --from {report}" if begun else str(path))


def test_the_interview_then_asks_from_its_first_question_on(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sit(path, "area.txt", "area-inspection", ENTER + ENTER)
    assert "Under which programme was the Area inspected?" in capsys.readouterr().out


def test_it_works_with_numbered_lines(path: Path) -> None:
    answers = sit(path, "area.txt", "area-inspection", f"1,3{ENTER}1{ENTER}", plain=True)
    assert [one["text"] for one in answers["items"]] == [FIRST, THIRD]


def test_numbered_lines_end_in_one_full_stop(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sit(path, "area.txt", "area-inspection", "", plain=True)
    out = " ".join(capsys.readouterr().out.split())
    assert "3. The timeliness and the quality of letters to victims need to improve. para" in out
    assert "…." not in out
    assert ".." not in out


def test_a_report_without_items_says_what_to_do(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("A visit\n\n1.1 All was well when we came.\n", "utf-8")
    answers = sit(path, report, "area-inspection", "")
    out = capsys.readouterr().out
    assert answers == {"template": "area-inspection"}
    assert "No issue was found in report.txt." in out
    assert "Paste several at once" in out


def test_where_no_items_are_answered_none_are_offered(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text("template: area-inspection\nhas_items: no\n", "utf-8")
    answers = sit(path, "area.txt", "area-inspection", "")
    assert "items" not in answers
    assert "no issue is answered here" in capsys.readouterr().out


def test_a_house_without_a_grammar_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = make_house(tmp_path / "house")
    sit(tmp_path / "answers.yaml", "area.txt", "visit", "", home=made)
    assert "It is not known here how reports" in capsys.readouterr().out


def test_a_report_that_cannot_be_read_is_refused_before_anything_is_asked(path: Path) -> None:
    with pytest.raises(FileError, match="There is no such file"):
        sit(path, "missing.pdf", "area-inspection", "")
    assert not path.exists()


def test_without_a_terminal_it_says_so(path: Path) -> None:
    with pytest.raises(UsageError, match="no terminal"):
        wizard.run(
            OURS,
            path,
            None,
            plain=False,
            offer_draft=lambda _: None,
            report=REPORTS / "area.txt",
        )


def test_signs_in_the_report_are_kept_as_words(path: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    said = "The force should review *all* cases [of type A_B] within 2 days."
    report.write_text(f"Area for improvement\n\n{said}\n", "utf-8")
    answers = sit(path, report, "force-inspection", ENTER + ENTER, home=OTHERS)
    blocks = parse_prose(answers["findings"][0]["text"])
    assert text_of(spans_of(blocks)) == said
