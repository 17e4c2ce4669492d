import os
import subprocess
import sys
from pathlib import Path

import pytest

from responder import answers, house
from responder.compose import Composer
from responder.document import lines_of, text_of
from responder.errors import DataError, FileError, Place, ResponderError, TemplateError
from responder.house import House

ROOT = Path(__file__).parent.parent


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def hospital(tmp_path: Path) -> Path:
    """A house that has nothing to do with the one that comes with the program."""
    folder = tmp_path / "hospital"
    (folder / "boilerplate").mkdir(parents=True)
    write(folder, "templates/house.yaml", "name: St Elsewhere\nwards: [{name: Larch}, {name: Oak}]")
    write(
        folder,
        "templates/visit/questionnaire.yaml",
        "title: A visit\n"
        "questions:\n"
        "  - {name: ward, ask: Which ward?, type: choice, choices: {from: house.wards}}\n"
        "  - {name: words, ask: What do you say?, type: prose}\n",
    )
    layout = "# {{ house.name }}, {{ ward }} ward\n\n{{ words }}\n"
    write(folder, "templates/visit/response.md.j2", layout)
    return folder


def run(cwd: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "responder", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


# A house of one's own.


def test_another_house_composes_its_own_response(hospital: Path) -> None:
    file = write(hospital, "a.yaml", "template: visit\nward: oak\nwords: We *agree*.\n")
    composed = Composer(house.load(hospital)).compose(answers.load(file))
    assert not composed.findings
    lines = [text_of(one) for block in composed.document.blocks for one in lines_of(block)]
    assert lines == ["St Elsewhere, Oak ward", "We agree."]


def test_a_house_knows_its_templates_and_their_questions(hospital: Path) -> None:
    loaded = house.load(hospital)
    assert loaded.template_names() == ["visit"]
    assert loaded.questionnaire("visit").title == "A visit"
    assert loaded.word_template == hospital / "templates" / "house.docx"


def test_a_folder_of_shared_macros_is_no_template(hospital: Path) -> None:
    write(hospital, "templates/shared/macros.md.j2", "")
    assert house.load(hospital).template_names() == ["visit"]


def test_templates_are_named_in_alphabetical_order(hospital: Path) -> None:
    for name in ("zebra", "audit"):
        write(hospital, f"templates/{name}/questionnaire.yaml", "title: t\nquestions: []")
    assert house.load(hospital).template_names() == ["audit", "visit", "zebra"]


def test_a_house_needs_no_data_of_its_own(hospital: Path) -> None:
    (hospital / "templates" / "house.yaml").unlink()
    assert house.load(hospital).data == {}


def test_the_data_of_a_house_stay_as_they_were_written(hospital: Path) -> None:
    write(hospital, "templates/house.yaml", "code: 012\nopen: no\nempty: []\nblank:\n")
    assert house.load(hospital).data == {"code": "012", "open": "no", "empty": []}


def test_a_questionnaire_is_read_once(hospital: Path) -> None:
    loaded = house.load(hospital)
    assert loaded.questionnaire("visit") is loaded.questionnaire("visit")


def add_follow_up(hospital: Path, more: str = "") -> None:
    inner = "[{name: deadline, ask: When?}]"
    write(
        hospital,
        "templates/follow-up/questionnaire.yaml",
        "title: A return\nquestions:\n"
        "  - {name: ward, ask: Which?}\n"
        f"  - {{name: items, ask: Which?, type: list, questions: {inner}}}\n{more}",
    )


def test_a_house_knows_what_its_other_templates_ask(hospital: Path) -> None:
    add_follow_up(hospital)
    loaded = house.load(hospital)
    expected = dict.fromkeys(["ward", "items", "items.deadline"], "A return")
    assert loaded.asked_elsewhere("visit") == expected
    assert loaded.asked_elsewhere("follow-up") == dict.fromkeys(["ward", "words"], "A visit")


def test_answers_may_change_their_template_and_lose_nothing(hospital: Path) -> None:
    add_follow_up(hospital)
    text = "template: visit\nward: Oak\nitems: [{deadline: x}]\nwords: Yes.\n"
    file = write(hospital, "a.yaml", text)
    composed = Composer(house.load(hospital)).compose(answers.load(file))
    assert [str(one) for one in composed.findings] == [
        f"{file}:3:1: advice unused-answer: “items” is kept but not used: it belongs to “A return”."
    ]
    assert not composed.blocking(final=True)


def test_a_faulty_template_does_not_disturb_another(hospital: Path) -> None:
    add_follow_up(hospital, more="  - {name: x}\n")
    file = write(hospital, "a.yaml", "template: visit\nward: Oak\nitems: []\nwords: Yes.\n")
    loaded = house.load(hospital)
    assert loaded.asked_elsewhere("visit") == {}
    (finding,) = Composer(loaded).compose(answers.load(file)).findings
    assert (finding.rule, finding.severity) == ("unknown-name", "error")


def test_other_templates_are_not_read_while_all_names_are_known(hospital: Path) -> None:
    add_follow_up(hospital)
    file = write(hospital, "a.yaml", "template: visit\nward: Oak\nwords: Yes.\n")
    loaded = house.load(hospital)
    Composer(loaded).compose(answers.load(file))
    assert list(loaded.questionnaires) == ["visit"]


# What a house lacks.


def refusal(folder: Path) -> str:
    with pytest.raises(ResponderError) as refused:
        house.load(folder)
    return str(refused.value)


def test_a_folder_that_does_not_exist_is_no_house(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none") == f"{tmp_path / 'none'}: There is no such folder."


def test_a_file_is_no_house(tmp_path: Path) -> None:
    path = write(tmp_path, "house", "")
    assert refusal(path) == f"{path}: There is no such folder."


@pytest.mark.parametrize("part", ["templates", "boilerplate"])
def test_a_house_needs_both_its_folders(hospital: Path, part: str) -> None:
    (hospital / part).rename(hospital / "elsewhere")
    expected = f"{hospital}: This folder is no house: it has no folder “{part}”."
    assert refusal(hospital) == expected


def test_a_fault_in_the_data_of_a_house_is_refused_at_its_place(hospital: Path) -> None:
    path = write(hospital, "templates/house.yaml", "name: x\nname: y\n")
    assert refusal(hospital).startswith(f"{path}:2:1: “name” stands here a second time")


@pytest.mark.parametrize("language", ["English", "en_GB", "[cy]", "{a: b}", "cy-\u202e", "12"])
def test_a_language_that_no_program_could_know_is_refused_at_its_place(
    hospital: Path, language: str
) -> None:
    write(hospital, "templates/house.yaml", f"name: x\nlanguage: {language}\n")
    with pytest.raises(DataError, match=r"house\.yaml:2:11: .* is no language tag such as cy"):
        house.load(hospital)


def test_a_language_that_is_left_empty_is_none(hospital: Path) -> None:
    write(hospital, "templates/house.yaml", "name: x\nlanguage:\n")
    assert "language" not in house.load(hospital).data


def test_an_unknown_template_is_refused_with_the_nearest_one(hospital: Path) -> None:
    with pytest.raises(TemplateError) as refused:
        house.load(hospital).questionnaire("vist", Place("a.yaml", 1, 11))
    said = "a.yaml:1:11: There is no template “vist”. Did you mean “visit”? The house is "
    assert str(refused.value).startswith(said)
    assert str(refused.value).endswith("; name another with --house.")


def test_a_missing_template_is_refused_with_those_there_are(hospital: Path) -> None:
    with pytest.raises(TemplateError) as refused:
        house.load(hospital).questionnaire("")
    assert str(refused.value) == "No template is named. Known here: visit."


@pytest.mark.parametrize("name", ["..", "../templates/visit", "visit/", "/", "shared", "*"])
def test_a_template_goes_by_its_plain_name_alone(hospital: Path, name: str) -> None:
    write(hospital, "templates/shared/macros.md.j2", "")
    with pytest.raises(TemplateError):
        house.load(hospital).questionnaire(name)


def test_a_fault_in_a_questionnaire_is_refused_in_its_file(hospital: Path) -> None:
    path = write(hospital, "templates/visit/questionnaire.yaml", "title: t\nquestion: []\n")
    with pytest.raises(DataError) as refused:
        house.load(hospital).questionnaire("visit")
    assert str(refused.value).startswith(f"{path}:2:1: ")


# Where a house is found.


def find(named: str | None, start: Path) -> House:
    return house.find(named, start)


def test_the_house_that_is_named_is_found(hospital: Path, tmp_path: Path) -> None:
    assert find(str(hospital), tmp_path).folder == hospital


def test_the_nearest_house_above_is_found(hospital: Path) -> None:
    below = hospital / "answers" / "2022"
    below.mkdir(parents=True)
    assert find(None, below).folder == hospital


def test_a_house_in_a_house_is_nearer(hospital: Path) -> None:
    for part in ("templates", "boilerplate"):
        (hospital / "inner" / part).mkdir(parents=True)
    assert find(None, hospital / "inner").folder == hospital / "inner"


def test_a_folder_with_only_one_of_the_two_is_passed_by(hospital: Path) -> None:
    (hospital / "inner" / "templates").mkdir(parents=True)
    assert find(None, hospital / "inner").folder == hospital


def test_the_house_that_came_with_the_program_is_found_anywhere_else(tmp_path: Path) -> None:
    assert find(None, tmp_path).template_names() == house.load(ROOT).template_names()


def test_a_name_is_not_replaced_by_another_house(hospital: Path) -> None:
    with pytest.raises(FileError):
        find("none", hospital)


def test_the_command_takes_the_house_of_its_option_before_all(
    hospital: Path, tmp_path: Path
) -> None:
    done = run(ROOT, "--house", str(hospital), "schema", "visit", RESPONDER_HOUSE=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert '"title": "A visit"' in done.stdout


def test_the_command_takes_the_house_of_the_environment(hospital: Path) -> None:
    done = run(ROOT, "schema", "visit", RESPONDER_HOUSE=str(hospital))
    assert done.returncode == 0, done.stderr


def test_the_command_takes_the_nearest_house(hospital: Path) -> None:
    done = run(hospital / "templates" / "visit", "schema", "visit", RESPONDER_HOUSE="")
    assert done.returncode == 0, done.stderr


def test_the_command_says_which_house_is_missing(tmp_path: Path) -> None:
    done = run(tmp_path, "--house", "none", "schema", "visit")
    assert (done.returncode, done.stderr) == (1, "none: There is no such folder.\n")
