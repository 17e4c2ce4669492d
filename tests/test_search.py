import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest

from responder import boilerplate
from responder.boilerplate import Library
from responder.boilerplate.search import Index, Vocabulary
from tests.houses import snippet

ROOT = Path(__file__).parent.parent
DAY = datetime.date(2022, 3, 1)
CUES = {"letters": ["letters", "liaison unit"], "training": ["training"], "opening": ["Opening"]}
WORDS = Vocabulary(CUES, frozenset({"the", "of", "to"}), frozenset({"opening"}))


def library(folder: Path, **bodies: str) -> Library:
    """Return a library of snippets, each in a folder named by its theme: theme__name=body."""
    made = Library(folder / "boilerplate")
    made.folder.mkdir(parents=True, exist_ok=True)
    for name, body in bodies.items():
        write(made, name, body)
    return made


def write(made: Library, name: str, body: str, **keys: str) -> Path:
    theme, _, rest = name.partition("__")
    path = made.folder / theme / f"{rest}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(snippet(body, **{"themes": f"[{theme}]", **keys}), "utf-8")
    return path


def search(made: Library, text: str, theme: str = "", folder: Path | None = None) -> list[str]:
    with Index(made, WORDS, folder) as index:
        return [one.snippet.name for one in index.suggest(text, DAY, theme)]


def test_the_snippet_that_holds_the_rarest_words_comes_first(tmp_path: Path) -> None:
    made = library(
        tmp_path,
        letters__a="Staff read each word of it.",
        letters__b="Staff talk to each witness.",
        letters__c="Staff go home.",
    )
    assert search(made, "Each of the staff and witnesses") == [
        "letters/b",
        "letters/a",
        "letters/c",
    ]


def test_words_are_found_in_other_forms_and_without_accents(tmp_path: Path) -> None:
    made = library(tmp_path, letters__a="Reviewing the café", letters__b="Nothing")
    assert search(made, "reviews") == search(made, "CAFE") == ["letters/a"]


def test_a_title_and_the_item_once_answered_count_more_than_the_text(tmp_path: Path) -> None:
    made = library(tmp_path)
    write(made, "letters__text", "Bail is used by somebody else today.")
    write(made, "letters__title", "Something of this kind happens.", title="Bail")
    write(
        made,
        "letters__issue",
        "Something of that kind happens.",
        source="[{response: CPS Somewhere, issue: Bail must be used}]",
    )
    assert search(made, "bail")[-1] == "letters/text"


def test_common_words_alone_find_nothing(tmp_path: Path) -> None:
    made = library(tmp_path, letters__a="the end of it")
    assert not search(made, "the of to")
    assert not search(made, " … ")


@pytest.mark.parametrize("text", ['"', "a AND", "NEAR(", "a* OR b:c", "title: ^x", "'", "((("])
def test_signs_of_the_search_language_are_only_words(tmp_path: Path, text: str) -> None:
    search(library(tmp_path, letters__a="a b c"), text)


def test_a_theme_that_is_known_brings_its_snippets_up(tmp_path: Path) -> None:
    made = library(tmp_path, letters__a="Work is checked.", training__b="Work is checked.")
    assert search(made, "work checked", "training")[0] == "training/b"
    assert search(made, "work checked", "letters")[0] == "letters/a"


def test_a_theme_is_guessed_from_its_cue_words(tmp_path: Path) -> None:
    made = library(tmp_path, training__a="Work is checked.", letters__b="Work is checked.")
    assert search(made, "Work of the liaison unit")[0] == "letters/b"


def test_a_snippet_for_no_item_comes_after_one_that_fits_as_well(tmp_path: Path) -> None:
    made = library(tmp_path, opening__a="Work is checked.", training__b="Work is checked.")
    assert search(made, "work checked") == ["training/b", "opening/a"]
    assert search(made, "work checked", "opening") == ["opening/a", "training/b"]


def test_each_name_comes_once_with_its_best_version_and_whether_it_may_be_used(
    tmp_path: Path,
) -> None:
    made = library(tmp_path, letters__free="Work.")
    write(made, "letters__a@1", "Work.", valid="{until: 2022-01-31}")
    write(made, "letters__a@2", "Work.", valid="{from: 2022-02-01}")
    write(made, "letters__old", "Work.", valid="{until: 2021-01-31}")
    with Index(made, WORDS) as index:
        found = {one.snippet.label: one.valid for one in index.suggest("work", DAY)}
    assert found == {"letters/a@2": True, "letters/free": True, "letters/old": False}


def test_no_more_are_returned_than_were_asked_for(tmp_path: Path) -> None:
    made = library(tmp_path, **{f"letters__n{number}": "Work." for number in range(9)})
    with Index(made, WORDS) as index:
        assert len(index.suggest("work", DAY, limit=3)) == 3


def test_in_a_large_library_the_words_that_most_snippets_hold_are_not_weighed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("responder.boilerplate.search.MOST_ROWS", 2)
    made = library(tmp_path, letters__a="Work.", letters__b="Work.", letters__c="Work, bail.")
    assert search(made, "work bail") == ["letters/c"]
    assert len(search(made, "work")) == 3


def test_a_kept_index_is_used_again_without_reading_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = library(tmp_path, letters__a="Work.")
    search(made, "work", folder=tmp_path / "kept")
    monkeypatch.setattr(boilerplate, "load", None)
    assert search(Library(made.folder), "nothing", folder=tmp_path / "kept") == []


def test_a_kept_index_follows_files_that_change_appear_and_vanish(tmp_path: Path) -> None:
    made, kept = library(tmp_path, letters__a="One.", letters__b="Two."), tmp_path / "kept"
    assert search(made, "one two three", folder=kept) == ["letters/a", "letters/b"]
    changed = write(made, "letters__a", "Three.")
    os.utime(changed, ns=(1, 1))
    (made.folder / "letters" / "b.md").unlink()
    write(made, "letters__c", "One.")
    again = Library(made.folder)
    assert search(again, "one", folder=kept) == ["letters/c"]
    assert search(again, "two", folder=kept) == []
    assert search(again, "three", folder=kept) == ["letters/a"]
    assert len(list(kept.glob("*.sqlite"))) == 1


def test_another_house_and_other_cues_have_an_index_of_their_own(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    search(library(tmp_path / "one", letters__a="Work."), "work", folder=kept)
    search(library(tmp_path / "two", letters__b="Work."), "work", folder=kept)
    with Index(library(tmp_path / "two"), Vocabulary({}), kept) as index:
        assert index.suggest("work", DAY)
    assert len(list(kept.glob("*.sqlite"))) == 3


@pytest.mark.parametrize(
    "damage", [b"", b"no database at all", b"SQLite format 3\x00" + b"x" * 900]
)
def test_a_damaged_index_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    made, kept = library(tmp_path, letters__a="Work."), tmp_path / "kept"
    search(made, "work", folder=kept)
    (file,) = kept.glob("*.sqlite")
    file.write_bytes(damage)
    assert search(made, "work", folder=kept) == ["letters/a"]
    assert search(made, "work", folder=kept) == ["letters/a"]


def test_an_index_whose_inside_is_damaged_is_made_anew(tmp_path: Path) -> None:
    made = library(tmp_path, **{f"letters__n{number}": f"Work {number}." for number in range(50)})
    kept = tmp_path / "kept"
    search(made, "work", folder=kept)
    (file,) = kept.glob("*.sqlite")
    data = file.read_bytes()
    file.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    assert len(search(made, "work", folder=kept)) == 5


def test_without_a_folder_to_write_in_the_index_is_made_for_this_run(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file, not a folder")
    made = library(tmp_path, letters__a="Work.")
    assert search(made, "work", folder=tmp_path / "kept") == ["letters/a"]
    assert search(made, "work", folder=tmp_path / "kept" / "deeper") == ["letters/a"]


def test_an_index_that_may_only_be_read_is_made_for_this_run(tmp_path: Path) -> None:
    made, kept = library(tmp_path, letters__a="Work."), tmp_path / "kept"
    search(made, "work", folder=kept)
    (file,) = kept.glob("*.sqlite")
    file.unlink()
    file.mkdir()  # what nobody, not even the superuser of a test machine, can open as a file
    assert search(made, "work", folder=kept) == ["letters/a"]


def test_two_processes_may_make_the_same_index_at_once(tmp_path: Path) -> None:
    made = library(tmp_path, **{f"letters__n{number}": "Work." for number in range(300)})
    script = (
        "import sys, datetime; from pathlib import Path; from responder.boilerplate import Library;"
        "from responder.boilerplate.search import Index, Vocabulary;"
        "index = Index(Library(Path(sys.argv[1])), Vocabulary({}), Path(sys.argv[2]));"
        "print(len(index.suggest('work', datetime.date(2022, 3, 1))))"
    )
    command = [sys.executable, "-c", script, str(made.folder), str(tmp_path / "kept")]
    runs = [
        subprocess.Popen(
            command, stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent, text=True
        )
        for _ in range(4)
    ]
    assert [run.communicate()[0].strip() for run in runs] == ["5"] * 4


def test_a_broken_snippet_is_a_problem_and_leaves_the_rest_usable(tmp_path: Path) -> None:
    made, kept = library(tmp_path, letters__a="Work."), tmp_path / "kept"
    broken = made.folder / "letters" / "broken.md"
    broken.write_text("Work, without front matter.", "utf-8")
    for _ in range(2):  # kept or not
        with Index(made, WORDS, kept) as index:
            assert [one.snippet.name for one in index.suggest("work", DAY)] == ["letters/a"]
            (problem,) = index.problems()
            assert (problem.rule, problem.place.file, problem.place.line) == (
                "broken-snippet",
                str(broken),
                1,
            )


def test_a_broken_version_leaves_its_siblings_usable(tmp_path: Path) -> None:
    made = library(tmp_path)
    write(made, "letters__a@1", "Work.")
    (made.folder / "letters" / "a@2.md").write_text("no front matter", "utf-8")
    write(made, "letters__b", "Work.")
    assert sorted(search(made, "work")) == ["letters/a", "letters/b"]
