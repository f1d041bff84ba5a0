"""What prose says of a matrix or a vector in one word: symmetric, orthogonal, invertible, unit.

A symmetric matrix is assumed to equal its transpose.  What other words say is not read as a
relation, but is kept: a claim about such a quantity is not refuted by a value that need not have
the property.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from derive.model import term as t
from derive.model.domain import Family, Matrix, Range, Scalar, Type, Vector, finite
from derive.model.relation import Relation
from derive.model.term import Term
from derive.readers.documents.glyphs import Names
from derive.readers.sources.fragment import Fragment

_WORDS = (
    "symmetric", "antisymmetric", "skew-symmetric", "orthogonal", "orthonormal", "unitary",
    "idempotent", "diagonal", "triangular", "singular", "positive definite",
    "positive semidefinite", "positive semi-definite", "positive-definite", "identity", "unit",
    "normalized", "normalised", "stochastic", "permutation", "projection", "projector", "hermitian",
    "standardized", "standardised", "centered", "centred", "one-hot", "probability",
)  # fmt: skip
"""Longer words stand for themselves: "antisymmetric" is found before "symmetric"."""

_SIGNS = {
    "positive": (">",), "strictly positive": (">",), "negative": ("<",), "nonnegative": (">=",),
    "non-negative": (">=",), "nonzero": ("!=",), "non-zero": ("!=",),
}  # fmt: skip
"""Words that compare a number with 0 → the signs."""

_ANY = "|".join(sorted(map(re.escape, (*_WORDS, *_SIGNS)), key=len, reverse=True))
_AFTER = re.compile(
    rf"(?:\s*,?\s*(?:and\s+)?\$[^$]*\$)*\s*,?\s*"
    rf"(?:(?:be|is|are|being|with|an?|the|all|both|two|real)\b|\$[^$]*\$|\s)*"
    rf"\b({_ANY})\b(?!\s+or\b)"
)
_BEFORE = re.compile(
    rf"\b({_ANY})\b(?:,?\s+(?:and\s+)?(?:{_ANY}))*"
    r"(?:[\s-]+(?:matrix|matrices|vectors?|distributions?|columns?|rows?|labels?|targets?|outputs?|"
    r"encodings?|encoded|class(?:es)?|true|ground|truth))*\s*$"
)
_CUED = re.compile(
    r"\b(?:for|let|take|given|with|consider|fix|any|every|all|assume|suppose)\s+\S*\Z"
)
_LISTED = re.compile(r"(\\(?:mathbf|boldsymbol|bm|mathrm|mathcal)\{\\?\w+\}|\\[a-z]+|[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Property:
    """One word that is said of a name."""

    name: str
    word: str
    given: bool
    """Whether it is let hold, "a symmetric matrix A", rather than remarked, "A is symmetric"."""

    def compared(self, types: Mapping[str, Type]) -> Iterator[Relation]:
        """What a number is said to be: "let x be positive"."""
        number = isinstance(types.get(self.name, Scalar()), Scalar)
        if self.given and number:
            for sign in _SIGNS.get(self.word, ()):
                yield Relation(t.symbol(self.name), sign, t.ZERO)


def one_hot(
    said: Property, types: Mapping[str, Type], sides: Iterable[Term]
) -> Iterator[tuple[Relation, frozenset[str]]]:
    """That the entries of a one-hot vector, or of each row that is spoken of, add up to one.

    Each relation comes with the names that it is about.
    """
    kind = types.get(said.name)
    if said.word != "one-hot":
        return
    array, place = t.symbol(said.name), t.symbol("place")
    match kind:
        case Vector(size) | Family((Range(upper=size),), Scalar()):
            total = t.summation(t.indexed(array, place), place, 1, size)
            yield Relation(total, "=", t.ONE), frozenset({said.name})
        case (
            Matrix(_, size) | Family((_, Range(upper=size)), Scalar()) | Family((_,), Vector(size))
        ):
            for row in _rows(array, sides):
                total = t.summation(t.indexed(array, row, place), place, 1, size)
                yield Relation(total, "=", t.ONE), frozenset({said.name, str(row.value)})


def is_binary(kind: Type | None) -> bool:
    """Whether all entries are zeros and ones by their type."""
    while isinstance(kind, Family | Vector | Matrix):
        kind = kind.element
    return isinstance(kind, Scalar) and kind.domain == finite(0, 1)


def _rows(array: Term, sides: Iterable[Term]) -> list[Term]:
    """The letters that stand as the first index of an array."""
    found: dict[Term, None] = {}
    for side in sides:
        for node in t.subterms(side):
            own = node.head == "indexed" and node.args[0] is array
            if own and node.args[1].head == "symbol":
                found.setdefault(node.args[1])
    return list(found)


def properties(
    fragment: Fragment, names: Names, letters: Mapping[str, str] = {}
) -> Iterator[Property]:
    """What the words around an inline formula say of the names that it introduces; `letters` has
    the glyphs that mean something else where it stands."""
    if fragment.kind != "inline":
        return
    before = _BEFORE.search(fragment.before.lower())
    if before is not None and before.group(1) in _SIGNS:
        words = fragment.before.lower()[: before.start(1)].rstrip()
        before = before if _CUED.search(f"{words} ") else None
    found = before or _AFTER.match(fragment.after.lower())
    if found is None:
        return
    given = before is not None or re.search(r"\bbe\b", found.group()) is not None
    listed = re.split(r"\\in\b|=|:", fragment.text)[0]
    for each in listed.split(","):
        key = _LISTED.fullmatch(each.strip())
        if key is not None:
            name = names.of(letters.get(key.group(), key.group()))
            yield Property(name, found.group(1), given)
