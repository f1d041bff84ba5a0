"""A comparison of a list of names, `a, b > 0`, says the same of each name.

Only bare names are listed so, and only comparisons are spread over them: `a, b = 1, 2` pairs its
items up, and is left to those who read lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from derive.readers.documents.glyphs import glyph, normal
from derive.readers.latex.display import Statement
from derive.readers.latex.tree import Chain, Node, Scripted, Sequence

_COMPARING = frozenset({"<", ">", r"\le", r"\ge", r"\ne"})


def said_of_each(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements, with one for each name where a list of names is compared."""
    for statement in statements:
        chain = normal(statement.body)
        lists = _lists(chain) if isinstance(chain, Chain) else []
        if not isinstance(chain, Chain) or len(lists) != 1:
            yield statement
            continue
        (at,) = lists
        names = normal(chain.operands[at])
        assert isinstance(names, Sequence)
        for name in names.items:
            operands = (*chain.operands[:at], name, *chain.operands[at + 1 :])
            yield replace(statement, body=replace(chain, operands=operands))


def _lists(chain: Chain) -> list[int]:
    """Which operands of a chain of comparisons are lists of names."""
    if not all(sign.text in _COMPARING for sign in chain.signs):
        return []
    return [k for k, operand in enumerate(chain.operands) if _names(normal(operand))]


def _names(node: Node) -> bool:
    if not isinstance(node, Sequence) or any(s.text != "," for s in node.separators):
        return False
    return all(_named(normal(item)) for item in node.items)


def _named(node: Node) -> bool:
    return glyph(normal(node.base) if isinstance(node, Scripted) else node) is not None
