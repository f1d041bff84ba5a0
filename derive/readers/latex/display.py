"""What a piece of mathematics says: rows, and in each row statements.

A display is split into rows at `\\\\` and rows into statements at wide spaces, semicolons, commas
that belong to no list, arrows of implication and prose.  Whether a statement is a claim, a
condition on the one before it or a declaration is not decided here; what joins it to the one
before it, and the words between, are kept for those who decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from derive.readers.latex.tree import NOWHERE, Node, Span

Joint = Literal["start", "comma", "semicolon", "space", "words", "implies", "iff", "forall"]

THEREFORE: frozenset[Joint] = frozenset({"implies", "iff"})
"""What sets a conclusion apart from its premise."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: a Chain, a Quantified, or an expression that is only mentioned."""

    body: Node
    """Empty where words end the row."""
    joint: Joint = "start"
    """What sets it apart from the one before it in the row; `words` when only prose does."""
    words: tuple[str, ...] = ()
    """Prose just before it: `where`, `if`, `for all`."""
    continues: bool = False
    """It begins with a relation sign: a Chain whose first operand is Empty."""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Comment:
    """A TeX comment, which may hold a mark for the step."""

    text: str
    """What follows the percent sign, stripped."""
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a display."""

    statements: tuple[Statement, ...]
    comments: tuple[Comment, ...] = ()
    """Those on its lines, and those on lines of their own just before it."""
    tag: str | None = None
    """The text of `\\tag{…}`."""
    labels: tuple[str, ...] = ()
    """The texts of `\\label{…}`."""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not read, or only by a convention worth telling."""

    code: str
    message: str
    help: str
    """What was expected, or what to write."""
    span: Span


@dataclass(frozen=True, slots=True)
class Display:
    """A whole fragment."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    """One for every Unread node, in the order of the source."""
