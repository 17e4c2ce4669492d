import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from responder.cli import cli
from tests.houses import SmallHouse, build
from tests.workbooks import Workbook

QUESTIONS = """\
title: A visit
published: published
register:
  entries: items.actions
  columns: {Place: name, Number: items, Action: items.actions.what, By: items.actions.by}
questions:
  - {name: published, ask: When?, type: date, required: false}
  - {name: name, ask: Which place?}
  - name: items
    ask: Which?
    type: list
    required: false
    questions:
      - name: actions
        ask: What will be done?
        type: list
        questions:
          - {name: what, ask: What?}
          - {name: by, ask: By when?, type: date, wanted: true}
"""
NORTH = "template: visit\nname: North\nitems: [{actions: [{what: =1+1, by: 2027-03-31}]}]\n"
SOUTH = "template: visit\nname: South\nitems: [{actions: [{what: Two, by: 2027-04-30}]}]\n"
ROWS = [
    ["Place", "Number", "Action", "By", "Answers file"],
    ["North", "1", "'=1+1", "2027-03-31", "north.yaml:3"],
    ["South", "1", "Two", "2027-04-30", "south.yaml:3"],
]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallHouse:
    """Return a house, the current folder, with two complete answers files."""
    house = build(tmp_path, "{{ no.such.name }}", QUESTIONS)
    house.write("north.yaml", NORTH)
    house.write("south.yaml", SOUTH)
    monkeypatch.chdir(tmp_path)
    return house


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["actions", *map(str, arguments)])


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


# What is written.


def test_a_workbook_is_written_in_the_current_folder_unless_another_file_is_named(
    made: SmallHouse,
) -> None:
    result = run("north.yaml", "south.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Wrote actions.xlsx: 2 rows.\n"
    book = Workbook((made.folder / "actions.xlsx").read_bytes())
    assert [cell.value for cell in book.cells.values()][:5] == ROWS[0]
    assert [book.cells[place].value for place in ("A2", "C2", "A3", "C3")] == [
        *("North", "=1+1", "South", "Two")
    ]


def test_the_ending_of_the_file_says_what_it_holds(made: SmallHouse) -> None:
    assert run("north.yaml", "-o", "A.CSV").stderr == "Wrote A.CSV: 1 row.\n"
    assert (made.folder / "A.CSV").read_bytes().startswith('\ufeff"Place"'.encode())
    run("north.yaml", "-o", "A.XLSX")
    assert (made.folder / "A.XLSX").read_bytes().startswith(b"PK")


def test_a_csv_file_holds_a_line_for_each_entry(made: SmallHouse) -> None:
    run("north.yaml", "south.yaml", "-o", "all.csv")
    data = (made.folder / "all.csv").read_bytes()
    assert read(data.decode("utf-8-sig")) == ROWS
    assert data.count(b"\r\n") == data.count(b"\n") == 3


def test_a_table_can_be_printed_for_other_programs(made: SmallHouse) -> None:
    result = run("north.yaml", "south.yaml", "-o", "-")
    assert (result.exit_code, result.stderr) == (0, "")
    assert read(result.stdout_bytes.decode()) == ROWS
    assert list(made.folder.glob("actions.*")) == []


def test_a_folder_takes_the_file_under_its_usual_name(made: SmallHouse) -> None:
    (made.folder / "out").mkdir()
    assert run("north.yaml", "-o", "out").exit_code == 0
    assert (made.folder / "out" / "actions.xlsx").is_file()


def test_a_file_that_is_named_twice_is_listed_once(made: SmallHouse) -> None:
    result = run("north.yaml", "south.yaml", "./north.yaml", "-o", "-")
    assert read(result.stdout_bytes.decode()) == ROWS


def test_the_same_answers_make_the_same_file(made: SmallHouse) -> None:
    run("north.yaml", "-o", "a.xlsx")
    run("north.yaml", "-o", "b.xlsx")
    assert (made.folder / "a.xlsx").read_bytes() == (made.folder / "b.xlsx").read_bytes()


# What is there already.


@pytest.mark.parametrize("name", ["actions.xlsx", "actions.csv"])
def test_a_file_that_is_there_is_not_replaced_unless_that_is_said(
    made: SmallHouse, name: str
) -> None:
    path = made.write(name, "edited")
    result = run("north.yaml", "-o", name)
    assert (result.exit_code, path.read_text()) == (1, "edited")
    assert result.stderr == (
        f"{name}: This file is there already, and somebody may have edited it. "
        "Give another name with -o, or add --overwrite to replace it.\n"
    )
    assert run("north.yaml", "-o", name, "--overwrite").exit_code == 0
    assert path.read_bytes() != b"edited"


def test_an_answers_file_is_never_replaced(made: SmallHouse) -> None:
    answers = made.write("answers.csv", NORTH)
    os.link(answers, made.folder / "link.csv")
    for name in ("answers.csv", "link.csv"):
        result = run("answers.csv", "-o", name, "--overwrite")
        assert (result.exit_code, answers.read_text("utf-8")) == (2, NORTH)
        assert result.stderr == f"{name} is the answers file itself.\n"


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("a.docx", "a.docx does not end in a known format. End it in .xlsx for Excel, or in .csv."),
        ("xlsx", "xlsx does not end in a known format. End it in .xlsx for Excel, or in .csv."),
        ("none/", "There is no folder none/."),
        ("pipe.csv", "pipe.csv is no file. Use “-o -” to print the table."),
    ],
)
def test_a_name_that_cannot_be_meant_is_refused(
    made: SmallHouse, output: str, message: str
) -> None:
    os.mkfifo(made.folder / "pipe.csv")
    result = run("north.yaml", "-o", output)
    assert (result.exit_code, result.stderr) == (2, f"{message}\n")


def test_a_folder_that_is_not_there_is_reported(made: SmallHouse) -> None:
    result = run("north.yaml", "-o", "none/a.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    expected = f"{Path('none/a.csv')}: It cannot be written: its folder does not exist.\n"
    assert result.stderr == expected


# What is wrong with the answers.


def test_the_other_files_are_listed_though_one_cannot_be_read(made: SmallHouse) -> None:
    made.write("templates/call/questionnaire.yaml", "title: x\nquestions: [{name: a, ask: b}]\n")
    made.write("call.yaml", "template: call\na: b\n")
    made.write("broken.yaml", "a: [")
    names = ("none.yaml", "north.yaml", "call.yaml", "templates", "broken.yaml", "south.yaml")
    result = run(*names, "-o", "-")
    assert result.exit_code == 1
    assert read(result.stdout_bytes.decode()) == ROWS
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [
        *("none.yaml", "call.yaml:1:11", "templates", "broken.yaml:1:1")
    ]
    assert "call.yaml:1:11: The template “call” has no register" in result.stderr


def test_nothing_is_written_if_no_file_can_be_read(made: SmallHouse) -> None:
    result = run("none.yaml")
    assert (result.exit_code, result.stderr) == (1, "none.yaml: There is no such file.\n")
    assert not (made.folder / "actions.xlsx").exists()


def test_gaps_are_told_and_are_no_failure(made: SmallHouse) -> None:
    made.write("gaps.yaml", "template: visit\nitems:\n- actions:\n  - what:\n")
    result = run("gaps.yaml", "-o", "-")
    assert result.exit_code == 0
    assert [line.split(":", 3)[3] for line in result.stderr.splitlines()] == [
        " error missing: “name” has no answer: Which place?",
        " warning wanted: “by” is not given: By when?",
        " error missing: “what” has no answer: What?",
    ]
    assert read(result.stdout_bytes.decode())[1] == ["", "1", "", "", "gaps.yaml:4"]


def test_what_does_not_fit_is_listed_as_it_stands_and_is_a_failure(made: SmallHouse) -> None:
    made.write("wrong.yaml", NORTH.replace("2027-03-31", "soon"))
    result = run("wrong.yaml", "-o", "-")
    assert result.exit_code == 1
    assert "wrong.yaml:3:37: error wrong-type: “soon” is not a date" in result.stderr
    assert read(result.stdout_bytes.decode())[1][3] == "soon"


def test_the_command_works_as_people_call_it(made: SmallHouse) -> None:
    command = [sys.executable, "-m", "responder", "actions", "north.yaml", "south.yaml", "-o", "-"]
    done = subprocess.run(command, cwd=made.folder, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert read(done.stdout.decode()) == ROWS
