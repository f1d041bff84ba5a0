r"""Functions made of functions and applied: `(f \circ g)(x)`, `(f + g)(x)`.

Where all that stands in the first bracket are functions, the second one holds their argument.  With
anything else among them it may as well be a product of two brackets, and is not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model.term import Term
from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.obstacle import Obstacle
from derive.readers.latex.tree import (
    Bracket,
    Mark,
    Name,
    Node,
    Operation,
    Product,
    Run,
    Scripted,
    Sum,
)
from derive.readers.latex.tree import Sequence as Listed

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader


def applied(reader: Reader, node: Node, argument: Node | None) -> Term | None:
    """What a bracket of functions before a bracket stands for; None where it is a factor."""
    if not _round(node) or argument is None or not _round(argument):
        return None
    assert isinstance(node, Bracket)
    inner = _apart(normal(node.body))
    parts = _parts(inner)
    functions = [each for each in parts if _function(reader, each)]
    if len(parts) < 2 or not functions:
        return None
    composed = isinstance(inner, Operation)
    if not composed and not _usual(reader, functions, argument):
        return None
    if len(functions) < len(parts):
        raise Obstacle(
            "a bracket with a function before what may be its argument",
            node,
            help="write the argument after the function itself, or a sign between the brackets",
            construct="function or product",
        )
    return reader.term(_spread(inner, argument))


def _round(node: Node) -> bool:
    return isinstance(node, Bracket) and (node.opening, node.closing) == ("(", ")")


def _apart(node: Node) -> Node:
    """Letters written together, as in (fg)(x), as a product."""
    if not isinstance(node, Run):
        return node
    names = tuple(Name(letter, span=node.span) for letter in node.letters)
    return Product((Mark(""),) * (len(names) - 1), names, span=node.span)


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case Operation(operators=operators, operands=operands):
            whole = all(o.text == r"\circ" for o in operators)
            return tuple(map(normal, operands)) if whole else ()
        case Sum(terms=terms) | Product(factors=terms):
            return tuple(map(normal, terms))
    return ()


def _function(reader: Reader, node: Node) -> bool:
    key = glyph(normal(node.base) if isinstance(node, Scripted) else node)
    return key is not None and reader.lexicon.is_function(key)


def _usual(reader: Reader, functions: list[Node], argument: Node) -> bool:
    """Whether some function is introduced with just this argument, as in (f + g)(x)."""
    assert isinstance(argument, Bracket)
    body = normal(argument.body)
    items = body.items if isinstance(body, Listed) else (body,)
    if not all(reader.lexicon.is_bare(item) for item in items):
        return False
    given = tuple(reader.term(item) for item in items)
    keys = (glyph(normal(f.base) if isinstance(f, Scripted) else f) for f in functions)
    names = (reader.lexicon.names.of(key) for key in keys if key is not None)
    return any(reader.lexicon.signature(name, reader.at) == given for name in names)


def _spread(node: Node, argument: Node) -> Node:
    """The argument given to each function, or to the innermost one of a composition."""
    match node:
        case Operation(operands=operands):
            whole = argument
            for each in reversed(operands):
                whole = Bracket("(", _call(each, whole), ")", span=node.span)
            return whole
        case Sum(signs=signs, terms=terms):
            return Sum(signs, tuple(_call(each, argument) for each in terms), span=node.span)
        case Product(operators=operators, factors=factors):
            return Product(operators, tuple(_call(f, argument) for f in factors), span=node.span)
    raise AssertionError(node)


def _call(function: Node, argument: Node) -> Node:
    inside = argument if _round(argument) else Bracket("(", argument, ")", span=argument.span)
    return Product((Mark(""),), (function, inside), span=function.span)
