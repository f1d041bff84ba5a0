"""`derive.prove`: the judge for people who work in SymPy.

    >>> from sympy import symbols
    >>> from derive import prove
    >>> x = symbols("x")
    >>> prove((x**2 - 1)/(x - 1), x + 1).status
    'conditional'

SymPy expressions go in, SymPy expressions come out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sympy

from derive.ground.diagnostic import DeriveError
from derive.model import verdict as model
from derive.model.relation import Relation, equation
from derive.model.sympy_bridge import from_sympy, relation_from_sympy, relation_to_sympy, to_sympy
from derive.model.term import Term
from derive.shells import sympy_assumptions
from derive.shells.sympy_names import Names


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one claim, with its evidence in SymPy.

    It has no truth value, because "not refuted" and "proved" are not the same: ask `.status`, or
    `.holds` where equality under stated conditions will do.
    """

    status: model.Status
    """"proved", "conditional", "refuted", "ill-formed", "unread", "unknown" or "ambiguous"."""
    conditions: tuple[Any, ...] = ()
    """What has to hold beyond the domains, as SymPy relations; empty unless conditional."""
    discharged: tuple[tuple[Any, str], ...] = ()
    """Conditions that came up and were shown to hold, each with the fact that shows it."""
    counterexample: dict[Any, Any] | None = None
    """For a refuted claim: exact values at which the sides differ."""
    values: tuple[Any, Any] | None = None
    """For a refuted claim: a set around each side's value; the two sets are disjoint."""
    method: str = ""
    """The argument that decided it."""
    reason: str = ""
    """Why it is not proved."""
    laws: tuple[str, ...] = ()
    """Names of the laws used."""
    notes: tuple[str, ...] = ()
    """Further remarks."""
    seconds: float = 0.0
    """Time taken."""
    evidence: Callable[[], dict[str, Any] | None] = field(
        default=lambda: None, repr=False, compare=False
    )
    """Writes the certificate; it is written only when it is asked for."""

    @property
    def certificate(self) -> dict[str, Any] | None:
        """Enough to replay the verdict without search, as JSON data; None where there is none."""
        return self.evidence()

    @property
    def holds(self) -> bool:
        """Whether the sides were shown to be equal wherever both are defined."""
        return self.status in ("proved", "conditional")

    def __bool__(self) -> bool:
        raise TypeError("a verdict is no yes or no: ask .holds, or .status == 'proved'")


def prove(
    lhs: Any,
    rhs: Any,
    *,
    assuming: Iterable[Any] = (),
    where: Mapping[Any, Any] | None = None,
    time_limit: float = 10.0,
) -> Verdict:
    """Judge whether two SymPy expressions are equal.

    `assuming` holds relations taken as given, `where` gives symbols the sets that they range over.
    Assumptions that symbols carry are honoured; a symbol without any is real.  Raises `TypeError`
    or `ValueError`, with what to do, for input that makes no sense.
    """
    sides = _expression(lhs, "lhs"), _expression(rhs, "rhs")
    givens = _assumptions(assuming)
    limit = _limit(time_limit)
    if where is not None and not isinstance(where, Mapping):
        raise TypeError("where= is a dict {symbol: set}, such as {x: Interval.open(0, 1)}")
    names = Names(where or {})
    try:
        for expression in (*sides, *givens):
            names.indices(expression)
        for expression in (*sides, *givens):
            names.visit(expression)
        claim = equation(*(from_sympy(side, as_written=True) for side in sides))
        known = [each for given in givens for each in _relations(given, names)]
    except DeriveError as error:
        if error.diagnostic.code == "inexact-number":
            raise ValueError(f"{error.diagnostic.message}; {error.diagnostic.help}") from None
        return Verdict("unread", reason=error.diagnostic.message)
    from derive.proof import judge

    context = names.context.assume(*known)
    found = judge(claim, context, time_limit=limit)

    def evidence() -> dict[str, Any] | None:
        from derive.checker.evidence import evidenced

        return evidenced(found, claim, context).certificate

    return _in_sympy(found, names.objects, evidence)


def _relations(given: Any, names: Names) -> tuple[Relation, ...]:
    """What an assumption says; a symmetric matrix is one by its type."""
    if not sympy_assumptions.is_predicate(given):
        return (relation_from_sympy(given, as_written=True),)
    name = sympy_assumptions.symmetric_name(given)
    if name is None:
        return sympy_assumptions.relations(given)
    names.symmetric(name)
    return ()


def _expression(value: Any, name: str) -> Any:
    if isinstance(value, str):
        raise TypeError(f"{name} is the text {value!r}; give a SymPy expression")
    if isinstance(value, bool):
        raise TypeError(f"{name} is {value}; give a SymPy expression (== compares in Python)")
    try:
        expression = sympy.sympify(value, strict=True)
    except sympy.SympifyError:
        raise TypeError(
            f"{name} is {value!r}, a {type(value).__name__}; give a SymPy expression"
        ) from None
    if isinstance(expression, sympy.logic.boolalg.Boolean) and not isinstance(
        expression, sympy.Symbol
    ):
        raise TypeError(f"{name} is the statement {expression}; give its two sides as lhs and rhs")
    if isinstance(expression, sympy.MatrixBase):
        return sympy.ImmutableMatrix(expression)
    if not isinstance(expression, sympy.Expr):
        raise TypeError(f"{name} is {expression}; give a SymPy expression of numbers or matrices")
    return expression


def _assumptions(assuming: Any) -> list[Any]:
    if isinstance(assuming, sympy.Basic | str) or not isinstance(assuming, Iterable):
        raise TypeError("assuming= is a list of SymPy relations, such as [x > 0, Ne(y, 1)]")
    found: list[Any] = []
    for given in assuming:
        if isinstance(given, bool):
            raise TypeError(f"assuming= holds {given}: == compares in Python; write Eq(a, b)")
        if given == sympy.false:
            raise ValueError("an assumption is false by itself, so anything would follow")
        if isinstance(given, sympy.And):
            found += _assumptions(given.args)
        elif isinstance(given, sympy.core.relational.Relational):
            found.append(given)
        elif sympy_assumptions.is_predicate(given):
            found.append(sympy_assumptions.checked(given))
        elif given != sympy.true:
            raise TypeError(f"the assumption {given} is no relation such as x > 0 or Eq(a, b)")
    return found


def _limit(seconds: Any) -> float:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise TypeError(f"time_limit= is a number of seconds, not {seconds!r}")
    if not (seconds > 0 and math.isfinite(seconds)):
        raise ValueError(f"time_limit= is a positive number of seconds, not {seconds}")
    return float(seconds)


def _in_sympy(
    found: model.Verdict,
    objects: Mapping[str, Any],
    evidence: Callable[[], dict[str, Any] | None],
) -> Verdict:
    def expression(node: Term) -> Any:
        return to_sympy(node, objects)

    def relation(given: Relation) -> Any:
        return relation_to_sympy(given, objects)

    refuted = found.status == "refuted"
    point = {expression(name): expression(value) for name, value in found.counterexample}
    return Verdict(
        found.status,
        tuple(map(relation, found.conditions)),
        tuple((relation(each.condition), each.by) for each in found.discharged),
        point if refuted else None,
        None if found.values is None else (_set(found.values[0]), _set(found.values[1])),
        found.method,
        found.reason,
        found.laws,
        found.notes,
        found.seconds,
        evidence,
    )


def _set(enclosure: model.Enclosure) -> Any:
    lower, upper = sympy.Rational(enclosure.lower), sympy.Rational(enclosure.upper)
    return sympy.Interval(lower, upper)
