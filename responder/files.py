"""Reading text and replacing files so that no crash, and nobody else's edit, is lost."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import tempfile
from pathlib import Path

from responder.errors import FileError, Place

# What XML 1.0 cannot carry, the marks that belong to composing (see markdown), and line ends that
# are neither \n nor white space to people.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

MAX_BYTES = 2_000_000  # of a text; the text of a report of 500 pages has half as many
MOST_BYTES = 200_000_000  # of any file; what has more, or no end, would take all the memory


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of a file, or raise FileError saying why they cannot be had."""
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except FileNotFoundError:
        raise FileError("There is no such file.", Place(str(path))) from None
    except IsADirectoryError:
        raise FileError("This is a folder, not a file.", Place(str(path))) from None
    except OSError as error:
        if path.is_dir():  # Windows calls reading a folder a refused permission
            raise FileError("This is a folder, not a file.", Place(str(path))) from None
        problem = f"It cannot be read: {error.strerror}."
        raise FileError(problem, Place(str(path)), _advise(error)) from None
    _check_size(data, most, path)
    return data


def _check_size(data: bytes, most: int, path: Path) -> None:
    if len(data) > most:
        problem = f"It is larger than {most // 1_000_000} MB."
        raise FileError(problem, Place(str(path)), "Is it the right file?")


def decode_text(data: bytes, path: Path) -> str:
    """Return UTF-8 bytes as text without a byte order mark, or name the first bad byte's place."""
    _check_size(data, MAX_BYTES, path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = Place(str(path), before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        raise FileError("The text is not UTF-8.", place, "Save the file as UTF-8.") from None


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file with its line ends as they are."""
    return decode_text(read_bytes(path, MAX_BYTES), path)


def write_bytes(path: Path, data: bytes, *, lasting: bool = True) -> None:
    """Replace a file in one step: after a crash it holds either its old bytes or the new ones.

    What is not `lasting` can be made again, and is not worth waiting for the disk.
    """
    target = Path(os.path.realpath(path))  # a link goes on pointing to the file it named
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(
            dir=target.parent, prefix=f".{target.name[:60]}.", suffix=".tmp"
        )
        with open(handle, "wb") as stream:
            stream.write(data)
            if lasting:
                stream.flush()
                os.fsync(stream.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        else:
            os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
        if lasting:
            _sync_folder(target.parent)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        reason = "its folder does not exist" if not target.parent.is_dir() else error.strerror
        remedy = _advise(error) if target.parent.is_dir() else ""
        raise FileError(f"It cannot be written: {reason}.", Place(str(path)), remedy) from None


def _advise(error: OSError) -> str:
    """Return what people can do about an error of the system, if it is known."""
    if isinstance(error, PermissionError):  # which on Windows is also said of files that are open
        return "Close it wherever it is open, or ask whoever owns its folder."
    return ""


def create_bytes(path: Path, data: bytes) -> None:
    """Write a new file in one step, or raise FileError if there is one of this name."""
    temporary = path.with_name(f".{path.name[:60]}.{os.getpid()}.tmp")
    try:
        write_bytes(temporary, data)
        try:
            os.link(temporary, path)  # unlike a renaming, it replaces nothing
        except FileExistsError:
            raise
        except OSError:  # the file system has no links
            with path.open("xb") as stream:
                stream.write(data)
    except FileExistsError:
        problem = "There is a file of this name already."
        raise FileError(problem, Place(str(path)), "Choose another name.") from None
    except OSError as error:
        raise FileError(f"It cannot be written: {error.strerror}.", Place(str(path))) from None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def quote_path(path: Path | str) -> str:
    """Return a path as one word of a command that can be typed."""
    if os.name == "nt":
        return f'"{path}"' if " " in str(path) else str(path)
    return shlex.quote(str(path))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    # The new name is safe only once the folder is on disk; Windows cannot open folders.
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
