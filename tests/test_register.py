import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from responder import answers, house
from responder.compose import Composer
from responder.errors import ResponderError, TemplateError
from responder.register import Cell, Collector, Listing
from responder.writers.text import write_blocks
from tests.houses import SmallHouse, build, snippet

QUESTIONS = """\
title: A visit
published: published
register:
  entries: items.actions
  columns:
    {columns}
questions:
  - {{name: published, ask: When?, type: date, required: false}}
  - {{name: name, ask: Which place?, required: false}}
  - {{name: colours, ask: Which?, type: choices, choices: {{from: house.colours}}, required: false}}
  - {{name: days, ask: Which?, type: list, of: date, required: false}}
  - name: leader
    ask: Who leads?
    type: group
    required: false
    questions:
      - {{name: name, ask: Who?}}
      - {{name: role, ask: In which role?, required: false}}
  - name: people
    ask: Who?
    type: list
    required: false
    questions:
      - {{name: name, ask: Who?}}
      - {{name: role, ask: In which role?, required: false}}
  - name: items
    ask: Which?
    type: list
    required: false
    questions:
      - {{name: number, ask: Which number?, required: false}}
      - {{name: text, ask: Which words?, required: false}}
      - {{name: response, ask: What is said?, type: passages, required: false}}
      - {{name: kept, ask: Anything?, type: yes-no, default: "yes"}}
      - name: actions
        ask: What will be done?
        type: list
        required: false
        when: {{kept: "yes"}}
        questions:
          - {{name: what, ask: What?}}
          - {{name: why, ask: Why?, type: prose, required: false}}
          - {{name: by, ask: By when?, type: date, required: false}}
          - {{name: count, ask: How many?, type: number, required: false}}
          - {{name: done, ask: Done?, type: yes-no, required: false}}
          - name: colour
            ask: Which?
            type: choice
            choices: {{from: house.colours}}
            default: r
          - {{name: owners, ask: Who?, type: list, of: line, required: false}}
          - {{name: notes, ask: What?, type: list, of: prose, required: false}}
          - name: steps
            ask: Which?
            type: list
            required: false
            questions:
              - {{name: step, ask: Which step?}}
              - {{name: day, ask: When?, type: date, required: false}}
"""
COLOURS = "colours: [{id: r, title: Light red}, {id: g, title: Deep green}, {id: b}]\n"
THREE = """\
name: North
items:
  - text: First
    actions:
      - what: One
      - what: Two
  - text: Second
  - text: Third
    actions:
      - what: Three
"""


def visit(folder: Path, *columns: str) -> SmallHouse:
    """Return a house whose register has these columns."""
    questions = QUESTIONS.format(columns="\n    ".join(columns))
    body = snippet("We train **all** staff by {{ day }}.", slots="{day: {ask: When?}}")
    return build(folder, "{{ name }}", questions, {"a/b": body}, {"house.yaml": COLOURS})


def collect(made: SmallHouse, *texts: str) -> Listing:
    """Return the listing of answers in files a.yaml, b.yaml, …"""
    collector = Collector(Composer(house.load(made.folder)))
    for name, text in zip("abc", texts, strict=False):
        whole = text if "template:" in text else f"template: visit\n{text}"
        collector.add(answers.load(made.write(f"{name}.yaml", whole)))
    return collector.listing()


def cell(folder: Path, column: str, action: str, before: str = "") -> Cell:
    """Return the one cell of a column from answers with one action."""
    listing = collect(
        visit(folder, f"A: {column}"), f"{before}\nitems: [{{actions: [{action}]}}]\n"
    )
    ((value, _),) = listing.rows
    return value


# Rows and columns.


def test_there_is_a_row_for_each_entry_in_the_order_of_the_answers(tmp_path: Path) -> None:
    made = visit(tmp_path, "Place: name", "Item: items.text", "Action: items.actions.what")
    listing = collect(made, THREE)
    assert listing.heads[:-1] == ("Place", "Item", "Action")
    assert [row[:-1] for row in listing.rows] == [
        ("North", "First", "One"),
        ("North", "First", "Two"),
        ("North", "Third", "Three"),
    ]


def test_the_last_column_names_the_file_and_the_line_of_an_entry(tmp_path: Path) -> None:
    listing = collect(visit(tmp_path, "A: items.actions.what"), THREE)
    assert listing.heads[-1] == "Answers file"
    assert [row[-1] for row in listing.rows] == ["a.yaml:6", "a.yaml:7", "a.yaml:11"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    made = visit(tmp_path, "A: items.actions.what")
    collector = Collector(Composer(house.load(made.folder)))
    for name in ("south/x.yaml", "north/x.yaml", "y.yaml"):
        collector.add(answers.load(made.write(name, f"template: visit\n{THREE}")))
    origins = [str(row[-1]) for row in collector.listing().rows]
    assert origins[0] == f"{(tmp_path / 'south' / 'x.yaml').as_posix()}:6"
    assert origins[3] == f"{(tmp_path / 'north' / 'x.yaml').as_posix()}:6"
    assert origins[6] == "y.yaml:6"


def test_a_file_whose_name_is_no_text_is_named_all_the_same(tmp_path: Path) -> None:
    made = visit(tmp_path, "A: items.actions.what")
    root = answers.read(f"template: visit\n{THREE}".encode(), Path("a\udcff\x01.yaml"))
    collector = Collector(Composer(house.load(made.folder)))
    collector.add(root)
    assert collector.listing().rows[0][-1] == "a��.yaml:6"


def test_the_columns_of_several_templates_stand_in_order_of_first_appearance(
    tmp_path: Path,
) -> None:
    made = visit(tmp_path, "Place: name", "Action: items.actions.what")
    other = QUESTIONS.format(columns="Done: items.actions.done\n    Action: items.actions.what")
    made.write("templates/call/questionnaire.yaml", other)
    made.write("templates/call/response.md.j2", "")
    call = "template: call\nitems: [{actions: [{what: Four, done: yes}]}]\n"
    listing = collect(made, THREE, call)
    assert listing.heads == ("Place", "Action", "Done", "Answers file")
    assert listing.rows[0] == ("North", "One", None, "a.yaml:6")
    assert listing.rows[-1] == (None, "Four", "yes", "b.yaml:2")


def test_a_column_that_names_a_list_on_the_way_gives_the_number_of_the_entry(
    tmp_path: Path,
) -> None:
    made = visit(tmp_path, "Item: items", "Action: items.actions")
    numbers = [[str(number) for number in row[:2]] for row in collect(made, THREE).rows]
    assert numbers == [["1", "1"], ["1", "2"], ["3", "1"]]


def test_a_column_with_several_paths_shows_the_first_that_is_given(tmp_path: Path) -> None:
    made = visit(tmp_path, "Number: items.number or items")
    text = THREE.replace("- text: First", "- number: R5")
    assert [row[0] for row in collect(made, text).rows] == ["R5", "R5", Decimal(3)]


def test_the_day_is_the_latest_on_which_any_of_the_answers_is_published(tmp_path: Path) -> None:
    made = visit(tmp_path, "A: items.actions.what")
    days = ("published: 2026-01-02\n", "published: 2026-03-04\n", THREE)
    assert collect(made, *days).day == datetime.date(2026, 3, 4)
    assert collect(made, THREE).day is None


def test_answers_without_entries_make_no_rows_but_keep_the_columns(tmp_path: Path) -> None:
    listing = collect(visit(tmp_path, "A: items.actions.what"), "name: North\n")
    assert (listing.heads, listing.rows) == (("A", "Answers file"), ())


def test_entries_that_are_not_asked_for_make_no_rows(tmp_path: Path) -> None:
    text = "items: [{kept: no, actions: [{what: One}]}]\n"
    assert collect(visit(tmp_path, "A: items.actions.what"), text).rows == ()


def test_an_entry_that_is_no_mapping_is_left_out_and_found(tmp_path: Path) -> None:
    made = visit(tmp_path, "A: items.actions.what")
    path = made.answer("items: [only words, {actions: [only words, {what: One}]}]\n")
    collector = Collector(Composer(house.load(made.folder)))
    findings = collector.add(answers.load(path))
    assert [row[0] for row in collector.listing().rows] == ["One"]
    assert [finding.rule for finding in findings] == ["wrong-type", "wrong-type"]


def test_a_template_without_a_register_is_refused_at_its_name(tmp_path: Path) -> None:
    made = build(tmp_path)
    with pytest.raises(TemplateError) as caught:
        collect(made, "\n\ntemplate: visit\n")
    assert str(caught.value) == (
        f"{tmp_path / 'a.yaml'}:3:11: The template “visit” has no register, so nothing is listed. "
        "Name its entries and columns under “register” in "
        f"{tmp_path / 'templates' / 'visit' / 'questionnaire.yaml'}."
    )


# Values.


@pytest.mark.parametrize(
    ("column", "action", "value"),
    [
        ("what", "{what: ' =1+1 '}", "=1+1"),
        ("by", "{by: 2027-03-31}", datetime.date(2027, 3, 31)),
        ("count", "{count: 1.10}", Decimal("1.10")),
        ("count", "{count: 0}", Decimal(0)),
        ("done", "{done: true}", "yes"),
        ("done", "{done: no}", "no"),
        ("colour", "{colour: G}", "Deep green"),
        ("colour", "{colour: b}", "b"),
        ("colour", "{what: One}", "Light red"),
        ("owners", "{owners: [Ann, 'Bob, too']}", "Ann; Bob, too"),
        ("owners", "{owners: [Ann]}", "Ann"),
        ("steps.step", "{steps: [{step: One}, {day: 2027-01-01}, {step: Two}]}", "One; Two"),
        ("steps.day", "{steps: [{day: 2027-01-01}, {}]}", datetime.date(2027, 1, 1)),
        (
            "steps",
            "{steps: [{step: One, day: 2027-01-01}, {step: Two}]}",
            "One; 1 January 2027; Two",
        ),
    ],
)
def test_a_value_keeps_its_type_and_reads_as_people_write_it(
    tmp_path: Path, column: str, action: str, value: Cell
) -> None:
    found = cell(tmp_path, f"items.actions.{column}", action)
    assert (found, type(found)) == (value, type(value))


def test_a_date_that_counts_from_another_is_the_day_that_it_makes(tmp_path: Path) -> None:
    action = "{by: 6 months after published}"
    found = cell(tmp_path, "items.actions.by", action, "published: 2019-07-17")
    assert found == datetime.date(2020, 1, 17)


def test_a_date_that_counts_from_no_answer_stands_as_it_was_written(tmp_path: Path) -> None:
    found = cell(tmp_path, "items.actions.by", "{by: ' 6 months after published'}")
    assert found == "6 months after published"


@pytest.mark.parametrize(
    ("column", "before", "value"),
    [
        ("published", "published: 17 February 2022", datetime.date(2022, 2, 17)),
        ("colours", "colours: [r, b]", "Light red; b"),
        ("days", "days: [2022-02-17, 2022-03-01]", "17 February 2022; 1 March 2022"),
        ("leader.name", "leader: {name: Ann}", "Ann"),
        ("leader", "leader: {name: Ann, role: Head}", "Ann; Head"),
        ("people", "people: [{name: Ann, role: Head}, {name: Bob}]", "Ann; Head; Bob"),
    ],
)
def test_a_value_of_the_whole_response_stands_in_each_row(
    tmp_path: Path, column: str, before: str, value: Cell
) -> None:
    assert cell(tmp_path, column, "{what: One}", before) == value


def text(found: Cell) -> str:
    assert isinstance(found, tuple)
    return write_blocks(found)


def test_prose_is_read_as_paragraphs_and_lists(tmp_path: Path) -> None:
    found = cell(tmp_path, "items.actions.why", r'{why: "It is **so**.\n\n- One\n- Two"}')
    assert text(found) == "It is so.\n\n- One\n- Two"


def test_prose_in_a_list_is_kept_in_its_paragraphs(tmp_path: Path) -> None:
    found = cell(tmp_path, "items.actions.notes", "{notes: [One., Two.]}")
    assert text(found) == "One.\n\nTwo."


def test_passages_are_read_with_the_words_of_their_snippets(tmp_path: Path) -> None:
    made = visit(tmp_path, "A: items.response")
    passages = "[{text: We agree.}, {snippet: a/b, values: {day: May}}, {snippet: a/b}]"
    listing = collect(made, f"items: [{{response: {passages}, actions: [{{what: One}}]}}]\n")
    assert text(listing.rows[0][0]) == (
        "We agree.\n\nWe train all staff by May.\n\nWe train all staff by [TO COMPLETE: When?]."
    )


def test_answers_whose_passages_cannot_be_read_are_not_listed_at_all(tmp_path: Path) -> None:
    made = visit(tmp_path, "A: items.response")
    made.write("boilerplate/a/broken.md", "---\ntitle: [\n---\nWords.\n")
    response = "response: [{snippet: a/broken}], actions: [{what: Two}]"
    path = made.answer(f"items: [{{actions: [{{what: One}}]}}, {{{response}}}]\n")
    collector = Collector(Composer(house.load(made.folder)))
    with pytest.raises(ResponderError):
        collector.add(answers.load(path))
    assert collector.listing() == Listing(("Answers file",), ())


@pytest.mark.parametrize(
    "column",
    [
        *("items.actions.what", "items.actions.why", "items.actions.by", "items.actions.count"),
        *("items.actions.done", "items.actions.owners", "items.actions.notes", "name", "colours"),
        *("items.actions.steps", "items.actions.steps.step", "items.response", "leader", "people"),
        *("leader.name", "published", "items.number", "people"),
    ],
)
def test_an_answer_that_is_not_given_is_an_empty_cell(tmp_path: Path, column: str) -> None:
    assert cell(tmp_path, column, "{count: }") is None


def test_what_does_not_fit_its_question_is_shown_as_it_was_written(tmp_path: Path) -> None:
    made = visit(tmp_path, "By: items.actions.by", "Count: items.actions.count")
    path = made.answer("items: [{actions: [{what: One, by: ' soon', count: [1]}]}]\n")
    collector = Collector(Composer(house.load(made.folder)))
    findings = collector.add(answers.load(path))
    assert collector.listing().rows[0][:2] == ("soon", None)
    assert [finding.rule for finding in findings] == ["wrong-type", "wrong-type"]


def test_a_gap_is_a_finding(tmp_path: Path) -> None:
    made = visit(tmp_path, "A: items.actions.what")
    collector = Collector(Composer(house.load(made.folder)))
    findings = collector.add(answers.load(made.answer("items: [{actions: [{count: 1}]}]\n")))
    assert [finding.rule for finding in findings] == ["missing"]
