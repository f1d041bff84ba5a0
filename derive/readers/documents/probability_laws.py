r"""Equations between distributions that hold of all: `p(z \mid x) = p(x \mid z) p(z) / p(x)`.

Such an equation gives no density its meaning, it is a law of probability: a claim.  A factorisation
that is no law, such as p(x, z) = p(x) p(z), says what the author's model is, and defines.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents.densities import Density

Powers = dict[frozenset[str], int]
"""Joint distributions with the powers that they have in a product; p(x | z) is p(x, z)/p(z)."""


def is_law(
    target: Term, body: Term, densities: Mapping[str, Density], values: Mapping[str, str]
) -> bool:
    """Whether an equation is about how distributions of one letter are related."""
    density = densities.get(str(target.value)) if target.head == "call" else None
    if density is None:
        return False
    found = _powers(body, density, densities, values)
    if found is None or body.head == "call":
        return False
    if found == _own(density):
        return True
    return bool(density.of("given")) and body.head == "div"


def _own(density: Density) -> Powers:
    found = {density.of("before", "given"): 1}
    if density.of("given"):
        found[density.of("given")] = -1
    return found


def _powers(
    node: Term, family: Density, densities: Mapping[str, Density], values: Mapping[str, str]
) -> Powers | None:
    """The powers in a product, quotient or sum of distributions; None for anything else."""
    if node.head == "call":
        density = densities.get(str(node.value))
        if density is None or density.family != family.family:
            return None
        return _own(density)
    if node.head == "mul":
        return _joined(node, [1] * len(node.args), family, densities, values)
    if node.head == "div":
        return _joined(node, [1, -1], family, densities, values)
    if node.head == "sum":
        inside = _powers(node.args[0], family, densities, values)
        summed = {
            values[str(each.args[0].value)]
            for each in t.subterms(node.args[0])
            if each.head == "indexed"
            and str(each.args[0].value) in values
            and each.args[1] is node.args[1]
        }
        holding = [labels for labels in inside or {} if labels & summed]
        if inside is None or len(holding) != 1 or inside[holding[0]] != 1 or len(summed) != 1:
            return None
        rest = holding[0] - summed
        total = {labels: n for labels, n in inside.items() if labels != holding[0]}
        if rest:
            total[rest] = total.get(rest, 0) + 1
        return {labels: n for labels, n in total.items() if n}
    value = t.literal(node)
    return {} if value == Fraction(1) else None


def _joined(
    node: Term,
    signs: list[int],
    family: Density,
    densities: Mapping[str, Density],
    values: Mapping[str, str],
) -> Powers | None:
    total: Powers = {}
    for sign, factor in zip(signs, node.args, strict=True):
        inside = _powers(factor, family, densities, values)
        if inside is None:
            return None
        for labels, n in inside.items():
            total[labels] = total.get(labels, 0) + sign * n
    return {labels: n for labels, n in total.items() if n}
