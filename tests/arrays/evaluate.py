"""Terms of vectors and matrices evaluated in NumPy: a route that shares nothing with the prover.

A number is a float, anything else an array of two axes; one by one is a number.  Derivatives are
differences of sixth order of the evaluated expression, every entry of the variable moved by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from derive.model import domain as d
from derive.model import term as t
from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.term import Term

STEP = 4e-3
STENCIL = ((-3, -1 / 60), (-2, 9 / 60), (-1, -45 / 60), (1, 45 / 60), (2, -9 / 60), (3, 1 / 60))


class NotEvaluated(Exception):  # noqa: N818
    """A construct this evaluator does not know."""


def _softplus(u: Any) -> Any:
    return np.logaddexp(0, u)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "sign": np.sign,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "tanh": np.tanh,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "sigmoid": lambda u: 1 / (1 + np.exp(-u)),
    "softplus": _softplus,
    "relu": lambda u: np.maximum(u, 0),
    "max": np.maximum,
    "min": np.minimum,
}
COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
}


def squeezed(value: Any) -> Any:
    """One by one is a number."""
    if isinstance(value, np.ndarray):
        return float(value[0, 0]) if value.shape == (1, 1) else value
    return float(value)


class Evaluator:
    """Values of terms for given values of names."""

    def __init__(
        self, context: Context, values: dict[str, Any], local: dict[str, Any] | None = None
    ) -> None:
        self.context = context
        self.values = values
        """Names of sizes, indices, symbols and families (members by their indices)."""
        self.local = local or {}
        """Bound indices and parameters, which definitions do not see."""

    def with_(self, name: str, value: Any) -> Evaluator:
        """This one where a name, also a defined one, has a value."""
        if name in self.local:
            return self.inside(name, value)
        return Evaluator(self.context, {**self.values, name: value}, self.local)

    def inside(self, name: str, value: Any) -> Evaluator:
        """This one under a binder."""
        return Evaluator(self.context, self.values, {**self.local, name: value})

    def known(self, name: str) -> Any:
        """The value that a name was given, if any."""
        return self.local.get(name, self.values.get(name))

    def opened(self, body: Term) -> Any:
        """The value of what a definition says."""
        return Evaluator(self.context, self.values).of(body)

    def of(self, node: Term) -> Any:
        """The value of a term."""
        with np.errstate(all="ignore"):
            return squeezed(getattr(self, f"_{node.head}", self._unknown)(node))

    def integer(self, node: Term) -> int:
        """The value of an index or size."""
        value = self.of(node)
        assert abs(value - round(value)) < 1e-6, node
        return round(value)

    def _unknown(self, node: Term) -> Any:
        raise NotEvaluated(node.head)

    def _number(self, node: Term) -> Any:
        return float(node.value)  # type: ignore[arg-type]

    def _constant(self, node: Term) -> Any:
        return {"pi": np.pi, "e": np.e, "infinity": np.inf}[str(node.value)]

    def _symbol(self, node: Term) -> Any:
        value = self.known(str(node.value))
        if value is not None:
            return value
        body = self.context.unfold(node)
        if body is None:
            return self._from_entries(node)
        return self.opened(body)

    def _from_entries(self, node: Term) -> Any:
        """An array whose entries are defined one by one."""
        kind = self.context.type_of(str(node.value))
        if not isinstance(kind, d.Vector | d.Matrix):
            raise NotEvaluated(f"no value for {node}")
        shape = (kind.size, t.ONE) if isinstance(kind, d.Vector) else (kind.rows, kind.columns)
        rows, columns = map(self.integer, shape)
        found = np.zeros((rows, columns))
        for r in range(rows):
            for c in range(columns):
                places = (r + 1,) if isinstance(kind, d.Vector) else (r + 1, c + 1)
                body = self.context.unfold(t.indexed(node, *map(t.number, places)))
                if body is None:
                    raise NotEvaluated(f"no value for {node}")
                found[r, c] = self.opened(body)
        return found

    def _add(self, node: Term) -> Any:
        parts = [self.of(a) for a in node.args]
        shapes = {p.shape if isinstance(p, np.ndarray) else () for p in parts}
        assert len(shapes) == 1, f"shapes in {node}: {shapes}"
        return sum(parts[1:], parts[0])

    def _neg(self, node: Term) -> Any:
        return -self.of(node.args[0])

    def _mul(self, node: Term) -> Any:
        numbers, total = 1.0, None
        for each in map(self.of, node.args):
            if not isinstance(each, np.ndarray):
                numbers = numbers * each
            elif total is None:
                total = each
            else:
                total = squeezed(total @ each)
                if not isinstance(total, np.ndarray):
                    numbers, total = numbers * total, None
        return numbers if total is None else numbers * total

    def _div(self, node: Term) -> Any:
        below = self.of(node.args[1])
        assert not isinstance(below, np.ndarray), node
        return self.of(node.args[0]) / np.float64(below)

    def _pow(self, node: Term) -> Any:
        base, exponent = self.of(node.args[0]), self.of(node.args[1])
        if isinstance(base, np.ndarray):
            return np.linalg.matrix_power(base, round(exponent))
        if exponent == 0:
            return 1.0
        return np.power(np.float64(base), exponent)

    def _call(self, node: Term) -> Any:
        name = str(node.value)
        rule = getattr(self, f"_call_{name}", None)
        if rule is not None:
            return rule(node)
        kind = self.context.type_of(name)
        actual = [self.of(a) for a in node.args]
        if isinstance(kind, d.Function) and self._by_rows(kind, actual):
            rows = [self._apply(node, [row.reshape(-1, 1)]) for row in actual[0]]
            return np.vstack([np.asarray(r).reshape(1, -1) for r in rows])
        elementwise = name in FUNCTIONS or not self._takes_arrays(node, kind)
        if not elementwise:
            return self._apply(node, actual)
        shape = next((a.shape for a in actual if isinstance(a, np.ndarray)), None)
        if shape is None:
            return self._apply(node, actual)
        found = np.zeros(shape)
        for place in np.ndindex(*shape):
            found[place] = self._apply(
                node, [a[place] if isinstance(a, np.ndarray) else a for a in actual]
            )
        return found

    def _takes_arrays(self, node: Term, kind: Any) -> bool:
        if isinstance(kind, d.Function):
            return any(not isinstance(a, d.Scalar) for a in kind.arguments)
        definition = self.context.definition_of(node)
        return definition is not None and any(
            isinstance(self.context.type_of(str(p.value)), d.Vector | d.Matrix)
            for p in definition.parameters
        )

    def _by_rows(self, kind: d.Function, actual: list[Any]) -> bool:
        if len(kind.arguments) != 1 or not isinstance(kind.arguments[0], d.Vector):
            return False
        size = self.integer(kind.arguments[0].size)
        value = actual[0]
        if not isinstance(value, np.ndarray):
            return False
        return value.shape[1] == size and (value.shape != (size, 1))

    def _apply(self, node: Term, actual: list[Any]) -> Any:
        name = str(node.value)
        if name in FUNCTIONS:
            return FUNCTIONS[name](*map(np.float64, actual))
        definition = self.context.definition_of(node)
        if definition is not None:
            names = (str(p.value) for p in definition.parameters)
            local = dict(zip(names, map(squeezed, actual), strict=True))
            return Evaluator(self.context, self.values, local).of(definition.body)
        return self._undefined(name, actual)

    def _undefined(self, name: str, actual: list[Any]) -> Any:
        """Some smooth function without symmetries, the same for the same name."""
        seed = sum(map(ord, name))
        total = 0.3
        for k, each in enumerate(actual):
            flat = np.asarray(each, dtype=float).ravel()
            weights = np.cos(seed + k + 1.7 * np.arange(1, len(flat) + 1))
            total += np.sum(weights * np.sin(flat + 0.2)) + 0.1 * (k + 1) * np.sum(flat**2)
        kind = self.context.type_of(name)
        if not isinstance(kind, d.Function) or isinstance(kind.result, d.Scalar):
            return total
        sizes = (
            (kind.result.size, t.ONE)
            if isinstance(kind.result, d.Vector)
            else (kind.result.rows, kind.result.columns)
        )
        shape = tuple(map(self.integer, sizes))
        return np.sin(total + np.arange(np.prod(shape)).reshape(shape))

    def _indexed(self, node: Term) -> Any:
        base, *indices = node.args
        places = [self.integer(a) for a in indices]
        own = self.known(str(base.value)) if base.head == "symbol" else self.of(base)
        if own is None:
            value = self.context.unfold(t.indexed(base, *map(t.number, places)))
            if value is not None:
                return self.opened(value)
            own = self.of(base)
        if isinstance(own, dict):
            rank = len(next(iter(own)))
            member = own[tuple(places[:rank])]
            return member if len(places) == rank else self._pick(member, places[rank:])
        return self._pick(own, places)

    def _pick(self, array: Any, places: list[int]) -> Any:
        array = np.atleast_2d(np.asarray(array, dtype=float))
        row, column = places[0], places[1] if len(places) > 1 else 1
        if not (1 <= row <= array.shape[0] and 1 <= column <= array.shape[1]):
            raise NotEvaluated("an entry out of range")
        return array[row - 1, column - 1]

    def _sum(self, node: Term) -> Any:
        return self._fold(node, lambda a, b: a + b, None)

    def _product(self, node: Term) -> Any:
        return self._fold(node, lambda a, b: a * b, 1.0)

    def _fold(self, node: Term, join: Callable[[Any, Any], Any], empty: Any) -> Any:
        body, index, low, high = node.args
        total = empty
        for k in range(self.integer(low), self.integer(high) + 1):
            value = self.inside(str(index.value), float(k)).of(body)
            total = value if total is None else join(total, value)
        return 0.0 if total is None else total

    def _cases(self, node: Term) -> Any:
        for k in range(0, len(node.args) - 1, 2):
            if self.holds(node.args[k + 1]):
                return self.of(node.args[k])
        if len(node.args) % 2:
            return self.of(node.args[-1])
        return np.nan

    def holds(self, condition: Term) -> bool:
        """Whether a condition holds."""
        match condition.head:
            case "and":
                return all(map(self.holds, condition.args))
            case "or":
                return any(map(self.holds, condition.args))
            case "not":
                return not self.holds(condition.args[0])
        one, other = map(self.of, condition.args)
        return bool(np.all(COMPARISONS[condition.head](one, other)))

    def _matrix(self, node: Term) -> Any:
        rows, columns = map(int, str(node.value).split("x"))
        return np.array([float(self.of(a)) for a in node.args]).reshape(rows, columns)

    # Derivatives.

    def _derivative(self, node: Term) -> Any:
        expression, *variables = node.args
        if len(variables) == 1:
            value, slopes = self.of(expression), self._slopes(expression, variables[0])
            return self._laid_out(value, slopes, variables[0])
        first, *rest = variables
        arrays = [v for v in variables if isinstance(self.of(v), np.ndarray)]
        if len(arrays) > 1:
            if len(variables) > 2 or isinstance(self.of(expression), np.ndarray):
                raise NotEvaluated("a higher derivative by arrays")
            return self._hessian(expression, first, rest[0])
        # Numbers first: the order of differentiation does not matter.
        numbers = [v for v in variables if v not in arrays]
        inner = t.derivative(expression, numbers[0])
        return self.of(t.derivative(inner, *numbers[1:], *arrays))

    def _moved(self, variable: Term, place: tuple[int, int], by: float) -> Evaluator:
        base = variable.args[0] if variable.head == "indexed" else variable
        name = str(base.value)
        if variable.head == "indexed":
            places = [self.integer(a) for a in variable.args[1:]]
            whole = self.known(name)
            if whole is None:
                whole = self._whole(base)
            if isinstance(whole, dict):
                rank = len(next(iter(whole)))
                key = tuple(places[:rank])
                member = np.array(whole[key], dtype=float, ndmin=2)
                spot = [p - 1 for p in places[rank:]] or list(place)
                member[spot[0], spot[1] if len(spot) > 1 else 0] += by
                return self.with_(name, {**whole, key: squeezed(member)})
            spot = [p - 1 for p in places]
            value = np.array(whole, dtype=float, ndmin=2)
            value[spot[0], spot[1] if len(spot) > 1 else 0] += by
            return self.with_(name, squeezed(value))
        value = np.array(self.of(variable), dtype=float, ndmin=2)
        value[place] += by
        return self.with_(name, squeezed(value))

    def _whole(self, base: Term) -> Any:
        """All values of a defined array or family."""
        body = self.context.unfold(base)
        if body is not None:
            return self.of(body)
        kind = self.context.type_of(str(base.value))
        if not isinstance(kind, d.Family):
            raise NotEvaluated(f"the range of {base}")
        spans = [range(self.integer(r.lower), self.integer(r.upper) + 1) for r in kind.ranges]
        keys = [()]
        for span in spans:
            keys = [(*key, k) for key in keys for k in span]  # type: ignore[misc]
        return {key: self.of(t.indexed(base, *map(t.number, key))) for key in keys}

    def _slopes(self, expression: Term, variable: Term) -> dict[tuple[int, int], Any]:
        value = np.atleast_2d(np.asarray(self.of(variable)))
        return {
            place: sum(
                c * self._moved(variable, place, m * STEP).of(expression) for m, c in STENCIL
            )
            / STEP
            for place in np.ndindex(*value.shape)
        }

    def _laid_out(self, value: Any, slopes: dict[tuple[int, int], Any], variable: Term) -> Any:
        of_variable = self.of(variable)
        numerator = self.context.layout == "numerator"
        if not isinstance(of_variable, np.ndarray):
            kind = self.context.type_of(str(variable.value))
            # A column of symbolic size stays one where the size happens to be 1.
            column = isinstance(kind, d.Vector) and isinstance(value, np.ndarray)
            return slopes[0, 0].T if column and not numerator else slopes[0, 0]
        if not isinstance(value, np.ndarray):
            found = np.zeros(of_variable.shape)
            for place, slope in slopes.items():
                found[place] = slope
            return found.T if numerator else found
        assert value.shape[1] == 1, "the derivative of a matrix by an array"
        assert of_variable.shape[1] == 1, "the derivative of a column by a matrix"
        found = np.hstack([slopes[k, 0] for k in range(of_variable.shape[0])])
        return found if numerator else found.T

    def _hessian(self, expression: Term, first: Term, second: Term) -> Any:
        size = self.of(second).shape[0]
        other = self.of(first).shape[0]
        found = np.zeros((other, size))
        for i in range(other):
            for m, c in STENCIL:
                moved = self._moved(first, (i, 0), m * STEP)
                for j in range(size):
                    found[i, j] += c * moved._slopes(expression, second)[j, 0] / STEP
        return found

    # Operations.

    def _array(self, node: Term) -> Any:
        return np.atleast_2d(np.asarray(self.of(node.args[0]), dtype=float))

    def _call_transpose(self, node: Term) -> Any:
        return self._array(node).T

    def _call_inverse(self, node: Term) -> Any:
        matrix = self._array(node)
        return np.linalg.inv(matrix) if np.linalg.cond(matrix) < 1e5 else matrix * np.nan

    def _call_trace(self, node: Term) -> Any:
        return np.trace(self._array(node))

    def _call_det(self, node: Term) -> Any:
        return np.linalg.det(self._array(node))

    def _call_hadamard(self, node: Term) -> Any:
        total = self.of(node.args[0])
        for other in node.args[1:]:
            total = total * self.of(other)
        return total

    def _call_quotient(self, node: Term) -> Any:
        return self.of(node.args[0]) / self.of(node.args[1])

    def _call_norm(self, node: Term) -> Any:
        return np.sqrt(np.sum(self._array(node) ** 2))

    def _call_diag(self, node: Term) -> Any:
        return np.diag(self._array(node)[:, 0])

    def _call_diagonal(self, node: Term) -> Any:
        return np.diag(self._array(node)).reshape(-1, 1)

    def _call_identity(self, node: Term) -> Any:
        return np.eye(self.integer(node.args[0]))

    def _filled(self, node: Term) -> tuple[int, int]:
        rows, *columns = (self.integer(a) for a in node.args)
        return rows, (columns or [1])[0]

    def _call_ones(self, node: Term) -> Any:
        return np.ones(self._filled(node))

    def _call_zeros(self, node: Term) -> Any:
        return np.zeros(self._filled(node))

    def _call_row(self, node: Term) -> Any:
        return self._array(node)[self.integer(node.args[1]) - 1].reshape(-1, 1)

    def _call_column(self, node: Term) -> Any:
        return self._array(node)[:, self.integer(node.args[1]) - 1].reshape(-1, 1)

    def _call_delta(self, node: Term) -> Any:
        one, other = map(self.integer, node.args)
        return 1.0 if one == other else 0.0

    def _call_indicator(self, node: Term) -> Any:
        return 1.0 if self.holds(node.args[0]) else 0.0


def sides(relation: Relation, context: Context, values: dict[str, Any]) -> tuple[Any, Any]:
    """Both sides of a relation at a point."""
    evaluator = Evaluator(context, values)
    return evaluator.of(relation.left), evaluator.of(relation.right)


def agree(sign: str, left: Any, right: Any) -> bool:
    """Whether a relation holds between two values, up to what differences lose."""
    left, right = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    if left.shape != right.shape:
        return False
    slack = 2e-5 * (1 + np.max(np.abs(left)) + np.max(np.abs(right)))
    match sign:
        case "=":
            return bool(np.all(np.abs(left - right) <= slack))
        case "!=":
            return not bool(np.all(np.abs(left - right) <= slack))
        case "<" | "<=":
            return bool(np.all(left <= right + slack))
        case _:
            return bool(np.all(left >= right - slack))
