"""Claims that hold, each beside near misses that don't."""

import pytest
from notation import context, relation

from derive.proof import judge

# proved | near miss | domains | assumptions | definitions
CASES = """
sin(x + pi/2) = cos(x)              | sin(x + pi/2) = -cos(x)
sin(2*x) = 2*sin(x)*cos(x)          | sin(2*x) = sin(x)*cos(x)
cos(x + y) = cos(x)*cos(y) - sin(x)*sin(y) | cos(x + y) = cos(x)*cos(y) + sin(x)*sin(y)
sinh(asinh(x)) = x                  | cosh(asinh(x)) = x
cosh(x)**2 - sinh(x)**2 = 1         | cosh(x)**2 + sinh(x)**2 = 1
tanh(x) = 2*sigmoid(2*x) - 1        | tanh(x) = 2*sigmoid(x) - 1
sigmoid(-x) = 1 - sigmoid(x)        | sigmoid(-x) = sigmoid(x) - 1
logit(a) = 2*atanh(2*a - 1)         | logit(a) = atanh(2*a - 1)     | a: unit
sigmoid(logit(a)) = a               | logit(sigmoid(a)) = 1 - a     | a: unit
softplus(x) - softplus(-x) = x      | softplus(x) + softplus(-x) = x
abs(x)*abs(y) = abs(x*y)            | abs(x) + abs(y) = abs(x + y)
abs(x + y) <= abs(x) + abs(y)       | abs(x + y) < abs(x) + abs(y)
max(x, y, z) = max(max(z, y), x)    | max(x, y, z) = max(x, y)
max(x, y) + min(x, y) = x + y       | max(x, y) - min(x, y) = x - y
max(x, y) >= x                      | max(x, y) > x
cases((x, 'x > 0'), -x) = abs(x)    | cases((x, 'x > 1'), -x) = abs(x)
y*(1 - y) = 0                       | y*(1 + y) = 0                 | y: bin
y**3 = y                            | y**2 = y                      | y: {-1¦0¦1}
a**y*(1 - a)**(1 - y) = a*y + (1 - a)*(1 - y) | a**y*(1 - a)**(1 - y) = a*y | a: unit, y: bin
D(x**n, x) = n*x**(n - 1)           | D(x**n, x) = n*x**n           | n: posint
D(f(x)*g(x), x) = D(f(x), x)*g(x) + f(x)*D(g(x), x) | D(f(x)*g(x), x) = D(f(x), x)*D(g(x), x)
D(erf(x), x) = 2/sqrt(pi)*exp(-x**2) | D(erf(x), x) = 2/sqrt(pi)*exp(x**2)
D(swish(x), x) = swish(x) + sigmoid(x)*(1 - swish(x)) | D(swish(x), x) = sigmoid(x)*(1 - swish(x))
D(sigmoid(x), x, x) = sigmoid(x)*(1 - sigmoid(x))*(1 - 2*sigmoid(x)) | D(sigmoid(x), x, x) = sigmoid(x)*(1 - sigmoid(x))
D(atan(x), x) = 1/(1 + x**2)        | D(atan(x), x) = 1/(1 - x**2)
D(x**x, x) = x**x*(log(x) + 1)      | D(x**x, x) = x*x**(x - 1)     | x: pos
D(L, a) = 2*a                       | D(L, a) = a                   | | | a := x**2; L := a**2
D(L, a, a) = 2                      | D(L, a, a) = 2*a              | | | a := x**2; L := a**2
D(L, x) = D(L, a)*D(a, x)           | D(L, x) = D(L, a)             | | | a := x**2; L := a**2
D(L, a) = -y/a + (1 - y)/(1 - a)    | D(L, a) = y/a + (1 - y)/(1 - a) | y: bin | | g(t) := 1/(1 + exp(-t)); a := g(z); L := -(y*log(a) + (1 - y)*log(1 - a))
D(L, z) = a - y                     | D(L, z) = y - a               | y: bin | | a := sigmoid(z); L := -(y*log(a) + (1 - y)*log(1 - a))
D(z, w[i]) = x[i]                   | D(z, w[i]) = x[1]             | w[1..2]: real, x[1..2]: real, i: 1..2 | | z := w[1]*x[1] + w[2]*x[2] + b
D(L, w[i]) = (a - y)*x[i]           | D(L, w[i]) = (a - y)*x[2]     | y: bin, w[1..2]: real, x[1..2]: real, i: 1..2 | | z := w[1]*x[1] + w[2]*x[2] + b; a := sigmoid(z); L := -(y*log(a) + (1 - y)*log(1 - a))
D(w[1]*w[2], w[1]) = w[2]           | D(w[1]*w[2], w[i]) = w[2]     | w[1..2]: real, i: 1..2
1/a - 1 = exp(-z)                   | 1/a + 1 = exp(-z)             | | | a := sigmoid(z)
a < 1                               | a < 1/2                       | | | a := sigmoid(z)
x**2 = 1 - y**2                     | x**2 = 1 + y**2               | | x**2 + y**2 = 1
x*y = 1                             | x*y = 2                       | | y = 1/x
sqrt((x - y)**2) = x - y            | sqrt((x - y)**2) = y - x      | | x >= y
factorial(n + 1) = (n + 1)*factorial(n) | factorial(n + 1) = n*factorial(n) | n: nat
(-1)**(n + 1) = -(-1)**n            | (-1)**(n + 2) = -(-1)**n      | n: int
2**(n + 1) = 2*2**n                 | 2**(n + 1) = 2**n + 2         | n: int
gamma(1/2) = sqrt(pi)               | gamma(1/2) = pi
sqrt(5 + 2*sqrt(6)) = sqrt(2) + sqrt(3) | sqrt(5 + 2*sqrt(6)) = sqrt(2) + sqrt(5)
cos(pi/7)*cos(2*pi/7)*cos(3*pi/7) = 1/8 | cos(pi/7)*cos(2*pi/7)*cos(3*pi/7) = 1/7
4*atan(1/5) - atan(1/239) = pi/4    | 4*atan(1/5) - atan(1/238) = pi/4
0 < sigmoid(x)                      | 0 < sigmoid(x) - 1/2
(x - y)**2 + 1 > 0                  | (x - y)**2 > 0
x**2 + x*y + y**2 >= 0              | x**2 + 3*x*y + y**2 >= 0
a*(1 - a) <= 1/4                    | a*(1 - a) < 1/4               | a: unit
x + 1/x >= 2                        | x + 1/x > 2                   | x: pos
D(sigmoid(x), x) <= 1/4             | D(sigmoid(x), x) < 1/4
softplus(x) > x                     | softplus(x) > x + 1
sqrt(x**2 + 1) > abs(x)             | sqrt(x**2 + 1) > abs(x) + 1
x != x + 1                          | x != y
exp(x) >= 1 + x                     | exp(x) > 1 + x
exp(x) > x                          | exp(x) > 2*x + 1
exp(x) >= E*x                       | exp(x) >= 3*x
log(x) <= x - 1                     | log(x) < x - 1                | x: pos
log(x) < x                          | log(x) < x/3                  | x: pos
x*log(x) >= x - 1                   | x*log(x) >= x                 | x: pos
sin(x) <= x                         | sin(x) < x                    | x: nonneg
sin(x) >= x - x**3/6                | sin(x) >= x - x**3/7          | x: nonneg
cos(x) >= 1 - x**2/2                | cos(x) >= 1 - x**2/3
cosh(x) >= 1 + x**2/2               | cosh(x) >= 1 + x**2
exp(x) >= 1 + x + x**2/2            | exp(x) >= 1 + x + x**2        | x: nonneg
tan(x) >= x                         | tan(x) > x                    | x: [0¦1]
log(1 + x) >= x - x**2/2            | log(1 + x) >= x - x**2/3      | x: nonneg
a*log(a) + (1 - a)*log(1 - a) >= -log(2) | a*log(a) + (1 - a)*log(1 - a) >= 1/100 - log(2) | a: unit
(1 + x)**n >= 1 + n*x               | (1 + x)**n > 1 + n*x          | x: nonneg, n: posint
acosh(cosh(x)) = abs(x)             | acosh(cosh(x)) = x
tanh(abs(x)) = abs(tanh(x))         | tanh(abs(x)) = tanh(x)
Sum(x[i], i, 1, N) = Sum(x[i], i, 1, M) + Sum(x[i], i, M + 1, N) | Sum(x[i], i, 1, N) = Sum(x[i], i, 1, M) + Sum(x[i], i, M, N) | N: posint, M: posint | M <= N
Sum(x[i], i, 1, N + 1) = Sum(x[i], i, 1, N) + x[N + 1] | Sum(x[i], i, 1, N + 1) = Sum(x[i], i, 1, N) + x[N] | N: nat
Sum(1, i, 1, N) = N                 | Sum(1, i, 1, N) = N + 1       | N: nat
Sum(i**3, i, 1, N) = Sum(i, i, 1, N)**2 | Sum(i**3, i, 1, N) = Sum(i, i, 1, N)**3 | N: posint
Sum(i*x[i], i, 1, N) = Sum(x[k]*k, k, 1, N) | Sum(i*x[i], i, 1, N) = Sum(i, i, 1, N)*Sum(x[i], i, 1, N) | N: posint
Sum(y[k], k, 1, K)*z = z            | Sum(y[k], k, 1, K)*z = y[1]   | K: posint, y[1..K]: real | Sum(y[k], k, 1, K) = 1
D(Sum(x[i]**2, i, 1, N), x[j]) = 2*x[j] | D(Sum(x[i]**2, i, 1, N), x[j]) = 2*x[i] | N: posint, x[1..N]: real, j: 1..N, i: 1..N
delta(i, j)*x[i] = delta(i, j)*x[j] | delta(i, j)*x[i] = x[j]       | N: posint, x[1..N]: real, i: 1..N, j: 1..N
log(Product(p[i], i, 1, N)) = Sum(log(p[i]), i, 1, N) | log(Product(p[i], i, 1, N)) = Sum(p[i], i, 1, N) | N: posint, p[1..N]: pos
"""

ROWS = [
    [*(p.strip().replace("¦", "|") for p in line.split("|")), "", "", ""]
    for line in CASES.splitlines()
    if line.strip()
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:60])
def test_it_holds(row):
    verdict = judge(relation(row[0]), context(*row[2:5]))
    assert verdict.status == "proved", (verdict.reason, verdict.conditions)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1][:60])
def test_the_near_miss_does_not(row):
    verdict = judge(relation(row[1]), context(*row[2:5]))
    assert verdict.status == "refuted", (verdict.status, verdict.reason)
