"""Lists in the wizard: adding, pasting, changing, moving and removing entries."""

from pathlib import Path
from typing import Any

import pytest

from responder.house import House
from tests.wizard_keys import (
    DONE,
    DOWN,
    ENTER,
    ERASE,
    FULL,
    UP,
    ask_once,
    make_house,
    paste,
    plain_answers,
)

# From “That is all”, where the menu of a list that holds entries begins.
ADD, PASTE, CHANGE, MOVE, REMOVE = (f"{DOWN * times}{ENTER}" for times in range(1, 6))
EMPTY = "template: visit\nplace: Leeds\n"
BLOCK = "1. One goes\non.\n2. Two.\n3) Three."
NUMBERED = ["One goes on.", "Two.", "Three."]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return make_house(tmp_path / "house")


@pytest.fixture
def full(tmp_path: Path) -> Path:
    return write(tmp_path, FULL)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return write(tmp_path, EMPTY)


def write(folder: Path, text: str) -> Path:
    path = folder / "answers.yaml"
    path.write_text(text, "utf-8")
    return path


def fill(house: House, path: Path, keys: str, plain: bool = False) -> None:
    ask_once(house, path, ("points",), keys, plain)


def points(path: Path) -> list[Any]:
    return list(plain_answers(path)["points"])


def texts(path: Path) -> list[str]:
    return [point["text"] for point in points(path)]


def test_an_entry_is_added_below_the_others(house: House, full: Path) -> None:
    fill(house, full, f"{ADD}Fourth{ENTER}Dan{ENTER}3{ENTER}{ENTER}")
    assert points(full)[3] == {"text": "Fourth", "owner": "Dan", "pages": ["3"]}
    head, _, tail = FULL.partition("reply:")
    assert full.read_text("utf-8").startswith(head)
    assert full.read_text("utf-8").endswith(tail)


def test_changing_an_entry_leaves_the_others_alone(house: House, full: Path) -> None:
    # The second point, then its owner in the overview of its answers.
    fill(house, full, f"{CHANGE}{DOWN}{ENTER}{DOWN * 2}{ENTER}Ben{ENTER}")
    expected = FULL.replace("text: Second point\n", "text: Second point\n    owner: Ben\n")
    assert full.read_text("utf-8") == expected


def test_moving_an_entry_leaves_the_others_in_their_order(house: House, full: Path) -> None:
    fill(house, full, f"{MOVE}{DOWN * 2}{ENTER}{UP * 2}{ENTER}")
    assert texts(full) == ["Third point", "First point", "Second point"]
    assert points(full)[1] == {"text": "First point", "owner": "Ann", "pages": ["1.10", "2"]}


def test_removing_an_entry_leaves_the_others_alone(house: House, full: Path) -> None:
    fill(house, full, f"{REMOVE}{DOWN}{ENTER}y")
    assert full.read_text("utf-8") == FULL.replace("  - text: Second point\n", "")


def test_an_entry_is_removed_only_when_confirmed(house: House, full: Path) -> None:
    fill(house, full, f"{REMOVE}{DOWN}{ENTER}{ENTER}")
    assert full.read_text("utf-8") == FULL


def test_going_back_out_of_a_new_entry_leaves_no_trace(house: House, full: Path) -> None:
    fill(house, full, f"{ADD}<{ENTER}")
    assert full.read_text("utf-8") == FULL


@pytest.mark.parametrize(
    "keys",
    [
        f"{paste(BLOCK)}{ENTER}",  # into the menu
        f"{DOWN}{ENTER}{paste(BLOCK)}{DONE}{ENTER}",  # where a paste is asked for
        f"{ENTER}{paste(BLOCK)}{ENTER}{ENTER}",  # into the first question of a new entry
    ],
)
def test_a_pasted_block_of_numbered_lines_becomes_entries(
    house: House, empty: Path, keys: str
) -> None:
    fill(house, empty, keys)
    assert texts(empty) == NUMBERED


def test_after_a_paste_the_rest_of_each_entry_is_asked(house: House, empty: Path) -> None:
    owners = f"Ann{ENTER}{ENTER}Ben{ENTER}{ENTER}Cas{ENTER}"
    fill(house, empty, f"{paste(BLOCK)}{ENTER}{owners}")
    assert [point["owner"] for point in points(empty)] == ["Ann", "Ben", "Cas"]


def test_a_block_pasted_into_a_later_entry_leaves_the_others_alone(
    house: House, full: Path
) -> None:
    fill(house, full, f"{ADD}{paste(BLOCK)}{ENTER}{ENTER}")
    assert texts(full) == ["First point", "Second point", "Third point", *NUMBERED]


def test_a_pasted_block_can_be_one_entry_after_all(house: House, empty: Path) -> None:
    fill(house, empty, f"{paste(BLOCK)}{DOWN}{ENTER}")
    assert texts(empty) == ["1. One goes on. 2. Two. 3) Three."]


def test_a_pasted_block_can_be_dropped(house: House, empty: Path) -> None:
    fill(house, empty, f"{paste(BLOCK)}{UP}{ENTER}")
    assert empty.read_text("utf-8") == EMPTY


def test_a_pasted_block_can_be_changed_first(house: House, empty: Path) -> None:
    fill(house, empty, f"{paste(BLOCK)}{DOWN * 2}{ENTER}\n4. Four.{DONE}{ENTER}")
    assert texts(empty) == [*NUMBERED, "Four."]


def test_lines_pasted_into_a_list_of_values_become_entries(house: House, empty: Path) -> None:
    pages = "1.10\n1.20\n"
    fill(house, empty, f"{ENTER}One{ENTER}{ENTER}{paste(pages)}{ENTER}")
    assert points(empty)[0]["pages"] == ["1.10", "1.20"]


def test_a_value_of_a_list_of_values_is_changed_alone(house: House, full: Path) -> None:
    keys = f"{CHANGE}{DOWN}{ENTER}{ERASE}3{ENTER}"
    ask_once(house, full, ("points", 0, "pages"), keys)
    assert full.read_text("utf-8") == FULL.replace('["1.10", "2"]', '["1.10", "3"]')


def test_plain_lists_are_filled_by_number(house: House, full: Path) -> None:
    fill(house, full, f"4{ENTER}3{ENTER}1{ENTER}", plain=True)
    assert texts(full) == ["Third point", "First point", "Second point"]


def test_passages_are_moved_and_removed_without_touching_the_others(
    house: House, full: Path
) -> None:
    # Write, library, change, move, remove, done.
    ask_once(house, full, ("reply",), f"{UP * 2}{ENTER}{DOWN}{ENTER}{UP}{ENTER}")
    moved = plain_answers(full)["reply"]
    assert [next(iter(passage)) for passage in moved] == ["snippet", "text"]
    ask_once(house, full, ("reply",), f"{UP}{ENTER}{DOWN}{ENTER}y")
    assert plain_answers(full)["reply"] == moved[:1]


def test_a_block_that_was_pasted_is_still_there_after_going_back(house: House, empty: Path) -> None:
    fill(house, empty, f"{paste(BLOCK)}<{DOWN}{ENTER}{DONE}{ENTER}")
    assert texts(empty) == NUMBERED


def test_a_block_pasted_over_an_answer_of_an_entry_is_added_after_it(
    house: House, full: Path
) -> None:
    # Change the first point: its text, in the overview of its answers.
    keys = f"{CHANGE}{ENTER}{DOWN}{ENTER}{ERASE}{paste(BLOCK)}{ENTER}{ENTER}"
    fill(house, full, keys)
    assert texts(full) == ["First point", *NUMBERED, "Second point", "Third point"]


def test_what_a_file_cannot_hold_is_taken_out_of_a_block(house: House, empty: Path) -> None:
    block = "1. One.\x00\r\n2. Two.\x02"
    fill(house, empty, f"{paste(block)}{ENTER}")
    assert texts(empty) == ["One.", "Two."]
