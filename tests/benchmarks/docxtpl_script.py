"""The peer: a bare docxtpl script, given a template, a response as JSON and the files to write."""

import json
import sys

from docxtpl import DocxTemplate  # type: ignore  # has no types, or is not installed

template, response, *targets = sys.argv[1:]
with open(response, encoding="utf-8") as stream:
    values = json.load(stream)
for target in targets:
    document = DocxTemplate(template)
    document.render(values, autoescape=True)
    document.save(target)
