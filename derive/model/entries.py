"""What vectors and matrices mean: their entries.

A relation of arrays says the same of every entry, for all sizes: (A B)_ij = Σ_k A_ik B_kj.  So a
relation, and the context that it stands in, is brought down to numbers: array symbols become
families, products become sums over an index of their own, an elementwise function applies to the
entry, a function of vectors is replaced by its definition, the derivative by an array is that by
its entry.  Nothing is simplified on the way, so what is not defined stays undefined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from derive.model import term as t
from derive.model.arrays import OPERATIONS, dimensions
from derive.model.context import Context, Definition
from derive.model.domain import (
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
from derive.model.relation import Relation
from derive.model.shapes import (
    SCALAR,
    Misshapen,
    Shape,
    Shapes,
    has_arrays,
    of_value,
    same,
    same_size,
    worded,
)
from derive.model.term import ONE, ZERO, Term, call, indexed

NAMES = ("i", "j", "k", "l", "m", "n", "p", "q", "r", "s")


SMALL = 3
"""Products over so few inner indices are written out, inverses of such size said by cofactors."""


class NotLowered(Exception):  # noqa: N818
    """A construct whose entries can't be said."""


@dataclass(frozen=True, slots=True)
class Lowered:
    """A relation between numbers that says what one between arrays says."""

    relation: Relation
    """At free indices that range over all rows and columns."""
    context: Context
    """Of numbers and their families."""
    conditions: tuple[Relation, ...] = ()
    """What has to hold for its inverses to exist, beyond what is given."""
    inverted: tuple[Term, ...] = ()
    """The sizes of the matrices that are inverted, where they are symbols."""
    symmetric: frozenset[str] = frozenset()
    """Names of symmetric matrices: S_ij is said as (S_ij + S_ji)/2."""
    undefined: frozenset[str] = frozenset()
    """Functions of arrays without a definition, several values of which occur."""


def lowered(relation: Relation, context: Context) -> Lowered:
    """The same relation between numbers, in a context of numbers.

    Raises `Misshapen` where shapes do not fit and `NotLowered` where entries can't be said.
    """
    if not has_arrays(relation, context):
        return Lowered(relation, context)
    return Entries(relation, context).relation()


class Entries:
    """Brings the terms of one context down to numbers."""

    def __init__(self, relation: Relation, context: Context) -> None:
        self.whole = relation
        self.context = context
        self.shapes = Shapes(context)
        self.opaque: dict[str, Type] = {}
        """Values of functions of arrays that have no definition, as names of their own."""
        self.values: dict[str, set[str]] = {}
        """For each such function the names of its values."""
        self.inverses: dict[Term, Term] = {}
        """Matrices that are inverted, each with the family of the entries of its inverse."""
        self.regular: dict[Term, None] = {}
        """Further matrices that have to be regular."""
        self.symmetric = frozenset(_symmetric(context))
        self.borrowed = context.borrowed()
        self._lost: dict[str, str] = {}
        self._taken = _names(relation, context)
        self._memo: dict[tuple[Term, Term, Term], Term] = {}

    def relation(self) -> Lowered:
        """The relation at a general entry, and the context that goes with it."""
        left, right = self.whole.left, self.whole.right
        shape, other = self.shapes.of(left), self.shapes.of(right)
        if not same(shape, other):
            raise Misshapen(
                f"the left side is {worded(shape)}, the right side {worded(other)}", left
            )
        if shape and self.whole.sign not in ("=", "!="):
            raise Misshapen(f"the sides are {worded(shape)}: only numbers have an order", left)
        types: dict[str, Type] = {}
        i, j = self._free(shape, types)
        of = self.entry if shape else lambda side, *_: self.scalar(side)
        relation = Relation(of(left, i, j), self.whole.sign, of(right, i, j))
        context = self._context(types)
        self._refuse_lost(relation, context)
        inverted = dict.fromkeys(self.shapes.of(matrix)[0] for matrix in self.inverses)
        sizes = tuple(size for size in inverted if size.head == "symbol")
        undefined = frozenset(name for name, values in self.values.items() if len(values) > 1)
        return Lowered(relation, context, tuple(self._regular()), sizes, self.symmetric, undefined)

    def _regular(self) -> Iterator[Relation]:
        for matrix in {**self.inverses, **self.regular}:
            condition = Relation(call("det", matrix), "!=", ZERO)
            if condition not in self.context.assumptions:
                yield condition

    def _refuse_lost(self, relation: Relation, context: Context) -> None:
        """A quantity whose definition could not be lowered must not pass as a free one."""
        sides = [relation.left, relation.right]
        sides += [side for a in context.assumptions for side in (a.left, a.right)]
        seen: set[str] = set()
        while sides:
            names = {str(n.value) for n in t.subterms(sides.pop()) if n.head in ("symbol", "call")}
            for name in names - seen:
                if name in self._lost:
                    raise NotLowered(f"the definition of {name}: {self._lost[name]}")
                sides += [d.body for d in context.definitions if d.name == name]
            seen |= names

    def _free(self, shape: Shape, types: dict[str, Type]) -> tuple[Term, Term]:
        """The indices of a general entry; an only row or column needs none."""
        found = []
        for size in shape:
            if same_size(size, ONE):
                found.append(ONE)
                continue
            index = self.fresh()
            types[str(index.value)] = Index(Range(ONE, self.scalar(size)))
            found.append(index)
        return (found[0], found[1]) if found else (ONE, ONE)

    def _context(self, extra: dict[str, Type]) -> Context:
        types: dict[str, Type] = {}
        for name, kind in self.context.types.items():
            flat = _flat(kind)
            if flat is not None:
                types[name] = flat
        definitions = tuple(
            found for d in self.context.definitions if (found := self._definition(d)) is not None
        )
        assumptions: list[Relation] = []
        for given in self._relevant():
            try:
                assumptions += self._assumption(given, types)
            except Misshapen as problem:
                raise NotLowered(f"the assumption {given}: {problem}") from problem
        assumptions += self._laws_of_inverses(types)
        return replace(
            self.context,
            types={**types, **self.opaque, **extra},
            definitions=definitions,
            assumptions=tuple(assumptions),
        )

    def _relevant(self) -> Iterator[Relation]:
        """The assumptions, but those about arrays that have nothing to do with the relation.

        They would only make it harder to find points at which everything given holds.
        """
        linked = _reached((self.whole.left, self.whole.right), self.context)
        rest = list(self.context.assumptions)
        kept: set[Relation] = set()
        while True:
            found = [a for a in rest if linked & _reached((a.left, a.right), self.context)]
            if not found:
                break
            kept |= {*found}
            rest = [a for a in rest if a not in kept]
            for a in found:
                linked |= _reached((a.left, a.right), self.context)
        for given in self.context.assumptions:
            if given in kept or not self._about_arrays(given):
                yield given

    def _about_arrays(self, given: Relation) -> bool:
        try:
            return any(
                self.shapes.of(t.symbol(name))
                for name in _reached((given.left, given.right), self.context)
            )
        except Misshapen:
            return True

    def _laws_of_inverses(self, types: dict[str, Type]) -> Iterator[Relation]:
        """A A⁻¹ = I = A⁻¹ A, for all entries."""
        for matrix, family in tuple(self.inverses.items()):
            size = self.shapes.of(matrix)[0]
            types[str(family.value)] = Family((Range(ONE, self.scalar(size)),) * 2)
            i, j = self._free((size, size), types)
            k = self.fresh()
            for left, right in ((True, False), (False, True)):
                factors = [
                    self.entry(matrix, a, b) if own else indexed(family, a, b)
                    for own, a, b in ((left, i, k), (right, k, j))
                ]
                total = self._summed(t.mul(*factors), [(k, size)])
                yield Relation(total, "=", call("delta", i, j))

    def _definition(self, definition: Definition) -> Definition | None:
        """The definition of a general entry; None for a function of arrays, which is opened."""
        target, body = definition.target, definition.body
        if target.head == "call":
            kind = self.context.type_of(definition.name)
            formal = kind.arguments if isinstance(kind, Function) else ()
            if any(not isinstance(a, Scalar) for a in formal) or self._array_parameter(definition):
                return None
            local = {str(p.value): SCALAR for p in definition.parameters}
            inner = self._inside(local)
            try:
                return replace(definition, body=inner.scalar(body))
            except (Misshapen, NotLowered) as problem:
                self._lost[definition.name] = str(problem)
                return None
        local = {str(p.value): SCALAR for p in definition.parameters}
        inner = self._inside(local)
        try:
            shape = inner.shapes.of(body)
            declared = inner.shapes.of(target)
            if not same(shape, declared):
                raise Misshapen(
                    f"{target} is {worded(declared)}, and its definition {worded(shape)}", body
                )
            if not shape:
                return replace(definition, body=inner.scalar(body))
            indices = [ONE if same_size(size, ONE) else self.fresh() for size in shape]
            free = [i for i in indices if i is not ONE]
            family, *own = target.args if target.head == "indexed" else (target,)
            return replace(
                definition,
                target=indexed(family, *own, *free),
                body=inner.entry(body, indices[0], indices[1]),
            )
        except (Misshapen, NotLowered) as problem:
            self._lost[definition.name] = str(problem)
            return None

    def _array_parameter(self, definition: Definition) -> bool:
        """Whether a function without a declared type is written for an array symbol."""
        if isinstance(self.context.type_of(definition.name), Function):
            return False
        return any(self.shapes.of(p) for p in definition.parameters)

    def _inside(self, local: dict[str, Shape]) -> Entries:
        """This one where some names are parameters."""
        inner = Entries.__new__(Entries)
        inner.whole, inner.context = self.whole, self.context
        inner.shapes = Shapes(self.context, local)
        inner.opaque, inner.values = self.opaque, self.values
        inner._taken, inner._memo = self._taken, {}
        inner._lost, inner.inverses = self._lost, self.inverses
        inner.borrowed = self.borrowed
        inner.symmetric, inner.regular = self.symmetric, self.regular
        return inner

    def _assumption(self, given: Relation, types: dict[str, Type]) -> Iterator[Relation]:
        shape = self.shapes.of(given.left)
        if not same(shape, self.shapes.of(given.right)):
            return
        if not shape:
            yield Relation(self.scalar(given.left), given.sign, self.scalar(given.right))
            return
        i, j = self._free(shape, types)
        yield Relation(self.entry(given.left, i, j), given.sign, self.entry(given.right, i, j))

    def fresh(self) -> Term:
        """An index that nothing else is called."""
        count = 0
        while True:
            for name in NAMES:
                candidate = f"{name}{'_' + str(count) if count else ''}"
                if candidate not in self._taken:
                    self._taken.add(candidate)
                    return t.symbol(candidate)
            count += 1

    # Numbers.

    def scalar(self, node: Term) -> Term:
        """A term whose value is a number, said without arrays."""
        if self.shapes.of(node):
            raise Misshapen(f"{node} is {worded(self.shapes.of(node))}, not a number", node)
        return self._at(node, ONE, ONE)

    def entry(self, node: Term, i: Term, j: Term) -> Term:
        """The entry in row i and column j."""
        return self._at(node, i, j)

    def _at(self, node: Term, i: Term, j: Term) -> Term:
        key = (node, i, j)
        found = self._memo.get(key)
        if found is None:
            rule = _RULES.get(node.head)
            found = rule(self, node, i, j) if rule else node
            self._memo[key] = found
        return found

    def _symbol(self, node: Term, i: Term, j: Term) -> Term:
        shape = self.shapes.of(node)
        if not shape:
            return node
        return self._mirrored(indexed(node, *_needed(shape, i, j)))

    def _mirrored(self, entry: Term) -> Term:
        """An entry of a symmetric matrix as the mean of two mirrored entries of any matrix."""
        if str(entry.args[0].value) not in self.symmetric or len(entry.args) != 3:
            return entry
        family, i, j = entry.args
        return t.div(indexed(family, i, j) + indexed(family, j, i), t.TWO)

    def _parts(self, node: Term, i: Term, j: Term) -> Term:
        return t.rebuild(node, tuple(self._at(a, i, j) for a in node.args))

    def _mul(self, node: Term, i: Term, j: Term) -> Term:
        """A product: chains of conformable factors, each chain a sum over its inner indices."""
        written: list[Term] = []
        chain: list[Term] = []
        total: Shape = SCALAR
        for factor in node.args:
            shape = self.shapes.of(factor)
            if not shape:
                written.append(self.scalar(factor))
                continue
            chain.append(factor)
            total = shape if len(chain) == 1 else (total[0], shape[1])
            if all(same_size(size, ONE) for size in total):
                written.append(self._chain(chain, ONE, ONE))
                chain, total = [], SCALAR
        if chain:
            written.append(self._chain(chain, i, j))
        return t.mul(*written)

    def _chain(self, factors: list[Term], i: Term, j: Term) -> Term:
        """Σ over the inner indices of a product of matrices."""
        for at, factor in enumerate(factors[:-1]):
            count = t.literal(self.shapes.of(factor)[1])
            if count is not None and 1 < count <= SMALL:
                # Written out, so that the entries of small matrices are known one by one.
                rest = factors[at + 1 :]
                return t.add(
                    *(
                        t.mul(self._chain(factors[: at + 1], i, k), self._chain(rest, k, j))
                        for k in map(t.number, range(1, int(count) + 1))
                    )
                )
        inner: list[tuple[Term, Term]] = []
        row, found = i, []
        for factor in factors[:-1]:
            size = self.shapes.of(factor)[1]
            column = ONE if same_size(size, ONE) else self.fresh()
            if column is not ONE:
                inner.append((column, size))
            found.append(self._at(factor, row, column))
            row = column
        found.append(self._at(factors[-1], row, j))
        return self._summed(t.mul(*found), inner)

    def _summed(self, body: Term, indices: list[tuple[Term, Term]]) -> Term:
        for index, size in reversed(indices):
            body = t.summation(body, index, ONE, self.scalar(size))
        return body

    def _div(self, node: Term, i: Term, j: Term) -> Term:
        return t.div(self._at(node.args[0], i, j), self.scalar(node.args[1]))

    def _pow(self, node: Term, i: Term, j: Term) -> Term:
        base, exponent = node.args
        shape = self.shapes.of(base)
        n = t.literal(exponent)
        if base.head == "call" and base.value == "norm" and n is not None and n > 0 and n % 2 == 0:
            # ‖u‖² = Σ u², where no root is left that could stand in the way of a derivative.
            square = self._square_of_norm(base)
            return square if n == 2 else t.power(square, t.number(n / 2))
        if not shape:
            return t.power(self.scalar(base), self.scalar(exponent))
        assert n is not None
        if n < 0:
            base, n = call("inverse", base), -n
        if n == 0:
            return call("delta", i, j)
        if n > 20:
            raise NotLowered(f"the power {node}")
        return self._chain([base] * int(n), i, j)

    def _call(self, node: Term, i: Term, j: Term) -> Term:
        rule = _OPERATIONS.get(str(node.value))
        if rule is not None:
            return rule(self, node, i, j)
        kind = self.context.type_of(str(node.value))
        definition = self.context.definition_of(node)
        actual = [self.shapes.of(a) for a in node.args]
        if isinstance(kind, Function) and len(kind.arguments) == len(node.args):
            formal = [of_value(a) for a in kind.arguments]
            if any(formal):
                return self._of_arrays(node, formal, actual, i, j)
        elif definition is not None and self._array_parameter(definition):
            return self._opened(node, i, j)
        return t.rebuild(
            node,
            tuple(
                self._at(a, i, j) if shape else self.scalar(a)
                for a, shape in zip(node.args, actual, strict=True)
            ),
        )

    def _of_arrays(
        self, node: Term, formal: list[Shape], actual: list[Shape], i: Term, j: Term
    ) -> Term:
        """A function of vectors: its definition, at one row for a matrix of rows."""
        if not all(map(same, formal, actual)):
            node = call(str(node.value), call("row", node.args[0], i))
            return self._at(node, j, ONE) if self.shapes.of(node) else self.scalar(node)
        return self._opened(node, i, j)

    def _opened(self, node: Term, i: Term, j: Term) -> Term:
        body = self.context.unfold(node)
        if body is not None:
            return self._at(body, i, j)
        return self._value_of_opaque(node, i, j)

    def _value_of_opaque(self, node: Term, i: Term, j: Term) -> Term:
        """The value of an undefined function of arrays: a name of its own, a family if need be."""
        places = _indices_in(node, self.context)
        self._refuse_hidden(node)
        holes = {name: t.symbol(f"·{k}") for k, name in enumerate(places)}
        name = str(t.substitute(node, holes))
        kind = self.context.type_of(str(node.value))
        assert isinstance(kind, Function)
        needed = _needed(self.shapes.of(node), i, j)
        spans = [self._span(p) for p in places] + [
            Range(ONE, self.scalar(size))
            for size in self.shapes.of(node)
            if not same_size(size, ONE)
        ]
        element = Scalar(kind.result.domain)
        # With indices in it, one name is several values, which may be equal too.
        self.values.setdefault(str(node.value), set()).update({name, *map(str, places)})
        self.opaque[name] = Family(tuple(spans), element) if spans else element
        return indexed(t.symbol(name), *places, *needed) if spans else t.symbol(name)

    def _refuse_hidden(self, node: Term) -> None:
        """A value that changes with a bound index other than by the entries it is given."""

        def visit(each: Term) -> None:
            if each.head == "symbol" and str(each.value) in self.shapes.local:
                raise NotLowered(f"{node}, which changes with {each}")
            picked = each.head == "indexed" or (
                each.head == "call" and each.value in ("row", "column")
            )
            for a in each.args[:1] if picked else each.args:
                visit(a)

        visit(node)

    def _span(self, index: Term) -> Range:
        kind = self.context.type_of(str(index.value))
        return kind.range if isinstance(kind, Index) else Range(ONE, t.constant("infinity"))

    def _indexed(self, node: Term, i: Term, j: Term) -> Term:
        base, *indices = node.args
        places = [self.scalar(a) for a in indices]
        shape = self.shapes.of(node)
        if base.head == "symbol" and not self._is_parameter(base):
            entry = (*self._kept(node, places), *_needed(shape, i, j))
            return self._mirrored(indexed(base, *entry)) if entry else base
        return self._at(base, places[0], places[1] if len(places) > 1 else ONE)

    def _kept(self, node: Term, places: list[Term]) -> list[Term]:
        """The indices of an entry but those along an only row or column, which must be 1."""
        kind = self.context.type_of(str(node.args[0].value))
        ranges = list(kind.ranges) if isinstance(kind, Family) else []
        element = kind.element if isinstance(kind, Family) else kind
        sizes: list[Term | None] = [None] * len(ranges)
        sizes += [element.size] if isinstance(element, Vector) else []
        sizes += [element.rows, element.columns] if isinstance(element, Matrix) else []
        kept = []
        for place, size in zip_longest(places, sizes[: len(places)]):
            if size is None or not same_size(size, ONE):
                kept.append(place)
            elif t.literal(place) is None:
                raise NotLowered(f"{node}, whose index {place} can only be 1")
            elif t.literal(place) != 1:
                raise Misshapen(f"{node} is outside of {node.args[0]}, of size 1 there", node)
        return kept

    def _is_parameter(self, base: Term) -> bool:
        return bool(self.shapes.local.get(str(base.value), SCALAR))

    def _binder(self, node: Term, i: Term, j: Term) -> Term:
        body, index, *limits = node.args
        clash = {*t.free_symbols(i), *t.free_symbols(j)}
        if index in clash or index in self.borrowed:
            renamed = self.fresh()
            body, index = t.substitute(body, {index: renamed}), renamed
        inner = self._inside({**self.shapes.local, str(index.value): SCALAR})
        ends = (self.scalar(a) for a in limits)
        return t.make(node.head, (inner._at(body, i, j), index, *ends))

    def _derivative(self, node: Term, i: Term, j: Term) -> Term:
        expression, *variables = node.args
        shape = self.shapes.of(expression)
        arrays = [v for v in variables if self.shapes.of(v)]
        self._refuse_opaque(expression, variables)
        expression = self._inverses_shown(expression, tuple(variables))
        for v in variables:
            name = v.args[0] if v.head == "indexed" else v
            if str(name.value) in self.symmetric:
                raise NotLowered(f"the derivative by {v}, whose entries are not independent")
        if shape and arrays:
            # A column by a column: the variable's index first in denominator layout.
            own, of_variable = (j, i) if self.context.layout != "numerator" else (i, j)
            inner = self._at(expression, own, ONE)
            places = {arrays[0]: (of_variable, ONE)}
        else:
            inner = self._at(expression, i, j)
            places = {}
            if not shape and self.context.layout == "numerator" and len(arrays) == 1:
                i, j = j, i
        found = []
        ends = iter((i, j))
        for v in variables:
            if not self.shapes.of(v):
                found.append(self.scalar(v))
            elif v in places:
                found.append(self._at(v, *places[v]))
            elif len(arrays) > 1:
                found.append(self._at(v, next(ends), ONE))
            else:
                found.append(self._at(v, i, j))
        for v in found:
            inner = self._with_inverses(expression, inner, v)
        return inner

    def _with_inverses(self, whole: Term, inner: Term, variable: Term) -> Term:
        """The derivative, with what it gets through inverses: d(A⁻¹) = −A⁻¹ dA A⁻¹."""
        total = t.derivative(inner, variable)
        for matrix, family in tuple(self.inverses.items()):
            if not any(
                each.head == "indexed" and each.args[0] is family for each in t.subterms(inner)
            ):
                continue
            name = variable.args[0] if variable.head == "indexed" else variable
            if not self._reaches(matrix, name):
                continue
            if t.contains(inner, "derivative"):
                raise NotLowered(f"a second derivative through {call('inverse', matrix)}")
            size = self.shapes.of(matrix)[0]
            k, m, p, q = (self.fresh() for _ in range(4))
            change = t.derivative(self._at(matrix, p, q), variable)
            through = t.mul(
                t.derivative(inner, indexed(family, k, m)),
                indexed(family, k, p),
                change,
                indexed(family, q, m),
            )
            total = total - self._summed(through, [(each, size) for each in (k, m, p, q)])
        return total

    def _inverses_shown(self, node: Term, stops: tuple[Term, ...]) -> Term:
        """A term with the definitions opened through which an inverse depends on a variable."""
        if node in stops:
            return node
        body = self.context.unfold(node)
        if body is not None and self._inverts(body, stops):
            return self._inverses_shown(body, stops)
        if node.head == "derivative":
            stops = (*stops, *node.args[1:])
        return t.rebuild(node, tuple(self._inverses_shown(a, stops) for a in node.args))

    def _inverts(self, node: Term, stops: tuple[Term, ...]) -> bool:
        names = [v.args[0] if v.head == "indexed" else v for v in stops]
        return any(
            (_is_inverse(each) and any(self._reaches(each.args[0], name) for name in names))
            or (
                each not in stops
                and (body := self.context.unfold(each)) is not None
                and self._inverts(body, stops)
            )
            for each in t.subterms(node)
        )

    def _reaches(self, node: Term, name: Term) -> bool:
        """Whether a name occurs in a term or in the definitions that it uses."""
        return any(
            each is name
            or ((body := self.context.unfold(each)) is not None and self._reaches(body, name))
            for each in t.subterms(node)
        )

    def _refuse_opaque(self, expression: Term, variables: list[Term]) -> None:
        """An undefined function of arrays hides how it depends on the variable."""
        for node in t.subterms(self.context.unfold_all(expression)):
            kind = self.context.type_of(str(node.value)) if node.head == "call" else None
            if not isinstance(kind, Function) or self.context.definition_of(node) is not None:
                continue
            if any(of_value(a) for a in kind.arguments) and any(
                self.context.depends(node, v) for v in variables
            ):
                raise NotLowered(f"the derivative of {node}, a function without a definition")

    def _cases(self, node: Term, i: Term, j: Term) -> Term:
        last = len(node.args) - 1
        return t.rebuild(
            node,
            tuple(
                self._condition(a)
                if k % 2 and not (k == last and last % 2 == 0)
                else self._at(a, i, j)
                for k, a in enumerate(node.args)
            ),
        )

    def _condition(self, node: Term) -> Term:
        if node.head in t.RELATIONS:
            return t.rebuild(node, tuple(map(self.scalar, node.args)))
        return t.rebuild(node, tuple(map(self._condition, node.args)))

    def _matrix(self, node: Term, i: Term, j: Term) -> Term:
        """The entry written there; for indices that are not numbers, chosen by deltas."""
        _, columns = dimensions(node)
        row, column = t.literal(i), t.literal(j)
        found = []
        for k, each in enumerate(node.args):
            r, c = k // columns + 1, k % columns + 1
            if (row is not None and row != r) or (column is not None and column != c):
                continue
            deltas = [
                call("delta", place, t.number(n))
                for place, n, known in ((i, r, row), (j, c, column))
                if known is None
            ]
            found.append(t.mul(*deltas, self.scalar(each)))
        return t.add(*found)

    # Operations.

    def _transpose(self, node: Term, i: Term, j: Term) -> Term:
        return self._at(node.args[0], j, i)

    def _inverse(self, node: Term, i: Term, j: Term) -> Term:
        matrix = node.args[0]
        shape = self.shapes.of(matrix)
        if not shape:
            return t.div(ONE, self.scalar(matrix))
        simpler = self._inverse_of_parts(matrix)
        if simpler is not None:
            return self._at(simpler, i, j)
        size = t.literal(shape[0])
        if size is not None and size <= SMALL:
            return self._by_cofactors(matrix, int(size), i, j)
        for name in t.free_symbols(matrix):
            if str(name.value) in self.shapes.local:
                raise NotLowered(f"{node}, which changes with {name}")
        if matrix not in self.inverses:
            self.inverses[matrix] = t.symbol(str(node))
        return indexed(self.inverses[matrix], i, j)

    def _inverse_of_parts(self, matrix: Term) -> Term | None:
        """(AB)⁻¹ = B⁻¹A⁻¹ for square A and B, (Aᵀ)⁻¹ = (A⁻¹)ᵀ, (A⁻¹)⁻¹ = A."""
        match matrix.head, matrix.value:
            case "call", "transpose":
                return call("transpose", call("inverse", matrix.args[0]))
            case "call", "inverse":
                self.regular.setdefault(matrix.args[0])
                return matrix.args[0]
            case "mul", _:
                shapes = [self.shapes.of(a) for a in matrix.args]
                if len(matrix.args) > 1 and all(s and same_size(*s) for s in shapes):
                    return t.mul(*(call("inverse", a) for a in reversed(matrix.args)))
        return None

    def _by_cofactors(self, matrix: Term, size: int, i: Term, j: Term) -> Term:
        """The entry of the inverse of a small matrix: (A⁻¹)_ij = C_ji / det A."""
        rows = [
            [self._at(matrix, t.number(r + 1), t.number(c + 1)) for c in range(size)]
            for r in range(size)
        ]
        whole = _determinant(rows)
        entries = [t.div(_cofactor(rows, c, r), whole) for r in range(size) for c in range(size)]
        return self._matrix(t.make("matrix", tuple(entries), f"{size}x{size}"), i, j)

    def _det(self, node: Term, i: Term, j: Term) -> Term:
        shape = self.shapes.of(node.args[0])
        if not shape:
            return self.scalar(node.args[0])
        size = t.literal(shape[0])
        if size is None or size > SMALL:
            raise NotLowered(f"{node}")
        numbers = [t.number(k + 1) for k in range(int(size))]
        return _determinant([[self._at(node.args[0], r, c) for c in numbers] for r in numbers])

    def _trace(self, node: Term, i: Term, j: Term) -> Term:
        shape = self.shapes.of(node.args[0])
        if not shape:
            return self.scalar(node.args[0])
        k = self.fresh()
        return self._summed(self._at(node.args[0], k, k), [(k, shape[0])])

    def _hadamard(self, node: Term, i: Term, j: Term) -> Term:
        return t.mul(*(self._at(a, i, j) for a in node.args))

    def _quotient(self, node: Term, i: Term, j: Term) -> Term:
        return t.div(*(self._at(a, i, j) for a in node.args))

    def _norm(self, node: Term, i: Term, j: Term) -> Term:
        if not self.shapes.of(node.args[0]):
            return call("abs", self.scalar(node.args[0]))
        return call("sqrt", self._square_of_norm(node))

    def _square_of_norm(self, node: Term) -> Term:
        shape = self.shapes.of(node.args[0])
        if not shape:
            return t.power(self.scalar(node.args[0]), 2)
        places = [ONE if same_size(size, ONE) else self.fresh() for size in shape]
        ranged = [(p, size) for p, size in zip(places, shape, strict=True) if p is not ONE]
        square = t.power(self._at(node.args[0], places[0], places[1]), 2)
        return self._summed(square, ranged)

    def _diag(self, node: Term, i: Term, j: Term) -> Term:
        return t.mul(call("delta", i, j), self._at(node.args[0], i, ONE))

    def _diagonal(self, node: Term, i: Term, j: Term) -> Term:
        return self._at(node.args[0], i, i)

    def _identity(self, node: Term, i: Term, j: Term) -> Term:
        return call("delta", i, j)

    def _ones(self, node: Term, i: Term, j: Term) -> Term:
        return ONE

    def _zeros(self, node: Term, i: Term, j: Term) -> Term:
        return ZERO

    def _row(self, node: Term, i: Term, j: Term) -> Term:
        return self._at(node.args[0], self.scalar(node.args[1]), i)

    def _column(self, node: Term, i: Term, j: Term) -> Term:
        return self._at(node.args[0], i, self.scalar(node.args[1]))

    def _delta(self, node: Term, i: Term, j: Term) -> Term:
        return call("delta", *map(self.scalar, node.args))

    def _indicator(self, node: Term, i: Term, j: Term) -> Term:
        return t.make("cases", (ONE, self._condition(node.args[0]), ZERO))


def _determinant(rows: list[list[Term]]) -> Term:
    if len(rows) == 1:
        return rows[0][0]
    return t.add(*(t.mul(rows[0][c], _cofactor(rows, 0, c)) for c in range(len(rows))))


def _cofactor(rows: list[list[Term]], row: int, column: int) -> Term:
    if len(rows) == 1:
        return ONE
    minor = [[x for c, x in enumerate(r) if c != column] for k, r in enumerate(rows) if k != row]
    found = _determinant(minor)
    return t.neg(found) if (row + column) % 2 else found


def _is_inverse(node: Term) -> bool:
    """Whether a term is A⁻¹, also written as a power."""
    if node.head == "pow":
        exponent = t.literal(node.args[1])
        return exponent is not None and exponent < 0
    return node.head == "call" and node.value == "inverse"


def _symmetric(context: Context) -> Iterator[str]:
    """Matrices that are symmetric by their type or by an assumption A = Aᵀ."""
    for name, kind in context.types.items():
        if isinstance(kind, Matrix) and kind.symmetric:
            yield name
    for given in context.assumptions:
        for one, other in ((given.left, given.right), (given.right, given.left)):
            if given.sign == "=" and one.head == "symbol" and other is call("transpose", one):
                yield str(one.value)


def _needed(shape: Shape, i: Term, j: Term) -> tuple[Term, ...]:
    """The indices of an entry that are not fixed to 1 by the shape."""
    return tuple(
        place for place, size in zip((i, j), shape, strict=False) if not same_size(size, ONE)
    )


def _names(relation: Relation, context: Context) -> set[str]:
    """Every name that occurs in a relation and its context."""
    found = {*context.types, *(d.name for d in context.definitions)}
    sides = [relation.left, relation.right]
    sides += [side for d in context.definitions for side in (d.target, d.body)]
    sides += [side for a in context.assumptions for side in (a.left, a.right)]
    sides += [size for kind in context.types.values() for size in _sizes(kind)]
    for side in sides:
        found |= {str(n.value) for n in t.subterms(side) if n.head == "symbol"}
    return found


def _reached(sides: tuple[Term, ...], context: Context) -> set[str]:
    """The names of inputs that terms use, definitions opened; sizes and indices left out."""
    bodies: dict[str, list[Term]] = {}
    for definition in context.definitions:
        bodies.setdefault(definition.name, []).append(definition.body)
    found: set[str] = set()
    seen: set[str] = set()
    open_terms = [*sides]
    while open_terms:
        for each in t.subterms(open_terms.pop()):
            if each.head not in ("symbol", "call") or str(each.value) in seen:
                continue
            name = str(each.value)
            seen.add(name)
            open_terms += bodies.get(name, ())
            if isinstance(context.type_of(name), Scalar | Vector | Matrix | Family):
                found.add(name)
    return found


def _sizes(kind: Type) -> Iterator[Term]:
    """The sizes and range ends in a type."""
    match kind:
        case Vector() | Matrix():
            yield from of_value(kind)
        case Index(span):
            yield from (span.lower, span.upper)
        case Family(ranges, element):
            for each in ranges:
                yield from (each.lower, each.upper)
            yield from _sizes(element)
        case Function(arguments, result):
            for value in (*arguments, result):
                yield from _sizes(value)


def _indices_in(node: Term, context: Context) -> tuple[Term, ...]:
    """The index-like names that a call of an undefined function depends on."""
    found: dict[Term, None] = {}
    for each in t.subterms(node):
        if each.head == "indexed" or (each.head == "call" and each.value in ("row", "column")):
            for place in each.args[1:]:
                for name in t.free_symbols(place):
                    found.setdefault(name)
    return tuple(found)


def _flat(kind: Type) -> Type | None:
    """A type of numbers, families included; None for a function of arrays."""
    match kind:
        case Vector() | Matrix():
            ranges = tuple(_ranges(kind))
            return Family(ranges, kind.element) if ranges else kind.element
        case Family(ranges, element) if not isinstance(element, Scalar):
            return Family((*ranges, *_ranges(element)), element.element)
        case Function(arguments, result, lifted) if lifted or not all(
            isinstance(v, Scalar) for v in (*arguments, result)
        ):
            if all(isinstance(v, Scalar) for v in (*arguments, result)):
                return Function(arguments, result)
            return None
        case _:
            return kind


def _ranges(kind: Value) -> Iterator[Range]:
    for size in of_value(kind):
        if not same_size(size, ONE):
            yield Range(ONE, size)


_RULES: dict[str, Callable[[Entries, Term, Term, Term], Term]] = {
    "symbol": Entries._symbol,
    "add": Entries._parts,
    "neg": Entries._parts,
    "mul": Entries._mul,
    "div": Entries._div,
    "pow": Entries._pow,
    "call": Entries._call,
    "indexed": Entries._indexed,
    "derivative": Entries._derivative,
    "cases": Entries._cases,
    "matrix": Entries._matrix,
    **dict.fromkeys(t.BINDERS, Entries._binder),
}

_OPERATIONS: dict[str, Callable[[Entries, Term, Term, Term], Term]] = {
    "transpose": Entries._transpose,
    "inverse": Entries._inverse,
    "det": Entries._det,
    "trace": Entries._trace,
    "hadamard": Entries._hadamard,
    "quotient": Entries._quotient,
    "norm": Entries._norm,
    "diag": Entries._diag,
    "diagonal": Entries._diagonal,
    "identity": Entries._identity,
    "ones": Entries._ones,
    "zeros": Entries._zeros,
    "row": Entries._row,
    "column": Entries._column,
    "delta": Entries._delta,
    "indicator": Entries._indicator,
}
assert set(_OPERATIONS) == set(OPERATIONS)
