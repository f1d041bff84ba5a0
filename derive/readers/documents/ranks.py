r"""What is a number, a column, a matrix: told from how quantities are combined.

A rank says whether something has rows and columns: a number has neither, a column only rows.  Bold
letters and transposes start, products, sums and equations pass it on: in `X\theta` next to a
matrix, θ is a column; what equals a column is one.  What nothing says is a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from derive.model.term import BINDERS, ORDERS, Term, contains, literal, subterms

Rank = tuple[bool, bool]
"""Whether it has several rows, and several columns."""

NUMBER: Rank = (False, False)
COLUMN: Rank = (True, False)
ROW: Rank = (False, True)
MATRIX: Rank = (True, True)

_ENTRYWISE = ("hadamard", "quotient")
_SIZED = ("ones", "zeros")
"""What makes an array of its sizes."""
_NUMBERS = ("trace", "norm", "delta", "abs")
_EXTREMES = ("max", "min")
"""What compares its arguments, numbers among them, with each entry of an array."""
_FACTORS = frozenset({"alpha", "lambda", "eta", "epsilon", "gamma", "rho", "tau", "mu", "e"})
"""Letters that are almost always numbers."""

_MAPS = frozenset("ABFGHPQRSUVWX")
"""Capitals that are matrices before a column; others, such as N or C, may well count."""

_IDENTITY = "I"
"""The letter that makes an array of the factors next to it: the identity matrix."""


@dataclass(slots=True)
class Ranks:
    """The ranks of names; of a family, those of its members."""

    known: dict[str, Rank] = field(default_factory=dict)
    entries: Mapping[str, int] = field(default_factory=dict)
    """How many indices a name takes as a family, before those of its members' entries."""
    functions: dict[str, Rank | None] = field(default_factory=dict)
    """The ranks of functions' values."""
    elementwise: dict[str, None] = field(default_factory=dict)
    """Functions without a definition that are applied to numbers and to arrays alike."""
    conflicts: dict[str, None] = field(default_factory=dict)
    """Names that were seen with two ranks."""
    rows: bool = False
    """Whether vectors are rows."""
    alike: Sequence[Sequence[str]] = ()
    """Names of one thing at different layers or times: they have one rank."""
    changed: bool = False
    guessing: int = 2
    """From 1 on a capital is taken for a matrix where it is transposed, from 2 on where it follows
    an array; each only once all that is more certain has been passed on."""
    turned: set[str] = field(default_factory=set)
    """Names that are transposed somewhere."""

    def learn(self, name: str, rank: Rank) -> None:
        """Take down what a name is."""
        before = self.known.get(name)
        if before is None:
            self.known[name] = rank
            self.changed = True
        elif before != rank:
            self.conflicts.setdefault(name)

    def of(self, node: Term) -> Rank | None:
        """The rank of a term, as far as it is known."""
        match node.head:
            case "number" | "constant":
                return NUMBER
            case "symbol":
                return self.known.get(str(node.value))
            case "indexed":
                return self._indexed(node)
            case "add":
                return self._sum(node)
            case "neg":
                return self.of(node.args[0])
            case "div" | "pow":
                return self._either(node)
            case "mul":
                return self._multiplied(node.args)
            case "call":
                return self._call(node)
            case "derivative":
                return self._derivative(node)
            case "matrix":
                rows, columns = str(node.value).split("x")
                return rows != "1", columns != "1"
            case "cases":
                return self.of(node.args[0])
            case "stack":
                row = self.of(node.args[0])
                return COLUMN if row in (None, NUMBER) else (True, row[1])
        if node.head in BINDERS:
            return self.of(node.args[0])
        return NUMBER

    def _indexed(self, node: Term) -> Rank | None:
        base, *indices = node.args
        if base.head != "symbol":
            return NUMBER
        name = str(base.value)
        if len(indices) == self.entries.get(name, len(indices)):
            return self.known.get(name) if name in self.entries else NUMBER
        return NUMBER

    def _either(self, node: Term) -> Rank | None:
        """A quotient or a power has the rank of its first part; of a mere number, the other's,
        as in 1 / (1 + e^{-Z})."""
        first = self.of(node.args[0])
        if literal(node.args[0]) is None and node.args[0].head != "constant":
            return first
        second = self.of(node.args[1])
        return first if second is None else second

    def _sum(self, node: Term) -> Rank | None:
        """What is added has one rank; but numbers and rows are added to matrices as well."""
        found = [self.of(each) for each in node.args]
        arrays = [r for r in found if r not in (None, NUMBER)]
        if arrays:
            return MATRIX if MATRIX in arrays else arrays[0]
        said = [r for r, each in zip(found, node.args, strict=True) if literal(each) is None]
        return next((r for r in said if r is not None), None if said else NUMBER)

    def _multiplied(self, factors: Iterable[Term]) -> Rank | None:
        total: Rank | None = NUMBER
        for factor in factors:
            rank = self.of(factor)
            if rank is None or total is None:
                total = None
            elif total == NUMBER:
                total = rank
            elif rank != NUMBER:
                total = (total[0], rank[1])
        return total

    def _call(self, node: Term) -> Rank | None:
        name = str(node.value)
        if name == "transpose":
            inner = self.of(node.args[0])
            return None if inner is None else (inner[1], inner[0])
        if name in ("inverse", "diag", "identity", "kronecker"):
            return MATRIX
        if name == "vec":
            return COLUMN
        if name in _SIZED:
            return COLUMN if len(node.args) == 1 else MATRIX
        if name in _ENTRYWISE:
            return next((r for r in map(self.of, node.args) if r is not None), None)
        if name in _NUMBERS:
            return NUMBER
        if name == "indicator":
            return self._compared(node.args[0])
        if name == "softmax":
            return self.of(node.args[0])
        if name in self.elementwise:
            return self.of(node.args[0])
        if name in self.functions:
            return self.functions[name]
        ranks = [self.of(a) for a in node.args]
        arrays = [r for r in ranks if r not in (None, NUMBER)]
        if arrays and (len(node.args) == 1 or name in _EXTREMES):
            return arrays[0]
        return None if None in ranks else NUMBER

    def _compared(self, condition: Term) -> Rank | None:
        """What says of each entry whether it is beyond a number has the rank of the array."""
        if condition.head not in ORDERS:
            return NUMBER
        ranks = [self.of(side) for side in condition.args]
        return next(
            (r for r in ranks if r not in (None, NUMBER)), None if None in ranks else NUMBER
        )

    def _derivative(self, node: Term) -> Rank | None:
        inner = self.of(node.args[0])
        by = [self.of(v) for v in node.args[1:]]
        if inner is None or None in by:
            return None
        arrays = [r for r in by if r != NUMBER]
        if not arrays:
            return inner
        if inner == NUMBER:
            return arrays[0] if len(arrays) == 1 else MATRIX
        return MATRIX

    def equate(self, one: Term, other: Term) -> None:
        """The two are equal or added: what is known of one holds for the other."""
        first, second = self.of(one), self.of(other)
        if first is None and second is not None:
            self.impose(one, second)
        elif second is None and first is not None:
            self.impose(other, first)

    def impose(self, node: Term, rank: Rank) -> None:
        """A term of unknown rank has this one."""
        match node.head:
            case "symbol":
                self.learn(str(node.value), rank)
            case "indexed" if node.args[0].head == "symbol":
                name = str(node.args[0].value)
                if len(node.args) - 1 == self.entries.get(name):
                    self.learn(name, rank)
            case "neg" | "div":
                self.impose(node.args[0], rank)
            case "add":
                for each in node.args:
                    if self.of(each) is None:
                        self.impose(each, rank)
            case "mul":
                unknown = [a for a in node.args if self.of(a) is None]
                others = [self.of(a) for a in node.args if self.of(a) is not None]
                if rank == MATRIX and all(r == NUMBER for r in others):
                    unknown = [a for a in unknown if _name(a) == _IDENTITY] or unknown
                if len(unknown) == 1 and all(r == NUMBER for r in others):
                    self.impose(unknown[0], rank)
                elif (
                    rank == NUMBER
                    and unknown == [node.args[-1]]
                    and self._multiplied(node.args[:-1]) == ROW
                ):
                    self.impose(unknown[0], COLUMN)
            case "call" if node.value in _SIZED or node.value == "identity":
                return
            case "call" if node.value == "transpose":
                self.impose(node.args[0], (rank[1], rank[0]))
            case "call" if node.value in _ENTRYWISE:
                for each in node.args:
                    if self.of(each) is None:
                        self.impose(each, rank)
            case "call" if node.value in _EXTREMES:
                unknown = [a for a in node.args if self.of(a) is None]
                if len(unknown) == 1:
                    self.impose(unknown[0], rank)
            case "call" if node.value == "indicator":
                return
            case "call" if len(node.args) == 1 and str(node.value) not in self.functions:
                self.impose(node.args[0], rank)
            case "derivative" if len(node.args) == 2:
                if self.of(node.args[0]) == NUMBER:
                    self.impose(node.args[1], rank)
            case "stack":
                return
            case _ if node.head in BINDERS:
                self.impose(node.args[0], rank)

    def visit(self, node: Term) -> None:
        """Pass on what the parts of a term say of one another."""
        for each in subterms(node):
            match each.head:
                case "add":
                    said = [other for other in each.args if literal(other) is None]
                    for other in said[1:]:
                        self.equate(said[0], other)
                    for other in said:
                        self.equate(other, each)
                case "mul":
                    self._neighbours(each)
                case "call" if each.value == "transpose":
                    self._transposed(each.args[0])
                case "derivative":
                    self._differentiated(each)
                case "call" if each.value in _ENTRYWISE:
                    for other in each.args[1:]:
                        self.equate(each.args[0], other)
                    for other in each.args:
                        self.equate(other, each)

    def _differentiated(self, node: Term) -> None:
        """What is differentiated by an array, and is not known to be one itself, is a number."""
        operand = node.args[0]
        if self.of(operand) is None and operand.head in ("symbol", "indexed"):
            ranks = [self.of(v) for v in node.args[1:]]
            if any(r not in (None, NUMBER) for r in ranks):
                self.impose(operand, NUMBER)

    def _transposed(self, node: Term) -> None:
        if self.of(node) is None:
            name = _name(node)
            if name is None:
                return
            self.turned.add(name)
            capital = name[:1].isupper()
            if self.guessing >= 1 or not capital:
                self.impose(node, MATRIX if capital else COLUMN)

    def normed(self, node: Term) -> None:
        """What stands between double bars: a column, or a matrix where it is but a capital."""
        if self.of(node) is None:
            name = _name(node)
            capital = name is not None and name[:1].isupper()
            self.impose(node, MATRIX if capital else COLUMN)

    def share(self) -> None:
        """What is known to be an array at one layer is one at all others."""
        for names in self.alike:
            found = {r for name in names if (r := self.known.get(name)) not in (None, NUMBER)}
            if len(found) == 1:
                (rank,) = found
                for name in names:
                    if name not in self.known and rank is not None:
                        self.learn(name, rank)

    def leading(self, node: Term) -> None:
        """A capital right before a column, of which nothing else is known, is a matrix."""
        for factor, column in pairwise(node.args):
            name = _name(factor)
            if name is None or self.of(factor) is not None or self.of(column) != COLUMN:
                continue
            if name[:1] in _MAPS:
                self.impose(factor, MATRIX)

    def _neighbours(self, node: Term) -> None:
        for factor, behind in pairwise(node.args):
            name = _name(factor)
            capital = name is not None and name[:1].isupper() and name in self.turned
            if capital and self.of(factor) is None and self.of(behind) == COLUMN:
                self.impose(factor, MATRIX)
        total: Rank | None = NUMBER
        for factor in node.args:
            rank = self.of(factor)
            if rank is None and total is not None and total[1]:
                name = _name(factor)
                if name is not None and name not in _FACTORS:
                    capital = name[:1].isupper()
                    if self.guessing < 2 if capital else self.rows:
                        # A row times a number, as likely as times a column.
                        total = None
                        continue
                    rank = MATRIX if capital else COLUMN
                    self.impose(factor, rank)
            if rank is None or total is None:
                total = None if rank is None else rank
            elif total == NUMBER:
                total = rank
            elif rank != NUMBER:
                total = (total[0], rank[1])


def _name(node: Term) -> str | None:
    if node.head == "symbol":
        return str(node.value)
    if node.head == "indexed" and node.args[0].head == "symbol":
        return str(node.args[0].value)
    return None


def settle(ranks: Ranks, relations: Iterable[tuple[Term, Term]]) -> None:
    """Pass ranks along until nothing new comes; then what a norm is taken of is an array."""
    pairs = list(relations)
    # Y is a column in Y - X \beta, though it is a capital and may be transposed elsewhere.
    turned = any(_turns(side) for pair in pairs for side in pair)
    for ranks.guessing in (0, 1, 2) if turned else (2,):
        _pass_along(ranks, pairs)
    ranks.changed = False
    for node in dict.fromkeys(n for pair in pairs for side in pair for n in subterms(side)):
        if node.head == "call" and node.value == "norm":
            ranks.normed(node.args[0])
    if ranks.changed:
        _pass_along(ranks, pairs)
    nodes = dict.fromkeys(n for pair in pairs for side in pair for n in subterms(side))
    for _ in range(4):
        ranks.changed = False
        ranks.share()
        for node in nodes:
            if node.head == "mul":
                ranks.leading(node)
        if not ranks.changed:
            return
        _pass_along(ranks, pairs)


def _turns(side: Term) -> bool:
    """Whether something is transposed in a term."""
    return contains(side, "call") and any(
        node.head == "call" and node.value == "transpose" for node in subterms(side)
    )


def _pass_along(ranks: Ranks, pairs: list[tuple[Term, Term]]) -> None:
    for _ in range(8):
        ranks.changed = False
        for left, right in pairs:
            ranks.visit(left)
            ranks.visit(right)
            if literal(left) != 0 != literal(right):
                # A gradient that is set to 0 may be an array.
                ranks.equate(left, right)
        if not ranks.changed:
            return
