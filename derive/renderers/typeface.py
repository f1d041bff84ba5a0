"""Which names are set bold, and where an array of ones needs its size: what types say to the eye.

Columns are bold (𝐰, and the rows 𝐱ᵢ of a matrix), their entries and all else are light.  Types
stand in a context and notations write single terms, so a face says once, around all that it
writes, whose context that is: `with typeset(context): …`.  Without one, every name is light.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from derive.model.context import Context
from derive.model.derivation import Section
from derive.model.domain import Family, Function, Index, Matrix, Scalar, Vector
from derive.model.shapes import Misshapen, Shape, Shapes
from derive.model.sizes import same_size
from derive.model.term import ONE, Term, symbol


@dataclass(frozen=True, slots=True)
class Typeface:
    """How the names of one context are set."""

    columns: frozenset[str] = frozenset()
    """Names of columns: bold, light with an index."""
    members: dict[str, int] = field(default_factory=dict)
    """Families of columns: bold by themselves and with so many indices."""
    arrays: frozenset[str] = frozenset()
    """Names of columns, matrices and families of them."""

    sizes: dict[str, Term] = field(default_factory=dict)
    """How many entries a column, or each of a family of columns, has."""

    fixed: frozenset[str] | None = None
    """Declared names that are no indices; None where no context is known."""

    spelling: Mapping[str, str] = field(default_factory=dict)
    """Name → the name that its author wrote; with signs between arguments, `p(·|·;·)`."""

    def spelled(self, name: str) -> str:
        """A name as its author wrote it."""
        return self.spelling.get(name, name).partition("(")[0]

    def joints(self, name: str, arguments: int) -> tuple[str, ...]:
        """The signs between the arguments of a call: commas, if its author wrote nothing else."""
        written = self.spelling.get(name, name).partition("(")[2].rstrip(")")
        signs = tuple(sign for sign in written.split("·") if sign)
        return signs if len(signs) == arguments - 1 else (",",) * (arguments - 1)

    def bold(self, name: str, indices: int = 0) -> bool:
        """Whether a name is bold, with so many indices."""
        wanted = self.members.get(name)
        return indices in (0, wanted) if wanted else not indices and name in self.columns


LIGHT = Typeface()
_current: ContextVar[Typeface] = ContextVar("typeface", default=LIGHT)


def typeface() -> Typeface:
    """How names are set here."""
    return _current.get()


@contextmanager
def typeset(context: Context) -> Iterator[None]:
    """Set what is written inside by the types of a context."""
    token = _current.set(of_context(context))
    try:
        yield
    finally:
        _current.reset(token)


@contextmanager
def typeset_section(section: Section) -> Iterator[None]:
    """Set a chain by the context of its place, where that differs from the derivation's."""
    own = next((step.context for step in section.steps if step.context is not None), None)
    if own is None:
        yield
        return
    with typeset(own):
        yield


def of_context(context: Context) -> Typeface:
    """The columns and arrays of a context, also those that are defined without a type."""
    columns: set[str] = set()
    arrays: set[str] = set()
    members: dict[str, int] = {}
    sizes: dict[str, Term] = {}
    for definition in context.definitions:
        kind = context.type_of(definition.name)
        if isinstance(kind, Function):
            for parameter, value in zip(definition.parameters, kind.arguments, strict=False):
                if not isinstance(value, Scalar):
                    arrays.add(str(parameter.value))
                if isinstance(value, Vector):
                    columns.add(str(parameter.value))
    for definition in context.definitions:
        if definition.target.head == "symbol" and definition.name not in context.types:
            shape = _shape(definition.target, context)
            if shape:
                arrays.add(definition.name)
                if same_size(shape[1], ONE):
                    columns.add(definition.name)
    for name, kind in context.types.items():
        columns.discard(name)
        arrays.discard(name)
        match kind:
            case Vector(size):
                columns.add(name)
                arrays.add(name)
                sizes[name] = size
            case Matrix():
                arrays.add(name)
            case Family(ranges, element) if not isinstance(element, Scalar):
                arrays.add(name)
                if isinstance(element, Vector):
                    members[name] = len(ranges)
                    sizes[name] = element.size
    fixed = frozenset(n for n, kind in context.types.items() if not isinstance(kind, Index))
    return Typeface(frozenset(columns), members, frozenset(arrays), sizes, fixed, context.spelling)


def _shape(node: Term, context: Context) -> Shape:
    try:
        return Shapes(context).of(node)
    except Misshapen:
        return ()


# Sizes of constants: 𝟏 in 𝟏 − 𝐚, but 𝟏_N where nothing beside it tells.

CONSTANTS = ("ones", "zeros", "identity")
_ENTRYWISE = ("hadamard", "quotient")
_OWN = ("trace", "det", "norm", "diag", "diagonal", "row", "column")


def sized(node: Term) -> frozenset[Term]:
    """The arrays of ones, zeros and identities in a term whose size nothing beside them tells."""
    found: set[Term] = set()
    _visit(node, True, found)
    return frozenset(found)


def _visit(node: Term, told: bool, found: set[Term]) -> None:
    """Collect below a term; `told`: its own shape is known from around it."""
    if _constant(node):
        if not told:
            found.add(node)
        return
    if node.head == "mul":
        factors = [a for a in node.args if _array(a)]
        for each in node.args:
            _visit(each, each in factors and _told_in_product(each, factors, told), found)
    elif node.head in ("add", "neg", "div") or _applied(node):
        known = told or any(map(_anchored, node.args))
        for each in node.args:
            _visit(each, known, found)
    elif node.head == "call" and node.value in ("transpose", "inverse"):
        _visit(node.args[0], told, found)
    else:
        for each in node.args:
            _visit(each, False, found)


def _applied(node: Term) -> bool:
    return node.head == "call" and node.value not in (*_OWN, *CONSTANTS, "transpose", "inverse")


def _told_in_product(factor: Term, factors: list[Term], told: bool) -> bool:
    """Whether the rows and columns of a factor are known from around and beside it."""
    at = factors.index(factor)
    rows = _anchored(factors[at - 1]) if at else told
    columns = _anchored(factors[at + 1]) if at + 1 < len(factors) else told
    turned = factor.head == "call" and factor.value == "transpose"
    inner = factor.args[0] if turned else factor
    if inner.head == "call" and inner.value in CONSTANTS and len(inner.args) == 1:
        if inner.value == "identity":
            return rows or columns
        return columns if turned else rows
    return rows and columns


def _constant(node: Term) -> bool:
    return node.head == "call" and node.value in CONSTANTS


def _array(node: Term) -> bool:
    """Whether a factor is an array, as far as its names tell."""
    if _constant(node) or _anchored(node):
        return True
    return node.head in ("call", "neg", "div", "add", "pow") and any(map(_array, node.args))


def _anchored(node: Term) -> bool:
    """Whether the shape of a term follows from the declared names in it."""
    match node.head:
        case "symbol":
            return str(node.value) in typeface().arrays
        case "indexed" if node.args[0].head == "symbol":
            return typeface().members.get(str(node.args[0].value)) == len(node.args) - 1
        case "add":
            return any(map(_anchored, node.args))
        case "neg" | "div" | "pow" | "sum":
            return _anchored(node.args[0])
        case "mul":
            factors = [a for a in node.args if _array(a)]
            return bool(factors) and _anchored(factors[0]) and _anchored(factors[-1])
        case "call" if node.value in ("trace", "det", "norm", *CONSTANTS):
            return False
        case "call":
            return any(map(_anchored, node.args))
        case "derivative":
            return any(map(_anchored, node.args))
    return False


def row_of(context: Context, name: str) -> tuple[Term, Term] | None:
    """The matrix and the index, where a family is declared to be the rows of a matrix."""
    for definition in context.definitions:
        body = definition.body
        if (
            definition.name == name
            and definition.target.head == "indexed"
            and body.head == "call"
            and body.value == "row"
            and body.args[1:] == definition.target.args[1:]
        ):
            return body.args[0], body.args[1]
    return None


def index_for(context: Context, kind: Family) -> tuple[Term, ...]:
    """Letters for a family's members: indices that are declared for its ranges, or i, j, …"""
    letters: list[str] = []
    for span in kind.ranges:
        declared = [n for n, each in context.types.items() if each == Index(span)]
        letters.append(next(n for n in (*declared, *"ijklmnpqrs") if n not in letters))
    return tuple(map(symbol, letters))
