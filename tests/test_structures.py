import datetime
from typing import Any, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder import nodes, structures
from responder.errors import DataError
from responder.nodes import Node


def tree(text: str) -> Node:
    root, _ = nodes.parse(text, "a.yaml")
    assert root is not None
    return root


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    kind: Literal["line", "list"] = "line"
    required: bool = True


class Outer(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    parts: list[Inner] = []
    named: dict[str, Inner] = {}
    when: dict[str, str | list[str] | dict[str, str]] = {}
    count: int | str | None = None
    day: datetime.date | None = None


def outer(text: str) -> Outer:
    return structures.convert(tree(f"title: t\n{text}"), Outer)


def misfit(text: str) -> str:
    with pytest.raises(DataError) as refused:
        outer(text)
    return str(refused.value)


def test_a_tree_becomes_a_structure() -> None:
    assert outer("parts: [{name: 012}]") == Outer("t", [Inner("012")])


@pytest.mark.parametrize("word", ["no", "No", "false", "False"])
def test_no_may_be_said_in_every_way_that_people_say_it(word: str) -> None:
    assert outer(f"parts: [{{name: x, required: {word}}}]").parts[0].required is False


@pytest.mark.parametrize("word", ["yes", "YES", "true"])
def test_yes_may_be_said_in_every_way_that_people_say_it(word: str) -> None:
    assert outer(f"parts: [{{name: x, required: {word}}}]").parts[0].required is True


def test_a_name_that_reads_no_stays_a_name() -> None:
    assert outer("parts: [{name: no}]").parts[0].name == "no"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tittle: x", "2:1: “tittle” is not known here. Did you mean “title”?"),
        ("parts: [{nme: x}]", "2:10: “nme” is not known here. Did you mean “name”?"),
        ("parts: [{kind: line}]", "2:9: “name” is missing."),
        ("parts:\n  - kind: line\n    name:\n", "4:5: “name” is missing."),
        ("parts: [{name: x, kind: lst}]", "2:25: “lst” is not known here. Did you mean “list”?"),
        ("parts: [{name: x, required: perhaps}]", "2:29: This should be yes or no, not “perhaps”."),
        ("parts: [{name: x, required: [no]}]", "2:29: This should be yes or no, not a list."),
        ("parts: x", "2:8: This should be a list, not “x”."),
        ("parts: {x: y}", "2:8: This should be a list, not lines “name: value”."),
        ("parts: [x]", "2:9: This should be lines “name: value”, not “x”."),
        ("parts: [{name: [x]}]", "2:16: This should be text, not a list."),
        ("count: [x]", "2:8: This should be a whole number or text, not a list."),
        ("named: {a: {name: x}, b: , c: {nm: x}}", "2:32: “nm” is not known here. "),
        ("named: {a: {name: x}, b: {kind: list}}", "2:26: “name” is missing."),
        ("named: {a: {name: x}, b: {name: x, kind: z}}", "2:42: “z” is not known here. "),
        ("named: {a: {name: x}, b: y}", "2:26: This should be lines “name: value”, not “y”."),
        ("when: {a: {not: x}, b: {not: [y]}}", "2:30: This should be text, not a list."),
        ("parts: [{name: x, kidn: line}]", "2:19: “kidn” is not known here. Did you mean “kind”?"),
        ("named: {a: {name: x, kind: z}}", "2:28: “z” is not known here. Known here: line, list."),
        ("day: 17/02/2026", "2:6: “17/02/2026” is no day. Write a day as 2026-02-17."),
        ("when: {a: [x], b: [y, [z]]}", "2:23: This should be text, not a list."),
        ("when: {a: [], b: {c: []}}", "2:22: This should be text"),
        ('parts: [{name: x, kind: "a\\nb"}]', "2:25: “a b” is not known here."),
        ("parts: [{name: x, kind: missing}]", "2:25: “missing” is not known here."),
        ("parts: [{name: x, kind: it's}]", "2:25: “it's” is not known here."),
        ("parts: [{name: x, kind: a - at b}]", "2:25: “a - at b” is not known here."),
        ("a - at b: x", "2:1: “a - at b” is not known here."),
    ],
)
def test_a_misfit_is_explained_in_plain_words_at_its_own_place(text: str, message: str) -> None:
    assert misfit(text).startswith(f"a.yaml:{message}")


VALUES = st.recursive(
    st.sampled_from(["", "x", "no", "line", "missing", "a\nb", "it's"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["a", *Outer.__struct_fields__, "name", "not"]), inner)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(Outer.__struct_fields__), VALUES))
def test_whatever_does_not_fit_a_structure_is_explained_with_a_place(data: dict[str, Any]) -> None:
    text = msgspec.json.encode({"title": "t"} | data).decode()
    try:
        structures.convert(tree(text), Outer)
        problem, column = "", 1
    except DataError as error:
        problem, column = error.problem, error.place.column if error.place else 0
    assert "`" not in problem
    assert 1 <= column <= len(text)
