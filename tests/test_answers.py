import datetime
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responder import answers, questionnaire
from responder.answers import Answer, Answers
from responder.errors import DataError, FileError, Finding
from responder.questionnaire import Questionnaire
from responder.relative import RelativeDay

FILE = Path("a.yaml")
COLOUR = "name: colour, type: choice, choices: [red, green]"
COLOURS = [{"name": "green", "title": "The green one", "aliases": ["lime"]}, {"name": "red"}]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("questions")


def questions(folder: Path, *asked: str) -> Questionnaire:
    """Return a questionnaire of optional questions, each given as what stands in its braces."""
    path = folder / "questionnaire.yaml"
    lines = "".join(f"  - {{ask: What?, required: no, {one}}}\n" for one in asked)
    path.write_text(f"title: t\nquestions:\n{lines}", "utf-8")
    return questionnaire.load(path, {"colours": COLOURS})


def read(text: str) -> Answers:
    return answers.read(f"template: visit\n{text}".encode(), FILE)


def resolve(asked: Questionnaire, text: str) -> tuple[dict[str, Answer], list[Finding]]:
    return answers.resolve(read(text), asked)


def value(asked: Questionnaire, text: str, name: str = "q") -> Any:
    """Return the value of one answer that has nothing wrong with it."""
    resolved, findings = resolve(asked, text)
    assert [str(finding) for finding in findings] == []
    return resolved[name].value


def wrong(asked: Questionnaire, text: str) -> list[str]:
    """Return what is wrong, without the file's name."""
    _, findings = resolve(asked, text)
    return [str(finding).removeprefix(f"{FILE}:") for finding in findings]


# Reading the file.


def test_answers_know_their_template_and_where_it_is_named() -> None:
    read = answers.read(b"# note\ntemplate: visit\n", FILE)
    assert read.template == "visit"
    assert str(read.template_place) == "a.yaml:2:11"


@pytest.mark.parametrize(
    "text", [b"area: x", b"template:\n", b"template: [visit]", b"template: {}"]
)
def test_answers_may_fail_to_name_a_template(text: bytes) -> None:
    assert answers.read(text, FILE).template == ""


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"",
            "a.yaml: The file holds no answers. Begin with a line “template: …”, or run the wiz",
        ),
        (b"# nothing yet\n", "a.yaml: The file holds no answers."),
        (b"- x\n", "a.yaml:1:1: Answers are lines “name: value”, not a list."),
        (b"area London South\n", "a.yaml:1:1: Answers are lines “name: value”, not text."),
        (b"area: \xff\n", "a.yaml:1:7: The text is not UTF-8."),
        (b"\xff\xfea\0:\0", "a.yaml:1:1: The text is not UTF-8."),
        (b"a: x\n---\nb: y", "a.yaml:3:1: A file holds one document only."),
        (b"\tarea: x", "a.yaml:1:1: There is a tab where spaces are expected."),
        (b"a: " + b"[" * 1000, "a.yaml:1:53: Lists are nested too deeply."),
        (b"a: \x07", "a.yaml:1:4: The character U+0007 cannot be printed."),
        (b"a: " + b"x" * 10_000_000, "a.yaml: It is larger than 2 MB."),
    ],
)
def test_what_holds_no_answers_is_refused(data: bytes, message: str) -> None:
    with pytest.raises((DataError, FileError)) as refused:
        answers.read(data, FILE)
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("name", [".", "none.yaml"])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError):
        answers.load(tmp_path / name)


def test_a_file_from_windows_is_read_like_any_other(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufefftemplate: visit\r\nq: |-\r\n  one\r\n  two\r\n".encode())
    resolved, findings = answers.resolve(
        answers.load(path), questions(folder, "name: q, type: prose")
    )
    assert (resolved["q"].value, findings) == ("one\ntwo", [])


# Values.


@pytest.mark.parametrize("text", ["no", "012", "12:30", "1.10", "null", "2022-02-17", "1_000", "~"])
@pytest.mark.parametrize("kind", ["line", "prose"])
def test_text_stays_what_the_user_typed(folder: Path, kind: str, text: str) -> None:
    assert value(questions(folder, f"name: q, type: {kind}"), f"q: {text}") == text


@pytest.mark.parametrize(
    ("keys", "text", "expected"),
    [
        ("type: date", "2022-02-17", datetime.date(2022, 2, 17)),
        ("type: date", "17 February 2022", datetime.date(2022, 2, 17)),
        ("type: number", "1.10", Decimal("1.10")),
        ("type: yes-no", "no", False),
        ("type: choice, choices: [yes, no]", "No", "no"),
        ("type: choice, choices: {from: house.colours}", "LIME", "green"),
        ("type: choice, choices: {from: house.colours}", "the green one", "green"),
        ("type: choices, choices: {from: house.colours}", "[red, Lime]", ["red", "green"]),
    ],
)
def test_a_value_is_read_as_its_question_s_type(
    folder: Path, keys: str, text: str, expected: Any
) -> None:
    assert value(questions(folder, f"name: q, {keys}"), f"q: {text}") == expected


@pytest.mark.parametrize(
    ("keys", "text", "expected"),
    [
        ("line", '["1.10", 1.20, no]', ["1.10", "1.20", "no"]),
        ("prose", "[a, b]", ["a", "b"]),
        ("date", "[2022-02-17]", [datetime.date(2022, 2, 17)]),
        ("number", "[1, 2.50]", [Decimal("1"), Decimal("2.50")]),
        ("choice, choices: {from: house.colours}", "[Lime]", ["green"]),
    ],
)
def test_a_list_can_be_of_plain_values(
    folder: Path, keys: str, text: str, expected: list[Any]
) -> None:
    entries = value(questions(folder, f"name: q, type: list, of: {keys}"), f"q: {text}")
    assert [entry.value for entry in entries] == expected
    assert [entry.path for entry in entries] == [f"q[{index}]" for index in range(len(expected))]


def test_a_group_holds_the_answers_to_its_questions(folder: Path) -> None:
    asked = questions(folder, "name: q, type: group, questions: [{name: name, ask: Who?}]")
    group = value(asked, "q: {name: Alex}")
    assert (group["name"].path, group["name"].value) == ("q.name", "Alex")


def test_a_list_holds_answers_for_each_entry(folder: Path) -> None:
    asked = questions(folder, "name: q, type: list, questions: [{name: text, ask: What?}]")
    entries = value(asked, "q:\n  - text: one\n  - text: two\n")
    assert [entry.value["text"].value for entry in entries] == ["one", "two"]
    assert [entry.value["text"].path for entry in entries] == ["q[0].text", "q[1].text"]
    assert entries[1].value["text"].node.place.line == 4


def test_a_passage_is_a_text_or_a_snippet_with_values(folder: Path) -> None:
    asked = questions(folder, "name: q, type: passages")
    text = "q:\n  - text: One.\n  - snippet: a/b\n  - {snippet: a/b@2022-02, values: {x: y}}\n"
    first, second, third = value(asked, text)
    assert (first.path, first.text, first.snippet) == ("q[0]", "One.", "")
    assert (second.path, second.text, second.snippet, second.version) == ("q[1]", "", "a/b", "")
    assert (third.snippet, third.version, third.values.plain()) == ("a/b", "2022-02", {"x": "y"})


@pytest.mark.parametrize("blank", ["", "''", "' '", "[]", "{}"])
@pytest.mark.parametrize(
    "keys",
    [
        *("type: line", "type: prose", "type: date", "type: number, min: 1", "type: yes-no"),
        *("type: choice, choices: [a]", "type: choices, choices: [a], min: 1"),
        *("type: list, of: line, min: 1", "type: passages, min: 1"),
        "type: group, questions: [{name: a, ask: b}]",
    ],
)
def test_a_blank_is_no_answer(folder: Path, keys: str, blank: str) -> None:
    resolved, findings = resolve(questions(folder, f"name: q, {keys}"), f"q: {blank}")
    assert (resolved["q"].state, findings) == ("absent", [])


# Dates that count from others.

DATED = ("name: published, type: date", "name: q, type: date, max: 2020-12-31")


def test_a_date_may_count_from_an_earlier_one(folder: Path) -> None:
    text = "published: 17 July 2019\nq: 6 months after published"
    found = value(questions(folder, *DATED), text)
    assert (found, type(found)) == (datetime.date(2020, 1, 17), RelativeDay)


def test_a_date_may_count_from_one_that_counts_itself(folder: Path) -> None:
    asked = questions(folder, "name: seen, type: date", *DATED)
    text = "seen: 2019-07-01\npublished: 2 weeks after seen\nq: 1 year after published"
    assert value(asked, text) == datetime.date(2020, 7, 15)


def test_a_date_may_count_from_a_default(folder: Path) -> None:
    asked = questions(folder, f"{DATED[0]}, default: 2019-07-17", DATED[1])
    assert value(asked, "q: 1 day before published") == datetime.date(2019, 7, 16)


def test_the_dates_of_a_list_may_count_from_an_earlier_one(folder: Path) -> None:
    asked = questions(folder, DATED[0], "name: q, type: list, of: date")
    entries = value(asked, "published: 2019-07-17\nq: [2020-01-01, 1 month after published]")
    assert [entry.value for entry in entries] == [
        datetime.date(2020, 1, 1),
        datetime.date(2019, 8, 17),
    ]


def test_a_date_counts_from_the_nearest_of_that_name(folder: Path) -> None:
    inner = "{name: published, ask: a, type: date, required: no}, {name: by, ask: b, type: date}"
    asked = questions(
        folder, DATED[0], f"name: items, type: list, questions: [{inner}]", "name: q, type: date"
    )
    text = "published: 2019-07-17\nitems:\n  - {published: 2022-01-31, by: 1 month after published}"
    resolved, findings = resolve(asked, f"{text}\nq: 1 day after published")
    assert not findings
    assert resolved["items"].value[0].value["by"].value == datetime.date(2022, 2, 28)
    assert resolved["q"].value == datetime.date(2019, 7, 18)


def test_a_date_in_a_list_may_count_from_one_around_it(folder: Path) -> None:
    inner = "{name: acts, ask: a, type: list, questions: [{name: by, ask: b, type: date}]}"
    deadline = "{name: deadline, ask: a, type: date}"
    asked = questions(folder, f"name: items, type: list, questions: [{deadline}, {inner}]")
    text = "items: [{deadline: 2022-01-31, acts: [{by: 4 weeks before deadline}]}]"
    resolved, findings = resolve(asked, text)
    assert not findings
    (act,) = resolved["items"].value[0].value["acts"].value
    assert act.value["by"].value == datetime.date(2022, 1, 3)


def test_a_condition_sees_the_day_that_was_counted(folder: Path) -> None:
    asked = questions(folder, *DATED, "name: r, when: {q: 2020-01-17}")
    text = "published: 2019-07-17\nq: 6 months after published\nr: x"
    assert value(asked, text, "r") == "x"


@pytest.mark.parametrize(
    "base", ["", "published:\n", "published: 2026-02-30\n", "published: 6 months after x\n"]
)
def test_a_date_that_counts_from_no_answer_is_missing(folder: Path, base: str) -> None:
    resolved, findings = resolve(questions(folder, *DATED), f"{base}q: 6 months after published")
    assert (resolved["q"].state, resolved["q"].value) == ("missing", None)
    message = "“q” counts from “published”, which has no answer."
    assert (findings[-1].rule, findings[-1].severity, findings[-1].message) == (
        *("missing", "error"),
        message,
    )
    assert findings[-1].place.column == 4


def test_a_date_that_counts_from_a_hidden_one_is_missing(folder: Path) -> None:
    asked = questions(folder, COLOUR, f"{DATED[0]}, when: {{colour: red}}", DATED[1])
    text = "colour: green\npublished: 2019-07-17\nq: 6 months after published"
    assert "4:4: error missing: “q” counts from “published”" in wrong(asked, text)[-1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "6 months after publishd",
            "No date called “publishd” is asked for before this one. Did you mean “published”?",
        ),
        ("6 months after q", "No date called “q” is asked for before this one. Known here: publi"),
        ("6 months after later", "No date called “later” is asked for before this one."),
        ("6 months after colour", "No date called “colour” is asked for before this one."),
        ("six months after published", "“six months after published” is no day. Write it as “6 mo"),
        ("2 years after published", "A day up to 31 December 2020 is expected here, not 17 July"),
        ("9999 years after published", "There is no such day as 9999 years after 2019-07-17."),
    ],
)
def test_a_date_that_counts_wrongly_is_named_with_what_to_do(
    folder: Path, text: str, message: str
) -> None:
    asked = questions(folder, COLOUR, *DATED, "name: later, type: date")
    (found,) = wrong(asked, f"published: 2019-07-17\nlater: 2020-01-01\nq: {text}")
    assert found.startswith(f"4:4: error wrong-type: {message}")


# Defaults and what is missing.


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("default: words", "words"),
        ("type: prose, default: words", "words"),
        ("type: date, default: 2022-02-17", datetime.date(2022, 2, 17)),
        ("type: number, default: 1.10", Decimal("1.10")),
        ("type: yes-no, default: no", False),
        ("type: choice, choices: [no], default: NO", "no"),
        ("type: choices, choices: [a, b], default: [B]", ["b"]),
        ("type: choices, choices: [a, b], default: []", []),
    ],
)
def test_a_default_is_the_answer_where_none_is_given(
    folder: Path, keys: str, expected: Any
) -> None:
    asked = questions(folder, f"name: q, {keys}")
    resolved, findings = resolve(asked, "q:\n")
    assert (resolved["q"].state, resolved["q"].value, findings) == ("default", expected, [])


def test_an_answer_goes_before_the_default(folder: Path) -> None:
    assert value(questions(folder, "name: q, type: yes-no, default: yes"), "q: no") is False


def required(folder: Path, text: str) -> Questionnaire:
    path = folder / "questionnaire.yaml"
    path.write_text(f"title: t\nquestions:\n{text}", "utf-8")
    return questionnaire.load(path, {})


def test_a_required_answer_is_missed_with_its_question(folder: Path) -> None:
    asked = required(folder, "  - {name: area, ask: Which area?}")
    assert wrong(asked, "") == ["1:1: error missing: “area” has no answer: Which area?"]


def test_a_blank_answer_is_missed_where_it_should_stand(folder: Path) -> None:
    asked = required(folder, "  - {name: area, ask: Which area?}")
    assert wrong(asked, "\narea:\n")[0].startswith("3:6: error missing: ")


def test_answers_are_missed_inside_the_entry_that_lacks_them(folder: Path) -> None:
    asked = questions(folder, "name: q, type: list, questions: [{name: text, ask: What?}]")
    expected = ["3:5: error missing: “text” has no answer: What?"]
    assert wrong(asked, "q:\n  - {}\n  - text: x\n") == expected


def test_a_group_left_out_misses_nothing(folder: Path) -> None:
    asked = questions(folder, "name: q, type: group, questions: [{name: a, ask: b}]")
    resolved, findings = resolve(asked, "")
    assert (resolved["q"].state, findings) == ("absent", [])
    assert resolved["q"].value["a"].state == "absent"


def test_a_group_that_is_begun_must_be_complete(folder: Path) -> None:
    inner = "{name: a, ask: b}, {name: c, ask: d}"
    asked = questions(folder, f"name: q, type: group, questions: [{inner}]")
    assert wrong(asked, "q:\n  a: x\n") == ["3:3: error missing: “c” has no answer: d"]


def test_a_group_in_a_group_left_out_misses_nothing(folder: Path) -> None:
    inner = "{name: r, ask: b, type: group, questions: [{name: a, ask: b}]}"
    asked = questions(folder, f"name: q, type: group, questions: [{inner}]")
    assert wrong(asked, "") == []


def test_a_required_group_misses_what_is_required_in_it(folder: Path) -> None:
    asked = required(
        folder,
        "  - name: q\n    ask: a\n    type: group\n"
        "    questions: [{name: a, ask: Which?}, {name: b, ask: c, required: no}]",
    )
    assert wrong(asked, "") == ["1:1: error missing: “a” has no answer: Which?"]


WANTED = "  - {name: owner, ask: Who owns it?, wanted: yes}"


@pytest.mark.parametrize("text", ["", "\nowner:\n"])
def test_a_wanted_answer_that_is_not_given_is_a_warning(folder: Path, text: str) -> None:
    place = "3:7" if text else "1:1"
    expected = f"{place}: warning wanted: “owner” is not given: Who owns it?"
    assert wrong(required(folder, WANTED), text) == [expected]


def test_a_wanted_answer_is_missed_in_each_entry_that_lacks_it(folder: Path) -> None:
    inner = "{name: what, ask: a}, {name: owner, ask: Who?, wanted: yes}"
    asked = questions(folder, f"name: q, type: list, questions: [{inner}]")
    expected = ["3:5: warning wanted: “owner” is not given: Who?"]
    assert wrong(asked, "q:\n  - what: x\n  - {what: y, owner: z}\n") == expected


@pytest.mark.parametrize(
    ("keys", "answer"), [("default: x", ""), ("when: {sure: yes}", ""), ("", "owner: x")]
)
def test_a_wanted_answer_is_not_missed_where_it_is_given_or_not_asked(
    folder: Path, keys: str, answer: str
) -> None:
    sure = "  - {name: sure, ask: a, type: yes-no, default: no}\n"
    asked = required(folder, f"{sure}  - {{name: owner, ask: a, wanted: yes, {keys}}}")
    assert wrong(asked, answer) == []


def test_a_wanted_group_is_missed_as_a_whole(folder: Path) -> None:
    inner = "{name: name, ask: b}, {name: role, ask: c, wanted: yes}"
    text = f"  - {{name: q, ask: Who leads?, type: group, wanted: yes, questions: [{inner}]}}"
    asked = required(folder, text)
    assert wrong(asked, "") == ["1:1: warning wanted: “q” is not given: Who leads?"]
    expected = ["2:4: warning wanted: “role” is not given: c"]
    assert wrong(asked, "q: {name: x}") == expected
    assert [one.partition(": ")[2][:16] for one in wrong(asked, "q: x")] == ["error wrong-type"]


def test_a_wanted_answer_in_a_group_left_out_is_not_missed(folder: Path) -> None:
    inner = "{name: a, ask: b, wanted: yes}"
    assert wrong(questions(folder, f"name: q, type: group, questions: [{inner}]"), "") == []


# What is wrong, and where.


@pytest.mark.parametrize(
    ("keys", "text", "message"),
    [
        ("type: line", "[x]", "2:4: error wrong-type: One value is expected here, not a list."),
        ("type: line", "{x: y}", "2:4: error wrong-type: One value is expected here, not lines"),
        ("type: line", "|-\n  a\n  b", "2:4: error wrong-type: One line is expected here, but"),
        ("type: line, max: 2", "abc", "2:4: error wrong-type: At most 2 characters belong here"),
        ("type: line, pattern: a+", "b", "2:4: error wrong-type: It does not have the form"),
        ("type: date", "2026-02-30", "2:4: error wrong-type: There is no such day as 2026-02-30."),
        ("type: date", "soon", "2:4: error wrong-type: “soon” is not a date such as 2022-02-17"),
        ("type: number", "a few", "2:4: error wrong-type: “a few” is not a number such as 12"),
        ("type: number, max: 5", "6", "2:4: error wrong-type: At most 5 is expected here"),
        ("type: yes-no", "maybe", "2:4: error wrong-type: “maybe” is neither yes nor no."),
        ("type: choice, choices: [red]", "rd", "2:4: error wrong-type: “rd” is not one of the"),
        ("type: choices, choices: [red]", "red", "2:4: error wrong-type: A list is expected here"),
        (
            "type: choices, choices: [red]",
            "[red, rd]",
            "2:10: error wrong-type: “rd” is not one of",
        ),
        (
            "type: choices, choices: [red]",
            "[[red]]",
            "2:5: error wrong-type: One value is expected",
        ),
        (
            "type: choices, choices: [a, b], max: 1",
            "[a, b]",
            "2:4: error wrong-type: At most 1 ent",
        ),
        ("type: list, of: line", "x", "2:4: error wrong-type: A list is expected here, with “- ”"),
        ("type: list, of: date", "[2022-02-17, x]", "2:17: error wrong-type: “x” is not a date"),
        ("type: list, of: line, min: 2", "[x]", "2:4: error wrong-type: At least 2 entries belong"),
        ("type: list, of: line, each: point", "[x, '']", "2:8: error missing: This point is empty"),
        (
            "type: group, questions: [{name: a, ask: b}]",
            "x",
            "2:4: error wrong-type: Names such as",
        ),
        ("type: group, questions: [{name: a, ask: b}]", "[x]", "2:4: error wrong-type: Names such"),
        (
            "type: list, each: issue, questions: [{name: a, ask: b}, {name: c, ask: d}]",
            "[x]",
            "2:5: error wrong-type: This issue is text; give it names such as a, c.",
        ),
        ("type: passages", "x", "2:4: error wrong-type: A list is expected here, with “- ”"),
        ("type: passages", "[x]", "2:5: error wrong-type: A passage is written “- text: …” or"),
        ("type: passages", "[{text: ''}]", "2:5: error wrong-type: The text is empty."),
        ("type: passages", "[{snippet: }]", "2:5: error wrong-type: The snippet is empty."),
        (
            "type: choices, choices: [red, green]",
            "[red, green, Red]",
            "2:17: error wrong-type: “red” is chosen twice.",
        ),
        ("type: passages", "[{}]", "2:5: error wrong-type: A passage has either a “text” or a"),
        (
            "type: passages",
            "[{text: x, snippet: y}]",
            "2:5: error wrong-type: A passage has either",
        ),
        ("type: passages", "[{text: [x]}]", "2:12: error wrong-type: One value is expected here"),
        ("type: passages", "[{snippet: {x: y}}]", "2:15: error wrong-type: One value is expected"),
        ("type: passages", "[{snippet: x, values: y}]", "2:26: error wrong-type: Values are lines"),
        ("type: passages", "[{text: x, values: {y: z}}]", "2:23: error wrong-type: Only a snippet"),
        ("type: passages", "[{snippet: x, origin: y}]", "2:26: error wrong-type: Only typed text"),
        ("type: passages", "[{text: x, origin: [y]}]", "2:23: error wrong-type: One value is"),
        (
            "type: passages",
            "[{txt: x, text: y}]",
            "2:6: error unknown-name: A passage has no “txt”",
        ),
    ],
)
def test_a_wrong_answer_is_found_at_its_place(
    folder: Path, keys: str, text: str, message: str
) -> None:
    found = wrong(questions(folder, f"name: q, {keys}"), f"q: {text}")
    assert len(found) == 1
    assert found[0].startswith(message)


def test_an_unknown_name_is_found_with_the_nearest_one(folder: Path) -> None:
    expected = ["2:1: error unknown-name: “aera” is not asked here. Did you mean “area”?"]
    assert wrong(questions(folder, "name: area"), "aera: x") == expected


def test_an_unknown_name_is_found_in_a_group_too(folder: Path) -> None:
    asked = questions(folder, "name: q, type: group, questions: [{name: a, ask: b}]")
    found = wrong(asked, "q: {a: x, template: y}")
    assert found == ["2:11: error unknown-name: “template” is not asked here. Known here: a."]


def test_a_name_given_twice_is_found_with_both_lines(folder: Path) -> None:
    expected = "3:1: error duplicate-key: “q” stands here a second time; the first is on line 2."
    assert wrong(questions(folder, "name: q"), "q: x\nq: y\n") == [expected]


def test_everything_wrong_is_found_at_once_in_the_order_of_the_lines(folder: Path) -> None:
    asked = questions(
        folder,
        "name: day, type: date",
        "name: count, type: number",
        "name: items, type: list, questions: [{name: text, ask: What?}]",
    )
    text = (
        "count: many\nday: 2026-02-30\ncount: 3\ncolour: red\n"
        'items:\n  - txt: x\n  - text: "\\x07"\n  - text: !b c\n'
    )
    rules = [(one.place.line, one.rule) for one in resolve(asked, text)[1]]
    assert rules == [
        (2, "wrong-type"),
        (3, "wrong-type"),
        (4, "duplicate-key"),
        (5, "unknown-name"),
        (7, "unknown-name"),
        (7, "missing"),
        (8, "control-character"),
        (8, "missing"),
        (9, "tag"),
    ]


# Answers to another template.

ELSEWHERE = {"earlier": "Follow-up", "items.deadline": "Follow-up", "leader.role": "A visit"}
HERE = (
    "name: early",
    "name: items, type: list, questions: [{name: text, ask: a}]",
    "name: leader, type: group, questions: [{name: name, ask: a}]",
)


def told(asked: Questionnaire, text: str) -> list[str]:
    """Return what is said of answers where other templates ask some questions, too."""
    _, findings = answers.resolve(read(text), asked, lambda: ELSEWHERE)
    return [str(finding).removeprefix(f"{FILE}:") for finding in findings]


@pytest.mark.parametrize(
    ("text", "place", "name"),
    [
        ("earlier: x", "2:1", "earlier"),
        ("earlier: [{a: {b: c}}]", "2:1", "earlier"),
        ("items: [{text: x}, {text: y, deadline: z}]", "2:30", "deadline"),
        ("leader: {name: x, role: y}", "2:19", "role"),
    ],
)
def test_an_answer_that_another_template_asks_is_kept(
    folder: Path, text: str, place: str, name: str
) -> None:
    title = "A visit" if name == "role" else "Follow-up"
    message = f"“{name}” is kept but not used: it belongs to “{title}”."
    assert told(questions(folder, *HERE), text) == [f"{place}: advice unused-answer: {message}"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("erly: x", "2:1: error unknown-name: “erly” is not asked here. Did you mean “early”?"),
        ("deadline: x", "2:1: error unknown-name: “deadline” is not asked here."),
        ("items: [{text: x, earlier: y}]", "2:19: error unknown-name: “earlier” is not asked"),
        ("items.deadline: x", "2:1: error unknown-name: “items.deadline” is not asked here."),
        ("leader: {name: x, items.deadline: y}", "2:19: error unknown-name: “items.deadline” is"),
        ("items[0].deadline: x", "2:1: error unknown-name: “items[0].deadline” is not asked"),
    ],
)
def test_a_name_that_no_template_asks_there_is_an_error(
    folder: Path, text: str, message: str
) -> None:
    (said,) = told(questions(folder, *HERE), text)
    assert said.startswith(message)


def test_other_templates_are_asked_once_and_only_for_an_unknown_name(folder: Path) -> None:
    calls = []

    def elsewhere() -> dict[str, str]:
        calls.append(1)
        return ELSEWHERE

    asked = questions(folder, *HERE)
    answers.resolve(read("early: x\nitems: [{text: x}]"), asked, elsewhere)
    assert not calls
    answers.resolve(read("earlier: x\nitems: [{deadline: x}, {deadline: x}]"), asked, elsewhere)
    assert len(calls) == 1


# Conditions.


@pytest.mark.parametrize(("text", "state"), [("red", "given"), ("green", "hidden"), ("", "hidden")])
def test_a_condition_hides_a_question(folder: Path, text: str, state: str) -> None:
    asked = questions(folder, COLOUR, "name: q, when: {colour: red}")
    assert resolve(asked, f"colour: {text}\nq: x")[0]["q"].state == state


def test_a_hidden_answer_is_said_to_be_kept(folder: Path) -> None:
    asked = questions(folder, COLOUR, "name: q, when: {colour: red}")
    message = "“q” is kept but not used: it is asked only if “colour” is “red”."
    assert wrong(asked, "colour: green\nq: x") == [f"3:4: advice unused-answer: {message}"]


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("{colour: [red, green]}", "“colour” is “red” or “green”"),
        ("{colour: {not: red}}", "“colour” is not “red”"),
        ("{colour: {not: [red, green]}}", "“colour” is not “red” or “green”"),
    ],
)
def test_a_hidden_answer_says_when_it_would_be_asked(folder: Path, when: str, said: str) -> None:
    asked = questions(folder, COLOUR, f"name: q, when: {when}")
    answer = "red" if "not" in when else ""
    assert wrong(asked, f"colour: {answer}\nq: x")[-1].endswith(f"it is asked only if {said}.")


@pytest.mark.parametrize("blank", ["", "[]", "{}"])
def test_a_hidden_question_without_an_answer_is_not_mentioned(folder: Path, blank: str) -> None:
    asked = questions(folder, COLOUR, "name: q, type: list, of: line, when: {colour: red}")
    assert wrong(asked, f"colour: green\nq: {blank}") == []


def test_a_hidden_question_is_not_missed(folder: Path) -> None:
    asked = required(
        folder,
        "  - {name: more, ask: a, type: yes-no}\n"
        "  - {name: q, ask: b, when: {more: yes}}\n"
        "  - {name: r, ask: b, when: {more: yes}, default: x}\n",
    )
    resolved, findings = resolve(asked, "more: no")
    assert (resolved["q"].state, resolved["r"].state, findings) == ("hidden", "hidden", [])
    assert resolved["r"].value is None


def test_a_hidden_answer_counts_as_not_given(folder: Path) -> None:
    asked = questions(
        folder,
        COLOUR,
        "name: shade, type: choice, choices: [dark, light], when: {colour: red}",
        "name: q, when: {shade: dark}",
        "name: r, when: {shade: {not: dark}}",
    )
    resolved, _ = resolve(asked, "colour: green\nshade: dark\nq: x\nr: y")
    assert (resolved["q"].state, resolved["r"].state) == ("hidden", "given")


def test_a_wrong_answer_counts_as_not_given(folder: Path) -> None:
    asked = questions(folder, COLOUR, "name: q, when: {colour: red}")
    assert resolve(asked, "colour: rid\nq: x")[0]["q"].state == "hidden"


def test_a_default_counts_as_given(folder: Path) -> None:
    asked = questions(folder, f"{COLOUR}, default: red", "name: q, when: {colour: red}")
    assert resolve(asked, "q: x")[0]["q"].state == "given"


def test_a_condition_in_a_group_means_the_nearest_question(folder: Path) -> None:
    inner = (
        "{name: colour, ask: a, type: choice, choices: [red, green], required: no},"
        " {name: q, ask: b, when: {colour: red}}"
    )
    asked = questions(folder, COLOUR, f"name: g, type: group, questions: [{inner}]")
    resolved, _ = resolve(asked, "colour: green\ng: {colour: red, q: x}")
    assert resolved["g"].value["q"].state == "given"
    resolved, _ = resolve(asked, "colour: red\ng: {colour: green, q: x}")
    assert resolved["g"].value["q"].state == "hidden"


def test_a_condition_in_a_list_may_ask_for_an_outer_question(folder: Path) -> None:
    inner = "{name: g, ask: a, type: group, questions: [{name: q, ask: b, when: {colour: red}}]}"
    asked = questions(folder, COLOUR, f"name: items, type: list, questions: [{inner}]")
    for colour, state in (("red", "given"), ("green", "hidden")):
        resolved, _ = resolve(asked, f"colour: {colour}\nitems: [{{g: {{q: x}}}}]")
        assert resolved["items"].value[0].value["g"].value["q"].state == state


def test_each_entry_of_a_list_has_its_own_conditions(folder: Path) -> None:
    inner = "{name: more, ask: a, type: yes-no}, {name: q, ask: b, when: {more: yes}}"
    asked = questions(folder, f"name: items, type: list, questions: [{inner}]")
    resolved, _ = resolve(asked, "items: [{more: yes, q: x}, {more: no}]")
    assert [entry.value["q"].state for entry in resolved["items"].value] == ["given", "hidden"]


def test_questions_inside_a_hidden_group_are_hidden_too(folder: Path) -> None:
    inner = "{name: a, ask: b}, {name: r, ask: b, type: group, questions: [{name: c, ask: d}]}"
    asked = questions(
        folder, COLOUR, f"name: q, type: group, when: {{colour: red}}, questions: [{inner}]"
    )
    resolved, findings = resolve(asked, "colour: green")
    assert not findings
    assert {one.state for one in answers.walk({"q": resolved["q"]})} == {"hidden"}


# Walking.


def test_a_walk_meets_outer_answers_before_those_inside_them(folder: Path) -> None:
    asked = questions(
        folder,
        "name: a, type: group, questions: [{name: b, ask: c}]",
        "name: items, type: list, questions: [{name: parts, ask: c, type: list, of: line}]",
    )
    resolved, _ = resolve(asked, "a: {b: x}\nitems: [{parts: [y, z]}]")
    paths = [answer.path for answer in answers.walk(resolved)]
    expected = ["a", "a.b", "items", "items[0]", "items[0].parts"]
    assert paths == [*expected, "items[0].parts[0]", "items[0].parts[1]"]


# Whatever is written.

ASKED = """\
  - {name: line, ask: a}
  - {name: prose, ask: a, type: prose, max: 20}
  - {name: day, ask: a, type: date, min: 2000-01-01}
  - {name: number, ask: a, type: number, max: 10}
  - {name: sure, ask: a, type: yes-no}
  - {name: colour, ask: a, type: choice, choices: [red, green]}
  - {name: colours, ask: a, type: choices, choices: [red, green], min: 1}
  - {name: points, ask: a, type: list, of: number, max: 2}
  - {name: passages, ask: a, type: passages, when: {colours: {not: red}}}
  - name: group
    ask: a
    type: group
    questions:
      - {name: line, ask: a, when: {sure: yes}}
      - name: items
        ask: a
        type: list
        questions:
          - {name: colour, ask: a, type: yes-no}
          - {name: line, ask: a, type: date, when: {colour: no, number: [1, 2]}}
"""
NAMES = ["line", "prose", "day", "number", "sure", "colour", "colours", "points", "passages"]
NAMES += ["group", "items", "text", "snippet", "values", "template", "x"]
WORDS = ["", " ", "x", "yes", "no", "red", "1", "99", "2022-02-17", "2026-02-30", "a/b@", "@", "\n"]
WORDS += ["6 months after day", "1 day before line"]
TREES = st.recursive(
    st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["C", "Z"]), max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5)
    ),
    max_leaves=25,
)


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(NAMES), TREES))
def test_any_tree_is_resolved_with_findings_inside_the_file(
    folder: Path, tree: dict[str, Any]
) -> None:
    text = json.dumps({"template": "visit", **tree}, indent=1, ensure_ascii=False)
    read = answers.read(text.encode(), FILE)
    resolved, findings = answers.resolve(read, required(folder, ASKED))
    lines = text.splitlines()
    assert all(1 <= finding.place.line <= len(lines) for finding in findings)
    assert list(resolved) == NAMES[:10]
    assert all(answer.node.place.file == str(FILE) for answer in answers.walk(resolved))


@given(st.binary(max_size=60))
def test_any_bytes_are_answers_or_refused(folder: Path, data: bytes) -> None:
    try:
        read = answers.read(b"a: " + data, FILE)
        findings = answers.resolve(read, questions(folder, "name: a"))[1]
        places = [finding.place for finding in findings]
    except (DataError, FileError) as error:
        places = [error.place] if error.place else []
        assert places
    assert all(place.file == str(FILE) for place in places)
