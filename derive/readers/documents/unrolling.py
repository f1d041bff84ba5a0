r"""What is defined for any layer or time, said of the others that a document speaks of.

After `z^l = W^l a^{l-1} + b^l` the document may speak of `z^{l+1}`, which is
`W^{l+1} a^l + b^{l+1}`, and of `z^L`.  Such a definition is added right after the general one, for
each stage that is spoken of, unless the name has a definition of its own there; it is none of the
document's relations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.links import Formulas, Link
from derive.readers.documents.stages import DEFINING, Stage, Staged, stage_of, written
from derive.readers.documents.walking import everything
from derive.readers.latex.rewriting import rewritten
from derive.readers.latex.tree import Bracket, Chain, Fraction, Node, Prose, Scripted, Sum

Name = tuple[str, Stage]
"""A letter with its stage."""


@dataclass(frozen=True, slots=True)
class _General:
    """A definition for any stage."""

    link: Link
    name: Name
    letters: Staged


def unrolled(found: Formulas, letters: Iterable[Staged]) -> Formulas:
    """The same formulas with the definitions that the general ones imply."""
    added: dict[int, list[Link]] = {}
    for each in letters:
        _add(found, each, added)
    if not added:
        return found
    places: list[int] = []
    links: list[Link] = []
    for link in found.links:
        places.append(len(links))
        links.append(replace(link, number=len(links)))
        for extra in added.get(link.number, ()):
            links.append(replace(extra, number=len(links)))
    places.append(len(links))
    return Formulas(
        links,
        [(places[at], fragment, node) for at, fragment, node in found.mentions],
        [(places[at], fragment, node) for at, fragment, node in found.memberships],
    )


def _add(found: Formulas, letters: Staged, added: dict[int, list[Link]]) -> None:
    general: dict[str, list[_General]] = {}
    own: set[Name] = set()
    for link in found.links:
        name = _defined(link, letters)
        if name is None:
            continue
        if name[1].base == letters.letter:
            before = general.setdefault(name[0], [])
            # Said again with a name for a part, as in a^l = σ(z^l); a derivative is not.
            if not before or not _differentiates(before[0].link.right):
                before.append(_General(link, name, letters))
        own.add(name)
    names = [n for link in found.links for side in _sides(link) for n in _names(side, letters)]
    stages = dict.fromkeys(stage for _, stage in names)
    any_stage = [s for s in stages if s.base == letters.letter]
    if any_stage:
        # One further than what is spoken of: what a quantity goes into has to be known.
        stages.setdefault(max(any_stage, key=lambda s: s.shift).moved(1))
    begun = set(_begun(general, letters))
    chain = max((link.chain for link in found.links), default=0)
    chain += sum(map(len, added.values()))
    for key, given in ((key, each) for key, several in general.items() for each in several):
        # All stages, for what a layer goes into has to be known as well as what it comes from.
        for stage in stages:
            name = key, stage
            if name == given.name or (name in own and not _differentiates(given.link.right)):
                continue
            if key in begun and not _later(stage, given.name[1]):
                continue
            chain += 1
            made = _instance(given, stage, chain)
            added.setdefault(given.link.number, []).append(made)
    _declare(found, letters, dict.fromkeys([*stages, *(s.moved(-1) for s in any_stage)]))


def _begun(general: dict[str, list[_General]], letters: Staged) -> Iterator[str]:
    """The letters of what is handed on from stage to stage: at the first it is given otherwise.

    After a^l = σ(W^l a^{l-1}) the a^{l-1} of a claim may be the input, which is no value of σ.
    """
    for given in (each for several in general.values() for each in several):
        for key, stage in _names(given.link.right, letters):
            if stage.base == letters.letter and stage.shift < given.name[1].shift:
                yield key


def _later(stage: Stage, own: Stage) -> bool:
    """Whether a general definition holds at a stage wherever it holds at its own."""
    return stage.shift > own.shift if stage.base == own.base else stage.shift >= 0


def _sides(link: Link) -> Iterator[Node]:
    yield link.left
    yield link.right


def _defined(link: Link, letters: Staged) -> Name | None:
    """The name that a relation may give its meaning."""
    left = normal(link.left)
    if link.position or link.sign not in DEFINING or link.conditions or link.premises:
        return None
    name = _name(left, letters) if isinstance(left, Scripted) else None
    if name is None or name in set(_names(link.right, letters)):
        return None
    return name


def _differentiates(node: Node) -> bool:
    """Whether what a name is defined as is a derivative alone: then it is one at every stage."""
    return isinstance(normal(node), Fraction)


def _names(node: Node, letters: Staged) -> Iterator[Name]:
    for each in everything(node):
        if isinstance(each, Scripted):
            name = _name(each, letters)
            if name is not None:
                yield name


def _name(node: Scripted, letters: Staged) -> Name | None:
    """A letter with the stage that its script names."""
    key = glyph(normal(node.base))
    script = node.sup if letters.place == "sup" else node.sub
    if key is None or script is None or not _is_stage(script, letters):
        return None
    stage = stage_of(script)
    return None if stage is None else (key, stage)


def _is_stage(script: Node, letters: Staged) -> bool:
    """Whether a script is one that was read as a stage: its letter is a part of the name."""
    node = normal(script)
    if isinstance(node, Bracket):
        node = normal(node.body)
    if isinstance(node, Sum):
        node = normal(node.terms[0])
    letter = letters.letter
    return isinstance(node, Prose) and node.text in (letter, letter[0].upper())


def _instance(given: _General, stage: Stage, chain: int) -> Link:
    """The definition of a name at one stage."""
    link = given.link
    at = given.name[1].shift

    def change(node: Node) -> Node:
        return _moved(node, given.letters, Stage(stage.base, stage.shift - at))

    return replace(
        link,
        left=rewritten(link.left, change),
        right=rewritten(link.right, change),
        chain=chain,
        marks=(),
        leads=False,
        implied=True,
    )


def _moved(node: Node, letters: Staged, origin: Stage) -> Node:
    """A name with its scripts counted from another stage."""
    if not isinstance(node, Scripted):
        return node
    sub, sup = node.sub, node.sup
    if sub is not None and (place := _elsewhere(sub, letters, origin)) is not None:
        sub = written(place, sub)
    if sup is not None and (place := _elsewhere(sup, letters, origin)) is not None:
        sup = Bracket("(", written(place, sup), ")", span=sup.span)
    return Scripted(node.base, sub, sup, node.primes, span=node.span)


def _elsewhere(script: Node, letters: Staged, origin: Stage) -> Stage | None:
    if not _is_stage(script, letters):
        return None
    stage = stage_of(script)
    if stage is None or stage.base != letters.letter:
        return None
    return origin.moved(stage.shift)


def _declare(found: Formulas, letters: Staged, stages: Iterable[Stage]) -> None:
    """What is declared for any stage, `W^l \\in …`, declared for the others, too."""
    for at, fragment, node in tuple(found.memberships):
        chain = normal(node)
        names = {s for n in _names(node, letters) for s in (n[1],) if s.base}
        general = Stage(letters.letter, 0)
        if not isinstance(chain, Chain) or general not in names:
            continue
        for stage in [s for s in stages if s != general]:

            def change(each: Node, stage: Stage = stage) -> Node:
                return _moved(each, letters, stage)

            found.memberships.append((at, fragment, rewritten(node, change)))
