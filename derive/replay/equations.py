"""What is known while a proof is replayed: equations, facts, and the values of terms by them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derive.model.context import Context
from derive.model.domain import BINARY, Family, Index, Scalar
from derive.model.relation import Relation
from derive.model.term import ZERO, Term, call, contains, free_symbols, literal, rebuild, substitute
from derive.replay import laws
from derive.replay.definedness import conditions, whole_valued
from derive.replay.ranges import Range, Ranges, point
from derive.replay.rational import Field, Rational, fold, monic
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
        for condition in conditions(equal, self.context):
            if not self.holds(condition):
                raise laws.Broken(f"{condition} is not shown")
        if data and data[0][0] is laws.SHAPE:
            if not self.same(node, equal):
                raise laws.Broken(f"{node} is not {equal}")
            self.ranges.narrow(node, self.ranges.of(equal))
            return
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

    def written(self, value: Rational) -> Term:
        """A term for a rational expression."""
        return self._sums.written(value)

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
            case "call" if contains(node, "sum"):
                # One name for calls of equal sums; elsewhere an equation says what is equal.
                return self.atom(
                    rebuild(node, tuple(self.written(self.value(a)) for a in node.args))
                )
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


def _bound_names(node: Term) -> Iterator[Term]:
    """The names that stand for bound indices."""
    return (s for s in free_symbols(node) if str(s.value)[:1] in RESERVED)


RESERVED = ("#", "?", "@")
"""Names of bound indices begin with these, those of a claim never do."""
