"""Assertions for ordinary tests: an equality, a whole document, a gradient's code.

    from derive.testing import assert_equal, assert_derivation, assert_gradient

Each returns what was shown and raises `AssertionError` with the counterexample otherwise.
"""

from __future__ import annotations

from derive.shells.testing.derivations import assert_derivation
from derive.shells.testing.equality import assert_equal
from derive.shells.testing.gradients import Gradient, assert_gradient

__all__ = ["Gradient", "assert_derivation", "assert_equal", "assert_gradient"]
