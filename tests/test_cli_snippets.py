import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from responder.cli import cli
from tests.houses import SmallHouse, build, snippet

HOUSE = """\
themes:
  - {id: letters, title: Letters, cues: [letters]}
  - {id: training, title: Training, cues: [training]}
people: [Jane Doe]
"""
SNIPPETS = {
    "letters/plan@1": snippet(
        "Letters are checked by the board.\n",
        title="Letters plan",
        scope="national",
        themes="[letters]",
        valid="{from: 2021-10-01, until: 2022-01-31}",
        source="[{response: CPS North, item: 3, published: 2021-10-12}]",
        superseded="Use version 2.",
    ),
    "letters/plan@2": snippet(
        "Letters are checked by {{ board }}.\n",
        title="Letters plan",
        scope="national",
        themes="[letters]",
        valid="{from: 2022-02-01, until: 2022-03-31}",
        slots="{board: {ask: Which board?, example: the town board}}",
    ),
    "training/days": snippet(
        "All staff had a day of training.\n", title="Days of training", themes="[training]"
    ),
}


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallHouse:
    monkeypatch.setattr("click.get_app_dir", lambda _: str(tmp_path / "kept"))
    return build(tmp_path / "house", snippets=SNIPPETS, files={"house.yaml": HOUSE})


def run(made: SmallHouse, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--house", str(made.folder), "snippets", *arguments])


def listed(made: SmallHouse, *arguments: str) -> list[str]:
    """Return the snippets that `list` names."""
    result = run(made, "list", *arguments)
    assert result.exit_code == 0, result.stderr
    return [line.split()[0] for line in result.stdout.splitlines()[1:]]


def data(made: SmallHouse, *arguments: str) -> Any:
    result = run(made, *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


ALL = ["letters/plan@1", "letters/plan@2", "training/days"]


def test_the_list_is_a_table_with_the_state_on_a_day(made: SmallHouse) -> None:
    result = run(made, "list", "--on", "2022-02-17")
    heads, *rows = [
        [cell.strip() for cell in line.split("  ") if cell.strip()]
        for line in result.stdout.splitlines()
    ]
    assert heads == ["Snippet", "On 2022-02-17", "Title"]
    assert rows == [
        ["letters/plan@1", "expired 2022-01-31", "Letters plan"],
        ["letters/plan@2", "valid until 2022-03-31", "Letters plan"],
        ["training/days", "valid", "Days of training"],
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ALL),
        (["--theme", "letters"], ALL[:2]),
        (["--scope", "local"], ALL[2:]),
        (["--scope", "national"], ALL[:2]),
        (["--valid", "--on", "2022-02-17"], ALL[1:]),
        (["--valid", "--on", "17 February 2022"], ALL[1:]),
        (["--expiring", "42", "--on", "2022-02-17"], ALL[1:2]),
        (["--expiring", "41", "--on", "2022-02-17"], []),
        (["--expiring", "0", "--on", "2022-03-31"], ALL[1:2]),
        (["--expiring", "9999", "--on", "2021-10-01", "--theme", "letters"], ALL[:2]),
    ],
)
def test_the_list_is_narrowed_by_what_is_asked(
    made: SmallHouse, arguments: list[str], expected: list[str]
) -> None:
    assert listed(made, *arguments) == expected


def test_an_empty_list_says_so(made: SmallHouse) -> None:
    result = run(made, "list", "--expiring", "1", "--on", "2030-01-01")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "There is none.\n")


def test_the_list_comes_as_json_too(made: SmallHouse) -> None:
    first, *_ = data(made, "list", "--on", "2022-02-17")
    assert first["name"] == "letters/plan"
    assert (first["version"], first["state"]) == ("1", "expired 2022-01-31")
    assert (first["from"], first["until"]) == ("2021-10-01", "2022-01-31")
    assert first["sources"] == ["CPS North, item 3 (2021-10-12)"]
    assert data(made, "list", "--expiring", "1", "--on", "2030-01-01") == []


def test_a_broken_snippet_is_named_and_the_rest_listed(made: SmallHouse) -> None:
    broken = made.write("boilerplate/letters/broken.md", "no front matter")
    result = run(made, "list")
    assert result.exit_code == 0
    assert result.stderr.startswith(f"{broken}:1:1: A snippet begins with")
    assert len(result.stdout.splitlines()) == 4


def test_show_prints_versions_one_after_the_other_with_the_differences_marked(
    made: SmallHouse,
) -> None:
    shown = run(made, "show", "letters/plan", "--on", "2022-02-17").stdout
    for part in (
        "Letters plan (letters/plan@1)",
        "scope      national",
        "themes     letters",
        "published  from 2021-10-01 until 2022-01-31; on 2022-02-17: expired 2022-01-31",
        "then       Use version 2.",
        "source     CPS North, item 3 (2021-10-12)",
        "slot       board: Which board? For example: the town board",
        "Letters are checked by {{ board }}.",
        "checked by [-the board.-] {+{{ board }}.+}",
    ):
        assert part in shown


def test_show_says_in_which_language_a_snippet_is(made: SmallHouse) -> None:
    made.write("boilerplate/letters/cynllun.md", snippet("Geiriau.\n", language="cy"))
    assert "  language   cy\n" in run(made, "show", "letters/cynllun").stdout
    assert "language" not in run(made, "show", "letters/plan@1").stdout
    assert [one["language"] for one in data(made, "show", "letters/cynllun")] == ["cy"]


def test_show_prints_one_version_if_it_is_named(made: SmallHouse) -> None:
    shown = run(made, "show", "letters/plan@2").stdout
    assert "letters/plan@2" in shown
    assert "letters/plan@1" not in shown
    assert [one["version"] for one in data(made, "show", "letters/plan@2")] == ["2"]


def test_show_says_where_answers_use_a_snippet(made: SmallHouse) -> None:
    path = made.answer("passages:\n  - snippet: letters/plan@1\n")
    shown = run(made, "show", "letters/plan", str(path))
    assert data(made, "show", "letters/plan@2", str(path))[0]["used"] == [f"{path}:3:14"]
    assert shown.stdout.rstrip().endswith(f"Used in:\n  {path}:3:14")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["show", "letters/plans"], 1, "Did you mean “letters/plan”?"),
        (["show", "letters/plan@3"], 1, "has no version “3”. Known here: 1, 2."),
        (["show", "../plan"], 1, "There is no snippet"),
        (["list", "--theme", "leters"], 2, "Did you mean “letters”?"),
        (["search", "x", "--theme", "trainin"], 2, "Did you mean “training”?"),
        (["list", "--on", "2022-02-30"], 2, "no such day"),
        (["list", "--scope", "other"], 2, "national"),
        (["list", "--expiring", "soon"], 2, "soon"),
        (["list", "--expiring", "-1"], 2, "-1"),
        (["search", "x", "--limit", "0"], 2, "0"),
        (["shows"], 2, "shows"),
    ],
)
def test_what_is_not_known_is_refused_with_the_nearest_that_is(
    made: SmallHouse, arguments: list[str], status: int, message: str
) -> None:
    result = run(made, *arguments)
    assert (result.exit_code, result.stdout) == (status, "")
    assert message in result.stderr


def test_search_lists_the_best_first_with_state_source_and_preview(made: SmallHouse) -> None:
    result = run(made, "search", "checking letters", "--on", "2022-01-17")
    assert result.stdout.splitlines()[:3] == [
        "1. Letters plan (letters/plan@1)",
        "   valid until 2022-01-31; from CPS North, item 3 (2021-10-12)",
        "   Letters are checked by the board.",
    ]


def test_search_comes_as_json_with_scores(made: SmallHouse) -> None:
    first, *_ = data(made, "search", "a day of training", "--on", "2022-02-17")
    assert (first["name"], first["state"]) == ("training/days", "valid")
    assert first["score"] > 0


def test_search_without_a_hit_says_so(made: SmallHouse) -> None:
    result = run(made, "search", "xylophone")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "No snippet holds any of these words.\n"
    assert data(made, "search", "xylophone") == []


def test_check_of_a_library_without_faults_has_nothing_to_mend(made: SmallHouse) -> None:
    result = run(made, "check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "Nothing to mend.\n")


def test_check_prints_findings_with_their_places_and_has_exit_status_1(made: SmallHouse) -> None:
    path = made.write("boilerplate/letters/bad.md", snippet("Says Jane Doe.", themes="[letters]"))
    result = run(made, "check")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{path}:5:6: error person-named: ")
    (finding,) = json.loads(run(made, "check", "--format", "json").stdout)
    assert (finding["rule"], finding["line"], finding["column"]) == ("person-named", 5, 6)


def test_warnings_alone_leave_the_exit_status_of_check_at_zero(made: SmallHouse) -> None:
    made.write(
        "boilerplate/letters/odd.md",
        snippet("x", themes="[letters]", slots="{who: {ask: Who?}}"),
    )
    result = run(made, "check")
    assert result.exit_code == 0
    assert "warning unused-slot" in result.stdout
