r"""Einstein's convention: where it is announced, an index that a product repeats is summed over.

It holds from the words that announce it to the end of their section, for relations that write no
sum of their own.  An index that some term of a relation has just once is free in all of them, and
is summed over in none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents.links import Link
from derive.readers.sources.fragment import Source

_WORDS = re.compile(r"\beinstein(?:'s|’s)?\s+(?:summation|sum|notation|convention|index)")

Placeholder = Callable[[Term], Term]
"""The end of a range that is not written, for an index."""


def reach(source: Source, links: Iterable[Link]) -> frozenset[int]:
    """The relations that stand under the convention."""
    spans: list[tuple[int, float]] = []
    for each in source.fragments:
        # Words after a formula announce it for later ones.
        announced = [
            start
            for words, start in ((each.before, each.start), (each.after, each.end))
            if _WORDS.search(words.lower())
        ]
        end = source.headings[each.heading].end if each.heading >= 0 else float("inf")
        spans += [(start, end) for start in announced[:1]]
    return frozenset(
        link.number
        for link in links
        if any(start <= link.fragment.start < end for start, end in spans)
    )


def summed(
    sides: tuple[Term, Term], letters: frozenset[str], end: Placeholder
) -> tuple[Term, Term]:
    """Both sides with the sums written that the convention means."""
    if any(t.contains(side, *t.BINDERS) for side in sides):
        return sides
    counts = [_count(each, letters) for side in sides for each in _terms(side)]
    if any(times > 2 for found in counts for times in found.values()):
        return sides
    repeated = letters - {name for found in counts for name, times in found.items() if times == 1}
    left, right = (_summed(side, repeated, end) for side in sides)
    return left, right


def _terms(side: Term) -> list[Term]:
    """The terms of a sum, signs apart."""
    if side.head in ("add", "neg"):
        return [inner for each in side.args for inner in _terms(each)]
    return [side]


def _count(node: Term, letters: frozenset[str]) -> Counter[str]:
    """How often each letter stands as an index in the factors of a term; in a sum, at most."""
    found: Counter[str] = Counter()
    if node.head == "indexed":
        found.update(str(a.value) for a in node.args[1:] if str(a.value) in letters)
        return found + _count(node.args[0], letters)
    for each in node.args:
        inner = _count(each, letters)
        found = found | inner if node.head == "add" else found + inner
    bound = t.bound_index(node)
    if bound is not None:
        del found[str(bound.value)]
    return found


def _summed(node: Term, letters: frozenset[str], end: Placeholder) -> Term:
    """A term in which every product, innermost first, is summed over what it repeats."""
    if node.head == "derivative":
        operand, *variables = node.args
        free = {name for v in variables for name in _count(v, letters)}
        return t.derivative(_summed(operand, letters - free, end), *variables)
    if node.head != "indexed":
        node = t.rebuild(node, tuple(_summed(each, letters, end) for each in node.args))
    if node.head in ("mul", "indexed"):
        for name, times in sorted(_count(node, letters).items()):
            if times == 2:
                index = t.symbol(name)
                node = t.summation(node, index, 1, end(index))
    return node
