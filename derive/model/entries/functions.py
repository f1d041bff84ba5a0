"""Functions of vectors and matrices: opened by their definition, or a value of their own.

f(x_i) without a definition is a number that depends on i alone through the entries of x_i, so it
becomes a family over i.  How a number f(Y) changes with the entries of Y nobody said, but it does
so by some gradient G, so that ∂f/∂v = Σ_pq G_pq ∂Y_pq/∂v; G is a family that nothing is known of.
"""

from __future__ import annotations

from derive.model import term as t
from derive.model.context import Context
from derive.model.domain import Family, Function, Index, Range, Scalar
from derive.model.entries.opening import leads, reaches
from derive.model.entries.reading import Entries, NotLowered, needed
from derive.model.shapes import Shape, of_value, same
from derive.model.sizes import same_size
from derive.model.term import ONE, Term, call, indexed


def of_arrays(
    entries: Entries, node: Term, formal: list[Shape], actual: list[Shape], i: Term, j: Term
) -> Term:
    """A function of vectors: its definition, at one row for a matrix of rows."""
    if not all(map(same, formal, actual)):
        node = call(str(node.value), call("row", node.args[0], i))
        return entries.entry(node, j, ONE) if entries.shapes.of(node) else entries.scalar(node)
    return opened(entries, node, i, j)


def opened(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    """A value of a function of arrays, by its definition where it has one."""
    body = entries.context.unfold(node)
    if body is not None:
        return entries.entry(body, i, j)
    return _value(entries, node, i, j)


def _value(entries: Entries, node: Term, i: Term, j: Term) -> Term:
    """The value of an undefined function of arrays: a name of its own, a family if need be."""
    places = _indices_in(node, entries.context)
    _refuse_hidden(entries, node)
    holes = {name: t.symbol(f"·{k}") for k, name in enumerate(places)}
    name = str(t.substitute(node, holes))
    kind = entries.context.type_of(str(node.value))
    assert isinstance(kind, Function)
    own = needed(entries.shapes.of(node), i, j)
    spans = [_span(entries, p) for p in places] + [
        Range(ONE, entries.scalar(size))
        for size in entries.shapes.of(node)
        if not same_size(size, ONE)
    ]
    element = Scalar(kind.result.domain)
    # With indices in it, one name is several values, which may be equal too.
    entries.values.setdefault(str(node.value), set()).update({name, *map(str, places)})
    entries.opaque[name] = Family(tuple(spans), element) if spans else element
    if not spans:
        entries.calls[name] = node
    return indexed(t.symbol(name), *places, *own) if spans else t.symbol(name)


def _refuse_hidden(entries: Entries, node: Term) -> None:
    """A value that changes with a bound index other than by the entries it is given."""

    def visit(each: Term) -> None:
        if each.head == "symbol" and str(each.value) in entries.shapes.local:
            raise NotLowered(f"{node}, which changes with {each}")
        picked = each.head == "indexed" or (each.head == "call" and each.value in ("row", "column"))
        for a in each.args[:1] if picked else each.args:
            visit(a)

    visit(node)


def _span(entries: Entries, index: Term) -> Range:
    kind = entries.context.type_of(str(index.value))
    return kind.range if isinstance(kind, Index) else Range(ONE, t.constant("infinity"))


def refuse_undefined(entries: Entries, expression: Term, variables: list[Term]) -> None:
    """Functions whose dependence on the variable can't be said by one gradient."""
    for node in t.subterms(entries.context.unfold_all(expression)):
        if not _is_undefined(entries, node):
            continue
        if any(entries.context.depends(node, v) for v in variables) and (
            len(variables) > 1 or entries.shapes.of(node) or _indices_in(node, entries.context)
        ):
            raise NotLowered(f"the derivative of {node}, a function without a definition")


def undefined_shown(entries: Entries, node: Term, stops: tuple[Term, ...]) -> Term:
    """A term with the definitions opened that lead to an undefined function of arrays."""
    if node in stops:
        return node
    body = entries.context.unfold(node)
    if body is not None and leads(
        entries.context, body, lambda each: _is_undefined(entries, each), stops
    ):
        return undefined_shown(entries, body, stops)
    if _is_undefined(entries, node) or node.head == "derivative":
        return node
    return t.rebuild(node, tuple(undefined_shown(entries, a, stops) for a in node.args))


def through_undefined(entries: Entries, inner: Term, variable: Term) -> Term:
    """What a derivative gets through the values of undefined functions of arrays."""
    total = t.ZERO
    for name, node in tuple(entries.calls.items()):
        value = t.symbol(name)
        if value not in t.free_symbols(inner):
            continue
        head = variable.args[0] if variable.head == "indexed" else variable
        moving = [
            (k, a)
            for k, a in enumerate(node.args)
            if reaches(entries.context, a, head) or entries.context.depends(a, variable)
        ]
        if not moving:
            continue
        if t.contains(inner, "derivative"):
            raise NotLowered(f"a second derivative of {node}, a function without a definition")
        change = t.add(*(_through_argument(entries, name, k, a, variable) for k, a in moving))
        total = total + t.mul(t.derivative(inner, value), change)
    return total


def _through_argument(
    entries: Entries, name: str, place: int, argument: Term, variable: Term
) -> Term:
    """Σ_pq G_pq ∂a_pq/∂v for one argument a."""
    gradient = t.symbol(f"{name}'{place + 1}")
    shape = entries.shapes.of(argument)
    places = [ONE if same_size(size, ONE) else entries.fresh() for size in shape]
    ranged = [(p, size) for p, size in zip(places, shape, strict=True) if p is not ONE]
    if not ranged:
        entries.opaque[str(gradient.value)] = Scalar()
        return t.mul(gradient, t.derivative(entries.scalar(argument), variable))
    spans = tuple(Range(ONE, entries.scalar(size)) for _, size in ranged)
    entries.opaque[str(gradient.value)] = Family(spans)
    row, column = places
    slope = t.derivative(entries.entry(argument, row, column), variable)
    return entries.summed(t.mul(indexed(gradient, *(p for p, _ in ranged)), slope), ranged)


def _is_undefined(entries: Entries, node: Term) -> bool:
    kind = entries.context.type_of(str(node.value)) if node.head == "call" else None
    return (
        isinstance(kind, Function)
        and entries.context.definition_of(node) is None
        and any(of_value(a) for a in kind.arguments)
    )


def _indices_in(node: Term, context: Context) -> tuple[Term, ...]:
    """The index-like names that a call of an undefined function depends on."""
    found: dict[Term, None] = {}
    free = t.free_symbols(node)
    for each in t.subterms(node):
        if each.head == "indexed" or (each.head == "call" and each.value in ("row", "column")):
            for place in each.args[1:]:
                for name in t.free_symbols(place):
                    if name in free:
                        found.setdefault(name)
    return tuple(found)
