"""Every link of a document read to terms, under each of its readings, with the types that fit.

Reading needs to know the letters, and what the letters are shows in what was read: so all links are
read once, types are inferred from the whole, and all are read again with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from derive.model import term as t
from derive.model.arrays import OPERATIONS
from derive.model.context import Definition
from derive.model.domain import Family, Function, Matrix, Vector
from derive.model.functions import ARITY
from derive.model.term import Term
from derive.readers.documents import antiderivatives, by_entries, einstein, well_known
from derive.readers.documents.binders import placeholder
from derive.readers.documents.defined_sizes import settled_by_definitions
from derive.readers.documents.differentials import differential
from derive.readers.documents.entries import shown_types
from derive.readers.documents.evaluation_bars import Point
from derive.readers.documents.expectations import settled
from derive.readers.documents.faces_of_names import counting_names, in_bold
from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.knowledge import Known, sizes
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.links import Formulas, Link
from derive.readers.documents.obstacle import Obstacle
from derive.readers.documents.reading import Choice, Reader
from derive.readers.documents.row_vectors import are_rows, writes_rows
from derive.readers.documents.runs import last_members
from derive.readers.documents.shaping import Inferred, infer
from derive.readers.documents.stage_names import layers
from derive.readers.documents.survey import has
from derive.readers.documents.totals import Defined, overloaded
from derive.readers.documents.unreadable import surrounded
from derive.readers.latex.tree import Big, Bracket, Fraction, Node, Product, Scripted, Sequence

COMPARED = {
    "=": "=",
    ":=": "=",
    r"\equiv": "=",
    "<": "<",
    ">": ">",
    r"\le": "<=",
    r"\ge": ">=",
    r"\ne": "!=",
    r"\gets": "=",
    "=:": "=",
}
"""Signs of relations between quantities, with the sign in terms."""


@dataclass(slots=True)
class Sides:
    """One reading of a link."""

    left: Term
    right: Term


@dataclass(slots=True)
class Read:
    """A link with all its readings."""

    link: Link
    readings: list[Sides] = field(default_factory=list)
    """The reading as written first; empty where an obstacle stands."""
    obstacle: Obstacle | None = None
    notes: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()
    """What was taken for granted in reading it, so that nothing is refuted by it."""
    customary: bool = False
    """Whether the first reading is the customary one: others count where it does not hold."""
    either: bool = False
    """Whether the readings are those of ±: both are claimed."""
    points: tuple[Point, ...] = ()
    """What is evaluated at a point in the first reading."""

    def refuse(self, problem: Obstacle | None) -> None:
        """Take all readings away, if there is a reason."""
        if problem is not None:
            self.readings = []
            self.obstacle = problem

    def stating(self, target: Term, body: Term) -> Known:
        """What it says if it gives a target its meaning."""
        return Known(Definition(target, body, self.link.place), self.link.number, self.link.place)

    @property
    def divided(self) -> bool:
        """Whether the readings of a definition differ in what they define."""
        return any(each.right is not self.readings[0].right for each in self.readings)


def signatures(lexicon: Lexicon, formulas: Formulas) -> None:
    """The arguments that functions are introduced with, for where they stand without any."""
    reader = Reader(lexicon)
    lexicon.signatures.clear()
    nodes: list[tuple[int, Node]] = []
    for link in formulas.links:
        if link.position == 0:
            nodes.append((link.number, link.left))
    summing = {k.number for k in formulas.links if not k.position and has(k.right, Big)}
    defining = {id(normal(node)) for _, node in nodes}
    nodes += [(number, node) for number, _, node in formulas.mentions]
    wholes: dict[str, Defined] = {}
    for at, node in sorted(nodes, key=lambda pair: pair[0]):
        node = normal(node)
        defines = id(node) in defining
        if isinstance(node, Fraction):
            node = _differentiated(node, lexicon)
        if not isinstance(node, Product) or len(node.factors) != 2 or node.operators[0].text:
            continue
        head, bracket = normal(node.factors[0]), normal(node.factors[1])
        base = normal(head.base) if isinstance(head, Scripted) else head
        key = glyph(base)
        if key is None or not isinstance(bracket, Bracket) or not lexicon.is_function(key):
            continue
        body = normal(bracket.body)
        if not lexicon.is_bare(body):
            continue
        if isinstance(body, Sequence) and any(s.text != "," for s in body.separators):
            continue
        try:
            value = reader.term(node)
        except Obstacle:
            continue
        if value.head == "symbol" and lexicon.is_quantity(key):
            value = t.call(str(value.value), *_arguments(reader, body))
        if value.head == "call":
            known = lexicon.signatures.setdefault(str(value.value), [])
            if defines and all(a.head == "symbol" for a in value.args):
                whole = wholes.setdefault(str(value.value), {})
                whole.setdefault(value.args, []).append((at, at in summing))
            known.append((at, value.args))
    for name, found in wholes.items():
        overloaded(lexicon, name, found)


def _arguments(reader: Reader, body: Node) -> list[Term]:
    items = body.items if isinstance(body, Sequence) else (body,)
    return [reader.term(item) for item in items]


def _differentiated(node: Fraction, lexicon: Lexicon) -> Node:
    """What a derivative differentiates, if its numerator says so."""
    found = differential(node, lexicon.signs)
    return node if found is None or found.operand is None else found.operand


def interpret(lexicon: Lexicon, formulas: Formulas) -> tuple[list[Read], Inferred]:
    """All links read, and the types of all names."""
    read = [read_link(lexicon, link) for link in formulas.links]
    listed = writes_rows(formulas.links)
    lexicon.rows = are_rows(_pairs(read)[0], in_bold(lexicon)[0], lexicon.declared, listed)
    if lexicon.rows:
        read = [read_link(lexicon, link) for link in formulas.links]
    inferred = _inferred(lexicon, read)
    arrays = any(isinstance(k, Vector | Matrix | Family) for k in inferred.types.values())
    lexicon.means |= _means(lexicon, read)
    if arrays or inferred.split or lexicon.means:
        lexicon.settle(dict(inferred.types), inferred.split, inferred.ranks)
        signatures(lexicon, formulas)
        read = [read_link(lexicon, link) for link in formulas.links]
        inferred = _inferred(lexicon, read)
    if shown := shown_types(_pairs(read)[0], lexicon.declared):
        lexicon.declared |= shown
        inferred = _inferred(lexicon, read)
    for each in read:
        each.readings = [
            Sides(t.substitute(s.left, inferred.ranges), t.substitute(s.right, inferred.ranges))
            for s in each.readings
        ]
    return read, inferred


def guesses_behind(read: Read, used: Iterable[Known], reads: list[Read]) -> tuple[str, ...]:
    """What was guessed in reading a relation, and the definitions that it rests on."""
    places = [int(k.at) for k in used if 0 <= k.at < len(reads)]
    behind = (guess for place in places for guess in reads[place].guesses)
    return tuple(dict.fromkeys((*read.guesses, *behind)))


def _means(lexicon: Lexicon, read: list[Read]) -> dict[str, tuple[str, Term, int]]:
    """Expectations without a subscript that some relation writes out: Σ_z q(z) f = E[f]."""
    found: dict[str, tuple[str, Term, int]] = {}
    for each in read:
        for sides in each.readings[:1]:
            for whole, mean in ((sides.left, sides.right), (sides.right, sides.left)):
                name = str(mean.value)
                if mean.head != "call" or len(mean.args) != 1 or not name.startswith("E"):
                    continue
                if whole.head != "sum" or whole.args[0].head != "mul":
                    continue
                weight = _weight_of(lexicon, whole, mean.args[0])
                if weight is not None:
                    found.setdefault(name, (*weight, each.link.place.line))
    return found


def _weight_of(lexicon: Lexicon, whole: Term, operand: Term) -> tuple[str, Term] | None:
    """The variable and the weights of a sum over all values of w(z) f(z), where f is given."""
    body, index = whole.args[:2]
    for node in t.subterms(body):
        if node.head != "indexed" or node.args[1:] != (index,):
            continue
        variable = lexicon.values.get(str(node.args[0].value))
        if variable is None:
            continue
        inside = t.substitute(operand, {t.symbol(variable): node})
        others = [a for a in body.args if a is not inside]
        if len(others) == 1 and len(body.args) == 2 and str(others[0].value) in lexicon.densities:
            return variable, t.substitute(others[0], {node: t.symbol(variable)})
    return None


def read_link(lexicon: Lexicon, link: Link) -> Read:
    """One link under each of its readings."""
    found = Read(link)
    notes: dict[str, None] = {}
    guesses: dict[str, None] = {}
    found.obstacle = surrounded(link)
    if found.obstacle is not None:
        return found
    try:
        reader = Reader(lexicon, Choice(), link.number)
        found.readings.append(_sides(reader, link))
        found.points = tuple(reader.points)
        notes |= reader.notes
        guesses |= reader.guesses
        if reader.slashes is not None and (reader.scopes or reader.signs):
            raise reader.slashes
        if reader.slashes is not None:
            found.customary = reader.customary
            found.readings.append(_sides(Reader(lexicon, Choice(under=True), link.number), link))
        elif reader.scopes:
            found.readings.append(_sides(Reader(lexicon, Choice(wide=True), link.number), link))
        elif reader.slashes is None and reader.signs:
            found.readings.append(_sides(Reader(lexicon, Choice(minus=True), link.number), link))
            found.either = True
    except Obstacle as problem:
        found.obstacle = problem
        found.readings = []
    except RecursionError:
        found.obstacle = Obstacle("this formula is nested too deeply", link.span)
    found.notes = tuple(notes)
    found.guesses = tuple(guesses)
    return found


def _sides(reader: Reader, link: Link) -> Sides:
    left, right = normal(link.left), normal(link.right)
    reader.sides = (left, right)
    reader.continues = link.position > 0
    if link.sign == "=" and (equal := antiderivatives.differentiated(reader, left, right)):
        return Sides(*equal)
    sides = settled(reader.term(left), reader.term(right))
    if link.number in reader.lexicon.repeating:
        indices = counting_names(reader.lexicon)
        written = einstein.summed(sides, indices, lambda i: placeholder(reader, str(i.value)))
        if written != sides:
            reader.note("repeated indices are summed over, as Einstein's convention has it")
            sides = written
    if link.sign in ("=", ":=", r"\equiv"):
        sides = by_entries.whole(reader, *sides) or sides
    return Sides(*sides)


def _pairs(read: list[Read]) -> tuple[list[tuple[Term, Term]], list[int]]:
    """The sides of all relations between quantities, and which relations they are."""
    pairs = []
    numbers = []
    for each in read:
        if each.readings and each.link.sign in COMPARED:
            pairs.append((each.readings[0].left, each.readings[0].right))
            numbers.append(each.link.number)
    return pairs, numbers


def _inferred(lexicon: Lexicon, read: list[Read]) -> Inferred:
    pairs, numbers = _pairs(read)
    words = well_known.pairs(lexicon)
    numbers += [-1] * len(words)
    columns = {str(a.value): False for target, _ in words for a in target.args}

    def types(some: list[tuple[Term, Term]]) -> Inferred:
        return _types(lexicon, [*some, *words], columns)

    inferred = types(pairs)
    told = {n for kind in lexicon.declared.values() for n in sizes(kind)}
    inferred.settled = settled_by_definitions(inferred, pairs, told, types)
    inferred.indices = {numbers[k]: v for k, v in inferred.indices.items()}
    return inferred


def _types(lexicon: Lexicon, pairs: list[tuple[Term, Term]], columns: dict[str, bool]) -> Inferred:
    """The types that some relations show; some names are certainly columns."""
    bold_names, members = in_bold(lexicon)
    bold_names |= columns
    return infer(
        pairs,
        lexicon.declared,
        bold_names,
        members,
        counting_names(lexicon),
        _functions(lexicon, pairs),
        lexicon.members,
        lexicon.rows,
        last_members(lexicon),
        layers(lexicon.names, lexicon.stages),
    )


def _functions(
    lexicon: Lexicon, pairs: list[tuple[Term, Term]]
) -> dict[str, tuple[Term, Term] | None]:
    functions: dict[str, tuple[Term, Term] | None] = {}
    for left, right in pairs:
        for side in (left, right):
            for node in t.subterms(side):
                if node.head == "call" and is_own(str(node.value)):
                    functions.setdefault(str(node.value), None)
        name = str(left.value)
        first = left.head == "call" and name in functions and functions[name] is None
        if first and all(is_bare(a) for a in left.args):
            functions[name] = (left, right)
    return functions


def infer_locally(lexicon: Lexicon, pairs: list[tuple[Term, Term]]) -> Inferred:
    """The types that one claim and the definitions that it reaches show by themselves."""
    functions = _functions(lexicon, pairs)
    names = {
        str(s.value) for pair in pairs for side in pair for s in t.subterms(side) if not s.args
    }
    bold_names, members = in_bold(lexicon)
    return infer(
        pairs,
        {n: k for n, k in lexicon.declared.items() if n in names or isinstance(k, Function)},
        {n: c for n, c in bold_names.items() if n in names},
        {n: c for n, c in members.items() if n in names},
        counting_names(lexicon),
        functions,
        {n: v for n, v in lexicon.members.items() if n in names},
        lexicon.rows,
        alike=layers(lexicon.names, lexicon.stages),
    )


def is_own(function: str) -> bool:
    """Whether a function is the document's, none that everybody knows."""
    return function not in ARITY and function not in OPERATIONS


def is_bare(node: Term) -> bool:
    """Whether a term is a name, or a member of a family at a letter or a number."""
    if node.head == "symbol":
        return True
    return (
        node.head == "indexed"
        and node.args[0].head == "symbol"
        and all(i.head in ("symbol", "number") for i in node.args[1:])
    )


def is_target(node: Term, lexicon: Lexicon) -> bool:
    """Whether a term is something that a definition can give a meaning."""
    if is_bare(node):
        return len(set(node.args)) == len(node.args)
    return (
        node.head == "call"
        and is_own(str(node.value))
        and "|" not in str(node.value)
        and bool(node.args)
        and all(is_bare(a) for a in node.args)
        and len(set(node.args)) == len(node.args)
    )


def renamed(sides: Sides, ranges: dict[Term, Term]) -> Sides:
    """The same reading with the ends of ranges filled in."""
    return replace(
        sides, left=t.substitute(sides.left, ranges), right=t.substitute(sides.right, ranges)
    )


def elsewhere_indexed(target: Term, body: Term) -> bool:
    """Whether a member is given by other members of its own family: a recurrence."""
    return any(
        node.head == "indexed" and node.args[0] is target.args[0] and node is not target
        for node in t.subterms(body)
    )


def base_name(target: Term) -> str:
    """The name that a definition of a target is found by."""
    return str((target.args[0] if target.head == "indexed" else target).value)
