"""Where a term is defined and real: the conditions, read off as it is written.

`Definedness.of(term)` gives what has to hold for every part of the term to have a real value,
before anything is cancelled: 1/u needs u ≠ 0, log u needs u > 0, and so on down the table of
kernels and through the definitions in force.  A derivative needs its expression to be defined and
differentiable around the point, so its conditions are the strict ones.  What is needed in one
branch of a case distinction only is needed under that branch's condition, its *guard*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derive.model.context import Context, scalar
from derive.model.domain import Domain, Family, Function, Index, unbounded
from derive.model.relation import Relation
from derive.model.term import ZERO, Term, literal, number, substitute
from derive.proof.assumed import sharper_domains
from derive.proof.branches import ALWAYS, Alternatives, alternatives, both, demands, opposite
from derive.proof.kept_members import may_be_one_of
from derive.proof.kernels import KERNELS
from derive.proof.ranges import Ranges
from derive.proof.ring import NotRead


@dataclass(frozen=True, slots=True)
class Condition:
    """One requirement, needed only where its guards hold."""

    relation: Relation
    guards: tuple[Term, ...] = ()
    bound: tuple[tuple[Term, Term, Term], ...] = ()
    """Indices over whose ranges (lower, upper) it is needed, outermost first."""
    silent: bool = False
    """Whether it goes without saying when it is met: an index lies in its range."""

    @property
    def size(self) -> int:
        """Number of nodes, guards included."""
        sides = self.relation.left.size + self.relation.right.size
        return sides + sum(g.size for g in self.guards)


STRICT = {">=": ">", "<=": "<"}


def integral(node: Term, context: Context) -> bool:
    """Whether a term takes integer values only, by its form and the declared types."""
    value = literal(node)
    if value is not None:
        return value.denominator == 1
    if node.head in ("add", "mul", "neg"):
        return all(integral(a, context) for a in node.args)
    if node.head in ("symbol", "indexed"):
        name = node.args[0].value if node.head == "indexed" else node.value
        kind = context.type_of(str(name))
        if isinstance(kind, Index):
            return True
        body = context.unfold(node)
        if body is not None:
            return integral(body, context)
        declared = scalar(kind)
        return declared is not None and declared.domain.integer
    if node.head == "pow":
        power = literal(node.args[1])
        whole = power is not None and power.denominator == 1 and power >= 0
        return whole and integral(node.args[0], context)
    return False


class Definedness:
    """Conditions of terms in one context."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.ranges = Ranges(context, sharper_domains(context).get)
        self._memo: dict[tuple[Term, bool, tuple[Term, ...]], tuple[Condition, ...]] = {}
        self._bound: set[Term] = set()
        """Indices met in sums, which take whole numbers only."""

    def of(self, *nodes: Term) -> tuple[Condition, ...]:
        """What several terms need, each condition once, small ones first."""
        found: dict[Condition, None] = {}
        for node in nodes:
            found.update(dict.fromkeys(self.visit(node, False, ())))
        return tuple(sorted(found, key=lambda c: c.size))

    def visit(self, node: Term, smooth: bool, keep: tuple[Term, ...]) -> tuple[Condition, ...]:
        """The conditions of one term; differentiable ones if `smooth`, not opening `keep`."""
        key = (node, smooth, keep)
        found = self._memo.get(key)
        if found is None:
            collected: dict[Condition, None] = {}
            for each in self._of(node, smooth, keep):
                collected.setdefault(each)
            found = self._memo[key] = tuple(collected)
        return found

    def _of(self, node: Term, smooth: bool, keep: tuple[Term, ...]) -> list[Condition]:
        if node.head in ("number", "constant") or node in keep:
            return []
        if may_be_one_of(node, keep):
            # All members vary by themselves where one is differentiated by.
            return self._in_range(node)
        body = self.context.unfold(node)
        if body is not None:
            arguments = [c for a in node.args for c in self.visit(a, smooth, keep)]
            inside = self.visit(body, smooth, keep)
            return [*arguments, *inside] if node.head == "call" else list(inside)
        if node.head == "derivative":
            stops = tuple(dict.fromkeys((*keep, *node.args[1:])))
            return list(self.visit(node.args[0], True, stops))
        if node.head == "cases":
            return self._cases(node, smooth, keep)
        if node.head in ("sum", "product"):
            return self._binder(node, smooth, keep)
        if node.head == "indexed":
            return self._in_range(node)
        found = [c for a in node.args for c in self.visit(a, smooth, keep)]
        return found + [Condition(r) for r in self._own(node, smooth)]

    def _in_range(self, node: Term) -> list[Condition]:
        """A family member exists for the indices of the declared ranges."""
        kind = self.context.type_of(str(node.args[0].value))
        if not isinstance(kind, Family) or len(kind.ranges) != len(node.args) - 1:
            return []
        found = []
        for index, bounds in zip(node.args[1:], kind.ranges, strict=True):
            for sign, end in ((">=", bounds.lower), ("<=", bounds.upper)):
                settled = literal(index) is not None and literal(end) is not None
                if not unbounded(end) and not settled:
                    found.append(Condition(Relation(index, sign, end), silent=True))
        return found

    def _in_domains(self, node: Term) -> tuple[Relation, ...]:
        """A declared function is defined where its arguments lie in their declared domains."""
        kind = self.context.type_of(str(node.value))
        if not isinstance(kind, Function) or len(kind.arguments) != len(node.args):
            return ()
        pairs = zip(node.args, kind.arguments, strict=True)
        return tuple(r for argument, given in pairs for r in self._inside(argument, given.domain))

    def _inside(self, argument: Term, domain: Domain) -> Iterator[Relation]:
        value = literal(argument)
        if value is not None:
            if value in domain:
                return
            if domain.values is not None or (domain.integer and value.denominator != 1):
                yield Relation(ZERO, "!=", ZERO)
        declared = scalar(self.context.type_of(str(argument.value)))
        if argument.head == "symbol" and declared is not None and declared.domain == domain:
            return
        if domain.values is not None or (domain.integer and not integral(argument, self.context)):
            raise NotRead(f"{argument} as an argument from {domain}")
        if domain.lower is not None:
            yield Relation(argument, ">" if domain.lower_open else ">=", number(domain.lower))
        if domain.upper is not None:
            yield Relation(argument, "<" if domain.upper_open else "<=", number(domain.upper))
        for excluded in domain.excluded:
            yield Relation(argument, "!=", number(excluded))

    def _own(self, node: Term, smooth: bool) -> tuple[Relation, ...]:
        if node.head == "div":
            bottom = node.args[1]
            return () if literal(bottom) else (Relation(bottom, "!=", ZERO),)
        if node.head == "pow":
            needed = self._power(*node.args)
            if smooth:
                n = literal(node.args[1])
                harmless = n is not None and n > 1
                needed = tuple(
                    r if harmless else Relation(r.left, STRICT.get(r.sign, r.sign), r.right)
                    for r in needed
                )
            return needed
        if node.head == "call":
            row = KERNELS.get(str(node.value))
            if row is None:
                return self._in_domains(node)
            needed = row.defined(*node.args)
            indices = node.value == "delta" and all(map(self._whole, node.args))
            if smooth and not indices:
                strict = row.smooth(*node.args)
                covered = {(r.left, r.right) for r in strict}
                needed = (*(r for r in needed if (r.left, r.right) not in covered), *strict)
            return needed
        return ()

    def _whole(self, node: Term) -> bool:
        """Whether a term takes integer values only, where its bound indices do."""
        if node in self._bound:
            return True
        if node.head in ("add", "mul", "neg"):
            return all(map(self._whole, node.args))
        return integral(node, self.context)

    def _power(self, base: Term, exponent: Term) -> tuple[Relation, ...]:
        """What base^exponent needs: nothing for natural exponents, base > 0 in general."""
        n = literal(exponent)
        if n is not None:
            if base.head == "constant" or (literal(base) or 0) > 0:
                return ()
            if n.denominator == 1:
                return () if n >= 0 else (Relation(base, "!=", ZERO),)
            return (Relation(base, ">=" if n > 0 else ">", ZERO),)
        if base.head == "constant" or (literal(base) or 0) > 0:
            return ()
        inside, whole = self.ranges.of(exponent), integral(exponent, self.context)
        natural = whole and inside.lower is not None and inside.lower >= 0
        if literal(base) == 0:
            return () if natural else (Relation(exponent, ">=" if whole else ">", ZERO),)
        if whole:
            return () if natural else (Relation(base, "!=", ZERO),)
        rising = inside.lower is not None and (
            inside.lower > 0 or (inside.lower == 0 and inside.lower_open)
        )
        return (Relation(base, ">=" if rising else ">", ZERO),)

    def _cases(self, node: Term, smooth: bool, keep: tuple[Term, ...]) -> list[Condition]:
        found: list[Condition] = []
        others = earlier = ALWAYS
        for value, test in zip(node.args[::2], node.args[1::2], strict=False):
            found += self._guarded(test, earlier, smooth, keep)
            if smooth:
                found += [Condition(r, guards) for r in _boundaries(test) for guards in earlier]
            found += self._guarded(value, both(earlier, alternatives(test)), smooth, keep)
            others, earlier = earlier, both(earlier, alternatives(opposite(test)))
        if len(node.args) % 2:
            return found + self._guarded(node.args[-1], earlier, smooth, keep)
        # Outside every case there is no value: the last test must hold if the others fail.
        for needed, guards in demands(node.args[-1]):
            relation = Relation.of_condition(needed)
            found += [Condition(relation, (*each, *guards)) for each in others]
        return found

    def _guarded(
        self, value: Term, guards: Alternatives, smooth: bool, keep: tuple[Term, ...]
    ) -> list[Condition]:
        return [
            Condition(c.relation, (*each, *c.guards), c.bound, c.silent)
            for c in self.visit(value, smooth, keep)
            for each in guards
        ]

    def _binder(self, node: Term, smooth: bool, keep: tuple[Term, ...]) -> list[Condition]:
        body, index, low, high = node.args
        a, b = literal(low), literal(high)
        if a is not None and b is not None and b - a < 1000:
            found = []
            for value in range(int(a), int(b) + 1):
                each = substitute(body, {index: number(value)})
                found += list(self.visit(each, smooth, keep))
            return found
        ends = [*self.visit(low, smooth, keep), *self.visit(high, smooth, keep)]
        if self.context.type_of(str(index.value)) is None:
            self._bound.add(index)
        inner = self.visit(body, smooth, keep)
        ranged = (index, low, high)
        # Nothing is needed of a summand when there is none, so each condition is bound.
        return ends + [Condition(c.relation, c.guards, (ranged, *c.bound), c.silent) for c in inner]


def _boundaries(test: Term) -> list[Relation]:
    if test.head in ("and", "or", "not"):
        return [r for a in test.args for r in _boundaries(a)]
    return [Relation(test.args[0], "!=", test.args[1])]
