"""Derivatives of defined quantities, each worked out once, with its chain of lines.

∂q/∂v is either differentiated directly, from the definition of q, or put together by the chain
rule over the dependency graph from derivatives that are worked out first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from derive.calculus import array_derivatives
from derive.calculus.algebra import effort, mentions_head, tidy
from derive.calculus.array_derivatives import route
from derive.calculus.array_differentiation import shape_of
from derive.calculus.array_forms import array_lines
from derive.calculus.deltas import pick
from derive.calculus.differentiation import layer
from derive.calculus.folding import folded
from derive.calculus.instances import general, inserted
from derive.calculus.lines import Chain, Line
from derive.calculus.paths import cut
from derive.calculus.products import plus, positive_first, times
from derive.calculus.quotients import quotients_named
from derive.calculus.rules import RULES
from derive.calculus.simplification import settled, simplified
from derive.calculus.summation import (
    has_sum,
    in_summands,
    settled_sums,
    signed,
    simplified_inside,
)
from derive.model.context import Context
from derive.model.derivation import Grain
from derive.model.domain import Family, Matrix, Vector
from derive.model.term import ONE, Term, derivative, literal, mul, substitute, subterms, symbol

MOST_ROUNDS = 4
"""How often sums are collapsed and simplified in turn."""

Key = tuple[Term, Term]
"""A quantity and the variable it is differentiated by."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A derivative that was worked out."""

    goal: Term
    chain: Chain
    direct: bool
    """Whether the definition itself was differentiated, not put together by the chain rule."""

    @property
    def result(self) -> Term:
        """What it came to."""
        return self.chain.last

    def parts(self) -> Iterator[Term]:
        """The derivatives that the chain rule put it together from."""
        if not self.direct:
            for node in subterms(self.chain.lines[0].term):
                if node.head == "derivative":
                    yield node


@dataclass(slots=True)
class Derivatives:
    """All derivatives worked out so far in one context, in the order they were needed."""

    context: Context
    worked: dict[Key, Worked] = field(default_factory=dict)

    def of(self, q: Term, v: Term) -> Term:
        """Work ∂q/∂v out, and first whatever it needs; the result."""
        known = self.worked.get((q, v))
        if known is not None:
            return known.result
        chain, direct = self._by_route(q, v)
        self.worked[q, v] = Worked(derivative(q, v), chain, direct)
        return chain.last

    def _by_route(self, q: Term, v: Term) -> tuple[Chain, bool]:
        """The chain, and whether the definition itself was differentiated."""
        way = route(q, v, self.context)
        if way == "through":
            chain = array_derivatives.through(self, q, v)
            if chain is not None:
                return chain, False
        if way == "entries":
            chain = array_derivatives.by_entries(self, q, v)
            if chain is not None:
                return chain, False
        if way != "numbers" or q.head == "call":
            return self._direct(q, v), True
        through = cut(q, v, self.context)
        direct = q in through or not through or any(map(self._has_many_members, through))
        return (self._direct(q, v) if direct else self._chained(q, v, through)), direct

    def _has_many_members(self, u: Term) -> bool:
        """Whether a quantity stands for all members of a family, which need a sum of their own."""
        definition = self.context.definition_of(u)
        return u.head == "indexed" and definition is not None and bool(definition.parameters)

    def _is_entry(self, v: Term) -> bool:
        """Whether a variable is an entry of an array, or a member of symbolic many."""
        if v.head != "indexed":
            return False
        kind = self.context.type_of(str(v.args[0].value))
        if isinstance(kind, Vector | Matrix) or self.context.unfold(v.args[0]) is not None:
            return True
        return isinstance(kind, Family) and any(
            literal(r.upper) is None or literal(r.lower) is None for r in kind.ranges
        )

    def _direct(self, q: Term, v: Term) -> Chain:
        """Differentiate the definition of q itself."""
        body = self.context.unfold(q)
        chain = Chain(derivative(q, v))
        if body is None or q is v:
            chain.then(ONE, "derivative of the variable")
            return chain
        arrays = self._is_entry(v) or bool(shape_of(v, self.context))
        for used in () if arrays else tuple(self.context.mentions(body)):
            inner = self.context.definition_of(used) is not None and used.head != "call"
            if inner and used is not v and self.context.depends(used, v):
                self.of(used, v)
        unfolds = body.head == "call" and self.context.unfold(body) is not None
        grain: Grain = "full" if unfolds else "steps"
        chain.then(derivative(body, v), "definition", grain=grain, subject=q)
        chain.extend(self._differentiated(chain.last))
        self._work_out_left(chain.last, v)
        self._insert(chain, v)
        if arrays or has_sum(chain.last):
            self._finish_arrays(chain, q, v)
        else:
            self._finish(chain, v)
        return chain

    def _work_out_left(self, line: Term, v: Term) -> None:
        """Work out the derivatives that a line still holds, for general indices."""
        for node in tuple(subterms(line)):
            if node.head == "derivative" and inserted(node, self._results(), self.context) is node:
                self.of(general(node.args[0], v, self.context), v)

    def _results(self) -> list[tuple[Term, Term]]:
        return [(each.goal, each.result) for each in self.worked.values()]

    def _finish_arrays(self, chain: Chain, q: Term, v: Term) -> None:
        """Tidy the last line, collapse deltas, simplify inside sums, write sums as products."""
        chain.then(in_summands(chain.last), "arithmetic")
        if mentions_head(chain.last, "derivative"):
            return
        for _ in range(MOST_ROUNDS):
            before = chain.last
            chain.extend(settled_sums(chain.last, self.context))
            chain.then(in_summands(chain.last), "arithmetic", grain="full")
            chain.extend(quotients_named(chain.last, self.context))
            chain.extend(simplified_inside(chain.last))
            if chain.last is before:
                break
        turned = signed(chain.last)
        chain.then(turned, "factor out")
        chain.then(positive_first(turned), "arithmetic")
        self._named_again(chain, q)
        if shape_of(v, self.context):
            chain.extend(array_lines(chain.last, self.context))

    def _named_again(self, chain: Chain, q: Term) -> None:
        """The quantity's own definition found in its derivative: f(x)(1 − f(x)) x."""
        body = self.context.unfold(q)
        if body is not None and body.args and any(e is body for e in subterms(chain.last)):
            name = symbol(str(q.value)) if q.head == "call" else q
            chain.then(substitute(chain.last, {body: q}), "definition", subject=name)

    def _differentiated(self, start: Term) -> list[Line]:
        """Every layer of differentiation, with the grain at which each shows.

        Lines that only split sums or drop constants are what a reader does in the head once a law
        of differentiation has been used, or when another such line follows.
        """
        lines: list[Line] = []
        current, analytic = start, False
        while (found := layer(current, self.context)) is not None:
            before, (rules, current) = current, found
            kinds = {RULES[name].kind for name in rules}
            if kinds == {"structure"}:
                lines.append(Line(current, rules, subject=_function_unfolded(before)))
            elif "analytic" in kinds:
                analytic = True
                lines.append(Line(current, rules))
            elif analytic:
                lines.append(Line(current, rules, "full"))
            else:
                if lines and kinds == {"linear"} and _is_linear(lines[-1]):
                    lines[-1] = Line(lines[-1].term, lines[-1].rules, "full")
                lines.append(Line(current, rules))
        return lines

    def _insert(self, chain: Chain, v: Term) -> None:
        """Replace the derivatives of other quantities that are left by their results."""
        chain.then(inserted(chain.last, self._results(), self.context), "insert components")

    def _finish(self, chain: Chain, v: Term) -> None:
        """Tidy the last line, then bring it to the form an author leaves it in."""
        picked = pick(chain.last, self.context)
        if picked is not chain.last:
            chain.then(tidy(picked), "delta picks its index")
        chain.then(tidy(chain.last), "arithmetic")
        if mentions_head(chain.last, "derivative"):
            return
        lines = folded(chain.last, v, self.context)
        chain.extend(lines or settled(chain.last))

    def _chained(self, q: Term, v: Term, through: tuple[Term, ...]) -> Chain:
        """The chain rule over the graph, components inserted, simplified."""
        parts = [(self.of(q, u), self.of(u, v)) for u in through]
        chain = Chain(derivative(q, v))
        chain.then(
            plus(*(mul(derivative(q, u), derivative(u, v)) for u in through)),
            "chain rule over the graph",
        )
        chain.then(
            plus(*(times(positive_first(outer), positive_first(inner)) for outer, inner in parts)),
            "insert components",
        )
        tidied = tidy(chain.last)
        lines = simplified(tidied)
        if not lines or effort(tidied) < effort(chain.last):
            chain.then(tidied, "arithmetic", grain="steps" if _has_units(chain.last) else "full")
        chain.extend(lines)
        return chain


def _function_unfolded(line: Term) -> Term | None:
    """The name of the function whose definition the next line puts in, if it is a single one."""
    names = {
        str(node.args[0].value)
        for node in subterms(line)
        if node.head == "derivative" and node.args[0].head == "call"
    }
    return symbol(names.pop()) if len(names) == 1 else None


def _is_linear(line: Line) -> bool:
    return all(RULES[name].kind == "linear" for name in line.rules)


def _has_units(node: Term) -> bool:
    """Whether a line shows factors 1 or terms 0 that the next one drops."""
    return any(each is ONE for each in subterms(node))
