"""The house: the folder whose templates and boilerplate hold all knowledge of one organisation."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from responder import nodes, questionnaire, questions
from responder.errors import (
    DataError,
    FileError,
    Place,
    ResponderError,
    TemplateError,
    did_you_mean,
    quote,
)
from responder.questionnaire import Questionnaire

LAYOUT = "response.md.j2"
QUESTIONS = "questionnaire.yaml"
CARRIED = Path(__file__).parent / "_house"  # what an installed program brings with it


@dataclass(frozen=True)
class House:
    """One house: its folder and the data of its `house.yaml`.

    `named` is how it was named, if it was not found by where it stands.
    """

    folder: Path
    data: Mapping[str, Any]
    questionnaires: dict[str, Questionnaire] = field(default_factory=dict, repr=False)
    named: str = ""

    @property
    def is_carried(self) -> bool:
        """Tell whether it is a part of the installed program, and goes with it."""
        return self.folder == CARRIED

    @property
    def templates(self) -> Path:
        """Return the folder of templates."""
        return self.folder / "templates"

    @property
    def boilerplate(self) -> Path:
        """Return the folder of snippets."""
        return self.folder / "boilerplate"

    @property
    def word_template(self) -> Path:
        """Return the Word file that owns styles, page, header and footer."""
        return self.templates / "house.docx"

    def cues(self) -> dict[str, list[str]]:
        """Return the title and cue words of each theme by its id."""
        found: dict[str, list[str]] = {}
        for theme in _entries(self.data.get("themes")):
            about = theme if isinstance(theme, Mapping) else {"id": theme}
            words = [about.get("title"), *_entries(about.get("cues"))]
            found[str(about.get("id") or about.get("name"))] = [str(one) for one in words if one]
        return found

    def themes_apart(self) -> frozenset[str]:
        """Return the ids of the themes that no item has, which say `items: no`."""
        themes = (one for one in _entries(self.data.get("themes")) if isinstance(one, Mapping))
        return frozenset(str(one.get("id")) for one in themes if one.get("items") == "no")

    def common_words(self) -> frozenset[str]:
        """Return the words that say nothing about an item's subject."""
        return frozenset(map(str, _entries(self.data.get("common_words"))))

    def people(self) -> list[str]:
        """Return the names of people that no snippet may hold."""
        return [str(person) for person in _entries(self.data.get("people"))]

    def template_names(self) -> list[str]:
        """Return the names of the templates, in alphabetical order."""
        return sorted(path.parent.name for path in self.templates.glob(f"*/{QUESTIONS}"))

    def questionnaire(self, name: str, place: Place | None = None) -> Questionnaire:
        """Return a template's questionnaire; `place` is where its name was written."""
        if name not in self.questionnaires:
            known = self.template_names()
            if name not in known:
                problem, remedy = "No template is named.", did_you_mean(name, known)
                if name:
                    problem = f"There is no template {quote(name)}."
                    remedy += f" The house is {self.folder.resolve()}; name another with --house."
                raise TemplateError(problem, place, remedy.strip())
            path = self.templates / name / QUESTIONS
            self.questionnaires[name] = questionnaire.load(path, self.data)
        return self.questionnaires[name]

    def asked_elsewhere(self, name: str) -> dict[str, str]:
        """Return the titles of all templates but one, by the paths of what they ask.

        A template that cannot be read asks nothing: its faults are told where it is used.
        """
        found: dict[str, str] = {}
        for other in self.template_names():
            if other != name:
                with suppress(ResponderError):
                    asked = self.questionnaire(other)
                    for path in questions.paths(asked.questions):
                        found.setdefault(path, asked.title)
        return found


def _entries(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def load(folder: Path) -> House:
    """Return the house in a folder, or raise an error that says what it lacks."""
    if not folder.is_dir():
        raise FileError("There is no such folder.", Place(str(folder)))
    for part in ("templates", "boilerplate"):
        if not (folder / part).is_dir():
            problem = f"This folder is no house: it has no folder “{part}”."
            raise FileError(problem, Place(str(folder)))
    file = folder / "templates" / "house.yaml"
    return House(folder, _read_data(file) if file.exists() else {})


def _read_data(file: Path) -> dict[str, Any]:
    root = nodes.load(file)
    language = root.at(["language"])
    if "language" in root.keys and not language.blank:
        try:
            tag = language.value if isinstance(language.value, str) else language.kind
            questions.check_language(tag)
        except ValueError as error:
            raise DataError(str(error), language.place) from None
    return dict(root.plain())


def find(named: str | None, start: Path) -> House:
    """Return the house that was named, else the nearest above `start`, else the installed one."""
    if named:
        return replace(load(Path(named)), named=named)
    for folder in (start, *start.parents):
        if (folder / "templates").is_dir() and (folder / "boilerplate").is_dir():
            return load(_shorten(folder))
    return load(installed())


def installed() -> Path:
    """Return the folder of the house that came with the program."""
    return CARRIED if CARRIED.is_dir() else CARRIED.parent.parent


def _shorten(folder: Path) -> Path:
    """Return a folder as seen from the current one, if it is that or above it, for messages."""
    here = Path.cwd()
    return Path(os.path.relpath(folder)) if here.is_relative_to(folder) else folder
