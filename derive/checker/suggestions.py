"""The smallest edit that would make a wrong claim true, found by trying small ones.

Signs, brackets, factors, indices and transposes, one at a time and in this order; each
candidate goes to the judge like any claim.  What is found is told, never applied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, pairwise
from time import perf_counter

from derive.model import term as t
from derive.model.context import Context
from derive.model.derivation import Step
from derive.model.relation import Relation
from derive.model.term import Term
from derive.model.verdict import Verdict

MOST = 60
"""Candidates that are tried for one claim."""
SECONDS = 0.25
"""The time for one of them."""
LARGEST = 150
"""Nodes of a claim that is still tried."""

Judge = Callable[[Relation, Context, float], Verdict]
Edit = tuple[Term, Term]
"""A part and what to read in its place."""


def suggested(verdict: Verdict, step: Step, judge: Judge) -> Verdict:
    """The verdict with the first edit that makes the claim true, if there is one."""
    if verdict.status != "refuted":
        return verdict
    found = nearest(step, judge)
    if found is None:
        return verdict
    part, other = found[1]
    return replace(verdict, suggestion=f"true if {part} is read as {other}")


def nearest(
    step: Step, judge: Judge, each: float = SECONDS, whole: float = 20 * SECONDS
) -> tuple[Step, Edit] | None:
    """The step with the first edit that makes what it claims true, and that edit.

    `each` limits the time for one edit, `whole` that for all, in seconds.
    """
    end = perf_counter() + whole
    written = step.relation
    if written.sign != "=" or not step.source or step.context is None:
        return None
    if written.left.size + written.right.size > LARGEST:
        return None
    tried: set[Relation] = {written}
    likely = _of_updates(written) if step.tentative else iter(())
    for edited, edit in chain(likely, candidates(written)):
        if edited in tried:
            continue
        if len(tried) > MOST or perf_counter() > end:
            break
        tried.add(edited)
        near = replace(step, relation=edited)
        claim = near.claim
        if claim is not None and judge(claim, step.context, each).holds:
            return near, edit
    return None


def candidates(claim: Relation) -> Iterator[tuple[Relation, Edit]]:
    """Claims that differ in one small thing, the likeliest first."""
    for kind in (_signs, _brackets, _factors, _indices, _transposes):
        for side in ("right", "left"):
            whole = claim.right if side == "right" else claim.left
            for edited, edit in kind(whole, claim):
                if side == "right":
                    yield Relation(claim.left, claim.sign, edited), edit
                else:
                    yield Relation(edited, claim.sign, claim.right), edit


def _of_updates(update: Relation) -> Iterator[tuple[Relation, Edit]]:
    """Steps the other way, and of the parameter that they begin with."""
    if update.right.head != "add":
        return
    start, *moves = update.right.args
    turned = t.make("add", (start, *map(_negated, moves)))
    yield Relation(update.left, "=", turned), (update.right, turned)
    if start is not update.left:
        yield Relation(start, "=", update.right), (update.left, start)
        moved = t.make("add", (update.left, *moves))
        yield Relation(update.left, "=", moved), (update.right, moved)


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

    yield from _summed_indices(whole)
    names = [n for side in (claim.left, claim.right) for n in t.free_symbols(side)]
    for name in t.free_symbols(whole):
        stem, _, index = str(name.value).rpartition("_")
        for other in names if stem and index.isdigit() else ():
            alike = str(other.value).rpartition("_")
            if other is not name and alike[0] == stem and alike[2].isdigit():
                yield t.substitute(whole, {name: other}), (name, other)


def _summed_indices(whole: Term) -> Iterator[tuple[Term, Edit]]:
    """The index of a sum in a member under it."""
    for node in _parts(whole):
        if node.head not in t.BINDERS:
            continue
        body, index, *ends = node.args
        for part in _parts(body):
            if part.head == "indexed" and index not in part.args:
                for k in range(1, len(part.args)):
                    other = t.make("indexed", (*part.args[:k], index, *part.args[k + 1 :]))
                    inner = t.make(node.head, (t.substitute(body, {part: other}), index, *ends))
                    yield _replaced(whole, node, inner), (node, inner)


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
    """a·b + c·d read as a·(b + c)·d, wherever two terms follow each other."""
    for node in _parts(whole):
        if node.head != "add":
            continue
        for k, (first, second) in enumerate(pairwise(node.args)):
            for joined in _bracketed(first, second):
                parts = (*node.args[:k], joined, *node.args[k + 2 :])
                other = parts[0] if len(parts) == 1 else t.make("add", parts)
                yield _replaced(whole, node, other), (node, other)


def _bracketed(first: Term, second: Term) -> Iterator[Term]:
    """Two terms as one, a bracket opened before a factor of the first and closed in the second."""
    negative, plain = first.head == "neg", first.args[0] if first.head == "neg" else first
    minus, last = second.head == "neg", second.args[0] if second.head == "neg" else second
    factors = plain.args if plain.head == "mul" else (plain,)
    following = last.args if last.head == "mul" else (last,)
    for opened in range(1, len(factors)):
        for closed in range(len(following), 0, -1):
            inside = t.mul(*following[:closed])
            inner = t.add(t.mul(*factors[opened:]), t.neg(inside) if minus else inside)
            found = t.mul(*factors[:opened], inner, *following[closed:])
            yield t.neg(found) if negative else found


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
