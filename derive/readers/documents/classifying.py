"""What each relation of a document is: a definition, an update, an assumption, a claim, a mention.

`:=` defines; so does `=` for a bare symbol, or a function of bare symbols, that has no meaning yet
and does not get one from itself.  What is written inline is a mention unless it defines, or states
something about inputs.  Everything else that is displayed is a claim.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.model import term as t
from derive.model.context import Definition, scalar
from derive.model.derivation import StepKind
from derive.model.domain import Index, Scalar
from derive.model.term import Term, literal
from derive.readers.documents.cue_words import (
    CUES,
    follows_cue,
    introduced,
    leads,
    presented,
    remarked,
    set_down,
    stated,
)
from derive.readers.documents.entries import in_a_line, names_entries
from derive.readers.documents.evaluation_bars import hidden
from derive.readers.documents.given_entries import given_by_entries
from derive.readers.documents.implications import concludes, supposes
from derive.readers.documents.interpreting import (
    COMPARED,
    Read,
    Sides,
    base_name,
    elsewhere_indexed,
    is_bare,
    is_target,
)
from derive.readers.documents.knowledge import Knowledge, Known, mentioned
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.obstacle import Obstacle
from derive.readers.documents.of_families import covered, set_as_a_whole
from derive.readers.documents.open_stages import repeats
from derive.readers.documents.primed import ordered, primed
from derive.readers.documents.probability_laws import is_law
from derive.readers.documents.reading import Reader
from derive.readers.documents.special_cases import is_special
from derive.readers.documents.stationarity import differentiates, stationary, variables
from derive.readers.documents.suppositions import Suppositions
from derive.readers.documents.survey import base_glyph
from derive.readers.documents.telling_apart import one_of_several
from derive.readers.sources.fragment import Source

DEFINING = (":=", r"\equiv")
MENTIONED = frozenset({r"\approx", r"\propto", r"\sim", r"\simeq", r"\cong", r"\ll", r"\gg"})

_APART = ("these members are taken out of the general definition",)
_PARTIAL = ("it defines no name or function as a whole: it gives no meaning that could be used",)
_DIVIDED = ("it can be read in several ways: it gives no meaning that could be used",)


@dataclass(slots=True)
class Classified:
    """A link with what it is."""

    read: Read
    kind: StepKind
    notes: tuple[str, ...] = ()
    at: int = 0
    contradicts: Known | None = None
    """The definition of the same name in another section that it replaces."""


class Classifier:
    """Goes through a document and fills its knowledge."""

    def __init__(self, lexicon: Lexicon, knowledge: Knowledge, source: Source) -> None:
        self.lexicon = lexicon
        self.knowledge = knowledge
        self.source = source

    def run(self, reads: list[Read]) -> list[Classified]:
        """All links, in order."""
        self._reads = reads
        self.supposed = Suppositions(self.knowledge, self.source, reads)
        # What is differentiated by varies: a value for it holds from there on, and not before.
        self._varied = {name for each in reads for name in variables(each)}
        self.knowledge.ends = [
            len(reads) if differentiates(each) else self.supposed.section_end(each)
            for each in reads
        ]
        return [self._one(each) for each in reads]

    def _one(self, read: Read) -> Classified:
        link, at = read.link, read.link.number
        read.refuse(ordered(read, self.lexicon, self.knowledge, at))
        read.refuse(hidden(read.points, self.knowledge, at))
        marked = {m.kind for m in link.marks}
        unclear = "claim" not in marked and self.supposed.unclear(read)
        if unclear or link.sign in MENTIONED or link.sign not in COMPARED:
            return Classified(read, "mention", (), at)
        inline = link.fragment.kind == "inline" and "claim" not in marked
        if not read.readings:
            if link.sign == ":=" or (not inline and self._would_define(read, at)):
                self.knowledge.unread.add(self.lexicon.names.of(base_glyph(link.left) or ""))
                return Classified(read, "definition", (), at)
            return Classified(read, "mention" if inline else "claim", (), at)
        sides = read.readings[0]
        if "claim" in marked:
            return Classified(read, "claim", (), at)
        if link.sign == "=:":
            return self._defining_right(read, sides, at)
        supposed = supposes(read, self.lexicon, self.knowledge) or self._about_inputs(sides, at)
        if link.constraint or link.alternative or (link.leads and supposed):
            return Classified(read, "condition", (), at)
        if concludes(read, self.lexicon):
            return Classified(read, "claim", (), at)
        if link.sign in ("=", *DEFINING) and names_entries(sides.left, sides.right):
            return Classified(read, "definition", ("it says how the entries are written",), at)
        if "assume" in marked:
            self.supposed.take(read, sides)
            return Classified(read, "assumption", (), at)
        if link.sign in DEFINING or link.sign == r"\gets" or "def" in marked:
            return self._defining(read, sides, at)
        if link.sign == "=":
            found = self._entries_given(read, sides, at) or self._equation(read, sides, at, inline)
            if found is not None:
                return found
            if not inline and stationary(sides, self._chain(read), self.knowledge, at):
                return Classified(read, "condition", (), at)
            return Classified(read, "mention" if inline else "claim", (), at)
        indices = self._index(sides.left) and self._index(sides.right)
        stated = inline or self._introduced(read) or self._bounds(sides)
        if indices or (self._about_inputs(sides, at) and stated):
            self.supposed.take(read, sides)
            return Classified(read, "assumption", (), at)
        return Classified(read, "mention" if inline else "claim", (), at)

    # Definitions and updates.

    def _would_define(self, read: Read, at: int) -> bool:
        """Whether a relation whose right side is not read defines its left side."""
        link, problem = read.link, read.obstacle
        if link.sign not in ("=", *DEFINING) or link.position or link.equivalent:
            return False
        if problem is not None and problem.status == "ill-formed":
            return False
        try:
            target = Reader(self.lexicon, at=at).term(link.left)
        except Obstacle:
            return False
        return is_target(target, self.lexicon) and self.knowledge.defined(target, at) is None

    def _defining(self, read: Read, sides: Sides, at: int) -> Classified:
        target = sides.left
        if read.link.sign == r"\gets" or target in t.subterms(sides.right):
            return Classified(read, "update", (), at)
        if is_target(target, self.lexicon):
            before = self.knowledge.defined(target, at)
            if before is not None and before.definition.body is sides.right:
                return Classified(read, "definition", (), at)
            if read.divided:
                return self._undecided(read, target, at)
            self._define(read, target, sides.right, at)
            return Classified(read, "definition", (), at, before)
        if read.link.sign != ":=":
            return Classified(read, "claim", (), at)
        if is_special(target):
            return self._take_out(read, target, sides.right, at)
        for name in mentioned(target)[:1]:
            self.knowledge.remarks.setdefault(name, []).append((at, read.link.place.line))
        return Classified(read, "definition", _PARTIAL, at)

    def _entries_given(self, read: Read, sides: Sides, at: int) -> Classified | None:
        """All entries of an array without a meaning, each set equal to something."""
        array = given_by_entries(sides.left, self.lexicon, self.knowledge, at)
        if array is None:
            return None
        found = self._fresh(read, array, sides.right, at)
        note = (f"it defines {self.lexicon.names.written(str(array.value))} by its entries",)
        return None if found is None else Classified(read, found.kind, note, at)

    def _defining_right(self, read: Read, sides: Sides, at: int) -> Classified:
        """u =: v gives v its meaning; what is new in a v that is no name keeps its doubts."""
        if is_target(sides.right, self.lexicon):
            return self._defining(read, Sides(sides.right, sides.left), at)
        for name in mentioned(sides.right):
            if name not in mentioned(sides.left) and not self.knowledge.visible(name, at):
                words = self.knowledge.words.setdefault(name, [])
                words.append((at, len(self._reads), "given by a formula that holds it"))
        return Classified(read, "definition", _PARTIAL, at)

    def _equation(self, read: Read, sides: Sides, at: int, inline: bool) -> Classified | None:
        link = read.link
        target, body = sides.left, sides.right
        negated = target.head == "neg" and (
            link.position > 0 or self.knowledge.defined(target.args[0], at) is not None
        )
        if negated:
            target = target.args[0]
            body = body.args[0] if body.head == "neg" else t.neg(body)
        law = is_law(target, body, self.lexicon.densities, self.lexicon.values)
        law = law and self.knowledge.defined(target, at) is None
        if law or not is_target(target, self.lexicon):
            apart = is_special(target) and literal(body) is not None and link.position == 0
            if apart and self.knowledge.visible(base_name(target), at):
                return self._take_out(read, target, body, at)
            said = stated(link.fragment) and self._about_inputs(sides, at)
            if inline and (said or self._fact(sides, at)):
                self.supposed.take(read, sides)
                return Classified(read, "assumption", (), at)
            return None
        if in_a_line(target, body):
            return None
        if inline and self._fact(sides, at):
            self.supposed.take(read, sides)
            return Classified(read, "assumption", (), at)
        if link.position == 0 and body is not target and target in t.subterms(body):
            return None if inline else Classified(read, "update", (), at)
        whole = target.head == "indexed" and set_as_a_whole(target, self.knowledge, at)
        if whole or (link.position > 0 and target.head != "call"):
            return None
        before = self.knowledge.defined(target, at)
        known = before is None and covered(target, self.knowledge, self.lexicon, at)
        if before is None and not known and self._value(target, body, at):
            if inline and (not self._cued(read, target, body) or one_of_several(read, self._reads)):
                beside = leads(read.link.fragment) and self.supposed.for_display(read, sides)
                return Classified(read, "assumption", (), at) if beside else None
            fixed = target.head == "symbol" and not self._index(target)
            input_ = str(target.value) in self._varied or base_name(target) in self.lexicon.declared
            if not inline and fixed and not input_ and not self._used(target, at):
                return self._fresh(read, target, body, at)
            self.supposed.take(read, sides)
            return Classified(read, "assumption", (), at)
        if before is None:
            return None if known else self._fresh(read, target, body, at)
        same = before.definition.body is body
        if link.position > 0 or same or self.knowledge.reaches(body, base_name(target), at):
            return None
        other = self.knowledge.inputs(before.definition.body, at)
        if self.supposed.simplified(body, other, at, before.at):
            return None
        if literal(body) is not None:
            return None if inline else Classified(read, "condition", (), at)
        # What is given as a derivative stays one; other formulas for it are claimed.
        derived = before.definition.body.head == "derivative" and not self._elsewhere(before, read)
        if before.explicit or link.reason or derived:
            return None
        elsewhere = self._elsewhere(before, read)
        differs = self.knowledge.inputs(body, at) != other and not self._used(target, at, read)
        anew = elsewhere and (differs or (inline and introduced(link.fragment)))
        if inline and not anew and not stated(read.link.fragment):
            if not remarked(link.fragment) and any(a.head != "symbol" for a in target.args):
                self.knowledge.remarks.setdefault(base_name(target), []).append(
                    (at, link.place.line)
                )
            elif not remarked(link.fragment):
                asides = self.knowledge.asides.setdefault(base_name(target), [])
                asides.append(read.stating(target, body))
            return None
        if inline or anew:
            self._define(read, target, body, at)
            return Classified(read, "definition", (), at, before)
        # What needs no further input may be the first formula under an assumption.
        if target.head == "call" or not {*self.knowledge.inputs(body, at)} <= {*other}:
            near = None if elsewhere else before
            return self._another(read, target, body, at, before, near)
        if elsewhere and not self._used(target, at, read):
            return self._another(read, target, body, at, before, before)
        # Else another form of the same: what it is differentiated by is still in the first.
        own, first = {*mentioned(body)}, {*mentioned(before.definition.body)}
        if own - first and first - own:  # It may well be another quantity.
            self.knowledge.remarks.setdefault(base_name(target), []).append((at, link.place.line))
        return Classified(read, "claim", (), at, before)

    def _another(
        self, read: Read, target: Term, body: Term, at: int, before: Known, rival: Known | None
    ) -> Classified:
        """Another formula for what has a definition: one more, if words say so, or a claim."""
        own = read.link.fragment
        if presented(own) and (not at or self._reads[at - 1].link.fragment is not own):
            self._define(read, target, body, at)
            return Classified(read, "definition", (), at, before)
        self._define(read, target, body, at + 0.5, rival)
        return Classified(read, "claim", (), at, before)

    def _fresh(self, read: Read, target: Term, body: Term, at: int) -> Classified | None:
        if self.knowledge.reaches(body, base_name(target), at):
            apart = target.head == "indexed" and elsewhere_indexed(target, body)
            return Classified(read, "definition", ("a recurrence",), at) if apart else None
        later = repeats(base_name(target), self.lexicon, self.knowledge)
        if later or any(node.head == "unread" for node in t.subterms(body)):
            return None
        if read.divided:
            return self._undecided(read, target, at)
        self._define(read, target, body, at)
        return Classified(read, "definition", (), at)

    def _take_out(self, read: Read, target: Term, body: Term, at: int) -> Classified:
        """A definition of the members of a family whose indices coincide."""
        special = self.knowledge.special.setdefault(base_name(target), [])
        special.append(read.stating(target, body))
        return Classified(read, "definition", _APART, at)

    def _undecided(self, read: Read, target: Term, at: int) -> Classified:
        """A definition that can be read in several ways gives no meaning, but leaves a doubt."""
        said = (at + 1, len(self._reads), "given by a formula with several readings")
        self.knowledge.words.setdefault(base_name(target), []).append(said)
        return Classified(read, "definition", _DIVIDED, at)

    def _define(
        self, read: Read, target: Term, body: Term, at: float, rival: Known | None = None
    ) -> None:
        link = read.link
        explicit = link.sign in DEFINING or any(m.kind == "def" for m in link.marks)
        found = Definition(target, body, link.place)
        since = self.supposed.since(read, at)
        self.knowledge.define(Known(found, since, link.place, explicit=explicit, rival=rival))
        for each in primed(found, self.lexicon, self.knowledge, at):
            self.knowledge.define(each)

    def _elsewhere(self, before: Known, read: Read) -> bool:
        """Whether a definition stands in another section than a link."""
        at = int(before.at)
        other = self._reads[at].link.fragment if 0 <= at < len(self._reads) else None
        return other is not None and other.heading != read.link.fragment.heading

    # Assumptions.

    def _fact(self, sides: Sides, at: int) -> bool:
        """Whether an inline equation states something about inputs, such as `A = A^T`."""
        if not self._about_inputs(sides, at):
            return False
        sums = any(n.head in ("sum", "product") for n in t.subterms(sides.left))
        turned = {sides.left, sides.right} == {sides.left, t.call("transpose", sides.left)}
        return turned or (sums and literal(sides.right) is not None)

    def _value(self, target: Term, body: Term, at: int) -> bool:
        """Whether an equation only gives a value to something: `y = 1`, `i = j`."""
        if literal(body) is not None or not mentioned(body):
            return True
        return self._index(target) and body.head in ("symbol", "add")

    def _index(self, node: Term) -> bool:
        if node.head != "symbol":
            return False
        name = str(node.value)
        if isinstance(self.lexicon.declared.get(name), Index):
            return True
        return any(
            self.lexicon.names.of(key) == name
            for key in {*self.lexicon.survey.counted, *self.lexicon.survey.compared, "i", "j", "k"}
        )

    def _cued(self, read: Read, target: Term, body: Term) -> bool:
        """Whether the words before an inline equation make it one that holds from there on."""
        if self._index(target) and (self._index(body) or literal(body) is not None):
            return follows_cue(read.link.fragment)
        return set_down(read.link.fragment)

    def _used(self, target: Term, at: int, near: Read | None = None) -> bool:
        """Whether an earlier relation speaks of a name, one of the same section as another."""
        name = base_name(target)
        earlier = (
            sides
            for read in self._reads[:at]
            for sides in read.readings[:1]
            if near is None or read.link.fragment.heading == near.link.fragment.heading
        )
        return any(name in (*mentioned(s.left), *mentioned(s.right)) for s in earlier)

    def _introduced(self, read: Read) -> bool:
        words = [w.lower().strip(",:") for text in read.link.words for w in text.split()]
        return any(word in CUES for word in words)

    def _about_inputs(self, sides: Sides, at: int) -> bool:
        """Whether a relation speaks of quantities that have no definition."""
        for side in (sides.left, sides.right):
            for name in mentioned(side):
                if self.knowledge.visible(name, at):
                    return False
            if any(node.head == "derivative" for node in t.subterms(side)):
                return False
        return True

    def _bounds(self, sides: Sides) -> bool:
        """Whether a comparison only bounds a quantity of which nothing is declared yet."""
        names = [n for side in (sides.left, sides.right) for n in mentioned(side)]
        plain = all(is_bare(s) or literal(s) is not None for s in (sides.left, sides.right))
        open_ = all(scalar(self.lexicon.declared.get(n)) in (None, Scalar()) for n in names)
        return plain and open_ and bool(names)

    def _chain(self, read: Read) -> list[Term]:
        """The sides of a chain up to a link."""
        found = []
        for each in self._reads[: read.link.number + 1]:
            if each.link.chain == read.link.chain and each.readings:
                found += [each.readings[0].left, each.readings[0].right]
        return found
