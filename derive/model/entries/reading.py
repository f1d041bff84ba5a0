"""The reader of entries: what it knows of one context, and how it takes a term apart.

`entry` says the number in row i and column j of a term.  What a head or an operation means stands
in the two tables it is given; here is what they all use: shapes, fresh indices, sums over inner
indices, and what was met on the way: inverses, and values of functions without a definition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from derive.model import term as t
from derive.model.context import Context, Definition
from derive.model.domain import Family, Function, Index, Matrix, Range, Type, Vector
from derive.model.relation import Relation
from derive.model.shapes import Misshapen, Shape, Shapes, of_value, worded
from derive.model.sizes import same_size
from derive.model.term import ONE, Term, call, indexed

NAMES = ("i", "j", "k", "l", "m", "n", "p", "q", "r", "s")


class NotLowered(Exception):  # noqa: N818
    """A construct whose entries can't be said."""


class Entries:
    """Brings the terms of one context down to numbers."""

    def __init__(self, relation: Relation, context: Context, rules: Mapping[str, Rule]) -> None:
        self.whole = relation
        """The relation that is brought down."""
        self.context = context
        self.rules = rules
        """What each head means, by its name."""
        self.shapes = Shapes(context)
        self.opaque: dict[str, Type] = {}
        """Values of functions of arrays that have no definition, as names of their own."""
        self.values: dict[str, set[str]] = {}
        """For each such function the names of its values."""
        self.calls: dict[str, Term] = {}
        """Those of them that are one number, each with the use of the function."""
        self.inverses: dict[Term, Term] = {}
        """Matrices that are inverted, each with the family of the entries of its inverse."""
        self.regular: dict[Term, None] = {}
        """Further matrices that have to be regular."""
        self.symmetric = frozenset(_symmetric(context))
        """Names of symmetric matrices."""
        self.borrowed = context.borrowed()
        """Indices that definitions are written with."""
        self.lost: dict[str, str] = {}
        """Quantities whose definition could not be brought down, each with the reason."""
        self.taken = _names(relation, context)
        self.memo: dict[tuple[Term, Term, Term], Term] = {}

    def free(self, shape: Shape, types: dict[str, Type]) -> tuple[Term, Term]:
        """The indices of a general entry; an only row or column needs none."""
        found = []
        for size in shape:
            if same_size(size, ONE):
                found.append(ONE)
                continue
            index = self.fresh()
            types[str(index.value)] = Index(Range(ONE, self.scalar(size)))
            found.append(index)
        return (found[0], found[1]) if found else (ONE, ONE)

    def takes_arrays(self, definition: Definition) -> bool:
        """Whether a function without a declared type is written for an array symbol."""
        if isinstance(self.context.type_of(definition.name), Function):
            return False
        return any(self.shapes.of(p) for p in definition.parameters)

    def inside(self, local: dict[str, Shape]) -> Entries:
        """This one where some names are parameters."""
        inner = Entries.__new__(Entries)
        inner.whole, inner.context = self.whole, self.context
        inner.rules = self.rules
        inner.shapes = Shapes(self.context, local)
        inner.opaque, inner.values = self.opaque, self.values
        inner.calls = self.calls
        inner.taken, inner.memo = self.taken, {}
        inner.lost, inner.inverses = self.lost, self.inverses
        inner.borrowed = self.borrowed
        inner.symmetric, inner.regular = self.symmetric, self.regular
        return inner

    def fresh(self) -> Term:
        """An index that nothing else is called."""
        count = 0
        while True:
            for name in NAMES:
                candidate = f"{name}{'_' + str(count) if count else ''}"
                if candidate not in self.taken:
                    self.taken.add(candidate)
                    return t.symbol(candidate)
            count += 1

    def scalar(self, node: Term) -> Term:
        """A term whose value is a number, said without arrays."""
        if self.shapes.of(node):
            raise Misshapen(f"{node} is {worded(self.shapes.of(node))}, not a number", node)
        return self.entry(node, ONE, ONE)

    def entry(self, node: Term, i: Term, j: Term) -> Term:
        """The entry in row i and column j."""
        key = (node, i, j)
        found = self.memo.get(key)
        if found is None:
            rule = self.rules.get(node.head)
            found = rule(self, node, i, j) if rule else node
            self.memo[key] = found
        return found

    def mirrored(self, entry: Term) -> Term:
        """An entry of a symmetric matrix as the mean of two mirrored entries of any matrix."""
        if str(entry.args[0].value) not in self.symmetric or len(entry.args) != 3:
            return entry
        family, i, j = entry.args
        return t.div(indexed(family, i, j) + indexed(family, j, i), t.TWO)

    def summed(self, body: Term, indices: list[tuple[Term, Term]]) -> Term:
        """Σ over inner indices, each given with its size."""
        for index, size in reversed(indices):
            body = t.summation(body, index, ONE, self.scalar(size))
        return body


Rule = Callable[[Entries, Term, Term, Term], Term]
"""The entry of a term in row i and column j."""


def _symmetric(context: Context) -> Iterator[str]:
    """Matrices that are symmetric by their type or by an assumption A = Aᵀ."""
    for name, kind in context.types.items():
        if isinstance(kind, Matrix) and kind.symmetric:
            yield name
    for given in context.assumptions:
        for one, other in ((given.left, given.right), (given.right, given.left)):
            if given.sign == "=" and one.head == "symbol" and other is call("transpose", one):
                yield str(one.value)


def needed(shape: Shape, i: Term, j: Term) -> tuple[Term, ...]:
    """The indices of an entry that are not fixed to 1 by the shape."""
    return tuple(
        place for place, size in zip((i, j), shape, strict=False) if not same_size(size, ONE)
    )


def _names(relation: Relation, context: Context) -> set[str]:
    """Every name that occurs in a relation and its context."""
    found = {*context.types, *(d.name for d in context.definitions)}
    sides = [relation.left, relation.right]
    sides += [side for d in context.definitions for side in (d.target, d.body)]
    sides += [side for a in context.assumptions for side in (a.left, a.right)]
    sides += [size for kind in context.types.values() for size in _sizes(kind)]
    for side in sides:
        found |= {str(n.value) for n in t.subterms(side) if n.head == "symbol"}
    return found


def _sizes(kind: Type) -> Iterator[Term]:
    """The sizes and range ends in a type."""
    match kind:
        case Vector() | Matrix():
            yield from of_value(kind)
        case Index(span):
            yield from (span.lower, span.upper)
        case Family(ranges, element):
            for each in ranges:
                yield from (each.lower, each.upper)
            yield from _sizes(element)
        case Function(arguments, result):
            for value in (*arguments, result):
                yield from _sizes(value)
