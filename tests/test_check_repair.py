from pathlib import Path

from responder.answers.file import AnswersFile
from responder.check import check
from responder.check.repair import repair
from responder.errors import Finding
from tests.checking import CLEAN, composer, respond


def mend(path: Path, text: str) -> tuple[str, list[Finding]]:
    """Return a file's text after its safe repairs, and those repairs."""
    path.write_bytes(text.encode())
    file = AnswersFile.open(path)
    mended = [one for one in repair(file, check(composer(), path)) if one.rule == "doubled-word"]
    file.save()
    return path.read_bytes().decode(), mended


def test_a_safe_repair_changes_the_words_and_nothing_else(tmp_path: Path) -> None:
    before = respond("The Area will see the\nthe letters.\n\nThe end.")
    after, mended = mend(tmp_path / "a.yaml", before)
    assert [one.excerpt for one in mended] == ["the the"]
    assert after == before.replace("see the\n          the letters", "see the letters")


def test_each_of_several_repairs_takes_its_own_occurrence(tmp_path: Path) -> None:
    text = respond("It is is so. That is so.\n\nAnd it is is well, or it was was.")
    after, mended = mend(tmp_path / "a.yaml", text)
    assert len(mended) == 3
    assert "It is so. That is so." in after
    assert "And it is well, or it was." in after


def test_the_words_of_others_are_never_repaired(tmp_path: Path) -> None:
    text = CLEAN.replace("quality of letters", "quality of of letters")
    assert mend(tmp_path / "a.yaml", text) == (text, [])


def test_a_value_that_fills_a_gap_of_a_snippet_is_repaired_in_the_answers(tmp_path: Path) -> None:
    text = CLEAN.partition("      - text:")[0] + (
        "      - snippet: disclosure/local-action-plan\n"
        "        values: {oversight: the the Casework Quality Board}\n"
    )
    after, mended = mend(tmp_path / "a.yaml", text)
    assert len(mended) == 1
    assert "oversight: the Casework Quality Board\n" in after


def test_quotation_marks_that_yaml_needs_are_no_obstacle(tmp_path: Path) -> None:
    text = respond("x").replace("text: |-\n          x", 'text: "It is is: so."')
    after, _ = mend(tmp_path / "a.yaml", text)
    assert 'text: "It is: so."' in after
