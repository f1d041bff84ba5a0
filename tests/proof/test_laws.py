"""Every law of the normal form: used where its condition holds, refused where it doesn't.

Each row has a law, a claim that rests on it, and the same claim outside the law's condition, which
must not be proved there.
"""

import re
from pathlib import Path

import pytest
from notation import context, relation

import derive.proof
from derive.proof import judge

# law | inside, domains | outside, domains
CASES = """
e^(u + v) = e^u e^v            | exp(x + y) = exp(x)*exp(y) |          | exp(x*y) = exp(x)*exp(y) |
e^(q log f) = f^q              | exp(2*log(x)) = x**2 | x: pos         | exp(2*log(x)) = x**2 |
log e^u = u                    | log(exp(x)*exp(y)) = x + y |          | log(exp(x) + exp(y)) = x + y |
log|uv| = log|u| + log|v|      | log(x*y) = log(x) + log(y) | x: pos, y: pos | log(x*y) = log(x) + log(y) | x: neg, y: neg
log is increasing              | softplus(x) > x |                     | softplus(x) > 1 |
log Π u = Σ log u              | log(Product(p[i], i, 1, N)) = Sum(log(p[i]), i, 1, N) | p[1..N]: pos, N: posint | log(Product(p[i], i, 1, N)) = Sum(log(p[i]), i, 1, N) | p[1..N]: real, N: posint
u^x = e^(x log u)              | x**y = exp(y*log(x)) | x: pos         | x**y = exp(y*log(x)) | x: nonneg, y: pos
u^(n + m) = u^n u^m            | x**(n + 1) = x*x**n | n: nat          | x**(n - 1) = x**n/x | n: posint
(√f)² = f                      | sqrt(x)*sqrt(x) = x | x: nonneg       | sqrt(x)*sqrt(x) = x |
|uv|^r = |u|^r |v|^r           | sqrt(x*y) = sqrt(x)*sqrt(y) | x: pos, y: pos | sqrt(x*y) = sqrt(x)*sqrt(y) | x: neg, y: neg
|u|² = u²                      | abs(x)**2 = x**2 |                    | abs(x)**3 = x**3 |
u > 0 or u < 0 by |u|/u, as u ≠ 0 | cases((x, 'x > 0'), (0, 'x < 0')) = max(0, x) | x: nonzero | cases((1, 'x > 0'), 0) = (abs(x)/x + 1)/2 |
sign u = |u|/u                 | sign(x)*x = abs(x) | x: nonzero       | sign(x) = abs(x)/x |
(a + b√f)(a − b√f) = a² − b² f | log(sqrt(x**2 + 1) - x) = -log(sqrt(x**2 + 1) + x) | | log(sqrt(x**2 - 1) - x) = -log(sqrt(x**2 - 1) + x) |
addition theorems of cos and sin | cos(x + y) + sin(x)*sin(y) = cos(x)*cos(y) | | cos(x + y) = cos(x) + cos(y) |
multiple angles of cos and sin | cos(2*x) = 2*cos(x)**2 - 1 |          | cos(2*x) = 2*cos(x) |
acos cos u = u for 0 ≤ u ≤ π   | acos(cos(x)) = x | x: unit            | acos(cos(x)) = x | x: sym
asin sin u = u for |u| ≤ π/2   | asin(sin(x)) = x | x: sym             | asin(sin(x)) = x | x: (0|4)
atan tan u = u for |u| < π/2   | atan(tan(x)) = x | x: sym             | atan(tan(x)) = x | x: (0|4)
sin asin v = v                 | sin(asin(x)) = x | x: sym             | sin(asin(x)) = x |
tan atan v = v                 | tan(atan(x)) = x |                    | tan(atan(x)) = atan(tan(x)) |
angles that add up to a whole turn | 4*atan(1/5) - atan(1/239) = pi/4 | | 4*atan(1/5) - atan(1/239) = pi/4 + 2*pi |
root bound                     | sqrt(3 + 2*sqrt(2)) = 1 + sqrt(2) |   | sqrt(3 + 2*sqrt(2)) = 1 + sqrt(2) + 1/10**40 |
Γ(u + 1) = u Γ(u)              | gamma(x + 1) = x*gamma(x) | x: pos    | gamma(x + 1) = x*gamma(x) |
Σ k^p in closed form           | Sum(i, i, 1, N) = N*(N + 1)/2 | N: nat | Sum(i, i, 1, N) = N*(N + 1)/2 | N: int
Σ δ(k, j) f(k) = f(j)          | Sum(delta(k, j)*x[k], k, 1, N) = x[j] | N: posint, j: 1..N, x[1..N]: real | Sum(delta(k, j)*f(k), k, 1, N) = f(j) | N: posint, j: int
f(k) δ_jk = f(j) δ_jk          | delta(j, k)*(x[j] - x[k]) = 0 | N: posint, j: 1..N, k: 1..N, x[1..N]: real | delta(j, k)*(x[j] + x[k]) = 0 | N: posint, j: 1..N, k: 1..N, x[1..N]: real
geometric sum                  | Sum(2**i, i, 1, N) = 2**(N + 1) - 2 | N: nat | Sum(2**i, i, 1, N) = 2**(N + 1) - 2 | N: int
last terms of a sum            | Sum(x[i], i, 1, N + 1) = Sum(x[i], i, 1, N) + x[N + 1] | N: nat | Sum(x[i], i, 1, N + 1) = Sum(x[i], i, 1, N) + x[N + 1] | N: int
a sum over a range split in two | Sum(x[i], i, 1, N) = x[1] + Sum(x[i], i, 2, N) | N: posint | Sum(x[i], i, 1, N) = Sum(x[i], i, 1, M) + Sum(x[i], i, M + 1, N) | N: posint, M: posint
telescoping                    | Sum(x[i + 1], i, 1, N) - Sum(x[i], i, 1, N) = x[N + 1] - x[1] | N: nat | Sum(x[i + 1], i, 1, N) - Sum(x[i], i, 1, N) = x[N + 1] - x[1] | N: int
order of summation             | Sum(Sum(f(i, k), k, 1, M), i, 1, N) = Sum(Sum(f(i, k), i, 1, N), k, 1, M) | N: posint, M: posint | Sum(Sum(f(i, k), k, 1, i), i, 1, N) = Sum(Sum(f(i, k), i, 1, N), k, 1, N) | N: posint
"""

ROWS = [
    [p.strip() for p in re.split(r"\s\|(?=\s|$)", line)]
    for line in CASES.splitlines()
    if line.strip()
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_inside_its_condition(row):
    verdict = judge(relation(row[1]), context(row[2]))
    assert verdict.status == "proved", (verdict.status, verdict.reason, verdict.conditions)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_outside_its_condition(row):
    assert judge(relation(row[3]), context(row[4])).status != "proved"


def test_every_law_has_a_row():
    named = set()
    for file in Path(derive.proof.__file__).parent.glob("*.py"):
        named |= set(re.findall(r'laws\.setdefault\(\s*"([^"]+)"', file.read_text()))
    assert named <= {row[0] for row in ROWS}
