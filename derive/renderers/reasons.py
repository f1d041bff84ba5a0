"""Why a line follows: the rules and the remark of its steps, as pieces of text and terms.

Every face writes the terms in its own notation; the words are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from derive.model.derivation import Step
from derive.model.term import Term

Piece = str | Term


def pieces(step: Step) -> tuple[Piece, ...]:
    """What to say about one step: words, with terms where a quantity is named."""
    if step.subject is not None:
        words = {"definition": "definition of ", "rewrite": "in terms of "}
        for rule in step.rules:
            if rule in words:
                return words[rule], step.subject
    if step.reason and set(step.rules) <= {"insert components"}:
        return (step.reason,)
    return (", ".join((*step.rules, *filter(None, [step.reason]))),)


def reasons(steps: Iterable[Step], write: Callable[[Term], str]) -> tuple[str, ...]:
    """The reasons of several steps that are shown as one line, each once, in order."""
    found: dict[str, None] = {}
    for step in steps:
        said = "".join(p if isinstance(p, str) else write(p) for p in pieces(step))
        for each in said.split(", "):
            if each:
                found.setdefault(each)
    return tuple(found)
