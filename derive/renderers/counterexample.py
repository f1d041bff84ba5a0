"""A point at which a claim fails, as a person would write it down to recompute it.

Single quantities, sizes and indices come first.  The entries of a vector or matrix stand together,
row after row, where all of them are given: `w = (1, −2)`, `X = [1, 0; 2, ½]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from derive.model.term import Term, literal
from derive.renderers.unicode import unicode

Point = Sequence[tuple[Term, Term]]


def point_parts(point: Point) -> Iterator[str]:
    """The parts of a point, each `name = value`."""
    families: dict[Term, dict[tuple[int, ...], Term]] = {}
    loose: list[tuple[Term, Term]] = []
    for name, value in point:
        at = _position(name)
        if at is None:
            loose.append((name, value))
        else:
            families.setdefault(name.args[0], {})[at] = value
    yield from (_single(name, value) for name, value in loose)
    for base, entries in families.items():
        whole = _whole(entries) if len(entries) > 1 else None
        if whole is not None:
            yield f"{unicode(base)} = {whole}"
        else:
            yield from (_single(base[at], value) for at, value in entries.items())


def _single(name: Term, value: Term) -> str:
    return f"{unicode(name)} = {unicode(value)}"


def _position(name: Term) -> tuple[int, ...] | None:
    """The indices of a family member, where all are numbers."""
    if name.head != "indexed":
        return None
    found = [literal(index) for index in name.args[1:]]
    if any(each is None or each.denominator != 1 for each in found):
        return None
    return tuple(int(each) for each in found if each is not None)


def _whole(entries: dict[tuple[int, ...], Term]) -> str | None:
    """All entries of a vector or matrix that begins at 1; None where some are missing."""
    sizes = tuple(map(max, zip(*entries, strict=True)))
    if len(sizes) > 2 or set(entries) != set(product(*(range(1, n + 1) for n in sizes))):
        return None
    if len(sizes) == 1:
        return f"({', '.join(unicode(entries[(k,)]) for k in range(1, sizes[0] + 1))})"
    rows = (
        ", ".join(unicode(entries[(row, column)]) for column in range(1, sizes[1] + 1))
        for row in range(1, sizes[0] + 1)
    )
    return f"[{'; '.join(rows)}]"
