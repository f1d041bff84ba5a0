"""Conditions of case distinctions, brought to plain relations.

A branch is taken where its own condition holds and all earlier ones fail.  With `not` pushed down
to the relations and `or` taken apart, that is a list of alternatives, each a conjunction of
relations.
"""

from __future__ import annotations

from itertools import product

from derive.model.term import Term, make

Alternatives = tuple[tuple[Term, ...], ...]
"""A disjunction of conjunctions."""

ALWAYS: Alternatives = ((),)

MOST = 32
"""Greatest number of alternatives that are told apart."""

_OPPOSITE = {"eq": "ne", "ne": "eq", "lt": "ge", "ge": "lt", "gt": "le", "le": "gt"}


def opposite(test: Term) -> Term:
    """The negation of a condition, with `not` only where nothing else would say it."""
    if test.head in _OPPOSITE:
        return make(_OPPOSITE[test.head], test.args)
    if test.head == "not":
        return test.args[0]
    if test.head in ("and", "or"):
        return make("or" if test.head == "and" else "and", tuple(map(opposite, test.args)))
    return make("not", (test,))


def alternatives(test: Term) -> Alternatives:
    """A condition as a disjunction of conjunctions of relations."""
    if test.head == "not" and test.args[0].head != "not":
        pushed = opposite(test.args[0])
        return ((test,),) if pushed.head == "not" else alternatives(pushed)
    if test.head == "not":
        return alternatives(test.args[0].args[0])
    if test.head == "or":
        found = tuple(dict.fromkeys(each for a in test.args for each in alternatives(a)))
    elif test.head == "and":
        found = ALWAYS
        for each in test.args:
            found = both(found, alternatives(each))
    else:
        found = ((test,),)
    return found if len(found) <= MOST else ((test,),)


def both(left: Alternatives, right: Alternatives) -> Alternatives:
    """Where one alternative of each of two conditions holds."""
    pairs = product(left, right)
    return tuple(dict.fromkeys(tuple(dict.fromkeys((*a, *b))) for a, b in pairs))


def demands(test: Term) -> list[tuple[Term, tuple[Term, ...]]]:
    """Relations that must hold for a condition to hold, each where its guards hold.

    "a or b" demands a where b fails; "a and b" demands both.
    """
    if test.head == "not":
        pushed = opposite(test.args[0])
        return [] if pushed.head == "not" else demands(pushed)
    if test.head == "and":
        return [each for a in test.args for each in demands(a)]
    if test.head != "or":
        return [(test, ())]
    first, *rest = test.args
    found = []
    others = ALWAYS
    for each in rest:
        others = both(others, alternatives(opposite(each)))
    for relation, guards in demands(first):
        found += [(relation, (*other, *guards)) for other in others]
    return found
