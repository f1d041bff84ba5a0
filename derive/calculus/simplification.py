"""From a result as it falls out to the form in which an author leaves it.

SymPy proposes how short the result can get; the named moves of `algebra` are then made one line at
a time until that is reached.  Where they don't reach it, SymPy's own form closes the chain in one
step named by what SymPy did.  The prover judges every line, so nothing here has to be believed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy

from derive.calculus.algebra import (
    OPAQUE,
    cancel,
    collect,
    distribute,
    effort,
    expand,
    factor_out,
    has_fraction_to_cancel,
    tidy,
)
from derive.calculus.lines import Line
from derive.calculus.products import Product, read_product, read_sum, write_product
from derive.model.sympy_bridge import from_sympy, to_sympy
from derive.model.term import Term, subterms

LARGEST = 400
"""Terms above this size are left as they are: SymPy could take minutes, and no one reads them."""


MUCH_SHORTER = 0.7
"""A direct result keeps the shape in which it fell out unless another is this much shorter."""


def settled(start: Term) -> tuple[Line, ...]:
    """The lines from a derivative as it fell out to the form in which it is kept."""
    lines = gathered(start)
    last = lines[-1].term if lines else start
    if not _within_reach(last):
        return lines
    name, form = min(_proposals(last), key=lambda pair: effort(pair[1]))
    return (*lines, Line(form, (name,))) if effort(form) <= MUCH_SHORTER * effort(last) else lines


def _within_reach(node: Term) -> bool:
    return node.size <= LARGEST and not any(each.head in OPAQUE for each in subterms(node))


def gathered(start: Term) -> tuple[Line, ...]:
    """The lines that cancel equal factors and add like terms, where that makes a term shorter."""
    lines: list[Line] = []
    current = start
    for name, move in (("cancel", cancel), ("collect", collect), ("factor out", factor_out)):
        following = move(current)
        if effort(following) < effort(current):
            lines.append(Line(following, (name,)))
            current = following
    return tuple(lines)


def simplified(start: Term) -> tuple[Line, ...]:
    """The lines from a tidy term to its shortest form; none when it is short enough."""
    if not _within_reach(start):
        return ()
    proposals = tuple(_proposals(start))
    goal = min((effort(each) for _, each in proposals), default=effort(start))
    for own in (gathered(start), _by_moves(start)):
        best = min((effort(line.term) for line in own), default=effort(start))
        if best <= goal and best < effort(start):
            return _until(own, best)
    if goal < effort(start):
        name, form = min(proposals, key=lambda pair: effort(pair[1]))
        return (Line(form, (name,)),)
    return ()


def _by_moves(start: Term) -> tuple[Line, ...]:
    lines: list[Line] = []
    current = start
    for name, move in _moves(start):
        following = move(current)
        if following is not current:
            lines.append(Line(following, (name,)))
            current = following
    return tuple(lines)


def _moves(start: Term) -> Iterator[tuple[str, Callable[[Term], Term]]]:
    if has_fraction_to_cancel(start):
        yield "distributive law", distribute
    yield "cancel", cancel
    yield "expand", expand
    yield "collect", collect
    yield "factor out", factor_out


def _until(lines: tuple[Line, ...], best: int) -> tuple[Line, ...]:
    """The lines up to the shortest, or none of those that only lead away and back."""
    at = next(k for k, line in enumerate(lines) if effort(line.term) == best)
    return lines[: at + 1]


def _proposals(start: Term) -> Iterator[tuple[str, Term]]:
    """Short forms that SymPy finds, each with the name of what was done."""
    expression = evaluated(start)
    for name, form in (
        ("cancel", sympy.cancel(expression)),
        ("factor", sympy.factor(expression)),
        ("expand", sympy.expand(expression)),
    ):
        yield name, with_signs_inside(tidy(from_sympy(form)))


def evaluated(node: Term) -> sympy.Expr:
    """A term as SymPy sees it after its own evaluation."""
    return to_sympy(node).doit()


def with_signs_inside(node: Term) -> Term:
    """Move the sign of a product into a factor that is a difference: −a(a − 1) to a(1 − a)."""
    terms = read_sum(node)
    if len(terms) != 1:
        return node
    p = read_product(node)
    above = []
    sign = p.coefficient < 0
    for base, exponent in p.above:
        if sign and exponent == 1 and base.head == "add" and _turns(base):
            above.append((tidy(-base), 1))
            sign = False
        else:
            above.append((base, exponent))
    if sign == (p.coefficient < 0):
        return node
    return write_product(Product(-p.coefficient, tuple(_flipped(b, n) for b, n in above), p.below))


def _turns(base: Term) -> bool:
    return len(base.args) == 2


def _flipped(base: Term, exponent: int) -> tuple[Term, int]:
    """A difference written with its positive term first."""
    if base.head == "add" and base.args[0].head == "neg" and base.args[1].head != "neg":
        rest = base.args[1] if len(base.args) == 2 else None
        if rest is not None:
            return rest + base.args[0], exponent
    return base, exponent
