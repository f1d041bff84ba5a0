"""Partial derivatives read in two ways where several paths lead from the variable to the quantity.

With u := s² and r := u + s, ∂r/∂s is 2s + 1 if s also acts through u (*total*), and 1 if u is held
fixed (*explicit*).  The explicit reading needs the variable itself beside a named quantity that
depends on it; with one path there is nothing to tell apart, and d/ds is always total.

Where s is all that r comes down to, an author who means the total derivative can write dr/ds, and
∂ leaves both readings open.  Where there are further inputs, ∂ is what everybody writes for the
derivative through every path; then the explicit reading is the last resort.

The explicit reading is written with a name of its own for the variable where it stands by itself:
s° := s and ∂(u + s°)/∂s°, as u does not depend on s°.  So whoever differentiates needs no notion
of holding fixed: a derivative by a defined quantity is taken with that quantity free.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from derive.model import term as t
from derive.model.context import Context, Definition
from derive.model.derivation import Reading
from derive.model.domain import Index
from derive.model.relation import Relation
from derive.model.term import Term

PARTIAL = "partial"
"""Marks a derivative whose author wrote ∂."""

OWN = "°"
"""Ends the name that a variable has where it stands by itself."""

MOST_NODES = 3
"""Derivatives with two readings that are combined freely; beyond, all are read alike."""


@dataclass(frozen=True, slots=True)
class Explicit:
    """The explicit reading of one derivative."""

    written: Term
    """The derivative with the other quantities held fixed, by variables of their own names."""
    held: tuple[Term, ...]
    """The quantities held fixed."""
    context: Context
    """Where those names are defined."""


def partial(expression: Term, *variables: Term) -> Term:
    """A derivative written with ∂, which has two readings where several paths lead to it."""
    return t.make("derivative", (expression, *variables), PARTIAL)


def total(node: Term) -> Term:
    """A term with all its derivatives read through every path."""
    if not t.contains(node, "derivative"):
        return node
    return t.transform(
        node, lambda each: each if not _is_partial(each) else t.derivative(*each.args)
    )


def total_relation(relation: Relation) -> Relation:
    """A relation with all its derivatives read through every path."""
    return Relation(total(relation.left), relation.sign, total(relation.right))


def all_partial(relation: Relation) -> Relation:
    """A relation whose derivatives are all meant as ∂."""

    def marked(node: Term) -> Term:
        return partial(*node.args) if node.head == "derivative" else node

    return Relation(
        t.transform(relation.left, marked), relation.sign, t.transform(relation.right, marked)
    )


def by_paths(relation: Relation, context: Context) -> tuple[tuple[Reading, ...], Context]:
    """The readings of a relation with ∂ over several paths, the total one first, and the context
    in which they stand; none where there is but one."""
    sides = (relation.left, relation.right)
    nodes = [n for n in dict.fromkeys(_subterms(sides)) if _is_partial(n)]
    if not nodes:
        return (), context
    straight = {n for n in _subterms(sides) if n.head == "derivative" and not _is_partial(n)}
    explicit: dict[Term, Explicit] = {}
    fixed: set[Term] = set()
    last_resort = not straight
    for node in nodes:
        found = _explicit(node, context)
        if found is None:
            continue
        if t.derivative(*node.args) in straight:
            # Where d is written for the very same derivative, ∂ tells it from that.
            fixed.add(node)
        elif _contradicted(node, found.held, sides):
            continue
        explicit[node] = found
        last_resort = last_resort and _among_others(node, context)
        context = found.context
    readings = []
    for number, chosen in enumerate(_choices(explicit, fixed)):
        images = {n: e.written for n, e in explicit.items() if n in chosen}
        left, right = (total(t.substitute(side, images)) for side in sides)
        words = ", ".join(_words(n, explicit[n].held, n in chosen) for n in explicit)
        readings.append(
            Reading(
                Relation(left, relation.sign, right),
                words,
                by_path=True,
                last_resort=last_resort and number > 0,
            )
        )
    return tuple(readings) if explicit else (), context


def _among_others(node: Term, context: Context) -> bool:
    """Whether what is differentiated has inputs besides the variable, so that ∂ is the sign."""
    operand, *variables = node.args
    if any(v.head == "indexed" for v in variables):
        return True
    names = {*map(_name, variables)}
    seen: set[str] = set()
    pending = [operand]
    while pending:
        for symbol in t.free_symbols(pending.pop()):
            name = str(symbol.value)
            if name in seen or name in names:
                continue
            seen.add(name)
            bodies = [d for d in context.definitions if d.name == name]
            if not bodies and not isinstance(context.type_of(name), Index):
                return True
            pending += [d.body for d in bodies]
    return False


def _choices(explicit: Iterable[Term], fixed: set[Term]) -> list[frozenset[Term]]:
    """Which derivatives are read explicitly, in every combination; as few as can be come first."""
    free = [n for n in explicit if n not in fixed]
    if len(free) > MOST_NODES:
        return [frozenset(fixed), frozenset(fixed | {*free})]
    flags = product((False, True), repeat=len(free))
    return [
        frozenset(fixed | {n for n, flag in zip(free, each, strict=True) if flag}) for each in flags
    ]


def _words(node: Term, held: tuple[Term, ...], chosen: bool) -> str:
    shown, names = t.derivative(*node.args), ", ".join(map(str, held))
    return f"{shown} with {names} held fixed" if chosen else f"{shown} also through {names}"


def _contradicted(node: Term, held: tuple[Term, ...], sides: tuple[Term, Term]) -> bool:
    """Whether a claim itself differentiates by the variable what would be held fixed.

    Where the operand shows its arguments, as in ∂f(x, h, w)/∂w, that says nothing against it.
    """
    operand, *variables = node.args
    if operand.head == "call" and any(v in operand.args for v in variables):
        return False
    names = {_name(q) for q in held}
    return any(
        each.head == "derivative"
        and _name(each.args[0]) in names
        and {*map(_name, each.args[1:])} & {*map(_name, variables)}
        for each in _subterms(sides)
    )


def _explicit(node: Term, context: Context) -> Explicit | None:
    """The explicit reading of a derivative; None where one path leads to it, or no direct one."""
    operand, *variables = node.args
    names = {_name(v) for v in variables}
    if None in names or operand in variables:
        return None
    goals = {str(n) for n in names}
    leading = _leading(context, goals)
    body, opened = operand, set[Term]()
    while True:
        if body is operand and body.head == "call" and any(v in body.args for v in variables):
            inner = context.unfold(body)
            body = body if inner is None else inner
        direct, named = _parts(body, goals, leading)
        if direct is None:
            return None
        held = tuple(q for q in named if _depends(context, q, variables))
        if direct >= goals and held:
            break
        if direct or len(held) != 1 or held[0] in opened:
            return None
        inner = context.unfold(held[0])
        if inner is None:
            return None
        opened.add(held[0])
        body = t.substitute(body, {held[0]: inner})
    images: dict[Term, Term] = {}
    for name in sorted(goals):
        own = t.fresh(f"{name}{OWN}", tuple(map(t.symbol, (*context.types, *_defined(context)))))
        images[t.symbol(name)] = own
        context = _with_copy(context, t.symbol(name), own)
    moved = t.substitute(body, images)
    return Explicit(
        t.derivative(moved, *(t.substitute(v, images) for v in variables)), held, context
    )


def _with_copy(context: Context, name: Term, own: Term) -> Context:
    """The context with a name of its own for a variable, entry by entry if it is a family."""
    kind = context.type_of(str(name.value))
    if kind is not None:
        context = context.declare(str(own.value), kind)
    families = (
        d.target.args[1:]
        for d in context.definitions
        if d.target.head == "indexed" and d.target.args[0] is name
    )
    ranges = getattr(kind, "ranges", None)
    count = len(ranges) if ranges is not None else len(next(families, ()))
    places = tuple(t.symbol(f"{own}{k}") for k in range(count))
    if places:
        return context.define(Definition(t.indexed(own, *places), t.indexed(name, *places)))
    return context.define(Definition(own, name))


def _parts(
    body: Term, goals: set[str], leading: set[str]
) -> tuple[set[str] | None, tuple[Term, ...]]:
    """Which variables stand in a term themselves, and the named quantities that depend on them.

    None where a function depends on a variable behind its arguments, or a variable stands there
    under a name of its own: then it is no other quantity that could be held fixed.
    """
    direct: set[str] = set()
    held: dict[Term, None] = {}

    def visit(node: Term, bound: frozenset[str]) -> bool:
        name = _name(node)
        if name is not None and name not in bound:
            if OWN in name and name in leading:
                return False
            if name in goals:
                direct.add(name)
                return True
            if name in leading:
                held.setdefault(node)
                return True
        if node.head == "call" and str(node.value) in leading:
            return False
        index = t.bound_index(node)
        if index is not None:
            bound = bound | {str(index.value)}
        return all(visit(each, bound) for each in node.args)

    return (direct, tuple(held)) if visit(body, frozenset()) else (None, ())


def _leading(context: Context, goals: set[str]) -> set[str]:
    """The defined names, functions too, whose definitions come to one of some names."""
    found: set[str] = set()
    grown = True
    while grown:
        grown = False
        for each in context.definitions:
            if each.name in found or each.name in goals:
                continue
            formal = {str(p.value) for p in each.parameters}
            inside = {str(s.value) for s in t.free_symbols(each.body)} - formal
            inside |= {str(n.value) for n in t.subterms(each.body) if n.head == "call"}
            if inside & (goals | found):
                found.add(each.name)
                grown = True
    return found


def _depends(context: Context, quantity: Term, variables: list[Term]) -> bool:
    """Whether a quantity depends on a variable; one defined by a recurrence is taken to."""
    try:
        return any(context.depends(quantity, v) for v in variables)
    except RecursionError:
        return True


def _defined(context: Context) -> Iterator[str]:
    return (d.name for d in context.definitions)


def _name(node: Term) -> str | None:
    """The name of a quantity or of the family that it is a member of."""
    if node.head == "indexed":
        node = node.args[0]
    return str(node.value) if node.head == "symbol" else None


def _is_partial(node: Term) -> bool:
    return node.head == "derivative" and node.value == PARTIAL


def _subterms(sides: tuple[Term, Term]) -> Iterator[Term]:
    for side in sides:
        yield from t.subterms(side)
