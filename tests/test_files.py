"""Reading and replacing files, when all is well and when it is not."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from responder import files
from responder.errors import FileError

# Writes a file, and dies without any cleaning up right before one of its calls to the system.
DYING_WRITER = """
import os, sys
from pathlib import Path
from responder import files

left = int(sys.argv[2])

def count(event, _):
    global left
    if event.startswith(("open", "os.", "shutil.", "tempfile.", "call.")):
        if left == 0:
            os._exit(9)
        left -= 1

def announce(name, call):
    def announced(*args, **options):
        sys.audit("call." + name)
        return call(*args, **options)
    setattr(os, name, announced)

for name in ("fsync", "replace", "close"):
    announce(name, getattr(os, name))
sys.addaudithook(count)
files.write_bytes(Path(sys.argv[1]), b"new")
os._exit(0)
"""


def test_a_crash_at_any_step_leaves_the_old_bytes_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    found: list[bytes] = []
    died = True
    while died:
        path.write_bytes(b"old")
        command = [sys.executable, "-c", DYING_WRITER, str(path), str(len(found))]
        died = subprocess.run(command, check=False).returncode == 9
        found.append(path.read_bytes())
    assert found == sorted(found, reverse=True)  # old until it is replaced, and new from then on
    assert set(found) == {b"old", b"new"}
    assert len(found) > 5


@pytest.mark.parametrize("name", ["fsync", "replace", "chmod"])
def test_a_failed_write_says_why_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / "answers.yaml"
    path.write_bytes(b"old")

    def fail(*args: Any, **options: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, name, fail)
    with pytest.raises(FileError, match="It cannot be written: No space left on device"):
        files.write_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["answers.yaml"]


def test_a_missing_folder_is_named_as_the_reason(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="its folder does not exist"):
        files.write_bytes(tmp_path / "nowhere" / "answers.yaml", b"new")


def test_writing_through_a_link_changes_the_file_and_keeps_the_link(tmp_path: Path) -> None:
    file, link = tmp_path / "there" / "answers.yaml", tmp_path / "link.yaml"
    file.parent.mkdir()
    file.write_bytes(b"old")
    link.symlink_to(file)
    files.write_bytes(link, b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    files.write_bytes(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_has_the_permissions_that_any_program_would_give_it(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    files.write_bytes(tmp_path / "new", b"new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"answers\.yaml: There is no such file"):
        files.read_bytes(tmp_path / "answers.yaml")


def test_a_folder_is_not_read_as_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="This is a folder, not a file"):
        files.read_bytes(tmp_path)


def test_a_file_that_may_not_be_read_is_named_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, mode: str) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(FileError, match="It cannot be read: Permission denied"):
        files.read_bytes(tmp_path / "answers.yaml")


def test_text_that_is_not_utf_8_is_named_by_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_bytes(b"area: x\nleader: Ren\xe9\n")
    with pytest.raises(FileError, match=r"answers\.yaml:2:12: The text is not UTF-8"):
        files.read_text(path)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_bytes(b"\xef\xbb\xbfarea: x\r\n")
    assert files.read_text(path) == "area: x\r\n"


def test_a_text_of_more_than_two_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_bytes(b"#" * files.MAX_BYTES)
    assert files.read_text(path)
    path.write_bytes(b"#" * (files.MAX_BYTES + 1))
    with pytest.raises(FileError, match=r"larger than 2 MB\. Is it the right file\?"):
        files.read_text(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such file")
def test_what_never_ends_is_refused_too() -> None:
    with pytest.raises(FileError, match="larger than 2 MB"):
        files.read_text(Path("/dev/zero"))


@pytest.mark.parametrize("name", ["plain.yaml", "two words", "it's", "$HOME", "größe", "a;b", ""])
def test_a_quoted_path_is_one_word_to_a_shell(name: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f"printf %s {files.quote_path(name)}"], capture_output=True, check=True
    )
    assert done.stdout.decode() == name
