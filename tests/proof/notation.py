"""Short notation for the tests: relations as text, contexts as keyword domains."""

from __future__ import annotations

import re
from fractions import Fraction

from derive.model import domain as d
from derive.model import term as t
from derive.model.context import Context, Definition
from derive.model.relation import Relation
from derive.model.term import Term
from derive.proof.kernels import KERNELS

DOMAINS = {
    "real": d.REAL,
    "pos": d.POSITIVE,
    "nonneg": d.NONNEGATIVE,
    "neg": d.NEGATIVE,
    "nonzero": d.NONZERO,
    "unit": d.UNIT,
    "bin": d.BINARY,
    "int": d.INTEGER,
    "posint": d.POSITIVE_INTEGER,
    "nat": d.NATURAL,
    "sym": d.interval(-1, 1),
}

_QUOTED = re.compile(r"('[^']*')")
_SIGN = re.compile(r"(!=|<=|>=|<|>|=)")


class _Names(dict):  # type: ignore[type-arg]
    def __missing__(self, name: str) -> object:
        if name in KERNELS:
            return lambda *args: t.call(name, *map(t.term, args))
        return t.symbol(name)


def _cases(*pairs: object) -> Term:
    args: list[Term] = []
    for p in pairs:
        if isinstance(p, tuple):
            value, test = p
            args += [t.term(value), relation(test).as_condition()]
        else:
            args.append(t.term(p))  # type: ignore[arg-type]
    return t.make("cases", tuple(args))


def expression(text: str) -> Term:
    """A term from Python-like text; f(…), g(…) are undefined functions."""
    parts = _QUOTED.split(text)
    parts[::2] = [re.sub(r"(?<![\w.])(\d+(?:\.\d+)?)(?!\w)", r"_n('\1')", p) for p in parts[::2]]
    numbered = "".join(parts).strip()
    names = _Names(
        _n=t.decimal,
        pi=t.constant("pi"),
        E=t.constant("e"),
        D=lambda u, *vs: t.derivative(t.term(u), *vs),
        Sum=lambda u, i, a, b: t.summation(t.term(u), i, a, b),
        Product=lambda u, i, a, b: t.product(t.term(u), i, a, b),
        cases=_cases,
        f=lambda *a: t.call("f", *a),
        g=lambda *a: t.call("g", *a),
    )
    return t.term(eval(numbered, {"__builtins__": {}}, names))


def relation(text: str) -> Relation:
    """A relation such as `x/x = 1`."""
    parts = _QUOTED.split(text)
    for k in range(0, len(parts), 2):
        if found := _SIGN.search(parts[k]):
            left = "".join([*parts[:k], parts[k][: found.start()]])
            right = "".join([parts[k][found.end() :], *parts[k + 1 :]])
            return Relation(expression(left), found[0], expression(right))
    raise ValueError(f"no relation in {text!r}")


def context(domains: str = "", assuming: str = "", where: str = "") -> Context:
    """`x: pos, w[1..2]: real, i: 1..N` with assumptions and definitions, each by semicolons."""
    types: dict[str, d.Type] = {}
    for part in filter(None, (p.strip() for p in domains.split(","))):
        name, kind = (s.strip() for s in part.split(":"))
        if ".." in kind:
            types[name] = d.Index(_range(kind))
        elif "[" in name:
            base, ranges = name.rstrip("]").split("[")
            types[base] = d.Family(tuple(map(_range, ranges.split(";"))), _scalar(kind))
        else:
            types[name] = _scalar(kind)
    definitions = []
    for part in filter(None, (p.strip() for p in where.split(";"))):
        left, right = part.split(":=")
        definitions.append(Definition(_target(left.strip()), expression(right)))
    assumptions = tuple(relation(p) for p in assuming.split(";") if p.strip())
    return Context(types, tuple(definitions), assumptions)


def _target(text: str) -> Term:
    found = re.fullmatch(r"(\w+)\((.*)\)", text)
    if found:
        return t.call(found[1], *(t.symbol(p.strip()) for p in found[2].split(",")))
    return expression(text)


def _range(text: str) -> d.Range:
    low, high = text.split("..")
    return d.Range(expression(low), expression(high))


def _scalar(kind: str) -> d.Scalar:
    if kind in DOMAINS:
        return d.Scalar(DOMAINS[kind])
    if kind.startswith("{"):
        return d.Scalar(d.finite(*map(Fraction, kind.strip("{}").split("|"))))
    if kind.startswith("gt"):
        return d.Scalar(d.interval(Fraction(kind[2:]), None))
    low, high = kind.strip("()[]").split("|")
    return d.Scalar(d.interval(Fraction(low), Fraction(high), closed=kind.startswith("[")))
