"""The one door between SymPy expressions and terms.

`from_sympy` reads an expression.  One built with SymPy's evaluation switched off keeps the order
in which it was written; an evaluated one has lost it, and gets the order in which people write
(`as_written=False`).  `to_sympy` gives an expression back without evaluating it, so that `x/x`
stays visible; call `.doit()` on it to let SymPy evaluate.

Symbols are matched by name.  A Python float is read only when it is exactly the decimal that it
prints as (0.5, not 0.1), because anything else would be a guess.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import sympy
from sympy.core.function import AppliedUndef

from derive.ground.diagnostic import fail
from derive.model import sympy_array_builder, sympy_array_reader, sympy_functions
from derive.model import term as t
from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.term import Term

_CALLS: dict[str, Any] = {
    "exp": sympy.exp,
    "log": sympy.log,
    "abs": sympy.Abs,
    "sign": sympy.sign,
    "max": sympy.Max,
    "min": sympy.Min,
    "sin": sympy.sin,
    "cos": sympy.cos,
    "tan": sympy.tan,
    "cot": sympy.cot,
    "sec": sympy.sec,
    "csc": sympy.csc,
    "asin": sympy.asin,
    "acos": sympy.acos,
    "atan": sympy.atan,
    "sinh": sympy.sinh,
    "cosh": sympy.cosh,
    "tanh": sympy.tanh,
    "asinh": sympy.asinh,
    "acosh": sympy.acosh,
    "atanh": sympy.atanh,
    "erf": sympy.erf,
    "gamma": sympy.gamma,
    "factorial": sympy.factorial,
    "binomial": sympy.binomial,
    "delta": sympy.KroneckerDelta,
    "sigmoid": sympy_functions.sigmoid,
    "softplus": sympy_functions.softplus,
    "logit": sympy_functions.logit,
}
"""Function name → SymPy's class; `sqrt` is a power in SymPy and handled apart."""

_NAME_OF_CLASS = {cls: name for name, cls in _CALLS.items()}
_RELATIONS: dict[str, Any] = {
    "eq": sympy.Eq,
    "ne": sympy.Ne,
    "lt": sympy.Lt,
    "le": sympy.Le,
    "gt": sympy.Gt,
    "ge": sympy.Ge,
}
_HEAD_OF_RELATION = {cls: head for head, cls in _RELATIONS.items()}
_CONSTANTS: dict[Any, Term] = {
    sympy.pi: t.constant("pi"),
    sympy.E: t.constant("e"),
    sympy.oo: t.constant("infinity"),
}


def from_sympy(expression: Any, *, as_written: bool = False) -> Term:
    """The term for a SymPy expression (or a number).

    Raises `DeriveError` for what has no reading: complex numbers, inexact floats, functions that
    are not in the table.
    """
    return _Reader(as_written).read(sympy.sympify(_exact(expression)))


def relation_from_sympy(relation: Any, *, as_written: bool = False) -> Relation:
    """The relation for a SymPy relational such as Eq(a, b) or a < b."""
    return Relation.of_condition(from_sympy(relation, as_written=as_written))


def _exact(value: Any) -> Any:
    if isinstance(value, sympy.MatrixBase):
        return sympy.ImmutableMatrix(value)
    return sympy.Float(value) if isinstance(value, float) else value


class _Reader:
    def __init__(self, as_written: bool) -> None:
        self.as_written = as_written

    def read(self, e: Any) -> Term:
        if e in _CONSTANTS:
            return _CONSTANTS[e]
        if e is sympy.true or e is sympy.false:
            return t.make("eq", (t.ZERO, t.ZERO if e is sympy.true else t.ONE))
        name = _NAME_OF_CLASS.get(e.func)
        if name is not None:
            return t.call(name, *map(self.read, e.args))
        if e.func in _HEAD_OF_RELATION:
            return t.make(_HEAD_OF_RELATION[e.func], tuple(map(self.read, e.args)))
        for matrix, reading in sympy_array_reader.READERS:
            if isinstance(e, matrix):
                return reading(e, self.read)
        for kind, method in _READERS:
            if isinstance(e, kind):
                return method(self, e)
        raise fail(
            "unsupported-sympy",
            f"{e} ({e.func.__name__}) has no reading here",
            help=f"known functions: {', '.join(sorted(_CALLS))}, sqrt",
        )

    def rational(self, e: Any) -> Term:
        return t.number(Fraction(int(e.p), int(e.q)))

    def float(self, e: Any) -> Term:
        shown = Fraction(repr(float(e)))
        if shown != Fraction(float(e)):
            raise fail(
                "inexact-number",
                f"the float {float(e)!r} is not exactly what it looks like",
                help="write Rational(p, q) for the fraction meant, or "
                f"Rational('{float(e)!r}') for just this decimal",
            )
        return t.neg(t.decimal(str(-shown))) if shown < 0 else _decimal(shown)

    def symbol(self, e: Any) -> Term:
        return t.symbol(e.name)

    def add(self, e: Any) -> Term:
        parts = e.args if self.as_written else e.as_ordered_terms()
        return (
            t.add(*map(self.read, parts))
            if self.as_written
            else _nonneg_first([self.read(p) for p in parts])
        )

    def mul(self, e: Any) -> Term:
        if self.as_written:
            return self._written_product(e.args)
        coefficient, rest = e.as_coeff_Mul()
        if not (coefficient.is_Rational):
            coefficient, rest = sympy.Integer(1), e
        top, bottom = [], []
        for factor in rest.as_ordered_factors():
            base, exponent = factor.as_base_exp()
            if exponent.is_Rational and exponent < 0 and factor.func is not sympy.exp:
                bottom.append(self.read(sympy.Pow(base, -exponent)))
            else:
                top.append(self.read(factor))
        p, q = abs(int(coefficient.p)), int(coefficient.q)
        if p != 1:
            top.insert(0, t.number(p))
        if q != 1:
            bottom.insert(0, t.number(q))
        whole = t.mul(*top)
        if bottom:
            whole = t.div(whole, t.mul(*bottom))
        return t.neg(whole) if coefficient < 0 else whole

    def _written_product(self, factors: Any) -> Term:
        if factors[0] == -1 and len(factors) > 1:
            return t.neg(self._written_product(factors[1:]))
        whole: Term | None = None
        negated = False
        for factor in factors:
            below = self._denominator(factor)
            if below is not None:
                whole = t.div(t.ONE if whole is None else whole, below)
            elif whole is None:
                # Python binds -x*y as (-x)*y where people mean -(x*y).
                whole = self.read(factor)
                if whole.head == "neg":
                    negated, whole = True, whole.args[0]
            else:
                whole = t.mul(whole, self.read(factor))
        assert whole is not None
        return t.neg(whole) if negated else whole

    def _denominator(self, factor: Any) -> Term | None:
        if factor.func is sympy.Pow:
            base, exponent = factor.args
            if exponent.is_Rational and exponent < 0:
                return self.read(base) if exponent == -1 else self.power(base, -exponent)
        return None

    def pow(self, e: Any) -> Term:
        base, exponent = e.args
        if exponent.is_Rational and exponent < 0:
            below = self.read(base) if exponent == -1 else self.power(base, -exponent)
            return t.div(t.ONE, below)
        return self.power(base, exponent)

    def power(self, base: Any, exponent: Any) -> Term:
        if exponent == sympy.Rational(1, 2):
            return t.call("sqrt", self.read(base))
        return t.power(self.read(base), self.read(exponent))

    def undefined(self, e: Any) -> Term:
        return t.call(e.func.__name__, *map(self.read, e.args))

    def indexed(self, e: Any) -> Term:
        return t.indexed(t.symbol(str(e.base.label)), *map(self.read, e.indices))

    def derivative(self, e: Any) -> Term:
        variables = [self.read(v) for v, count in e.variable_count for _ in range(int(count))]
        return t.derivative(self.read(e.expr), *variables)

    def binder(self, e: Any) -> Term:
        make = t.summation if isinstance(e, sympy.Sum) else t.product
        body = self.read(_without_unit(e.function))
        for index, *ends in e.limits:
            if len(ends) != 2:
                raise fail("unsupported-sympy", f"{e} needs both a lower and an upper limit")
            body = make(body, self.read(index), self.read(ends[0]), self.read(ends[1]))
        return body

    def piecewise(self, e: Any) -> Term:
        args: list[Term] = []
        for value, condition in e.args:
            args.append(self.read(value))
            if condition is sympy.true:
                break
            args.append(self.read(condition))
        return t.make("cases", tuple(args)) if len(args) > 1 else args[0]

    def junction(self, e: Any) -> Term:
        parts = tuple(self.read(a) for a in sympy.ordered(e.args))
        return t.make(e.func.__name__.lower(), parts)


def _without_unit(e: Any) -> Any:
    """A summand without the factor 1 that SymPy adds to it when it does not evaluate."""
    if e.func is sympy.Mul and len(e.args) > 1 and e.args[0] == 1:
        return e.args[1] if len(e.args) == 2 else sympy.Mul(*e.args[1:], evaluate=False)
    return e


def _decimal(value: Fraction) -> Term:
    return t.number(value) if value.denominator == 1 else t.make("number", (), value)


def _nonneg_first(parts: list[Term]) -> Term:
    """People write y − a, not −a + y, when one of two terms is negative."""
    if len(parts) == 2 and parts[0].head == "neg" and parts[1].head != "neg":
        parts.reverse()
    return t.add(*parts)


_READERS: tuple[tuple[Any, Callable[[_Reader, Any], Term]], ...] = (
    (sympy.Rational, _Reader.rational),
    (sympy.Float, _Reader.float),
    (sympy.Symbol, _Reader.symbol),
    (sympy.Idx, lambda reader, e: reader.read(e.label)),
    (sympy.Add, _Reader.add),
    (sympy.Mul, _Reader.mul),
    (sympy.Pow, _Reader.pow),
    (AppliedUndef, _Reader.undefined),
    (sympy.Indexed, _Reader.indexed),
    (sympy.Derivative, _Reader.derivative),
    ((sympy.Sum, sympy.Product), _Reader.binder),
    (sympy.Piecewise, _Reader.piecewise),
    ((sympy.And, sympy.Or, sympy.Not), _Reader.junction),
)


def to_sympy(node: Term, names: Mapping[str, Any] | None = None) -> Any:
    """The SymPy expression for a term, not evaluated.

    `names` gives the SymPy symbol (or family, or function) to use for a name; others become plain
    symbols, `IndexedBase`s and undefined functions of that name.
    """
    known = names or {}
    memo: dict[Term, Any] = {}
    for current in t.subterms(node):
        memo[current] = _build(current, [memo[a] for a in current.args], known)
    return memo[node]


def objects_of(context: Context) -> dict[str, Any]:
    """SymPy's objects for the sizes, columns and matrices of a context, by their names."""
    known: dict[str, Any] = {}
    for name, found in sympy_array_builder.matrix_symbols(context, lambda n: to_sympy(n, known)):
        known[name] = found
    return known


def relation_to_sympy(relation: Relation, names: Mapping[str, Any] | None = None) -> Any:
    """The SymPy relational for a relation, not evaluated."""
    left, right = to_sympy(relation.left, names), to_sympy(relation.right, names)
    return _RELATIONS[relation.as_condition().head](left, right, evaluate=False)


def _build(node: Term, args: list[Any], names: Mapping[str, Any]) -> Any:
    matrix = sympy_array_builder.build(node, args, lambda name: _function(name, names))
    if matrix is not None:
        return matrix
    match node.head:
        case "number":
            assert isinstance(node.value, Fraction)
            return sympy.Rational(node.value.numerator, node.value.denominator)
        case "symbol":
            return names.get(str(node.value)) or sympy.Symbol(str(node.value))
        case "constant":
            return next(s for s, known in _CONSTANTS.items() if known is node)
        case "add":
            return sympy.Add(*args, evaluate=False)
        case "mul":
            return sympy.Mul(*args, evaluate=False)
        case "neg":
            return -args[0] if args[0].is_Number else sympy.Mul(-1, args[0], evaluate=False)
        case "div":
            top, bottom = args
            if top.is_Integer and bottom.is_Integer and bottom != 0:
                return sympy.Rational(top, bottom)
            below = sympy.Pow(bottom, -1, evaluate=False)
            return below if top == 1 else sympy.Mul(top, below, evaluate=False)
        case "pow":
            return sympy.Pow(*args, evaluate=False)
        case "call":
            return _build_call(str(node.value), args, names)
        case "indexed":
            base = node.args[0]
            family = names.get(str(base.value)) or sympy.IndexedBase(str(base.value))
            return family[tuple(args[1:])]
        case "derivative":
            return sympy.Derivative(*args, evaluate=False)
        case "sum":
            return sympy.Sum(args[0], tuple(args[1:]))
        case "product":
            return sympy.Product(args[0], tuple(args[1:]))
        case "cases":
            pairs = list(zip(args[::2], args[1::2], strict=False))
            if len(args) % 2:
                pairs.append((args[-1], True))
            return sympy.Piecewise(*pairs, evaluate=False)
        case "and" | "or" | "not":
            junction = {"and": sympy.And, "or": sympy.Or, "not": sympy.Not}[node.head]
            return junction(*args, evaluate=False)
        case _:
            return _RELATIONS[node.head](*args, evaluate=False)


def _function(name: str, names: Mapping[str, Any]) -> Any:
    """The SymPy class of a function."""
    if name == "sqrt":
        return sympy.sqrt
    return names.get(name) or _CALLS.get(name) or sympy.Function(name)


def _build_call(name: str, args: list[Any], names: Mapping[str, Any]) -> Any:
    if name in names:
        return names[name](*args)
    if name == "sqrt":
        return sympy.Pow(args[0], sympy.Rational(1, 2), evaluate=False)
    if name in _CALLS:
        return _CALLS[name](*args, evaluate=False)
    return sympy.Function(name)(*args)
