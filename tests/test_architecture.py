"""The rooms of the house: what may import what, and which words stay outside."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "responder"

# From top to bottom: the modules of a room, and the libraries that it may use. A module imports
# from its own room and from rooms above it, never from one below.
ROOMS = {
    "__init__": "",
    "errors": "",
    "files": "",
    "nodes": "yaml",
    "structures": "msgspec",
    "document": "msgspec",
    "relative": "",
    "questions": "msgspec",
    "includes": "msgspec",
    "headers": "msgspec",
    "questionnaire": "msgspec",
    "house": "",
    "starting": "",
    "answers.passage": "",
    "answers": "",
    "answers.*": "",
    "boilerplate": "msgspec",
    "schema": "",
    "blank": "",
    "boilerplate.passages": "",
    "boilerplate.search": "",
    "markdown.pieces": "msgspec",
    "markdown": "markdown_it msgspec",
    "boilerplate.audit": "",
    "boilerplate.likeness": "",
    "boilerplate.drift": "",
    "compose.values": "",
    "compose.gaps": "",
    "compose.filters": "msgspec",
    "compose.template_errors": "jinja2",
    "compose.rendering": "jinja2 msgspec",
    "compose": "msgspec",
    "register": "",
    "readers.reading": "",
    "readers.pdf_pages": "pypdfium2",
    "readers.word*": "docx lxml msgspec",
    "readers.charset": "",
    "readers.text": "",
    "readers.html*": "lxml msgspec",
    "readers.*": "",
    "readers": "",
    "writers.word*": "docx lxml",
    "writers.text": "",
    "writers.workbook": "lxml xlsxwriter",
    "writers.*": "",
    "writers": "",
    "boilerplate.recognition*": "",
    "check*": "msgspec",
    "harvest.*": "msgspec",
    "harvest": "",
    "candidates*": "msgspec",
    "reports*": "msgspec",
    "why": "",
    "wizard*": "questionary prompt_toolkit rich",
    "cli*": "click rich",
    "__main__": "",
}

TOP_LEVEL = {
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "responder",
    "templates",
    "boilerplate",
    "tests",
}

DOMAIN = re.compile(
    r"(?<![a-z])(?:(?:cps|hmcpsi|victims?|disclosure)(?![a-z])|prosecut)", re.IGNORECASE
)
SECOND_DOMAIN = re.compile(
    r"(?<![a-z])(?:(?:police|policing|peel|hmicfrs|northmarch)(?![a-z])|constab)", re.IGNORECASE
)


def test_every_module_has_a_room() -> None:
    homeless = [name for name in modules() if room_of(name) is None]
    assert not homeless, f"add these to ROOMS in {Path(__file__).name}: {homeless}"


def test_modules_import_only_from_their_own_room_and_those_above() -> None:
    rooms = list(ROOMS)
    downward = [
        f"{name} imports {target}"
        for name, target in imports()
        if (home := room_of(name)) and (other := room_of(target))
        if rooms.index(other) > rooms.index(home)
    ]
    assert not downward


def test_each_library_stays_in_the_rooms_that_may_use_it() -> None:
    strays = [
        f"{name} imports {library}"
        for name, library in libraries()
        if (home := room_of(name)) and library not in ROOMS[home].split()
    ]
    assert not strays


def test_the_mechanism_does_not_know_the_domain() -> None:
    known = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if DOMAIN.search(line) or SECOND_DOMAIN.search(line)
    ]
    assert not known, "this belongs in templates/ or boilerplate/"


def test_the_top_level_holds_nothing_but_its_parts() -> None:
    extra = {name for name in top_level() if not name.startswith(".")} - TOP_LEVEL
    assert not extra


def modules() -> dict[str, Path]:
    """Return the package's modules by their names within it."""
    paths = {path.relative_to(PACKAGE): path for path in sorted(PACKAGE.rglob("*.py"))}
    names = {path.with_suffix("").as_posix().replace("/", "."): path for path in paths}
    return {name.removesuffix(".__init__"): paths[path] for name, path in names.items()}


def room_of(module: str) -> str | None:
    """Return the first pattern of the table that a module's name fits."""
    return next((pattern for pattern in ROOMS if fnmatchcase(module, pattern)), None)


def imports() -> Iterator[tuple[str, str]]:
    """Yield each module with each module of the package that it imports."""
    known = modules()
    for name, imported in imported_names():
        if imported.split(".")[0] == PACKAGE.name:
            inner = imported.removeprefix(PACKAGE.name).removeprefix(".") or "__init__"
            # The last part of "from a.b import c" is a module or something that one defines.
            yield name, inner if inner in known else inner.rpartition(".")[0] or "__init__"


def libraries() -> Iterator[tuple[str, str]]:
    """Yield each module with each third-party library that it imports."""
    for name, imported in imported_names():
        library = imported.split(".")[0]
        if library not in {PACKAGE.name, *sys.stdlib_module_names}:
            yield name, library


def imported_names() -> Iterator[tuple[str, str]]:
    """Yield each module with the dotted names in its import statements, lazy ones too."""
    for name, path in modules().items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((name, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.module, f"{name} has an import that is not absolute"
                yield from ((name, f"{node.module}.{alias.name}") for alias in node.names)


def top_level() -> set[str]:
    """Return the top level's names: what git tracks, or all there is where git knows nothing."""
    git = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = git.stdout.splitlines() or [path.name for path in ROOT.iterdir()]
    return {name.split("/")[0] for name in names}
