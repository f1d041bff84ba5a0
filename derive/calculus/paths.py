"""Through which quantities a derivative goes.

For ∂L/∂v the chain rule needs a *cut*: quantities u such that every path of the dependency graph
from v to L meets exactly one of them.  Then ∂L/∂v = Σ_u ∂L/∂u · ∂u/∂v with total derivatives.  The
quantities that use v directly are such a cut unless one of them depends on another; then the
lower one gives way to those that use it.
"""

from __future__ import annotations

from derive.model.context import Context
from derive.model.term import Term


def quantities(whole: Term, context: Context) -> tuple[Term, ...]:
    """Every defined quantity that a term reaches, itself included, uses before what uses them."""
    found: dict[Term, None] = {}

    def visit(node: Term) -> None:
        body = context.unfold(node)
        if body is None:
            return
        for used in context.mentions(body):
            if used not in found:
                visit(used)
        found.setdefault(node)

    visit(whole)
    return tuple(q for q in found if not _is_function_use(q))


def _is_function_use(node: Term) -> bool:
    return node.head == "call"


def users(variable: Term, whole: Term, context: Context) -> tuple[Term, ...]:
    """The quantities below `whole`, itself included, whose own definition uses the variable."""
    return tuple(q for q in quantities(whole, context) if uses_directly(q, variable, context))


def uses_directly(quantity: Term, variable: Term, context: Context) -> bool:
    """Whether the body of a definition names the variable (or a member that may be it)."""
    body = context.unfold(quantity)
    if body is None:
        return False
    return any(
        used is variable
        or (context.definition_of(used) is None and context.depends(used, variable))
        for used in context.mentions(body)
    )


def cut(whole: Term, variable: Term, context: Context) -> tuple[Term, ...]:
    """The quantities that the chain rule for ∂whole/∂variable goes through.

    `(whole,)` itself means: differentiate its definition directly.  Empty means that no path
    leads from the variable to it.
    """
    front = list(users(variable, whole, context))
    while True:
        lower = next(
            (
                one
                for one in front
                if any(other is not one and context.depends(other, one) for other in front)
            ),
            None,
        )
        if lower is None:
            return tuple(front)
        front.remove(lower)
        for each in users(lower, whole, context):
            if each not in front:
                front.append(each)
