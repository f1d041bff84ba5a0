"""What is known at a place: declared symbols, definitions, assumptions.

Definitions form the dependency graph (the *computation graph*): z depends on w, x and b, a on z,
L on a and y.  A definition's target is a symbol (`z`), a function of parameters (`σ(t)`) or a
family member over an index (`h_j`); its body is a term.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from derive.ground.diagnostic import fail
from derive.ground.place import Place
from derive.model.domain import Family, Function, Index, Matrix, Scalar, Type, Vector
from derive.model.parameters import freed
from derive.model.relation import Relation
from derive.model.term import Term, free_symbols, literal, make, substitute, subterms


@dataclass(frozen=True, slots=True)
class Definition:
    """`target := body`."""

    target: Term
    body: Term
    place: Place | None = None

    @property
    def name(self) -> str:
        """The name that is given a meaning."""
        head = self.target.args[0] if self.target.head == "indexed" else self.target
        return str(head.value)

    @property
    def parameters(self) -> tuple[Term, ...]:
        """The symbols that stand for any argument: those of σ(t), or the index of h_j."""
        if self.target.head == "call":
            return self.target.args
        if self.target.head == "indexed":
            return tuple(a for a in self.target.args[1:] if a.head == "symbol")
        return ()

    def unfold(self, use: Term) -> Term | None:
        """The body for one use of the target, or None when the use is of something else."""
        if use.head != self.target.head:
            return None
        if use.head == "symbol":
            return self.body if use is self.target else None
        if use.value != self.target.value or len(use.args) != len(self.target.args):
            return None
        bindings: dict[Term, Term] = {}
        for formal, actual in zip(self.target.args, use.args, strict=True):
            if formal in self.parameters:
                if bindings.setdefault(formal, actual) is not actual:
                    return None
            elif formal is not actual:
                return None
        return substitute(self.body, bindings)


def _named(node: Term) -> tuple[str, object]:
    """What a use and the definition that gives it its meaning have in common."""
    return node.head, node.args[0].value if node.head == "indexed" else node.value


@dataclass(frozen=True)
class Context:
    """Declarations, definitions and assumptions in force; immutable, extended by copies."""

    types: dict[str, Type] = field(default_factory=dict)
    """Declared name → type, in order of declaration."""
    definitions: tuple[Definition, ...] = ()
    """In order; a name has at most one (family members with literal indices: one each)."""
    assumptions: tuple[Relation, ...] = ()
    """Relations taken as given."""
    layout: str = "denominator"
    """Of derivatives by vectors: `denominator` (the variable's shape), `numerator`, or `jacobian`:
    gradients of numbers in the one, those of columns in the other."""
    spelling: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Name → the name that its author wrote, where one letter has several meanings; for a function
    perhaps with the signs between its arguments, as in `p(·|·;·)`."""

    def declare(self, name: str, kind: Type) -> Context:
        """This context with one more name."""
        return replace(self, types={**self.types, name: kind})

    def define(self, definition: Definition) -> Context:
        """This context with one more definition."""
        return replace(self, definitions=(*self.definitions, definition))

    def assume(self, *relations: Relation) -> Context:
        """This context with more assumptions."""
        return replace(self, assumptions=(*self.assumptions, *relations))

    def type_of(self, name: str) -> Type | None:
        """The declared type of a name."""
        return self.types.get(name)

    def definition_of(self, use: Term) -> Definition | None:
        """The definition that gives this symbol, call or family member its meaning.

        A member with a definition of its own, such as h_0, is not what the general one says.
        """
        found: Definition | None = None
        for definition in self._of_name.get(_named(use), ()):
            if definition.unfold(use) is None:
                continue
            if use.head != "indexed" or not definition.parameters:
                return definition
            found = found or definition
        return found

    def unfold(self, use: Term) -> Term | None:
        """The body that one defined symbol, call or family member stands for, one level deep."""
        definition = self.definition_of(use)
        if definition is None or use is definition.target or not definition.parameters:
            return None if definition is None else definition.unfold(use)
        general = self._freed(definition)
        return None if general is None else general.unfold(use)

    def _freed(self, definition: Definition) -> Definition | None:
        """A definition that holds for any arguments."""
        known = self._general
        if definition.target not in known:
            known[definition.target] = freed(self, definition)
        return known[definition.target]

    @cached_property
    def _of_name(self) -> dict[tuple[str, object], list[Definition]]:
        found: dict[tuple[str, object], list[Definition]] = {}
        for definition in self.definitions:
            found.setdefault(_named(definition.target), []).append(definition)
        return found

    @cached_property
    def _general(self) -> dict[Term, Definition | None]:
        return {}

    def borrowed(self) -> frozenset[Term]:
        """Names that definitions use besides their parameters.

        A binder over such a name needs another index before a definition is opened inside it.
        """
        return frozenset(
            name
            for definition in self.definitions
            for name in free_symbols(definition.body)
            if name not in definition.parameters
        )

    def unfold_all(self, node: Term, *, keep: tuple[Term, ...] = ()) -> Term:
        """Replace every defined quantity by its body, down to what is only declared.

        The terms in `keep` stay.  Derivatives are not looked into: there the variable of
        differentiation stops the unfolding, which only who differentiates can respect.
        """
        known: dict[Term, Term] = {each: each for each in keep}

        def visit(current: Term) -> Term:
            if current not in known:
                known[current] = opened(current)
            return known[current]

        def opened(current: Term) -> Term:
            body = self.unfold(current)
            if body is not None:
                return visit(body)
            if not current.args or current.head == "derivative":
                return current
            replaced = tuple(visit(a) for a in current.args)
            if all(a is r for a, r in zip(current.args, replaced, strict=True)):
                return current
            return make(current.head, replaced, current.value)

        return visit(node)

    def mentions(self, node: Term) -> Iterator[Term]:
        """The defined quantities and declared names that a term uses directly."""
        seen: dict[Term, None] = {}

        def visit(current: Term) -> None:
            if self.definition_of(current) is not None or current.head in ("symbol", "indexed"):
                seen.setdefault(current)
                if current.head == "call":
                    for a in current.args:
                        visit(a)
            else:
                for a in current.args:
                    visit(a)

        visit(node)
        return iter(seen)

    def depends(self, node: Term, variable: Term) -> bool:
        """Whether a term reaches a variable through the definitions."""
        known: dict[Term, bool] = {}

        def reaches(current: Term) -> bool:
            if current not in known:
                known[current] = found(current)
            return known[current]

        def found(current: Term) -> bool:
            member = variable.head == "indexed" and current.head == "indexed"
            if current is variable or (variable.head == "indexed" and current is variable.args[0]):
                return True
            if member and current.args[0] is variable.args[0]:
                return self._may_coincide(current, variable)
            body = self.unfold(current)
            if body is not None and reaches(body):
                return True
            if current.head == "indexed":
                # An entry of an array depends on what the array depends on.
                whole = current.args[0]
                return whole is variable or (self.unfold(whole) is not None and reaches(whole))
            return any(reaches(a) for a in current.args)

        return reaches(node)

    def _may_coincide(self, one: Term, other: Term) -> bool:
        pairs = zip(one.args[1:], other.args[1:], strict=False)
        return all(
            a is b or literal(a) is None or literal(b) is None or literal(a) == literal(b)
            for a, b in pairs
        )

    def check(self) -> None:
        """Raise for a cyclic definition or a symbol that is neither declared nor defined."""
        for definition in self.definitions:
            self._check_acyclic(definition)
            self.check_declared(definition.body, definition.parameters, definition.place)

    def check_declared(
        self, node: Term, parameters: tuple[Term, ...] = (), place: Place | None = None
    ) -> None:
        """Raise when a term uses a name that has no declaration and no definition."""
        known = {d.name for d in self.definitions} | set(self.types)
        for found in free_symbols(node):
            if found not in parameters and str(found.value) not in known:
                raise fail(
                    "undeclared-symbol",
                    f"the symbol {found} is used in {node} but is neither declared nor defined",
                    place=place,
                    help=f'declare it first, for example m.symbol("{found}", real)',
                )

    def _check_acyclic(self, start: Definition) -> None:
        trail: list[Definition] = []

        def visit(definition: Definition) -> None:
            if definition in trail:
                names = [d.name for d in trail[trail.index(definition) :]] + [definition.name]
                raise fail(
                    "cyclic-definition",
                    f"the definition of {definition.name} needs itself: {' → '.join(names)}",
                    place=definition.place,
                    help="give one of these quantities another name",
                )
            trail.append(definition)
            for node in subterms(definition.body):
                used = self.definition_of(node)
                if used is not None and node not in definition.parameters:
                    visit(used)
            trail.pop()

        visit(start)


def scalar(kind: Type | None) -> Scalar | None:
    """The scalar type of a symbol, family member, entry or function value; None for an index."""
    match kind:
        case Scalar():
            return kind
        case Vector(element=element) | Matrix(element=element):
            return element
        case Family(element=element):
            return scalar(element)
        case Function(result=result):
            return scalar(result)
        case Index() | None:
            return None
