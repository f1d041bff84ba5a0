"""Numbers added to arrays, and rows to matrices: `1 - \\mathbf{a}` has the number in every entry.

Authors write `1 - y` for a vector y, `Xw + b` for a number b, and `XW + \\mathbf{b}` for a row of
biases that all rows get.  By the shapes alone nothing can be added there, so this is the only
reading that fits; the number or the row is then multiplied by ones, and a note says so.  Exponents,
denominators and powers that are arrays are read entry by entry (`entrywise`) for the same reason.
Terms whose shapes fit stay as they are written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from derive.model import arrays
from derive.model import term as t
from derive.model.context import Context, Definition
from derive.model.domain import Function, Matrix, Vector
from derive.model.relation import Relation
from derive.model.shapes import SCALAR, Misshapen, Shape, Shapes, of_value, same
from derive.model.sizes import same_size
from derive.model.term import BINDERS, ONE, Term
from derive.readers.documents import entrywise


@dataclass(slots=True)
class Broadcast:
    """Spreads numbers over the entries of what they are added to, in one context."""

    context: Context
    sized: Collection[str] = ()
    """Names whose sizes the document states."""
    shown: Collection[str] = ()
    """Names that the document shows to be arrays, by their sizes or their face."""
    notes: dict[str, None] = field(default_factory=dict)
    """What was spread, in words."""
    _powers: entrywise.Powers = entrywise.Powers.AS_WRITTEN

    def definitions(self) -> Context:
        """The context with its definitions spread."""
        found: tuple[Definition, ...] = ()
        for each in self.context.definitions:
            local = {}
            if each.target.head == "call":
                local = self._parameters(each)
            target, body = self._sides(each.target, each.body, local)
            same_as_before = body is each.body and target is each.target
            found += (each if same_as_before else replace(each, target=target, body=body),)
        if all(map(_is, found, self.context.definitions)):
            return self.context
        self.context = replace(self.context, definitions=found)
        return self.context

    def _parameters(self, definition: Definition) -> dict[str, Shape]:
        """The shapes of a function's parameters: those of its arguments."""
        kind = self.context.type_of(definition.name)
        if isinstance(kind, Function) and len(kind.arguments) == len(definition.parameters):
            shapes = [of_value(each) for each in kind.arguments]
        else:
            shapes = [self._declared(p) for p in definition.parameters]
        return {str(p.value): s for p, s in zip(definition.parameters, shapes, strict=True)}

    def _declared(self, parameter: Term) -> Shape:
        kind = self.context.type_of(str(parameter.value))
        return of_value(kind) if isinstance(kind, Vector | Matrix) else SCALAR

    def relation(self, relation: Relation) -> Relation:
        """A relation with its numbers spread."""
        left, right = self._sides(relation.left, relation.right, {})
        if relation.sign == "=":
            left, right = self._nothing(left, right), self._nothing(right, left)
        if left is relation.left and right is relation.right:
            return relation
        return Relation(left, relation.sign, right)

    def _nothing(self, side: Term, other: Term) -> Term:
        """A side that is 0, as the array of the other side's shape."""
        if not t.is_number(side, 0):
            return side
        try:
            shape = Shapes(self.context).of(other)
        except Misshapen:
            return side
        if not shape:
            return side
        rows, columns = shape
        return arrays.zeros(rows) if same_size(columns, ONE) else arrays.zeros(rows, columns)

    def _sides(self, left: Term, right: Term, local: Mapping[str, Shape]) -> tuple[Term, Term]:
        """Two sides spread; with powers entry by entry where nothing else makes them fit."""
        notes = dict(self.notes)
        plain = self._side(left, local), self._side(right, local)
        if not any(node.head == "pow" for side in plain for node in t.subterms(side)):
            return plain
        found = {}
        for self._powers in (entrywise.Powers.ENTRIES, entrywise.Powers.NORM):
            before, self.notes = self.notes, dict(notes)
            sides = self._side(left, local), self._side(right, local)
            if sides != plain and self._fit(*sides, local):
                found[self._powers] = sides, self.notes
            self.notes = before
        self._powers = entrywise.Powers.AS_WRITTEN
        squared = entrywise.Powers.NORM in found and not entrywise.on_a_diagonal(left, right)
        if entrywise.Powers.ENTRIES not in found or squared:
            return plain
        sides, self.notes = found[entrywise.Powers.ENTRIES]
        return sides

    def _fit(self, left: Term, right: Term, local: Mapping[str, Shape]) -> bool:
        """Whether two sides have one shape, and the left is not just inferred from the right."""
        shapes = Shapes(self.context, local)
        try:
            alike = same(shapes.of(left), shapes.of(right))
        except Misshapen:
            return False
        return alike and self._all_shown(left, ())

    def _all_shown(self, node: Term, seen: tuple[str, ...]) -> bool:
        """Whether every array in a term is shown to be one, or is defined by such."""
        names = (str(s.value) for s in t.free_symbols(node))
        return all(self._is_shown(n, seen) for n in names if self._is_array(n))

    def _is_shown(self, name: str, seen: tuple[str, ...]) -> bool:
        if name in self.shown:
            return True
        found = [
            d for d in self.context.definitions if d.name == name and d.target.head == "symbol"
        ]
        if len(found) != 1 or name in seen:
            return False
        (own,) = found
        plain = not any(node.head in ("pow", "derivative") for node in t.subterms(own.body))
        return plain and self._all_shown(own.body, (*seen, name))

    def _is_array(self, name: str) -> bool:
        return isinstance(self.context.type_of(name), Vector | Matrix)

    def _sizes(self, name: str) -> bool:
        """Whether the size of an array is stated, or shows in what it is written out as."""
        return name in self.sized or any(
            d.name == name and d.target.head == "symbol" and d.body.head == "matrix"
            for d in self.context.definitions
        )

    def _side(self, node: Term, local: Mapping[str, Shape]) -> Term:
        try:
            return self._spread(node, Shapes(self.context, local))
        except Misshapen:
            return node

    def _spread(self, node: Term, shapes: Shapes) -> Term:
        if not node.args:
            return node
        inner, first, last = shapes, 0, len(node.args)
        if node.head in BINDERS or node.head in ("derivative", "indexed"):
            last = 1
        if node.head in BINDERS and node.args[1].head == "symbol":
            inner = Shapes(self.context, {**shapes.local, str(node.args[1].value): SCALAR})
        args = [
            self._spread(arg, inner) if first <= k < last else arg
            for k, arg in enumerate(node.args)
        ]
        if node.head == "derivative":
            args[1:] = [self._spread(arg, shapes) for arg in args[1:]]
        if node.head == "add":
            args = self._evened(args, shapes)
        if node.head == "indexed":
            args = _placed(args, self.context)
        if not all(map(_is, args, node.args)):
            node = t.make(node.head, tuple(args), node.value)
        rule = entrywise.RULES.get(node.head)
        return node if rule is None else rule(node, shapes, self._powers, self.notes)

    def _evened(self, terms: list[Term], shapes: Shapes) -> list[Term]:
        """Terms of a sum, the numbers and rows among them spread over the others."""
        found = [shapes.of(each) for each in terms]
        arrays_found = [shape for shape in found if shape]
        if not arrays_found:
            return terms
        rows, columns = next((s for s in arrays_found if ONE not in s), arrays_found[0])
        if any(not same((rows, columns), s) for s in arrays_found):
            if not any(_multiplies(each, shapes) for each in terms):
                return terms
            spread = [self._stretched(each, rows, columns, shapes) for each in terms]
            if any(each is None for each in spread):
                return terms
            terms = [each for each in spread if each is not None]
        elif len(arrays_found) == len(found):
            return terms
        ones = arrays.ones(rows) if same_size(columns, ONE) else arrays.ones(rows, columns)
        whole = []
        for term in terms:
            if shapes.of(term):
                whole.append(term)
                continue
            self.notes.setdefault(f"{term} is added to every entry")
            whole.append(ones if t.is_number(term, 1) else _times(term, ones))
        return whole

    def _stretched(self, term: Term, rows: Term, columns: Term, shapes: Shapes) -> Term | None:
        """A row or a column of stated size, written as the matrix whose rows or columns it is."""
        shape = shapes.of(term)
        if not shape or same(shape, (rows, columns)):
            return term
        base = term.args[0] if term.head == "indexed" else term
        if base.head != "symbol" or not self._sizes(str(base.value)):
            return None
        if same(shape, (ONE, columns)):
            self.notes.setdefault(f"the row {term} is added to every row")
            return t.mul(arrays.ones(rows), term)
        if same(shape, (rows, ONE)):
            self.notes.setdefault(f"the column {term} is added to every column")
            return t.mul(term, arrays.transpose(arrays.ones(columns)))
        return None


def _placed(args: list[Term], context: Context) -> list[Term]:
    """The entry b_j of a row b: one index is enough to say which."""
    base, *indices = args
    kind = context.type_of(str(base.value)) if base.head == "symbol" else None
    if len(indices) != 1 or not isinstance(kind, Matrix):
        return args
    if same_size(kind.rows, ONE):
        return [base, ONE, *indices]
    return [base, *indices, ONE] if same_size(kind.columns, ONE) else args


def _multiplies(term: Term, shapes: Shapes) -> bool:
    """Whether a term is a product of arrays, the linear part of an affine map."""
    term = term.args[0] if term.head == "neg" else term
    return term.head == "mul" and sum(bool(shapes.of(each)) for each in term.args) > 1


def _times(number: Term, ones: Term) -> Term:
    if number.head == "neg":
        return t.neg(_times(number.args[0], ones))
    return ones if t.is_number(number, 1) else t.mul(number, ones)


def _is(one: object, other: object) -> bool:
    return one is other
