"""`assert_equal`: two SymPy expressions that have to be equal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from derive.shells.python import Verdict


def assert_equal(
    lhs: Any,
    rhs: Any,
    *,
    assuming: Iterable[Any] = (),
    where: Mapping[Any, Any] | None = None,
    strict: bool = False,
    time_limit: float = 10.0,
) -> Verdict:
    """Prove that two expressions are equal and return the verdict, or fail with the reason.

    Equality under conditions, such as x ≠ 0, passes unless `strict`; the verdict says which.
    """
    from derive.shells.python import prove

    __tracebackhide__ = True
    found = prove(lhs, rhs, assuming=assuming, where=where, time_limit=time_limit)
    if not passes(found, strict=strict):
        raise AssertionError(told(lhs, rhs, found))
    return found


def passes(found: Verdict, *, strict: bool) -> bool:
    """Whether a verdict is enough for a test."""
    return found.status == "proved" or (found.status == "conditional" and not strict)


def told(lhs: Any, rhs: Any, found: Verdict) -> str:
    """Why a test fails, in lines."""
    lines = [f"{found.status}: {lhs} = {rhs}"]
    if found.conditions:
        lines.append(f"holds only where {', '.join(map(str, found.conditions))}")
    if found.counterexample is not None:
        at = ", ".join(f"{name} = {value}" for name, value in found.counterexample.items())
        lines.append(f"at {at}:" if at else "everywhere:")
        if found.values is not None:
            lines += [
                f"  {side}  {_shown(value)}"
                for side, value in zip(("left ", "right"), found.values, strict=True)
            ]
    elif found.reason:
        lines.append(found.reason)
    return "\n".join((*lines, *found.notes))


def _shown(value: Any) -> str:
    """A value that lies in an interval: exactly, or by its middle and how well that is known."""
    lower, upper = value.args[:2] if len(value.args) >= 2 else (value.args[0],) * 2
    if lower == upper:
        return str(lower)
    return f"{float(lower):.12g}"
