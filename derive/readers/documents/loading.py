"""The way in: a document becomes a derivation whose steps carry their places and contexts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from derive.ground.diagnostic import Diagnostic
from derive.model import term as t
from derive.model.context import Context, Definition
from derive.model.derivation import Derivation
from derive.model.domain import (
    Family,
    Function,
    Matrix,
    Scalar,
    Type,
    Value,
    Vector,
)
from derive.model.term import Term
from derive.readers.documents import einstein, opaque, well_known
from derive.readers.documents.brought_in import brought_in, said_again
from derive.readers.documents.classifying import Classifier
from derive.readers.documents.compound_scripts import may_have, unfolded
from derive.readers.documents.constants import given_anew
from derive.readers.documents.deciding import decide
from derive.readers.documents.declared_after import doubt_definitions
from derive.readers.documents.declaring import Declarations, declared, settings, stated
from derive.readers.documents.densities import Distributions
from derive.readers.documents.emphasis import without_emphasis
from derive.readers.documents.entries import layouts, main_sections, sizes_at
from derive.readers.documents.entry_letters import EntryLetters
from derive.readers.documents.evaluation_bars import hidden
from derive.readers.documents.glyphs import glyph, normal
from derive.readers.documents.identities import define_identities
from derive.readers.documents.interpreting import (
    Read,
    interpret,
    signatures,
)
from derive.readers.documents.iterates import iterated, numbered
from derive.readers.documents.jacobians import in_words
from derive.readers.documents.knowledge import Knowledge, Known
from derive.readers.documents.kronecker_delta import speaks_of_kronecker
from derive.readers.documents.labels import pick
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.links import Formulas, collect, formulas
from derive.readers.documents.macros import Macros
from derive.readers.documents.refining import refine
from derive.readers.documents.senses import Senses
from derive.readers.documents.shaping import Inferred
from derive.readers.documents.signs import all_signs, inferred_signs
from derive.readers.documents.silent_displays import silent_displays
from derive.readers.documents.slots import settle_slots
from derive.readers.documents.spelled_out import spell_out
from derive.readers.documents.squared_names import by_square, no_less_than_zero
from derive.readers.documents.stages import renamed, staged
from derive.readers.documents.steps import Steps
from derive.readers.documents.subscript_letters import counting_below
from derive.readers.documents.survey import base_glyph, surveyed
from derive.readers.documents.threading import thread
from derive.readers.documents.unclear_words import unclear_row
from derive.readers.documents.unsaid import Unsaid, assumed
from derive.readers.documents.updates import climbs
from derive.readers.latex import parse_display
from derive.readers.latex.display import Display
from derive.readers.latex.rewriting import rewritten, rewritten_statements
from derive.readers.latex.tree import Scripted
from derive.readers.sources import read as read_source
from derive.readers.sources.fragment import Fragment, Source

READINGS = 5
"""How often a document is read at most."""


def load(path: str | Path) -> Derivation:
    """The derivation that a document writes down; raises only when the file can't be read."""
    return derivation_of(read_source(path))


def derivation_of(source: Source) -> Derivation:
    """The derivation that the fragments of a document make; where letters turn out to be used anew
    from section to section, it is read again with these told apart."""
    senses = Senses()
    for _ in range(READINGS):
        document = Document(source, senses)
        derivation = document.derivation()
        revised = document.revised(derivation) if len(source.headings) > 1 else None
        if revised is None:
            break
        senses = revised
    return derivation


@dataclass(slots=True)
class Document:
    """One document on its way to a derivation."""

    source: Source
    senses: Senses = field(default_factory=Senses)
    lexicon: Lexicon = field(init=False)
    formulas: Formulas = field(init=False)
    said: Declarations = field(init=False)
    reads: list[Read] = field(init=False)
    knowledge: Knowledge = field(default_factory=Knowledge)
    inferred: Inferred = field(default_factory=Inferred)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unknown: dict[str, Term] = field(default_factory=dict)

    def derivation(self) -> Derivation:
        """Read, understand, and put together."""
        pieces, stressed = without_emphasis(self._parsed())
        if stressed:
            self.diagnostics.append(assumed("bold type around results only stresses them"))
        pieces = self.senses.told_apart(pieces)
        iterates = iterated(pieces)
        if iterates:
            below = partial(numbered, letters=iterates)
            pieces = [(fragment, rewritten_statements(each, below)) for fragment, each in pieces]
        stages = staged(pieces, self.source.page.text, numbered=bool(iterates))
        if stages:
            by_stage = partial(renamed, letters=stages)
            pieces = [(fragment, rewritten_statements(each, by_stage)) for fragment, each in pieces]
        self.diagnostics += [assumed(each.words) for each in stages]
        said = self.said = settings(self.source)
        inferred = inferred_signs(list(formulas(pieces)))
        for key in inferred:
            if key not in said.signs:
                self.diagnostics.append(assumed(f"{key} is written for the derivative"))
        signs = all_signs([*said.signs, *inferred])
        pieces, squares = by_square(pieces, signs)
        for key in squares:
            self.diagnostics.append(assumed(f"{key}^2 is one quantity, and {key} its root"))
        self.formulas = collect(pieces)
        self.diagnostics += silent_displays(self.source, self.formulas)
        survey = surveyed(formulas(pieces), signs)
        survey.counted |= dict.fromkeys(said.counting)
        self.lexicon = Lexicon(survey, signs=signs, stages=stages)
        self.lexicon.names.identified |= dict(said.aliases)
        self.lexicon.prime = said.options.get("prime", "derivative")
        self.lexicon.log = said.options.get("log", "natural")
        self.knowledge.spelling = self.lexicon.names.spelling
        layout = said.options.get("layout") or in_words(self.source.page.text)
        self.knowledge.layout_said = layout is not None
        self.knowledge.layout = layout or "denominator"
        decide(survey, self.lexicon, said.named)
        declared(self.source, self.formulas, self.lexicon, said)
        self.lexicon.take(said.types, said.members, said.firm)
        survey.counted |= counting_below(self.lexicon)
        self.diagnostics += said.diagnostics
        given = (link for link in self.formulas.links if not link.position)
        left = (base_glyph(link.left) for link in given if not speaks_of_kronecker(link))
        self.lexicon.targets = {key for key in left if key is not None}
        headings = [link.fragment.heading for link in self.formulas.links]
        self.lexicon.letters = EntryLetters(self.source, pieces, signs, headings)
        self.lexicon.given_by_entries = set(_given_by_entries(self.formulas))
        self.lexicon.repeating = einstein.reach(self.source, self.formulas.links)
        self.lexicon.hessian = _speaks_of_hessians(self.source)
        self.lexicon.given_anew = given_anew(self.formulas.links)
        unsaid = Unsaid(
            self.source,
            self.lexicon,
            self.formulas,
            self.knowledge,
            self.diagnostics,
            self.senses,
        )
        self.lexicon.layouts = layouts(self.formulas.links, self.source)
        unsaid.standard()
        signatures(self.lexicon, self.formulas)
        reads, self.inferred = interpret(self.lexicon, self.formulas)
        no_less_than_zero(squares, self.lexicon, self.inferred)
        self.reads = reads
        if self.lexicon.rows:
            self.diagnostics.append(
                assumed("bold letters are rows, for they stand before matrices")
            )
        if "sigmoid" in self.lexicon.derived:
            self.knowledge.define(Known(_sigmoid_prime(), opaque.ALWAYS, explicit=True))
            self.lexicon.declared["sigmoid_prime"] = Function((Scalar(),), Scalar())
            self.inferred.types["sigmoid_prime"] = Function((Scalar(),), Scalar())
        for each in well_known.known(self.lexicon, self.inferred):
            self.knowledge.define(each)
        for name in self.lexicon.primed:
            self.knowledge.define(Known(_prime(name), opaque.ALWAYS, explicit=True))
            self.lexicon.declared[f"{name}_prime"] = Function((Scalar(),), Scalar())
            self.inferred.types[f"{name}_prime"] = Function((Scalar(),), Scalar())
        self.inferred.doubtful |= said.doubtful
        self.lexicon.contested |= said.doubtful.keys()
        for read in reads:
            read.refuse(unclear_row(read.link))
        classified = Classifier(self.lexicon, self.knowledge, self.source).run(reads)
        for read in reads:
            read.refuse(hidden(read.points, self.knowledge, read.link.number))
        brought_in(classified, self.knowledge, self.lexicon)
        said_again(self.formulas, self.knowledge, self.lexicon)
        for guess in spell_out(classified, self.knowledge):
            self.diagnostics.append(assumed(guess))
        doubt_definitions(self.formulas, reads, self.lexicon, self.knowledge)
        settle_slots(reads, self.knowledge, self.inferred)
        refine(reads, self.knowledge)
        thread(reads, self.knowledge)
        unsaid.by_derivative(reads)
        unsaid.properties(self.inferred, _sides(reads))
        unsaid.rows(self.inferred)
        distributions = Distributions(self.lexicon.densities, self.inferred.types, self.knowledge)
        pairs = [(s.left, s.right) for r in reads for s in r.readings[:1]]
        for guess in distributions.relate(pairs):
            self.diagnostics.append(assumed(guess))
        for guess in define_identities(self.lexicon, self.knowledge, self.inferred):
            self.diagnostics.append(assumed(guess))
        for guess in pick(_sides(reads), self.lexicon, self.knowledge, self.inferred):
            self.diagnostics.append(assumed(guess))
        self.unknown = opaque.complete(_sides(reads), self.knowledge, self.lexicon)
        apart = dict(self.unknown)
        for start, end in main_sections(self.lexicon.layouts):
            # Matrices are written out anew: what is differentiated there is another quantity.
            found = opaque.complete(
                _sides(reads[start:end]), self.knowledge, self.lexicon, start, end - 1, self.unknown
            )
            apart |= {f"{name} {start}": call for name, call in found.items()}
            sizes = sizes_at(self.lexicon.layouts, end - 1)
            written = {self.lexicon.names.of(key): kind for key, kind in sizes.items()}
            for call in found.values():
                values = tuple(self._value_of(each, written) for each in call.args)
                self.inferred.types.setdefault(str(call.value), Function(values))
        self.unknown = apart
        for call in self.unknown.values():
            values = tuple(self._value_of(each) for each in call.args)
            self.inferred.types.setdefault(str(call.value), Function(values))
        steps = Steps(
            self.lexicon, self.knowledge, self.inferred, reads, self.diagnostics, distributions
        )
        steps.senses = self.senses
        self.diagnostics += [assumed(text) for text in (*self.senses.others, *self.senses.told)]
        steps.upwards = climbs(self.source.page.text)
        sections = steps.sections(classified)
        unsaid.types(sections)
        return Derivation(
            Path(self.source.file).name,
            self._title(),
            Context(),
            sections,
            source=self.source.file,
            diagnostics=(*self.source.diagnostics, *self.diagnostics),
        )

    def revised(self, derivation: Derivation) -> Senses | None:
        """Which letters turned out to be used anew, once the document has been read; if any."""
        from derive.readers.documents.reuse import Reuse

        steps = {int(step.id.removeprefix("relation-")) - 1: step for step in derivation.steps}
        looking = Reuse(
            self.source.headings,
            self.lexicon,
            self.said,
            self.inferred.types,
            self.inferred.doubtful,
            self.reads,
            steps,
        )
        return looking.revised(self.senses)

    def _value_of(self, node: Term, written: Mapping[str, Type] = {}) -> Value:
        """The type of one argument, `written` with the types of matrices written out."""
        base = node.args[0] if node.head == "indexed" else node
        kind = written.get(str(base.value), self.inferred.types.get(str(base.value)))
        if isinstance(kind, Family) and node.head == "indexed":
            return kind.element
        if isinstance(kind, Vector | Matrix) and node.head == "symbol":
            return kind
        return Scalar()

    def _parsed(self) -> list[tuple[Fragment, Display]]:
        macros = Macros(self.source)
        found = []
        for fragment in self.source.fragments:
            if fragment.is_math:
                found.append((fragment, parse_display(fragment.text, macros.at(fragment))))
            for each in stated(fragment):
                found.append((each, parse_display(each.text, macros.at(each))))
        unfold = partial(rewritten, change=unfolded)
        return [
            (f, rewritten_statements(each, unfold) if may_have(f.text) else each)
            for f, each in found
        ]

    def _title(self) -> str:
        return self.source.headings[0].title if self.source.headings else self.source.file


def _given_by_entries(found: Formulas) -> Iterator[str]:
    """The glyphs that stand with indices alone on the left of a relation."""
    for link in found.links:
        left = normal(link.left)
        key = glyph(normal(left.base)) if isinstance(left, Scripted) and left.sub else None
        if key is not None and not link.position:
            yield key


def _sides(reads: list[Read]) -> list[Term]:
    return [s for r in reads for sides in r.readings for s in (sides.left, sides.right)]


def _prime(name: str) -> Definition:
    """g'(t) := d g(t)/dt."""
    variable = t.symbol("t")
    value = t.derivative(t.call(name, variable), variable)
    return Definition(t.call(f"{name}_prime", variable), value)


def _speaks_of_hessians(source: Source) -> bool:
    """Whether the prose of a document names Hessians, and no Laplacian."""
    prose = " ".join(text for each in source.fragments for text in (each.before, each.after))
    prose += " ".join(each.title for each in source.headings)
    return "hessian" in prose.lower() and "laplac" not in prose.lower()


def _sigmoid_prime() -> Definition:
    """σ'(t) := σ(t)(1 − σ(t))."""
    variable = t.symbol("t")
    value = t.call("sigmoid", variable)
    return Definition(t.call("sigmoid_prime", variable), value * (1 - value))
