"""Letters that are used anew: which ones, and in which sections.

Sections that declare a letter as different things tell it apart themselves.  Else a declaration
holds for the whole document, for many begin with their notation; but where a section, which the
one that declares a vector does not enclose, uses its letter as numbers only can be used, as in x^2
or d/dx, and no formula with it there speaks of arrays, it is another letter, a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from derive.model import arrays
from derive.model import term as t
from derive.model.context import Context
from derive.model.derivation import Step
from derive.model.domain import Function, Index, Matrix, Scalar, Type, Vector
from derive.model.shapes import Misshapen, Shapes, same
from derive.readers.documents.declaring import Declarations
from derive.readers.documents.functions_anew import numbers_here
from derive.readers.documents.glyphs import apart, bold, glyph, latex
from derive.readers.documents.interpreting import Read
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.number_uses import (
    adds_number,
    compares,
    differentiates,
    letters_of,
    raises,
    runs_to,
)
from derive.readers.documents.senses import Senses
from derive.readers.documents.walking import everything
from derive.readers.latex.tree import Node
from derive.readers.sources.fragment import Heading

ARRAY = 20
"""The number of the glyph for what is an array in a section, and a number as it is declared."""
NUMBER = 21
"""The number of the glyph for what is a number in a section, and a function elsewhere."""
SEVERAL = 2
"""So many formulas of one section that don't fit what is declared are no slip."""


@dataclass(slots=True)
class Reuse:
    """Looks for letters that are used anew in one document, after a reading of it."""

    headings: tuple[Heading, ...]
    lexicon: Lexicon
    said: Declarations
    """What it declares."""
    types: Mapping[str, Type]
    """The types of its names as they were read."""
    doubtful: Mapping[str, str]
    """Names whose uses contradict each other."""
    reads: list[Read]
    """Its relations."""
    steps: Mapping[int, Step]
    """The steps that came of them, by their numbers."""

    def revised(self, senses: Senses) -> Senses | None:
        """What to read the document with instead; None where it was read well."""
        declared = self._declared_anew(senses) or self._arrays_anew(senses)
        declared = declared or self._functions_anew(senses)
        if declared is not None:
            return declared
        wrong = {h for h in senses.shown if self._misfits(self._of(h), senses.shown[h].values())}
        if wrong:
            kept = {h: letters for h, letters in senses.shown.items() if h not in wrong}
            told = tuple(self._told(kept))
            return replace(senses, shown=kept, refused=senses.refused | wrong, told=told)
        found = dict(senses.shown)
        unsettled = dict(senses.unsettled)
        for heading in dict.fromkeys(r.link.fragment.heading for r in self.reads):
            if heading in senses.refused or heading in found or heading in unsettled:
                continue
            group, keys = self._numbers_only(heading)
            if not group:
                continue
            if any(self._is_number(r, keys) or compares(r.link, keys) for r in group) or any(
                self._shows_number(node, keys) for r in group for node in _sides(r)
            ):
                found[heading] = {key: apart(key, 0) for key in keys}
            elif sum(self._misfit(r) for r in group) >= SEVERAL:
                unsettled[heading] = {key: self._declaring(key) for key in keys}
        if len(found) == len(senses.shown) and len(unsettled) == len(senses.unsettled):
            return None
        told = tuple(self._told(found))
        return replace(senses, shown=found, unsettled=unsettled, told=told)

    # Declared anew.

    def _declared_anew(self, senses: Senses) -> Senses | None:
        """The letters that different sections declare as different things."""
        found = {h: dict(letters) for h, letters in senses.declared.items()}
        unsettled = {h: dict(names) for h, names in senses.unsettled.items()}
        known = {key for letters in found.values() for key in letters}
        new = False
        for name, said in (*self.said.said.items(), *self.said.said_of_members.items()):
            key = self.lexicon.names.glyph_of(name)
            kinds = list(dict.fromkeys(kind for _, kind in said))
            if key is None or key in known or len(kinds) < 2 or name in self.said.firm:
                continue
            if any(isinstance(kind, Index) for kind in kinds) or not _apart(said):
                continue
            for heading in range(-1, len(self.headings)):
                kind = self._in_force(heading, said)
                number = len(kinds) if kind is None else kinds.index(kind)
                if number:
                    found.setdefault(heading, {})[key] = apart(key, number)
                    new = True
                if kind is None:
                    unsettled.setdefault(heading, {})[apart(key, number)] = self._undecided(key)
        return replace(senses, declared=found, unsettled=unsettled) if new else None

    def _in_force(self, heading: int, said: list[tuple[int, Type]]) -> Type | None:
        """Which of several declarations holds in a section: that of the innermost section around
        it, or the only one before it; None where that is open."""
        around = [kind for h in self._around(heading) for where, kind in said if where == h]
        before = list(dict.fromkeys(kind for where, kind in said if where <= heading))
        if around:
            return around[0]
        return before[0] if len(before) == 1 else said[0][1] if not before else None

    def _undecided(self, key: str) -> str:
        return f"{latex(key)} is declared in two ways in other sections; declare it in this section"

    # Numbers that are arrays elsewhere.

    def _arrays_anew(self, senses: Senses) -> Senses | None:
        """The letters declared as numbers that a section beyond that treats as arrays: as one
        transposes them, or takes their norm."""
        found = {h: dict(letters) for h, letters in senses.declared.items()}
        new: list[str] = []
        for read in self.reads:
            heading = read.link.fragment.heading
            own = set(self._around(heading))
            for name in _treated_as_arrays(read):
                key = self.lexicon.names.glyph_of(name)
                said = self.said.said.get(name, [])
                if key is None or not said or name in self.said.firm:
                    continue
                if any(where in own for where, _ in said) or key in found.get(heading, {}):
                    continue
                if isinstance(self.types.get(name), Scalar):
                    found.setdefault(heading, {})[key] = apart(key, ARRAY)
                    line = self.said.places[name].line
                    new.append(
                        f"{latex(key)} is an array {self._where(heading)}, where it is "
                        f"treated as one; it is a number as declared in line {line}"
                    )
        return replace(senses, declared=found, others=(*senses.others, *new)) if new else None

    def _around(self, heading: int) -> Iterator[int]:
        """The sections that hold one, the innermost first."""
        while heading >= 0:
            yield heading
            heading = self.headings[heading].parent
        yield -1

    # Numbers that are functions elsewhere.

    def _functions_anew(self, senses: Senses) -> Senses | None:
        """The letters of functions that are numbers in a section."""
        sections: dict[int, list[Read]] = {}
        for read in self.reads:
            sections.setdefault(read.link.fragment.heading, []).append(read)
        found = {h: dict(letters) for h, letters in senses.declared.items()}
        new = []
        for heading, keys in numbers_here(self.lexicon, sections):
            for key in (k for k in keys if k not in found.get(heading, {})):
                found.setdefault(heading, {})[key] = apart(key, NUMBER)
                new.append(
                    f"{latex(key)} is a number {self._where(heading)}, and a function elsewhere"
                )
        return replace(senses, declared=found, others=(*senses.others, *new)) if new else None

    # Used anew.

    def _of(self, heading: int) -> list[Read]:
        return [r for r in self.reads if r.link.fragment.heading == heading]

    def _numbers_only(self, heading: int) -> tuple[list[Read], list[str]]:
        """The formulas of a section that go together with one that does not fit, and the letters
        of arrays in them; nothing where some of them speak of arrays."""
        reads = self._of(heading)
        group = {r.link.number: r for r in reads if self._misfit(r)}
        if not group:
            return [], []
        own = set(self._around(heading))
        while True:
            keys = dict.fromkeys(k for r in group.values() for k in _letters(r) if self._array(k))
            more = [r for r in reads if r.link.number not in group and {*_letters(r)} & keys.keys()]
            if not more:
                break
            group |= {r.link.number: r for r in more}
        for key in keys:
            name = self.lexicon.names.of(key)
            firm = name in self.said.firm or self.lexicon.names.glyph_of(name) is None
            if firm or bold(key) or any(where in own for where, _ in self.said.said.get(name, ())):
                return [], []
        if any(self._speaks_of_arrays(r, keys) for r in group.values()):
            return [], []
        if not all(self._given_anew(key, group.values()) for key in keys if self._matrix(key)):
            return [], []
        return list(group.values()), list(keys)

    def _array(self, key: str) -> bool:
        name = self.lexicon.names.of(key)
        kind = self.types.get(name)
        if isinstance(kind, Function):
            return any(isinstance(v, Vector | Matrix) for v in (*kind.arguments, kind.result))
        return isinstance(kind, Vector | Matrix) or name in self.doubtful

    def _matrix(self, key: str) -> bool:
        return isinstance(self.types.get(self.lexicon.names.of(key)), Matrix)

    def _given_anew(self, key: str, group: Iterable[Read]) -> bool:
        """Whether some formula says that the letter of a matrix is something else: it begins with
        it, compares it with a number, adds one to it, or differentiates by it."""
        for read in group:
            if glyph(read.link.left) == key and self._misfit(read):
                return True
            if compares(read.link, [key]):
                return True
            if any(self._as_number(node, [key]) for node in _nodes(read)):
                return True
        return False

    def _speaks_of_arrays(self, read: Read, keys: Iterable[str]) -> bool:
        """Whether a formula holds what only arrays have: transposes, norms, gradients, entries."""
        names = {self.lexicon.names.of(key) for key in keys}
        for node in _nodes(read):
            key = glyph(node)
            if key is not None and (key == r"\nabla" or bold(key)):
                return True
        for side in (s for sides in read.readings for s in (sides.left, sides.right)):
            for each in t.subterms(side):
                if each.head in ("matrix", "stack"):
                    return True
                if each.head == "call" and each.value in arrays.OPERATIONS:
                    return True
                if each.head == "indexed" and each.args[0].value in names:
                    return True
        return not self._misfit(read) and self._multiplies_arrays(read)

    def _multiplies_arrays(self, read: Read) -> bool:
        """Whether a formula holds a product of arrays."""
        step = self.steps.get(read.link.number)
        if step is None or step.context is None:
            return False
        shapes = Shapes(step.context)
        with suppress(Misshapen):
            for side in (step.relation.left, step.relation.right):
                for node in t.subterms(side):
                    if node.head == "mul" and sum(bool(shapes.of(a)) for a in node.args) > 1:
                        return True
        return False

    def _is_number(self, read: Read, keys: list[str]) -> bool:
        """Whether a letter is set equal to something without arrays, other than 0."""
        link = read.link
        if link.sign not in ("=", ":=") or glyph(link.left) not in keys:
            return False
        right = {k for each in everything(link.right) for k in letters_of(each)}
        return bool(right) and not any(self._array(key) for key in right)

    def _shows_number(self, node: Node, keys: list[str]) -> bool:
        """Whether a formula does with one of some letters what is done with numbers only."""
        powers = [key for key in keys if not self._matrix(key)]
        return any(raises(each, powers) or self._as_number(each, keys) for each in everything(node))

    def _as_number(self, node: Node, keys: list[str]) -> bool:
        return (
            adds_number(node, keys)
            or differentiates(node, keys, self.lexicon.signs)
            or runs_to(node, keys)
        )

    def _misfits(self, reads: list[Read], keys: Iterable[str]) -> bool:
        """Whether some formula with one of some letters does not fit."""
        wanted = {*keys}
        return any(self._misfit(r) for r in reads if wanted & {*_letters(r)})

    def _misfit(self, read: Read) -> bool:
        step = self.steps.get(read.link.number)
        if step is None or step.context is None or not read.readings:
            return False
        if step.relation.sign != "=":
            return False
        return _misshapen(step, step.context)

    def _where(self, heading: int) -> str:
        if heading < 0:
            return "before the first section"
        return f"in “{self.headings[heading].title}”"

    def _told(self, found: Mapping[int, Mapping[str, str]]) -> Iterator[str]:
        for heading, letters in found.items():
            where = self._where(heading)
            for key in letters:
                place = self.said.places.get(self.lexicon.names.of(key))
                other = f"declared in line {place.line}" if place else "an array elsewhere"
                yield f"{latex(key)} is a number {where}, where it is used as one; it is {other}"

    def _declaring(self, key: str) -> str:
        place = self.said.places.get(self.lexicon.names.of(key))
        where = f"declared in line {place.line}" if place else "an array elsewhere"
        return (
            f"{latex(key)} is {where}, and may be something else here; declare it in this section"
        )


def _misshapen(step: Step, context: Context) -> bool:
    shapes = Shapes(context)
    try:
        ends = (
            n.args[2:]
            for side in (step.relation.left, step.relation.right)
            for n in t.subterms(side)
            if n.head in ("sum", "product")
        )
        if any(shapes.of(end) for each in ends for end in each):
            return True
        if not same(shapes.of(step.relation.left), shapes.of(step.relation.right)):
            return True
        for definition in context.definitions:
            if definition.target.head == "symbol":
                shapes.of(definition.body)
    except Misshapen:
        return True
    return False


def _treated_as_arrays(read: Read) -> Iterator[str]:
    """The names that a relation transposes, or takes the norm of."""
    for sides in read.readings[:1]:
        for side in (sides.left, sides.right):
            for node in t.subterms(side):
                if node.head == "call" and node.value in ("transpose", "norm"):
                    for inner in node.args[:1]:
                        if inner.head == "symbol":
                            yield str(inner.value)


def _apart(said: list[tuple[int, Type]]) -> bool:
    """Whether no section by itself declares a name as two things."""
    by_section: dict[int, set[Type]] = {}
    for heading, kind in said:
        by_section.setdefault(heading, set()).add(kind)
    return all(len(kinds) == 1 for kinds in by_section.values())


def _sides(read: Read) -> tuple[Node, Node]:
    return read.link.left, read.link.right


def _nodes(read: Read) -> Iterator[Node]:
    for side in _sides(read):
        yield from everything(side)


def _letters(read: Read) -> Iterator[str]:
    for node in _nodes(read):
        yield from letters_of(node)
