"""What the letters of a document are: indices, families, functions, names of several letters.

Decided once for a document from its declarations and from how it uses them (`survey`), before a
single formula is read; everything else follows from it.  Where the evidence is divided, the
cautious answer is taken, which leaves a formula unread rather than wrongly read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from derive.model.domain import Family, Function, Index, Matrix, Type, Value, Vector
from derive.model.term import Term
from derive.readers.documents.densities import Density
from derive.readers.documents.entries import Layout
from derive.readers.documents.entry_letters import EntryLetters
from derive.readers.documents.glyphs import Names, bold, capital, glyph, letter, normal
from derive.readers.documents.knowledge import sizes
from derive.readers.documents.labelling import label
from derive.readers.documents.picking import counted_along, picking
from derive.readers.documents.ranks import COLUMN, MATRIX, Ranks
from derive.readers.documents.stages import Staged
from derive.readers.documents.survey import CONVENTIONAL, TRANSPOSES, Survey, Uses
from derive.readers.documents.walking import everything
from derive.readers.latex.tree import (
    Accented,
    Bracket,
    Mark,
    Name,
    Node,
    Number,
    Product,
    Run,
    Scripted,
    Sequence,
    Sum,
)

_CUSTOMARY = frozenset(
    {"f", "g", "h", "F", "G", "H", "phi", "psi", "varphi", "sigma", "Phi", "Psi", "ell", "p", "q",
     "P", "Q", "J", "L", "l", "E", "Var", "KL", "D", "varsigma"}
)  # fmt: skip
"""Letters that are functions when a bracket always follows, whatever stands in it."""


@dataclass(slots=True)
class Lexicon:
    """The decisions for one document."""

    survey: Survey
    names: Names = field(default_factory=Names)
    types: dict[str, Type] = field(default_factory=dict)
    """Types of names so far, declared or inferred."""
    declared: dict[str, Type] = field(default_factory=dict)
    """Types of names that the author declared, by name."""
    firm: set[str] = field(default_factory=set)
    """Names that a block declares: of these nothing is left open."""
    contested: set[str] = field(default_factory=set)
    """Names that are declared in two ways."""
    members: dict[str, Value] = field(default_factory=dict)
    """What is declared of the members of a family: `y_i \\in \\{0, 1\\}`."""
    families: dict[str, int] = field(default_factory=dict)
    """Declared families: name → how many indices."""
    whole: dict[str, None] = field(default_factory=dict)
    """Names of several letters, longest first."""
    functions: dict[str, bool] = field(default_factory=dict)
    """Decisions about glyphs before a bracket."""
    signs: frozenset[str] = frozenset({"d", r"\partial", r"\mathrm{d}"})
    """Signs of the differential."""
    signatures: dict[str, list[tuple[int, tuple[Term, ...]]]] = field(default_factory=dict)
    """Functions that also stand without arguments, `L` for `L(a, y)`: which, from which link on."""
    standard: dict[str, str] = field(default_factory=dict)
    """Names that are a well-known function where the document does not define them."""
    defined: set[str] = field(default_factory=set)
    """Names that the document defines somewhere."""
    targets: set[str] = field(default_factory=set)
    """Glyphs that stand alone, with indices, on the left of some relation."""
    given_by_entries: set[str] = field(default_factory=set)
    """Glyphs that stand with indices on the left of some relation."""
    given_anew: set[str] = field(default_factory=set)
    """Letters of constants, e and π, that mean something else here."""
    own_words: set[str] = field(default_factory=set)
    """Function words that the document defines itself."""
    repeating: frozenset[int] = frozenset()
    """Links under Einstein's convention."""
    derived: dict[str, None] = field(default_factory=dict)
    """Well-known functions that were used and need a definition in terms."""
    stages: list[Staged] = field(default_factory=list)
    """Letters that tell layers or times apart by parts of names."""
    hessian: bool = False
    """Whether the document speaks of Hessians, and of no Laplacian, so that \\nabla^2 is one."""
    primed: dict[str, None] = field(default_factory=dict)
    """Functions whose derivative is applied to an array, and needs a name in terms."""
    sampled: set[str] = field(default_factory=set)
    """Names of one thing that also stand with the labels of samples: x next to x^{(i)}."""
    split: set[str] = field(default_factory=set)
    """Names that mean one thing alone and another with an index: x next to samples x_i."""
    _families: dict[str, bool] = field(default_factory=dict)
    ranks: Ranks | None = None
    """What is a number, a column or a matrix, after a first reading."""
    open_ranges: int = 0
    """How many ranges were left out so far."""
    letters: EntryLetters | None = None
    """Finds the arrays that letters with indices are entries of."""
    paired: dict[str, None] = field(default_factory=dict)
    """Names of letters that count only where they are written next to another index."""
    rows: bool = False
    """Whether vectors are rows."""
    densities: dict[str, Density] = field(default_factory=dict)
    """Calls of a distribution's letter, by name: what each is of."""
    values: dict[str, str] = field(default_factory=dict)
    """Families of the values that a variable takes under sums → the variable."""
    means: dict[str, tuple[str, Term, int]] = field(default_factory=dict)
    """Signs of expectation without a subscript → the variable, its weights, the line that says it.
    """
    layouts: list[Layout] = field(default_factory=list)
    """Matrices written out by their entries."""
    layout: str = "denominator"
    prime: str = "derivative"
    log: str = "natural"

    def counts(self, key: str) -> bool:
        """Whether a letter is an index."""
        if isinstance(self.declared.get(self.names.of(key)), Index):
            return True
        if key in self.survey.valued:
            return False
        if key in (*self.survey.counted, *self.survey.compared, *CONVENTIONAL):
            return True
        return self.names.of(key) in self.placed()

    def placed(self) -> list[str]:
        """The names of letters that count as places below a bracket."""
        found = [key for key in self.survey.placed if key not in self.survey.sizes]
        return [self.names.of(key) for key in found]

    def indices(self, sub: Node, key: str) -> list[Node] | None:
        """The indices that a subscript of a glyph consists of; None when it is part of a name."""
        if self.is_label(sub, key):
            return None
        found = self.components(sub, self.ends(key))
        if found is None and counted_along(self, key):
            found = picking(self, sub, self.ends(key))
        if found is None:
            return None
        if all(isinstance(normal(each), Number) for each in found) and not self.is_family(key):
            return None
        return found

    def is_label(self, sub: Node, key: str) -> bool:
        """Whether a letter that counts elsewhere is part of this glyph's name."""
        node = normal(sub)
        if not isinstance(node, Name) or self.names.of(key) in self.declared:
            return False
        return label(self.survey.uses.get(key), self.counts) == node.key

    def ends(self, key: str) -> frozenset[str]:
        """The names that a glyph's own indices run to: in `x_n` with x_1, ..., x_n, n counts."""
        name = self.names.of(key)
        kind = self.declared.get(name, self.types.get(name))
        found = {*sizes(kind)} if isinstance(kind, Family | Vector | Matrix) else set()
        uses = self.survey.uses.get(key)
        return frozenset(found | {self.names.of(each) for each in uses.ends} if uses else found)

    def components(self, sub: Node, ends: frozenset[str] = frozenset()) -> list[Node] | None:
        """A subscript as a list of indices, if all of it counts; `ends` are names that do, too."""
        node = normal(sub)
        match node:
            case Number(text=text):
                return [node] if text.isdigit() else None
            case Name(key=key):
                return [node] if self._steps(key, ends) else None
            case Run(letters=letters):
                pieces: list[Node] = [Name(each, span=node.span) for each in letters]
                return pieces if all(self._steps(each, ends) for each in letters) else None
            case Sequence(items=items):
                return self._together(items, ends)
            case Product(factors=factors, operators=operators):
                if any(o.text for o in operators):
                    return None
                return self._together(factors, ends)
            case Sum(terms=terms):
                inner = self._together(terms, ends)
                if inner is None or len(inner) != len(terms):
                    return None
                return [node]
            case Scripted(base=Name(key=key), sub=None, sup=None) if node.primes:
                return [node] if self.counts(key) else None
            case Bracket(opening="(", body=body) | Bracket(opening="[", body=body):
                return self.components(body, ends)
        return None

    def _steps(self, key: str, ends: frozenset[str]) -> bool:
        return self.counts(key) or self.names.of(key) in ends

    def mixed(self, sub: Node, key: str) -> tuple[list[Node], list[Node]] | None:
        """A subscript that begins as part of a name and ends with indices: `z_{oi}`."""
        node = normal(sub)
        items: list[Node] = []
        if isinstance(node, Run):
            items = [Name(each, span=node.span) for each in node.letters]
        elif isinstance(node, Sequence):
            items = list(node.items)
        elif isinstance(node, Product) and not any(o.text for o in node.operators):
            items = list(node.factors)
        counting = [self.components(each) is not None for each in items]
        start = next((k for k, each in enumerate(counting) if each), 0)
        if not start or not all(counting[start:]):
            return None
        if all(isinstance(normal(each), Number) for each in items[start:]):
            return None
        return items[:start], items[start:]

    def _together(
        self, items: Iterable[Node], ends: frozenset[str] = frozenset()
    ) -> list[Node] | None:
        found: list[Node] = []
        for item in items:
            inner = self.components(item, ends)
            if inner is None:
                return None
            found += inner
        return found

    def is_family(self, key: str) -> bool:
        """Whether a glyph has members or entries: some subscript of it counts with a letter."""
        found = self._families.get(key)
        if found is None:
            found = self._families[key] = self._family(key)
        return found

    def take(
        self, declared: Mapping[str, Type], members: Mapping[str, Value], firm: Iterable[str]
    ) -> None:
        """Take over what the author declares."""
        self.firm |= set(firm)
        self.declared |= declared
        self.members |= members
        for name, kind in declared.items():
            if isinstance(kind, Family):
                self.families[name] = len(kind.ranges)
        self._families.clear()
        self.functions.clear()

    def settle(self, types: dict[str, Type], split: set[str], ranks: Ranks) -> None:
        """Take over what was inferred from a first reading."""
        self.types = types
        self.ranks = ranks
        self.split |= split
        self.open_ranges = 0
        self._families.clear()
        if self.letters is not None:
            seen = (k for k in self.survey.uses if ranks.known.get(self.names.of(k)) == MATRIX)
            self.letters.learn(seen)

    def _family(self, key: str) -> bool:
        name = self.names.of(key)
        if name in self.families or isinstance(self.types.get(name), Vector | Matrix):
            return True
        if name in self.declared:
            return False
        uses = self.survey.uses.get(key)
        if uses is None:
            return False
        for sub in uses.subscripts:
            found = None if self.is_label(sub, key) else self.components(sub, self.ends(key))
            if found is not None and any(not isinstance(normal(f), Number) for f in found):
                return True
        return bold(key) and bool(uses.subscripts)

    def arities(self, uses: Uses) -> set[int]:
        """How many indices the subscripts of a glyph have."""
        found = (self.components(sub) for sub in uses.subscripts)
        return {len(each) for each in found if each is not None}

    def labels(self, key: str) -> bool:
        """Whether a glyph's superscripts in round or square brackets count."""
        uses = self.survey.uses.get(key)
        return uses is not None and bool(uses.labels)

    def transposes(self, sup: Node, key: str | None) -> bool:
        """Whether a superscript means the transpose."""
        node = normal(sup)
        if isinstance(node, Name) and node.key == "t":
            return self._turns()
        if not isinstance(node, Name) or node.key not in TRANSPOSES:
            return False
        if node.key != "T":
            return True
        uses = self.survey.uses.get("T")
        elsewhere = "T" in self.survey.counted or (uses is not None and uses.alone > 0)
        return not elsewhere or key is None or bold(key) or capital(key)

    def _turns(self) -> bool:
        """Whether ^t is the transpose: some array carries it, and t stands nowhere else."""
        survey = self.survey
        if "t" in survey.uses or "t" in survey.counted or "t" in survey.compared:
            return False
        below = (sub for uses in survey.uses.values() for sub in uses.subscripts)
        if any(isinstance(each, Name) and each.key == "t" for s in below for each in everything(s)):
            return False
        return any(
            isinstance(power, Name) and power.key == "t"
            for key, uses in survey.uses.items()
            if capital(key)
            or bold(key)
            or isinstance(self.declared.get(self.names.of(key)), Vector | Matrix)
            for power in uses.powers
        )

    def is_function(self, key: str) -> bool:
        """Whether a bracket after a glyph holds its arguments."""
        found = self.functions.get(key)
        if found is None:
            found = self.functions[key] = self._function(key)
        return found

    def conditional(self, key: str) -> bool:
        """Whether a glyph is applied with a bar somewhere, as densities are: p(x | y)."""
        uses = self.survey.uses.get(key)
        return uses is not None and any(_conditional(bracket) for bracket, _ in uses.applied)

    def is_quantity(self, key: str) -> bool:
        """Whether a function stands for its value: something is differentiated by it."""
        uses = self.survey.uses.get(key)
        named = self.names.of(key)
        return uses is not None and uses.by > 0 and named not in self.declared

    def _function(self, key: str) -> bool:
        kind = self.declared.get(self.names.of(key))
        if kind is not None:
            return isinstance(kind, Function)
        uses = self.survey.uses.get(key)
        if uses is None or not uses.applied:
            return False
        if letter(key) == "sigma" and not capital(key):
            return True
        if len(letter(key)) > 1 and not key.startswith("\\") and not key.endswith(")"):
            return True
        if any(_several(bracket) or _conditional(bracket) for bracket, _ in uses.applied):
            return True
        bare = [self.is_bare(bracket.body) for bracket, _ in uses.applied]
        if any(whole and each for (_, whole), each in zip(uses.applied, bare, strict=True)):
            return True
        if uses.primes and not uses.by:
            return True
        single = any(
            each and not self._index_like(bracket.body)
            for (bracket, _), each in zip(uses.applied, bare, strict=True)
        )
        if single and not self._counted(key):
            return True
        if uses.alone or uses.transposed or uses.by or self._counted(key):
            return False
        return all(bare) or letter(key) in _CUSTOMARY

    def _index_like(self, node: Node) -> bool:
        return self.components(node) is not None

    def _counted(self, key: str) -> bool:
        """Whether a glyph, or the one that it is identified with, has members."""
        twins = [key, *(k for k, v in self.names.identified.items() if v == key)]
        twins += [self.names.identified[key]] if key in self.names.identified else []
        return any(self.is_family(each) for each in twins)

    def signature(self, name: str, at: int) -> tuple[Term, ...] | None:
        """The arguments that a function stands for at a link when it is written without any."""
        found = self.signatures.get(name)
        if not found:
            return None
        before = [arguments for start, arguments in found if start <= at]
        return before[-1] if before else found[0][1]

    def column(self, node: Term) -> bool:
        """Whether a term is a column, as far as is known."""
        return self.ranks is not None and self.ranks.of(node) == COLUMN

    def is_bare(self, node: Node) -> bool:
        """Whether a node is a name alone, perhaps with scripts that are part of it."""
        node = normal(node)
        if isinstance(node, Sequence):
            return all(self.is_bare(item) for item in node.items)
        if isinstance(node, Scripted):
            if node.sup is not None and not isinstance(normal(node.sup), Bracket):
                return False
            return self.is_bare(node.base)
        if isinstance(node, Run):
            return node.letters in self.whole
        return isinstance(node, Name | Accented) and glyph(node) is not None


def _several(bracket: Bracket) -> bool:
    return bracket.opening == "(" and isinstance(normal(bracket.body), Sequence)


def _conditional(bracket: Bracket) -> bool:
    body = normal(bracket.body)
    return isinstance(body, Sequence) and any(s != Mark(",") for s in body.separators)
