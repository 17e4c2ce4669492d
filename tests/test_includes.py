import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder import house, includes, questionnaire
from responder.errors import DataError
from responder.questions import Question

ITEM = """\
questions:
  - name: heading
    ask: Is there a heading?
    required: no
  - name: text
    ask: What is the issue?
    help: Word for word.
  - name: leader
    ask: Who is quoted?
    type: group
    questions:
      - {name: name, ask: Who?}
      - {name: role, ask: In which role?}
"""


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    write(tmp_path, "shared/item.yaml", ITEM)
    return tmp_path


def write(templates: Path, name: str, text: str) -> None:
    path = templates / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def load(templates: Path, *entries: str) -> list[Question]:
    """Return the questions of a questionnaire, each line given as what stands in its braces."""
    lines = "".join(f"  - {{{one}}}\n" for one in entries)
    write(templates, "visit/questionnaire.yaml", f"title: A visit\nquestions:\n{lines}")
    return questionnaire.load(templates / "visit/questionnaire.yaml", {"ratings": ["A"]}).questions


def refuse(templates: Path, *entries: str) -> str:
    """Return why the questions are refused, with the file's path from the templates on."""
    with pytest.raises(DataError) as refused:
        load(templates, *entries)
    return str(refused.value).removeprefix(f"{templates}/")


def names(questions: list[Question]) -> list[str]:
    return [one.name for one in questions]


# What is right.


def test_included_questions_stand_in_their_order_where_they_are_included(templates: Path) -> None:
    asked = load(templates, "name: a, ask: a", "include: shared/item.yaml", "name: b, ask: b")
    assert names(asked) == ["a", "heading", "text", "leader", "b"]
    assert asked[2] == Question(name="text", ask="What is the issue?", help="Word for word.")


@pytest.mark.parametrize("kind", ["group", "list"])
def test_questions_can_be_included_in_a_group_or_list(templates: Path, kind: str) -> None:
    inside = "questions: [{include: shared/item.yaml}, {name: last, ask: b}]"
    (asked,) = load(templates, f"name: a, ask: a, type: {kind}, {inside}")
    assert names(asked.questions) == ["heading", "text", "leader", "last"]


def test_an_included_file_may_include_further_ones(templates: Path) -> None:
    write(
        templates,
        "shared/items.yaml",
        "questions:\n- name: items\n  ask: a\n  type: list\n  questions:\n"
        "  - include: shared/item.yaml\n",
    )
    (asked,) = load(templates, "include: shared/items.yaml")
    assert names(asked.questions) == ["heading", "text", "leader"]


def test_a_file_can_be_included_in_two_places(templates: Path) -> None:
    inside = "questions: [{include: shared/item.yaml}]"
    asked = load(
        templates,
        f"name: a, ask: a, type: list, {inside}",
        f"name: b, ask: b, type: list, {inside}",
    )
    assert asked[0].questions == asked[1].questions


def test_a_change_replaces_and_adds_keys_of_a_question(templates: Path) -> None:
    change = "change: {text: {ask: What is the recommendation?, example: It should.}}"
    asked = load(templates, f"include: shared/item.yaml, {change}")
    assert asked[1] == Question(
        name="text", ask="What is the recommendation?", help="Word for word.", example="It should."
    )


def test_a_change_takes_away_a_key_by_leaving_it_empty(templates: Path) -> None:
    asked = load(templates, "include: shared/item.yaml, change: {text: {help: }, heading: }")
    assert asked[1].help == ""
    assert asked[0].required is False


def test_a_change_in_one_place_leaves_the_others_as_they_are(templates: Path) -> None:
    asked = load(
        templates,
        "name: a, ask: a, type: list, questions: "
        "[{include: shared/item.yaml, change: {text: {ask: b}}}]",
        "include: shared/item.yaml",
    )
    assert asked[0].questions[1].ask == "b"
    assert asked[2].ask == "What is the issue?"


def test_dots_name_a_question_inside_a_group(templates: Path) -> None:
    change = "change: {leader.role: {help: As in the report.}}"
    asked = load(templates, f"include: shared/item.yaml, without: [leader.name], {change}")
    assert names(asked[2].questions) == ["role"]
    assert asked[2].questions[0].help == "As in the report."


def test_questions_can_be_left_out(templates: Path) -> None:
    asked = load(templates, "include: shared/item.yaml, without: [heading, leader]")
    assert names(asked) == ["text"]


def test_a_change_may_give_a_group_questions_that_are_included(templates: Path) -> None:
    write(templates, "shared/role.yaml", "questions: [{name: role, ask: a}]")
    change = "change: {leader: {questions: [{include: shared/role.yaml}]}}"
    asked = load(templates, f"include: shared/item.yaml, {change}")
    assert names(asked[2].questions) == ["role"]


def test_an_outer_change_comes_on_top_of_an_inner_one(templates: Path) -> None:
    inner = "include: shared/item.yaml, without: [heading], change: {text: {ask: b, help: c}}"
    write(templates, "shared/outer.yaml", f"questions: [{{{inner}}}]")
    asked = load(templates, "include: shared/outer.yaml, change: {text: {ask: d}}")
    assert (asked[0].ask, asked[0].help) == ("d", "c")


def test_an_included_condition_asks_for_a_question_of_the_template(templates: Path) -> None:
    write(templates, "shared/why.yaml", "questions: [{name: why, ask: a, when: {sure: no}}]")
    asked = load(templates, "name: sure, ask: a, type: yes-no", "include: shared/why.yaml")
    assert names(asked) == ["sure", "why"]


def test_a_file_of_shared_questions_is_no_template(templates: Path, tmp_path: Path) -> None:
    write(tmp_path, "house/templates/shared/item.yaml", ITEM)
    (tmp_path / "house/boilerplate").mkdir()
    assert house.load(tmp_path / "house").template_names() == []


# What is wrong, and where.

HERE = "visit/questionnaire.yaml"
ITEM_HERE = "include: shared/item.yaml"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            "include: shared/itme.yaml",
            "3:15: There is no file “shared/itme.yaml” in the folder “{folder}”. "
            "Did you mean “shared/item.yaml”?",
        ),
        ("include: shared", "3:15: There is no file “shared” in the folder"),
        ("include: house.yaml/item.yaml", "3:15: There is no file “house.yaml/item.yaml” in"),
        (f"include: {'x' * 300}", "3:15: There is no file “xxx"),
        (
            "include: ../shared/item.yaml",
            "3:15: “../shared/item.yaml” lies outside the folder “{folder}”. "
            "Did you mean “shared/item.yaml”?",
        ),
        ("include: /etc/hostname", "3:15: “/etc/hostname” lies outside the folder"),
        ("include: ", "3:6: “include” is missing."),
        ("include: [shared/item.yaml]", "3:15: This should be text, not a list."),
        (f"{ITEM_HERE}, witout: [text]", "3:33: “witout” is not known here. Did you mean “witho"),
        (f"{ITEM_HERE}, name: q", "3:33: “name” is not known here. Known here: include, without"),
        (f"{ITEM_HERE}, without: text", "3:42: This should be a list, not “text”."),
        (f"{ITEM_HERE}, without: [[text]]", "3:43: This should be text, not a list."),
        (
            f"{ITEM_HERE}, without: [txet]",
            "3:43: No question “txet” is included here. Did you mean “text”?",
        ),
        (f"{ITEM_HERE}, without: [role]", "3:43: No question “role” is included here. Known"),
        (f"{ITEM_HERE}, without: ['']", "3:43: No question “” is included here."),
        (f"{ITEM_HERE}, change: text", "3:41: This should be lines “name: value”, not “text”."),
        (f"{ITEM_HERE}, change: {{text: b}}", "3:48: This should be lines “name: value”, not “b”"),
        (
            f"{ITEM_HERE}, change: {{tetx: {{ask: b}}}}",
            "3:42: No question “tetx” is included here. Did you mean “text”?",
        ),
        (
            f"{ITEM_HERE}, without: [text], change: {{text: {{ask: b}}}}",
            "3:59: No question “text” is included here.",
        ),
        (
            f"{ITEM_HERE}, change: {{text: {{aks: b}}}}",
            "3:49: “aks” is not known here. Did you mean “ask”?",
        ),
        (f"{ITEM_HERE}, change: {{text: {{type: lin}}}}", "3:55: “lin” is not known here."),
        (f"{ITEM_HERE}, change: {{text: {{min: few}}}}", "3:49: “min: few” does not fit a line."),
        (f"{ITEM_HERE}, change: {{text: {{name: My}}}}", "3:55: “My” cannot be a name."),
        (f"{ITEM_HERE}, change: {{text: {{ask: }}}}", "3:49: “ask” is missing."),
        (
            f"{ITEM_HERE}, change: {{text: {{type: choice}}}}",
            "3:42: There is nothing to choose from: give “choices”.",
        ),
    ],
)
def test_a_fault_of_an_inclusion_is_refused_at_its_place(
    templates: Path, entry: str, message: str
) -> None:
    expected = f"{HERE}:{message.format(folder=templates.name)}"
    assert refuse(templates, entry).startswith(expected)


def test_a_group_cannot_lose_all_its_questions(templates: Path) -> None:
    refused = refuse(templates, f"{ITEM_HERE}, without: [leader.name, leader.role]")
    assert refused == "shared/item.yaml:8:5: A group needs “questions”."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", " The file is empty."),
        ("- a", "1:1: This should be lines “name: value”, not a list."),
        ("questions:", "1:1: “questions” is missing."),
        ("questions: x", "1:12: This should be a list, not “x”."),
        ("title: t\nquestions: []", "1:1: “title” is not known here. Known here: questions."),
        ("questions: [x]", "1:13: This should be lines “name: value”, not “x”."),
        ("questions:\n- {name: q}", "2:3: “ask” is missing."),
        ("questions:\n- {name: q, ask: a, tpye: line}", "2:21: “tpye” is not known here. Did you"),
        ("questions:\n- {name: Q, ask: a}", "2:10: “Q” cannot be a name."),
        ("questions:\n- {name: q, ask: a, default: [b]}", "2:21: This default does not fit"),
        ("questions:\n- {name: q, ask: a, when: {p: b}}", "2:28: “when” asks for “p”, but"),
        ("questions: [{name: q, ask: a}, {name: q, ask: a}]", "1:39: “q” is asked twice."),
        ("questions: [\n{name: b, ask: a}", "1:12: These brackets are not closed"),
        ("questions: []\nquestions: []", "2:1: “questions” stands here a second time"),
        (
            "questions:\n- include: shared/bad.yaml",
            "2:12: Here “shared/bad.yaml” comes to include itself. Remove this line.",
        ),
        ("questions:\n- include: shared/none.yaml", "2:12: There is no file “shared/none.yaml”"),
    ],
)
def test_a_fault_of_an_included_file_is_refused_at_its_own_place(
    templates: Path, text: str, message: str
) -> None:
    write(templates, "shared/bad.yaml", text)
    assert refuse(templates, "include: shared/bad.yaml").startswith(f"shared/bad.yaml:{message}")


def test_a_question_that_is_asked_twice_says_where_else(templates: Path) -> None:
    refused = refuse(templates, "name: text, ask: a", "include: shared/item.yaml")
    assert refused == (
        f"shared/item.yaml:5:11: “text” is asked twice. Also at {templates}/{HERE}:3:12."
    )


def test_a_file_is_not_included_twice_at_one_place(templates: Path) -> None:
    refused = refuse(templates, ITEM_HERE, ITEM_HERE)
    assert refused == "shared/item.yaml:2:11: “heading” is asked twice. Its file is included twice."


def test_files_that_include_each_other_in_a_circle_are_refused(templates: Path) -> None:
    write(templates, "a.yaml", "questions: [{include: shared/../b.yaml}]")
    write(templates, "b.yaml", "questions: [{name: q, ask: a}, {include: a.yaml}]")
    refused = refuse(templates, "include: a.yaml")
    assert refused.startswith("b.yaml:1:42: Here “a.yaml” comes to include itself.")


def test_a_link_that_leads_out_of_the_templates_is_not_followed(
    templates: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "item.yaml"
    elsewhere.write_text(ITEM, "utf-8")
    (templates / "link.yaml").symlink_to(elsewhere)
    (templates / "loop.yaml").symlink_to(templates / "loop.yaml")
    assert "lies outside" in refuse(templates, "include: link.yaml")
    assert refuse(templates, "include: loop.yaml").endswith("Did you mean “link.yaml”?")


def test_questions_that_multiply_are_refused_soon(templates: Path) -> None:
    for number in range(20):
        again = f"{{include: {number + 1}.yaml}}"
        write(templates, f"{number}.yaml", f"questions: [{again}, {again}, {again}]")
    write(templates, "20.yaml", "questions: []")
    refused = refuse(templates, "include: 0.yaml")
    assert f"More than {includes.MAX_FILES} files are included." in refused


def test_a_chain_that_nests_too_deeply_is_refused(templates: Path) -> None:
    for number in range(40):
        inner = f"[{{include: {number + 1}.yaml}}]"
        text = f"questions: [{{name: a, ask: a, type: group, questions: {inner}}}]"
        write(templates, f"{number}.yaml", text)
    assert "Questions are nested too deeply." in refuse(templates, "include: 0.yaml")


def test_changes_that_nest_too_deeply_are_refused(templates: Path) -> None:
    group = "{name: a, ask: a, type: group, questions: [{name: a, ask: a}]}"
    write(templates, "0.yaml", f"questions: [{group}]")
    path = "a"
    for number in range(12):
        path += ".a"
        change = f"{{{path}: {{type: group, questions: [{group}]}}}}"
        text = f"questions: [{{include: {number}.yaml, change: {change}}}]"
        write(templates, f"{number + 1}.yaml", text)
        path += ".a"
    assert load(templates, "include: 3.yaml")
    assert "Questions are nested too deeply." in refuse(templates, "include: 12.yaml")


WORDS = st.sampled_from(["", "x", "no", "text", "leader", "leader.role", "shared/item.yaml", "."])
VALUES = st.recursive(
    WORDS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["include", "without", "change", "name", "ask", "text", "leader"])
            | st.sampled_from(["questions", "type", "leader.role"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["without", "change", "name"]), VALUES), VALUES)
def test_any_inclusion_is_taken_or_refused_with_a_place(
    tmp_path_factory: pytest.TempPathFactory, keys: dict[str, Any], shared: Any
) -> None:
    templates = tmp_path_factory.mktemp("house")
    write(templates, "shared/item.yaml", ITEM)
    write(templates, "shared/other.yaml", json.dumps({"questions": shared}))
    entries = [{"include": "shared/item.yaml"} | keys, {"include": "shared/other.yaml"}]
    try:
        load(templates, *(json.dumps(one)[1:-1] for one in entries))
        line = 1
    except DataError as error:
        line = error.place.line if error.place else 0
    assert line > 0
