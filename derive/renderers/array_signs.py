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
    "trace": Sign("tr({})", r"\mathrm{{tr}}\left({}\right)", ATOM),
    "det": Sign("det({})", r"\det\left({}\right)", ATOM),
    "norm": Sign("‖{}‖", r"\left\lVert {} \right\rVert", ATOM),
    "diag": Sign("diag({})", r"\mathrm{{diag}}\left({}\right)", ATOM),
    "diagonal": Sign("diagonal({})", r"\mathrm{{diagonal}}\left({}\right)", ATOM),
    "hadamard": Sign(" ⊙ ", r" \odot ", PRODUCT, POWER, between=True),
    "quotient": Sign(" ⊘ ", r" \oslash ", PRODUCT, POWER, between=True),
    "indicator": Sign("𝟙[{}]", r"\mathbf{{1}}\left[{}\right]", ATOM),
}
"""Operation → signs."""


def array_operation(writer: Writer, node: Term, *, latex: bool) -> tuple[str, int] | None:
    """An operation on arrays with its signs, and how strongly it binds; None for any other."""
    sign = SIGNS.get(str(node.value))
    if sign is None:
        return None
    pattern = sign.latex if latex else sign.unicode
    if sign.between:
        return pattern.join(writer.at_least(a, sign.inside) for a in node.args), sign.strength
    if len(node.args) != 1:
        return None
    text = writer.at_least(node.args[0], sign.inside)
    if latex and len(text) == 1:
        pattern = pattern.replace("{{{}}}", "{}")
    return pattern.format(text), sign.strength
