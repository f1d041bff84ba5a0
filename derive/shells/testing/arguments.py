"""What a user's code is called with, and how its result is laid beside the formula."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy

from derive.model import term as t
from derive.model.sympy_bridge import to_sympy
from derive.shells.testing.quantity import Quantity, Untraceable
from derive.shells.testing.traced import Traced, number


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of the code, with symbols where its numbers go."""

    positional: tuple[Any, ...]
    named: Mapping[str, Any]

    @property
    def symbols(self) -> tuple[Any, ...]:
        """Every symbol, once, in order."""
        found = dict.fromkeys(
            s for each in (*self.positional, *self.named.values()) for s in _symbols(each)
        )
        return tuple(found)

    def call(self, function: Callable[..., Any], value: Callable[[Any], Any]) -> Any:
        """The code's result with a value for each symbol."""
        positional = [_filled(each, value) for each in self.positional]
        named = {name: _filled(each, value) for name, each in self.named.items()}
        return function(*positional, **named)

    def traced(self, function: Callable[..., Any]) -> Any:
        """The code's result as SymPy expressions, exactly as it computes them."""
        names = {str(symbol): symbol for symbol in self.symbols}
        try:
            result = self.call(function, lambda s: Traced(t.symbol(str(s))))
        except Untraceable:
            raise
        except Exception as error:
            # NumPy and others turn the refusal of a symbol into errors of many kinds.
            cause: BaseException | None = error
            while cause is not None and not isinstance(cause, Untraceable):
                cause = cause.__cause__ or cause.__context__
            reason = str(cause or f"{type(error).__name__}: {error}")
            raise Untraceable(reason) from error
        return _mapped(result, lambda e: to_sympy(number(Traced.lift(e)), names))


def given(function: Callable[..., Any], arguments: Any, formula: Any) -> Arguments:
    """The arguments as a user gave them, or by the names of the code's parameters."""
    if arguments is None:
        known = {str(s): s for s in _symbols(formula)}
        parameters = inspect.signature(function).parameters.values()
        named = {p.name: known[p.name] for p in parameters if p.name in known}
        missing = [p.name for p in parameters if p.name not in known and p.default is p.empty]
        if missing:
            raise TypeError(
                f"the formula has no symbol called {missing[0]}: give arguments=, "
                f"the symbols to call {getattr(function, '__name__', 'the code')} with"
            )
        return Arguments((), named)
    if isinstance(arguments, Mapping):
        return Arguments((), dict(arguments))
    if isinstance(arguments, list | tuple):
        return Arguments(tuple(arguments), {})
    raise TypeError("arguments= is a list in the order of the parameters, or a dict by name")


def _nested(value: Any) -> Any:
    """Arrays and matrices as nested lists; None for a single entry."""
    if isinstance(value, sympy.MatrixBase | sympy.NDimArray):
        return value.tolist()
    if isinstance(value, list | tuple):
        return list(value)
    if getattr(value, "ndim", None) and hasattr(value, "tolist"):
        # Not tolist(): it would turn NumPy's numbers into Python's, and those know no `.exp()`.
        return list(value)
    return None


def _symbols(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        value = list(value.values())
    entries = _nested(value)
    if entries is not None:
        for each in entries:
            yield from _symbols(each)
    elif isinstance(value, sympy.Basic):
        yield from sorted(value.free_symbols, key=str)


def _filled(value: Any, fill: Callable[[Any], Any]) -> Any:
    """An argument with each symbol replaced; a matrix or array becomes an array of NumPy."""
    if isinstance(value, sympy.Symbol):
        return fill(value)
    if isinstance(value, Mapping):
        return {name: _filled(each, fill) for name, each in value.items()}
    entries = _nested(value)
    if entries is None:
        if isinstance(value, sympy.Basic):
            if value.free_symbols:
                raise TypeError(f"an argument is {value}; give plain symbols, or numbers")
            return int(value) if value.is_Integer else float(value)
        return value
    if not any(True for _ in _symbols(value)):
        return value if hasattr(value, "ndim") else entries
    filled = [_filled(each, fill) for each in entries]
    return _array(filled)


def _array(entries: list[Any]) -> Any:
    """An array of NumPy, where it is installed; of floats, or of our own numbers."""
    try:
        import numpy as np
    except ImportError:
        return entries
    kind = next((type(e) for e in _leaves(entries) if isinstance(e, Quantity)), None)
    if kind is None:
        return np.array(entries)
    from derive.shells.testing.arrays import quantities

    shape = _shape(entries)
    found = np.empty(shape, dtype=object)
    for place in np.ndindex(shape):
        entry: Any = entries
        for index in place:
            entry = entry[index]
        found[place] = entry
    return quantities(kind, found)


def _leaves(entries: Any) -> Iterator[Any]:
    if isinstance(entries, list) or getattr(entries, "ndim", None):
        for each in entries:
            yield from _leaves(each)
    else:
        yield entries


def _shape(entries: Any) -> tuple[int, ...]:
    if isinstance(entries, list) or getattr(entries, "ndim", None):
        return (len(entries), *(_shape(entries[0]) if len(entries) else ()))
    return ()


def _mapped(value: Any, change: Callable[[Any], Any]) -> Any:
    """A result with each number changed, its arrays as nested lists."""
    if isinstance(value, Mapping):
        return {name: _mapped(each, change) for name, each in value.items()}
    entries = _nested(value)
    if entries is not None:
        return [_mapped(each, change) for each in entries]
    if getattr(value, "ndim", None) == 0 and hasattr(value, "item"):
        value = value.item()
    try:
        return change(value)
    except TypeError:
        raise TypeError(f"the code gives {value!r}, which is no number") from None


def paired(result: Any, wanted: Any, name: str = "") -> list[tuple[str, Any, Any]]:
    """Each entry of the result with the formula's, and its place in words."""
    if isinstance(wanted, Mapping):
        if not isinstance(result, Mapping) or set(result) != set(wanted):
            raise AssertionError(f"{name or 'the code'} gives {_described(result)}, the formula "
                                 f"entries {', '.join(map(str, wanted))}")  # fmt: skip
        return [p for k in wanted for p in paired(result[k], wanted[k], f"{name}[{k!r}]")]
    entries = _nested(wanted)
    if entries is None:
        if isinstance(result, list | Mapping):
            raise AssertionError(
                f"{name or 'the code'} gives {_described(result)}, the formula a single number"
            )
        return [(name, result, sympy.sympify(wanted))]
    if _is_column(wanted) and isinstance(result, list) and not isinstance(result[0], list):
        entries = [row[0] for row in entries]
    if not isinstance(result, list) or len(result) != len(entries):
        raise AssertionError(
            f"{name or 'the code'} gives {_described(result)}, the formula {len(entries)} entries"
        )
    pairs = zip(result, entries, strict=True)
    return [p for i, (r, w) in enumerate(pairs) for p in paired(r, w, f"{name}[{i}]")]


def _is_column(wanted: Any) -> bool:
    return isinstance(wanted, sympy.MatrixBase) and wanted.cols == 1


def _described(result: Any) -> str:
    if isinstance(result, list):
        return f"{len(result)} entries"
    if isinstance(result, Mapping):
        return f"entries {', '.join(map(str, result))}"
    return "a single number"


def as_number(value: Any) -> Any:
    """A number of a result, for comparing: exact, precise or a float."""
    if isinstance(value, Quantity):
        return value.value
    if isinstance(value, int | Fraction):
        return Fraction(value)
    return float(value)


def numbers(result: Any) -> Any:
    """A result with plain numbers in it."""
    return _mapped(result, as_number)
