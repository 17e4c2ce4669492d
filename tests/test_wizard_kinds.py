"""The kind of inspection: asked first, explained, and changed later without losing an answer."""

import re
from contextlib import suppress
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import settings as settle
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.output.vt100 import Vt100_Output

from responder import wizard
from responder.errors import UsageError
from responder.house import House
from responder.wizard.kinds import change_kind
from responder.wizard.recording import Recorder
from responder.wizard.session import Session
from tests.strategies import UNHURRIED
from tests.test_wizard_safety import KEYS, watch
from tests.wizard_keys import (
    BACK,
    DONE,
    DOWN,
    ENTER,
    ERASE,
    FULL,
    OVERVIEW,
    ask_once,
    begin,
    interview,
    make_house,
    plain_answers,
    typing,
)

LONG = "For every walk along the river, in rain and in sunshine, by day and by night, to the end."
WALK = f"""\
title: A walk
help: {LONG}
questions:
  - {{name: where, ask: Where to?}}
  - {{name: place, ask: From which place?, example: Hull}}
  - {{name: dog, ask: Is there a dog?, type: yes-no, required: false}}
  - {{name: day, ask: On which day?, type: date}}
  - name: points
    ask: Which sights?
    type: list
    each: sight
    required: false
    questions:
      - {{name: text, ask: What is it?}}
      - {{name: height, ask: How high?, type: number, required: false}}
"""
# Every name of the first kind, with questions of another type or other choices.
TALK = """\
title: A talk
help: For every talk.
questions:
  - {name: place, ask: Which places?, type: list, of: line, each: place}
  - {name: day, ask: How many days?, type: number}
  - {name: kind, ask: Which kind of talk?, type: choice, choices: [open, closed]}
  - {name: count, ask: Do they count?, type: yes-no}
  - {name: sure, ask: Sure of what?, type: passages}
  - {name: tags, ask: Which tag?, type: choice, choices: [red, green, blue]}
  - name: town
    ask: What of the town?
    type: group
    questions:
      - {name: name, ask: Its name?}
  - name: story
    ask: Which stories?
    type: list
    each: story
    questions:
      - {name: text, ask: Which story?}
  - {name: person, ask: Which person?}
  - {name: points, ask: Which points?, type: list, of: line, each: point}
  - {name: reply, ask: Which replies?, type: choices, choices: [long, short]}
"""
WHOLE_WALK = """\
# Kept by hand
template: visit  # the kind
place: 'Leeds'   # a remark
day: 2022-02-17
where: "Hull"
kind: long
dog: yes
"""
TEXTS = (
    WHOLE_WALK,
    FULL,
    FULL.replace("\n", "\r\n"),
    "\ufeff" + FULL,
    "place: Leeds\ntemplate:   'visit'",
    '---\n"template": "visit"\nplace: |-\n  Leeds\n\n# the end\n',
)
NAMES = ("visit", "walk", "talk")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return make_houses(tmp_path / "house")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text(WHOLE_WALK, "utf-8")
    return path


def make_houses(folder: Path) -> House:
    house = make_house(folder)
    for name, text in {"walk": WALK, "talk": TALK}.items():
        write_kind(house, name, text)
    return house


def write_kind(house: House, name: str, text: str) -> None:
    folder = house.templates / name
    folder.mkdir()
    (folder / "questionnaire.yaml").write_text(text, "utf-8")


def change_to(session: Session, name: str, answer: str = "yes") -> bool:
    with typing(f"{name}{ENTER}{answer}{ENTER}"):
        return change_kind(session)


def stop_interview(house: House, path: Path | None, keys: str, plain: bool = False) -> None:
    with pytest.raises(wizard.StoppedError):
        interview(house, path, keys, plain)


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def show_first_menu(house: House, columns: int, rows: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what a terminal of a size gets to show for the first menu."""
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", str(rows))
    shown = StringIO()
    screen = Vt100_Output(shown, lambda: Size(rows, columns), term="xterm")
    with typing(""), create_app_session(output=screen), suppress(wizard.StoppedError):
        wizard.run(house, None, None, plain=False, offer_draft=lambda _: None)
    return re.sub(r"\x1b\[[\d;?]*[A-Za-z]", " ", shown.getvalue())


@pytest.mark.parametrize("columns", [60, 80])
def test_each_kind_is_explained_below_its_name(
    house: House, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = show_first_menu(house, columns, 24, monkeypatch)
    words = set(shown.split())
    for about in ("A visit", "For every visit.", "A walk", LONG, "A talk", "For every talk."):
        assert set(about.split()) <= words


def test_an_explanation_is_cut_where_the_screen_is_low(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = show_first_menu(house, 60, 12, monkeypatch)
    assert "For every walk along the river" in shown
    assert "…" in shown
    assert "the end" not in shown


def test_each_kind_is_explained_in_plain_lines(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    stop_interview(house, None, "", plain=True)
    assert f"1. A talk. For every talk. 2. A visit. For every visit. 3. A walk. {LONG}" in said(
        capsys
    )


def test_going_back_from_the_file_name_leads_to_the_kind(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    stop_interview(house, None, f"{ENTER}{BACK}{DOWN * 2}{ENTER}{ENTER}Hull{ENTER}")
    assert plain_answers(tmp_path / "walk.yaml") == {"template": "walk", "where": "Hull"}


def test_a_file_of_another_kind_that_is_named_goes_on_as_it_is(
    house: House, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stop_interview(house, None, f"walk{ENTER}{path}{ENTER}", plain=True)
    assert "are for another kind of inspection: A visit" in said(capsys)
    assert path.read_text("utf-8") == WHOLE_WALK


def test_a_kind_that_cannot_be_read_is_left_out_and_named(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_kind(house, "ride", "title: A ride\nquestions: none\n")
    stop_interview(house, tmp_path / "new.yaml", f"walk{ENTER}Hull{ENTER}", plain=True)
    assert "One kind of inspection cannot be offered." in said(capsys)
    assert plain_answers(tmp_path / "new.yaml") == {"template": "walk", "where": "Hull"}


@pytest.mark.parametrize("plain", [False, True])
def test_the_overview_changes_the_kind_and_the_interview_goes_on_with_it(
    house: House, path: Path, plain: bool
) -> None:
    path.write_text(WHOLE_WALK.replace('where: "Hull"\n', ""), "utf-8")
    keys = (
        f"?{ENTER}2{ENTER}walk{ENTER}{ENTER}"
        if plain
        else f"?{ENTER}{DOWN}{ENTER}{DOWN}{ENTER}{ENTER}"
    )
    before = path.read_text("utf-8")
    stop_interview(house, path, f"{keys}Hull{ENTER}", plain)
    assert path.read_text("utf-8") == f"{before.replace('visit', 'walk')}where: Hull\n"


def test_the_overview_of_a_house_with_one_kind_does_not_offer_it(
    tmp_path: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stop_interview(make_house(tmp_path / "small"), path, f"?{ENTER}", plain=True)
    assert "ind of inspection" not in capsys.readouterr().out


def test_the_overview_of_an_entry_does_not_offer_the_kind(
    house: House, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text(FULL, "utf-8")
    ask_once(house, path, ("points",), f"change{ENTER}1{ENTER}", plain=True)
    assert "All answers" in capsys.readouterr().out
    assert "ind of inspection" not in capsys.readouterr().out


@pytest.mark.parametrize("keys", [f"visit{ENTER}", f"<{ENTER}", f"walk{ENTER}no{ENTER}"])
def test_a_kind_that_is_not_changed_leaves_the_file_alone(
    house: House, path: Path, keys: str
) -> None:
    session = begin(house, path, plain=True)
    with typing(keys):
        assert not change_kind(session)
    assert path.read_text("utf-8") == WHOLE_WALK
    assert session.questionnaire.title == "A visit"


def test_what_a_change_means_is_said_before_it_is_made(
    house: House, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not change_to(begin(house, path, plain=True), "walk", "no")
    shown = said(capsys)
    assert "Change it to: A walk?" in shown
    assert "used as before: From which place? On which day?" in shown
    assert "used again: Where to? Is there a dog?" in shown
    assert "not used for this kind: Which kind?" in shown
    assert "Do not fit" not in shown


def test_of_many_answers_that_are_not_used_a_few_are_named(
    house: House, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text(FULL, "utf-8")
    change_to(begin(house, path, plain=True), "walk")
    shown = said(capsys).partition("not used for this kind: ")[2]
    assert shown.startswith("Which kind? How many?")
    assert " and 6 more" in shown


def test_a_part_of_each_entry_that_is_not_used_is_named_with_what_the_entry_is(
    house: House, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text(FULL.partition("kind:")[0] + "points:\n  - {text: A, owner: B}\n", "utf-8")
    change_to(begin(house, path, plain=True), "walk")
    assert "not used for this kind: Point: Who owns it?" in said(capsys)


def test_answers_that_do_not_fit_are_named_before_the_change(
    house: House, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text(
        "template: visit\nplace: Leeds\nsure: yes\npoints:\n  - text: One\n"
        "town: Bath\ntags: [red]\nreply: [text: Yes.]\n",
        "utf-8",
    )
    change_to(begin(house, path, plain=True), "talk")
    shown = said(capsys).partition("until you answer them anew: ")[2]
    for ask in ("Which places?", "Sure of what?", "Which tag?", "What of the town?"):
        assert ask in shown
    assert " and 2 more" in shown


def test_a_change_that_concerns_no_answer_is_made_at_once(house: House, path: Path) -> None:
    path.write_text("template: visit\n", "utf-8")
    with typing(f"walk{ENTER}"):
        assert change_kind(begin(house, path, plain=True))
    assert path.read_text("utf-8") == "template: walk\n"


@pytest.mark.parametrize("plain", [False, True])
def test_going_back_from_the_first_question_leads_to_the_kind(
    house: House, tmp_path: Path, plain: bool
) -> None:
    path = tmp_path / "new.yaml"
    path.write_text("template: visit\n", "utf-8")
    choice = f"walk{ENTER}" if plain else f"{DOWN}{ENTER}"
    stop_interview(house, path, f"<{ENTER}{choice}Hull{ENTER}", plain)
    assert plain_answers(path) == {"template": "walk", "where": "Hull"}


def test_leaving_the_kind_as_it_is_asks_the_first_question_again(house: House, path: Path) -> None:
    path.write_text("template: visit\nplace: Leeds\n", "utf-8")
    stop_interview(house, path, f"<{ENTER}{BACK}<{ERASE}Bath{ENTER}")
    assert plain_answers(path) == {"template": "visit", "place": "Bath"}


def test_what_was_half_typed_is_there_again_after_a_change_of_kind(
    house: House, path: Path
) -> None:
    path.write_text("template: visit\n", "utf-8")
    stop_interview(house, path, f"Lee{BACK}{DOWN}{ENTER}Hull{ENTER}ds{ENTER}")
    assert plain_answers(path) == {"template": "walk", "where": "Hull", "place": "Leeds"}


def test_a_change_asks_a_new_question_that_can_be_left_out(house: House, path: Path) -> None:
    path.write_text(FULL.replace("place", "where: Hull\nplace"), "utf-8")
    session = begin(house, path, plain=True)
    assert change_to(session, "walk")
    assert session.resume_at() == ("dog",)


def test_changing_back_does_not_ask_again_what_was_left_out(house: House, path: Path) -> None:
    path.write_text(FULL.replace("town: York\n", ""), "utf-8")
    session = begin(house, path, plain=True)
    before = session.resume_at()
    assert change_to(session, "walk")
    assert session.resume_at() == ("where",)
    assert change_to(session, "visit")
    assert session.resume_at() == before == ("reply",)


def test_changing_back_brings_the_answers_back(house: House, path: Path) -> None:
    session = begin(house, path, plain=True)
    assert change_to(session, "walk")
    assert session.answer(("where",)).value == "Hull"
    assert change_to(session, "visit")
    assert session.answer(("kind",)).value == "long"
    assert path.read_text("utf-8") == WHOLE_WALK


def test_a_kind_that_others_change_meanwhile_is_changed_only_by_choice(
    house: House, path: Path
) -> None:
    session = begin(house, path, plain=True)
    path.write_text(WHOLE_WALK.replace("template: visit", "template: talk"), "utf-8")
    with typing(f"walk{ENTER}yes{ENTER}2{ENTER}"):
        assert change_kind(session)
    assert session.questionnaire.title == "A talk"
    assert plain_answers(path)["template"] == "talk"


def test_another_template_for_a_file_is_refused_with_the_way_to_change_it(
    house: House, path: Path
) -> None:
    with typing(""), pytest.raises(UsageError, match="overview of the wizard can change"):
        wizard.run(house, path, "walk", plain=False, offer_draft=lambda _: None)
    assert path.read_text("utf-8") == WHOLE_WALK


@settle(UNHURRIED, max_examples=30)
@given(st.sampled_from(TEXTS), st.lists(st.sampled_from(NAMES), min_size=1, max_size=5))
def test_whatever_kinds_are_chosen_every_other_line_stays_as_it_is(
    text: str, names: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        house = make_houses(Path(folder) / "house")
        path = Path(folder) / "answers.yaml"
        path.write_bytes(text.encode())
        session = begin(house, path, plain=True)
        for name in names:
            change_to(session, name)
            assert session.file.answers.template == name
            assert session.questionnaire.title == f"A {name}"
            lines = path.read_bytes().splitlines(keepends=True)
            kept = text.encode().splitlines(keepends=True)
            assert len(lines) == len(kept)
            for line, old in zip(lines, kept, strict=True):
                assert line == old or (b"template" in old and name.encode() in line)


CHANGES = (
    *(f"{OVERVIEW}{DOWN}{ENTER}{DOWN * number}{ENTER}{ENTER}" for number in (0, 1, 2)),
    *(f"?{ENTER}2{ENTER}{name}{ENTER}{ENTER}" for name in NAMES),
)


@settle(UNHURRIED, max_examples=30)
@given(
    st.lists(st.sampled_from(CHANGES) | KEYS.map("".join), max_size=6),
    st.sampled_from(TEXTS),
    st.booleans(),
)
def test_no_keys_change_an_answer_of_another_kind_that_is_not_being_edited(
    keys: list[str], text: str, plain: bool
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder) / "answers.yaml"
        path.write_bytes(text.encode())
        for name in ("put", "remove", "insert", "move"):
            patch.setattr(Recorder, name, watch(getattr(Recorder, name)))
        with suppress(wizard.StoppedError):
            interview(make_houses(Path(folder) / "house"), path, "".join(keys), plain)


ANEW = f"{DOWN}{ENTER}"
MISFITS = [
    ("place", f"{ANEW}Leeds{ENTER}Hull{ENTER}{ENTER}", ["Leeds", "Hull"]),
    ("day", f"{ERASE}3{ENTER}", "3"),
    ("kind", f"{DOWN}{ENTER}", "closed"),
    ("count", "y", "yes"),
    ("sure", f"{ANEW}{ENTER}Of all.{DONE}{ENTER}", [{"text": "Of all."}]),
    ("tags", f"{ANEW}{DOWN}{ENTER}", "green"),
    ("town", f"{ANEW}York{ENTER}", {"name": "York"}),
    ("story", f"{ANEW}{ENTER}It rained.{ENTER}", [{"text": "It rained."}]),
    ("person", f"{ANEW}Alex{ENTER}", "Alex"),
    ("reply", f" {ENTER}", ["long"]),
]


@pytest.mark.parametrize(("name", "keys", "value"), MISFITS, ids=[one[0] for one in MISFITS])
def test_an_answer_of_another_form_can_be_given_anew(
    house: House, path: Path, name: str, keys: str, value: object
) -> None:
    path.write_text(FULL.replace("visit", "talk"), "utf-8")
    before = plain_answers(path)
    ask_once(house, path, (name,), keys)
    assert plain_answers(path) == {**before, name: value}


@pytest.mark.parametrize("name", ["place", "sure", "tags", "town", "story", "person"])
def test_an_answer_of_another_form_is_left_alone_unless_the_officer_takes_it_out(
    house: House, path: Path, name: str
) -> None:
    path.write_text(FULL.replace("visit", "talk"), "utf-8")
    ask_once(house, path, (name,), ENTER)
    assert path.read_text("utf-8") == FULL.replace("visit", "talk")


def test_the_overview_says_of_every_answer_that_it_does_not_fit(
    house: House, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text(FULL.replace("visit", "talk"), "utf-8")
    stop_interview(house, path, f"?{ENTER}", plain=True)
    shown = capsys.readouterr().out.partition("Overview.")[2].partition("Type a number")[0]
    assert shown.count("[TO COMPLETE] not understood: ") == 11
    assert "What of the town? [TO COMPLETE] not understood: York" in shown
    assert "Which person? [TO COMPLETE] not understood: name: Alex, words: Good." in shown


def test_an_entry_of_another_form_can_be_given_anew(house: House, path: Path) -> None:
    path.write_text("template: talk\npoints:\n  - text: One\n    owner: Ann\n  - Two\n", "utf-8")
    change = f"change{ENTER}1{ENTER}"
    ask_once(house, path, ("points",), f"{change}{ENTER}", plain=True)
    assert plain_answers(path)["points"] == [{"text": "One", "owner": "Ann"}, "Two"]
    ask_once(house, path, ("points",), f"{change}2{ENTER}First{ENTER}", plain=True)
    assert plain_answers(path)["points"] == ["First", "Two"]


def test_an_entry_that_is_text_can_be_answered_by_questions_anew(house: House, path: Path) -> None:
    path.write_text("template: visit\npoints:\n  - One\n  - text: Two\n", "utf-8")
    ask_once(house, path, ("points",), f"change{ENTER}1{ENTER}2{ENTER}First{ENTER}", plain=True)
    assert plain_answers(path)["points"] == [{"text": "First"}, {"text": "Two"}]


@pytest.mark.parametrize("entry", ["Loose words", "{text: A, snippet: b}", "{heading: A}"])
def test_a_passage_of_another_form_can_be_written_anew(
    house: House, path: Path, entry: str
) -> None:
    path.write_text(f"template: visit\nreply:\n  - {entry}\n  - text: B\n", "utf-8")
    keys = f"change one{ENTER}1{ENTER}2{ENTER}First.{ENTER}.{ENTER}"
    ask_once(house, path, ("reply",), keys, plain=True)
    assert plain_answers(path)["reply"] == [{"text": "First."}, {"text": "B"}]


def test_one_choice_of_before_is_ticked_where_several_are_asked_for(
    house: House, path: Path
) -> None:
    path.write_text("template: visit\ntags: red\n", "utf-8")
    ask_once(house, path, ("tags",), ENTER)
    assert plain_answers(path)["tags"] == ["red"]


def test_a_choice_that_is_none_here_is_named_before_others_take_its_place(
    house: House, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_text("template: visit\ntags: [red, purple]\n", "utf-8")
    ask_once(house, path, ("tags",), ENTER, plain=True)
    assert "“purple” is not one of the choices" in said(capsys)


@pytest.mark.parametrize("columns", [60, 80])
def test_the_overview_leaves_room_for_what_is_missing(
    house: House,
    path: Path,
    columns: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    long = TALK.replace("How many days?", f"How many days is the talk {'very ' * 12}long?")
    (house.templates / "talk" / "questionnaire.yaml").write_text(long, "utf-8")
    path.write_text("template: talk\nplace: [Leeds]\n", "utf-8")
    monkeypatch.setenv("COLUMNS", str(columns))
    stop_interview(house, path, f"?{ENTER}", plain=True)
    line = next(line for line in capsys.readouterr().out.splitlines() if "How many days" in line)
    assert line.endswith("…: [TO COMPLETE]")
