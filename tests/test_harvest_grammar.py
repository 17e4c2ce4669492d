"""Grammars: what they refuse, and how their clues, groups, cuts and joins read a past response."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder import answers, house
from responder.compose import Composer
from responder.document import (
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Style,
    Table,
)
from responder.errors import DataError, ResponderError
from responder.harvest import Harvest, account, grammar, harvest
from responder.harvest.lines import list_words, read_lines
from responder.readers.reading import Reading
from tests.houses import SmallHouse, build, paragraph
from tests.strategies import UNHURRIED

HOUSE = """\
places: [{name: Leeds, aliases: [Leeds City]}, {name: Bath, title: Bath (Spa)}]
scales: {area: {ratings: [good, poor]}}
themes:
  - {id: files, title: Files, cues: [file, files]}
  - {id: letters, title: Letters, cues: [letter]}
nothing: []
"""
QUESTIONS = """\
title: A visit
published: published
questions:
  - {name: published, ask: When?, type: date, required: false}
  - {name: title, ask: Which title?, required: false}
  - {name: words, ask: Which words?, type: prose, required: false}
  - {name: agreed, ask: Agreed?, type: yes-no, required: false}
  - {name: colour, ask: Which colour?, type: choice, choices: [red, green], required: false}
  - name: places
    ask: Which places?
    type: choices
    choices: {from: house.places}
    required: false
  - {name: names, ask: Which names?, type: list, of: line, required: false}
  - {name: passages, ask: Which passages?, type: passages, required: false}
  - {name: label, ask: Which label for all?, required: false}
  - name: leader
    ask: Who?
    type: group
    required: false
    questions: [{name: role, ask: Which role?, required: false}, {name: name, ask: Who?}]
  - name: items
    ask: Which items?
    type: list
    required: false
    questions:
      - {name: number, ask: Which number?, required: false}
      - {name: text, ask: Which words?}
      - name: theme
        ask: Which theme?
        type: choice
        choices: {from: house.themes}
        required: false
      - name: rating
        ask: Which rating?
        type: choice
        choices: {from: house.scales.area.ratings}
        required: false
      - {name: label, ask: Which label?, required: false}
      - {name: response, ask: Which response?, type: passages, required: false}
      - {name: answered, ask: Where?, required: false}
      - name: steps
        ask: Which steps?
        type: list
        required: false
        questions:
          - {name: what, ask: What?}
          - {name: by, ask: By when?, type: date, required: false}
"""
LAYOUT = """\
# {{ title }}

{% if leader %}
{{ leader.role }} {{ leader.name }}
{% endif %}

{{ words }}

{{ passages }}

{% for name in names %}
{{ name }}

{% endfor %}
{% for item in items %}
{{ item.number or loop.index }}. {{ item.text }}

{% if item.response or item.label %}
{{ item.label or label or "Response:" }}
{% endif %}

{{ item.response }}

{% for step in item.steps %}
- {{ step.what }}
{% endfor %}

{% endfor %}
{% for item in items if item.rating %}
See {{ loop.index }}: {{ item.rating }}

{% endfor %}
"""
ANY = "clues: [{worth: 1}]"

Load = Callable[..., grammar.Grammar]
Read = Callable[..., Harvest]


@pytest.fixture
def made(tmp_path: Path) -> SmallHouse:
    """Return a house whose one template has no grammar yet."""
    return build(tmp_path / "house", LAYOUT, QUESTIONS, files={"house.yaml": HOUSE})


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> SmallHouse:
    """Return a house like it for many examples, each of which writes its own grammar."""
    folder = tmp_path_factory.mktemp("kept") / "house"
    return build(folder, LAYOUT, QUESTIONS, files={"house.yaml": HOUSE})


@pytest.fixture
def load(made: SmallHouse) -> Load:
    """Return what loads a grammar, with others of its files by their names."""

    def load_text(text: str, **files: str) -> grammar.Grammar:
        made.write("templates/visit/grammar.yaml", text)
        for name, other in files.items():
            made.write(f"templates/shared/{name}.yaml", other)
        found = grammar.load(house.load(made.folder), "visit")
        assert found
        return found

    return load_text


@pytest.fixture
def read(made: SmallHouse) -> Read:
    """Return what harvests blocks, or paragraphs of plain words, by a grammar."""

    def read_blocks(text: str, *blocks: str | Block, around: str = "") -> Harvest:
        made.write("templates/visit/grammar.yaml", text)
        if around:
            made.write("templates/grammar.yaml", around)
        whole = tuple(paragraph(one) if isinstance(one, str) else one for one in blocks)
        return harvest(Reading(Document(whole)), Composer(house.load(made.folder)))

    return read_blocks


def left_out(found: Harvest) -> list[str]:
    return [one.text for one in found.left_out]


def numbered(*items: str, start: int | None = 1) -> ListBlock:
    return ListBlock(tuple((paragraph(one),) for one in items), start)


# What is refused, and where.


def refuse(load: Load, text: str, **files: str) -> str:
    """Return what is said of a grammar, its place without the folder first."""
    with pytest.raises(DataError) as caught:
        load(text, **files)
    assert caught.value.place
    return str(caught.value).partition("/templates/")[2]


@pytest.mark.parametrize("text", ["", "# Nothing yet.\n", "\n\n"])
def test_an_empty_file_is_refused(load: Load, text: str) -> None:
    assert refuse(load, text) == "visit/grammar.yaml: The file is empty."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("parts:\n", "1:1: “parts” is missing."),
        ("- name: a\n", "1:1: This should be lines “name: value”, not a list."),
        ("parts: {name: a}\n", "1:8: This should be a list, not lines “name: value”."),
        ("parts: []\npart: []\n", "2:1: “part” is not known here. Did you mean “parts”?"),
        ("parts:\n\t- name: a\n", "2:1: There is a tab where spaces are expected."),
        ("parts: [{answer: title}]\n", "1:9: “name” is missing."),
        ("parts: [{name: a, clue: []}]\n", "1:19: “clue” is not known here. Did you mean “clues”?"),
        ("parts: [{name: a, several: maybe}]\n", "1:28: This should be yes or no, not “maybe”."),
        ("parts: [{name: a, answer: [title]}]\n", "1:27: This should be text, not a list."),
    ],
)
def test_what_no_grammar_can_be_is_refused_at_its_place(load: Load, text: str, said: str) -> None:
    assert refuse(load, text).startswith(f"visit/grammar.yaml:{said}")


@pytest.mark.parametrize(
    ("clue", "said"),
    [
        ("{pattern: x}", "26: “worth” is missing."),
        ("{worth: high}", "34: This should be a whole number, not “high”."),
        ("{worth: 1.5}", "34: This should be a whole number, not “1.5”."),
        ("{worht: 1}", "27: “worht” is not known here. Did you mean “worth”?"),
        ("{worth: 1, looks: heading}", "44: This should be a list, not “heading”."),
        ("{worth: 1, words: few}", "44: This should be a whole number, not “few”."),
    ],
)
def test_a_clue_that_is_none_is_refused_at_its_place(load: Load, clue: str, said: str) -> None:
    text = f"parts: [{{name: a, clues: [{clue}]}}]\n"
    column, _, rest = said.partition(":")
    assert refuse(load, text) == f"visit/grammar.yaml:1:{int(column) + 1}:{rest}"


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(x", "missing ), unterminated subpattern at position 0"),
        ("[b-a]", "bad character range b-a at position 1"),
        ("a{99999999999}", "the repetition number is too large"),
        ("(" * 3000 + ")" * 3000, "maximum recursion depth exceeded"),
        ("[[a]", "Possible nested set at position 1"),
        ("(?P<1>a)", "bad character in group name '1' at position 4"),
        ("[a-’]", "bad character range a-' at position 1"),  # since ’ is as good as '
    ],
)
def test_a_pattern_that_cannot_be_read_is_refused(load: Load, pattern: str, said: str) -> None:
    part = {"name": "a", "clues": [{"worth": "1", "pattern": pattern}]}
    text = json.dumps({"parts": [part]})
    assert refuse(load, text).endswith(f"This pattern cannot be read: {said}.")


@given(pattern=st.text(st.characters(codec="utf-8"), min_size=1, max_size=30))
@UNHURRIED
def test_any_pattern_is_read_or_refused_in_plain_words(kept: SmallHouse, pattern: str) -> None:
    part = {"name": "a", "clues": [{"worth": "1", "pattern": pattern}]}
    kept.write("templates/visit/grammar.yaml", json.dumps({"parts": [part]}))
    said = ""
    try:
        grammar.load(house.load(kept.folder), "visit")
    except ResponderError as error:
        said = str(error)
    assert not said or "/grammar.yaml:1:" in said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("dat", "“{dat}” is not known here. Did you mean “date”?"),
        ("house.place", "“{house.place}” is not known here. Did you mean “house.places”?"),
        ("house.places2", "“{house.places2}” is not known here. Did you mean “house.places”?"),
    ],
)
def test_a_name_in_braces_that_means_nothing_is_refused(load: Load, name: str, said: str) -> None:
    text = f"parts: [{{name: a, clues: [{{worth: 1, pattern: '^{{{name}}}$'}}]}}]\n"
    assert refuse(load, text) == f"visit/grammar.yaml:1:47: {said}"


def test_counts_in_braces_are_no_names(load: Load) -> None:
    load("parts: [{name: a, clues: [{worth: 1, pattern: '^\\d{2}x{1,}y{,3}$'}]}]\n")


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("answer: titel", "No question is called “titel” here. Did you mean “title”?"),
        ("usual: titel", "No question is called “titel” here. Did you mean “title”?"),
        ("number: titel", "No question is called “titel” here. Did you mean “title”?"),
        ("theme: titel", "No question is called “titel” here. Did you mean “title”?"),
        ("otherwise: {titel: x}", "No question is called “titel” here. Did you mean “title”?"),
        ("takes: [{answer: titel, pattern: x}]", "No question is called “titel” here."),
        ("reads: [{answer: titel, pattern: x}]", "No question is called “titel” here."),
        ("lists: [{entries: item, pattern: x}]", "No question is called “item” here."),
        ("entries: item", "No question is called “item” here. Did you mean “items”?"),
        ("same: item.text", "No question is called “item.text” here."),
        ("answer: leader", "“leader” has questions of its own. Name one of them."),
        ("answer: items", "“items” has questions of its own. Name one of them."),
        ("entries: title", "“title” is no list of entries with questions."),
        ("entries: names", "“names” is no list of entries with questions."),
        ("entries: leader", "“leader” is no list of entries with questions."),
        ("lists: [{entries: names, pattern: x}]", "“names” is no list of entries with questions."),
        (
            "lists: [{entries: items, pattern: (?P<rank>x)}]",
            "No question is called “items.rank” here.",
        ),
    ],
)
def test_an_answer_that_cannot_be_given_is_refused(load: Load, key: str, said: str) -> None:
    refused = refuse(load, f"parts:\n  - name: a\n    {key}\n")
    assert refused.startswith("visit/grammar.yaml:3:")
    assert said in refused


@pytest.mark.parametrize(
    "key",
    [
        "answer: items.text",
        "reads: [{answer: items.text, pattern: x}]",
        "takes: [{answer: items.number, pattern: x}]",
        "otherwise: {items.answered: below}",
        "theme: items.theme",
    ],
)
def test_an_answer_of_an_entry_outside_its_group_is_refused(load: Load, key: str) -> None:
    said = refuse(load, f"parts: [{{name: a, {key}}}]\n")
    assert "belongs to an entry of “items”, and none is open here." in said
    assert said.endswith("Put this part into a group with “entries: items”.")


def test_an_entry_of_an_entry_wants_both_groups(load: Load) -> None:
    inner = "{name: b, entries: items.steps, parts: [{name: c, answer: items.steps.what}]}"
    load(f"parts: [{{name: a, entries: items, parts: [{inner}]}}]\n")
    assert "belongs to an entry of “items”" in refuse(load, f"parts: [{inner}]\n")


def test_a_set_value_must_be_one_that_the_question_takes(load: Load) -> None:
    said = refuse(load, "parts: [{name: a, reads: [{answer: colour, pattern: x, value: blue}]}]\n")
    assert said == (
        "visit/grammar.yaml:1:63: “blue” is not one of the choices. Known here: red, green."
    )


# Parts of other files.


SHARED = "parts: [{name: title, answer: title}, {name: g, parts: [{name: label}]}]\n"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{include: shared/none.yaml}", "There is no file “shared/none.yaml”"),
        ("{include: ../../house.yaml}", "“../../house.yaml” lies outside the folder “templates”."),
        ("{include: visit/grammar.yaml}", "Here “visit/grammar.yaml” comes to include itself."),
        ("{include: shared/own.yaml, without: [g.labl]}", "Did you mean “g.label”?"),
        ("{include: shared/own.yaml, change: {titel: {several: yes}}}", "Did you mean “title”?"),
        ("{include: shared/own.yaml, change: {title: {worth: 1}}}", "“worth” is not known here."),
        (
            "{include: shared/own.yaml, chang: {}}",
            "“chang” is not known here. Did you mean “change”?",
        ),
        ("{include: [shared/own.yaml]}", "This should be text, not a list."),
    ],
)
def test_a_mistake_in_an_include_is_refused_where_it_stands(
    load: Load, entry: str, said: str
) -> None:
    refused = refuse(load, f"parts:\n  - {entry}\n", own=SHARED)
    assert refused.startswith("visit/grammar.yaml:2:")
    assert said in refused


@pytest.mark.parametrize(
    ("shared", "said"),
    [
        ("", "shared/own.yaml: The file is empty."),
        ("questions: []\n", "shared/own.yaml:1:1: “questions” is not known here."),
        ("parts: [{name: a, answr: title}]\n", "shared/own.yaml:1:19: “answr” is not known here."),
        ("parts: [{name: a, answer: titel}]\n", "shared/own.yaml:1:27: No question is called"),
        (
            "parts: [{name: a, clues: [{worth: 1, pattern: (}]}]\n",
            "shared/own.yaml:1:47: This pattern cannot be read",
        ),
    ],
)
def test_a_mistake_in_an_included_file_is_told_of_that_file(
    load: Load, shared: str, said: str
) -> None:
    refused = refuse(load, "parts: [{include: shared/own.yaml}]\n", own=shared)
    assert refused.startswith(said)


def test_included_parts_can_be_left_out_and_changed(load: Load) -> None:
    change = "{title: {several: yes}, g.label: {clues: [{worth: 7}]}}"
    text = f"parts: [{{include: shared/own.yaml, change: {change}}}]\n"
    title, group = load(text, own=SHARED).parts
    assert (title.several, title.answer) == (True, "title")
    assert group.parts[0].clues[0].worth == 7
    (title,) = load("parts: [{include: shared/own.yaml, without: [g]}]\n", own=SHARED).parts
    assert title.name == "title"


# What surrounds all responses.


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "grammar.yaml: The file is empty."),
        ("cut: []\n", "grammar.yaml:1:1: “cut” is not known here. Did you mean “cuts”?"),
        ("cuts: x\n", "grammar.yaml:1:7: This should be a list, not “x”."),
        ("joins: ['(']\n", "grammar.yaml:1:9: This pattern cannot be read: missing ),"),
        ("furniture: ['{dat}']\n", "grammar.yaml:1:13: “{dat}” is not known here."),
    ],
)
def test_a_mistake_in_what_surrounds_all_is_told_at_its_place(
    made: SmallHouse, load: Load, text: str, said: str
) -> None:
    made.write("templates/grammar.yaml", text)
    assert refuse(load, "parts: []\n").startswith(said)


def test_a_template_without_a_grammar_has_none(made: SmallHouse) -> None:
    assert grammar.load(house.load(made.folder), "visit") is None


# Patterns.


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("we’re “here”", 'We\'re "HERE"'),
        ("a b", "a\N{NO-BREAK SPACE}b"),
        ("^{date}$", "1st February 2022"),
        ("^{date}$", "February 17, 2022"),
        ("^{date}$", "17/2/2022"),
        ("^{date}$", "2022-02-17"),
        ("^{month}$", "february"),
        ("^{number}$", "twelve"),
        ("^{house.places}$", "Leeds City"),
        ("^{house.places}$", "Bath (Spa)"),
        ("^{house.scales.area.ratings}$", "Good"),
    ],
)
def test_a_pattern_fits_what_people_write(load: Load, pattern: str, text: str) -> None:
    assert load("parts: []\n").search(pattern, text)


def test_the_longest_name_of_a_list_is_found(load: Load) -> None:
    found = load("parts: []\n").search("{house.places}", "in Leeds City")
    assert found
    assert found[0] == "Leeds City"


@pytest.mark.parametrize(
    ("pattern", "text"), [("^{date}$", "32nd May"), ("^{house.places}$", "York")]
)
def test_a_pattern_does_not_fit_other_words(load: Load, pattern: str, text: str) -> None:
    assert not load("parts: []\n").search(pattern, text)


# Clues.


TWO = """\
parts:
  - {{name: title, answer: title, clues: [{clue}]}}
  - {{name: words, answer: words, several: yes, clues: [{{worth: 1}}]}}
"""
BOLD = Paragraph((Span("Here.", Style(bold=True)),))
LABEL = Paragraph((Span("Here.", Style(role="label")),))
WELSH = Paragraph((Span("Yma.", Style(language="cy")),))


@pytest.mark.parametrize(
    ("sign", "block"),
    [
        ("title", Heading(1, (Span("Here."),))),
        ("heading", Heading(2, (Span("Here."),))),
        ("heading 3", Heading(3, (Span("Here."),))),
        ("paragraph", "Here."),
        ("number", "3. Here."),
        ("number", numbered("Here.")),
        ("bullet", "• Here."),
        ("bullet", numbered("Here.", start=None)),
        ("quote", Quote((paragraph("Here."),))),
        ("row", Table(((Span("One"),), (Span("Two"),)), ())),
        ("bold", BOLD),
        ("capitals", "HERE."),
        ("label", LABEL),
        ("cy", WELSH),
        ("speech", "“Here.”"),
    ],
)
def test_a_line_is_known_by_its_look(read: Read, sign: str, block: str | Block) -> None:
    text = TWO.format(clue=f"{{looks: [{sign}], worth: 5}}")
    assert "title" in read(text, block).data
    assert "title" not in read(text, "Elsewhere, 2022").data or sign == "paragraph"


def test_the_first_clue_that_fits_counts(read: Read) -> None:
    clues = "{pattern: here, worth: -9}, {pattern: ^here, worth: 9}"
    assert read(TWO.format(clue=clues), "Here.").data == {"words": "Here."}
    clues = "{pattern: ^here, worth: 9}, {pattern: here, worth: -9}"
    assert read(TWO.format(clue=clues), "Here.").data == {"title": "Here."}


def test_a_clue_can_say_how_many_words_a_line_has_at_most(read: Read) -> None:
    text = TWO.format(clue="{words: 2, worth: 5}")
    assert read(text, "Only two").data == {"title": "Only two"}
    assert read(text, "These are three").data == {"words": "These are three"}


def test_a_line_that_no_clue_fits_has_no_place_and_is_listed(read: Read) -> None:
    text = "parts: [{name: title, answer: title, clues: [{pattern: ^here, worth: 5}]}]\n"
    found = read(text, "Elsewhere.", "Here.", "Nowhere.")
    assert found.data == {"title": "Here."}
    assert left_out(found) == ["Elsewhere.", "Nowhere."]


def test_a_part_without_an_answer_is_listed(read: Read) -> None:
    title = "{name: title, answer: title, clues: [{worth: 2}]}"
    text = f"parts: [{title}, {{name: after, several: yes, {ANY}}}]\n"
    found = read(text, "Here.", "Notes.", "More.")
    assert (found.data, left_out(found)) == ({"title": "Here."}, ["Notes.", "More."])


def test_parts_stand_in_the_order_of_the_grammar(read: Read) -> None:
    text = TWO.format(clue="{pattern: ^here, worth: 3}")
    found = read(text, "Here.", "There.", "Here.")
    assert found.data == {"title": "Here.", "words": "There.\n\nHere."}


def test_a_required_part_draws_a_line_that_could_be_another(read: Read) -> None:
    text = TWO.format(clue="{worth: 0}")
    assert read(text, "Here.").data == {"words": "Here."}
    assert read(text.replace("clues", "required: yes, clues", 1), "Here.").data == {
        "title": "Here."
    }


# What stands within a line.


def reads(pattern: str, answer: str, more: str = "") -> str:
    one = f"{{answer: {answer}, pattern: '{pattern}'{more}}}"
    return f"parts: [{{name: words, answer: words, several: yes, {ANY}, reads: [{one}]}}]\n"


@pytest.mark.parametrize(
    ("text", "line", "value"),
    [
        (reads(r"on (?P<published>{date})", "published"), "On 1st May 2022.", "2022-05-01"),
        (reads(r"on ({date})", "published"), "On May 1, 2022.", "2022-05-01"),
        (reads(r"{date}", "published"), "On 1/5/2022.", "2022-05-01"),
        (reads(r"(?P<colour>\w+)$", "colour"), "It is RED", "red"),
        (
            reads(r"visited (?P<places>.+)\.", "places"),
            "We visited Bath (Spa) and Leeds.",
            ["Bath", "Leeds"],
        ),
        (reads(r"(?P<names>[\d.]+ and [\d.]+)", "names"), "See 1.2 and 3.4.", ["1.2", "3.4"]),
        (reads(r"agree", "agreed", ', value: "yes"'), "We agree.", "yes"),
    ],
)
def test_an_answer_within_a_line_is_read_as_its_question_wants_it(
    read: Read, text: str, line: str, value: Any
) -> None:
    found = read(text, line)
    (name,) = found.data.keys() - {"words"}
    assert found.data == {name: value, "words": line}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (reads(r"on (?P<published>.+)", "published"), "On a day."),
        (reads(r"is (?P<colour>\w+)", "colour"), "It is blue."),
        (reads(r"agree", "agreed", ', value: "yes", looks: [heading]'), "We agree."),
    ],
)
def test_what_is_no_answer_is_not_read(read: Read, text: str, line: str) -> None:
    assert read(text, line).data == {"words": line}


@pytest.mark.parametrize(
    ("line", "pattern", "placed"),
    [
        ("Head Kim", r"^(?P<role>Head)\s+", {"role": "Head", "name": "Kim"}),
        # A draft begins with the role. What would change the order of the words is not taken.
        ("Kim Head", r"\s*(?P<role>Head)$", {"name": "Kim Head"}),
    ],
)
def test_what_is_taken_is_no_longer_part_of_the_line(
    read: Read, line: str, pattern: str, placed: dict[str, str]
) -> None:
    takes = f"takes: [{{answer: leader.role, pattern: '{pattern}'}}]"
    text = f"parts: [{{name: leader, answer: leader.name, {takes}, {ANY}}}]\n"
    assert read(text, line).data == {"leader": placed}


# Groups.


ITEMS = """\
parts:
  - {name: title, answer: title, clues: [{looks: [title], worth: 9}]}
  - name: items
    entries: items
    parts:
      - name: item
        answer: items.text
        number: items.number
        theme: items.theme
        required: yes
        counts: yes
        clues: [{looks: [number], worth: 3}, {worth: -5}]
      - name: label
        answer: items.label
        usual: label
        required: yes
        standard: yes
        clues: [{pattern: ':$', worth: 9}]
      - name: response
        answer: items.response
        several: yes
        clues: [{looks: [number], worth: -1}, {looks: [bullet], worth: -4}, {worth: 0}]
        otherwise: {items.answered: below}
      - name: steps
        entries: items.steps
        parts:
          - name: step
            answer: items.steps.what
            required: yes
            clues: [{looks: [bullet], worth: 4}]
            reads: [{answer: items.steps.by, pattern: 'by (?P<by>{date})'}]
"""

AGAIN = """\
  - name: again
    entries: items
    same: items.number
    parts:
      - name: row
        required: yes
        clues: [{pattern: '^See ', worth: 9}]
        reads:
          - {answer: items.number, pattern: '^See (?P<number>\\d)'}
          - {answer: items.rating, pattern: '(?P<rating>{house.scales.area.ratings})$'}
"""


def test_a_group_comes_again_for_each_entry(read: Read) -> None:
    found = read(ITEMS, "1. Files.", "Response:", "Yes.", "2. A letter.", "Response:", "No.")
    assert found.data["items"] == [
        {"text": "Files.", "theme": "files", "response": [{"text": "Yes."}]},
        {"text": "A letter.", "theme": "letters", "response": [{"text": "No."}]},
    ]
    assert (found.distance, found.left_out) == (0, ())


def test_a_number_that_does_not_count_on_is_an_answer(read: Read) -> None:
    found = read(ITEMS, "4. Files.", "Response:", "Yes.", "5. Notes.", "Response:", "No.")
    assert [one["number"] for one in found.data["items"]] == ["4", "5"]
    assert found.distance == 0


def test_a_number_that_does_not_count_on_can_belong_to_a_response(read: Read) -> None:
    lines = ["1. Files.", "Response:", "Yes.", "7. X.", "2. Notes.", "Response:", "No."]
    found = read(ITEMS, *lines)
    assert [one["text"] for one in found.data["items"]] == ["Files.", "Notes."]
    assert found.data["items"][0]["response"] == [{"text": "Yes.\n\n7. X."}]
    assert found.distance == 0


def test_an_entry_can_have_entries_of_its_own(read: Read) -> None:
    steps = ListBlock(((paragraph("A, by 1 May 2022"),), (paragraph("B"),)), None)
    found = read(ITEMS, "1. Files.", "Response:", "Yes.", steps, "2. Notes.", "Response:", "No.")
    first, second = found.data["items"]
    assert first["steps"] == [{"what": "A, by 1 May 2022", "by": "2022-05-01"}, {"what": "B"}]
    assert "steps" not in second
    assert found.distance == 0


def test_a_label_that_the_layout_does_not_have_is_said_once_for_all(read: Read) -> None:
    found = read(ITEMS, "1. Files.", "Answer:", "Yes.", "2. Notes.", "Answer:", "No.")
    assert found.data["label"] == "Answer:"
    assert not any("label" in one for one in found.data["items"])
    assert found.distance == 0


def test_an_entry_without_a_response_is_answered_as_the_grammar_says(read: Read) -> None:
    found = read(ITEMS, "1. Files.", "2. Notes.", "Response:", "Yes.")
    assert [one.get("answered") for one in found.data["items"]] == ["below", None]


def test_entries_with_the_same_answer_are_one(read: Read) -> None:
    lines = ["1. Files.", "Response:", "Yes.", "2. Notes.", "Response:", "No."]
    found = read(ITEMS + AGAIN, *lines, "See 1: good", "See 2: poor")
    rated = [(one["text"], one["rating"]) for one in found.data["items"]]
    assert rated == [("Files.", "good"), ("Notes.", "poor")]
    assert (found.distance, found.left_out) == (0, ())


def test_what_a_line_counts_up_becomes_entries(read: Read) -> None:
    pattern = r"(?P<number>\d[\d, to]*?) (?:is|are) (?P<answered>here|there)"
    lists = f"lists: [{{entries: items, pattern: '{pattern}'}}]"
    text = f"parts: [{{name: words, answer: words, {ANY}, {lists}}}]\n"
    found = read(text, "4 is there, and 1 to 3 are here.")
    counted = [(one["number"], one["answered"]) for one in found.data["items"]]
    assert counted == [("1", "here"), ("2", "here"), ("3", "here"), ("4", "there")]


# Cuts, joins and what belongs to the page.


CUTS = "cuts: ['^response:', 'said:(?=\\s*“)']\n"


def test_a_line_is_cut_behind_what_the_house_says(read: Read) -> None:
    found = read(ITEMS, "1. Files.", "Response: Yes.", around=CUTS)
    assert found.data["items"] == [
        {"text": "Files.", "theme": "files", "response": [{"text": "Yes."}]}
    ]


def test_a_line_is_not_cut_where_nothing_follows(read: Read) -> None:
    found = read(ITEMS, "1. Files.", "Response:", "Yes.", around=CUTS)
    assert found.distance == 0


def test_a_line_is_joined_to_the_next(read: Read) -> None:
    text = "parts: [{name: words, answer: words, several: yes, clues: [{worth: 1}]}]\n"
    joins = "joins: ['^issue \\d+$']\n"
    assert read(text, "Issue 1", "Files.", around=joins).data == {"words": "Issue 1 Files."}
    assert read(text, "Files.", "Issue 1", around=joins).data == {"words": "Files.\n\nIssue 1"}


def test_a_number_below_a_joined_line_is_kept(read: Read) -> None:
    text = "parts: [{name: words, answer: words, several: yes, clues: [{worth: 1}]}]\n"
    found = read(text, "Issue 1", "3. Files.", around="joins: ['^issue \\d+$']\n")
    assert found.data == {"words": "Issue 1 3. Files."}


def test_what_belongs_to_the_page_is_listed_apart(read: Read) -> None:
    found = read(ITEMS, "Menu", "1. Files.", "Response:", "Yes.", around="furniture: ['^menu$']\n")
    assert [(one.kind, one.text) for one in found.left_out] == [("page furniture", "Menu")]
    assert found.distance == 0


def test_a_row_comes_whole_to_a_part_that_looks_for_rows_and_else_in_cells(read: Read) -> None:
    table = Table(((Span("One"),), (Span("Two"),)), ())
    clues = "clues: [{looks: [row], worth: 3}, {worth: 1}]"
    text = f"parts: [{{name: words, answer: words, several: yes, {clues}}}]\n"
    assert read(text, table).data == {"words": "One | Two"}
    assert read(text.replace("looks: [row], ", ""), table).data == {"words": "One\n\nTwo"}


# Whatever a response holds.

WORDS = [
    "Files.",
    "Response:",
    "We did:",
    "“We",
    "said.”",
    "• So",
    "1. One.",
    "2. Two.",
    "7. X",
    "See 1: good",
    "| a | b",
    "A",
    "…",
]


@given(lines=st.lists(st.sampled_from(WORDS), max_size=12))
@UNHURRIED
def test_every_word_is_drafted_again_listed_or_told_to_be_lost(
    kept: SmallHouse, lines: list[str]
) -> None:
    kept.write("templates/visit/grammar.yaml", ITEMS)
    document = Document(tuple(map(paragraph, lines)))
    composer = Composer(house.load(kept.folder))
    found = harvest(Reading(document), composer)
    drafted = composer.compose(answers.read(found.text.encode(), Path("answers.yaml"))).document
    told = [one.lost for one in account.compare(found, Reading(document), composer)]
    listed = Counter(word for one in (*left_out(found), *told) for word in one.split())
    source = Counter(list_words(read_lines(document)))
    assert source <= Counter(list_words(read_lines(drafted))) + listed
