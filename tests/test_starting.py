"""The house that a new one begins as: what is in it, and what it makes."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from responder import answers, files, house, starting
from responder.answers.file import AnswersFile
from responder.compose import Composer, Composition
from responder.document import GAP, lines_of, spans_of, text_of
from responder.errors import FileError
from responder.house import House
from responder.questions import Question
from responder.writers import word
from tests.houses import build
from tests.test_architecture import DOMAIN

ROOT = Path(__file__).parent.parent
CONTENTS = {
    "README.md",
    "boilerplate/README.md",
    "boilerplate/opening/thanks-to-staff.md",
    "boilerplate/quality/learning-from-complaints.md",
    "example.yaml",
    "templates/README.md",
    "templates/house.docx",
    "templates/house.yaml",
    "templates/inspection/grammar.yaml",
    "templates/inspection/questionnaire.yaml",
    "templates/inspection/report-grammar.yaml",
    "templates/inspection/response.md.j2",
}


@pytest.fixture
def made(tmp_path: Path) -> House:
    starting.make(tmp_path / "own", house.load(ROOT))
    return house.load(tmp_path / "own")


def contents(folder: Path) -> set[str]:
    """Return the names of all files in a folder and those below it."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in found}


def compose(made: House, text: str | None = None) -> Composition:
    """Return what the house makes of its example, or of other answers."""
    path = made.folder / "example.yaml"
    if text is not None:
        path.write_text(f"template: inspection\n{text}", "utf-8")
    return Composer(made).compose(answers.load(path))


def lines(composition: Composition) -> list[str]:
    return [text_of(line) for block in composition.document.blocks for line in lines_of(block)]


def answered(made: House, *changes: tuple[tuple[str | int, ...], str | None]) -> list[str]:
    """Return the lines of the example once some of its answers have been changed or removed."""
    file = AnswersFile.open(made.folder / "example.yaml")
    for steps, value in changes:
        if value is None:
            file.remove(steps)
        else:
            file.set(steps, value)
    file.save()
    return lines(compose(made))


# What is in it.


def test_a_new_house_holds_a_template_snippets_an_example_and_what_explains_them(
    made: House,
) -> None:
    assert contents(made.folder) == CONTENTS
    assert made.template_names() == ["inspection"]


def test_its_page_names_every_file_that_is_to_be_edited(made: House) -> None:
    page = (made.folder / "README.md").read_text("utf-8")
    named = {name for name in CONTENTS if name in page}
    assert named >= {name for name in CONTENTS if not name.startswith("boilerplate/")} - {
        "README.md"
    }
    assert "boilerplate/" in page


def test_it_knows_no_other_organisation(made: House) -> None:
    texts = {name: (made.folder / name).read_bytes() for name in CONTENTS}
    with zipfile.ZipFile(made.word_template) as package:
        texts |= {f"house.docx: {name}": package.read(name) for name in package.namelist()}
    known = [
        f"{name}: {line.strip()[:100]}"
        for name, text in texts.items()
        if not name.endswith(".docx")
        for line in text.decode("utf-8").splitlines()
        if DOMAIN.search(line)
    ]
    assert not known


def test_it_takes_the_word_styles_of_the_house_in_use(tmp_path: Path) -> None:
    other = build(tmp_path / "other")
    other.write("templates/house.docx", "styles of another house")
    starting.make(tmp_path / "own", house.load(other.folder))
    assert (tmp_path / "own/templates/house.docx").read_bytes() == b"styles of another house"


def test_every_question_is_printed_or_helps_to_answer(made: House) -> None:
    layout = (made.templates / "inspection/response.md.j2").read_text("utf-8")
    printed = set(re.findall(r"[a-z_]+", layout))

    def walk(questions: list[Question]) -> set[str]:
        return {name for one in questions for name in (one.name, *walk(one.questions))}

    assert walk(made.questionnaire("inspection").questions) - printed == {"theme"}


# What it makes.


def test_the_example_is_complete(made: House) -> None:
    composition = compose(made)
    assert not composition.findings
    assert not composition.blocking(final=True)
    assert word.write(composition.document.final(), made.word_template)


def test_the_example_says_that_it_is_one(made: House) -> None:
    assert any("This response is an example" in line for line in lines(compose(made)))


def test_every_snippet_of_the_library_stands_in_the_example(made: House) -> None:
    spans = spans_of(compose(made).document.blocks)
    cited = {span.source.citation.snippet for span in spans if span.source and span.source.citation}
    assert cited == {"opening/thanks-to-staff", "quality/learning-from-complaints"}


def test_every_question_that_must_be_answered_shows_as_a_gap(made: House) -> None:
    composition = compose(made, "items:\n  - actions: [{}]\n")
    assert not composition.blocking(final=False)
    assert {one.rule for one in composition.findings} == {"missing", "wanted"}
    gaps = [span.text for span in spans_of(composition.document.blocks) if span.style == GAP]
    missing = [one for one in composition.findings if one.rule == "missing"]
    assert all(any(one.message.partition(": ")[2] in gap for gap in gaps) for one in missing)


def test_one_inspectorate_has_its_report_and_several_have_theirs(made: House) -> None:
    several = lines(compose(made))
    assert several[2] == (
        "Today (26 November 2026) the Example Inspectorate and the Example Audit Office have "
        "published the report of their inspection of the handling of complaints at Example Council."
    )
    assert "Inspectorates’ recommendations" in several
    one = answered(made, (("inspectorates", 1), None))
    assert one[2] == (
        "Today (26 November 2026) the Example Inspectorate has published the report of its "
        "inspection of the handling of complaints at Example Council."
    )
    assert "Inspectorate’s recommendations" in one


def test_recommendations_keep_the_numbers_of_the_report(made: House) -> None:
    heads = [line for line in lines(compose(made)) if line.startswith("Recommendation ")]
    assert heads == ["Recommendation 2", "Recommendation 3", "Recommendation 6"]


def test_recommendations_without_numbers_are_counted(made: House) -> None:
    changed = answered(made, *((("items", index, "number"), None) for index in range(3)))
    heads = [line for line in changed if line.startswith("Recommendation ")]
    assert heads == ["Recommendation 1", "Recommendation 2", "Recommendation 3"]


def test_a_line_counts_the_recommendations_in_all_and_for_us(made: House) -> None:
    assert "The report makes seven recommendations, of which three are for us." in lines(
        compose(made)
    )
    assert "The report makes three recommendations." in answered(made, (("report_total",), None))
    one = answered(made, *((("items", index), None) for index in (2, 1)))
    assert "The report makes one recommendation." in one


def test_an_action_without_owner_or_day_says_so(made: House) -> None:
    path: tuple[str | int, ...] = ("items", 2, "actions", 0)
    changed = answered(made, ((*path, "owner"), None), ((*path, "by"), None))
    assert "not yet named" in changed
    assert "no day yet (planned)" in changed


def test_a_draft_is_marked_unless_the_house_has_no_marking(made: House) -> None:
    marking = ["OFFICIAL-SENSITIVE", "Draft: contents embargoed until 26 November 2026"]
    assert [text_of(line.spans) for line in compose(made).document.marking] == marking
    path = made.templates / "house.yaml"
    path.write_text(path.read_text("utf-8").replace("marking: OFFICIAL-SENSITIVE\n", ""), "utf-8")
    plain = compose(house.load(made.folder)).document.marking
    assert [text_of(line.spans) for line in plain] == marking[1:]


# Where it is made.


def test_missing_folders_above_are_made(tmp_path: Path) -> None:
    starting.make(tmp_path / "a" / "b" / "c", house.load(ROOT))
    assert contents(tmp_path / "a/b/c") == CONTENTS


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    starting.make(tmp_path / "own", house.load(ROOT))
    assert contents(tmp_path / "own") == CONTENTS


@pytest.mark.parametrize("name", ["note.txt", ".git/config", "templates/house.yaml"])
def test_a_folder_that_holds_anything_is_left_as_it_is(tmp_path: Path, name: str) -> None:
    path = tmp_path / "own" / name
    path.parent.mkdir(parents=True)
    path.write_text("mine", "utf-8")
    with pytest.raises(FileError) as refused:
        starting.make(tmp_path / "own", house.load(ROOT))
    entry = name.partition("/")[0]
    assert str(refused.value) == (
        f"{tmp_path / 'own'}: This folder is not empty: it holds “{entry}”. "
        "Name a new or an empty folder."
    )
    assert contents(tmp_path / "own") == {name}
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize("below", ["", "own"])
def test_a_file_is_no_folder(tmp_path: Path, below: str) -> None:
    path = tmp_path / "note.txt"
    path.write_text("mine", "utf-8")
    with pytest.raises(FileError) as refused:
        starting.make(path / below, house.load(ROOT))
    assert str(refused.value).startswith(f"{path}: This is a file, not a folder.")
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize("below", ["", "below"])
@pytest.mark.parametrize("target", ["gone", "own"])
def test_a_link_that_leads_nowhere_is_no_folder(tmp_path: Path, target: str, below: str) -> None:
    own = tmp_path / "own"
    own.symlink_to(tmp_path / target)
    with pytest.raises(FileError) as refused:
        starting.make(own / below, house.load(ROOT))
    assert str(refused.value).startswith(f"{own}: This link leads nowhere.")
    assert list(tmp_path.iterdir()) == [own]


def test_a_house_without_word_styles_has_none_to_hand_on(tmp_path: Path) -> None:
    other = build(tmp_path / "other")
    (other.folder / "templates/house.docx").unlink()
    with pytest.raises(FileError, match="takes its Word styles from it"):
        starting.make(tmp_path / "own", house.load(other.folder))
    assert not (tmp_path / "own").exists()


def test_a_name_that_the_system_does_not_take_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="File name too long"):
        starting.make(tmp_path / "own" / ("x" * 300), house.load(ROOT))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "own", "a/b/own"])
def test_nothing_is_left_of_a_house_that_could_not_be_finished(tmp_path: Path, name: str) -> None:
    code = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from responder import house, starting\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))\n"
        "starting.make(Path(sys.argv[1]), house.load(Path(sys.argv[2])))\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / name), str(ROOT)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "It cannot be written: File too large." in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_reference_is_that_of_the_program(made: House) -> None:
    own = files.read_text(made.templates / "README.md")
    assert own == files.read_text(house.installed() / "templates/README.md")
