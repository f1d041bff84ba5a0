"""How a document uses its letters, before any of them is given a meaning.

One pass over all formulas notes for every glyph its scripts, the brackets after it, whether it is
transposed, differentiated or stands alone; and for every letter whether it counts something.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from derive.readers.documents.differentials import differential, sign, split_run
from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.walking import everything, parts
from derive.readers.latex.tree import (
    Accented,
    Big,
    Bracket,
    Chain,
    Ellipsis,
    Fraction,
    Group,
    Matrix,
    Name,
    Node,
    Number,
    Product,
    Run,
    Scripted,
    Sequence,
    Sum,
)

TRANSPOSES = frozenset({"T", r"\top", r"\intercal", r"\mathrm{T}", r"\mathsf{T}", r"\mathbf{T}"})
"""Superscripts that can mean the transpose."""

CONVENTIONAL = ("i", "j", "k", "l", r"\ell")
"""Letters that count wherever they are a subscript."""

COUNTING = ("sum", "prod", "max", "min", "argmax", "argmin", "bigcup", "bigcap")
"""Operators that bind an index."""


@dataclass(slots=True)
class Uses:
    """What one glyph is seen doing."""

    bare: int = 0
    """Times it stands without a subscript."""
    unlabelled: int = 0
    """Times it stands without a subscript and without a label."""
    alone: int = 0
    """Times it stands without a subscript and without a bracket after it, as an operand."""
    subscripts: dict[Node, None] = field(default_factory=dict)
    """The different subscripts seen."""
    labels: list[Node] = field(default_factory=list)
    """Superscripts in brackets: `^{(i)}`, `^{[l]}`."""
    powers: list[Node] = field(default_factory=list)
    """Other superscripts that are no transpose."""
    transposed: int = 0
    inverted: int = 0
    primes: int = 0
    """Times it carries primes."""
    applied: list[tuple[Bracket, bool]] = field(default_factory=list)
    """The brackets written right after it; whether it is a left side that they belong to."""
    ends: dict[str, None] = field(default_factory=dict)
    """Letters that its indices run to, in lists with dots: n in `x_1, \\dots, x_n`."""
    differentiated: int = 0
    by: int = 0
    """Times something is differentiated by it."""


@dataclass(slots=True)
class Survey:
    """The uses of all glyphs."""

    uses: dict[str, Uses] = field(default_factory=dict)
    counted: dict[str, None] = field(default_factory=dict)
    """Letters that a sum, product, maximum or range binds."""
    valued: dict[str, None] = field(default_factory=dict)
    """Letters that operators bind without a range, and that no subscript counts with: `\\sum_z`."""
    ranged: dict[str, None] = field(default_factory=dict)
    """Letters that some operator gives a range."""
    compared: dict[str, None] = field(default_factory=dict)
    """Letters in `i \\neq j`."""
    placed: dict[str, None] = field(default_factory=dict)
    """Letters below a bracket, as in `f(x)_c`."""
    sizes: dict[str, None] = field(default_factory=dict)
    """Letters that sums and products run up to."""
    whole_runs: dict[str, None] = field(default_factory=dict)
    """Runs of letters that stand alone on a side of a relation, or name a function there."""
    signs: frozenset[str] = frozenset({"d", r"\partial"})
    """Signs of the differential in this document."""

    def of(self, key: str) -> Uses:
        """The uses of one glyph."""
        return self.uses.setdefault(key, Uses())

    def note(self, node: Node, *, left: bool = False, top: bool = False) -> None:
        """Take in one formula, or at the top a whole statement."""
        node = normal(node)
        if top and isinstance(node, Name | Accented | Run):
            # A letter named in prose is no operand.
            self.of(base_glyph(node) or "").bare += 1
            return
        match node:
            case Chain(operands=operands, signs=signs):
                for index, operand in enumerate(operands):
                    self._side(operand)
                    self.note(operand, left=index == 0)
                if any(s.text in (r"\neq", r"\ne", "!=") for s in signs):
                    for operand in operands:
                        for each in _letters(operand):
                            self.compared.setdefault(each)
            case Sum(terms=terms) if any(isinstance(normal(t), Ellipsis) for t in terms):
                self._dots(terms)
                for part in parts(node):
                    self.note(part)
            case Matrix(rows=rows) if any(
                isinstance(normal(t), Ellipsis) for row in rows for t in row
            ):
                self._ends([each for row in rows for each in (*row[-1:], *rows[-1])], node)
            case Bracket(opening="[", body=Sequence(items=items)) | Sequence(items=items) if any(
                isinstance(normal(t), Ellipsis) for t in items
            ):
                self._ends(items[-1:], node)
            case Product():
                self._product(node, left)
            case Fraction():
                self._fraction(node)
            case Big(operator=operator, sub=sub, sup=sup) if operator in COUNTING:
                self.sizes |= dict.fromkeys(_letters(sup) if sup is not None else ())
                for each in bound_letters(sub):
                    self.counted.setdefault(each)
                    if sup is None and sub is not None and not _ranges(sub):
                        self.valued.setdefault(each)
                    else:
                        self.ranged.setdefault(each)
                for part in parts(node):
                    self.note(part)
            case Scripted() | Name() | Run() | Accented():
                self._atom(node)
            case _:
                for part in parts(node):
                    self.note(part)

    def _dots(self, terms: tuple[Node, ...]) -> None:
        """The last term after dots counts with the letters of its subscripts: w_d x_d."""
        at = next(k for k, term in enumerate(terms) if isinstance(normal(term), Ellipsis))
        for last in terms[at + 1 : at + 2]:
            for each in everything(last):
                if isinstance(each, Scripted) and each.sub is not None:
                    for key in _letters(each.sub):
                        self.compared.setdefault(key)

    def _ends(self, nodes: Iterable[Node], whole: Node) -> None:
        """What comes last in a list with dots has subscripts that its own indices run to."""
        for part in parts(whole):
            self.note(part)
        for each in (inner for last in nodes for inner in everything(last)):
            if isinstance(each, Scripted) and each.sub is not None:
                # In dx_n the subscript is that of x.
                own = split_run(each)[-1]
                key = glyph(normal(own.base)) if isinstance(own, Scripted) else None
                sub = normal(each.sub)
                ends = sub.factors if isinstance(sub, Product) else (sub,)
                if key is not None:
                    self.of(key).ends |= dict.fromkeys(k for end in ends for k in _letters(end))

    def _side(self, operand: Node) -> None:
        node = normal(operand)
        if isinstance(node, Run):
            self.whole_runs.setdefault(node.letters)
        elif isinstance(node, Scripted) and isinstance(node.base, Run):
            self.whole_runs.setdefault(node.base.letters)
        elif isinstance(node, Product) and len(node.factors) == 2:
            head = normal(node.factors[0])
            if isinstance(head, Scripted):
                head = normal(head.base)
            if isinstance(head, Run) and isinstance(node.factors[1], Bracket):
                self.whole_runs.setdefault(head.letters)

    def _product(self, node: Product, left: bool) -> None:
        factors = node.factors
        for index, factor in enumerate(factors):
            following = factors[index + 1] if index + 1 < len(factors) else None
            if following is not None and node.operators[index].text:
                following = None
            if isinstance(following, Scripted):
                turned = following.sup is not None and _transpose(following.sup)
                following = None if turned else following.base
            bracket = following if isinstance(following, Bracket) else None
            whole = left and index == 0 and len(factors) == 2
            self._factor(normal(factor), bracket, whole)

    def _factor(self, factor: Node, bracket: Bracket | None, whole: bool) -> None:
        if isinstance(factor, Scripted | Name | Run | Accented):
            self._atom(factor, bracket, whole)
        else:
            self.note(factor)

    def _fraction(self, node: Fraction) -> None:
        found = differential(node, self.signs)
        if found is None:
            for part in parts(node):
                self.note(part)
            return
        if found.operand is not None:
            first = found.operand
            if isinstance(first, Product):
                first = first.factors[0]
            key = base_glyph(first)
            if key is not None:
                self.of(key).differentiated += 1
            self.note(found.operand, left=isinstance(found.operand, Product))
        for variable in found.variables:
            key = base_glyph(variable)
            if key is not None:
                self.of(key).by += 1
            self.note(variable)

    def _atom(self, node: Node, bracket: Bracket | None = None, whole: bool = False) -> None:
        pieces = split_run(node)
        run = node if isinstance(node, Run) else None
        if isinstance(node, Scripted) and isinstance(node.base, Run):
            run = node.base
        if run is not None:
            self._letter(run, node if isinstance(node, Scripted) else None, bracket, whole)
        for piece in pieces:
            last = piece is pieces[-1]
            if sign(piece, self.signs) is not None and len(pieces) > 1:
                continue
            scripted = piece if isinstance(piece, Scripted) else None
            if run is not None and scripted is None:
                # A letter in a run shows nothing: the run may be a word.
                continue
            self._letter(
                piece if scripted is None else scripted.base,
                scripted,
                bracket if last and run is None else None,
                whole and run is None,
            )

    def _letter(
        self, base: Node, scripted: Scripted | None, bracket: Bracket | None, whole: bool
    ) -> None:
        base = normal(base)
        if isinstance(base, Scripted) and scripted is not None:
            # Scripts outside braces: {w_1}^2.
            inner = base
            primes = inner.primes + scripted.primes
            base, scripted = inner.base, Scripted(inner.base, inner.sub, scripted.sup, primes)
        key = glyph(base)
        if key is None:
            if isinstance(base, Bracket) and base.opening in ("(", "[") and scripted is not None:
                place = None if scripted.sub is None else normal(scripted.sub)
                if isinstance(place, Name) and scripted.sup is None and len(place.key) == 1:
                    self.placed.setdefault(place.key)
            for part in parts(base):
                self.note(part)
        else:
            uses = self.of(key)
            if scripted is None or scripted.sub is None:
                uses.bare += 1
                uses.alone += bracket is None
                above = None if scripted is None or scripted.sup is None else normal(scripted.sup)
                uses.unlabelled += not isinstance(above, Bracket)
            if bracket is not None and _may_apply(scripted):
                uses.applied.append((bracket, whole))
            if scripted is not None:
                self._scripts(uses, scripted)
        if scripted is not None:
            for script in (scripted.sub, scripted.sup):
                if script is not None and not _transpose(script):
                    self._inside(script)

    def _inside(self, script: Node) -> None:
        """Letters in scripts are noted as such only where they do more than count."""
        node = normal(script)
        if isinstance(node, Name | Number | Sequence | Run | Bracket):
            return
        self.note(node)

    def _scripts(self, uses: Uses, scripted: Scripted) -> None:
        uses.primes += bool(scripted.primes)
        if scripted.sub is not None:
            uses.subscripts.setdefault(scripted.sub)
        sup = None if scripted.sup is None else normal(scripted.sup)
        if sup is None:
            return
        if _transpose(sup):
            uses.transposed += 1
        elif isinstance(sup, Bracket):
            uses.labels.append(sup)
        elif _inverse(sup):
            uses.inverted += 1
        else:
            uses.powers.append(sup)


def _may_apply(scripted: Scripted | None) -> bool:
    """Whether what follows a name with these scripts can be an argument: not after x^2 or X^T."""
    if scripted is None or scripted.sup is None:
        return True
    return isinstance(normal(scripted.sup), Bracket)


def _transpose(node: Node) -> bool:
    return isinstance(normal(node), Name) and getattr(normal(node), "key", "") in TRANSPOSES


def _inverse(node: Node) -> bool:
    node = normal(node)
    return (
        isinstance(node, Sum)
        and len(node.terms) == 1
        and node.signs[0].text == "-"
        and normal(node.terms[0]) == Number("1")
    )


def base_glyph(node: Node) -> str | None:
    """The glyph of a name, whatever its scripts."""
    node = normal(node)
    while isinstance(node, Scripted):
        node = normal(node.base)
    return glyph(node)


def bound_letters(sub: Node | None) -> list[str]:
    """The letters that the limits under a sum bind: i of `i = 1`, k of `k \\neq i`, i and j."""
    if sub is None:
        return []
    node = normal(sub)
    if isinstance(node, Chain):
        return _letters(node.operands[0])
    return _letters(node)


def _letters(node: Node) -> list[str]:
    node = normal(node)
    match node:
        case Name(key=key):
            return [key]
        case Run(letters=letters):
            return list(letters)
        case Sequence(items=items):
            return [each for item in items for each in _letters(item)]
    return []


def _counting(node: Node) -> list[str]:
    """The letters of a script that may count: those of a list of indices."""
    node = normal(node)
    match node:
        case Name() | Run():
            return _letters(node)
        case Sequence(items=items, separators=separators):
            listed = all(s.text == "," for s in separators)
            return [key for item in items for key in _counting(item)] if listed else []
        case Sum(terms=terms) | Product(factors=terms):
            return [key for item in terms for key in _counting(item)]
        case Bracket(body=body):
            return _counting(body)
    return []


def _ranges(sub: Node) -> bool:
    """Whether limits say where an index begins, or what it leaves out."""
    node = normal(sub)
    return isinstance(node, Chain) and node.signs[0].text != r"\in"


def surveyed(formulas: Iterable[Node], signs: frozenset[str]) -> Survey:
    """The survey of all formulas of a document."""
    survey = Survey(signs=signs)
    for formula in formulas:
        survey.note(formula, top=True)
    inside = {
        key
        for uses in survey.uses.values()
        for sub in (*uses.subscripts, *uses.labels)
        for key in _counting(sub)
    }
    for key in list(survey.valued):
        if key in inside or key in survey.ranged or key in survey.compared or key in CONVENTIONAL:
            del survey.valued[key]
        else:
            survey.counted.pop(key, None)
    return survey


def has(node: Node, kind: type[Node]) -> bool:
    """Whether a node of some kind stands anywhere in a formula."""
    return any(isinstance(each, kind) for each in everything(node))


def has_dots(node: Node) -> bool:
    """Whether dots stand anywhere in a formula."""
    return has(node, Ellipsis) or (isinstance(node, Group) and has_dots(node.body))
