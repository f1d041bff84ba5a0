"""Terms without definitions and derivatives: what a claim says about its inputs alone.

Definitions are put in, sums with literal limits written out, and derivatives carried out by the
rules of differentiation, with the variable of each as the stopping point.  Functions with a plain
definition (σ, tanh, softplus, …) give way to it, so that fewer laws have to be trusted.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import prod

from derive.model.context import Context
from derive.model.domain import Range
from derive.model.term import (
    BINDERS,
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    call,
    constant,
    contains,
    derivative,
    div,
    free_symbols,
    literal,
    make,
    mul,
    neg,
    number,
    power,
    rebuild,
    substitute,
    subterms,
    symbol,
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
        self.bound: dict[str, Range] = {}
        """The new names of bound indices, each with its limits."""
        self._count = 0
        self._closed: dict[tuple[Term, tuple[Term, ...], frozenset[str] | None], Term] = {}

    def closed(self, node: Term) -> Term:
        """The term without derivatives, and without the definitions to be opened."""
        return self._visit(node, (), self.opened)

    def _visit(self, node: Term, stops: tuple[Term, ...], opened: frozenset[str] | None) -> Term:
        """Close a term; `stops` stay as they are, `opened` None opens every definition."""
        key = node, stops, opened
        found = self._closed.get(key)
        if found is None:
            found = self._closed[key] = self._close(node, stops, opened)
        return found

    def _close(self, node: Term, stops: tuple[Term, ...], opened: frozenset[str] | None) -> Term:
        if node in stops or self._is_stop(node, stops):
            return node
        definition = self.context.definition_of(node)
        if definition is not None:
            always = node.head == "call" or opened is None
            if always or definition.name in (opened or ()):
                body = self.context.unfold(node)
                if body is None:
                    raise NotClosed(f"{node} at other arguments than it is defined for")
                return self._visit(body, stops, opened)
        match node.head:
            case "derivative":
                return self._derivative(node, stops, opened)
            case "call" if str(node.value) in DEFINITIONS and len(node.args) == 1:
                unfolded = DEFINITIONS[str(node.value)](node.args[0])
                return self._visit(unfolded, stops, opened)
            case "call" if node.value == "delta" and len(node.args) == 2:
                i, j = map(whole, node.args)
                if i is not None and j is not None:
                    return ONE if i == j else ZERO
            case "call" if node.value in ("max", "min"):
                return self._extremum(node, stops, opened)
            case "sum" | "product":
                plain = _written_out(node)
                if plain is not None:
                    return self._visit(plain, stops, opened)
                return self._renamed(node, stops, opened)
            case head if head in BINDERS:
                raise NotClosed(f"{node} is a {head}")
            case "indexed":
                return node
        return rebuild(node, tuple(self._visit(a, stops, opened) for a in node.args))

    def _is_stop(self, node: Term, stops: tuple[Term, ...]) -> bool:
        """Whether a member of a family may be the variable of a derivative."""
        if node.head != "indexed":
            return False
        for stop in stops:
            if stop.head == "indexed" and stop.args[0] is node.args[0]:
                pairs = zip(node.args[1:], stop.args[1:], strict=True)
                if any(
                    a != b
                    for one, other in pairs
                    if (a := whole(one)) is not None and (b := whole(other)) is not None
                ):
                    continue
                if self.context.definition_of(node) is not None and self._recurs(node):
                    raise NotClosed(f"{node} may depend on {stop} and may be {stop}")
                return True
        return False

    def _recurs(self, node: Term) -> bool:
        """Whether the definition of a family member uses its own family."""
        family = str(node.args[0].value)
        seen: set[str] = set()
        pending = [d for d in self.context.definitions if d.name == family]
        while pending:
            for each in subterms(pending.pop().body):
                name = str(each.value) if each.head in ("symbol", "call") else ""
                if name == family:
                    return True
                if name and name not in seen:
                    seen.add(name)
                    pending += [d for d in self.context.definitions if d.name == name]
        return False

    def _renamed(self, node: Term, stops: tuple[Term, ...], opened: frozenset[str] | None) -> Term:
        """A sum whose index has a name that says its limits, so that equal bodies look equal."""
        body, index, *limits = node.args
        low, high = (self._visit(each, stops, opened) for each in limits)
        self._count += 1
        passing = symbol(f"?{self._count}")
        body = self._visit(substitute(body, {index: passing}), stops, opened)
        name = symbol(f"#{_height(body) + 1}:{low}..{high}")
        self.bound[str(name.value)] = Range(low, high)
        return make(node.head, (substitute(body, {passing: name}), name, low, high))

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


def whole(node: Term) -> Fraction | None:
    """The value of a term of numbers alone."""
    known = literal(node)
    if known is not None or not node.args:
        return known
    parts = [whole(each) for each in node.args]
    values = [each for each in parts if each is not None]
    if len(values) < len(parts):
        return None
    match node.head:
        case "add":
            return sum(values, Fraction(0))
        case "mul":
            return prod(values, start=Fraction(1))
        case "neg":
            return -values[0]
    return None


def _height(node: Term) -> int:
    """How deep sums and products are nested in a term."""
    if not contains(node, *BINDERS):
        return 0
    return max(map(_height, node.args)) + (node.head in BINDERS)


def _written_out(node: Term) -> Term | None:
    """A sum or product with literal limits, term by term."""
    body, index, low, high = node.args
    first, last = whole(low), whole(high)
    if first is None or last is None:
        return None
    if last - first > MOST_TERMS or first.denominator != 1 or last.denominator != 1:
        raise NotClosed(f"{node} has too many terms")
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
        case "sum" if not any(_uses(limit, variable) for limit in node.args[2:]):
            body, index, low, high = node.args
            if index in free_symbols(variable):
                raise NotClosed(f"{node} binds an index of {variable}")
            return make("sum", (differentiated(body, variable), index, low, high))
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
    pairs = [p for p in zip(node.args[1:], variable.args[1:], strict=True) if p[0] is not p[1]]
    values = [(whole(a), whole(b)) for a, b in pairs]
    if any(None not in each and each[0] != each[1] for each in values):
        return ZERO
    return mul(*(call("delta", *p) for p, v in zip(pairs, values, strict=True) if None in v))


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
