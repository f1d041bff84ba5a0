"""What stands beside a relation reaches that relation, all of it, and nothing else."""

import pytest
from notes import displayed, found

from derive.checker import check
from derive.readers.documents import derivation_of
from derive.readers.sources import scan

ABSOLUTE = "|x| = x"
SOFTMAX = r"p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}"

BESIDE = [
    # A condition in brackets holds for its row, and for no other.
    ((r"|x| = x \quad (x > 0)",), ["proved"]),
    ((r"|x| = x \quad (x > -1)",), ["refuted"]),
    ((r"|x| = x \quad (\text{for } x \ge 0)",), ["proved"]),
    ((r"|x| = x \quad \text{whenever } x \ge 0", ABSOLUTE), ["proved", "refuted"]),
    ((r"|x| = x \quad (x > 0)", ABSOLUTE), ["proved", "refuted"]),
    (
        (SOFTMAX, r"\frac{\partial p_k}{\partial z_j} = -p_k p_j \quad (j \neq k)"),
        ["definition", "proved"],
    ),
    (
        (SOFTMAX, r"\frac{\partial p_k}{\partial z_j} = p_k p_j \quad (j \neq k)"),
        ["definition", "refuted"],
    ),
    # So does one behind a colon or a bar, or where the equation's number would stand.
    ((r"|x| = x : x \ge 0", ABSOLUTE), ["proved", "refuted"]),
    ((r"|x| = x \mid x \ge -1", ABSOLUTE), ["refuted", "refuted"]),
    ((r"|x| = x \mid x \ge 0", ABSOLUTE), ["proved", "refuted"]),
    ((r"|x| = x \tag{$x \ge 0$}", ABSOLUTE), ["proved", "refuted"]),
    ((r"|x| = x \tag{$x \ge -1$}", r"|x| = -x \tag{3}"), ["refuted", "refuted"]),
    # A sample told apart by its label is no entry told apart by its subscript.
    ((r"x^{(k)} - x_k = 0",), ["unread"]),
    ((r"x^{(k)} - x^{(k)} = 0", "x_k - x_k = 0"), ["proved", "proved"]),
    # So does an interval that a claim is restricted to; the domain of a definition lasts.
    ((r"|x| = x \quad \forall x \in [0, 1]", ABSOLUTE), ["proved", "refuted"]),
    ((r"|x| = x \quad \text{for all } x \in (0, \infty)", ABSOLUTE), ["proved", "refuted"]),
    ((r"|x| = x \quad \forall x \in [-1, 1]",), ["refuted"]),
    ((r"f(x) = x^2 \quad \forall x \in [0, 1]", "f(x) = x|x|"), ["definition", "proved"]),
    # What a quantifier says after its colon is said.
    ((r"\forall x \in \mathbb{R}: x + x = 2x",), ["proved"]),
    ((r"\forall x: \; x + x = 3x",), ["refuted"]),
    ((r"\forall x \in [0, 1]: |x| = x",), ["proved"]),
    # Several values of one name are no definition.
    ((r"x = 2 \text{ or } x = 3", "x + 1 = 3"), ["condition", "condition", "unknown"]),
    ((r"x = 2, \quad x = 3", "x + 1 = 4"), ["condition", "condition", "unknown"]),
    (("x = 2", "x + 1 = 3"), ["definition", "proved"]),
    # Products with dots are no lists.
    ((r"\prod_{i=1}^n x_i = x_1 \cdots x_n",), ["unread"]),
    # Braces that only set the spaces around a sign are no operands.
    (("(x+1)^2 ={}& x^2 + 2x \\\\ &{}+ 1",), ["proved"]),
    (("(x+1)^2 ={}& x^2 + 2x \\\\ &{}- 1",), ["refuted"]),
    # A row without a relation may belong to the one above it.
    (("x(x+1) &= x \\\\ & (x+1)",), ["unread"]),
    (("x(x+1) &= x \\\\ & \\qquad (x+1) \\\\ &= x^2 + x",), ["unread", "unread"]),
    (("x(x+1) &= x \\\\ & \\cdot (x+1)",), ["proved"]),
    (("x(x+1) &= x \\\\ & \\cdot (x-1)",), ["refuted"]),
    (("x + x &= 2x, \\\\ & y",), ["proved"]),
    ((r"x + x \mathrel{=} 2x",), ["proved"]),
    (("x + x {=} 3x",), ["refuted"]),
]


@pytest.mark.parametrize(("rows", "verdicts"), BESIDE)
def test_beside(rows, verdicts):
    assert found(displayed(*rows)) == verdicts


POINTS = [
    ("f(x) = x + y", "f(x)|_{y=1} = x + y", "unread"),
    ("f(x) = x + y", "f(x)|_{x=1} = 1 + y", "proved"),
    ("f(x) = x + y", "f(x)|_{x=1} = y", "refuted"),
    ("z = wx + b", "z|_{x=0} = z", "unread"),
    ("a = w x", r"\left. (a - y)^2 + x \right|_{x=0} = (a - y)^2", "unread"),
    ("a = w x", r"\left. (a - y)^2 \right|_{a=0} = y^2", "proved"),
    ("s = 1", r"\left. \sum_i w_i x_i \right|_{w_1=0} = \sum_i w_i x_i", "unread"),
]


@pytest.mark.parametrize(("definition", "claim", "verdict"), POINTS)
def test_a_bar_reaches_its_variable_or_is_not_read(definition, claim, verdict):
    assert found(displayed(definition, claim))[-1] == verdict


THEOREM = r"""\newtheorem{thm}{Theorem}
\newtheorem{defn}{Definition}
\begin{document}
\begin{%s} For $x > 0$ it holds that \[ |x| = x. \] \end{%s}
\begin{proof} Clearly \[ |x| + 0 = x. \] \end{proof}
Now \[ |x| - 0 = x. \]
\end{document}
"""


@pytest.mark.parametrize(
    ("name", "verdicts"),
    [
        ("thm", ["assumption", "proved", "proved", "refuted"]),
        ("lemma", ["assumption", "proved", "proved", "refuted"]),
        ("defn", ["assumption", "proved", "proved", "proved"]),
    ],
)
def test_what_a_theorem_supposes_ends_with_its_proof(name, verdicts):
    source = scan(THEOREM % (name, name), "tex")
    report = check(derivation_of(source), time_limit=30)
    kinds = [o.verdict.status if o.verdict else o.step.kind for o in report.outcomes]
    assert kinds == verdicts
