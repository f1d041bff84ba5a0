"""NumPy arrays of quantities: NumPy's functions, entry by entry, on what is no float.

NumPy calls methods for most functions but compares and chooses with truth values; here those too
become operations of the quantities, so that `np.where(z > 0, z, 0)` keeps both cases.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from derive.shells.testing.quantity import BINARY, SYNONYMS, UNARY, Quantity, Untraceable

_KNOWN = {*BINARY, *UNARY, *SYNONYMS}


class Quantities(np.ndarray[Any, Any]):
    """An array of objects, each a quantity of one kind or a plain number."""

    kind: type[Quantity]

    def __array_finalize__(self, source: Any) -> None:
        if source is not None:
            self.kind = getattr(source, "kind", Quantity)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **more: Any) -> Any:
        return applied(self.kind, ufunc, method, inputs, more)

    def __array_function__(self, func: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if func is np.where and len(args) == 3:
            return _made(self.kind, _each(self.kind.choose, 3)(*map(plain, args)))
        if func is np.clip and len(args) == 3 and not kwargs:
            least = np.maximum(args[0], args[1])
            return np.minimum(least, args[2])
        return super().__array_function__(func, types, args, kwargs)

    def astype(self, dtype: Any, *args: Any, **kwargs: Any) -> Any:
        """Conditions become the numbers 1 and 0; a number stays what it is."""
        if np.issubdtype(dtype, np.integer) and not all(_is_condition(e) for e in self.flat):
            raise Untraceable("it rounds a number to an integer")
        return _made(self.kind, _each(lambda e: self.kind.operate("positive", e), 1)(plain(self)))


def quantities(kind: type[Quantity], entries: Any) -> Any:
    """An array with these entries, each turned by its place into a quantity of a kind."""
    found = np.empty(np.shape(entries), dtype=object)
    for place in np.ndindex(found.shape):
        found[place] = entries[place]
    return _made(kind, found)


def single(value: Quantity) -> Any:
    """An array of no dimension around one quantity."""
    found = np.empty((), dtype=object)
    found[()] = value
    array = found.view(Quantities)
    array.kind = type(value)
    return array


def applied(kind: type[Quantity], ufunc: Any, method: str, inputs: Any, more: Any) -> Any:
    """One of NumPy's functions on arrays of quantities."""
    out = more.pop("out", None)
    more.pop("dtype", None)
    more.pop("casting", None)
    if more.get("where", True) is not True:
        raise Untraceable("it uses where= in a NumPy function")
    more.pop("where", None)
    name = ufunc.__name__
    plains = [plain(each) for each in inputs]
    if name in _KNOWN:
        elementwise = _each(lambda *operands: kind.operate(name, *operands), ufunc.nin)
        result = getattr(elementwise, method)(*plains, **more)
    elif name == "matmul":
        result = getattr(ufunc, method)(*[np.asarray(p, dtype=object) for p in plains], **more)
    else:
        raise Untraceable(f"it uses {name}")
    if out is not None and out[0] is not None:
        out[0][...] = result
        return out[0]
    return _made(kind, result)


def plain(value: object) -> Any:
    """What NumPy does not hand back to us: an array without our class, a quantity inside one."""
    array: Any = single(value) if isinstance(value, Quantity) else value
    return array.view(np.ndarray) if isinstance(array, Quantities) else array


def _each(function: Any, count: int) -> Any:
    return np.frompyfunc(function, count, 1)


def _made(kind: type[Quantity], result: Any) -> Any:
    if not isinstance(result, np.ndarray):
        return result
    if not result.ndim:
        return result[()]
    found = result.astype(object, copy=False).view(Quantities)
    found.kind = kind
    return found


def _is_condition(entry: Any) -> bool:
    value = getattr(entry, "value", entry)
    return getattr(value, "head", "") in ("eq", "ne", "lt", "le", "gt", "ge", "and", "or", "not")
