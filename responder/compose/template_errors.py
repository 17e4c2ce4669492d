"""What goes wrong in a template, in plain words and with its file and line."""

from __future__ import annotations

import contextlib
import re
import traceback
from collections.abc import Iterator
from typing import TYPE_CHECKING

import jinja2
from jinja2.utils import missing

from responder.compose.values import Record, name_kind
from responder.errors import Place, ResponderError, TemplateError, did_you_mean, quote

if TYPE_CHECKING:
    from pathlib import Path

UNCLOSED = re.compile(r"block that needs to be closed is '(\w+)'")
# What Python calls the values of a template, and what their authors do.
KINDS = {
    "Day": "a date",
    "Decimal": "a number",
    "Entries": "a list",
    "Figure": "a number",
    "Gap": "text",
    "NoneType": "nothing",
    "Prose": "prose",
    "Record": "a group",
    "Words": "text",
    "bool": "yes or no",
    "int": "a number",
    "list": "a list",
    "str": "text",
    "tuple": "a list",
}
CLASS = re.compile(f"'({'|'.join(KINDS)})'")
# What says nothing of itself that helps.
LIMITS = {
    RecursionError: "it comes to include or call itself, or is nested too deeply",
    MemoryError: "it makes more text than there is memory for",
}


class Undefined(jinja2.StrictUndefined):
    """A name that means nothing; using it is an error that offers a better one."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        owner, name = self._undefined_obj, str(self._undefined_name)
        if isinstance(owner, Record):
            known = [one for one in owner.__dict__ if one[:1] != "_"]
            return f"there is no “{name}” here. {did_you_mean(name, known)}".strip()
        if owner is not missing:
            return f"{name_kind(owner)} has no “{name}”"
        hint = ". Import the macro “with context”" if name == "house" else ""
        return f"nothing is called “{name}” here{hint}"


@contextlib.contextmanager
def named_errors(path: Path) -> Iterator[None]:
    """Turn whatever a template does wrong into a TemplateError with its file and line."""
    try:
        yield
    except ResponderError:
        raise
    except jinja2.TemplateSyntaxError as error:
        raise _explain_syntax(error, path) from None
    except jinja2.TemplateNotFound as error:
        place = _last_template_line(error, path)
        raise TemplateError(f"There is no template file {quote(str(error.name))}.", place) from None
    except Exception as error:  # templates run any expression, so any error can come out of one
        reason = CLASS.sub(lambda one: KINDS[one[1]], str(error)) or type(error).__name__
        reason = LIMITS.get(type(error), reason)
        if isinstance(error, KeyError):
            reason = f"there is no “{error.args[0]}” here"
        problem = f"It cannot be rendered: {reason}"
        place = _last_template_line(error, path)
        raise TemplateError(problem if problem[-1] in ".?" else f"{problem}.", place) from None


def find_setting(path: Path, name: str) -> Place:
    """Return where a template sets a variable, as far as that can be seen in its text."""
    lines = path.read_text("utf-8").split("\n")
    setting = re.compile(rf"{{%[-+]?\s*set\b.*\b{name}\b")
    found = (number for number, line in enumerate(lines, 1) if setting.search(line))
    return Place(str(path), next(found, 0))


def _explain_syntax(error: jinja2.TemplateSyntaxError, path: Path) -> TemplateError:
    file, said = error.filename or str(path), error.message or ""
    if (innermost := UNCLOSED.search(said)) and error.source:
        # Jinja names the line on which it noticed; people look for the one that they left open.
        tag, noticed = innermost[1], error.source.split("\n")[: error.lineno]
        opened: list[int] = []
        for number, line in enumerate(noticed, 1):
            for found in re.finditer(rf"{{%[-+]?\s*(end)?{tag}\b", line):
                opened = opened[:-1] if found[1] else [*opened, number]
        if opened:
            problem = f"This {{% {tag} %}} is not closed: {{% end{tag} %}} is missing."
            return TemplateError(problem, Place(file, opened[-1]))
    # The parenthesis is one that every expression is put in here.
    reason = said.removesuffix(".").removesuffix(", expected ')'")
    return TemplateError(f"It cannot be read: {reason}.", Place(file, error.lineno))


def _last_template_line(error: Exception, path: Path) -> Place:
    place = Place(str(path))
    for frame, line in traceback.walk_tb(error.__traceback__):
        if "__jinja_exception__" in frame.f_globals:  # the frames that Jinja puts in
            place = Place(frame.f_code.co_filename, line)
    return place
