"""The statements of a declaration block, one a line."""

from __future__ import annotations

from collections.abc import Iterator

from derive.ground.diagnostic import Diagnostic
from derive.readers.sources.excerpt import Excerpt
from derive.readers.sources.statement import Statement


def statements(block: Excerpt, found: list[Diagnostic]) -> Iterator[Statement]:
    """The statements of a block; each line that is none becomes a diagnostic."""
    return iter(())
