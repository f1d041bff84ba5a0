"""Fractions that are derivatives: `\\frac{dy}{dx}`, `\\frac{\\partial^2 L}{\\partial w^2}`.

Which letters differentiate is the author's choice, so the tree has plain fractions and those who
know the letters ask.  A run `dz` is the letter and the name z; an order stands on the letter above
and on the variables below.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from derive.readers.latex.tree import (
    NOWHERE,
    Fraction,
    Group,
    Mark,
    Name,
    Node,
    Number,
    Product,
    Run,
    Scripted,
    Span,
)

LETTERS = frozenset({"d", "\\mathrm{d}", "\\partial"})
"""Keys of the letters that differentiate unless the author declares others."""


@dataclass(frozen=True, slots=True)
class Differential:
    """A derivative, or the operator that takes one."""

    letter: str
    """The key of the letter: `d`, `\\partial`, …"""
    order: Node
    """The order written above, the number 1 if none is."""
    of: Node | None
    """What is differentiated; None for an operator, whose operand follows."""
    by: tuple[tuple[Node, Node], ...]
    """Each variable with the order written on it."""
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Part:
    """A letter with what follows it: one differential, `dx` or `\\partial w_i`."""

    letter: str
    order: Node | None
    """An exponent on the letter, as in `d^2`."""
    rest: tuple[Node, ...]
    """Factors up to the next letter."""


_ONE = Number("1")


def as_differential(node: Node, letters: frozenset[str] = LETTERS) -> Differential | None:
    """Return a fraction as a derivative, or None if it is none.

    >>> from derive.readers.latex import parse_expression, show
    >>> found = as_differential(parse_expression(r"\\frac{d^2 z}{dw_i^2}"))
    >>> show(found.of), [(show(name), show(order)) for name, order in found.by]
    ('z', [('w_i', '2')])
    """
    if isinstance(node, Group):
        return as_differential(node.body, letters)
    if isinstance(node, Product) and len(node.factors) == 2 and node.operators[0].text == "/":
        above, below = node.factors
    elif isinstance(node, Fraction):
        above, below = node.numerator, node.denominator
    else:
        return None
    numerators = differentials(above, letters, several=False)
    denominators = differentials(below, letters)
    if len(numerators) != 1 or not denominators:
        return None
    whole = numerators[0]
    if any(part.letter != whole.letter or part.order is not None for part in denominators):
        return None
    variables = tuple(_variable(part) for part in denominators)
    if any(variable is None for variable in variables):
        return None
    bare = _bare(above)
    operators = bare.operators if isinstance(bare, Product) else ()
    return Differential(
        whole.letter,
        whole.order or _ONE,
        _joined(whole.rest, operators),
        tuple(variable for variable in variables if variable is not None),
        node.span,
    )


def differentials(
    node: Node, letters: frozenset[str] = LETTERS, *, several: bool = True
) -> tuple[Part, ...]:
    """Return the differentials that a product consists of; empty if it begins otherwise.

    With `several` unset all after the first letter belongs to it, as in a numerator.
    """
    bare = _bare(node)
    if isinstance(bare, Product):
        marks = bare.operators if several else bare.operators[:1]
        if any(mark.text for mark in marks):
            return ()
    factors = list(_flat(node))
    parts: list[tuple[str, Node | None, list[Node]]] = []
    for factor in factors:
        if parts and not several:
            parts[-1][2].append(factor)
            continue
        opened = _opened(factor, letters)
        if opened is None:
            if not parts:
                return ()
            parts[-1][2].append(factor)
            continue
        letter, order, inner = opened
        parts.append((letter, order, []))
        for each in inner:
            if several and isinstance(each, Run):
                again = _opened(each, letters)
            else:
                again = None
            if again is not None and parts[-1][2]:
                parts.append((again[0], again[1], list(again[2])))
            else:
                parts[-1][2].append(each)
    return tuple(Part(letter, order, tuple(rest)) for letter, order, rest in parts)


def regrouped(node: Product, letters: frozenset[str] = LETTERS) -> Product | Fraction:
    """Return a product whose `dy/dx` and `\\partial L / \\partial w` are fractions.

    A numerator reaches back to its letter over factors side by side; a denominator is the letters
    after the slash, each with the one name that follows it.
    """
    factors, marks = list(node.factors), list(node.operators)
    i = 0
    while i < len(marks):
        if marks[i].text == "/":
            found = _inline(factors, marks, i, letters)
            if found is not None:
                start, stop, fraction = found
                factors[start:stop] = [fraction]
                marks[start : stop - 1] = []
                i = start
                continue
        i += 1
    if len(factors) == 1 and isinstance(factors[0], Fraction):
        return factors[0]
    return replace(node, factors=tuple(factors), operators=tuple(marks))


def _inline(
    factors: list[Node], marks: list[Mark], slash: int, letters: frozenset[str]
) -> tuple[int, int, Fraction] | None:
    """Find the derivative around the slash after factor `slash`: its extent and the fraction."""
    start = slash
    while _opened(_bare(factors[start]), letters) is None:
        if start == 0 or marks[start - 1].text:
            return None
        start -= 1
    stop = slash + 1
    while stop < len(factors) and (stop == slash + 1 or not marks[stop - 1].text):
        opened = _opened(_bare(factors[stop]), letters)
        if opened is None:
            break
        stop += 1
        if not opened[2]:
            if stop >= len(factors) or marks[stop - 1].text:
                return None
            stop += 1
    if stop == slash + 1:
        return None
    above = _joined(tuple(factors[start : slash + 1]), tuple(marks[start:slash]))
    below = _joined(tuple(factors[slash + 1 : stop]), tuple(marks[slash + 1 : stop - 1]))
    assert above is not None
    assert below is not None
    fraction = Fraction(above, below, span=Span(above.span.start, below.span.end))
    return (start, stop, fraction) if as_differential(fraction, letters) else None


def _bare(node: Node) -> Node:
    return node.body if isinstance(node, Group) else node


def _flat(node: Node) -> tuple[Node, ...]:
    """The factors of a product, braces around it aside."""
    node = _bare(node)
    return tuple(_bare(f) for f in node.factors) if isinstance(node, Product) else (node,)


def _opened(
    node: Node, letters: frozenset[str]
) -> tuple[str, Node | None, tuple[Node, ...]] | None:
    """Take the letter off a factor that begins with one: letter, exponent on it, what is left."""
    match node:
        case Name(key) if key in letters:
            return key, None, ()
        case Scripted(base=Name(key), sub=None, primes=0, sup=order) if key in letters:
            return key, order, ()
        case Run(text) if text[0] in letters:
            return text[0], None, _names(text[1:], node.span, letters)
        case Scripted(base=Run(text) as run) if text[0] in letters:
            *before, last = _names(text[1:], run.span, letters)
            return text[0], None, (*before, replace(node, base=last))
        case Product():
            inner = _opened(node.factors[0], letters)
            return None if inner is None else (*inner[:2], (*inner[2], *node.factors[1:]))
        case _:
            return None


def _names(text: str, span: Span, letters: frozenset[str]) -> tuple[Node, ...]:
    """The letters left in a run; `xdy`, of `dxdy`, holds a second differential."""
    if len(text) == 3 and text[1] in letters:
        middle = Span(span.end - 2, span.end)
        return Name(text[0], span=Span(span.end - 3, span.end - 2)), Run(text[1:], span=middle)
    place = Span(max(span.start, span.end - len(text)), span.end)
    return (Name(text, span=place) if len(text) == 1 else Run(text, span=place),)


def _variable(part: Part) -> tuple[Node, Node] | None:
    """The variable of a differential below, and its order."""
    if not part.rest:
        return None
    if len(part.rest) > 1:
        return _joined(part.rest, ()) or part.rest[0], _ONE
    name = part.rest[0]
    if isinstance(name, Scripted) and isinstance(name.sup, Number):
        order = name.sup
        bare = replace(name, sup=None)
        return (bare if bare.sub is not None or bare.primes else bare.base), order
    return name, _ONE


def _joined(factors: tuple[Node, ...], operators: tuple[Mark, ...]) -> Node | None:
    if not factors:
        return None
    if len(factors) == 1:
        return factors[0]
    kept = operators[len(operators) - len(factors) + 1 :]
    if len(kept) != len(factors) - 1:
        kept = tuple(Mark("", span=Span(f.span.start, f.span.start)) for f in factors[1:])
    return Product(kept, factors, span=Span(factors[0].span.start, factors[-1].span.end))
