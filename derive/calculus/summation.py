"""Moves on sums with symbolic bounds, each from a term to the term on the next line.

    Σ_k δ_kj u_k → u_j          Σ_k (u_k + v_k) → Σ_k u_k + Σ_k v_k
    Σ_k c u_k → c Σ_k u_k       Σ_k y_k → 1, where that is assumed

Inside a sum, what is not elementary arithmetic stands in as a plain symbol while the moves of
elementary algebra are made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derive.calculus.algebra import cancel, collect, effort, expand, tidy
from derive.calculus.instances import instance
from derive.calculus.lines import Line
from derive.calculus.products import Product, plus, read_product, read_sum, times, write_product
from derive.calculus.simplification import simplified
from derive.model.context import Context
from derive.model.term import (
    Term,
    free_symbols,
    make,
    neg,
    rebuild,
    substitute,
    subterms,
    symbol,
    transform,
)

ARITHMETIC = ("add", "mul", "neg", "div", "pow", "number")


def has_sum(node: Term) -> bool:
    """Whether a sum occurs in a term."""
    return any(each.head == "sum" for each in subterms(node))


def in_sums(node: Term, move: Callable[[Term], Term]) -> Term:
    """A move made on every sum, inner sums first."""
    return transform(node, lambda each: move(each) if each.head == "sum" else each)


def collapse(node: Term) -> Term:
    """Σ_k δ_kj u_k → u_j."""

    def move(each: Term) -> Term:
        body, index, *limits = each.args
        p = read_product(body)
        apart = tuple(
            f
            for f in p.above
            if f[0].head == "call" and f[0].value == "delta" and index not in f[0].args
        )
        if apart:
            # A delta of an outer index waits for the sum over that one.
            rest = Product(p.coefficient, tuple(f for f in p.above if f not in apart), p.below)
            inner = move(make("sum", (write_product(rest), index, *limits)))
            return write_product(Product(above=(*apart, (inner, 1))))
        for base, exponent in p.above:
            if base.head != "call" or base.value != "delta" or exponent != 1:
                continue
            one, other = base.args
            place = other if one is index else one if other is index else None
            if place is None or index in free_symbols(place):
                continue
            rest = Product(p.coefficient, tuple(f for f in p.above if f[0] is not base), p.below)
            return substitute(write_product(rest), {index: place})
        return each

    return in_sums(node, move)


def cancelled(node: Term) -> Term:
    """Equal factors above and below cancelled in every summand."""

    def move(each: Term) -> Term:
        body, *rest = each.args
        return make("sum", (by_algebra(body, cancel), *rest))

    return in_sums(node, move)


def expand_deltas(node: Term) -> Term:
    """Multiply out the summands in which a delta of the index stands inside a bracket."""

    def move(each: Term) -> Term:
        body, index, *limits = each.args
        if not any(_is_delta(u, index) for u in subterms(body)):
            return each
        wide = by_algebra(body, lambda plain: collect(expand(plain)))
        return make("sum", (tidy(wide), index, *limits))

    return in_sums(node, move)


def split(node: Term) -> Term:
    """A sum whose summand is a sum with deltas, term by term."""

    def move(each: Term) -> Term:
        body, index, *limits = each.args
        if body.head != "add" or not any(_is_delta(u, index) for u in subterms(body)):
            return each
        return plus(
            *(
                neg(make("sum", (a.args[0], index, *limits)))
                if a.head == "neg"
                else make("sum", (a, index, *limits))
                for a in body.args
            )
        )

    return in_sums(node, move)


def _is_delta(node: Term, index: Term) -> bool:
    return node.head == "call" and node.value == "delta" and index in node.args


def take_out(node: Term) -> Term:
    """Factors that do not depend on the index, in front of the sum."""

    def move(each: Term) -> Term:
        body, index, *limits = each.args
        p = read_product(body)
        free = tuple(f for f in p.above if index not in free_symbols(f[0]))
        below = tuple(f for f in p.below if index not in free_symbols(f[0]))
        if not free and not below and abs(p.coefficient) == 1 and p.coefficient > 0:
            return each
        rest = Product(
            above=tuple(f for f in p.above if f not in free),
            below=tuple(f for f in p.below if f not in below),
        )
        if not rest.above and not rest.below:
            return each
        inner = make("sum", (write_product(rest), index, *limits))
        outer = Product(p.coefficient, free, below)
        return write_product(outer.times(Product(above=((inner, 1),))))

    return in_sums(node, move)


def as_assumed(node: Term, context: Context) -> Term:
    """Sums whose value an assumption gives."""
    known: dict[Term, Term] = {}
    for given in context.assumptions:
        if given.sign == "=" and given.left.head == "sum":
            known[_canonical(given.left)] = given.right

    def move(each: Term) -> Term:
        value = known.get(_canonical(each))
        if value is not None:
            return value
        for pattern, found in known.items():
            names = instance(pattern, _canonical(each), context)
            if names is not None:
                return substitute(found, names)
        return each

    return in_sums(node, move) if known else node


def _canonical(node: Term) -> Term:
    body, index, *limits = node.args
    name = symbol("·")
    return make("sum", (substitute(body, {index: name}), name, *limits))


def alike(one: Term, other: Term) -> bool:
    """Whether two sums differ in the names of their indices only."""
    return one.head == other.head == "sum" and _canonical(one) is _canonical(other)


def with_same_names(node: Term) -> Term:
    """Sums that differ in the name of their index only, written alike."""
    found: dict[Term, Term] = {}

    def visit(each: Term) -> Term:
        if each.head == "sum":
            inner = make("sum", (visit(each.args[0]), *each.args[1:]))
            return found.setdefault(_canonical(inner), inner)
        return rebuild(each, tuple(map(visit, each.args)))

    return visit(node)


def abstracted(node: Term) -> tuple[dict[Term, Term], Term]:
    """A term with whatever is no arithmetic replaced by symbols, and those symbols."""
    names: dict[Term, Term] = {}

    def visit(each: Term) -> Term:
        if each.head in ARITHMETIC:
            return rebuild(each, tuple(map(visit, each.args)))
        return names.setdefault(each, symbol(f"<{len(names)}>"))

    return names, visit(node)


def by_algebra(node: Term, move: Callable[[Term], Term]) -> Term:
    """A move of elementary algebra, made while whatever is no arithmetic stands in as symbols."""
    names, plain = abstracted(node)
    return substitute(move(plain), {n: u for u, n in names.items()})


def simplified_inside(node: Term) -> tuple[Line, ...]:
    """The lines that simplify the summands of sums, then what stands around them."""
    lines: list[Line] = []
    current = node
    for total in _outermost(node):
        body, *rest = total.args
        for line in _simplified(body):
            following = make("sum", (line.term, *rest))
            current = _exchanged(current, total, following)
            total = following
            lines.append(Line(current, line.rules, line.grain))
    if not lines or _taken_apart(node)[2] is None:
        lines += _simplified(current)
    return tuple(lines)


def _outermost(node: Term) -> tuple[Term, ...]:
    """The sums that stand in no other sum, each once."""
    if node.head == "sum":
        return (node,)
    return tuple(dict.fromkeys(each for a in node.args for each in _outermost(a)))


def _exchanged(node: Term, old: Term, new: Term) -> Term:
    if node is old:
        return new
    return rebuild(node, tuple(_exchanged(a, old, new) for a in node.args))


def _simplified(node: Term) -> tuple[Line, ...]:
    """The lines of elementary algebra, with all else standing in as symbols."""
    names, plain = abstracted(node)
    back = {n: u for u, n in names.items()}
    found = simplified(tidy(plain))
    return tuple(Line(substitute(x.term, back), x.rules, x.grain) for x in found)


def in_summands(node: Term) -> Term:
    """Every summand, and what stands around the sums, without zeros and ones, signs gathered."""

    def visit(each: Term) -> Term:
        if each.head == "sum":
            body, *rest = each.args
            return _number_first(visit(body), rest)
        names, plain = abstracted(each)
        inner = {n: visit(u) if u.head == "sum" else u for u, n in names.items()}
        whole = substitute(tidy(plain), inner)
        if any(u.head == "sum" for u in names):
            # The numbers that came out of sums meet those in front: ½ · 2 Σ u is Σ u.
            return by_algebra(whole, tidy)
        return whole

    return visit(node)


def _number_first(body: Term, rest: list[Term]) -> Term:
    """Σ 2u as 2 Σ u."""
    names, plain = abstracted(body)
    p = read_product(plain)
    if plain.head not in ("mul", "div", "neg") or abs(p.coefficient) == 1 or not p.above:
        return make("sum", (body, *rest))
    back = {n: u for u, n in names.items()}
    inner = substitute(write_product(Product(above=p.above, below=p.below)), back)
    outer = Product(p.coefficient, ((make("sum", (inner, *rest)), 1),))
    return write_product(outer)


def signed(node: Term) -> Term:
    """−Σ u as Σ (−u), where that has fewer signs."""
    sign, front, total = _taken_apart(node)
    if total is None or not sign:
        return node
    body, index, *limits = total.args
    turned = by_algebra(body, _turned_sign)
    if turned.head == "neg" or (turned.head == "add" and turned.args[0].head == "neg"):
        return node
    return _put(False, front, turned, index, limits)


def _turned_sign(plain: Term) -> Term:
    """−u, the minus put into a factor that is a sum, where there is one."""
    p = read_product(plain)
    for base, exponent in p.above:
        if base.head == "add" and exponent == 1:
            above = tuple((_flipped(base), 1) if f[0] is base else f for f in p.above)
            return write_product(Product(p.coefficient, above, p.below))
    return tidy(neg(plain))


def _flipped(base: Term) -> Term:
    """−(v − u) as u − v, terms without a minus first."""
    parts = [each.negated() for each in read_sum(base)]
    parts.sort(key=lambda each: each.coefficient < 0)
    return plus(*map(write_product, parts))


def _taken_apart(node: Term) -> tuple[bool, tuple[Term, ...], Term | None]:
    """Sign, factors in front, and the sum of a term ±c·Σ u."""
    sign = node.head == "neg"
    inner = node.args[0] if sign else node
    if inner.head == "sum":
        return sign, (), inner
    if inner.head == "mul":
        sums = [a for a in inner.args if a.head == "sum"]
        if len(sums) == 1 and inner.args[-1] is sums[0]:
            return sign, inner.args[:-1], sums[0]
    return sign, (), None


def _put(sign: bool, front: tuple[Term, ...], body: Term, index: Term, limits: list[Term]) -> Term:
    whole = make("sum", (body, index, *limits))
    whole = times(*front, whole) if front else whole
    return neg(whole) if sign else whole


def moves(context: Context) -> Iterator[tuple[str, Callable[[Term], Term]]]:
    """The moves on sums with their names, in the order in which they are tried."""
    yield "cancel", cancelled
    yield "expand", expand_deltas
    yield "split the sum", split
    yield "delta picks its index", collapse
    yield "take out of the sum", take_out
    yield "as assumed", lambda node: as_assumed(node, context)


def settled_sums(start: Term, context: Context) -> list[Line]:
    """The lines that collapse deltas, use what is assumed, and tidy up."""
    lines: list[Line] = []
    current = start
    for name, move in moves(context):
        if name == "take out of the sum" and not _worth_taking(current, context):
            continue
        following = move(current)
        if following is not current:
            lines.append(Line(following, (name,)))
            current = following
            tidied = tidy(current)
            if tidied is not current and name in ("delta picks its index", "as assumed"):
                lines.append(Line(tidied, ("arithmetic",)))
                current = tidied
    return lines


def _worth_taking(node: Term, context: Context) -> bool:
    """Whether a sum without its constant factors is one that an assumption knows."""
    out = take_out(node)
    return out is not node and as_assumed(out, context) is not out


def shortest(lines: tuple[Line, ...], start: Term) -> tuple[Line, ...]:
    """The lines up to the shortest one."""
    best = min((effort(line.term) for line in lines), default=effort(start))
    if best >= effort(start):
        return ()
    at = next(k for k, line in enumerate(lines) if effort(line.term) == best)
    return lines[: at + 1]
