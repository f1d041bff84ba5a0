"""Carries derivations out. It never judges them."""

from derive.calculus.carrying_out import carry_out

__all__ = ["carry_out"]
