r"""Sets that authors write after `\in`: `\mathbb{R}^{N \times d}`, `\{0, 1\}`, `(0, 1)`."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derive.model import term as t
from derive.model.domain import (
    INTEGER,
    NATURAL,
    NONNEGATIVE,
    POSITIVE,
    POSITIVE_INTEGER,
    REAL,
    Domain,
    Index,
    Matrix,
    Range,
    Scalar,
    Value,
    Vector,
    finite,
)
from derive.model.term import ONE, Term
from derive.readers.documents.glyphs import normal
from derive.readers.latex.tree import (
    Bracket,
    Ellipsis,
    Group,
    Name,
    Node,
    Product,
    Run,
    Scripted,
    Sequence,
    Sum,
)

Read = Callable[[Node], Term]

_NUMBERS = {
    r"\mathbb{R}": REAL,
    r"\Reals": REAL,
    r"\R": REAL,
    r"\reals": REAL,
    r"\mathbb{N}": NATURAL,
    r"\mathbb{Z}": INTEGER,
    r"\mathbb{Q}": REAL,
    r"\mathbf{R}": REAL,
    r"\Re": REAL,
}


def value_set(node: Node, read: Read) -> Value | Index | None:
    """The type that a set stands for; None for a set that is not known."""
    node = normal(node)
    match node:
        case Name(key=key):
            domain = _NUMBERS.get(key)
            return None if domain is None else Scalar(domain)
        case Scripted(base=Bracket() as base, sub=None, sup=Node() as sup, primes=0):
            inner = value_set(base, read)
            if not isinstance(inner, Scalar) or getattr(normal(sup), "key", None) in ("+", "*"):
                return None
            return _power(inner.domain, normal(sup), read)
        case Scripted(base=base, sub=sub, sup=sup, primes=0):
            domain = _NUMBERS.get(getattr(normal(base), "key", ""))
            if domain is None:
                return None
            domain = _restricted(domain, sub)
            if domain is None or sup is None:
                return None if domain is None else Scalar(domain)
            return _power(domain, normal(sup), read)
        case Bracket(opening=opening, body=body, closing=closing):
            return _bracketed(opening, normal(body), closing, read)
    return None


def _restricted(domain: Domain, sub: Node | None) -> Domain | None:
    if sub is None:
        return domain
    text = "".join(_text(sub))
    if text in ("+", ">0", "++"):
        return POSITIVE_INTEGER if domain.integer else POSITIVE
    if text in ("0", "≥0", "0+"):
        return NATURAL if domain.integer else NONNEGATIVE
    return None


def _text(node: Node) -> list[str]:
    node = normal(node)
    key = getattr(node, "key", None) or getattr(node, "text", None)
    if key is not None:
        return [str(key)]
    signs = getattr(node, "signs", None)
    if signs is not None:
        words = {r"\ge": "≥", ">": ">"}
        return [words.get(s.text, s.text) for s in signs] + ["0"]
    return ["?"]


def _power(domain: Domain, sup: Node, read: Read) -> Value | None:
    key = getattr(sup, "key", None)
    if key in ("+", "*"):
        return Scalar(POSITIVE_INTEGER if domain.integer else POSITIVE)
    sizes = _sizes(sup, read)
    if sizes is None or not 1 <= len(sizes) <= 2:
        return None
    if len(sizes) == 1:
        return Vector(sizes[0], Scalar(domain))
    if sizes[1] is ONE and sizes[0] is not ONE:
        return Vector(sizes[0], Scalar(domain))
    return Matrix(sizes[0], sizes[1], Scalar(domain))


def _sizes(node: Node, read: Read) -> list[Term] | None:
    """The sizes written in an exponent; each has to be a name or a number, perhaps a sum."""
    node = normal(node)
    groups: list[list[Node]] = [[]]
    if isinstance(node, Bracket):
        node = normal(node.body)
    if isinstance(node, Product):
        for index, factor in enumerate(node.factors):
            if index and node.operators[index - 1].text in (r"\times", r"\cdot", "*"):
                groups.append([])
            groups[-1].append(factor)
    else:
        groups[-1].append(node)
    found = []
    for group in groups:
        if len(group) != 1 or isinstance(normal(group[0]), Run):
            return None
        found.append(read(group[0]))
    return found


def _bracketed(opening: str, body: Node, closing: str, read: Read) -> Value | Index | None:
    if not isinstance(body, Sequence) or any(s.text != "," for s in body.separators):
        if opening == r"\{" and isinstance(body, Sequence | Name | Group | Sum):
            return None
        return None
    if opening == r"\{":
        return _finite(body, read)
    if opening in ("(", "[") and closing in (")", "]") and len(body.items) == 2:
        low, high = (_end(read(item)) for item in body.items)
        if low is None or high is None:
            return None
        return Scalar(
            Domain(
                None if low == "-oo" else _exact(low),
                None if high == "oo" else _exact(high),
                opening == "(" or low == "-oo",
                closing == ")" or high == "oo",
            )
        )
    return None


def _exact(value: Fraction | str) -> Fraction:
    assert isinstance(value, Fraction)
    return value


def _end(node: Term) -> Fraction | str | None:
    if node is t.constant("infinity"):
        return "oo"
    if node is t.neg(t.constant("infinity")):
        return "-oo"
    return t.literal(node)


def _finite(body: Sequence, read: Read) -> Value | Index | None:
    span = listed(body, read)
    if span is not None:
        return Index(span)
    values = []
    for item in body.items:
        value = t.literal(read(item))
        if value is None:
            return None
        values.append(value)
    return Scalar(finite(*values))


def listed(body: Node, read: Read) -> Range | None:
    """The range that `1, \\dots, N` or `1 \\cdots N` lists."""
    items: tuple[Node, ...] = ()
    body = normal(body)
    if isinstance(body, Sequence | Product):
        items = body.items if isinstance(body, Sequence) else body.factors
    at = [k for k, item in enumerate(items) if isinstance(normal(item), Ellipsis)]
    if len(at) != 1 or at[0] != len(items) - 2 or at[0] < 1:
        return None
    first, last = read(items[0]), read(items[-1])
    start = t.literal(first)
    if start is None or any(t.literal(read(items[k])) != start + k for k in range(1, at[0])):
        return None
    return Range(first, last)
