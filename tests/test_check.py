import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from responder import house
from responder.check import check
from responder.cli import cli
from responder.compose import Composer
from tests.houses import SmallHouse, build

QUESTIONS = """\
title: x
published: published
questions:
  - {name: published, ask: When is it?, type: date}
  - {name: name, ask: What name?, required: false}
"""


def small(
    folder: Path, layout: str = "# A visit, {{ published | date }}\n\n{{ name }}\n"
) -> SmallHouse:
    return build(folder / "house", layout, QUESTIONS)


def run(made: SmallHouse, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--house", str(made.folder), "check", *arguments])


def test_clean_answers_have_nothing_to_mend(tmp_path: Path) -> None:
    made = small(tmp_path)
    result = run(made, str(made.answer("published: 2022-02-17")))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nothing to mend.\n")


def test_a_house_without_a_word_template_is_told_so_once(tmp_path: Path) -> None:
    made = small(tmp_path)
    path = str(made.answer("published: 2022-02-17"))
    (made.folder / "templates" / "house.docx").unlink()
    result = run(made, path, path)
    assert result.exit_code == 0
    (finding,) = result.stdout.splitlines()
    assert "house.docx: warning no-word-template: There is no such file" in finding


def test_each_finding_is_a_line_with_place_severity_rule_and_message(tmp_path: Path) -> None:
    made = small(tmp_path)
    path = made.answer("published: 2022-02-30\nnam: x\n")
    result = run(made, str(path))
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    assert first.startswith(f"{path}:2:12: error wrong-type: There is no such day as 2022-02-30")
    assert second.startswith(f"{path}:3:1: error unknown-name: ")
    assert not result.stderr


def test_findings_come_as_json_too(tmp_path: Path) -> None:
    made = small(tmp_path)
    path = made.answer("published: 2022-02-30\n")
    result = run(made, str(path), "--format", "json")
    assert result.exit_code == 1
    (finding,) = json.loads(result.stdout)
    assert "2022-02-30" in finding.pop("message")
    assert finding == {
        "rule": "wrong-type",
        "severity": "error",
        "file": str(path),
        "line": 2,
        "column": 12,
        "excerpt": "",
        "reason": "",
        "replacement": None,
        "answer": "published",
    }


def test_json_without_findings_is_an_empty_list(tmp_path: Path) -> None:
    made = small(tmp_path)
    result = run(made, str(made.answer("published: 2022-02-17")), "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_a_missing_answer_is_an_error(tmp_path: Path) -> None:
    made = small(tmp_path)
    result = run(made, str(made.answer()))
    assert result.exit_code == 1
    assert "error missing: " in result.stdout


def test_warnings_and_advice_alone_leave_the_exit_status_at_zero(tmp_path: Path) -> None:
    questions = QUESTIONS + "  - {name: more, ask: More?, required: false, when: {name: x}}\n"
    made = build(tmp_path / "house", "x", questions)
    result = run(made, str(made.answer("published: 2022-02-17\nmore: y")))
    assert result.exit_code == 0
    assert "advice unused-answer" in result.stdout


def test_a_file_that_cannot_be_composed_is_a_finding_at_its_place(tmp_path: Path) -> None:
    made = small(tmp_path)
    (finding,) = check(Composer(house.load(made.folder)), made.folder / "none.yaml")
    assert (finding.severity, finding.place.file) == ("error", str(made.folder / "none.yaml"))


def test_a_fault_of_the_template_is_a_finding_at_the_template_s_line(tmp_path: Path) -> None:
    made = small(tmp_path, "a\n{{ nothing }}\n")
    result = run(made, str(made.answer("published: 2022-02-17")))
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{made.layout}:2: error ")


def test_several_files_are_checked_even_if_the_first_is_unusable(tmp_path: Path) -> None:
    made = small(tmp_path)
    broken = made.write("broken.yaml", "a: [")
    result = run(made, str(broken), str(made.answer("nam: x")))
    assert result.exit_code == 1
    assert [line.partition(":")[0].rpartition("/")[2] for line in result.stdout.splitlines()] == [
        "broken.yaml",
        "answers.yaml",
        "answers.yaml",
    ]


@pytest.mark.parametrize("arguments", [[], ["x.yaml", "--format", "xml"], ["--nonsense"]])
def test_wrong_usage_has_exit_status_2(tmp_path: Path, arguments: list[str]) -> None:
    assert run(small(tmp_path), *arguments).exit_code == 2


def test_safe_repairs_are_shown_and_made_where_they_are_asked_for(tmp_path: Path) -> None:
    made = small(tmp_path, "# A title\n\n{{ name }}\n")
    path = made.answer("published: 2022-02-17\nname: It is is so.  # kept\n")
    result = run(made, "--fix", str(path))
    assert f"{path}:3:10: “is is” is now “is” (doubled-word)" in result.stderr
    assert f"{path}: 1 repair made." in result.stderr
    assert "doubled-word" not in result.stdout
    assert path.read_text("utf-8").endswith("name: It is so.  # kept\n")


def test_a_file_without_safe_repairs_stays_as_it_is(tmp_path: Path) -> None:
    made = small(tmp_path)
    path = made.answer("published: 2022-02-17\n")
    before = path.read_bytes()
    assert f"{path}: no safe repairs." in run(made, "--fix", str(path)).stderr
    assert path.read_bytes() == before


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_rules_are_listed_with_their_reasons(tmp_path: Path, form: str) -> None:
    result = run(small(tmp_path), "--list-rules", "--format", form)
    assert result.exit_code == 0
    assert "doubled-word" in result.stdout
    assert "nearly always a slip of the keyboard" in result.stdout


def test_a_check_without_a_file_asks_for_one(tmp_path: Path) -> None:
    result = run(small(tmp_path))
    assert (result.exit_code, result.stderr) == (
        2,
        "Which answers are to be checked? Name their file.\n",
    )
