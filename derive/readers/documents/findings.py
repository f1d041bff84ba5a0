"""The verdict on what could not be read, with the place where reading stopped."""

from __future__ import annotations

from derive.ground.visible import in_one_line
from derive.model import term as t
from derive.model.derivation import Expectation
from derive.model.term import Term
from derive.model.verdict import STATUSES, Verdict
from derive.readers.documents.interpreting import Read
from derive.readers.documents.links import Link
from derive.readers.documents.obstacle import Obstacle
from derive.readers.latex.tree import Node

LONGEST = 72
"""More characters of what was not read are left out."""


def obstructed(read: Read) -> Verdict | None:
    """The verdict on a relation without a reading; None where it has one."""
    problem = read.obstacle
    if problem is None:
        return None
    help_text = f"; {problem.help}" if problem.help else ""
    reason = f"{problem.message}{help_text}"
    return Verdict(problem.status, reason=reason, notes=(_place(read.link, problem),))


def not_read(node: Node, link: Link) -> Term:
    """What stands for a side that could not be read: its text."""
    span = node.span
    inside = link.span.start <= span.start <= link.span.end
    fragment = link.fragment if inside else link.left_fragment
    return t.make("unread", (), fragment.text[span.start : span.end].strip() or "…")


def _place(link: Link, problem: Obstacle) -> str:
    span, fragment = problem.span, link.fragment
    inside = link.span.start <= span.start <= link.span.end
    source = fragment if inside else link.left_fragment
    end = min(max(span.end, span.start), len(source.text))
    place = source.math.place(min(span.start, end), end)
    text = source.text[span.start : span.end]
    text = in_one_line(text)
    text = f"{text[:LONGEST]}…" if len(text) > LONGEST else text
    return f"at {place.line}:{place.column}: {text}" if text else f"at {place.line}:{place.column}"


def expectation(link: Link) -> Expectation | None:
    """The verdict that a mark on a relation says is to be found."""
    for mark in link.marks:
        if mark.kind == "expect" and mark.status in STATUSES:
            return Expectation(mark.status, mark.text.text)
    return None
