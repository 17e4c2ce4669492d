from pathlib import Path

import pytest

from responder import house
from responder.boilerplate import Library
from responder.candidates.privacy import Privacy, read_privacy

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def privacy() -> Privacy:
    return read_privacy(house.load(ROOT), ["Ezra Quill"])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("We thank Deputy Chief Crown Prosecutor Jane Doe.", "Jane Doe"),
        ("The Board is chaired by Mark Hill, Chief Crown Prosecutor.", "Mark Hill"),
        ("This is led by Sarah Jane Hill.", "Sarah Jane Hill"),
        ("Ask Anna Lee for it.", "Anna Lee"),
        ("Recently Sarah Hill left.", "Sarah Hill"),
        ("Our Chief Inspector Andrew Cayley agreed.", "Andrew Cayley"),
        ("the Director of Public Prosecutions, Max Hill QC, said", "Max Hill"),
        ("Their lead is Jo Ng.", "Jo Ng"),
        ("Mary-Anne Smith met us.", "Mary-Anne Smith"),
        ("Peter O’Neill joined.", "Peter O’Neill"),
        ("KATE BROWN LEADS", "KATE BROWN"),
        ("J. Smith leads.", "J. Smith"),
        ("Ms Patel leads.", "Ms Patel"),
        ("Dr Brown leads.", "Dr Brown"),
        ("Siobhan said it.", "Siobhan"),
        ("Ask jane.doe@example.org.", "jane.doe@example.org"),
        ("It was Ezra Quill’s idea.", "Ezra Quill"),
        ("It was Quill’s idea.", "Quill"),
        ("It was martin goldman’s idea.", "martin goldman"),
    ],
)
def test_a_name_is_found(privacy: Privacy, text: str, named: str) -> None:
    assert privacy.find_person(text).startswith(named)


@pytest.mark.parametrize(
    "text",
    [
        "Work at Snaresbrook Crown Court goes on, as it does at Ipswich Magistrates’ Court.",
        "Operation Soteria helps, since Ipswich Crown Court closed.",
        "Kent Police and Avon and Somerset Police agree with Greater Manchester.",
        "The Lord Chief Justice and Mr Justice Green were told.",
        "Legal Managers use the Individual Quality Assessment and the Case Management System.",
        "The Joint Operational Improvement Meeting met in May and in June 2022.",
        "Her Majesty's Crown Prosecution Service Inspectorate found this.",
        "In the Financial Year 2022/23 the Victim Liaison Unit at Kingston grew.",
        "Write to the team at letters@example.org.",
        "A quill is a pen.",
    ],
)
def test_other_words_with_capitals_name_nobody(privacy: Privacy, text: str) -> None:
    assert privacy.find_person(text) == ""


def test_no_snippet_of_the_library_is_taken_for_one_that_names_or_quotes(privacy: Privacy) -> None:
    folders = (ROOT / "boilerplate", ROOT / "tests/second_house/boilerplate")
    snippets = [one for folder in folders for one in Library(folder).load_all(_refuse)]
    found = {
        one.label: reason
        for one in snippets
        for reason in privacy.find_reasons(one.body.split("\n\n"))
        if reason
    }
    assert not found


def _refuse(error: Exception) -> None:
    raise error


@pytest.mark.parametrize(
    ("paragraphs", "kept"),
    [
        (["a “b c d e” f"], []),
        (["a “b c” f"], [0]),
        (["He said “b c”."], []),
        (['a "b c d e" f'], []),
        (["a 'b c d e' f"], []),
        (["the witnesses' needs and the victims' needs too"], [0]),
        (["“one", "two", "three”", "four"], [3]),
        (["“one", "“two", "“three”", "four"], [3]),
        (["“one", "two"], [1]),
        (["one", "two”"], [0]),
        (["He said: “One", '"two', '"three”.', "four"], [3]),
        (["> one two"], []),
    ],
)
def test_quotations_are_found_over_any_number_of_paragraphs(
    privacy: Privacy, paragraphs: list[str], kept: list[int]
) -> None:
    found = privacy.find_reasons(paragraphs)
    assert [number for number, reason in enumerate(found) if not reason] == kept


def test_words_that_were_published_as_somebodys_are_found_without_marks(privacy: Privacy) -> None:
    (reason,) = privacy.find_reasons(
        ["We make excellent charging decisions and add value to issues relating to victims here."]
    )
    assert reason.startswith("It holds a quotation")
