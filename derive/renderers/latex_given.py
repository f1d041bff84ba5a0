"""What a derivation is given, in LaTeX: declared names with their domains, assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

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
from derive.model.relation import Relation
from derive.model.term import literal, symbol
from derive.renderers.latex_notation import in_text, latex
from derive.renderers.typeface import index_for, row_of

SIGNS = {"!=": r"\ne", "<=": r"\le", ">=": r"\ge"}
"""Signs of relations that LaTeX writes otherwise."""

FEW = 4
"""Indices of at most so many values are listed one by one."""


def relation(written: Relation) -> str:
    """A relation in mathematics mode, within a sentence."""
    sign = SIGNS.get(written.sign, written.sign)
    return f"{in_text(written.left)} {sign} {in_text(written.right)}"


def phrases(context: Context) -> Iterator[str]:
    """Phrases such as `$w_i$, $b$ real` and `$y \\in \\{0, 1\\}$`, then the assumptions."""
    defined = {definition.name for definition in context.definitions}
    groups: dict[tuple[str, str], list[str]] = {}
    for name, kind in context.types.items():
        row = row_of(context, name)
        if name in defined and row is None:
            continue
        match kind:
            case Scalar(domain) if domain == POSITIVE_INTEGER:
                groups.setdefault(_SIZES, []).append(latex(symbol(name)))
            case Scalar() | Vector() | Matrix():
                groups.setdefault(_value(kind), []).append(latex(symbol(name)))
            case Family() if row is not None:
                letters = index_for(context, kind)
                shown = rf"${latex(letters[0])}$-th row of ${latex(row[0])}$"
                ranged = rf"${latex(letters[0])} = {_span(kind.ranges[0])}$"
                member = latex(symbol(name)[letters])
                groups.setdefault(("", f" the {shown}, {ranged}"), []).append(member)
            case Family(_, element):
                member = latex(symbol(name)[index_for(context, kind)])
                groups.setdefault(_value(element), []).append(member)
            case Index(span):
                groups.setdefault((rf" \in \{{{_span(span)}\}}", ""), []).append(
                    latex(symbol(name))
                )
            case Function(arguments):
                count = "one argument" if len(arguments) == 1 else f"{len(arguments)} arguments"
                groups.setdefault(("", f" a function of {count}"), []).append(latex(symbol(name)))
    for (sign, words), names in groups.items():
        if (sign, words) == _SIZES:
            sign, words = "", " a positive integer" if len(names) == 1 else " positive integers"
        *most, last = names
        yield ", ".join([*(f"${name}$" for name in most), f"${last}{sign}$"]) + words
    for assumption in context.assumptions:
        yield f"${relation(assumption)}$"


_SIZES = ("", "sizes")


def _value(kind: Value) -> tuple[str, str]:
    """What follows a name of a type: mathematics, and words."""
    match kind:
        case Scalar(domain):
            return _tail(domain)
        case Vector(size, element):
            return rf" \in {_set(element.domain)}^{_braced(latex(size))}", ""
        case Matrix(rows, columns, element, symmetric):
            shape = rf"{latex(rows)} \times {latex(columns)}"
            words = " symmetric" if symmetric else ""
            return rf" \in {_set(element.domain)}^{_braced(shape)}", words


def _braced(text: str) -> str:
    return text if len(text) == 1 else f"{{{text}}}"


def _set(domain: Domain) -> str:
    """A domain as a set to a power: `\\mathbf{R}`, `\\{0, 1\\}`, `(0, \\infty)`."""
    if domain.values is not None:
        return rf"\{{{', '.join(map(_number, domain.values))}\}}"
    whole = r"\mathbf{Z}" if domain.integer else r"\mathbf{R}"
    if domain.lower is None and domain.upper is None:
        base = whole
    else:
        low = r"-\infty" if domain.lower is None else _number(domain.lower)
        high = r"\infty" if domain.upper is None else _number(domain.upper)
        left = "(" if domain.lower is None or domain.lower_open else "["
        right = ")" if domain.upper is None or domain.upper_open else "]"
        base = f"{left}{low}, {high}{right}"
        if domain.integer:
            base = rf"({base} \cap {whole})"
    if domain.excluded:
        points = ", ".join(map(_number, domain.excluded))
        return rf"({base} \setminus \{{{points}\}})"
    return base


def _span(span: Range) -> str:
    low, high = literal(span.lower), literal(span.upper)
    if low is not None and high is not None and high - low < FEW:
        return ", ".join(str(k) for k in range(int(low), int(high) + 1))
    return rf"{latex(span.lower)}, \dots, {latex(span.upper)}"


def _tail(domain: Domain) -> tuple[str, str]:
    """What follows a name of a domain: mathematics, and words."""
    words = " integer" if domain.integer else ""
    if domain.values is not None:
        return rf" \in \{{{', '.join(map(_number, domain.values))}\}}", ""
    without = ", ".join(map(_number, domain.excluded))
    if without:
        words += f", other than ${without}$"
    if domain.lower is None and domain.upper is None:
        return "", words if domain.integer else " real" + words
    if domain.upper is None:
        return f" {'>' if domain.lower_open else SIGNS['>=']} {_number(domain.lower)}", words
    if domain.lower is None:
        return f" {'<' if domain.upper_open else SIGNS['<=']} {_number(domain.upper)}", words
    left, right = "[("[domain.lower_open], "])"[domain.upper_open]
    return rf" \in {left}{_number(domain.lower)}, {_number(domain.upper)}{right}", words


def _number(value: Fraction | None) -> str:
    return "" if value is None else str(value)
