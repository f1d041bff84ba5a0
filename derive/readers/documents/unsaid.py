"""What a document leaves unsaid, and how it is taken; each guess is told.

σ without a definition is the sigmoid; a quantity that only occurs in `du/dv = d/dv E` is E; a
matrix X next to vectors x_i of its sizes has them as rows; names without a declaration have the
types that
the formulas show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from derive.ground.diagnostic import Diagnostic
from derive.model import term as t
from derive.model.context import Definition
from derive.model.derivation import Section
from derive.model.domain import (
    POSITIVE_INTEGER,
    Family,
    Function,
    Index,
    Matrix,
    Scalar,
    Vector,
)
from derive.model.relation import Relation
from derive.model.sizes import same_size
from derive.model.term import Term, literal
from derive.readers.documents import opaque
from derive.readers.documents.glyphs import as_written, glyph, letter, normal
from derive.readers.documents.interpreting import (
    Read,
)
from derive.readers.documents.knowledge import Given, Knowledge, Known, mentioned, sizes
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.links import Formulas
from derive.readers.documents.properties import is_binary, one_hot, properties
from derive.readers.documents.senses import Senses
from derive.readers.documents.shaping import Inferred
from derive.readers.documents.survey import base_glyph
from derive.readers.documents.walking import everything
from derive.readers.sources.fragment import Fragment, Source

_SIGMOID = re.compile(r"sigmoid|logistic", re.IGNORECASE)
_OTHER = re.compile(
    r"\\sigma(?:\s*\([^()$]*\))?\s*(?::|\$?\s*(?:is|be|are|may|can|denotes?|stands|sorts)\b)[^.]*?"
    r"(?:\\tanh|\b(?:tanh|tangent|soft[- ]?max|soft[- ]?plus|re[- ]?lu|rectif\w*|arbitrary|any|"
    r"some|differentiable|smooth|its|permut\w*|function|mathbb)\b)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(slots=True)
class Unsaid:
    """Fills in what one document leaves unsaid."""

    source: Source
    """Its pieces, in order."""
    lexicon: Lexicon
    """What its names are."""
    formulas: Formulas
    """Its relations."""
    knowledge: Knowledge
    """Receives definitions and assumptions."""
    diagnostics: list[Diagnostic]
    """Receives what was assumed."""
    senses: Senses
    """Which letters mean something else in which sections."""

    def standard(self) -> None:
        """σ is the sigmoid, and vec the columns of a matrix one below the other, where the document
        does not say what else they are."""
        lexicon = self.lexicon
        for key in lexicon.survey.uses:
            if letter(key) == "vec" and lexicon.is_function(key) and not self._defines(key):
                lexicon.standard[lexicon.names.of(key)] = "vec"
            function = letter(key) == "sigma" and lexicon.is_function(key)
            if function and not self._defines(key) and not self._other_function():
                name = lexicon.names.of(key)
                lexicon.standard[name] = "sigmoid"
                self.diagnostics.append(assumed(f"{key}(…) is the sigmoid, for it is not defined"))

    def _other_function(self) -> bool:
        """Whether words say that \\sigma is some other function than the sigmoid, or any at all."""
        for sentence in re.split(r"[.;!?](?=\s|$)|\n\s*\n|\$\$", self.source.page.text):
            if r"\sigma" in sentence and _OTHER.search(sentence) and not _SIGMOID.search(sentence):
                return True
        return False

    def _defines(self, key: str) -> bool:
        """Whether some relation gives a function's value at a name by other means than itself."""
        from derive.readers.latex.tree import Bracket, Product

        for link in self.formulas.links:
            left = link.left
            if (
                isinstance(left, Product)
                and len(left.factors) == 2
                and getattr(normal(left.factors[0]), "primes", 0) == 0
                and isinstance(left.factors[1], Bracket)
                and base_glyph(left.factors[0]) == key
                and link.sign in ("=", ":=", r"\equiv")
                and self.lexicon.is_bare(left.factors[1].body)
                and not any(glyph(each) == key for each in everything(link.right))
            ):
                return True
        return False

    def by_derivative(self, reads: list[Read]) -> None:
        """A quantity that only occurs in `du/dv = d/dv E` is E."""
        for read in reads:
            if not read.readings or read.link.sign != "=":
                continue
            wide = read.readings[-1]
            left, right = wide.left, wide.right
            if left.head != "derivative" or right.head != "derivative":
                continue
            quantity, *by = left.args
            body, *other = right.args
            if quantity.head != "symbol" or by != other or body is quantity:
                continue
            name = str(quantity.value)
            if self.knowledge.definitions.get(name) or name in self.lexicon.declared:
                continue
            if name in mentioned(body) or (
                not set(by) & set(t.subterms(body)) and not _family(by, body)
            ):
                continue
            if self.knowledge.reaches(body, name, read.link.number):
                continue
            place = read.link.place
            guess = f"{name} is taken to be {body}, from line {place.line}"
            known = Known(Definition(quantity, body, place), read.link.number, place, guess=guess)
            self.knowledge.define(known)
            self.diagnostics.append(assumed(guess))

    def properties(self, inferred: Inferred, sides: list[Term]) -> None:
        """What prose says of names in one word, for the rest of the section that says so."""
        links = self.formulas.links
        for fragment in self.source.fragments:
            letters = self.senses.letters(fragment.heading)
            for each in properties(fragment, self.lexicon.names, letters):
                end = (
                    self.source.headings[fragment.heading].end
                    if fragment.heading >= 0
                    else min((h.start for h in self.source.headings), default=None)
                )
                starts = [k.fragment.start for k in links]
                at = sum(s < fragment.start for s in starts)
                until = len(links) if end is None else sum(s < end for s in starts)
                array = t.symbol(each.name)
                defined = bool(self.knowledge.visible(each.name, at))
                totals = [] if defined else list(one_hot(each, inferred.types, sides))
                if totals:
                    # How labels are encoded is said once, for all that comes, unless a later
                    # section gives the letter another set to be from.
                    until = self._declared_again(each.name, fragment, len(links) + 1)
                    for total, about in totals:
                        given = Given(total, at, until, fragment.place, about)
                        self.knowledge.assumptions.append(given)
                    shown = self.lexicon.names.written(each.name)
                    guess = f"the entries of {shown}, which is one-hot, add up to 1"
                    self.diagnostics.append(assumed(guess))
                compared = [] if defined else list(each.compared(inferred.types))
                for relation in compared:
                    given = Given(relation, at, until, fragment.place)
                    self.knowledge.assumptions.append(given)
                if (
                    each.word == "symmetric"
                    and each.given
                    and not self.knowledge.visible(each.name, at)
                ):
                    relation = Relation(array, "=", t.call("transpose", array))
                    given = Given(relation, at, until, fragment.place)
                    self.knowledge.assumptions.append(given)
                elif not compared and not (totals and is_binary(inferred.types.get(each.name))):
                    # Zeros and ones that add up to one are all that is meant: nothing is left open.
                    words = self.knowledge.words.setdefault(each.name, [])
                    words.append((at, until, each.word))

    def _declared_again(self, name: str, fragment: Fragment, end: int) -> int:
        """Before which link another section says what set a name is from; else the end."""
        for at, other, node in self.formulas.memberships:
            if other.start > fragment.start and other.heading != fragment.heading:
                keys = (glyph(each) for each in everything(node))
                if any(key is not None and self.lexicon.names.of(key) == name for key in keys):
                    return at
        return end

    def rows(self, inferred: Inferred) -> None:
        """A matrix X without a definition next to vectors x_i of its sizes has them as rows."""
        types = inferred.types
        names = self.lexicon.names
        for name, kind in list(types.items()):
            if not isinstance(kind, Matrix) or self.knowledge.definitions.get(name):
                continue
            for other, family in types.items():
                if not isinstance(family, Family) or len(family.ranges) != 1:
                    continue
                member = family.element
                if not isinstance(member, Vector) or self.knowledge.definitions.get(other):
                    continue
                fits = same_size(kind.rows, family.ranges[0].upper)
                fits = fits and same_size(kind.columns, member.size)
                if not fits or other.removesuffix("_all") != name.lower() or name == name.lower():
                    continue
                row, column = t.symbol("i"), t.symbol("j")
                target = t.indexed(t.symbol(name), row, column)
                body = t.indexed(t.symbol(other), row, column)
                shown = names.written(other.removesuffix("_all"))
                guess = f"the rows of {names.written(name)} are taken to be {shown}_i"
                self.knowledge.define(Known(Definition(target, body), opaque.ALWAYS, guess=guess))
                self.diagnostics.append(assumed(guess))

    def types(self, sections: tuple[Section, ...]) -> None:
        """Tell once what names without a declaration were taken to be."""
        grouped: dict[str, dict[str, None]] = {}
        said = self._said()
        for step in (s for section in sections for s in section.steps if s.context is not None):
            assert step.context is not None
            defined = {d.name for d in step.context.definitions}
            for name, kind in step.context.types.items():
                if isinstance(kind, Index | Function) or name in said:
                    continue
                if name in defined or name.startswith("?"):
                    continue
                family = name.removesuffix("_all")
                variable = self.lexicon.values.get(family)
                written = self.lexicon.names.written(variable or family)
                written = f"the values of {written}" if variable else written
                shown = "positive integer" if kind == Scalar(POSITIVE_INTEGER) else str(kind)
                grouped.setdefault(shown, {}).setdefault(written)
        for kind_text, names in grouped.items():
            self.diagnostics.append(assumed(f"{', '.join(names)} : {kind_text}"))

    def _said(self) -> set[str]:
        """The names of which the document says what they are: it declares them or their members,
        as many as they count, or bounds them by a number."""
        lexicon = self.lexicon
        kinds = (*lexicon.declared.values(), *lexicon.members.values())
        said = {*lexicon.declared, *(size for kind in kinds for size in sizes(kind))}
        for name in lexicon.members:
            said |= {name, f"{name}_all"}
        for given in self.knowledge.assumptions:
            for one, other in (
                (given.relation.left, given.relation.right),
                (given.relation.right, given.relation.left),
            ):
                if given.relation.sign not in ("=", "!=") and literal(other) is not None:
                    said.add(str(one.value))
        return said


def assumed(message: str) -> Diagnostic:
    """What to tell of something that was assumed."""
    return Diagnostic("assumed", f"assumed: {as_written(message)}", level="note")


def _family(by: list[Term], body: Term) -> bool:
    """Whether some member of the variable's family occurs."""
    bases = {v.args[0] for v in by if v.head == "indexed"}
    return bool(bases & set(t.subterms(body)))
