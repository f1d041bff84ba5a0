"""Plain ASCII notation, as Python and SymPy users type it: `a*(1 - a)`, `Derivative(L, a)`.

It is the canonical one-line form: reports quote it, and the plain reader reads it back to the
very same term.
"""

from __future__ import annotations

from derive.model.term import Term
from derive.model.writing import ATOM, POWER, PRODUCT, RELATION, SUM, Writer

_SIGNS = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_CONSTANTS = {"pi": "pi", "e": "E", "infinity": "oo"}


class PlainWriter(Writer):
    """Writes terms in plain notation."""

    def write_symbol(self, node: Term) -> tuple[str, int]:
        """A name."""
        return str(node.value), ATOM

    def write_unread(self, node: Term) -> tuple[str, int]:
        """The source of a part that was not read."""
        return f"⟨{node.value}⟩", ATOM

    def write_constant(self, node: Term) -> tuple[str, int]:
        """pi, E or oo."""
        return _CONSTANTS[str(node.value)], ATOM

    def write_mul(self, node: Term) -> tuple[str, int]:
        """Factors with stars; a quotient needs no brackets only in first place."""
        first, *rest = node.args
        pieces = [self.at_least(first, PRODUCT)]
        pieces += [self.at_least(each, POWER) for each in rest]
        return "*".join(pieces), PRODUCT

    def write_div(self, node: Term) -> tuple[str, int]:
        """A quotient on one line."""
        top, bottom = node.args
        strength = POWER if top.head == "div" else PRODUCT
        return f"{self.at_least(top, strength)}/{self.at_least(bottom, POWER)}", PRODUCT

    def write_pow(self, node: Term) -> tuple[str, int]:
        """A power with two stars."""
        base, exponent = node.args
        return f"{self.at_least(base, ATOM)}**{self.at_least(exponent, ATOM)}", POWER

    def write_call(self, node: Term) -> tuple[str, int]:
        """A function of its arguments."""
        return f"{node.value}({', '.join(map(self.write, node.args))})", ATOM

    def write_indexed(self, node: Term) -> tuple[str, int]:
        """A family member in square brackets."""
        base, *indices = node.args
        return f"{self.at_least(base, ATOM)}[{', '.join(map(self.write, indices))}]", ATOM

    def write_derivative(self, node: Term) -> tuple[str, int]:
        """A derivative that is not carried out."""
        return f"Derivative({', '.join(map(self.write, node.args))})", ATOM

    def write_sum(self, node: Term) -> tuple[str, int]:
        """A sum over an index."""
        return self._binder("Sum", node)

    def write_product(self, node: Term) -> tuple[str, int]:
        """A product over an index."""
        return self._binder("Product", node)

    def write_maximum(self, node: Term) -> tuple[str, int]:
        """A maximum over an index."""
        return self._binder("Maximum", node)

    def write_minimum(self, node: Term) -> tuple[str, int]:
        """A minimum over an index."""
        return self._binder("Minimum", node)

    def write_stack(self, node: Term) -> tuple[str, int]:
        """A column, or rows, over an index."""
        return self._binder("Stack", node)

    def write_matrix(self, node: Term) -> tuple[str, int]:
        """A matrix written out, row by row."""
        width = int(str(node.value).split("x")[1])
        entries = [self.write(each) for each in node.args]
        rows = (entries[k : k + width] for k in range(0, len(entries), width))
        bracketed = ("[" + ", ".join(row) + "]" for row in rows)
        return f"Matrix([{', '.join(bracketed)}])", ATOM

    def _binder(self, name: str, node: Term) -> tuple[str, int]:
        body, index, lower, upper = map(self.write, node.args)
        return f"{name}({body}, ({index}, {lower}, {upper}))", ATOM

    def write_cases(self, node: Term) -> tuple[str, int]:
        """Values by case, as SymPy's Piecewise."""
        pairs = [
            f"({self.write(value)}, {self.write(condition)})"
            for value, condition in zip(node.args[::2], node.args[1::2], strict=False)
        ]
        if len(node.args) % 2:
            pairs.append(f"({self.write(node.args[-1])}, True)")
        return f"Piecewise({', '.join(pairs)})", ATOM

    def _relation(self, node: Term) -> tuple[str, int]:
        left, right = (self.at_least(a, SUM) for a in node.args)
        return f"{left} {_SIGNS[node.head]} {right}", RELATION

    write_eq = write_ne = write_lt = write_le = write_gt = write_ge = _relation

    def write_and(self, node: Term) -> tuple[str, int]:
        """All of several conditions."""
        return f"And({', '.join(map(self.write, node.args))})", ATOM

    def write_or(self, node: Term) -> tuple[str, int]:
        """One of several conditions."""
        return f"Or({', '.join(map(self.write, node.args))})", ATOM

    def write_not(self, node: Term) -> tuple[str, int]:
        """The opposite of a condition."""
        return f"Not({self.write(node.args[0])})", ATOM


_writer = PlainWriter()


def plain(node: Term) -> str:
    """A term in plain notation."""
    return _writer.write(node)
