"""Expressions as authors typeset them, each in a style of its own, and small documents of them."""

from dataclasses import dataclass, field

from expressions import agree, broken, grown, names, points, rewritten, seeded

INPUTS = {
    "a": "a",
    "b": "b",
    "x": "x",
    "y": "y",
    "k": "k",
    "alpha": r"\alpha",
    "lambda": r"\lambda",
    "theta": r"\theta",
    "x_1": "x_1",
    "x_2": "x_{2}",
    "y_hat": r"\hat{y}",
    "b_tilde": r"\tilde b",
    "w_in": r"w_{\text{in}}",
    "c_prime": "c'",
}
"""Names of inputs as the checker calls them → as they are written."""
DEFINED = {
    "z": "z",
    "u": "u",
    "r": "r",
    "p": "p",
    "L": "L",
    "J": r"\mathcal{J}",
    "phi": r"\phi",
    "z_out": r"z_{\mathrm{out}}",
}
WORDS = ("Now we compute", "It follows that", "Hence,", "where", "Rearranging gives", "Next:")
LOOSE, PRODUCT, UNARY, TIGHT = range(4)


@dataclass
class Style:
    """How one author writes."""

    rng: object
    times: str
    roots: bool
    slash: bool
    big: bool
    loose: bool
    half: bool
    exponent: bool

    @classmethod
    def of(cls, rng):
        flags = [rng.random() < 0.5 for _ in range(6)]
        return cls(rng, rng.choice((" ", r" \cdot ", r"\,", r" \times ", "")), *flags)

    def write(self, node, room=LOOSE):
        """LaTeX for a place that has room for sums, products, signs or only one factor."""
        text, own = self._text(node)
        return text if own >= room else self._bracketed(text)

    def _bracketed(self, text):
        kinds = [
            ("(", ")"),
            (r"\left(", r"\right)"),
            (r"\left[", r"\right]"),
            (r"\bigl(", r"\bigr)"),
        ]
        opening, closing = self.rng.choice(kinds if self.big else kinds[:1])
        return f"{opening}{text}{closing}"

    def _text(self, node):
        kind = node[0]
        if kind == "number":
            text = str(node[1].numerator)
            return text, UNARY if node[1] >= 0 else LOOSE
        if kind == "name":
            return {**INPUTS, **DEFINED, "t": "t"}[node[1]], TIGHT
        if kind == "member":
            return f"{node[1]}_{node[2]}" if self.loose else f"{node[1]}_{{{node[2]}}}", TIGHT
        if kind == "add":
            return self._sum(node[1:]), LOOSE
        if kind == "mul":
            return self._product(node[1:]), PRODUCT
        if kind == "neg":
            return "-" + self.write(node[1], UNARY), LOOSE
        if kind == "div":
            return self._quotient(node)
        if kind == "power":
            exponent = str(node[2]) if self.loose and 0 <= node[2] < 10 else f"{{{node[2]}}}"
            return f"{self.write(node[1], TIGHT)}^{exponent}", UNARY
        if kind == "sum":
            _, index, low, high, body = node
            return rf"\sum_{{{index}={low}}}^{{{high}}} {self.write(body, PRODUCT)}", LOOSE
        if kind == "derivative":
            over, name = node[1], INPUTS[node[2]]
            return rf"\frac{{d {self.write(over)}}}{{d {name}}}", UNARY
        if kind in ("apply", "prime"):
            dash = "'" if kind == "prime" else ""
            return f"{node[1]}{dash}{self._argument(node[2])}", UNARY
        return self._call(node)

    def _sum(self, parts):
        text = self.write(parts[0], PRODUCT)
        for each in parts[1:]:
            if each[0] == "neg":
                text += " - " + self.write(each[1], PRODUCT)
            else:
                text += " + " + self.write(each, PRODUCT)
        return text

    def _product(self, parts):
        text = self.write(parts[0], UNARY)
        for each in parts[1:]:
            factor = self.write(each, UNARY)
            sign = self.times
            if factor[0].isdigit():
                sign = r" \cdot "
            elif sign == "" and text[-1].isalpha():
                sign = " "
            text += sign + factor
        return text

    def _quotient(self, node):
        top, bottom = node[1:]
        if self.half and top == ("number", 1) and bottom == ("number", 2):
            return r"\half", UNARY
        if self.slash and self.rng.random() < 0.5:
            return f"{self.write(top, UNARY)} / {self.write(bottom, TIGHT)}", LOOSE
        if self.loose and all(each[0] == "number" and 0 <= each[1] < 10 for each in (top, bottom)):
            return rf"\frac{self.write(top)}{self.write(bottom)}", UNARY
        return rf"\frac{{{self.write(top)}}}{{{self.write(bottom)}}}", UNARY

    def _call(self, node):
        name, argument = node[1:]
        if name == "sqrt":
            return rf"\sqrt{{{self.write(argument)}}}", UNARY
        if name == "exp" and self.exponent:
            return f"e^{{{self.write(argument)}}}", UNARY
        if name == "log" and self.exponent:
            return rf"\ln{self._argument(argument)}", UNARY
        return rf"\{name}{self._argument(argument)}", UNARY

    def _argument(self, node):
        text = self.write(node)
        return rf"\left({text}\right)" if self.big else f"({text})"


@dataclass
class Claim:
    """One claim of a document: what it says, whether that is so, and where that was seen."""

    left: tuple
    right: tuple
    holds: bool | None
    source: str
    points: list


@dataclass
class Note:
    """A document that is being written."""

    rng: object
    style: Style
    inputs: list
    lines: list = field(default_factory=list)
    given: dict = field(default_factory=dict)
    """Names and functions → what they are defined as."""
    relations: list = field(default_factory=list)
    """Its relations in order: claims, and None for what is none."""

    @property
    def text(self):
        return "\n".join(self.lines) + "\n"

    def say(self, *rows):
        """Display a relation, on several rows if it is a chain."""
        words = self.rng.choice(WORDS)
        if len(rows) > 1:
            inside = " \\\\\n".join(rows)
            rows = (rf"\begin{{aligned}}{inside}\end{{aligned}}",)
        self.lines += [words, "$$", *rows, "$$", ""]

    def define(self, name):
        """Define a name by what is known so far."""
        body = grown(self.rng, self.leaves(name), 2, self.functions())
        if names(body) & {*self.inputs}:
            self.say(f"{DEFINED[name]} := {self.style.write(body)}")
            self.relations.append(None)
            self.given[name] = body

    def function(self, letter):
        """Define a function of one number."""
        body = grown(self.rng, [("name", "t"), ("name", self.inputs[0])], 2)
        if "t" in names(body):
            self.say(f"{letter}(t) := {self.style.write(body)}")
            self.relations.append(None)
            self.given[letter] = ("function", "t", body)

    def leaves(self, but=""):
        """What expressions are made of: inputs and what is defined without one name."""
        quantities = [n for n in self.given if n in DEFINED and n != but]
        free = [n for n in quantities if not but or but not in _inputs(n, self.given)]
        return [("name", name) for name in (*self.inputs, *free)]

    def functions(self):
        return tuple(n for n in self.given if n not in DEFINED)

    def claim(self):
        """Claim something, true or false, or a chain of two things."""
        rng, given = self.rng, self.given
        left = grown(rng, self.leaves(), rng.choice((2, 3)), self.functions())
        quantities = [n for n in given if n in DEFINED]
        if quantities and rng.random() < 0.3:
            quantity = rng.choice(quantities)
            reached = sorted(_inputs(quantity, given) & {*self.inputs})
            left = ("derivative", ("name", quantity), rng.choice(reached))
        if left[0] in ("name", "number", "member", "apply"):
            left = ("mul", left, rng.choice(self.leaves()))
        sides = [left]
        rows = [self.style.write(left)]
        seen = list(points(rng, self.inputs, given))
        for _ in range(rng.choice((1, 1, 2))):
            right = rewritten(rng, _worked_out(sides[-1], given), given)
            right = broken(rng, right) if rng.random() < 0.4 else right
            written = self.style.write(right)
            rows[-1] += (" &= " if len(sides) > 1 else " = ") + written
            holds = agree(sides[-1], right, seen)
            self.relations.append(Claim(sides[-1], right, holds, rows[-1], seen))
            sides.append(right)
            rows.append("")
        self.say(*rows[:-1])


def document(number):
    """A small document with definitions and claims, true and false."""
    rng = seeded(number)
    inputs = rng.sample([*INPUTS], 3)
    if "x" in inputs:
        inputs = [n for n in inputs if not n.startswith("x_")]
    note = Note(rng, Style.of(rng), inputs)
    note.lines += [r"$$\newcommand{\half}{\frac12}$$", r"Let $\sigma(t) := \frac{1}{1 + e^{-t}}$."]
    note.lines.append("Let $" + ", ".join(INPUTS[n] for n in inputs) + r" \in \mathbb{R}$,")
    note.lines += [r"and $v_j \in \mathbb{R}$ for $j = 1, \dots, 3$.", "", "## First", ""]
    if rng.random() < 0.4:
        note.function(rng.choice("fg"))
    for name in rng.sample([*DEFINED], rng.randint(1, 3)):
        note.define(name)
    for _ in range(rng.randint(2, 4)):
        note.claim()
    used = set().union(*(names(body) for body in note.given.values()), set())
    quantities = [n for n in note.given if n in DEFINED and n not in used]
    if quantities and rng.random() < 0.4:
        note.lines += ["## Again", ""]
        note.define(rng.choice(quantities))
        for _ in range(rng.randint(1, 3)):
            note.claim()
    return note


def _inputs(name, given):
    """What a definition comes down to."""
    found = names(given[name])
    return found.union(*(_inputs(each, given) for each in found if each in given and each != name))


def _worked_out(node, given):
    """An expression with its derivatives carried out."""
    if node[0] != "derivative":
        return node
    from slopes import slope

    return slope(node[1], node[2], given)
