"""Random relations of arrays, judged and compared with NumPy.

`python tests/arrays/fuzz.py SEEDS` prints every disagreement, exception and slow judgement.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from random import Random

import array_relations
import numpy as np
from evaluate import NotEvaluated, agree, sides
from points import point

from derive.proof import judge

VECTORS = {"n": ["x", "y", "z"], "m": ["u", "v"], "2": ["p"], "1": ["w"]}
MATRICES = {
    ("n", "n"): ["A", "B"],
    ("n", "m"): ["X"],
    ("m", "n"): ["Y"],
    ("m", "m"): ["C"],
    ("2", "2"): ["P"],
    ("n", "2"): ["R"],
    ("1", "n"): ["G"],
    ("2", "1"): ["H"],
}
TYPES = (
    "x, y, z: n; u, v: m; p: 2; w: 1; A, B: n n; X: n m; Y: m n; C: m m; P: 2 2; R: n 2; G: 1 n; "
    "H: 2 1; s, t: real; S: n n symmetric; f: n -> real; g: n -> n; e: real -> real; i, j: 1..n; "
    "F[1..m]: n; k: real"
)
WHERE = (
    "a := A*x; b := sigmoid(a); q := norm(b)**2; h(r) := r**2 + s*r; c[l] := x[l]*s; o := k*x[i]"
)
SIZES = ("n", "m", "2", "1")


class Maker:
    """Makes expressions of given shapes."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.names = 0

    def scalar(self, depth: int, bound: tuple[tuple[str, str], ...] = ()) -> str:
        r = self.random
        if depth <= 0:
            atoms = ["s", "t", "2", "k", "o", "q"]
            atoms += [f"x[{i}]" for i, n in (*bound, ("i", "n")) if n == "n"]
            atoms += [f"c[{i}]" for i, n in (*bound, ("j", "n")) if n == "n"]
            atoms += [f"X[{i},{p}]" for i, n in bound for p, m in bound if (n, m) == ("n", "m")]
            atoms += [f"A[{i},{p}]" for i, n in bound for p, m in bound if (n, m) == ("n", "n")]
            atoms += [f"delta({i},{p})" for i, n in bound for p, m in bound if i != p and n == m]
            return r.choice(atoms)
        n = r.choice(SIZES[:3])
        match r.randrange(13):
            case 0 | 1:
                return f"(T({self.column(n, depth - 1, bound)})*{self.column(n, depth - 1, bound)})"
            case 2:
                return f"tr({self.matrix(n, n, depth - 1, bound)})"
            case 3:
                return f"({self.scalar(depth - 1, bound)} + {self.scalar(depth - 1, bound)})"
            case 4:
                return f"({self.scalar(depth - 1, bound)} * {self.scalar(depth - 1, bound)})"
            case 5 | 6:
                # Clashing names are wanted: i, j and k are declared too.
                name = r.choice(["i", "j", "k", "l", "m1"])
                low, high = r.choice([("1", "n"), ("1", "m"), ("1", "2")])
                rest = tuple(b for b in bound if b[0] != name)
                return (
                    f"Sum({self.scalar(depth - 1, (*rest, (name, high)))}, {name}, {low}, {high})"
                )
            case 7:
                return f"norm({self.column(n, depth - 1, bound)})**2"
            case 8:
                return f"f({self.column('n', depth - 1, bound)})"
            case 9:
                return f"h({self.scalar(depth - 1, bound)})"
            case 10:
                return f"D({self.scalar(depth - 1, bound)}, {r.choice(['s', 't', 'x[1]', 'x[i]'])})"
            case 11:
                return f"(T(ones({n}))*{self.column(n, depth - 1, bound)})"
            case _:
                return f"exp(-{self.scalar(depth - 1, bound)}**2)"

    def column(self, n: str, depth: int, bound: tuple[tuple[str, str], ...] = ()) -> str:
        r = self.random
        if n == "1":
            return self.scalar(depth, bound)
        if depth <= 0:
            atoms = [*VECTORS[n], f"ones({n})"]
            if n == "n":
                atoms += ["a", "b", "c", *(f"F[{i}]" for i, m in bound if m == "m")]
                atoms += [f"column(X,{i})" for i, m in bound if m == "m"]
            return r.choice(atoms)
        m = r.choice(SIZES)
        match r.randrange(10):
            case 0 | 1 | 2:
                return f"({self.matrix(n, m, depth - 1, bound)}*{self.column(m, depth - 1, bound)})"
            case 3:
                return f"({self.column(n, depth - 1, bound)} + {self.column(n, depth - 1, bound)})"
            case 4:
                return (
                    f"had({self.column(n, depth - 1, bound)}, {self.column(n, depth - 1, bound)})"
                )
            case 5:
                return f"({self.scalar(depth - 1, bound)}*{self.column(n, depth - 1, bound)})"
            case 6:
                return f"{r.choice(['sigmoid', 'e', 'h'])}({self.column(n, depth - 1, bound)})"
            case 7:
                return f"diagonal({self.matrix(n, n, depth - 1, bound)})"
            case 8 if n in ("n", "m"):
                names = {"n": ["x", "y", "a"], "m": ["u"]}[n]
                return f"D({self.scalar(depth - 1, bound)}, {r.choice(names)})"
            case 9 if n == "n":
                return f"g({self.column(n, depth - 1, bound)})"
            case _:
                return self.column(n, depth - 1, bound)

    def matrix(self, n: str, m: str, depth: int, bound: tuple[tuple[str, str], ...] = ()) -> str:
        r = self.random
        if n == m == "1":
            return self.scalar(depth, bound)
        if m == "1":
            return self.column(n, depth, bound)
        if n == "1":
            return f"T({self.column(m, depth, bound)})"
        if depth <= 0:
            atoms = list(MATRICES.get((n, m), []))
            atoms += [f"T({name})" for name in MATRICES.get((m, n), [])]
            if n == m:
                atoms += [f"I({n})"] + (["S"] if n == "n" else [])
            return r.choice(atoms or [f"ones({n},{m})"])
        p = r.choice(SIZES)
        match r.randrange(10):
            case 0 | 1:
                return (
                    f"({self.matrix(n, p, depth - 1, bound)}*{self.matrix(p, m, depth - 1, bound)})"
                )
            case 2:
                return f"({self.matrix(n, m, depth - 1, bound)} - {self.matrix(n, m, depth - 1, bound)})"
            case 3:
                return f"had({self.matrix(n, m, depth - 1, bound)}, {self.matrix(n, m, depth - 1, bound)})"
            case 4:
                return f"T({self.matrix(m, n, depth - 1, bound)})"
            case 5:
                return f"({self.column(n, depth - 1, bound)}*T({self.column(m, depth - 1, bound)}))"
            case 6 if n == m:
                return f"diag({self.column(n, depth - 1, bound)})"
            case 7 if (n, m) in (("n", "n"), ("n", "m")):
                name = {"n": "A", "m": "X"}[m]
                return f"D({self.scalar(depth - 1, bound)}, {name})"
            case 8 if n == "n" and m in ("n", "m"):
                name = "y"
                return f"D({self.column(m, depth - 1, bound)}, {name})"
            case _:
                return f"({self.scalar(depth - 1, bound)}*{self.matrix(n, m, depth - 1, bound)})"


REWRITES = (
    ("(A*x)", "a"),
    ("T(A)", "A"),
    ("sigmoid(a)", "b"),
    ("x", "y"),
    ("A", "B"),
    ("[i]", "[j]"),
    ("[k]", "[l]"),
    ("norm(b)**2", "q"),
    ("*S", "*T(S)"),
    ("(s + t)", "(t + s)"),
    ("had", "had"),
    ("2", "3"),
    ("+", "-"),
    ("Sum", "1*Sum"),
)


def claim(random: Random) -> str:
    """A relation: an expression and itself rewritten, differentiated by another route, or another."""
    maker = Maker(random)
    depth = random.choice((1, 2, 2, 3))
    kind = random.randrange(3)
    n, m = random.choice((("n", "n"), ("n", "m"), ("2", "2")))
    make = [
        lambda: maker.scalar(depth + 1),
        lambda: maker.column(n, depth),
        lambda: maker.matrix(n, m, depth),
    ][kind]
    left = make()
    right = left
    match random.randrange(6):
        case 0:
            right = make()
        case 1 if kind == 2:
            right = f"T({left.replace('*', '*1*')})" if False else f"T(T({left}))"
        case 2:
            other = make()
            left, right = f"{left} + {other}", f"{other} + {right}"
        case 3:
            left, right = f"D(s*({left}), s)", f"({right}) + s*D({right}, s)"
        case 4:
            left, right = f"Sum({left}, k, 1, m)", f"m*({right})"
        case _:
            old, new = random.choice(REWRITES)
            right = left.replace(old, new, 1)
    return f"{left} = {right}"


def examine(seed: int) -> tuple[str, str, float]:
    """Status, what is wrong (if anything) and the seconds of one random relation."""
    random = Random(seed)
    text = claim(random)
    context = array_relations.context(TYPES, WHERE)
    try:
        relation = array_relations.relation(text, array_relations.functions_of(context))
    except (TypeError, NameError, SyntaxError):
        return "unwritten", "", 0.0
    start = time.process_time()
    try:
        verdict = judge(relation, context)
    except Exception as problem:
        return "exception", f"{problem!r} in {text}", 0.0
    seconds = time.process_time() - start
    wrong = f"slow, {seconds:.1f} s: {text}" if seconds > 5 else ""
    if verdict.status in ("proved", "conditional", "refuted"):
        held = failed = 0
        for _ in range(12):
            values = point(relation, context, random)
            try:
                left, right = sides(relation, context, values)
            except (NotEvaluated, OverflowError):
                continue
            except AssertionError as problem:
                return verdict.status, f"evaluator: {problem} in {text}", seconds
            if not (np.all(np.isfinite(left)) and np.all(np.isfinite(right))):
                continue
            if not 1e-3 < np.max(np.abs(left)) < 1e6:
                continue  # differences would say nothing
            if agree("=", left, right):
                held += 1
            else:
                failed += 1
        if verdict.status != "refuted" and failed:
            wrong = f"FALSE {verdict.status}: {text}"
        if verdict.status == "refuted" and held > 6 and not failed:
            wrong = f"TRUE refuted? {text}  {verdict.reason[:200]}"
    if verdict.status == "unknown":
        wrong = ""
    return verdict.status, wrong, seconds


if __name__ == "__main__":
    first, last = map(int, sys.argv[1:3])
    counts: Counter[str] = Counter()
    for seed in range(first, last):
        status, wrong, _ = examine(seed)
        counts[status] += 1
        if wrong:
            print(seed, wrong, flush=True)
    print(counts)
