r"""Layers and times: `z^{[l+1]}`, `a^{l-1}`, `h_{t-1}`, told apart by one letter and a step.

Where a document defines a layer by the one before it, `a^l = \sigma(W^l a^{l-1} + b^l)`, the
letter stands for any layer.  The quantities of layer l, of layer l + 1 and of the last one are then
different names, `z_l`, `z_{l+1}` and `z_L`, and can have different sizes; no definition is carried
from one to the other.  A relation that counts with the letter in another way, such as a sum over
all times, is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.links import formulas
from derive.readers.documents.survey import TRANSPOSES
from derive.readers.documents.walking import everything
from derive.readers.latex.display import Display
from derive.readers.latex.rewriting import rewritten
from derive.readers.latex.tree import Bracket, Chain, Mark, Name, Node, Number, Prose, Scripted, Sum
from derive.readers.sources.fragment import Fragment

Pieces = list[tuple[Fragment, Display]]
Place = Literal["sup", "sub"]

DEFINING = ("=", ":=", r"\equiv")
"""Signs that can give a name its meaning."""

_COUNTED = r"layers?|iterations?|iterates?|steps?|epochs?|times?|levels?"
"""What a letter above a name can count, in words."""


_STEP = re.compile(r"[_^]\s*\{[^{}]*[+-]\s*\{?\s*\d")
"""A script with a step in it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Which layer or time: so many steps after the one that a letter or a number names."""

    base: str
    """The letter; empty for a number."""
    shift: int


@dataclass(frozen=True, slots=True)
class Staged:
    """A letter that stands for any layer or time of a document, and where it is written."""

    letter: str
    place: Place
    glyphs: frozenset[str]
    """What carries it."""
    bare: bool
    """Whether it stands above names without brackets."""

    @property
    def words(self) -> str:
        """What it is taken for."""
        return f"{self.letter} stands for any layer or time"


def staged(pieces: Pieces, prose: str, *, numbered: bool = False) -> list[Staged]:
    """The letters by which a document tells layers or times apart, where it steps through them;
    `numbered` says that some of its scripts are not written as such."""
    if not numbered and not any(_STEP.search(fragment.text) for fragment, _ in pieces):
        return []
    seen: dict[tuple[str, Place], list[tuple[str, Node]]] = {}
    links: dict[tuple[str, Place], list[tuple[str, str, int]]] = {}
    for body in formulas(pieces):
        for node in everything(body):
            for place, stage, sup in _scripts(node):
                if stage.base:
                    seen.setdefault((stage.base, place), []).append((_key(node), sup))
        for place, left, right in _steps(body):
            links.setdefault((left[1].base, place), []).append(
                (left[0], right[0], right[1].shift - left[1].shift)
            )
    found = []
    for (letter, place), uses in seen.items():
        if not _goes_round(links.get((letter, place), [])):
            continue
        keys = frozenset(key for key, _ in uses)
        bare = place == "sup" and any(not isinstance(normal(sup), Bracket) for _, sup in uses)
        square = any(isinstance(n := normal(s), Bracket) and n.opening == "[" for _, s in uses)
        if place == "sup" and (bare or not square) and not _is_counted(letter, prose):
            continue
        if place == "sub" and _counts_otherwise(letter, pieces):
            continue
        found.append(Staged(letter, place, keys, bare))
    return found


def _is_counted(letter: str, prose: str) -> bool:
    """Whether the words of a document say that a letter counts layers or steps; l is the customary
    one for layers."""
    if letter in ("l", "ell") and re.search(r"\blayers?\b", prose, re.IGNORECASE):
        return True
    own = rf"\\?{letter}"
    after = rf"\b(?:{_COUNTED})\b[^.$]{{0,12}}\$\(?\s*{own}\b"
    before = rf"\$\s*{own}\s*(?:\^[^$]{{0,20}})?\$[^.$]{{0,16}}\b(?:{_COUNTED})\b"
    return re.search(f"{after}|{before}", prose) is not None


def _counts_otherwise(letter: str, pieces: Pieces) -> bool:
    """Whether a letter stands below a name next to other indices."""
    for body in formulas(pieces):
        for node in everything(body):
            sub = normal(node.sub) if isinstance(node, Scripted) and node.sub is not None else None
            if sub is None or stage_of(sub) is not None or isinstance(sub, Sum):
                # What is counted by k - m as well leaves its own relation as it is.
                continue
            letters = getattr(sub, "letters", "")
            if letter in letters or any(
                isinstance(each, Name) and each.key.lstrip("\\") == letter
                for each in everything(sub)
            ):
                return True
    return False


def times(letter: str, node: Node) -> int:
    """How often a letter stands in a formula."""
    names = (each for each in everything(node) if isinstance(each, Name))
    return sum(each.key.lstrip("\\") == letter for each in names)


def _key(node: Node) -> str:
    assert isinstance(node, Scripted)
    return glyph(normal(node.base)) or ""


def _scripts(node: Node) -> Iterator[tuple[Place, Stage, Node]]:
    """The scripts of a name that tell layers or times apart."""
    if not isinstance(node, Scripted) or glyph(normal(node.base)) is None:
        return
    if node.sup is not None and (stage := stage_of(node.sup)) is not None:
        yield "sup", stage, node.sup
    if node.sub is not None and (stage := stage_of(node.sub)) is not None:
        yield "sub", stage, node.sub


def stage_of(script: Node) -> Stage | None:
    """The stage that a script names: `l`, `l - 1`, `(l+1)`, `[2]`; None for anything else."""
    node = normal(script)
    if isinstance(node, Bracket) and node.opening in ("(", "["):
        return stage_of(node.body)
    match node:
        case Name(key=key) | Prose(text=key):
            letter = key.lstrip("\\")
            return Stage(letter, 0) if re.fullmatch(r"[A-Za-z]|ell|tau", letter) else None
        case Number(text=text):
            return Stage("", int(text)) if text.isdigit() else None
        case Sum(terms=(first, last), signs=signs):
            inner, step = stage_of(first), normal(last)
            if inner is None or not inner.base or inner.shift or signs[0].text:
                return None
            if not isinstance(step, Number) or not step.text.isdigit():
                return None
            return Stage(inner.base, int(step.text) * (1 if signs[1].text == "+" else -1))
    return None


def written(stage: Stage, at: Node) -> Node:
    """A stage as a script that is part of a name, written where another script stands."""
    if not stage.base:
        return Number(str(stage.shift), span=at.span)
    name: Node = Prose(stage.base, span=at.span)
    if not stage.shift:
        return name
    sign = Mark("+" if stage.shift > 0 else "-", span=at.span)
    number = Number(str(abs(stage.shift)), span=at.span)
    return Sum((Mark("", span=at.span), sign), (name, number), span=at.span)


def _steps(body: Node) -> Iterator[tuple[Place, tuple[str, Stage], tuple[str, Stage]]]:
    """What a relation says of a name at one stage by names at others: both, with their stages."""
    chain = normal(body)
    if not isinstance(chain, Chain) or chain.signs[0].text not in DEFINING:
        return
    for place, stage, _ in _scripts(normal(chain.operands[0])):
        own = _key(normal(chain.operands[0])), stage
        for node in (each for side in chain.operands[1:] for each in everything(side)):
            for other, at, _ in _scripts(node):
                if other == place and at.base == stage.base and stage.base:
                    yield place, own, (_key(node), at)


def _goes_round(steps: Iterable[tuple[str, str, int]]) -> bool:
    """Whether some name is given by itself at another stage, in one relation or through several."""
    edges = list(dict.fromkeys(steps))
    for start in {left for left, _, _ in edges}:
        waiting, known = [(start, 0)], {(start, 0)}
        while waiting:
            name, total = waiting.pop()
            for left, right, step in edges:
                there = right, total + step
                if left != name or abs(total + step) > 2 or there in known:
                    continue
                if right == start and there[1]:
                    return True
                known.add(there)
                waiting.append(there)
    return False


def renamed(body: Node, letters: Iterable[Staged]) -> Node:
    """A statement with the stages in its scripts as parts of names."""
    for each in letters:
        if not _only_steps(body, each):
            continue

        def change(node: Node, each: Staged = each) -> Node:
            return _renamed(node, each)

        body = rewritten(body, change)
    return body


def _only_steps(body: Node, letters: Staged) -> bool:
    """Whether a letter stands in scripts alone, each of which names a stage."""
    inside = 0
    for node in everything(body):
        for _, stage, _ in _scripts(node):
            inside += stage.base == letters.letter
    return times(letters.letter, body) == inside


def _renamed(node: Node, letters: Staged) -> Node:
    if not isinstance(node, Scripted) or glyph(normal(node.base)) is None:
        return node
    sub, sup = node.sub, node.sup
    if sub is not None and (stage := _own(sub, letters)) is not None:
        sub = written(stage, sub)
    on = letters.place == "sup" and _key(node) in letters.glyphs
    if sup is not None and on and (stage := _own(sup, letters)) is not None:
        sup = Bracket("(", written(stage, sup), ")", span=sup.span)
    if sub is node.sub and sup is node.sup:
        return node
    return Scripted(node.base, sub, sup, node.primes, span=node.span)


def _own(script: Node, letters: Staged) -> Stage | None:
    """The stage that a script names by the letter of a document, or by its capital for the last."""
    stage = stage_of(script)
    last = letters.letter[0].upper()
    turns = letters.place == "sup" and last in TRANSPOSES
    if stage is None or stage.base not in ((letters.letter,) if turns else (letters.letter, last)):
        return None
    return stage
