r"""Derivatives through layers and times: refused where a way between stages is not written out.

`z^l = W^l a^{l-1}` is said of each layer, and a claim about layer l knows that formula alone.  That
`a^{l-1}` or a cost depends on what it differentiates by, at another stage, stays out of sight: such
a claim is not judged.
"""

from __future__ import annotations

import re

from derive.model import term as t
from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.term import Term
from derive.readers.documents.interpreting import base_name
from derive.readers.documents.knowledge import Knowledge, mentioned
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.stage_names import layer

Staged = tuple[str, int | None]
"""A letter, and how many stages after the general one it stands; None for a stage such as L."""

_FURTHEST = 3
"""Stages further back than this are reached through those between."""


def left_open(
    relation: Relation, context: Context, lexicon: Lexicon, knowledge: Knowledge
) -> str | None:
    """Which quantity of another stage may hide what a claim differentiates by; None if none may."""
    if not lexicon.stages:
        return None
    made = _Made(lexicon, knowledge)
    bodies = _bodies(context)
    sides = [relation.left, relation.right, *(d.body for d in context.definitions)]
    for node in (n for side in sides for n in t.subterms(side) if n.head == "derivative"):
        variables = set(map(base_name, node.args[1:]))
        for leaf in _leaves(node.args[0], bodies, variables):
            for variable in variables - {leaf}:
                if made.hides(leaf, variable):
                    return f"how {leaf} depends on {variable} is not written out"
    return None


def repeats(name: str, lexicon: Lexicon, knowledge: Knowledge) -> bool:
    """Whether a quantity of a later stage is already given by what holds for any stage."""
    own = _staged(name, lexicon)
    if own is None or (own[1] or 0) <= 0:
        return False
    return any(_staged(other, lexicon) == (own[0], 0) for other in knowledge.definitions)


def given_elsewhere(
    relation: Relation, context: Context, lexicon: Lexicon, knowledge: Knowledge
) -> tuple[str, ...]:
    """The quantities of later stages in a claim that only a definition for any stage gives."""
    if not lexicon.stages:
        return ()
    bodies = _bodies(context)
    leaves = (n for s in (relation.left, relation.right) for n in _leaves(s, bodies, set()))
    open_ = [name for name in dict.fromkeys(leaves) if repeats(name, lexicon, knowledge)]
    return tuple(f"{name} is given for any stage only" for name in open_)


def _bodies(context: Context) -> dict[str, list[Term]]:
    found: dict[str, list[Term]] = {}
    for definition in context.definitions:
        found.setdefault(definition.name, []).append(definition.body)
    return found


def _leaves(node: Term, bodies: dict[str, list[Term]], stops: set[str]) -> list[str]:
    """The names that a term comes down to by its definitions, the variables left as they are."""
    waiting, seen, found = list(mentioned(node)), set[str](), []
    while waiting:
        name = waiting.pop()
        if name in seen or name in stops:
            continue
        seen.add(name)
        if name not in bodies:
            found.append(name)
        for body in bodies.get(name, ()):
            waiting += mentioned(body)
    return found


class _Made:
    """What the quantities of a document's stages are made of, whatever the stage."""

    def __init__(self, lexicon: Lexicon, knowledge: Knowledge) -> None:
        self._lexicon = lexicon
        self._of: dict[str, list[tuple[int | None, set[str]]]] = {}
        for name, each in knowledge.definitions.items():
            own = _staged(name, lexicon)
            if own is not None:
                parts = {other for known in each for other in mentioned(known.definition.body)}
                self._of.setdefault(own[0], []).append((own[1], parts))

    def hides(self, leaf: str, variable: str) -> bool:
        """Whether a quantity that is not defined at its own stage may depend on a variable."""
        start, goal = _staged(leaf, self._lexicon), _staged(variable, self._lexicon)
        if start is None or start[0] not in self._of:
            return False
        waiting, seen = [start], {start}
        while waiting:
            letter, at = waiting.pop()
            for defined, parts in self._of.get(letter, ()):
                for part in parts:
                    open_ = goal is None or at is None or defined is None
                    if part == variable and (open_ or at == defined):
                        return True
                    other = _staged(part, self._lexicon)
                    if other is None:
                        continue
                    reached = (other[0], _sum(at, other[1], defined))
                    if goal is not None and _may_be(reached, goal):
                        return True
                    stage = reached[1]
                    if reached not in seen and (stage is None or abs(stage) <= _FURTHEST):
                        seen.add(reached)
                        waiting.append(reached)
        return False


def _staged(name: str, lexicon: Lexicon) -> Staged | None:
    """The letter and the stage of a name that tells stages apart."""
    found = layer(name.removesuffix("_all"), lexicon.names, lexicon.stages)
    if found is None:
        return None
    letter, stage = found
    shift = re.fullmatch(r"[a-z]+(?:_(plus|minus)_(\d+))?", stage)
    if shift is None:
        return letter, None
    return letter, int(shift[2] or 0) * (-1 if shift[1] == "minus" else 1)


def _may_be(one: Staged, other: Staged) -> bool:
    """Whether two quantities are of one letter, and of one stage as far as is known."""
    return one[0] == other[0] and (None in (one[1], other[1]) or one[1] == other[1])


def _sum(at: int | None, part: int | None, defined: int | None) -> int | None:
    """The stage of a part of what stands at a stage, by what its definition says."""
    if at is None or part is None or defined is None:
        return None
    return at + part - defined
