"""Draft responses to inspection reports from answers, templates and dated snippets."""

__version__ = "0.1.0"
