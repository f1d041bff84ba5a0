"""Quantities that a document differentiates but does not define.

`\\mathcal{L}(a, y)` without a formula still says that the loss depends on a and y, and the chain
rule can be checked.  Where not even that is said, a quantity depends on those variables by which it
is differentiated and which are not reached through others.  Such a function has no formula: claims
can be proved for every choice of it, and none is refuted.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from derive.model import arrays
from derive.model import term as t
from derive.model.context import Definition
from derive.model.term import Term
from derive.readers.documents.knowledge import Knowledge, Known
from derive.readers.documents.lexicon import Lexicon

_OF = re.compile(r"_of(_\d+)?\Z")

ALWAYS = -1
"""The order of a definition that holds from the start."""


def complete(
    terms: list[Term],
    knowledge: Knowledge,
    lexicon: Lexicon,
    since: int = ALWAYS,
    seen: float = float("inf"),
    anew: Collection[str] = (),
) -> dict[str, Term]:
    """Give every undefined quantity that is differentiated an unknown function; name → its call.

    The functions hold from the relation `since` on, and `seen` is the relation whose definitions
    tell what is reached; the names in `anew` have such a function already and get another.
    """
    wanted: dict[Term, dict[Term, None]] = {}
    for node in terms:
        for each in t.subterms(node):
            if each.head != "derivative":
                continue
            operand, *variables = map(arrays.unlined, each.args)
            if operand.head in ("symbol", "indexed"):
                found = wanted.setdefault(_general(operand), {})
                for variable in variables:
                    found.setdefault(_general(variable))
    given: dict[str, Term] = {}
    for quantity, by in wanted.items():
        name = str((quantity.args[0] if quantity.head == "indexed" else quantity).value)
        if (knowledge.definitions.get(name) and name not in anew) or name in lexicon.declared:
            continue
        variables = [v for v in by if v is not quantity and not knowledge.reaches(v, name, seen)]
        variables = [v for v in variables if v.head != "indexed" or v.args[0] not in by]
        variables = [v for v in variables if _fits(quantity, v)]
        if not variables:
            continue
        given[name] = _unknown(quantity, variables, name, since)
        knowledge.spelling[str(given[name].value)] = knowledge.spelling.get(name, name)
        knowledge.define(Known(Definition(quantity, given[name]), since, None))
    return _nearest(given, knowledge, since, seen)


def _unknown(quantity: Term, variables: list[Term], name: str, since: int) -> Term:
    indices = quantity.args[1:] if quantity.head == "indexed" else ()
    section = "" if since == ALWAYS else f"_{since}"
    return t.call(f"{name}_of{section}", *indices, *variables)


def shown(name: str) -> str:
    """The quantity that an unknown function belongs to, or the name as it is."""
    return _OF.sub("", name)


def _fits(quantity: Term, variable: Term) -> bool:
    """Whether a variable can be an argument as it stands: its indices are those of the quantity."""
    own = set(quantity.args[1:]) if quantity.head == "indexed" else set()
    inner = set(variable.args[1:]) if variable.head == "indexed" else set()
    return all(i in own or i.head == "number" for i in inner)


def _general(node: Term) -> Term:
    return node


def _nearest(
    given: dict[str, Term], knowledge: Knowledge, since: int, seen: float
) -> dict[str, Term]:
    """Drop the variables that are reached through other ones."""
    result: dict[str, Term] = {}
    for name, call in given.items():
        known = knowledge.definitions[name][-1]
        quantity = known.definition.target
        variables = [a for a in call.args if a not in quantity.args[1:]]
        kept = [
            v
            for v in variables
            if not any(
                w is not v
                and knowledge.reaches(w, _base(v), seen)
                and not knowledge.reaches(v, _base(w), seen)
                for w in variables
            )
        ]
        result[name] = _unknown(quantity, kept, name, since)
        known = Known(Definition(quantity, result[name]), since, None)
        knowledge.definitions[name] = [*knowledge.definitions[name][:-1], known]
    return result


def _base(node: Term) -> str:
    return str((node.args[0] if node.head == "indexed" else node).value)
