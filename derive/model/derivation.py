"""Derivations: steps in order, in one context, towards goals.

A derivation is a list of sections (a component such as ∂L/∂a, a result, an update, a statement);
each section is a chain of steps.  A step states one relation and names its rules.  In a chain the
left side of each step after the first is the right side of the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from derive.ground.diagnostic import Diagnostic
from derive.ground.place import Place
from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.term import Term
from derive.model.verdict import STATUSES, Status, Verdict

if TYPE_CHECKING:
    from sympy import Expr

Grain = Literal["goals", "steps", "full"]
GRAINS: tuple[Grain, ...] = ("goals", "steps", "full")
"""How fine a line is: `goals` lines show always, `full` lines only when all is asked for."""

StepKind = Literal["claim", "definition", "update", "assumption", "condition", "mention"]
SectionKind = Literal["component", "result", "update", "statement"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One well-formed way to read a relation that has several."""

    relation: Relation
    brackets: str = ""
    """How an author would write just this reading."""
    by_path: bool = False
    """Whether the readings differ in the paths that derivatives are taken through."""
    last_resort: bool = False
    """Whether it counts only where the first reading does not hold."""


@dataclass(frozen=True, slots=True)
class Rival:
    """What a name may stand for instead, where a document gives it twice and differently."""

    claim: str
    """The step that gives it the second time; if that is proved, there is no doubt."""
    context: Context
    """The context with the first definition."""
    bodies: Relation
    """The first definition's body on the left, the second one's on the right."""
    words: tuple[str, str]
    """The second definition and the first, each with its line."""
    example: bool = False
    """Whether it may be a new example, as a second f(x) = … often is: then only what looks like a
    slip of the first one is in doubt."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an author says that the check will find (`% expect refuted: index 1 for i`)."""

    status: Status
    words: str = ""
    """Why, in the author's words."""


@dataclass(frozen=True, slots=True)
class Step:
    """One relation of a derivation, with its rule."""

    id: str
    """Stable and readable, such as `component-1.3`."""
    relation: Relation
    kind: StepKind = "claim"
    rules: tuple[str, ...] = ()
    """Names of the rules that lead to it, from the table of rules."""
    grain: Grain = "steps"
    """The coarsest grain at which the step's right side is still shown."""
    reason: str = ""
    """A remark of the author or the engine in words."""
    subject: Term | None = None
    """The quantity that the rule is about: whose definition is used."""
    expected: bool = False
    """Whether a person stated this relation as the expected result."""
    objective: Term | None = None
    """For an update: the quantity that it descends."""
    rate: Term | None = None
    """For an update: the step size; with a minus where it climbs."""
    tentative: bool = False
    """For an update: whether it may be another scheme, about which nothing is claimed."""
    place: Place | None = None
    source: str = ""
    """The relation as written in its document; empty for a step that was carried out."""
    context: Context | None = None
    """What is known at this place, where it differs from the derivation's context."""
    readings: tuple[Reading, ...] = ()
    """All readings, when the notation has several; the relation is then the first one's."""
    finding: Verdict | None = None
    """The verdict, where reading alone settles it: unread or ill-formed."""
    expectation: Expectation | None = None
    """The finding that the author marked as expected."""
    skipped: str | None = None
    """Why the author wants the step left unchecked."""
    notes: tuple[str, ...] = ()
    """What the reader took for granted: conventions, inferred declarations."""
    guessed: tuple[str, ...] = ()
    """What it rests on that its document leaves open: with these, nothing is ever refuted."""
    loose: tuple[str, ...] = ()
    """Why it may define something or put values in: then it is refuted only as a slip."""
    rival: Rival | None = None
    """The other meaning of a name that it rests on."""

    @property
    def sign(self) -> str:
        """The sign to write between the sides: `:=` where a name gets its meaning or new value."""
        return ":=" if self.kind in ("definition", "update") else self.relation.sign

    @property
    def lhs(self) -> Expr:
        """The left side as a SymPy expression, not evaluated."""
        from derive.model.sympy_bridge import to_sympy

        return to_sympy(self.relation.left)

    @property
    def rhs(self) -> Expr:
        """The right side as a SymPy expression, not evaluated."""
        from derive.model.sympy_bridge import to_sympy

        return to_sympy(self.relation.right)

    @property
    def claim(self) -> Relation | None:
        """The relation to be judged, if the step asserts one.

        An update v := r asserts that r is a gradient-descent step: r = v − rate · ∂objective/∂v.
        """
        if self.kind == "claim":
            return self.relation
        if self.kind == "update" and self.objective is not None and self.rate is not None:
            from derive.model.term import derivative

            variable = self.relation.left
            descent = variable - self.rate * derivative(self.objective, variable)
            return Relation(self.relation.right, "=", descent)
        return None


@dataclass(frozen=True, slots=True)
class Section:
    """One chain with a heading."""

    id: str
    """Such as `component-1`."""
    kind: SectionKind
    goal: Term | None
    """What the chain works out, such as ∂L/∂a; None for a statement."""
    steps: tuple[Step, ...]
    title: str = ""
    """Words to head it with; empty where the goal says it."""
    number: int | None = None
    """Its number among the components, counted from 1."""

    @property
    def result(self) -> Term:
        """The last right side of the chain; what an author expected is not part of it."""
        return next(s.relation.right for s in reversed(self.steps) if not s.expected)


@dataclass(frozen=True)
class Derivation:
    """A whole derivation: what is given, the chains, the results."""

    name: str
    title: str
    context: Context
    sections: tuple[Section, ...]
    summary: str = ""
    """One line that says what it derives."""
    source: str = ""
    """The file that it was read from."""
    objectives: tuple[Term, ...] = ()
    """The quantities that are differentiated: roots of the computation graph."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What the reader has to say of the source as a whole: inferred declarations, warnings."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step of every section, in order."""
        return tuple(step for section in self.sections for step in section.steps)

    def results(self) -> tuple[tuple[Term, Term], ...]:
        """Each goal with what it came to, one entry a goal, in order."""
        found: dict[Term, Term] = {}
        for section in self.sections:
            if section.goal is not None and section.kind in ("component", "result"):
                found[section.goal] = section.result
        return tuple(found.items())


@dataclass(frozen=True, slots=True)
class Outcome:
    """One step with its verdict; the verdict is None for a step that claims nothing."""

    step: Step
    verdict: Verdict | None


@dataclass(frozen=True)
class Report:
    """A verified derivation."""

    derivation: Derivation
    outcomes: tuple[Outcome, ...]
    seconds: float = 0.0
    tool: dict[str, Any] = field(default_factory=dict)
    """Name and versions of what judged it."""

    def verdict_of(self, step: Step) -> Verdict | None:
        """The verdict of one step of the derivation."""
        return self._verdicts.get(step.id)

    @cached_property
    def _verdicts(self) -> dict[str, Verdict | None]:
        return {outcome.step.id: outcome.verdict for outcome in self.outcomes}

    def counts(self) -> dict[str, int]:
        """How many steps met each status; statuses in order, zeros included."""
        found: dict[str, int] = dict.fromkeys(STATUSES, 0)
        for outcome in self.outcomes:
            if outcome.verdict is not None:
                found[outcome.verdict.status] += 1
        return found

    @property
    def clean(self) -> bool:
        """Whether every claim was proved or holds under stated conditions."""
        return all(o.verdict is None or o.verdict.holds for o in self.outcomes)
