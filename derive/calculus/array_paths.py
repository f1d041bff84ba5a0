"""Where an array enters a quantity: the definitions that use it themselves.

Reverse accumulation needs just these: ∂q/∂v is the sum, over the definitions u that use v, of what
comes through u, with ∂q/∂u taken in total.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.model.context import Context, Definition
from derive.model.term import Term, subterms


def users(variable: Term, quantity: Term, context: Context) -> tuple[Definition, ...]:
    """The definitions below a quantity, its own included, whose body names the variable."""
    return tuple(
        d for d in reached(quantity, context) if any(each is variable for each in subterms(d.body))
    )


def reached(quantity: Term, context: Context) -> Iterator[Definition]:
    """The definitions that a quantity reaches, each once, uses before what uses them."""
    known = {d.name: d for d in context.definitions}
    seen: set[str] = set()

    def visit(name: str) -> Iterator[Definition]:
        definition = known.get(name)
        if definition is None or name in seen:
            return
        seen.add(name)
        for each in subterms(definition.body):
            if each.head in ("symbol", "call"):
                yield from visit(str(each.value))
        yield definition

    name = quantity.args[0] if quantity.head == "indexed" else quantity
    yield from visit(str(name.value))
