"""How far an operator reaches in a sum: to the next sign, or further, as authors often mean it.

`\\sum_i A_i + B_i` and `\\frac{d}{dw} A + B` end at the plus as they are written.  The readings in
which the operator holds the following terms too are built here, with the brackets that would
say so.
"""

from __future__ import annotations

from dataclasses import replace

from derive.readers.latex.differentials import LETTERS, as_differential
from derive.readers.latex.tree import (
    Big,
    Bracket,
    Mark,
    Name,
    Node,
    Operation,
    Product,
    Scripted,
    Span,
    Sum,
)


def open_terms(node: Sum, letters: frozenset[str] = LETTERS) -> tuple[int, ...]:
    """Return the indices of terms, the last aside, that end in the operand of an operator."""
    last = len(node.terms) - 1
    return tuple(
        i for i, term in enumerate(node.terms) if i < last and _extensions(term, (), (), letters)
    )


def extended(node: Sum, at: int, count: int, letters: frozenset[str] = LETTERS) -> tuple[Node, ...]:
    """Return the sum with an operator of term `at` also holding the `count` terms after it.

    There is one for each operator that could, the innermost first; the held terms are in brackets.

    >>> from derive.readers.latex import parse_expression, show
    >>> [show(each) for each in extended(parse_expression(r"c + \\sum_i a_i + b_i"), 1, 1)]
    ['c + \\\\sum_i (a_i + b_i)']
    """
    stop = at + 1 + count
    signs, terms = node.signs[at + 1 : stop], node.terms[at + 1 : stop]
    if not count or len(terms) != count:
        return ()
    readings: list[Node] = []
    for term in _extensions(node.terms[at], signs, terms, letters):
        kept = (*node.terms[:at], term, *node.terms[stop:])
        marks = (*node.signs[: at + 1], *node.signs[stop:])
        if len(kept) == 1 and not marks[0].text:
            readings.append(term)
        else:
            readings.append(replace(node, signs=marks, terms=kept))
    return tuple(readings)


def _extensions(
    node: Node, signs: tuple[Mark, ...], terms: tuple[Node, ...], letters: frozenset[str]
) -> list[Node]:
    """The node with each operator at its right end holding more terms, innermost first."""
    match node:
        case Big(body=body):
            inner = _extensions(body, signs, terms, letters)
            found: list[Node] = [replace(node, body=each) for each in inner]
            return [*found, replace(node, body=_held(body, signs, terms))]
        case Operation(operators, operands):
            inner = _extensions(operands[-1], signs, terms, letters)
            return [Operation(operators, (*operands[:-1], e), span=node.span) for e in inner]
        case Sum(signs=own, terms=(only,)):
            inner = _extensions(only, signs, terms, letters)
            return [Sum(own, (each,), span=node.span) for each in inner]
        case Product(operators, factors):
            inner = _extensions(factors[-1], signs, terms, letters)
            found = [Product(operators, (*factors[:-1], e), span=node.span) for e in inner]
            for k in range(len(factors) - 2, -1, -1):
                if not is_operator(factors[k], letters):
                    continue
                rest = _product(operators[k + 1 :], factors[k + 1 :])
                held = _held(rest, signs, terms)
                kept = (*operators[:k], Mark(""))
                found.append(Product(kept, (*factors[: k + 1], held), span=node.span))
            return found
        case _:
            return []


def is_operator(node: Node, letters: frozenset[str] = LETTERS) -> bool:
    """Whether a factor differentiates those after it: `\\frac{d}{dx}`, `\\nabla`, `\\partial_x`."""
    match node:
        case Name("\\nabla"):
            return True
        case Scripted(base=Name("\\nabla")):
            return True
        case Scripted(base=Name(key), sub=sub) if sub is not None:
            return key in letters and key != "d"
        case _:
            found = as_differential(node, letters)
            return found is not None and found.of is None


def _product(operators: tuple[Mark, ...], factors: tuple[Node, ...]) -> Node:
    if len(factors) == 1:
        return factors[0]
    span = Span(factors[0].span.start, factors[-1].span.end)
    return Product(operators, factors, span=span)


def _held(first: Node, signs: tuple[Mark, ...], terms: tuple[Node, ...]) -> Node:
    """The first operand and the terms after it in one bracket."""
    if isinstance(first, Sum):
        marks, parts = (*first.signs, *signs), (*first.terms, *terms)
    else:
        marks, parts = (Mark(""), *signs), (first, *terms)
    span = Span(first.span.start, parts[-1].span.end)
    return Bracket("(", Sum(marks, parts, span=span), ")", span=span)
