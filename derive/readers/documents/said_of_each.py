"""A comparison of a list of names, `a, b > 0`, says the same of each name.

Only bare names are listed so, and only comparisons are spread over them: `a, b = 1, 2` pairs its
items up, and is left to those who read lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from derive.readers.documents.glyphs import glyph, normal
from derive.readers.latex.display import Statement
from derive.readers.latex.signs import BOUNDING
from derive.readers.latex.tree import Chain, Mark, Node, Number, Scripted, Sequence

_TOGETHER = {"<": ("<", r"\le"), r"\le": ("<", r"\le"), ">": (">", r"\ge"), r"\ge": (">", r"\ge")}


def said_of_each(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements, with one for each name where a list of names is compared."""
    for statement in _between(list(statements)):
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


def _between(statements: list[Statement]) -> Iterator[Statement]:
    """The statements, with one for `0 < p` and `q < 1` where these are a list of names, all between
    the two: 0 < p, q < 1."""
    held: list[Statement] = []
    for statement in statements:
        if held and statement.joint == "comma" and not statement.words:
            first, last = normal(held[0].body), normal(statement.body)
            assert isinstance(first, Chain)
            if _named(last):
                held.append(statement)
                continue
            if isinstance(last, Chain) and _ends(first, last):
                middle = [first.operands[1], *(each.body for each in held[1:]), last.operands[0]]
                names = Sequence(tuple(middle), (Mark(","),) * (len(middle) - 1), span=first.span)
                operands = (first.operands[0], names, last.operands[1])
                signs = (*first.signs, *last.signs)
                yield replace(held[0], body=Chain(operands, signs, span=first.span))
                held = []
                continue
        yield from held
        held = [statement] if _opens(statement) else []
        if not held:
            yield statement
    yield from held


def _opens(statement: Statement) -> bool:
    """Whether a statement bounds a name by a number that stands first: 0 < p."""
    chain = normal(statement.body)
    if not isinstance(chain, Chain) or len(chain.signs) != 1:
        return False
    bounded = _named(normal(chain.operands[1])) and chain.signs[0].text in _TOGETHER
    return bounded and isinstance(normal(chain.operands[0]), Number)


def _ends(first: Chain, last: Chain) -> bool:
    """Whether a statement, q < 1, bounds a name by a number on the other side."""
    if len(last.signs) != 1 or not isinstance(normal(last.operands[1]), Number):
        return False
    together = last.signs[0].text in _TOGETHER.get(first.signs[0].text, ())
    return together and _named(normal(last.operands[0]))


def _lists(chain: Chain) -> list[int]:
    """Which operands of a chain of comparisons are lists of names."""
    if not all(sign.text in BOUNDING for sign in chain.signs):
        return []
    return [k for k, operand in enumerate(chain.operands) if _names(normal(operand))]


def _names(node: Node) -> bool:
    if not isinstance(node, Sequence) or any(s.text != "," for s in node.separators):
        return False
    return all(_named(normal(item)) for item in node.items)


def _named(node: Node) -> bool:
    return glyph(normal(node.base) if isinstance(node, Scripted) else node) is not None
