"""What all tests share: properties try the same examples on every run."""

import atexit
import os
import shutil
import tempfile

import pytest
from hypothesis import settings

# Tests neither see nor fill the cache of whoever runs them.
os.environ["DERIVE_CACHE_DIR"] = tempfile.mkdtemp(prefix="derive-cache-")
atexit.register(shutil.rmtree, os.environ["DERIVE_CACHE_DIR"], ignore_errors=True)

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")
    parser.addoption("--all-hostile", action="store_true", help="try all hostile inputs")
    parser.addoption("--all-slips", action="store_true", help="try all slips in documents")


@pytest.fixture
def say(record_property):
    """Record a line of figures, which every run shows at its end, passed or not."""

    def show(text):
        record_property("figures", text)

    return show


def pytest_terminal_summary(terminalreporter):
    """The figures that tests recorded, from whichever process ran them."""
    figures = [
        str(text)
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, text in report.user_properties
        if name == "figures"
    ]
    if figures:
        terminalreporter.section("figures")
        for text in figures:
            terminalreporter.write_line(text)
