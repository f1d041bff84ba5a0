r"""Matrices written out entry by entry: `Z = \begin{bmatrix} z_{1,1} & z_{1,2} \\ … \end{bmatrix}`.

Such a relation claims nothing: it says how many rows and columns there are, and how the entries
are written.  From there on to the end of its section `z_{1,2}` is an entry of Z, until a matrix
with other entries is written out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from derive.model import arrays
from derive.model import term as t
from derive.model.domain import Matrix, Type, Vector
from derive.model.term import Term
from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.links import Link
from derive.readers.documents.survey import base_glyph
from derive.readers.latex import tree
from derive.readers.latex.tree import Node, Number, Scripted, Sequence
from derive.readers.sources.fragment import Source

Pair = tuple[int, int]
"""A row and a column."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A matrix written out."""

    at: int
    """The relation that writes it out."""
    since: int
    """The first relation of its section."""
    until: int
    """The first relation beyond its section."""
    array: str
    """The matrix's glyph."""
    entry: str
    """The glyph of its entries."""
    rows: int
    """0 where the entries are not in their places: then nothing is known of them from here on."""
    columns: int

    def has(self, place: Pair) -> bool:
        """Whether there is an entry in some row and column."""
        return 1 <= place[0] <= self.rows and 1 <= place[1] <= self.columns

    @property
    def shape(self) -> Type:
        """The matrix's type."""
        if self.columns == 1:
            return Vector(t.number(self.rows))
        return Matrix(t.number(self.rows), t.number(self.columns))


def layouts(links: Iterable[Link], source: Source) -> list[Layout]:
    """All matrices that a document writes out by their entries, in order."""
    listed = list(links)
    found: list[Layout] = []
    for link in listed:
        array, right = glyph(link.left), normal(link.right)
        if link.position or link.sign not in ("=", ":=", r"\equiv") or array is None:
            continue
        if not isinstance(right, tree.Matrix) or right.kind in ("vmatrix", "Vmatrix"):
            continue
        places = [[_place(each) for each in row] for row in right.rows if any(map(_written, row))]
        letters = {base_glyph(each) for row in right.rows for each in row if _written(each)}
        if len(letters) != 1 or any(each is None for row in places for each in row):
            continue
        (letter,) = letters
        if letter is None or letter == array:
            continue
        height, width = len(places), len(places[0])
        if _only_in_a_line(places, current(found, letter, link.number)):
            continue
        expected = [[(i + 1, j + 1) for j in range(width)] for i in range(height)]
        in_place = height * width > 1 and _in_place(places, expected)
        reach = _section(link, listed, source)
        size = (height, width) if in_place else (0, 0)
        found.append(Layout(link.number, *reach, array, letter, *size))
    return found


def _in_place(places: list[list[Pair | None]], expected: list[list[Pair]]) -> bool:
    """Whether all entries stand in their places, but for one that the matrix can't have."""
    if [len(row) for row in places] != [len(row) for row in expected]:
        return False
    rows = zip(places, expected, strict=True)
    wrong = [one for a, b in rows for one, other in zip(a, b, strict=True) if one != other]
    if not wrong:
        return True
    height, width = len(expected), len(expected[0])
    (row, column) = wrong[0] or (1, 1)
    return len(wrong) == 1 and height * width > 3 and (row > height or column > width)


def _only_in_a_line(places: list[list[Pair | None]], known: Layout | None) -> bool:
    """Whether the entries of a matrix that is written out already stand in a column or a row."""
    if known is None or 1 in (known.rows, known.columns) or 1 not in (len(places), len(places[0])):
        return False
    line = [each for row in places for each in row]
    rows, columns = range(1, known.rows + 1), range(1, known.columns + 1)
    return line in (
        [(i, j) for i in rows for j in columns],
        [(i, j) for j in columns for i in rows],
    )


def _written(node: Node) -> bool:
    return not isinstance(normal(node), tree.Empty)


def _place(node: Node) -> Pair | None:
    """The row and the column in a subscript such as 1,2."""
    node = normal(node)
    if not isinstance(node, Scripted) or node.sub is None or node.sup is not None or node.primes:
        return None
    return literal_pair(node.sub)


def literal_pair(sub: Node) -> Pair | None:
    """Two numbers that a subscript consists of, set apart by a comma or one digit each."""
    node = normal(sub)
    if isinstance(node, Number) and len(node.text) == 2 and node.text.isdigit():
        return int(node.text[0]), int(node.text[1])
    if not isinstance(node, Sequence) or len(node.items) != 2:
        return None
    texts = [each.text for each in map(normal, node.items) if isinstance(each, Number)]
    if len(texts) != 2 or not all(each.isdigit() for each in texts):
        return None
    return int(texts[0]), int(texts[1])


def _section(link: Link, links: list[Link], source: Source) -> tuple[int, int]:
    """The main section of a link, from which relation up to which; a title is no section."""
    headings = source.headings
    title = bool(headings) and all(h.level > headings[0].level for h in headings[1:])
    at = link.fragment.heading
    while at >= 0 and headings[at].parent >= (1 if title else 0):
        at = headings[at].parent
    if at < 0 or (title and at == 0):
        return 0, len(links)
    starts = [each.fragment.start for each in links]
    first, beyond = headings[at].start, headings[at].end
    return sum(s < first for s in starts), sum(s < beyond for s in starts)


def current(found: Iterable[Layout], entry: str, at: int) -> Layout | None:
    """The layout in force of the matrix that has these entries."""
    return _usable([each for each in found if each.entry == entry], at)


def sizes_at(found: Iterable[Layout], at: int) -> dict[str, Type]:
    """The types of the matrices written out, by glyph, at a relation."""
    listed = list(found)
    types = {}
    for array in dict.fromkeys(each.array for each in listed):
        latest = _usable([each for each in listed if each.array == array], at)
        if latest is not None:
            types[array] = latest.shape
    return types


def _usable(found: list[Layout], at: int) -> Layout | None:
    before = [each for each in found if each.at <= at]
    latest = before[-1] if before else None
    return latest if latest is not None and latest.rows and at < latest.until else None


def in_a_line(left: Term, right: Term) -> bool:
    """Whether a relation lists entries of a matrix, each once, in a column or a row."""
    if right.head != "matrix" or 1 not in arrays.dimensions(right) or len(right.args) < 2:
        return False
    own = all(e.head == "indexed" and e.args[0] is left and len(e.args) == 3 for e in right.args)
    return own and len(set(right.args)) == len(right.args)


def since(found: Iterable[Layout], array: str, at: int) -> int | None:
    """The first relation of the section in which a matrix is written out, at a relation."""
    latest = _usable([each for each in found if each.array == array], at)
    return None if latest is None else latest.since


def names_entries(left: Term, right: Term) -> bool:
    """Whether a relation only writes out a matrix by its own entries."""
    if shown_type(left, right) is not None:
        return True
    if left.head != "symbol" or right.head != "matrix":
        return False
    rows, columns = (int(n) for n in str(right.value).split("x"))
    if columns == 1:
        own = [t.indexed(left, i + 1) for i in range(rows)]
    else:
        own = [t.indexed(left, i + 1, j + 1) for i in range(rows) for j in range(columns)]
    return right is arrays.literal_matrix(
        [own[k * columns : (k + 1) * columns] for k in range(rows)]
    )


def shown_type(left: Term, right: Term) -> Type | None:
    """The type of an array that a relation writes out with dots, by its own entries."""
    if left.head != "symbol" or right.head != "stack":
        return None
    body, row, _, rows = right.args
    if body is t.indexed(left, row):
        return Vector(rows)
    inner = body.args[0] if body.head == "call" and body.value == "transpose" else body
    if inner.head != "stack" or inner.args[0] is not t.indexed(left, row, inner.args[1]):
        return None
    return Matrix(rows, inner.args[3])


def shown_types(
    pairs: Iterable[tuple[Term, Term]], declared: Mapping[str, Type]
) -> dict[str, Type]:
    """The types of the arrays that relations write out so, but for those that are declared."""
    found = ((str(left.value), shown_type(left, right)) for left, right in pairs)
    return {name: kind for name, kind in found if kind is not None and name not in declared}


def main_sections(found: Iterable[Layout]) -> list[tuple[int, int]]:
    """The sections that write matrices out: their first relations, and the first beyond them."""
    return list(dict.fromkeys((each.since, each.until) for each in found if each.rows))
