"""Reports and diagnostics as plain JSON data, and back: what a cache keeps and workers send.

Every dataclass of the model and of the ground is written by its fields, so a new field or class
needs no line here.  Terms, contexts and all other objects stand once in a pool, each after what
it is made of, and refer to one another by their number there.  Reading back needs neither SymPy
nor any prover, builds nothing but these classes, and gives equal reports, or raises `ValueError`.
"""

from __future__ import annotations

import sys
from dataclasses import fields, is_dataclass
from fractions import Fraction
from importlib import import_module
from typing import Any

from derive.model.data import Data
from derive.model.derivation import Report
from derive.model.term import Term, make, subterms

_HOMES = ("derive.model.", "derive.ground.")
"""Where the classes live that may be written and read back."""

_PLAIN = (str, int, float, bool, type(None))


def packed(value: object) -> Data:
    """A value of the model as nested lists; raises `ValueError` for what is no plain data."""
    pool = _Writing()
    return {"value": pool.write(value), "classes": list(pool.classes), "pool": pool.entries}


def unpacked(data: Data) -> Any:
    """The value for its data; raises `ValueError` for anything else."""
    try:
        return _Reading(data["classes"], data["pool"]).read(data["value"])
    except (
        ArithmeticError, AttributeError, ImportError, LookupError, RecursionError, TypeError,
    ) as error:  # fmt: skip
        raise ValueError(f"this is no data of the model: {error}") from None


def reports_data(reports: tuple[Report, ...]) -> Data:
    """Reports as nested lists."""
    return packed(reports)


def reports_from(data: Data) -> tuple[Report, ...]:
    """The reports for their data; raises `ValueError` for anything else."""
    found = unpacked(data)
    if not isinstance(found, tuple) or not all(isinstance(each, Report) for each in found):
        raise ValueError("this is no tuple of reports")
    return found


class _Writing:
    """Fills a pool; an object that comes again is the number it got the first time."""

    def __init__(self) -> None:
        self.entries: list[Data] = []
        self.classes: dict[str, int] = {}
        self._numbers: dict[int, int] = {}
        self._kept: list[object] = []

    def write(self, value: object) -> Data:
        """One value: itself, a list with its kind first, or its number in the pool."""
        if isinstance(value, _PLAIN):
            return value
        if isinstance(value, tuple):
            return ["(", *map(self.write, value)]
        if isinstance(value, list):
            return ["[", *map(self.write, value)]
        if isinstance(value, dict):
            return ["{", *(self.write(each) for pair in value.items() for each in pair)]
        if isinstance(value, Fraction):
            return ["/", str(value)]
        return ["@", self._number(value)]

    def _number(self, value: object) -> int:
        known = self._numbers.get(id(value))
        if known is not None:
            return known
        if isinstance(value, Term):
            for node in subterms(value):
                if id(node) not in self._numbers:
                    self._add(node, self._term(node))
            return self._numbers[id(value)]
        kind = type(value)
        if not is_dataclass(value) or not kind.__module__.startswith(_HOMES):
            raise ValueError(f"{kind.__name__} is no data of the model")
        parts = [self.write(getattr(value, each.name)) for each in fields(value)]
        name = f"{kind.__module__}.{kind.__qualname__}"
        return self._add(value, [self.classes.setdefault(name, len(self.classes)), *parts])

    def _term(self, node: Term) -> Data:
        value = ["/", str(node.value)] if isinstance(node.value, Fraction) else node.value
        return [node.head, value, *(self._numbers[id(each)] for each in node.args)]

    def _add(self, value: object, entry: Data) -> int:
        self._numbers[id(value)] = number = len(self.entries)
        self._kept.append(value)
        self.entries.append(entry)
        return number


class _Reading:
    """Builds the objects of a pool in order."""

    def __init__(self, classes: Data, entries: Data) -> None:
        kinds = [_class(name) for name in classes]
        self._objects: list[Any] = []
        for first, *rest in entries:
            if isinstance(first, str):
                value, *args = rest
                built = make(first, tuple(self._objects[n] for n in args), self._term_value(value))
            else:
                built = kinds[first](*map(self.read, rest))
            self._objects.append(built)

    def read(self, data: Data) -> Any:
        """The value for its data."""
        if not isinstance(data, list):
            return data
        match data[0]:
            case "@":
                return self._objects[data[1]]
            case "(":
                return tuple(map(self.read, data[1:]))
            case "[":
                return list(map(self.read, data[1:]))
            case "{":
                values = list(map(self.read, data[1:]))
                return dict(zip(values[::2], values[1::2], strict=True))
            case "/":
                return Fraction(data[1])
        raise ValueError(f"{data[0]!r} begins no data")

    def _term_value(self, value: Data) -> str | Fraction | None:
        if isinstance(value, list):
            return Fraction(value[1])
        if value is None or isinstance(value, str):
            return value
        raise ValueError(f"{value!r} is no value of a term")


def _class(name: str) -> Any:
    """The dataclass with this full name, which has to be one of the model or of the ground."""
    module, _, attribute = name.rpartition(".")
    if not module.startswith(_HOMES):
        raise ValueError(f"{name} is no class of the model")
    home = sys.modules.get(module) or import_module(module)
    found = getattr(home, attribute)
    if not isinstance(found, type) or not is_dataclass(found) or found.__module__ != module:
        raise ValueError(f"{name} is no class of the model")
    return found
