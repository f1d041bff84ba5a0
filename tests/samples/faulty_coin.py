"""A model with one right and two wrong expectations, and a relation that holds only in part."""

from sympy import exp, log, sqrt

from derive import Model, binary

with Model("faulty-coin", title="A coin, with slips") as m:
    z, u = m.symbols("z u")
    y = m.symbol("y", binary)
    p = m.define("p", 1 / (1 + exp(-z)))
    L = m.define("L", -(y * log(p) + (1 - y) * log(1 - p)))
    m.derive(L, p, expect=(p - y) / (p * (1 - p)))
    m.derive(p, z, expect=p * (1 + p))
    m.derive(L, z, expect=p + y)
    m.claim(log(u**2), 2 * log(u), title="Log of a square")
    m.claim(sqrt(u**2), u, title="Root of a square")
