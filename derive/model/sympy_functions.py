"""SymPy functions that SymPy lacks: sigmoid, softplus and logit, for use in models.

They stay as they are until asked: `rewrite(exp)` unfolds them, `diff` differentiates them.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Function
from sympy.core.function import ArgumentIndexError


class sigmoid(Function):  # type: ignore[misc]  # noqa: N801
    """σ(z) = 1/(1 + e^(−z)), with σ' = σ(1 − σ)."""

    nargs = 1
    is_real = True

    def fdiff(self, argindex: int = 1) -> Any:
        """The derivative."""
        if argindex != 1:
            raise ArgumentIndexError(self, argindex)
        return self * (1 - self)

    def _eval_rewrite_as_exp(self, z: Any, **_: Any) -> Any:
        return 1 / (1 + sympy.exp(-z))

    def _eval_evalf(self, prec: int) -> Any:
        return self.rewrite(sympy.exp)._eval_evalf(prec)


class softplus(Function):  # type: ignore[misc]  # noqa: N801
    """log(1 + e^z), whose derivative is the sigmoid."""

    nargs = 1
    is_real = True

    def fdiff(self, argindex: int = 1) -> Any:
        """The derivative."""
        if argindex != 1:
            raise ArgumentIndexError(self, argindex)
        return sigmoid(self.args[0])

    def _eval_rewrite_as_exp(self, z: Any, **_: Any) -> Any:
        return sympy.log(1 + sympy.exp(z))

    def _eval_evalf(self, prec: int) -> Any:
        return self.rewrite(sympy.exp)._eval_evalf(prec)


class logit(Function):  # type: ignore[misc]  # noqa: N801
    """log(p/(1 − p)) for 0 < p < 1, the inverse of the sigmoid."""

    nargs = 1

    def fdiff(self, argindex: int = 1) -> Any:
        """The derivative."""
        if argindex != 1:
            raise ArgumentIndexError(self, argindex)
        p = self.args[0]
        return 1 / (p * (1 - p))

    def _eval_rewrite_as_log(self, p: Any, **_: Any) -> Any:
        return sympy.log(p / (1 - p))

    def _eval_evalf(self, prec: int) -> Any:
        return self.rewrite(sympy.log)._eval_evalf(prec)
