"""The functions that every notation knows by name, and how many arguments each takes.

What a function *means* stands elsewhere, twice and independently: the calculus knows how to
differentiate it, the proof layer where it is defined and what it equals.
"""

from __future__ import annotations

ARITY: dict[str, tuple[int, int | None]] = {
    "exp": (1, 1),
    "log": (1, 1),
    "sqrt": (1, 1),
    "abs": (1, 1),
    "sign": (1, 1),
    "max": (1, None),
    "min": (1, None),
    "sin": (1, 1),
    "cos": (1, 1),
    "tan": (1, 1),
    "cot": (1, 1),
    "sec": (1, 1),
    "csc": (1, 1),
    "asin": (1, 1),
    "acos": (1, 1),
    "atan": (1, 1),
    "sinh": (1, 1),
    "cosh": (1, 1),
    "tanh": (1, 1),
    "asinh": (1, 1),
    "acosh": (1, 1),
    "atanh": (1, 1),
    "sigmoid": (1, 1),
    "softplus": (1, 1),
    "logit": (1, 1),
    "erf": (1, 1),
    "gamma": (1, 1),
    "factorial": (1, 1),
    "binomial": (2, 2),
    "delta": (2, 2),
}
"""Name → least and greatest number of arguments (None: any); `delta` is Kronecker's."""
