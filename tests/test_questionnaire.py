import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder import house, nodes, questionnaire
from responder.errors import DataError, ResponderError
from responder.questionnaire import Questionnaire
from responder.questions import Choice, Question

ROOT = Path(__file__).parent.parent
HOUSE: dict[str, Any] = {
    "areas": [
        {"name": "London South", "aliases": ["South London"]},
        {"id": "nw", "name": "North West", "title": "CPS North West", "help": "Manchester."},
    ],
    "ratings": ["Good", "Poor"],
    "scales": {"old": ["A", "B"], "new": []},
    "language": "en-GB",
    "nested": [["A"]],
    "nameless": [{"title": "A"}],
    "odd": [{"name": "A", "aliases": "B"}],
    "alike": [{"name": "a", "aliases": ["b"]}, {"name": "b", "title": "B"}],
    "own": [{"name": "a", "title": "A", "aliases": ["a"]}],
    "odder": [{"name": ["A"]}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def load(folder: Path, text: str) -> Questionnaire:
    path = folder / "questionnaire.yaml"
    path.write_text(text, "utf-8")
    return questionnaire.load(path, HOUSE)


def ask(folder: Path, *questions: str) -> list[Question]:
    """Return the questions of a questionnaire, each given as what stands in its braces."""
    lines = "".join(f"  - {{{one}}}\n" for one in questions)
    return load(folder, f"title: A visit\nquestions:\n{lines}").questions


def refuse(folder: Path, *questions: str) -> str:
    """Return why the questions are refused, from the line and column on."""
    with pytest.raises(DataError) as refused:
        ask(folder, *questions)
    return str(refused.value).removeprefix(f"{folder / 'questionnaire.yaml'}:")


def refuse_text(folder: Path, text: str) -> str:
    with pytest.raises(DataError) as refused:
        load(folder, text)
    return str(refused.value).removeprefix(f"{folder / 'questionnaire.yaml'}:")


# What is right.


def test_a_question_needs_a_name_and_words_and_is_a_required_line(folder: Path) -> None:
    assert ask(folder, "name: area, ask: Which?") == [Question(name="area", ask="Which?")]


@pytest.mark.parametrize("keys", ["wanted: yes", "required: no, wanted: TRUE"])
def test_a_wanted_question_is_not_required(folder: Path, keys: str) -> None:
    (asked,) = ask(folder, f"name: area, ask: Which?, {keys}")
    assert (asked.wanted, asked.required) == (True, False)


def test_every_key_of_a_question_is_read(folder: Path) -> None:
    (asked,) = ask(
        folder,
        "name: code, ask: Which?, type: line, help: Short., required: no, default: ab, min: 1,"
        " max: 3, pattern: '[a-z]+', example: abc",
    )
    assert asked == Question(
        name="code",
        ask="Which?",
        help="Short.",
        required=False,
        default="ab",
        min="1",
        max="3",
        pattern="[a-z]+",
        example="abc",
    )


@pytest.mark.parametrize(
    "keys",
    [
        "type: line",
        "type: prose, min: 10, max: 500, default: Some words",
        "type: date, min: 2022-01-01, max: 31 December 2022, default: 2022-06-30",
        "type: number, min: -0.5, max: 99.5, default: 12",
        "type: yes-no, default: no",
        "type: choice, choices: [yes, no], default: no",
        "type: choices, choices: [red, green], default: [red], max: 2",
        "type: choices, choices: [red, green], default: []",
        "type: group, questions: [{name: a, ask: b}]",
        "type: list, each: issue, min: 1, max: 20, questions: [{name: a, ask: b}]",
        "type: list, of: line, pattern: '[0-9.]+'",
        "type: list, of: prose",
        "type: list, of: date",
        "type: list, of: number",
        "type: list, of: choice, choices: {from: house.ratings}",
        "type: passages, min: 1, max: 6",
    ],
)
def test_every_type_of_the_design_can_be_asked(folder: Path, keys: str) -> None:
    assert ask(folder, f"name: q, ask: What?, {keys}")


def test_a_questionnaire_knows_its_file(folder: Path) -> None:
    assert load(folder, "title: t\nquestions: []").file == str(folder / "questionnaire.yaml")


def test_the_publication_date_is_the_answer_to_a_question_of_type_date(folder: Path) -> None:
    text = "title: t\npublished: day\nquestions: [{name: day, ask: When?, type: date}]"
    assert load(folder, text).published == "day"


@pytest.mark.parametrize("path", sorted((ROOT / "templates").glob("*/questionnaire.yaml")))
def test_a_published_questionnaire_has_no_faults(path: Path) -> None:
    assert questionnaire.load(path, house.load(ROOT).data).questions


# Choices.


def options(folder: Path, key: str) -> tuple[Choice, ...]:
    (asked,) = ask(folder, f"name: q, ask: What?, type: choice, choices: {{from: {key}}}")
    return asked.options


def test_choices_can_be_listed(folder: Path) -> None:
    (asked,) = ask(folder, "name: q, ask: What?, type: choice, choices: [no, 012, 1.10]")
    assert asked.options == (Choice("no"), Choice("012"), Choice("1.10"))


def test_choices_can_come_from_a_list_of_texts(folder: Path) -> None:
    assert options(folder, "house.ratings") == (Choice("Good"), Choice("Poor"))


def test_choices_can_come_from_a_list_of_things_with_names(folder: Path) -> None:
    assert options(folder, "house.areas") == (
        Choice("London South", "", ("South London",), ""),
        Choice("nw", "CPS North West", (), "Manchester."),
    )


def test_choices_can_stand_deep_in_the_house_s_data(folder: Path) -> None:
    assert options(folder, "house.scales.old") == (Choice("A"), Choice("B"))


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("house.aeras", "There is no “house.aeras”. Did you mean “areas”?"),
        ("areas", "There is no “areas”. Known here: house."),
        ("house.areas.name", "There is no “house.areas.name”."),
        ("house.language", "“house.language” is no list to choose from, but “en-GB”."),
        ("house.scales", "“house.scales” is no list to choose from, but lines “name: value”."),
        ("house.language.x", "There is no “house.language.x”."),
        ("house.nested", "An entry of “house.nested” cannot be chosen: it is a list."),
        ("house.nameless", "An entry of “house.nameless” cannot be chosen: it has neither"),
        ("house.odd", "An entry of “house.odd” cannot be chosen: its id, name, title and help"),
        ("house.odder", "An entry of “house.odder” cannot be chosen: its id, name, title and"),
    ],
)
def test_choices_from_an_unfit_place_are_refused(folder: Path, key: str, message: str) -> None:
    refused = refuse(folder, f"name: q, ask: What?, type: choice, choices: {{from: {key}}}")
    assert refused.startswith(f"3:57: {message}")


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ("[red, green, red]", "3:63: “red” stands for two choices: red, red. Rename one of them."),
        ("[red, Red]", "3:56: “Red” stands for two choices: red, Red."),
        ("{from: house.alike}", "3:57: “b” stands for two choices: a, b."),
    ],
)
def test_a_name_that_stands_for_two_choices_is_refused(
    folder: Path, choices: str, message: str
) -> None:
    refused = refuse(folder, f"name: q, ask: What?, type: choice, choices: {choices}")
    assert refused.startswith(message)


def test_a_choice_may_be_called_by_its_own_title_and_alias(folder: Path) -> None:
    assert len(options(folder, "house.own")) == 1


def test_an_empty_list_leaves_nothing_to_choose(folder: Path) -> None:
    refused = refuse(folder, "name: q, ask: a, type: choice, choices: {from: house.scales.new}")
    assert refused == "3:5: There is nothing to choose from: give “choices”."


# What is wrong, and where.

NAMED = "name: q, ask: a"


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("name: q", "3:5: “ask” is missing."),
        ("ask: a", "3:5: “name” is missing."),
        ("name: q, aks: a", "3:15: “aks” is not known here. Did you mean “ask”?"),
        ("name: q, ask: [a]", "3:20: This should be text, not a list."),
        (f"{NAMED}, options: [x]", "3:33: This should be lines “name: value”, not “x”."),
        (f"{NAMED}, options: []", "3:23: “options” is not known here. Give “choices”."),
        (f"{NAMED}, options: [{{value: x}}]", "3:23: “options” is not known here."),
        (f"{NAMED}, type: lin", "3:29: “lin” is not known here. Did you mean “line”?"),
        *(
            (f"{NAMED}, language: {tag}", f"3:33: “{tag}” is no language tag such as cy or de-CH.")
            for tag in ("Welsh", "c", "de_CH", "de-", "-CH", "cy x", "çy", "de-ABCDEFGHI")
        ),
        (f"{NAMED}, language: [cy]", "3:33: This should be text, not a list."),
        (f"{NAMED}, wanted: sometimes", "3:31: This should be yes or no, not “sometimes”."),
        (
            f"{NAMED}, required: yes, wanted: yes",
            "3:38: A question is required or wanted, not both. Leave out one of the two.",
        ),
        (f"{NAMED}, required: sometimes", "3:33: This should be yes or no, not “sometimes”."),
        ("name: My name, ask: a", "3:12: “My name” cannot be a name. Use small letters"),
        ("name: 1st, ask: a", "3:12: “1st” cannot be a name. Use small letters"),
        ("name: house, ask: a", "3:12: “house” means something else in a layout. Use another"),
        ("name: template, ask: a", "3:12: “template” means something else in a layout."),
        *(
            (f"name: {word}, ask: a", f"3:12: “{word}” means something else in a layout.")
            for word in ("true", "false", "none", "not", "self", "loop", "and", "or", "in", "is")
        ),
        (f"{NAMED}, type: group", "3:5: A group needs “questions”."),
        (f"{NAMED}, type: list", "3:5: A list needs “questions”"),
        (f"{NAMED}, questions: [{{{NAMED}}}]", "3:23: A question of type line has no “questions”"),
        (
            f"{NAMED}, type: list, of: line, questions: [{{{NAMED}}}]",
            "3:45: A question of type list has no “questions” of its own.",
        ),
        (f"{NAMED}, of: line", "3:23: Only a list says what it is a list “of”."),
        (f"{NAMED}, type: list, of: group", "3:39: “group” is not known here."),
        (f"{NAMED}, type: choice", "3:5: There is nothing to choose from: give “choices”."),
        (f"{NAMED}, type: list, of: choice", "3:5: There is nothing to choose from"),
        (f"{NAMED}, choices: [x]", "3:23: A line has no “choices”."),
        (
            f"{NAMED}, type: choice, choices: x",
            "3:46: This should be lines “name: value” or a list",
        ),
        (f"{NAMED}, type: choice, choices: {{form: x}}", "3:47: “form” is not known here."),
        (f"{NAMED}, min: few", "3:23: “min: few” does not fit a line."),
        (f"{NAMED}, min: 1.5", "3:23: “min: 1.5” does not fit a line."),
        (f"{NAMED}, max: -1", "3:23: “max: -1” does not fit a line."),
        (f"{NAMED}, max: 1_000", "3:23: “max: 1_000” does not fit a line."),
        (f"{NAMED}, type: number, max: nan", "3:37: “max: nan” does not fit a number."),
        (f"{NAMED}, type: number, max: 1e3", "3:37: “max: 1e3” does not fit a number."),
        (f"{NAMED}, type: date, min: 5", "3:35: “min: 5” does not fit a date."),
        (f"{NAMED}, type: date, min: 2022-02-30", "3:35: “min: 2022-02-30” does not fit a date."),
        (f"{NAMED}, type: yes-no, max: 5", "3:37: “max: 5” does not fit a yes-no."),
        (f"{NAMED}, min: 5, max: 4", "3:23: “min” is above “max”."),
        (f"{NAMED}, pattern: '('", "3:23: The pattern is not a regular expression: "),
        (f"{NAMED}, pattern: '(?i)x'", "3:23: The pattern is not a regular expression: "),
        (f"{NAMED}, type: date, pattern: x", "3:35: A date has no pattern."),
        (f"{NAMED}, type: list, of: date, pattern: x", "3:45: A date has no pattern."),
        (f"{NAMED}, default: [x]", "3:23: This default does not fit a line."),
        (f"{NAMED}, max: 2, default: long", "3:31: The default “long” does not fit: At most 2"),
        (f"{NAMED}, type: date, default: soon", "3:35: The default “soon” does not fit: "),
        (f"{NAMED}, type: number, default: x", "3:37: The default “x” does not fit: "),
        (f"{NAMED}, type: yes-no, default: x", "3:37: The default “x” does not fit: "),
        (
            f"{NAMED}, type: choice, choices: [x], default: y",
            "3:51: The default “y” does not fit: ",
        ),
        (f"{NAMED}, type: choices, choices: [x], default: x", "3:52: This default does not fit a"),
        (f"{NAMED}, type: choices, choices: [x], default: [y]", "3:52: The default “y” does not"),
        (
            f"{NAMED}, type: choices, choices: [x], min: 2, default: [x]",
            "3:60: The default “x” does not fit: At least 2 entries belong here, not 1.",
        ),
        (f"{NAMED}, type: passages, default: x", "3:39: A passages has no default."),
        (f"{NAMED}, when: x", "3:29: This should be lines “name: value”, not “x”."),
        (f"{NAMED}, when: {{other: x}}", "3:30: “when” asks for “other”, but no question of that"),
        (f"{NAMED}, when: {{q: x}}", "3:30: “when” asks for “q”, but no question of that name"),
    ],
)
def test_a_fault_is_refused_at_its_place(folder: Path, question: str, message: str) -> None:
    assert refuse(folder, question).startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: t", "1:1: “questions” is missing."),
        ("title: t\nquestions:", "2:1: “questions” is missing."),
        ("questions: []", "1:1: “title” is missing."),
        ("title: t\nquestions: x", "2:12: This should be a list, not “x”."),
        ("title: t\nquestion: []", "2:1: “question” is not known here. Did you mean “questions”?"),
        ("title: t\nfile: x\nquestions: []", "2:1: “file” is not known here."),
        ("title: t\ntitle: u\nquestions: []", "2:1: “title” stands here a second time; the first"),
        (
            "title: t\npublished: day\nquestions: []",
            "2:12: No question of type date is called “day”",
        ),
        (
            "title: t\npublished: day\nquestions: [{name: day, ask: When?}]",
            "2:12: No question of type date is called “day”.",
        ),
    ],
)
def test_a_fault_of_the_whole_is_refused_at_its_place(
    folder: Path, text: str, message: str
) -> None:
    assert refuse_text(folder, text).startswith(message)


def test_a_name_is_asked_for_once(folder: Path) -> None:
    first = folder / "questionnaire.yaml"
    assert refuse(folder, NAMED, NAMED) == f"4:12: “q” is asked twice. Also at {first}:3:12."


def test_faults_of_nested_questions_are_found_at_their_places(folder: Path) -> None:
    inner = "{name: b, ask: b, type: date, default: soon}"
    text = (
        f"title: t\nquestions:\n  - name: a\n    ask: a\n    type: group\n    questions: [{inner}]"
    )
    assert refuse_text(folder, text).startswith("6:47: The default “soon” does not fit")


# Conditions.

COLOUR = "name: colour, ask: a, type: choice, choices: [red, green]"


@pytest.mark.parametrize(
    ("first", "wanted"),
    [
        (COLOUR, "red"),
        (COLOUR, "[red, GREEN]"),
        (COLOUR, "{not: red}"),
        (COLOUR, "{not: [red, green]}"),
        ("name: colour, ask: a, type: choices, choices: [red]", "red"),
        ("name: colour, ask: a, type: yes-no", "no"),
        ("name: colour, ask: a, type: date", "2022-02-17"),
        ("name: colour, ask: a, type: number", "1.0"),
        ("name: colour, ask: a", "red"),
    ],
)
def test_a_condition_can_ask_for_a_value_values_or_none_of_them(
    folder: Path, first: str, wanted: str
) -> None:
    assert ask(folder, first, f"name: why, ask: b, when: {{colour: {wanted}}}")


@pytest.mark.parametrize(
    ("first", "condition", "message"),
    [
        (COLOUR, "color: red", "asks for “color”, but no question of that name comes before it."),
        (COLOUR, "colour: blue", "“colour” can never be “blue”: “blue” is not one of the choices."),
        (COLOUR, "colour: [red, blue]", "“colour” can never be “blue”"),
        (COLOUR, "colour: {not: blue}", "“colour” can never be “blue”"),
        (COLOUR, "colour: {isnt: red}", "“when” knows a value, a list of values, or {not: …}."),
        (COLOUR, "colour: {not: red, or: green}", "“when” knows a value, a list of values, or"),
        (COLOUR, "colour: ", "“when” does not say which “colour” it asks for."),
        (COLOUR, "colour: []", "“when” does not say which “colour” it asks for."),
        (COLOUR, "colour: {not: }", "“when” does not say which “colour” it asks for."),
        (COLOUR, "colour: {not: []}", "“when” does not say which “colour” it asks for."),
        ("name: colour, ask: a, type: prose", "colour: red", "“when” cannot compare a prose."),
        (
            "name: colour, ask: a, type: passages",
            "colour: red",
            "“when” cannot compare a passages.",
        ),
        (
            "name: colour, ask: a, type: list, of: line",
            "colour: red",
            "“when” cannot compare a list",
        ),
        (f"name: colour, ask: a, type: group, questions: [{{{NAMED}}}]", "q: red", "asks for “q”"),
        ("name: colour, ask: a, type: yes-no", "colour: red", "“colour” can never be “red”"),
        ("name: colour, ask: a, type: date", "colour: 2026-02-30", "can never be “2026-02-30”"),
    ],
)
def test_an_impossible_condition_is_refused_at_its_name(
    folder: Path, first: str, condition: str, message: str
) -> None:
    refused = refuse(folder, first, f"name: why, ask: b, when: {{{condition}}}")
    assert refused.startswith("4:32: ")
    assert message in refused


def test_a_condition_may_ask_for_an_outer_question(folder: Path) -> None:
    inner = "{name: b, ask: b, when: {colour: red}}"
    assert ask(folder, COLOUR, f"name: a, ask: a, type: group, questions: [{inner}]")


def test_a_condition_means_the_question_of_the_nearest_group(folder: Path) -> None:
    near = "{name: colour, ask: a, type: yes-no}, {name: b, ask: b, when: {colour: red}}"
    refused = refuse(folder, COLOUR, f"name: a, ask: a, type: group, questions: [{near}]")
    assert "“colour” can never be “red”: “red” is neither yes nor no." in refused


def test_a_condition_cannot_ask_for_a_later_question(folder: Path) -> None:
    assert "no question of that name" in refuse(folder, f"{NAMED}, when: {{colour: red}}", COLOUR)


def test_a_nested_question_may_have_the_name_of_an_outer_one(folder: Path) -> None:
    assert ask(folder, NAMED, f"name: a, ask: a, type: group, questions: [{{{NAMED}}}]")


# Languages.


def test_a_question_has_the_language_of_the_one_around_it(folder: Path) -> None:
    inner = "{name: b, ask: b}, {name: c, ask: c, language: de-CH}"
    outer = "{name: d, ask: d, type: list, of: line}"
    welsh, plain = ask(
        folder,
        f"name: a, ask: a, type: group, language: cy, questions: [{inner}, {outer}]",
        "name: e, ask: e",
    )
    assert [one.language for one in (welsh, *welsh.questions)] == ["cy", "cy", "de-CH", "cy"]
    assert welsh.questions[2].entry.language == "cy"
    assert plain.language == ""


@pytest.mark.parametrize("tag", ["cy", "gsw", "de-CH", "EN-gb", "zh-Hant-TW", "ca-valencia"])
def test_a_language_tag_is_kept_as_it_is_written(folder: Path, tag: str) -> None:
    (asked,) = ask(folder, f"{NAMED}, language: {tag}")
    assert asked.language == tag


# The register.

LISTED = """\
title: t
register:
  entries: {entries}
  columns: {columns}
questions:
- {{name: area, ask: a}}
- {{name: leader, ask: a, type: group, questions: [{{name: name, ask: b}}]}}
- {{name: notes, ask: a, type: list, questions: [{{name: text, ask: b}}]}}
- {{name: names, ask: a, type: list, of: line}}
- name: items
  ask: a
  type: list
  questions:
  - {{name: text, ask: b}}
  - name: actions
    ask: a
    type: list
    questions:
    - {{name: what, ask: b}}
    - {{name: steps, ask: a, type: list, questions: [{{name: step, ask: b}}]}}
"""


def test_a_register_names_entries_and_columns_in_their_order(folder: Path) -> None:
    columns = "{What: items.actions.what, Area: area, Item: items.text}"
    register = load(folder, LISTED.format(entries="items.actions", columns=columns)).register
    assert register
    assert register.entries == "items.actions"
    assert list(register.columns.items()) == [
        ("What", "items.actions.what"),
        ("Area", "area"),
        ("Item", "items.text"),
    ]


@pytest.mark.parametrize(
    "path",
    [
        *("area", "leader.name", "names", "notes", "items", "items.text", "items.actions"),
        *("items.actions.what", "items.actions.steps", "items.actions.steps.step"),
        *("items.text or items", "items.actions.what or items.text or area"),
    ],
)
def test_a_column_shows_what_belongs_to_an_entry(folder: Path, path: str) -> None:
    assert load(folder, LISTED.format(entries="items.actions", columns=f"{{A: {path}}}")).register


@pytest.mark.parametrize(
    ("entries", "columns", "message"),
    [
        ("itmes", "{A: area}", "3:12: There is no question “itmes”. Did you mean “items”?"),
        (
            "items.action",
            "{A: area}",
            "3:12: There is no question “items.action”. Did you mean “actions”?",
        ),
        ("items..actions", "{A: area}", "3:12: There is no question “items..actions”."),
        ("area", "{A: area}", "3:12: “area” is no list of entries with questions of their own."),
        ("leader", "{A: area}", "3:12: “leader” is no list of entries"),
        ("names", "{A: area}", "3:12: “names” is no list of entries"),
        ("", "{A: area}", "3:3: “entries” is missing."),
        ("[items]", "{A: area}", "3:12: This should be text, not a list."),
        ("items", "", "4:3: “columns” is missing."),
        ("items", "{}", "4:3: A register needs columns."),
        ("items", "[area]", "4:12: This should be lines “name: value”, not a list."),
        ("items", "{A: }", "4:13: “A” does not say which answer it shows."),
        ("items", "{A: area, B: [area]}", "4:25: This should be text, not a list."),
        ("items", "{A: aera}", "4:16: There is no question “aera”. Did you mean “area”?"),
        ("items", "{A: area.name}", "4:16: There is no question “area.name”."),
        (
            "items.actions",
            "{A: notes.text}",
            "4:16: “notes.text” does not belong to an entry of “items.actions”.",
        ),
        (
            "items.actions",
            "{A: area or notes.text}",
            "4:16: “notes.text” does not belong to an entry of “items.actions”.",
        ),
        ("items", "{A: items.text or }", "4:16: There is no question “items.text or”."),
        ("notes", "{A: items.text}", "4:16: “items.text” does not belong to an entry of “notes”."),
        ("items", "{A: area}\n  colums: {}", "5:3: “colums” is not known here. Did you mean"),
    ],
)
def test_a_register_that_fits_no_answers_is_refused(
    folder: Path, entries: str, columns: str, message: str
) -> None:
    refused = refuse_text(folder, LISTED.format(entries=entries, columns=columns))
    assert refused.startswith(message)


# Whatever is written.

GOOD = """\
title: A visit
published: day
register:
  entries: visits
  columns: {Leader: leader.name, Ward: visits.ward}
questions:
  - {name: day, ask: When?, type: date, min: 2020-01-01, default: 2022-02-17}
  - {name: colour, ask: Which?, type: choice, choices: {from: house.ratings}, default: Good}
  - name: leader
    ask: Who?
    type: group
    required: no
    questions:
      - {name: name, ask: Who?, pattern: "[A-Z].*", when: {colour: {not: [Poor]}}}
      - {name: parts, ask: Which?, type: list, of: number, max: 3}
  - {name: visits, ask: Which?, type: list, questions: [{name: ward, ask: Which?}]}
"""
WORDS = sorted(set(re.findall(r"[\w-]+", GOOD)))


@given(st.sampled_from(WORDS), st.integers(0, 5), st.sampled_from(["x", "[x]", "{x: x}", "''"]))
def test_a_questionnaire_with_a_fault_is_refused_with_a_place_inside_the_file(
    tmp_path_factory: pytest.TempPathFactory, word: str, nth: int, wrong: str
) -> None:
    found = list(re.finditer(rf"(?<![\w-]){word}(?![\w-])", GOOD))
    at = found[nth % len(found)]
    text = GOOD[: at.start()] + wrong + GOOD[at.end() :]
    path = tmp_path_factory.mktemp("house") / "questionnaire.yaml"
    path.write_text(text, "utf-8")
    try:
        questionnaire.load(path, HOUSE)
        line, column = 1, 1
    except ResponderError as error:
        line, column = (error.place.line, error.place.column) if error.place else (0, 0)
    lines = text.splitlines()
    assert 1 <= line <= len(lines)
    assert 1 <= column <= len(lines[line - 1])


KEYS = st.sampled_from([*Question.__struct_fields__, "from", "not", "x"])
VALUES = st.recursive(
    st.sampled_from(
        ["", "x", "y", "no", "1", "2022-02-17", "house.areas", "line", "choice", "list"]
    )
    | st.sampled_from(["group", "number", "date", "(", "nan", "house"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(st.dictionaries(KEYS, VALUES).map(lambda keys: {"name": "x", "ask": "a"} | keys)))
def test_any_questions_are_taken_or_refused_with_a_place(
    tmp_path_factory: pytest.TempPathFactory, questions: list[dict[str, Any]]
) -> None:
    path = tmp_path_factory.mktemp("house") / "questionnaire.yaml"
    path.write_text(json.dumps({"title": "t", "questions": questions}), "utf-8")
    try:
        questionnaire.load(path, HOUSE)
        line = 1
    except DataError as error:
        line = error.place.line if error.place else 0
    assert line == 1
    assert nodes.load(path)
