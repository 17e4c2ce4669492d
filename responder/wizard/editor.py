"""Writing an answer in the editor of the officer's choice."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from responder.errors import FileError

FAMILIAR = ("nano", "micro", "vim", "vi")


def edit(text: str) -> str:
    """Return the text as it was left in the editor, or raise FileError if there is no way to."""
    command = find_editor()
    handle, name = tempfile.mkstemp(prefix="answer-", suffix=".txt")
    path = Path(name)
    with open(handle, "w", encoding="utf-8", newline="") as stream:
        stream.write(text)
    written = path.read_bytes()
    try:
        # The command is the officer's own setting, as in every program that opens an editor.
        status = subprocess.run([*command, name], check=False).returncode  # noqa: S603
    except OSError as error:
        path.unlink()
        raise FileError(
            f"The editor “{command[0]}” could not be opened: {error.strerror}."
        ) from None
    data = path.read_bytes()
    if status and data == written:
        path.unlink()
        raise FileError(f"The editor “{command[0]}” reported a failure and changed nothing.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What was written must not be lost, so the file is left where it is.
        raise FileError(f"The editor did not save UTF-8. What you wrote is in {name}.") from None
    with contextlib.suppress(OSError):  # Windows: a program may still hold the file
        path.unlink()
    return text


def find_editor() -> list[str]:
    """Return the command of the editor, or raise FileError if none is set or known."""
    for variable in ("VISUAL", "EDITOR"):
        if wanted := os.environ.get(variable, "").strip():
            # On Windows a backslash is part of a path, not an escape.
            parts = shlex.split(wanted, posix=os.name == "posix")
            return [part.strip('"') for part in parts]
    familiar = ["notepad"] if os.name == "nt" else list(FAMILIAR)
    for name in familiar:
        if found := shutil.which(name):
            return [found]
    raise FileError("No editor is set.", remedy="Set EDITOR to one, or type the text here.")
