"""Unicode notation: one readable line per term, `−y/a + (1 − y)/(1 − a)`, `∂L/∂w₁`, `e⁻ᶻ`.

Factors stand side by side where an author would write them so (`w₁x₁`, `a(1 − a)`, `y log a`);
wherever that could misread, a dot stands between them (`2·3`, `∂L/∂a · ∂a/∂z`).
"""

from __future__ import annotations

from unicodedata import normalize

from derive.model.term import Term, is_number, substitute
from derive.model.writing import ATOM, POWER, PREFIX, PRODUCT, RELATION, SUM, Writer
from derive.renderers.array_signs import array_operation, constant
from derive.renderers.names import ACCENTS, GREEK, read_name
from derive.renderers.scripts import bold_letter, lowered, raised
from derive.renderers.typeface import sized, typeface
from derive.renderers.unicode_factors import between

_SIGNS = {"eq": "=", "ne": "≠", "lt": "<", "le": "≤", "gt": ">", "ge": "≥"}
_CONSTANTS = {"pi": "π", "e": "e", "infinity": "∞"}
_SIMPLE_FRACTIONS = {(1, 2): "½", (1, 3): "⅓", (2, 3): "⅔", (1, 4): "¼", (3, 4): "¾"}

_TRIGONOMETRIC = ("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh")
BARE = ("log", *_TRIGONOMETRIC, "asin", "acos", "atan")
"""Functions written without brackets before a single letter: log a, but log(1 − a)."""

FUNCTIONS: dict[str, str] = {
    "sigmoid": "σ",
    "gamma": "Γ",
    "binomial": "C",
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "asinh": "arsinh",
    "acosh": "arcosh",
    "atanh": "artanh",
}
"""Functions whose written name is not the one they are typed by."""


class UnicodeWriter(Writer):
    """Writes terms in Unicode notation."""

    plus, minus, negative = " + ", " − ", "−"

    def __init__(self, sized: frozenset[Term] = frozenset()) -> None:
        self.sized = sized
        """Arrays of ones and the like that need their size as an index."""

    def write_symbol(self, node: Term) -> tuple[str, int]:
        """A letter with its accents and subscripts, or a word."""
        name = str(node.value)
        return unicode_name(name, bold=typeface().bold(name)), ATOM

    def write_constant(self, node: Term) -> tuple[str, int]:
        """π, e or ∞."""
        return _CONSTANTS[str(node.value)], ATOM

    def write_indexed(self, node: Term) -> tuple[str, int]:
        """A family member with lowered indices where Unicode has them."""
        base, *indices = node.args
        if base.head == "symbol":
            bold = typeface().bold(str(base.value), len(indices))
            name = unicode_name(str(base.value), bold=bold)
        else:
            name = self.at_least(base, ATOM)
        written = [self.write(i).replace(" ", "") for i in indices]
        if name[-1:] in _SUBSCRIPT_ENDS or "_" in name:
            return f"{name}[{', '.join(written)}]", ATOM
        single = all(len(each) == 1 for each in written)
        if single or len(written) == 1:
            low = lowered("".join(written))
            if low is not None:
                return name + low, ATOM
        inside = ("" if single else ",").join(written)
        return f"{name}_{inside}" if len(inside) == 1 else f"{name}_{{{inside}}}", ATOM

    def write_mul(self, node: Term) -> tuple[str, int]:
        """Factors side by side, with a dot where that could misread."""
        text = ""
        previous: tuple[Term, str] | None = None
        for position, factor in enumerate(node.args):
            last = position == len(node.args) - 1
            piece = self._factor(factor, last)
            if previous is not None:
                text += between(previous, (factor, piece))
            text += piece
            previous = (factor, piece)
        return text, PRODUCT

    def _factor(self, node: Term, last: bool) -> str:
        if node.head in ("derivative", "div") or (node.head in ("sum", "product") and last):
            return self.write(node)
        return self.at_least(node, PREFIX)

    def write_div(self, node: Term) -> tuple[str, int]:
        """A quotient on one line."""
        top, bottom = node.args
        simple = _simple_fraction(node)
        if simple:
            return simple, PRODUCT
        enclosed = any(map(_slashed, top.args if top.head == "mul" else (top,)))
        above = self.brackets(self.write(top)) if enclosed else self.at_least(top, PRODUCT)
        below = self.write(bottom)
        if _slashed(bottom) or self.piece(bottom)[1] < PREFIX:
            below = self.brackets(below)
        return f"{above}/{below}", PRODUCT

    def write_pow(self, node: Term) -> tuple[str, int]:
        """A power, its exponent raised where Unicode can."""
        base, exponent = node.args
        if base.head == "call" and base.value in BARE and is_number(exponent):
            up = raised(self.write(exponent))
            if base.value != "log" and up is not None and "⁻" not in up:
                return self._apply(_written(str(base.value)) + up, base), PREFIX
        return self._raise(self.at_least(base, ATOM), exponent), POWER

    def _raise(self, base: str, exponent: Term) -> str:
        text = self.write(exponent)
        up = raised(text)
        if up is not None and not _ends_low(base):
            return base + up
        if up is not None and text.isdigit():
            return base + up
        return f"{base}^{text}" if len(text) == 1 else f"{base}^({text})"

    def write_call(self, node: Term) -> tuple[str, int]:
        """A function of its arguments, as it is usually written."""
        name = str(node.value)
        array = constant(self, node, latex=False, sized=node in self.sized)
        array = array or array_operation(self, node, latex=False)
        if array is not None:
            return array
        if name == "exp":
            return self._raise("e", node.args[0]), POWER
        if name == "sqrt":
            return f"√{self.at_least(node.args[0], ATOM)}", PREFIX
        if name == "abs":
            inside = self.write(node.args[0])
            return (f"abs({inside})" if "|" in inside else f"|{inside}|"), ATOM
        if name == "factorial":
            return f"{self.at_least(node.args[0], ATOM)}!", POWER
        if name == "delta":
            return self._delta(node), ATOM
        if name in BARE:
            return self._apply(_written(name), node), PREFIX
        return f"{_written(name)}({self._joined(node)})", ATOM

    def _apply(self, name: str, node: Term) -> str:
        if len(node.args) == 1 and node.args[0].head in ("symbol", "indexed", "constant", "number"):
            return f"{name} {self.write(node.args[0])}"
        return f"{name}({self._joined(node)})"

    def _joined(self, node: Term) -> str:
        """The arguments of a call with the signs between them."""
        if not node.args:
            return ""
        signs = typeface().joints(str(node.value), len(node.args))
        rest = zip(signs, node.args[1:], strict=True)
        return self.write(node.args[0]) + "".join(
            f"{sign} {self.write(a)}" if sign in ",;" else f" {sign} {self.write(a)}"
            for sign, a in rest
        )

    def _delta(self, node: Term) -> str:
        indices = [self.write(a).replace(" ", "") for a in node.args]
        low = lowered("".join(indices)) if all(len(i) == 1 for i in indices) else None
        return f"δ{low}" if low is not None else f"δ_{{{','.join(indices)}}}"

    def write_derivative(self, node: Term) -> tuple[str, int]:
        """∂L/∂a for a quantity, ∂/∂a [ … ] for anything longer."""
        expression, *variables = node.args
        order = "∂" if len(variables) == 1 else f"∂{raised(str(len(variables)))}"
        below = "".join(f"∂{each}" for each in self._by_powers(variables))
        if expression.head in ("symbol", "indexed"):
            return f"{order}{self.write(expression)}/{below}", PRODUCT
        return f"{order}/{below} [{self.write(expression)}]", PRODUCT

    def _by_powers(self, variables: list[Term]) -> list[str]:
        runs: list[tuple[Term, int]] = []
        for variable in variables:
            if runs and runs[-1][0] is variable:
                runs[-1] = (variable, runs[-1][1] + 1)
            else:
                runs.append((variable, 1))
        return [self.write(v) + (raised(str(n)) or "" if n > 1 else "") for v, n in runs]

    def write_sum(self, node: Term) -> tuple[str, int]:
        """A sum over an index."""
        return self._binder("Σ", node)

    def write_product(self, node: Term) -> tuple[str, int]:
        """A product over an index."""
        return self._binder("Π", node)

    def write_maximum(self, node: Term) -> tuple[str, int]:
        """The greatest value over an index."""
        return self._binder("max", node)

    def write_minimum(self, node: Term) -> tuple[str, int]:
        """The least value over an index."""
        return self._binder("min", node)

    def write_stack(self, node: Term) -> tuple[str, int]:
        """A column, or rows, over an index: its first and its last row."""
        body, index, lower, upper = node.args
        ends = (self.write(substitute(body, {index: end})) for end in (lower, upper))
        return f"[{'; …; '.join(ends)}]", ATOM

    def write_matrix(self, node: Term) -> tuple[str, int]:
        """A matrix written out, its rows apart by semicolons."""
        columns = int(str(node.value).split("x")[1])
        entries = [self.write(each) for each in node.args]
        rows = (entries[k : k + columns] for k in range(0, len(entries), columns))
        return f"[{'; '.join(', '.join(row) for row in rows)}]", ATOM

    def write_unread(self, node: Term) -> tuple[str, int]:
        """What could not be read, as it stands in its document."""
        return f"`{node.value}`", ATOM

    def _binder(self, sign: str, node: Term) -> tuple[str, int]:
        body, index, lower, upper = node.args
        start = f"{self.write(index)}={self.write(lower)}".replace(" ", "")
        end = self.write(upper).replace(" ", "")
        return f"{sign}_{{{start}}}^{{{end}}} {self.at_least(body, PRODUCT)}", PRODUCT

    def write_cases(self, node: Term) -> tuple[str, int]:
        """Values by case, on one line."""
        pairs = zip(node.args[::2], node.args[1::2], strict=False)
        parts = [f"{self.write(value)} if {self.write(condition)}" for value, condition in pairs]
        if len(node.args) % 2:
            parts.append(f"{self.write(node.args[-1])} otherwise")
        return f"{{{'; '.join(parts)}}}", ATOM

    def _relation(self, node: Term) -> tuple[str, int]:
        left, right = (self.at_least(a, SUM) for a in node.args)
        return f"{left} {_SIGNS[node.head]} {right}", RELATION

    write_eq = write_ne = write_lt = write_le = write_gt = write_ge = _relation

    def write_and(self, node: Term) -> tuple[str, int]:
        """All of several conditions."""
        return " and ".join(map(self._condition, node.args)), RELATION

    def write_or(self, node: Term) -> tuple[str, int]:
        """One of several conditions."""
        return " or ".join(map(self._condition, node.args)), RELATION

    def write_not(self, node: Term) -> tuple[str, int]:
        """The opposite of a condition."""
        return f"not {self.brackets(self.write(node.args[0]))}", ATOM

    def _condition(self, node: Term) -> str:
        text = self.write(node)
        return self.brackets(text) if node.head in ("and", "or") else text


_SUBSCRIPT_ENDS = frozenset("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")


def unicode_name(text: str, *, bold: bool = False) -> str:
    """A name as it is printed; an accented letter stays light, for bold ones fill two places."""
    name = read_name(typeface().spelled(text))
    base = GREEK.get(name.base, name.base)
    if bold and len(base) == 1 and not name.accents:
        base = bold_letter(base)
    elif len(base) == 1:
        base = normalize("NFC", base + "".join(ACCENTS[accent] for accent in name.accents))
    else:
        base += "".join(f"_{accent}" for accent in name.accents)
    subscripts = [GREEK.get(part, part) for part in name.subscripts]
    single = all(len(part) == 1 or part.isdigit() for part in subscripts)
    low = lowered("".join(subscripts)) if single and len(subscripts) < 3 else None
    if low is None or (len(subscripts) > 1 and any(len(part) > 1 for part in subscripts)):
        base += "".join(f"_{part}" for part in subscripts)
    else:
        base += low
    return base + "′" * name.primes


def _written(name: str) -> str:
    return FUNCTIONS[name] if name in FUNCTIONS else unicode_name(name)


def _simple_fraction(node: Term) -> str:
    """½ and its like, for a quotient of two such numbers."""
    if node.head != "div" or any(a.head != "number" for a in node.args):
        return ""
    top, bottom = (a.value for a in node.args)
    return _SIMPLE_FRACTIONS.get((top, bottom), "")  # type: ignore[arg-type]


def _slashed(node: Term) -> bool:
    """Whether a slash after this term could be read as belonging to a part of it only."""
    return node.head in ("div", "derivative", "sum", "product") and not _simple_fraction(node)


def _ends_low(text: str) -> bool:
    return text[-1:] in _SUBSCRIPT_ENDS


def unicode(node: Term) -> str:
    """A term on one line of Unicode."""
    return UnicodeWriter(sized(node)).write(node)
