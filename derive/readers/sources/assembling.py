"""From what the scanners found to the source: fragments with their surroundings, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from derive.ground.diagnostic import Diagnostic
from derive.readers.sources.blocks import CODE, COMMENT, PREFIX
from derive.readers.sources.cleaning import cleaned, content
from derive.readers.sources.declarations import statements
from derive.readers.sources.excerpt import without
from derive.readers.sources.finding import Found, Paragraphs, Scanned
from derive.readers.sources.fragment import Fragment, Heading, Macro, Mark, Source, SourceKind
from derive.readers.sources.marks import is_mark, mark
from derive.readers.sources.page import Page

_PROSE = 240
"""How many characters of prose around a formula are kept."""
_QUIET = re.compile(rf"[\s{PREFIX}{COMMENT}]*")
_COMMENT_SIGN = re.compile(r"\n[ \t]*(%+)")
_INLINE = re.compile(r"\$[^$\n]*\$")
_MARKUP = re.compile(
    r"^\s*\([\w:.-]+\)\s*$|<!--.*?-->|</?(?:p|div|center|br|span)\b[^<>]*>|^\s*\d+[.)]|\(\d+[a-z]?\)"
)
_ASIDE = re.compile(
    r"<!--.*?(?:-->|$)|</?[A-Za-z][^<>$]*>|\{%.*?%\}|\{%[^%]*$|^[^%{]*%\}", re.DOTALL
)
_MARK_BEHIND = re.compile(
    r"[ \t.,;]*%[ \t]*(?P<words>(?:end\s+assume|by|def|assume|expect|skip|claim)\b[^\n]*)"
)
"""A mark on the line of a closing sign: a comment to TeX, though Markdown shows it."""
_LABEL = re.compile(r":(?:eq)?label:`[^`\n]*`|\{#[^}\n]*\}")


def assemble(
    page: Page,
    kind: SourceKind,
    parts: Iterable[Scanned],
    macros: Iterable[Macro] = (),
    diagnostics: Iterable[Diagnostic] = (),
) -> Source:
    """The source of one file from its scanned texts, in order."""
    work = _Assembly(page, list(macros), list(diagnostics))
    scanned = list(parts)
    _settle_embedded(scanned)
    for part in scanned:
        work.take(part)
    return Source(
        page.file,
        kind,
        page,
        tuple(work.fragments),
        _nested(work.headings, len(page.text)),
        tuple(sorted(work.macros, key=lambda macro: macro.start)),
        tuple(sorted(work.diagnostics, key=_standing)),
    )


def _standing(diagnostic: Diagnostic) -> tuple[int, int]:
    place = diagnostic.place
    return (place.line, place.column) if place else (0, 0)


def _settle_embedded(parts: list[Scanned]) -> None:
    """`$$…$$` amid prose is inline in a document that writes all its formulas so."""
    if any(f.kind == "inline" and f.delimiter in ("$", "$`") for part in parts for f in part.found):
        return
    for part in parts:
        for found in part.found:
            if found.delimiter == "$$" and not _alone(part.body, found):
                found.kind = "inline"


class _Assembly:
    """Fragments as they come, with what the next one depends on."""

    def __init__(self, page: Page, macros: list[Macro], diagnostics: list[Diagnostic]) -> None:
        self.page = page
        self.macros = macros
        self.diagnostics = diagnostics
        self.fragments: list[Fragment] = []
        self.headings: list[Heading] = []
        self.paragraphs = 0

    def take(self, part: Scanned) -> None:
        """Turn one scanned text into fragments."""
        self.diagnostics += part.diagnostics
        paragraphs = Paragraphs(part.body)
        finds = [found for found in part.found if found.kind != "skipped"]
        previous: Found | None = None
        for index, found in enumerate(finds):
            number = self.paragraphs + paragraphs.number(found.start)
            if found.kind == "heading":
                self._heading(part, found, number)
            elif found.kind in ("inline", "display"):
                around = (finds[max(0, index - 40) : index], finds[index + 1 : index + 40])
                self._math(part, found, previous, around, number)
                previous = found
            elif found.kind == "comment" and is_mark(content(part, found.inner, found.inner_end)):
                self._mark(part, found, previous)
            else:
                self._declarations(part, found, number)
        self.paragraphs += len(paragraphs.starts) + 1

    def _add(self, part: Scanned, found: Found, number: int, fragment: Fragment) -> None:
        excerpt = part.excerpt.cut(found.start, found.end)
        self.fragments.append(
            replace(
                fragment,
                start=excerpt.start,
                end=excerpt.end,
                delimiter=found.delimiter,
                paragraph=number,
                heading=len(self.headings) - 1,
                cell=part.cell,
            )
        )

    def _heading(self, part: Scanned, found: Found, number: int) -> None:
        words = part.excerpt.cut(found.inner, found.inner_end)
        start = part.excerpt.origin[found.start]
        self.headings.append(Heading(found.level, words.text, start, start))
        self._add(part, found, number, Fragment("heading", words, 0, 0))

    def _math(
        self,
        part: Scanned,
        found: Found,
        previous: Found | None,
        around: tuple[list[Found], list[Found]],
        number: int,
    ) -> None:
        result = cleaned(part, found, self.diagnostics)
        self.macros += result.macros
        if not result.math.text.strip():
            return
        gap = part.body[previous.end : found.start] if previous else "-"
        alone = _alone(part.body, found)
        said = self._mark_behind(part, found, result.math.text)
        fragment = Fragment(
            "inline" if found.kind == "inline" and not (found.promoted and alone) else "display",
            result.math,
            0,
            0,
            before=_before(part, found, around[0]),
            after=_after(part, found, around[1]),
            joined=_QUIET.fullmatch(_LABEL.sub("", gap)) is not None,
            alone=alone,
            marks=(*result.marks, *said),
        )
        self._add(part, found, number, fragment)

    def _mark_behind(self, part: Scanned, found: Found, math: str) -> list[Mark]:
        """A mark written behind the closing sign of a display speaks of its last relation."""
        behind = _MARK_BEHIND.match(part.body, found.end) if found.kind == "display" else None
        if behind is None:
            return []
        said = mark(part.excerpt.cut(*behind.span("words")), len(math), self.diagnostics)
        return [said] if said is not None else []

    def _mark(self, part: Scanned, found: Found, previous: Found | None) -> None:
        """A comment after a formula speaks of that formula."""
        words = content(part, found.inner, found.inner_end)
        last = self.fragments[-1] if self.fragments else None
        gap = part.body[previous.end : found.start] if previous else "-"
        gap = re.sub(r"<!--.*?-->", "", gap, flags=re.DOTALL)
        near = re.fullmatch(r"[\s\0.,;:]*", gap) is not None and gap.count("\n") < 2
        if last is None or not last.is_math or not near:
            stripped = words.stripped()
            self.diagnostics.append(
                Diagnostic(
                    "mark-not-read",
                    "no formula stands before this mark",
                    stripped.place(),
                    "write it right after the formula that it speaks of",
                    stripped.line(),
                    level="warning",
                )
            )
            return
        said = mark(words, len(last.text), self.diagnostics)
        if said is not None:
            self.fragments[-1] = replace(last, marks=(*last.marks, said))

    def _declarations(self, part: Scanned, found: Found, number: int) -> None:
        text = content(part, found.inner, found.inner_end)
        if found.delimiter == "%":
            text = without(text, [m.span(1) for m in _COMMENT_SIGN.finditer(text.text)])
        said = tuple(statements(text, self.diagnostics))
        self._add(part, found, number, Fragment("declarations", text, 0, 0, statements=said))


def _before(part: Scanned, found: Found, earlier: list[Found]) -> str:
    """The prose before a formula, back to the last display or heading."""
    start = max(0, found.start - _PROSE)
    for each in earlier:
        if each.kind != "inline":
            start = max(start, each.end)
    return _words(part.body[start : found.start])


def _after(part: Scanned, found: Found, later: list[Found]) -> str:
    """The prose after a formula, up to the next display or heading."""
    end = min(len(part.body), found.end + _PROSE)
    for each in later:
        if each.kind != "inline":
            end = min(end, each.start)
            break
    return _words(part.body[found.end : end])


def _alone(body: str, found: Found) -> bool:
    """Whether nothing but punctuation or a list's sign shares the lines with a formula.

    A formula in prose may be wrapped onto a line of its own: the lines around must not go on.
    """
    lines = body[max(0, found.start - _PROSE) : found.start].split("\n")
    following = body[found.end : found.end + _PROSE].split("\n")
    rest = "" if _MARK_BEHIND.match(following[0]) else following[0]
    around = lines[-1] + _LABEL.sub("", rest)
    if re.search(r"[^\W_]|\$", _MARKUP.sub("", around)):
        return False
    if found.kind == "display":
        return True
    previous = _INLINE.sub("", lines[-2]).strip() if len(lines) > 1 else ""
    after = _INLINE.sub("", following[1]).strip() if len(following) > 1 else ""
    return not re.search(r"[\w,;(]$", previous) and not re.match(r"[a-z,;)]", after)


def _words(text: str) -> str:
    """Prose on one line; a covered stretch ends it."""
    text = _ASIDE.sub(" ", _LABEL.sub(" ", text))
    return " ".join(text.replace(PREFIX, "").replace(CODE, " ").replace(COMMENT, "").split())


def _nested(headings: list[Heading], end: int) -> tuple[Heading, ...]:
    """Each heading with the reach of its section and the section around it."""
    result: list[Heading] = []
    open_ones: list[int] = []
    for index, heading in enumerate(headings):
        while open_ones and headings[open_ones[-1]].level >= heading.level:
            closed = open_ones.pop()
            result[closed] = replace(result[closed], end=heading.start)
        parent = open_ones[-1] if open_ones else -1
        result.append(replace(heading, end=end, parent=parent))
        open_ones.append(index)
    return tuple(result)
