from collections.abc import Sequence
from pathlib import Path

import pytest

from responder.boilerplate import Library
from responder.boilerplate.audit import check, find_uses
from responder.compose.rendering import Renderer
from responder.errors import Finding
from tests.houses import SmallHouse, build, snippet

THEMES = ("letters", "training")
FINE = snippet("Fine.\n", themes="[letters]")
WORDS = " ".join(f"word{number}" for number in range(40))


def find(folder: Path, people: Sequence[str] = (), **snippets: str) -> list[Finding]:
    """Return the findings on a library of snippets in the folder letters."""
    made = build(
        folder / "house",
        snippets={f"letters/{name.replace('__', '@')}": text for name, text in snippets.items()},
    )
    return find_in(made, people)


def find_in(made: SmallHouse, people: Sequence[str] = ()) -> list[Finding]:
    library = Library(made.folder / "boilerplate")
    renderer = Renderer(made.folder / "templates")
    return list(check(library, THEMES, people, renderer.find_slots))


def one(found: list[Finding]) -> tuple[str, str, str, int, int]:
    """Return the only finding: rule, severity, file, line and column."""
    (finding,) = found
    place = finding.place
    return finding.rule, finding.severity, Path(place.file).name, place.line, place.column


def with_body(body: str, **keys: str) -> str:
    return snippet(body, themes="[letters]", **keys)


def test_a_library_without_faults_has_no_findings(tmp_path: Path) -> None:
    slots = "{who: {ask: Who?}, when: {ask: When?, type: date}}"
    body = (
        "By {{ who }} on {{ when }}, see [this](https://www.example.org) or [that](mailto:a@b.c)."
    )
    assert not find(
        tmp_path,
        plain=FINE,
        slots=with_body(body, slots=slots),
        dated__1=with_body("One.", valid="{until: 2022-01-31}"),
        dated__2=with_body("Two.", valid="{from: 2022-02-01}"),
    )


def test_broken_front_matter_is_an_error_and_the_rest_is_checked(tmp_path: Path) -> None:
    found = find(tmp_path, a="---\ntitle: 'x\n---\nx", b="no front matter", c=with_body("{{ x }}"))
    assert [(one.rule, Path(one.place.file).name, one.place.line) for one in found] == [
        ("broken-snippet", "a.md", 2),
        ("broken-snippet", "b.md", 1),
        ("unknown-slot", "c.md", 5),
    ]


def test_a_window_that_ends_before_it_starts_is_an_error_at_its_line(tmp_path: Path) -> None:
    found = find(tmp_path, a=with_body("x", valid="{from: 2022-02-02, until: 2022-02-01}"))
    assert one(found)[:4] == ("broken-snippet", "error", "a.md", 4)
    assert "ends before it starts" in found[0].message


def test_two_versions_valid_on_one_day_are_an_error_that_names_the_day(tmp_path: Path) -> None:
    found = find(
        tmp_path,
        a__1=with_body("One.", valid="{until: 2022-02-01}"),
        a__2=with_body("Two.", valid="{from: 2022-02-01}"),
    )
    assert one(found) == ("overlapping-windows", "error", "a@2.md", 1, 1)
    assert found[0].message == (
        "a@1.md is valid on 1 February 2022 too. End one before the other begins."
    )


def test_versions_without_any_window_overlap(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, a=with_body("One."), a__2=with_body("Two."))
    assert "on the same days" in finding.message


def test_a_slot_that_is_used_but_not_declared_is_an_error_at_its_line(tmp_path: Path) -> None:
    found = find(tmp_path, a=with_body("One.\n\nBy {{ how }}.\n", slots="{who: {ask: Who?}}"))
    assert one(found[:1]) == ("unknown-slot", "error", "a.md", 8, 7)
    assert "Did you mean “who”?" in found[0].message
    assert one(found[1:])[:2] == ("unused-slot", "warning")


def test_a_slot_that_is_not_declared_at_all_says_where_to_declare_it(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, a=with_body("By {{ who }}."))
    assert "Declare it under “slots”." in finding.message


def test_a_slot_that_is_never_used_is_a_warning(tmp_path: Path) -> None:
    found = find(tmp_path, a=with_body("One.", slots="{who: {ask: Who?}}"))
    assert one(found) == ("unused-slot", "warning", "a.md", 1, 1)


def test_more_of_jinja_than_slots_and_filters_is_an_error_at_its_line(tmp_path: Path) -> None:
    found = find(tmp_path, a=with_body("One.\n{% if x %}y{% endif %}\n"))
    assert one(found)[:4] == ("broken-snippet", "error", "a.md", 6)


@pytest.mark.parametrize("body", ["One.\nSays jane DOE.", "One.\nSays Jane Doe’s team."])
def test_a_person_is_an_error_where_the_name_stands(tmp_path: Path, body: str) -> None:
    found = find(tmp_path, ["Jane Doe"], a=with_body(body))
    assert one(found) == ("person-named", "error", "a.md", 6, 6)
    assert "take out “Jane Doe”, or name the role" in found[0].message


def test_a_name_inside_a_longer_word_is_no_person(tmp_path: Path) -> None:
    assert not find(tmp_path, ["Jane Do"], a=with_body("Jane Doe"))


def test_a_link_that_is_no_web_address_is_an_error_where_it_stands(tmp_path: Path) -> None:
    found = find(tmp_path, a=with_body("One.\n\nSee [this](www.example.org)."))
    assert one(found) == ("broken-link", "error", "a.md", 7, 12)


def test_nearly_the_same_text_under_another_name_is_a_warning(tmp_path: Path) -> None:
    found = find(tmp_path, a=with_body(f"{WORDS} end"), b=with_body(f"{WORDS} finish"))
    assert one(found) == ("duplicate-snippet", "warning", "b.md", 5, 1)
    assert "nearly the same as letters/a" in found[0].message


def test_versions_of_one_snippet_may_be_alike(tmp_path: Path) -> None:
    assert not find(
        tmp_path,
        a__1=with_body(WORDS, valid="{until: 2022-01-31}"),
        a__2=with_body(WORDS, valid="{from: 2022-02-01}"),
    )


def test_two_files_that_differ_only_in_case_are_an_error(tmp_path: Path) -> None:
    made = build(tmp_path / "house", snippets={"letters/a": FINE, "Letters/a": FINE})
    if len(list((made.folder / "boilerplate").iterdir())) < 2:
        return  # this file system cannot hold both
    rules = [(one.rule, one.severity) for one in find_in(made)]
    assert ("snippet-name", "error") in rules
    assert any("capitals only" in one.message for one in find_in(made))


@pytest.mark.parametrize("name", ["Plan", "my plan", "plan_b", "plän", "-plan", "plan.old"])
def test_a_name_that_answers_cannot_give_is_an_error(tmp_path: Path, name: str) -> None:
    made = build(tmp_path / "house", snippets={f"letters/{name}": FINE})
    (finding,) = find_in(made)
    assert (finding.rule, finding.place.line) == ("snippet-name", 1)
    assert "small letters, digits and hyphens" in finding.message


def test_an_unknown_theme_is_an_error_that_offers_the_right_one(tmp_path: Path) -> None:
    found = find(tmp_path, a=snippet("x", themes="[leters]"))
    assert one(found)[:3] == ("unknown-theme", "error", "a.md")
    assert "Did you mean “letters”?" in found[0].message


def test_a_snippet_without_a_theme_is_a_warning(tmp_path: Path) -> None:
    assert one(find(tmp_path, a=snippet("x")))[:2] == ("unknown-theme", "warning")


def test_a_snippet_of_5_mb_is_an_error_and_nothing_worse(tmp_path: Path) -> None:
    found = find(tmp_path, a=with_body("word " * 1_000_000), b=FINE)
    assert one(found)[:3] == ("broken-snippet", "error", "a.md")
    assert "larger than 2 MB" in found[0].message


def test_a_large_snippet_that_may_be_read_is_checked(tmp_path: Path) -> None:
    body = " ".join(f"w{number}" for number in range(100_000))
    found = find(tmp_path, a=with_body(body), b=with_body(f"{body} x"))
    assert [one.rule for one in found] == ["duplicate-snippet"]


def test_a_file_at_the_top_of_the_folder_is_no_snippet(tmp_path: Path) -> None:
    made = build(tmp_path / "house", snippets={"README": "# How to write snippets"})
    assert not find_in(made)


def test_uses_are_found_in_any_version_and_at_any_depth(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(
        "a:\n  - snippet: letters/plan\nitems:\n  - response:\n"
        "      - snippet: letters/plan@2\n      - {snippet: letters/plans}\n      - text: x\n"
    )
    other = tmp_path / "other.yaml"
    other.write_text("")
    places = [(place.line, place.column) for place in find_uses([path, other], "letters/plan")]
    assert places == [(2, 14), (5, 18)]
