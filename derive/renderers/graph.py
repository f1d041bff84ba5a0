"""The dependency graph of a derivation: a tree for the terminal, Mermaid, and dot.

Arrows lead from a quantity to what its definition uses.  A quantity that is used twice is drawn
once and referred to afterwards.  Where there are vectors and matrices, each quantity has its shape
behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derive.model.context import Context
from derive.model.derivation import Derivation
from derive.model.domain import POSITIVE_INTEGER, Index, Scalar
from derive.model.shapes import Misshapen, Shapes
from derive.model.sizes import same_size
from derive.model.term import ONE, Term, bound_index, subterms
from derive.renderers.typeface import of_context, typeset
from derive.renderers.unicode import unicode


@dataclass(frozen=True, slots=True)
class Node:
    """One quantity of the graph."""

    quantity: Term
    body: Term | None
    """Its definition; None for what is only declared."""
    uses: tuple[Term, ...]
    """The quantities that the definition uses, in written order."""
    shape: str = ""
    """Such as `N × d`, `d` for a column, `number`; empty where all are numbers."""

    @property
    def label(self) -> str:
        """The quantity with its definition and shape, in Unicode."""
        name = unicode(self.quantity)
        text = name if self.body is None else f"{name} = {unicode(self.body)}"
        return f"{text}  ({self.shape})" if self.shape else text


def nodes(derivation: Derivation) -> tuple[Node, ...]:
    """Every quantity that the roots reach, each once, roots first."""
    context = derivation.context
    shapes = Shapes(context) if _has_arrays(context) else None
    found: dict[Term, Node] = {}

    def visit(quantity: Term) -> None:
        if quantity in found:
            return
        body = context.unfold(quantity)
        uses = tuple(_used(body, context)) if body is not None else ()
        shape = "" if shapes is None else _shape(quantity, shapes)
        found[quantity] = Node(quantity, body, uses, shape)
        for each in uses:
            visit(each)

    for root in roots(derivation):
        visit(root)
    return tuple(found.values())


def _used(body: Term, context: Context) -> Iterator[Term]:
    """What a definition uses; a function such as σ is not a quantity, its arguments are."""
    found: dict[Term, None] = {}
    arrays = _has_arrays(context)
    for each in context.mentions(body):
        if each.head == "indexed" and context.definition_of(each) is None:
            whole = each.args[0]
            if context.definition_of(whole) is not None:
                # An entry of a defined array leads to the array.
                each = whole
        if each.head != "call" and not (arrays and _counts(each, body, context)):
            found.setdefault(each)
    return iter(found)


def _counts(each: Term, body: Term, context: Context) -> bool:
    """Whether a name is an index or a size: it counts entries and is no quantity."""
    kind = context.type_of(str(each.value)) if each.head == "symbol" else None
    size = isinstance(kind, Scalar) and kind.domain == POSITIVE_INTEGER
    return isinstance(kind, Index) or size or each in map(bound_index, subterms(body))


def _has_arrays(context: Context) -> bool:
    return bool(of_context(context).arrays)


def _shape(quantity: Term, shapes: Shapes) -> str:
    """A shape in a few characters; none for indices and sizes, which are numbers plainly."""
    kind = shapes.context.type_of(str(quantity.value)) if quantity.head == "symbol" else None
    if isinstance(kind, Index) or (isinstance(kind, Scalar) and kind.domain == POSITIVE_INTEGER):
        return ""
    try:
        shape = shapes.of(quantity)
    except Misshapen:
        return ""
    if not shape:
        return "number"
    rows, columns = map(unicode, shape)
    return rows if same_size(shape[1], ONE) else f"{rows} × {columns}"


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
    with typeset(derivation.context):
        return "".join(f"{lead}{label}\n" for lead, label in tree(derivation))


def mermaid(derivation: Derivation) -> str:
    """The graph as a Mermaid flowchart; labels are Unicode, since mathematics is not rendered."""
    with typeset(derivation.context):
        return _flowchart(derivation)


def _flowchart(derivation: Derivation) -> str:
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
    with typeset(derivation.context):
        return _digraph(derivation)


def _digraph(derivation: Derivation) -> str:
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
