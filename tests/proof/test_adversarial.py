"""Attempts to make the judge lie: hidden zeros, branch points, empty domains, near misses."""

import pytest
from notation import context, relation

from derive.proof import judge

# relation | status | remaining conditions | domains | assumptions | definitions
CASES = """
cases((1, 'x > 0'), (2, 'x < 0')) = cases((1, 'x > 0'), (2, 'x < 0')) | conditional | x != 0
cases((1, 'x > 0'), (2, 'x < 0')) = cases((1, 'x > 0'), (3, 'x < 0')) | refuted
cases((1, 'x > 0'), (0, 'x < 0')) = cases((x/x, 'x > 0'), (0, 'x < 0')) | conditional | x != 0
cases((1, 'x > 0'), (0, 'x < 0')) = cases((x, 'x > 0'), (0, 'x < 0')) | refuted
D(max(0, x), x) = cases((1, 'x > 0'), (0, 'x < 0')) | conditional | x != 0
2*cases((1, 'x > 0'), (0, 'x < 0'))*1 = 2*cases((1, 'x > 0'), (0, 'x < 0')) | conditional | x != 0
cases((x*0, 'x < 3'), log(0)) = 0        | conditional | x < 3
cases((log(0), 'x > 0'), 1) = 1          | ill-formed  | | x: pos
cases((log(0), 'x > 0'), 1) = 1          | conditional | x <= 0
Sum(1/(i - 3), i, 1, n) = Sum(1/(i - 3), i, 1, n) | conditional | n < 3 | n: posint
log(x) <= x - 1                          | conditional | x > 0
log(x) <= x - 11/10                      | refuted
exp(x) >= 1 + x + x**2/2                 | refuted
sinh(x) >= x                             | refuted
x**3 >= 3*x - 2                          | refuted
x**3 >= 3*x - 2                          | proved      | | x: gt-2
abs(x) >= 2*x**2                         | refuted
sqrt(x) >= x                             | refuted     | | x: nonneg
Sum(1/(i - 3), i, 1, n) = Sum(1/(i - 3), i, 1, n) | ill-formed  | | n: posint | n > 5
Sum(1/(i - 3), i, 4, n) = Sum(1/(i - 3), i, 4, n) | proved      | | n: int
Sum(1/(2*i - 5), i, 1, n) = Sum(1/(2*i - 5), i, 1, n) | proved  | | n: posint
Sum(1/(m - i), i, 1, n) = Sum(1/(m - i), i, 1, n) | conditional | n - m < 0 | n: posint, m: posint
Sum(1/(n - i), i, 1, n) = Sum(1/(n - i), i, 1, n) | ill-formed  | | n: posint
Sum(log(x + i), i, 1, n) = Sum(log(x + i), i, 1, n) | conditional | x > -1 | n: posint
Sum(log(x - i), i, 1, n) = Sum(log(x - i), i, 1, n) | conditional | x - n > 0 | n: posint
1/(2*n - 1) = 1/(2*n - 1)                | proved      | | n: int
1/(2*n - 1) = 1/(2*n - 1)                | conditional | n != 1/2
1/(2*n - 4*m + 1) = 1/(2*n - 4*m + 1)    | proved      | | n: int, m: int
1/(2*n - 4*m + 2) = 1/(2*n - 4*m + 2)    | conditional | 2*n - 4*m + 2 != 0 | n: int, m: int
tan(x)*cos(x) = sin(x)                   | proved      | | x: sym
x/x = 1                                  | proved      | | | x**2 > 1
x/x = 1                                  | conditional | x != 0 | | x**2 > x - 1
x/x = 1                                  | proved      | | | abs(x) > 1
x/x = 1                                  | conditional | x != 0 | | abs(x) > -1
x/x = 1                                  | proved      | | | exp(x) > 1
x/x = 1                                  | conditional | x != 0 | | exp(x) > 1/2
x/x = 1                                  | proved      | | | sqrt(x) > 1
x/x = 1                                  | conditional | x != 0 | | sqrt(x) > -1
sqrt(x)**2 = x                           | proved      | | | log(x) = y
x = 1                                    | ill-formed  | | | sqrt(-1 - x**2) = 1
x**y = x**y                              | proved      | | x: nonneg, y: pos
x**y = x**y                              | conditional | x >= 0 | y: pos
x**y*x**z = x**(y + z)                   | proved      | | x: nonneg, y: pos, z: pos
x**y*x**z = x**(y + z)                   | conditional | x > 0 | x: nonneg, y: pos, z: nonneg
0**n = 0**n                              | proved      | | n: nat
0**n = 0**n                              | conditional | n >= 0 | n: int
0**n = 0                                 | refuted     | | n: nat
0**n = 0                                 | proved      | | n: posint
exp(-10**6) = 0                          | refuted
exp(10**6) = exp(10**6) + exp(999999)    | refuted
exp(-10**9) > 0                          | proved
cases((log(x), 'x > 1'), 0) = cases((log(x), 'x > 1'), 0) | proved
cases((log(x), 'x > -1'), 0) = cases((log(x), 'x > -1'), 0) | unknown
cases((log(0), 'x < 0')) = cases((log(0), 'x < 0')) | ill-formed
Sum(1, i, 1/3, 2/3) = 1                  | ill-formed
delta(sqrt(2), 2) = 0                    | proved
delta(sqrt(2), 2) = 1                    | refuted
x/x = 1                                  | conditional | x != 0
x/x = 1                                  | proved      | | x: pos
x/x = 2                                  | refuted
0/x = 0                                  | conditional | x != 0
1/(1/x) = x                              | conditional | x != 0
1/(1 + 1/x) = x/(x + 1)                  | conditional | x != 0, x != -1
(x**2 - 1)/(x - 1) = x + 1               | conditional | x != 1
(x**2 - y**2)/(x - y) = x + y            | conditional | x - y != 0
(x**3 - 1)/(x**2 + x + 1) = x - 1        | proved
0*log(x) = 0                             | conditional | x > 0
0*log(0) = 0                             | ill-formed
1/(x - x) = 1/(x - x)                    | ill-formed
(x - x)/(x - x) = 1                      | ill-formed
1/(sin(x)**2 + cos(x)**2 - 1) = 0        | ill-formed
1/(exp(x)*exp(-x) - 1) = 5               | ill-formed
1/(sqrt(x)**2 - x) = 1                   | ill-formed
log(-exp(x)) = x                         | ill-formed
log(x) + log(-x) = 0                     | ill-formed
sqrt(-1 - x**2) = x                      | ill-formed
asin(2) = x                              | ill-formed
tan(pi/2) = 0                            | ill-formed
log(x, y) = 1                            | ill-formed
sqrt(x) + sqrt(-x) = 1                   | refuted
x**0 = 1                                 | proved
0**0 = 1                                 | proved
0**x = 0                                 | conditional | x > 0
x**y*x**z = x**(y + z)                   | conditional | x > 0
x**y = exp(y*log(x))                     | conditional | x > 0
(x**y)**z = x**(y*z)                     | conditional | x > 0
log(x**y) = y*log(x)                     | conditional | x > 0
exp(x)**y = exp(x*y)                     | proved
(x**2)**(1/2) = x                        | refuted
(x**2)**(1/2) = abs(x)                   | proved
(x**3)**(1/3) = x                        | conditional | x >= 0
x**(1/3)*x**(2/3) = x                    | conditional | x >= 0
x**(-1/2) = 1/sqrt(x)                    | conditional | x > 0
sqrt(x**2) = x                           | refuted
sqrt(x**2) = x                           | proved      | | x: nonneg
sqrt(x**2) = abs(x)                      | proved
sqrt(x*y) = sqrt(x)*sqrt(y)              | conditional | x >= 0, y >= 0
sqrt((x - 1)**2) = x - 1                 | proved      | | | x >= 1
sqrt((x - 1)**2) = 1 - x                 | refuted     | | | x >= 1
log(x**2) = 2*log(x)                     | conditional | x > 0
log(x**2) = 2*log(abs(x))                | conditional | x != 0
log(exp(x)) = x                          | proved
exp(log(x)) = x                          | conditional | x > 0
log(x*y) = log(x) + log(y)               | conditional | x > 0, y > 0
log(x**2 - 1) = log(x - 1) + log(x + 1)  | conditional | x > 1
log((x - 1)*(x - 2)) = log(x - 1) + log(x - 2)   | conditional | x > 2
log((x - 1)/(x - 2)) = log(1 - x) - log(2 - x)   | conditional | x < 1
atan(tan(x)) = x                         | refuted
tan(atan(x)) = x                         | proved
asin(sin(x)) = x                         | refuted
asin(sin(x)) = x                         | proved      | | x: sym
acos(cos(x)) = x                         | refuted     | | x: sym
acos(x) + asin(x) = pi/2                 | conditional | x <= 1, x >= -1
sin(asin(x)) = x                         | conditional | x <= 1, x >= -1
atan(x) + atan(1/x) = pi/2               | refuted
atan(x) + atan(1/x) = -pi/2              | proved      | | x: neg
atan(x) + atan(y) = atan((x + y)/(1 - x*y))      | refuted
cosh(acosh(x)) = x                       | conditional | x >= 1
acosh(cosh(x)) = x                       | refuted
tanh(atanh(x)) = x                       | conditional | x < 1, x > -1
tan(x)**2 + 1 = 1/cos(x)**2              | conditional | cos(x) != 0
exp(x) = exp(x) + 1/10**30               | refuted
x + 1/10**30 = x                         | refuted
tanh(40) = 1                             | refuted
exp(pi*sqrt(163)) = 262537412640768744   | refuted
sin(10**20)**2 + cos(10**20)**2 = 1      | proved
sin(10**20) = 0                          | refuted
sign(x)**2 = 1                           | refuted
sign(x)**2 = 1                           | proved      | | x: nonzero
x/abs(x) = sign(x)                       | conditional | x != 0
cases((1/x, 'x != 0'), 0) = 1/x          | conditional | x != 0
cases((x/x, 'x != 0'), 1) = 1            | proved
cases((1, 'x > 0'), (2, 'x < 0')) = 1    | refuted
cases((1, 'x > 0')) = 1                  | conditional | x > 0
cases((x, 'x > 100'), x + 1) = x + 1     | refuted
y**2 = y                                 | proved      | | y: bin
y**2 = y                                 | refuted
1/(y*(1 - y)) = 5                        | ill-formed  | | y: bin
1/y = y                                  | conditional | y != 0 | y: bin
y**2 = 1                                 | refuted     | | y: {-1|0|1}
D(abs(x), x) = 1                         | refuted
D(abs(x), x) = sign(x)                   | conditional | x != 0
D(abs(x), x) = 1                         | conditional | x != 0 | x: nonneg
D(sqrt(x), x) = 1/(2*sqrt(x))            | conditional | x > 0
D(sqrt(x)**2, x) = 1                     | conditional | x > 0
D(x**2/x, x) = 1                         | conditional | x != 0
D(max(x, 0), x) = cases((1, 'x > 0'), 0) | conditional | x != 0
D(y**2, y) = D(y, y)                     | refuted     | | y: bin
x = 1                                    | ill-formed  | | x: pos | x < 0
x = 1                                    | ill-formed  | | | x > 1; x < 0
x = 1                                    | ill-formed  | | | x + y > 1; x + y < 0
x = 1                                    | ill-formed  | | x: (1|1)
x = y                                    | refuted     | | | x**2 = y**2
x**4 + y**4 = 1                          | refuted     | | | x**2 + y**2 = 1
gamma(x + 1) = x*gamma(x)                | conditional | x > 0
gamma(x + 2)/(x + 1) > 0                 | refuted
a - a = 0                                | conditional | x != 0 | | | a := 1/x
D(L, x) = 2*x                            | refuted     | | | | a := x**2; L := a**2
D(L, x) = D(L, a)*D(a, x)                | refuted     | | | | a := x**2; L := a**2 + x
Sum(x[i], i, 1, 0) = 0                   | proved
Sum(1, i, 1, N) = N                      | refuted     | | N: int
w[3] = w[3]                              | ill-formed  | | w[1..2]: real
Sum(x[i], i, 1, N + 1) = 0               | ill-formed  | | N: posint, x[1..N]: real
"""

ROWS = [line for line in CASES.splitlines() if line.strip()]


def fields(row):
    parts = [
        p.strip() for p in row.replace("{-1|0|1}", "{-1¦0¦1}").replace("(1|1)", "(1¦1)").split("|")
    ]
    return [p.replace("¦", "|") for p in parts] + [""] * 4


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row.split())[:60])
def test_it_does_not_lie(row):
    claim, status, conditions, domains, assuming, where, *_ = fields(row)
    verdict = judge(relation(claim), context(domains, assuming, where))
    assert verdict.status == status, verdict.reason
    expected = {c.strip() for c in conditions.split(",") if c.strip()}
    assert {str(c) for c in verdict.conditions} == expected


def test_there_are_enough():
    assert len(ROWS) >= 100
