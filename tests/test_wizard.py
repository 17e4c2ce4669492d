"""The wizard as the officer meets it: keys go in, an answers file comes out."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from responder import wizard
from responder.answers import load
from responder.answers.file import AnswersFile
from responder.boilerplate.search import Index, Vocabulary
from responder.compose import Composer
from responder.errors import FileError, UsageError
from responder.house import House
from responder.wizard.interview import ask
from responder.wizard.menus import MenuAsker
from responder.wizard.prompts import Turn
from tests.wizard_keys import (
    BACK,
    DONE,
    DOWN,
    END,
    ENTER,
    ERASE,
    FULL,
    OVERVIEW,
    STOP,
    UP,
    ask_once,
    begin,
    interview,
    make_house,
    paste,
    plain_answers,
    typing,
)

WHOLE = (
    f"Leeds{ENTER}2022-02-17{ENTER}{DOWN}{ENTER}3{ENTER}y"  # place to sure
    f" {DOWN}{DOWN} {ENTER}york{ENTER}"  # tags, town
    + paste("It rained.\nIt stopped.")
    + DONE
    + f"yAlex{ENTER}Good.{DONE}"  # the person
    + f"{ENTER}First{ENTER}Ann{ENTER}1.10{ENTER}{ENTER}{UP}{ENTER}"  # one point
    + f"{ENTER}Thanks.{DONE}{ENTER}"  # the reply
)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return make_house(tmp_path / "house")


@pytest.fixture
def full(tmp_path: Path) -> Path:
    path = tmp_path / "full.yaml"
    path.write_text(FULL, "utf-8")
    return path


def start(folder: Path, text: str) -> Path:
    path = folder / "answers.yaml"
    path.write_text(f"template: visit\n{text}", "utf-8")
    return path


def test_a_whole_interview_makes_a_file_of_answers(house: House, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    drafted = interview(house, path, f"{WHOLE}{ENTER}y")
    assert drafted == [path]
    assert plain_answers(path) == {
        "template": "visit",
        "place": "Leeds",
        "day": "2022-02-17",
        "kind": "long",
        "count": "3",
        "sure": "yes",
        "tags": ["red", "blue"],
        "town": "York",
        "story": "It rained.\n\nIt stopped.",
        "person": {"name": "Alex", "words": "Good."},
        "points": [{"text": "First", "owner": "Ann", "pages": ["1.10"]}],
        "reply": [{"text": "Thanks."}],
    }


def test_the_answers_of_an_interview_compose_without_findings(house: House, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    interview(house, path, f"{WHOLE}{ENTER}n")
    assert not Composer(house).compose(load(path)).findings


def test_an_interview_goes_on_at_the_first_question_without_an_answer(
    house: House, tmp_path: Path
) -> None:
    path = start(tmp_path, "place: Leeds\n")
    stop_interview(house, path, f"2022-02-17{ENTER}")
    assert plain_answers(path)["day"] == "2022-02-17"


def test_an_interview_goes_on_within_the_entry_where_it_stopped(
    house: House, tmp_path: Path
) -> None:
    text = FULL.partition("points:")[0].partition("\n")[2].partition("\n")[2]
    path = start(tmp_path, f"{text}points:\n  - text: One\n")
    stop_interview(house, path, f"Ann{ENTER}")
    assert plain_answers(path)["points"] == [{"text": "One", "owner": "Ann"}]


def test_an_interview_that_stopped_behind_an_entry_asks_for_more_of_them(
    house: House, tmp_path: Path
) -> None:
    text = FULL.partition("reply:")[0].partition("\n")[2].partition("\n")[2]
    path = start(tmp_path, text)
    stop_interview(house, path, f"{ENTER}{DOWN}{ENTER}Fourth{ENTER}")
    assert [point["text"] for point in plain_answers(path)["points"]][3:] == ["Fourth"]


def stop_interview(house: House, path: Path, keys: str, plain: bool = False) -> str:
    """Hold an interview that ends when the keys run out, and return what the wizard says then."""
    with pytest.raises(wizard.StoppedError) as stopped:
        interview(house, path, keys, plain)
    assert stopped.value.exit_status == 130
    return str(stopped.value)


def test_going_back_returns_to_the_question_before(house: House, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    stop_interview(house, path, f"Leeds{ENTER}<{ENTER}{ERASE}Bath{ENTER}2022-02-17{ENTER}")
    assert plain_answers(path) == {"template": "visit", "place": "Bath", "day": "2022-02-17"}


def test_going_back_twice_passes_over_hidden_questions(house: House, tmp_path: Path) -> None:
    path = start(tmp_path, "place: Leeds\nday: 2022-02-17\nkind: long\ncount: 3\nsure: yes\n")
    stop_interview(house, path, f"<<{ERASE}4{ENTER}")
    assert plain_answers(path)["count"] == "4"


def test_going_back_from_the_first_question_asks_it_again(house: House, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    stop_interview(house, path, f"<{ENTER}Leeds{ENTER}")
    assert plain_answers(path)["place"] == "Leeds"


def test_what_was_typed_is_still_there_after_going_back(house: House, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    stop_interview(house, path, f"Leeds{ENTER}2022-02{BACK}{ENTER}-17{ENTER}")
    assert plain_answers(path)["day"] == "2022-02-17"


def test_what_was_typed_is_still_there_after_the_overview(house: House, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    stop_interview(house, path, f"Lee{OVERVIEW}{ENTER}ds{ENTER}")
    assert plain_answers(path)["place"] == "Leeds"


def test_the_overview_leads_to_any_answer_and_back(house: House, tmp_path: Path) -> None:
    path = start(tmp_path, "place: Leeds\n")
    keys = f"?{ENTER}{DOWN}{ENTER}{ERASE}Bath{ENTER}"  # to the first answer
    stop_interview(house, path, f"{keys}{DOWN * 9}<2022-02-17{ENTER}")
    assert plain_answers(path) == {"template": "visit", "place": "Bath", "day": "2022-02-17"}


def test_the_overview_marks_gaps_and_leaves_hidden_questions_out(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = start(tmp_path, "place: Leeds\nsure: yes\n")
    stop_interview(house, path, f"?{ENTER}", plain=True)
    shown = capsys.readouterr().out.partition("Overview.")[2]
    assert "Which place? Leeds" in shown
    assert "Which day? [TO COMPLETE]" in shown
    assert "How many? (left out)" in shown
    assert "Which kind? short (suggested)" in shown
    assert "Why not?" not in shown


def test_a_hidden_answer_is_kept_in_the_file(house: House, tmp_path: Path) -> None:
    path = start(tmp_path, "place: Leeds\nday: 2022-02-17\nsure: no\nwhy: It rained.\n")
    ask_once(house, path, ("sure",), "y")
    assert plain_answers(path)["why"] == "It rained."


def test_changing_one_answer_leaves_every_other_line_alone(house: House, full: Path) -> None:
    ask_once(house, full, ("town",), f"{ERASE}bath{ENTER}")
    assert full.read_text("utf-8") == FULL.replace("town: York", "town: Bath")


def test_a_default_is_written_when_enter_takes_it(house: House, tmp_path: Path) -> None:
    path = start(tmp_path, "place: Leeds\n")
    ask_once(house, path, ("kind",), ENTER)
    assert plain_answers(path)["kind"] == "short"


def test_an_optional_question_is_left_out_with_enter(house: House, tmp_path: Path) -> None:
    path = start(tmp_path, "place: Leeds\n")
    ask_once(house, path, ("count",), ENTER)
    assert "count" not in plain_answers(path)


def test_a_required_question_can_be_left_for_later(house: House, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    stop_interview(house, path, f"{ENTER}{ENTER}2022-02-17{ENTER}")
    assert plain_answers(path) == {"template": "visit", "day": "2022-02-17"}


def test_an_emptied_answer_is_taken_out_only_when_confirmed(house: House, full: Path) -> None:
    ask_once(house, full, ("count",), f"{ERASE}{ENTER}n")
    assert plain_answers(full)["count"] == "3"
    ask_once(house, full, ("count",), f"{ERASE}{ENTER}y")
    assert "count" not in plain_answers(full)


def test_a_wrong_value_is_refused_and_stays_to_be_mended(house: House, tmp_path: Path) -> None:
    path = start(tmp_path, "place: Leeds\n")
    ask_once(house, path, ("count",), f"11{ENTER}\x7f0{ENTER}")
    assert plain_answers(path)["count"] == "10"


def test_a_search_without_a_match_is_no_answer(house: House, tmp_path: Path) -> None:
    path = start(tmp_path, "place: Leeds\n")
    ask_once(house, path, ("town",), f"Paris{ENTER}")
    assert "town" not in plain_answers(path)


def test_a_search_understands_other_names(house: House, tmp_path: Path) -> None:
    path = start(tmp_path, "place: Leeds\n")
    ask_once(house, path, ("town",), f"caerdydd{ENTER}")
    assert plain_answers(path)["town"] == "Cardiff"


def test_line_breaks_pasted_into_one_line_become_spaces(house: House, tmp_path: Path) -> None:
    path = start(tmp_path, "day: 2022-02-17\n")
    ask_once(house, path, ("place",), paste("Leeds\r\nand Bath\n") + ENTER)
    assert plain_answers(path)["place"] == "Leeds and Bath"


def test_pasted_prose_keeps_its_paragraphs(house: House, tmp_path: Path) -> None:
    path = start(tmp_path, "day: 2022-02-17\n")
    ask_once(house, path, ("story",), paste("One,\nstill.\n\n“Two”\u00a0\x00…") + DONE)
    assert plain_answers(path)["story"] == "One,\nstill.\n\n“Two”\u00a0…"


def test_typed_prose_ends_at_a_full_stop_on_its_own_line(house: House, tmp_path: Path) -> None:
    path = start(tmp_path, "day: 2022-02-17\n")
    ask_once(house, path, ("story",), f"One.{ENTER}Two.{ENTER}.{ENTER}")
    assert plain_answers(path)["story"] == "One.\n\nTwo."


def test_a_full_stop_within_a_paste_ends_nothing(house: House, tmp_path: Path) -> None:
    path = start(tmp_path, "day: 2022-02-17\n")
    ask_once(house, path, ("story",), paste("One\n.\nTwo") + DONE)
    assert plain_answers(path)["story"] == "One\n\n.\n\nTwo"


def test_prose_can_be_written_in_the_editor(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor.sh"
    script.write_text("#!/bin/sh\nprintf 'and more' >> \"$1\"\n")
    script.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))
    path = start(tmp_path, "day: 2022-02-17\n")
    ask_once(house, path, ("story",), f"Some \x1bOS{DONE}")
    assert plain_answers(path)["story"] == "Some and more"


@pytest.mark.parametrize("command", ["/no/such/editor", "false"])
def test_what_was_typed_survives_an_editor_that_fails(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)
    path = start(tmp_path, "day: 2022-02-17\n")
    ask_once(house, path, ("story",), f"Some\x1bOS more{DONE}")
    assert plain_answers(path)["story"] == "Some more"


def test_an_optional_group_is_asked_only_if_wanted(house: House, tmp_path: Path) -> None:
    path = start(tmp_path, "day: 2022-02-17\n")
    ask_once(house, path, ("person",), ENTER)
    assert "person" not in plain_answers(path)
    ask_once(house, path, ("person",), f"yAlex{ENTER}")
    assert plain_answers(path)["person"] == {"name": "Alex"}


@pytest.mark.parametrize("stop", [STOP, END])
@pytest.mark.parametrize("answered", [0, 1, 2, 4])
def test_an_interruption_keeps_every_answer_and_says_how_to_go_on(
    house: House, tmp_path: Path, stop: str, answered: int
) -> None:
    path = tmp_path / "my answers.yaml"
    keys = [f"Leeds{ENTER}", f"2022-02-17{ENTER}", ENTER, f"3{ENTER}"]
    message = stop_interview(house, path, "".join(keys[:answered]) + stop)
    assert f"responder wizard '{path}'" in message
    assert (
        list(plain_answers(path)) == ["template", "place", "day", "kind", "count"][: answered + 1]
    )


def test_an_interruption_loses_only_the_answer_being_typed(house: House, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    stop_interview(house, path, f"Leeds{ENTER}2022")
    assert plain_answers(path) == {"template": "visit", "place": "Leeds"}


def test_an_interruption_within_a_new_entry_leaves_no_empty_one(
    house: House, tmp_path: Path
) -> None:
    path = start(tmp_path, "day: 2022-02-17\n")
    ask_once(house, path, ("points",), f"{ENTER}Half")
    assert "points" not in path.read_text("utf-8")


def test_without_a_terminal_the_wizard_points_to_the_file(house: House, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    with pytest.raises(UsageError, match="no terminal") as refused:
        wizard.run(house, path, None, plain=False, offer_draft=lambda _: None)
    assert refused.value.exit_status == 2
    assert str(path) in str(refused.value)
    assert not path.exists()


def test_a_new_file_is_named_after_its_template(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(wizard.StoppedError):
        interview(house, None, f"{ENTER}Leeds{ENTER}")
    assert plain_answers(tmp_path / "visit.yaml")["place"] == "Leeds"


def test_the_kind_of_inspection_is_asked_where_there_are_several(
    house: House, tmp_path: Path
) -> None:
    other = house.templates / "walk" / "questionnaire.yaml"
    other.parent.mkdir()
    other.write_text("title: A walk\nquestions:\n  - {name: where, ask: Where to?}\n", "utf-8")
    path = tmp_path / "new.yaml"
    stop_interview(house, path, f"{DOWN}{ENTER}Bath{ENTER}")
    assert plain_answers(path) == {"template": "walk", "where": "Bath"}


def test_another_template_than_that_of_the_file_is_refused(house: House, full: Path) -> None:
    full.write_text(FULL.replace("visit", "walk"), "utf-8")
    with typing(""), pytest.raises(UsageError, match="walk"):
        wizard.run(house, full, "visit", plain=False, offer_draft=lambda _: None)


def test_plain_questions_are_answered_by_number(house: House, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    keys = f"Leeds{ENTER}2022-02-17{ENTER}2{ENTER}3{ENTER}yes{ENTER}1, blue{ENTER}york{ENTER}"
    keys += f"It rained.{ENTER}.{ENTER}"
    stop_interview(house, path, keys, plain=True)
    assert plain_answers(path) == {
        "template": "visit",
        "place": "Leeds",
        "day": "2022-02-17",
        "kind": "long",
        "count": "3",
        "sure": "yes",
        "tags": ["red", "blue"],
        "town": "York",
        "story": "It rained.",
    }


def test_plain_questions_can_keep_edit_or_replace_an_answer(house: House, full: Path) -> None:
    ask_once(house, full, ("place",), ENTER, plain=True)
    assert plain_answers(full)["place"] == "Leeds"
    ask_once(house, full, ("place",), f"2{ENTER} and Bath{ENTER}", plain=True)
    assert plain_answers(full)["place"] == "Leeds and Bath"
    ask_once(house, full, ("place",), f"3{ENTER}Bath{ENTER}", plain=True)
    assert plain_answers(full)["place"] == "Bath"


def test_plain_output_has_no_colour(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stop_interview(house, tmp_path / "new.yaml", f"Leeds{ENTER}", plain=True)
    assert "\x1b" not in capsys.readouterr().out


def test_progress_is_shown_within_a_list(
    house: House, full: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask_once(house, full, ("points", 1, "owner"), f"Ben{ENTER}", plain=True)
    assert "Question 10 of 11, Point 2 of 3" in capsys.readouterr().out


def test_a_snippet_of_the_library_is_taken_and_filled(house: House, tmp_path: Path) -> None:
    path = start(tmp_path, "day: 2022-02-17\n")
    keys = (
        f"{DOWN}{ENTER}panel{ENTER}{ENTER}The panel{ENTER}2020-02-30{ENTER}{ERASE}2020-02-03{ENTER}"
    )
    ask_once(house, path, ("reply",), keys)
    assert plain_answers(path)["reply"] == [
        {"snippet": "thanks/current", "values": {"panel": "The panel", "since": "2020-02-03"}}
    ]


def test_a_snippet_that_is_taken_and_edited_remembers_its_origin(
    house: House, tmp_path: Path
) -> None:
    path = start(tmp_path, "day: 2022-02-17\n")
    take = f"{DOWN}{ENTER}panel{ENTER}{DOWN}{ENTER}"
    ask_once(house, path, ("reply",), f"{take}The panel{ENTER}2020-02-03{ENTER} It helps.{DONE}")
    text = "We thank The panel, which has met since 3 February 2020. It helps."
    assert plain_answers(path)["reply"] == [{"text": text, "origin": "thanks/current"}]


def test_a_snippet_that_is_taken_to_be_edited_and_left_as_it_is_stays_a_reference(
    house: House, tmp_path: Path
) -> None:
    path = start(tmp_path, "day: 2022-02-17\n")
    take = f"{DOWN}{ENTER}panel{ENTER}{DOWN}{ENTER}"
    ask_once(house, path, ("reply",), f"{take}The panel{ENTER}2020-02-03{ENTER}{DONE}")
    assert plain_answers(path)["reply"][0]["snippet"] == "thanks/current"


def test_a_snippet_is_not_edited_while_its_gaps_are_open(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = start(tmp_path, "day: 2022-02-17\n")
    take = f"{DOWN}{ENTER}panel{ENTER}{DOWN}{ENTER}"
    ask_once(house, path, ("reply",), f"{take}{ENTER}{ENTER}")
    assert plain_answers(path)["reply"] == [{"snippet": "thanks/current"}]
    assert "once all its gaps are filled" in capsys.readouterr().out


def test_a_snippet_that_is_passed_over_is_not_taken(house: House, tmp_path: Path) -> None:
    path = start(tmp_path, "day: 2022-02-17\n")
    ask_once(house, path, ("reply",), f"{DOWN}{ENTER}panel{ENTER}{DOWN * 2}{ENTER}")
    assert "reply" not in plain_answers(path)


def test_the_words_of_a_passage_from_the_library_can_be_changed_later(
    house: House, full: Path
) -> None:
    change = f"{UP_TO_CHANGE}{ENTER}{DOWN}{ENTER}"
    ask_once(house, full, ("reply",), f"{change}{ENTER}{ENTER}y It helps.{DONE}")
    assert plain_answers(full)["reply"][1] == {
        "text": "We thank the panel, which has met since 1 January 2020. It helps.",
        "origin": "thanks/current",
    }


def test_a_snippet_out_of_date_is_not_taken_by_itself(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = start(tmp_path, "day: 2022-02-17\n")
    ask_once(house, path, ("reply",), f"{DOWN}{ENTER}committee{ENTER}{ENTER}")
    assert "reply" not in plain_answers(path)
    assert "OUT OF DATE" in capsys.readouterr().out


def test_the_publication_date_of_the_session_is_that_of_the_answers(
    house: House, full: Path
) -> None:
    assert begin(house, full).day == date(2022, 2, 17)


def test_changing_a_typed_passage_leaves_the_others_alone(house: House, full: Path) -> None:
    keys = f"{UP_TO_CHANGE}{ENTER}{ENTER} More.{DONE}"
    ask_once(house, full, ("reply",), keys)
    assert full.read_text("utf-8") == FULL.replace("text: One.", "text: One. More.")


UP_TO_CHANGE = "\x1b[A" * 3  # from “That is all” over “Remove” and “Move”


def change_on_disk(path: Path, old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let somebody else edit the file once, after the wizard has read it."""
    done: list[bool] = []
    save = AnswersFile.save

    def interfere(file: AnswersFile) -> None:
        if not done:
            done.append(True)
            path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        save(file)

    monkeypatch.setattr(AnswersFile, "save", interfere)


def test_a_change_on_disk_is_kept_and_the_answer_put_in_again(
    house: House, full: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change_on_disk(full, "It went well.", "It went badly.", monkeypatch)
    ask_once(house, full, ("place",), f"{ERASE}Bath{ENTER}")
    assert plain_answers(full)["story"] == "It went badly."
    assert plain_answers(full)["place"] == "Bath"
    assert "changed outside the wizard" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(("choice", "kept"), [(ENTER, "Bath"), (f"{DOWN}{ENTER}", "Hull")])
def test_of_two_changes_of_one_answer_the_officer_keeps_one(
    house: House, full: Path, monkeypatch: pytest.MonkeyPatch, choice: str, kept: str
) -> None:
    change_on_disk(full, "place: Leeds", "place: Hull", monkeypatch)
    ask_once(house, full, ("place",), f"{ERASE}Bath{ENTER}{choice}")
    assert plain_answers(full)["place"] == kept


def test_an_answer_follows_its_entry_when_others_add_one_above_it(
    house: House, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_on_disk(full, "points:\n", "points:\n  - text: New\n", monkeypatch)
    with typing(f"Ben{ENTER}"), pytest.raises(Turn):
        ask(begin(house, full), ("points", 1, "owner"))
    points = plain_answers(full)["points"]
    assert [point.get("owner") for point in points] == [None, "Ann", "Ben", "Cas"]


def test_a_new_entry_is_added_to_a_list_that_others_made_longer(
    house: House, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_on_disk(full, "points:\n", "points:\n  - text: New\n", monkeypatch)
    with typing(f"{DOWN}{ENTER}Last{ENTER}"), pytest.raises(Turn):
        ask(begin(house, full), ("points",))
    texts = [point["text"] for point in plain_answers(full)["points"]]
    assert texts == ["New", "First point", "Second point", "Third point", "Last"]


def test_a_file_that_cannot_be_written_can_be_tried_again(
    house: House, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[bool] = []
    save = AnswersFile.save

    def refuse_once(file: AnswersFile) -> None:
        tries.append(True)
        if len(tries) == 1:
            raise FileError("Another program holds the file.")
        save(file)

    monkeypatch.setattr(AnswersFile, "save", refuse_once)
    ask_once(house, full, ("place",), f"{ERASE}Bath{ENTER}{ENTER}")
    assert plain_answers(full)["place"] == "Bath"


def test_an_empty_file_is_begun_anew(house: House, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text("\n", "utf-8")
    stop_interview(house, path, f"Leeds{ENTER}")
    assert plain_answers(path) == {"template": "visit", "place": "Leeds"}


def test_a_file_that_was_moved_away_can_be_put_back(
    house: House, full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = full.with_suffix(".aside")
    say = MenuAsker.say

    def put_back(asker: MenuAsker, text: str = "", style: str = "") -> None:
        if "no such file" in text:
            aside.rename(full)
        say(asker, text, style)

    with typing(f"{ERASE}Bath{ENTER}{ENTER}"):
        session = begin(house, full)
        full.rename(aside)
        monkeypatch.setattr(MenuAsker, "say", put_back)
        ask(session, ("place",))
    assert plain_answers(full)["place"] == "Bath"


def test_text_pasted_into_the_menu_of_passages_is_not_lost(house: House, tmp_path: Path) -> None:
    path = start(tmp_path, "day: 2022-02-17\n")
    ask_once(house, path, ("reply",), paste("One.\r\nTwo.") + DONE)
    assert plain_answers(path)["reply"] == [{"text": "One.\n\nTwo."}]


def test_snippets_that_fit_an_entry_are_suggested_first(house: House, full: Path) -> None:
    questions = house.templates / "visit" / "questionnaire.yaml"
    reply = "      - {name: answer, ask: What is the answer?, type: passages, required: false}\n"
    text = questions.read_text("utf-8").replace("  - {name: reply", f"{reply}  - {{name: reply")
    questions.write_text(text, "utf-8")
    full.write_text(FULL.replace("Second point", "Thanks to the panel"), "utf-8")
    with typing(f"{DOWN * 2}{ENTER}{ENTER}{ENTER}"), suppress(KeyboardInterrupt):
        session = begin(house, full)
        with Index(session.library, Vocabulary({})) as index:
            session.open_index = lambda: index
            ask(session, ("points", 1, "answer"))
    assert plain_answers(full)["points"][1]["answer"] == [{"snippet": "thanks/current"}]


def test_an_answer_wrapped_by_hand_is_not_changed_by_looking_at_it(
    house: House, tmp_path: Path
) -> None:
    path = start(tmp_path, "story: |\n  One line\n  and its end.\n")
    before = path.read_text("utf-8")
    ask_once(house, path, ("story",), DONE)
    assert path.read_text("utf-8") == before
