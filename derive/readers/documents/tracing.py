"""Tracing dimensions through terms: what has as many rows, columns or members as what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from derive.model.domain import Family, Function, Matrix, Scalar, Type, Value, Vector
from derive.model.term import (
    BINDERS,
    ONE,
    ORDERS,
    Term,
    free_symbols,
    literal,
    number,
    subterms,
    symbol,
)
from derive.readers.documents.dimensions import Dimensions
from derive.readers.documents.ranks import COLUMN, MATRIX, NUMBER, Rank, Ranks

Keys = tuple[str | None, str | None]
"""The unknown sizes of rows and columns; None where there is but one."""

NONE: Keys = (None, None)


@dataclass(slots=True)
class Tracing:
    """Goes through relations and joins unknown sizes."""

    dimensions: Dimensions
    ranks: Ranks
    entries: Mapping[str, int]
    functions: Mapping[str, tuple[Term, Term] | None]
    letters: dict[int, dict[str, str]] = field(default_factory=dict)
    """For each relation the unknown range of each free index."""
    placeholders: dict[Term, str] = field(default_factory=dict)
    """For each end of a range, or number of ones, that is not written its unknown size."""
    extents: dict[Term, None] = field(default_factory=dict)
    """Those of them that say how many ones there are."""
    arguments: dict[str, list[Keys]] = field(default_factory=dict)
    uneven: dict[str, None] = field(default_factory=dict)
    """Functions without a definition that are given arguments of different shapes."""
    _relation: int = 0
    _bound: dict[str, str] = field(default_factory=dict)
    _fresh: int = 0

    def declare(self, name: str, kind: Type) -> None:
        """Take over the sizes of a declared type."""
        match kind:
            case Vector(size):
                self.dimensions.settle(f"{name}.r", size)
            case Matrix(rows, columns):
                self.dimensions.settle(f"{name}.r", rows)
                self.dimensions.settle(f"{name}.c", columns)
            case Family(ranges, element):
                for k, span in enumerate(ranges):
                    if span.lower is ONE:
                        self.dimensions.settle(f"{name}#{k}", span.upper)
                if not isinstance(element, Scalar):
                    self.declare(name, element)

    def relation(self, number: int, left: Term, right: Term) -> None:
        """Both sides of one relation."""
        self._relation = number
        self.letters.setdefault(number, {})
        self._bound = {}
        if self._laid_out(left) or self._laid_out(right):
            # Sides whose entries are laid out in a line are no evidence for the sizes of anything.
            return
        parameters = self._parameters(left)
        self.same(self.of(left), self.of(right))
        for name in parameters:
            self._bound.pop(name, None)

    def _laid_out(self, side: Term) -> bool:
        """Whether entries of matrices are laid out in a line: by ⊗, vec, or ∂Z/∂X."""
        for node in subterms(side):
            if node.head == "call" and node.value in ("kronecker", "vec"):
                return True
            if node.head == "derivative" and len(node.args) == 2:
                of, by = (self.ranks.of(each) for each in node.args)
                if MATRIX in (of, by) and NUMBER not in (of, by) and None not in (of, by):
                    return True
        return False

    def _parameters(self, left: Term) -> tuple[str, ...]:
        return ()

    def same(self, one: Keys, other: Keys) -> None:
        """Two things have the same shape."""
        for a, b in zip(one, other, strict=True):
            if a is not None and b is not None:
                self.dimensions.join(a, b)

    def of(self, node: Term) -> Keys:
        """The unknown sizes of a term, its parts traced on the way."""
        match node.head:
            case "symbol":
                return self._named(str(node.value))
            case "indexed":
                return self._indexed(node)
            case "add":
                return self._alike(node)
            case "mul":
                return self._product(node)
            case "neg" | "div" | "pow":
                shapes = [self.of(a) for a in node.args]
                mere = literal(node.args[0]) is not None or node.args[0].head == "constant"
                return shapes[-1] if mere else shapes[0]
            case "call":
                return self._call(node)
            case "derivative":
                return self._derivative(node)
            case "matrix":
                return self._matrix(node)
        if node.head in BINDERS:
            return self._binder(node)
        for each in node.args:
            self.of(each)
        return NONE

    def _named(self, name: str) -> Keys:
        return self._keys(name, self.ranks.known.get(name, NUMBER))

    def _keys(self, name: str, rank: Rank) -> Keys:
        return (f"{name}.r" if rank[0] else None, f"{name}.c" if rank[1] else None)

    def _indexed(self, node: Term) -> Keys:
        base, *indices = node.args
        if base.head != "symbol":
            shape = self.of(base)
            for key, each in zip([k for k in shape if k is not None], indices, strict=False):
                self._index(each, key)
            return NONE
        name = str(base.value)
        arity = self.entries.get(name, 0)
        rank = self.ranks.known.get(name, NUMBER)
        positions: list[str | None] = [f"{name}#{k}" for k in range(arity)]
        both = len(indices) == arity + 2
        positions += [k for k in self._keys(name, rank) if both or k is not None]
        for position, each in zip(positions, indices, strict=False):
            if position is not None:
                self._index(each, position)
        for each in indices:
            self.of(each)
        return self._keys(name, rank) if len(indices) <= arity else NONE

    def _index(self, node: Term, key: str) -> None:
        value = literal(node)
        if value is not None:
            if value.denominator == 1 and value > 0:
                self.dimensions.seen(key, int(value))
            elif value == 0:
                self.dimensions.from_zero.setdefault(key)
            return
        if node.head == "symbol":
            self.dimensions.join(key, self.letter(str(node.value)))

    def letter(self, name: str) -> str:
        """The unknown range of an index: the binder's where it is bound, else the relation's."""
        bound = self._bound.get(name)
        if bound is not None:
            return bound
        return self.letters[self._relation].setdefault(name, f"{self._relation}:{name}")

    def _alike(self, node: Term) -> Keys:
        shapes = [self.of(a) for a in node.args]
        for other in shapes[1:]:
            self.same(shapes[0], other)
        return max(shapes, key=lambda shape: sum(key is not None for key in shape))

    def _product(self, node: Term) -> Keys:
        total = NONE
        for factor in node.args:
            shape = self.of(factor)
            if shape == NONE:
                continue
            if total == NONE:
                total = shape
                continue
            if total[1] is not None and shape[0] is not None:
                self.dimensions.join(total[1], shape[0])
            total = (total[0], shape[1])
        return total

    def _call(self, node: Term) -> Keys:
        name = str(node.value)
        if name in ("ones", "zeros"):
            keys = [self._extent(size) for size in node.args]
            return keys[0], keys[1] if len(keys) > 1 else None
        shapes = [self.of(a) for a in node.args]
        if name == "transpose":
            return shapes[0][1], shapes[0][0]
        if name in ("hadamard", "quotient"):
            for other in shapes[1:]:
                self.same(shapes[0], other)
            return shapes[0]
        if name == "inverse":
            rows, columns = shapes[0]
            if rows is not None and columns is not None:
                self.dimensions.join(rows, columns)
            return shapes[0]
        if name == "diag":
            return shapes[0][0], shapes[0][0]
        if name == "indicator":
            return self._compared(node.args[0])
        if name in ("trace", "norm", "delta"):
            if name == "delta" and all(a.head == "symbol" for a in node.args):
                self.dimensions.join(*(self.letter(str(a.value)) for a in node.args))
            return NONE
        if name in self.functions:
            return self._own(name, node, shapes)
        arrays = [s for s in shapes if s != NONE]
        return arrays[0] if len(arrays) == 1 or (len(node.args) == 1 and arrays) else NONE

    def _compared(self, condition: Term) -> Keys:
        """A condition on each entry of an array has its sizes."""
        if condition.head not in ORDERS:
            return NONE
        return self._alike(condition)

    def _extent(self, size: Term) -> str | None:
        """A size that is written, or that is to be found."""
        if size is ONE:
            return None
        key = f"!{size}"
        if size.head == "symbol" and str(size.value).startswith("?"):
            self.placeholders[size] = key
            self.extents.setdefault(size)
            self.dimensions.open(key)
        else:
            self.dimensions.settle(key, size)
        return key

    def _own(self, name: str, node: Term, shapes: list[Keys]) -> Keys:
        """A call of a function of the document: its arguments are those of its definition."""
        if name in self.ranks.elementwise:
            return shapes[0]
        formal = self._formal(name, node)
        lifted = False
        for one, other in zip(formal, shapes, strict=False):
            if _kind(one) == _kind(other):
                self.same(one, other)
            else:
                lifted = True
                if self.functions.get(name) is None:
                    self.uneven.setdefault(name)
                if _kind(one) == COLUMN and other[1] is not None and one[0] is not None:
                    self.dimensions.join(one[0], other[1])
        rank = self.ranks.functions.get(name) or NUMBER
        if lifted and rank == NUMBER and shapes:
            return (shapes[0][0], None) if _kind(formal[0]) == COLUMN else shapes[0]
        return self._keys(f"{name}()", rank)

    def _formal(self, name: str, node: Term) -> list[Keys]:
        found = self.arguments.get(name)
        if found is None:
            definition = self.functions.get(name)
            source = definition[0] if definition is not None else node
            ranks = [self.ranks.of(a) or NUMBER for a in source.args]
            found = [self._keys(f"{name}({k})", rank) for k, rank in enumerate(ranks)]
            self.arguments[name] = found
        return found

    def _derivative(self, node: Term) -> Keys:
        inner = self.of(node.args[0])
        by = [self.of(v) for v in node.args[1:]]
        arrays = [s for s in by if s != NONE]
        if not arrays:
            return inner
        if inner == NONE:
            return arrays[0] if len(arrays) == 1 else (arrays[0][0], arrays[1][0])
        return arrays[0][0], inner[0]

    def _matrix(self, node: Term) -> Keys:
        for each in node.args:
            self.of(each)
        rows, columns = (int(n) for n in str(node.value).split("x"))
        keys: list[str | None] = []
        for count in (rows, columns):
            if count == 1:
                keys.append(None)
                continue
            self._fresh += 1
            key = f"!{self._fresh}"
            self.dimensions.settle(key, number(count))
            keys.append(key)
        return keys[0], keys[1]

    def _binder(self, node: Term) -> Keys:
        body, index, lower, upper = node.args
        self._fresh += 1
        key = f"!{self._fresh}:{index.value}"
        name = str(index.value)
        if upper.head == "symbol" and str(upper.value).startswith("?"):
            self.placeholders[upper] = key
            self.dimensions.open(key)
            omitted = left_out(lower, upper)
            if omitted is not None:
                self.dimensions.join(key, self.letter(omitted))
        elif lower is ONE and index not in free_symbols(upper) and upper.head != "add":
            self.dimensions.settle(key, upper)
        before = self._bound.get(name)
        self._bound[name] = key
        shape = self.of(body)
        if before is None:
            del self._bound[name]
        else:
            self._bound[name] = before
        return (key, shape[1]) if node.head == "stack" else shape

    def function_type(
        self,
        name: str,
        definition: tuple[Term, Term] | None,
        value: Callable[[str, Rank], Value],
    ) -> Function:
        """The type of a function of the document."""
        formal = self.arguments.get(name)
        if formal is None and definition is not None:
            formal = self._formal(name, definition[0])
        arguments = tuple(
            value(f"{name}({k})", _kind(keys)) for k, keys in enumerate(formal or [NONE])
        )
        rank = self.ranks.functions.get(name) or NUMBER
        return Function(arguments, value(f"{name}()", rank))


def _kind(keys: Keys) -> Rank:
    return keys[0] is not None, keys[1] is not None


def left_out(lower: Term, upper: Term) -> str | None:
    """The index that a sum over all others begins after: both have the same range."""
    if not str(upper.value).startswith("?"):
        return None
    if lower.head == "add" and len(lower.args) == 2 and lower.args[1] is ONE:
        first = lower.args[0]
        return str(first.value) if first.head == "symbol" else None
    return None


def end(name: str) -> Term:
    """The size symbol of a name."""
    return symbol(name)
