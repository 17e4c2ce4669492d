"""A questionnaire as JSON Schema, for editors that complete and explain while one types."""

from __future__ import annotations

from typing import Any

from responder.answers import TEMPLATE_KEY
from responder.questionnaire import Questionnaire
from responder.questions import Question

# YAML readers differ in what they make of 1.10, no or an empty value, so the schema takes either.
WRITTEN = {"type": ["string", "number", "boolean"]}
DATE = r"^(\d{4}-\d{2}-\d{2}|\d{1,2} [A-Za-z]+ \d{4})$"
NUMBER = r"^[+-]?\d{1,18}(\.\d{1,18})?$"
SNIPPET = r"^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*(@.+)?$"


def describe(questionnaire: Questionnaire, template: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the answers files of a template."""
    named = {TEMPLATE_KEY: {"const": template, "description": questionnaire.title}}
    schema = _mapping(questionnaire.questions, named)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": questionnaire.title,
        "description": questionnaire.help,
        **schema,
    }


def _mapping(questions: list[Question], extra: dict[str, Any] | None = None) -> dict[str, Any]:
    required = [*(extra or {}), *(one.name for one in questions if _is_always_required(one))]
    return {
        "type": "object",
        "properties": {**(extra or {}), **{one.name: _value(one) for one in questions}},
        "required": required,
        "additionalProperties": False,
    }


def _is_always_required(question: Question) -> bool:
    # A condition may hide the question, and a default may answer it.
    return question.required and question.default is None and not question.when


def _value(question: Question) -> dict[str, Any]:
    described: dict[str, Any] = {"title": question.ask}
    if question.help:
        described["description"] = question.help
    if question.example:
        described["examples"] = [question.example]
    if question.default is not None:
        described["default"] = question.default
    form = {**described, **_form(question)}
    return (
        form if _is_always_required(question) else {"anyOf": [form, {"type": "null"}], **described}
    )


def _form(question: Question) -> dict[str, Any]:
    match question.type:
        case "line" | "prose":
            limits = _limits(question, "minLength", "maxLength")
            pattern = {"pattern": f"^(?:{question.pattern})$"} if question.pattern else {}
            return {**WRITTEN, **limits, **pattern}
        case "date":
            return {"type": "string", "pattern": DATE}
        case "number":
            limits = _limits(question, "minimum", "maximum")
            return {"anyOf": [{"type": "number", **limits}, {"type": "string", "pattern": NUMBER}]}
        case "yes-no":
            return {"enum": ["yes", "no", "true", "false", True, False]}
        case "choice":
            return {"enum": _names(question)}
        case "group":
            return _mapping(question.questions)
    limits = _limits(question, "minItems", "maxItems")
    return {"type": "array", "items": _entry(question), **limits}


def _entry(question: Question) -> dict[str, Any]:
    if question.type == "passages":
        return PASSAGE
    if question.type == "choices":
        return {"enum": _names(question)}
    return _value(question.entry) if question.of else _mapping(question.questions)


PASSAGE: dict[str, Any] = {
    "title": "A passage: typed text, or a snippet of the library",
    "type": "object",
    "properties": {
        "text": {"description": "Prose; paragraphs have an empty line between them.", **WRITTEN},
        "snippet": {
            "description": "The snippet’s name, with @version only to pin one.",
            "type": "string",
            "pattern": SNIPPET,
        },
        "values": {
            "description": "What the snippet’s slots are filled with.",
            "type": "object",
            "additionalProperties": WRITTEN,
        },
    },
    "oneOf": [{"required": ["text"]}, {"required": ["snippet"]}],
    "additionalProperties": False,
}


def _names(question: Question) -> list[str]:
    return [name for option in question.options for name in (option.value, *option.aliases)]


def _limits(question: Question, least: str, most: str) -> dict[str, int | float]:
    pairs = ((least, question.min), (most, question.max))
    return {name: float(text) if "." in text else int(text) for name, text in pairs if text}
