r"""Names of quantities and functions in LaTeX: `w_{12}`, `\hat{y}`, `\mathrm{loss}`, `\log`."""

from __future__ import annotations

from derive.renderers.names import GREEK, read_name
from derive.renderers.typeface import typeface

_COMMANDS: dict[str, str] = {
    "sigmoid": r"\sigma",
    "gamma": r"\Gamma",
    "asin": r"\arcsin",
    "acos": r"\arccos",
    "atan": r"\arctan",
    "asinh": r"\mathrm{arsinh}",
    "acosh": r"\mathrm{arcosh}",
    "atanh": r"\mathrm{artanh}",
    "sign": r"\mathrm{sign}",
}
_COMMANDS |= {name: rf"\{name}" for name in ("log", "sin", "cos", "tan", "cot", "sec", "csc")}
_COMMANDS |= {name: rf"\{name}" for name in ("sinh", "cosh", "tanh", "max", "min")}


def command(name: str) -> str:
    """How a function is written before its brackets."""
    return _COMMANDS.get(name) or letter(name)


def letter(text: str, *indices: str, bold: bool = False) -> str:
    """A name, with further subscripts that are LaTeX already."""
    name = read_name(typeface().spelled(text))
    base = _word(name.base)
    if bold and name.letter:
        base = rf"\boldsymbol{{{base}}}" if name.base in GREEK else rf"\mathbf{{{base}}}"
    for accent in name.accents:
        base = rf"\{accent}{{{base}}}"
    below = [*map(_word, name.subscripts), *indices]
    return base + (f"_{subscript(below)}" if below else "") + "'" * name.primes


def subscript(parts: list[str]) -> str:
    """Subscripts together: `1`, `{ij}`, `{10,j}`."""
    joined = ("" if all(len(part) == 1 for part in parts) else ",").join(parts)
    return joined if len(joined) == 1 else f"{{{joined}}}"


def _word(text: str) -> str:
    if text in GREEK:
        return rf"\{text}"
    if text.isascii() and (text.isdigit() or (len(text) == 1 and text.isalpha())):
        return text
    if not text.isascii():
        return rf"\text{{{''.join(c if ord(c) < 0x180 else '?' for c in text)}}}"
    return rf"\mathrm{{{text}}}" if text.isalnum() else r"\mathrm{\_}"
