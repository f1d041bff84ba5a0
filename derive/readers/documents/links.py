"""A document as links: single relations with their places, rows and chains taken apart.

A chain a = b = c is two links; a row or display that begins with a relation sign goes on with the
chain before it.  Statements of a row that only restrict another one, such as `i \\neq j`, are told
apart from those that claim something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from derive.ground.place import Place
from derive.readers.documents.bracketed_conditions import in_brackets, in_tag, set_apart
from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.row_asides import (
    hangs_below,
    is_beside_a_claim,
    offers,
    quantified,
)
from derive.readers.documents.said_of_each import said_of_each
from derive.readers.documents.walking import everything
from derive.readers.latex.display import THEREFORE, Display, Row, Statement
from derive.readers.latex.signs import BOUNDING
from derive.readers.latex.tree import (
    Bracket,
    Chain,
    Ellipsis,
    Empty,
    Name,
    Node,
    Number,
    Product,
    Quantified,
    Scripted,
    Sequence,
    Span,
)
from derive.readers.sources.fragment import Fragment, Mark

_BRACE = re.compile(r"\\.|[{}]")
"""A brace that groups; escaped ones don't."""


@dataclass(slots=True)
class Link:
    """One relation of a document as written."""

    left: Node
    sign: str
    right: Node
    fragment: Fragment
    number: int
    """Its order in the document."""
    chain: int
    """The chain that it belongs to."""
    position: int
    """Its position in the chain, from 0."""
    span: Span
    """From the left side (or the sign, where that stands in another row) to the right side."""
    left_fragment: Fragment
    """Where the left side stands."""
    row: Row | None = None
    words: tuple[str, ...] = ()
    """Prose before its statement."""
    conditions: list[Node] = field(default_factory=list)
    """Statements of its row that restrict it."""
    marks: tuple[Mark, ...] = ()
    constraint: bool = False
    """Whether it restricts the points of an optimisation problem: it stands after `s.t.`."""
    reason: bool = False
    """Whether it is only recalled, as a reason for what stands before it."""
    leads: bool = False
    """Whether another statement of its row is drawn from it: then it is only supposed."""
    premises: tuple[Node, ...] = ()
    """The statements of its row that it is drawn from."""
    equivalent: bool = False
    """Whether it is said to hold just where they do."""
    alternative: bool = False
    """Whether its row names another value of the same thing."""
    hanging: Node | None = None
    """What stands in a row of its own below it, without a relation, and may belong to it."""

    @property
    def place(self) -> Place:
        """Where it stands."""
        start, end = _with_braces(self.fragment.text, self.span)
        return self.fragment.math.place(min(start, end), end)

    @property
    def source(self) -> str:
        """The text as written, a repeated left side included."""
        own = _excerpt(self.fragment.text, self.span)
        if self.left.span.start >= self.span.start and self.left_fragment is self.fragment:
            return own
        return f"{_excerpt(self.left_fragment.text, self.left.span)} {own}"


def _excerpt(text: str, span: Span) -> str:
    start, end = _with_braces(text, span)
    return text[start:end].strip()


def _with_braces(text: str, span: Span) -> tuple[int, int]:
    """The ends of a span together with the braces that close or open just beside it."""
    start, end = span.start, min(span.end, len(text))
    depth = lowest = 0
    for found in _BRACE.finditer(text, start, end):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        lowest = min(lowest, depth)
    for _ in range(depth - lowest):
        after = re.compile(r"\s*\}").match(text, end)
        end = after.end() if after else end
    for _ in range(-lowest):
        start -= text[start - 1 : start] == "{"
    return start, end


@dataclass(slots=True)
class Formulas:
    """All of a document's mathematics, in order."""

    links: list[Link] = field(default_factory=list)
    mentions: list[tuple[int, Fragment, Node]] = field(default_factory=list)
    """Formulas without a relation, and before which link they stand."""
    memberships: list[tuple[int, Fragment, Node]] = field(default_factory=list)
    """Statements with other signs, such as `x \\in \\mathbb{R}`, before which link they stand."""
    beside: set[int] = field(default_factory=set)
    """Which of these, by identity, are meant for the claims of their row alone."""


CONDITIONAL = ("if", "for", "when", "where", "with", "given", "while", "provided", "unless", "any")
"""Words that make a statement a condition of another one in its row."""

CASES = (
    "if", "for", "when", "whenever", "provided", "unless", "falls", "wenn", "für", "si", "pour",
    "para",
    "cuando", "se", "per", "quando", "当", "若", "如果", "对于", "のとき", "если", "при",
)  # fmt: skip
"""Those before which, or in some languages after which, only a case can stand."""


CONSTRAINING = ("s.t.", "st", "s. t.", "subject to", "such that")
"""Words before the constraints of an optimisation problem."""

RESTRICTING = ("for", "for all", "for any", "for every", "for each", "if", "when", "whenever")
"""Words before a set that its row is restricted to."""

REASONING = ("because", "since")
"""Words before a reason: what follows it goes on with what stood before it."""


def collect(pieces: list[tuple[Fragment, Display]]) -> Formulas:
    """The links of a document, in order."""
    found = Formulas()
    chain = 0
    last: tuple[Node, Fragment, int, int] | None = None
    for fragment, display in pieces:
        constrained = False
        hanging: Node | None = None
        for row in display.rows:
            first = len(found.links)
            written: list[Chain] = []
            restricting: list[Node] = [*in_tag(row.tag)]
            premises: list[Node] = []
            statements = tuple(said_of_each(row.statements))
            for statement, following in zip_longest(statements, statements[1:]):
                body = normal(statement.body)
                constrained = constrained or _says(statement, CONSTRAINING)
                if isinstance(body, Quantified):
                    over, said = quantified(body)
                    if over is not None:
                        restricting.append(over)
                        found.memberships.append((len(found.links), fragment, over))
                    if said is None:
                        continue
                    body = said
                if not isinstance(body, Chain):
                    aside = in_brackets(body) if len(found.links) > first else []
                    for each in aside:
                        holds, ranging = _parted(each)
                        restricting.extend(() if holds is None else (holds,))
                        if ranging is not None:
                            found.memberships.append((len(found.links), fragment, ranging))
                    if not isinstance(body, Empty) and not aside:
                        found.mentions.append((len(found.links), fragment, body))
                    continue
                opened = _opened(statement, body)
                if opened is not None:
                    restricting.append(opened[0])
                    body = opened[1]
                body, aside = set_apart(body)
                restricting.extend(aside)
                claimed, declaring = _parted(body)
                if declaring is not None:
                    found.memberships.append((len(found.links), fragment, declaring))
                    if claimed is None and _says(statement, RESTRICTING):
                        restricting.append(declaring)
                if claimed is None:
                    continue
                body = claimed
                if opened is None and (
                    _restricts(statement, len(found.links) > first, row)
                    or _picks(body, written)
                    or _bounds(statement, body, written)
                ):
                    restricting.append(body)
                    continue
                written.append(body)
                operands = list(body.operands)
                left_fragment, position = fragment, 0
                goes_on = isinstance(normal(operands[0]), Empty)
                if goes_on and last is not None and fragment.kind == "display":
                    operands[0], left_fragment, number, position = last
                else:
                    chain += 1
                    number = chain
                for sign, left, right in zip(body.signs, operands, operands[1:], strict=False):
                    own = left_fragment is fragment and left.span.start < right.span.start
                    own = own and left.span.end <= sign.span.start and _same_row(row, left)
                    span = Span(left.span.start if own else sign.span.start, right.span.end)
                    found.links.append(
                        Link(
                            left,
                            sign.text,
                            right,
                            fragment,
                            len(found.links),
                            number,
                            position,
                            span,
                            left_fragment,
                            row,
                            statement.words,
                            marks=_marks(fragment, row, display.rows),
                            constraint=constrained,
                            reason=_says(statement, REASONING),
                            leads=right is operands[-1]
                            and following is not None
                            and following.joint in THEREFORE,
                            premises=tuple(premises) if statement.joint in THEREFORE else (),
                            equivalent=statement.joint == "iff" and bool(premises),
                            hanging=hanging if goes_on else None,
                        )
                    )
                    position += 1
                    left_fragment = fragment
                premises.append(body)
                if not _says(statement, REASONING) and (fragment.kind == "display" or last is None):
                    last = (operands[-1], fragment, number, position)
            hanging = None
            if not written and found.links and found.links[-1].fragment is fragment:
                hanging = hangs_below(fragment.text, found.links[-1].span, row)
                found.links[-1].hanging = found.links[-1].hanging or hanging
            for link in found.links[first:]:
                link.conditions.extend(restricting)
                chains = [each for each in written if link.right in each.operands]
                link.alternative = any(offers(a, b) for a in chains for b in written)
            if is_beside_a_claim(written):
                found.beside |= set(map(id, restricting))
        if fragment.kind == "display" and not display.rows:
            last = None
    return found


def _opened(statement: Statement, body: Chain) -> tuple[Chain, Chain] | None:
    r"""A condition and what holds under it, in `\text{if } i = j : a_i = b`."""
    at = next((k for k, s in enumerate(body.signs) if s.text == ":"), None)
    words = [w for text in statement.words for w in text.lower().split()]
    if at is None or not at or not any(w in CONDITIONAL for w in words):
        return None
    return (
        Chain(body.operands[: at + 1], body.signs[:at], span=body.span),
        Chain(body.operands[at + 1 :], body.signs[at + 1 :], span=body.span),
    )


def _same_row(row: Row, node: Node) -> bool:
    return row.span.end <= row.span.start or row.span.start <= node.span.start < row.span.end


_RANGING = frozenset(
    {r"\in", ":", r"\to", r"\subset", r"\subseteq", r"\notin", r"\ni", r"\mapsto", r"\supset"}
)


def _parted(chain: Chain) -> tuple[Chain | None, Chain | None]:
    """What a chain claims, and what it says of the sets that things range over."""
    if len(chain.signs) == 1 and chain.signs[0].text == "=" and _lists(chain.operands[1]):
        return None, chain
    at = next((k for k, s in enumerate(chain.signs) if s.text in _RANGING), None)
    if at is None:
        return chain, None
    declaring = Chain(chain.operands[at:], chain.signs[at:], span=chain.span)
    if not at:
        return None, declaring
    return Chain(chain.operands[: at + 1], chain.signs[:at], span=chain.span), declaring


def _lists(node: Node) -> bool:
    """Whether a right side is a list with dots, `1, \\dots, N`."""
    node = normal(node)
    if not isinstance(node, Sequence | Product):
        return False
    items = node.items if isinstance(node, Sequence) else node.factors
    if isinstance(node, Product) and not isinstance(normal(items[0]), Number):
        return False
    return any(isinstance(normal(item), Ellipsis) for item in items)


def _restricts(statement: Statement, after: bool, row: Row) -> bool:
    """Whether a statement only says when another one of its row holds."""
    words = [w.strip(" ,:;.()（，") for text in statement.words for w in text.lower().split()]
    if any(word in CASES for word in words):
        return len(row.statements) > 1
    if statement.joint == "forall":
        return True
    body = normal(statement.body)
    if after and isinstance(body, Chain) and statement.joint in ("comma", "space"):
        return all(s.text in (r"\neq", r"\ne") for s in body.signs)
    return False


def _bounds(statement: Statement, body: Chain, written: list[Chain]) -> bool:
    """Whether `x > 0` or `|q| < 1` after a relation says where that is meant: it compares names
    that occur there, and none that the relation is about."""
    chains = [formula for formula in written if isinstance(formula, Chain)]
    if statement.joint not in ("comma", "space") or all(
        s.text != "=" for chain in chains for s in chain.signs
    ):
        return False
    if any(s.text not in BOUNDING for s in body.signs):
        return False
    names = [each for operand in body.operands for each in _compared(normal(operand))]
    occurring = {glyph(each) for formula in written for each in everything(formula)}
    about = {glyph(normal(f.operands[0])) for f in written if isinstance(f, Chain)}
    return bool(names) and all(n is not None and n in occurring - about for n in names)


def _compared(node: Node) -> list[str | None]:
    """The names that a bound is about: one on each side at most; none of a number."""
    if isinstance(node, Bracket) and (node.opening, node.closing) == ("|", "|"):
        node = normal(node.body)
    return [] if isinstance(node, Number) else [glyph(node)]


def _says(statement: Statement, cues: tuple[str, ...]) -> bool:
    """Whether the words before a statement end in one of these."""
    return any(text.lower().strip(" ,:(").endswith(cues) for text in statement.words)


def _picks(body: Chain, written: list[Chain]) -> bool:
    """Whether `i = j` or `k = 1` after a relation only says at which indices that is meant: its
    letters are subscripts there."""
    if len(body.signs) != 1 or body.signs[0].text != "=":
        return False
    left, right = normal(body.operands[0]), normal(body.operands[1])
    if not isinstance(left, Name) or not isinstance(right, Name | Number):
        return False
    letters = {
        each.key
        for formula in written
        for node in everything(formula)
        if isinstance(node, Scripted) and node.sub is not None
        for each in everything(node.sub)
        if isinstance(each, Name)
    }
    return all(side.key in letters for side in (left, right) if isinstance(side, Name))


def _marks(fragment: Fragment, row: Row, rows: tuple[Row, ...]) -> tuple[Mark, ...]:
    """The marks behind a row: what is layout there, as `\\quad`, is no part of the row."""
    if not fragment.marks:
        return ()
    if row.span.end <= row.span.start:
        return fragment.marks
    later = [r.span.start for r in rows if r.span.start >= row.span.end]
    until = min(later, default=len(fragment.text))
    return tuple(m for m in fragment.marks if row.span.start < m.at <= until)


def formulas(pieces: list[tuple[Fragment, Display]]) -> Iterator[Node]:
    """The bodies of all statements."""
    for _, display in pieces:
        for row in display.rows:
            for statement in row.statements:
                yield statement.body


def bracketed(node: Node) -> Node:
    """What stands in a bracket, or the node itself."""
    node = normal(node)
    return bracketed(node.body) if isinstance(node, Bracket) else node
