r"""Where a letter may be the imaginary unit: `e^{ix} = \cos x + i \sin x`.

An i or a j that a relation neither counts with nor finds declared or defined may be the square root
of -1.  Quantities here are real: what is refuted by real values of it shows nothing then, and what
holds of real numbers alone, such as |z|^2 = z^2, is not to be judged at all.  Other identities hold
for both.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.model import term as t
from derive.model.arrays import OPERATIONS
from derive.model.context import Context
from derive.model.domain import Index
from derive.model.functions import ARITY
from derive.model.relation import Relation
from derive.model.term import Term
from derive.readers.documents.knowledge import Knowledge
from derive.readers.documents.lexicon import Lexicon

UNITS = ("i", "j", r"\imath", r"\jmath")
"""Glyphs of the imaginary unit; `ib` may be a product with it."""

_ENTIRE = frozenset({"exp", "sin", "cos", "sinh", "cosh"})
"""Functions whose laws hold of complex numbers as they do of real ones."""

_COUNTING = frozenset({"delta", "indicator", "factorial", "binomial"})
"""Functions of indices."""


def unit_in(
    relation: Relation, context: Context, lexicon: Lexicon, knowledge: Knowledge, at: int
) -> str | None:
    """The name of a letter that may be the imaginary unit in a claim or what it rests on."""
    for definition in context.definitions:
        if _root_of_negative(definition.body):
            return definition.name
    formal = {str(p.value) for d in context.definitions for p in d.parameters}
    nodes = tuple(_nodes(relation, context))
    free = {str(s.value) for node in nodes for s in t.free_symbols(node)} - formal
    runs = (run for run in lexicon.whole if len(run) == 2 and any(key in run for key in UNITS))
    for key in (*UNITS, *runs):
        name = lexicon.names.of(key)
        if name not in free or name in lexicon.declared or knowledge.visible(name, at):
            continue
        if isinstance(context.type_of(name), Index) or _beside_index(name, context):
            continue
        if not any(_counts(node, name) for node in nodes):
            return name
    return None


def _beside_index(name: str, context: Context) -> bool:
    """Whether a letter is set beside an index, as in i = j."""
    letter = t.symbol(name)
    return any(
        letter in (given.left, given.right)
        and any(
            isinstance(context.type_of(str(s.value)), Index)
            for side in (given.left, given.right)
            for s in t.free_symbols(side)
        )
        for given in context.assumptions
    )


def told(name: str) -> str:
    """What there is to say of a letter that may be the imaginary unit."""
    return f"{name} may be the imaginary unit; if it is a real number, declare `let {name} : real`"


def hindering(
    relation: Relation, context: Context, lexicon: Lexicon, knowledge: Knowledge, at: int
) -> str | None:
    """Why a claim cannot be judged, where a letter may be the imaginary unit."""
    name = unit_in(relation, context, lexicon, knowledge, at)
    return told(name) if name is not None and _only_for_reals(relation, context, name) else None


def _only_for_reals(relation: Relation, context: Context, name: str) -> bool:
    """Whether a claim rests on what holds of real numbers and may fail for complex ones."""
    if relation.sign not in ("=", "!="):
        return True
    if any(
        name in map(str, (s.value for side in (a.left, a.right) for s in t.free_symbols(side)))
        for a in context.assumptions
    ):
        return True
    if any(d.name == name for d in context.definitions):
        return True
    return any(_real(each) for node in _nodes(relation, context) for each in t.subterms(node))


def _nodes(relation: Relation, context: Context) -> Iterator[Term]:
    yield from (relation.left, relation.right)
    yield from (d.body for d in context.definitions)
    for given in context.assumptions:
        yield from (given.left, given.right)


def _real(node: Term) -> bool:
    """Whether something is another thing of complex numbers, or has several values there."""
    if node.head == "call":
        return node.value == "norm" or (node.value in ARITY and node.value not in _ENTIRE)
    if node.head != "pow":
        return False
    exponent = t.literal(node.args[1])
    whole = exponent is not None and exponent.denominator == 1
    return not whole and node.args[0] is not t.constant("e")


def _counts(node: Term, name: str) -> bool:
    """Whether a letter counts somewhere in a term: as an index, a bound, an argument."""
    letter = t.symbol(name)
    for each in t.subterms(node):
        if each.head in ("indexed", "derivative", *t.BINDERS):
            inside = each.args[1:]
        elif each.head == "call" and each.value in _COUNTING:
            inside = each.args
        elif each.head == "call" and each.value not in ARITY and each.value not in OPERATIONS:
            # f(i) and f(i + 1) count, f(ix) need not.
            inside = tuple(a for a in each.args if t.free_symbols(a) == (letter,))
        else:
            continue
        if any(letter in t.free_symbols(a) for a in inside):
            return True
    return False


def _root_of_negative(node: Term) -> bool:
    """Whether a term is the square root of a negative number."""
    if node.head != "call" or node.value != "sqrt":
        return False
    value = t.literal(node.args[0])
    return value is not None and value < 0
