"""The labelled cases, read for the judge and for its peers.

Each line of `identities.jsonl` holds one equality: two SymPy `srepr` strings, a domain for every
symbol, and the verdict that was set by hand.  Peers get the SymPy expressions, the judge gets
terms in a context.  The index ranges that the file leaves implicit are those of the sums that a
family or a free index meets.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import sympy
from ranges import Meeting
from sympy.core.symbol import Str
from sympy.functions.elementary.piecewise import ExprCondPair
from sympy.matrices.expressions.matexpr import MatrixElement

from derive.model import domain as d
from derive.model.context import Context
from derive.model.relation import Relation, equation
from derive.model.sympy_bridge import from_sympy

IDENTITIES = Path(__file__).resolve().parent.parent.parent / "shared/cases/identities.jsonl"
"""The cases stand beside the repository, not in it."""

FAMILIES = {
    "a": "logistic regression",
    "b": "sigmoid and friends",
    "c": "softmax",
    "d": "rational",
    "e": "assumptions",
    "f": "trigonometric",
    "g": "sums and matrices",
    "h": "near-misses",
    "i": "nasty",
    "j": "deep compositions",
}

DISPUTED = {
    "e09": "sqrt(x*y) = sqrt(x)*sqrt(y) over the reals is labelled refuted, but both sides are "
    "defined only where x ≥ 0 and y ≥ 0, and equal there: conditional by SEMANTICS.md §3",
}
"""Cases with a label that contradicts the contract, and why; they are counted apart."""

_DOMAINS = {
    "real": d.REAL,
    "pos": d.POSITIVE,
    "nonneg": d.NONNEGATIVE,
    "unit": d.UNIT,
    "nonzero": d.NONZERO,
    "bin": d.BINARY,
    "int": d.INTEGER,
    "posint": d.POSITIVE_INTEGER,
}


@dataclass(frozen=True)
class Case:
    """One equality with its label, as SymPy expressions and as a claim in a context."""

    name: str
    family: str
    expected: str
    text: str
    left: Any
    right: Any
    claim: Relation
    context: Context

    @property
    def disputed(self) -> bool:
        """Whether the label contradicts the contract."""
        return self.name in DISPUTED

    @property
    def trivial(self) -> bool:
        """Whether SymPy's automatic evaluation alone makes the difference 0."""
        return bool(self.left - self.right == 0)


def load(families: str = "", path: Path = IDENTITIES) -> list[Case]:
    """The cases of these families (all, if none is named), in the order of the file."""
    if not path.is_file():
        raise FileNotFoundError(
            f"no labelled cases at {path}: this benchmark reads ../shared/cases/identities.jsonl, "
            "counted from the root of the repository"
        )
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [_case(row) for row in rows if not families or row["family"] in families]


def _case(row: dict[str, Any]) -> Case:
    left, right = _expression(row["lhs"]), _expression(row["rhs"])
    return Case(
        row["id"],
        row["family"],
        row["expected"],
        row["text"],
        left,
        right,
        equation(from_sympy(left), from_sympy(right)),
        _context(row["domains"], left, right),
    )


def _names() -> dict[str, Any]:
    known: dict[str, Any] = {}
    exec("from sympy import *", known)
    return {**known, "MatrixElement": MatrixElement, "ExprCondPair": ExprCondPair, "Str": Str}


_NAMES = _names()


def _expression(text: str) -> sympy.Expr:
    return eval(text, dict(_NAMES))


def _context(domains: dict[str, list[str]], left: Any, right: Any) -> Context:
    meeting = Meeting()
    for side in (left, right):
        meeting.visit(side)
    families, indices = meeting.ranges()
    context = Context()
    for name, words in domains.items():
        if words[0] != "index":
            scalar = d.Scalar(_domain(words))
            ranges = families.get(name)
            context = context.declare(name, d.Family(ranges, scalar) if ranges else scalar)
    for name, found in indices.items():
        context = context.declare(name, d.Index(found))
    return context


def _domain(words: list[str]) -> d.Domain:
    match words:
        case ["ival", low, high]:
            return d.interval(Fraction(low), Fraction(high))
        case ["gt", low]:
            return d.interval(Fraction(low), None)
        case [name]:
            return _DOMAINS[name]
    raise ValueError(f"no domain {words}")
