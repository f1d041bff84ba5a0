"""Rules for vectors, matrices and sums, each row proved; and rows they must leave alone.

What a rule gives goes to the prover as anybody's claim would.  A near miss is the same claim with
one slip, which the prover must not let pass: so a row that proves anything would be seen.
"""

import pytest
from arrays.array_relations import context, expression

from derive.calculus.array_differentiation import array_rule
from derive.calculus.pullback import pullback
from derive.calculus.rules import RULES
from derive.calculus.summation import (
    alike,
    as_assumed,
    collapse,
    signed,
    split,
    take_out,
    with_same_names,
)
from derive.calculus.vectorising import Vectorising, matrix_of
from derive.model.arrays import identity
from derive.model.matching import is_index, matched
from derive.model.relation import Relation
from derive.model.term import call, derivative, indexed, substitute, symbol
from derive.proof import judge

HOLDS = ("proved", "conditional")
NAMES = "A, S: n n; B: n m; C: m n; X: N d; Y, P: N K; u, v, w: n; a, e: N; q: d; c: real"


def _rows(text):
    return [tuple(p.strip() for p in line.split("|")) for line in text.splitlines() if line.strip()]


def _proved(left, right, given):
    return judge(Relation(left, "=", right), given)


# quantity | variable | gradient or Jacobian in the end, with a slip
GRADIENTS = _rows("""
T(u)*w                | w | w
T(u)*A*w              | w | A*u
T(w)*A*w              | w | 2*A*w
T(w)*u                | w | w
c*T(u)*w              | w | u
norm(A*w - u)**2      | w | 2*A*(A*w - u)
norm(w)**2            | w | w
tr(A*S)               | S | A
tr(T(S)*A)            | S | T(A)
tr(S)                 | S | A
tr(B*C)               | B | C
tr(T(S)*S)            | S | S
T(u)*S*w              | S | w*T(u)
T(u)*exp(w)           | w | had(u, w)
T(u)*had(w, v)        | w | had(u, w)
T(u)*T(A)*w           | w | T(A)*u
""")
JACOBIANS = _rows("""
A*w                   | w | A
w                     | w | A
A*w + u               | w | A
A*w - w               | w | T(A)
-(A*w)                | w | A
c*A*w                 | w | T(A)
w/c                   | w | I(n)
exp(A*w)              | w | diag(exp(A*w))*A
tanh(A*w)             | w | T(A)
sigmoid(A*w)          | w | T(A)*diag(sigmoid(A*w))
T(A)*w                | w | T(A)
""")


@pytest.mark.parametrize("row", GRADIENTS + JACOBIANS, ids=" by ".join)
def test_a_rule_is_proved_and_a_slip_is_not(row):
    given = context(NAMES)
    e, v, slip = map(expression, row)
    found = array_rule(e, v, given)
    assert found is not None
    rules, line = found
    assert {*rules} <= {*RULES}
    line = substitute(line, {derivative(v, v): identity(symbol("n"))})
    verdict = _proved(derivative(e, v), line, given)
    assert verdict.status in HOLDS, (line, verdict.reason)
    assert _proved(derivative(e, v), slip, given).status not in HOLDS


# what no rule covers: a matrix by a vector, a product of moving columns, two places of ⊙
UNCOVERED = _rows("""
inv(A)                | A
T(u)*had(w, w)        | w
(T(u)*w)*w            | w
T(w)*w*w              | w
u/norm(w)             | w
""")


@pytest.mark.parametrize("row", UNCOVERED, ids=" by ".join)
def test_no_rule_is_better_than_a_wrong_one(row):
    given = context(NAMES)
    e, v = map(expression, row)
    found = array_rule(e, v, given)
    assert found is None or _proved(derivative(e, v), found[1], given).status in HOLDS


# u = … | variable | the gradient that comes through, G being ∂J/∂u
THROUGH = _rows("""
w                     | w | G
A*w                   | w | T(A)*G
A*w + u               | w | T(A)*G
-(A*w)                | w | -(T(A)*G)
A*w/c                 | w | T(A)*(G/c)
T(A)*w                | w | A*G
exp(w)                | w | had(G, exp(w))
had(u, w)             | w | had(G, u)
had(exp(A*w), v)      | w | T(A)*had(had(G, v), exp(A*w))
""")


@pytest.mark.parametrize("row", THROUGH, ids=" by ".join)
def test_a_gradient_comes_through(row):
    """⟨G, u⟩ has the gradient by v that G has after it came through u."""
    given = context(NAMES + "; G: n")
    node, v, expected = map(expression, row)
    found = pullback(node, v, symbol("G"), given)
    assert found is not None
    total = derivative(call("transpose", symbol("G")) * node, v)
    for gradient in (found[1], expected):
        assert _proved(total, gradient, given).status in HOLDS, gradient


@pytest.mark.parametrize("text", ["u", "A*u", "had(w, w)", "c*norm(w)*u", "inv(A)*w*norm(w)"])
def test_no_gradient_through_what_no_rule_covers(text):
    given = context(NAMES + "; G: n")
    assert pullback(expression(text), symbol("w"), symbol("G"), given) is None


# the entry at i, or the summand | the column, or the total
COLUMNS = _rows("""
a[i]                  | a
-a[i]                 | -a
a[i] - e[i]           | a - e
c*a[i]                | c*a
a[i]*e[i]             | had(a, e)
a[i]/c                | a/c
a[i]**2               | had(a, a)
exp(a[i])             | exp(a)
T(row(X, i))*q        | X*q
T(q)*row(X, i)        | X*q
sigmoid(T(q)*row(X, i)) - a[i] | sigmoid(X*q) - a
Y[i, k]               | column(Y, k)
""")


@pytest.mark.parametrize("row", COLUMNS, ids=" gives ".join)
def test_entries_become_a_column(row):
    given = context(NAMES + "; i: 1..N; k: 1..K")
    entry, column = map(expression, row)
    found = Vectorising(given, symbol("i"), symbol("N")).column(entry)
    assert found is column
    place = indexed(call("diagonal", call("diag", found)), symbol("i"))
    verdict = _proved(entry, place, given)
    assert verdict.status in HOLDS, verdict.reason
    assert _proved(entry, 2 * place, given).status not in HOLDS


TOTALS = _rows("""
a[i]*row(X, i)                     | T(X)*a
(a[i] - e[i])*row(X, i)            | T(X)*(a - e)
row(X, i)                          | T(X)*ones(N)
a[i]*row(X, i)*T(row(X, i))        | T(X)*diag(a)*X
row(X, i)*T(row(X, i))             | T(X)*X
a[i]                               | T(ones(N))*a
""")


@pytest.mark.parametrize("row", TOTALS, ids=" gives ".join)
def test_sums_become_products(row):
    given = context(NAMES)
    body, product = map(expression, row)
    found = Vectorising(given, symbol("i"), symbol("N")).total(body)
    assert found is product
    total = expression(f"Sum({row[0]}, i, 1, N)")
    assert _proved(total, found, given).status == "proved"
    assert _proved(total, found + found, given).status != "proved"


@pytest.mark.parametrize(
    "text", ["row(X, j)*a[i]", "row(Y, i)*a[j] + row(Y, i)", "gamma(i)", "u[i]"]
)
def test_no_array_is_guessed(text):
    given = context(NAMES + "; j: 1..N")
    found = Vectorising(given, symbol("i"), symbol("N")).column(expression(text))
    assert found is None


MATRICES = _rows("""
Y[i, k]               | Y
P[i, k] - Y[i, k]     | P - Y
c*P[i, k]*Y[i, k]     | c*had(P, Y)
exp(P[i, k])/c        | exp(P)/c
""")


@pytest.mark.parametrize("row", MATRICES, ids=" gives ".join)
def test_entries_become_a_matrix(row):
    given = context(NAMES + "; i: 1..N; k: 1..K")
    entry, matrix = map(expression, row)
    assert matrix_of(entry, symbol("i"), symbol("k"), given) is matrix
    assert matrix_of(entry, symbol("k"), symbol("i"), given) is None


FAMILIES = "i, j: 1..N; f[1..N], g[1..N]: real; c: real"
MOVES = {
    "collapse": collapse,
    "split": split,
    "take out": take_out,
    "signed": signed,
    "same names": with_same_names,
}
# move | from | to
SUMS = _rows("""
collapse   | Sum(delta(k, j)*f[k], k, 1, N)            | f[j]
collapse   | Sum(delta(j, k)*f[k]*g[k], k, 1, N)       | f[j]*g[j]
collapse   | Sum(delta(i, j)*f[k], k, 1, N)            | delta(i, j)*Sum(f[k], k, 1, N)
split      | Sum(delta(k, j)*f[k] + g[k], k, 1, N)     | Sum(delta(k, j)*f[k], k, 1, N) + Sum(g[k], k, 1, N)
split      | Sum(delta(k, j)*f[k] - g[k], k, 1, N)     | Sum(delta(k, j)*f[k], k, 1, N) - Sum(g[k], k, 1, N)
take out   | Sum(c*f[k], k, 1, N)                      | c*Sum(f[k], k, 1, N)
take out   | Sum(f[k]/c, k, 1, N)                      | Sum(f[k], k, 1, N)/c
signed     | -Sum((f[k] - g[k])*c, k, 1, N)            | Sum((g[k] - f[k])*c, k, 1, N)
same names | Sum(f[k], k, 1, N) + c*Sum(f[i], i, 1, N) | Sum(f[k], k, 1, N) + c*Sum(f[k], k, 1, N)
""")
# move | left as it is
STILL = _rows("""
collapse   | Sum(delta(k, k)*f[k], k, 1, N)
collapse   | Sum((delta(k, j) + 1)*f[k], k, 1, N)
split      | Sum(f[k] + g[k], k, 1, N)
take out   | Sum(f[k]*g[k], k, 1, N)
signed     | Sum(f[k] - g[k], k, 1, N)
same names | Sum(f[k], k, 1, N) + Sum(f[i], i, 2, N)
""")


@pytest.mark.parametrize("row", SUMS, ids=" ".join)
def test_a_move_on_sums(row):
    given = context(FAMILIES)
    before, after = map(expression, row[1:])
    assert MOVES[row[0]](before) is after
    assert _proved(before, after, given).status in HOLDS
    assert _proved(before, after + symbol("c"), given).status not in HOLDS


@pytest.mark.parametrize("row", STILL, ids=" ".join)
def test_a_move_that_does_not_apply(row):
    term = expression(row[1])
    assert MOVES[row[0]](term) is term


def test_a_sum_that_is_assumed_for_every_row():
    given = context(
        "n: 1..N; i: 1..N; Y[1..N, 1..K]: real",
        assuming="Sum(Y[n, k], k, 1, K) = 1",
    )
    assert as_assumed(expression("Sum(Y[i, m], m, 1, K)"), given) is expression("1")
    other = expression("Sum(Y[m, i], m, 1, K)")
    assert as_assumed(other, given) is other


def test_a_number_in_an_assumption_stands_for_itself():
    given = context("f[1..N]: real; c: real; e: real", assuming="Sum(c*f[k], k, 1, N) = 1")
    other = expression("Sum(e*f[k], k, 1, N)")
    assert as_assumed(other, given) is other


def test_sums_alike_up_to_their_index():
    one, other = expression("Sum(f[k], k, 1, N)"), expression("Sum(f[i], i, 1, N)")
    assert alike(one, other)
    assert not alike(one, expression("Sum(g[i], i, 1, N)"))
    assert not alike(one, expression("Sum(f[i], i, 2, N)"))


def test_matching_binds_each_index_once():
    given = context("i: 1..N; f[1..N], g[1..N]: real")

    def free(each):
        return is_index(each, given)

    pattern = expression("f[i]*g[i]")
    assert matched(pattern, expression("f[k]*g[k]"), free) == {symbol("i"): symbol("k")}
    assert matched(pattern, expression("f[i]*g[k]"), free) is None
    assert matched(pattern, expression("g[k]*f[k]"), free) is None
