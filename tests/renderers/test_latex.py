"""LaTeX: looked at in golden files, and really compiled where there is a pdflatex."""

import re
import shutil
import subprocess

import pytest
from calculus.models import MODELS
from renderers.test_faces import GOLDEN, report
from sympy import Derivative, Piecewise, Sum, exp, log, sqrt

from derive import Model, binary
from derive.calculus import carry_out
from derive.checker import check
from derive.renderers import latex
from derive.renderers.latex_breaking import broken
from derive.renderers.latex_width import width

needs_tex = pytest.mark.skipif(
    shutil.which("pdflatex") is None, reason="no pdflatex here: nothing can be compiled"
)

TYPESET = {
    "logistic.tex": lambda: latex.standalone(*both("logistic_regression")),
    "network-fragment.tex": lambda: latex.fragment(*both("two_layer_network"), detail="goals"),
    "faulty.tex": lambda: latex.standalone(*both("faulty_coin")),
}


def both(name):
    return report(name).derivation, report(name)


@pytest.mark.parametrize("name", TYPESET)
def test_latex_is_as_it_was_looked_at(name, request):
    text = TYPESET[name]()
    file = GOLDEN / name
    if request.config.getoption("--update-golden"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def awkward():
    """A model with everything that is hard to set: long lines, cases, odd words and characters."""
    with Model(
        "awkward_model",
        title="100% of {costs} & a_b, the σ of x² ~ “more” #1 \\ 5$ – 日本",
        summary="Its form (a − y)x_i, e⁻ᶻ or x**2**3, d/dx_1 and/or 50%; see file_name.py.",
    ) as m:
        i = m.index("i", 1, 3)
        w, x = m.families("w x", over=i)
        y = m.symbol("y", binary)
        lamda, learning_rate, y_hat = m.symbols("lamda learning_rate y_hat")
        inner = exp(-w[1] * x[1] / y_hat - learning_rate)
        total = sum(w[k] * x[k] / (1 + exp(-lamda * x[k])) for k in (1, 2, 3))
        q = m.define("q", total + log(1 + sqrt(1 + lamda**2)) * inner)
        p = m.define("p", 1 / (1 + exp(-q)) + learning_rate * Piecewise((q, q > 0), (-q, True)))
        loss = m.define("loss", -y * log(p) - (1 - y) * log(1 - p) + q**2 / (1 + p**2))
        m.derive(loss, p)
        m.derive(q, lamda, expect=lamda)
        m.claim(
            (q + p + y) ** 3 + (q - p - y) ** 3 + (w[1] + w[2] + w[3]) ** 2 * exp(q + p + y_hat),
            sum((q + k * p) * (lamda - k * y_hat) for k in range(1, 9)),
            title="A long one_sided line",
        )
        m.claim(Derivative(q, w[1]), Sum(w[i] / (1 + x[i] ** 2), (i, 1, 3)))
    derivation = carry_out(m.problem())
    return derivation, check(derivation, time_limit=2)


def compiled(text, folder):
    (folder / "it.tex").write_text(text, encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "it.tex"]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
    log = (folder / "it.log").read_text(encoding="latin-1")
    assert done.returncode == 0, re.findall(r"^!.*(?:\n.*){4}", log, re.MULTILINE)
    assert not re.findall(r"^Overfull.*", log, re.MULTILINE)
    return log


DOCUMENTS = [(name, "full") for name in [*MODELS, "faulty_coin"]]
DOCUMENTS += [("logistic_regression", "steps"), ("two_layer_network", "goals")]


@needs_tex
@pytest.mark.parametrize(("name", "detail"), DOCUMENTS)
def test_a_standalone_document_compiles_without_overfull_boxes(name, detail, tmp_path):
    compiled(latex.standalone(*both(name), detail=detail), tmp_path)


@needs_tex
def test_awkward_words_and_wide_lines_compile(tmp_path):
    derivation, found = awkward()
    compiled(latex.standalone(derivation, found, detail="full"), tmp_path)


@needs_tex
@pytest.mark.parametrize("name", ["logistic_regression", "two_layer_network", "faulty_coin"])
def test_a_fragment_needs_amsmath_and_nothing_else(name, tmp_path):
    text = latex.fragment(*both(name))
    document = "\\documentclass{article}\n\\usepackage{amsmath}\n\\begin{document}\n"
    compiled(f"{document}Before.\n{text}After.\n\\end{{document}}\n", tmp_path)


@pytest.mark.parametrize("name", [*MODELS, "faulty_coin"])
def test_no_macro_that_other_readers_of_latex_refuse(name):
    text = latex.fragment(*both(name), detail="full")
    for refused in (r"\operatorname", r"\mathbb", r"\mbox", r"\phantom", r"\newcommand"):
        assert refused not in text
    assert text.count("{") == text.count("}")
    assert len(re.findall(r"\\left\b", text)) == len(re.findall(r"\\right\b", text))


def test_every_step_is_there():
    derivation, found = both("logistic_regression")
    text = latex.standalone(derivation, found, detail="full")
    from derive.renderers.latex_notation import latex as write

    for step in derivation.steps:
        assert write(step.relation.right) in text


def test_without_a_report_nothing_is_said_about_proof():
    derivation, _ = both("logistic_regression")
    assert "proved" not in latex.standalone(derivation)


WIDE = [
    r"a + b - c + \frac{x+y}{z+t} - d + e + f - g + h + i + j + k",
    r"-\left(\frac{1}{a} + b + c + d + e + f + g + h + i + j\right) x",
    r"(a+b+c)(d+e+f)(g+h+i)(j+k+l)(m+n+o) \cdot (p+q+r)",
]


@pytest.mark.parametrize("text", WIDE)
@pytest.mark.parametrize("room", [8.0, 12.0, 20.0])
def test_wide_lines_are_broken_before_signs_and_keep_every_token(text, room):
    pieces = broken(text, room)
    assert len(pieces) > 1
    for piece in pieces[1:]:
        assert piece.startswith(("+", "-", r"\cdot"))
    fixed = text.replace(r"\left", r"\Bigl").replace(r"\right", r"\Bigr")
    tokens = "".join(pieces).replace(" ", "")
    assert tokens in (text.replace(" ", ""), fixed.replace(" ", ""))
    assert all(piece.count("{") == piece.count("}") for piece in pieces)


@pytest.mark.parametrize("text", WIDE)
def test_a_line_that_fits_stays_as_it_is(text):
    assert broken(text, width(text)) == [text]
