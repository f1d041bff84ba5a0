"""Derivatives of random expressions by the rules of any textbook, through definitions."""

from fractions import Fraction

ONE, ZERO = ("number", Fraction(1)), ("number", Fraction(0))


def slope(node, name, given):
    """The derivative of an expression by a name."""
    kind = node[0]
    if kind == "name":
        if node[1] == name:
            return ONE
        return slope(given[node[1]], name, given) if node[1] in given else ZERO
    if kind in ("number", "member"):
        return ZERO
    if kind == "sum":
        return (*node[:4], slope(node[4], name, given))
    inner = [slope(each, name, given) for each in node[1:] if isinstance(each, tuple)]
    if kind == "add":
        return ("add", *inner)
    if kind == "neg":
        return ("neg", inner[0])
    if kind == "mul":
        factors = node[1:]
        return (
            "add",
            *(("mul", *factors[:k], inner[k], *factors[k + 1 :]) for k in range(len(factors))),
        )
    if kind == "div":
        top, bottom = node[1:]
        above = ("add", ("mul", inner[0], bottom), ("neg", ("mul", top, inner[1])))
        return ("div", above, ("power", bottom, 2))
    if kind == "power":
        lowered = ("power", node[1], node[2] - 1)
        return ("mul", ("number", Fraction(node[2])), lowered, inner[0])
    if kind == "apply":
        return ("mul", ("prime", node[1], node[2]), inner[0])
    return ("mul", _outer(node[1], node[2]), inner[0])


def _outer(function, argument):
    again = ("call", function, argument)
    less = ("add", ONE, ("neg", again))
    return {
        "exp": again,
        "log": ("div", ONE, argument),
        "sin": ("call", "cos", argument),
        "cos": ("neg", ("call", "sin", argument)),
        "tanh": ("add", ONE, ("neg", ("power", again, 2))),
        "sqrt": ("div", ONE, ("mul", ("number", Fraction(2)), again)),
        "sigma": ("mul", again, less),
    }[function]
