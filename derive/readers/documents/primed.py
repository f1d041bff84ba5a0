r"""Primes and orders on what has a definition.

y' beside `y = x^3` is dy/dx; f^{(2)}(x) beside `f(x) = x^3` may be the second derivative of f or a
second function, and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derive.model import term as t
from derive.model.context import Definition
from derive.readers.documents.interpreting import Read
from derive.readers.documents.knowledge import Knowledge, Known, mentioned
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.obstacle import Obstacle


def primed(
    definition: Definition, lexicon: Lexicon, knowledge: Knowledge, at: float
) -> Iterator[Known]:
    """What the primed names of a quantity mean once it is defined."""
    target = definition.target
    if target.head != "symbol":
        return
    inputs = knowledge.inputs(definition.body, at)
    if len(inputs) != 1:
        return
    by = t.symbol(inputs[0])
    key = lexicon.names.parts(definition.name)[0]
    for name, primes in lexicon.names.primed(definition.name):
        if name not in lexicon.declared and not knowledge.definitions.get(name):
            slope = t.derivative(target, *(by,) * primes)
            guess = f"{key}{chr(39) * primes} is taken to be the derivative of {key} by {by}"
            yield Known(Definition(t.symbol(name), slope), at, guess=guess)


def ordered(read: Read, lexicon: Lexicon, knowledge: Knowledge, at: int) -> Obstacle | None:
    """Why a call of f^{(2)} is not read, where f itself has a definition without it."""
    sides = [side for each in read.readings for side in (each.left, each.right)]
    for node in (n for side in sides for n in t.subterms(side) if n.head == "call"):
        key, *parts = lexicon.names.parts(str(node.value))
        if len(parts) != 1 or not re.fullmatch(r"\^\(\d+", parts[0]):
            continue
        own = [k for k in knowledge.definitions.get(lexicon.names.of(key), ()) if k.at <= at]
        if own and all(node.value not in mentioned(k.definition.body) for k in own):
            order = parts[0][2:]
            return Obstacle(
                f"{key}^{{({order})}} may be a derivative of {key}, or a function of its own",
                read.link.left,
                help=f"write {key} with {order} primes or a fraction for the derivative, and "
                f"{key}_{{{order}}} for another function",
                construct="order in brackets",
            )
    return None
