"""Random expressions as plain tuples, with a numeric meaning of their own.

Nothing here uses the checker: values come from mpmath, derivatives from difference quotients.  So
what is true and what is false is known before any document is read.
"""

import random
from fractions import Fraction

from mpmath import mp, mpf

mp.dps = 100
CLOSE = mpf(10) ** -80
"""How near, relatively, what is equal comes; tanh 90 and tanh 91 differ by more."""

FUNCTIONS = {
    "exp": mp.exp,
    "log": mp.log,
    "sin": mp.sin,
    "cos": mp.cos,
    "tanh": mp.tanh,
    "sqrt": mp.sqrt,
    "sigma": lambda x: 1 / (1 + mp.exp(-x)),
}


class Undefined(ArithmeticError):  # noqa: N818
    """The expression has no real value at a point."""


def value(node, at):
    """The value at a point: names and members (name, index) → number, definitions → expression."""
    kind = node[0]
    if kind == "number":
        return mpf(node[1].numerator) / node[1].denominator
    if kind == "name":
        found = at[node[1]]
        return value(found, at) if isinstance(found, tuple) else found
    if kind == "member":
        return at[node[1], at.get(node[2], node[2])]
    if kind == "sum":
        _, index, low, high, body = node
        return mp.fsum(value(body, {**at, index: k}) for k in range(low, high + 1))
    if kind == "derivative":
        return _slope(node, at)
    if kind in ("apply", "prime"):
        _, letter, argument = node
        function = applied(at[letter], at)
        place = value(argument, at)
        return function(place) if kind == "apply" else mp.diff(function, place)
    parts = [value(each, at) for each in node[1:] if isinstance(each, tuple)]
    if kind == "add":
        return mp.fsum(parts)
    if kind == "mul":
        return mp.fprod(parts)
    if kind == "neg":
        return -parts[0]
    if kind == "div":
        if abs(parts[1]) < mpf(10) ** -12:
            raise Undefined
        return parts[0] / parts[1]
    if kind == "power":
        if node[2] < 0 and abs(parts[0]) < mpf(10) ** -12:
            raise Undefined
        return parts[0] ** node[2]
    assert kind == "call"
    if node[1] in ("log", "sqrt") and parts[0] <= 0:
        raise Undefined
    return FUNCTIONS[node[1]](parts[0])


def applied(function, at):
    """A function of a document, ("function", parameter, body), as a function of numbers."""
    _, parameter, body = function
    return lambda x: value(body, {**at, parameter: x})


def _slope(node, at):
    _, body, name = node
    return mp.diff(lambda x: value(body, {**at, name: x}), at[name])


def names(node):
    """The names and members that occur."""
    if node[0] == "name":
        return {node[1]}
    if node[0] in ("apply", "prime"):
        return {node[1]} | names(node[2])
    return set().union(*(names(each) for each in node[1:] if isinstance(each, tuple)), set())


def grown(rng, leaves, depth, functions=()):
    """A random expression over some leaves."""
    if depth == 0 or rng.random() < 0.12:
        return (
            rng.choice(leaves) if rng.random() < 0.75 else ("number", Fraction(rng.randint(1, 4)))
        )
    kinds = {"add": 6, "mul": 6, "neg": 1, "div": 2, "power": 2, "call": 2, "sum": 0.7}
    kinds |= {"apply": 1} if functions else {}
    kind = rng.choices([*kinds], [*kinds.values()])[0]
    inner = [grown(rng, leaves, depth - 1, functions) for _ in range(rng.choice((2, 2, 3)))]
    if kind in ("add", "mul"):
        return (kind, *inner)
    if kind == "neg":
        return ("neg", inner[0])
    if kind == "div":
        return ("div", inner[0], inner[1])
    if kind == "power":
        return ("power", inner[0], rng.choice((2, 2, 3, -1)))
    if kind == "sum":
        member = ("member", "v", "j")
        body = rng.choice((member, ("mul", inner[0], member), ("power", member, 2)))
        return ("sum", "j", 1, 3, body)
    if kind == "apply":
        return ("apply", rng.choice(functions), inner[0])
    return ("call", rng.choice((*FUNCTIONS,)), inner[0])


def opened(node, name, argument):
    """An expression with another one for a name."""
    if node == ("name", name):
        return argument
    return tuple(opened(e, name, argument) if isinstance(e, tuple) else e for e in node)


def rewritten(rng, node, given):
    """Something equal: operands turned round, products multiplied out, definitions opened."""
    node = tuple(rewritten(rng, each, given) if isinstance(each, tuple) else each for each in node)
    if node[0] == "name" and node[1] in given and rng.random() < 0.6:
        return given[node[1]]
    if node[0] == "apply" and rng.random() < 0.6:
        _, parameter, body = given[node[1]]
        return opened(body, parameter, node[2])
    if node[0] in ("add", "mul") and rng.random() < 0.6:
        parts = list(node[1:])
        rng.shuffle(parts)
        node = (node[0], *parts)
    if node[0] == "mul" and rng.random() < 0.5:
        place = next((k for k, each in enumerate(node) if each[0] == "add"), None)
        if place is not None:
            before, after = node[1:place], node[place + 1 :]
            return ("add", *(("mul", *before, each, *after) for each in node[place][1:]))
    if node[0] == "power" and node[2] == 2 and rng.random() < 0.5:
        return ("mul", node[1], node[1])
    if node[0] == "neg" and rng.random() < 0.4:
        return ("mul", ("number", Fraction(-1)), node[1])
    if node[0] == "div" and node[1][0] == "add" and rng.random() < 0.6:
        return ("add", *(("div", each, node[2]) for each in node[1][1:]))
    return node


def broken(rng, node):
    """The expression with one slip."""
    places = [k for k, each in enumerate(node) if isinstance(each, tuple)]
    if places and rng.random() < 0.75:
        k = rng.choice(places)
        return (*node[:k], broken(rng, node[k]), *node[k + 1 :])
    if node[0] == "number":
        return ("number", node[1] + rng.choice((1, -1, 2)))
    if node[0] == "power":
        return ("power", node[1], rng.choice([n for n in (2, 3, -1, 1) if n != node[2]]))
    if node[0] == "div":
        return ("div", node[2], node[1])
    return rng.choice((("neg", node), ("mul", ("number", Fraction(2)), node), ("power", node, 2)))


def points(rng, inputs, given):
    """Points that tell expressions apart: mixed signs first, then positive ones."""
    for k in range(24):
        low = -2 if k < 12 else 0.1
        at = {name: mpf(rng.uniform(low, 2.5)) for name in inputs}
        at |= {("v", j): mpf(rng.uniform(low, 2.5)) for j in (1, 2, 3)}
        yield {**at, **given}


def agree(left, right, where):
    """Whether two expressions are equal wherever both have values; None if that is nowhere."""
    met = 0
    for at in where:
        try:
            one, other = value(left, at), value(right, at)
        except (Undefined, ZeroDivisionError, OverflowError, ValueError):
            continue
        if mp.im(one) or mp.im(other):
            continue
        met += 1
        if abs(one - other) > CLOSE * (1 + abs(one) + abs(other)):
            return False
    return True if met > 2 else None


def seeded(number):
    """The source of randomness of one document."""
    return random.Random(number)
