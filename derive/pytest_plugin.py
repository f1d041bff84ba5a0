"""The pytest plugin: claims of opted-in documents and model files as test items.

pytest imports this module in every run of everyone who has the package installed, so it imports
nothing; what it needs is imported when a file matches `derive_files`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """The settings; without `derive_files` nothing is ever collected."""
    parser.addini(
        "derive_files",
        "glob patterns, from the root folder, of documents and model files to check with derive",
        type="args",
        default=[],
    )
    parser.addini("derive_time_limit", "seconds that one claim may take", default="10")
    parser.addini(
        "derive_strict", "count claims that hold under conditions as failures", type="bool"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark of the items known, for `-m derive`."""
    config.addinivalue_line("markers", "derive: a claim that derive checks")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A collector for a file that the configuration names."""
    patterns = parent.config.getini("derive_files")
    if not patterns:
        return None
    from derive.shells.patterns import matcher

    pattern, root = matcher(patterns), parent.config.rootpath
    if pattern is None or not file_path.is_relative_to(root):
        return None
    if not pattern.fullmatch(file_path.relative_to(root).as_posix()):
        return None
    from derive.shells.pytest_plugin.collecting import DeriveFile

    collector: pytest.Collector = DeriveFile.from_parent(parent, path=file_path)
    return collector
