"""Saying a result in terms of the quantities that the model has names for.

The derivative of a = 1/(1 + e^(−z)) falls out as e^(−z)/(1 + e^(−z))², and an author goes on to
a(1 − a).  In general: a named quantity q = g(z) and a result R(z) that share a transcendental
part E satisfy q = g(E) and R = R(E); where g can be solved for E, R becomes a rational expression
in q.  SymPy solves and cancels; the lines shown put g back for q, so each of them can be checked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import sympy

from derive.calculus.algebra import effort, everywhere, tidy
from derive.calculus.lines import Line
from derive.calculus.products import (
    Product,
    read_product,
    times,
    write_product,
)
from derive.calculus.simplification import evaluated, with_signs_inside
from derive.model.context import Context
from derive.model.sympy_bridge import from_sympy, to_sympy
from derive.model.term import Term, substitute, subterms, symbol


def folded(result: Term, variable: Term, context: Context) -> tuple[Line, ...]:
    """The lines that say a result through a named quantity; none when that is no shorter."""
    for quantity, body in _candidates(variable, context):
        if body in tuple(subterms(result)):
            return (
                Line(
                    substitute(result, {body: quantity}),
                    ("definition",),
                    subject=quantity,
                ),
            )
    best: tuple[int, Term, Term, Term] | None = None
    for quantity, body in _candidates(variable, context):
        form = _eliminated(result, quantity, body, variable)
        if form is None or quantity not in free_symbols_and_members(form):
            continue
        cost = effort(form)
        if cost < effort(result) and (best is None or cost < best[0]):
            best = (cost, form, quantity, body)
    if best is None:
        return ()
    _, form, quantity, body = best
    return tuple(_lines(form, quantity, body))


def free_symbols_and_members(node: Term) -> set[Term]:
    """The names a term uses, family members included."""
    return {each for each in subterms(node) if each.head in ("symbol", "indexed")}


def _candidates(variable: Term, context: Context) -> Iterator[tuple[Term, Term]]:
    """Defined quantities that are functions of the variable, with their bodies."""
    for definition in context.definitions:
        if definition.parameters:
            continue
        body = context.unfold_all(definition.body, keep=(variable,))
        if variable in free_symbols_and_members(body):
            yield definition.target, body


def _eliminated(result: Term, quantity: Term, body: Term, variable: Term) -> Term | None:
    """The result with the transcendental part of the body eliminated through q = body."""
    stand_in = sympy.Dummy("q")
    name = symbol(f"<{quantity}>")
    target, source = evaluated(result), evaluated(body)
    z = to_sympy(variable)
    kernels = _exponentials(target, z) | _exponentials(source, z)
    base = _common(kernels, z)
    if base is None:
        return None
    unknown = sympy.Dummy("E", positive=True)
    source_in = _in_kernel(source, base, unknown)
    target_in = _in_kernel(target, base, unknown)
    if source_in.has(z) or target_in.has(z) or not source_in.has(unknown):
        return None
    value = _with_root(source_in - stand_in, target_in, unknown)
    if value is None or value.has(unknown):
        return None
    q = to_sympy(name)
    forms = [sympy.factor(value), sympy.expand(value)]
    written = [with_signs_inside(tidy(from_sympy(f.subs(stand_in, q)))) for f in forms]
    return substitute(min(written, key=effort), {name: quantity})


def _with_root(
    equation: sympy.Expr, target: sympy.Expr, unknown: sympy.Symbol
) -> sympy.Expr | None:
    """The target where the equation holds, if that fixes a power E^g of the unknown.

    The equation must be linear in E^g and the target a function of E^g, up to factors E^r that
    cancel.
    """
    left, _ = sympy.fraction(sympy.together(equation))
    above, below = sympy.fraction(sympy.together(target))
    if not all(each.is_polynomial(unknown) for each in (left, above, below)):
        return None
    polynomial = _without_unit(sympy.Poly(left, unknown))
    g = polynomial.degree()
    if g < 1 or {m for (m,) in polynomial.monoms()} - {0, g}:
        return None
    value = -polynomial.coeff_monomial(1) / polynomial.coeff_monomial(unknown**g)
    top = _in_power(sympy.Poly(above, unknown), g, value)
    bottom = _in_power(sympy.Poly(below, unknown), g, value)
    if top is None or bottom is None or top[0] != bottom[0]:
        return None
    return sympy.cancel(top[1] / bottom[1])


def _without_unit(p: sympy.Poly) -> sympy.Poly:
    """A polynomial without the power of the unknown that divides it."""
    lowest = min((m for (m,) in p.monoms()), default=0)
    return p.quo(sympy.Poly(p.gen**lowest, p.gen)) if lowest else p


def _in_power(p: sympy.Poly, g: int, value: sympy.Expr) -> tuple[int, sympy.Expr] | None:
    """The r and the value of q where p = E^r q(E^g) and E^g has a value."""
    residues = {m % g for (m,) in p.monoms()}
    if len(residues) != 1:
        return None
    (r,) = residues
    return r, sum(c * value ** ((m - r) // g) for (m,), c in p.terms())


def _exponentials(e: sympy.Expr, z: sympy.Expr) -> set[sympy.Expr]:
    return {each.args[0] for each in e.atoms(sympy.exp) if each.has(z)}


def _common(arguments: set[sympy.Expr], z: sympy.Expr) -> sympy.Expr | None:
    """A u such that every argument is a whole multiple of u, or None."""
    if not arguments:
        return None
    ordered = sorted(arguments, key=sympy.default_sort_key)
    first = ordered[0]
    ratios = [sympy.cancel(each / first) for each in ordered]
    if not all(r.is_Rational for r in ratios):
        return None
    finest = math.lcm(*(int(r.q) for r in ratios))
    step = math.gcd(*(int(r * finest) for r in ratios))
    return first * sympy.Rational(step, finest)


def _in_kernel(e: sympy.Expr, base: sympy.Expr, unknown: sympy.Expr) -> sympy.Expr:
    found = {
        each: unknown ** sympy.cancel(each.args[0] / base)
        for each in e.atoms(sympy.exp)
        if sympy.cancel(each.args[0] / base).is_Integer
    }
    return e.xreplace(found)


def _lines(form: Term, quantity: Term, body: Term) -> Iterator[Line]:
    p = read_product(form)
    factors = [write_product(Product(above=((b, n),))) for b, n in p.above]
    if len(factors) > 1 and not p.below:
        apart = [_one_fraction(substitute(f, {quantity: body})) for f in factors]
        front = [] if abs(p.coefficient) == 1 else [write_product(Product(abs(p.coefficient)))]
        split = times(*front, *apart)
        yield Line(-split if p.coefficient < 0 else split, ("split into factors",))
    yield Line(substitute(form, {quantity: body}), ("rewrite",), subject=quantity)
    yield Line(form, ("definition",), subject=quantity)


def _one_fraction(node: Term) -> Term:
    """A sum of a number and a fraction as one fraction, numerator simplified.

    Exponentials stand in as plain symbols meanwhile, lest SymPy turn e^(−z) into 1/e^z.
    """
    if node.head not in ("add", "neg"):
        return node
    kernels = [each for each in subterms(node) if each.head == "call"]
    names = {kernel: symbol(f"<{k}>") for k, kernel in enumerate(kernels)}
    top, bottom = sympy.fraction(sympy.together(evaluated(substitute(node, names))))
    if bottom == 1:
        return node
    whole = tidy(from_sympy(sympy.expand(top)) / from_sympy(bottom))
    written = _in_order_of(substitute(whole, {name: k for k, name in names.items()}), node)
    return written


def _in_order_of(node: Term, model: Term) -> Term:
    """The sums of a term written as the model writes an equal sum."""
    known = {frozenset(each.args): each for each in subterms(model) if each.head == "add"}
    return everywhere(
        node,
        lambda each: known.get(frozenset(each.args), each) if each.head == "add" else each,
    )
