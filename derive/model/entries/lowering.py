"""A relation of arrays and the context it stands in, brought down to numbers.

The relation is said for a general entry.  Of the context it takes the definitions, each for a
general entry too, and the assumptions that have to do with the relation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from derive.model import term as t
from derive.model.context import Context, Definition
from derive.model.domain import Family, Function, Matrix, Scalar, Type, Vector
from derive.model.entries import inverses
from derive.model.entries.reading import Entries, NotLowered
from derive.model.entries.terms import RULES
from derive.model.entries.types import flat
from derive.model.entries.written import SMALL
from derive.model.relation import Relation
from derive.model.shapes import SCALAR, Misshapen, has_arrays, same, worded
from derive.model.sizes import same_size
from derive.model.term import ONE, ZERO, Term, call, indexed


@dataclass(frozen=True, slots=True)
class Lowered:
    """A relation between numbers that says what one between arrays says."""

    relation: Relation
    """At free indices that range over all rows and columns."""
    context: Context
    """Of numbers and their families."""
    conditions: tuple[Relation, ...] = ()
    """What has to hold for its inverses to exist, beyond what is given."""
    inverted: tuple[Term, ...] = ()
    """The sizes of the matrices that are inverted, where they are symbols."""
    symmetric: frozenset[str] = frozenset()
    """Names of symmetric matrices: S_ij is said as (S_ij + S_ji)/2."""
    undefined: frozenset[str] = frozenset()
    """Functions of arrays without a definition, several values of which occur."""


def lowered(relation: Relation, context: Context) -> Lowered:
    """The same relation between numbers, in a context of numbers.

    Raises `Misshapen` where shapes do not fit and `NotLowered` where entries can't be said.
    """
    if not has_arrays(relation, context):
        return Lowered(relation, context)
    return _relation(Entries(relation, context, RULES))


def _relation(entries: Entries) -> Lowered:
    """The relation at a general entry, and the context that goes with it."""
    left, right = entries.whole.left, entries.whole.right
    shape, other = entries.shapes.of(left), entries.shapes.of(right)
    if not same(shape, other):
        raise Misshapen(f"the left side is {worded(shape)}, the right side {worded(other)}", left)
    if shape and entries.whole.sign not in ("=", "!="):
        raise Misshapen(f"the sides are {worded(shape)}: only numbers have an order", left)
    types: dict[str, Type] = {}
    i, j = entries.free(shape, types)
    of = entries.entry if shape else lambda side, *_: entries.scalar(side)
    relation = Relation(of(left, i, j), entries.whole.sign, of(right, i, j))
    context = _context(entries, types)
    _refuse_lost(entries, relation, context)
    inverted = dict.fromkeys(entries.shapes.of(matrix)[0] for matrix in entries.inverses)
    sizes = tuple(size for size in inverted if size.head == "symbol")
    undefined = frozenset(name for name, values in entries.values.items() if len(values) > 1)
    return Lowered(
        relation,
        context,
        tuple(inverses.to_be_regular(entries)),
        sizes,
        entries.symmetric,
        undefined,
    )


def _refuse_lost(entries: Entries, relation: Relation, context: Context) -> None:
    """A quantity whose definition could not be lowered must not pass as a free one."""
    sides = [relation.left, relation.right]
    sides += [side for a in context.assumptions for side in (a.left, a.right)]
    seen: set[str] = set()
    while sides:
        names = {str(n.value) for n in t.subterms(sides.pop()) if n.head in ("symbol", "call")}
        for name in names - seen:
            if name in entries.lost:
                raise NotLowered(f"the definition of {name}: {entries.lost[name]}")
            sides += [d.body for d in context.definitions if d.name == name]
        seen |= names


def _context(entries: Entries, extra: dict[str, Type]) -> Context:
    """What is given, said of numbers."""
    types: dict[str, Type] = {}
    for name, kind in entries.context.types.items():
        numbers = flat(kind)
        if numbers is not None:
            types[name] = numbers
    definitions = tuple(
        found for d in entries.context.definitions if (found := _definition(entries, d)) is not None
    )
    assumptions: list[Relation] = []
    for given in _relevant(entries):
        try:
            assumptions += _assumption(entries, given, types)
        except Misshapen as problem:
            raise NotLowered(f"the assumption {given}: {problem}") from problem
    assumptions += inverses.laws(entries, types)
    return replace(
        entries.context,
        types={**types, **entries.opaque, **extra},
        definitions=definitions,
        assumptions=tuple(assumptions),
    )


def _definition(entries: Entries, definition: Definition) -> Definition | None:
    """The definition of a general entry; None for a function of arrays, which is opened."""
    target, body = definition.target, definition.body
    if target.head == "call":
        kind = entries.context.type_of(definition.name)
        formal = kind.arguments if isinstance(kind, Function) else ()
        if any(not isinstance(a, Scalar) for a in formal) or entries.takes_arrays(definition):
            return None
        local = {str(p.value): SCALAR for p in definition.parameters}
        inner = entries.inside(local)
        try:
            return replace(definition, body=inner.scalar(body))
        except (Misshapen, NotLowered) as problem:
            entries.lost[definition.name] = str(problem)
            return None
    local = {str(p.value): SCALAR for p in definition.parameters}
    inner = entries.inside(local)
    try:
        shape = inner.shapes.of(body)
        declared = inner.shapes.of(target)
        if not same(shape, declared):
            raise Misshapen(
                f"{target} is {worded(declared)}, and its definition {worded(shape)}", body
            )
        if not shape:
            return replace(definition, body=inner.scalar(body))
        indices = [ONE if same_size(size, ONE) else entries.fresh() for size in shape]
        free = [i for i in indices if i is not ONE]
        family, *own = target.args if target.head == "indexed" else (target,)
        return replace(
            definition,
            target=indexed(family, *own, *free),
            body=inner.entry(body, indices[0], indices[1]),
        )
    except (Misshapen, NotLowered) as problem:
        entries.lost[definition.name] = str(problem)
        return None


def _assumption(entries: Entries, given: Relation, types: dict[str, Type]) -> Iterator[Relation]:
    shape = entries.shapes.of(given.left)
    if not same(shape, entries.shapes.of(given.right)):
        return
    if not shape:
        regular = _regular(entries, given)
        if regular is not None:
            # What is given is that the inverse exists, whose laws are then given too.
            entries.entry(call("inverse", regular), ONE, ONE)
            return
        yield Relation(entries.scalar(given.left), given.sign, entries.scalar(given.right))
        return
    i, j = entries.free(shape, types)
    yield Relation(entries.entry(given.left, i, j), given.sign, entries.entry(given.right, i, j))


def _regular(entries: Entries, given: Relation) -> Term | None:
    """The matrix of which det A ≠ 0 is given, where the determinant can't be written out."""
    node = given.left
    if given.sign != "!=" or given.right is not ZERO or node.head != "call" or node.value != "det":
        return None
    shape = entries.shapes.of(node.args[0])
    size = t.literal(shape[0]) if shape else Fraction(1)
    return node.args[0] if size is None or size > SMALL else None


def _relevant(entries: Entries) -> Iterator[Relation]:
    """The assumptions, but those about arrays that have nothing to do with the relation.

    They would only make it harder to find points at which everything given holds.
    """
    linked = _reached((entries.whole.left, entries.whole.right), entries.context)
    rest = list(entries.context.assumptions)
    kept: set[Relation] = set()
    while True:
        found = [a for a in rest if linked & _reached((a.left, a.right), entries.context)]
        if not found:
            break
        kept |= {*found}
        rest = [a for a in rest if a not in kept]
        for a in found:
            linked |= _reached((a.left, a.right), entries.context)
    for given in entries.context.assumptions:
        if given in kept or not _about_arrays(entries, given):
            yield given


def _about_arrays(entries: Entries, given: Relation) -> bool:
    try:
        return any(
            entries.shapes.of(t.symbol(name))
            for name in _reached((given.left, given.right), entries.context)
        )
    except Misshapen:
        return True


def _reached(sides: tuple[Term, ...], context: Context) -> set[str]:
    """The names of inputs that terms use, definitions opened; sizes and indices left out."""
    bodies: dict[str, list[Term]] = {}
    for definition in context.definitions:
        bodies.setdefault(definition.name, []).append(definition.body)
    found: set[str] = set()
    seen: set[str] = set()
    open_terms = [*sides]
    while open_terms:
        for each in t.subterms(open_terms.pop()):
            if each.head not in ("symbol", "call") or str(each.value) in seen:
                continue
            name = str(each.value)
            seen.add(name)
            open_terms += bodies.get(name, ())
            if isinstance(context.type_of(name), Scalar | Vector | Matrix | Family):
                found.add(name)
    return found
