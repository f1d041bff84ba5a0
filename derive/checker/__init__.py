"""Takes a derivation to the prover, step by step, and reports."""

from derive.checker.checking import check

__all__ = ["check"]
