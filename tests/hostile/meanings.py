"""The value of what was read, computed from the terms alone: names are looked up, nothing more."""

from expressions import CLOSE, FUNCTIONS, Undefined, applied, value
from mpmath import mp, mpf


class Foreign(Exception):  # noqa: N818
    """A term of a kind that no random document holds."""


def meaning(term, at):
    """The value of a term without derivatives at a point of `expressions`."""
    head = term.head
    if head == "number":
        return mpf(term.value.numerator) / term.value.denominator
    if head == "constant" and term.value == "e":
        return mp.e
    if head == "symbol":
        return _looked_up(str(term.value), at)
    if head == "indexed":
        family, index = (str(each) for each in term.args)
        place = at.get(index, index)
        known = at.get((family, int(place)))
        return known if known is not None else _looked_up(f"{family}_{index}", at)
    if head == "sum":
        body, index, low, high = term.args
        return mp.fsum(
            meaning(body, {**at, str(index): k}) for k in range(int(str(low)), int(str(high)) + 1)
        )
    if head not in ("add", "mul", "neg", "div", "pow", "call"):
        raise Foreign(head)
    parts = [meaning(each, at) for each in term.args]
    if head == "call" and isinstance(at.get(term.value.partition("|")[0]), tuple):
        letter, dashed, _ = term.value.partition("|")
        function = applied(at[letter], at)
        return mp.diff(function, parts[0]) if dashed else function(parts[0])
    if head == "call":
        name = {"sigmoid": "sigma"}.get(term.value, term.value)
        if name in ("log", "sqrt") and parts[0] <= 0:
            raise Undefined
        return FUNCTIONS[name](parts[0])
    if head == "div" and abs(parts[1]) < mpf(10) ** -12:
        raise Undefined
    if head == "pow" and parts[1] < 0 and abs(parts[0]) < mpf(10) ** -12:
        raise Undefined
    return {
        "add": mp.fsum,
        "mul": mp.fprod,
        "neg": lambda p: -p[0],
        "div": lambda p: p[0] / p[1],
        "pow": lambda p: p[0] ** p[1],
    }[head](parts)


def _looked_up(name, at):
    found = at[name]
    return value(found, at) if isinstance(found, tuple) else found


def misread(term, node, where):
    """A point at which a term and the expression that it was read from differ, if there is one."""
    for at in where:
        try:
            one, other = meaning(term, at), value(node, at)
        except (Undefined, ZeroDivisionError, OverflowError, ValueError):
            continue
        if abs(one - other) > CLOSE * (1 + abs(one) + abs(other)):
            return at
    return None
