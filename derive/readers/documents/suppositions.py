"""What a document supposes: from where, and how far.

What is supposed holds to the end of its section; a value for the same name, or what contradicts it,
ends it before, and so do words that leave all cases behind.  A value in the sentence that a display
completes, "for x = 0 we get", is meant for that display.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from fractions import Fraction

from derive.model.domain import Domain
from derive.model.relation import Relation
from derive.model.term import Term, literal
from derive.readers.documents.cue_words import BEYOND, CASE, CASES, follows_cue, leads, sought
from derive.readers.documents.interpreting import COMPARED, Read, Sides
from derive.readers.documents.knowledge import Given, Knowledge, mentioned
from derive.readers.documents.surroundings import first_beyond
from derive.readers.documents.trailing import begins
from derive.readers.documents.unclear_words import turned
from derive.readers.sources.fragment import Source

_BEYOND = re.compile(rf"\b(?:{'|'.join(BEYOND)})\b")
_ENDS = re.compile(r"[.;!?](?:\s|$)|\n\s*\n\s*\w")
_WHERE = re.compile(r"\W*(?:where|with|in which)\b", re.IGNORECASE)
LONGEST = 160
"""More characters between a value and a display are not one sentence."""
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}


@dataclass(slots=True)
class Suppositions:
    """Takes down what a document supposes."""

    knowledge: Knowledge
    source: Source
    reads: list[Read]
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._starts = [each.link.fragment.start for each in self.reads]

    def section_end(self, read: Read) -> int:
        """The first link beyond the section of a link."""
        headings, heading = self.source.headings, read.link.fragment.heading
        if heading >= 0:
            end = headings[heading].end
        elif headings:
            end = headings[0].start
        else:
            return len(self.reads)
        return max(bisect_left(self._starts, end), read.link.number + 1)

    def take(self, read: Read, sides: Sides) -> None:
        """Suppose a relation from its place to the end of its section or environment, and for the
        display whose sentence it ends."""
        relation = Relation(sides.left, COMPARED[read.link.sign], sides.right)
        at = read.link.number
        start = begins(self.reads, at)
        for k, given in self._in_force(at):
            if _replaces(relation, given.relation) or self._excludes(relation, at):
                self.knowledge.assumptions[k] = replace(given, until=start)
        until = first_beyond(self.source, self.reads, at, self.section_end(read))
        defined = any(k.at == start for each in self.knowledge.definitions.values() for k in each)
        if start < at and not defined:
            # It ends the sentence of a display, and is meant for that alone.
            until = at + 1
        given = Given(relation, start, until, read.link.place)
        self.knowledge.assumptions.append(given)

    def for_display(self, read: Read, sides: Sides) -> bool:
        """Suppose a relation for the display that completes its sentence; whether there is one."""
        until = self._completed(read)
        if until is None:
            return False
        at = read.link.number
        relation = Relation(sides.left, COMPARED[read.link.sign], sides.right)
        for k, given in self._in_force(at):
            if _replaces(relation, given.relation) or self._excludes(relation, at):
                self.knowledge.assumptions[k] = replace(given, until=at)
                self.knowledge.assumptions.append(replace(given, at=until))
        self.knowledge.assumptions.append(Given(relation, at, until, read.link.place))
        return True

    def since(self, read: Read, at: float) -> float:
        """From which link on a definition holds: `where u = x^2` right after a display is meant for
        that display."""
        own, number = read.link.fragment, read.link.number
        if own.kind != "inline" or at != number:
            return at
        earlier = self.reads[:number]
        display = next(
            (r.link.fragment for r in earlier[::-1] if r.link.fragment.kind == "display"), None
        )
        if display is None or display.heading != own.heading:
            return at
        between = self.source.page.text[display.end : own.start]
        if len(between) > LONGEST or not _WHERE.match(between) or _ENDS.search(between):
            return at
        return min(r.link.number for r in earlier if r.link.fragment is display)

    def unclear(self, read: Read) -> bool:
        """Whether the sentence of an inline relation takes back what would else be supposed; then
        nothing about its names is refuted to the end of the section."""
        self.leave_cases(read)
        link, fragment = read.link, read.link.fragment
        if fragment.kind != "inline" or not turned(fragment, self.source.page.text):
            return False
        if link.sign in ("=", r"\equiv", ":=") and not (leads(fragment) or follows_cue(fragment)):
            return False
        sides = [side for each in read.readings for side in (each.left, each.right)]
        for name in dict.fromkeys(name for side in sides for name in mentioned(side)):
            said = (link.number, self.section_end(read), "restricted in words that are not read")
            self.knowledge.words.setdefault(name, []).append(said)
        return True

    def leave_cases(self, read: Read) -> None:
        """End what was supposed in a section where its words speak of all cases together."""
        if not _BEYOND.search(read.link.fragment.before.lower()):
            return
        at, since = read.link.number, read.link.fragment.heading
        for k, given in self._in_force(at):
            origin = self.reads[int(given.at)] if 0 <= given.at < len(self.reads) else None
            if origin is None or origin.link.fragment.heading != since or given.at == at:
                continue
            if _cased(origin):
                self.knowledge.assumptions[k] = replace(given, until=at)

    def simplified(self, body: Term, inputs: tuple[str, ...], at: int, known: float) -> bool:
        """Whether a formula may be what a quantity of some inputs comes to in the case that is
        supposed: a number, or it speaks of these inputs alone, and not of one that has a value;
        `known` is where the quantity is defined."""
        names = {*self.knowledge.inputs(body, at)}
        if not names < {*inputs}:
            return False
        for _, given in self._in_force(at):
            relation = given.relation
            if literal(body) is not None and known < given.at and self._case(given, inputs, at):
                return True
            for one, other in ((relation.left, relation.right), (relation.right, relation.left)):
                valued = relation.sign == "=" and one.head == "symbol" and one.value in inputs
                if valued and one.value not in names and {*mentioned(other)} <= {*inputs}:
                    return True
        return False

    def _case(self, given: Given, inputs: tuple[str, ...], at: int) -> bool:
        """Whether some inputs are supposed to be of one case, and what stands at a link is not
        what is looked for."""
        about = {*mentioned(given.relation.left), *mentioned(given.relation.right)}
        if not about or not about <= {*inputs} or not 0 <= given.at < len(self.reads):
            return False
        return leads(self.reads[int(given.at)].link.fragment) and not sought(
            self.reads[at].link.fragment
        )

    def _in_force(self, at: int) -> list[tuple[int, Given]]:
        return [(k, g) for k, g in enumerate(self.knowledge.assumptions) if g.at <= at < g.until]

    def _excludes(self, relation: Relation, at: int) -> bool:
        """Whether the numbers that a relation leaves to a name are none that were left to it."""
        bound = _bound(relation)
        if bound is None:
            return False
        name, values = bound
        for _, given in self._in_force(at):
            before = _bound(given.relation)
            if before is not None and before[0] is name:
                values = _both(values, before[1])
        return values.empty

    def _completed(self, read: Read) -> int | None:
        """The first link beyond the display that completes the sentence of an inline relation."""
        own = read.link.fragment
        later = self.reads[read.link.number + 1 :]
        display = next((r.link.fragment for r in later if r.link.fragment.kind == "display"), None)
        if display is None or display.heading != own.heading:
            return None
        between = self.source.page.text[own.end : display.start]
        prose = re.sub(r"\$[^$]*\$", " ", between)
        if len(between) > LONGEST or _ENDS.search(prose):
            return None
        return max(r.link.number for r in later if r.link.fragment is display) + 1


def _cased(read: Read) -> bool:
    """Whether a relation was supposed as one of several cases, and not let hold for good."""
    fragment = read.link.fragment
    words = re.findall(r"[a-z]+", fragment.before.lower())[-4:]
    return CASE.search(fragment.before.lower()) is not None or any(w in CASES for w in words)


def _replaces(new: Relation, old: Relation) -> bool:
    """Whether a relation says anew what an older one says."""
    same = {new.left, new.right} == {old.left, old.right}
    return same or (new.left is old.left and new.sign == "=" and old.sign == "=")


def _both(one: Domain, other: Domain) -> Domain:
    """The numbers that belong to two intervals."""
    lower = max((d for d in (one, other) if d.lower is not None), key=_from, default=one)
    upper = min((d for d in (one, other) if d.upper is not None), key=_to, default=one)
    return Domain(lower.lower, upper.upper, lower.lower_open, upper.upper_open)


def _from(values: Domain) -> tuple[Fraction, bool]:
    return values.lower or Fraction(0), values.lower_open


def _to(values: Domain) -> tuple[Fraction, bool]:
    return values.upper or Fraction(0), not values.upper_open


def _bound(relation: Relation) -> tuple[Term, Domain] | None:
    """The name that a relation compares with a number, and the values that it leaves."""
    for one, other, sign in (
        (relation.left, relation.right, relation.sign),
        (relation.right, relation.left, _TURNED[relation.sign]),
    ):
        value = literal(other)
        if one.head != "symbol" or value is None:
            continue
        match sign:
            case "=":
                return one, Domain(value, value, False, False)
            case "<" | "<=":
                return one, Domain(None, value, True, sign == "<")
            case ">" | ">=":
                return one, Domain(value, None, sign == ">", True)
    return None
