"""The steps of a document: every relation with its place, its context, and what is doubtful.

A relation stands in the context of what its document has said up to there, and of the conditions
written beside it.  What can't be read, or fits no shapes, is settled here, with the reason;
whatever the prover has to decide goes on as a claim.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from derive.ground.diagnostic import Diagnostic
from derive.model import term as t
from derive.model.context import Context
from derive.model.derivation import Reading, Section, Step
from derive.model.domain import Index, Matrix, Scalar, Type, Vector
from derive.model.explicit import by_paths, total_relation
from derive.model.relation import Relation
from derive.model.term import Term
from derive.model.verdict import Verdict
from derive.readers.documents import imaginary
from derive.readers.documents.beside import conditions
from derive.readers.documents.broadcasting import Broadcast
from derive.readers.documents.classifying import Classified
from derive.readers.documents.conventions import (
    Conventions,
    LaidOut,
    Shown,
    shown_by,
    uses_vec,
)
from derive.readers.documents.densities import Distributions
from derive.readers.documents.doubts import Doubts
from derive.readers.documents.entries import sizes_at
from derive.readers.documents.findings import expectation, not_read, obstructed
from derive.readers.documents.fixed_indices import narrowed, same_indices
from derive.readers.documents.given_for_argument import beyond_its_argument
from derive.readers.documents.interpreting import (
    COMPARED,
    Read,
    Sides,
    guesses_behind,
    infer_locally,
)
from derive.readers.documents.jacobians import LAYOUTS, between_columns, in_both, settled
from derive.readers.documents.knowledge import Knowledge, Known, mentioned
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.links import Link
from derive.readers.documents.open_stages import given_elsewhere, left_open
from derive.readers.documents.rivals import rival_of
from derive.readers.documents.row_vectors import bold_names
from derive.readers.documents.senses import Senses
from derive.readers.documents.shaping import Inferred
from derive.readers.documents.silence import Silence
from derive.readers.documents.sizing import at_written_sizes
from derive.readers.documents.sorts import sort_of
from derive.readers.documents.stationarity import at_optimum
from derive.readers.documents.updates import descent


@dataclass(slots=True)
class Steps:
    """Makes the sections of one document."""

    lexicon: Lexicon
    """What its names are."""
    knowledge: Knowledge
    """What it defines and assumes, and where."""
    inferred: Inferred
    """The types that its formulas show."""
    reads: list[Read]
    """Its relations, in order."""
    diagnostics: list[Diagnostic]
    """Receives what there is to say about it."""
    distributions: Distributions
    """What its densities have to do with one another."""
    upwards: bool | None = None
    """Whether the document maximises (else it minimises), if its words say so."""
    local: set[int] = field(default_factory=set)
    """Links whose types were inferred from their neighbourhood alone."""
    bare: set[int] = field(default_factory=set)
    """Links that are judged without definitions, which don't fit them."""
    conventions: Conventions = field(default_factory=Conventions)
    """How derivatives of matrices may be laid out."""
    senses: Senses = field(default_factory=Senses)
    """Which letters mean something else in which sections."""

    def sections(self, classified: list[Classified]) -> tuple[Section, ...]:
        """One section for each chain of relations."""
        self.conventions = Conventions.of(
            map(self._shown, classified), vec=any(map(uses_vec, self.reads))
        )
        if not self.knowledge.layout_said:
            self.diagnostics += settled(self.knowledge, map(self._spread_out, classified))
        chains: dict[int, list[Step]] = {}
        for each in classified:
            chain = each.read.link.chain
            step = self._step(each, len(chains.get(chain, ())) + 1)
            chains.setdefault(chain, []).append(step)
        return tuple(
            Section(f"statement-{number}", "statement", None, tuple(steps))
            for number, steps in enumerate(chains.values(), 1)
        )

    def _spread_out(self, each: Classified) -> list[tuple[Relation, Context]]:
        """A relation and its context in each layout, numbers and rows spread over arrays."""
        found = []
        for sides in each.read.readings[:1]:
            if not between_columns((sides.left, sides.right), self.inferred.types):
                continue
            context, _ = self._context([sides.left, sides.right], each.read.link)
            for layout in LAYOUTS:
                spread = self._spreading(replace(context, layout=layout), each.read.link)
                relation = spread.relation(Relation(sides.left, "=", sides.right))
                found.append((relation, spread.definitions()))
        return found

    def _step(self, each: Classified, position: int) -> Step:
        read, link = each.read, each.read.link
        notes = [*read.notes, *each.notes]
        finding = None
        readings: tuple[Reading, ...] = ()
        context: Context | None = None
        guessed: tuple[str, ...] = ()
        used: list[Known] = []
        laid_out: list[LaidOut] = []
        loose: tuple[str, ...] = ()
        open_layout: tuple[str, ...] = ()
        sign = COMPARED.get(link.sign, "=")
        if read.readings:
            first = read.readings[0]
            relation = Relation(first.left, sign, first.right)
            nodes = [s for sides in read.readings for s in (sides.left, sides.right)]
            given, unreadable = conditions(link, self.lexicon)
            nodes += [side for each in given for side in (each.left, each.right)]
            context, used = self._context(nodes, link)
            context = narrowed(context.assume(*given))
            same = same_indices(context)
            if same:
                context = replace(
                    context, assumptions=tuple(a for a in context.assumptions if a not in same)
                )
                joined = {a.right: a.left for a in same}
                read.readings = [
                    Sides(t.substitute(s.left, joined), t.substitute(s.right, joined))
                    for s in read.readings
                ]
                first = read.readings[0]
                relation = Relation(first.left, sign, first.right)
                notes += [f"read with {a}" for a in same]
            context = self.distributions.needed(relation, context)
            used = [k for k in used if k.definition in context.definitions]
            if each.kind == "claim" and len(read.readings) == 1:
                written = self._written_out(link)
                relation, context, told = at_written_sizes(relation, context, written)
                notes += told
            if each.kind in ("claim", "update", "condition"):
                spread = self._spreading(context, link)
                context = spread.definitions()
                relation = spread.relation(relation)
                notes += spread.notes
                context = self._fitted(each, relation, context)
                if len(read.readings) == 1:
                    laid_out = self.conventions.readings(total_relation(relation), context)
            if laid_out:
                notes += [found.note(relation) for found in laid_out]
                readings = tuple(Reading(f.relation, str(f.convention)) for f in laid_out)
                open_layout = self.conventions.doubts(relation)
                relation, context = laid_out[0].relation, laid_out[-1].context
            if each.kind in ("claim", "update"):
                finding = self._shaped(each, relation, context)
            if each.kind in ("claim", "update"):
                notes += [k.guess for k in used if k.guess]
                notes += [
                    f"{k.definition.name} is defined later, in line {k.place.line}"
                    for k in used
                    if k.at > link.number and k.place is not None and not k.guess
                ]
                guessed = (*self._doubts(each, relation, context), *unreadable, *open_layout)
                guessed += guesses_behind(read, used, self.reads)
                guessed += given_elsewhere(relation, context, self.lexicon, self.knowledge)
                guessed += (*at_optimum(read, self.reads, self.knowledge),)
                if link.leads:
                    guessed += ("it is only supposed here, as something is drawn from it",)
                loose = self._loose(each, relation, context)
                notes += [f"read under the condition {each}" for each in given]
            if len(read.readings) > 1:
                several = (Relation(s.left, sign, s.right) for s in read.readings)
                readings = tuple(
                    Reading(total_relation(relation), last_resort=read.customary and number > 0)
                    for number, relation in enumerate(several)
                )
            elif each.kind == "claim" and finding is None and not laid_out:
                readings, context = by_paths(relation, context)
                if len(readings) == 1:
                    notes.append(f"read as {readings[0].brackets}")
                if not readings and not self.knowledge.layout_said:
                    readings = in_both(relation, context)
            relation = readings[0].relation if readings else total_relation(relation)
        else:
            relation = Relation(not_read(link.left, link), sign, not_read(link.right, link))
            finding = obstructed(read)
            if each.kind == "definition" and finding is not None:
                notes.append(f"not read: {finding.reason}")
        found = None
        if each.kind == "update" and context is not None:
            earlier = self.reads[: link.number]
            found = descent(relation, earlier, self.upwards, context)
        if found is not None:
            gradient = t.derivative(found.objective, relation.left)
            context = self._spread([relation.left, relation.right, gradient], link)
            asserted = Relation(relation.right, "=", relation.left - found.rate * gradient)
            if guessed or loose:
                guessed = self._doubts(each, asserted, context)
                loose = self._loose(each, Relation(asserted.right, "=", asserted.left), context)
        rival = None
        if each.kind in ("claim", "update") and context is not None:
            rival = rival_of(
                relation,
                used,
                lambda nodes: self._spread(nodes, link),
                lambda known: self.knowledge.aside(known, link.number),
            )
        return Step(
            f"relation-{link.number + 1}",
            relation,
            kind=each.kind,
            reason="; ".join(m.text.text for m in link.marks if m.kind == "by"),
            place=link.place,
            source=link.source,
            objective=None if found is None else found.objective,
            rate=None if found is None else found.rate,
            tentative=found is not None and found.tentative,
            context=context,
            readings=readings,
            finding=finding,
            expectation=expectation(link),
            skipped=next((m.text.text for m in link.marks if m.kind == "skip"), None),
            notes=tuple(dict.fromkeys(notes)),
            guessed=guessed,
            loose=loose,
            rival=rival,
        )

    def _spreading(self, context: Context, link: Link) -> Broadcast:
        """What spreads numbers and rows over arrays around a link."""
        sized = {*self.lexicon.declared, *self._written_out(link)}
        return Broadcast(context, sized, sized | bold_names(self.lexicon))

    def _shown(self, each: Classified) -> Shown:
        """What a relation shows that writes a matrix of derivatives out."""
        heads = {side.head for sides in each.read.readings for side in (sides.left, sides.right)}
        if not heads >= {"derivative", "matrix"}:
            return Shown()
        sides = each.read.readings[0]
        context, _ = self._context([sides.left, sides.right], each.read.link)
        return shown_by(total_relation(Relation(sides.left, "=", sides.right)), context)

    def _fitted(self, each: Classified, relation: Relation, context: Context) -> Context:
        """The context with the types that this claim and its definitions show by themselves,
        where those of the whole document do not fit it."""
        found = self._doubtful(each.read.link)
        doubts = Doubts(self.lexicon, self.knowledge, found)
        doubtful = any(name in found for name in context.types)
        if not doubtful and doubts.misshapen(relation, context) is None:
            return context
        pairs = [(relation.left, relation.right)]
        pairs += [(d.target, d.body) for d in context.definitions]
        pairs += [(a.left, a.right) for a in context.assumptions]
        local = infer_locally(self.lexicon, pairs)
        types = {**self.inferred.types, **local.types, **local.indices.get(0, {})}
        fitted, _ = self._known(relation, each.read.link, types)
        given, _ = conditions(each.read.link, self.lexicon)
        fitted = narrowed(fitted.assume(*given))
        fitted = self._spreading(fitted, each.read.link).definitions()
        fits = not local.doubtful.keys() & fitted.types.keys()
        fits = fits and not self._flattened(relation, fitted)
        if not fits or doubts.misshapen(relation, fitted) is not None:
            # Where the rest of the document is settled, it is this claim that does not fit.
            beyond = found.keys() & context.types.keys() <= self.inferred.settled
            settled = beyond and doubtful
            return context if settled else self._for_any(each, relation, context)
        self.local.add(each.read.link.number)
        return fitted

    def _flattened(self, relation: Relation, fitted: Context) -> bool:
        """Whether what is an array in the document would be a number here: numbers commute, and
        more holds of them."""
        names = {*mentioned(relation.left), *mentioned(relation.right)}
        return any(
            isinstance(self.inferred.types.get(name), Vector | Matrix)
            and isinstance(fitted.types.get(name), Scalar)
            for name in names
        )

    def _for_any(self, each: Classified, relation: Relation, context: Context) -> Context:
        """The context without the definitions, whose shapes don't fit one another: what holds
        whatever the names stand for holds for what they are.  A derivative needs them."""
        sides = (relation.left, relation.right)
        if any(node.head == "derivative" for side in sides for node in t.subterms(side)):
            return context
        local = infer_locally(self.lexicon, [sides])
        own = {**local.types, **self._written_out(each.read.link)}
        if any(sort_of(kind) != sort_of(self.inferred.types.get(n)) for n, kind in own.items()):
            return context
        types = {**context.types, **own, **local.indices.get(0, {})}
        bare = replace(context, types=types, definitions=())
        doubts = Doubts(self.lexicon, self.knowledge, {})
        if local.doubtful or doubts.misshapen(relation, bare) is not None:
            return context
        self.bare.add(each.read.link.number)
        return bare

    def _known(
        self, relation: Relation, link: Link, types: dict[str, Type]
    ) -> tuple[Context, list[Known]]:
        nodes = (relation.left, relation.right)
        types |= self._written_out(link)
        context, used = self.knowledge.context(nodes, link.number, types)
        return narrowed(context), used

    def _shaped(self, each: Classified, relation: Relation, context: Context) -> Verdict | None:
        at, lexicon, knowledge = each.at, self.lexicon, self.knowledge
        doubts = Doubts(lexicon, knowledge, self.inferred.doubtful)
        silence = Silence(lexicon, knowledge)
        reason = self.senses.open(each.read.link)
        reason = reason or silence.of(relation, at)
        reason = reason or silence.behind(context, at)
        reason = reason or left_open(relation, context, lexicon, knowledge)
        reason = reason or beyond_its_argument(relation, context, knowledge, at)
        reason = reason or imaginary.hindering(relation, context, lexicon, knowledge, at)
        if reason is None and len(each.read.readings) == 1:
            reason = self.conventions.turned(relation, context)
            reason = reason or doubts.misshapen(relation, context)
            reason = reason or self.conventions.unlaid(relation, context)
        return None if reason is None else Verdict("unread", reason=reason)

    def _doubts(self, each: Classified, relation: Relation, context: Context) -> tuple[str, ...]:
        doubtful = self._doubtful(each.read.link)
        doubtful = {n: why for n, why in doubtful.items() if n not in self.inferred.settled}
        if each.read.link.number in self.local:
            doubtful = {n: why for n, why in doubtful.items() if n in self.lexicon.contested}
        found = Doubts(self.lexicon, self.knowledge, doubtful).of(relation, context, each.at)
        if each.read.link.number in self.bare:
            found += ("the definitions behind it do not fit it; declare the shapes",)
        found += tuple(why for n, why in self.inferred.unranged.items() if n in context.types)
        if each.contradicts is not None and each.contradicts.place is not None:
            line = each.contradicts.place.line
            name = each.contradicts.definition.name
            if each.kind == "claim":
                found += (f"{name} has another definition in line {line}; rename one of them",)
            else:
                self.diagnostics.append(
                    Diagnostic(
                        "contradicting-definitions",
                        f"{name} is defined here and, by something else, in line {line}; from "
                        "here on this definition holds",
                        each.read.link.place,
                        f"rename one {name}, or write := for the definition that counts",
                    )
                )
        return found

    def _spread(self, nodes: list[Term], link: Link) -> Context:
        """What bears on some terms, numbers and rows spread over arrays."""
        return self._spreading(self._context(nodes, link)[0], link).definitions()

    def _loose(self, each: Classified, relation: Relation, context: Context) -> tuple[str, ...]:
        return tuple(Doubts(self.lexicon, self.knowledge, {}).one_sided(relation, context, each.at))

    def _context(self, nodes: list[Term], link: Link) -> tuple[Context, list[Known]]:
        types: dict[str, Type] = {**self.inferred.types, **self._written_out(link)}
        for name, index in self.inferred.indices.get(link.number, {}).items():
            if name not in types or isinstance(types[name], Index):
                types[name] = index
        context, used = self.knowledge.context(nodes, link.number, types)
        return narrowed(context), used

    def _written_out(self, link: Link) -> dict[str, Type]:
        """The types of the matrices that the section of a link writes out entry by entry."""
        names = self.lexicon.names
        found = sizes_at(self.lexicon.layouts, link.number)
        typed = {names.of(array): kind for array, kind in found.items()}
        return {n: kind for n, kind in typed.items() if n not in self.lexicon.firm}

    def _doubtful(self, link: Link) -> dict[str, str]:
        """What the formulas leave open of the types of names, by name."""
        settled = self._written_out(link)
        return {n: why for n, why in self.inferred.doubtful.items() if n not in settled}
