"""For terminals that can't print Unicode: each character they lack is spelled out in ASCII.

Python asks an error handler for every run of characters that an encoding lacks; this one answers
`w_1` for w₁, `e^(-z)` for e⁻ᶻ, `dL/da` for ∂L/∂a.  What the encoding has stays as it is.
"""

from __future__ import annotations

import codecs
import re
from typing import IO
from unicodedata import normalize

from derive.renderers.names import ACCENTS, GREEK
from derive.renderers.scripts import SUBSCRIPTS, SUPERSCRIPTS

HANDLER = "derive-spell-out"
"""The name of the error handler."""

_WORDS: dict[str, str] = {
    **{character: name for name, character in GREEK.items()},
    **{mark: f"_{name}" for name, mark in ACCENTS.items()},
    "−": "-",
    "·": "*",
    "∂": "d",
    "ᵀ": "^T",
    "⊙": ".*",
    "⊘": "./",
    "‖": "||",
    "𝟙": "1",
    "√": "sqrt",
    "∞": "oo",
    "′": "'",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
    "→": "->",
    "∈": "in",
    "∩": "and",
    "∖": "\\",
    "ℝ": "R",
    "ℤ": "Z",
    "½": "1/2",
    "⅓": "1/3",
    "⅔": "2/3",
    "¼": "1/4",
    "¾": "3/4",
    "✓": "ok",
    "✗": "X",
    "≷": "<>",
    "…": "...",
    "─": "-",
    "═": "=",
    "│": "|",
    "├": "|",
    "└": "`",
    "–": "-",
    "—": "-",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
}
_LOW = {low: full for full, low in SUBSCRIPTS.items()}
_UP = {up: full for full, up in SUPERSCRIPTS.items()}
_RUNS = re.compile(f"(?P<low>[{''.join(_LOW)}]+)|(?P<up>[{''.join(_UP)}]+)|.", re.DOTALL)


def spelled_out(text: str) -> str:
    """A text in ASCII alone."""
    return _RUNS.sub(_run, text)


def _run(found: re.Match[str]) -> str:
    if found["low"]:
        return f"_{spelled_out(''.join(_LOW[c] for c in found[0]))}"
    if found["up"]:
        power = spelled_out("".join(_UP[c] for c in found[0]))
        return f"^{power}" if len(power) == 1 else f"^({power})"
    character = found[0]
    if character.isascii() or character in _WORDS:
        return _WORDS.get(character, character)
    parts = normalize("NFKD", character)
    return "?" if parts == character else spelled_out(parts)


def _answer(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return spelled_out(error.object[error.start : error.end]), error.end


def spell_out(stream: IO[str]) -> None:
    """Make a stream spell out what its encoding lacks, where the stream can be told."""
    reconfigure = getattr(stream, "reconfigure", None)
    encoding = (getattr(stream, "encoding", None) or "utf-8").lower()
    if reconfigure is not None and not encoding.startswith("utf"):
        codecs.register_error(HANDLER, _answer)
        reconfigure(errors=HANDLER)
