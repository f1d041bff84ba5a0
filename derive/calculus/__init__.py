"""Carries derivations out. It never judges them."""

from __future__ import annotations

from derive.model.derivation import Derivation
from derive.model.problem import Problem

__all__ = ["carry_out"]


def carry_out(problem: Problem) -> Derivation:
    """Carry a problem's goals out; raises `DeriveError` where one can't be.

    SymPy is loaded here, not before, so that the table of rules can be read without it.
    """
    from derive.calculus.carrying_out import carry_out

    return carry_out(problem)
