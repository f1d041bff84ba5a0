"""What else decides equalities: SymPy, Math-Verify, z3, each as one would use it.

A peer is asked `left = right` about SymPy expressions with their assumptions (real, positive,
integer, …) and answers yes, no or unknown.  SymPy cannot be told 0 < a < 1 or y ∈ {0, 1}; z3 is,
through the context.  Math-Verify says only True or False, so what it cannot show is a "no".
"""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import sympy

from derive.model.context import Context

YES, NO, UNKNOWN, NOT_ASKED = "yes", "no", "unknown", "not asked"

Method = Callable[[Any, Any, Context], str]


@dataclass(frozen=True)
class Peer:
    """One other way to decide an equality."""

    name: str
    ask: Method
    needs: str = ""
    """The package that it comes with, if that is not SymPy."""

    @property
    def installed(self) -> bool:
        """Whether it can be asked here."""
        return not self.needs or importlib.util.find_spec(self.needs) is not None

    def warm_up(self) -> None:
        """Answer two small questions, so that tables and lazy imports are in place."""
        x, p = sympy.Symbol("warm_x", real=True), sympy.Symbol("warm_p", positive=True)
        left = (1 + sympy.exp(-x)) ** -1 + p
        self.ask(left, 1 - 1 / (1 + sympy.exp(x)) + p, Context())
        left = sympy.log(p**2) + sympy.cos(2 * x)
        self.ask(left, 2 * sympy.log(p) + 2 * sympy.cos(x) ** 2, Context())


def simplify(left: Any, right: Any, _: Context) -> str:
    """`simplify(left - right) == 0`; another number is a "no", anything else is unknown."""
    rest = sympy.simplify(left - right)
    if rest == 0:
        return YES
    return NO if rest.is_number and rest.is_nonzero else UNKNOWN


def equals(left: Any, right: Any, _: Context) -> str:
    """`left.equals(right)`."""
    return {True: YES, False: NO, None: UNKNOWN}[left.equals(right)]


def _verifier() -> Callable[..., bool]:
    """Math-Verify's comparison, without its warning that the time limit is ours to hold."""
    import math_verify

    logging.getLogger("math_verify").setLevel(logging.ERROR)
    return cast(Callable[..., bool], math_verify.verify)


def math_verify(left: Any, right: Any, _: Context) -> str:
    """`verify` on SymPy expressions; the worker's time limit takes the place of its own."""
    verify = _verifier()
    return YES if verify(left, right, timeout_seconds=None) else NO


def math_verify_latex(left: Any, right: Any, _: Context) -> str:
    """`verify(parse(…), parse(…))` on the LaTeX that SymPy prints for the two sides."""
    from math_verify import parse

    verify = _verifier()
    gold, target = (
        parse(f"${sympy.latex(side, ln_notation=True)}$", parsing_timeout=None)
        for side in (left, right)
    )
    return YES if verify(gold, target, timeout_seconds=None) else NO


def z3(left: Any, right: Any, context: Context) -> str:
    """z3 on real arithmetic, with other functions as unknowns of which some facts are stated."""
    from z3_encoding import decide

    return decide(left, right, context)


PEERS = (
    Peer("simplify", simplify),
    Peer("equals", equals),
    Peer("math-verify", math_verify, "math_verify"),
    Peer("math-verify-latex", math_verify_latex, "math_verify"),
    Peer("z3", z3, "z3"),
)
USUAL = ("simplify", "equals", "math-verify", "z3")
"""Those asked unless others are named; Math-Verify by way of LaTeX takes ten times as long."""
