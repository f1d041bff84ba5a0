"""Points of a model's domain, the same at every run."""

import random
from itertools import product

from derive.model.domain import Family, Scalar
from derive.model.term import literal, symbol


def points(context):
    """A few points of the domain: family members, and values for each free index."""
    rng = random.Random(20)
    for _ in range(4):
        yield {name: _draw(kind, rng) for name, kind in _inputs(context)}


def _inputs(context):
    for name, kind in context.types.items():
        if isinstance(kind, Scalar):
            yield symbol(name), kind.domain
        elif isinstance(kind, Family):
            spans = [range(int(literal(r.lower)), int(literal(r.upper)) + 1) for r in kind.ranges]
            for at in product(*spans):
                if context.definition_of(symbol(name)[at]) is None:
                    yield symbol(name)[at], kind.element.domain


def _draw(domain, rng):
    if domain.values is not None:
        return float(rng.choice(domain.values))
    if domain.integer:
        return float(rng.randint(1, 5))
    return rng.uniform(0.2, 0.9) if domain.lower == 0 else rng.uniform(-1.4, 1.4)
