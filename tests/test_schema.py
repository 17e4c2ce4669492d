import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from responder import answers, house, questionnaire, schema
from responder.errors import DataError
from responder.questionnaire import Questionnaire

ROOT = Path(__file__).parent.parent
HOUSE = {
    "colours": [{"name": "Green", "title": "The green one", "aliases": ["lime (light)"]}],
    "years": ["2021", "2022", "1.10", "true", "no"],
}
QUESTIONS = """\
title: A visit
help: What a visit is.
questions:
  - {name: area, ask: Which area?, help: Its short name., example: North}
  - {name: code, ask: a, required: no, pattern: "[a-z]{2}|x+", max: 5}
  - {name: prose, ask: a, type: prose, required: no, min: 2, max: 10}
  - {name: base, ask: a, type: date, default: 2022-02-17}
  - {name: day, ask: a, type: date, required: no}
  - {name: number, ask: a, type: number, required: no, min: 1, max: 9.5}
  - {name: sure, ask: a, type: yes-no, default: no}
  - {name: colour, ask: a, type: choice, choices: {from: house.colours}, required: no}
  - {name: year, ask: a, type: choice, choices: {from: house.years}, required: no}
  - {name: years, ask: a, type: choices, choices: {from: house.years}, required: no, max: 2}
  - {name: points, ask: a, type: list, of: line, required: no, min: 2}
  - {name: days, ask: a, type: list, of: date, required: no}
  - {name: hidden, ask: a, when: {sure: yes}}
  - {name: passages, ask: a, type: passages, required: no}
  - {name: loose, ask: a, type: group, questions: [{name: a, ask: b, required: no}]}
  - name: leader
    ask: a
    type: group
    required: no
    questions: [{name: name, ask: a}, {name: role, ask: a, default: Head}]
  - name: items
    ask: a
    type: list
    required: no
    questions: [{name: text, ask: a, type: prose}, {name: parts, ask: a, type: list, of: number}]
  - {name: notes, ask: a, type: list, required: no, questions: [{name: a, ask: b, required: no}]}
"""
# How YAML 1.2 reads what nobody quotes, and so how an editor does.
CORE: list[tuple[str, Callable[[str], Any]]] = [
    (r"~|null|Null|NULL|", lambda text: None),
    (r"true|True|TRUE", lambda text: True),
    (r"false|False|FALSE", lambda text: False),
    (r"[-+]?[0-9]+", int),
    (r"0x[0-9a-fA-F]+", lambda text: int(text, 16)),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
]


def as_strings(text: str) -> Any:
    """Return YAML with every value as text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def as_an_editor_reads(text: str) -> Any:
    """Return YAML as version 1.2 of the language reads it."""

    def read(node: Any) -> Any:
        if isinstance(node, yaml.MappingNode):
            return {key.value: read(value) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [read(entry) for entry in node.value]
        makers = [make for form, make in CORE if re.fullmatch(form, node.value)]
        return makers[0](node.value) if makers and not node.style else node.value

    return read(yaml.compose(text, Loader=yaml.BaseLoader))


READERS = pytest.mark.parametrize("reader", [as_strings, as_an_editor_reads])
Reader = Callable[[str], Any]


@pytest.fixture(scope="session")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Questionnaire:
    path = tmp_path_factory.mktemp("house") / "questionnaire.yaml"
    path.write_text(QUESTIONS, "utf-8")
    return questionnaire.load(path, HOUSE)


@pytest.fixture(scope="session")
def described(asked: Questionnaire) -> schema.Schema:
    return schema.describe(asked, "visit")


@pytest.fixture(scope="session")
def validator(described: schema.Schema) -> Draft202012Validator:
    return Draft202012Validator(described)


def faults(asked: Questionnaire, text: str) -> list[str]:
    """Return what the program finds wrong."""
    try:
        _, findings = answers.resolve(answers.read(text.encode(), Path("a.yaml")), asked)
    except DataError as error:
        return [str(error)]
    return [str(finding) for finding in findings if finding.severity == "error"]


def refusals(validator: Draft202012Validator, read: Any) -> list[str]:
    """Return what an editor finds wrong."""
    return [error.message for error in validator.iter_errors(read)]


# The schema itself.


def test_included_questions_are_described_like_any_others(
    tmp_path: Path, asked: Questionnaire
) -> None:
    head, _, listed = QUESTIONS.partition("questions:\n")
    (tmp_path / "visit").mkdir()
    (tmp_path / "all.yaml").write_text(f"questions:\n{listed}", "utf-8")
    path = tmp_path / "visit" / "questionnaire.yaml"
    path.write_text(f"{head}questions:\n  - include: all.yaml\n", "utf-8")
    included = questionnaire.load(path, HOUSE)
    assert schema.describe(included, "visit") == schema.describe(asked, "visit")


def test_the_schema_of_every_type_is_a_schema(described: schema.Schema) -> None:
    Draft202012Validator.check_schema(described)
    json.dumps(described, allow_nan=False)


def test_an_editor_can_explain_every_question(described: schema.Schema) -> None:
    area = described["properties"]["area"]
    assert (area["title"], area["description"]) == ("Which area?", "Its short name.")
    assert area["examples"] == ["North"]
    assert described["title"] == "A visit"
    assert described["description"] == "What a visit is."


def test_an_editor_can_offer_choices_and_defaults(described: schema.Schema) -> None:
    colour = described["properties"]["colour"]
    assert ["Green", "The green one", "lime (light)"] in values_of(colour, "enum")
    assert described["properties"]["sure"]["default"] == "no"


def values_of(part: Any, key: str) -> list[Any]:
    """Return every value of a key, at any depth."""
    if isinstance(part, list):
        return [value for one in part for value in values_of(one, key)]
    if not isinstance(part, dict):
        return []
    inner = [value for one in part.values() for value in values_of(one, key)]
    return [*inner, *([part[key]] if key in part else [])]


def test_patterns_hold_no_escape_that_other_languages_refuse(
    described: schema.Schema,
) -> None:
    patterns = values_of(described, "pattern")
    escapes = {found for one in patterns for found in re.findall(r"\\.", str(one))}
    assert escapes <= {rf"\{one}" for one in "sSdn.()[]"}


# A response that was published.


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("area: London South", "area: Lodnon South"),
        ("area: London South", "aera: London South"),
        ("area: London South\n", ""),
        ("template: area-inspection", "template: area"),
        ("published: 2022-02-17", "published: February 2022"),
        ("no_recommendations: no", "no_recommendations: maybe"),
        ("items:", "items: none\nleader:"),
        ("  - heading:", "  - headnig:"),
        ("stance: agrees", "stance: shrugs"),
        ("- snippet: ", "- snippet: The one on "),
        ("- snippet: ", "- snipet: "),
    ],
)
@READERS
def test_a_slip_in_published_answers_is_refused(right: str, wrong: str, reader: Reader) -> None:
    text = (ROOT / "tests" / "published" / "london-south-2022.yaml").read_text("utf-8")
    assert right in text
    asked = house.load(ROOT).questionnaire("area-inspection")
    validator = Draft202012Validator(schema.describe(asked, "area-inspection"))
    assert validator.is_valid(reader(text))
    assert not validator.is_valid(reader(text.replace(right, wrong, 1)))


# What the program takes and refuses, the schema takes and refuses.

RIGHT = {
    "area": ["012", "no", "1.10", "true", "x # note", "|-\n  a", "' a '"],
    "code": ["ab", "xxxxx", "' ab '", "''", "", "[]"],
    "prose": ["|-\n  a\n\n  b", "ab", "'  tencharact  '", "12", "", "{}"],
    "day": [
        *("2022-02-17", "'2022-02-17'", "17 February 2022", "1 MAY 2022", "' 2022-02-17 '", ""),
        *("6 months after base", "1 YEAR before base", "02 Days After Base"),
    ],
    "number": ["1", "9.5", "'2'", "1.10", "+3", "002", ""],
    "sure": ["No", "no", "false", "'false'", "FALSE", "yes\nhidden: x", "TRUE\nhidden: x", ""],
    "colour": ["Green", "green", "LIME (LIGHT)", "the green one", "' Green '", ""],
    "year": ["2021", "'2021'", "1.10", "true", "TRUE", "no", "No"],
    "years": ["[2021, 1.10]", "[true]", "['no']", "[]", ""],
    "points": ["[1.17, '1.19']", "[no, 2022-02-17, x]", "[]", ""],
    "days": [
        "[2022-02-17]",
        "[1 May 2022]",
        "[1 day before base, 2 weeks after day]\nday: 2022-01-01",
    ],
    "hidden": ["", "x"],
    "passages": [
        *("[{text: x}, {snippet: a/b}]", "[{text: 12}]", "[]", ""),
        "[{snippet: a/b@2022-02, values: {x: 1, y: no, z: }}]",
        *("[{text: x, snippet: }]", "[{text: , snippet: a, values: }]", "[{text: x, values: {}}]"),
        *("[{text: x, origin: a/b@1}]", "[{text: x, origin: }]", "[{snippet: a/b, origin: ''}]"),
    ],
    "loose": ["", "{}", "{a: }", "{a: x}"],
    "leader": ["", "{name: x}", "{name: x, role: y}", "{name: 12, role: }"],
    "items": ["", "[{text: x, parts: [1, 2.5]}]"],
    "notes": ["[{}]", "[{a: x}, '']"],
}
WRONG = {
    "area": ["[]", "{}", "''", "' '", "", "[x]", "{x: y}", "|-\n  a\n  b"],
    "other": ["x"],
    "code": ["abc", "AB", "xxxxxx", "|-\n  ab\n  cd", "[ab]"],
    "prose": ["a", "[ab]", "elevenchars", "{a: b}"],
    "day": [
        *("soon", "2022-13-01", "2022-02-32", "17 Foo 2022", "17/02/2022", "2022"),
        *("[2022-02-17]", "six months after base", "6 months", "6 months after the base"),
    ],
    "number": ["many", "'1,000'", "[1]", "true", "'1e3'", "0x1Z"],
    "sure": ["maybe", "1", "[yes]"],
    "colour": ["Blue", "[Green]", "Green one"],
    "year": ["2023", "1.2", "yes"],
    "years": ["2021", "[2021, 2022, no]", "[2023]", "['']"],
    "points": ["x", "[x]", "[x, '']", "[x, [y]]", "{x: y}"],
    "days": ["[x]", "[2022-02-17, '']"],
    "passages": [
        *("x", "[x]", "[{}]", "['']", "{text: x}", "[{txt: x}]", "[{text: ''}]", "[{text: [x]}]"),
        *("[{text: x, snippet: y}]", "[{snippet: [x]}]", "[{snippet: x, values: y}]"),
        "[{text: x, values: {y: z}}]",
        *("[{snippet: x, origin: y}]", "[{text: x, origin: [y]}]", "[{text: x, origin: {y: z}}]"),
    ],
    "loose": ["x", "[x]", "{b: x}"],
    "leader": ["x", "[x]", "{role: x}", "{name: , role: x}", "{name: x, age: 4}"],
    "items": [
        *("x", "[x]", "[{}]", "['']", "[{text: x}]", "[{text: x, parts: []}]", "[{parts: [1]}]"),
        *("[{text: x, parts: [y]}]", "[{text: x, parts: 1}]"),
    ],
    "notes": ["[x]", "[[]]", "{a: x}"],
}


def cases(table: dict[str, list[str]]) -> list[str]:
    return [f"{name}: {value}" for name, values in table.items() for value in values]


def whole(answer: str) -> str:
    """Return an answers file with one answer and no other but what must not be missing."""
    return f"template: visit\n{answer}\n" + ("" if answer.startswith("area") else "area: North\n")


@READERS
@pytest.mark.parametrize("answer", cases(RIGHT))
def test_what_the_program_takes_passes(
    asked: Questionnaire, validator: Draft202012Validator, answer: str, reader: Reader
) -> None:
    assert faults(asked, whole(answer)) == []
    assert refusals(validator, reader(whole(answer))) == []


@READERS
@pytest.mark.parametrize("answer", cases(WRONG))
def test_what_the_program_refuses_fails(
    asked: Questionnaire, validator: Draft202012Validator, answer: str, reader: Reader
) -> None:
    assert faults(asked, whole(answer))
    assert refusals(validator, reader(whole(answer)))


@pytest.mark.parametrize("answer", ["number: 0", "number: 10"])
def test_an_editor_sees_that_a_number_is_beyond_its_limits(
    asked: Questionnaire, validator: Draft202012Validator, answer: str
) -> None:
    assert faults(asked, whole(answer))
    assert refusals(validator, as_an_editor_reads(whole(answer)))


@pytest.mark.parametrize(
    "answer", ["day: 2026-02-30", "sure: yes", "items: [{text: x, parts: [1e3]}]"]
)
def test_some_faults_are_left_to_the_program(
    asked: Questionnaire, validator: Draft202012Validator, answer: str
) -> None:
    assert faults(asked, whole(answer))
    assert refusals(validator, as_an_editor_reads(whole(answer))) == []


@READERS
@pytest.mark.parametrize("text", ["area: x", "template: other\narea: x", "template:\narea: x"])
def test_answers_for_no_or_another_template_fail(
    validator: Draft202012Validator, text: str, reader: Reader
) -> None:
    assert not validator.is_valid(reader(text))


SCALARS = ["", "x", "ab", "no", "true", "12", "1.10", "2021", "2022-02-17", "1 May 2022", "green"]
PIECES = st.sampled_from([*SCALARS, '"a b"', '"2"', "|-\n x\n\n y", "lime (light)", "a/b@2"])
NAMES = ["text", "snippet", "values", "name", "role", "parts", "a"]
VALUES = st.recursive(
    PIECES.filter(lambda piece: "\n" not in piece),
    lambda inner: (
        st.lists(inner, max_size=2).map(lambda values: f"[{', '.join(values)}]")
        | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
        )
    ),
    max_leaves=6,
)
TYPED = re.findall(r"^  - (?:\{name|name): (\w+)", QUESTIONS, re.MULTILINE)


@settings(max_examples=500)
@given(st.sampled_from(TYPED), VALUES | PIECES)
def test_whatever_the_program_takes_passes(
    asked: Questionnaire, validator: Draft202012Validator, name: str, value: str
) -> None:
    text = whole(f"{name}: {value}")
    # A hidden answer may be anything: it is kept, and not looked at before it is asked for.
    if name != "hidden" and not faults(asked, text):
        assert refusals(validator, as_strings(text)) == []
        assert refusals(validator, as_an_editor_reads(text)) == []
