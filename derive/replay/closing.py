"""Terms without definitions and derivatives: what a claim says about its inputs alone.

Definitions are put in, sums with literal limits written out, and derivatives carried out by the
rules of differentiation, with the variable of each as the stopping point.  Functions with a plain
definition (σ, tanh, softplus, …) give way to it, so that fewer laws have to be trusted.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.model.context import Context
from derive.model.term import (
    BINDERS,
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    call,
    constant,
    derivative,
    div,
    literal,
    make,
    mul,
    neg,
    number,
    power,
    rebuild,
    substitute,
    subterms,
)

MOST_TERMS = 500
"""Sums and products with more terms than this are not written out."""


class NotClosed(Exception):  # noqa: N818 - the replay does not cover it
    """A term that the replay has no rule for."""


def _exp(u: Term) -> Term:
    return call("exp", u)


DEFINITIONS: dict[str, Callable[[Term], Term]] = {
    "sigmoid": lambda u: div(ONE, ONE + _exp(-u)),
    "softplus": lambda u: call("log", ONE + _exp(u)),
    "swish": lambda u: div(u, ONE + _exp(-u)),
    "logit": lambda u: call("log", div(u, ONE - u)),
    "tanh": lambda u: div(_exp(u) - _exp(-u), _exp(u) + _exp(-u)),
    "sinh": lambda u: div(_exp(u) - _exp(-u), TWO),
    "cosh": lambda u: div(_exp(u) + _exp(-u), TWO),
    "tan": lambda u: div(call("sin", u), call("cos", u)),
    "cot": lambda u: div(call("cos", u), call("sin", u)),
    "sec": lambda u: div(ONE, call("cos", u)),
    "csc": lambda u: div(ONE, call("sin", u)),
    "asinh": lambda u: call("log", u + call("sqrt", u**2 + ONE)),
    "acosh": lambda u: call("log", u + call("sqrt", u**2 - ONE)),
    "acos": lambda u: div(constant("pi"), TWO) - call("asin", u),
    "factorial": lambda u: call("gamma", u + ONE),
    "atanh": lambda u: div(call("log", div(ONE + u, ONE - u)), TWO),
}
"""Functions that are put in; each is defined and real exactly where its definition is."""

SLOPES: dict[str, Callable[[Term], Term]] = {
    "exp": _exp,
    "log": lambda u: div(ONE, u),
    "sqrt": lambda u: div(ONE, mul(TWO, call("sqrt", u))),
    "sin": lambda u: call("cos", u),
    "cos": lambda u: neg(call("sin", u)),
    "asin": lambda u: div(ONE, call("sqrt", ONE - u**2)),
    "atan": lambda u: div(ONE, ONE + u**2),
    "erf": lambda u: mul(div(TWO, call("sqrt", constant("pi"))), _exp(neg(u**2))),
    "abs": lambda u: div(u, call("abs", u)),
}
"""Function → its derivative, for those that stay."""


class Closing:
    """Closes terms of one context, with the named definitions put in."""

    def __init__(self, context: Context, opened: frozenset[str]) -> None:
        self.context = context
        self.opened = opened
        """Names of defined quantities that are replaced by their definitions."""

    def closed(self, node: Term) -> Term:
        """The term without derivatives, and without the definitions to be opened."""
        return self._visit(node, (), self.opened)

    def _visit(self, node: Term, stops: tuple[Term, ...], opened: frozenset[str] | None) -> Term:
        """Close a term; `stops` stay as they are, `opened` None opens every definition."""
        if node in stops:
            return node
        definition = self.context.definition_of(node)
        if definition is not None:
            always = node.head == "call" or opened is None
            if always or definition.name in (opened or ()):
                body = definition.unfold(node)
                assert body is not None
                return self._visit(body, stops, opened)
        match node.head:
            case "derivative":
                return self._derivative(node, stops, opened)
            case "call" if str(node.value) in DEFINITIONS and len(node.args) == 1:
                unfolded = DEFINITIONS[str(node.value)](node.args[0])
                return self._visit(unfolded, stops, opened)
            case "call" if node.value == "delta" and len(node.args) == 2:
                i, j = map(literal, node.args)
                if i is None or j is None:
                    raise NotClosed(f"{node} has symbolic indices")
                return ONE if i == j else ZERO
            case "call" if node.value in ("max", "min"):
                return self._extremum(node, stops, opened)
            case head if head in BINDERS:
                return self._visit(_written_out(node), stops, opened)
            case "indexed":
                return node
        return rebuild(node, tuple(self._visit(a, stops, opened) for a in node.args))

    def _extremum(self, node: Term, stops: tuple[Term, ...], opened: frozenset[str] | None) -> Term:
        """max(u, v) = (u + v + |u − v|)/2, and min with −|u − v|."""
        parts = [self._visit(a, stops, opened) for a in node.args]
        whole = parts[0]
        for each in parts[1:]:
            distance = call("abs", whole - each)
            signed = distance if node.value == "max" else neg(distance)
            whole = div(add(whole, each) + signed, TWO)
        return whole

    def _derivative(
        self, node: Term, stops: tuple[Term, ...], opened: frozenset[str] | None
    ) -> Term:
        *inner, variable = node.args
        expression = inner[0] if len(inner) == 1 else derivative(*inner)
        # Everything between the variable and the expression is opened, so that it can be seen.
        body = self._visit(expression, (*stops, variable), None)
        slope = differentiated(body, variable)
        return self._visit(slope, stops, opened)


def _written_out(node: Term) -> Term:
    body, index, low, high = node.args
    first, last = literal(low), literal(high)
    if first is None or last is None or last - first > MOST_TERMS:
        raise NotClosed(f"{node} has symbolic limits")
    parts = [substitute(body, {index: number(k)}) for k in range(int(first), int(last) + 1)]
    if node.head == "sum":
        return add(*parts) if parts else ZERO
    return mul(*parts) if parts else ONE


def differentiated(node: Term, variable: Term) -> Term:
    """The derivative of a closed term."""
    if node is variable:
        return ONE
    if not _uses(node, variable):
        return ZERO
    match node.head:
        case "indexed":
            return _member(node, variable)
        case "add":
            return add(*(differentiated(a, variable) for a in node.args))
        case "neg":
            return neg(differentiated(node.args[0], variable))
        case "mul":
            terms = [
                mul(
                    *(
                        differentiated(f, variable) if k == at else f
                        for k, f in enumerate(node.args)
                    )
                )
                for at in range(len(node.args))
            ]
            return add(*terms)
        case "div":
            u, v = node.args
            du, dv = differentiated(u, variable), differentiated(v, variable)
            if dv is ZERO:
                return div(du, v)
            return div(du * v - u * dv, v**2)
        case "pow":
            return _power(node, variable)
        case "call" if len(node.args) == 1 and node.value in SLOPES:
            du = differentiated(node.args[0], variable)
            return mul(SLOPES[str(node.value)](node.args[0]), du)
    raise NotClosed(f"no rule to differentiate {node}")


def _uses(node: Term, variable: Term) -> bool:
    """Whether the variable, or a family member that may be it, occurs in a term."""
    if variable.head != "indexed":
        return any(each is variable for each in subterms(node))
    family = variable.args[0]
    return any(each.head == "indexed" and each.args[0] is family for each in subterms(node))


def _member(node: Term, variable: Term) -> Term:
    if variable.head != "indexed" or node.args[0] is not variable.args[0]:
        return ZERO
    pairs = list(zip(node.args[1:], variable.args[1:], strict=True))
    values = [(literal(a), literal(b)) for a, b in pairs]
    if any(a is None or b is None for a, b in values):
        raise NotClosed(f"{node} and {variable} may or may not be the same member")
    return ONE if all(a == b for a, b in values) else ZERO


def _power(node: Term, variable: Term) -> Term:
    base, exponent = node.args
    du, dw = differentiated(base, variable), differentiated(exponent, variable)
    if dw is ZERO:
        count = literal(exponent)
        if du is ZERO:
            return ZERO
        lowered = number(count - 1) if count is not None else exponent - ONE
        return mul(exponent, power(base, lowered), du)
    grown = mul(dw, call("log", base))
    if du is not ZERO:
        grown = grown + div(mul(exponent, du), base)
    return mul(make("pow", (base, exponent)), grown)
