r"""Letters for the entries of arrays in bold or capitals: `x_i` of `\mathbf{x}`, `a_{ij}` of `A`.

Authors name the entries of an array by its letter in another face.  What a letter is depends on
where it stands, for documents use letters anew; so it is asked of the innermost section that
writes the array.  An array whose members have indices of their own, or a letter that is declared,
is left alone; where the letter also stands alone in that section, or the array goes by two
faces, the reading is told as a guess, against which nothing is refuted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from derive.readers.documents.glyphs import bold, capital, letter, marks, normal
from derive.readers.documents.survey import Survey, Uses, surveyed
from derive.readers.latex.display import Display
from derive.readers.latex.tree import Node, Number, Product, Run, Sequence
from derive.readers.sources.fragment import Fragment, Source


@dataclass(frozen=True, slots=True)
class Array:
    """The array that a letter with indices is an entry of."""

    glyph: str
    guess: str = ""
    """What was taken for granted, if anything was."""


@dataclass(slots=True)
class EntryLetters:
    """Finds arrays for the letters of their entries, section by section."""

    source: Source
    """The document, with its headings."""
    pieces: list[tuple[Fragment, Display]]
    """Its formulas."""
    signs: frozenset[str]
    """The signs of its differentials."""
    headings: list[int] = field(default_factory=list)
    """For each relation the section that it stands in."""
    matrices: frozenset[str] = frozenset()
    """Glyphs that are matrices, as a first reading showed."""
    _surveys: dict[int, Survey] = field(default_factory=dict)
    _found: dict[tuple[str, int, int], Array | None] = field(default_factory=dict)

    def learn(self, matrices: Iterable[str]) -> None:
        """Take over which glyphs turned out to be matrices."""
        self.matrices = frozenset(matrices)
        self._found.clear()

    def array(self, key: str, arity: int, at: int) -> Array | None:
        """The array of which a letter with so many indices is an entry, at a relation."""
        if bold(key) or capital(key) or arity not in (1, 2):
            return None
        heading = self.headings[at] if 0 <= at < len(self.headings) else -1
        place = (key, arity, heading)
        if place not in self._found:
            self._found[place] = self._array(key, arity, heading)
        return self._found[place]

    def twin(self, key: str, at: int) -> Array | None:
        """The bold capital that a plain one, which is used as a matrix, is another face of."""
        if bold(key) or not capital(key):
            return None
        heading = self.headings[at] if 0 <= at < len(self.headings) else -1
        for survey in self._outwards(heading):
            faces = [k for k in survey.uses if bold(k) and letter(k) == letter(key)]
            faces = [k for k in faces if marks(k) == marks(key)]
            if not faces:
                continue
            if len(faces) > 1 or not all(_whole(survey.uses.get(k)) for k in (key, *faces)):
                return None
            return Array(faces[0], f"{key} is taken to be the same as {faces[0]}")
        return None

    def _array(self, key: str, arity: int, heading: int) -> Array | None:
        for survey in self._outwards(heading):
            wanted = letter(key) if arity == 1 else letter(key).upper()
            faces = [k for k in survey.uses if letter(k) == wanted and k != key]
            if arity == 1:
                faces = [k for k in faces if bold(k)]
            faces = [k for k in faces if marks(k) == marks(key)]
            if not faces:
                continue
            return self._chosen(key, faces, survey, arity)
        return None

    def _chosen(self, key: str, faces: list[str], survey: Survey, arity: int) -> Array | None:
        matrices = [k for k in faces if k in self.matrices or _turned(survey.uses[k])]
        arrays = [k for k in faces if bold(k)] or matrices
        if len(arrays) != 1 or not _whole(survey.uses[arrays[0]], arity):
            return None
        uses = survey.uses.get(key)
        alone = uses is not None and uses.bare
        others = [k for k in faces if k not in arrays and survey.uses[k].bare]
        guess = ""
        if alone or others:
            shown = f"{key}_i" if arity == 1 else f"{key}_{{ij}}"
            guess = f"{shown} is taken for the entries of {arrays[0]}"
        return Array(arrays[0], guess)

    def _outwards(self, heading: int) -> Iterable[Survey]:
        """The surveys of a section, of the one around it, and so on to the whole document."""
        while heading >= 0:
            yield self._survey(heading)
            heading = self.source.headings[heading].parent
        yield self._survey(-1)

    def _survey(self, heading: int) -> Survey:
        found = self._surveys.get(heading)
        if found is None:
            found = self._surveys[heading] = surveyed(self._formulas(heading), self.signs)
        return found

    def _formulas(self, heading: int) -> Iterable[Node]:
        for fragment, display in self.pieces:
            if heading < 0 or self._inside(fragment.heading, heading):
                for row in display.rows:
                    for statement in row.statements:
                        yield statement.body

    def _inside(self, inner: int, outer: int) -> bool:
        while inner >= 0 and inner != outer:
            inner = self.source.headings[inner].parent
        return inner == outer


def _turned(uses: Uses) -> bool:
    """Whether something is transposed or inverted, as only matrices are."""
    return bool(uses.transposed or uses.inverted)


def _whole(uses: Uses | None, arity: int = 1) -> bool:
    """Whether an array stands as a whole: it has no members, though a matrix may have entries."""
    if uses is None or (not uses.unlabelled and (arity == 1 or uses.labels)):
        return False
    return all(arity == 2 and _two(sub) for sub in uses.subscripts)


def _two(sub: Node) -> bool:
    """Whether a subscript consists of two letters or digits."""
    node = normal(sub)
    if isinstance(node, Run):
        return len(node.letters) == 2
    if isinstance(node, Sequence | Product):
        return len(node.items if isinstance(node, Sequence) else node.factors) == 2
    return isinstance(node, Number) and len(node.text) == 2
