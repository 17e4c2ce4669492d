"""One question as data, and checking one value against it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal, TypeAlias

import msgspec

from responder import relative
from responder.errors import did_you_mean, quote

QuestionType = Literal[
    "line",
    "prose",
    "date",
    "number",
    "yes-no",
    "choice",
    "choices",
    "group",
    "list",
    "passages",
]
Scalar: TypeAlias = str | Decimal | bool | datetime.date
Wanted: TypeAlias = str | list[str] | dict[str, str | list[str]]
TEXT_TYPES = ("line", "prose")
NAME = re.compile("[a-z][a-z0-9_]*")
# What a layout reads as a word of its own language, and what it is given beside the answers.
RESERVED = frozenset(
    (
        *(
            "accepted",
            "and",
            "elif",
            "else",
            "false",
            "for",
            "if",
            "import",
            "in",
            "is",
            "none",
            "not",
            "or",
        ),
        *("caller", "cycler", "dict", "gap", "house", "joiner", "kwargs", "lipsum", "loop"),
        *("namespace", "range", "recursive", "self", "super", "template", "true"),
        *("varargs", "warn"),
    )
)
LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
NUMBER = r"[+-]?\d{1,18}(\.\d{1,18})?"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Choice(msgspec.Struct, frozen=True):
    """One thing to choose: the value that is kept, what people call it, and other names for it."""

    value: str
    label: str = ""
    aliases: tuple[str, ...] = ()
    help: str = ""


class ChoicesFrom(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"key": "from"}):
    """Choices that stand in the house's own data, as `house.<key>`."""

    key: str


class Question(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One question; `options` holds its choices once they have been looked up in the house.

    Without a `language` of its own it takes that of the question around it.
    """

    name: str
    ask: str
    type: QuestionType = "line"
    help: str = ""
    required: bool = True
    wanted: bool = False
    quiet: bool = False
    default: str | list[str] | None = None
    choices: list[str] | ChoicesFrom | None = None
    when: dict[str, Wanted] = {}
    min: str = ""
    max: str = ""
    pattern: str = ""
    example: str = ""
    language: str = ""
    each: str = "entry"
    of: Literal["line", "prose", "date", "number", "choice"] | None = None
    questions: list[Question] = []
    options: tuple[Choice, ...] = ()

    @property
    def entry(self) -> Question:
        """Return the question that one entry of a list of plain values answers."""
        return Question(
            name=self.name,
            ask=self.ask,
            type=self.of or "line",
            help=self.help,
            pattern=self.pattern,
            example=self.example,
            language=self.language,
            options=self.options,
        )


# The questions asked so far, by the names under which those after them find them, with values.
Given: TypeAlias = Mapping[str, tuple[Question, Any]]


def paths(questions: Iterable[Question], outer: str = "") -> Iterator[str]:
    """Yield the path of each question by names with dots, those inside others after these."""
    for question in questions:
        yield f"{outer}{question.name}"
        yield from paths(question.questions, f"{outer}{question.name}.")


def check_name(name: str) -> None:
    """Raise ValueError unless a layout can call an answer or a slot by this name."""
    if not NAME.fullmatch(name):
        raise ValueError(
            f"{quote(name)} cannot be a name. Use small letters, digits and _, a letter first."
        )
    if name in RESERVED:
        raise ValueError(f"“{name}” means something else in a layout. Use another name.")


def check_language(tag: str) -> None:
    """Raise ValueError unless this is the form of a language's tag in files of all kinds."""
    if not LANGUAGE.fullmatch(tag):
        raise ValueError(f"{quote(tag)} is no language tag such as cy or de-CH.")


def one_of(question: Question) -> Question:
    """Return a question that takes one choice where the given one takes several."""
    return (
        msgspec.structs.replace(question, type="choice") if question.type == "choices" else question
    )


def parse(question: Question, text: str, given: Given | None = None) -> Scalar:
    """Return one written value as its question's type, or raise ValueError saying what is wrong.

    A date may count from one of those `given`; relative.UnansweredError says that it has no value.
    """
    value = _parse_type(question, text.strip(), given)
    if isinstance(value, str) and question.type in TEXT_TYPES:
        check_count(question, len(value), "characters")
        if question.pattern and not re.fullmatch(question.pattern, value):
            like = f", as in “{question.example}”" if question.example else ""
            raise ValueError(f"It does not have the form that is expected here{like}.")
    elif question.type == "date":
        _check_range(question, value, "A day from {} on", "A day up to {}")
    elif question.type == "number":
        _check_range(question, value, "At least {}", "At most {}")
    return value


def check_count(question: Question, count: int, unit: str = "entries") -> None:
    """Raise ValueError if there are too few or too many entries, or characters of a text."""
    if question.min and count < parse_limit(question, question.min):
        raise ValueError(f"At least {question.min} {unit} belong here, not {count}.")
    if question.max and count > parse_limit(question, question.max):
        raise ValueError(f"At most {question.max} {unit} belong here, not {count}.")


def _check_range(question: Question, value: Any, least: str, most: str) -> None:
    lowest = parse_limit(question, question.min) if question.min else value
    highest = parse_limit(question, question.max) if question.max else value
    if lowest <= value <= highest:
        return
    said, limit = (least, lowest) if value < lowest else (most, highest)
    raise ValueError(f"{said.format(_show(limit))} is expected here, not {_show(value)}.")


def _show(value: Scalar) -> str:
    return long_date(value) if isinstance(value, datetime.date) else str(value)


def parse_limit(question: Question, text: str) -> Any:
    """Return a `min` or `max`: a date, a number, or a count of characters or entries."""
    if question.type == "date":
        return parse_date(text)
    if question.type == "number":
        return _parse_number(text)
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise ValueError(f"{quote(text)} is not a whole number.")
    return int(text)


def _parse_type(question: Question, text: str, given: Given | None) -> Scalar:
    match question.type:
        case "line" if "\n" in text:
            raise ValueError("One line is expected here, but there is a line break.")
        case "date":
            days = None if given is None else _days(given)
            return relative.parse(text, days) or parse_date(text)
        case "number":
            return _parse_number(text)
        case "yes-no":
            if text.casefold() not in ("yes", "no", "true", "false"):
                raise ValueError(f"{quote(text)} is neither yes nor no.")
            return text.casefold() in ("yes", "true")
        case "choice":
            return _choose(question, text)
    return text


def _days(given: Given) -> dict[str, datetime.date | None]:
    return {name: day for name, (asked, day) in given.items() if asked.type == "date"}


def _parse_number(text: str) -> Decimal:
    if not re.fullmatch(NUMBER, text, re.ASCII):
        raise ValueError(f"{quote(text)} is not a number such as 12 or 79.7.")
    return Decimal(text)


def parse_date(text: str) -> datetime.date:
    """Return a date written as 2022-02-17 or 17 February 2022, or raise ValueError."""
    if iso := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text, re.ASCII):
        year, month, day = map(int, iso.groups())
    elif long := re.fullmatch(r"(\d{1,2}) ([A-Za-z]+) (\d{4})", text, re.ASCII):
        day, month, year = int(long[1]), _parse_month(long[2]), int(long[3])
    else:
        raise ValueError(f"{quote(text)} is not a date such as 2022-02-17 or 17 February 2022.")
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise ValueError(f"There is no such day as {text}.") from None


def _parse_month(word: str) -> int:
    names = [name.casefold() for name in MONTHS]
    if word.casefold() in names:
        return names.index(word.casefold()) + 1
    meant = [name for name in MONTHS if name.casefold().startswith(word[:3].casefold())]
    if len(meant) == 1 and len(word) in (3, 4):
        raise ValueError(f"Write the month in full: {meant[0]}.")
    raise ValueError(f"There is no month {quote(word)}. {did_you_mean(word, MONTHS)}")


def long_date(day: datetime.date) -> str:
    """Return a day as people write it: 17 February 2022."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _choose(question: Question, text: str) -> str:
    names: dict[str, str] = {}
    for option in question.options:
        for name in (*option.aliases, option.label, option.value):
            if name:
                names[name.casefold()] = option.value
    if text.casefold() in names:
        return names[text.casefold()]
    values = [option.value for option in question.options]
    raise ValueError(
        f"{quote(text)} is not one of the choices. {did_you_mean(text, values)}".strip()
    )


def wanted_values(wanted: Wanted) -> list[str]:
    """Return the values that a condition names, whether it wants them or not."""
    if isinstance(wanted, dict):
        wanted = wanted["not"]
    return wanted if isinstance(wanted, list) else [wanted]


def describe_condition(question: Question) -> str:
    """Return in words when a question is asked, as “phase” is “phase 3”."""
    said = []
    for name, wanted in question.when.items():
        values = " or ".join(quote(text) for text in wanted_values(wanted))
        said.append(f"“{name}” is {'not ' if isinstance(wanted, dict) else ''}{values}")
    return " and ".join(said)


def applies(question: Question, given: Given) -> bool:
    """Tell whether a question is asked, given the questions answered so far with their values."""
    for name, wanted in question.when.items():
        asked, value = given[name]
        values = set(value) if isinstance(value, list) else {value}
        matches = any(parse(one_of(asked), text) in values for text in wanted_values(wanted))
        if matches == isinstance(wanted, dict):
            return False
    return True
