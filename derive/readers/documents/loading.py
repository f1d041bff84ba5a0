"""The way in: a document becomes a derivation whose steps carry their places and contexts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from derive.ground.diagnostic import Diagnostic
from derive.model import term as t
from derive.model.context import Context, Definition
from derive.model.derivation import Derivation, Expectation, Reading, Section, Step
from derive.model.domain import (
    POSITIVE_INTEGER,
    Family,
    Function,
    Index,
    Matrix,
    Range,
    Scalar,
    Type,
    Value,
    Vector,
)
from derive.model.relation import Relation
from derive.model.sizes import same_size
from derive.model.term import Term
from derive.model.verdict import STATUSES, Verdict
from derive.readers.documents import opaque
from derive.readers.documents.broadcasting import Broadcast
from derive.readers.documents.classifying import Classified, Classifier
from derive.readers.documents.declaring import declared, settings, stated
from derive.readers.documents.doubts import Doubts
from derive.readers.documents.glyphs import glyph, letter, normal
from derive.readers.documents.identities import define_identities
from derive.readers.documents.interpreting import (
    COMPARED,
    Read,
    Sides,
    infer_locally,
    interpret,
    signatures,
)
from derive.readers.documents.knowledge import Given, Knowledge, Known, mentioned
from derive.readers.documents.lexicon import Lexicon, decide
from derive.readers.documents.links import Formulas, Link, collect, formulas
from derive.readers.documents.obstacle import Obstacle
from derive.readers.documents.properties import properties
from derive.readers.documents.reading import Reader
from derive.readers.documents.shaping import Inferred
from derive.readers.documents.signs import all_signs, inferred_signs
from derive.readers.documents.survey import base_glyph, surveyed
from derive.readers.documents.updates import descent
from derive.readers.documents.walking import everything
from derive.readers.latex import Macro, parse_display
from derive.readers.latex.display import Display
from derive.readers.latex.tree import Chain
from derive.readers.sources import read as read_source
from derive.readers.sources.fragment import Fragment, Source


def load(path: str | Path) -> Derivation:
    """The derivation that a document writes down; raises only when the file can't be read."""
    return derivation_of(read_source(path))


def derivation_of(source: Source) -> Derivation:
    """The derivation that the fragments of a document make."""
    return Document(source).derivation()


@dataclass(slots=True)
class Document:
    """One document on its way to a derivation."""

    source: Source
    lexicon: Lexicon = field(init=False)
    formulas: Formulas = field(init=False)
    knowledge: Knowledge = field(default_factory=Knowledge)
    inferred: Inferred = field(default_factory=Inferred)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unknown: dict[str, Term] = field(default_factory=dict)
    reads: list[Read] = field(default_factory=list)
    local: set[int] = field(default_factory=set)
    """Links whose types were inferred from their neighbourhood alone."""

    def derivation(self) -> Derivation:
        """Read, understand, and put together."""
        pieces = self._parsed()
        self.formulas = collect(pieces)
        said = settings(self.source)
        inferred = inferred_signs(list(formulas(pieces)))
        for key in inferred:
            if key not in said.signs:
                self._assumed(f"{key} is written for the derivative", key)
        signs = all_signs([*said.signs, *inferred])
        survey = surveyed(formulas(pieces), signs)
        survey.counted |= dict.fromkeys(said.counting)
        self.lexicon = Lexicon(survey, signs=signs)
        self.lexicon.names.identified |= dict(said.aliases)
        self.lexicon.prime = said.options.get("prime", "derivative")
        self.lexicon.log = said.options.get("log", "natural")
        self.knowledge.layout = said.options.get("layout", "denominator")
        decide(survey, self.lexicon, said.named)
        declared(self.source, self.formulas, self.lexicon, said)
        self.lexicon.take(said.types, said.members, said.firm)
        self.diagnostics += said.diagnostics
        left = (base_glyph(link.left) for link in self.formulas.links if not link.position)
        self.lexicon.targets = {key for key in left if key is not None}
        self._standard()
        signatures(self.lexicon, self.formulas)
        reads, self.inferred = interpret(self.lexicon, self.formulas)
        self.reads = reads
        if "sigmoid" in self.lexicon.derived:
            self.knowledge.define(Known(_sigmoid_prime(), opaque.ALWAYS, explicit=True))
            self.lexicon.declared["sigmoid_prime"] = Function((Scalar(),), Scalar())
            self.inferred.types["sigmoid_prime"] = Function((Scalar(),), Scalar())
        self.inferred.doubtful |= said.doubtful
        classified = Classifier(self.lexicon, self.knowledge, self.source).run(reads)
        self._by_derivative(reads)
        self._properties()
        self._rows()
        for guess in define_identities(self.lexicon, self.knowledge, self.inferred):
            self._assumed(guess, guess)
        self.unknown = opaque.complete(
            [s for r in reads for sides in r.readings for s in (sides.left, sides.right)],
            self.knowledge,
            self.lexicon,
        )
        for call in self.unknown.values():
            values = tuple(self._value_of(each) for each in call.args)
            self.inferred.types.setdefault(str(call.value), Function(values))
        sections = self._sections(classified)
        self._types_assumed(sections)
        return Derivation(
            Path(self.source.file).name,
            self._title(),
            Context(),
            sections,
            source=self.source.file,
            diagnostics=(*self.source.diagnostics, *self.diagnostics),
        )

    def _value_of(self, node: Term) -> Value:
        """The type of one argument."""
        base = node.args[0] if node.head == "indexed" else node
        kind = self.inferred.types.get(str(base.value))
        if isinstance(kind, Family) and node.head == "indexed":
            return kind.element
        if isinstance(kind, Vector | Matrix) and node.head == "symbol":
            return kind
        return Scalar()

    def _parsed(self) -> list[tuple[Fragment, Display]]:
        macros: dict[str, Macro] = {}
        for macro in self.source.macros:
            body = macro.body.text
            if macro.operator:
                body = rf"\operatorname{{{body}}}"
            macros[macro.name] = Macro(body, macro.arguments, macro.default)
        found = []
        for fragment in self.source.fragments:
            if fragment.is_math:
                found.append((fragment, parse_display(fragment.text, macros)))
            for each in stated(fragment):
                found.append((each, parse_display(each.text, macros)))
        return found

    def _standard(self) -> None:
        """σ is the sigmoid where the document does not say what else it is."""
        lexicon = self.lexicon
        for key in lexicon.survey.uses:
            function = letter(key) == "sigma" and lexicon.is_function(key)
            if function and not self._defines(key):
                name = lexicon.names.of(key)
                lexicon.standard[name] = "sigmoid"
                self._assumed(f"{key}(…) is the sigmoid, for it is not defined", name)

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

    def _assumed(self, message: str, name: str) -> None:
        self.diagnostics.append(Diagnostic("assumed", f"assumed: {message}"))

    def _by_derivative(self, reads: list[Read]) -> None:
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
            self._assumed(guess, name)

    def _properties(self) -> None:
        """What prose says of names in one word, for the rest of the section that says so."""
        links = self.formulas.links
        for fragment in self.source.fragments:
            for each in properties(fragment, self.lexicon.names):
                end = (
                    self.source.headings[fragment.heading].end
                    if fragment.heading >= 0
                    else min((h.start for h in self.source.headings), default=None)
                )
                starts = [k.fragment.start for k in links]
                at = sum(s < fragment.start for s in starts)
                until = len(links) if end is None else sum(s < end for s in starts)
                array = t.symbol(each.name)
                if (
                    each.word == "symmetric"
                    and each.given
                    and not self.knowledge.visible(each.name, at)
                ):
                    relation = Relation(array, "=", t.call("transpose", array))
                    given = Given(relation, at, until, fragment.place)
                    self.knowledge.assumptions.append(given)
                else:
                    words = self.knowledge.words.setdefault(each.name, [])
                    words.append((at, until, each.word))

    def _rows(self) -> None:
        """A matrix X without a definition next to vectors x_i of its sizes has them as rows."""
        types = self.inferred.types
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
                self._assumed(guess, name)

    def _types_assumed(self, sections: tuple[Section, ...]) -> None:
        """Tell once what names without a declaration were taken to be."""
        grouped: dict[str, dict[str, None]] = {}
        for step in (s for section in sections for s in section.steps if s.context is not None):
            assert step.context is not None
            defined = {d.name for d in step.context.definitions}
            for name, kind in step.context.types.items():
                if isinstance(kind, Index | Function) or name in self.lexicon.declared:
                    continue
                if name in defined or name.startswith("?"):
                    continue
                written = self.lexicon.names.written(name.removesuffix("_all"))
                shown = "positive integer" if kind == Scalar(POSITIVE_INTEGER) else str(kind)
                grouped.setdefault(shown, {}).setdefault(written)
        for kind_text, names in grouped.items():
            self._assumed(f"{', '.join(names)} : {kind_text}", "")

    def _title(self) -> str:
        return self.source.headings[0].title if self.source.headings else self.source.file

    # Steps.

    def _sections(self, classified: list[Classified]) -> tuple[Section, ...]:
        chains: dict[int, list[Step]] = {}
        for each in classified:
            chain = each.read.link.chain
            step = self._step(each, len(chains.get(chain, ())) + 1)
            chains.setdefault(chain, []).append(step)
        return tuple(
            Section(f"statement-{number}", "statement", None, tuple(steps))
            for number, steps in enumerate(chains.values(), 1)
        )

    def _step(self, each: Classified, position: int) -> Step:
        read, link = each.read, each.read.link
        identity = f"relation-{link.number + 1}"
        skip = next((m for m in link.marks if m.kind == "skip"), None)
        notes = [*read.notes, *each.notes]
        finding = None
        readings: tuple[Reading, ...] = ()
        context: Context | None = None
        guessed: tuple[str, ...] = ()
        sign = COMPARED.get(link.sign, "=")
        if read.readings:
            first = read.readings[0]
            relation = Relation(first.left, sign, first.right)
            nodes = [s for sides in read.readings for s in (sides.left, sides.right)]
            given, unreadable = self._conditions(link)
            nodes += [side for each in given for side in (each.left, each.right)]
            context, used = self._context(nodes, link)
            context = _narrowed(context.assume(*given))
            same = _same_indices(context)
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
            if each.kind in ("claim", "update", "condition"):
                spread = Broadcast(context)
                context = spread.definitions()
                relation = spread.relation(relation)
                notes += spread.notes
                context = self._fitted(each, relation, context)
            if each.kind in ("claim", "update"):
                finding = self._shaped(each, relation, context)
            if each.kind in ("claim", "update"):
                notes += [k.guess for k in used if k.guess]
                notes += [
                    f"{k.definition.name} is defined later, in line {k.place.line}"
                    for k in used
                    if k.at > link.number and k.place is not None and not k.guess
                ]
                guessed = (*self._doubts(each, relation, context), *unreadable)
                notes += [f"read under the condition {each}" for each in given]
            if len(read.readings) > 1:
                readings = tuple(Reading(Relation(s.left, sign, s.right)) for s in read.readings)
        else:
            relation = Relation(_unread(link.left, link), sign, _unread(link.right, link))
            finding = self._finding(read)
            if each.kind == "definition" and finding is not None:
                notes.append(f"not read: {finding.reason}")
        objective = rate = None
        if each.kind == "update" and read.readings:
            found = descent(relation.left, relation.right, self._sides_before(each))
            if found is not None:
                objective, rate = found
        if objective is not None and context is not None:
            nodes = [relation.left, relation.right, t.derivative(objective, relation.left)]
            context, _ = self._context(nodes, link)
            context = Broadcast(context).definitions()
            gradient = t.derivative(objective, relation.left)
            asserted = Relation(relation.right, "=", relation.left - (rate or t.ONE) * gradient)
            guessed = self._doubts(each, asserted, context) if guessed else guessed
        return Step(
            identity,
            relation,
            kind=each.kind,
            place=link.place,
            source=link.source,
            objective=objective,
            rate=rate,
            context=context,
            readings=readings,
            finding=finding,
            expectation=self._expectation(link),
            skipped=None if skip is None else skip.text.text,
            notes=tuple(dict.fromkeys(notes)),
            guessed=guessed,
        )

    def _sides_before(self, each: Classified) -> list[Term]:
        """The sides of the relations up to an update, the last first."""
        found = []
        for other in reversed(self.reads[: each.read.link.number]):
            for sides in other.readings[:1]:
                found += [sides.right, sides.left]
        return found

    def _conditions(self, link: Link) -> tuple[list[Relation], list[str]]:
        """What the other statements of a row assume, and what of it could not be read."""
        found: list[Relation] = []
        unread: list[str] = []
        for node in link.conditions:
            chain = normal(node)
            if not isinstance(chain, Chain):
                continue
            if any(s.text not in COMPARED for s in chain.signs):
                continue
            try:
                terms = [Reader(self.lexicon, at=link.number).term(each) for each in chain.operands]
            except Obstacle as problem:
                unread.append(f"a condition beside it is not read: {problem.message}")
                continue
            for sign, left, right in zip(chain.signs, terms, terms[1:], strict=False):
                found.append(Relation(left, COMPARED[sign.text], right))
        return found, unread

    def _fitted(self, each: Classified, relation: Relation, context: Context) -> Context:
        """The context with the types that this claim and its definitions show by themselves,
        where those of the whole document do not fit it."""
        doubts = Doubts(self.lexicon, self.knowledge, self.inferred.doubtful)
        doubtful = any(name in self.inferred.doubtful for name in context.types)
        if not doubtful and doubts.misshapen(relation, context) is None:
            return context
        pairs = [(relation.left, relation.right)]
        pairs += [(d.target, d.body) for d in context.definitions]
        pairs += [(a.left, a.right) for a in context.assumptions]
        local = infer_locally(self.lexicon, pairs)
        types = {**self.inferred.types, **local.types, **local.indices.get(0, {})}
        fitted, _ = self._known(relation, each.read.link, types)
        given, _ = self._conditions(each.read.link)
        fitted = _narrowed(fitted.assume(*given))
        if local.doubtful.keys() & fitted.types.keys():
            return context
        if doubts.misshapen(relation, fitted) is not None:
            return context
        self.local.add(each.read.link.number)
        return fitted

    def _known(
        self, relation: Relation, link: Link, types: dict[str, Type]
    ) -> tuple[Context, list[Known]]:
        nodes = (relation.left, relation.right)
        context, used = self.knowledge.context(nodes, link.number, types)
        return _narrowed(context), used

    def _shaped(self, each: Classified, relation: Relation, context: Context) -> Verdict | None:
        doubts = Doubts(self.lexicon, self.knowledge, self.inferred.doubtful)
        reason = doubts.unsaid(relation, each.at)
        if reason is None and len(each.read.readings) == 1:
            reason = doubts.misshapen(relation, context)
        return None if reason is None else Verdict("unread", reason=reason)

    def _doubts(self, each: Classified, relation: Relation, context: Context) -> tuple[str, ...]:
        doubtful = self.inferred.doubtful
        if each.read.link.number in self.local:
            doubtful = {}
        found = Doubts(self.lexicon, self.knowledge, doubtful).of(relation, context, each.at)
        if each.contradicts is not None and each.contradicts.place is not None:
            line = each.contradicts.place.line
            name = each.contradicts.definition.name
            if each.kind == "claim":
                # Proved, it contradicts nothing.
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

    def _context(self, nodes: list[Term], link: Link) -> tuple[Context, list[Known]]:
        types: dict[str, Type] = dict(self.inferred.types)
        for name, index in self.inferred.indices.get(link.number, {}).items():
            if name not in types or isinstance(types[name], Index):
                types[name] = index
        context, used = self.knowledge.context(nodes, link.number, types)
        return _narrowed(context), used

    def _finding(self, read: Read) -> Verdict | None:
        problem = read.obstacle
        if problem is None:
            return None
        place = self._place_in(read.link, problem)
        help_text = f"; {problem.help}" if problem.help else ""
        return Verdict(problem.status, reason=f"{problem.message}{help_text}", notes=(place,))

    def _place_in(self, link: Link, problem: object) -> str:
        span = getattr(problem, "span", link.span)
        fragment = link.fragment
        inside = link.span.start <= span.start <= link.span.end
        source = fragment if inside else link.left_fragment
        end = min(max(span.end, span.start), len(source.text))
        place = source.math.place(min(span.start, end), end)
        text = source.text[span.start : span.end]
        return (
            f"at {place.line}:{place.column}: {text}" if text else f"at {place.line}:{place.column}"
        )

    def _expectation(self, link: Link) -> Expectation | None:
        for mark in link.marks:
            if mark.kind == "expect" and mark.status in STATUSES:
                return Expectation(mark.status, mark.text.text)
        return None


def _same_indices(context: Context) -> list[Relation]:
    """Assumptions that two indices are the same: then one is read for the other."""
    return [
        a
        for a in context.assumptions
        if a.sign == "="
        and all(
            side.head == "symbol" and isinstance(context.types.get(str(side.value)), Index)
            for side in (a.left, a.right)
        )
    ]


def _narrowed(context: Context) -> Context:
    """An index assumed to be a number ranges over that number alone."""
    types = dict(context.types)
    kept = []
    for relation in context.assumptions:
        name = str(relation.left.value)
        value = t.literal(relation.right)
        if relation.sign == "=" and isinstance(types.get(name), Index) and value is not None:
            types[name] = Index(Range(relation.right, relation.right))
        else:
            kept.append(relation)
    return replace(context, types=types, assumptions=tuple(kept))


def _sigmoid_prime() -> Definition:
    """σ'(t) := σ(t)(1 − σ(t))."""
    variable = t.symbol("t")
    value = t.call("sigmoid", variable)
    return Definition(t.call("sigmoid_prime", variable), value * (1 - value))


def _family(by: list[Term], body: Term) -> bool:
    """Whether some member of the variable's family occurs."""
    bases = {v.args[0] for v in by if v.head == "indexed"}
    return bool(bases & set(t.subterms(body)))


def _unread(node: object, link: Link) -> Term:
    span = getattr(node, "span", link.span)
    inside = link.span.start <= span.start <= link.span.end
    fragment = link.fragment if inside else link.left_fragment
    return t.make("unread", (), fragment.text[span.start : span.end].strip() or "…")
