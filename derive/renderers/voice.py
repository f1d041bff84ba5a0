"""A voice: one notation with everything that a sentence about mathematics needs.

The same facts are told in Unicode, in ASCII and in LaTeX; what is said stands in one place
(`given`, `evidence`), how it is written in the voice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from derive.model.plain import plain
from derive.model.relation import Relation
from derive.model.term import Term
from derive.renderers.latex_notation import latex
from derive.renderers.quoted import in_ascii, in_latex, in_unicode
from derive.renderers.unicode import unicode


@dataclass(frozen=True, slots=True)
class Voice:
    """How one notation writes terms, relations, prose and numbers."""

    term: Callable[[Term], str]
    """A term, in mathematics mode where there is one."""
    prose: Callable[[str], str]
    """A sentence that may quote plain notation."""
    signs: dict[str, str]
    """The signs of relations, and `:=`."""
    inline: Callable[[str], str]
    """Mathematics as it stands within a sentence."""
    number: Callable[[str], str]
    """A decimal number or interval given as text."""
    dots: str
    """Between the first and the last of a list."""

    def relation(self, relation: Relation) -> str:
        """A relation, in mathematics mode where there is one."""
        sign = self.signs[relation.sign]
        return f"{self.term(relation.left)} {sign} {self.term(relation.right)}"

    def says(self, relation: Relation) -> str:
        """A relation within a sentence."""
        return self.inline(self.relation(relation))

    def names(self, node: Term) -> str:
        """A term within a sentence."""
        return self.inline(self.term(node))


def _as_it_is(text: str) -> str:
    return text


_PLAIN_SIGNS = {sign: sign for sign in ("=", "!=", "<", "<=", ">", ">=", ":=")}

UNICODE = Voice(
    unicode,
    in_unicode,
    _PLAIN_SIGNS | {"!=": "≠", "<=": "≤", ">=": "≥"},
    _as_it_is,
    lambda text: text.replace("-", "−"),
    "…",
)
ASCII = Voice(plain, in_ascii, _PLAIN_SIGNS, _as_it_is, _as_it_is, "...")
LATEX = Voice(
    latex,
    in_latex,
    _PLAIN_SIGNS | {"!=": r"\ne", "<=": r"\le", ">=": r"\ge"},
    lambda text: f"${text}$",
    lambda text: f"${text}$",
    r"\dots",
)
