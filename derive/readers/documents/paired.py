r"""Laid-out derivatives of matrices of any size: a row or a column there is a pair of indices.

Where sizes are letters, `∂Z/∂X` can't be written out; but its entry at (k, l) and (i, j) is
∂z_ij/∂x_kl, products sum over pairs, and vec and ⊗ have pairs too: (A ⊗ B) at (i, p), (j, q) is
A_ij B_pq.  A relation of such matrices says one thing for each entry, and is read as that.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.model import arrays
from derive.model import term as t
from derive.model.context import Context
from derive.model.domain import Index, Range
from derive.model.relation import Relation
from derive.model.shapes import Misshapen, Shape, Shapes
from derive.model.sizes import same_size
from derive.model.term import ONE, Term
from derive.readers.documents.flattening import Convention, entry_of

Axis = tuple[Term, ...]
"""The sizes that a row, or a column, runs over; none where there is but one."""

_LETTERS = ("i", "j", "k", "l", "p", "q", "r", "s")


class NotPaired(Exception):  # noqa: N818
    """Something whose entries have no pairs of indices, or whose shapes don't fit so."""


@dataclass(slots=True)
class Paired:
    """Reads relations in one context by one convention, for each entry."""

    context: Context
    convention: Convention
    taken: set[str] = field(default_factory=set)
    """Names that are no new index any more."""

    def relation(self, relation: Relation) -> tuple[Relation, Context] | None:
        """What a relation says of each entry, and the context with the indices of that."""
        sides = (relation.left, relation.right)
        self.taken |= {str(s.value) for side in sides for s in t.free_symbols(side)}
        self.taken |= set(self.context.types) | {d.name for d in self.context.definitions}
        try:
            axes = self._fitting(relation)
            if axes is None:
                return None
            (rows, columns), left, right = axes
            context = self.context
            places = []
            for axis in (rows, columns):
                found = self._fresh(axis)
                for index, size in zip(found, axis, strict=True):
                    context = context.declare(str(index.value), Index(Range(ONE, size)))
                places.append(found)
            at = (places[0], places[1])
            pair = (self._side(left, *at), self._side(right, *at))
        except (NotPaired, Misshapen):
            return None
        return Relation(pair[0], relation.sign, pair[1]), context

    def _fitting(
        self, relation: Relation
    ) -> tuple[tuple[Axis, Axis], tuple[Term, bool], tuple[Term, bool]] | None:
        """The axes of both sides, and for each whether it is a matrix put in one line."""
        left, right = relation.left, relation.right
        for one, other in ((False, False), (False, True), (True, False)):
            try:
                first, second = self._whole(left, one), self._whole(right, other)
            except (NotPaired, Misshapen):
                continue
            if all(map(_same, first, second)) and (first[0] or first[1]):
                return first, (left, one), (right, other)
        return None

    def _whole(self, node: Term, lined: bool) -> tuple[Axis, Axis]:
        if not lined:
            return self.axes(node)
        shape = Shapes(self.context).of(node)
        if self.convention.layout == "numerator" and t.contains(node, "derivative"):
            raise NotPaired(str(node))
        if not shape or any(same_size(size, ONE) for size in shape):
            raise NotPaired(str(node))
        return self._turned(self._line(shape), ())

    def _side(self, side: tuple[Term, bool], rows: Axis, columns: Axis) -> Term:
        node, lined = side
        if not lined:
            return self.entry(node, rows, columns)
        return self._picked(node, self._turned(rows, columns)[0])

    # Axes.

    def axes(self, node: Term) -> tuple[Axis, Axis]:
        """What the rows and columns of a term run over."""
        if node.head in ("add", "neg"):
            found = [self.axes(each) for each in node.args]
            if any(not all(map(_same, found[0], each)) for each in found):
                raise NotPaired(str(node))
            return found[0]
        if node.head == "mul":
            return self._of_product(node)
        if node.head == "derivative" and len(node.args) == 2:
            of, by = (self._entries_of(arrays.unlined(each)) for each in node.args)
            return self._turned(by, of) if by else self._plain(node)
        if node.head == "call" and node.value == "transpose":
            rows, columns = self.axes(node.args[0])
            return columns, rows
        if node.head == "call" and node.value == "vec":
            return self._entries_of(node.args[0]), ()
        if node.head == "call" and node.value == "diag":
            rows, columns = self.axes(node.args[0])
            if columns:
                raise NotPaired(str(node))
            return rows, rows
        if node.head == "call" and node.value == "kronecker":
            one, other = map(self.axes, node.args)
            return one[0] + other[0], one[1] + other[1]
        return self._plain(node)

    def _of_product(self, node: Term) -> tuple[Axis, Axis]:
        total: tuple[Axis, Axis] = ((), ())
        for each in self._chain(node):
            rows, columns = self.axes(each)
            if total == ((), ()):
                total = (rows, columns)
                continue
            if not _same(total[1], rows):
                raise NotPaired(str(node))
            total = (total[0], columns)
            if total == ((), ()):
                # A number in between: what follows it is no continuation.
                raise NotPaired(str(node))
        return total

    def _chain(self, node: Term) -> list[Term]:
        """The factors of a product that are no numbers."""
        return [each for each in node.args if self.axes(each) != ((), ())]

    def _plain(self, node: Term) -> tuple[Axis, Axis]:
        shape = Shapes(self.context).of(node)
        if any(n.head == "call" and n.value in ("kronecker", "vec") for n in t.subterms(node)):
            raise NotPaired(str(node))
        rows, columns = shape or (ONE, ONE)
        return _axis(rows), _axis(columns)

    def _entries_of(self, array: Term) -> Axis:
        return self._line(Shapes(self.context).of(array))

    def _line(self, shape: Shape) -> Axis:
        """What the entries of an array run over, the slower index first."""
        ordered = shape if self.convention.order == "rows" else shape[::-1]
        return tuple(size for size in ordered if not same_size(size, ONE))

    def _turned(self, down: Axis, across: Axis) -> tuple[Axis, Axis]:
        return (down, across) if self.convention.layout == "denominator" else (across, down)

    # Entries.

    def entry(self, node: Term, rows: Axis, columns: Axis) -> Term:
        """The entry of a term at some indices."""
        if node.head in ("add", "neg"):
            return t.rebuild(node, tuple(self.entry(each, rows, columns) for each in node.args))
        if node.head == "mul":
            return self._product(node, rows, columns)
        if node.head == "derivative" and len(node.args) == 2:
            by, of = self._turned(rows, columns)
            quantity, variable = map(arrays.unlined, node.args)
            if self._entries_of(variable):
                return t.derivative(self._picked(quantity, of), self._picked(variable, by))
        if node.head == "call" and node.value == "transpose":
            return self.entry(node.args[0], columns, rows)
        if node.head == "call" and node.value == "vec":
            return self._picked(node.args[0], rows)
        if node.head == "call" and node.value == "diag":
            deltas = [t.call("delta", i, j) for i, j in zip(rows, columns, strict=True)]
            return t.mul(*deltas, self.entry(node.args[0], rows, ()))
        if node.head == "call" and node.value == "kronecker":
            one, other = node.args
            height, width = map(len, self.axes(one))
            first = self.entry(one, rows[:height], columns[:width])
            return t.mul(first, self.entry(other, rows[height:], columns[width:]))
        return self._at(node, rows, columns)

    def _product(self, node: Term, rows: Axis, columns: Axis) -> Term:
        factors = []
        chain = self._chain(node)
        sums: list[tuple[Term, Term]] = []
        row = rows
        for each in node.args:
            if each not in chain:
                factors.append(each)
        for k, each in enumerate(chain):
            across = self.axes(each)[1]
            column = columns if k == len(chain) - 1 else self._fresh(across)
            if k < len(chain) - 1:
                sums += zip(column, across, strict=True)
            factors.append(self.entry(each, row, column))
            row = column
        whole = t.mul(*factors)
        for index, size in reversed(sums):
            whole = t.summation(whole, index, 1, size)
        return whole

    def _picked(self, array: Term, line: Axis) -> Term:
        """The entry of an array at its place in a line."""
        shape = Shapes(self.context).of(array)
        rows, columns = shape or (ONE, ONE)
        places = line if self.convention.order == "rows" else line[::-1]
        taken = iter(places)
        pair = [() if same_size(size, ONE) else (next(taken),) for size in (rows, columns)]
        return self._at(array, pair[0], pair[1])

    def _at(self, node: Term, rows: Axis, columns: Axis) -> Term:
        shape = Shapes(self.context).of(node)
        if not shape:
            return node
        if node.head == "call" and node.value == "identity":
            return t.call("delta", *rows, *columns)
        return entry_of(node, *_places(shape, rows, columns))

    def _fresh(self, axis: Axis) -> Axis:
        found = []
        for _ in axis:
            count = 0
            while (name := f"{_LETTERS[count % 8]}{'_' * (count // 8)}") in self.taken:
                count += 1
            self.taken.add(name)
            found.append(t.symbol(name))
        return tuple(found)


def _places(shape: Shape, rows: Axis, columns: Axis) -> list[Term]:
    """The indices of an entry of a plain array; a column has only one."""
    if same_size(shape[1], ONE):
        return [*rows]
    return [*(rows or (ONE,)), *columns]


def _axis(size: Term) -> Axis:
    return () if same_size(size, ONE) else (size,)


def _same(one: Axis, other: Axis) -> bool:
    return len(one) == len(other) and all(map(same_size, one, other))
