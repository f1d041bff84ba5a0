"""Types of symbols: the values that a name ranges over.

A scalar's domain is an interval of the reals, perhaps only its integers, perhaps without some
points, or a finite set of rationals.  Families, functions, vectors and matrices are built on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from derive.model.term import Term


@dataclass(frozen=True, slots=True)
class Domain:
    """A set of real numbers with rational ends."""

    lower: Fraction | None = None
    """Greatest lower bound; None for −∞."""
    upper: Fraction | None = None
    """Least upper bound; None for ∞."""
    lower_open: bool = True
    """Whether the lower bound itself is left out."""
    upper_open: bool = True
    """Whether the upper bound itself is left out."""
    integer: bool = False
    """Whether only integers belong to it."""
    excluded: tuple[Fraction, ...] = ()
    """Points left out, such as 0 for the nonzero reals."""
    values: tuple[Fraction, ...] | None = None
    """All values in increasing order, when the set is finite; the other fields then follow."""

    def __contains__(self, value: Fraction) -> bool:
        if self.values is not None:
            return value in self.values
        if self.integer and value.denominator != 1:
            return False
        if value in self.excluded:
            return False
        return self._above_lower(value) and self._below_upper(value)

    def _above_lower(self, value: Fraction) -> bool:
        if self.lower is None:
            return True
        return value > self.lower or (value == self.lower and not self.lower_open)

    def _below_upper(self, value: Fraction) -> bool:
        if self.upper is None:
            return True
        return value < self.upper or (value == self.upper and not self.upper_open)

    @property
    def empty(self) -> bool:
        """Whether no value at all belongs to it."""
        if self.values is not None:
            return not self.values
        if self.lower is None or self.upper is None:
            return False
        if self.integer:
            first = -(-self.lower.numerator // self.lower.denominator)
            first += int(self.lower_open and first == self.lower)
            return not any(Fraction(n) in self for n in range(first, int(self.upper) + 1))
        if self.lower == self.upper:
            return self.lower not in self
        return self.lower > self.upper

    def __str__(self) -> str:
        if self.values is not None:
            return "{" + ", ".join(map(str, self.values)) + "}"
        if self.lower is None and self.upper is None:
            base = "integer" if self.integer else "real"
        elif self.lower == 0 and self.upper is None and self.lower_open:
            base = "positive integer" if self.integer else "positive"
        elif self.lower == 0 and self.upper is None:
            base = "nonnegative integer" if self.integer else "nonnegative"
        else:
            left = "(" if self.lower_open else "["
            right = ")" if self.upper_open else "]"
            low = "-oo" if self.lower is None else str(self.lower)
            high = "oo" if self.upper is None else str(self.upper)
            base = f"{left}{low}, {high}{right}" + (" integer" if self.integer else "")
        if self.excluded:
            base += " except " + ", ".join(map(str, self.excluded))
        return base


def interval(
    lower: int | Fraction | None, upper: int | Fraction | None, *, closed: bool = False
) -> Domain:
    """The reals between two ends (None for an infinite one), without the ends unless closed."""
    return Domain(
        None if lower is None else Fraction(lower),
        None if upper is None else Fraction(upper),
        not closed or lower is None,
        not closed or upper is None,
    )


def finite(*values: int | Fraction) -> Domain:
    """A finite set of rationals."""
    ordered = tuple(sorted({Fraction(v) for v in values}))
    if not ordered:
        return Domain(values=())
    return Domain(
        ordered[0],
        ordered[-1],
        False,
        False,
        all(v.denominator == 1 for v in ordered),
        (),
        ordered,
    )


REAL = Domain()
POSITIVE = Domain(lower=Fraction(0))
NONNEGATIVE = Domain(lower=Fraction(0), lower_open=False)
NEGATIVE = Domain(upper=Fraction(0))
NONZERO = Domain(excluded=(Fraction(0),))
UNIT = interval(0, 1)
BINARY = finite(0, 1)
INTEGER = Domain(integer=True)
POSITIVE_INTEGER = Domain(lower=Fraction(1), lower_open=False, integer=True)
NATURAL = Domain(lower=Fraction(0), lower_open=False, integer=True)

NAMED: dict[str, Domain] = {
    "real": REAL,
    "positive": POSITIVE,
    "nonnegative": NONNEGATIVE,
    "negative": NEGATIVE,
    "nonzero": NONZERO,
    "unit": UNIT,
    "binary": BINARY,
    "integer": INTEGER,
    "positive integer": POSITIVE_INTEGER,
    "natural": NATURAL,
}
"""The domains that have a name of their own in every notation."""


@dataclass(frozen=True, slots=True)
class Range:
    """The integers lower ≤ i ≤ upper; the ends are terms, so sizes may be symbolic."""

    lower: Term
    upper: Term

    def __str__(self) -> str:
        return f"{self.lower}..{self.upper}"


def unbounded(end: Term) -> bool:
    """Whether an end of a range is no number: infinity, or minus infinity."""
    inner = end.args[0] if end.head == "neg" else end
    return inner.head in ("symbol", "constant") and inner.value == "infinity"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One real number of a domain."""

    domain: Domain = REAL

    def __str__(self) -> str:
        return str(self.domain)


@dataclass(frozen=True, slots=True)
class Index:
    """An index: free, it stands for all of its range."""

    range: Range

    def __str__(self) -> str:
        return f"index in {self.range}"


@dataclass(frozen=True, slots=True)
class Vector:
    """A column of numbers v_1, …, v_size; the size is a term, so it may be symbolic."""

    size: Term
    element: Scalar = Scalar()

    @property
    def domain(self) -> Domain:
        """The domain of every one of its numbers."""
        return self.element.domain

    def __str__(self) -> str:
        return f"{_base(self.element)}^{_bracketed(self.size)}"


@dataclass(frozen=True, slots=True)
class Matrix:
    """A rectangle of numbers A_ij with so many rows and columns."""

    rows: Term
    columns: Term
    element: Scalar = Scalar()
    symmetric: bool = False
    """Whether A_ij = A_ji."""

    @property
    def domain(self) -> Domain:
        """The domain of every one of its numbers."""
        return self.element.domain

    def __str__(self) -> str:
        return f"{_base(self.element)}^({self.rows} x {self.columns})" + (
            " symmetric" if self.symmetric else ""
        )


def _base(element: Scalar) -> str:
    text = str(element)
    return f"({text})" if " " in text else text


def _bracketed(size: Term) -> str:
    return f"({size})" if size.args else str(size)


Value = Scalar | Vector | Matrix
"""What one symbol, family member, argument or function value may be."""


@dataclass(frozen=True, slots=True)
class Family:
    """Members x_i (or x_ij, …) of one type, one for each index of the ranges."""

    ranges: tuple[Range, ...]
    element: Value = Scalar()

    def __str__(self) -> str:
        return f"{self.element} for {', '.join(map(str, self.ranges))}"


@dataclass(frozen=True, slots=True)
class Function:
    """A function of numbers, vectors or matrices whose meaning, if any, is a definition."""

    arguments: tuple[Value, ...]
    result: Value = Scalar()
    lifted: str = ""
    """How it applies to arguments with more entries: `elementwise`, `rowwise`, or not at all."""

    def __str__(self) -> str:
        lifted = f", {self.lifted}" if self.lifted else ""
        return f"{', '.join(map(str, self.arguments))} -> {self.result}{lifted}"


Type = Scalar | Index | Vector | Matrix | Family | Function
