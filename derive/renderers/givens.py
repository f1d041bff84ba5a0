"""What a derivation is given: its symbols with their domains, and its definitions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from derive.model.context import Context
from derive.model.domain import Domain, Family, Index, Range, Scalar
from derive.model.term import Term, literal, symbol
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


def symbols(context: Context) -> Iterator[str]:
    """The declared names, those of one domain together, in order of declaration."""
    groups: dict[str, list[str]] = {}
    for name, kind in context.types.items():
        match kind:
            case Scalar(of):
                groups.setdefault(domain(of), []).append(unicode(symbol(name)))
            case Family(ranges, element):
                members, tail = _members(name, ranges, context)
                if members:
                    groups.setdefault(domain(element.domain) + tail, []).extend(members)
            case Index(span):
                low, high = literal(span.lower), literal(span.upper)
                if low is not None and high is not None and high - low < FEW:
                    text = ", ".join(str(k) for k in range(int(low), int(high) + 1))
                else:
                    text = f"{unicode(span.lower)}, …, {unicode(span.upper)}"
                groups.setdefault(f"∈ {{{text}}}", []).append(unicode(symbol(name)))
    for tail, names in groups.items():
        yield f"{', '.join(names)} {tail}"


def _members(name: str, ranges: tuple[Range, ...], context: Context) -> tuple[list[str], str]:
    """The members of a family that have no definition, one by one where they are few."""
    spans = [(literal(r.lower), literal(r.upper)) for r in ranges]
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
        return [unicode(m) for m in members if context.definition_of(m) is None], ""
    letters = [symbol(letter) for letter, _ in zip("ijkl", ranges, strict=False)]
    shown = ", ".join(
        f"{unicode(letter)} = {unicode(r.lower)}, …, {unicode(r.upper)}"
        for letter, r in zip(letters, ranges, strict=False)
    )
    return [unicode(base[tuple(letters)])], f" for {shown}"


def definitions(context: Context) -> Iterator[tuple[Term, Term]]:
    """Each defined quantity or function with its body."""
    return ((d.target, d.body) for d in context.definitions)
