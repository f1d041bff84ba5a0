r"""Gradients that don't say by what, `\nabla f(x, y)` and `\nabla f`: by all arguments of f.

The gradient by one argument has its shape; by several numbers it is the column of the derivatives
by each.  Several arguments of which one is an array are no column, and which of them is meant is
not said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model import arrays
from derive.model import term as t
from derive.model.functions import ARITY
from derive.model.term import Term
from derive.readers.documents.binders import mentions
from derive.readers.documents.differentials import differential
from derive.readers.documents.glyphs import capital, fonts, glyph, letter, normal
from derive.readers.documents.obstacle import Obstacle
from derive.readers.documents.ranks import NUMBER
from derive.readers.documents.slots import by_slot
from derive.readers.documents.walking import everything
from derive.readers.latex.tree import Bracket, Fraction, Name, Node, Number, Run, Scripted, Sequence

if TYPE_CHECKING:
    from derive.readers.documents.products import Factors
    from derive.readers.documents.reading import Reader


def operand(reader: Reader, factors: Factors, by: Node | None = None) -> Term:
    """The next factor, which an operator differentiates; a function alone is its value.

    Where that factor is a coefficient, or a row that only the factors after it make a number, the
    operator reaches over all that follow.
    """
    from derive.readers.documents.products import factor_term

    assert factors.next is not None
    node = normal(factors.next)
    if len(factors.items) > factors.at + 1 and _reaches_on(reader, node):
        rest = factors.rest()
        assert rest is not None
        return reader.term(rest)
    key = glyph(by) if by is not None else None
    later = [each for _, each in factors.items[factors.at + 1 :]]
    if isinstance(node, Bracket) and key and any(mentions(each, key) for each in later):
        raise Obstacle(
            "an operator before several factors with its variable",
            node,
            help="put all that it differentiates in brackets",
            construct="scope of \\nabla",
        )
    key = glyph(node)
    if key is not None and reader.lexicon.is_function(key):
        named = reader.lexicon.names.of(key)
        signature = reader.lexicon.signature(named, reader.at)
        if signature is not None and _arguments(factors) is None:
            factors.take()
            return t.call(named, *signature)
    return factor_term(reader, factors)


def _reaches_on(reader: Reader, node: Node) -> bool:
    """Whether a factor can't be all that an operator before it differentiates."""
    if isinstance(node, Number):
        return True
    if isinstance(node, Fraction):
        return differential(node, reader.lexicon.signs) is None and not any(
            _quantity(reader, each) for each in everything(node)
        )
    key = glyph(normal(node.base) if isinstance(node, Scripted) else node)
    above = node.sup if isinstance(node, Scripted) else None
    if above is not None and reader.lexicon.transposes(above, key):
        return True
    if key is None or capital(key) or fonts(key) == "mathcal" or letter(key) == "ell":
        return False
    uses = reader.lexicon.survey.uses.get(key)
    named = key in reader.lexicon.targets or reader.lexicon.is_function(key)
    return not named and (uses is None or not uses.differentiated)


def _quantity(reader: Reader, node: Node) -> bool:
    """Whether a name is one of a function or of what some relation gives a value."""
    key = glyph(node) if isinstance(node, Name | Run) else None
    if key is None:
        return False
    return reader.lexicon.is_function(key) or key in reader.lexicon.targets


def _arguments(factors: Factors) -> Node | None:
    """The bracket written right after the next factor."""
    following = factors.items[factors.at + 1 : factors.at + 2]
    if not following or following[0][0]:
        return None
    inner = normal(following[0][1])
    inner = normal(inner.base) if isinstance(inner, Scripted) else inner
    return inner if isinstance(inner, Bracket) else None


def gradient(reader: Reader, factors: Factors, node: Node) -> Term:
    """The gradient of a function's value, the next factor, by its arguments."""
    bracket = _arguments(factors)
    body = normal(bracket.body) if isinstance(bracket, Bracket) else None
    # What stands after a bar or a semicolon is given, and none of the variables.
    split = isinstance(body, Sequence) and any(s.text != "," for s in body.separators)
    whole = operand(reader, factors)
    usual = _usual(reader)
    if usual is not None and (split or whole.head != "call" or str(whole.value) in ARITY):
        reader.note(f"∇ is read by {usual}, by which all gradients with a variable are taken")
        return t.derivative(whole, usual)
    if split:
        raise _unsaid(node)
    if whole.head == "call" and len(whole.args) == 1 and _variable(whole.args[0]):
        return by_slot(whole, whole.args[0])
    several = whole.head == "call" and len(set(whole.args)) == len(whole.args) > 1
    if several and all(_variable(each) and _number(reader, each) for each in whole.args):
        shown = ", ".join(map(str, whole.args))
        reader.note(f"the gradient of {whole.value} is read as the column of those by {shown}")
        return arrays.literal_matrix([[by_slot(whole, each)] for each in whole.args])
    raise _unsaid(node)


def _usual(reader: Reader) -> Term | None:
    """The one variable that is ever written below a ∇."""
    uses = reader.lexicon.survey.uses.get(r"\nabla")
    written = [] if uses is None else list(uses.subscripts)
    if len(written) != 1 or glyph(normal(written[0])) is None:
        return None
    return reader.term(written[0])


def _unsaid(node: Node) -> Obstacle:
    return Obstacle(
        "a gradient that does not say by what",
        node,
        help="write the variable as a subscript: \\nabla_w",
        construct="\\nabla without variable",
    )


BOTH_MEANINGS = (
    r"\nabla^2 is the Hessian or the Laplacian: say which in the prose; the Hessian is read"
)
"""What helps with an operator that two things are written by."""


def is_hessian(reader: Reader, node: Node) -> bool:
    r"""Whether an operator is \nabla^2 in a document that calls it the Hessian."""
    above = normal(node.sup) if isinstance(node, Scripted) and node.sup is not None else None
    return above == Number("2") and reader.lexicon.hessian


def hessian(reader: Reader, factors: Factors, node: Node) -> Term:
    """The second derivatives of a function's value by its arguments, or by what stands below."""
    assert isinstance(node, Scripted)
    reader.note(r"\nabla^2 is read as the Hessian, of which the document speaks")
    whole = operand(reader, factors, None if node.sub is None else normal(node.sub))
    if node.sub is not None:
        by = reader.term(node.sub)
        return t.derivative(whole, by, by)
    numbers = all(_variable(each) and _number(reader, each) for each in whole.args)
    if whole.head == "call" and len(whole.args) == 1 and _variable(whole.args[0]):
        return by_slot(whole, whole.args[0], whole.args[0])
    if whole.head != "call" or len(set(whole.args)) != len(whole.args) or not numbers:
        raise _unsaid(node)
    rows = [[by_slot(whole, one, other) for other in whole.args] for one in whole.args]
    return arrays.literal_matrix(rows)


def _variable(node: Term) -> bool:
    return node.head in ("symbol", "indexed")


def _number(reader: Reader, node: Term) -> bool:
    """Whether an argument is a number, as far as is known."""
    ranks = reader.lexicon.ranks
    return ranks is None or ranks.of(node) in (None, NUMBER)
