"""What a skipped test means: nothing for who lacks a server, a failure where REQUIRE_ALL=1 asks for all."""

import os

import pytest

NO_REFERENCE = "the reference folder beside the repository is absent"
"""The one reason for which a test may be skipped where REQUIRE_ALL=1 asks for all."""


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run where REQUIRE_ALL=1 and a test was skipped for another reason than NO_REFERENCE."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("REQUIRE_ALL") != "1" or reporter is None or hasattr(session.config, "workerinput"):
        return
    skipped = [report for report in reporter.stats.get("skipped", []) if NO_REFERENCE not in str(report.longrepr)]
    for report in skipped:
        reporter.write_line(f"REQUIRE_ALL: skipped {report.nodeid}: {report.longrepr[-1]}", red=True)
    if skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
