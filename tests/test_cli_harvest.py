import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from responder import answers
from responder.cli import cli
from tests.houses import SmallHouse, build, snippet

ROOT = Path(__file__).parent.parent
PUBLISHED = ROOT / "tests" / "published"
NAMES = sorted(path.stem for path in PUBLISHED.glob("*-20*.txt"))

QUESTIONS = """\
title: A visit
published: published
questions:
  - {name: title, ask: What is the title?}
  - {name: published, ask: When is it published?, type: date}
  - name: items
    ask: Which issues?
    type: list
    each: issue
    questions:
      - {name: text, ask: Which words?}
      - {name: response, ask: Which response?, type: passages, required: false}
"""
LAYOUT = """\
# {{ title }}

{% for item in items %}
{{ item.text }}

{{ item.response }}

{% endfor %}
"""
GRAMMAR = """\
parts:
  - name: title
    answer: title
    required: yes
    clues: [{pattern: '^response to', worth: 9}]
    reads: [{answer: published, pattern: '(?P<published>{date})'}]
  - name: items
    entries: items
    parts:
      - name: item
        answer: items.text
        required: yes
        counts: yes
        clues: [{pattern: '^issue', worth: 9}]
      - name: response
        answer: items.response
        several: yes
        clues: [{pattern: '^we', worth: 5}]
  - name: after
    several: yes
    clues: [{worth: -5}]
"""
FURNITURE = "furniture: ['^menu$', '^back to top$']\n"
SHARED = "We share what we know with all who work here."
PAST = (
    f"Response to Leeds, 17 February 2022\nIssue one.\nWe agree.\n{SHARED}\nIssue two.\nWe try.\n"
)
UNDATED = PAST.replace(", 17 February 2022", "")
NOTES = "Notes to editors\nAsk the press office.\n"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallHouse:
    """Return a house that knows how its published responses read; it is the current folder."""
    shared = snippet(f"{SHARED}\n", scope="local", themes="[staff]")
    files = {"visit/grammar.yaml": GRAMMAR, "grammar.yaml": FURNITURE}
    house = build(tmp_path / "house", LAYOUT, QUESTIONS, {"staff/sharing": shared}, files)
    monkeypatch.chdir(house.folder)
    return house


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["harvest", *map(str, arguments)])


def run_here(arguments: Sequence[str | Path], folder: Path) -> Result:
    return CliRunner().invoke(cli, ["--house", str(folder), "harvest", *map(str, arguments)])


def read(path: Path) -> object:
    return answers.load(path).root.plain()


def rows(result: Result) -> dict[str, list[str]]:
    """Return the cells of a printed table, below the name of the file."""
    lines = [line.split("  ") for line in result.stdout.splitlines()[1:]]
    return {line[0].strip(): [cell.strip() for cell in line[1:] if cell.strip()] for line in lines}


# One past response.


def test_the_answers_stand_in_the_current_folder_under_the_name_of_the_response(
    made: SmallHouse,
) -> None:
    made.write("past/leeds.txt", PAST)
    result = run("past/leeds.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert read(made.folder / "leeds.yaml") == {
        "template": "visit",
        "title": "Response to Leeds, 17 February 2022",
        "published": "2022-02-17",
        "items": [
            {
                "text": "Issue one.",
                "response": [{"text": "We agree."}, {"snippet": "staff/sharing"}],
            },
            {"text": "Issue two.", "response": [{"text": "We try."}]},
        ],
    }


def test_it_is_told_what_was_recognised(made: SmallHouse) -> None:
    made.write("leeds.txt", f"Menu\n{PAST}Back to top\n")
    assert run("leeds.txt").stderr.splitlines() == [
        "Wrote leeds.yaml.",
        "leeds.txt: visit",
        "  title      Response to Leeds, 17 February 2022",
        "  published  17 February 2022",
        "  items      2",
        "  snippets   1 of 3 passages",
        "  left out   page furniture: 2 lines, from “Menu” to “Back to top”",
    ]


def test_what_must_still_be_answered_is_told_with_its_place_and_is_no_failure(
    made: SmallHouse,
) -> None:
    made.write("leeds.txt", UNDATED)
    result = run("leeds.txt")
    assert result.exit_code == 0
    assert "  published  not said\n" in result.stderr
    assert result.stderr.splitlines()[-2:] == [
        "leeds.yaml:3:1: error missing: “published” has no answer: When is it published?",
        "leeds.txt: Add the day of publication to the answers, or harvest again with --published.",
    ]


def test_a_day_of_publication_can_be_given_with_the_command(made: SmallHouse) -> None:
    made.write("leeds.txt", UNDATED)
    result = run("leeds.txt", "--published", "17 February 2022")
    assert result.exit_code == 0
    assert "published: 2022-02-17\n" in (made.folder / "leeds.yaml").read_text("utf-8")


def test_words_without_a_place_are_told_and_kept_and_are_a_finding(made: SmallHouse) -> None:
    made.write("leeds.txt", PAST + NOTES)
    result = run("leeds.txt")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-3:] == [
        "leeds.txt: error not-placed: “Notes to editors” has no place in the answers, "
        "behind “…work here. Issue two. We try.”.",
        "leeds.txt: error not-placed: “Ask the press office.” has no place in the answers, "
        "behind “…two. We try. Notes to editors”.",
        "leeds.txt: What has no place stands as comments at the end of leeds.yaml.",
    ]
    end = (made.folder / "leeds.yaml").read_text("utf-8").split("We try.\n")[1]
    assert "#   > Notes to editors\n#   > Ask the press office.\n" in end


def test_words_that_a_draft_would_have_besides_are_named(made: SmallHouse) -> None:
    made.write("templates/visit/response.md.j2", LAYOUT + "\nThe end.\n")
    made.write("leeds.txt", PAST)
    result = run("leeds.txt")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-2:] == [
        "leeds.txt: error other-words: A draft would add “The end.”, "
        "behind “…work here. Issue two. We try.”.",
        "leeds.txt: A draft of the answers would not have the words of this response.",
    ]
    assert (made.folder / "leeds.yaml").is_file()


@pytest.mark.parametrize("name", NAMES)
def test_a_published_response_is_harvested_word_for_word(name: str, tmp_path: Path) -> None:
    target = tmp_path / "answers.yaml"
    result = run_here([PUBLISHED / f"{name}.txt", "-o", target], ROOT)
    assert result.exit_code == 0, result.stderr
    drafted = CliRunner().invoke(
        cli, ["--house", str(ROOT), "draft", str(target), "--to", "txt", "-o", "-"]
    )
    assert drafted.exit_code == 0
    wanted = (PUBLISHED / f"{name}.txt").read_text("utf-8").split()
    bullets = ("-", "•", "–")
    found = [word for word in drafted.stdout.split() if word not in bullets]
    assert found == [word for word in wanted if word not in bullets]


@pytest.mark.parametrize(("changes", "said"), [("final", "agree"), ("original", "differ")])
def test_of_a_word_file_with_tracked_changes_the_text_is_read_that_was_asked_for(
    made: SmallHouse, changes: str, said: str
) -> None:
    document = docx.Document()
    for line in PAST.splitlines():
        document.add_paragraph(line.replace("agree.", ""))
    paragraph = next(one for one in document.paragraphs if one.text == "We ")
    for kind, words in (("del", "differ."), ("ins", "agree.")):
        change = OxmlElement(f"w:{kind}", {qn("w:id"): "1", qn("w:author"): "A"})
        run_, text = OxmlElement("w:r"), OxmlElement("w:t" if kind == "ins" else "w:delText")
        text.text = words
        run_.append(text)
        change.append(run_)
        paragraph._p.append(change)
    document.save(str(made.folder / "leeds.docx"))
    result = run("leeds.docx", "--changes", changes)
    assert result.exit_code == 0, result.stderr
    assert f"- text: We {said}.\n" in (made.folder / "leeds.yaml").read_text("utf-8")


def test_a_house_that_cannot_read_responses_says_so(tmp_path: Path) -> None:
    house = build(tmp_path / "house")
    past = house.write("leeds.txt", PAST)
    result = run_here([past, "-o", "-"], house.folder)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "No template here has a grammar to read responses by.\n"


# Where the answers go.


def test_the_answers_can_be_printed(made: SmallHouse) -> None:
    made.write("leeds.txt", PAST)
    result = run("leeds.txt", "-o", "-")
    assert result.exit_code == 0
    assert "template: visit\n" in result.stdout
    assert not (made.folder / "leeds.yaml").exists()
    assert "Wrote" not in result.stderr


def test_answers_that_are_there_are_not_replaced_unless_that_is_said(made: SmallHouse) -> None:
    made.write("leeds.txt", PAST)
    path = made.write("leeds.yaml", "edited")
    result = run("leeds.txt")
    assert (result.exit_code, path.read_text("utf-8")) == (1, "edited")
    assert result.stderr == (
        "leeds.yaml: This file is there already, and somebody may have edited it. "
        "Give another name with -o, or add --overwrite to replace it.\n"
    )
    assert run("leeds.txt", "--overwrite").exit_code == 0
    assert "edited" not in path.read_text("utf-8")


def test_the_past_response_itself_is_never_replaced(made: SmallHouse) -> None:
    path = made.write("leeds.yaml", PAST)
    os.link(path, made.folder / "link.yml")
    for arguments in (["leeds.yaml"], ["leeds.yaml", "-o", "link.yml"]):
        result = run(*arguments, "--overwrite")
        assert (result.exit_code, path.read_text("utf-8")) == (2, PAST)
        assert "is the past response itself" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["leeds.txt", "-o", "none/"], "There is no folder none/."),
        (["leeds.txt", "-o", "a.docx"], "a.docx would not be taken for a file of answers."),
        (["leeds.txt", "-o", "pipe.yaml"], "pipe.yaml is no file."),
        (["leeds.txt", "leeds.txt", "-o", "-"], "Only the answers of one file can be printed."),
        (["leeds.txt", "leeds.txt", "-o", "a.yaml"], "a.yaml is no folder"),
        (["leeds.txt", "leeds.txt", "-o", "leeds.txt"], "leeds.txt is no folder"),
        (["leeds.txt", "leeds.txt", "--published", "2022-02-17"], "Only one response at a time"),
        (["leeds.txt", "--published", "2022-02-30"], "Invalid value for '--published'"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(
    made: SmallHouse, arguments: list[str], message: str
) -> None:
    made.write("leeds.txt", PAST)
    os.mkfifo(made.folder / "pipe.yaml")
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (made.folder / "leeds.yaml").exists()


def test_a_template_that_is_not_there_is_named_with_one_that_is(made: SmallHouse) -> None:
    made.write("leeds.txt", PAST)
    result = run("leeds.txt", "--template", "visits")
    assert result.exit_code == 1
    assert "Did you mean “visit”?" in result.stderr


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04 cut short", b"\0\1\2" * 99]
)
def test_a_file_that_is_no_response_is_an_error_and_nothing_is_written(
    made: SmallHouse, data: bytes
) -> None:
    (made.folder / "bad.docx").write_bytes(data)
    result = run("bad.docx")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("bad.docx: ")
    assert not (made.folder / "bad.yaml").exists()


def test_an_endless_file_is_refused_at_once(made: SmallHouse) -> None:
    made.write("long.txt", PAST + "We go on.\n" * 100_000)
    result = run("long.txt")
    assert (result.exit_code, result.stderr) == (
        1,
        "long.txt: It is longer than any response. Is it the right file?\n",
    )


# For programs.


def test_json_holds_all_that_is_known(made: SmallHouse) -> None:
    made.write("leeds.txt", f"Menu\n{UNDATED}{NOTES}")
    result = run("leeds.txt", "-o", "-", "--format", "json")
    assert (result.exit_code, result.stderr) == (1, "")
    told = json.loads(result.stdout)
    assert told.pop("answers")["items"][1] == {
        "text": "Issue two.",
        "response": [{"text": "We try."}],
    }
    before = "…work here. Issue two. We try."
    kind = told["not_placed"][0]["kind"]
    assert told == {
        "file": "leeds.txt",
        "written": None,
        "problem": "",
        "template": "visit",
        "title": "Response to Leeds",
        "published": "",
        "missing": [],
        "items": 2,
        "passages": 3,
        "snippets": 1,
        "gaps": ["“published” has no answer: When is it published?"],
        "left_out": [{"kind": "page furniture", "text": "Menu", "before": ""}],
        "not_placed": [
            {"kind": kind, "text": "Notes to editors", "before": before},
            {
                "kind": kind,
                "text": "Ask the press office.",
                "before": "…two. We try. Notes to editors",
            },
        ],
        "distance": 0,
        "other_words": [],
    }


def test_json_tells_the_words_that_differ_and_the_file_that_was_written(made: SmallHouse) -> None:
    made.write("templates/visit/response.md.j2", LAYOUT + "\nThe end.\n")
    made.write("leeds.txt", PAST)
    result = run("leeds.txt", "--format", "json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["written"]) == (1, "leeds.yaml")
    assert told["distance"] > 0
    before = "…work here. Issue two. We try."
    assert told["other_words"] == [{"lost": "", "drafted": "The end.", "before": before}]


def test_a_document_that_is_no_response_is_doubted_and_harvested_all_the_same(
    made: SmallHouse,
) -> None:
    made.write("a letter.txt", "Dear Ms Green\nWe are sorry for the delay.\n")
    result = run("a letter.txt")
    (told,) = (line for line in result.stderr.splitlines() if "warning" in line)
    assert told == (
        "a letter.txt: warning no-response: This does not look like a published response: no title "
        "was recognised. Read the answers with care. To answer a report, begin with: "
        "responder wizard answers.yaml --from 'a letter.txt'"
    )
    assert (made.folder / "a letter.yaml").is_file()
    doubted = json.loads(run("a letter.txt", "--format", "json", "--overwrite").stdout)
    assert doubted["missing"] == ["title"]


def test_a_response_that_lacks_one_part_is_doubted_too(made: SmallHouse) -> None:
    made.write("past/leeds.txt", PAST)
    made.write("past/york.txt", PAST.replace("Response to Leeds", "The visit to York"))
    result = run("past", "--format", "json")
    assert [one["missing"] for one in json.loads(result.stdout)] == [[], ["title"]]
    assert "york.txt: warning no-response: " in result.stderr
    assert "no title was recognised" in result.stderr
    told = rows(run("past", "--overwrite"))
    assert told["york.txt"][-1].startswith("may be no response")
    assert "may be no response" not in told["leeds.txt"]


# Snippets for the library.

LETTERS = "We have trained all our lawyers in writing letters that people understand at once."


def test_what_snippets_may_not_hold_is_told_with_the_reason_and_the_rest_is_counted(
    made: SmallHouse,
) -> None:
    named = f"{LETTERS} Dr Smith leads this."
    made.write("leeds.txt", PAST.replace("We try.", f"{named}\n{LETTERS}"))
    result = run("leeds.txt", "--snippets", "new")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[-4:] == [
        "1 paragraph left out, since it may name people or quote somebody:",
        "  leeds.yaml:13:15: It may name a person: “Dr Smith”. It begins “We have trained all our "
        "lawyers in writing letters that peop…”.",
        "Other passages that are no candidates: 1 too short to be of use.",
        "Wrote 1 snippet candidate to new. Decide on each: responder snippets review new",
    ]


def test_what_may_be_no_response_gives_the_library_nothing(made: SmallHouse) -> None:
    made.write("letter.txt", f"Dear Ms Green\n{LETTERS}\n")
    result = run("letter.txt", "--snippets", "new")
    assert result.stderr.splitlines()[-1] == (
        "letter.txt: No snippets were taken from this, since it may be no response."
    )
    assert not (made.folder / "new").exists()


def test_what_the_library_could_take_from_all_responses_is_written_for_a_review(
    made: SmallHouse,
) -> None:
    for name in ("leeds", "york"):
        made.write(f"past/{name}.txt", PAST.replace("We try.", LETTERS).replace("Leeds", name))
    result = run("past", "--snippets", "new ones")
    assert result.exit_code == 0, result.stderr
    (written,) = (made.folder / "new ones").rglob("*.md")
    assert LETTERS in written.read_text("utf-8")
    assert result.stderr.splitlines()[-1] == (
        "Wrote 1 snippet candidate to new ones. "
        "Decide on each: responder snippets review 'new ones'"
    )
    assert [path.name for path in (made.folder / "boilerplate").rglob("*.md")] == ["sharing.md"]


def test_it_is_said_if_the_library_lacks_nothing(made: SmallHouse) -> None:
    made.write("leeds.txt", PAST)
    result = run("leeds.txt", "--snippets", "new")
    assert result.stderr.endswith("The library has all that it could take from this.\n")
    assert not (made.folder / "new").exists()


def test_nothing_enters_the_library_by_itself(made: SmallHouse) -> None:
    made.write("leeds.txt", PAST)
    result = run("leeds.txt", "--snippets", "boilerplate/new")
    assert result.exit_code == 2
    assert "is in the library" in result.stderr
    assert not (made.folder / "leeds.yaml").exists()


# Folders.


def test_every_response_in_a_folder_and_below_it_is_harvested(made: SmallHouse) -> None:
    made.write("past/leeds.txt", PAST)
    made.write("past/2022/york.txt", UNDATED + NOTES)
    result = run("past", "-o", "out")
    assert result.exit_code == 1
    assert sorted(path.name for path in (made.folder / "out").iterdir()) == [
        "leeds.yaml",
        "york.yaml",
    ]
    assert rows(result) == {
        "leeds.txt": ["visit", "2022-02-17", "2", "1 of 3"],
        f"2022{os.sep}york.txt": ["visit", "not said", "2", "1 of 3", "7 words"],
    }


def test_without_a_folder_of_their_own_the_answers_stand_in_the_current_one(
    made: SmallHouse,
) -> None:
    made.write("past/leeds.txt", PAST)
    assert run("past").exit_code == 0
    assert (made.folder / "leeds.yaml").is_file()


def test_one_file_that_fails_does_not_stop_the_others(made: SmallHouse) -> None:
    made.write("past/a.docx", "no Word file\x00\x01\x02")
    made.write("past/b.txt", PAST)
    made.write("past/c.txt", PAST)
    made.write("c.yaml", "edited")
    result = run("past")
    assert result.exit_code == 1
    assert (made.folder / "b.yaml").is_file()
    assert (made.folder / "c.yaml").read_text("utf-8") == "edited"
    found = rows(result)
    assert found["b.txt"] == ["visit", "2022-02-17", "2", "1 of 3"]
    told = [line.split(": ")[0] for line in result.stderr.splitlines() if "Wrote" not in line]
    assert told == [str(Path("past/a.docx")), "c.yaml"]


def test_files_that_are_no_responses_are_passed_over_and_named(made: SmallHouse) -> None:
    made.write(
        "past/leeds.html", f"<html><body>{''.join(f'<p>{one}' for one in PAST.split(chr(10)))}"
    )
    for name in ("~$leeds.docx", ".hidden.txt", "logo.png", "leeds_files/frame.html", ".git/a.txt"):
        made.write(f"past/{name}", "x")
    os.mkfifo(made.folder / "past" / "pipe.txt")
    (made.folder / "past" / "link.txt").symlink_to("none")
    (made.folder / "past" / "loop").symlink_to("..", target_is_directory=True)
    result = run("past")
    assert result.exit_code == 0, result.stderr
    assert list(rows(result)) == ["leeds.html"]
    assert result.stderr.splitlines()[0] == (
        "Passed over, since they are no responses: .git, leeds_files, loop, .hidden.txt, link.txt, "
        "logo.png, pipe.txt, ~$leeds.docx."
    )


def test_a_folder_that_cannot_be_read_does_not_stop_the_others(
    made: SmallHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.write("past/a.txt", PAST)
    made.write("past/locked/b.txt", PAST)
    _lock(made.folder / "past" / "locked", monkeypatch)
    result = run("past")
    assert result.exit_code == 1
    assert list(rows(result)) == ["a.txt"]
    locked = Path("past/locked")
    assert f"{locked}: This folder cannot be read: Permission denied. Ask" in result.stderr
    alone = run("past/locked")
    assert (alone.exit_code, alone.stderr.split(". ")[0]) == (
        *(1, f"{locked}: This folder cannot be read: Permission denied"),
    )


def _lock(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody list a folder, not even who may do everything."""
    listed = os.scandir

    def scan(path: str) -> object:
        if Path(path).resolve() == folder.resolve():
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scan)


def test_a_file_that_is_named_is_read_whatever_it_is_called(made: SmallHouse) -> None:
    made.write("~$leeds.old", PAST)
    made.write(".york", PAST)
    result = run("~$leeds.old", ".york")
    assert result.exit_code == 0
    assert {".york.yaml", "~$leeds.yaml"} <= {path.name for path in made.folder.iterdir()}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a.txt", "a.html"], ["a-html.yaml", "a-txt.yaml"]),
        (["a.txt", "A.text", "b.txt"], ["A-text.yaml", "a-txt.yaml", "b.yaml"]),
        (["1/a.txt", "2/a.txt"], ["past-1-a.txt.yaml", "past-2-a.txt.yaml"]),
        (["a.txt", "a.html", "a-txt.txt"], ["a-html.yaml", "a-txt-2.yaml", "a-txt.yaml"]),
    ],
)
def test_no_two_responses_share_their_answers(
    made: SmallHouse, names: list[str], expected: list[str]
) -> None:
    for name in names:
        made.write(f"past/{name}", PAST)
    run("past", "-o", "out")
    found = [path.name for path in (made.folder / "out").iterdir()]
    assert sorted(found) == expected


def test_a_long_name_leaves_the_table_room_for_the_rest(made: SmallHouse) -> None:
    made.write(f"past/{'long name ' * 20}2022.txt", PAST)
    assert list(rows(run("past", "-o", "out"))) == ["long name long name…e long name 2022.txt"]


def test_a_name_that_cannot_be_printed_makes_one_that_can(made: SmallHouse) -> None:
    made.write("past/a\x1b[0m \n b.txt", PAST)
    run("past", "-o", "out")
    assert [path.name for path in (made.folder / "out").iterdir()] == ["a[0m b.yaml"]


def test_a_folder_without_responses_is_an_error(made: SmallHouse) -> None:
    (made.folder / "past").mkdir()
    result = run("past", "-o", "out")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "past: There is no file here that may be a response. Name the file itself.\n"
    )
    assert not (made.folder / "out").exists()


def test_json_of_several_files_is_a_list_with_their_problems(made: SmallHouse) -> None:
    made.write("past/a.docx", "no Word file\x00\x01\x02")
    made.write("past/b.txt", PAST)
    result = run("past", "--format", "json")
    first, second = json.loads(result.stdout)
    assert first["problem"]
    assert (first["written"], second["written"]) == (None, "b.yaml")


def test_an_interrupted_run_keeps_what_is_written_and_says_so(made: SmallHouse) -> None:
    for number in range(400):
        made.write(f"past/{number:03}.txt", PAST)
    command = [sys.executable, "-m", "responder", "harvest", "past", "-o", "out"]
    with subprocess.Popen(
        command, cwd=made.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        first = process.stderr.readline()
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        process.wait(60)
    written = (first + rest).count("Wrote ")
    assert process.returncode == 130
    assert 0 < written < 400
    assert rest.splitlines()[-1] in {
        f"Interrupted: {done} of 400 files are done. What is written stays."
        for done in (written - 1, written)
    }
    whole = read(made.folder / "out" / "000.yaml")
    assert isinstance(whole, dict)
    assert len(whole["items"]) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_messages_stand_above_the_progress_that_a_terminal_shows(made: SmallHouse) -> None:
    for number in range(3):
        made.write(f"past/{number}.txt", PAST)
    screen, terminal = os.openpty()
    command = [sys.executable, "-m", "responder", "harvest", "past", "-o", "out"]
    env = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(
        command, cwd=made.folder, stdout=subprocess.DEVNULL, stderr=terminal, env=env
    ) as process:
        assert process.wait(60) == 0
    os.close(terminal)
    shown = os.read(screen, 1_000_000).decode()
    os.close(screen)
    assert "Harvesting" in shown
    before = [one[-4:] for one in shown.split("Wrote ")[:-1]]
    assert len(before) == 3
    assert set(before) <= {"", "\r\n", "\x1b[2K"}, before


def test_the_command_works_as_people_call_it(made: SmallHouse) -> None:
    made.write("leeds.txt", PAST)
    command = [sys.executable, "-m", "responder", "harvest", "leeds.txt", "-o", "-"]
    done = subprocess.run(command, cwd=made.folder, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
    assert done.stdout.decode().startswith("# Harvested from “leeds.txt”.")
