from pathlib import Path

import pytest

from responder import house
from responder.check import check
from responder.check.settings import load_rules
from responder.compose import Composer
from responder.errors import Finding
from tests.houses import SmallHouse, build, snippet

NATIONAL = """\
The Service recognises the importance of getting our letters to people right.

In the first phase we looked at actions that we can take in the shorter term to improve them.

In the second phase we asked people what they need, and how they would like to be told.
"""
LOCAL = (
    "Letters are read by {{ who }} before they are sent, and a sample of them is discussed "
    "{{ often }}, so that all learn.\n"
)
SLOTS = "{who: {ask: Who?, example: x}, often: {ask: How often?}}"


def library(folder: Path) -> SmallHouse:
    after = NATIONAL.replace("asked", "will ask")
    return build(
        folder / "house",
        snippets={
            "letters/programme@1": snippet(
                NATIONAL, title="Programme", scope="national", valid="{until: 2022-01-31}"
            ),
            "letters/programme@2": snippet(
                after,
                title="Programme",
                scope="national",
                valid="{from: 2022-02-01, until: 2022-12-31}",
                superseded="Ask the central team.",
            ),
            "letters/reading": snippet(LOCAL, title="Reading of letters", slots=SLOTS),
        },
    )


def find(folder: Path, text: str, day: str = "2022-03-01", origin: str = "") -> list[Finding]:
    made = library(folder)
    lines = "\n".join(f"      {line}".rstrip() for line in text.strip().splitlines())
    path = made.answer(
        f"{f'published: {day}' if day else ''}\npassages:\n  - text: |-\n{lines}\n"
        + (f"    origin: {origin}\n" if origin else "")
    )
    return check_answers(made, path)


def check_answers(made: SmallHouse, path: Path) -> list[Finding]:
    """Return what is found on answers, but for what rules on their words find."""
    found = check(Composer(house.load(made.folder)), path)
    return [finding for finding in found if finding.rule not in load_rules()]


CURRENT = NATIONAL.replace("asked", "will ask")


def test_text_that_the_library_holds_is_found_at_its_place_with_the_name_to_write(
    tmp_path: Path,
) -> None:
    (finding,) = find(tmp_path, CURRENT)
    assert (finding.rule, finding.severity) == ("near-snippet", "warning")
    assert (finding.place.line, finding.place.column) == (4, 11)
    assert finding.message == (
        "This is “Programme” (letters/programme@2). Write “snippet: letters/programme” instead."
    )


def test_edited_national_text_is_shown_with_the_words_that_differ(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, CURRENT.replace("shorter term", "short term"))
    assert finding.message == (
        "This is nearly “Programme” (letters/programme@2): … take in the [-shorter-] {+short+} "
        "term to improve …. Write “snippet: letters/programme” instead."
    )


def test_a_comma_that_was_taken_out_of_national_text_is_a_change(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, CURRENT.replace("need, and", "need and"))
    assert "[-need,-] {+need+}" in finding.message


def test_other_quotation_marks_and_white_space_are_no_change(tmp_path: Path) -> None:
    made = build(
        tmp_path / "house",
        snippets={"a/b": snippet("The Area’s people say that all of this is “very well done”.")},
    )
    text = 'The Area\'s  people say that all of this is "very well done".'
    path = made.answer(f"passages:\n  - text: '{text.replace(chr(39), chr(39) * 2)}'\n")
    (finding,) = check_answers(made, path)
    assert finding.message == "This is “A passage” (a/b). Write “snippet: a/b” instead."


def test_words_in_the_place_of_slots_are_offered_as_their_values(tmp_path: Path) -> None:
    text = LOCAL.replace("{{ who }}", "the Head of Unit: Crown").replace("{{ often }}", "weekly")
    (finding,) = find(tmp_path, text)
    assert finding.severity == "advice"
    assert finding.message == (
        "This is “Reading of letters” (letters/reading). Write “snippet: letters/reading” and "
        '“values: {who: "the Head of Unit: Crown", often: "weekly"}” instead.'
    )


def test_slots_that_stand_side_by_side_are_no_change(tmp_path: Path) -> None:
    body = "Letters are read {{ when }} {{ who }} before they are sent to anybody at all.\n"
    slots = "{who: {ask: Who?}, when: {ask: When?}}"
    made = build(tmp_path / "house", snippets={"a/b": snippet(body, slots=slots)})
    text = body.replace("{{ when }} {{ who }}", "weekly by two of us")
    (finding,) = check_answers(made, made.answer(f"passages: [{{text: {text.strip()}}}]\n"))
    assert finding.message == (
        "This is “A passage” (a/b). Write “snippet: a/b” and values for who, when instead."
    )


def test_what_is_offered_instead_prints_the_same_words(tmp_path: Path) -> None:
    text = LOCAL.replace("{{ who }}", "a leader (or two)").replace("{{ often }}", "weekly")
    (finding,) = find(tmp_path, text)
    values = finding.message.partition("“values: ")[2].partition("”")[0]
    made = build(tmp_path / "other", snippets={"letters/reading": snippet(LOCAL, slots=SLOTS)})
    assert made.lines(f"passages: [{{snippet: letters/reading, values: {values}}}]") == [
        text.strip()
    ]


def test_a_local_text_that_differs_may_also_be_declared_as_adapted(tmp_path: Path) -> None:
    text = LOCAL.replace("{{ who }}", "a leader").replace("{{ often }}", "weekly")
    (finding,) = find(tmp_path, text.replace("sample", "part"))
    assert "and a [-sample-] {+part+} of them is" in finding.message
    assert finding.message.endswith("If the change is meant, add “origin: letters/reading”.")
    assert not find(tmp_path / "again", text.replace("all", "we"), origin="letters/reading")


def test_some_paragraphs_of_a_longer_text_are_found_by_their_numbers(tmp_path: Path) -> None:
    own = "The Area agrees with every word of this issue, and says so with pleasure."
    first, second, third = CURRENT.strip().split("\n\n")
    (finding,) = find(tmp_path, f"{own}\n\n{second}\n\n{third}\n\n{own}")
    assert finding.message.startswith("Paragraphs 2 to 3 are a part of “Programme”")
    (finding,) = find(tmp_path / "again", f"{own}\n\n{first}")
    assert finding.message.startswith("Paragraph 2 is a part of “Programme”")


def test_two_snippets_in_one_text_are_two_findings(tmp_path: Path) -> None:
    local = LOCAL.replace("{{ who }}", "a leader").replace("{{ often }}", "weekly")
    found = find(tmp_path, f"{CURRENT}\n\n{local}")
    assert [one.message.partition("”")[0] for one in found] == [
        "Paragraphs 1 to 3 are “Programme",
        "Paragraph 4 is “Reading of letters",
    ]


def test_paragraphs_run_together_are_found_all_the_same(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, " ".join(CURRENT.split()))
    assert finding.message.startswith("This is “Programme”")


def test_an_expired_version_is_said_to_be_out_of_date_and_since_when(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, NATIONAL)
    assert finding.message == (
        "This is “Programme” (letters/programme@1). It is out of date: “Programme” could be used "
        "until 31 January 2022. Write “snippet: letters/programme” instead."
    )


def test_where_nothing_valid_remains_no_reference_is_offered(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, CURRENT, "2023-02-01")
    assert finding.message.endswith("until 31 December 2022. Ask the central team.")


def test_without_a_publication_date_the_version_is_named(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, NATIONAL, day="")
    assert finding.message.endswith("Write “snippet: letters/programme@1” instead.")


def test_national_text_that_was_edited_stays_a_warning_if_it_says_where_it_is_from(
    tmp_path: Path,
) -> None:
    edited = CURRENT.replace("shorter", "short")
    (finding,) = find(tmp_path, edited, origin="letters/programme@2")
    assert (finding.rule, finding.severity) == ("near-snippet", "warning")
    assert finding.message.startswith("This national wording was edited: … take in the [-shorter-]")
    assert not find(tmp_path / "again", CURRENT, origin="letters/programme@2")


def test_adapted_text_is_out_of_date_when_its_origin_is(tmp_path: Path) -> None:
    (finding,) = find(tmp_path, NATIONAL, origin="letters/programme@1")
    assert "out of date: “Programme” could be used until 31 January 2022." in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "The Area agrees.",
        "The importance of getting our letters to people right is something that every one of us "
        "knows, and the board has talked about it in each of its meetings since last spring.",
        "Letters are sent by the unit when a case has ended, and by nobody else at any time.",
        "—",
    ],
)
def test_a_turn_of_phrase_in_common_is_no_finding(tmp_path: Path, text: str) -> None:
    assert not find(tmp_path, text)


def test_a_broken_snippet_hides_no_other(tmp_path: Path) -> None:
    made = library(tmp_path)
    made.write("boilerplate/letters/broken.md", CURRENT)
    made.write("boilerplate/letters/programme@3.md", "no front matter")
    lines = "\n".join(f"      {line}".rstrip() for line in CURRENT.splitlines())
    path = made.answer(f"published: 2022-03-01\npassages:\n  - text: |-\n{lines}\n")
    (finding,) = check_answers(made, path)
    assert finding.message.startswith("This is “Programme” (letters/programme@2).")
