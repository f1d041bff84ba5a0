"""The derivative of each named function of one argument, as a term in its argument.

One row a function: f ↦ f'(u).  Kinks (abs, max, min) have the derivative they have on either
side; the prover says where that leaves a condition.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.model.term import ONE, TWO, Term, call, constant, div, mul, neg, power


def _over(bottom: Term) -> Term:
    return div(ONE, bottom)


def _sqrt(u: Term) -> Term:
    return call("sqrt", u)


FUNCTION_LAWS: dict[str, Callable[[Term], Term]] = {
    "exp": lambda u: call("exp", u),
    "log": lambda u: _over(u),
    "sqrt": lambda u: _over(mul(TWO, _sqrt(u))),
    "sigmoid": lambda u: mul(call("sigmoid", u), ONE - call("sigmoid", u)),
    "softplus": lambda u: call("sigmoid", u),
    "logit": lambda u: _over(mul(u, ONE - u)),
    "sin": lambda u: call("cos", u),
    "cos": lambda u: neg(call("sin", u)),
    "tan": lambda u: _over(power(call("cos", u), 2)),
    "cot": lambda u: neg(_over(power(call("sin", u), 2))),
    "sec": lambda u: mul(call("sec", u), call("tan", u)),
    "csc": lambda u: neg(mul(call("csc", u), call("cot", u))),
    "asin": lambda u: _over(_sqrt(ONE - power(u, 2))),
    "acos": lambda u: neg(_over(_sqrt(ONE - power(u, 2)))),
    "atan": lambda u: _over(ONE + power(u, 2)),
    "sinh": lambda u: call("cosh", u),
    "cosh": lambda u: call("sinh", u),
    "tanh": lambda u: ONE - power(call("tanh", u), 2),
    "asinh": lambda u: _over(_sqrt(power(u, 2) + 1)),
    "acosh": lambda u: _over(_sqrt(power(u, 2) - 1)),
    "atanh": lambda u: _over(ONE - power(u, 2)),
    "erf": lambda u: mul(div(TWO, _sqrt(constant("pi"))), call("exp", neg(power(u, 2)))),
    "abs": lambda u: call("sign", u),
}
"""Function name → u ↦ f'(u)."""
