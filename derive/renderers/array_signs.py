"""How the operations on vectors and matrices are written: one table for Unicode and LaTeX.

A row says what stands around or between the arguments and how strongly the whole binds.  An
operation without a row is written as a call.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive.model.term import Term
from derive.model.writing import ATOM, POWER, PRODUCT, Writer


@dataclass(frozen=True, slots=True)
class Sign:
    """The signs of one operation in both notations."""

    unicode: str
    """With `{}` for the argument, or the sign between several."""
    latex: str
    strength: int
    """How strongly the whole binds."""
    inside: int = 0
    """How strongly an argument has to bind to stand without brackets."""
    between: bool = False
    """Whether the sign stands between arguments."""


SIGNS: dict[str, Sign] = {
    "transpose": Sign("{}ᵀ", r"{{{}}}^\top", POWER, ATOM),
    "inverse": Sign("{}⁻¹", r"{{{}}}^{{-1}}", POWER, ATOM),
    "trace": Sign("tr({})", r"\mathrm{{tr}}({})", ATOM),
    "det": Sign("det({})", r"\det({})", ATOM),
    "norm": Sign("‖{}‖", r"\lVert {} \rVert", ATOM),
    "diag": Sign("diag({})", r"\mathrm{{diag}}({})", ATOM),
    "diagonal": Sign("diagonal({})", r"\mathrm{{diagonal}}({})", ATOM),
    "vec": Sign("vec({})", r"\mathrm{{vec}}({})", ATOM),
    "kronecker": Sign(" ⊗ ", r" \otimes ", PRODUCT, POWER, between=True),
    "hadamard": Sign(" ⊙ ", r" \odot ", PRODUCT, POWER, between=True),
    "quotient": Sign(" ⊘ ", r" \oslash ", PRODUCT, POWER, between=True),
    "row": Sign("{}[{}, :]ᵀ", r"{{{}}}_{{{},:}}^\top", POWER, ATOM),
    "column": Sign("{}[:, {}]", r"{{{}}}_{{:,{}}}", ATOM, ATOM),
    "indicator": Sign("𝟙[{}]", r"\mathbf{{1}}\left[{}\right]", ATOM),
}
"""Operation → signs; where the second argument is a place, it stands without brackets."""

_CONSTANTS = {
    "ones": ("𝟏", r"\mathbf{1}"),
    "zeros": ("𝟎", r"\mathbf{0}"),
    "identity": ("I", "I"),
}
_TALL = (r"\frac", r"\sum", r"\prod", r"\begin", r"\binom")


def constant(writer: Writer, node: Term, *, latex: bool, sized: bool) -> tuple[str, int] | None:
    """An array of ones, of zeros or an identity, with its size where that is asked for."""
    signs = _CONSTANTS.get(str(node.value))
    if signs is None:
        return None
    sign = signs[latex]
    if not sized:
        return sign, ATOM
    times = r" \times " if latex else "×"
    size = times.join(writer.write(a).replace(" ", "") for a in node.args)
    return (f"{sign}_{size}" if len(size) == 1 else f"{sign}_{{{size}}}"), ATOM


def array_operation(writer: Writer, node: Term, *, latex: bool) -> tuple[str, int] | None:
    """An operation on arrays with its signs, and how strongly it binds; None for any other."""
    sign = SIGNS.get(str(node.value))
    if sign is None:
        return None
    pattern = sign.latex if latex else sign.unicode
    if sign.between:
        return pattern.join(writer.at_least(a, sign.inside) for a in node.args), sign.strength
    places = sign.unicode.count("{}")
    if len(node.args) != places:
        return None
    first, *rest = node.args
    text = writer.at_least(first, sign.inside)
    if latex and (text.endswith(")") or not any(mark in text for mark in "^'")):
        pattern = pattern.replace("{{{}}}", "{}")
    if latex and any(mark in text for mark in _TALL):
        for fixed, growing in _GROWING:
            pattern = pattern.replace(fixed, growing)
    return pattern.format(text, *map(writer.write, rest)), sign.strength


_GROWING = (
    ("({})", r"\left({}\right)"),
    (r"\lVert {} \rVert", r"\left\lVert {} \right\rVert"),
)
