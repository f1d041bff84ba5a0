"""The Python door: a model written with SymPy expressions.

    from sympy import exp, log
    from derive import Model, binary, positive

    with Model("coin", title="A coin with logit z") as m:
        z = m.symbol("z")
        y = m.symbol("y", binary)
        p = m.define("p", 1 / (1 + exp(-z)))
        L = m.define("L", -(y * log(p) + (1 - y) * log(1 - p)))
        m.derive(L, z, expect=p - y)

Inside the `with` block SymPy keeps every expression as it is written: it neither reorders nor
simplifies.  Outside one, expressions arrive evaluated and get the order in which people write.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import Any, Self

import sympy

from derive.ground.diagnostic import DeriveError, fail
from derive.ground.place import Place
from derive.model.context import Context, Definition
from derive.model.domain import (
    NAMED,
    POSITIVE_INTEGER,
    REAL,
    Domain,
    Family,
    Function,
    Index,
    Matrix,
    Range,
    Scalar,
    Type,
    Value,
    Vector,
)
from derive.model.problem import DerivativeGoal, Descent, Goal, Problem, Statement
from derive.model.relation import Relation, equation
from derive.model.sympy_bridge import from_sympy
from derive.model.term import RELATIONS, Term, call, constant, indexed, symbol, term
from derive.readers.array_notation import Array, written
from derive.readers.array_notation import function as array_function
from derive.readers.new_names import check

_collectors: list[list[Model]] = []
_INFINITY = constant("infinity")
_CONDITIONS = frozenset({*RELATIONS, "and", "or", "not"})


@contextmanager
def collecting() -> Iterator[list[Model]]:
    """A list that receives every `Model` made inside the block, in order."""
    made: list[Model] = []
    _collectors.append(made)
    try:
        yield made
    finally:
        _collectors.remove(made)


class Model:
    """A model under construction: symbols with domains, definitions, goals.

    Every method that introduces a name returns the SymPy object to write it with.  Mistakes raise
    `DeriveError` with the place in the author's file.
    """

    def __init__(self, name: str, *, title: str = "", summary: str = "") -> None:
        self.name = name
        self.title = title or name
        self.summary = summary
        self.source = _caller().file
        self._context = Context()
        self._goals: list[Goal] = []
        self._indices: dict[str, Range] = {}
        self._parameters: dict[str, Value] = {}
        self._as_written = False
        self._evaluation: AbstractContextManager[Any] | None = None
        for made in _collectors:
            made.append(self)

    def __enter__(self) -> Self:
        self._as_written = True
        self._evaluation = sympy.evaluate(False)
        self._evaluation.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._evaluation is not None
        self._evaluation.__exit__(kind, error, traceback)
        self._as_written = False

    # Names.

    def symbol(self, name: str, domain: Domain | str = REAL) -> sympy.Symbol:
        """Declare one real quantity, by default any real number."""
        self._declare(name, Scalar(_domain(domain)))
        return sympy.Symbol(name)

    def symbols(self, names: str, domain: Domain | str = REAL) -> tuple[sympy.Symbol, ...]:
        """Declare several quantities of one domain, their names separated by spaces."""
        return tuple(self.symbol(name, domain) for name in names.replace(",", " ").split())

    def index(self, name: str, first: Any, last: Any) -> sympy.Symbol:
        """Declare an index with the range first..last; free, it stands for all of it."""
        self._indices[name] = Range(self._read(first), self._read(last))
        self._declare(name, Index(self._indices[name]))
        return sympy.Symbol(name)

    def family(self, name: str, over: Any, domain: Domain | str = REAL) -> sympy.IndexedBase:
        """Declare a family, such as w_1, …, w_d, over one index or a tuple of them."""
        indices = over if isinstance(over, tuple) else (over,)
        self._declare(name, Family(tuple(map(self._range, indices)), Scalar(_domain(domain))))
        return sympy.IndexedBase(name)

    def families(
        self, names: str, over: Any, domain: Domain | str = REAL
    ) -> tuple[sympy.IndexedBase, ...]:
        """Declare several families over the same indices."""
        return tuple(self.family(name, over, domain) for name in names.replace(",", " ").split())

    def size(self, name: str) -> sympy.Symbol:
        """Declare an arbitrary positive integer: how many samples, features, classes."""
        return self.symbol(name, POSITIVE_INTEGER)

    def vector(self, name: str, size: Any, domain: Domain | str = REAL) -> Array:
        """Declare a column of so many numbers."""
        self._declare(name, Vector(self._read(size), Scalar(_domain(domain))))
        return Array(symbol(name))

    def matrix(
        self,
        name: str,
        rows: Any,
        columns: Any,
        domain: Domain | str = REAL,
        *,
        symmetric: bool = False,
    ) -> Array:
        """Declare a matrix with so many rows and columns."""
        element = Scalar(_domain(domain))
        kind = Matrix(self._read(rows), self._read(columns), element, symmetric)
        self._declare(name, kind)
        return Array(symbol(name))

    def rows(self, name: str, matrix: Array, index: Any) -> Array:
        """Call the i-th row of a matrix, as a column, by a name: x_i."""
        kind = self._context.type_of(str(matrix.term.value))
        if not isinstance(kind, Matrix):
            raise fail(
                "not-an-expression",
                f"{matrix} is no declared matrix",
                place=_caller(),
                help='declare it first: X = m.matrix("X", N, d)',
            )
        self._declare(name, Family((self._range(index),), Vector(kind.columns, kind.element)))
        place = self._read(index)
        target = indexed(symbol(name), place)
        self._add_definition(Definition(target, call("row", matrix.term, place), _caller()))
        return Array(symbol(name))

    def function(self, name: str, parameter: Any, body: Any, *, rowwise: bool = False) -> Any:
        """Define a function of one parameter, or of a tuple of them: σ(t) := body.

        A function of a vector with `rowwise` applies to a matrix row by row.
        """
        parameters = parameter if isinstance(parameter, tuple) else (parameter,)
        formal = tuple(self._read(p) for p in parameters)
        types = tuple(self._parameters.get(str(p.value), Scalar()) for p in formal)
        self._new_name(name, is_function=True)
        self._add_definition(Definition(call(name, *formal), self._read(body), _caller()))
        kind = Function(types, lifted="rowwise" if rowwise else "")
        self._context = self._context.declare(name, kind)
        if isinstance(body, Array):
            return array_function(name)
        return sympy.Function(name)

    def parameter(self, name: str, size: Any = None) -> Any:
        """A symbol to write a function's body with, a vector if a size is given.

        It means nothing elsewhere.
        """
        if size is None:
            return sympy.Symbol(name)
        self._parameters[name] = Vector(self._read(size))
        return Array(symbol(name))

    def define(self, target: str | Any, value: Any) -> Any:
        """Define a quantity, or a member of a declared family: z := value."""
        if isinstance(target, str):
            self._new_name(target)
            self._add_definition(Definition(symbol(target), self._read(value), _caller()))
            return Array(symbol(target)) if isinstance(value, Array) else sympy.Symbol(target)
        self._add_definition(Definition(self._read(target), self._read(value), _caller()))
        return target

    def assume(self, relation: Any) -> None:
        """Take a relation as given, such as `Eq(x**2 + y**2, 1)` or `a < b`."""
        self._context = self._context.assume(self._relation(relation))

    # Goals.

    def derive(self, quantity: Any, *variables: Any, expect: Any = None) -> None:
        """Ask for ∂quantity/∂variable, for each variable; `expect` states the result of one."""
        if expect is not None and len(variables) != 1:
            raise fail(
                "several-variables",
                "expect= states the result for one variable",
                place=_caller(),
                help="write one m.derive(...) for each variable",
            )
        expected = None if expect is None else self._read(expect)
        for variable in variables:
            self._goals.append(
                DerivativeGoal(self._read(quantity), self._read(variable), expected, _caller())
            )

    def claim(self, left: Any, right: Any = None, *, title: str = "") -> None:
        """State a relation that ought to hold: two sides of an equality, or one relational."""
        relation = (
            self._relation(left) if right is None else equation(self._read(left), self._read(right))
        )
        self._goals.append(Statement(relation, title, _caller()))

    def descend(self, objective: Any, *variables: Any, rate: Any) -> None:
        """State gradient descent on an objective: v := v − rate · ∂objective/∂v."""
        self._goals.append(
            Descent(
                self._read(objective),
                tuple(map(self._read, variables)),
                self._read(rate),
                _caller(),
            )
        )

    def problem(self) -> Problem:
        """The model as plain data, for the engine."""
        return Problem(
            self.name, self.title, self._context, tuple(self._goals), self.summary, self.source
        )

    # Reading.

    def _read(self, expression: Any) -> Term:
        node = self._term(expression)
        if node.head in _CONDITIONS or node is _INFINITY:
            raise fail(
                "not-an-expression",
                f"{expression} is no real quantity",
                place=_caller(),
                help="write an expression; a relation belongs into m.claim(...) or m.assume(...)",
            )
        return node

    def _term(self, expression: Any) -> Term:
        if isinstance(expression, Term):
            return expression
        if isinstance(expression, Array):
            return written(expression)
        if isinstance(expression, int) and not isinstance(expression, bool):
            return term(expression)
        try:
            if isinstance(expression, bool | list | tuple | dict | set | str):
                raise sympy.SympifyError(expression)
            return from_sympy(expression, as_written=self._as_written)
        except sympy.SympifyError as error:
            raise fail(
                "not-an-expression",
                f"{expression!r} is no SymPy expression",
                place=_caller(),
                help="write it with symbols of the model and SymPy functions",
            ) from error
        except DeriveError as error:
            found = error.diagnostic
            raise fail(
                found.code, found.message, place=found.place or _caller(), help=found.help
            ) from None

    def _relation(self, relation: Any) -> Relation:
        if isinstance(relation, Relation):
            return relation
        node = self._term(relation)
        if node.head not in ("eq", "ne", "lt", "le", "gt", "ge"):
            raise fail(
                "not-a-relation",
                f"{relation} states nothing",
                place=_caller(),
                help="give two sides, or a relation such as Eq(u, v) or u < v",
            )
        return Relation.of_condition(node)

    def _declare(self, name: str, kind: Type) -> None:
        self._new_name(name, is_family=isinstance(kind, Family))
        self._context = self._context.declare(name, kind)

    def _new_name(self, name: str, *, is_function: bool = False, is_family: bool = False) -> None:
        check(name, self._context, _caller(), is_function=is_function, is_family=is_family)

    def _add_definition(self, definition: Definition) -> None:
        if any(d.target is definition.target for d in self._context.definitions):
            raise fail(
                "defined-twice",
                f"{definition.target} is defined already",
                place=definition.place,
                help="state the second one as a claim, or give it another name",
            )
        self._context = self._context.define(definition)

    def _range(self, index: Any) -> Range:
        known = self._indices.get(str(index))
        if known is None:
            raise fail(
                "not-an-index",
                f"{index} is no declared index",
                place=_caller(),
                help=f'declare it first: {index} = m.index("{index}", 1, 2)',
            )
        return known


def _domain(domain: Domain | str) -> Domain:
    if isinstance(domain, Domain):
        return domain
    if domain in NAMED:
        return NAMED[domain]
    raise fail(
        "unknown-domain",
        f"{domain!r} is no domain",
        place=_caller(),
        help=f"use one of {', '.join(NAMED)}, or interval(a, b), finite(a, b, …)",
    )


def _caller() -> Place:
    """The line of the author's file that called into this module."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__") == __name__:
        frame = frame.f_back
    return Place(frame.f_code.co_filename, frame.f_lineno)
