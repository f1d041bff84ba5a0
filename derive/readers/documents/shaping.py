"""The types of a document's names, inferred from all its relations together.

First what is a number, a column or a matrix (`ranks`), then how many (`dimensions`).  Declared
types are kept.  The result is a type for every name, a range for every index of every relation,
and the ends of the ranges that were left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from derive.model.domain import (
    POSITIVE_INTEGER,
    Family,
    Function,
    Index,
    Matrix,
    Range,
    Scalar,
    Type,
    Value,
    Vector,
)
from derive.model.term import BINDERS, ONE, ZERO, Term, free_symbols, number, subterms, symbol
from derive.readers.documents.dimensions import Dimensions
from derive.readers.documents.knowledge import sizes
from derive.readers.documents.ranks import COLUMN, MATRIX, NUMBER, ROW, Rank, Ranks, settle
from derive.readers.documents.runs import settle_by_letters
from derive.readers.documents.stage_ranks import rank_alike
from derive.readers.documents.tracing import Tracing, left_out

Pair = tuple[Term, Term]


@dataclass(slots=True)
class Inferred:
    """What came of it."""

    types: dict[str, Type] = field(default_factory=dict)
    """Every name's type."""
    indices: dict[int, dict[str, Index]] = field(default_factory=dict)
    """For each relation the ranges of its free indices."""
    ranges: dict[Term, Term] = field(default_factory=dict)
    """Placeholders of ranges left out → their ends."""
    unranged: dict[str, str] = field(default_factory=dict)
    """Families of which a sum over all members may begin at 0 or at 1, and ends of sums over no
    family at all, with what is missing."""
    doubtful: dict[str, str] = field(default_factory=dict)
    """Names whose uses contradict each other, with how."""
    settled: set[str] = field(default_factory=set)
    """Those of them whose types follow from declarations and definitions all the same."""
    ranks: Ranks = field(default_factory=Ranks)
    split: set[str] = field(default_factory=set)
    """Names that are a number on their own and a family with an index: two things."""


def infer(
    pairs: Sequence[Pair],
    declared: Mapping[str, Type],
    bold: Mapping[str, bool],
    members: Mapping[str, int],
    counting: frozenset[str],
    functions: Mapping[str, Pair | None],
    elements: Mapping[str, Value],
    rows: bool = False,
    listed: Mapping[str, Term] = {},
    alike: Sequence[Sequence[str]] = (),
) -> Inferred:
    """The types of all names in some relations.

    `bold` has the names in bold with whether they are capitals, `members` the families in bold
    with how many indices tell their members apart, `counting` the index letters, and `functions`
    the functions with their definitions, if they have one; `elements` says what is declared of
    the members of families, `rows` that vectors are rows; `listed` has the last index of families
    that are listed with dots, n for `x_1, \\dots, x_n`; `alike` the names of a thing by layers.
    """
    bare, indexed = _uses(pairs)
    ranks = Ranks(
        entries={n: k for n, k in members.items() if n not in declared}, rows=rows, alike=alike
    )
    entries = dict(ranks.entries)
    for name, kind in declared.items():
        _declared_rank(ranks, entries, name, kind)
        for size in sizes(kind):
            ranks.known.setdefault(size, NUMBER)
    for name, capital in bold.items():
        if name not in declared:
            ranks.learn(name, MATRIX if capital else ROW if rows else COLUMN)
    for name, arities in indexed.items():
        # A capital that stands alone too is a matrix next to its entries.
        if name in bare and arities == {2} and name[:1].isupper() and name not in declared:
            ranks.learn(name, MATRIX)
    rank_alike(ranks, alike, declared, bare, indexed)
    for name, arities in indexed.items():
        # What is told apart by one index, and has entries by another, is a family of columns.
        sampled = name.endswith("_all") and arities == {1, 2} and name not in elements
        if sampled and name not in bare and name not in declared and name not in entries:
            entries[name] = 1
            ranks.learn(name, COLUMN)
    for name, arities in indexed.items():
        if name not in bare and name not in declared and name not in ranks.known:
            entries.setdefault(name, max(arities))
    for name, element in elements.items():
        if name in indexed and name not in declared:
            if name not in bare:
                depth = 0 if isinstance(element, Scalar) else 1 + isinstance(element, Matrix)
                least = min(indexed[name])
                entries[name] = least if depth else max(indexed[name])
            ranks.known[name] = _rank(element) if name in entries else NUMBER
    for name in counting:
        if name not in declared:
            ranks.known.setdefault(name, NUMBER)
    for name, definition in functions.items():
        ranks.functions.setdefault(name, None if definition is not None else NUMBER)
    ranks.entries = entries
    settle(ranks, pairs)
    for name in _elementwise(ranks, pairs, functions):
        ranks.elementwise.setdefault(name)
    for name, definition in functions.items():
        if definition is not None and ranks.functions.get(name) is None:
            ranks.functions[name] = ranks.of(definition[1]) or NUMBER
    settle(ranks, pairs)

    found = Inferred(ranks=ranks)
    for name in indexed:
        if name in bare and ranks.known.get(name, NUMBER) == NUMBER and name not in declared:
            found.split.add(name)
    sure = {size for kind in declared.values() for size in sizes(kind)}
    for name in ranks.conflicts:
        if name in sure:
            continue
        found.doubtful[name] = f"{name} is used as different kinds of array"
    _dimension(
        found,
        pairs,
        declared,
        ranks,
        entries,
        indexed,
        bare,
        counting,
        functions,
        elements,
        listed,
    )
    return found


def _elementwise(
    ranks: Ranks, pairs: Sequence[Pair], functions: Mapping[str, Pair | None]
) -> list[str]:
    """The functions without a definition that are applied to entries as well as to arrays."""
    seen: dict[str, set[bool]] = {}
    for side in (s for pair in pairs for s in pair):
        for node in subterms(side):
            name = str(node.value)
            if node.head != "call" or len(node.args) != 1 or functions.get(name, True) is not None:
                continue
            rank = ranks.of(node.args[0])
            if rank is not None:
                seen.setdefault(name, set()).add(rank == NUMBER)
    return [name for name, kinds in seen.items() if len(kinds) == 2]


def _uses(pairs: Sequence[Pair]) -> tuple[dict[str, None], dict[str, set[int]]]:
    """The names that stand without an index, and those with indices: how many."""
    bare: dict[str, None] = {}
    indexed: dict[str, set[int]] = {}
    for side in (s for pair in pairs for s in pair):
        bases = set()
        nodes = list(subterms(side))
        for node in nodes:
            if node.head == "indexed" and node.args[0].head == "symbol":
                bases.add(node.args[0])
                indexed.setdefault(str(node.args[0].value), set()).add(len(node.args) - 1)
        for node in nodes:
            for position, arg in enumerate(node.args):
                if arg.head == "symbol" and not (node.head == "indexed" and position == 0):
                    bare.setdefault(str(arg.value))
        if side.head == "symbol":
            bare.setdefault(str(side.value))
    return bare, indexed


def _declared_rank(ranks: Ranks, entries: dict[str, int], name: str, kind: Type) -> None:
    match kind:
        case Scalar() | Index():
            ranks.known[name] = NUMBER
        case Vector():
            ranks.known[name] = COLUMN
        case Matrix(rows, columns):
            ranks.known[name] = (rows is not ONE, columns is not ONE)
        case Family(ranges, element):
            entries[name] = len(ranges)
            ranks.known[name] = _rank(element)
        case Function(result=result):
            ranks.functions[name] = _rank(result)


def _rank(kind: Value) -> Rank:
    match kind:
        case Vector():
            return COLUMN
        case Matrix(rows, columns):
            return rows is not ONE, columns is not ONE
        case _:
            return NUMBER


def _dimension(
    found: Inferred,
    pairs: Sequence[Pair],
    declared: Mapping[str, Type],
    ranks: Ranks,
    entries: dict[str, int],
    indexed: dict[str, set[int]],
    bare: dict[str, None],
    counting: frozenset[str],
    functions: Mapping[str, Pair | None],
    elements: Mapping[str, Value],
    listed: Mapping[str, Term],
) -> None:
    dimensions = Dimensions()
    tracing = Tracing(dimensions, ranks, entries, functions)
    for name, kind in declared.items():
        tracing.declare(name, kind)
    for name, element in elements.items():
        if not isinstance(element, Scalar) and name in entries:
            tracing.declare(name, element)
    for relation, (left, right) in enumerate(pairs):
        tracing.relation(relation, left, right)
    said = settle_by_letters(tracing, declared, entries, listed)
    taken = {*bare, *indexed, *declared}
    sized = _Sized(dimensions, taken)
    for name in {**bare, **indexed}:
        if name.startswith("?"):
            continue
        if name in declared:
            found.types[name] = declared[name]
            continue
        rank = ranks.known.get(name, NUMBER)
        if name in counting and name not in indexed:
            continue
        element = sized.value(name, rank)
        member = elements.get(name)
        if isinstance(member, Scalar) and (name in entries or rank != NUMBER):
            element = _with_entries(element, member)
        elif member is not None and name in entries:
            element = member
        if name in entries:
            keys = [f"{name}#{k}" for k in range(entries[name])]
            found.types[name] = Family(tuple(sized.range(key) for key in keys), element)
            if any(key in dimensions.from_zero and dimensions.is_open(key) for key in keys):
                found.unranged[name] = (
                    f"{name} is counted from 0, and a sum over it has no range; write it"
                )
        else:
            found.types[name] = element
            keys = []
        if rank != NUMBER:
            keys += [f"{name}.r", f"{name}.c"]
        if any(dimensions.in_conflict(key) for key in keys):
            found.doubtful.setdefault(name, f"two different sizes were found for {name}")
    for name, definition in functions.items():
        given = declared.get(name)
        own = tracing.function_type(name, definition, sized.value)
        if name in ranks.elementwise:
            own = Function((Scalar(),), Scalar())
        found.types[name] = own if given is None else given
    for name in tracing.uneven:
        found.doubtful.setdefault(name, f"{name} is given arguments of different shapes")
    for relation, letters in tracing.letters.items():
        found.indices[relation] = {
            letter: Index(Range(sized.first(key, entries), sized.least(key)))
            for letter, key in letters.items()
        }
    known = {size for kind in found.types.values() for size in _within(kind)}
    for placeholder, key in tracing.placeholders.items():
        end = found.ranges[placeholder] = sized.size(key)
        if placeholder in tracing.extents and end.head == "symbol" and str(end) not in known:
            found.doubtful.setdefault(
                str(end),
                r"how many ones \mathbf{1} has is not said; write it below, as \mathbf{1}_n",
            )
        elif end.head == "symbol" and str(end).startswith("n_") and str(end) not in known:
            letter = key.rpartition(":")[2]
            found.unranged[str(end)] = (
                f"how far {letter} runs is not said; write it, as in {letter} = 1, …, N"
            )
    for size in sized.named():
        found.types.setdefault(size, Scalar(POSITIVE_INTEGER))
    for kind in declared.values():
        for size in sizes(kind) if isinstance(kind, Vector | Matrix | Index) else ():
            if size not in declared and size not in counting:
                _whole(found, size)
    for name in (*_ends(pairs), *said):
        if name not in declared:
            _whole(found, name)


def _within(kind: Type) -> list[str]:
    """The names of the sizes of a type, and of what a function takes and gives."""
    if isinstance(kind, Function):
        return [s for each in (*kind.arguments, kind.result) for s in sizes(each)]
    return sizes(kind)


def _ends(pairs: Sequence[Pair]) -> dict[str, None]:
    """The names in the ends of ranges, but for indices that sums leave out: j - 1 and j + 1."""
    sums = [n for pair in pairs for side in pair for n in subterms(side) if n.head in BINDERS]
    omitted = {left_out(each.args[2], each.args[3]) for each in sums}
    around = {symbol(name) + change for name in omitted if name for change in (ONE, -ONE)}
    ends = dict.fromkeys(end for each in sums for end in each.args[2:] if end not in around)
    picked = {s for end in ends for n in subterms(end) if n.head == "indexed" for s in n.args}
    return dict.fromkeys(
        str(each.value)
        for end in ends
        for each in free_symbols(end)
        if each.head == "symbol" and each not in picked
    )


def _with_entries(element: Value, entry: Scalar) -> Value:
    """The type with entries of a declared domain."""
    return entry if isinstance(element, Scalar) else replace(element, element=entry)


def _whole(found: Inferred, name: str) -> None:
    """The end of a range is a size, unless it is an index."""
    if name.startswith("?") or isinstance(found.types.get(name), Index | Family | Vector | Matrix):
        return
    found.types[name] = Scalar(POSITIVE_INTEGER)


@dataclass(slots=True)
class _Sized:
    """Sizes as terms."""

    dimensions: Dimensions
    taken: set[str]
    _used: dict[str, None] = field(default_factory=dict)

    def size(self, key: str) -> Term:
        """The size of one dimension."""
        literal_size = self._literal(key)
        if literal_size is not None:
            return literal_size
        size = self.dimensions.size(key, self.taken)
        for each in free_symbols(size):
            self._used.setdefault(str(each.value))
        return size

    def range(self, key: str) -> Range:
        """The range of one index of a family: from 0 where that is seen, else from 1."""
        return Range(ZERO if key in self.dimensions.from_zero else ONE, self.size(key))

    def first(self, key: str, entries: Mapping[str, int]) -> Term:
        """Where an index begins: at 0 if all families that it picks from do."""
        root = self.dimensions.root(key)
        picked = [f"{name}#{k}" for name, count in entries.items() for k in range(count)]
        picked = [each for each in picked if self.dimensions.root(each) == root]
        zero = picked and all(each in self.dimensions.from_zero for each in picked)
        return ZERO if zero else ONE

    def least(self, key: str) -> Term:
        """The size of an index's range: no family that it picks from may be shorter."""
        if self.dimensions.known(key) is None:
            root = self.dimensions.root(key)
            seen = [
                value
                for other, value in self.dimensions.least.items()
                if self.dimensions.root(other) == root
            ]
            if seen and max(seen) >= 2:
                return number(min(seen))
        return self.size(key)

    def _literal(self, key: str) -> Term | None:
        """A dimension that only literal indices are seen of is as long as they say."""
        if self.dimensions.known(key) is not None or self.dimensions.is_open(key):
            return None
        own = self.dimensions.least.get(key)
        if own is not None and own >= 2:
            return number(own)
        return None

    def value(self, name: str, rank: Rank) -> Value:
        """The type of one value of a rank."""
        if rank == NUMBER:
            return Scalar()
        if rank == COLUMN:
            return Vector(self.size(f"{name}.r"))
        rows = self.size(f"{name}.r") if rank[0] else ONE
        columns = self.size(f"{name}.c") if rank[1] else ONE
        return Matrix(rows, columns)

    def named(self) -> list[str]:
        """The names of all sizes given out."""
        return list(self._used)
