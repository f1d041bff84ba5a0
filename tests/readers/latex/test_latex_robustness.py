"""Nothing raises, hangs or loses a token; every reading reads back the same."""

import random
import time

import pytest
from latex_accounting import dropped, lost
from latex_mutations import FORMULAS, SHARED, complaint, corpus, mutated

from derive.readers.latex import parse_display, parse_expression, show
from derive.readers.latex.walking import children, walk


@pytest.mark.parametrize("source", FORMULAS)
def test_the_formulas_that_are_damaged_are_read_whole(source):
    assert not parse_display(source).problems
    assert complaint(source) is None


ODD = [
    r"={}",
    r"(\vert\vert\Vert)",
    r"\\right.\\" + "\n",
    r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \\  \\\end{bmatrix}",
    r"\begin{bmatrix}\end{bmatrix}",
    "_{z_'}",
    "_0.5",
    r"+\substack \log x",
    r"\underbrace" * 25 + "8",
]


@pytest.mark.parametrize("text", ODD)
def test_nothing_of_odd_formulas_is_lost(text):
    assert complaint(text) is None


def test_damaged_formulas(say):
    random_ = random.Random(20)
    began = time.perf_counter()
    for _ in range(3000):
        text = mutated(random_, FORMULAS)
        assert complaint(text) is None, text
    say(f"3,000 damaged formulas in {time.perf_counter() - began:.1f} s")


def test_the_account_notices_a_loss():
    assert lost("a + b_i^2", parse_display("a + b_i")) == {"2": 1}
    assert lost(r"\mathbf{x} + y", parse_display("x + y")) == {r"\mathbf": 1}
    assert not dropped(r"a \, \left( b \right) % c")


LONG = {
    "brackets": "(" * 2000 + "x" + ")" * 2000,
    "unclosed": "(" * 5000,
    "closed": ")" * 5000,
    "bars": "|" * 5000,
    "bars apart": "| " * 3000,
    "scripts": "x" + "^{x" * 2000 + "}" * 2000,
    "subscripts": "x" + "_i" * 3000,
    "sums": r"\sum_i " * 3000,
    "commas": "x, " * 3000,
    "relations": "= " * 3000,
    "rows": r"a &= b \\ " * 1000,
    "fractions": r"\frac" * 3000,
    "primes": "x" + "'" * 3000,
    "factorials": "x" + "!" * 3000,
    "quantifiers": r"\forall " * 3000,
    "environments": r"\begin{matrix}" * 2000,
    "texts": r"\text{if}" * 3000,
    "letters": "x" * 10_000,
    "digits": "9" * 10_000,
    "scripts on digits": "x^" + "9" * 5000,
    "mixed": "([" * 2000 + ")" * 2000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_long_input_takes_little_time(text):
    began = time.perf_counter()
    display = parse_display(text)
    assert time.perf_counter() - began < 2
    for row in display.rows:
        show(row)


def test_walking_visits_every_child():
    tree = parse_expression(r"\begin{cases} a & \text{if } x = 1 \end{cases} + \frac{b}{c_i}")
    names = {show(node) for node in walk(tree) if not list(children(node))}
    assert {"a", "x", "1", "b", "c", "i"} <= names


@pytest.mark.skipif(not SHARED.exists(), reason="the corpus is kept outside this project")
def test_formulas_of_real_documents(say):
    formulas = corpus()
    began = time.perf_counter()
    displays = [parse_display(text) for text in formulas]
    seconds = time.perf_counter() - began
    whole = sum(not display.problems for display in displays)
    say(
        f"{len(formulas)} formulas of real documents, {whole} read whole, "
        f"{1000 * seconds / len(formulas):.2f} ms each"
    )
    for text in formulas:
        assert complaint(text) is None, text
    assert whole > 0.97 * len(formulas)
