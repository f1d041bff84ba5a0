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


@pytest.fixture
def say(capsys):
    """Print a line of figures that shows in every run, passed or not."""

    def show(text):
        with capsys.disabled():
            print(f"\n{text}", end=" ")

    return show
