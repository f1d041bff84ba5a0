"""The surface tree of a written formula: what stands there, before anything is decided.

Nodes say what the author wrote and where; they know nothing of types or declarations.  What
depends on declarations stays undecided in them: `a(1-a)` is a product whose factors are the
name and the bracket (a call or a multiplication), `ay` is a run of letters, `\\frac{dy}{dx}` is
a fraction of runs, an operator such as `\\nabla` is a factor before its operand.

Every node has a span, in offsets of the fragment; spans don't count when trees are compared.
Reading `show(node)` again gives an equal tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Span(NamedTuple):
    """A stretch of the fragment, the end exclusive."""

    start: int
    end: int


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Node:
    """Anything that stands in a formula."""

    span: Span = field(default=NOWHERE, compare=False, kw_only=True)
    """Where it stands; for what a macro brought, where the macro was called."""


# Leaves.


@dataclass(frozen=True, slots=True)
class Mark(Node):
    """An operator, a relation sign or a separator; never an operand."""

    text: str
    """Canonical spelling, such as `+`, `\\cdot`, `=`, `:=`, `\\le`, `,`, `\\mid`.

    The empty text is juxtaposition.
    """
    note: Node | None = None
    """What is set over the sign: `\\overset{(1)}{=}`."""


@dataclass(frozen=True, slots=True)
class Number(Node):
    """Digits as written, without group marks: `12`, `0.5`, `.5`, `1e-5` (which has no space)."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """One letter or symbol: `x`, `\\alpha`, `\\mathbf{x}`, `\\mathrm{RSS}`, `\\partial`, `\\infty`.

    In scripts also bare signs: `x^*`, `x^+`.
    """

    key: str
    """Canonical LaTeX.  Fonts have one spelling each: `\\mathbf` for every bold, `\\mathrm` for
    upright letters and text, `\\mathcal`, `\\mathbb`, `\\mathsf`, `\\mathtt`, `\\mathfrak`."""


@dataclass(frozen=True, slots=True)
class Run(Node):
    """Two or more letters written together: `ay`, `dz`, `std`, `SSR`.

    A name, or a product of names: declarations decide, the longest declared name first.  Scripts,
    primes and a following bracket belong to the last name in it.
    """

    letters: str


@dataclass(frozen=True, slots=True)
class Function(Node):
    """A word that operates on what follows: `\\log`, `\\operatorname{softmax}`, `log`."""

    name: str
    """The word, without backslash: `log`, `tr`, `softmax`; `argmax` for `\\arg\\max`."""
    bare: bool = False
    """Written as plain letters, `log(a)`, which LaTeX sets as l·o·g."""


@dataclass(frozen=True, slots=True)
class Ellipsis(Node):
    """Dots of any kind: `\\dots`, `\\cdots`, `\\vdots`, `...`."""


@dataclass(frozen=True, slots=True)
class Prose(Node):
    """Words inside a formula, where no statement could be split off: a condition in `cases`."""

    text: str


@dataclass(frozen=True, slots=True)
class Worded(Node):
    """Words before maths where no statement could be split off: `if x > 0` in `cases`."""

    words: str
    body: Node


@dataclass(frozen=True, slots=True)
class Empty(Node):
    """Nothing, where something could stand: `{}`, the left side of a row that begins with `=`."""


@dataclass(frozen=True, slots=True)
class Unread(Node):
    """What could not be read, kept in its place so that nothing is lost."""

    found: str
    """The source that was not read; empty where something is missing."""
    expected: str
    """What could have stood there."""
    code: str = "syntax"
    """The diagnostic code: `syntax`, `unbalanced`, `unknown-macro`, `too-large`, …"""


# Names with something attached.


@dataclass(frozen=True, slots=True)
class Scripted(Node):
    """A base with a subscript, primes and a superscript: `x_i'^2`, `W^{(l)}`, `x^\\top`."""

    base: Node
    """Empty for scripts before their base, `{}^n`; for a run, they belong to its last name."""
    sub: Node | None = None
    sup: Node | None = None
    """Not decided: a power, a transpose, a label, an inverse.  `^{(i)}` is a Bracket."""
    primes: int = 0


@dataclass(frozen=True, slots=True)
class Accented(Node):
    """Something under an accent: `\\hat{y}`, `\\dot{x}`, `\\overline{x + y}`."""

    mark: str
    """`hat`, `tilde`, `bar`, `vec`, `dot`, `ddot`, `overline`, `underline`, …; wide forms are
    the plain ones."""
    body: Node


# Grouping.


@dataclass(frozen=True, slots=True)
class Group(Node):
    """Braces around more than one atom, `{a + b}`: invisible in print, grouping in the source."""

    body: Node


@dataclass(frozen=True, slots=True)
class Bracket(Node):
    """Visible brackets, of any size: `(a)`, `[0, 1)`, `\\{0, 1\\}`, `|x|`, `\\|x\\|`, `⌊x⌋`."""

    opening: str
    """`(`, `[`, `\\{`, `|`, `\\|`, `\\lfloor`, `\\lceil`, `\\langle`, or `.` for an empty one."""
    body: Node
    """An expression, a Chain, a Sequence, or Empty."""
    closing: str
    """`)`, `]`, `\\}`, `|`, `\\|`, `\\rfloor`, `\\rceil`, `\\rangle`, or `.`."""


@dataclass(frozen=True, slots=True)
class Sequence(Node):
    """Items set apart: `a, b`, `x; \\theta`, `x \\mid y`, `P \\| Q`, `1, \\dots, N`.

    One separator level only: `x \\mid y, z` is a Sequence of `x` and a Sequence `y, z`.
    """

    items: tuple[Node, ...]
    separators: tuple[Mark, ...]
    """One fewer than items, all of one strength: `,`, or `;`, or `\\mid` and `\\|`."""


# Operations.


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """Terms with their signs: `a - b + c`; `-x` alone is a sum of one term."""

    signs: tuple[Mark, ...]
    """One for each term: `+`, `-`, `\\pm`, `\\mp`, `\\oplus`; the first may be empty."""
    terms: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Product(Node):
    """Factors in order, all levels of tight multiplication flat: `a b \\cdot c / d (e)`.

    Not decided: which bracket is an argument of the factor before it, how far `/` reaches to
    the right, and where the operand of `\\frac{d}{dx}` or `\\nabla` begins and ends.
    """

    operators: tuple[Mark, ...]
    """One fewer than factors: the empty mark for juxtaposition, `\\cdot`, `\\times`, `*`, `/`."""
    factors: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Operation(Node):
    """Operators looser than a product and tighter than a sum: `W\\delta \\odot s`, `A \\cup B`."""

    operators: tuple[Mark, ...]
    """One fewer than operands: `\\odot`, `\\circ`, `\\otimes`, `\\cup`, `\\cap`, `\\setminus`, …"""
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Applied(Node):
    """A function word with its argument: `\\log(x)`, `\\sin^2 x`, `\\log a b`, `ln\\mu`."""

    function: Node
    """A Function, or one with scripts: `\\log_2`, `\\sin^2`."""
    argument: Node
    """A Bracket, a Bracket with scripts as in `\\log(x)^2`, or what follows up to a sign."""
    how: Literal["bracket", "juxtaposed"]
    """`juxtaposed` is the convention: factors up to a sign, a spacing command or a function."""


@dataclass(frozen=True, slots=True)
class Big(Node):
    """An operator with limits and a body: `\\sum_{i=1}^N`, `\\int`, `\\max_i`, `\\lim`."""

    operator: str
    """`sum`, `prod`, `int`, `max`, `min`, `sup`, `inf`, `lim`, `argmax`, `argmin`, …"""
    sub: Node | None
    """Usually a Chain such as `i = 1`, `j \\neq i`, `x \\to 0`, or a Name."""
    sup: Node | None
    primes: int
    body: Node
    """All that follows in the same term; it ends at a sign of a sum (see `scopes`)."""


@dataclass(frozen=True, slots=True)
class Fraction(Node):
    """`\\frac{a}{b}`; also a derivative, see `differentials`."""

    numerator: Node
    denominator: Node


@dataclass(frozen=True, slots=True)
class Binomial(Node):
    """`\\binom{n}{k}`."""

    upper: Node
    lower: Node


@dataclass(frozen=True, slots=True)
class Root(Node):
    """`\\sqrt{x}`, `\\sqrt[3]{x}`."""

    body: Node
    index: Node | None = None


@dataclass(frozen=True, slots=True)
class Postfix(Node):
    """A sign after its operand: `n!`, `50\\%`."""

    body: Node
    mark: Mark


@dataclass(frozen=True, slots=True)
class EvaluationBar(Node):
    """`|_{x=a}` as a factor: the product before it is evaluated there."""

    sub: Node | None
    sup: Node | None = None


@dataclass(frozen=True, slots=True)
class Evaluated(Node):
    """`\\left. f(x) \\right|_{x=a}^{b}`, `\\left[ F \\right]` with limits is a Bracket."""

    body: Node
    sub: Node | None
    sup: Node | None = None


@dataclass(frozen=True, slots=True)
class Annotated(Node):
    """A part with a remark over or under it, which is no part of its value."""

    body: Node
    note: Node
    mark: str
    """`underbrace`, `overbrace`, `overset` or `underset`."""


@dataclass(frozen=True, slots=True)
class Cases(Node):
    """`\\begin{cases} value & condition \\\\ … \\end{cases}`."""

    rows: tuple[tuple[Node, Node | None], ...]
    """Value and condition: a relation, Worded (`if x > 0`), Prose (`otherwise`), or nothing."""


@dataclass(frozen=True, slots=True)
class Matrix(Node):
    """`\\begin{bmatrix} a & b \\\\ c & d \\end{bmatrix}`."""

    kind: str
    """`matrix`, `pmatrix`, `bmatrix`, `vmatrix`, `Vmatrix`, `Bmatrix`, `smallmatrix`, `array`."""
    rows: tuple[tuple[Node, ...], ...]


# Relations.


@dataclass(frozen=True, slots=True)
class Chain(Node):
    """Operands joined by relation signs: `a = b \\le c`, `x \\in \\mathbb{R}`, `f : A \\to B`."""

    operands: tuple[Node, ...]
    """The first is Empty in a row that continues the one before it."""
    signs: tuple[Mark, ...]
    """One fewer than operands; spelled canonically, see `signs`."""


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`\\forall i`, `\\forall i \\in S`, `\\exists x`."""

    quantifier: Mark
    body: Node


ATOMIC = (
    Name,
    Number,
    Scripted,
    Accented,
    Bracket,
    Fraction,
    Binomial,
    Root,
    Matrix,
    Cases,
    Empty,
    Ellipsis,
    Postfix,
    Group,
    Unread,
)
"""Braces around one of these change nothing."""
