r"""LaTeX notation, as a careful author writes it: `-\frac{y}{a} + \frac{1-y}{1-a}`.

Sums keep their written order and stand with spaces at the top, tightly inside brackets and
fractions; brackets grow only around what is tall.  Only amsmath's commands are used.
"""

from __future__ import annotations

from derive.model.term import Term, substitute
from derive.model.writing import ATOM, POWER, PREFIX, PRODUCT, RELATION, SUM, Writer
from derive.renderers.array_signs import array_operation, constant
from derive.renderers.latex_names import command, letter, subscript
from derive.renderers.latex_width import width
from derive.renderers.typeface import sized, typeface
from derive.renderers.unicode import BARE

_SIGNS = {"eq": "=", "ne": r"\ne", "lt": "<", "le": r"\le", "gt": ">", "ge": r"\ge"}
_CONSTANTS = {"pi": r"\pi", "e": "e", "infinity": r"\infty"}
WIDEST_SCRIPT = 9.0
"""Exponents of e that are wider than this, in em, are written as arguments of exp."""
_TALL = (r"\frac", r"\sum", r"\prod", r"\begin", r"\binom")


_JOINTS = {",": ", ", ";": r";\ ", "|": r" \mid ", "‖": r" \,\|\, "}
"""Signs between the arguments of a call."""


class LatexWriter(Writer):
    """Writes terms in LaTeX for display."""

    def __init__(self, sized: frozenset[Term] = frozenset()) -> None:
        self.sized = sized
        """Arrays of ones and the like that need their size as an index."""

    def brackets(self, text: str) -> str:
        r"""Round brackets, with \left and \right around what is tall."""
        return fenced("(", tight(text), ")")

    def write_symbol(self, node: Term) -> tuple[str, int]:
        """A letter with its accents and subscripts, or a word set upright."""
        name = str(node.value)
        return letter(name, bold=typeface().bold(name)), ATOM

    def write_constant(self, node: Term) -> tuple[str, int]:
        """π, e or ∞."""
        return _CONSTANTS[str(node.value)], ATOM

    def write_indexed(self, node: Term) -> tuple[str, int]:
        """A family member; the indices join whatever subscripts its name has."""
        base, *indices = node.args
        written = [tight(SCRIPT.write(i)) for i in indices]
        if base.head != "symbol":
            whole = self.at_least(base, ATOM)
            return (
                f"{whole if base.head == 'matrix' else f'{{{whole}}}'}_{subscript(written)}",
                ATOM,
            )
        bold = typeface().bold(str(base.value), len(indices))
        return letter(str(base.value), *written, bold=bold), ATOM

    def write_mul(self, node: Term) -> tuple[str, int]:
        r"""Factors side by side, with \cdot where that could misread."""
        text = ""
        previous: Term | None = None
        for position, factor in enumerate(node.args):
            last = position == len(node.args) - 1
            piece = self._factor(factor, last)
            if previous is not None:
                text += self._between(text, previous, piece, factor)
            text += piece
            previous = factor
        return text, PRODUCT

    def _factor(self, node: Term, last: bool) -> str:
        if node.head in ("derivative", "div") or (node.head in ("sum", "product") and last):
            return self.write(node)
        return self.at_least(node, PREFIX)

    def _between(self, text: str, previous: Term, piece: str, factor: Term) -> str:
        heads = {previous.head, factor.head}
        if piece[0].isdigit() or (heads <= {"div", "derivative"}):
            return r" \cdot "
        applied = previous.args[0] if previous.head == "pow" else previous
        if applied.head == "call" and applied.value in BARE and not text.endswith("}"):
            return r" \cdot "
        if piece.startswith(("(", r"\left")) or text.endswith(")"):
            return ""
        return r"\," if self._word(previous) or piece.startswith(r"\mathrm") else " "

    def _word(self, node: Term) -> bool:
        return node.head == "symbol" and self.write(node).startswith(r"\mathrm")

    def write_div(self, node: Term) -> tuple[str, int]:
        """A fraction."""
        top, bottom = (tight(self.write(a)) for a in node.args)
        return rf"\frac{{{top}}}{{{bottom}}}", POWER

    def write_pow(self, node: Term) -> tuple[str, int]:
        """A power; tanh² z with the exponent on the name."""
        base, exponent = node.args
        raised = exponent.head == "number" and base.head == "call"
        if raised and base.value in BARE and base.value != "log":
            name = f"{command(str(base.value))}^{self._script(exponent)}"
            return self._apply(name, base), PREFIX
        below = self.at_least(base, ATOM)
        if below.endswith("'"):
            below = f"{{{below}}}"
        return f"{below}^{self._script(exponent)}", POWER

    def _script(self, node: Term) -> str:
        text = tight(SCRIPT.write(node))
        return text if len(text) == 1 else f"{{{text}}}"

    def write_call(self, node: Term) -> tuple[str, int]:
        """A function of its arguments, as it is usually written."""
        array = constant(self, node, latex=True, sized=node in self.sized)
        array = array or array_operation(self, node, latex=True)
        if array is not None:
            return array
        name, first = str(node.value), node.args[0]
        if name == "exp":
            up = self._script(first)
            if width(up) > WIDEST_SCRIPT or r"\begin" in up:
                return r"\exp" + self._arguments(node), PREFIX
            return f"e^{up}", POWER
        if name == "sqrt":
            return rf"\sqrt{{{tight(self.write(first))}}}", ATOM
        if name == "abs":
            return fenced(r"\lvert ", tight(self.write(first)), r" \rvert"), ATOM
        if name == "factorial":
            return f"{self.at_least(first, ATOM)}!", POWER
        if name == "binomial":
            top, bottom = (tight(self.write(a)) for a in node.args)
            return rf"\binom{{{top}}}{{{bottom}}}", POWER
        if name == "delta":
            return rf"\delta_{subscript([tight(SCRIPT.write(a)) for a in node.args])}", ATOM
        if name in BARE:
            return self._apply(command(name), node), PREFIX
        return command(name) + self._arguments(node), ATOM

    def _apply(self, name: str, node: Term) -> str:
        if len(node.args) == 1 and node.args[0].head in ("symbol", "indexed", "constant", "number"):
            return f"{name} {self.write(node.args[0])}"
        return name + self._arguments(node)

    def _arguments(self, node: Term) -> str:
        signs = typeface().joints(str(node.value), len(node.args))
        first, *rest = (tight(self.write(a)) for a in node.args)
        joined = (f"{_JOINTS[sign]}{a}" for sign, a in zip(signs, rest, strict=True))
        return fenced("(", first + "".join(joined), ")")

    def write_derivative(self, node: Term) -> tuple[str, int]:
        r"""\frac{\partial L}{\partial a} for a quantity, the operator before anything longer."""
        expression, *variables = node.args
        order = r"\partial" if len(variables) == 1 else rf"\partial^{len(variables)}"
        below = " ".join(rf"\partial {each}" for each in self._by_powers(variables))
        if expression.head in ("symbol", "indexed"):
            return rf"\frac{{{order} {self.write(expression)}}}{{{below}}}", POWER
        inside = self.write(expression)
        return rf"\frac{{{order}}}{{{below}}}\left[{inside}\right]", PRODUCT

    def _by_powers(self, variables: list[Term]) -> list[str]:
        runs: list[tuple[Term, int]] = []
        for variable in variables:
            if runs and runs[-1][0] is variable:
                runs[-1] = (variable, runs[-1][1] + 1)
            else:
                runs.append((variable, 1))
        return [self.write(v) + (f"^{n}" if n > 1 else "") for v, n in runs]

    def write_sum(self, node: Term) -> tuple[str, int]:
        """A sum over an index."""
        return self._binder(r"\sum", node)

    def write_product(self, node: Term) -> tuple[str, int]:
        """A product over an index."""
        return self._binder(r"\prod", node)

    def write_maximum(self, node: Term) -> tuple[str, int]:
        """The greatest value over an index."""
        return self._binder(r"\max", node)

    def write_minimum(self, node: Term) -> tuple[str, int]:
        """The least value over an index."""
        return self._binder(r"\min", node)

    def write_stack(self, node: Term) -> tuple[str, int]:
        """A column, or rows, over an index: its first and its last row."""
        body, index, lower, upper = node.args
        first, last = (self.write(substitute(body, {index: end})) for end in (lower, upper))
        return rf"\begin{{bmatrix}} {first} \\ \vdots \\ {last} \end{{bmatrix}}", ATOM

    def write_matrix(self, node: Term) -> tuple[str, int]:
        """A matrix written out."""
        columns = int(str(node.value).split("x")[1])
        entries = [self.write(each) for each in node.args]
        rows = (entries[k : k + columns] for k in range(0, len(entries), columns))
        body = r" \\ ".join(" & ".join(row) for row in rows)
        return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}", ATOM

    def write_unread(self, node: Term) -> tuple[str, int]:
        """What could not be read, as it stands in its document."""
        from derive.renderers.quoted import escaped

        return rf"\text{{{escaped(str(node.value))}}}", ATOM

    def _binder(self, sign: str, node: Term) -> tuple[str, int]:
        body, index, lower, upper = node.args
        start = f"{self.write(index)}={tight(SCRIPT.write(lower))}"
        limits = f"_{{{start}}}^{{{tight(SCRIPT.write(upper))}}}"
        return f"{sign}{limits} {self.at_least(body, PRODUCT)}", PRODUCT

    def write_cases(self, node: Term) -> tuple[str, int]:
        """Values by case."""
        pairs = zip(node.args[::2], node.args[1::2], strict=False)
        rows = [
            rf"{self.write(value)} & \text{{if }} {self.write(condition)}"
            for value, condition in pairs
        ]
        if len(node.args) % 2:
            rows.append(rf"{self.write(node.args[-1])} & \text{{otherwise}}")
        return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}", PRODUCT

    def _relation(self, node: Term) -> tuple[str, int]:
        left, right = (self.at_least(a, SUM) for a in node.args)
        return f"{left} {_SIGNS[node.head]} {right}", RELATION

    write_eq = write_ne = write_lt = write_le = write_gt = write_ge = _relation

    def write_and(self, node: Term) -> tuple[str, int]:
        """All of several conditions."""
        return r" \text{ and } ".join(map(self._condition, node.args)), RELATION

    def write_or(self, node: Term) -> tuple[str, int]:
        """One of several conditions."""
        return r" \text{ or } ".join(map(self._condition, node.args)), RELATION

    def write_not(self, node: Term) -> tuple[str, int]:
        """The opposite of a condition."""
        return rf"\text{{not }} {self.brackets(self.write(node.args[0]))}", ATOM

    def _condition(self, node: Term) -> str:
        text = self.write(node)
        return self.brackets(text) if node.head in ("and", "or") else text


class ScriptWriter(LatexWriter):
    """Writes exponents and limits: small print, so quotients stay on the line."""

    def write_div(self, node: Term) -> tuple[str, int]:
        """A quotient with a slash."""
        top, bottom = node.args
        above = self.at_least(top, POWER if top.head == "div" else PRODUCT)
        return f"{above}/{self.at_least(bottom, PREFIX)}", PRODUCT

    def _factor(self, node: Term, last: bool) -> str:
        return self.at_least(node, PREFIX)


class TextWriter(ScriptWriter):
    r"""Writes terms within a sentence: derivatives too stay on the line, \partial L/\partial a."""

    def write_derivative(self, node: Term) -> tuple[str, int]:
        r"""\partial L/\partial a."""
        expression, *variables = node.args
        if expression.head not in ("symbol", "indexed"):
            return super().write_derivative(node)
        order = r"\partial" if len(variables) == 1 else rf"\partial^{len(variables)}"
        below = r"\,".join(rf"\partial {each}" for each in self._by_powers(variables))
        return f"{order} {self.write(expression)}/{below}", PRODUCT


def tight(text: str) -> str:
    """A text as it stands inside brackets and fractions: no spaces around signs."""
    return text.replace(" + ", "+").replace(" - ", "-")


def fenced(left: str, text: str, right: str) -> str:
    r"""A text between delimiters, which grow if it is tall."""
    if any(mark in text for mark in _TALL):
        return rf"\left{left}{text}\right{right.strip()}"
    return f"{left}{text}{right}"


SCRIPT = ScriptWriter()


def latex(node: Term) -> str:
    """A term in LaTeX, to be set in mathematics mode."""
    return LatexWriter(sized(node)).write(node)


def in_text(node: Term) -> str:
    """A term in LaTeX, to be set within a sentence."""
    return TextWriter(sized(node)).write(node)
