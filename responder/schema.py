"""A questionnaire as JSON Schema, for editors that complete and explain while one types.

It refuses nothing that the program uses. It leaves to `check` what no schema knows: which day
there is, which snippet, and which question a condition asks for or a date counts from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from responder.answers import ACCEPTED_KEY, TEMPLATE_KEY
from responder.boilerplate import NAME
from responder.questionnaire import Questionnaire
from responder.questions import MONTHS, NUMBER, Question
from responder.relative import COUNT, UNITS, WAYS

Schema = dict[str, Any]

# YAML readers differ in what they make of 1.10, no or an empty value, so the schema takes either.
WRITTEN: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
BLANK: Schema = {"type": ["null", "string"], "pattern": r"^\s*$"}
EMPTY: Schema = {
    "type": ["null", "string", "array", "object"],
    "pattern": r"^\s*$",
    "maxItems": 0,
    "maxProperties": 0,
}
SLOT: Schema = {"type": ["string", "number", "boolean", "null"]}
ACCEPTED: Schema = {
    "type": ["array", "null"],
    "description": "Findings of “check” that stand for a reason",
    "items": {
        "type": "object",
        "properties": {
            "rule": {"type": "string"},
            "words": {"type": "string", "description": "The words concerned"},
            "at": {"type": "string", "description": "The name of the answer, as items[0].text"},
            "reason": {"type": "string"},
        },
        "required": ["rule", "reason"],
        "additionalProperties": False,
    },
}
DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
SNIPPET = rf"^\s*{NAME.pattern}(@.*)?\s*$"


def describe(questionnaire: Questionnaire, template: str) -> Schema:
    """Return the JSON Schema (2020-12) of the answers files of a template."""
    named = {TEMPLATE_KEY: {"enum": _readings(template), "description": questionnaire.title}}
    schema = _mapping(questionnaire.questions, named)
    schema["properties"][ACCEPTED_KEY] = ACCEPTED
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": questionnaire.title,
        "description": questionnaire.help,
        **schema,
    }


def _mapping(questions: list[Question], extra: Schema | None = None) -> Schema:
    required = [*(extra or {}), *(one.name for one in questions if _is_always_required(one))]
    return {
        "type": "object",
        "properties": {**(extra or {}), **{one.name: _value(one) for one in questions}},
        "required": required,
        "additionalProperties": False,
    }


def _is_always_required(question: Question) -> bool:
    # A condition may hide the question, and a default may answer it.
    if not question.required or question.default is not None or question.when:
        return False
    return question.type != "group" or any(map(_is_always_required, question.questions))


def _value(question: Question) -> Schema:
    described: Schema = {"title": question.ask}
    if question.help:
        described["description"] = question.help
    if question.example:
        described["examples"] = [question.example]
    if question.default is not None:
        described["default"] = question.default
    if _is_always_required(question):
        return {**described, **_form(question)}
    return {**described, "anyOf": [_form(question), EMPTY]}


def _form(question: Question) -> Schema:
    match question.type:
        case "line" | "prose":
            return _text(question)
        case "date":
            return _word(DAY, rf"\d{{1,2}} {_any_of(MONTHS)} \d{{4}}", RELATIVE)
        case "number":
            limits = _limits(question, "minimum", "maximum")
            return {"anyOf": [{"type": "number", **limits}, _word(NUMBER)]}
        case "yes-no":
            return _choice(["yes", "no", "true", "false"])
        case "choice":
            return _choice(_names(question))
        case "group":
            return _mapping(question.questions)
    limits = _limits(question, "minItems", "maxItems")
    least = max(limits.get("minItems", 0), int(question.required))
    return {"type": "array", "items": _entry(question), **limits, "minItems": least}


def _entry(question: Question) -> Schema:
    if question.type == "passages":
        return PASSAGE
    if question.type == "choices":
        return _choice(_names(question))
    if question.of:
        return _value(question.entry)
    form = _mapping(question.questions)
    return form if form["required"] else {"anyOf": [form, BLANK]}


def _text(question: Question) -> Schema:
    rules = [r"\S" if question.type == "prose" else r"^\s*\S[^\n]*\s*$"]
    if question.pattern:
        rules.append(rf"^\s*(?:{question.pattern})\s*$")
    if question.max:
        rules.append(rf"^\s*[\s\S]{{0,{question.max}}}\s*$")
    least = {"minLength": int(question.min)} if question.min else {}
    return {**WRITTEN, **least, "allOf": [{"pattern": rule} for rule in rules]}


def _word(*patterns: str) -> Schema:
    return {"type": "string", "pattern": rf"^\s*({'|'.join(patterns)})\s*$"}


def _choice(names: list[str]) -> Schema:
    """Return the schema of names in any case; an editor completes them as they are."""
    readings = [reading for name in names for reading in _readings(name)]
    return {"anyOf": [{"enum": readings}, _word(*map(_in_any_case, names))]}


def _readings(text: str) -> list[Any]:
    """Return a text with what an editor's YAML reader makes of it where nobody quotes it."""
    if text.casefold() in ("true", "false"):
        return [text, text.casefold() == "true"]
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return [text, int(text)]
    return [text, float(text)] if re.fullmatch(r"[-+]?[0-9]*\.[0-9]+", text) else [text]


def _in_any_case(text: str) -> str:
    """Return a pattern that any reader of JSON Schema understands."""
    return "".join(
        f"[{one.upper()}{one.lower()}]"
        if len(one.upper()) == len(one.lower()) == 1 and one.upper() != one.lower()
        else re.sub(r"[\\^$.*+?()\[\]{}|/]", r"\\\g<0>", one)
        for one in text
    )


def _any_of(words: Iterable[str]) -> str:
    return f"({'|'.join(map(_in_any_case, words))})"


def _names(question: Question) -> list[str]:
    names = [
        name for one in question.options for name in (one.value, one.label, *one.aliases) if name
    ]
    return list(dict.fromkeys(names))


def _limits(question: Question, least: str, most: str) -> dict[str, int | float]:
    pairs = ((least, question.min), (most, question.max))
    return {name: float(text) if "." in text else int(text) for name, text in pairs if text}


RELATIVE = f"{COUNT} {_any_of(UNITS)}[Ss]? {_any_of(WAYS)} [A-Za-z][A-Za-z0-9_]*"
PASSAGE: Schema = {
    "title": "A passage: typed text, or a snippet of the library",
    "type": "object",
    "properties": {
        "text": {"description": "Prose; paragraphs have an empty line between them."},
        "snippet": {"description": "The snippet’s name, with @version only to pin one."},
        "values": {"description": "What the snippet’s slots are filled with."},
        "origin": {"description": "The snippet, with its @version, that typed text was made from."},
    },
    "anyOf": [
        {
            "required": ["text"],
            "properties": {
                "text": WRITTEN,
                "snippet": BLANK,
                "values": EMPTY,
                "origin": {"anyOf": [{"type": "string", "pattern": SNIPPET}, EMPTY]},
            },
        },
        {
            "required": ["snippet"],
            "properties": {
                "text": BLANK,
                "snippet": {"type": "string", "pattern": SNIPPET},
                "values": {"anyOf": [{"type": "object", "additionalProperties": SLOT}, EMPTY]},
                "origin": EMPTY,
            },
        },
    ],
    "additionalProperties": False,
}
