"""The wizard with questionnaires that it has never seen."""

from pathlib import Path

import pytest

from responder.house import House
from responder.wizard import StoppedError
from tests.wizard_keys import (
    DONE,
    DOWN,
    ENTER,
    ERASE,
    UP,
    ask_once,
    interview,
    make_house,
    paste,
    plain_answers,
)

NESTED = """\
title: A form
questions:
  - name: site
    ask: The site
    type: group
    questions:
      - {name: name, ask: Its name?}
      - name: owner
        ask: Its owner
        type: group
        questions:
          - {name: kind, ask: Which kind of owner?, type: choice, choices: [person, firm]}
          - {name: law, ask: Which law?, when: {kind: firm}}
  - {name: codes, ask: Which codes?, type: list, of: line, each: code, pattern: "[A-Z]+"}
  - {name: days, ask: Which days?, type: list, of: date, each: day, required: false}
  - {name: sizes, ask: Which sizes?, type: list, of: choice, choices: [small, big], each: size}
  - {name: notes, ask: Which notes?, type: list, of: prose, each: note, required: false}
  - name: rooms
    ask: Which rooms?
    type: list
    each: room
    min: "2"
    max: "3"
    questions:
      - {name: label, ask: Which label?, type: choice, choices: [red, blue]}
      - name: beds
        ask: Which beds?
        type: list
        each: bed
        required: false
        questions:
          - {name: text, ask: What is it like?, type: prose}
  - {name: extras, ask: Which extras?, type: choices, choices: [a, b, c], max: "2", required: false}
"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    return make_house(tmp_path / "house", NESTED)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text("template: visit\n", "utf-8")
    return path


def test_questions_of_every_shape_are_asked_to_the_end(house: House, path: Path) -> None:
    bed = f"{ENTER}Soft.{DONE}{UP}{ENTER}"
    keys = (
        f"Hall{ENTER}{DOWN}{ENTER}Lex{ENTER}"  # the site with its owner
        + f"AB{ENTER}{paste('CD')}{ENTER}{ENTER}2022-01-02{ENTER}{ENTER}"  # codes, days
        + f"{DOWN}{ENTER}{ENTER}Note.{DONE}{ENTER}"  # sizes, notes
        + f"{ENTER}{ENTER}{UP * 2}{bed}"  # the first room
        + f"{ENTER}{DOWN}{ENTER}{ENTER}{UP}{ENTER}"  # the second room, which has no beds
        + f" {DOWN} {ENTER}{ENTER}n"  # extras, the overview, no draft
    )
    interview(house, path, keys)
    assert plain_answers(path) == {
        "template": "visit",
        "site": {"name": "Hall", "owner": {"kind": "firm", "law": "Lex"}},
        "codes": ["AB", "CD"],
        "days": ["2022-01-02"],
        "sizes": ["small"],
        "notes": ["Note."],
        "rooms": [{"label": "red", "beds": [{"text": "Soft."}]}, {"label": "blue"}],
        "extras": ["a", "b"],
    }


def test_an_entry_that_does_not_fit_its_pattern_is_refused(house: House, path: Path) -> None:
    ask_once(house, path, ("codes",), f"ab{ENTER}{ERASE}AB{ENTER}")
    assert plain_answers(path)["codes"] == ["AB"]


def test_too_many_choices_are_refused(house: House, path: Path) -> None:
    ask_once(house, path, ("extras",), f"a{ENTER}")
    assert "extras" not in plain_answers(path)


def test_a_list_that_is_too_short_is_left_only_when_confirmed(
    house: House, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text("template: visit\nrooms:\n  - label: red\n", "utf-8")
    ask_once(house, path, ("rooms",), f"{ENTER}y")
    assert "At least 2" in capsys.readouterr().out


def test_an_answer_of_the_file_that_does_not_fit_is_shown_and_can_be_mended(
    house: House, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text("template: visit\nsite:\n  owner:\n    kind: frim\n", "utf-8")
    ask_once(house, path, ("site", "owner", "kind"), f"{DOWN}{ENTER}")
    assert "“frim” is not one of the choices" in capsys.readouterr().out
    assert plain_answers(path)["site"] == {"owner": {"kind": "firm"}}


@pytest.mark.parametrize("question", ["rooms", "codes", "site"])
def test_what_has_another_form_in_the_file_is_left_as_it_is(
    house: House, path: Path, question: str
) -> None:
    path.write_text(f"template: visit\n{question}: by hand\n", "utf-8")
    ask_once(house, path, (question,), ENTER)
    assert path.read_text("utf-8") == f"template: visit\n{question}: by hand\n"


QUIET = """\
title: A form
questions:
  - {name: name, ask: Its name?}
  - {name: alias, ask: Any other name?, required: false, quiet: yes}
  - {name: kind, ask: Which kind?, type: choice, choices: [a, b], default: a, quiet: yes}
  - {name: place, ask: Its place?}
"""


def test_a_quiet_question_is_passed_over(tmp_path: Path, path: Path) -> None:
    with pytest.raises(StoppedError):  # at the overview
        interview(make_house(tmp_path / "quiet", QUIET), path, f"One{ENTER}Leeds{ENTER}")
    assert plain_answers(path) == {"template": "visit", "name": "One", "place": "Leeds"}


def test_going_back_passes_over_a_quiet_question_too(tmp_path: Path, path: Path) -> None:
    house = make_house(tmp_path / "quiet", QUIET)
    with pytest.raises(StoppedError):  # at the overview
        interview(house, path, f"One{ENTER}<{ENTER}{ERASE}Two{ENTER}Leeds{ENTER}")
    assert plain_answers(path) == {"template": "visit", "name": "Two", "place": "Leeds"}


def test_a_quiet_question_waits_in_the_overview(tmp_path: Path, path: Path) -> None:
    house = make_house(tmp_path / "quiet", QUIET)
    ask_once(house, path, ("alias",), f"Uno{ENTER}")
    assert plain_answers(path) == {"template": "visit", "alias": "Uno"}
    session = ask_once(house, path, ("name",), f"One{ENTER}")
    assert ("kind",) in [spot.steps for spot in session.spots()]


def test_a_wanted_question_is_asked_and_marked_where_it_was_left_out(
    tmp_path: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = QUIET.replace("required: false, quiet: yes", "wanted: yes")
    house = make_house(tmp_path / "wanted", wanted)
    with pytest.raises(StoppedError):  # at the overview
        interview(house, path, f"One{ENTER}{ENTER}Leeds{ENTER}", plain=True)
    shown = capsys.readouterr().out
    assert "Any other name?\nJust press Enter to leave this out." in shown
    assert "Any other name? (left out, but wanted)" in shown


DATED = """\
title: A form
questions:
  - {name: seen, ask: Seen on which day?, type: date}
  - {name: days, ask: Which days?, type: list, of: date, each: day, required: false}
  - name: items
    ask: Which items?
    type: list
    each: item
    required: false
    questions:
      - {name: by, ask: By when?, type: date, max: 2030-12-31}
      - {name: again, ask: And again?, type: date, required: false}
  - {name: reply, ask: What is the reply?, type: passages, required: false}
"""


@pytest.fixture
def dated(tmp_path: Path) -> House:
    return make_house(tmp_path / "dated", DATED)


def test_a_date_that_counts_from_another_is_kept_as_typed_and_its_day_said(
    dated: House, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text("template: visit\nseen: 2019-07-17\nitems:\n  - by: 2020-01-01\n", "utf-8")
    ask_once(dated, path, ("items", 0, "again"), f"6 months after seen{ENTER}")
    assert plain_answers(path)["items"] == [{"by": "2020-01-01", "again": "6 months after seen"}]
    assert "That is 17 January 2020." in capsys.readouterr().out


def test_the_day_that_a_date_makes_stands_in_the_overview(
    dated: House, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text(
        "template: visit\nseen: 2019-07-17\nitems: [{by: 1 day before seen}]\n", "utf-8"
    )
    with pytest.raises(StoppedError):
        interview(dated, path, f"?{ENTER}", plain=True)
    assert "Item 1, By when? 16 July 2019" in capsys.readouterr().out


def test_a_date_may_count_from_one_that_is_not_known_yet(
    dated: House, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text("template: visit\nitems:\n  - again: 2020-01-01\n", "utf-8")
    ask_once(dated, path, ("items", 0, "by"), f"6 months after seen{ENTER}")
    assert plain_answers(path)["items"] == [{"again": "2020-01-01", "by": "6 months after seen"}]
    said = "Which day that is depends on “seen”, which has no answer yet."
    assert said in capsys.readouterr().out
    with pytest.raises(StoppedError):
        interview(dated, path, f"?{ENTER}", plain=True)
    assert "Item 1, By when? [TO COMPLETE] 6 months after seen" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong", ["6 months after sen", "6 months after again", "six months", "99 years after seen"]
)
def test_a_date_that_counts_wrongly_is_refused_and_stays_to_be_mended(
    dated: House, path: Path, wrong: str
) -> None:
    path.write_text("template: visit\nseen: 2019-07-17\nitems:\n  - by: x\n", "utf-8")
    keys = f"{ERASE}{wrong}{ENTER}{ERASE}6 months after seen{ENTER}"
    ask_once(dated, path, ("items", 0, "by"), keys)
    assert plain_answers(path)["items"] == [{"by": "6 months after seen"}]


def test_the_dates_of_a_list_may_count_from_an_earlier_one(
    dated: House, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text("template: visit\nseen: 2019-07-17\n", "utf-8")
    ask_once(dated, path, ("days",), f"2 weeks after seen{ENTER}1 year after seen{ENTER}{ENTER}")
    assert plain_answers(path)["days"] == ["2 weeks after seen", "1 year after seen"]
    assert "That is 31 July 2019." in capsys.readouterr().out


def test_a_date_that_fits_is_not_said_to_be_a_misfit(
    dated: House, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for seen in ("", "seen: 2019-07-17\n"):
        path.write_text(f"template: visit\n{seen}items: [{{by: 1 day after seen}}]\n", "utf-8")
        ask_once(dated, path, ("items", 0, "by"), ENTER)
    assert "does not fit" not in capsys.readouterr().out


def test_a_date_in_a_passage_of_the_library_counts_from_no_answer(
    dated: House, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = "[{snippet: thanks/current, values: {panel: x, since: 1 day after seen}}]"
    path.write_text(f"template: visit\nseen: 2019-07-17\nreply: {given}\n", "utf-8")
    ask_once(dated, path, ("reply",), f"{UP * 2}{ENTER}{ENTER}{ERASE}2019-01-01{ENTER}")
    assert plain_answers(path)["reply"][0]["values"] == {"panel": "x", "since": "2019-01-01"}
    said = "A day that counts from another answer cannot be given here."
    assert said in " ".join(capsys.readouterr().out.split())
