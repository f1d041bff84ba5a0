"""Numbers added to arrays: `1 - \\mathbf{a}` has the number in every entry.

Authors write `1 - y` for a vector y, and `Xw + b` for a number b.  By the shapes alone nothing can
be added there, so this is the only reading that fits; the number is then multiplied by ones, and
a note says so.  Terms whose shapes fit stay as they are written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from derive.model import arrays
from derive.model import term as t
from derive.model.context import Context, Definition
from derive.model.relation import Relation
from derive.model.shapes import SCALAR, Misshapen, Shape, Shapes, same
from derive.model.sizes import same_size
from derive.model.term import BINDERS, ONE, Term


@dataclass(slots=True)
class Broadcast:
    """Spreads numbers over the entries of what they are added to, in one context."""

    context: Context
    notes: dict[str, None] = field(default_factory=dict)
    """What was spread, in words."""

    def definitions(self) -> Context:
        """The context with its definitions spread."""
        found: tuple[Definition, ...] = ()
        for each in self.context.definitions:
            local = {}
            if each.target.head == "call":
                local = {str(p.value): SCALAR for p in each.parameters}
            body = self._side(each.body, local)
            found += (each if body is each.body else replace(each, body=body),)
        if all(map(_is, found, self.context.definitions)):
            return self.context
        self.context = replace(self.context, definitions=found)
        return self.context

    def relation(self, relation: Relation) -> Relation:
        """A relation with its numbers spread."""
        left, right = self._side(relation.left, {}), self._side(relation.right, {})
        if left is relation.left and right is relation.right:
            return relation
        return Relation(left, relation.sign, right)

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
        if node.head == "add":
            args = self._evened(args, shapes)
        if all(map(_is, args, node.args)):
            return node
        return t.make(node.head, tuple(args), node.value)

    def _evened(self, terms: list[Term], shapes: Shapes) -> list[Term]:
        """Terms of a sum, the numbers among them spread where the others are arrays."""
        found = [shapes.of(each) for each in terms]
        whole = [shape for shape in found if shape]
        if not whole or len(whole) == len(found) or not all(same(whole[0], s) for s in whole):
            return terms
        rows, columns = whole[0]
        ones = arrays.ones(rows) if same_size(columns, ONE) else arrays.ones(rows, columns)
        spread = []
        for term, shape in zip(terms, found, strict=True):
            if shape:
                spread.append(term)
                continue
            self.notes.setdefault(f"{term} is added to every entry")
            spread.append(ones if t.is_number(term, 1) else _times(term, ones))
        return spread


def _times(number: Term, ones: Term) -> Term:
    if number.head == "neg":
        return t.neg(_times(number.args[0], ones))
    return ones if t.is_number(number, 1) else t.mul(number, ones)


def _is(one: object, other: object) -> bool:
    return one is other
