r"""One chain as an align* environment: one line a step, the rules flushed right as remarks.

A side that is too wide is broken before a sign; a remark that does not fit beside the formula
gets lines of its own below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from derive.renderers.latex_breaking import broken
from derive.renderers.latex_width import width, words_width

SIGN = 1.4
"""Width of a relation sign with the space around it, in em."""
GAP = 2.0
"""The least space between a formula and its remark, in em."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a chain."""

    left: str
    """The left side, empty where the line continues the one before."""
    sign: str
    right: str
    remarks: tuple[str, ...] = ()
    """What to say beside it: text, with formulas between dollars."""


def align(rows: Iterable[Row], room: float) -> str:
    """The environment, at most `room` em wide."""
    chain = list(rows)
    column = max((width(row.left) for row in chain), default=0.0)
    if column > room * 0.4:
        written = [line for row in chain for line in _hanging(row, room)]
    else:
        written = [line for row in chain for line in _columns(row, column, room)]
    return "\\begin{align*}\n" + " \\\\\n".join(f"  {line}" for line in written) + "\n\\end{align*}"


def _columns(row: Row, column: float, room: float) -> Iterator[str]:
    """Left side, sign and right side in columns."""
    lead = f"{row.left} &{row.sign} " if row.left else f"&{row.sign} "
    yield from _lines(lead, r"&\quad {}", column + SIGN, row, room)


def _hanging(row: Row, room: float) -> Iterator[str]:
    """A wide left side on lines of its own, the right side below it."""
    if row.left:
        first, *more = broken(row.left, room)
        yield f"&{first}"
        yield from (rf"&\quad {{}}{each}" for each in more)
    yield from _lines(rf"&\quad {row.sign} ", r"&\qquad {}", 1 + SIGN, row, room)


def _lines(lead: str, again: str, used: float, row: Row, room: float) -> Iterator[str]:
    first, *more = broken(row.right, room - used - 1)
    formulas = [lead + first, *(again + each for each in more)]
    last = width(more[-1]) + 1 if more else width(first)
    yield from formulas[:-1]
    remark = ", ".join(row.remarks)
    if not remark:
        yield formulas[-1]
    elif used + last + GAP + words_width(remark) <= room:
        yield formulas[-1] + _tag(remark)
    else:
        yield formulas[-1]
        yield from (f"&{_tag(each)}" for each in _wrapped(row.remarks, room - 2))


def _tag(remark: str) -> str:
    return rf" \tag*{{\small {remark}}}"


def _wrapped(remarks: tuple[str, ...], room: float) -> list[str]:
    """Remarks on as few lines as they need, broken after commas."""
    lines: list[str] = []
    for remark in remarks:
        longer = f"{lines[-1]}, {remark}" if lines else remark
        if lines and words_width(longer) <= room:
            lines[-1] = longer
        else:
            if lines:
                lines[-1] += ","
            lines.append(remark)
    return lines
