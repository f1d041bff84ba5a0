"""What the parts of a term mean entry by entry: one function for each head, and their table.

A product of matrices is a sum over its inner indices, (A B)_ij = Σ_k A_ik B_kj; sums, negations and
elementwise functions apply to the entry.
"""

from __future__ import annotations

from itertools import zip_longest

from derive.model import term as t
from derive.model.domain import Family, Function, Matrix, Vector
from derive.model.entries.conditions import cases
from derive.model.entries.derivatives import derivative
from derive.model.entries.functions import of_arrays, opened
from derive.model.entries.operations import RULES as OPERATIONS
from derive.model.entries.operations import square_of_norm
from derive.model.entries.reading import Entries, NotLowered, Rule, needed
from derive.model.entries.written import SMALL, written
from derive.model.shapes import SCALAR, Misshapen, Shape, of_value
from derive.model.sizes import same_size
from derive.model.term import ONE, Term, call, indexed


def _symbol(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    shape = entries.shapes.of(node)
    if not shape:
        return node
    return entries.mirrored(indexed(node, *needed(shape, i, j)))


def _parts(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    return t.rebuild(node, tuple(entries.entry(a, i, j) for a in node.args))


def _product(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    """A product: chains of conformable factors, each chain a sum over its inner indices."""
    parts: list[Term] = []
    chain: list[Term] = []
    total: Shape = SCALAR
    for factor in node.args:
        shape = entries.shapes.of(factor)
        if not shape:
            parts.append(entries.scalar(factor))
            continue
        chain.append(factor)
        total = shape if len(chain) == 1 else (total[0], shape[1])
        if all(same_size(size, ONE) for size in total):
            parts.append(_chain(entries, chain, ONE, ONE))
            chain, total = [], SCALAR
    if chain:
        parts.append(_chain(entries, chain, i, j))
    return t.mul(*parts)


def _chain(entries: Entries, factors: list[Term], i: Term, j: Term) -> Term:
    """Σ over the inner indices of a product of matrices."""
    for at, factor in enumerate(factors[:-1]):
        count = t.literal(entries.shapes.of(factor)[1])
        if count is not None and 1 < count <= SMALL:
            # Written out, so that the entries of small matrices are known one by one.
            rest = factors[at + 1 :]
            return t.add(
                *(
                    t.mul(_chain(entries, factors[: at + 1], i, k), _chain(entries, rest, k, j))
                    for k in map(t.number, range(1, int(count) + 1))
                )
            )
    inner: list[tuple[Term, Term]] = []
    row, found = i, []
    for factor in factors[:-1]:
        size = entries.shapes.of(factor)[1]
        column = ONE if same_size(size, ONE) else entries.fresh()
        if column is not ONE:
            inner.append((column, size))
        found.append(entries.entry(factor, row, column))
        row = column
    found.append(entries.entry(factors[-1], row, j))
    return entries.summed(t.mul(*found), inner)


def _quotient(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    return t.div(entries.entry(node.args[0], i, j), entries.scalar(node.args[1]))


def _power(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    base, exponent = node.args
    shape = entries.shapes.of(base)
    n = t.literal(exponent)
    if base.head == "call" and base.value == "norm" and n is not None and n > 0 and n % 2 == 0:
        # ‖u‖² = Σ u², where no root is left that could stand in the way of a derivative.
        square = square_of_norm(entries, base)
        return square if n == 2 else t.power(square, t.number(n / 2))
    if not shape:
        return t.power(entries.scalar(base), entries.scalar(exponent))
    assert n is not None
    if n < 0:
        base, n = call("inverse", base), -n
    if n == 0:
        return call("delta", i, j)
    if n > 20:
        raise NotLowered(f"the power {node}")
    return _chain(entries, [base] * int(n), i, j)


def _call(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    rule = OPERATIONS.get(str(node.value))
    if rule is not None:
        return rule(entries, node, i, j)
    kind = entries.context.type_of(str(node.value))
    definition = entries.context.definition_of(node)
    actual = [entries.shapes.of(a) for a in node.args]
    if isinstance(kind, Function) and len(kind.arguments) == len(node.args):
        formal = [of_value(a) for a in kind.arguments]
        if any(formal):
            return of_arrays(entries, node, formal, actual, i, j)
    elif definition is not None and entries.takes_arrays(definition):
        return opened(entries, node, i, j)
    return t.rebuild(
        node,
        tuple(
            entries.entry(a, i, j) if shape else entries.scalar(a)
            for a, shape in zip(node.args, actual, strict=True)
        ),
    )


def _indexed(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    base, *indices = node.args
    places = [entries.scalar(a) for a in indices]
    shape = entries.shapes.of(node)
    if base.head == "symbol" and not _is_parameter(entries, base):
        entry = (*_kept(entries, node, places), *needed(shape, i, j))
        return entries.mirrored(indexed(base, *entry)) if entry else base
    return entries.entry(base, places[0], places[1] if len(places) > 1 else ONE)


def _kept(entries: Entries, node: Term, places: list[Term]) -> list[Term]:
    """The indices of an entry but those along an only row or column, which must be 1."""
    kind = entries.context.type_of(str(node.args[0].value))
    ranges = list(kind.ranges) if isinstance(kind, Family) else []
    element = kind.element if isinstance(kind, Family) else kind
    sizes: list[Term | None] = [None] * len(ranges)
    sizes += [element.size] if isinstance(element, Vector) else []
    sizes += [element.rows, element.columns] if isinstance(element, Matrix) else []
    kept = []
    for place, size in zip_longest(places, sizes[: len(places)]):
        if size is None or not same_size(size, ONE):
            kept.append(place)
        elif t.literal(place) is None:
            raise NotLowered(f"{node}, whose index {place} can only be 1")
        elif t.literal(place) != 1:
            raise Misshapen(f"{node} is outside of {node.args[0]}, of size 1 there", node)
    return kept


def _is_parameter(entries: Entries, base: Term) -> bool:
    return bool(entries.shapes.local.get(str(base.value), SCALAR))


def _binder(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    body, index, *limits = node.args
    clash = {*t.free_symbols(i), *t.free_symbols(j)}
    if index in clash or index in entries.borrowed:
        renamed = entries.fresh()
        body, index = t.substitute(body, {index: renamed}), renamed
    inner = entries.inside({**entries.shapes.local, str(index.value): SCALAR})
    ends = (entries.scalar(a) for a in limits)
    return t.make(node.head, (inner.entry(body, i, j), index, *ends))


def _stack(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    """The value in its place: of a column a number, of a matrix a row."""
    body, index, *_ = node.args
    return entries.entry(t.substitute(body, {index: i}), ONE, j)


RULES: dict[str, Rule] = {
    "symbol": _symbol,
    "add": _parts,
    "neg": _parts,
    "mul": _product,
    "div": _quotient,
    "pow": _power,
    "call": _call,
    "indexed": _indexed,
    "derivative": derivative,
    "cases": cases,
    "matrix": written,
    **dict.fromkeys(t.BINDERS, _binder),
    "stack": _stack,
}
"""The entry of a term, by its head; a term of any other head is a number as it stands."""
