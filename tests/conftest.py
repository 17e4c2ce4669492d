import os

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _skips_count() and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("A skipped test hides what it would have found, so CI fails.")


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if _skips_count() and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _skips_count() -> bool:
    return bool(os.environ.get("CI"))
