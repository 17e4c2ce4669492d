"""The library that the house comes with: every wording at its time."""

from pathlib import Path

import pytest

from responder import answers, house
from responder.compose import Composer, Composition
from responder.writers import text

ROOT = Path(__file__).parent.parent
PROGRAMME = "victim-communication/three-phase-programme"


@pytest.fixture(scope="module")
def composer() -> Composer:
    return Composer(house.load(ROOT))


def compose(composer: Composer, folder: Path, published: str) -> Composition:
    """Return a response whose first item is answered with the programme and nothing else."""
    path = folder / "answers.yaml"
    lines = [
        "template: area-inspection",
        "area: London South",
        f"published: {published}",
        "items:",
        "  - text: The quality of letters to victims needs to improve.",
        "    theme: victim-communication",
        f"    response: [{{snippet: {PROGRAMME}}}]",
    ]
    path.write_text("\n".join(lines), "utf-8")
    return composer.compose(answers.load(path))


@pytest.mark.parametrize(
    ("published", "version", "words"),
    [
        ("2021-10-15", "2021-10", "The new templates will be available to prosecutors by the end"),
        ("2022-02-17", "2022-02", "The new templates became available to prosecutors in December"),
        ("2022-10-20", "2022-06", "was published on the CPS website on 27 June 2022."),
    ],
)
def test_the_programme_is_printed_as_it_stood_on_the_day(
    composer: Composer, tmp_path: Path, published: str, version: str, words: str
) -> None:
    composition = compose(composer, tmp_path, published)
    (snippet,) = [one for one in composer.library.versions(PROGRAMME) if one.version == version]
    for document in (composition.document, composition.document.final()):
        printed = " ".join(text.write(document).split())
        assert words in printed
        assert " ".join(snippet.body.split()) in printed
    assert not [one for one in composition.blocking(final=True) if one.rule == "out-of-date"]


@pytest.mark.parametrize("published", ["2024-02-01", "2026-11-01"])
def test_once_the_programme_has_ended_a_gap_says_when_and_whom_to_ask_and_no_final_is_written(
    composer: Composer, tmp_path: Path, published: str
) -> None:
    composition = compose(composer, tmp_path, published)
    printed = " ".join(text.write(composition.document).split())
    assert (
        "[TO COMPLETE: “Three-phase programme on communication with victims” could be used until "
        "18 December 2023. The programme was renamed and restructured: it was called the Victim "
        "Transformation Programme by 19 December 2023, and the Victims Programme by 5 December "
        "2024. Ask the central victims team for current wording.]"
    ) in printed
    assert "three-phase programme of work" not in printed
    assert [one.rule for one in composition.blocking(final=True)].count("out-of-date") == 1
    assert not composition.blocking(final=False)
