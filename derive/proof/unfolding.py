"""Unfolding: definitions opened and derivatives led to what they run through.

`Unfolding.closed(term)` is the same quantity without definitions, with literal sums and products
written out.  Under a derivative the variable is the stopping point: L is opened until only the
variable is left to see.  A derivative by a free symbol stays a derivative (the normal form takes
it); a derivative by a defined quantity is carried out with that quantity free, and only then is
the quantity opened.

With `opaque` set, defined quantities stay as they are outside derivatives: then they are just
symbols whose range follows from their definition, which is often enough and says more to people.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derive.model import term as t
from derive.model.context import Context
from derive.model.term import Term, literal
from derive.proof.differentiate import differentiate
from derive.proof.kept_members import may_be_one_of

LONGEST = 2000
"""Greatest number of terms that a sum or product with literal bounds is written out to."""

_MOVING = ("derivative", "indexed", *t.BINDERS)
"""What changes in a term even where nothing is defined."""


class Unfolding:
    """Opens terms of one context."""

    def __init__(
        self,
        context: Context,
        *,
        opaque: bool = False,
        through: tuple[Term, ...] | None = None,
        lawful: bool = False,
    ) -> None:
        self.context = context
        self.opaque = opaque or lawful
        self.lawful = lawful
        """Whether defined quantities stay closed under derivatives too.

        The normal form then differentiates them by their definition, one after the other.
        """
        self.through = through
        """If given, only what depends on one of these variables is opened."""
        self.used: dict[str, None] = {}
        """Names of the definitions that were opened, in order."""
        self._borrowed = context.borrowed()
        self._memo: dict[tuple[Term, tuple[Term, ...] | None], Term] = {}

    def closed(self, node: Term) -> Term:
        """The term without definitions (in opaque mode: only where derivatives need it)."""
        if not self.context.definitions and not t.contains(node, *_MOVING):
            return node
        return self._visit(node, None if self.opaque else ())

    def _visit(self, node: Term, keep: tuple[Term, ...] | None) -> Term:
        """Open all but `keep`; None keeps every defined symbol and family member."""
        if not node.args and node.head != "symbol":
            return node
        key = (node, keep)
        found = self._memo.get(key)
        if found is None:
            found = self._memo[key] = self._step(node, keep)
        return found

    def _step(self, node: Term, keep: tuple[Term, ...] | None) -> Term:
        if keep is not None and (node in keep or may_be_one_of(node, keep)):
            return node
        if keep is not None or node.head == "call":
            opened = self._open(node, keep)
            if opened is not None:
                return self._visit(opened, keep)
        if node.head == "derivative":
            return self._derivative(node, keep)
        if node.head in t.BINDERS:
            written_out = write_out(node)
            if written_out is not None:
                return self._visit(written_out, keep)
            body, index, *limits = node.args
            if index in self._borrowed or self.context.definition_of(index) is not None:
                renamed = t.fresh(str(index.value), (index, *t.free_symbols(body)))
                body, index = t.substitute(body, {index: renamed}), renamed
            ends = (self._visit(a, keep) for a in limits)
            return t.make(node.head, (self._visit(body, keep), index, *ends))
        if node.head == "indexed":
            indices = (self._visit(a, keep) for a in node.args[1:])
            return t.rebuild(node, (node.args[0], *map(normal_index, indices)))
        return t.rebuild(node, tuple(self._visit(a, keep) for a in node.args))

    def _open(self, node: Term, keep: tuple[Term, ...] | None) -> Term | None:
        if node.head not in ("symbol", "call", "indexed"):
            return None
        definition = self.context.definition_of(node)
        if definition is None:
            return None
        if self.through is not None and not self._leads_to_variable(node, keep):
            return None
        self.used.setdefault(definition.name)
        return self.context.unfold(node)

    def _leads_to_variable(self, node: Term, keep: tuple[Term, ...] | None) -> bool:
        """Whether a defined quantity has to be opened.

        Under a derivative that is whatever depends on its variable, or the derivative would be
        wrong; elsewhere, what depends on any of the variables and is none of them.
        """
        if keep:
            return any(self.context.depends(node, v) for v in keep)
        return any(
            self.context.depends(node, v)
            for v in self.through or ()
            if node is not v
            and not (node.head == v.head == "indexed" and node.args[0] is v.args[0])
        )

    def _derivative(self, node: Term, keep: tuple[Term, ...] | None) -> Term:
        expression, *earlier, variable = node.args
        if earlier:
            # Later variables must still be seen, so earlier derivatives are taken inside.
            expression = t.derivative(expression, *earlier)
        if variable.head == "indexed":
            indices = tuple(normal_index(self._visit(a, keep)) for a in variable.args[1:])
            variable = t.rebuild(variable, (variable.args[0], *indices))
        if self.lawful:
            return t.derivative(self._visit(expression, None), variable)
        stops = (*dict.fromkeys((*(keep or ()), variable)),)
        inner = self._visit(expression, stops)
        if keep is None or variable in keep or self.context.unfold(variable) is None:
            return t.derivative(inner, variable)
        return self._visit(differentiate(explicit(inner), variable), keep)


def normal_index(node: Term) -> Term:
    """An index of literals as the number that it is."""
    value = arithmetic(node)
    return node if value is None else t.number(value)


def arithmetic(node: Term) -> Fraction | None:
    """The value of sums, products and quotients of literals."""
    found = literal(node)
    if found is not None or node.head not in ("add", "mul", "neg"):
        return found
    parts = [arithmetic(a) for a in node.args]
    total = Fraction(1) if node.head == "mul" else Fraction(0)
    for each in parts:
        if each is None:
            return None
        total = total * each if node.head == "mul" else total + each
    return -total if node.head == "neg" else total


def write_out(node: Term) -> Term | None:
    """A sum or product with literal bounds, term by term; None for symbolic or far bounds."""
    body, index, low, high = node.args
    first, last = arithmetic(low), arithmetic(high)
    if first is None or last is None or last - first > LONGEST:
        return None
    parts = [
        t.substitute(body, {index: t.number(value)}) for value in range(int(first), int(last) + 1)
    ]
    return t.add(*parts) if node.head == "sum" else t.mul(*parts)


def explicit(node: Term, watch: Callable[[], None] = lambda: None) -> Term:
    """The term with its derivatives carried out; `watch` is called now and then."""
    if not t.contains(node, "derivative"):
        return node

    def carry_out(current: Term) -> Term:
        if current.head != "derivative":
            return current
        expression, *variables = current.args
        for variable in variables:
            watch()
            expression = differentiate(expression, variable)
        return expression

    return t.transform(node, carry_out)
