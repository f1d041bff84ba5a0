"""A tree printed on one line, canonically; read again it gives the same tree."""

from __future__ import annotations

from functools import singledispatch

from derive.readers.latex.display import Row, Statement
from derive.readers.latex.names import BIG, FUNCTIONS, SYMBOLS
from derive.readers.latex.tree import (
    Accented,
    Annotated,
    Applied,
    Big,
    Binomial,
    Bracket,
    Cases,
    Chain,
    Ellipsis,
    Empty,
    Evaluated,
    EvaluationBar,
    Fraction,
    Function,
    Group,
    Mark,
    Matrix,
    Name,
    Node,
    Number,
    Operation,
    Postfix,
    Product,
    Prose,
    Quantified,
    Root,
    Run,
    Scripted,
    Sequence,
    Sum,
    Unread,
    Worded,
)


@singledispatch
def show(node: object) -> str:
    """Return a node, statement or row as one line of canonical LaTeX.

    >>> from derive.readers.latex import parse_expression
    >>> show(parse_expression(r"\\dfrac12 \\left( \\bm x_{i} \\right)^{2}"))
    '\\\\frac{1}{2} (\\\\mathbf{x}_i)^2'
    """
    raise TypeError(f"{type(node).__name__} has no printed form")


def script(sign: str, node: Node | None) -> str:
    """Return a script with its sign; braces only where they are needed."""
    if node is None:
        return ""
    text = show(node)
    if len(text) == 1 and text.isascii() and text.isalnum():
        return sign + text
    return f"{sign}{{{text}}}"


def scripts(sub: Node | None, primes: int, sup: Node | None) -> str:
    """Return the scripts of a base, in their canonical order."""
    return script("_", sub) + "'" * primes + script("^", sup)


@show.register
def _(node: Number) -> str:
    return node.text


@show.register
def _(node: Name) -> str:
    return node.key


@show.register
def _(node: Run) -> str:
    return node.letters


@show.register
def _(node: Function) -> str:
    if node.bare:
        return node.name
    return f"\\{node.name}" if node.name in FUNCTIONS else f"\\operatorname{{{node.name}}}"


@show.register
def _(node: Ellipsis) -> str:
    return "\\dots"


@show.register
def _(node: Prose) -> str:
    return f"\\text{{{node.text} }}"


@show.register
def _(node: Worded) -> str:
    return f"\\text{{{node.words} }} {show(node.body)}"


@show.register
def _(node: Empty) -> str:
    return ""


@show.register
def _(node: Unread) -> str:
    return node.found


@show.register
def _(node: Mark) -> str:
    if node.note is not None:
        return f"\\overset{{{show(node.note)}}}{{{node.text}}}"
    return node.text


@show.register
def _(node: Scripted) -> str:
    base = show(node.base)
    if isinstance(node.base, (Scripted, Empty, Postfix)):
        base = f"{{{base}}}"
    return base + scripts(node.sub, node.primes, node.sup)


@show.register
def _(node: Accented) -> str:
    return f"\\{node.mark}{{{show(node.body)}}}"


@show.register
def _(node: Group) -> str:
    return f"{{{show(node.body)}}}"


_ROW_END = " \\\\ "


@show.register
def _(node: Bracket) -> str:
    body = show(node.body)
    if node.opening == "|" or node.opening == "\\|" or "." in (node.opening, node.closing):
        return f"\\left{node.opening} {body} \\right{node.closing}"
    if len(node.opening) > 2:
        return f"{node.opening} {body} {node.closing}"
    return f"{node.opening}{body}{node.closing}"


@show.register
def _(node: Sequence) -> str:
    text = show(node.items[0])
    bars = sum(mark.text == "\\|" for mark in node.separators)
    for mark, item in zip(node.separators, node.items[1:], strict=True):
        blank = "" if mark.text in (",", ";") else " "
        # Two of these would be taken for a pair of bars around what is between them.
        sign = "\\mid\\mid" if mark.text == "\\|" and bars > 1 else show(mark)
        text += f"{blank}{sign} {show(item)}"
    return text


@show.register
def _(node: Sum) -> str:
    text = ""
    for i, (mark, term) in enumerate(zip(node.signs, node.terms, strict=True)):
        sign = show(mark)
        if i:
            text += f" {sign} {show(term)}"
        else:
            text += f"{sign}{' ' if len(sign) > 1 else ''}{show(term)}"
    return text


@show.register
def _(node: Product) -> str:
    text = _factor(node.factors[0])
    previous = node.factors[0]
    for mark, factor in zip(node.operators, node.factors[1:], strict=True):
        if mark.text:
            text += f" {show(mark)} {_factor(factor)}"
        else:
            text += f"{_between(previous, factor)}{_factor(factor)}"
        previous = factor
    return text


def _factor(node: Node) -> str:
    """A factor; what could be taken for something else stands in braces."""
    if isinstance(node, Empty):
        return "{}"
    if isinstance(node, Name):
        key = node.key
        name = key in _NAMES or key.endswith("}") or (len(key) == 1 and key.isalnum())
        return key if name else f"{{{key}}}"
    return show(node)


_NAMES = frozenset(SYMBOLS.values())


def _between(left: Node, right: Node) -> str:
    """What separates two factors: nothing before a bracket, a spacing command after `\\log x`."""
    if isinstance(left, Applied) and left.how == "juxtaposed":
        return " \\, "
    if isinstance(right, Bracket) and right.opening in ("(", "["):
        return "" if isinstance(left, (Name, Run, Scripted, Bracket, Accented)) else " "
    return " "


@show.register
def _(node: Operation) -> str:
    text = show(node.operands[0])
    for mark, operand in zip(node.operators, node.operands[1:], strict=True):
        text += f" {show(mark)} {show(operand)}"
    return text


@show.register
def _(node: Applied) -> str:
    argument = show(node.argument)
    tight = node.how == "bracket" and argument[:1] in "([{"
    return f"{show(node.function)}{'' if tight else ' '}{argument}"


@show.register
def _(node: Big) -> str:
    if node.operator in ("max", "min", "sup", "inf") or node.operator in _BIG_COMMANDS:
        head = f"\\{node.operator}"
    else:
        head = f"\\operatorname{{{node.operator}}}"
    return f"{head}{scripts(node.sub, node.primes, node.sup)} {show(node.body)}"


_BIG_COMMANDS = frozenset(BIG.values())


@show.register
def _(node: Fraction) -> str:
    return f"\\frac{{{show(node.numerator)}}}{{{show(node.denominator)}}}"


@show.register
def _(node: Binomial) -> str:
    return f"\\binom{{{show(node.upper)}}}{{{show(node.lower)}}}"


@show.register
def _(node: Root) -> str:
    index = f"[{show(node.index)}]" if node.index is not None else ""
    return f"\\sqrt{index}{{{show(node.body)}}}"


@show.register
def _(node: Postfix) -> str:
    return f"{show(node.body)}{node.mark.text}"


@show.register
def _(node: EvaluationBar) -> str:
    return f"|{scripts(node.sub, 0, node.sup)}"


@show.register
def _(node: Evaluated) -> str:
    return f"\\left. {show(node.body)} \\right|{scripts(node.sub, 0, node.sup)}"


@show.register
def _(node: Annotated) -> str:
    body, note = show(node.body), show(node.note)
    if node.mark == "underbrace":
        return f"\\underbrace{{{body}}}_{{{note}}}"
    if node.mark == "overbrace":
        return f"\\overbrace{{{body}}}^{{{note}}}"
    return f"\\{node.mark}{{{note}}}{{{body}}}"


@show.register
def _(node: Cases) -> str:
    rows = [
        show(value) + (f" & {show(condition)}" if condition is not None else "")
        for value, condition in node.rows
    ]
    return f"\\begin{{cases}} {_ROW_END.join(rows)} \\end{{cases}}"


@show.register
def _(node: Matrix) -> str:
    rows = [" & ".join(show(cell) for cell in row) for row in node.rows]
    rows[-1:] = [row or "{}" for row in rows[-1:]]
    columns = "{c}" if node.kind in ("array", "subarray", "alignedat", "alignat") else ""
    return f"\\begin{{{node.kind}}}{columns} {_ROW_END.join(rows)} \\end{{{node.kind}}}"


@show.register
def _(node: Chain) -> str:
    text = show(node.operands[0])
    for mark, operand in zip(node.signs, node.operands[1:], strict=True):
        text += f"{' ' if text else ''}{show(mark)} {_visible(operand)}"
    return text


def _visible(node: Node) -> str:
    """A node that must not vanish: an empty one is printed as a pair of braces."""
    return "{}" if isinstance(node, Empty) else show(node)


@show.register
def _(node: Quantified) -> str:
    return f"{show(node.quantifier)} {show(node.body)}"


_JOINTS = {
    "start": "",
    "comma": " , ",
    "semicolon": " ; ",
    "space": " \\quad ",
    "words": " ",
    "implies": " \\Rightarrow ",
    "iff": " \\iff ",
    "forall": " ",
}


@show.register
def _(statement: Statement) -> str:
    words = "".join(f"\\text{{{words} }} " for words in statement.words)
    return words + show(statement.body)


@show.register
def _(row: Row) -> str:
    return "".join(_JOINTS[s.joint] + show(s) for s in row.statements)


def key(node: Node) -> str | None:
    """Return the canonical name that a node spells, or None: `w_1`, `\\hat{y}`, `h_{\\theta}`.

    Scripts that can only be a part of a name or an index count, powers and primes too: who asks
    knows which names are declared.
    """
    match node:
        case Name() | Run():
            return show(node)
        case Function(name):
            return show(node) if name in FUNCTIONS else f"\\mathrm{{{name}}}"
        case Accented(mark, body):
            inner = key(body)
            return None if inner is None else f"\\{mark}{{{inner}}}"
        case Scripted(base, sub, sup, primes):
            inner = key(base)
            return None if inner is None else inner + scripts(sub, primes, sup)
        case _:
            return None
