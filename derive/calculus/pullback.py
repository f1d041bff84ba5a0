"""The gradient through an array quantity: from ∂J/∂u and u = g(v) to ∂J/∂v.

    u = A v B       ∂J/∂v = Aᵀ (∂J/∂u) Bᵀ
    u = f(v)        ∂J/∂v = ∂J/∂u ⊙ f'(v)              f entry by entry
    u = vᵀ          ∂J/∂v = (∂J/∂u)ᵀ
    u = A ⊙ v       ∂J/∂v = A ⊙ ∂J/∂u

These are the rules of reverse accumulation; gradients have the shape of their variable.
Source: M. Giles, Collected matrix derivative results for forward and reverse mode AD (2008).
"""

from __future__ import annotations

from derive.calculus.function_laws import FUNCTION_LAWS
from derive.model.arrays import hadamard, ones, transpose
from derive.model.context import Context
from derive.model.shapes import SCALAR, Shapes
from derive.model.term import ONE, Term, add, call, div, literal, mul, neg, subterms

Found = tuple[tuple[str, ...], Term]
"""The rules used, and the gradient."""


def pullback(node: Term, variable: Term, gradient: Term, context: Context) -> Found | None:
    """What ∂J/∂variable gets through a term whose own gradient ∂J/∂node is given.

    None where the variable does not occur, or in a way that no rule covers.
    """
    return _Pullback(variable, context).through(node, gradient)


class _Pullback:
    def __init__(self, variable: Term, context: Context) -> None:
        self.variable = variable
        self.context = context
        self.shapes = Shapes(context)

    def moves(self, node: Term) -> bool:
        """Whether the variable itself occurs; what is defined through it has its own gradient."""
        return any(each is self.variable for each in subterms(node))

    def through(self, node: Term, gradient: Term) -> Found | None:
        if node is self.variable:
            return (), gradient
        match node.head:
            case "add":
                return self._sum(node, gradient)
            case "neg":
                found = self.through(node.args[0], gradient)
                return None if found is None else (found[0], neg(found[1]))
            case "mul":
                return self._product(node, gradient)
            case "div" if not self.moves(node.args[1]):
                return self.through(node.args[0], div(gradient, node.args[1]))
            case "call":
                return self._call(node, gradient)
        return None

    def _sum(self, node: Term, gradient: Term) -> Found | None:
        rules: dict[str, None] = {}
        parts = []
        for each in node.args:
            if self.moves(each):
                found = self.through(each, gradient)
                if found is None:
                    return None
                rules.update(dict.fromkeys(found[0]))
                parts.append(found[1])
        return (tuple(rules), add(*parts)) if parts else None

    def _product(self, node: Term, gradient: Term) -> Found | None:
        numbers = [a for a in node.args if not self.shapes.of(a)]
        arrays = [a for a in node.args if self.shapes.of(a)]
        at = [k for k, a in enumerate(arrays) if self.moves(a)]
        if not at or any(self.moves(a) for a in numbers):
            return None
        rules: dict[str, None] = {}
        parts = []
        for k in at:
            before = [transpose_of(a) for a in reversed(arrays[:k])]
            after = [transpose_of(a) for a in reversed(arrays[k + 1 :])]
            middle = [] if gradient is ONE else [gradient]
            found = self.through(arrays[k], mul(*numbers, *before, *middle, *after))
            if found is None:
                return None
            if before or after:
                rules.setdefault("gradient through a product")
            rules.update(dict.fromkeys(found[0]))
            parts.append(found[1])
        return tuple(rules), add(*parts)

    def _call(self, node: Term, gradient: Term) -> Found | None:
        name = str(node.value)
        if name == "transpose":
            found = self.through(node.args[0], transpose_of(gradient))
            return (
                None if found is None else (("gradient through a transpose", *found[0]), found[1])
            )
        if name == "hadamard":
            moving = [a for a in node.args if self.moves(a)]
            if len(moving) != 1:
                return None
            rest = [a for a in node.args if a is not moving[0]]
            found = self.through(moving[0], hadamard(gradient, *rest))
            own = "gradient through an entrywise product"
            return None if found is None else ((own, *found[0]), found[1])
        if name in FUNCTION_LAWS and len(node.args) == 1:
            inner = node.args[0]
            slope = lifted(FUNCTION_LAWS[name](inner), inner, self.shapes)
            if slope is None:
                return None
            found = self.through(inner, hadamard(gradient, slope))
            own = "gradient through an elementwise function"
            return None if found is None else ((own, *found[0]), found[1])
        return None


def transpose_of(node: Term) -> Term:
    """Aᵀ, and A for Aᵀ."""
    if node.head == "call" and node.value == "transpose":
        return node.args[0]
    if node.head == "call" and node.value in ("diag", "identity"):
        return node
    return transpose(node)


def lifted(node: Term, inner: Term, shapes: Shapes) -> Term | None:
    """A formula for numbers, read for the entries of an array."""
    shape = shapes.of(inner)

    def lift(each: Term) -> Term | None:
        if each is inner:
            return each
        if literal(each) is not None:
            filled = ones(*(size for k, size in enumerate(shape) if k == 0 or size is not ONE))
            return filled if each is ONE else mul(each, filled)
        parts = [lift(a) for a in each.args]
        if any(p is None for p in parts):
            return None
        arrays = [p for p in parts if p is not None]
        match each.head:
            case "add":
                return add(*arrays)
            case "neg":
                return neg(arrays[0])
            case "mul":
                return hadamard(*arrays)
            case "div":
                if each.args[0] is ONE or literal(each.args[1]) is None:
                    return call("quotient", *arrays)
                return div(arrays[0], each.args[1])
            case "pow" if literal(each.args[1]) == 2:
                return hadamard(arrays[0], arrays[0])
            case "call" if len(arrays) == 1:
                return call(str(each.value), arrays[0])
        return None

    return lift(node) if shape != SCALAR else node
