"""Every derivative that a shipped model works out, against finite differences in NumPy.

Sizes that are symbols are taken to be 3.  Models with vectors and matrices have their own test, in
which every line is evaluated at random sizes.
"""

import math
from dataclasses import replace

import numpy as np
import pytest
import sympy
from calculus.models import MODELS, derivation, unfolded

from derive.model.context import Definition
from derive.model.domain import Family, Index, Range, Scalar
from derive.model.relation import Relation
from derive.model.shapes import has_arrays
from derive.model.term import ONE, literal, number, substitute, subterms, symbol

MODULES = [{"factorial": lambda n: math.gamma(n + 1)}, "numpy"]
OF_NUMBERS = [
    name for name in MODELS if not has_arrays(Relation(ONE, "=", ONE), derivation(name).context)
]


def _ranges(kind):
    return kind.ranges if isinstance(kind, Family) else (kind.range,)


def _sizes(context):
    """Each size that is a symbol, as 3."""
    ranged = [kind for kind in context.types.values() if isinstance(kind, Family | Index)]
    ends = [end for kind in ranged for each in _ranges(kind) for end in (each.lower, each.upper)]
    return {end: number(3) for end in ends if literal(end) is None}


def _at_sizes(context, sizes):
    """The context with numbers for its sizes."""

    def put(each):
        return Range(substitute(each.lower, sizes), substitute(each.upper, sizes))

    types = {}
    for name, kind in context.types.items():
        if isinstance(kind, Family):
            kind = replace(kind, ranges=tuple(map(put, kind.ranges)))
        elif isinstance(kind, Index):
            kind = replace(kind, range=put(kind.range))
        types[name] = kind
    definitions = tuple(
        Definition(substitute(d.target, sizes), substitute(d.body, sizes))
        for d in context.definitions
    )
    return replace(context, types=types, definitions=definitions)


def _members(context):
    """Each input of the model as a SymPy atom with its domain: scalars and family members."""
    inputs = {}
    for name, kind in context.types.items():
        if isinstance(kind, Scalar):
            inputs[sympy.Symbol(name)] = kind.domain
        elif isinstance(kind, Family):
            sizes = [range(int(literal(r.lower)), int(literal(r.upper)) + 1) for r in kind.ranges]
            for at in np.ndindex(*(len(s) for s in sizes)):
                index = tuple(s[k] for s, k in zip(sizes, at, strict=True))
                if context.definition_of(symbol(name)[index]) is None:
                    inputs[sympy.IndexedBase(name)[index]] = kind.element.domain
    return inputs


def _sample(domain, rng):
    if domain.values is not None:
        return float(rng.choice([float(v) for v in domain.values]))
    if domain.integer:
        return float(rng.integers(1, 6))
    return float(rng.uniform(0.2, 1.5) if domain.lower == 0 else rng.uniform(-1.5, 1.5))


def _instances(goal, result, context):
    """The derivative at every value of a free index."""
    names = {n for n in subterms(goal) if n.head == "symbol"}
    indices = [s for s in names if isinstance(context.type_of(str(s.value)), Index)]
    if not indices:
        return [(goal, result)]
    (index,) = indices
    span = context.type_of(str(index.value)).range
    values = range(int(literal(span.lower)), int(literal(span.upper)) + 1)
    at = [{index: number(k)} for k in values]
    return [(substitute(goal, each), substitute(result, each)) for each in at]


@pytest.mark.parametrize("name", OF_NUMBERS)
def test_results_match_finite_differences(name):
    of = derivation(name)
    sizes = _sizes(of.context)
    context = _at_sizes(of.context, sizes)
    inputs = _members(context)
    rng = np.random.default_rng(7)
    checked = 0
    for goal, result in of.results():
        for one, value in _instances(goal, substitute(result, sizes), context):
            quantity, variable = one.args
            if context.definition_of(variable) is not None:
                # A quantity as the variable: everything that depends on it moves with it.
                stand_in = symbol("stand_in")
                kept = context.unfold_all(quantity, keep=(variable,))
                f = unfolded(substitute(kept, {variable: stand_in}), context)
                v = sympy.Symbol("stand_in")
                base = unfolded(variable, context)
            else:
                f, v = unfolded(quantity, context), unfolded(variable, context)
                base = v
            g = unfolded(value, context)
            args = list(inputs) + ([v] if v not in inputs else [])
            fn, gn = sympy.lambdify(args, f, MODULES), sympy.lambdify(args, g, MODULES)
            at_base = sympy.lambdify(list(inputs), base, MODULES)
            for _ in range(3):
                point = [_sample(d, rng) for d in inputs.values()]
                if v not in inputs:
                    point.append(float(at_base(*point)))
                k, h = args.index(v), 1e-6
                up, down = list(point), list(point)
                up[k] += h
                down[k] -= h
                slope = (fn(*up) - fn(*down)) / (2 * h)
                assert slope == pytest.approx(gn(*point), rel=1e-5, abs=1e-7), str(one)
                checked += 1
    assert checked >= 15
