"""The engine: from a problem to its derivation.

For each goal ∂L/∂v the derivatives along the dependency graph are worked out once each, as
components; the chain rule puts them together; results, updates and statements follow.  Nothing in
here knows any particular model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import sympy

from derive.calculus.algebra import effort, mentions_head, tidy
from derive.calculus.deltas import pick
from derive.calculus.differentiation import layer
from derive.calculus.folding import folded
from derive.calculus.lines import Chain, Line
from derive.calculus.paths import cut
from derive.calculus.products import is_zero, plus, positive_first, times
from derive.calculus.rules import RULES
from derive.calculus.simplification import gathered, simplified
from derive.ground.diagnostic import fail
from derive.model.context import Context
from derive.model.derivation import Derivation, Grain, Section, SectionKind, Step
from derive.model.problem import DerivativeGoal, Descent, Problem, Statement
from derive.model.relation import Relation, equation
from derive.model.term import ONE, Term, derivative, mul, substitute, subterms

Key = tuple[Term, Term]
"""A quantity and the variable it is differentiated by."""


def carry_out(problem: Problem) -> Derivation:
    """Carry a problem's goals out; raises `DeriveError` where one can't be."""
    with sympy.evaluate(True):
        return _Engine(problem).run()


@dataclass(slots=True)
class _Worked:
    """A derivative that was worked out."""

    goal: Term
    chain: Chain
    direct: bool

    @property
    def result(self) -> Term:
        return self.chain.last


@dataclass(slots=True)
class _Engine:
    problem: Problem
    worked: dict[Key, _Worked] = field(default_factory=dict)

    @property
    def context(self) -> Context:
        return self.problem.context

    def run(self) -> Derivation:
        self.context.check()
        wanted: dict[Key, DerivativeGoal | None] = {}
        for goal in self.problem.goals:
            match goal:
                case DerivativeGoal():
                    self._check_goal(goal)
                    wanted[goal.quantity, goal.variable] = goal
                    self.derivative(goal.quantity, goal.variable)
                case Descent():
                    for v in goal.variables:
                        wanted.setdefault((goal.objective, v))
                        self.derivative(goal.objective, v)
                case Statement():
                    self._derivatives_in(goal)
        sections = [*self._worked_sections(wanted), *self._updates(), *self._statements()]
        roots = dict.fromkeys(q for q, _ in wanted)
        return Derivation(
            self.problem.name,
            self.problem.title,
            self.context,
            tuple(sections),
            self.problem.summary,
            self.problem.source,
            self._tops(tuple(roots)),
        )

    def _tops(self, roots: tuple[Term, ...]) -> tuple[Term, ...]:
        """The quantities that no other one differentiated here depends on."""
        depends = self.context.depends
        return tuple(r for r in roots if not any(o is not r and depends(o, r) for o in roots))

    def _check_goal(self, goal: DerivativeGoal) -> None:
        for node in (goal.quantity, goal.variable, goal.expected):
            if node is not None:
                self.context.check_declared(node, place=goal.place)
        if not self.context.depends(goal.quantity, goal.variable):
            shown = ", ".join(str(v) for v in self._inputs(goal.quantity)) or "nothing"
            raise fail(
                "no-path",
                f"no path of the dependency graph leads from {goal.variable} to {goal.quantity}",
                place=goal.place,
                help=f"{goal.quantity} depends on {shown}",
            )

    def _inputs(self, quantity: Term) -> tuple[Term, ...]:
        found: dict[Term, None] = {}

        def visit(node: Term) -> None:
            for used in self.context.mentions(self.context.unfold(node) or node):
                if used is not node and used not in found:
                    found[used] = None
                    visit(used)

        visit(quantity)
        return tuple(found)

    # Derivatives, each worked out once.

    def derivative(self, q: Term, v: Term) -> Term:
        """Work ∂q/∂v out, and first whatever it needs; the result."""
        known = self.worked.get((q, v))
        if known is not None:
            return known.result
        through = cut(q, v, self.context)
        direct = q in through or not through
        chain = self._direct(q, v) if direct else self._chained(q, v, through)
        self.worked[q, v] = _Worked(derivative(q, v), chain, direct)
        return chain.last

    def _direct(self, q: Term, v: Term) -> Chain:
        """Differentiate the definition of q itself."""
        body = self.context.unfold(q)
        chain = Chain(derivative(q, v))
        if body is None:
            chain.then(ONE, "derivative of the variable")
            return chain
        for used in tuple(self.context.mentions(body)):
            inner = self.context.definition_of(used) is not None and used.head != "call"
            if inner and used is not v and self.context.depends(used, v):
                self.derivative(used, v)
        unfolds = body.head == "call" and self.context.unfold(body) is not None
        grain: Grain = "full" if unfolds else "steps"
        chain.then(derivative(body, v), "definition", grain=grain, reason=f"definition of {q}")
        chain.extend(self._differentiated(chain.last))
        self._insert(chain, v)
        self._finish(chain, v)
        return chain

    def _differentiated(self, start: Term) -> list[Line]:
        """Every layer of differentiation, with the grain at which each shows."""
        lines: list[Line] = []
        current, analytic = start, False
        while (found := layer(current, self.context)) is not None:
            rules, current = found
            kinds = {RULES[name].kind for name in rules}
            if "analytic" in kinds or kinds == {"structure"}:
                analytic = analytic or "analytic" in kinds
                lines.append(Line(current, rules))
            elif analytic:
                lines.append(Line(current, rules, "full"))
            else:
                if lines and _linear_only(lines[-1]) and _linear_only(Line(current, rules)):
                    last = lines[-1]
                    lines[-1] = Line(last.term, last.rules, "full")
                lines.append(Line(current, rules))
        return lines

    def _insert(self, chain: Chain, v: Term) -> None:
        """Replace the derivatives of other quantities that are left by their results."""
        left = {
            node: self.worked[node.args[0], v].result
            for node in subterms(chain.last)
            if node.head == "derivative" and (node.args[0], v) in self.worked
        }
        if left:
            chain.then(substitute(chain.last, left), "insert components")

    def _finish(self, chain: Chain, v: Term) -> None:
        """Tidy the last line, then bring it to the form an author leaves it in."""
        picked = pick(chain.last, self.context)
        if picked is not chain.last:
            chain.then(tidy(picked), "delta picks its index")
        chain.then(tidy(chain.last), "arithmetic")
        if mentions_head(chain.last, "derivative"):
            return
        lines = folded(chain.last, v, self.context)
        chain.extend(lines or gathered(chain.last))

    def _chained(self, q: Term, v: Term, through: tuple[Term, ...]) -> Chain:
        """The chain rule over the graph, components inserted, simplified."""
        parts = [(self.derivative(q, u), self.derivative(u, v), u) for u in through]
        chain = Chain(derivative(q, v))
        rule = "chain rule over the graph"
        chain.then(plus(*(mul(derivative(q, u), derivative(u, v)) for _, _, u in parts)), rule)
        kept = [(outer, inner) for outer, inner, _ in parts]
        chain.then(
            plus(*(times(positive_first(outer), positive_first(inner)) for outer, inner in kept)),
            "insert components",
        )
        tidied = tidy(chain.last)
        lines = simplified(tidied)
        if not lines or effort(tidied) < effort(chain.last):
            chain.then(tidied, "arithmetic", grain="steps" if _has_units(chain.last) else "full")
        chain.extend(lines)
        return chain

    def _derivatives_in(self, goal: Statement) -> None:
        for node in subterms(goal.relation.as_condition()):
            if node.head == "derivative" and len(node.args) == 2:
                q, v = node.args
                if self.context.definition_of(q) is not None and self.context.depends(q, v):
                    self.derivative(q, v)

    # Sections of the derivation.

    def _worked_sections(self, wanted: dict[Key, DerivativeGoal | None]) -> Iterator[Section]:
        needed = {node for w in self.worked.values() for node in _inserted(w)}
        finals = {
            key
            for key, worked in self.worked.items()
            if key in wanted and not worked.direct and worked.goal not in needed
        }
        components = [key for key in self.worked if key not in finals]
        labels = {self.worked[key].goal: n for n, key in enumerate(components, 1)}
        for key in components:
            worked = self.worked[key]
            yield self._section("component", labels[worked.goal], worked, wanted.get(key), labels)
        for count, key in enumerate((k for k in self.worked if k in finals), 1):
            yield self._section("result", count, self.worked[key], wanted[key], labels)

    def _section(
        self,
        kind: SectionKind,
        number: int,
        worked: _Worked,
        goal: DerivativeGoal | None,
        labels: dict[Term, int],
    ) -> Section:
        id = f"{kind}-{number}"
        steps = [
            Step(
                f"{id}.{k}",
                equation(before, line.term),
                rules=line.rules,
                grain="goals" if k == len(worked.chain.lines) else line.grain,
                reason=line.reason or _origin(before, line, labels),
                place=goal.place if goal else None,
            )
            for k, (before, line) in enumerate(_pairs(worked.chain), 1)
        ]
        if goal is not None and goal.expected is not None:
            steps.append(
                Step(
                    f"{id}.expected",
                    equation(worked.goal, goal.expected),
                    grain="goals",
                    reason="expected by the author",
                    expected=True,
                    place=goal.place,
                )
            )
        return Section(id, kind, worked.goal, tuple(steps), number=number)

    def _updates(self) -> Iterator[Section]:
        count = 0
        for goal in self.problem.goals:
            if not isinstance(goal, Descent):
                continue
            for v in goal.variables:
                count += 1
                gradient = self.worked[goal.objective, v].result
                stated = v - times(goal.rate, derivative(goal.objective, v))
                lines = [
                    Line(stated, ("gradient descent",), "steps"),
                    Line(v - times(goal.rate, gradient), ("insert components",), "goals"),
                ]
                steps = tuple(
                    Step(
                        f"update-{count}.{k}",
                        equation(v, line.term),
                        "update",
                        line.rules,
                        line.grain,
                        objective=goal.objective,
                        rate=goal.rate,
                        place=goal.place,
                    )
                    for k, line in enumerate(lines, 1)
                )
                yield Section(f"update-{count}", "update", v, steps, number=count)

    def _statements(self) -> Iterator[Section]:
        count = 0
        for goal in self.problem.goals:
            if not isinstance(goal, Statement):
                continue
            count += 1
            known = {w.goal: w.result for w in self.worked.values() if not is_zero(w.result)}
            left, right = goal.relation.left, goal.relation.right
            inserted = substitute(left, known)
            pairs = [(left, goal.relation.sign, right, "", ())]
            if goal.relation.sign == "=" and inserted is not left and inserted is not right:
                pairs = [
                    (left, "=", inserted, "", ("insert components",)),
                    (inserted, "=", right, "", ()),
                ]
            yield self._statement(f"statement-{count}", count, goal, pairs)

    def _statement(
        self,
        id: str,
        number: int,
        goal: Statement,
        pairs: list[tuple[Term, str, Term, str, tuple[str, ...]]],
    ) -> Section:
        steps = tuple(
            Step(
                f"{id}.{k}",
                Relation(left, sign, right),
                rules=rules,
                grain="goals" if k == len(pairs) else "steps",
                reason=reason,
                place=goal.place,
            )
            for k, (left, sign, right, reason, rules) in enumerate(pairs, 1)
        )
        return Section(id, "statement", None, steps, goal.title, number)


def _pairs(chain: Chain) -> Iterator[tuple[Term, Line]]:
    before = chain.start
    for line in chain.lines:
        yield before, line
        before = line.term


def _origin(before: Term, line: Line, labels: dict[Term, int]) -> str:
    """Which components a line inserts."""
    if "insert components" not in line.rules:
        return ""
    numbers = sorted({labels[node] for node in subterms(before) if node in labels})
    if not numbers:
        return ""
    *most, last = map(str, numbers)
    return f"components {', '.join(most)} and {last}" if most else f"component {last}"


def _linear_only(line: Line) -> bool:
    return all(RULES[name].kind == "linear" for name in line.rules)


def _has_units(node: Term) -> bool:
    """Whether a line shows factors 1 or terms 0 that the next one drops."""
    return any(each is ONE for each in subterms(node))


def _inserted(worked: _Worked) -> Iterator[Term]:
    """The derivatives that a chain was put together from."""
    if not worked.direct:
        for node in subterms(worked.chain.lines[0].term):
            if node.head == "derivative":
                yield node
