"""Through definitions: what a term leads to when the quantities that it names are opened."""

from __future__ import annotations

from collections.abc import Callable

from derive.model.context import Context
from derive.model.term import Term, subterms


def leads(
    context: Context, node: Term, wanted: Callable[[Term], bool], stops: tuple[Term, ...] = ()
) -> bool:
    """Whether something wanted stands in a term or in the definitions that it uses.

    What stands in `stops` is not opened.
    """
    return any(
        wanted(each)
        or (
            each not in stops
            and (body := context.unfold(each)) is not None
            and leads(context, body, wanted, stops)
        )
        for each in subterms(node)
    )


def reaches(context: Context, node: Term, name: Term) -> bool:
    """Whether a name occurs in a term or in the definitions that it uses."""
    return leads(context, node, lambda each: each is name)
