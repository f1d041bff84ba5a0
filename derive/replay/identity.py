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
from derive.model.entries import NotLowered, lowered
from derive.model.relation import Relation
from derive.model.shapes import Misshapen
from derive.model.term import (
    ZERO,
    Term,
    call,
    free_symbols,
    literal,
    number,
    rebuild,
    substitute,
    subterms,
    symbol,
)
from derive.replay import laws
from derive.replay.closing import Closing, NotClosed
from derive.replay.definedness import conditions, whole_valued
from derive.replay.ranges import Range, Ranges, point
from derive.replay.rational import Field, Rational, TooLarge, ZeroDenominator, fold, monic
from derive.replay.rejected import Rejected
from derive.replay.sums import Sums


class Equations:
    """The equations shown so far, and the values of terms by them."""

    def __init__(self, context: Context, ranges: Ranges) -> None:
        self.context = context
        self.ranges = ranges
        self.field = Field()
        self.known: dict[Term, Term] = {}
        self._atoms: dict[Term, int] = {}
        self._terms: list[Term] = []
        self._sums = Sums(self)
        self._facts: list[Relation] = []
        self.assumed: list[Relation] = []
        """The assumptions of the context, closed, in their order."""
        self.fixed: frozenset[Term] = frozenset()
        """The free symbols of the claim: what is assumed of them is assumed of them alone."""
        self._memo: dict[Term, Rational] = {}

    def show(self, node: Term, equal: Term, data: laws.Data) -> None:
        """Check one more equation, from those before it, and take it as known."""
        named = {*_bound_names(equal), *(s for u, _ in data for s in _bound_names(u))}
        own = {node.args[1]} if node.head == "sum" else set()
        if not named <= own | {*_bound_names(node)} or own & {*free_symbols(equal)}:
            raise laws.Broken(f"{equal} depends on an index that {node} does not depend on")
        laws.check(node, equal, data, self)
        self.known[node] = equal
        self._memo.clear()

    def learn(self, fact: Relation) -> None:
        """Take a relation as known."""
        self.ranges.learn(fact)
        self._facts.append(fact)

    def holds(self, condition: Relation) -> bool:
        """Whether a relation of a term to 0 follows from a range or from one known fact."""
        if self.ranges.of(condition.left).meets(condition.sign):
            return True
        return any(_follows(condition, fact, self) for fact in self._facts)

    def meets(self, node: Term, sign: str) -> bool:
        """Whether a term surely stands in that relation to 0."""
        value = self.value(node)
        if not value.below and set(value.top) <= {()}:
            return point(value.top.get((), Fraction(0))).meets(sign)
        return self.holds(Relation(self._sums.written(value), sign, ZERO))

    def whole(self, node: Term) -> bool:
        """Whether a term has integer values only."""
        return whole_valued(node, self.context)

    def given(self, number: int, places: dict[Term, Term]) -> Term | None:
        """l − r of an equation that is given, for these values of its free indices."""
        if not 0 <= number < len(self.context.assumptions):
            return None
        closed = self.assumed[number]
        for index, place in places.items():
            kind = self.context.type_of(str(index.value))
            if index is not place and index in self.fixed:
                return None
            if not isinstance(kind, Index) or not self.whole(place):
                return None
            inside = (place - kind.range.lower, kind.range.upper - place)
            if not all(self.meets(each, ">=") for each in inside):
                return None
        if closed.sign != "=":
            return None
        return substitute(closed.left - closed.right, places)

    def proportional(self, one: Term, other: Term) -> bool:
        """Whether two terms are multiples of each other by a number that is not 0."""
        first, second = self.value(one), self.value(other)
        if not first.top or not second.top or first.below or second.below:
            return False
        return monic(first.top)[1] == monic(second.top)[1]

    def defined(self, node: Term) -> bool:
        """Whether a term surely has a value, whatever its free symbols are."""
        return all(map(self.holds, conditions(node, self.context)))

    def atom(self, node: Term) -> Rational:
        """A term that is not looked into, unless an equation says what it is equal to."""
        equal = self.known.get(node)
        return self.field.atom(self._atom(node)) if equal is None else self.value(equal)

    def term_of(self, atom: int) -> Term:
        """The term that an atom stands for."""
        return self._terms[atom]

    def same(self, one: Term, other: Term) -> bool:
        """Whether two terms are equal by the equations shown so far."""
        if one is other:
            return True
        field = self.field
        return self._sums.vanishes(field.add(self.value(one), field.negate(self.value(other))))

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
            case "sum":
                return self._sums.value(node)
            case "indexed":
                places = [self._sums.written(self.value(i)) for i in node.args[1:]]
                return self.atom(rebuild(node, (node.args[0], *places)))
            case "call" if node.value == "delta":
                return self._delta(*node.args)
        return field.atom(self._atom(node))

    def _delta(self, one: Term, other: Term) -> Rational:
        """δ of two indices: 1 or 0 where that is known."""
        if self.same(one, other):
            return self.field.number(1)
        if self.meets(one - other, "!="):
            return self.field.number(0)
        places = sorted((self._sums.written(self.value(i)) for i in (one, other)), key=str)
        return self.field.atom(self._atom(call("delta", *places)))

    def _atom(self, node: Term) -> int:
        found = self._atoms.get(node)
        if found is None:
            found = self._atoms[node] = len(self._atoms)
            self._terms.append(node)
            self._relate(node, found)
        return found

    def _relate(self, node: Term, atom: int) -> None:
        """The algebraic relation that an atom satisfies by what it is."""
        image: Rational | None = None
        match node.head:
            case "symbol" | "indexed" if self._is_binary(node):
                image = self.field.atom(atom)
            case "call" if node.value == "delta":
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
    _refuse_reserved(claim, context, remaining)
    try:
        numbers = lowered(claim, context)
    except (Misshapen, NotLowered) as reason:
        raise Rejected(f"its entries can't be said: {reason}") from None
    needed = [c for c in numbers.conditions if c not in remaining]
    if needed:
        raise Rejected(f"{needed[0]} is not shown")
    inner = [c for c in remaining if c not in numbers.conditions]
    claim, context = numbers.relation, numbers.context
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
                    for r in inner
                ],
                cases[at],
            )
    except (NotClosed, TooLarge, ZeroDenominator, laws.Broken, RecursionError) as reason:
        raise Rejected(str(reason) or type(reason).__name__) from None
    return "conditional" if remaining else "proved"


def _refuse_reserved(claim: Relation, context: Context, remaining: list[Relation]) -> None:
    """Names of bound indices must not be free in what is claimed."""
    relations = [claim, *remaining, *context.assumptions]
    terms = [side for r in relations for side in (r.left, r.right)]
    terms += [part for d in context.definitions for part in (d.target, d.body)]
    names = {str(n.value) for each in terms for n in subterms(each) if n.head == "symbol"}
    if any(name[:1] in RESERVED for name in names | set(context.types)):
        raise Rejected("it uses the name of a bound index")


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
    bare = started(claim, context, closing, remaining)
    everything = Closing(context, frozenset(d.name for d in context.definitions))
    used = (c for _, equal, _ in equations for c in conditions(equal, bare.context))
    for condition in (*_needed(claim, bare.context, everything), *used):
        if not bare.holds(condition):
            raise Rejected(f"{condition} is not shown")
    left, right = closing.closed(claim.left), closing.closed(claim.right)
    shown = bare
    for node, equal, data in equations:
        shown.show(node, equal, data)
    if claim.sign == "=":
        if not shown.same(left, right):
            raise Rejected("the difference of the sides is not zero")
    elif not shown.ranges.of(left - right).meets(claim.sign):
        raise Rejected("the sign of the difference is not shown")


def started(
    claim: Relation, context: Context, closing: Closing, remaining: list[Relation]
) -> Equations:
    """No equation shown yet, but with all that is known: types, assumptions, conditions."""
    everything = Closing(context, frozenset(d.name for d in context.definitions))

    def body(node: Term) -> Term | None:
        return None if context.definition_of(node) is None else everything.closed(node)

    facts = [
        Relation(closer.closed(known.left), known.sign, closer.closed(known.right))
        for known in (*context.assumptions, *remaining)
        for closer in (closing, everything)
    ]
    for side in (claim.left, claim.right):
        for closer in (closing, everything):
            closer.closed(side)
    for name, span in {**closing.bound, **everything.bound}.items():
        context = context.declare(name, Index(span))
    values = Equations(context, Ranges(context, body))
    for name, kind in context.types.items():
        if isinstance(kind, Index):
            facts += [
                Relation(symbol(name) - kind.range.lower, ">=", ZERO),
                Relation(kind.range.upper - symbol(name), ">=", ZERO),
            ]
    for fact in facts:
        values.learn(fact)
    values.fixed = frozenset(free_symbols(claim.as_condition()))
    values.assumed = [
        Relation(closing.closed(each.left), each.sign, closing.closed(each.right))
        for each in context.assumptions
    ]
    return values


def _bound_names(node: Term) -> Iterator[Term]:
    """The names that stand for bound indices."""
    return (s for s in free_symbols(node) if str(s.value)[:1] in RESERVED)


RESERVED = ("#", "?", "@")
"""Names of bound indices begin with these, those of a claim never do."""

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
