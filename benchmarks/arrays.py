"""Times of array claims: a whole derivation from the shell, and growth with the number of sums.

python benchmarks/arrays.py [--most 7]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator

from derive.model import term as t
from derive.model.arrays import norm, trace, transpose
from derive.model.context import Context
from derive.model.domain import Matrix, Vector
from derive.model.relation import Relation, equation
from derive.model.term import Term
from derive.proof import judge

N, D = t.symbol("n"), t.symbol("d")


def cyclic_traces(most: int) -> Iterator[tuple[str, Relation, Context]]:
    """tr(A B C …) = tr(B C … A): as many sums on each side as there are factors."""
    for count in range(2, most + 1):
        names = [t.symbol(f"A_{k}") for k in range(1, count + 1)]
        context = Context({str(a.value): Matrix(N, N) for a in names})
        turned = (*names[1:], names[0])
        yield f"trace of {count}", equation(trace(t.mul(*names)), trace(t.mul(*turned))), context


def bracketed_products(most: int) -> Iterator[tuple[str, Relation, Context]]:
    """A (B (C … x)) = ((A B) C …) x: one sum less than factors, in two orders."""
    for count in range(2, most + 1):
        names = [t.symbol(f"A_{k}") for k in range(1, count + 1)]
        context = Context({str(a.value): Matrix(N, N) for a in names} | {"x": Vector(N)})
        right: Term = t.symbol("x")
        for each in reversed(names):
            right = t.make("mul", (each, right))
        left: Term = names[0]
        for each in (*names[1:], t.symbol("x")):
            left = t.make("mul", (left, each))
        yield f"product of {count}", equation(left, right), context


def added_gradients(most: int) -> Iterator[tuple[str, Relation, Context]]:
    """∂/∂w of Σ_k ‖X_k w − y_k‖²: as many double sums as there are terms."""
    for count in range(1, most + 1):
        types: dict[str, Matrix | Vector] = {"w": Vector(D)}
        w = t.symbol("w")
        parts, slopes = [], []
        for k in range(1, count + 1):
            matrix, target = t.symbol(f"X_{k}"), t.symbol(f"y_{k}")
            types |= {str(matrix.value): Matrix(N, D), str(target.value): Vector(N)}
            rest = t.mul(matrix, w) - target
            parts.append(t.power(norm(rest), 2))
            slopes.append(t.mul(t.TWO, transpose(matrix), rest))
        relation = equation(t.derivative(t.add(*parts), w), t.add(*slopes))
        yield f"gradient of {count}", relation, Context(dict(types))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=7)
    most = parser.parse_args().most
    for name in ("logistic-regression-vectorised", "mlp-backpropagation"):
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "derive", "show", name], capture_output=True, text=True
        )
        last = done.stdout.strip().splitlines()[-1] if done.stdout else done.stderr
        print(f"derive show {name}: {time.perf_counter() - start:.2f} s ({last})")
    for series in (cyclic_traces, bracketed_products, added_gradients):
        for label, relation, context in series(most):
            start = time.perf_counter()
            verdict = judge(relation, context)
            print(f"{label:16} {time.perf_counter() - start:8.3f} s  {verdict.status}")


if __name__ == "__main__":
    main()
