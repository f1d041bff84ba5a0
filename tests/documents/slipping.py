"""Documents with one slip in one claim: what becomes of it, and is that right?

Only the changed relation is judged.  What is proved has to hold at random points, and what is
refuted has to fail at the very point that is given, both by NumPy and differences, which share
nothing with the prover.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from slips import slips

from derive.checker import check
from derive.ground.diagnostic import DeriveError
from derive.model import domain as d
from derive.model import term as t
from derive.model.context import Context
from derive.model.derivation import Step
from derive.model.verdict import Verdict
from derive.readers.documents import load
from derive.readers.documents.broadcasting import Broadcast

sys.path.append(str(Path(__file__).parents[1] / "arrays"))
from evaluate import Evaluator, NotEvaluated, agree, sides
from points import point

CAUGHT = ("refuted", "ill-formed", "ambiguous")
"""Verdicts that tell an author of a slip."""
HOLDS = ("proved", "conditional")
ARRAYS = (d.Vector, d.Matrix, d.Family)


@dataclass(frozen=True)
class Mutant:
    """A document with a slip."""

    kind: str
    line: int
    column: int
    written: str
    """The changed claim."""
    text: str
    """The whole document."""


@dataclass(frozen=True)
class Found:
    """What became of it."""

    status: str
    """The verdict, or the kind of relation that it is now."""
    step: Step | None = None
    verdict: Verdict | None = None


def claims(path: Path) -> list[Step]:
    """The claims and updates of a document, with their places."""
    return [
        step
        for section in load(path).sections
        for step in section.steps
        if step.kind in ("claim", "update") and step.place is not None
    ]


def mutants(path: Path, steps: list[Step]) -> Iterator[Mutant]:
    """Every slip in some claims of a document."""
    text = path.read_text(encoding="utf-8")
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for step in steps:
        place = step.place
        start = starts[place.line - 1] + place.column - 1
        end = starts[(place.end_line or place.line) - 1] + place.end_column - 1
        for kind, changed in slips(text[start:end]):
            whole = text[:start] + changed + text[end:]
            yield Mutant(kind, place.line, place.column, changed, whole)


def judged(mutant: Mutant, file: Path, time_limit: float = 5.0) -> Found:
    """What becomes of the changed relation, the document written to a file."""
    file.write_text(mutant.text, encoding="utf-8")
    try:
        derivation = load(file)
    except DeriveError:
        return Found("ill-formed")
    for section in derivation.sections:
        for step in section.steps:
            at = step.place
            if at is not None and (at.line, at.column) == (mutant.line, mutant.column):
                alone = replace(derivation, sections=(replace(section, steps=(step,)),))
                verdict = check(alone, time_limit=time_limit).outcomes[0].verdict
                return Found(step.kind if verdict is None else verdict.status, step, verdict)
    return Found("unread")


def is_true(step: Step) -> bool:
    """Whether a claim holds at random points; raises `NotEvaluated`."""
    claim, random = step.claim, Random(step.source)
    context = Broadcast(step.context).definitions()
    seen = 0
    for _ in range(40):
        values = _summing(point(claim, context, random), context)
        if not all(agree(a.sign, *sides(a, context, values)) for a in context.assumptions):
            continue
        left, right = sides(claim, context, values)
        if np.any(np.isnan(left)) or np.any(np.isnan(right)):
            continue
        if not agree(claim.sign, left, right):
            return False
        seen += 1
    return seen > 0


def _summing(values: dict[str, Any], context: Context) -> dict[str, Any]:
    """A point moved so that what is assumed of sums of members holds."""
    for given in context.assumptions:
        body = given.left.args[0] if given.left.head == "sum" else given.left
        name = str(body.args[0].value) if body.head == "indexed" else ""
        family, total = values.get(name), t.literal(given.right)
        if total is None or given.sign != "=" or not isinstance(family, dict):
            continue
        last = max(family)
        values[name] = family | {last: family[last] + float(total) - sum(family.values())}
    return values


def fails(step: Step, verdict: Verdict) -> bool:
    """Whether a claim fails at the point that refutes it; raises `NotEvaluated`."""
    context = Broadcast(step.context).definitions()
    given = {}
    for name, value in verdict.counterexample:
        if name.head not in ("symbol", "indexed") or t.literal(value) is None:
            raise NotEvaluated(f"a point with {name}")
        given[name] = float(t.literal(value))
    values: dict[str, Any] = {str(n.value): v for n, v in given.items() if n.head == "symbol"}
    evaluator = Evaluator(context, values)
    members = [n for n in given if n.head == "indexed"]
    for array in dict.fromkeys(n.args[0] for n in members):
        kind = context.type_of(str(array.value))
        own = {
            tuple(int(t.literal(a)) for a in n.args[1:]): given[n]
            for n in members
            if n.args[0] is array
        }
        values[str(array.value)] = _array(kind, own, evaluator)
    defined = {x.name for x in context.definitions}
    for name, kind in context.types.items():
        # What the point leaves out does not matter, but has to have a value here.
        if name not in values and name not in defined and isinstance(kind, ARRAYS):
            values[name] = _array(kind, {}, evaluator)
    left, right = sides(step.claim, context, values)
    bodies = (step.claim.left, step.claim.right, *(x.body for x in context.definitions))
    if step.claim.sign == "=" and not any(t.contains(body, "derivative") for body in bodies):
        # Without differences the values are good to many digits.
        return not np.allclose(left, right, rtol=1e-11, atol=1e-12)
    return not agree(step.claim.sign, left, right)


def _array(kind: d.Type | None, entries: dict[tuple[int, ...], float], sizes: Evaluator) -> Any:
    """An array or family with some entries; the others do not matter."""
    if isinstance(kind, d.Vector | d.Matrix):
        ends = (kind.size, t.ONE) if isinstance(kind, d.Vector) else (kind.rows, kind.columns)
        found = np.full(tuple(map(sizes.integer, ends)), 0.5)
        for places, value in entries.items():
            found[places[0] - 1, places[1] - 1 if len(places) > 1 else 0] = value
        return float(found[0, 0]) if found.shape == (1, 1) else found
    if isinstance(kind, d.Family) and isinstance(kind.element, d.Scalar):
        keys: list[tuple[int, ...]] = [()]
        for span in kind.ranges:
            ends = (sizes.integer(span.lower), sizes.integer(span.upper))
            keys = [(*key, k) for key in keys for k in range(ends[0], ends[1] + 1)]
        return {key: entries.get(key, 0.5) for key in keys} | entries
    raise NotEvaluated(f"a point of {kind}")
