"""What a document is cut into: pieces of mathematics, declarations, headings, in order.

A fragment of mathematics holds the text between its delimiters, ready for the tokeniser: prefixes
of quotes and lists removed, escapes of notebooks and entities of HTML undone, TeX comments taken
out (those that are marks are in `marks`), macro definitions taken out (they are in the source's
`macros`).  An environment of its own, such as `\\begin{align} … \\end{align}`, keeps its `\\begin`
and `\\end`.  Every character knows its place in the file: `fragment.math.place(i, j)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from derive.ground.diagnostic import Diagnostic
from derive.ground.place import Place
from derive.readers.sources.excerpt import Excerpt
from derive.readers.sources.page import Page
from derive.readers.sources.statement import Statement

FragmentKind = Literal["inline", "display", "declarations", "heading"]

MarkKind = Literal["by", "def", "assume", "end assume", "expect", "skip", "claim"]

SourceKind = Literal["markdown", "tex", "notebook", "rst", "docstrings"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What an author says of a step: `% by chain rule`, `<!-- derive: claim -->`."""

    kind: MarkKind
    text: Excerpt
    """The words after the kind (for `expect` after the colon); may be empty."""
    at: int
    """An index in the fragment's text that tells its row: where the row that it stands behind ends
    (before its `\\\\`), or just after the first character when it stands before the first row.
    For a comment after a whole formula this is the length of the text."""
    whole: Excerpt
    """The mark as written, without `%` or `<!--`."""
    status: str = ""
    """For `expect`: the status, one of `derive.model.verdict.STATUSES`."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """One piece of a document."""

    kind: FragmentKind
    math: Excerpt
    """For mathematics the text between the delimiters; for a heading its words; for declarations
    the statements' text."""
    start: int
    """The page offset where it starts, delimiters included."""
    end: int
    """The page offset after its end, delimiters included."""
    delimiter: str = ""
    """How it was set off: `$`, `$$`, `\\(`, `\\[`, `math`, `$``, the name of an environment,
    `math:`, `.. math::`, `script`, or `bare` for a formula that lost its delimiters."""
    before: str = ""
    """The prose just before it, at most a sentence or two, other formulas in it as `$…$`."""
    after: str = ""
    """The prose just after it, likewise, up to the next display or the end of the paragraph."""
    paragraph: int = 0
    """Counts the paragraphs; an inline formula and its neighbours share one."""
    joined: bool = False
    """Whether nothing but white space stands between the mathematics before and this."""
    alone: bool = False
    """Whether it stands alone on its line or lines, punctuation aside; a display nearly always."""
    heading: int = -1
    """The index in `Source.headings` of the section that it stands in; -1 before the first."""
    cell: int | None = None
    """The notebook cell that it stands in, counted from 1."""
    marks: tuple[Mark, ...] = ()
    """What its author says of its steps."""
    statements: tuple[Statement, ...] = ()
    """For declarations: what is declared."""

    @property
    def text(self) -> str:
        """The mathematics itself."""
        return self.math.text

    @property
    def is_math(self) -> bool:
        """Whether it holds mathematics of the document."""
        return self.kind in ("inline", "display")

    @property
    def place(self) -> Place:
        """Where its content stands, without the delimiters and the white space around it."""
        return self.math.stripped().place()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, and how far its section reaches."""

    level: int
    """1 for the highest."""
    title: str
    start: int
    """The page offset of the heading."""
    end: int
    """The page offset where the next heading of this level or a higher one starts."""
    parent: int = -1
    """The index in `Source.headings` of the section around it; -1 for none."""


@dataclass(frozen=True, slots=True)
class Macro:
    """A command that the author defined."""

    name: str
    """With its backslash: `\\R`."""
    body: Excerpt
    """What it stands for, with `#1` for the first argument."""
    arguments: int = 0
    """How many arguments it takes."""
    default: str | None = None
    """What the first argument is when it is not given in brackets."""
    start: int = 0
    """The page offset of its definition."""
    operator: bool = False
    """Whether it names an operator, by `\\DeclareMathOperator`."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file, cut into its fragments."""

    file: str
    kind: SourceKind
    page: Page
    fragments: tuple[Fragment, ...] = ()
    """In document order."""
    headings: tuple[Heading, ...] = ()
    macros: tuple[Macro, ...] = ()
    """In document order; a later definition of one name replaces the earlier from there on."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What was wrong with the document itself: an unclosed delimiter, a statement not read."""
