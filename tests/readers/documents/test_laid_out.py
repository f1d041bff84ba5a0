"""Derivatives of matrices by matrices, laid out as one matrix by the convention that is shown."""

import pytest
from notes import checked, displayed, found


def matrix(rows):
    return r"\begin{bmatrix} " + r" \\ ".join(" & ".join(row) for row in rows) + r" \end{bmatrix}"


def named(letter, rows, columns):
    """All entries of a matrix, in their places."""
    return [[f"{letter}_{{{i}{j}}}" for j in range(1, columns + 1)] for i in range(1, rows + 1)]


def in_order(entries, order):
    rows = entries if order == "rows" else zip(*entries, strict=True)
    return [each for row in rows for each in row]


def derivatives(of, by, order, layout):
    """The matrix of all derivatives, written out."""
    across, down = in_order(of, order), in_order(by, order)
    rows = [[rf"\frac{{\partial {z}}}{{\partial {x}}}" for z in across] for x in down]
    return matrix(rows if layout == "denominator" else list(zip(*rows, strict=True)))


S, W, P = named("s", 2, 3), named("w", 2, 2), named("p", 2, 3)
GIVEN = [f"{name} = {matrix(m)}" for name, m in (("W", W), ("P", P), ("S", S))] + ["S = W P"]
S_BY_W = r"\frac{\partial S}{\partial W}"
E_BY_W = r"\frac{\partial E}{\partial W}"
E_BY_S = r"\frac{\partial E}{\partial S}"


def slopes(order):
    """The column of ∂E/∂s for all entries s of S."""
    return matrix([[rf"\frac{{\partial E}}{{\partial {s}}}"] for s in in_order(S, order)])


VALUES = [
    ["p_{11}", "p_{12}", "p_{13}", "0", "0", "0"],
    ["p_{21}", "p_{22}", "p_{23}", "0", "0", "0"],
    ["0", "0", "0", "p_{11}", "p_{12}", "p_{13}"],
    ["0", "0", "0", "p_{21}", "p_{22}", "p_{23}"],
]
"""∂S/∂W by rows, in denominator layout."""
BY_COLUMNS = [
    ["p_{11}", "0", "p_{12}", "0", "p_{13}", "0"],
    ["0", "p_{11}", "0", "p_{12}", "0", "p_{13}"],
    ["p_{21}", "0", "p_{22}", "0", "p_{23}", "0"],
    ["0", "p_{21}", "0", "p_{22}", "0", "p_{23}"],
]
TURNED = [list(each) for each in zip(*VALUES, strict=True)]
SLIPPED = [VALUES[1], *VALUES[1:]]


def verdict(claim, order="rows", layout="denominator", given=GIVEN):
    """What becomes of the last claim of a document that writes ∂S/∂W out by a convention."""
    shown = f"{S_BY_W} = {derivatives(S, W, order, layout)}"
    verdicts = found(displayed(*given, shown, claim))
    assert verdicts[len(given)] == "proved"
    return verdicts[-1]


CLAIMS = {
    "the values": (f"{S_BY_W} = {matrix(VALUES)}", "proved"),
    "a row of them wrong": (f"{S_BY_W} = {matrix(SLIPPED)}", "refuted"),
    "those of the other order": (f"{S_BY_W} = {matrix(BY_COLUMNS)}", "refuted"),
    "those of the other layout": (f"{S_BY_W} = {matrix(TURNED)}", "unread"),
    "the chain rule": (f"{E_BY_W} = {S_BY_W} {E_BY_S}", "proved"),
    "with a sign": (f"{E_BY_W} = - {S_BY_W} {E_BY_S}", "unknown"),
    "with a factor": (f"{E_BY_W} = 2 {S_BY_W} {E_BY_S}", "unknown"),
    "in the wrong order": (f"{E_BY_W} = {E_BY_S} {S_BY_W}", "unread"),
    "put back into shape": (f"{S_BY_W} {E_BY_S} = {E_BY_S} P^T", "proved"),
    "put back with a factor": (f"{S_BY_W} {E_BY_S} = 2 {E_BY_S} P^T", "unknown"),
    "a gradient as a column": (
        f"{E_BY_S} = {slopes('rows')}",
        "proved",
    ),
    "a gradient in the other order": (
        f"{E_BY_S} = {slopes('columns')}",
        "unknown",
    ),
    "a matrix as a column": (f"W = {matrix([[w] for w in in_order(W, 'rows')])}", "proved"),
}


@pytest.mark.parametrize(("claim", "expected"), CLAIMS.values(), ids=CLAIMS)
def test_by_rows_in_denominator_layout(claim, expected):
    assert verdict(claim) == expected


ELSEWHERE = {
    "by columns": ("columns", "denominator", BY_COLUMNS, "proved"),
    "by columns, written by rows": ("columns", "denominator", VALUES, "refuted"),
    "numerator layout": ("rows", "numerator", TURNED, "proved"),
    "numerator layout, not turned": ("rows", "numerator", VALUES, "unread"),
}


@pytest.mark.parametrize(
    ("order", "layout", "values", "expected"), ELSEWHERE.values(), ids=ELSEWHERE
)
def test_other_conventions(order, layout, values, expected):
    assert verdict(f"{S_BY_W} = {matrix(values)}", order, layout) == expected


def test_in_numerator_layout_the_chain_rule_goes_the_other_way():
    assert verdict(f"{E_BY_W} = {E_BY_S} {S_BY_W}", "columns", "numerator") == "proved"
    assert verdict(f"{E_BY_W} = {S_BY_W} {E_BY_S}", "columns", "numerator") == "unread"


def test_a_convention_that_is_not_shown_refutes_nothing():
    chain = f"{E_BY_W} = {S_BY_W} {E_BY_S}"
    claims = [chain, f"{S_BY_W} = {matrix(VALUES)}", f"{S_BY_W} = {matrix(SLIPPED)}"]
    *_, first, second, third = checked(displayed(*GIVEN, *claims))
    assert [each.verdict.status for each in (first, second, third)] == ["proved", *["unknown"] * 2]
    assert "proved as entries by rows, denominator layout" in second.verdict.reason
    assert any("entries by rows" in note for note in first.verdict.notes + first.step.notes)


def test_a_derivative_that_fits_no_layout_is_not_ill_formed():
    before = r"Let $X \in \mathbb{R}^{2 \times 3}$, $B \in \mathbb{R}^{3 \times 2}$ and $Z = X B$."
    claim = r"\frac{\partial Z}{\partial X} = B"
    assert found(displayed(claim, before=before))[-1] == "unread"


PRIMES = {
    "the slope of every entry": (
        r"G'(X) = \begin{bmatrix} G'(x_{11}) & G'(x_{12}) \end{bmatrix}",
        "proved",
    ),
    "in another order": (
        r"G'(X) = \begin{bmatrix} G'(x_{12}) & G'(x_{11}) \end{bmatrix}",
        "unknown",
    ),
}


@pytest.mark.parametrize(("claim", "expected"), PRIMES.values(), ids=PRIMES)
def test_primes_of_arrays_go_entry_by_entry(claim, expected):
    given = (r"X = \begin{bmatrix} x_{11} & x_{12} \end{bmatrix}", r"Y = G(X)")
    assert found(displayed(*given, claim))[-1] == expected


SIZES = {
    "rows of a matrix": (r"\mathbf{1}_{1,\text{rows}(P)} P = \mathbf{1}_{1,2} P", "proved"),
    "columns of a matrix": (
        r"P \mathbf{1}_{\text{cols}(P),1} = P \mathbf{1}_{\text{3},1}",
        "proved",
    ),
    "twice as much": (r"P \mathbf{1}_{\text{cols}(P),1} = 2 P \mathbf{1}_{3,1}", "refuted"),
}


@pytest.mark.parametrize(("claim", "expected"), SIZES.values(), ids=SIZES)
def test_ones_with_the_size_of_an_array(claim, expected):
    assert found(displayed(GIVEN[1], claim))[-1] == expected


def test_entries_set_equal_to_something_define_the_matrix():
    sums = r"\begin{bmatrix} p_{11} + p_{21} & p_{12} + p_{22} & p_{13} + p_{23} \end{bmatrix}"
    chain = (
        rf"\mathbf{{v}} = \begin{{bmatrix}} v_{{11}} & v_{{12}} & v_{{13}} \end{{bmatrix}} = {sums}"
    )
    claims = (r"\mathbf{v} = \mathbf{1}_{1,2} P", r"2 \mathbf{v} = \mathbf{1}_{1,2} P")
    verdicts = found(displayed(GIVEN[1], chain, *claims))
    assert verdicts == ["definition"] * 3 + ["proved", "refuted"]


TALL = r"\begin{bmatrix} z_{1,1} & z_{1,2} \\ z_{2,1} & z_{2,2} \\ z_{3,1} & z_{2,3} \end{bmatrix}"
SIZED = r"Let $\mathbf{x} \in \mathbb{R}^3$ and $Z = \mathbf{x} \mathbf{1}_{1,C}$."
SLIPS = {
    "an entry that the matrix does not have": (f"Z = {TALL}", "ill-formed"),
    "none": (f"Z = {TALL.replace('z_{2,3}', 'z_{3,2}')}", "definition"),
    "two entries exchanged": (
        f"Z = {TALL.replace('z_{2,3}', 'z_{2,2}').replace('& z_{2,2}', '& z_{3,2}', 1)}",
        "unknown",
    ),
}


@pytest.mark.parametrize(("row", "expected"), SLIPS.values(), ids=SLIPS)
def test_slips_in_a_matrix_written_out(row, expected):
    assert found(displayed(row, before=SIZED))[-1] == expected


SIZES_OF_LETTERS = {
    "sums of rows": (r"Z \mathbf{1}_{C,1} = 2 \mathbf{x}", "proved"),
    "as if there were three columns": (r"Z \mathbf{1}_{C,1} = 3 \mathbf{x}", "refuted"),
    "an entry out of range": (r"2 z_{2,3} = 2 x_2", "unknown"),
}


@pytest.mark.parametrize(("claim", "expected"), SIZES_OF_LETTERS.values(), ids=SIZES_OF_LETTERS)
def test_letters_of_sizes_are_those_of_the_matrix_written_out(claim, expected):
    last = checked(displayed(f"Z = {TALL.replace('z_{2,3}', 'z_{3,2}')}", claim, before=SIZED))[-1]
    assert last.verdict.status == expected
    told = "C is 2 here, for Z is written out"
    if expected == "unknown":
        told = "Z is written out as 3 × 2 and has no entry 2,3: that is read as a name of its own"
    assert told in last.step.notes
