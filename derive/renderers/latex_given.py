"""What a derivation is given, in LaTeX: declared names with their domains, assumptions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derive.model.context import Context
from derive.model.domain import Domain, Family, Function, Index, Range, Scalar
from derive.model.relation import Relation
from derive.model.term import literal, symbol
from derive.renderers.latex_notation import in_text, latex

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
        if name in defined:
            continue
        match kind:
            case Scalar(domain):
                groups.setdefault(_tail(domain), []).append(latex(symbol(name)))
            case Family(ranges, element):
                groups.setdefault(_tail(element.domain), []).append(_members(name, ranges, context))
            case Index(span):
                groups.setdefault((rf" \in \{{{_span(span)}\}}", ""), []).append(
                    latex(symbol(name))
                )
            case Function(arguments):
                count = "one argument" if len(arguments) == 1 else f"{len(arguments)} arguments"
                groups.setdefault(("", f" a function of {count}"), []).append(latex(symbol(name)))
    for (sign, words), names in groups.items():
        *most, last = names
        yield ", ".join([*(f"${name}$" for name in most), f"${last}{sign}$"]) + words
    for assumption in context.assumptions:
        yield f"${relation(assumption)}$"


def _members(name: str, ranges: tuple[Range, ...], context: Context) -> str:
    """A family's member at indices that are declared for its ranges, or at i, j, …"""
    letters: list[str] = []
    for span in ranges:
        declared = [n for n, kind in context.types.items() if kind == Index(span)]
        free = [n for n in (*declared, *"ijklmn") if n not in letters]
        letters.append(free[0])
    return latex(symbol(name)[tuple(map(symbol, letters))])


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
