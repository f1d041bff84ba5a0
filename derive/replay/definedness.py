"""What has to hold for a closed term to have a real value: the trusted core's own table."""

from __future__ import annotations

from collections.abc import Iterator

from derive.model.context import Context
from derive.model.domain import Family, Index, Scalar
from derive.model.relation import Relation
from derive.model.term import ONE, ZERO, Term, literal, subterms
from derive.replay.closing import NotClosed

TOTAL = frozenset({"exp", "sin", "cos", "atan", "erf", "abs", "sign", "delta"})
"""Functions that are defined and real everywhere."""


def conditions(closed: Term, context: Context, *, strict: bool = False) -> Iterator[Relation]:
    """Every condition for the term to be defined.

    With `strict`, for it to be defined all around a point, as a derivative needs: ends of the
    domain where the function stops are then left out.
    """
    at_least = ">" if strict else ">="
    for node in subterms(closed):
        match node.head:
            case "div":
                yield Relation(node.args[1], "!=", ZERO)
            case "pow":
                yield from _power(node, at_least)
            case "call" if node.value == "log":
                yield Relation(node.args[0], ">", ZERO)
            case "call" if node.value == "sqrt":
                yield Relation(node.args[0], at_least, ZERO)
            case "call" if node.value == "gamma":
                yield Relation(node.args[0], ">", ZERO)
            case "call" if node.value == "asin":
                yield Relation(ONE + node.args[0], at_least, ZERO)
                yield Relation(ONE - node.args[0], at_least, ZERO)
            case "call" if node.value not in TOTAL and not _is_free_function(node, context):
                raise NotClosed(f"where {node.value} is defined")
            case "sum" | "product":
                # Stricter than needed: an empty sum asks nothing of its summand.
                if not all(whole_valued(end, context) for end in node.args[2:]):
                    raise NotClosed(f"the limits of {node} are not shown to be whole numbers")
            case head if head not in _ARITHMETIC:
                raise NotClosed(f"where {head} is defined")


_ARITHMETIC = frozenset({"number", "symbol", "constant", "indexed", "add", "mul", "neg", "call"})


def whole_valued(node: Term, context: Context) -> bool:
    """Whether a term has integer values only, by its form and the declared types."""
    value = literal(node)
    if value is not None:
        return value.denominator == 1
    if node.head in ("add", "mul", "neg"):
        return all(whole_valued(each, context) for each in node.args)
    if node.head in ("symbol", "indexed") and context.definition_of(node) is None:
        base = node.args[0] if node.head == "indexed" else node
        match context.type_of(str(base.value)):
            case Index():
                return True
            case Scalar(domain) | Family(element=Scalar(domain)):
                return domain.integer
    return False


def _is_free_function(node: Term, context: Context) -> bool:
    """A function that is only declared: it stands for any function of all reals."""
    return str(node.value) in context.types


def _power(node: Term, at_least: str) -> Iterator[Relation]:
    base, exponent = node.args
    count = literal(exponent)
    if count is not None and count.denominator == 1:
        if count < 0:
            yield Relation(base, "!=", ZERO)
    elif count is not None and count > 0:
        yield Relation(base, at_least, ZERO)
    else:
        yield Relation(base, ">", ZERO)
