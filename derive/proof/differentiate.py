"""Derivatives on terms: the textbook rules, carried out without simplifying beyond 0 and 1.

The judge's normal form differentiates its own elements; this second, plain route serves numeric
evaluation and derivatives by a defined quantity, where a term is wanted.  Shared parts are
differentiated once.
"""

from __future__ import annotations

from derive.model import term as t
from derive.model.term import ONE, ZERO, Term, literal
from derive.proof.derivation import partial
from derive.proof.kernels import KERNELS


class NotDifferentiable(Exception):  # noqa: N818
    """No rule for a construct."""


def plus(*parts: Term) -> Term:
    """A sum without its zeros."""
    return t.add(*(p for p in parts if p is not ZERO))


def times(*factors: Term) -> Term:
    """A product without ones; zero if a factor is zero."""
    if any(f is ZERO for f in factors):
        return ZERO
    return t.mul(*(f for f in factors if f is not ONE))


def differentiate(node: Term, variable: Term) -> Term:
    """The derivative of a term that holds no definitions, by a symbol or family member."""
    node = t.transform(node, lambda u: _renamed(u, variable))
    memo: dict[Term, Term] = {}

    def rule(u: Term) -> Term:
        if u is variable:
            return ONE
        match u.head:
            case "number" | "constant" | "symbol":
                return ZERO
            case "indexed":
                return _member(u, variable)
            case "add":
                return plus(*(memo[a] for a in u.args))
            case "neg":
                inner = memo[u.args[0]]
                return ZERO if inner is ZERO else t.neg(inner)
            case "mul":
                return plus(
                    *(times(*u.args[:k], memo[a], *u.args[k + 1 :]) for k, a in enumerate(u.args))
                )
            case "div":
                return _quotient(u, memo)
            case "pow":
                return _power(u, memo)
            case "call":
                return _call(u, memo)
            case "cases":
                return _cases(u, memo)
            case "sum" if all(memo[a] is ZERO for a in u.args[2:]):
                body = memo[u.args[0]]
                return ZERO if body is ZERO else t.make("sum", (body, *u.args[1:]))
            case _:
                if not any(memo[a] is not ZERO for a in u.args):
                    return ZERO
                raise NotDifferentiable(str(u.head))

    for u in t.subterms(node):
        if u.head in t.RELATIONS or u.head in ("and", "or", "not"):
            memo[u] = ZERO
        else:
            memo[u] = rule(u)
    return memo[node]


def _renamed(node: Term, variable: Term) -> Term:
    """A binder whose index does not occur in the variable, which it would capture."""
    index = t.bound_index(node)
    if index is None or index not in t.free_symbols(variable):
        return node
    body, _, *limits = node.args
    name = t.fresh(str(index.value), (*t.free_symbols(variable), *t.free_symbols(body)))
    return t.make(node.head, (t.substitute(body, {index: name}), name, *limits))


def _member(u: Term, variable: Term) -> Term:
    """∂x_i/∂x_j = δ(i, j), index by index."""
    if variable.head != "indexed" or u.args[0] is not variable.args[0]:
        return ZERO
    factors = []
    for i, j in zip(u.args[1:], variable.args[1:], strict=True):
        if i is j:
            continue
        if literal(i) is not None and literal(j) is not None:
            if literal(i) != literal(j):
                return ZERO
            continue
        factors.append(t.call("delta", i, j))
    return t.mul(*factors)


def _quotient(u: Term, memo: dict[Term, Term]) -> Term:
    top, bottom = u.args
    upper, lower = memo[top], memo[bottom]
    if lower is ZERO:
        return ZERO if upper is ZERO else t.div(upper, bottom)
    second = t.neg(t.div(times(top, lower), t.power(bottom, 2)))
    return second if upper is ZERO else t.add(t.div(upper, bottom), second)


def _power(u: Term, memo: dict[Term, Term]) -> Term:
    base, exponent = u.args
    inner, outer = memo[base], memo[exponent]
    first = ZERO
    if inner is not ZERO:
        n = literal(exponent)
        lowered = t.number(n - 1) if n is not None else exponent - 1
        first = ZERO if n == 0 else times(exponent, t.power(base, lowered), inner)
    second = ZERO if outer is ZERO else times(u, t.call("log", base), outer)
    return plus(first, second)


def _call(u: Term, memo: dict[Term, Term]) -> Term:
    inner = [memo[a] for a in u.args]
    if all(d is ZERO for d in inner):
        return ZERO
    row = KERNELS.get(str(u.value))
    if row is None:
        return plus(*(times(partial(u, k), d) for k, d in enumerate(inner)))
    if row.derivatives is not None:
        outer = row.derivatives(*u.args)
        return plus(*(times(o, d) for o, d in zip(outer, inner, strict=True)))
    if row.definition is None:
        raise NotDifferentiable(str(u.value))
    return _through_definition(u, row.definition(*u.args), memo)


def _through_definition(u: Term, body: Term, memo: dict[Term, Term]) -> Term:
    """Differentiate the definition, taking the derivatives of the arguments as known."""
    holes = {a: t.symbol(f"#{k}") for k, a in enumerate(u.args)}
    row = KERNELS[str(u.value)]
    assert row.definition is not None
    formal = row.definition(*holes.values())
    parts = []
    for a, hole in holes.items():
        if memo[a] is not ZERO:
            outer = differentiate(formal, hole)
            filled = t.substitute(outer, {h: b for b, h in holes.items()})
            parts.append(times(filled, memo[a]))
    return plus(*parts)


def _cases(u: Term, memo: dict[Term, Term]) -> Term:
    args = list(u.args)
    for k in range(0, len(args) - 1, 2):
        args[k] = memo[args[k]]
    if len(args) % 2:
        args[-1] = memo[args[-1]]
    return t.make("cases", tuple(args))
