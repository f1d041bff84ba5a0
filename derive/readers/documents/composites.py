r"""Cases, matrices written out, and evaluation at a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model import arrays
from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents import lists
from derive.readers.documents.evaluation_bars import at_value
from derive.readers.documents.glyphs import normal
from derive.readers.documents.obstacle import Obstacle
from derive.readers.latex.tree import (
    Bracket,
    Cases,
    Chain,
    Evaluated,
    EvaluationBar,
    Matrix,
    Name,
    Node,
    Product,
    Prose,
    Scripted,
    Sequence,
    Worded,
)

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader

CONDITIONS = {
    "=": "eq",
    r"\neq": "ne",
    r"\ne": "ne",
    "<": "lt",
    ">": "gt",
    r"\le": "le",
    r"\leq": "le",
    r"\ge": "ge",
    r"\geq": "ge",
}
"""Signs that can stand in a condition."""

_INDICATORS = (r"\mathbb{1}", r"\mathbf{1}", r"\mathbb{I}", "I")

_OTHERWISE = ("otherwise", "else", "sonst", "other", "elsewhere", "sinon")


def cases(reader: Reader, node: Node) -> Term:
    """Values by case."""
    assert isinstance(node, Cases)
    args: list[Term] = []
    for index, (value, condition) in enumerate(node.rows):
        last = index == len(node.rows) - 1
        args.append(reader.term(value))
        if condition is None or _otherwise(condition):
            if not last or not index:
                raise Obstacle("a case without a condition", value, construct="cases")
            break
        args.append(condition_term(reader, condition))
    return t.make("cases", tuple(args))


def _otherwise(node: Node) -> bool:
    node = normal(node)
    return isinstance(node, Prose) and any(word in node.text.lower() for word in _OTHERWISE)


def condition_term(reader: Reader, node: Node) -> Term:
    """A condition, perhaps with words such as `if` before it."""
    node = normal(node)
    words = isinstance(node, Product) and isinstance(normal(node.factors[0]), Prose)
    if isinstance(node, Product) and words and len(node.factors) == 2:
        return condition_term(reader, node.factors[1])
    if isinstance(node, Worded):
        return condition_term(reader, node.body)
    if isinstance(node, Sequence):
        return t.make("and", tuple(condition_term(reader, item) for item in node.items))
    if isinstance(node, Bracket) and node.opening == "(":
        return condition_term(reader, node.body)
    if isinstance(node, Chain):
        first = normal(node.operands[0])
        operands = list(node.operands)
        if isinstance(first, Product) and isinstance(normal(first.factors[0]), Prose):
            operands[0] = first.factors[1] if len(first.factors) == 2 else first
        links = []
        terms = [reader.term(each) for each in operands]
        for sign, left, right in zip(node.signs, terms, terms[1:], strict=False):
            head = CONDITIONS.get(sign.text)
            if head is None:
                raise Obstacle(f"a condition with {sign.text}", node, construct="condition")
            links.append(t.make(head, (left, right)))
        return links[0] if len(links) == 1 else t.make("and", tuple(links))
    raise Obstacle("a condition that is no relation", node, construct="condition")


def indicator(reader: Reader, node: Node, argument: Node | None) -> Term | None:
    r"""`\mathbb{1}\{x > 0\}` or `\mathbb{1}_{x > 0}`; None where no condition stands."""
    base = normal(node.base) if isinstance(node, Scripted) else node
    if not isinstance(base, Name) or base.key not in _INDICATORS:
        return None
    condition: Node | None = None
    if isinstance(node, Scripted) and node.sub is not None and node.sup is None:
        condition = normal(node.sub)
    elif base is node and isinstance(argument, Bracket):
        condition = normal(argument.body)
    if not isinstance(condition, Chain):
        return None
    return t.call("indicator", condition_term(reader, condition))


def matrix(reader: Reader, node: Node) -> Term:
    """A matrix written out."""
    assert isinstance(node, Matrix)
    if node.kind in ("vmatrix", "Vmatrix"):
        raise Obstacle("determinants are not read", node, construct="determinant")
    if lists.has_gaps(node):
        return lists.matrix(reader, node)
    width = max((len(row) for row in node.rows), default=0)
    rows: list[list[Term]] = []
    for row in node.rows:
        if len(row) != width:
            raise Obstacle("the rows of a matrix have different lengths", node, construct="matrix")
        rows.append([reader.term(entry) for entry in row])
    if not rows:
        raise Obstacle("an empty matrix", node, construct="matrix")
    return arrays.literal_matrix(rows)


def evaluated(reader: Reader, node: Node) -> Term:
    """`\\left. f \\right|_{x=a}`."""
    assert isinstance(node, Evaluated)
    return at_point(reader, reader.term(node.body), node)


def at_point(reader: Reader, whole: Term, node: Node) -> Term:
    """A term evaluated where its subscript says."""
    assert isinstance(node, Evaluated | EvaluationBar)
    sub = None if node.sub is None else normal(node.sub)
    if node.sup is not None or not isinstance(sub, Chain) or len(sub.operands) != 2:
        raise Obstacle("an evaluation bar without x = a", node, construct="evaluation bar")
    variable, value = (reader.term(each) for each in sub.operands)
    if variable.head not in ("symbol", "indexed"):
        raise Obstacle("an evaluation at no variable", node, construct="evaluation bar")
    if any(each.head == "derivative" for each in t.subterms(whole)):
        raise Obstacle(
            "a derivative evaluated at a point is not read",
            node,
            construct="derivative at a point",
        )
    found, point = at_value(whole, variable, value, node)
    reader.points.append(point)
    return found
