"""`assert_gradient`: a user's numerical gradient code against the formula.

The code is called with symbols in place of numbers.  What it writes down then is its own formula,
and that is proved.  Where its course depends on the numbers themselves, it is run at many points
with many digits and compared: then the result says that it was only compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from derive.shells.testing.arguments import given, paired
from derive.shells.testing.equality import passes, told
from derive.shells.testing.quantity import Untraceable

if TYPE_CHECKING:
    from derive.shells.python import Verdict
    from derive.shells.testing.comparing import Compared


@dataclass(frozen=True, slots=True)
class Gradient:
    """What is known about a gradient's code."""

    status: Literal["proved", "conditional", "compared"]
    """`compared`: the numbers agree at many points, which proves nothing."""
    conditions: tuple[Any, ...] = ()
    """Where code and formula agree if not everywhere, as SymPy relations."""
    verdicts: tuple[tuple[str, Verdict], ...] = ()
    """What the judge said, entry by entry."""
    reason: str = ""
    """Why it was only compared."""
    points: int = 0
    """At how many points it was compared."""
    digits: int = 0
    """To how many digits the numbers agree at the worst of them."""

    @property
    def proved(self) -> bool:
        """Whether code and formula were shown to be equal wherever both are defined."""
        return self.status != "compared"

    def __str__(self) -> str:
        if self.status == "compared":
            return (
                f"only compared, not proved: {self.reason}; "
                f"agrees at {self.points} points to {self.digits} digits"
            )
        where = f" where {', '.join(map(str, self.conditions))}" if self.conditions else ""
        return f"{self.status}{where}"


def assert_gradient(
    function: Callable[..., Any],
    formula: Any,
    arguments: Any = None,
    *,
    wrt: Any = None,
    assuming: Iterable[Any] = (),
    where: Mapping[Any, Any] | None = None,
    strict: bool = False,
    require_proof: bool = False,
    time_limit: float = 10.0,
    points: int = 32,
    tolerance: float = 1e-9,
) -> Gradient:
    """Show that gradient code computes what a formula says.

    `formula` is the gradient in SymPy: an expression, a matrix, or lists, tuples and dicts of
    them, shaped as the code's result.  With `wrt`, it is the quantity itself, and its derivatives
    with respect to these symbols are meant.  `arguments` are what to call the code with: symbols,
    or lists and arrays of symbols, in order or by name; without them each parameter is the symbol
    of its name in the formula.
    """
    __tracebackhide__ = True
    wanted = formula if wrt is None else _derivatives(formula, wrt)
    call_with = given(function, arguments, formula)
    known = list(assuming)
    try:
        entries = paired(call_with.traced(function), wanted)
        return _proved(entries, known, where, strict=strict, time_limit=time_limit)
    except Untraceable as problem:
        reason = str(problem)
    if require_proof:
        raise AssertionError(f"not proved: the code can't be traced, since {reason}")
    from derive.shells.testing.comparing import compared

    found: Compared = compared(
        function, call_with, wanted, known, where or {}, points=points, tolerance=tolerance
    )
    return Gradient("compared", reason=reason, points=found.points, digits=found.digits)


def _derivatives(quantity: Any, wrt: Any) -> Any:
    """The derivatives, not carried out, in the shape of what they are taken by."""
    import sympy

    if isinstance(wrt, Mapping):
        return {name: _derivatives(quantity, each) for name, each in wrt.items()}
    if isinstance(wrt, sympy.MatrixBase | sympy.NDimArray):
        return wrt.applyfunc(lambda v: sympy.Derivative(quantity, v))
    if isinstance(wrt, list | tuple) or hasattr(wrt, "tolist"):
        return [_derivatives(quantity, each) for each in wrt]
    return sympy.Derivative(quantity, wrt)


def _proved(
    entries: list[tuple[str, Any, Any]],
    assuming: list[Any],
    where: Mapping[Any, Any] | None,
    *,
    strict: bool,
    time_limit: float,
) -> Gradient:
    from derive.shells.python import prove

    __tracebackhide__ = True
    verdicts = []
    undecided = ""
    for name, code, formula in entries:
        found = prove(code, formula, assuming=assuming, where=where, time_limit=time_limit)
        verdicts.append((name, found))
        if found.status in ("unknown", "unread"):
            undecided = undecided or f"{name or 'it'} is {found.status}: {found.reason}"
        elif not passes(found, strict=strict):
            entry = f"entry {name}: " if name else ""
            raise AssertionError(
                f"{entry}code and formula differ\n{told(code, formula, found)}\n"
                "left is what the code computes, right the formula"
            )
    if undecided:
        raise Untraceable(undecided)
    conditions = tuple(dict.fromkeys(c for _, found in verdicts for c in found.conditions))
    status: Literal["proved", "conditional"] = "conditional" if conditions else "proved"
    return Gradient(status, conditions, tuple(verdicts))
