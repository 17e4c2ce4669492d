"""The styles that a Word template offers to the writer, each by the name that people see."""

from __future__ import annotations

import copy
from typing import NoReturn

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import Part

from responder.errors import Place, TemplateError
from responder.readers.word_package import related_root
from responder.readers.word_styles import Styles


class HouseStyles(Styles):
    """The styles of a template; what one document needs and does not find is told all at once."""

    def __init__(self, document: Part, file: str) -> None:
        super().__init__(related_root(document, RT.STYLES))
        self.file = file
        self.missing: dict[str, None] = {}

    def for_document(self) -> HouseStyles:
        """Return the same styles, with none found missing yet."""
        twin = copy.copy(self)
        twin.missing = {}
        return twin

    def refuse_missing(self) -> None:
        """Raise TemplateError naming every style that was looked for in vain."""
        if self.missing:
            self._refuse(f"lacks {', '.join(self.missing)}", "Add what is missing in Word.")

    def get(self, kind: str, name: str) -> str:
        """Return the id of a style that the document can do without, or ""."""
        return self.ids.get((kind, name.lower()), "")

    def find(self, kind: str, name: str) -> str:
        """Return the id of a style, or note that it is missing."""
        shown = name.capitalize() if name.startswith("heading") else name
        return self.get(kind, name) or self._miss(kind, shown)

    def for_paragraph(self, role: str) -> str:
        """Return the id of the paragraph style for a role, or "" where words alone have it."""
        return self.role_ids.get(("paragraph", role), "")

    def for_words(self, role: str) -> str:
        """Return the id of the character style for a role, or note that it is missing."""
        found = self.role_ids.get(("character", role), "")
        if not found and self.for_paragraph(role):
            problem = f"has “{role}” as a style for whole paragraphs only, not for words"
            self._refuse(problem, "Make it a linked style in Word.")
        if not found and role == "label":
            return self._miss("linked", "Response Label")
        return found or self._miss("character", role.capitalize())

    def _miss(self, kind: str, name: str) -> str:
        self.missing[f"the {kind} style “{name}”"] = None
        return name  # stands where the id would, in a file that will not be written

    def _refuse(self, problem: str, remedy: str) -> NoReturn:
        raise TemplateError(f"The Word template {problem}.", Place(self.file), remedy)
