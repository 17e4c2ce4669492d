"""Blank answers files: what they say, and that they are answers files whatever is made of them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from responder import answers, blank, house, questionnaire, starting
from responder.check import check
from responder.cli import cli
from responder.compose import Composer
from responder.errors import Finding
from responder.files import UNPRINTABLE
from responder.nodes import Node
from responder.questionnaire import Questionnaire
from responder.questions import Question
from tests.strategies import UNHURRIED
from tests.wizard_keys import nod_through

ROOT = Path(__file__).parent.parent
LACKING = {"missing", "wanted"}
COLOURS = [
    {"id": "g", "title": "Deep green", "help": "The colour of grass."},
    {"name": "Light: red"},
]
SMALL = """\
title: A visit
help: For every visit.
questions:
  - {name: place, ask: Which place?, help: The town., example: "Leeds: North"}
  - {name: day, ask: Which day?, type: date, min: 2022-01-01}
  - {name: due, ask: Due on which day?, type: date, required: no, example: 2022-02-17}
  - {name: kind, ask: Which kind?, type: choice, choices: [short, long], default: short}
  - {name: why, ask: Why so long?, type: prose, max: 200, when: {kind: long}}
  - {name: alias, ask: Any other name?, quiet: yes, required: no, pattern: "[a-z]+"}
  - {name: colours, ask: Which colours?, type: choices, choices: {from: house.colours}, max: 1}
  - {name: pages, ask: Which pages?, type: list, of: number, each: page, min: 2}
  - {name: owner, ask: Who owns it?, wanted: yes, language: cy}
  - name: person
    ask: Who is quoted?
    type: group
    required: no
    questions:
      - {name: name, ask: Whose words?}
      - {name: role, ask: In which role?, required: no}
  - name: items
    ask: Which items?
    type: list
    each: item
    questions:
      - {name: heading, ask: Which heading?, required: no}
      - {name: text, ask: Which words?}
      - {name: response, ask: What is the response?, type: passages}
      - {name: more, ask: What else?, type: passages, required: no}
"""
WRITTEN = """\
## A visit
## For every visit.
##
## Answer behind each colon. Lines that begin with “##” explain, and can be taken out.
## Lines that begin with “# ” may be left out. To answer one, take the “# ” away before
## it and before what is set in below it.
## Put text in quotation marks if it begins with a sign, or holds a colon or # next to
## a blank. Paragraphs begin on the line below “|-”, set in by two blanks more than
## their name.
## “responder check” says what is still missing.
template: visit

## Which place?
## The town.
## For example: "Leeds: North"
place:

## Which day?
## A day, as 2026-02-17.
## Not before 2022-01-01.
day:

## Due on which day?
## A day, or one that counts from another: 6 months after day.
## For example: 2022-02-17
# due:

## Which kind?
## One of: short | long
## Without an answer: short
# kind:

## Why so long?
## Paragraphs.
## At most 200 characters. Only where kind is long.
# why:

## Which colours?
## Any of these, each after a “-”:
##   g (Deep green): The colour of grass.
##   "Light: red"
## At most 1 entry.
colours:
  # - g

## Which pages?
## A list: one page after each “-”. A number.
## At least 2 entries.
pages:
  -
  -

## Who owns it?
## Its language is cy. If it is left out, “responder check” asks for it.
owner:

## Who is quoted?
# person:
#   ## Whose words?
#   name:

#   ## In which role?
#   # role:

## Which items?
## A list: one item after each “-”.
items:
  - ## One item. For the next one, copy all from this “-” on.
    ## Which heading?
    # heading:

    ## Which words?
    text:

    ## What is the response?
    ## Passages, each of them text of your own, or a snippet by its name, as “responder
    ## snippets list” shows it.
    response:
      # - text: …
      # - snippet: theme/name

    ## What else?
    ## Passages, as above.
    # more:
    #   # - text: …

## Rarely needed:

## Any other name?
## Its form is [a-z]+.
# alias:
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("questions")


def load(folder: Path, text: str) -> Questionnaire:
    path = folder / "questionnaire.yaml"
    path.write_text(text, "utf-8")
    return questionnaire.load(path, {"colours": COLOURS})


def resolve(asked: Questionnaire, text: str) -> list[Finding]:
    return answers.resolve(answers.read(text.encode(), Path("a.yaml")), asked)[1]


def uncomment(text: str) -> str:
    """Return a blank file with every answer that may be left out asked for."""
    while (less := re.sub(r"^( *)# ", r"\1", text, flags=re.MULTILINE)) != text:
        text = less
    return text


def test_a_blank_file_says_all_there_is_to_know_of_each_question(folder: Path) -> None:
    assert blank.write(load(folder, SMALL), "visit") == WRITTEN


def test_a_blank_file_lacks_what_is_required_and_nothing_else(folder: Path) -> None:
    asked = load(folder, SMALL)
    missing = [one.message.split("”")[0][1:] for one in resolve(asked, WRITTEN)]
    assert missing == [
        *("place", "day", "colours", "his page is empty: fill it in, or remove its “-"),
        *("his page is empty: fill it in, or remove its “-", "owner", "text", "response"),
    ]


def test_answers_can_be_given_by_taking_signs_away(folder: Path) -> None:
    text = WRITTEN.replace("place:\n", "place: Leeds\n").replace("# alias:", "alias: x")
    text = text.replace("# person:\n#   ## Whose words?\n#   name:", "person:\n  name: Alex")
    text = text.replace("    # more:\n    #   # - text: …", "    more:\n      - text: Words.")
    given = answers.read(text.encode(), Path("a.yaml")).root.plain()
    assert (given["place"], given["alias"], given["person"]) == ("Leeds", "x", {"name": "Alex"})
    assert given["items"][0]["more"] == [{"text": "Words."}]


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("{name: q, ask: a, default: 'no', type: yes-no}", "## Without an answer: no"),
        ("{name: q, ask: a, type: choices, choices: [x, y], default: [x, y]}", "x | y"),
        ("{name: q, ask: a, type: choices, choices: [x], default: []}", "answer: none"),
        ("{name: q, ask: a, type: choices, choices: [x], min: 1}", "## At least 1 entry."),
        ("{name: q, ask: a, type: choice, choices: ['x #y', 'a: b']}", '"x #y" | "a: b"'),
        ("{name: q, ask: a, max: 1}", "## At most 1 character."),
        ("{name: q, ask: a, type: number, min: 1.5, max: 2}", "## At least 1.5. At most 2."),
        ("{name: q, ask: a, type: date, max: 2022-01-01}", "## Not after 2022-01-01."),
        ('{name: q, ask: "a\\n\\n  b", help: "# c"}', "## a b\n## # c\nq:\n"),
        ('{name: q, ask: "a\\u2028b\\x85c\\x81"}', "## a b c\N{REPLACEMENT CHARACTER}\nq:\n"),
        ("{name: q, ask: a, example: '1.17'}", "## For example: 1.17\n"),
        ("{name: no, ask: a}", '## a\n"no":\n'),
    ],
)
def test_what_there_is_to_know_is_said_as_it_is_written(
    folder: Path, question: str, line: str
) -> None:
    asked = load(folder, f"title: t\nquestions: [{question}]\n")
    assert line in blank.write(asked, "visit")


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("{sure: yes}", "sure is yes"),
        ("{kind: [a, 'b: c']}", 'kind is a or "b: c"'),
        ("{kind: {not: [a, d]}, sure: no}", "kind is not a or d and sure is no"),
    ],
)
def test_a_condition_is_said_in_words(folder: Path, when: str, said: str) -> None:
    kind = "{name: kind, ask: a, type: choice, choices: [a, 'b: c', d]}"
    asked = f"{{name: sure, ask: a, type: yes-no}}, {kind}, {{name: q, ask: b, when: {when}}}"
    text = blank.write(load(folder, f"title: t\nquestions: [{asked}]\n"), "visit")
    assert f"## Only where {said}." in text


def test_what_is_not_asked_of_a_blank_file_is_not_open(folder: Path) -> None:
    inner = "[{name: text, ask: c}]"
    asked = (
        "{name: sure, ask: a, type: yes-no, default: no}, "
        f"{{name: q, ask: b, type: list, when: {{sure: yes}}, questions: {inner}}}, "
        f"{{name: r, ask: b, type: list, when: {{sure: no}}, questions: {inner}}}"
    )
    made = load(folder, f"title: t\nquestions: [{asked}]\n")
    text = blank.write(made, "visit")
    assert ("\n# q:\n" in text, "\nr:\n" in text) == (True, True)
    assert [one.rule for one in resolve(made, text)] == ["missing"]
    assert {one.rule for one in resolve(made, uncomment(text))} == {"missing", "unused-answer"}


# Templates.

FOLDERS = {"own": ROOT, "police": ROOT / "tests" / "second_house", "new": ROOT}
TEMPLATES = [
    *(
        (name, one)
        for name in ("own", "police")
        for one in house.load(FOLDERS[name]).template_names()
    ),
    ("new", "inspection"),
]
each_template = pytest.mark.parametrize(("name", "template"), TEMPLATES)


@pytest.fixture(scope="session")
def composers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Composer]:
    begun = tmp_path_factory.mktemp("begun") / "house"
    starting.make(begun, house.load(ROOT))
    return {name: Composer(house.load(one)) for name, one in (FOLDERS | {"new": begun}).items()}


@each_template
def test_check_finds_nothing_in_a_blank_file_but_that_answers_are_missing(
    composers: dict[str, Composer], tmp_path: Path, name: str, template: str
) -> None:
    path = tmp_path / "answers.yaml"
    asked = composers[name].house.questionnaire(template)
    # What the layout itself lets stand where answers are missing is no fault of the file.
    path.write_text(f"template: {template}\n", "utf-8")
    layout = {(one.rule, one.message) for one in check(composers[name], path)}
    path.write_text(blank.write(asked, template), "utf-8")
    found = {(one.rule, one.message) for one in check(composers[name], path)}
    assert {rule for rule, _ in found - layout} <= LACKING
    assert "missing" in {rule for rule, _ in found}


@each_template
def test_a_blank_file_of_a_template_asks_all_its_questions(
    composers: dict[str, Composer], name: str, template: str
) -> None:
    asked = composers[name].house.questionnaire(template)
    assert_whole(asked, blank.write(asked, template))


@each_template
def test_the_wizard_goes_on_from_a_blank_file(
    composers: dict[str, Composer], tmp_path: Path, name: str, template: str
) -> None:
    made, path = composers[name], tmp_path / "answers.yaml"
    text = blank.write(made.house.questionnaire(template), template)
    path.write_text(text, "utf-8")
    assert nod_through(made.house, path, template) == [path]
    assert not made.compose(answers.load(path)).blocking(final=False)
    remarks = [line for line in text.splitlines() if "##" in line]
    assert [line for line in path.read_text("utf-8").splitlines() if "##" in line] == remarks


# Questionnaires of any kind.


def assert_whole(asked: Questionnaire, text: str) -> None:
    """Check that a blank file holds every question, and is right with and without its signs."""
    said = " ".join(re.sub(r"^(?:# | |- )*##", "", text, flags=re.MULTILINE).split())
    for question in walk(asked.questions):
        for words in (question.ask, question.help):
            clean = re.sub("[\x80-\x84\x86-\x9f]", "\N{REPLACEMENT CHARACTER}", words)
            assert " ".join(clean.split()) in said
    assert {one.rule for one in resolve(asked, text)} <= LACKING
    opened = uncomment(text)
    root = answers.read(opened.encode(), Path("a.yaml")).root
    assert list(root.keys)[1:] == names_in_order(asked.questions)
    assert_asked(asked.questions, root)
    assert {one.rule for one in resolve(asked, opened)} <= {*LACKING, "unused-answer"}


def walk(questions: list[Question]) -> Iterator[Question]:
    for question in questions:
        yield question
        yield from walk(question.questions)


def names_in_order(questions: list[Question]) -> list[str]:
    return [one.name for quiet in (False, True) for one in questions if one.quiet is quiet]


def assert_asked(questions: list[Question], node: Node) -> None:
    for question in questions:
        inner = node.at([question.name])
        assert question.name in node.keys
        if question.questions and question.type == "list":
            inner = inner.at([0])
        if question.questions:
            assert list(inner.keys) == names_in_order(question.questions)
            assert_asked(question.questions, inner)


TRICKY = ("# a", "## b", "a: b", "- c", "a #b", "yes", "1.10", "|-", "“We” said", "x " * 60)
texts = (st.sampled_from(TRICKY) | st.text(max_size=6)).map(
    lambda text: UNPRINTABLE.sub("", text).strip() or "x"
)
NAMES = ("a", "b", "c", "no", "y", "on", "null", "text", "items", "long_name_2")
COMPARED = {"yes-no": "yes", "choice": None, "number": "3", "date": "2022-02-17"}


@st.composite
def asked_in(draw: st.DrawFn, depth: int = 0, outer: tuple[Any, ...] = ()) -> list[dict[str, Any]]:
    """Return the questions of one mapping, as a questionnaire writes them."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    made: list[dict[str, Any]] = []
    for name in names:
        earlier = [one for one in (*outer, *made) if one["name"] != name]
        made.append(draw(one_asked(name, depth, tuple(earlier))))
    return made


@st.composite
def one_asked(draw: st.DrawFn, name: str, depth: int, earlier: tuple[Any, ...]) -> dict[str, Any]:
    nested = ["group", "list"] if depth < 2 else []
    plain = ["line", "prose", "date", "number", "yes-no", "choice", "choices", "passages", "of"]
    kind = draw(st.sampled_from([*plain, *nested]))
    made: dict[str, Any] = {"name": name, "ask": draw(texts), "type": kind, "help": draw(texts)}
    if draw(st.booleans()):
        made |= {"example": draw(texts)}
    made |= draw(st.sampled_from([{}, {"required": "no"}, {"wanted": "yes"}, {"quiet": "yes"}]))
    if kind in ("choice", "choices"):
        options = draw(st.lists(texts, min_size=1, max_size=4, unique_by=str.casefold))
        made["choices"] = options
    if kind == "of":
        made |= {"type": "list", "of": draw(st.sampled_from(plain[:4])), "each": draw(texts)}
    if kind in ("list", "of", "passages", "choices") and draw(st.booleans()):
        least = draw(st.integers(0, 3 if kind != "choices" else len(options)))
        made |= {"min": str(least), "max": str(draw(st.integers(max(least, 1), 4)))}
    if kind in ("group", "list"):
        made["questions"] = draw(asked_in(depth + 1, (*earlier, made)))
    if kind in COMPARED and draw(st.booleans()):
        made["default"] = COMPARED[kind] or made["choices"][0]
    nearest = {one["name"]: one for one in earlier}
    compared = [one for one in nearest.values() if one["type"] in COMPARED]
    conditional, negated = draw(st.booleans()), draw(st.booleans())
    if compared and conditional:
        other = draw(st.sampled_from(compared))
        wanted = COMPARED[other["type"]] or other["choices"][-1]
        made["when"] = {other["name"]: {"not": wanted} if negated else wanted}
    return made


@UNHURRIED
@given(asked_in())
def test_a_blank_file_of_any_questionnaire_asks_all_its_questions(
    folder: Path, questions: list[dict[str, Any]]
) -> None:
    asked = load(folder, yaml.safe_dump({"title": "A # b", "questions": questions}))
    assert_whole(asked, blank.write(asked, "visit"))


@UNHURRIED
@given(asked_in(), st.data())
def test_any_part_of_a_blank_file_may_be_answered_alone(
    folder: Path, questions: list[dict[str, Any]], data: st.DataObject
) -> None:
    asked = load(folder, yaml.safe_dump({"title": "t", "questions": questions}))
    lines = blank.write(asked, "visit").splitlines()
    for _ in range(3):
        left_out = [number for number, line in enumerate(lines) if re.match(r" *# [^#]", line)]
        if left_out:
            lines = open_one(lines, data.draw(st.sampled_from(left_out)))
    found = resolve(asked, "\n".join(lines))
    assert {one.rule for one in found} <= {*LACKING, "unused-answer"}


def open_one(lines: list[str], number: int) -> list[str]:
    """Return a blank file with one part that may be left out, and those around it, opened."""
    depth = lines[number].index("# ")
    first = last = number
    while first and (lines[first - 1].startswith(" " * depth + "# ") or not lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and (
        lines[last + 1].startswith(" " * depth + "# ") or not lines[last + 1]
    ):
        last += 1
    block = [re.sub("# ", "", line, count=1) for line in lines[first : last + 1]]
    return [*lines[:first], *block, *lines[last + 1 :]]


# The command.


def test_the_questions_of_a_template_are_printed() -> None:
    done = CliRunner().invoke(cli, ["--house", str(ROOT), "questions", "follow-up-inspection"])
    assert (done.exit_code, done.stderr) == (0, "")
    asked = house.load(ROOT).questionnaire("follow-up-inspection")
    assert done.stdout_bytes.decode() == blank.write(asked, "follow-up-inspection")


def test_a_template_that_there_is_not_has_no_questions() -> None:
    done = CliRunner().invoke(cli, ["--house", str(ROOT), "questions", "folow-up-inspection"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "Did you mean “follow-up-inspection”?" in done.stderr
