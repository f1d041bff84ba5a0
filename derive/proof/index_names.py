"""Inner indices named as people name them, in all that a verdict says.

Provers mark the indices of sums and the free indices of arrays by names that no author can type
(`k1.1`, `i'`).  Where a verdict leaves them, those become letters, and conditions that then read
the same are told once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from derive.model import term as t
from derive.model.bound_names import canonical
from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.term import Term
from derive.model.verdict import Discharged, Verdict

LETTERS = ("k", "j", "l", "m", "p", "q", "r", "s", "i", "n", "t", "u")
_MARKED = re.compile(r"(?<![\w.])[^\W\d](?:[\w.]*\.\d+'*|\w*'+(?!\w))")
_WORD = re.compile(r"[^\W\d]\w*")


def renamed(verdict: Verdict, claim: Relation, context: Context) -> Verdict:
    """The verdict without inner names; the author's own names, primes and all, stay."""
    own = _own(claim, context)
    return replace(
        verdict,
        method=in_text(verdict.method, own),
        conditions=tuple(dict.fromkeys(_tidy(c, own) for c in verdict.conditions)),
        discharged=_discharged(verdict.discharged, own),
        reason=in_text(verdict.reason, own),
        notes=tuple(dict.fromkeys(in_text(note, own) for note in verdict.notes)),
    )


def _own(claim: Relation, context: Context) -> frozenset[str]:
    """The names that the author wrote."""
    sides = [claim.left, claim.right]
    for definition in context.definitions:
        sides += [definition.target, definition.body]
    for given in context.assumptions:
        sides += [given.left, given.right]
    written = {str(n.value) for s in sides for n in t.subterms(s) if n.head in ("symbol", "call")}
    return frozenset(written | set(context.types))


def _discharged(discharged: Iterable[Discharged], own: frozenset[str]) -> tuple[Discharged, ...]:
    """Each condition once, whatever its sums call their indices, as it was first written."""
    found: dict[tuple[Relation, str], Discharged] = {}
    for each in discharged:
        condition, by = _tidy(each.condition, own), in_text(each.by, own)
        found.setdefault((canonical(condition), by), Discharged(condition, by))
    return tuple(found.values())


def _tidy(relation: Relation, own: frozenset[str]) -> Relation:
    sides = relation.left, relation.right
    names = {str(n.value) for side in sides for n in t.subterms(side) if n.head == "symbol"}
    marked = [name for name in sorted(names) if name not in own and _MARKED.fullmatch(name)]
    if not marked:
        return relation
    letters = _letters(marked, names)
    changes = {t.symbol(name): t.symbol(letters[name]) for name in marked}
    left, right = (_everywhere(side, changes) for side in sides)
    return Relation(left, relation.sign, right)


def _everywhere(node: Term, changes: dict[Term, Term]) -> Term:
    """Other names for symbols, bound ones as well; the new names occur nowhere."""
    if node in changes:
        return changes[node]
    return t.rebuild(node, tuple(_everywhere(a, changes) for a in node.args))


def _letters(marked: Iterable[str], taken: set[str]) -> dict[str, str]:
    """A letter for each marked name that nothing else is called; i' becomes i where it can."""
    used = set(taken)
    found: dict[str, str] = {}
    for name in marked:
        bare = re.split(r"[.']", name)[0]
        wanted = [bare] if "." not in name else []
        numbered = (f"{letter}_{n}" for n in range(1, 100) for letter in LETTERS)
        choice = next(each for each in (*wanted, *LETTERS, *numbered) if each not in used)
        used.add(choice)
        found[name] = choice
    return found


def in_text(text: str, own: frozenset[str] = frozenset()) -> str:
    """A sentence without inner names."""
    marked = [name for name in dict.fromkeys(_MARKED.findall(text)) if name not in own]
    if not marked:
        return text
    taken = set(_WORD.findall(_MARKED.sub(" ", text)))
    letters = _letters(marked, taken)
    return _MARKED.sub(lambda found: letters.get(found[0], found[0]), text)
