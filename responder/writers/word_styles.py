"""The styles that a Word template offers to the writer, each by the name that people see."""

from __future__ import annotations

from docx.opc.part import Part

from responder.errors import Place, TemplateError
from responder.readers.word_styles import Styles


class HouseStyles(Styles):
    """The styles of a template, or errors that name the style and the template's file."""

    def __init__(self, document: Part, file: str) -> None:
        super().__init__(document)
        self.file = file

    def get(self, kind: str, name: str) -> str:
        """Return the id of a style that the document can do without, or ""."""
        return self.ids.get((kind, name.lower()), "")

    def find(self, kind: str, name: str) -> str:
        """Return the id of a style, or raise TemplateError."""
        return self.get(kind, name) or self._refuse(f"has no {kind} style “{name}”")

    def for_paragraph(self, role: str) -> str:
        """Return the id of the paragraph style for a role, or "" where words alone have it."""
        return self.role_ids.get(("paragraph", role), "")

    def for_words(self, role: str) -> str:
        """Return the id of the character style for a role, or raise TemplateError."""
        found = self.role_ids.get(("character", role), "")
        if not found and self.for_paragraph(role):
            self._refuse(f"has “{role}” as a style for whole paragraphs only, not for words")
        return found or self._refuse(f"has no style “{role.capitalize()}”")

    def _refuse(self, problem: str) -> str:
        place = Place(self.file)
        raise TemplateError(f"The template {problem}.", place, "Add it in Word.")
