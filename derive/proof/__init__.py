"""Deciding relations exactly: proved, conditional, refuted, ill-formed or unknown, with evidence.

The one way in is `judge`.  This layer imports the model, python-flint and the standard library;
neither SymPy nor the calculus, so it is an independent route to what the engine carries out.
"""

from __future__ import annotations

from derive.proof.judge import judge

__all__ = ["judge"]
