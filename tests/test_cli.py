import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from responder import __version__
from responder.cli import cli
from responder.readers.word import read
from tests.houses import SmallHouse, build, snippet

ROOT = Path(__file__).parent.parent
LAYOUT = "# CPS {{ name }}, {{ published | date }}\n\n{{ words }}\n\n{{ passages }}\n"
QUESTIONS = """\
title: x
published: published
questions:
  - {name: published, ask: When is it published?, type: date}
  - {name: name, ask: What is it called?}
  - {name: words, ask: What is said?, type: prose}
  - {name: passages, ask: Which passages?, type: passages, required: false}
"""
COMPLETE = "published: 2022-02-17\nname: South\nwords: We agree.\n"
GAPS = "published: 2022-02-17\n"
STALE = COMPLETE + "passages: [{snippet: a/b@1}]\n"
FORMATS = ("docx", "html", "md", "txt")


@pytest.fixture
def made(tmp_path: Path) -> SmallHouse:
    """Return a house that can write Word files, too."""
    old = snippet("Old.", valid="{until: 2021-12-31}")
    house = build(tmp_path / "house", LAYOUT, QUESTIONS, {"a/b@1": old})
    shutil.copy(ROOT / "templates" / "house.docx", house.folder / "templates" / "house.docx")
    return house


def run(made: SmallHouse, *arguments: str | Path) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(cli, ["--house", str(made.folder), *map(str, arguments)])


def call(
    made: SmallHouse,
    *arguments: str | Path,
    before: Callable[[], None] | None = None,
    environment: Mapping[str, str] | None = None,
    stdout: int = subprocess.PIPE,
) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own, as people do."""
    return subprocess.run(
        [sys.executable, "-m", "responder", "--house", str(made.folder), *map(str, arguments)],
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=before,
        env={**os.environ, **(environment or {})},
        cwd=made.folder,
        timeout=60,
        check=False,
    )


# Help and version.


def test_the_version_is_printed() -> None:
    result = CliRunner().invoke(cli, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"{__version__}\n")


@pytest.mark.parametrize("command", ["", "draft", "check", "why", "schema", "wizard"])
def test_every_command_explains_itself(command: str) -> None:
    for option in ("--help", "-h"):
        result = CliRunner().invoke(cli, [command, option] if command else [option])
        assert result.exit_code == 0
        assert result.stdout.startswith("Usage: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["--nonsense"],
        ["draft"],
        ["draft", "a.yaml", "--to", "pdf"],
        ["why", "a.yaml"],
    ],
)
def test_wrong_usage_has_exit_status_2_and_a_message_on_standard_error(
    made: SmallHouse, arguments: list[str]
) -> None:
    result = run(made, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


# Which house.


def test_the_house_is_named_by_the_option_the_environment_or_the_nearest_folder_above(
    made: SmallHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made.answer(COMPLETE)
    assert run(made, "check", path).exit_code == 0
    runner = CliRunner(env={"RESPONDER_HOUSE": str(made.folder)})
    assert runner.invoke(cli, ["check", str(path)]).exit_code == 0
    (made.folder / "inner").mkdir()
    monkeypatch.chdir(made.folder / "inner")
    assert CliRunner().invoke(cli, ["check", str(path)]).exit_code == 0
    monkeypatch.chdir(tmp_path)
    elsewhere = CliRunner().invoke(cli, ["check", str(path)])
    assert "There is no template “visit”" in elsewhere.stdout


def test_a_folder_that_is_no_house_is_an_error_that_says_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text("template: x\n", "utf-8")
    arguments = ["--house", str(tmp_path), "check", str(tmp_path / "answers.yaml")]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 1
    assert "“templates”" in result.stderr


# Drafts.


def test_a_draft_is_a_word_file_beside_its_answers(made: SmallHouse) -> None:
    path = made.answer(COMPLETE)
    result = run(made, "draft", path)
    target = path.with_suffix(".docx")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"Wrote {target}.\n"
    assert zipfile.is_zipfile(target)


@pytest.mark.parametrize("form", FORMATS)
def test_the_format_is_chosen_by_the_option_or_by_the_ending(made: SmallHouse, form: str) -> None:
    path = made.answer(COMPLETE)
    assert run(made, "draft", path, "--to", form).exit_code == 0
    assert run(made, "draft", path, "-o", made.folder / f"other.{form}").exit_code == 0
    beside = path.with_suffix(f".{form}").read_bytes()
    assert beside == (made.folder / f"other.{form}").read_bytes()
    if form != "docx":
        assert b"We agree." in beside


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_a_draft_can_be_printed_and_nothing_else_is(made: SmallHouse, form: str) -> None:
    path = made.answer(GAPS)
    result = run(made, "draft", path, "--to", form, "-o", "-")
    assert result.exit_code == 0
    assert "TO COMPLETE: What is said?" in result.stdout
    assert "missing" not in result.stdout
    assert "error missing" in result.stderr
    assert not path.with_suffix(f".{form}").exists()


def test_a_word_file_can_be_printed_too(made: SmallHouse) -> None:
    result = run(made, "draft", made.answer(COMPLETE), "-o", "-")
    assert result.stdout_bytes.startswith(b"PK")


def test_several_drafts_go_beside_their_answers_or_into_a_folder(made: SmallHouse) -> None:
    one, two = made.answer(COMPLETE), made.write("two.yaml", f"template: visit\n{COMPLETE}")
    out = made.folder / "out"
    out.mkdir()
    assert run(made, "draft", one, two, "--to", "txt").exit_code == 0
    assert run(made, "draft", one, two, "--to", "txt", "-o", out).exit_code == 0
    assert {path.name for path in out.iterdir()} == {"answers.txt", "two.txt"}
    assert one.with_suffix(".txt").exists()
    assert two.with_suffix(".txt").exists()


def test_one_bad_file_among_several_does_not_keep_the_others_from_being_written(
    made: SmallHouse,
) -> None:
    good, bad = made.answer(COMPLETE), made.write("bad.yaml", "template: [")
    result = run(made, "draft", bad, made.folder / "none.yaml", good, "--to", "txt")
    assert result.exit_code == 1
    assert good.with_suffix(".txt").exists()
    assert f"{bad}:1" in result.stderr
    assert "none.yaml: There is no such file." in result.stderr


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("out.pdf", "does not end in a known format"),
        ("out", "does not end in a known format"),
        ("none/", "There is no folder none/"),
        ("answers.yaml", "known format"),
        ("/dev/full", "is no file"),
        ("/dev/null", "is no file"),
    ],
)
def test_an_output_that_cannot_be_meant_is_wrong_usage(
    made: SmallHouse, monkeypatch: pytest.MonkeyPatch, output: str, message: str
) -> None:
    monkeypatch.chdir(made.folder)
    before = made.answer(COMPLETE).read_bytes()
    result = run(made, "draft", "answers.yaml", "-o", output)
    assert result.exit_code == 2
    assert message in result.stderr
    assert (made.folder / "answers.yaml").read_bytes() == before


def test_answers_are_never_replaced_by_their_draft(made: SmallHouse) -> None:
    path = made.answer(COMPLETE)
    text = path.rename(path.with_suffix(".txt"))
    link = made.folder / "link.txt"
    link.symlink_to(text)
    for arguments in (["--to", "txt"], ["-o", str(text)], ["-o", str(link)]):
        result = run(made, "draft", text, *arguments)
        assert result.exit_code == 2
        assert "is the answers file itself" in result.stderr
    assert text.read_text("utf-8").startswith("template: visit")


def test_an_ending_and_a_format_that_differ_are_wrong_usage(made: SmallHouse) -> None:
    result = run(made, "draft", made.answer(COMPLETE), "--to", "txt", "-o", made.folder / "a.docx")
    assert result.exit_code == 2
    assert not (made.folder / "a.docx").exists()


def test_several_drafts_need_a_folder_and_names_of_their_own(made: SmallHouse) -> None:
    one, two = made.answer(COMPLETE), made.write("other/answers.yaml", "template: visit\n")
    assert run(made, "draft", one, two, "-o", "-").exit_code == 2
    assert run(made, "draft", one, two, "-o", made.folder / "none").exit_code == 2
    assert run(made, "draft", one, two, "-o", made.folder).exit_code == 2


def test_a_draft_with_gaps_is_written_and_says_what_is_missing(made: SmallHouse) -> None:
    path = made.answer(GAPS)
    result = run(made, "draft", path, "--to", "txt")
    assert result.exit_code == 0
    assert "[TO COMPLETE: What is it called?]" in path.with_suffix(".txt").read_text("utf-8")
    assert result.stderr.count("error missing") == 2


def test_no_draft_is_written_from_wrong_answers(made: SmallHouse) -> None:
    path = made.answer(COMPLETE.replace("02-17", "02-30"))
    result = run(made, "draft", path)
    assert result.exit_code == 1
    assert f"{path}:2:12: error wrong-type" in result.stderr
    assert not path.with_suffix(".docx").exists()


# Finals.


def test_a_final_is_a_file_of_its_own_without_marking_or_sources(made: SmallHouse) -> None:
    made.layout.write_text("{% set header %}SECRET{% endset %}" + LAYOUT, "utf-8")
    path = made.answer(COMPLETE)
    assert run(made, "draft", path, "--final").exit_code == 0
    with zipfile.ZipFile(made.folder / "answers-final.docx") as package:
        parts = b"".join(package.read(name) for name in package.namelist())
        assert not [name for name in package.namelist() if "comment" in name]
    assert b"SECRET" not in parts
    assert not path.with_suffix(".docx").exists()


@pytest.mark.parametrize(
    ("answers", "reasons"),
    [
        (GAPS, ["missing: “name”", "missing: “words”"]),
        (STALE, ["out-of-date: “A passage” could be used until 31 December 2021"]),
        (GAPS + "passages: [{snippet: a/b}]\n", ["“name”", "“words”", "out-of-date"]),
    ],
)
def test_a_final_is_refused_with_every_reason_and_touches_nothing(
    made: SmallHouse, answers: str, reasons: list[str]
) -> None:
    path = made.answer(answers)
    target = made.write("answers-final.docx", "precious")
    result = run(made, "draft", path, "--final", "--overwrite")
    assert result.exit_code == 1
    for reason in reasons:
        assert reason in result.stderr
    assert result.stderr.endswith(f"{path}: no final is written until this is mended.\n")
    assert target.read_bytes() == b"precious"


def test_a_gap_that_the_template_prints_for_no_answer_keeps_a_final_from_being_written(
    made: SmallHouse,
) -> None:
    made.layout.write_text(LAYOUT + '\n\n{{ gap("Who signs?") }}\n', "utf-8")
    result = run(made, "draft", made.answer(COMPLETE), "--final")
    assert result.exit_code == 1
    assert "response.md.j2:8: error missing: [TO COMPLETE: Who signs?]" in result.stderr


DOUBLED = COMPLETE.replace("We agree.", "We agree agree.")
STRICT = "rules: {doubled-word: {severity: error, reason: It looks careless.}}\n"


@pytest.mark.parametrize("form", FORMATS)
def test_an_error_that_a_check_finds_keeps_a_final_from_being_written(
    made: SmallHouse, form: str
) -> None:
    made.write("templates/house.yaml", STRICT)
    path = made.answer(f"{DOUBLED}passages: [{{snippet: a/b@1}}]\n")
    result = run(made, "draft", path, "--final", "--to", form)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"{path}:4:11: error doubled-word: “agree agree” says the same word twice.",
        f"{path}:5:22: warning out-of-date: “A passage” could be used until 31 December 2021.",
        f"{path}: no final is written until this is mended.",
    ]
    assert not (made.folder / f"answers-final.{form}").exists()


def test_an_error_that_the_officer_has_accepted_does_not_keep_a_final_from_being_written(
    made: SmallHouse,
) -> None:
    made.write("templates/house.yaml", STRICT)
    accepted = "accepted: [{rule: doubled-word, words: agree agree, reason: It is meant.}]\n"
    result = run(made, "draft", made.answer(DOUBLED + accepted), "--final")
    assert result.exit_code == 0
    assert "doubled-word" not in result.stderr


def test_a_final_is_written_with_its_warnings_printed(made: SmallHouse) -> None:
    path = made.answer(DOUBLED)
    result = run(made, "draft", path, "--final")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        f"Wrote {made.folder / 'answers-final.docx'}.",
        f"{path}:4:11: warning doubled-word: “agree agree” says the same word twice.",
    ]


# Drafts with findings.


def test_a_draft_with_findings_comments_on_the_words_concerned(made: SmallHouse) -> None:
    path = made.answer(DOUBLED)
    result = run(made, "draft", path, "--with-findings")
    target = path.with_suffix(".docx")
    assert (result.exit_code, result.stderr) == (0, f"Wrote {target}.\n")
    (comment,) = docx.Document(str(target)).comments
    assert comment.author == "responder check"
    assert comment.text.startswith("Warning: “agree agree” says the same word twice.\n")


def test_only_the_comments_tell_a_draft_with_findings_from_one_without(made: SmallHouse) -> None:
    path = made.answer(GAPS)
    plain = run(made, "draft", path, "-o", made.folder / "plain.docx")
    commented = run(made, "draft", path, "--with-findings", "-o", made.folder / "more.docx")
    assert plain.stderr.replace("plain", "more") == commented.stderr
    documents = [read(made.folder / name) for name in ("plain.docx", "more.docx")]
    assert documents[0] == documents[1]
    counts = [
        len(docx.Document(str(made.folder / name)).comments) for name in ("plain.docx", "more.docx")
    ]
    assert counts == [0, 2]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--final"], "A final has no comments"),
        (["--to", "html"], "Only a Word draft has comments"),
        (["--to", "txt", "-o", "-"], "Only a Word draft has comments"),
        (["-o", "draft.md"], "Only a Word draft has comments"),
    ],
)
def test_findings_are_shown_in_word_drafts_alone(
    made: SmallHouse, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(made.folder)
    before = set(made.folder.iterdir())
    made.answer(COMPLETE)
    result = run(made, "draft", "answers.yaml", "--with-findings", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert set(made.folder.iterdir()) - before == {made.folder / "answers.yaml"}


def test_no_draft_with_findings_is_written_from_wrong_answers(made: SmallHouse) -> None:
    path = made.answer(COMPLETE.replace("02-17", "02-30"))
    result = run(made, "draft", path, "--with-findings")
    assert result.exit_code == 1
    assert "error wrong-type" in result.stderr
    assert not path.with_suffix(".docx").exists()


# Word files that people have edited.


def test_an_untouched_draft_is_replaced(made: SmallHouse) -> None:
    path = made.answer(GAPS)
    assert run(made, "draft", path).exit_code == 0
    before = path.with_suffix(".docx").read_bytes()
    made.answer(COMPLETE)
    assert run(made, "draft", path).exit_code == 0
    assert path.with_suffix(".docx").read_bytes() != before


@pytest.mark.parametrize("content", ["", "not a Word file", "PK\x03\x04"])
def test_a_word_file_that_was_never_drafted_is_replaced_only_if_asked(
    made: SmallHouse, content: str
) -> None:
    path = made.answer(COMPLETE)
    target = made.write("answers.docx", content)
    result = run(made, "draft", path)
    assert result.exit_code == 1
    assert "--overwrite" in result.stderr
    assert target.read_text("utf-8") == content
    assert run(made, "draft", path, "--overwrite").exit_code == 0
    assert zipfile.is_zipfile(target)


def test_a_draft_that_was_edited_in_word_is_replaced_only_if_asked(made: SmallHouse) -> None:
    path = made.answer(COMPLETE)
    run(made, "draft", path)
    target = path.with_suffix(".docx")
    with zipfile.ZipFile(target) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"We agree.", b"We do not.")
    program = rb"<Application>Microsoft Office Word</Application>"
    parts["docProps/app.xml"] = re.sub(
        rb"<Application>.*</Application>", program, parts["docProps/app.xml"]
    )
    with zipfile.ZipFile(target, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    edited = target.read_bytes()
    assert run(made, "draft", path).exit_code == 1
    assert target.read_bytes() == edited
    assert run(made, "draft", path, "--overwrite").exit_code == 0
    assert target.read_bytes() != edited


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_inputs_give_the_same_bytes(made: SmallHouse, form: str) -> None:
    made.answer(GAPS + "passages: [{snippet: a/b@1}, {text: x}]\n")
    drafts = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = {"PYTHONHASHSEED": seed, "TZ": zone}
        target = made.folder / f"{seed}.{form}"
        done = call(made, "draft", "answers.yaml", "-o", target, environment=environment)
        assert done.returncode == 0, done.stderr
        drafts.add(target.read_bytes())
    assert len(drafts) == 1


# Bad input: an error with its place, and every existing file untouched.

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nname: *c\n"
BAD = {
    "not UTF-8": (b"template: visit\nname: caf\xe9\n", r":2:10: .*UTF-8"),
    "UTF-16": ("template: visit\n".encode("utf-16"), r":1:1: .*UTF-8"),
    "empty": (b"", r": .*The file holds no answers"),
    "comments alone": (b"# nothing\n", r": .*The file holds no answers"),
    "a list": (b"- a\n- b\n", r":1:1: .*not a list"),
    "text": (b"just text\n", r":1:1: .*not text"),
    "no YAML": (b"template: visit\nname: [a\n", r":\d+:\d+: "),
    "a tab": (b"template: visit\nleader:\n\tname: x\n", r":3:\d+: "),
    "an alias bomb": (b"template: visit\n" + BOMB.encode(), r":3:8: "),
    "two documents": (b"template: visit\n---\ntemplate: visit\n", r":\d+"),
    "deep nesting": (b"template: visit\nname: " + b"[" * 5000 + b"]" * 5000, r":2:\d+: "),
    "a NUL": (b"template: visit\nname: a\0b\n", r":2:\d+: .*U\+0000"),
    "an escape": (b"template: visit\nname: a\x1bb\n", r":2:\d+: .*U\+001B"),
    "a form feed in quotes": (b'template: visit\nname: "a\\fb"\n', r":2:\d+: .*U\+000C"),
    "a lone surrogate": (b'template: visit\nname: "a\\ud800b"\n', r":2:\d+: "),
    "an encoded surrogate": (b"template: visit\nname: a\xed\xa0\x80b\n", r":2:8: .*UTF-8"),
    "a noncharacter": ("template: visit\nname: a\ufdd00\ufdd1\n".encode(), r":2:\d+: .*U\+FDD0"),
    "a noncharacter in quotes": (b'template: visit\nname: "\\uFDD00\\uFDD1"\n', r":2:7: .*U\+FDD0"),
    "10 MB": (b"template: visit\nwords: " + b"word " * 2_000_000, r": "),
    "no template": (b"name: x\n", r":1:1: .*No template is named"),
    "an unknown template": (b"template: vist\n", r":1:11: .*Did you mean “visit”"),
    "a template outside": (b"template: ../visit\n", r":1:11: .*There is no template"),
    "a list as template": (b"template: [visit]\n", r":1:11: "),
    "a twice-named key": (b"template: visit\nname: a\nname: b\n", r":3:1: .*line 2"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_answers_end_in_an_error_with_its_place_and_touch_nothing(
    made: SmallHouse, name: str
) -> None:
    data, message = BAD[name]
    path = made.folder / "bad.yaml"
    path.write_bytes(data)
    target = made.write("bad.docx", "precious")
    for arguments in (["draft", "--overwrite"], ["check"], ["draft", "--final"]):
        result = run(made, *arguments, path)
        assert isinstance(result.exception, SystemExit | None)
        assert result.exit_code == 1
        assert re.search(re.escape(str(path)) + message, result.output)
    assert path.read_bytes() == data
    assert target.read_bytes() == b"precious"


UNREADABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "absent": (lambda path: None, "There is no such file"),
    "a folder": (Path.mkdir, "This is a folder"),
    "a loop of links": (lambda path: path.symlink_to(path), "It cannot be read"),
    "a dangling link": (lambda path: path.symlink_to("none"), "There is no such file"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_answers_that_cannot_be_read_are_an_error_that_says_why(
    made: SmallHouse, name: str
) -> None:
    prepare, message = UNREADABLE[name]
    path = made.folder / "bad.yaml"
    prepare(path)
    for before, after in (("draft", ()), ("check", ()), ("why", ("x",))):
        result = run(made, before, path, *after)
        assert result.exit_code == 1
        assert result.output.startswith(f"{path}: ")
        assert message in result.output


def test_a_path_through_a_file_is_an_error(made: SmallHouse) -> None:
    path = made.answer(COMPLETE) / "inner.yaml"
    result = run(made, "check", path)
    assert result.exit_code == 1
    assert f"{path}: " in result.output


def test_a_large_answer_is_drafted_without_loss(made: SmallHouse) -> None:
    words = "The Area has worked hard. " * 40_000
    path = made.answer(f"published: 2022-02-17\nname: x\nwords: '{words}'\n")
    result = run(made, "draft", path, "--to", "txt", "-o", "-")
    assert result.exit_code == 0
    assert result.stdout.split() == ["CPS", "x,", "17", "February", "2022", *words.split()]


@pytest.mark.parametrize(
    ("layout", "place"),
    [
        ("a\n\n{% if %}\n", "response.md.j2:3: It cannot be read"),
        ("a\n{{ nothing }}\n", "response.md.j2:2: It cannot be rendered: nothing is called"),
        ("a\n{{ name.__class__ }}\n", "response.md.j2:2: It cannot be rendered"),
    ],
)
def test_a_fault_of_the_template_names_its_file_and_line(
    made: SmallHouse, layout: str, place: str
) -> None:
    path = made.answer(COMPLETE)
    made.layout.write_text(layout, "utf-8")
    done = call(made, "draft", path)
    assert (done.returncode, done.stdout) == (1, "")
    assert place in done.stderr
    assert "Traceback" not in done.stderr
    assert not path.with_suffix(".docx").exists()


def test_a_style_that_the_word_template_lacks_is_named(made: SmallHouse) -> None:
    template = made.folder / "templates" / "house.docx"
    with zipfile.ZipFile(template) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    pattern = rb'<w:style [^>]*w:styleId="Title".*?</w:style>'
    parts["word/styles.xml"] = re.sub(pattern, b"", parts["word/styles.xml"], flags=re.DOTALL)
    with zipfile.ZipFile(template, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    result = run(made, "draft", made.answer(COMPLETE))
    assert result.exit_code == 1
    assert re.search(r"house\.docx: .*“[Tt]itle”", result.stderr)


@pytest.mark.parametrize("content", [None, "", "junk"])
def test_a_word_template_that_is_absent_or_broken_is_an_error(
    made: SmallHouse, content: str | None
) -> None:
    template = made.folder / "templates" / "house.docx"
    template.unlink()
    if content is not None:
        template.write_text(content, "utf-8")
    result = run(made, "draft", made.answer(COMPLETE))
    assert result.exit_code == 1
    assert f"{template}: " in result.stderr
    assert run(made, "draft", made.answer(COMPLETE), "--to", "txt").exit_code == 0


def test_an_output_folder_that_does_not_exist_is_an_error(made: SmallHouse) -> None:
    result = run(made, "draft", made.answer(COMPLETE), "-o", made.folder / "none" / "a.docx")
    assert result.exit_code == 1
    assert "its folder does not exist" in result.stderr
    assert not (made.folder / "none").exists()


def limit_files() -> None:
    """Let the process write no file of more than 100 bytes, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


def test_a_full_disk_is_an_error_and_the_draft_before_stays(made: SmallHouse) -> None:
    path = made.answer(COMPLETE)
    assert run(made, "draft", path).exit_code == 0
    before = path.with_suffix(".docx").read_bytes()
    done = call(made, "draft", path, before=limit_files)
    assert done.returncode == 1
    assert "answers.docx: It cannot be written: File too large." in done.stderr
    assert "Traceback" not in done.stderr
    assert path.with_suffix(".docx").read_bytes() == before
    assert not [each for each in made.folder.iterdir() if each.name.endswith(".tmp")]


@pytest.mark.parametrize(
    "arguments",
    [["draft", "answers.yaml", "--to", "txt", "-o", "-"], ["check", "answers.yaml"], ["--help"]],
)
def test_an_output_that_is_full_is_an_error(made: SmallHouse, arguments: list[str]) -> None:
    made.answer(GAPS)
    full = os.open("/dev/full", os.O_WRONLY)
    done = call(made, *arguments, stdout=full)
    os.close(full)
    assert done.returncode == 1
    assert done.stderr.endswith("The system does not allow this: No space left on device.\n")
    assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_reason_to_complain(made: SmallHouse) -> None:
    made.answer(COMPLETE.replace("We agree.", "word " * 100_000))
    reading, writing = os.pipe()
    os.close(reading)
    done = call(made, "draft", "answers.yaml", "--to", "txt", "-o", "-", stdout=writing)
    os.close(writing)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_an_interruption_has_exit_status_130_and_no_traceback(made: SmallHouse) -> None:
    pipe = made.folder / "answers.yaml"
    os.mkfifo(pipe)  # reading waits here until somebody writes
    arguments = [sys.executable, "-m", "responder", "--house", str(made.folder), "check", str(pipe)]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, encoding="utf-8") as process:
        writing = open_when_read(pipe)
        interrupt(process)
        os.close(writing)
        _, messages = process.communicate(timeout=30)
    assert process.returncode == 130
    assert messages == "Interrupted.\n"


def interrupt(process: subprocess.Popen[str]) -> None:
    """Interrupt a process, again if the first signal came just before it began to wait."""
    for _ in range(10):
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            continue
        return
    process.kill()


def open_when_read(pipe: Path) -> int:
    """Open a named pipe for writing as soon as its reader has opened it."""
    for _ in range(600):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.05)
    raise AssertionError("nobody reads the pipe")


def test_a_current_folder_that_is_gone_is_an_error_without_a_traceback(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = "import os, sys; os.rmdir(os.getcwd()); from responder.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, "check", "x.yaml"],
        cwd=gone,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_text_is_printed_as_utf_8_whatever_the_locale(made: SmallHouse) -> None:
    made.answer(COMPLETE.replace("South", "“Sōuth”"))
    done = call(
        made,
        *("draft", "answers.yaml", "--to", "txt", "-o", "-"),
        environment={"LC_ALL": "C", "PYTHONIOENCODING": "", "PYTHONUTF8": "0"},
    )
    assert done.stdout.startswith("CPS “Sōuth”")


# The other commands.


def test_the_schema_of_a_template_is_printed_as_json(made: SmallHouse) -> None:
    result = run(made, "schema", "visit")
    assert result.exit_code == 0
    assert result.stdout.startswith("{")
    unknown = run(made, "schema", "vist")
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "Did you mean “visit”?" in unknown.stderr


def test_words_that_are_not_in_the_draft_have_exit_status_1(made: SmallHouse) -> None:
    result = run(made, "why", made.answer(COMPLETE), "absent")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "does not hold the words “absent”" in result.stderr


def test_a_detour_over_a_missing_folder_does_not_replace_answers(made: SmallHouse) -> None:
    path = made.answer(COMPLETE)
    detour = path.parent / "missing" / ".." / path.name
    result = run(made, "draft", path, "--to", "txt", "-o", str(detour))
    assert result.exit_code == 2
    assert path.read_text("utf-8").endswith(COMPLETE)


def test_a_draft_is_written_even_if_nothing_can_be_printed(made: SmallHouse) -> None:
    path = made.answer(COMPLETE)
    closing = 'exec "$@" >&- 2>&-'
    command = [sys.executable, "-m", "responder", "--house", str(made.folder), "draft", str(path)]
    done = subprocess.run(["sh", "-c", closing, "sh", *command], cwd=ROOT, check=False)
    assert done.returncode == 0
    assert path.with_suffix(".docx").exists()


def test_a_file_name_that_is_not_unicode_can_be_reported(made: SmallHouse) -> None:
    path = os.fsencode(made.folder) + b"/lat\xe91.yaml"
    Path(os.fsdecode(path)).write_text("template: nothing\n", "utf-8")
    done = call(made, "check", os.fsdecode(path))
    assert done.returncode == 1
    assert "There is no template" in done.stdout


def test_a_blank_answers_file_is_written_where_there_is_none(tmp_path: Path) -> None:
    target = tmp_path / "answers.yaml"
    wanted = ["questions", "thematic-inspection", "-o", str(target)]
    first, second = (CliRunner().invoke(cli, wanted) for _ in range(2))
    assert (first.exit_code, first.stderr) == (0, f"Wrote {target}.\n")
    assert "\ntemplate: thematic-inspection\n" in target.read_text("utf-8")
    assert second.exit_code == 1
    assert "There is a file of this name already" in second.stderr
