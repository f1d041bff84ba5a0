"""The engine: from a problem to its derivation.

Every derivative that the goals need is worked out once.  Those that serve others become numbered
components, the wanted ones that come out of the chain rule become results; updates and statements
follow.  Nothing in here knows any particular model.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy

from derive.calculus.derivatives import Derivatives, Key, Worked
from derive.calculus.lines import Line
from derive.calculus.products import times
from derive.ground.diagnostic import fail
from derive.model.context import Context
from derive.model.derivation import Derivation, Section, SectionKind, Step
from derive.model.explicit import all_partial, by_paths
from derive.model.problem import DerivativeGoal, Descent, Problem, Statement
from derive.model.relation import Relation, equation
from derive.model.term import Term, derivative, substitute, subterms

Wanted = dict[Key, list[DerivativeGoal]]
"""The derivatives that were asked for, each with the goals that ask for it."""


def carry_out(problem: Problem) -> Derivation:
    """Carry a problem's goals out; raises `DeriveError` where one can't be."""
    with sympy.evaluate(True):
        problem.context.check()
        derivatives = Derivatives(problem.context)
        wanted = _work_out(problem, derivatives)
        sections = (
            *_worked_sections(derivatives, wanted),
            *_updates(problem, derivatives),
            *_statements(problem, derivatives),
        )
        return Derivation(
            problem.name,
            problem.title,
            problem.context,
            sections,
            problem.summary,
            problem.source,
            _tops(wanted, problem.context),
        )


def _work_out(problem: Problem, derivatives: Derivatives) -> Wanted:
    context = problem.context
    wanted: Wanted = {}
    for goal in problem.goals:
        match goal:
            case DerivativeGoal(quantity, variable):
                _check_goal(goal, context)
                wanted.setdefault((quantity, variable), []).append(goal)
                derivatives.of(quantity, variable)
            case Descent(objective, variables):
                for v in variables:
                    _check_goal(DerivativeGoal(objective, v, place=goal.place), context)
                    wanted.setdefault((objective, v), [])
                    derivatives.of(objective, v)
            case Statement(relation):
                condition = relation.as_condition()
                context.check_declared(condition, place=goal.place)
                for node in subterms(condition):
                    if _is_derivative_of_defined(node, context):
                        derivatives.of(*node.args)
    return wanted


def _is_derivative_of_defined(node: Term, context: Context) -> bool:
    if node.head != "derivative" or len(node.args) != 2:
        return False
    quantity, variable = node.args
    return context.definition_of(quantity) is not None and context.depends(quantity, variable)


def _check_goal(goal: DerivativeGoal, context: Context) -> None:
    for node in (goal.quantity, goal.variable, goal.expected):
        if node is not None:
            context.check_declared(node, place=goal.place)
    if goal.variable.head not in ("symbol", "indexed"):
        raise fail(
            "not-a-variable",
            f"{goal.variable} is not something to differentiate by",
            place=goal.place,
            help="give a declared or defined symbol, or a family member such as w[i]",
        )
    if not context.depends(goal.quantity, goal.variable):
        shown = ", ".join(map(str, _inputs(goal.quantity, context))) or "nothing"
        raise fail(
            "no-path",
            f"no path of the dependency graph leads from {goal.variable} to {goal.quantity}",
            place=goal.place,
            help=f"{goal.quantity} depends on {shown}",
        )


def _inputs(quantity: Term, context: Context) -> tuple[Term, ...]:
    """Everything that a quantity depends on, nearest first."""
    found: dict[Term, None] = {}

    def visit(node: Term) -> None:
        for used in context.mentions(context.unfold(node) or node):
            if used is not node and used not in found:
                found[used] = None
                visit(used)

    visit(quantity)
    return tuple(found)


def _tops(wanted: Wanted, context: Context) -> tuple[Term, ...]:
    """The quantities that no other one differentiated here depends on."""
    roots = tuple(dict.fromkeys(quantity for quantity, _ in wanted))
    return tuple(
        one
        for one in roots
        if not any(other is not one and context.depends(other, one) for other in roots)
    )


def _worked_sections(derivatives: Derivatives, wanted: Wanted) -> Iterator[Section]:
    worked = derivatives.worked
    needed = {node for each in worked.values() for node in each.parts()}
    finals = [
        key
        for key, each in worked.items()
        if key in wanted and not each.direct and each.goal not in needed
    ]
    components = [key for key in worked if key not in finals]
    labels = {worked[key].goal: number for number, key in enumerate(components, 1)}
    for key in components:
        number = labels[worked[key].goal]
        yield _section("component", number, worked[key], wanted.get(key, []), labels)
    for number, key in enumerate(finals, 1):
        yield _section("result", number, worked[key], wanted[key], labels)


def _section(
    kind: SectionKind,
    number: int,
    worked: Worked,
    goals: list[DerivativeGoal],
    labels: dict[Term, int],
) -> Section:
    id = f"{kind}-{number}"
    place = goals[0].place if goals else None
    steps: list[Step] = []
    before = worked.chain.start
    for k, line in enumerate(worked.chain.lines, 1):
        steps.append(
            Step(
                f"{id}.{k}",
                equation(before, line.term),
                rules=line.rules,
                grain="goals" if k == len(worked.chain.lines) else line.grain,
                reason=_origin(before, line, labels),
                subject=line.subject,
                place=place,
            )
        )
        before = line.term
    expecting = [goal for goal in goals if goal.expected is not None]
    for k, goal in enumerate(expecting, 1):
        assert goal.expected is not None
        steps.append(
            Step(
                f"{id}.expected" + (f"-{k}" if len(expecting) > 1 else ""),
                equation(worked.goal, goal.expected),
                grain="goals",
                reason="expected by the author",
                expected=True,
                place=goal.place,
            )
        )
    return Section(id, kind, worked.goal, tuple(steps), number=number)


def _origin(before: Term, line: Line, labels: dict[Term, int]) -> str:
    """Which components a line inserts."""
    if "insert components" not in line.rules:
        return ""
    numbers = sorted({labels[node] for node in subterms(before) if node in labels})
    if not numbers:
        return ""
    *most, last = map(str, numbers)
    return f"components {', '.join(most)} and {last}" if most else f"component {last}"


def _updates(problem: Problem, derivatives: Derivatives) -> Iterator[Section]:
    descents = [goal for goal in problem.goals if isinstance(goal, Descent)]
    pairs = [(goal, v) for goal in descents for v in goal.variables]
    for number, (goal, v) in enumerate(pairs, 1):
        gradient = derivatives.of(goal.objective, v)
        lines = (
            Line(
                v - times(goal.rate, derivative(goal.objective, v)), ("gradient descent",), "steps"
            ),
            Line(v - times(goal.rate, gradient), ("insert components",), "goals"),
        )
        steps = tuple(
            Step(
                f"update-{number}.{k}",
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
        yield Section(f"update-{number}", "update", v, steps, number=number)


def _statements(problem: Problem, derivatives: Derivatives) -> Iterator[Section]:
    """Each statement, by way of the derivatives in it that were worked out."""
    known = {each.goal: each.result for each in derivatives.worked.values()}
    statements = [goal for goal in problem.goals if isinstance(goal, Statement)]
    for number, goal in enumerate(statements, 1):
        left, sign, right = goal.relation.left, goal.relation.sign, goal.relation.right
        inserted = substitute(left, known)
        links: list[tuple[Relation, tuple[str, ...]]] = [(goal.relation, ())]
        readings, context = by_paths(all_partial(goal.relation), problem.context)
        if sign == "=" and inserted is not left and inserted is not right and not readings:
            links = [
                (equation(left, inserted), ("insert components",)),
                (equation(inserted, right), ()),
            ]
        steps = tuple(
            Step(
                f"statement-{number}.{k}",
                relation,
                rules=rules,
                grain="goals" if k == len(links) else "steps",
                place=goal.place,
                context=context if readings else None,
                readings=readings,
            )
            for k, (relation, rules) in enumerate(links, 1)
        )
        yield Section(f"statement-{number}", "statement", None, steps, goal.title, number)
