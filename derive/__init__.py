"""Proof-checks the mathematics that people write down.

Importing the package loads nothing else: each public name is fetched when it is first used.
"""

from __future__ import annotations

from importlib import import_module

# As `typing` has it, which takes longer to load than all else that a small run needs.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from derive.calculus import carry_out as carry_out
    from derive.checker import check as check
    from derive.model.domain import BINARY as binary
    from derive.model.domain import INTEGER as integer
    from derive.model.domain import NATURAL as natural
    from derive.model.domain import NONNEGATIVE as nonnegative
    from derive.model.domain import NONZERO as nonzero
    from derive.model.domain import POSITIVE as positive
    from derive.model.domain import REAL as real
    from derive.model.domain import UNIT as unit
    from derive.model.domain import finite as finite
    from derive.model.domain import interval as interval
    from derive.model.sympy_functions import logit as logit
    from derive.model.sympy_functions import sigmoid as sigmoid
    from derive.model.sympy_functions import softplus as softplus
    from derive.readers import array_notation as arrays
    from derive.readers.authoring import Model as Model
    from derive.shells.python import Verdict as Verdict
    from derive.shells.python import prove as prove

__version__ = "0.1.0"

_HOMES = {
    "arrays": ("derive.readers.array_notation", ""),
    "Model": ("derive.readers.authoring", "Model"),
    "Verdict": ("derive.shells.python", "Verdict"),
    "prove": ("derive.shells.python", "prove"),
    "carry_out": ("derive.calculus", "carry_out"),
    "check": ("derive.checker", "check"),
    "binary": ("derive.model.domain", "BINARY"),
    "finite": ("derive.model.domain", "finite"),
    "integer": ("derive.model.domain", "INTEGER"),
    "interval": ("derive.model.domain", "interval"),
    "natural": ("derive.model.domain", "NATURAL"),
    "nonnegative": ("derive.model.domain", "NONNEGATIVE"),
    "nonzero": ("derive.model.domain", "NONZERO"),
    "logit": ("derive.model.sympy_functions", "logit"),
    "positive": ("derive.model.domain", "POSITIVE"),
    "real": ("derive.model.domain", "REAL"),
    "sigmoid": ("derive.model.sympy_functions", "sigmoid"),
    "softplus": ("derive.model.sympy_functions", "softplus"),
    "unit": ("derive.model.domain", "UNIT"),
}
"""Public name → where it lives: module and attribute, or the module itself."""

__all__ = [
    "Model",
    "Verdict",
    "__version__",
    "arrays",
    "binary",
    "carry_out",
    "check",
    "finite",
    "integer",
    "interval",
    "logit",
    "natural",
    "nonnegative",
    "nonzero",
    "positive",
    "prove",
    "real",
    "sigmoid",
    "softplus",
    "unit",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'derive' has no attribute {name!r}")
    module, attribute = home
    found = import_module(module)
    return getattr(found, attribute) if attribute else found


def __dir__() -> list[str]:
    return sorted(__all__)
