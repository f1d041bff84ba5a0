r"""Where operators over an index end, and what they run over: `\prod_i x_i \prod_i y_i`.

An operator that binds an index anew ends the one before it over the same index; between sums that
makes no difference.  A sum over `i \neq j` runs over i alone where j is told from outside, and may
run over all pairs where it is not: then nothing is refuted by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.readers.documents.glyphs import normal
from derive.readers.documents.survey import bound_letters
from derive.readers.documents.walking import everything
from derive.readers.latex.tree import Big, Mark, Name, Node, Product, Run, Span

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader


def apart(node: Big) -> Node | None:
    """An operator and what begins with the next one over its index, as a product."""
    body = normal(node.body)
    letters = bound_letters(node.sub)
    if not letters or not isinstance(body, Product):
        return None
    factors = tuple(map(normal, body.factors))
    at = next(
        (
            k
            for k, each in enumerate(factors)
            if k and isinstance(each, Big) and bound_letters(each.sub) == letters
        ),
        None,
    )
    if at is None:
        return None
    before, after = body.factors[:at], body.factors[at:]
    own = before[0]
    if at > 1:
        span = Span(before[0].span.start, before[-1].span.end)
        own = Product(body.operators[: at - 1], before, span=span)
    first = Big(node.operator, node.sub, node.sup, node.primes, own, span=node.span)
    operators = (Mark(body.operators[at - 1].text), *body.operators[at:])
    return Product(operators, (first, *after), span=node.span)


def note_pairs(reader: Reader, node: Big, left_out: Node) -> None:
    """A sum over i ≠ j where nothing else in the relation tells j may be one over pairs."""
    other = normal(left_out)
    if not isinstance(other, Name) or other.key in reader.bound:
        return
    if sum(_count(side, other.key) for side in reader.sides) > _count(node, other.key):
        return
    index = " ".join(bound_letters(node.sub)[:1])
    reader.guess(
        f"the sum over {index} ≠ {other.key} is read over {index} alone; over all pairs it is "
        rf"\sum_{{{other.key}}} \sum_{{{index} \neq {other.key}}}"
    )


def _count(node: Node, key: str) -> int:
    return sum(
        (isinstance(each, Name) and each.key == key)
        or (isinstance(each, Run) and key in each.letters)
        for each in everything(node)
    )
