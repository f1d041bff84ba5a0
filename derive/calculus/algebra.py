"""Named moves of elementary algebra, each from a term to the term on the next line.

A move returns its argument itself where it finds nothing to do.  None of them is trusted: the
prover judges every line on its own.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derive.calculus.products import (
    Product,
    plus,
    positive_first,
    read_product,
    read_sum,
    times,
    write_product,
    write_sum,
)
from derive.model.term import ONE, ZERO, Term, literal, number, rebuild, subterms

OPAQUE = ("derivative", "sum", "product", "cases")
"""Heads whose operands a move does not look into."""


def everywhere(node: Term, move: Callable[[Term], Term]) -> Term:
    """A move made bottom-up in every operand outside derivatives and binders."""
    if node.head in OPAQUE or not node.args:
        return move(node)
    return move(rebuild(node, tuple(everywhere(a, move) for a in node.args)))


def tidy(node: Term) -> Term:
    """Drop zeros and ones, gather signs and numbers, write products of fractions as one."""
    return everywhere(node, _tidy_node)


def _tidy_node(node: Term) -> Term:
    match node.head:
        case "add":
            return write_sum(read_sum(node))
        case "neg":
            return write_sum(read_sum(node))
        case "mul" | "div":
            return write_product(read_product(node))
        case "pow":
            return _tidy_power(node)
        case "call" if len(node.args) == 1:
            known = _AT_LITERALS.get((str(node.value), literal(node.args[0])))
            return node if known is None else known
    return node


_AT_LITERALS: dict[tuple[str, Fraction | None], Term] = {
    ("exp", Fraction(0)): ONE,
    ("log", Fraction(1)): ZERO,
    ("sqrt", Fraction(1)): ONE,
    ("sqrt", Fraction(0)): ZERO,
}


def _tidy_power(node: Term) -> Term:
    base, exponent = node.args
    count = literal(exponent)
    if count == 1:
        return base
    if count == 2 and base.head == "call" and base.value == "sqrt":
        return base.args[0]
    if count == 0:
        return ONE
    known = literal(base)
    if known is not None and count is not None and count.denominator == 1 and (known or count > 0):
        return number(known ** int(count))
    if base.head in ("neg", "div", "mul", "pow") or (count is not None and count < 0):
        return write_product(read_product(node))
    return node


def distribute(node: Term) -> Term:
    """Multiply a product out over its first sum that has fractions: (p/q − r/s)·t."""
    p = read_product(node)
    for base, exponent in p.above:
        if exponent == 1 and base.head == "add":
            rest = Product(p.coefficient, tuple(f for f in p.above if f[0] is not base), p.below)
            parts = [_fraction(rest, read_product(each)) for each in base.args]
            return plus(*parts)
    return node


def _fraction(outer: Product, inner: Product) -> Term:
    """One term of a product multiplied out: numerator factors in reading order."""
    if inner.coefficient < 0:
        joined = inner.times(outer)
    else:
        joined = outer.times(inner) if outer.above else inner.times(outer)
    return write_product(joined)


def has_fraction_to_cancel(node: Term) -> bool:
    """Whether multiplying a product out would let a denominator cancel."""
    p = read_product(node)
    if len(p.above) < 2:
        return False
    for base, exponent in p.above:
        if exponent == 1 and base.head == "add":
            others = {b for b, _ in p.above if b is not base}
            below = {b for each in base.args for b, _ in read_product(each).below}
            if others & below:
                return True
    return False


def cancel(node: Term) -> Term:
    """Cancel equal factors above and below in every term of every sum."""
    return everywhere(node, _cancel_node)


def _cancel_node(node: Term) -> Term:
    if node.head not in ("add", "neg", "mul", "div"):
        return node
    return write_sum(p.cancelled() for p in read_sum(node))


def expand(node: Term) -> Term:
    """Multiply out every product of sums, term by term, in reading order."""
    return plus(*(write_product(p) for each in read_sum(node) for p in _multiplied_out(each)))


def _multiplied_out(p: Product) -> list[Product]:
    rows = [Product(p.coefficient, (), p.below)]
    for base, exponent in p.above:
        inner = read_sum(base) if base.head == "add" and exponent <= 4 else None
        if inner is None:
            rows = [row.times(Product(above=((base, exponent),))) for row in rows]
            continue
        for _ in range(exponent):
            rows = [row.times(each) for row in rows for each in inner]
    return rows


def collect(node: Term) -> Term:
    """Add up like terms, each kept where its kind first stood."""
    found: dict[object, Product] = {}
    for p in read_sum(node):
        known = found.get(p.kind)
        found[p.kind] = (
            p
            if known is None
            else Product(known.coefficient + p.coefficient, known.above, known.below)
        )
    return write_sum(found.values())


def factor_out(node: Term) -> Term:
    """Take the factors that all terms of a sum share out in front."""
    terms = read_sum(node)
    if len(terms) < 2:
        return node
    shared = [f for f in terms[0].above if all(f in p.above for p in terms[1:])]
    shared_below = [f for f in terms[0].below if all(f in p.below for p in terms[1:])]
    number_shared = abs(terms[0].coefficient)
    if any(abs(p.coefficient) != number_shared for p in terms):
        number_shared = Fraction(1)
    if not shared and not shared_below and number_shared == 1:
        return node
    rest = [
        Product(
            p.coefficient / number_shared,
            tuple(f for f in p.above if f not in shared),
            tuple(f for f in p.below if f not in shared_below),
        )
        for p in terms
    ]
    inner = positive_first(plus(*map(write_product, rest)))
    front = Product(number_shared, tuple(shared), tuple(shared_below))
    if not front.below:
        return times(write_product(front), inner) if front.above or number_shared != 1 else inner
    return write_product(front.times(Product(above=((inner, 1),))))


def effort(node: Term) -> int:
    """How much there is to read: nodes, signs not counted."""
    if node.head == "neg":
        return effort(node.args[0])
    return 1 + sum(map(effort, node.args))


def mentions_head(node: Term, head: str) -> bool:
    """Whether a node of some kind occurs in a term."""
    return any(each.head == head for each in subterms(node))
