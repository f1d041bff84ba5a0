r"""Subscripts of what has places: `[U V]_{ib}`, `f(x)_c`, `(A x)_i`, the entry `v_{kb}`.

After an array, a bracket or a call a letter can only be a place, whether or not it counts elsewhere
in the document; two letters or digits side by side are two places.  A letter that also is a
quantity gets a name of its own as an index.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from derive.model import term as t
from derive.model.domain import POSITIVE_INTEGER, Scalar
from derive.model.term import Term
from derive.readers.documents.faces import array_of
from derive.readers.documents.glyphs import normal
from derive.readers.documents.obstacle import Obstacle
from derive.readers.latex.tree import Bracket, Name, Node, Number, Product, Run, Scripted, Sequence

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader


@dataclass(frozen=True, slots=True)
class Place:
    """One index of a subscript."""

    node: Node

    def term(self, reader: Reader) -> Term:
        """Its term: a letter that does not count elsewhere is an index all the same."""
        from derive.readers.documents import scripts

        lexicon = reader.lexicon
        node = normal(self.node)
        if not isinstance(node, Name) or lexicon.counts(node.key) or node.key in reader.bound:
            return scripts.index(reader, node)
        named = lexicon.names.of(node.key)
        uses = lexicon.survey.uses.get(node.key)
        sized = lexicon.types.get(named) == Scalar(POSITIVE_INTEGER)
        if sized or node.key in lexicon.survey.sizes:
            return t.symbol(named)
        if named in lexicon.declared or (uses is not None and (uses.bare or uses.subscripts)):
            named = lexicon.names.of(node.key, "index")
        lexicon.paired.setdefault(named)
        return t.symbol(named)


def places(reader: Reader, sub: Node) -> list[Place] | None:
    """The one or two places that a subscript names, if it can be read as such."""
    found = reader.lexicon.components(sub)
    if found is None:
        found = _side_by_side(normal(sub))
    elif len(found) == 1:
        found = _digits(found[0])
    if found is None or len(found) > 2:
        return None
    return [Place(each) for each in found]


def pair(reader: Reader, key: str, found: list[Place]) -> bool:
    """Whether two letters side by side below a name are two indices: one of them counts.

    Where neither does, as in v_{ab}, they may be a word: that is a guess.
    """
    nodes = [normal(place.node) for place in found]
    letters = [node.key for node in nodes if isinstance(node, Name)]
    if len(nodes) != 2 or not letters:
        return False
    if not any(reader.lexicon.counts(k) or k in reader.bound for k in letters):
        reader.guess(f"the subscript {''.join(letters)} of {key} is taken for two indices")
    return True


def entry(reader: Reader, array: Term, node: Scripted, what: str) -> Term:
    """An entry of a bracket or a call."""
    assert node.sub is not None
    limits = node.sup is not None and not reader.lexicon.transposes(node.sup, None)
    components = reader.lexicon.components(node.sub)
    found = None if components is None else [Place(each) for each in components]
    if found is None and not limits:
        found = places(reader, node.sub)
    if found is None:
        raise Obstacle(
            f"a subscript after {what} that is no index", node.sub, construct="subscript"
        )
    return t.indexed(array, *(place.term(reader) for place in found))


def of_array(reader: Reader, key: str, node: Scripted) -> Term | None:
    """x_i or a_{ij} as an entry of the array that this section writes in another face."""
    if node.sub is None or node.primes or _labelled(node):
        return None
    found = places(reader, node.sub)
    counted = reader.lexicon.indices(node.sub, key)
    if found is None or (counted is None and not pair(reader, key, found)):
        return None
    array = array_of(reader.lexicon, key, len(found), reader.at)
    if array is None:
        return None
    if array.guess:
        reader.guess(array.guess)
    named = t.symbol(reader.lexicon.names.of(array.glyph))
    return t.indexed(named, *(place.term(reader) for place in found))


def of_pairs(reader: Reader, key: str, node: Scripted) -> Term | None:
    """v_{kb} with two indices side by side, where v is seen with two indices alone."""
    if node.sub is None or node.primes or _labelled(node):
        return None
    uses = reader.lexicon.survey.uses.get(key)
    found = places(reader, node.sub)
    if uses is None or found is None or uses.bare or reader.lexicon.arities(uses) != {2}:
        return None
    if not pair(reader, key, found):
        return None
    named = t.symbol(reader.lexicon.names.of(key))
    return t.indexed(named, *(place.term(reader) for place in found))


def _labelled(node: Scripted) -> bool:
    """Whether the label of a sample or a layer stands above a name."""
    return node.sup is not None and isinstance(normal(node.sup), Bracket)


def _side_by_side(node: Node) -> list[Node] | None:
    match node:
        case Name(key=key) if len(key) == 1:
            return [node]
        case Run(letters=letters) if len(letters) == 2:
            return [Name(each, span=node.span) for each in letters]
        case Sequence(items=items, separators=separators):
            if len(items) != 2 or any(s.text != "," for s in separators):
                return None
            return _both(items)
        case Product(factors=factors, operators=operators):
            if len(factors) != 2 or any(o.text for o in operators):
                return None
            return _both(factors)
    return None


def _both(nodes: tuple[Node, ...]) -> list[Node] | None:
    found = [normal(each) for each in nodes]
    plain = all(
        (isinstance(each, Name) and len(each.key) == 1)
        or (isinstance(each, Number) and each.text.isdigit() and len(each.text) == 1)
        for each in found
    )
    return found if plain else None


def _digits(node: Node) -> list[Node]:
    only = normal(node)
    if isinstance(only, Number) and len(only.text) == 2 and only.text.isdigit():
        return [Number(digit, span=only.span) for digit in only.text]
    return [only]
