"""Letters that mean one thing in one section and something else in another one.

A document has one lexicon; so a letter that is used anew gets another glyph in the formulas of the
sections that do so, written the same way.  From there on it is a letter like any other: with types,
definitions and uses of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from derive.readers.documents.glyphs import glyph
from derive.readers.documents.links import Link
from derive.readers.documents.walking import everything
from derive.readers.latex.display import Display, Statement
from derive.readers.latex.tree import Accented, Group, Mark, Name, Node, Run, Scripted
from derive.readers.sources.fragment import Fragment

_BY = ("\\nabla", "\\partial", "D")
"""Operators whose subscript says what is differentiated by."""


Letters = Mapping[str, str]
"""Glyph as written → the glyph that is meant."""


@dataclass(frozen=True, slots=True)
class Senses:
    """Which glyph stands for which one, section by section: by the index of its heading, -1 before
    the first."""

    declared: Mapping[int, Letters] = field(default_factory=dict)
    """What declarations in several sections tell apart."""
    shown: Mapping[int, Letters] = field(default_factory=dict)
    """What is a number in a section, as all its uses show, and an array elsewhere."""
    refused: frozenset[int] = frozenset()
    """Sections in which a letter was tried as a number and does not fit as one either."""
    unsettled: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    """Of which glyphs it is open what they are in a section, with the reason."""
    told: tuple[str, ...] = ()
    """What to say of the numbers that show."""
    others: tuple[str, ...] = ()
    """What to say of what else was inferred."""

    def letters(self, heading: int) -> Letters:
        """All glyphs that mean something else in a section."""
        return {**self.declared.get(heading, {}), **self.shown.get(heading, {})}

    def open(self, link: Link) -> str | None:
        """Why it is open what a letter of a relation is in its section, if it is."""
        found = self.unsettled.get(link.fragment.heading)
        if not found:
            return None
        keys = [glyph(node) for side in (link.left, link.right) for node in everything(side)]
        return next((found[key] for key in keys if key is not None and key in found), None)

    def told_apart(self, pieces: list[tuple[Fragment, Display]]) -> list[tuple[Fragment, Display]]:
        """The formulas of a document with the glyphs that are meant."""
        if not self.declared and not self.shown:
            return pieces
        return [(each, self._display(shown, each.heading)) for each, shown in pieces]

    def _display(self, shown: Display, heading: int) -> Display:
        letters = self.letters(heading)
        if not letters:
            return shown
        rows = tuple(
            replace(row, statements=tuple(_statement(s, letters) for s in row.statements))
            for row in shown.rows
        )
        return replace(shown, rows=rows)


def _statement(statement: Statement, letters: Letters) -> Statement:
    return replace(statement, body=lettered(statement.body, letters))


def lettered(node: Node, letters: Letters) -> Node:
    """A formula with other glyphs for some letters."""
    if isinstance(node, Name):
        key = glyph(node)
        return node if key is None or key not in letters else replace(node, key=letters[key])
    if isinstance(node, Run):
        return replace(node, letters=_run(node.letters, letters))
    if isinstance(node, Accented):
        return _accented(node, letters)
    if isinstance(node, Scripted) and _labels(node):
        sup = None if node.sup is None else lettered(node.sup, letters)
        return replace(node, base=lettered(node.base, letters), sup=sup)
    found: dict[str, Any] = {f.name: _part(getattr(node, f.name), letters) for f in fields(node)}
    changed = {name: part for name, part in found.items() if part is not getattr(node, name)}
    return replace(node, **changed) if changed else node


def _part(part: object, letters: Letters) -> object:
    if isinstance(part, Mark):
        return part
    if isinstance(part, Node):
        return lettered(part, letters)
    if type(part) is tuple:
        found = tuple(_part(each, letters) for each in part)
        return part if all(a is b for a, b in zip(found, part, strict=True)) else found
    return part


def _run(written: str, letters: Letters) -> str:
    if written in letters:
        return letters[written]
    return "".join(letters.get(each, each) for each in written)


def _accented(node: Accented, letters: Letters) -> Node:
    r"""x and \hat{x} are two letters."""
    key = glyph(node)
    if key is None:
        return replace(node, body=lettered(node.body, letters))
    inner = glyph(node.body)
    if key not in letters or inner is None:
        return node
    return replace(node, body=Name(letters[key][len(node.mark) + 1 : -1], span=node.body.span))


def _labels(node: Scripted) -> bool:
    """Whether a subscript is part of a name, or an index, rather than a letter by itself."""
    base = node.base
    while isinstance(base, Group):
        base = base.body
    return glyph(base) is not None and glyph(base) not in _BY
