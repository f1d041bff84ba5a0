"""What formulas are read as: source, then its canonical line, which reads back the same."""

import pytest

from derive.readers.latex import key, parse_expression, show
from derive.readers.latex.tree import (
    Applied,
    Big,
    Bracket,
    Chain,
    Fraction,
    Function,
    Group,
    Name,
    Number,
    Operation,
    Product,
    Run,
    Scripted,
    Sequence,
    Sum,
    Unread,
)
from derive.readers.latex.walking import unread, walk

READINGS = [
    # Names.
    (r"\mathbf x + \boldsymbol{x} + {\bf x}", r"\mathbf{x} + \mathbf{x} + \mathbf{x}"),
    (r"w_{1} + w_1 + w_{10}", r"w_1 + w_1 + w_{10}"),
    (r"x_i'^2 + {x_i}^2 + x^2_i", r"x_i'^2 + x_i^2 + x_i^2"),
    (r"\hat y_i + \widehat{y}_{i} + \bar{\mathbf{x}}", r"\hat{y}_i + \hat{y}_i + \bar{\mathbf{x}}"),
    (r"\mathbf{x_i}^\top \mathcal L", r"\mathbf{x}_i^{\top} \mathcal{L}"),
    (r"y_{\text{true}} + y_\text{train set}", r"y_{\mathrm{true}} + y_{\mathrm{train set}}"),
    (r"f^{\prime\prime}(x) + f''(x)", r"f''(x) + f''(x)"),
    (r"x^* + x^{+} + x^\dagger + W^{[l]} + x^{(i)}", r"x^{*} + x^{+} + x^{\dagger} + W^{[l]} + x^{(i)}"),
    (r"\Delta w \varnothing", r"\Delta w \emptyset"),
    # Numbers.
    (r"1{,}000.5 + .5 + 3.14e-5", r"1000.5 + .5 + 3.14e-5"),
    (r"\frac12 + x^23", r"\frac{1}{2} + x^2 3"),
    (r"50\% + n! + (n-1)!!", r"50\% + n! + (n - 1)!!"),
    # Characters outside ASCII.
    ("σ(z) = 1/(1+e⁻ᶻ)", r"\sigma(z) = 1 / (1 + e^{-z})"),
    ("∂L/∂w₁ ≤ x₁²·ŷ", r"\partial L / \partial w_1 \le x_1^2 \cdot \hat{y}"),
    ("𝐱ᵀ𝐰 ∈ ℝ", r"\mathbf{x}^T \mathbf{w} \in \mathbb{R}"),
    ("½‖x‖₂", r"\frac{1}{2} \left\| x \right\|_2"),
    # Products.
    (r"a(1-a)", r"a(1 - a)"),
    (r"2ab \times c * d \cdot e / f g", r"2 ab \times c * d \cdot e / f g"),
    (r"W^T\delta \odot s \cdot t", r"W^T \delta \odot s \cdot t"),
    (r"a \cdot -b", r"a \cdot -b"),
    (r"-a^2 - -b \pm c", r"-a^2 - -b \pm c"),
    (r"{a+b}c + {x}{y}", r"{a + b} c + x y"),
    (r"\left(\frac{a}{b}\right) \Big[ c \Big] \bigl\{ d \bigr\}", r"(\frac{a}{b})[c] \{d\}"),
    # Brackets and bars.
    (r"\lambda\|w\|_2^2 + |x||y|", r"\lambda \left\| w \right\|_2^2 + \left| x \right| \left| y \right|"),
    (r"\lVert a - b \rVert + ||c||", r"\left\| a - b \right\| + \left\| c \right\|"),
    (r"p(x|y) + p(y | |x|)", r"p(x \mid y) + p(y \mid \left| x \right|)"),
    (r"KL(p\|q) + KL(q || p) + KL(p \mid \mid q)", r"KL(p \| q) + KL(q \| p) + KL(p \| q)"),
    (r"p(x, z \mid y; \theta)", r"p(x, z \mid y; \theta)"),
    (r"f(x)|_{x=a} + g", r"f(x) |_{x = a} + g"),
    (r"\left. f \right|_{x=0}^{1}", r"\left. f \right|_{x = 0}^1"),
    (r"\{0, 1\} \cup [0, 1) \cup (0, 1]", r"\{0, 1\} \cup [0, 1) \cup (0, 1]"),
    (r"\{x, y \in S \mid |x| < 1\}", r"\{x, y \in S \mid \left| x \right| < 1\}"),
    (r"\lfloor x \rfloor \langle a, b \rangle", r"\lfloor x \rfloor \langle a, b \rangle"),
    (r"f(\cdot) + D(\cdot \| \cdot)", r"f(\cdot) + D(\cdot \| \cdot)"),
    # Functions.
    (r"y \log a b + \sin x^2 y", r"y \log a b + \sin x^2 y"),
    (r"\log(x)^2 y + \log_2 n! + \sin^2 x", r"\log(x)^2 y + \log_2 n! + \sin^2 x"),
    (r"\log a \log b + \sin x \cos x", r"\log a \, \log b + \sin x \, \cos x"),
    (r"\log x \, y", r"\log x \, y"),
    (r"\exp{(x)} \log{x} y", r"\exp(x) \log{x} y"),
    (r"ylog(a) + (1-y)log(1-a)", r"y log(a) + (1 - y) log(1 - a)"),
    (r"x\ ln\mu", r"x ln \mu"),
    (r"\text{log} x + \mathrm{tr}(A) + \operatorname{softmax}(z)_i", r"\log x + \operatorname{tr}(A) + \operatorname{softmax}(z)_i"),
    (r"\max(0, x) + \max_k z_k", r"\max(0, x) + \max_k z_k"),
    (r"\arg\max_\theta f(\theta)", r"\operatorname{argmax}_{\theta} f(\theta)"),
    (r"\underset{x}{\operatorname{arg\,min}} f(x)", r"\operatorname{argmin}_x f(x)"),
    # Operators with limits.
    (r"\sum_{i=1}^N a_i b_i + c", r"\sum_{i = 1}^N a_i b_i + c"),
    (r"\sum\limits_{i\neq j}\prod_k -x_{ik}", r"\sum_{i \ne j} \prod_k -x_{ik}"),
    (r"\sum_{(i,j)\in S} x", r"\sum_{(i, j) \in S} x"),
    (r"\sum_{i,j=1}^n x", r"\sum_{i, j = 1}^n x"),
    (r"\sum_{\substack{i=1 \\ i \neq j}}^N x_i", r"\sum_{i = 1, i \ne j}^N x_i"),
    (r"\int_0^1 p(x) \log p(x) dx", r"\int_0^1 p(x) \log p(x) \, dx"),
    (r"\lim_{h \rightarrow 0} \frac{f(x+h)}{h}", r"\lim_{h \to 0} \frac{f(x + h)}{h}"),
    (r"\mathbb{E}_{x\sim p}\left[f(x)\right]", r"\mathbb{E}_{x \sim p}[f(x)]"),
    # Derivatives stay fractions, and operators stay factors.
    (r"\dfrac{\partial^2 L}{\partial w_i \partial w_j}", r"\frac{\partial^2 L}{\partial w_i \partial w_j}"),
    (r"\frac{d}{dx} x^2 \cdot y + z", r"\frac{d}{dx} x^2 \cdot y + z"),
    (r"\nabla_w J(w) + \partial_x f + \nabla^2 f + \dot x", r"\nabla_w J(w) + \partial_x f + \nabla^2 f + \dot{x}"),
    # Other constructs.
    (r"\sqrt x + \sqrt[3]{2} + \binom nk", r"\sqrt{x} + \sqrt[3]{2} + \binom{n}{k}"),
    (r"{a \over b} + {n \choose k}", r"\frac{a}{b} + \binom{n}{k}"),
    (r"\underbrace{a+b}_{\text{sum}} c", r"\underbrace{a + b}_{\mathrm{sum}} c"),
    (r"w_1x_1 + \dots + w_dx_d", r"w_1 x_1 + \dots + w_d x_d"),
    (r"(x_1, \ldots, x_n) + \{1, \ldots n\}", r"(x_1, \dots, x_n) + \{1, \dots, n\}"),
    (r"\mathbb{1}\{y=k\} + \mathbf 1[i = j]", r"\mathbb{1} \{y = k\} + \mathbf{1}[i = j]"),
    (r"\begin{bmatrix} a & b \\ c & \ddots \end{bmatrix}^{-1}", r"\begin{bmatrix} a & b \\ c & \dots \end{bmatrix}^{-1}"),
    (r"\begin{cases} 1 & \text{if } i=j \\ 0, & \text{otherwise.} \end{cases}", r"\begin{cases} 1 & \text{if } i = j \\ 0 & \text{otherwise. } \end{cases}"),
    (r"\left\{ \begin{array}{ll} x & x > 0 \\ 0 & x \le 0 \end{array} \right.", r"\begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}"),
    # Relations.
    (r"a = b \leq c < d \geqslant e", r"a = b \le c < d \ge e"),
    (r"a :=b \coloneqq c : = d \triangleq e", r"a := b := c := d := e"),
    (r"a \overset{(1)}{=} b \neq c \not\in d \not= e", r"a \overset{(1)}{=} b \ne c \notin d \ne e"),
    (r"w \leftarrow w - g", r"w \gets w - g"),
    (r"f : A \rightarrow B", r"f : A \to B"),
    (r"i = 1,\dots,N", r"i = 1, \dots, N"),
    (r"n != m &lt; k", r"n \ne m < k"),
    (r"\forall i \in S", r"\forall i \in S"),
    # What Markdown leaves behind.
    (r"w\_1 = a\\_b", r"w_1 = a_b"),
    (r"x \in \\{0, 1\\}", r"x \in \{0, 1\}"),
    (r"\\frac{a}{b} = \\sigma(z)", r"\frac{a}{b} = \sigma(z)"),
    # Layout.
    (r"\color{red}{a}\,b\!c\displaystyle\phantom{x} \textcolor{blue}{d}", "a b c d"),
]  # fmt: skip


@pytest.mark.parametrize("source, reading", READINGS, ids=[source for source, _ in READINGS])
def test_reading(source, reading):
    tree = parse_expression(source)
    assert show(tree) == reading
    assert not list(unread(tree))
    assert parse_expression(reading) == tree


def read(source):
    return parse_expression(source)


def test_a_bracket_after_a_name_is_not_decided():
    assert isinstance(read("a(1-a)"), Product)
    assert [type(factor) for factor in read("f(x)y").factors] == [Name, Bracket, Name]


def test_letters_written_together_stay_together():
    assert read("dz") == Run("dz")
    assert read("w_1x_1").factors == (
        Scripted(Name("w"), Number("1")),
        Scripted(Name("x"), Number("1")),
    )
    assert read("dw_i") == Scripted(Run("dw"), Name("i"))
    assert read("a y") == read("a  y") != read("ay")


def test_a_bare_function_is_known_at_the_end_of_letters():
    product = read("ylog(a)")
    assert product.factors[0] == Name("y")
    assert product.factors[1].function == Function("log", bare=True)
    assert isinstance(read("catalog(x)").factors[0], Run)
    assert read("x_{log}").sub == Run("log")


def test_operators_hold_the_rest_of_their_term():
    tree = read(r"a \sum_i b_i c_i \odot d + e")
    assert isinstance(tree, Sum)
    assert isinstance(tree.terms[0], Product)
    big = tree.terms[0].factors[1]
    assert isinstance(big, Big)
    assert isinstance(big.body, Operation)
    assert big.sub == Name("i")


def test_arguments_without_brackets_end_at_signs_and_spaces():
    assert isinstance(read(r"\log a b").argument, Product)
    assert isinstance(read(r"\log a \cdot b"), Product)
    assert isinstance(read(r"\log a \, b"), Product)
    assert read(r"\log(a) b").factors[0] == Applied(
        Function("log"), Bracket("(", Name("a"), ")"), "bracket"
    )


def test_bars_separate_from_loose_to_tight():
    body = read(r"p(x, z \mid y; \theta)").factors[1].body
    assert [mark.text for mark in body.separators] == [";"]
    assert [mark.text for mark in body.items[0].separators] == ["\\mid"]
    assert isinstance(body.items[0].items[0], Sequence)


def test_fractions_keep_what_a_derivative_needs():
    assert read(r"\frac{dz}{dw_i}") == Fraction(Run("dz"), Scripted(Run("dw"), Name("i")))


def test_braces_group_only_more_than_an_atom():
    assert isinstance(read(r"{\partial L}/{\partial w}").factors[0], Group)
    assert read("{x}_i") == read("x_i")


def test_chains_keep_their_signs():
    chain = read(r"0 < a \le 1")
    assert isinstance(chain, Chain)
    assert [sign.text for sign in chain.signs] == ["<", "\\le"]


@pytest.mark.parametrize(
    "source, name",
    [
        (r"\bm{x}_{1}", r"\mathbf{x}_1"),
        (r"\widehat y", r"\hat{y}"),
        (r"h_\theta", r"h_{\theta}"),
        (r"\text{RSS}", r"\mathrm{RSS}"),
        (r"\operatorname{RSS}", r"\mathrm{RSS}"),
        ("SSR", "SSR"),
        ("x + 1", None),
        ("f(x)", None),
    ],
)
def test_keys_are_canonical_names(source, name):
    assert key(read(source)) == name


def test_spans_are_offsets_in_the_source():
    source = r"a + \frac{b_1}{\hat c} \cdot 12"
    texts = {
        type(node).__name__: source[node.span.start : node.span.end] for node in walk(read(source))
    }
    assert texts["Fraction"] == r"\frac{b_1}{\hat c}"
    assert texts["Scripted"] == "b_1"
    assert texts["Accented"] == r"\hat c"
    assert texts["Product"] == r"\frac{b_1}{\hat c} \cdot 12"


NOT_READ = [
    (r"\foo{x}", "unknown-macro", r"\foo"),
    ("(a + b", "unbalanced", "("),
    ("1 - s(z)) = 1", "unbalanced", ")"),
    ("a + = b", "syntax", ""),
    ("a = ", "syntax", ""),
    (r"\frac{a}", "syntax", ""),
    ("x_i_j", "syntax", "_j"),
    ("x^(i)", "syntax", "(i)"),
    ("n!=6", "ambiguous-notation", "!="),
    (r"\sum_i", "syntax", ""),
    ("a ? b", "syntax", "?"),
    (r"\begin{bmatrix} a", "unbalanced", r"\begin{bmatrix}"),
    (r"(a \\ b)", "syntax", r"\\"),
    ("{" * 100 + "x" + "}" * 100, "too-large", None),
    ("-" * 100 + "x", "too-large", None),
    (r"\hat" * 100 + "x", "too-large", None),
    (r"\log" * 100 + "x", "too-large", None),
    (r"\sum_i " * 100 + "x", "too-large", None),
]


@pytest.mark.parametrize("source, code, found", NOT_READ, ids=[row[0][:20] for row in NOT_READ])
def test_what_is_not_read_stays_in_its_place(source, code, found):
    nodes = list(unread(read(source)))
    assert [node.code for node in nodes] == [code]
    assert isinstance(nodes[0], Unread)
    assert nodes[0].expected
    if found is not None:
        assert nodes[0].found == found
        assert source[nodes[0].span.start : nodes[0].span.end] == found
