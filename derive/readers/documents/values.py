r"""Sums over the values of a variable: `\sum_z p(z)`, `\sum_{x \in D} f(x)`, `\int f(x) \, dx`.

Which values there are is left open, and so is how many: the variable stands for the members of a
family.  What is proved holds for any values; nothing can be refuted by choosing some.  An integral
is read the same way, as what all sums of this kind have in common: it is linear, and its variable
can be renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents.differentials import split_run
from derive.readers.documents.glyphs import glyph, normal, plain
from derive.readers.documents.obstacle import Obstacle
from derive.readers.latex import tree
from derive.readers.latex.tree import Big, Empty, Mark, Name, Node, Product, Run, Span

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader

_SIGNS = ("d", r"\mathrm{d}")
"""How the differential of an integral is written."""


def total(
    reader: Reader, head: str, keys: Sequence[str], make: Callable[[], Term], inside: str = ""
) -> Term:
    """A sum or product over all values of some letters, or over those `inside` a set, of what
    `make` reads with them free."""
    body = make()
    for key in reversed(keys):
        variable = t.symbol(reader.lexicon.names.of(key))
        family = f"{variable.value}_values" + (f"_in_{inside}" if inside else "")
        reader.lexicon.values.setdefault(family, str(variable.value))
        if key in reader.lexicon.survey.uses and not reader.lexicon.survey.uses[key].subscripts:
            # No member of a family of this letter is written, so z_s can only be a value of z.
            spelling = reader.lexicon.names.spelling
            spelling[family] = spelling.get(str(variable.value), str(variable.value))
        _refuse_members(body, str(variable.value))
        body = uncovered(body, variable)
        index = t.fresh(_letter(reader), (*t.free_symbols(body), *_bound(body)))
        body = t.substitute(body, {variable: t.indexed(t.symbol(family), index)})
        reader.lexicon.open_ranges += 1
        body = t.make(head, (body, index, t.ONE, t.symbol(f"?{reader.lexicon.open_ranges}")))
    return body


def uncovered(body: Term, variable: Term) -> Term:
    """The names whose scripts hold a variable as functions of it: H below which p(x) stands."""

    def visit(node: Term) -> Term:
        if node.head != "symbol":
            return node
        _, *parts = str(node.value).split("_")
        inside = len(parts) > 1 and variable.value in parts
        return t.call(f"{node.value}_at", variable) if inside else node

    return t.transform(body, visit)


def _letter(reader: Reader) -> str:
    """A letter for an index that the document has not written, one that it does not use itself."""
    used = {plain(key) for key in reader.lexicon.survey.uses}
    return next((letter for letter in ("s", "r", "m", "n", "u", "v") if letter not in used), "s_")


def _refuse_members(body: Term, variable: str) -> None:
    """Members of a variable vary with it, and nothing here would say so: z_i under a sum over z."""
    for each in t.subterms(body):
        base = str(each.args[0].value) if each.head == "indexed" else ""
        if base in (variable, f"{variable}_all"):
            raise Obstacle(
                f"members of {variable} under an operator over all of its values",
                tree.NOWHERE,
                construct="members under their sum",
            )


def _bound(node: Term) -> tuple[Term, ...]:
    return tuple(each.args[1] for each in t.subterms(node) if each.head in t.BINDERS)


def within(reader: Reader, head: str, node: Big, key: str, source: Node) -> Term:
    r"""A sum or product over the members of a set, `\sum_{x \in D}`."""
    name = glyph(normal(source))
    if name is None:
        raise Obstacle("a sum over a set that has no name", source, construct="limits with \\in")
    inside = reader.lexicon.names.of(name)
    return total(reader, head, [key], lambda: reader.term(node.body), inside)


def ranges_over_values(node: Term) -> bool:
    """Whether a sum runs over the values of a variable."""
    return any(
        each.head == "indexed"
        and "_values" in str(each.args[0].value)
        and node.args[1] in each.args
        for each in t.subterms(node.args[0])
    )


def is_valued(reader: Reader, key: str) -> bool:
    """Whether an operator over a letter alone runs over the values that it takes."""
    lexicon = reader.lexicon
    return key in lexicon.survey.valued and lexicon.names.of(key) not in lexicon.declared


def integral(reader: Reader, node: Big) -> Term:
    r"""`\int f(x) \, dx` without limits."""
    if node.sub is not None or (node.sup is not None and not isinstance(node.sup, Empty)):
        raise Obstacle(
            "an integral with limits is not read",
            node,
            help="state an antiderivative, \\int f(x) \\, dx = F(x), and its values at the limits",
            construct="int with limits",
        )
    keys, inner = parted(node)
    whole = total(reader, "sum", keys, lambda: reader.term(inner))
    shown = ", ".join(keys)
    reader.note(
        f"the integral over {shown} is read as a sum over values: it is taken to exist, and to "
        "allow differentiation under its sign"
    )
    return whole


def parted(node: Big) -> tuple[list[str], Node]:
    """The variables of an integral, and what is integrated."""
    body = normal(node.body)
    factors = list(body.factors) if isinstance(body, Product) else [body]
    operators = [m.text for m in body.operators] if isinstance(body, Product) else []
    keys: list[str] = []
    while factors:
        taken = _differential(factors)
        if taken is None:
            break
        count, key = taken
        keys.insert(0, key)
        del factors[-count:]
        del operators[max(len(factors) - 1, 0) :]
    if not keys or not factors:
        raise Obstacle(
            "an integral that does not end with its differential",
            node,
            help=r"write \int f(x) \, dx",
            construct="int",
        )
    if len(factors) == 1:
        return keys, factors[0]
    span = Span(factors[0].span.start, factors[-1].span.end)
    return keys, Product(tuple(map(Mark, operators)), tuple(factors), span=span)


def _differential(factors: list[Node]) -> tuple[int, str] | None:
    """How many factors at the end are a differential, and of which letter."""
    last = normal(factors[-1])
    if isinstance(last, Run) and len(last.letters) == 2 and last.letters[0] == "d":
        pieces = split_run(last)
        return (1, glyph(pieces[-1]) or last.letters[1])
    before = normal(factors[-2]) if len(factors) > 1 else None
    if isinstance(before, Name) and before.key in _SIGNS:
        key = glyph(last)
        return None if key is None else (2, key)
    return None
