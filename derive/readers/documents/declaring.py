r"""Declarations: in the author's own maths, `x \in \mathbb{R}^d`, and in blocks, `let x : real^d`.

What is declared of members of a family (`y_i \in \{0, 1\}`) is known of each member; how many
there are may only show elsewhere.  A name declared in two ways keeps the first, and is doubtful.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

from derive.ground.diagnostic import Diagnostic
from derive.ground.place import Place
from derive.model import domain as d
from derive.model import term as t
from derive.model.domain import (
    Domain,
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
from derive.model.term import Term
from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.links import Formulas
from derive.readers.documents.name_parts import label_nodes, name_parts
from derive.readers.documents.narrow_sets import interval
from derive.readers.documents.obstacle import Obstacle
from derive.readers.documents.reading import Reader
from derive.readers.documents.sets import listed, value_set
from derive.readers.documents.survey import base_glyph
from derive.readers.latex import parse_expression
from derive.readers.latex.tree import Bracket, Chain, Node, Product, Scripted, Sequence
from derive.readers.sources import Excerpt
from derive.readers.sources.fragment import Fragment, Mark, MarkKind, Source
from derive.readers.sources.statement import (
    Alias,
    ArrayType,
    Assume,
    Clause,
    Def,
    DerivativeSign,
    FunctionType,
    IndexType,
    IntervalType,
    Let,
    NamedType,
    Option,
    SetType,
    TypeText,
)

NAMES = (
    r"a name is a letter with scripts and accents, such as x, w_{out}, \hat{y}, \mathbf{x}_i or "
    r"\mathrm{cost}, and several are set apart by commas"
)
"""What can be declared, for messages."""


@dataclass(slots=True)
class Declarations:
    """What a document declares."""

    types: dict[str, Type] = field(default_factory=dict)
    """Names with their whole type."""
    members: dict[str, Value] = field(default_factory=dict)
    """Families with the type of a member."""
    doubtful: dict[str, str] = field(default_factory=dict)
    """Names declared in two ways."""
    places: dict[str, Place] = field(default_factory=dict)
    member_places: dict[str, Place] = field(default_factory=dict)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    """Glyph → the glyph that it is another way to write."""
    signs: list[str] = field(default_factory=list)
    """Further signs of the derivative."""
    options: dict[str, str] = field(default_factory=dict)
    counting: list[str] = field(default_factory=list)
    """Letters that are indices."""
    named: list[str] = field(default_factory=list)
    """Glyphs of names that blocks declare, without their scripts."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    firm: set[str] = field(default_factory=set)
    """Names that a block declares."""
    heading: int = -1
    """The section of what is read now."""
    said: dict[str, list[tuple[int, Type]]] = field(default_factory=dict)
    """What the author's own maths declares of names, and in which sections, in order."""
    said_of_members: dict[str, list[tuple[int, Type]]] = field(default_factory=dict)
    """The same of the members of families."""

    def declare(self, name: str, kind: Type, place: Place, *, firm: bool = False) -> None:
        """Take down one declaration; those of blocks are firm, and overrule others."""
        before = self.types.get(name)
        if not firm:
            self.said.setdefault(name, []).append((self.heading, kind))
        if before is None or firm:
            self.types[name] = kind
            self.places[name] = place
        elif before != kind:
            line = self.places[name].line
            self.doubtful.setdefault(
                name, f"{name} is declared in two ways, in lines {line} and {place.line}"
            )

    def declare_members(self, name: str, kind: Value, place: Place) -> None:
        """Take down what is declared of the members of a family."""
        self.said_of_members.setdefault(name, []).append((self.heading, kind))
        before = self.members.setdefault(name, kind)
        first = self.member_places.setdefault(name, place)
        if before != kind:
            line = first.line
            self.doubtful.setdefault(
                name,
                f"the members of {name} are declared in two ways, in lines {line} and {place.line}",
            )


def settings(source: Source) -> Declarations:
    """What blocks say about the notation, which has to be known before anything is surveyed."""
    found = Declarations()
    for fragment in source.fragments:
        for statement in fragment.statements:
            match statement:
                case DerivativeSign(signs=signs):
                    keys = [glyph(parse_expression(each.text)) for each in signs]
                    found.signs += [key for key in keys if key is not None]
                case Option(key=key, value=value):
                    found.options[key] = value
                case Alias(new=new, old=old):
                    pair = glyph(parse_expression(new.text)), glyph(parse_expression(old.text))
                    if pair[0] is not None and pair[1] is not None:
                        found.aliases.append((pair[0], pair[1]))
                case Let(names=names, clauses=clauses):
                    bases = [base_glyph(parse_expression(each.text)) for each in names]
                    found.named += [key for key in bases if key is not None]
                    for clause in clauses:
                        index = glyph(parse_expression(clause.index.text))
                        if index is not None:
                            found.counting.append(index)
    return found


def stated(fragment: Fragment) -> list[Fragment]:
    """The relations that a block states, as formulas with a mark: definitions and assumptions."""
    found = []
    for statement in fragment.statements:
        match statement:
            case Def(whole=whole, left=left):
                kind: MarkKind = "def"
                start = whole.text.find(left.text)
            case Assume(whole=whole, relation=relation):
                kind = "assume"
                start = whole.text.find(relation.text)
            case _:
                continue
        math = whole.cut(max(start, 0), len(whole))
        mark = Mark(kind, math.cut(0, 0), len(math), math)
        found.append(replace(fragment, kind="inline", math=math, marks=(mark,), statements=()))
    return found


def declared(source: Source, formulas: Formulas, lexicon: Lexicon, found: Declarations) -> None:
    """Read all declarations of a document."""
    reader = Reader(lexicon)
    for fragment in source.fragments:
        for statement in fragment.statements:
            if isinstance(statement, Let):
                try:
                    _let(statement, reader, found)
                except Obstacle as problem:
                    _complain(found, statement.whole, problem.message)
    firm = found.firm = set(found.types)
    for _, fragment, node in formulas.memberships:
        place = fragment.math.place(node.span.start, node.span.end)
        found.heading = fragment.heading
        try:
            if id(node) in formulas.beside and interval(node, reader) is not None:
                continue
            _membership(node, reader, found, place, firm)
        except Obstacle:
            continue


def _complain(found: Declarations, whole: Excerpt, message: str) -> None:
    found.diagnostics.append(
        Diagnostic(
            "declaration-not-read",
            f"this declaration is not read: {message}",
            whole.place(),
            "see `derive explain declaration-not-read`",
            whole.line(),
        )
    )


# In the author's own maths.


def _membership(
    node: Node, reader: Reader, found: Declarations, place: Place, firm: set[str]
) -> None:
    chain = normal(node)
    if not isinstance(chain, Chain):
        return
    signs = [s.text for s in chain.signs]
    if signs == [":", r"\to"]:
        _function(chain, reader, found, place, firm)
        return
    if len(signs) == 1 and signs[0] == "=":
        span = listed(chain.operands[1], reader.term)
        names = _names(chain.operands[0], reader)
        if span is not None and names is not None:
            for name, indices in names:
                if not indices and name not in firm:
                    found.declare(name, Index(span), place)
        return
    if r"\in" not in signs:
        return
    kind = value_set(chain.operands[-1], reader.term)
    names = _names(chain.operands[-2], reader)
    if kind is None or names is None:
        return
    for name, indices in names:
        if name in firm:
            continue
        if indices:
            if not isinstance(kind, Index):
                found.declare_members(name, kind, place)
        else:
            found.declare(name, kind, place)


def _names(node: Node, reader: Reader) -> list[tuple[str, int]] | None:
    """The names that a list consists of, each with how many indices it has."""
    node = normal(node)
    if isinstance(node, Sequence):
        found: list[tuple[str, int]] = []
        for item in node.items:
            inner = _names(item, reader)
            if inner is None:
                return None
            found += inner
        return found
    base = normal(node.base) if isinstance(node, Scripted) else node
    key = glyph(base)
    if key is None:
        return None
    if not isinstance(node, Scripted):
        return [(reader.lexicon.names.of(key), 0)]
    parts, _ = name_parts(reader, key, node)
    count = 0
    if node.sub is not None:
        count += len(reader.lexicon.indices(node.sub, key) or ())
    if isinstance(node.sup, Bracket):
        count += len(label_nodes(reader, node.sup) or ())
    return [(reader.lexicon.names.of(key, *parts), count)]


def _function(
    chain: Chain, reader: Reader, found: Declarations, place: Place, firm: set[str]
) -> None:
    names = _names(chain.operands[0], reader)
    result = value_set(chain.operands[2], reader.term)
    source = normal(chain.operands[1])
    parts: tuple[Node, ...] = (source,)
    if isinstance(source, Product) and all(o.text == r"\times" for o in source.operators):
        parts = source.factors
    arguments = [value_set(each, reader.term) for each in parts]
    if names is None or result is None or isinstance(result, Index):
        return
    values = [a for a in arguments if a is not None and not isinstance(a, Index)]
    if len(values) != len(parts):
        return
    for name, indices in names:
        if not indices and name not in firm:
            found.declare(name, Function(tuple(values), result), place)


# In blocks.


def _let(statement: Let, reader: Reader, found: Declarations) -> None:
    place = statement.whole.place()
    ranges = tuple(_range(clause, reader) for clause in statement.clauses)
    for excerpt in statement.names:
        node = parse_expression(excerpt.text)
        names = _names(node, reader)
        if names is None:
            raise Obstacle(f"{excerpt.text} is no name; {NAMES}", node)
        kind = _type(statement.type, reader)
        for name, _ in names:
            if isinstance(kind, Function):
                found.declare(name, kind, place, firm=True)
                continue
            if ranges:
                if isinstance(kind, Index):
                    raise Obstacle("a family of indices", node)
                assert isinstance(kind, Scalar | Vector | Matrix)
                found.declare(name, Family(ranges, kind), place, firm=True)
            else:
                found.declare(name, kind, place, firm=True)


def _range(clause: Clause, reader: Reader) -> Range:
    return Range(_term(clause.lower, reader), _term(clause.upper, reader))


def _term(excerpt: Excerpt, reader: Reader) -> Term:
    return reader.term(parse_expression(excerpt.text))


def _type(text: TypeText, reader: Reader) -> Type:
    match text:
        case IndexType(lower=lower, upper=upper):
            low = t.ONE if lower is None else _term(lower, reader)
            high = t.symbol("N") if upper is None else _term(upper, reader)
            return Index(Range(low, high))
        case FunctionType(arguments=arguments, result=result, lifting=lifting):
            values = tuple(_value(a, reader) for a in arguments if not isinstance(a, IndexType))
            if len(values) != len(arguments):
                raise Obstacle("a function of an index", parse_expression("i"))
            return Function(values, _value(result, reader), lifting or "")
        case _:
            return _value(text, reader)


def _value(text: TypeText, reader: Reader) -> Value:
    if isinstance(text, ArrayType):
        element = Scalar(_domain(text.entries, reader))
        sizes = [_term(each, reader) for each in text.shape]
        if len(sizes) == 1:
            return Vector(sizes[0], element)
        return Matrix(sizes[0], sizes[1], element)
    assert isinstance(text, NamedType | IntervalType | SetType)
    return Scalar(_domain(text, reader))


def _domain(text: NamedType | IntervalType | SetType, reader: Reader) -> Domain:
    match text:
        case NamedType(name=name):
            return d.NAMED[name]
        case SetType(members=members):
            values = [t.literal(_term(each, reader)) for each in members]
            if any(value is None for value in values):
                raise Obstacle("a set of something else than numbers", parse_expression("x"))
            return d.finite(*(value for value in values if value is not None))
        case IntervalType():
            low, high = _end(text.lower, reader), _end(text.upper, reader)
            whole = Domain(
                low,
                high,
                text.lower_open or low is None,
                text.upper_open or high is None,
            )
            return replace(whole, integer=True) if text.integer else whole


def _end(excerpt: Excerpt, reader: Reader) -> Fraction | None:
    if excerpt.text.replace(" ", "").lstrip("+-") in (r"\infty", "oo", "inf"):
        return None
    value = t.literal(_term(excerpt, reader))
    if value is None:
        raise Obstacle(f"the end {excerpt.text} is no number", parse_expression(excerpt.text))
    return value
