"""The dependency graph of a derivation: a tree for the terminal, Mermaid, and dot.

Arrows lead from a quantity to what its definition uses.  A quantity that is used twice is drawn
once and referred to afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derive.model.context import Context
from derive.model.derivation import Derivation
from derive.model.term import Term
from derive.renderers.unicode import unicode


@dataclass(frozen=True, slots=True)
class Node:
    """One quantity of the graph."""

    quantity: Term
    body: Term | None
    """Its definition; None for what is only declared."""
    uses: tuple[Term, ...]
    """The quantities that the definition uses, in written order."""

    @property
    def label(self) -> str:
        """The quantity with its definition, in Unicode."""
        name = unicode(self.quantity)
        return name if self.body is None else f"{name} = {unicode(self.body)}"


def nodes(derivation: Derivation) -> tuple[Node, ...]:
    """Every quantity that the roots reach, each once, roots first."""
    context = derivation.context
    found: dict[Term, Node] = {}

    def visit(quantity: Term) -> None:
        if quantity in found:
            return
        body = context.unfold(quantity)
        uses = tuple(_used(body, context)) if body is not None else ()
        found[quantity] = Node(quantity, body, uses)
        for each in uses:
            visit(each)

    for root in roots(derivation):
        visit(root)
    return tuple(found.values())


def _used(body: Term, context: Context) -> Iterator[Term]:
    """What a definition uses; a function such as σ is not a quantity, its arguments are."""
    return (each for each in context.mentions(body) if each.head != "call")


def roots(derivation: Derivation) -> tuple[Term, ...]:
    """The objectives, or every defined quantity that no other one uses."""
    if derivation.objectives:
        return derivation.objectives
    context = derivation.context
    targets = [d.target for d in context.definitions if d.target.head != "call"]
    used = {u for t in targets for u in _used(context.unfold(t) or t, context)}
    return tuple(t for t in targets if t not in used)


def tree(derivation: Derivation) -> Iterator[tuple[str, str]]:
    """The lines of the tree: the branches drawn so far, and the label."""
    known = {node.quantity: node for node in nodes(derivation)}
    drawn: set[Term] = set()

    def visit(quantity: Term, lead: str, branch: str) -> Iterator[tuple[str, str]]:
        node = known[quantity]
        again = quantity in drawn and bool(node.uses)
        drawn.add(quantity)
        yield lead + branch, f"{unicode(quantity)} (see above)" if again else node.label
        if again:
            return
        below = lead + {"": "", "├─ ": "│  ", "└─ ": "   "}[branch]
        for k, each in enumerate(node.uses, 1):
            yield from visit(each, below, "└─ " if k == len(node.uses) else "├─ ")

    for root in roots(derivation):
        yield from visit(root, "", "")


def text(derivation: Derivation) -> str:
    """The graph as a tree of lines."""
    return "".join(f"{lead}{label}\n" for lead, label in tree(derivation))


def mermaid(derivation: Derivation) -> str:
    """The graph as a Mermaid flowchart; labels are Unicode, since mathematics is not rendered."""
    drawn = nodes(derivation)
    ids = {node.quantity: f"n{k}" for k, node in enumerate(drawn)}
    lines = ["flowchart BT"]
    for node in drawn:
        left, right = ("[", "]") if node.body is not None else ("([", "])")
        lines.append(f'  {ids[node.quantity]}{left}"{_mermaid(node.label)}"{right}')
    for node in drawn:
        lines += [f"  {ids[each]} --> {ids[node.quantity]}" for each in node.uses]
    return "\n".join(lines) + "\n"


def _mermaid(label: str) -> str:
    for sign, entity in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;")):
        label = label.replace(sign, entity)
    return label


def dot(derivation: Derivation) -> str:
    """The graph for Graphviz."""
    drawn = nodes(derivation)
    ids = {node.quantity: f"n{k}" for k, node in enumerate(drawn)}
    lines = ["digraph {", "  rankdir=BT;", "  node [shape=box];"]
    for node in drawn:
        shape = "" if node.body is not None else ", shape=ellipse"
        label = node.label.replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'  {ids[node.quantity]} [label="{label}"{shape}];')
    for node in drawn:
        lines += [f"  {ids[each]} -> {ids[node.quantity]};" for each in node.uses]
    return "\n".join([*lines, "}"]) + "\n"
