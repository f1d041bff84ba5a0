"""Numbers that a user's numerical code can be called with instead of floats.

Code written for NumPy works on anything that adds, multiplies and has methods such as `exp`: that
is what NumPy asks of the objects in its arrays.  A quantity has them all.  What they do stands in
one table for each kind: `traced` writes down what the code does, `precise` carries it out with
many digits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import isfinite
from typing import Any, ClassVar

BINARY = (
    "add", "subtract", "multiply", "divide", "power", "maximum", "minimum",
    "greater", "greater_equal", "less", "less_equal", "equal", "not_equal",
    "logical_and", "logical_or",
)  # fmt: skip
UNARY = (
    "negative", "positive", "absolute", "sign", "square", "reciprocal", "sqrt", "exp", "expm1",
    "log", "log1p", "log2", "log10", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh",
    "cosh", "tanh", "arcsinh", "arccosh", "arctanh", "logical_not", "conjugate",
)  # fmt: skip
SYNONYMS = {
    "true_divide": "divide", "fmax": "maximum", "fmin": "minimum", "fabs": "absolute",
    "float_power": "power", "bitwise_and": "logical_and", "bitwise_or": "logical_or",
    "invert": "logical_not", "abs": "absolute",
}  # fmt: skip
"""NumPy's other names for the same."""

_DIGITS = 15
"""A float that needs more was rounded, so the decimal that it prints as is not what was meant."""


class Untraceable(BaseException):
    """The code does something that depends on the numbers themselves.

    No `Exception`, since the code under test may catch those and go another way.
    """


class Quantity:
    """A number of some kind."""

    __slots__ = ("value",)

    TABLE: ClassVar[Mapping[str, Callable[..., Any]]] = {}
    """What each operation does to the values of operands."""

    def __init__(self, value: Any) -> None:
        self.value = value

    @classmethod
    def lift(cls, other: object) -> Any:
        """The value of an operand; raises `TypeError` for what is no number."""
        raise NotImplementedError

    @classmethod
    def operate(cls, name: str, *operands: object) -> Any:
        """One operation of the table."""
        name = SYNONYMS.get(name, name)
        if name not in cls.TABLE:
            raise Untraceable(f"it uses {name}")
        return cls.wrapped(cls.TABLE[name](*map(cls.lift, operands)))

    @classmethod
    def wrapped(cls, value: Any) -> Any:
        """A result as a quantity again."""
        return cls(value)

    @classmethod
    def choose(cls, condition: Any, then: Any, otherwise: Any) -> Any:
        """One of two numbers, by a condition."""
        raise NotImplementedError

    def _binary(self, name: str, one: object, other: object) -> Any:
        try:
            return self.operate(name, one, other)
        except TypeError:
            return NotImplemented

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **more: Any) -> Any:
        from derive.shells.testing.arrays import applied

        return applied(type(self), ufunc, method, inputs, more)

    def astype(self, dtype: Any) -> Any:
        """As the scalars of NumPy have it: a condition becomes 1 or 0."""
        from derive.shells.testing.arrays import single

        return single(self).astype(dtype)

    def __array_function__(self, func: Any, types: Any, args: Any, kwargs: Any) -> Any:
        from derive.shells.testing.arrays import single

        return func(*(single(a) if isinstance(a, Quantity) else a for a in args), **kwargs)

    def __hash__(self) -> int:
        return id(self)


def _give_operators() -> None:
    """The operators of Python and the methods that NumPy calls on the objects in its arrays."""
    spelt = {
        "add": "add", "sub": "subtract", "mul": "multiply", "truediv": "divide", "pow": "power",
        "and": "logical_and", "or": "logical_or",
    }  # fmt: skip
    for short, name in spelt.items():

        def straight(self: Quantity, other: object, name: str = name) -> Any:
            return self._binary(name, self, other)

        def reflected(self: Quantity, other: object, name: str = name) -> Any:
            return self._binary(name, other, self)

        setattr(Quantity, f"__{short}__", straight)
        setattr(Quantity, f"__r{short}__", reflected)
    compared = {
        "gt": "greater", "ge": "greater_equal", "lt": "less", "le": "less_equal", "eq": "equal",
        "ne": "not_equal",
    }  # fmt: skip
    for short, name in compared.items():

        def comparison(self: Quantity, other: object, name: str = name) -> Any:
            return self._binary(name, self, other)

        setattr(Quantity, f"__{short}__", comparison)
    for name in UNARY:

        def method(self: Quantity, name: str = name) -> Any:
            return self.operate(name, self)

        setattr(Quantity, name, method)
    alone = {"neg": "negative", "pos": "positive", "abs": "absolute", "invert": "logical_not"}
    for short, name in alone.items():

        def sign(self: Quantity, name: str = name) -> Any:
            return self.operate(name, self)

        setattr(Quantity, f"__{short}__", sign)


_give_operators()


def exact(value: object) -> Fraction:
    """The rational that a number stands for; a float stands for the decimal that it prints as."""
    if isinstance(value, Fraction):
        return value
    index = getattr(value, "__index__", None)
    if index is not None:
        return Fraction(index())
    convert = getattr(value, "__float__", None)
    if convert is None or isinstance(value, Quantity | str):
        raise TypeError(f"{type(value).__name__} is no number")
    found = float(convert())
    if not isfinite(found):
        raise Untraceable(f"it computes with {found}")
    return Fraction(repr(found))


def is_rounded(value: object) -> bool:
    """Whether a float has so many digits that it must have come from rounding."""
    if isinstance(value, int | Fraction) or hasattr(value, "__index__"):
        return False
    mantissa = repr(float(value)).partition("e")[0]  # type: ignore[arg-type]
    return len(mantissa.replace(".", "").replace("-", "").strip("0")) > _DIGITS
