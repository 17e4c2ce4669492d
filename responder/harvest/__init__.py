"""A published response → the answers that would draft it again, and what they could not hold."""

from __future__ import annotations

from responder.compose import Composer
from responder.errors import TemplateError
from responder.harvest import grammar as grammars
from responder.harvest.interpreting import Interpretation
from responder.harvest.limits import Effort, refuse_endless
from responder.harvest.lines import read_lines
from responder.harvest.referring import refer
from responder.harvest.result import FURNITURE, NO_PLACE, Harvest
from responder.readers.reading import LeftOut, Reading

__all__ = ["FURNITURE", "NO_PLACE", "Harvest", "harvest"]

MOST_TEMPLATES = 3  # whose grammars are tried, if the likeliest one loses words
RIVAL = 15  # the worth by which a reading may be less likely and still be tried


def harvest(
    reading: Reading, composer: Composer, template: str = "", published: str = ""
) -> Harvest:
    """Return the answers that a document holds, by the grammar that fits it best or is named.

    `published` is the day of publication, if the document does not say it. TemplateError says that
    there is no grammar to read it by, and FileError that it is too long for any response.
    """
    refuse_endless(reading, "the document")
    house = composer.house
    names = [template] if template else house.template_names()
    known = [one for name in names if (one := grammars.load(house, name))]
    if not known:
        raise TemplateError("No template here has a grammar to read responses by.")
    lines = read_lines(reading.document)
    effort = Effort()
    read = [Interpretation(composer, grammar, lines, published, effort) for grammar in known]
    likely = sorted(read, key=lambda one: -one.worth)[:MOST_TEMPLATES]
    best, *rivals = [one for one in likely if likely[0].worth - one.worth <= RIVAL]
    for rival in rivals:
        if effort.is_spent:
            break
        if best.attempt.failing > rival.attempt.failing:
            best = rival
    attempt = best.attempt
    data = refer(attempt.data, best.questionnaire, attempt.trial)
    furniture = [LeftOut(FURNITURE, " ".join(line.words)) for line in best.furniture]
    unplaced = [LeftOut(NO_PLACE, " ".join(line.words)) for line in attempt.unplaced]
    left_out = (*reading.left_out, *furniture, *unplaced)
    distance = attempt.trial.measure(data)
    missing = tuple(best.list_missing())
    return Harvest(best.grammar.template, data, left_out, distance, missing)
