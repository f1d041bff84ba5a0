"""Differentiation one line at a time.

A *layer* rewrites every derivative of a line at once, each by the one rule that fits it, and
leaves the derivatives of smaller expressions for the next line.  So a line is what an author
would write next, and the rules used are known by name.  Derivatives of defined quantities are left
standing; the chain rule over the dependency graph takes care of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from derive.calculus.array_differentiation import array_rule, has_array_type
from derive.calculus.function_laws import FUNCTION_LAWS
from derive.calculus.products import times
from derive.ground.diagnostic import fail
from derive.model.context import Context
from derive.model.term import (
    ONE,
    ZERO,
    Term,
    add,
    call,
    constant,
    derivative,
    div,
    free_symbols,
    fresh,
    literal,
    make,
    mul,
    neg,
    number,
    power,
    rebuild,
    substitute,
)

Rewrite = tuple[tuple[str, ...], Term]
"""The names of the rules used, and what the derivative became."""


@dataclass(frozen=True, slots=True)
class Variable:
    """What is differentiated with respect to, in its context."""

    symbol: Term
    context: Context

    def moves(self, node: Term) -> bool:
        """Whether a term depends on the variable, perhaps through definitions."""
        return self.context.depends(node, self.symbol)

    def of(self, node: Term) -> Term:
        """The derivative of a term, not carried out; that of a product or sign kept flat."""
        return derivative(node, self.symbol)


def layer(line: Term, context: Context) -> Rewrite | None:
    """The next line, with the rules that lead to it; None when nothing is left to do."""
    used: dict[str, None] = {}

    def visit(node: Term) -> Term:
        if node.head == "derivative":
            found = differentiate_once(node, context)
            if found is None:
                return node
            used.update(dict.fromkeys(found[0]))
            return found[1]
        args = tuple(map(visit, node.args))
        return times(*args) if node.head == "mul" and args != node.args else rebuild(node, args)

    rewritten = visit(line)
    return (tuple(used), rewritten) if used else None


def differentiate_once(node: Term, context: Context) -> Rewrite | None:
    """One rule applied to one derivative; None for that of a defined quantity."""
    expression, symbol, *more = node.args
    if more:
        inner = differentiate_once(derivative(expression, symbol), context)
        return None if inner is None else (inner[0], derivative(inner[1], *more))
    by_array = array_rule(expression, symbol, context)
    if by_array is not None:
        return by_array
    v = Variable(symbol, context)
    for rule in _RULES:
        found = rule(expression, v)
        if found is not None:
            return found
    if context.definition_of(expression) is not None:
        return None
    raise fail(
        "no-rule",
        f"there is no rule to differentiate {expression} with respect to {symbol}",
        help="write it with functions that have one: derive explain lists them",
    )


def _constant(e: Term, v: Variable) -> Rewrite | None:
    return None if v.moves(e) else (("derivative of a constant",), ZERO)


def _variable(e: Term, v: Variable) -> Rewrite | None:
    return (("derivative of the variable",), ONE) if e is v.symbol else None


def _member(e: Term, v: Variable) -> Rewrite | None:
    if not (e.head == v.symbol.head == "indexed" and e.args[0] is v.symbol.args[0]):
        return None
    deltas = [
        call("delta", j, i)
        for j, i in zip(e.args[1:], v.symbol.args[1:], strict=True)
        if j is not i
    ]
    return ("derivative of a family member",), mul(*deltas)


def _defined_function(e: Term, v: Variable) -> Rewrite | None:
    if e.head != "call" or has_array_type(str(e.value), v.context):
        return None
    body = v.context.unfold(e)
    return None if body is None else (("definition",), v.of(body))


def _sum(e: Term, v: Variable) -> Rewrite | None:
    if e.head != "add":
        return None
    return ("sum rule",), add(
        *(neg(v.of(a.args[0])) if a.head == "neg" else v.of(a) for a in e.args)
    )


def _negation(e: Term, v: Variable) -> Rewrite | None:
    if e.head != "neg":
        return None
    inner = e.args[0]
    if inner is v.symbol:
        return ("derivative of the variable",), neg(ONE)
    if inner.head == "add":
        rules, moved = _sum(inner, v) or ((), inner)
        return rules, neg(moved)
    return ("constant factor",), neg(v.of(inner))


def _binder(e: Term, v: Variable) -> Rewrite | None:
    if e.head != "sum":
        return None
    body, index, *limits = e.args
    if index in free_symbols(v.symbol):
        # The index of the sum is bound: it must not become that of the variable.
        renamed = fresh(str(index.value), (*free_symbols(v.symbol), *free_symbols(body)))
        body, index = substitute(body, {index: renamed}), renamed
    return ("differentiate under the sum",), make("sum", (v.of(body), index, *limits))


def _factors(e: Term, v: Variable) -> Rewrite | None:
    if e.head != "mul":
        return None
    moving = [a for a in e.args if v.moves(a)]
    still = [a for a in e.args if not v.moves(a)]
    if len(moving) == 1:
        base = _variable(moving[0], v) or _member(moving[0], v)
        if base is not None:
            if base[1] is ONE:
                return ("constant factor", *base[0]), mul(*still)
            return ("constant factor", *base[0]), times(base[1], *still)
        return ("constant factor",), times(*still, v.of(moving[0]))
    if still:
        return ("constant factor",), times(*still, v.of(mul(*moving)))
    terms = [
        times(*(v.of(f) if k == at else f for k, f in enumerate(moving)))
        for at in range(len(moving))
    ]
    return ("product rule",), add(*terms)


def _quotient(e: Term, v: Variable) -> Rewrite | None:
    if e.head != "div":
        return None
    top, bottom = e.args
    if not v.moves(bottom):
        if top is v.symbol:
            return ("constant factor", "derivative of the variable"), div(ONE, bottom)
        return ("constant factor",), div(v.of(top), bottom)
    if not v.moves(top):
        change = v.of(bottom) if top is ONE else times(top, v.of(bottom))
        return ("reciprocal rule",), neg(div(change, power(bottom, 2)))
    change = times(v.of(top), bottom) - times(top, v.of(bottom))
    return ("quotient rule",), div(change, power(bottom, 2))


def _power(e: Term, v: Variable) -> Rewrite | None:
    if e.head != "pow":
        return None
    base, exponent = e.args
    if not v.moves(exponent):
        outer = times(exponent, _lowered(base, exponent))
        if base is v.symbol:
            return ("power rule",), outer
        return ("power rule", "chain rule"), times(outer, v.of(base))
    if not v.moves(base):
        if base is constant("e"):
            return _outer("exp", e, exponent, v)
        return ("exponential rule",), times(e, call("log", base), v.of(exponent))
    inner = times(v.of(exponent), call("log", base)) + div(times(exponent, v.of(base)), base)
    return ("general power rule",), times(e, inner)


def _lowered(base: Term, exponent: Term) -> Term:
    count = literal(exponent)
    if count == 2:
        return base
    if count is not None and count.denominator == 1:
        return power(base, number(int(count) - 1))
    return power(base, exponent - 1)


def _outer(name: str, law: Term, u: Term, v: Variable) -> Rewrite:
    if u is v.symbol:
        return (f"derivative of {name}",), law
    return (f"derivative of {name}", "chain rule"), times(law, v.of(u))


def _function(e: Term, v: Variable) -> Rewrite | None:
    name = str(e.value)
    if e.head != "call" or name not in FUNCTION_LAWS:
        return None
    return _outer(name, FUNCTION_LAWS[name](e.args[0]), e.args[0], v)


def _extremum(e: Term, v: Variable) -> Rewrite | None:
    if e.head != "call" or e.value not in ("max", "min"):
        return None
    u, *rest = e.args
    if not rest:
        return ("derivative of " + str(e.value),), v.of(u)
    w = rest[0] if len(rest) == 1 else call(str(e.value), *rest)
    if literal(u) is not None:
        u, w = w, u
    wins, loses = ("gt", "lt") if e.value == "max" else ("lt", "gt")
    branches = (v.of(u), make(wins, (u, w)), v.of(w), make(loses, (u, w)))
    return (f"derivative of {e.value}",), make("cases", branches)


def _cases(e: Term, v: Variable) -> Rewrite | None:
    if e.head != "cases":
        return None
    last = len(e.args) - 1
    args = tuple(
        a if k % 2 and not (k == last and last % 2 == 0) else v.of(a) for k, a in enumerate(e.args)
    )
    return ("differentiate each case",), make("cases", args)


_RULES: tuple[Callable[[Term, Variable], Rewrite | None], ...] = (
    _constant,
    _variable,
    _member,
    _defined_function,
    _sum,
    _negation,
    _binder,
    _factors,
    _quotient,
    _power,
    _function,
    _extremum,
    _cases,
)
"""Tried in this order; the first that fits is used."""
