"""The smallest edit that would make a wrong claim true, found by trying small ones.

Signs, factors, indices, transposes and brackets, one at a time and in this order; each candidate
goes to the judge like any claim.  What is found is told, never applied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from derive.model import term as t
from derive.model.context import Context
from derive.model.derivation import Step
from derive.model.relation import Relation
from derive.model.term import Term
from derive.model.verdict import Verdict

MOST = 40
"""Candidates that are tried for one claim."""
SECONDS = 0.25
"""The time for one of them."""
LARGEST = 150
"""Nodes of a claim that is still tried."""

Judge = Callable[[Relation, Context, float], Verdict]
Edit = tuple[Term, Term]
"""A part and what to read in its place."""


def suggested(verdict: Verdict, claim: Relation, step: Step, judge: Judge) -> Verdict:
    """The verdict with the first edit that makes the claim true, if there is one."""
    if verdict.status != "refuted" or claim.sign != "=" or not step.source:
        return verdict
    if step.context is None or claim.left.size + claim.right.size > LARGEST:
        return verdict
    tried: set[Relation] = {claim}
    for edited, (part, other) in candidates(claim):
        if edited in tried:
            continue
        if len(tried) > MOST:
            break
        tried.add(edited)
        if judge(edited, step.context, SECONDS).holds:
            words = f"true if {part} is read as {other}"
            return replace(verdict, suggestion=words)
    return verdict


def candidates(claim: Relation) -> Iterator[tuple[Relation, Edit]]:
    """Claims that differ in one small thing, the likeliest first."""
    for kind in (_signs, _factors, _indices, _transposes, _brackets):
        for side in ("right", "left"):
            whole = claim.right if side == "right" else claim.left
            for edited, edit in kind(whole, claim):
                if side == "right":
                    yield Relation(claim.left, claim.sign, edited), edit
                else:
                    yield Relation(edited, claim.sign, claim.right), edit


def _signs(whole: Term, claim: Relation) -> Iterator[tuple[Term, Edit]]:
    opposite = _negated(whole)
    yield opposite, (whole, opposite)
    for node in _parts(whole):
        if node.head != "add":
            continue
        for k, part in enumerate(node.args):
            other = t.make("add", (*node.args[:k], _negated(part), *node.args[k + 1 :]))
            yield _replaced(whole, node, other), (node, other)


def _factors(whole: Term, claim: Relation) -> Iterator[tuple[Term, Edit]]:
    for factor in (t.TWO, t.div(t.ONE, t.TWO)):
        other = t.mul(factor, whole)
        yield other, (whole, other)
    for node in _parts(whole):
        if node.head == "mul":
            for k, part in enumerate(node.args):
                if t.literal(part) is not None or part.head in ("div", "symbol"):
                    other = t.mul(*node.args[:k], *node.args[k + 1 :])
                    yield _replaced(whole, node, other), (node, other)
        if node.head == "pow" and t.literal(node.args[1]) is not None:
            for step in (1, -1):
                exponent = t.literal(node.args[1])
                assert exponent is not None
                other = t.power(node.args[0], t.number(exponent + step))
                yield _replaced(whole, node, other), (node, other)


def _indices(whole: Term, claim: Relation) -> Iterator[tuple[Term, Edit]]:
    letters = [
        each
        for side in (claim.left, claim.right)
        for node in t.subterms(side)
        if node.head == "indexed"
        for each in node.args[1:]
    ]
    for node in _parts(whole):
        if node.head != "indexed":
            continue
        for k, part in enumerate(node.args[1:], 1):
            for letter in dict.fromkeys(letters):
                if letter is not part:
                    other = t.make("indexed", (*node.args[:k], letter, *node.args[k + 1 :]))
                    yield _replaced(whole, node, other), (node, other)


def _transposes(whole: Term, claim: Relation) -> Iterator[tuple[Term, Edit]]:
    if not any(n.head == "call" and n.value == "transpose" for n in t.subterms(whole)):
        return
    for node in _parts(whole):
        if node.head == "call" and node.value == "transpose":
            other = node.args[0]
        elif node.head == "symbol":
            other = t.call("transpose", node)
        else:
            continue
        yield _replaced(whole, node, other), (node, other)


def _brackets(whole: Term, claim: Relation) -> Iterator[tuple[Term, Edit]]:
    """A product a·b + c read as a·(b + c)."""
    for node in _parts(whole):
        if node.head != "add" or node.args[0].head != "mul":
            continue
        *front, last = node.args[0].args
        other = t.mul(*front, t.add(last, *node.args[1:]))
        yield _replaced(whole, node, other), (node, other)


def _negated(node: Term) -> Term:
    return node.args[0] if node.head == "neg" else t.neg(node)


def _parts(whole: Term) -> list[Term]:
    """The parts of a side, outermost first; what is differentiated stays as it is."""
    found: dict[Term, None] = {}
    stack = [whole]
    while stack:
        node = stack.pop(0)
        if node in found:
            continue
        found.setdefault(node)
        if node.head != "derivative":
            stack.extend(node.args)
    return list(found)


def _replaced(whole: Term, part: Term, other: Term) -> Term:
    return t.substitute(whole, {part: other}) if whole is not part else other
