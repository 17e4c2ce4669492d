from pathlib import Path

import pytest

from responder.errors import Finding
from tests.checking import CLEAN, find, find_in
from tests.houses import SmallHouse, build

QUESTIONS = """\
title: A visit
published: published
roles:
  deadline: [items.deadline]
  due: [items.actions.by]
  status: [items.actions.status]
questions:
  - {name: published, ask: When is it published?, type: date, required: false}
  - name: items
    ask: Which items?
    type: list
    each: item
    questions:
      - {name: deadline, ask: By when?, type: date, required: false}
      - name: actions
        ask: Which actions?
        type: list
        each: action
        required: false
        questions:
          - {name: by, ask: By when?, type: date, required: false}
          - {name: status, ask: How far?, type: choice, choices: [planned, done], default: planned}
"""
DATA = "finished_statuses: [done]\n"


LAYOUT = "# Of {% if published %}{{ published | date }}{% endif %} and us\n\nWords.\n"


def small(folder: Path, data: str = DATA, questions: str = QUESTIONS) -> SmallHouse:
    return build(
        folder / "house",
        LAYOUT,
        questions,
        files={"house.yaml": data},
    )


def say(made: SmallHouse, items: str, rule: str = "") -> list[Finding]:
    return find_in(made, f"published: 2022-02-17\nitems:\n{items}\n", rule)


def test_an_action_that_ends_after_its_item_s_deadline_is_a_warning_at_its_day(
    tmp_path: Path,
) -> None:
    items = (
        "  - {deadline: 2022-03-31, actions: [{by: 2022-03-31}, {by: 2022-04-01}]}\n"
        "  - {deadline: 2022-05-31, actions: [{by: 2022-05-01}]}"
    )
    (finding,) = say(small(tmp_path), items)
    assert (finding.rule, finding.severity) == ("late-action", "warning")
    assert (finding.place.line, finding.path) == (4, "items[0].actions[1].by")
    assert "1 April 2022" in finding.message
    assert "31 March 2022" in finding.message


def test_a_deadline_that_counts_from_publication_is_a_day_too(tmp_path: Path) -> None:
    items = "  - {deadline: 1 month after published, actions: [{by: 2022-03-18}]}"
    (finding,) = say(small(tmp_path), items, "late-action")
    assert "17 March 2022" in finding.message


def test_an_action_that_was_done_late_is_done(tmp_path: Path) -> None:
    items = "  - {deadline: 2022-01-31, actions: [{by: 2022-02-01, status: done}]}"
    assert not say(small(tmp_path), items, "late-action")


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("{by: 2022-02-16}", "before publication"),
        ("{by: 2022-02-18, status: done}", "after publication"),
    ],
)
def test_a_day_that_does_not_go_with_the_status_of_an_action_is_a_warning(
    tmp_path: Path, action: str, said: str
) -> None:
    (finding,) = say(small(tmp_path), f"  - {{actions: [{action}]}}")
    assert (finding.rule, finding.severity) == ("past-action", "warning")
    assert said in finding.message


@pytest.mark.parametrize("action", ["{by: 2022-02-17}", "{by: 2022-02-17, status: done}", "{}"])
def test_an_action_on_the_day_itself_or_on_none_is_left_alone(tmp_path: Path, action: str) -> None:
    assert not say(small(tmp_path), f"  - {{actions: [{action}]}}", "past-action")


def test_a_deadline_before_publication_is_advice(tmp_path: Path) -> None:
    (finding,) = say(small(tmp_path), "  - {deadline: 2022-02-16}")
    assert (finding.rule, finding.severity) == ("past-deadline", "advice")
    assert finding.path == "items[0].deadline"


def test_a_house_that_does_not_say_which_status_is_the_last_hears_nothing_of_it(
    tmp_path: Path,
) -> None:
    items = "  - {actions: [{by: 2022-02-16}]}"
    assert not say(small(tmp_path, "organisation: x\n"), items)


def test_without_a_status_what_is_due_is_still_to_be_done(tmp_path: Path) -> None:
    questions = QUESTIONS.replace("  status: [items.actions.status]\n", "")
    made = small(tmp_path, "organisation: x\n", questions)
    assert say(made, "  - {actions: [{by: 2022-02-16}]}", "past-action")


def test_without_a_date_of_publication_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    text = "items:\n  - {deadline: 1999-12-31, actions: [{by: 1999-12-31}]}\n"
    found = {one.rule for one in find_in(small(tmp_path), text)}
    assert found.isdisjoint({"late-action", "past-action", "past-deadline"})


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ("deadline: 2022-03-31\n    actions: [{what: x, by: 2022-04-01}]", "late-action"),
        ("actions: [{what: x, by: 2022-02-01}]", "past-action"),
        ("actions: [{what: x, status: done, by: 2022-03-01}]", "past-action"),
        ("deadline: 2022-02-01", "past-deadline"),
    ],
)
def test_this_house_s_items_and_actions_are_compared(facts: str, rule: str) -> None:
    text = CLEAN.replace("    response:", f"    {facts}\n    response:")
    assert [one.rule for one in find(text) if one.rule == rule] == [rule]
