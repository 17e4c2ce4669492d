"""A questionnaire as a blank answers file, in which each question says all there is to know of it.

Explanations begin with “##”. What may be left out begins with “# ”, and is right without that.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from responder import nodes
from responder.answers import TEMPLATE_KEY, read_default
from responder.answers.text import indent, write_scalar
from responder.errors import DataError
from responder.nodes import NOT_IN_YAML
from responder.questionnaire import Questionnaire
from responder.questions import Choice, Given, Question, applies, wanted_values

WIDTH = 84
HEAD = (
    "Answer behind each colon. Lines that begin with “##” explain, and can be taken out.",
    "Lines that begin with “# ” may be left out. To answer one, take the “# ” away before it and "
    "before what is set in below it.",
    "Put text in quotation marks if it begins with a sign, or holds a colon or # next to a blank. "
    "Paragraphs begin on the line below “|-”, set in by two blanks more than their name.",
    "“responder check” says what is still missing.",
)
QUIET = "Rarely needed:"
TEXT, SNIPPET = "- text: …", "- snippet: theme/name"
# What says in which form an answer is written; the first question for passages says more.
FORMS = {
    "prose": "Paragraphs.",
    "number": "A number.",
    "yes-no": "Yes or no.",
    "choice": "One of:",
    "choices": "Any of these, each after a “-”:",
    "passages": "Passages, as above.",
}
UNITS = {
    "line": ("character", "characters"),
    "prose": ("character", "characters"),
    "date": ("", ""),
    "number": ("", ""),
}
PASSAGES = (
    "Passages, each of them text of your own, or a snippet by its name, as “responder snippets "
    "list” shows it."
)


def write(questionnaire: Questionnaire, template: str) -> str:
    """Return a blank answers file for a template, which lacks nothing but its answers."""
    about = [*_remark(questionnaire.title, questionnaire.help), "##", *_remark(*HEAD)]
    named = f"{TEMPLATE_KEY}: {write_scalar(template)}"
    lines = [*about, named, "", *_Writer().ask_all(questionnaire.questions, {})]
    return "".join(f"{line}\n" for line in lines)


@dataclass
class _Writer:
    """Writes questions; `shown` tells whether both forms of a passage have been."""

    shown: bool = False

    def ask_all(self, questions: Iterable[Question], given: Given) -> list[str]:
        """Return the questions of one mapping, the quiet ones last, from column 0 on.

        Those that are `given` were asked before or around it, with what they are if left blank.
        """
        known = []
        for question in questions:
            known.append((question, given))
            value = read_default(question) if applies(question, given) else None
            given = {**given, question.name: (question, value)}
        blocks = [self._ask(*one) for one in known if not one[0].quiet]
        if quiet := [self._ask(*one) for one in known if one[0].quiet]:
            blocks += [_remark(QUIET), *quiet]
        return [line for block in blocks for line in ("", *block)][1:]

    def _ask(self, question: Question, given: Given) -> list[str]:
        explained = list(self._explain(question, given))
        lines = [f"{write_scalar(question.name)}:", *indent(self._example(question, given), 2)]
        return [*explained, *(lines if _is_open(question, given) else _comment(lines))]

    def _explain(self, question: Question, given: Given) -> Iterator[str]:
        """Yield what is asked, with all that its answer must be like, as remarks."""
        form = self._name_form(question, given)
        if question.type == "list":
            form = f"A list: one {question.each} after each “-”. {form}"
        chosen = question.options
        line = f"{form} {' | '.join(map(_name_choice, chosen))}"
        if len(line) <= WIDTH and not any(one.help for one in chosen):
            form, chosen = line, ()
        yield from _remark(question.ask, question.help, form)
        for choice in chosen:
            about = f": {choice.help}" if choice.help else ""
            yield from _remark(_name_choice(choice) + about, indent="  ")
        yield from _remark(" ".join(_say_limits(question)), *_say_values(question))

    def _name_form(self, question: Question, given: Given) -> str:
        kind = question.of or question.type
        if kind == "passages" and not self.shown:
            return PASSAGES
        if kind == "date":
            dates = [name for name, (asked, _) in given.items() if asked.type == "date"]
            counted = (
                f", or one that counts from another: 6 months after {dates[0]}" if dates else ""
            )
            return f"A day{'' if question.example else ', as 2026-02-17'}{counted}."
        return FORMS.get(kind, "")

    def _example(self, question: Question, given: Given) -> list[str]:
        """Return what stands inside an answer: the questions of a group, the entries of a list."""
        match question.type:
            case "group":
                return self.ask_all(question.questions, given)
            case "choices":
                values = [option.value for option in question.options[: _count(question)]]
                return _comment(f"- {_write_value(value)}" for value in values)
            case "passages":
                return _comment(self._show_passages(_count(question), question.max))
            case "list" if question.of:
                return ["-"] * _count(question)
            case "list":
                one = f"One {question.each}. For the next one, copy all from this “-” on."
                entry = [*_remark(one), *self.ask_all(question.questions, given)]
                first = [f"- {entry[0]}", *indent(entry[1:], 2)]
                return [*first, *["-"] * (_count(question) - 1)]
        return []

    def _show_passages(self, least: int, most: str) -> list[str]:
        forms = [TEXT] * least
        if not self.shown and (not most or least < int(most)):
            self.shown = True
            forms.append(SNIPPET)
        return forms


def _is_open(question: Question, given: Given) -> bool:
    """Tell whether a blank answer would be missed."""
    if not applies(question, given):
        return False
    if question.wanted:
        return question.type not in ("group", "list")  # which would want all that they hold
    return question.required and question.default is None


def _count(question: Question) -> int:
    """Return how many entries an example needs so as not to be too short."""
    return max(1, int(question.min or 1))


def _name_choice(choice: Choice) -> str:
    """Return a choice as it is written, with what people call it."""
    written = _write_value(choice.value)
    return f"{written} ({choice.label})" if choice.label else written


def _write_value(text: str) -> str:
    """Return text as it can be written behind a colon: in quotation marks only if it needs them."""
    try:
        root, faults = nodes.parse(f"a: {text}", "")
    except DataError:
        return write_scalar(text)
    return text if root and not faults and root.plain() == {"a": text} else write_scalar(text)


def _say_limits(question: Question) -> Iterator[str]:
    """Yield sentences on what an answer must be like, and on when it is asked for."""
    one, several = UNITS.get(question.type, ("entry", "entries"))
    at_least, at_most = (
        ("Not before", "Not after") if question.type == "date" else ("At least", "At most")
    )
    for said, limit in ((at_least, question.min), (at_most, question.max)):
        if limit:
            yield f"{said} {limit} {one if limit == '1' else several}".strip() + "."
    if question.pattern and not question.example:
        yield f"Its form is {question.pattern}."
    if question.language:
        yield f"Its language is {question.language}."
    if question.when:
        yield f"Only where {' and '.join(_say_conditions(question))}."
    if question.wanted:
        yield "If it is left out, “responder check” asks for it."


def _say_values(question: Question) -> Iterator[str]:
    """Yield what an answer is if none is given, and an example of one."""
    if question.default is not None:
        several = question.default if isinstance(question.default, list) else [question.default]
        yield f"Without an answer: {' | '.join(map(_write_value, several)) or 'none'}"
    if question.example:
        prose = question.type == "prose" or question.of == "prose"
        yield f"For example: {question.example if prose else _write_value(question.example)}"


def _say_conditions(question: Question) -> Iterator[str]:
    for name, wanted in question.when.items():
        values = " or ".join(map(_write_value, wanted_values(wanted)))
        yield f"{name} is {'not ' if isinstance(wanted, dict) else ''}{values}"


def _remark(*texts: str, indent: str = "") -> list[str]:
    """Return texts as lines that explain, each text beginning on a line of its own."""
    lines = []
    for text in texts:
        clean = " ".join(NOT_IN_YAML.sub("\N{REPLACEMENT CHARACTER}", text).split())
        lines += textwrap.wrap(
            clean,
            WIDTH,
            initial_indent=indent,
            subsequent_indent=indent * 2,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return [f"## {line}" for line in lines]


def _comment(lines: Iterable[str]) -> list[str]:
    return [f"# {line}" if line else "" for line in lines]
