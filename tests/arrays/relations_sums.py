"""Indexed sums: renaming, shifts, splits, deltas, products, triangles, closed forms, empty sums."""

from group import Group

SUMS = Group(
    "sums over symbolic ranges",
    "x[1..N], y[1..N], u[1..N]: real; v[1..d]: real; a[1..N,1..d], b[1..d,1..N]: real; A[1..N,1..N]: real; z[0..N]: real; c, s, q: real; r: pos; i, j: 1..N; l: 1..d; m: 1..N",
    """
proved          Sum(x[i], i, 1, N) = Sum(x[k], k, 1, N)
     refuted    Sum(x[i], i, 1, N) = Sum(y[i], i, 1, N)
     refuted    Sum(x[k], k, 1, N) = Sum(x[i], k, 1, N)
proved          Sum(x[k] + y[k], k, 1, N) = Sum(x[k], k, 1, N) + Sum(y[l1], l1, 1, N)
     refuted    Sum(x[k]*y[k], k, 1, N) = Sum(x[k], k, 1, N)*Sum(y[l1], l1, 1, N)
proved          Sum(c*x[k], k, 1, N) = c*Sum(x[k], k, 1, N)
     refuted    Sum(c + x[k], k, 1, N) = c + Sum(x[k], k, 1, N)
proved          Sum(c + x[k], k, 1, N) = N*c + Sum(x[k], k, 1, N)
proved          Sum(c, k, 1, N) = N*c
     refuted    Sum(c, k, 0, N) = N*c
proved          Sum(x[k+1], k, 0, N-1) = Sum(x[k], k, 1, N)
     refuted    Sum(x[k+1]*k, k, 0, N-1) = Sum(x[k]*k, k, 1, N)
proved          Sum(x[k]*(k-1), k, 1, N) = Sum(x[k+1]*k, k, 0, N-1)
proved          Sum(x[k], k, 1, N) = x[1] + Sum(x[k], k, 2, N)
     refuted    Sum(x[k], k, 1, N) = x[N] + Sum(x[k], k, 2, N)
proved          Sum(x[k], k, 1, N) = x[N] + Sum(x[k], k, 1, N-1)
     refuted    Sum(x[k], k, 1, N) = x[1] + Sum(x[k], k, 1, N-1)
     refuted    Sum(x[k], k, 1, N) = Sum(x[k], k, 1, N-1)
proved          Sum(x[k], k, 1, m) + Sum(x[k], k, m+1, N) = Sum(x[k], k, 1, N)
     refuted    Sum(x[k], k, 1, m) + Sum(x[k], k, m, N) = Sum(x[k], k, 1, N)
proved          Sum(delta(i,k)*x[k], k, 1, N) = x[i]
     refuted    Sum(delta(i,k)*x[k], k, 1, N) = x[1]
     refuted    Sum(delta(i,k)*x[k], k, 1, N) = N*x[i]
     refuted    Sum(delta(i,k)*x[i], k, 1, N) = Sum(x[k], k, 1, N)
proved          Sum(delta(i,k)*x[i], k, 1, N) = x[i]
proved          Sum(Sum(delta(k,p)*x[k]*y[p], k, 1, N), p, 1, N) = Sum(x[k]*y[k], k, 1, N)
     refuted    Sum(Sum(delta(k,p)*x[k]*y[p], k, 1, N), p, 1, N) = Sum(x[k], k, 1, N)*Sum(y[p], p, 1, N)
proved          Sum(delta(i,k)*delta(k,j), k, 1, N) = delta(i,j)
     refuted    Sum(delta(i,k)*delta(k,j), k, 1, N) = 1
proved          Sum(delta(k,k), k, 1, N) = N
     refuted    Sum(delta(k,k), k, 1, N) = 1
proved          Sum(x[k], k, 1, N)*Sum(y[k], k, 1, N) = Sum(Sum(x[k]*y[p], p, 1, N), k, 1, N)
     refuted    Sum(x[k], k, 1, N)*Sum(y[k], k, 1, N) = Sum(Sum(x[k]*y[k], p, 1, N), k, 1, N)
proved          Sum(x[k], k, 1, N)**2 = Sum(Sum(x[k]*x[p], p, 1, N), k, 1, N)
     refuted    Sum(x[k], k, 1, N)**2 = Sum(x[k]**2, k, 1, N)
proved          Sum(Sum(a[k,p], p, 1, d), k, 1, N) = Sum(Sum(a[k,p], k, 1, N), p, 1, d)
     refuted    Sum(Sum(a[k,p]*b[p,k], p, 1, d), k, 1, N) = Sum(Sum(a[k,p], p, 1, d)*Sum(b[p,k], p, 1, d), k, 1, N)
proved          Sum(Sum(a[k,p]*b[p,k], p, 1, d), k, 1, N) = Sum(Sum(b[p,k]*a[k,p], k, 1, N), p, 1, d)
proved          Sum(x[k]*Sum(a[k,p]*v[p], p, 1, d), k, 1, N) = Sum(v[p]*Sum(a[k,p]*x[k], k, 1, N), p, 1, d)
     refuted    Sum(x[k]*Sum(a[k,p]*v[p], p, 1, d), k, 1, N) = Sum(v[p]*Sum(a[k,p], k, 1, N), p, 1, d)
conditional     Sum(Sum(x[k]*y[p], p, 1, k), k, 1, N) = Sum(Sum(x[k]*y[p], k, p, N), p, 1, N)
     refuted    Sum(Sum(x[k]*y[p], p, 1, k), k, 1, N) = Sum(Sum(x[k]*y[p], k, 1, p), p, 1, N)
conditional     Sum(Sum(A[k,p], p, k, N), k, 1, N) = Sum(Sum(A[k,p], k, 1, p), p, 1, N)
     refuted    Sum(Sum(A[k,p], p, k, N), k, 1, N) = Sum(Sum(A[k,p], k, p, N), p, 1, N)
conditional     Sum(Sum(A[k,p], p, 1, k), k, 1, N) = Sum(Sum(A[p,k], k, 1, p), p, 1, N)
proved          Sum(z[k] - z[k-1], k, 1, N) = z[N] - z[0]
     refuted    Sum(z[k] - z[k-1], k, 1, N) = z[N] - z[1]
     refuted    Sum(z[k] - z[k-1], k, 1, N) = z[N]
proved          Sum(k, k, 1, N) = N*(N+1)/2
     refuted    Sum(k, k, 1, N) = N*(N-1)/2
     refuted    Sum(k, k, 1, N) = N**2/2
proved          Sum(k**2, k, 1, N) = N*(N+1)*(2*N+1)/6
     refuted    Sum(k**2, k, 1, N) = (N*(N+1)/2)**2
proved          Sum(k**3, k, 1, N) = Sum(k, k, 1, N)**2
     refuted    Sum(k**3, k, 1, N) = Sum(k, k, 1, N)**3
proved          Sum(2*k - 1, k, 1, N) = N**2
     refuted    Sum(2*k + 1, k, 1, N) = N**2
proved          Sum(Sum(1, p, 1, k), k, 1, N) = N*(N+1)/2
     refuted    Sum(Sum(1, p, 1, k), k, 1, N) = N**2
proved          Sum(2**k, k, 0, N) = 2**(N+1) - 1
     refuted    Sum(2**k, k, 0, N) = 2**N - 1
     refuted    Sum(2**k, k, 1, N) = 2**(N+1) - 1
proved          Sum(k*(N-k), k, 0, N) = (N**3 - N)/6
proved          Sum(x[k], k, 1, 0) = 0
     refuted    Sum(x[k], k, 1, 0) = 1
proved          Sum(x[k], k, 5, 4) = 0
proved          Sum(x[k], k, N+1, N) = 0
     refuted    Sum(x[k], k, N, N) = 0
proved          Sum(x[k], k, N, N) = x[N]
proved          Sum(k, k, 3, 1) = 0
     refuted    Sum(k, k, 3, 1) = -2
proved          Sum((x[k] - Sum(x[p], p, 1, N)/N), k, 1, N) = 0
     refuted    Sum((x[k] - Sum(x[p], p, 1, N)), k, 1, N) = 0
proved          Sum((x[k] - c)**2, k, 1, N) = Sum(x[k]**2, k, 1, N) - 2*c*Sum(x[k], k, 1, N) + N*c**2
     refuted    Sum((x[k] - c)**2, k, 1, N) = Sum(x[k]**2, k, 1, N) - 2*c*Sum(x[k], k, 1, N) + c**2
     refuted    Sum((x[k] - c)**2, k, 1, N) = Sum(x[k]**2, k, 1, N) + N*c**2
proved          Sum(Sum((x[k] - x[p])**2, p, 1, N), k, 1, N) = 2*N*Sum(x[k]**2, k, 1, N) - 2*Sum(x[k], k, 1, N)**2
     refuted    Sum(Sum((x[k] - x[p])**2, p, 1, N), k, 1, N) = 2*Sum(x[k]**2, k, 1, N) - 2*Sum(x[k], k, 1, N)**2
proved          D(Sum(x[k]**2, k, 1, N), x[i]) = 2*x[i]
     refuted    D(Sum(x[k]**2, k, 1, N), x[i]) = 2*Sum(x[k], k, 1, N)
     refuted    D(Sum(x[k]**2, k, 1, N), x[i]) = 2*x[1]
proved          D(Sum(x[i]**2, i, 1, N), x[i]) = 2*x[i]
proved          D(Sum(Sum(A[k,p]*x[k]*x[p], p, 1, N), k, 1, N), x[i]) = Sum((A[i,k] + A[k,i])*x[k], k, 1, N)
     refuted    D(Sum(Sum(A[k,p]*x[k]*x[p], p, 1, N), k, 1, N), x[i]) = 2*Sum(A[i,k]*x[k], k, 1, N)
     refuted    D(Sum(Sum(A[k,p]*x[k]*x[p], p, 1, N), k, 1, N), x[i]) = Sum((A[i,k] + A[k,i])*x[i], k, 1, N)
proved          D(Sum((y[k] - Sum(a[k,p]*v[p], p, 1, d))**2, k, 1, N), v[l]) = -2*Sum((y[k] - Sum(a[k,p]*v[p], p, 1, d))*a[k,l], k, 1, N)
     refuted    D(Sum((y[k] - Sum(a[k,p]*v[p], p, 1, d))**2, k, 1, N), v[l]) = -2*Sum((y[k] - Sum(a[k,p]*v[p], p, 1, d))*a[k,1], k, 1, N)
     refuted    D(Sum((y[k] - Sum(a[k,p]*v[p], p, 1, d))**2, k, 1, N), v[l]) = -Sum((y[k] - Sum(a[k,p]*v[p], p, 1, d))*a[k,l], k, 1, N)
     refuted    D(Sum((y[k] - Sum(a[k,p]*v[p], p, 1, d))**2, k, 1, N), v[l]) = 2*Sum((y[k] - Sum(a[k,p]*v[p], p, 1, d))*a[k,l], k, 1, N)
proved          D(Sum(log(1 + exp(-y[k]*x[k]*c)), k, 1, N), c) = -Sum(y[k]*x[k]*sigmoid(-y[k]*x[k]*c), k, 1, N)
     refuted    D(Sum(log(1 + exp(-y[k]*x[k]*c)), k, 1, N), c) = Sum(y[k]*x[k]*sigmoid(-y[k]*x[k]*c), k, 1, N)
     refuted    D(Sum(log(1 + exp(-y[k]*x[k]*c)), k, 1, N), c) = -Sum(y[k]*sigmoid(-y[k]*x[k]*c), k, 1, N)
proved          Sum(upto(k,m)*x[k], k, 1, N) = Sum(x[k], k, 1, m)
     refuted    Sum(upto(k+1,m)*x[k], k, 1, N) = Sum(x[k], k, 1, m)
""",
)

GROUPS = [SUMS]
