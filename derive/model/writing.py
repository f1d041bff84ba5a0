"""From terms to text: where brackets go, once for every notation.

A `Writer` walks a term and asks a notation's methods for each construct.  Each piece comes back
with its binding strength; the writer brackets a piece exactly where the notation would read it
differently without.  Plain text, Unicode and LaTeX are three subclasses.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derive.model.term import Term

RELATION, SUM, PRODUCT, PREFIX, POWER, ATOM = range(6)
"""Binding strengths, weakest first."""


class Writer:
    """Writes terms in one notation; subclasses give the notation."""

    def write(self, node: Term) -> str:
        """The text of a term."""
        return self.piece(node)[0]

    def piece(self, node: Term) -> tuple[str, int]:
        """The text of a term and how strongly it binds."""
        method: Callable[[Term], tuple[str, int]] | None = getattr(self, f"write_{node.head}", None)
        if method is None:
            raise ValueError(f"{type(self).__name__} has no notation for {node.head!r}")
        return method(node)

    def at_least(self, node: Term, strength: int) -> str:
        """The text, in brackets if it binds more weakly than that."""
        text, found = self.piece(node)
        return text if found >= strength else self.brackets(text)

    def brackets(self, text: str) -> str:
        """Round brackets around a text."""
        return f"({text})"

    # What every notation shares: sums are terms with signs between them.

    plus, minus, negative = " + ", " - ", "-"

    def write_add(self, node: Term) -> tuple[str, int]:
        """A sum; a negated term is subtracted."""
        first, *rest = node.args
        text = self.leading_term(first)
        for each in rest:
            if each.head == "neg":
                text += self.minus + self.at_least(each.args[0], PRODUCT)
            else:
                text += self.plus + self.at_least(each, PRODUCT)
        return text, SUM

    def leading_term(self, node: Term) -> str:
        """The first term of a sum, which may carry a sign without brackets."""
        if node.head == "neg":
            return self.piece(node)[0]
        return self.at_least(node, PRODUCT)

    def write_neg(self, node: Term) -> tuple[str, int]:
        """Minus a product; it binds like a sum, so as a factor it takes brackets."""
        return self.negative + self.at_least(node.args[0], PRODUCT), SUM

    def write_number(self, node: Term) -> tuple[str, int]:
        """A whole number, or a decimal as it was written."""
        assert isinstance(node.value, Fraction)
        return decimal_digits(node.value), ATOM


def decimal_digits(value: Fraction) -> str:
    """The finite decimal expansion of a number that is not negative and has one."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
        if places > 400:
            raise ValueError(f"{value} has no finite decimal expansion")
    whole = str(int(value * 10**places)).rjust(places + 1, "0")
    return f"{whole[:-places]}.{whole[-places:]}" if places else whole
