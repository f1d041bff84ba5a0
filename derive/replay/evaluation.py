"""The value of a term at a point, enclosed in an interval.

Definitions are followed as they stand.  A derivative ∂q/∂v is worked out with dual numbers
u + u'ε over intervals, ε² = 0: v becomes v + ε, and q is evaluated through the definitions, so that
every quantity that depends on v moves with it.  Derivatives inside derivatives nest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from derive.model.context import Context
from derive.model.term import (
    Term,
    derivative,
    free_symbols,
    literal,
    number,
    substitute,
    subterms,
)
from derive.replay import enclosures
from derive.replay.interval import Interval, Undefined

MOST_TERMS = 20_000
"""A sum or product with more terms than this is not written out."""


@dataclass(frozen=True, slots=True)
class Dual:
    """value + slope·ε; a value may itself be dual, in another ε."""

    value: Value
    slope: Value


Value = Interval | Dual
Known = dict[Term, Value]

ZERO, ONE, TWO = enclosures.ZERO, enclosures.ONE, enclosures.TWO


def plus(a: Value, b: Value) -> Value:
    """a + b."""
    if isinstance(a, Interval) and isinstance(b, Interval):
        return a + b
    return Dual(plus(_value(a), _value(b)), plus(_slope(a), _slope(b)))


def minus(a: Value) -> Value:
    """−a."""
    return -a if isinstance(a, Interval) else Dual(minus(a.value), minus(a.slope))


def times(a: Value, b: Value) -> Value:
    """a·b."""
    if isinstance(a, Interval) and isinstance(b, Interval):
        return a * b
    slope = plus(times(_slope(a), _value(b)), times(_value(a), _slope(b)))
    return Dual(times(_value(a), _value(b)), slope)


def inverse(a: Value) -> Value:
    """1/a."""
    if isinstance(a, Interval):
        return ONE / a
    below = inverse(a.value)
    return Dual(below, minus(times(a.slope, times(below, below))))


def over(a: Value, b: Value) -> Value:
    """a/b."""
    return times(a, inverse(b))


def whole_power(a: Value, n: int) -> Value:
    """aⁿ for a whole number n."""
    if isinstance(a, Interval):
        return a.whole_power(n)
    if n == 0:
        return ONE
    outer = times(Interval.exact(n), whole_power(a.value, n - 1))
    return Dual(whole_power(a.value, n), times(outer, a.slope))


def apply(name: str, u: Value) -> Value:
    """A named function of one argument."""
    if isinstance(u, Interval):
        enclose = enclosures.ENCLOSURES.get(name)
        if enclose is None:
            raise Undefined(f"no enclosure for {name}")
        return enclose(u)
    if u.slope == ZERO:
        return Dual(apply(name, u.value), ZERO)
    slope = _SLOPES.get(name)
    if slope is None:
        raise Undefined(f"no slope for {name}")
    return Dual(apply(name, u.value), times(slope(u.value), u.slope))


def _value(a: Value) -> Value:
    return a.value if isinstance(a, Dual) else a


def _slope(a: Value) -> Value:
    return a.slope if isinstance(a, Dual) else ZERO


def _square(u: Value) -> Value:
    return whole_power(u, 2)


def _one_minus(u: Value) -> Value:
    return plus(ONE, minus(u))


def _gauss(u: Value) -> Value:
    front = TWO / enclosures.pi().sqrt()
    return times(front, apply("exp", minus(_square(u))))


def _open_side(u: Value) -> Value:
    """The sign of a number that is surely not 0: the slope of |u|."""
    ground = _ground(u)
    if ground.low <= 0 <= ground.high:
        raise Undefined("the derivative of |u| at 0")
    return enclosures.sign(ground)


def _ground(u: Value) -> Interval:
    while isinstance(u, Dual):
        u = u.value
    return u


_SLOPES: dict[str, Callable[[Value], Value]] = {
    "exp": lambda u: apply("exp", u),
    "log": inverse,
    "sqrt": lambda u: inverse(times(TWO, apply("sqrt", u))),
    "abs": _open_side,
    "sign": lambda u: times(ZERO, _open_side(u)),
    "sin": lambda u: apply("cos", u),
    "cos": lambda u: minus(apply("sin", u)),
    "tan": lambda u: inverse(_square(apply("cos", u))),
    "cot": lambda u: minus(inverse(_square(apply("sin", u)))),
    "sec": lambda u: times(apply("sec", u), apply("tan", u)),
    "csc": lambda u: minus(times(apply("csc", u), apply("cot", u))),
    "asin": lambda u: inverse(apply("sqrt", _one_minus(_square(u)))),
    "acos": lambda u: minus(inverse(apply("sqrt", _one_minus(_square(u))))),
    "atan": lambda u: inverse(plus(ONE, _square(u))),
    "sinh": lambda u: apply("cosh", u),
    "cosh": lambda u: apply("sinh", u),
    "tanh": lambda u: _one_minus(_square(apply("tanh", u))),
    "asinh": lambda u: inverse(apply("sqrt", plus(_square(u), ONE))),
    "acosh": lambda u: inverse(apply("sqrt", plus(_square(u), minus(ONE)))),
    "atanh": lambda u: inverse(_one_minus(_square(u))),
    "sigmoid": lambda u: times(apply("sigmoid", u), _one_minus(apply("sigmoid", u))),
    "softplus": lambda u: apply("sigmoid", u),
    "swish": lambda u: plus(
        apply("sigmoid", u),
        times(u, times(apply("sigmoid", u), _one_minus(apply("sigmoid", u)))),
    ),
    "logit": lambda u: inverse(times(u, _one_minus(u))),
    "erf": _gauss,
}


def enclosed(node: Term, context: Context, point: dict[Term, Fraction]) -> Interval:
    """The value of a term where symbols and family members have these exact values.

    Raises `Undefined` where the term has no real value, or none that the enclosures can show.
    """
    known: Known = {each: Interval.exact(value) for each, value in point.items()}
    return _ground(_evaluate(substitute(node, _index_values(node, point)), context, known))


def _index_values(node: Term, point: dict[Term, Fraction]) -> dict[Term, Term]:
    """The symbols that stand as indices, with their values: w_i at i = 1 is w_1 itself."""
    used = {
        symbol
        for each in subterms(node)
        if each.head == "indexed"
        for index in each.args[1:]
        for symbol in free_symbols(index)
    }
    return {s: number(value) for s, value in point.items() if s in used}


def _evaluate(node: Term, context: Context, known: Known) -> Value:
    found = known.get(node)
    if found is not None:
        return found
    match node.head:
        case "number":
            assert isinstance(node.value, Fraction)
            return Interval.exact(node.value)
        case "constant" if node.value == "pi":
            return enclosures.pi()
        case "constant" if node.value == "e":
            return enclosures.exp(ONE)
        case "derivative":
            return _derivative(node, context, known)
        case "sum" | "product":
            return _binder(node, context, known)
        case "cases":
            return _cases(node, context, known)
        case "indexed":
            return _member(node, context, known)
    body = context.unfold(node)
    if body is not None:
        return _evaluate(body, context, known)
    return _operation(node, [_evaluate(a, context, known) for a in node.args])


def _operation(node: Term, args: list[Value]) -> Value:
    match node.head:
        case "add":
            total: Value = ZERO
            for each in args:
                total = plus(total, each)
            return total
        case "mul":
            whole: Value = ONE
            for each in args:
                whole = times(whole, each)
            return whole
        case "neg":
            return minus(args[0])
        case "div":
            return over(args[0], args[1])
        case "pow":
            return _power(args[0], args[1])
        case "call":
            return _call(str(node.value), args)
    raise Undefined(f"{node} has no value at this point")


def _power(base: Value, exponent: Value) -> Value:
    if isinstance(exponent, Interval) and exponent.is_point and exponent.low.denominator == 1:
        return whole_power(base, int(exponent.low))
    if isinstance(base, Interval) and isinstance(exponent, Interval):
        return enclosures.power(base, exponent)
    return apply("exp", times(exponent, apply("log", base)))


def _call(name: str, args: list[Value]) -> Value:
    if name == "delta" and len(args) == 2:
        left, right = map(_ground, args)
        if left.is_point and right.is_point:
            return ONE if left.low == right.low else ZERO
    if name in ("max", "min") and args:
        best = args[0]
        for each in args[1:]:
            best = _extremum(name, best, each)
        return best
    if name == "binomial" and len(args) == 2:
        n, k = (_ground(a) for a in args)
        top, bottom = (apply("factorial", a) for a in (n, k))
        return over(top, times(bottom, apply("factorial", n - k)))
    if len(args) == 1:
        return apply(name, args[0])
    raise Undefined(f"no value for {name} of {len(args)} arguments")


def _extremum(name: str, a: Value, b: Value) -> Value:
    if isinstance(a, Interval) and isinstance(b, Interval):
        pick = max if name == "max" else min
        return Interval(pick(a.low, b.low), pick(a.high, b.high))
    first, second = _ground(a), _ground(b)
    if not first.apart(second):
        raise Undefined(f"the derivative of {name} where its arguments meet")
    return a if (first.low > second.low) == (name == "max") else b


def _derivative(node: Term, context: Context, known: Known) -> Value:
    *inner, variable = node.args
    # A higher derivative is the derivative, by its last variable, of the one of lower order.
    expression = inner[0] if len(inner) == 1 else derivative(*inner)
    at = _evaluate(variable, context, known)
    moved: Known = {each: Dual(value, ZERO) for each, value in known.items()}
    moved[variable] = Dual(at, ONE)
    return _slope(_evaluate(expression, context, moved))


def _integers(low: Term, high: Term, context: Context, known: Known) -> range:
    ends = [_ground(_evaluate(end, context, known)) for end in (low, high)]
    if not all(end.is_point and end.low.denominator == 1 for end in ends):
        raise Undefined("the limits of a sum are not whole numbers here")
    span = range(int(ends[0].low), int(ends[1].low) + 1)
    if len(span) > MOST_TERMS:
        raise Undefined("a sum with too many terms to write out")
    return span


def _binder(node: Term, context: Context, known: Known) -> Value:
    body, index, low, high = node.args
    whole: Value = ZERO if node.head == "sum" else ONE
    for k in _integers(low, high, context, known):
        # Written out, not bound in `known`: members such as x_i are found by their literal index.
        each = _evaluate(substitute(body, {index: number(k)}), context, known)
        whole = plus(whole, each) if node.head == "sum" else times(whole, each)
    return whole


def _member(node: Term, context: Context, known: Known) -> Value:
    """A family member whose indices have values here."""
    base, *indices = node.args
    if all(literal(i) is not None for i in indices):
        body = context.unfold(node)
        if body is None:
            raise Undefined(f"{node} has no value at this point")
        return _evaluate(body, context, known)
    at: list[Term] = []
    for i in indices:
        value = _ground(_evaluate(i, context, known))
        if not value.is_point:
            raise Undefined(f"the index {i} has no exact value")
        at.append(number(value.low))
    member = base[tuple(at)]
    return _evaluate(member, context, known)


_TESTS: dict[str, Callable[[Interval, Interval], bool | None]] = {
    "lt": lambda a, b: True if a.high < b.low else False if a.low >= b.high else None,
    "le": lambda a, b: True if a.high <= b.low else False if a.low > b.high else None,
    "gt": lambda a, b: _TESTS["lt"](b, a),
    "ge": lambda a, b: _TESTS["le"](b, a),
    "eq": lambda a, b: (
        False if a.apart(b) else True if a.is_point and b.is_point and a == b else None
    ),
    "ne": lambda a, b: None if (same := _TESTS["eq"](a, b)) is None else not same,
}


def holds(condition: Term, context: Context, known: Known) -> bool:
    """Whether a condition holds at a point; raises `Undefined` where that is not certain."""
    match condition.head:
        case "and":
            return all(holds(a, context, known) for a in condition.args)
        case "or":
            return any(holds(a, context, known) for a in condition.args)
        case "not":
            return not holds(condition.args[0], context, known)
    sides = [_ground(_evaluate(a, context, known)) for a in condition.args]
    answer = _TESTS[condition.head](sides[0], sides[1])
    if answer is None:
        raise Undefined(f"whether {condition} holds is not certain at this precision")
    return answer


def _cases(node: Term, context: Context, known: Known) -> Value:
    pairs = zip(node.args[::2], node.args[1::2], strict=False)
    for value, condition in pairs:
        if holds(condition, context, known):
            return _evaluate(value, context, known)
    if len(node.args) % 2:
        return _evaluate(node.args[-1], context, known)
    raise Undefined("no case applies")
