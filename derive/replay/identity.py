"""Replays a proof of an equality: no search, only the checking of what the certificate says.

    {"kind": "identity", "claim": [left, sign, right], "context": {…},
     "opened": ["a", …], "remaining": [relation, …],
     "cases": [{"at": [[index, "1"], …], "equations": [[T, T', [[u, n], …]], …]}, …]}

For each value of the free indices: both sides are closed (definitions put in, derivatives carried
out); every condition for them to be defined follows, by ranges, from the declared domains and the
remaining conditions; each equation T = T' follows from a law and the equations before it; and with
these the difference of the sides is zero as a rational expression in what is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from derive.model.context import Context
from derive.model.data import Data, context_from, relation_from, term_from
from derive.model.domain import BINARY, Family, Index, Scalar
from derive.model.relation import Relation
from derive.model.term import Term, call, free_symbols, literal, number, substitute, subterms
from derive.replay import laws
from derive.replay.closing import Closing, NotClosed
from derive.replay.definedness import conditions
from derive.replay.ranges import Range, Ranges
from derive.replay.rational import Field, Rational, TooLarge, ZeroDenominator, fold, monic
from derive.replay.rejected import Rejected


class Equations:
    """The equations shown so far, and the values of terms by them."""

    def __init__(self, context: Context, ranges: Ranges) -> None:
        self.context = context
        self.ranges = ranges
        self.field = Field()
        self.known: dict[Term, Term] = {}
        self._atoms: dict[Term, int] = {}
        self._memo: dict[Term, Rational] = {}

    def show(self, node: Term, equal: Term, data: laws.Data) -> None:
        """Check one more equation, from those before it, and take it as known."""
        laws.check(node, equal, data, self)
        self.known[node] = equal
        self._memo.clear()

    def same(self, one: Term, other: Term) -> bool:
        """Whether two terms are equal by the equations shown so far."""
        return one is other or self.field.same(self.value(one), self.value(other))

    def range(self, node: Term) -> Range:
        """Where a term lies."""
        return self.ranges.of(node)

    def value(self, node: Term) -> Rational:
        """A closed term as a rational expression in atoms."""
        found = self._memo.get(node)
        if found is None:
            found = self._memo[node] = self._value(node)
        return found

    def _value(self, node: Term) -> Rational:
        equal = self.known.get(node)
        if equal is not None:
            return self.value(equal)
        field = self.field
        match node.head:
            case "number":
                assert isinstance(node.value, Fraction)
                return field.number(node.value)
            case "add":
                return fold(field, [self.value(a) for a in node.args], field.add)
            case "mul":
                return fold(field, [self.value(a) for a in node.args], field.multiply)
            case "neg":
                return field.negate(self.value(node.args[0]))
            case "div":
                top, bottom = map(self.value, node.args)
                return field.multiply(top, field.invert(bottom))
            case "pow":
                count = literal(node.args[1])
                if count is not None and count.denominator == 1 and abs(count) <= 1000:
                    return field.power(self.value(node.args[0]), int(count))
        return field.atom(self._atom(node))

    def _atom(self, node: Term) -> int:
        found = self._atoms.get(node)
        if found is None:
            found = self._atoms[node] = len(self._atoms)
            self._relate(node, found)
        return found

    def _relate(self, node: Term, atom: int) -> None:
        """The algebraic relation that an atom satisfies by what it is."""
        image: Rational | None = None
        match node.head:
            case "symbol" | "indexed" if self._is_binary(node):
                image = self.field.atom(atom)
            case "call" if node.value == "sqrt":
                image = self.value(node.args[0])
            case "call" if node.value == "abs":
                image = self.field.power(self.value(node.args[0]), 2)
            case "call" if node.value == "sin":
                cosine = self.field.power(self.value(call("cos", node.args[0])), 2)
                image = self.field.add(self.field.number(1), self.field.negate(cosine))
        if image is not None and not image.below:
            self.field.relations[atom] = (2, image.top)

    def _is_binary(self, node: Term) -> bool:
        base = node.args[0] if node.head == "indexed" else node
        match self.context.type_of(str(base.value)):
            case Scalar(domain) | Family(element=Scalar(domain)):
                return domain == BINARY and self.context.definition_of(node) is None
        return False


def replay_identity(certificate: Data) -> str:
    """Check a proof; the status that it shows, `proved` or `conditional`."""
    try:
        claim = relation_from(certificate["claim"])
        context = context_from(certificate["context"])
        opened = frozenset(map(str, certificate["opened"]))
        remaining = [relation_from(each) for each in certificate["remaining"]]
        cases = {
            tuple((term_from(i), Fraction(n)) for i, n in case["at"]): [
                (term_from(t), term_from(u), [(term_from(b), int(n)) for b, n in data])
                for t, u, data in case["equations"]
            ]
            for case in certificate["cases"]
        }
    except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise Rejected(f"it can't be read: {error}") from None
    wanted = list(_instances(claim, context))
    if set(cases) != set(wanted):
        raise Rejected("its cases are not the values of the free indices")
    try:
        for at in wanted:
            values = {i: number(n) for i, n in at}
            _replay_case(
                Relation(
                    substitute(claim.left, values), claim.sign, substitute(claim.right, values)
                ),
                context,
                opened,
                [
                    Relation(substitute(r.left, values), r.sign, substitute(r.right, values))
                    for r in remaining
                ],
                cases[at],
            )
    except (NotClosed, TooLarge, ZeroDenominator, laws.Broken, RecursionError) as reason:
        raise Rejected(str(reason) or type(reason).__name__) from None
    return "conditional" if remaining else "proved"


def _instances(claim: Relation, context: Context) -> Iterator[tuple[tuple[Term, Fraction], ...]]:
    """Every value of the free indices with literal ranges."""
    indices, spans = [], []
    for each in free_symbols(claim.as_condition()):
        kind = context.type_of(str(each.value))
        if isinstance(kind, Index):
            low, high = literal(kind.range.lower), literal(kind.range.upper)
            if low is not None and high is not None:
                indices.append(each)
                spans.append([Fraction(k) for k in range(int(low), int(high) + 1)])
    for at in product(*spans):
        yield tuple(zip(indices, at, strict=True))


def _replay_case(
    claim: Relation,
    context: Context,
    opened: frozenset[str],
    remaining: list[Relation],
    equations: list[tuple[Term, Term, laws.Data]],
) -> None:
    closing = Closing(context, opened)
    everything = Closing(context, frozenset(d.name for d in context.definitions))

    def body(node: Term) -> Term | None:
        return None if context.definition_of(node) is None else everything.closed(node)

    ranges = Ranges(context, body)
    facts = [
        Relation(closer.closed(known.left), known.sign, closer.closed(known.right))
        for known in (*context.assumptions, *remaining)
        for closer in (closing, everything)
    ]
    for fact in facts:
        ranges.learn(fact)
    bare = Equations(context, ranges)
    used = (c for _, equal, _ in equations for c in conditions(equal, context))
    for condition in (*_needed(claim, context, everything), *used):
        met = ranges.of(condition.left).meets(condition.sign)
        if not met and not any(_follows(condition, fact, bare) for fact in facts):
            raise Rejected(f"{condition} is not shown")
    left, right = closing.closed(claim.left), closing.closed(claim.right)
    shown = Equations(context, ranges)
    for node, equal, data in equations:
        shown.show(node, equal, data)
    if claim.sign == "=":
        if not shown.same(left, right):
            raise Rejected("the difference of the sides is not zero")
    elif not ranges.of(left - right).meets(claim.sign):
        raise Rejected("the sign of the difference is not shown")


_WEAKER = {">": (">", ">=", "!="), ">=": (">=",), "!=": ("!=",), "=": ("=", ">=")}
_TURNED = {"<": ">", "<=": ">="}


def _follows(condition: Relation, fact: Relation, values: Equations) -> bool:
    """Whether a condition on u is a known fact about a multiple of u, or weaker."""
    wanted = values.value(condition.left - condition.right)
    known = values.value(fact.left - fact.right)
    if fact.sign in _TURNED:
        known = values.field.negate(known)
    if not wanted.top or not known.top or wanted.below or known.below:
        return False
    ratio = monic(wanted.top)[0] / monic(known.top)[0]
    scaled = {m: c * ratio for m, c in known.top.items()}
    sign = _TURNED.get(fact.sign, fact.sign)
    fits = ratio > 0 or sign in ("=", "!=")
    return scaled == wanted.top and fits and condition.sign in _WEAKER[sign]


def _needed(claim: Relation, context: Context, everything: Closing) -> Iterator[Relation]:
    """All conditions for both sides, and all that is differentiated in them, to be defined."""
    for side in (claim.left, claim.right):
        yield from conditions(everything.closed(side), context)
        for node in subterms(_opened(side, context)):
            if node.head == "derivative":
                inside = everything.closed(node.args[0])
                yield from conditions(inside, context, strict=True)


def _opened(node: Term, context: Context) -> Term:
    """The term with definitions outside derivatives put in, so that derivatives in them show."""
    return context.unfold_all(node)
