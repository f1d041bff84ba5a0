"""What a claim rests on that its document leaves open: then a counterexample would show nothing.

A claim is taken for an identity, meant for all values of its inputs.  Where an input occurs on one
side only, or one side is a mere number, the author may be defining something or putting values in;
where a quantity has no definition, or two, the one that is meant is not known.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.model import term as t
from derive.model.arrays import OPERATIONS
from derive.model.bound_names import canonical
from derive.model.context import Context
from derive.model.domain import (
    POSITIVE_INTEGER,
    Function,
    Index,
    Matrix,
    Scalar,
    Type,
    Vector,
)
from derive.model.relation import Relation
from derive.model.shapes import Misshapen, Shapes, same, worded
from derive.model.term import Term
from derive.readers.documents import imaginary
from derive.readers.documents.flatness import entry_of_number, flat, normed_number
from derive.readers.documents.knowledge import Knowledge, mentioned
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.members import differentials, members_of_numbers
from derive.readers.documents.opaque import shown
from derive.readers.documents.reversed_ranges import backwards
from derive.readers.documents.stage_names import layer
from derive.readers.documents.totals import total
from derive.readers.documents.under_sums import given_for_one


@dataclass(slots=True)
class Doubts:
    """Looks for what is left open around a claim."""

    lexicon: Lexicon
    knowledge: Knowledge
    doubtful: dict[str, str]
    """Names whose uses or declarations contradict each other, with how."""

    def of(self, relation: Relation, context: Context, at: int) -> tuple[str, ...]:
        """What is left open, in words with what to add."""
        found: dict[str, None] = {}
        defined = {d.name for d in context.definitions}
        for definition in context.definitions:
            for parameter in definition.parameters if definition.target.head == "call" else ():
                base = _base(parameter)
                names = () if base is None else (str(base.value), f"{base.value}_all")
                if names and not any(
                    self.knowledge.reaches(definition.body, name, at) for name in names
                ):
                    found.setdefault(
                        f"{definition.target} does not depend on {parameter} as it is defined"
                    )
            if any(k.at <= at for k in self.knowledge.special.get(definition.name, ())):
                found.setdefault(
                    f"members of {definition.name} whose indices coincide are defined apart; say "
                    "whether the claim is meant for them"
                )
            line = self._remarked(definition.name, at)
            if line is not None:
                found.setdefault(f"{definition.name} is said to be something else in line {line}")
            related = self._related(definition.name, at)
            if related is not None:
                found.setdefault(f"{definition.name} may stand for {related} here")
        for name in dict.fromkeys((*mentioned(relation.left), *mentioned(relation.right))):
            for start, until, word in self.knowledge.words.get(name, ()):
                if start <= at < until:
                    found.setdefault(f"{name} is said to be {word}; state that as a relation")
        for name, kind in context.types.items():
            if name in self.lexicon.firm:
                continue
            if isinstance(kind, Function) and name not in defined:
                plain = shown(name)
                found.setdefault(f"{plain} has no definition; add `def {plain} := …`")
            if name in self.doubtful:
                found.setdefault(self.doubtful[name])
            if name in self.lexicon.values:
                found.setdefault(f"the values that {self.lexicon.values[name]} takes are not said")
            if isinstance(kind, Matrix) and name.split("_")[0] == "I" and name not in defined:
                found.setdefault(f"{name} may be the identity matrix; say so, or declare it")
        sides = (relation.left, relation.right)
        inputs = {name for side in sides for name in self.knowledge.inputs(side, at)}
        for given in context.assumptions:
            counted = isinstance(context.types.get(str(given.left.value)), Index)
            if not counted and (_values(given, inputs) or _together(given, context)):
                found.setdefault(f"it is taken as given that {given}")
        for name, index in given_for_one(relation, context):
            found.setdefault(f"{name} is given for one {index}, and stands under a sum over it")
        found |= dict.fromkeys(members_of_numbers(relation, context, self.knowledge, at))
        found |= dict.fromkeys(differentials(relation))
        found |= dict.fromkeys(backwards(relation, context))
        unit = imaginary.unit_in(relation, context, self.lexicon, self.knowledge, at)
        if unit is not None:
            found.setdefault(imaginary.told(unit))
        if _other_case(relation, context):
            found.setdefault("it may only say which values are meant")
        if normed_number(relation, context):
            found.setdefault("a norm of numbers is taken; declare what it is the norm of")
        if _summed_silently(relation, context):
            found.setdefault("an index is repeated without a sum; write \\sum if one is meant")
        return tuple(map(self.lexicon.names.in_words, found))

    def _remarked(self, name: str, at: int) -> int | None:
        """The line after a name's definition that says something else of it."""
        since = max((k.at for k in self.knowledge.visible(name, at)), default=-1.0)
        lines = [n for where, n in self.knowledge.remarks.get(name, ()) if since < where <= at]
        return lines[-1] if lines else None

    def _related(self, name: str, at: int) -> str | None:
        """A name like this one, x_c next to x, that is defined closer by."""
        if layer(name, self.lexicon.names, self.lexicon.stages) is not None:
            return None
        known = self.knowledge.visible(name, at)
        since = max((k.at for k in known), default=-1.0)
        for other, definitions in self.knowledge.definitions.items():
            if other.endswith(("_alt", "_vec", "_all")) or other == total(name):
                continue
            if other.startswith(f"{name}_") and any(since < k.at <= at for k in definitions):
                return other
        return None

    def one_sided(self, relation: Relation, context: Context, at: int) -> list[str]:
        """Why an equation may define something or put values in."""
        if relation.sign != "=":
            return []
        left = self._inputs(relation.left, context, at)
        right = self._inputs(relation.right, context, at)
        open_left = [n for n in left if n not in self.lexicon.firm]
        extra = [n for n in right if n not in left and n not in self.lexicon.firm]
        if not extra and not _derives(relation.left):
            extra = [
                n
                for n in left
                if n not in right and n not in self.lexicon.firm
                if not self._established(n) or _estimated(n)
            ]
        if extra:
            words = self.lexicon.names.in_words
            return [
                f"{name} occurs on one side only; if {name} is defined elsewhere, "
                f"add `def {name} := …`"
                for name in map(words, extra)
            ]
        bare = not right and not _derives(relation.left)
        if bare and open_left:
            return ["values seem to be put in; state them with `assume`, or declare the names"]
        bare = not left and not _derives(relation.right)
        if bare and right and any(n not in self.lexicon.firm for n in right):
            return ["values seem to be put in; state them with `assume`, or declare the names"]
        return []

    def _established(self, name: str) -> bool:
        """Whether some definition uses a name."""
        return any(
            name in mentioned(known.definition.body)
            for definitions in self.knowledge.definitions.values()
            for known in definitions
        )

    def _inputs(self, node: Term, context: Context, at: int) -> list[str]:
        """The inputs that a term comes down to; sizes and indices are none."""
        return [
            name
            for name in self.knowledge.inputs(node, at)
            if not _counts(context.types.get(name)) and not name.startswith("?")
        ]

    def misshapen(self, relation: Relation, context: Context) -> str | None:
        """Why shapes do not fit, where they were only inferred."""
        found = self._misshapen(relation, context)
        return None if found is None else self.lexicon.names.in_words(found)

    def _misshapen(self, relation: Relation, context: Context) -> str | None:
        arrays = [
            name
            for name, kind in context.types.items()
            if not isinstance(kind, Scalar | Index) and name not in self.lexicon.declared
        ]
        entry = entry_of_number(relation, context)
        if entry is not None:
            return entry
        defined = {d.name for d in context.definitions}
        numbers = {
            str(side.value)
            for given in context.assumptions
            if given.sign not in ("=", "!=")
            for side in (given.left, given.right)
        }
        left_open = [
            name
            for name, kind in context.types.items()
            if not (name in self.lexicon.declared or name in defined or _counts(kind))
            if not (isinstance(kind, Scalar) and name in numbers)
        ]
        # Where all inputs are declared, the shapes of what is defined follow from them.
        if not arrays or not left_open:
            return None
        shapes = Shapes(context)
        try:
            left, right = shapes.of(relation.left), shapes.of(relation.right)
        except Misshapen as problem:
            reason = str(problem)
        else:
            if same(left, right):
                return flat(relation, shapes)
            reason = f"the left side is {worded(left)}, the right side {worded(right)}"
        known = [n for n in arrays if isinstance(context.types[n], Vector | Matrix)] or arrays
        example = f"let {known[0]} : real^(N x d)"
        return (
            f"with the shapes that were inferred it does not fit: {reason}; declare the shapes of "
            f"{', '.join(known[:4])}, as in `{example}`"
        )


def _values(given: Relation, inputs: set[str]) -> bool:
    """Whether an assumption gives a name a value, or something that does not occur in a claim:
    a case, which the claim need not be in.

    What restricts the inputs of a claim as a whole, such as Σ y_k = 1 or A = Aᵀ, is met by every
    counterexample, so that nothing is lost where it is not in force.
    """
    if given.sign != "=":
        return False
    pair = (given.left, given.right)
    if any(n not in OPERATIONS and n not in inputs for side in pair for n in mentioned(side)):
        return True
    return any(
        _base(one) is not None and _base(one) not in t.free_symbols(other)
        for one, other in (pair, pair[::-1])
    )


def _other_case(relation: Relation, context: Context) -> bool:
    """Whether a comparison bounds what is given a value: after n = 1, `n > 1` is another case."""
    given = {
        side
        for each in context.assumptions
        if each.sign == "="
        for side, other in ((each.left, each.right), (each.right, each.left))
        if t.literal(other) is not None
    }
    return relation.sign != "=" and (relation.left in given or relation.right in given)


def _together(given: Relation, context: Context) -> bool:
    """Whether another equation is assumed of the same inputs, perhaps in another case."""
    names = {n for n in (*mentioned(given.left), *mentioned(given.right)) if n not in OPERATIONS}
    return any(
        other.sign == "=" and names & {*mentioned(other.left), *mentioned(other.right)}
        for other in context.assumptions
        if canonical(other) != canonical(given)
    )


def _estimated(name: str) -> bool:
    """Whether a name is accented or starred: a value that is meant, rather than any."""
    return any(part in name.split("_") for part in ("hat", "bar", "tilde", "star"))


def _base(node: Term) -> Term | None:
    if node.head == "symbol":
        return node
    if node.head == "indexed" and node.args[0].head == "symbol":
        return node.args[0]
    return None


def _summed_silently(relation: Relation, context: Context) -> bool:
    """Whether a free index is repeated in a product, and is not free in the whole relation."""
    letters = {n for n, k in context.types.items() if isinstance(k, Index)}
    terms = [
        term
        for side in (relation.left, relation.right)
        for term in (side.args if side.head == "add" else (side,))
    ]
    free = {frozenset(str(s.value) for s in t.free_symbols(term)) & letters for term in terms}
    if len(free) == 1:
        return False
    for side in (relation.left, relation.right):
        for node in t.subterms(side):
            if node.head != "mul":
                continue
            seen = [
                str(index.value)
                for factor in node.args
                if factor.head == "indexed" or factor.value == "delta"
                for index in factor.args[factor.head == "indexed" :]
            ]
            if any(seen.count(letter) > 1 for letter in letters):
                return True
    return False


def _derives(node: Term) -> bool:
    return any(each.head == "derivative" for each in t.subterms(node))


def _counts(kind: Type | None) -> bool:
    return isinstance(kind, Index) or kind == Scalar(POSITIVE_INTEGER)
