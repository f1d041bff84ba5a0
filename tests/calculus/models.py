"""The shipped models, carried out once, and ways to look into them."""

from functools import cache
from pathlib import Path

import sympy

from derive.calculus import carry_out
from derive.model.context import Context
from derive.model.derivation import Derivation, Section
from derive.model.domain import Family, Index
from derive.model.plain import plain
from derive.model.relation import Relation
from derive.model.shapes import has_arrays
from derive.model.sympy_bridge import to_sympy
from derive.model.term import ONE, Term, derivative, literal
from derive.readers.python_file import load

LIBRARY = Path(__file__).parents[2] / "derivations"
MODELS = tuple(sorted(path.stem for path in LIBRARY.glob("*.py")))


@cache
def derivation(name: str) -> Derivation:
    (problem,) = load(LIBRARY / f"{name}.py")
    return carry_out(problem)


def _of_any_size(name: str) -> bool:
    """Whether a model has vectors or matrices, or ranges whose ends are symbols."""
    context = derivation(name).context
    ends = [
        end
        for kind in context.types.values()
        if isinstance(kind, Family | Index)
        for span in (kind.ranges if isinstance(kind, Family) else (kind.range,))
        for end in (span.lower, span.upper)
    ]
    return any(literal(end) is None for end in ends) or has_arrays(Relation(ONE, "=", ONE), context)


OF_ANY_SIZE = tuple(name for name in MODELS if _of_any_size(name))
"""Models of vectors, matrices and symbolic sizes; tests/arrays looks at all of their lines."""
OF_NUMBERS = tuple(name for name in MODELS if name not in OF_ANY_SIZE)


def section(of: Derivation, quantity: Term, variable: Term) -> Section:
    goal = derivative(quantity, variable)
    return next(s for s in of.sections if s.goal is goal)


def lines(of: Section) -> list[str]:
    """The right sides of the chain, in plain notation."""
    return [plain(step.relation.right) for step in of.steps if not step.expected]


def rules(of: Section) -> list[str]:
    return [rule for step in of.steps for rule in step.rules]


def unfolded(node: Term, context: Context) -> sympy.Expr:
    """A term as a SymPy expression in the inputs alone, evaluated."""
    return to_sympy(context.unfold_all(node)).doit()
