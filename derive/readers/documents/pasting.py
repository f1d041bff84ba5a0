"""Which proposed statements a document can hold without being read in another way.

A proposal says what was inferred, so a document that states it must read as before: the same
relations, definitions and types, and no doubt that was not there.  Statements are tried together,
and where that changes something, halved until the ones that do are found; those are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from derive.model.derivation import Derivation, Step
from derive.readers.documents.loading import Document
from derive.readers.sources.declarations import statements
from derive.readers.sources.excerpt import whole
from derive.readers.sources.fragment import Fragment, Source
from derive.readers.sources.page import Page

NOT_READ = "declaration-not-read"

Reading = tuple[object, ...]
"""What has to stay as it is of one step."""


@dataclass(slots=True)
class Pasting:
    """Tries statements in front of one document."""

    source: Source
    """The document as it is."""
    derivation: Derivation
    """How it reads as it is."""
    _before: list[tuple[Reading, set[str]]] = field(init=False)
    """Each step with its doubts, as the document reads as it is."""

    def __post_init__(self) -> None:
        self._before = list(_readings(self.derivation))

    def harmless(self, lines: list[str]) -> list[str]:
        """Those of the statements with which the document reads as it does without."""
        kept: list[str] = []
        self._try(lines, kept)
        return kept

    def _try(self, lines: list[str], kept: list[str]) -> None:
        """Keep what can be kept of some statements, next to those that are kept."""
        if not lines or self._same([*kept, *lines]):
            kept += lines
        elif len(lines) > 1:
            middle = len(lines) // 2
            self._try(lines[:middle], kept)
            self._try(lines[middle:], kept)

    def _same(self, lines: list[str]) -> bool:
        """Whether a document with these statements reads as it does without."""
        page = Page(self.source.file, "\n".join(lines))
        problems = list(self.source.diagnostics)
        said = tuple(statements(whole(page), problems))
        block = Fragment("declarations", whole(page), 0, 0, statements=said)
        pasted = replace(
            self.source,
            fragments=(block, *self.source.fragments),
            diagnostics=tuple(problems),
        )
        found = Document(pasted).derivation()
        if _not_read(found) > _not_read(self.derivation):
            return False
        after = list(_readings(found))
        return len(after) == len(self._before) and all(
            new[0] == old[0] and new[1] <= old[1]
            for new, old in zip(after, self._before, strict=True)
        )


def _not_read(derivation: Derivation) -> int:
    """How many declarations are not read."""
    return sum(each.code == NOT_READ for each in derivation.diagnostics)


def _readings(derivation: Derivation) -> Iterator[tuple[Reading, set[str]]]:
    for section in derivation.sections:
        for step in section.steps:
            yield _reading(step), {*step.guessed, *step.loose}


def _reading(step: Step) -> Reading:
    context = step.context
    found = step.finding
    known: tuple[object, ...] = ()
    if context is not None:
        known = (
            sorted(f"{d.target} := {d.body}" for d in context.definitions),
            sorted(str(each) for each in context.assumptions),
            {name: str(kind) for name, kind in context.types.items()},
        )
    settled = found.status if found is not None else None
    return (step.kind, str(step.relation), len(step.readings), settled, known)
