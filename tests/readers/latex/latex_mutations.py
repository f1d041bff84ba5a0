"""Damaged formulas: what a reader meets when authors mistype, cut and paste.

Run as a script with a count, it reads that many and reports every exception, every slow one,
every lost token and every reading that doesn't read back.
"""

import json
import random
import re
import sys
import time
from pathlib import Path

from latex_accounting import dropped, lost

from derive.readers.latex import parse_display, show
from derive.readers.latex.tree import Unread
from derive.readers.latex.walking import walk

SHARED = Path(__file__).parents[4] / "shared"
PIECES = [
    *"abxyzdefLNT0123456789+-*/=<>()[]{}|^_&'!,;:.~%$#@\"?` \n",
    *[
        r"\\",
        r"\{",
        r"\}",
        r"\|",
        r"\,",
        r"\;",
        r"\!",
        r"\quad",
        r"\left(",
        r"\right)",
        r"\left.",
        r"\right|",
        r"\left\{",
        r"\right.",
        r"\big[",
        r"\mid",
    ],
    *[
        r"\frac",
        r"\sqrt",
        r"\sum",
        r"\prod",
        r"\int",
        r"\max_",
        r"\log",
        r"\exp",
        r"\sin",
        r"\lim",
        r"\hat",
        r"\bar",
        r"\mathbf",
        r"\mathrm",
    ],
    *[
        r"\partial",
        r"\nabla",
        r"\text{if}",
        r"\text{where",
        r"}",
        r"\mathbb{R}",
        r"\infty",
        r"\dots",
        r"\cdots",
        r"\cdot",
        r"\odot",
    ],
    *[
        r"\times",
        r"\in",
        r"\le",
        r"\ne",
        r":=",
        r"\to",
        r"\Rightarrow",
        r"\forall",
        r"\pm",
        r"\top",
        r"^\top",
        r"^{-1}",
        r"_{i}",
        r"^{(i)}",
        r"'",
        r"\prime",
    ],
    *[
        r"\begin{cases}",
        r"\end{cases}",
        r"\begin{bmatrix}",
        r"\end{bmatrix}",
        r"\begin{aligned}",
        r"\end{aligned}",
    ],
    *[
        r"\begin{array}{cc}",
        r"\end{array}",
        r"\operatorname{softmax}",
        r"\operatorname*",
        r"\underbrace",
        r"\overset",
    ],
    *[
        r"\underset",
        r"\arg\max",
        r"\unknown",
        r"\def\a{b}",
        r"\newcommand{\f}[1]{#1}",
        r"\color{red}",
        r"\phantom{x}",
    ],
    *[
        r"\tag{1}",
        r"\label{eq}",
        r"\bf",
        r"\rm",
        r"\substack",
        r"\binom",
        r"\not=",
        r"\stackrel",
        r"\limits",
        r"\mathop",
        r"|",
        r"||",
        r"\vert",
    ],
    *"σ∂∑²₁ⁿ−≤𝐱ℝ\u0302→·½∥",
]
FORMULAS = [
    r"z = w_1 x_1 + w_2 x_2 + b",
    r"\sigma(t) = \frac{1}{1+e^{-t}}, \quad t \in \mathbb{R}.",
    r"\frac{\partial L}{\partial a} = -\frac{y}{a} + \frac{1-y}{1-a}",
    r"J &= -\sum_{i=1}^N y_i \log f(x_i) \\ &= \sum_{i=1}^{N} \left[ y_i - a_i \right]^2",
    r"\|Xw - y\|_2^2 = \left\lVert r \right\rVert^2 \Rightarrow |a| \le b",
    r"f(x) = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}",
    r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}^{-1} \mathbf{x}^\top",
    r"\mathbb{E}_{x \sim p(x \mid \theta)}\left[ \log p(x; \theta) \right]",
    r"\left. \frac{dy}{dx} \right|_{x=0} = \arg\max_{\theta} \prod_k \hat{y}_k^{(i)}",
    r"\int_0^1 p(x) \log q(x) \, dx, \quad i = 1, \dots, N",
    r"\text{where } \delta^{[l]} \odot g'(z^{[l]}) \text{ and } x, y \in S",
]


def corpus():
    """The formulas of documents kept outside this project, if they are at hand."""
    found = []
    for name in ("seed", "real"):
        file = SHARED / "cases" / f"{name}_formulas.jsonl"
        if file.exists():
            lines = file.read_text(encoding="utf-8").splitlines()
            found += [json.loads(line)["latex"] for line in lines]
    for file in sorted((SHARED / "corpus").glob("*.*")):
        if file.suffix in (".md", ".mdx", ".Rmd"):
            text = file.read_text(encoding="utf-8")
            found += re.findall(r"\$\$(.+?)\$\$", text, re.DOTALL)
    return found


def mutated(random_, formulas):
    """One formula with a few cuts, copies, swaps and insertions."""
    text = random_.choice(formulas)
    for _ in range(random_.randint(1, 6)):
        kind = random_.randrange(7)
        i, j = sorted(random_.randint(0, len(text)) for _ in range(2))
        if kind == 0:
            text = text[:i] + text[min(j, i + 8) :]
        elif kind in (1, 2):
            text = text[:i] + random_.choice(PIECES) + text[i:]
        elif kind == 3:
            text = text[:i] + text[i : i + 12] + text[i:]
        elif kind == 4:
            other = random_.choice(formulas)
            k = random_.randint(0, len(other))
            text = text[:i] + other[k : k + 40]
        elif kind == 5:
            text = text[:i] + random_.choice(PIECES) * random_.choice((2, 3, 60)) + text[i:]
        else:
            text = text[:i] + text[i : i + 1].swapcase() + text[i + 1 :]
    return text[:2000]


def complaint(text):
    """What is wrong with how a text is read; None if nothing is."""
    began = time.perf_counter()
    display = parse_display(text)
    seconds = time.perf_counter() - began
    if seconds > 1:
        return f"took {seconds:.2f} s"
    missing = lost(text, display)
    if missing:
        return f"lost {missing}"
    uncovered = dropped(text)
    if uncovered:
        return f"not covered: {uncovered}"
    for row in display.rows:
        for statement in row.statements:
            if any(isinstance(node, Unread) for node in walk(statement.body)):
                continue
            shown = show(statement.body)
            reread = parse_display(shown)
            if any(p.code == "too-large" for p in reread.problems):
                continue  # Printing adds braces, which count as nesting; that is said aloud.
            again = [s.body for r in reread.rows for s in r.statements]
            if again != [statement.body] and (shown.strip() or again):
                return f"reads back differently: {shown}"
    return None


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    random_ = random.Random(seed)
    formulas = FORMULAS + corpus()
    found = 0
    began = time.perf_counter()
    for _ in range(count):
        text = mutated(random_, formulas)
        try:
            wrong = complaint(text)
        except Exception as error:
            wrong = f"{type(error).__name__}: {error}"
        if wrong:
            found += 1
            if found <= 15:
                print(f"{text!r}\n    {wrong}")
    print(f"{count} inputs, {found} complaints, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
