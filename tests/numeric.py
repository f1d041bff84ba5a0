"""A third route to the value of a term: floats and dual numbers, sharing no code with the package.

∂q/∂v is found by giving v the dual number v + ε and evaluating q through the definitions; other
quantities that depend on v follow.  Good to about ten digits: enough to tell a wrong line from a
right one, and never a proof.
"""

import math
from dataclasses import dataclass

from derive.model.context import Context
from derive.model.term import Term, literal, number, substitute


class Undefined(Exception):  # noqa: N818
    """The term has no real value there."""


@dataclass(frozen=True)
class Dual:
    value: float
    slope: float = 0.0


def _apply(f, df, u):
    try:
        return Dual(f(u.value), df(u.value) * u.slope if u.slope else 0.0)
    except (ValueError, ZeroDivisionError, OverflowError):
        raise Undefined from None


def _sigmoid(t):
    return 1 / (1 + math.exp(-t)) if t > -700 else 0.0


def _sign(t):
    return (t > 0) - (t < 0)


FUNCTIONS = {
    "exp": (math.exp, math.exp),
    "log": (math.log, lambda t: 1 / t),
    "sqrt": (math.sqrt, lambda t: 0.5 / math.sqrt(t)),
    "sin": (math.sin, math.cos),
    "cos": (math.cos, lambda t: -math.sin(t)),
    "tan": (math.tan, lambda t: 1 + math.tan(t) ** 2),
    "atan": (math.atan, lambda t: 1 / (1 + t * t)),
    "sinh": (math.sinh, math.cosh),
    "cosh": (math.cosh, math.sinh),
    "tanh": (math.tanh, lambda t: 1 - math.tanh(t) ** 2),
    "erf": (math.erf, lambda t: 2 / math.sqrt(math.pi) * math.exp(-t * t)),
    "sigmoid": (_sigmoid, lambda t: _sigmoid(t) * (1 - _sigmoid(t))),
    "softplus": (lambda t: math.log1p(math.exp(t)), _sigmoid),
    "abs": (abs, _sign),
    "sign": (_sign, lambda t: 0.0),
    "factorial": (lambda t: math.gamma(t + 1), lambda t: math.nan),
    "gamma": (math.gamma, lambda t: math.nan),
}


def value(node: Term, context: Context, inputs: dict[Term, float]) -> float:
    """The value of a term where the inputs (symbols and family members) have these values."""
    result = _value(node, context, {k: Dual(v) for k, v in inputs.items()}).value
    if not math.isfinite(result):
        raise Undefined
    return result


def _value(node: Term, context: Context, known: dict[Term, Dual]) -> Dual:
    if node in known:
        return known[node]
    body = context.unfold(node)
    if body is not None:
        return _value(body, context, known)
    args = (
        []
        if node.head in ("derivative", "cases")
        else [_value(a, context, known) for a in node.args if node.head != "indexed"]
    )
    match node.head:
        case "number":
            return Dual(float(node.value))
        case "constant":
            return Dual({"pi": math.pi, "e": math.e}[node.value])
        case "add":
            return Dual(sum(a.value for a in args), sum(a.slope for a in args))
        case "neg":
            return Dual(-args[0].value, -args[0].slope)
        case "mul":
            return _product(args)
        case "div":
            return _product([args[0], _apply(lambda t: 1 / t, lambda t: -1 / t**2, args[1])])
        case "pow":
            return _power(node, args)
        case "call" if node.value == "delta":
            return Dual(float(args[0].value == args[1].value))
        case "call" if node.value in ("max", "min"):
            return (max if node.value == "max" else min)(args, key=lambda a: a.value)
        case "call":
            return _apply(*FUNCTIONS[node.value], args[0])
        case "derivative":
            return _derivative(node, context, known)
    raise Undefined(f"{node.head} in {node}")


def _product(factors):
    whole = Dual(1.0)
    for f in factors:
        whole = Dual(whole.value * f.value, whole.slope * f.value + whole.value * f.slope)
    return whole


def _power(node, args):
    count = literal(node.args[1])
    base, exponent = args
    if count is not None and count.denominator == 1:
        n = int(count)
        return _apply(lambda t: t**n, lambda t: n * t ** (n - 1), base)
    if base.value <= 0:
        raise Undefined
    log = math.log(base.value)
    result = math.exp(exponent.value * log)
    return Dual(result, result * (exponent.slope * log + exponent.value * base.slope / base.value))


def _derivative(node, context, known):
    expression, variable, *more = node.args
    if more:
        raise Undefined("higher derivatives are not for this route")
    at = _value(variable, context, known)
    moved = {k: Dual(v.value) for k, v in known.items()} | {variable: Dual(at.value, 1.0)}
    return Dual(_value(expression, context, moved).slope, math.nan)


def instances(term: Term, index: Term, values: range) -> list[Term]:
    """A term at each value of a free index."""
    return [substitute(term, {index: number(k)}) for k in values]
