"""What all tests share: properties try the same examples on every run."""

import pytest
from hypothesis import settings

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
