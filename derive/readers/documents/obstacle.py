"""Why a formula, or a part of it, has no reading."""

from __future__ import annotations

from typing import Literal

from derive.readers.documents.glyphs import as_written
from derive.readers.latex.tree import Node, Span

STANDS_ALONE = "function without argument"
"""The construct of a factor that is taken for a function, and has no arguments."""


class Obstacle(Exception):  # noqa: N818
    """The first construct that can't be read, or that no reading makes sense of."""

    def __init__(
        self,
        message: str,
        node: Node | Span,
        *,
        help: str = "",
        status: Literal["unread", "ill-formed"] = "unread",
        construct: str = "",
    ) -> None:
        super().__init__(message)
        self.message = as_written(message)
        self.span = node if isinstance(node, Span) else node.span
        self.help = as_written(help)
        self.status = status
        self.construct = as_written(construct or message)
        """What kind of construct it is, for counting."""
