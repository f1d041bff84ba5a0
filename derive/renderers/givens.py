"""What a derivation is given: its symbols with their domains, and its definitions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from derive.model.context import Context
from derive.model.domain import (
    POSITIVE_INTEGER,
    Domain,
    Family,
    Function,
    Index,
    Matrix,
    Range,
    Scalar,
    Value,
    Vector,
)
from derive.model.term import ONE, Term, literal, symbol
from derive.renderers.scripts import raised
from derive.renderers.typeface import index_for, row_of
from derive.renderers.unicode import unicode

FEW = 6
"""Families of at most so many members are listed one by one."""


def domain(of: Domain) -> str:
    """A domain as it stands after a name: `∈ ℝ`, `> 0`, `∈ {0, 1}`."""
    if of.values is not None:
        return "∈ {" + ", ".join(map(str, of.values)) + "}"
    base = "ℤ" if of.integer else "ℝ"
    if of.lower is None and of.upper is None:
        without = f" ∖ {{{', '.join(map(str, of.excluded))}}}" if of.excluded else ""
        return f"∈ {base}{without}"
    if of.upper is None:
        sign = ">" if of.lower_open else "≥"
        return f"{sign} {of.lower}" + (", whole" if of.integer else "")
    if of.lower is None:
        sign = "<" if of.upper_open else "≤"
        return f"{sign} {of.upper}" + (", whole" if of.integer else "")
    left, right = "[("[of.lower_open], "])"[of.upper_open]
    return f"∈ {left}{of.lower}, {of.upper}{right}" + (" ∩ ℤ" if of.integer else "")


def space(of: Domain) -> str:
    """A domain as a set, such as `ℝ`, `{0, 1}` or `(0, ∞)`."""
    said = domain(of)
    if said.startswith("∈ "):
        return said[2:]
    left = "(" if of.lower is None or of.lower_open else "["
    right = ")" if of.upper is None or of.upper_open else "]"
    low, high = ("−∞" if of.lower is None else of.lower), ("∞" if of.upper is None else of.upper)
    return f"{left}{low}, {high}{right}" + (" ∩ ℤ" if of.integer else "")


def value(kind: Value) -> str:
    """What a name of this type ranges over: `> 0`, `∈ ℝᵈ`, `∈ ℝ^{N×d}`."""
    match kind:
        case Scalar(of):
            return domain(of)
        case Vector(size, element):
            return f"∈ {_power(space(element.domain), unicode(size))}"
        case Matrix(rows, columns, element, symmetric):
            shape = f"{unicode(rows)}×{unicode(columns)}".replace(" ", "")
            tail = ", symmetric" if symmetric else ""
            return f"∈ {_power(space(element.domain), shape)}{tail}"


def _power(base: str, exponent: str) -> str:
    if " ∩ " in base or " ∖ " in base:
        base = f"({base})"
    up = raised(exponent)
    return f"{base}{up}" if up is not None else f"{base}^{{{exponent.replace(' ', '')}}}"


def symbols(context: Context) -> Iterator[str]:
    """The declared names, those of one domain together, in order of declaration."""
    groups: dict[str, list[str]] = {}
    for name, kind in context.types.items():
        match kind:
            case Scalar(of) if of == POSITIVE_INTEGER:
                groups.setdefault(_SIZES, []).append(unicode(symbol(name)))
            case Scalar() | Vector() | Matrix():
                if not _defined(name, context):
                    groups.setdefault(value(kind), []).append(unicode(symbol(name)))
            case Family():
                members, tail = _members(name, kind, context)
                if members:
                    groups.setdefault(tail, []).extend(members)
            case Index(span):
                groups.setdefault(f"∈ {{{_span(span)}}}", []).append(unicode(symbol(name)))
            case Function(arguments, result, lifted) if not _defined(name, context):
                formal = " × ".join(value(a).removeprefix("∈ ") for a in map(_as_set, arguments))
                shown = value(_as_set(result)).removeprefix("∈ ")
                way = f", {lifted}" if lifted else ""
                groups.setdefault(f": {formal} → {shown}{way}", []).append(unicode(symbol(name)))
    for tail, names in groups.items():
        if tail == _SIZES:
            tail = "a positive integer" if len(names) == 1 else "positive integers"
        yield f"{', '.join(names)}{'' if tail.startswith((':', ',')) else ' '}{tail}"


_SIZES = "sizes"


def _as_set(kind: Value) -> Value:
    """A type whose values are said as a set: numbers as columns of one."""
    return Vector(ONE, kind) if isinstance(kind, Scalar) else kind


def _defined(name: str, context: Context) -> bool:
    return any(definition.name == name for definition in context.definitions)


def _span(span: Range) -> str:
    low, high = literal(span.lower), literal(span.upper)
    if low is not None and high is not None and high - low < FEW:
        return ", ".join(str(k) for k in range(int(low), int(high) + 1))
    return f"{unicode(span.lower)}, …, {unicode(span.upper)}"


def _members(name: str, kind: Family, context: Context) -> tuple[list[str], str]:
    """The members of a family that have no definition, one by one where they are few.

    Behind them stands what they range over, and their indices.
    """
    spans = [(literal(r.lower), literal(r.upper)) for r in kind.ranges]
    count = 1
    for low, high in spans:
        if low is None or high is None:
            count = FEW + 1
            break
        count *= int(high - low) + 1
    base = symbol(name)
    if count <= FEW:
        every = product(*(range(int(a or 0), int(b or 0) + 1) for a, b in spans))
        members = [base[at] for at in every]
        free = [unicode(m) for m in members if context.definition_of(m) is None]
        return free, value(kind.element)
    letters = index_for(context, kind)
    shown = ", ".join(
        f"{unicode(letter)} = {unicode(r.lower)}, …, {unicode(r.upper)}"
        for letter, r in zip(letters, kind.ranges, strict=True)
    )
    member = base[letters]
    row = row_of(context, name)
    if row is not None:
        matrix = unicode(row[0])
        return [unicode(member)], f"the {unicode(letters[0])}-th row of {matrix}, for {shown}"
    if context.definition_of(member) is not None:
        return [], ""
    return [unicode(member)], f"{value(kind.element)} for {shown}"


def definitions(context: Context) -> Iterator[tuple[Term, Term]]:
    """Each defined quantity or function with its body; rows of a matrix are declared as such."""
    return ((d.target, d.body) for d in context.definitions if row_of(context, d.name) is None)
