"""Proof-checks the mathematics that people write down.

Importing the package loads nothing else: each public name is fetched when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from derive.model.verdict import Verdict as Verdict
    from derive.readers.authoring import Model as Model
    from derive.shells.python import prove as prove

__version__ = "0.1.0"

_HOMES = {
    "Model": "derive.readers.authoring",
    "Verdict": "derive.shells.python",
    "prove": "derive.shells.python",
}

__all__ = ["Model", "Verdict", "__version__", "prove"]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'derive' has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
