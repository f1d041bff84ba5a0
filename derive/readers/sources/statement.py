"""Statements of a declaration block, as data: what is said, its mathematics left as written.

    let w_i, x_i : real for i in 1..2
    let f : real^d -> (0, 1), rowwise
    def \\sigma(t) := 1/(1 + e^{-t})
    alias \\mathrm{X} = X
    assume i \\neq j
    end assume
    derivative \\delta
    option layout = numerator

Names, bounds, shapes and right sides are excerpts: only the reader of mathematics knows what they
mean.  The types are a neutral tree for the same reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from derive.readers.sources.excerpt import Excerpt

Lifting = Literal["rowwise", "elementwise"]


@dataclass(frozen=True, slots=True)
class NamedType:
    """Real numbers with a well-known restriction."""

    name: str
    """`real`, `positive`, `nonnegative`, `negative`, `nonzero`, `unit`, `binary`, `integer`,
    `positive integer`, `natural`: the keys of `derive.model.domain.NAMED`."""


@dataclass(frozen=True, slots=True)
class IntervalType:
    """The numbers between two ends, such as `(0, 1)` or `[0, \\infty)`."""

    lower: Excerpt
    """The lower end as written, perhaps `-\\infty` or `-oo`."""
    upper: Excerpt
    """The upper end as written."""
    lower_open: bool
    """Whether the lower end itself is left out."""
    upper_open: bool
    """Whether the upper end itself is left out."""
    integer: bool = False
    """Whether only integers belong to it."""


@dataclass(frozen=True, slots=True)
class SetType:
    """A finite set, such as `{0, 1}`."""

    members: tuple[Excerpt, ...]
    """The members as written."""


@dataclass(frozen=True, slots=True)
class IndexType:
    """An index that ranges over integers: `index`, `index 1..N` or `index in 1..N`."""

    lower: Excerpt | None = None
    """The first value, if a range is given."""
    upper: Excerpt | None = None
    """The last value, if a range is given."""


Entries = NamedType | IntervalType | SetType


@dataclass(frozen=True, slots=True)
class ArrayType:
    """Vectors `real^d` and matrices `real^(N x d)`."""

    entries: Entries
    """The values of each entry."""
    shape: tuple[Excerpt, ...]
    """One size for a vector, two for a matrix, as written."""


Values = Entries | ArrayType


@dataclass(frozen=True, slots=True)
class FunctionType:
    """Functions, such as `real^d, real -> (0, 1), rowwise`."""

    arguments: tuple[Values | IndexType, ...]
    """The type of each argument."""
    result: Values
    """The type of the values."""
    lifting: Lifting | None = None
    """How it applies to larger arguments, if said."""


TypeText = Values | IndexType | FunctionType


@dataclass(frozen=True, slots=True)
class Clause:
    """`for i in 1..N`: a family's index and its range."""

    index: Excerpt
    """The index as written."""
    lower: Excerpt
    """The first value as written."""
    upper: Excerpt
    """The last value as written."""


@dataclass(frozen=True, slots=True)
class Let:
    """`let NAMES : TYPE for i in 1..N, j in 1..d`."""

    whole: Excerpt
    names: tuple[Excerpt, ...]
    """Each name as written, such as `w_i` or `\\mathbf{x}_i`."""
    type: TypeText
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Def:
    """`def LEFT := RIGHT`."""

    whole: Excerpt
    left: Excerpt
    right: Excerpt


@dataclass(frozen=True, slots=True)
class Alias:
    """`alias NEW = OLD`: two ways to write one thing."""

    whole: Excerpt
    new: Excerpt
    old: Excerpt


@dataclass(frozen=True, slots=True)
class Assume:
    """`assume RELATION`, in force until `end assume` or the end of its section."""

    whole: Excerpt
    relation: Excerpt


@dataclass(frozen=True, slots=True)
class EndAssume:
    """`end assume`: assumptions made in blocks or marks of this section end here."""

    whole: Excerpt


@dataclass(frozen=True, slots=True)
class DerivativeSign:
    """`derivative \\delta, D`: signs that this author writes for the derivative."""

    whole: Excerpt
    signs: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """`option KEY = VALUE`, one of `OPTIONS`."""

    whole: Excerpt
    key: str
    value: str


Statement = Let | Def | Alias | Assume | EndAssume | DerivativeSign | Option

OPTIONS: dict[str, tuple[str, ...]] = {
    "layout": ("denominator", "numerator", "jacobian"),
    "prime": ("derivative", "transpose"),
    "log": ("natural", "2", "10"),
}
"""The options of a document with their values; the first value is the one without the option."""
