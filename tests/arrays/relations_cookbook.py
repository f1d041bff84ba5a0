"""Derivative identities of the Matrix Cookbook that need no determinant, with their numbers."""

from group import Group

FIRST_AND_SECOND_ORDER = Group(
    "first and second order",
    "x, s: n; a: n; b, c: m; X: n m; A: n m; B, W: n n; V: m m; t: p; F: q n; G: r n; C: q r; e: q; f: r; y: N; Z: N n; H: n n symmetric; Y: n n; u, v: n; i, k, p1, p2: 1..n; j, l, k3, k4: 1..m",
    """
(69) proved     D(T(x)*a, x) = a
(69) proved     D(T(a)*x, x) = a
     numerator  D(T(a)*x, x) = T(a)
     refuted    D(T(a)*x, x) = -a
     refuted    D(T(a)*x, x) = 2*a
     refuted    D(T(a)*x, x) = x
     ill-formed D(T(a)*x, x) = b
(70) proved     D(T(a)*X*b, X) = a*T(b)
     numerator  D(T(a)*X*b, X) = b*T(a)
     refuted    D(T(a)*X*b, X) = a*T(c)
     ill-formed D(T(b)*X*a, X) = a*T(b)
(71) proved     D(T(b)*T(X)*a, X) = a*T(b)
     refuted    D(T(b)*T(X)*a, X) = X
     numerator  D(T(b)*T(X)*a, X) = b*T(a)
(72) proved     D(T(a)*Y*a, Y) = a*T(a)
(72) proved     D(T(a)*T(Y)*a, Y) = a*T(a)
     refuted    D(T(a)*Y*a, Y) = 2*a*T(a)
     refuted    D(T(a)*Y*a, Y) = norm(a)**2*I(n)
(73) proved     D(X, X[i,j]) = column(I(n),i)*T(column(I(m),j))
     ill-formed D(X, X[i,j]) = column(I(m),j)*T(column(I(n),i))
(74) proved     D((Y*W)[i,k], Y[p1,p2]) = delta(i,p1)*W[p2,k]
     refuted    D((Y*W)[i,k], Y[p1,p2]) = delta(i,p2)*W[p1,k]
(75) proved     D((T(Y)*W)[i,k], Y[p1,p2]) = delta(i,p2)*W[p1,k]
     refuted    D((T(Y)*W)[i,k], Y[p1,p2]) = delta(i,p1)*W[p2,k]
(76) proved     D(Sum(Sum(Sum(Sum(X[k1,k2]*X[k3,k4],k1,1,n),k2,1,m),k3,1,n),k4,1,m), X[i,j]) = 2*Sum(Sum(X[k1,k2],k1,1,n),k2,1,m)
     refuted    D(Sum(Sum(Sum(Sum(X[k1,k2]*X[k3,k4],k1,1,n),k2,1,m),k3,1,n),k4,1,m), X[i,j]) = Sum(Sum(X[k1,k2],k1,1,n),k2,1,m)
     refuted    D(Sum(Sum(Sum(Sum(X[k1,k2]*X[k3,k4],k1,1,n),k2,1,m),k3,1,n),k4,1,m), X[i,j]) = 2*Sum(X[k1,j],k1,1,n)
(77) proved     D(T(b)*T(X)*X*c, X) = X*(b*T(c) + c*T(b))
     refuted    D(T(b)*T(X)*X*c, X) = 2*X*b*T(c)
     refuted    D(T(b)*T(X)*X*c, X) = X*(b*T(c) - c*T(b))
     ill-formed D(T(b)*T(X)*X*c, X) = (b*T(c) + c*T(b))*X
(78) proved     D(T(F*x+e)*C*(G*x+f), x) = T(F)*C*(G*x+f) + T(G)*T(C)*(F*x+e)
     refuted    D(T(F*x+e)*C*(G*x+f), x) = T(F)*C*(G*x+f)
     refuted    D(T(F*x+e)*C*(G*x+f), x) = T(F)*C*(G*x+f) - T(G)*T(C)*(F*x+e)
     ill-formed D(T(F*x+e)*C*(G*x+f), x) = T(F)*C*(G*x+f) + T(G)*C*(F*x+e)
(79) proved     D((T(X)*B*X)[k3,k4], X[i,j]) = delta(k4,j)*(T(X)*B)[k3,i] + delta(k3,j)*(B*X)[i,k4]
     refuted    D((T(X)*B*X)[k3,k4], X[i,j]) = delta(k3,j)*(T(X)*B)[k4,i] + delta(k3,j)*(B*X)[i,k4]
     refuted    D((T(X)*B*X)[k3,k4], X[i,j]) = delta(k4,j)*(T(X)*B)[k3,i]
(80) proved     D(T(X)*B*X, X[i,j]) = T(X)*B*column(I(n),i)*T(column(I(m),j)) + column(I(m),j)*T(column(I(n),i))*B*X
     refuted    D(T(X)*B*X, X[i,j]) = T(X)*T(B)*column(I(n),i)*T(column(I(m),j)) + column(I(m),j)*T(column(I(n),i))*B*X
(81) proved     D(T(x)*B*x, x) = (B + T(B))*x
     refuted    D(T(x)*B*x, x) = 2*B*x
     refuted    D(T(x)*B*x, x) = (B - T(B))*x
     refuted    D(T(x)*B*x, x) = T(B)*x
     numerator  D(T(x)*B*x, x) = T(x)*(B + T(B))
(82) proved     D(T(b)*T(X)*B*X*c, X) = T(B)*X*b*T(c) + B*X*c*T(b)
     refuted    D(T(b)*T(X)*B*X*c, X) = B*X*b*T(c) + B*X*c*T(b)
     refuted    D(T(b)*T(X)*B*X*c, X) = T(B)*X*c*T(b) + B*X*b*T(c)
(83) proved     D(T(X*b+a)*B*(X*b+a), X) = (B+T(B))*(X*b+a)*T(b)
     refuted    D(T(X*b+a)*B*(X*b+a), X) = 2*B*(X*b+a)*T(b)
     ill-formed D(T(X*b+a)*B*(X*b+a), X) = T(b)*(B+T(B))*(X*b+a)
(84) proved     D(T(x-A*b)*H*(x-A*b), b) = -2*T(A)*H*(x-A*b)
     refuted    D(T(x-A*b)*H*(x-A*b), b) = 2*T(A)*H*(x-A*b)
     refuted    D(T(x-A*b)*W*(x-A*b), b) = -2*T(A)*W*(x-A*b)
     ill-formed D(T(x-A*b)*H*(x-A*b), b) = -2*A*H*(x-A*b)
(85) proved     D(T(x-s)*H*(x-s), x) = 2*H*(x-s)
     refuted    D(T(x-s)*H*(x-s), x) = H*(x-s)
     refuted    D(T(x-s)*W*(x-s), x) = 2*W*(x-s)
(86) proved     D(T(x-s)*H*(x-s), s) = -2*H*(x-s)
     refuted    D(T(x-s)*H*(x-s), s) = 2*H*(x-s)
(87) proved     D(T(x-A*b)*H*(x-A*b), x) = 2*H*(x-A*b)
     refuted    D(T(x-A*b)*H*(x-A*b), x) = 2*H*(x+A*b)
(88) proved     D(T(x-A*b)*H*(x-A*b), A) = -2*H*(x-A*b)*T(b)
     refuted    D(T(x-A*b)*H*(x-A*b), A) = 2*H*(x-A*b)*T(b)
     numerator  D(T(x-A*b)*H*(x-A*b), A) = -2*b*T(x-A*b)*H
(91) proved     D(T(a)*Y**3*u, Y) = a*T(u)*T(Y)*T(Y) + T(Y)*a*T(u)*T(Y) + T(Y)*T(Y)*a*T(u)
     refuted    D(T(a)*Y**3*u, Y) = 3*T(Y)*a*T(u)*T(Y)
     refuted    D(T(a)*Y**2*u, Y) = a*T(u)*Y + T(Y)*a*T(u)
(92) proved     D(T(a)*T(Y**2)*Y**2*u, Y) = Y*Y*u*T(a)*T(Y) + T(Y)*Y*Y*u*T(a) + Y*Y*a*T(u)*T(Y) + T(Y)*Y*Y*a*T(u)
     refuted    D(T(a)*T(Y**2)*Y**2*u, Y) = Y*Y*u*T(a)*T(Y) + T(Y)*Y*Y*u*T(a)
(97) proved     D(T(x)*B*x + T(a)*x, x) = (B+T(B))*x + a
     refuted    D(T(x)*B*x + T(a)*x, x) = (B+T(B))*x + 2*a
(98) proved     D(T(x)*B*x + T(a)*x, x, x) = B + T(B)
     refuted    D(T(x)*B*x + T(a)*x, x, x) = 2*B
     ill-formed D(T(x)*B*x + T(a)*x, x, x) = a
""",
)

TRACES = Group(
    "traces",
    "X, Y: n m; A: m n; B: n n; C, K: m m; E: q n; F: m q; L: q m; N1: n q; P: q q; Z, Q: n n; H: n n symmetric",
    """
(99) proved     D(tr(Z), Z) = I(n)
     refuted    D(tr(Z), Z) = Z
     ill-formed D(tr(Z), Z) = n
(100) proved    D(tr(X*A), X) = T(A)
     numerator  D(tr(X*A), X) = A
     refuted    D(tr(X*A), X) = -T(A)
(101) proved    D(tr(E*X*F), X) = T(E)*T(F)
     numerator  D(tr(E*X*F), X) = F*E
     ill-formed D(tr(E*X*F), X) = E*F
(102) proved    D(tr(L*T(X)*N1), X) = N1*L
     ill-formed D(tr(L*T(X)*N1), X) = L*N1
(103) proved    D(tr(T(X)*Y), X) = Y
     numerator  D(tr(T(X)*Y), X) = T(Y)
     refuted    D(tr(T(X)*Y), X) = X
(104) proved    D(tr(Y*T(X)), X) = Y
     refuted    D(tr(Y*T(X)), X) = 2*Y
(106) proved    D(tr(Z**2), Z) = 2*T(Z)
     numerator  D(tr(Z**2), Z) = 2*Z
     refuted    D(tr(Z**2), Z) = T(Z)
(107) proved    D(tr(Z**2*B), Z) = T(Z*B + B*Z)
     refuted    D(tr(Z**2*B), Z) = 2*T(Z*B)
     refuted    D(tr(Z**2*B), Z) = T(Z)*B + B*T(Z)
(108) proved    D(tr(T(X)*B*X), X) = B*X + T(B)*X
     refuted    D(tr(T(X)*B*X), X) = 2*B*X
(109) proved    D(tr(B*X*T(X)), X) = B*X + T(B)*X
(110) proved    D(tr(X*T(X)*B), X) = B*X + T(B)*X
     refuted    D(tr(X*T(X)*B), X) = B*X - T(B)*X
(111) proved    D(tr(X*C*T(X)), X) = X*T(C) + X*C
     refuted    D(tr(X*C*T(X)), X) = 2*X*C
     ill-formed D(tr(X*C*T(X)), X) = C*X + T(C)*X
(112) proved    D(tr(C*T(X)*X), X) = X*T(C) + X*C
(113) proved    D(tr(T(X)*X*C), X) = X*T(C) + X*C
(114) proved    D(tr(B*Z*Q*Z), Z) = T(B)*T(Z)*T(Q) + T(Q)*T(Z)*T(B)
     refuted    D(tr(B*Z*Q*Z), Z) = 2*T(B)*T(Z)*T(Q)
     numerator  D(tr(B*Z*Q*Z), Z) = Q*Z*B + B*Z*Q
(115) proved    D(tr(T(X)*X), X) = 2*X
     refuted    D(tr(T(X)*X), X) = X
     numerator  D(tr(T(X)*X), X) = 2*T(X)
(116) proved    D(tr(T(C)*T(X)*B*X*C), X) = T(B)*X*C*T(C) + B*X*C*T(C)
     refuted    D(tr(T(C)*T(X)*B*X*C), X) = T(B)*X*C*T(C) + B*X*T(C)*C
(117) proved    D(tr(T(X)*B*X*C), X) = B*X*C + T(B)*X*T(C)
     refuted    D(tr(T(X)*B*X*C), X) = B*X*C + T(B)*X*C
     refuted    D(tr(T(X)*B*X*C), X) = 2*B*X*C
(118) proved    D(tr(E*X*C*T(X)*N1), X) = T(E)*T(N1)*X*T(C) + N1*E*X*C
     refuted    D(tr(E*X*C*T(X)*N1), X) = N1*E*X*T(C) + N1*E*X*C
     ill-formed D(tr(E*X*C*T(X)*N1), X) = T(E)*T(N1)*T(C)*X + N1*E*X*C
(119) proved    D(tr((E*X*F+P)*T(E*X*F+P)), X) = 2*T(E)*(E*X*F+P)*T(F)
     refuted    D(tr((E*X*F+P)*T(E*X*F+P)), X) = T(E)*(E*X*F+P)*T(F)
     refuted    D(tr((E*X*F+P)*T(E*X*F+P)), X) = 2*T(E)*(E*X*F-P)*T(F)
(121) proved    D(tr(Z**3), Z) = 3*T(Z**2)
(121) proved    D(tr(Z**4), Z) = 4*T(Z**3)
     refuted    D(tr(Z**3), Z) = 3*T(Z**3)
     refuted    D(tr(Z**3), Z) = 2*T(Z**2)
     numerator  D(tr(Z**3), Z) = 3*Z**2
(122) proved    D(tr(B*Z**3), Z) = T(B*Z**2) + T(Z*B*Z) + T(Z**2*B)
     refuted    D(tr(B*Z**3), Z) = 3*T(B*Z**2)
(123) proved    D(tr(T(B)*T(Z)*H*Z*T(Z)*H*Z*B), Z) = H*Z*T(Z)*H*Z*B*T(B) + H*Z*B*T(B)*T(Z)*H*Z + H*Z*B*T(B)*T(Z)*H*Z + H*Z*T(Z)*H*Z*B*T(B)
     refuted    D(tr(T(B)*T(Z)*H*Z*T(Z)*H*Z*B), Z) = 4*H*Z*T(Z)*H*Z*B*T(B)
""",
)

INVERSES = Group(
    "inverses",
    "A, X, B, C: n n; a, b: n; s: real; R: n n; i, j, k, l: 1..n",
    """
(59) conditional D(inv(A + s*B), s) = -inv(A+s*B)*B*inv(A+s*B) | det(A + s*B) != 0
     refuted    D(inv(A + s*B), s) = inv(A+s*B)*B*inv(A+s*B)
     refuted    D(inv(A + s*B), s) = -B*inv(A+s*B)*inv(A+s*B)
(60) conditional D(inv(X)[k,l], X[i,j]) = -inv(X)[k,i]*inv(X)[j,l] | det(X) != 0
     refuted    D(inv(X)[k,l], X[i,j]) = inv(X)[k,i]*inv(X)[j,l]
     refuted    D(inv(X)[k,l], X[i,j]) = -inv(X)[k,j]*inv(X)[i,l]
(61) conditional D(T(a)*inv(X)*b, X) = -T(inv(X))*a*T(b)*T(inv(X)) | det(X) != 0
     numerator  D(T(a)*inv(X)*b, X) = -inv(X)*b*T(a)*inv(X)
     refuted    D(T(a)*inv(X)*b, X) = T(inv(X))*a*T(b)*T(inv(X))
     refuted    D(T(a)*inv(X)*b, X) = -inv(X)*a*T(b)*inv(X)
(63) conditional D(tr(A*inv(X)*B), X) = -T(inv(X)*B*A*inv(X)) | det(X) != 0
     refuted    D(tr(A*inv(X)*B), X) = -T(inv(X)*A*B*inv(X))
     numerator  D(tr(A*inv(X)*B), X) = -inv(X)*B*A*inv(X)
(64) conditional D(tr(inv(X+A)), X) = -T(inv(X+A)*inv(X+A)) | det(X + A) != 0
     refuted    D(tr(inv(X+A)), X) = -inv(X)*inv(X)
     refuted    D(tr(inv(X+A)), X) = T(inv(X+A)*inv(X+A))
(124) conditional D(tr(A*inv(X)*B), X) = -T(inv(X))*T(A)*T(B)*T(inv(X)) | det(X) != 0
     refuted    D(tr(A*inv(X)*B), X) = -T(inv(X))*T(B)*T(A)*T(inv(X))
(145) conditional inv(A*B) = inv(B)*inv(A) | det(B) != 0, det(A) != 0
     refuted    inv(A*B) = inv(A)*inv(B)
conditional     A*inv(A) = I(n) | det(A) != 0
conditional     inv(T(A)) = T(inv(A)) | det(A) != 0
     refuted    inv(T(A)) = inv(A)
conditional     inv(inv(A)) = A | det(A) != 0
conditional     T(a)*inv(A)*A*b = T(a)*b | det(A) != 0
     refuted    inv(A + B) = inv(A) + inv(B)
     refuted    inv(2*A) = 2*inv(A)
""",
)

NORMS = Group(
    "norms",
    "x, a: n; X, A: n m; Z: n n; s: real",
    """
(129) conditional D(norm(x-a), x) = (x-a)/norm(x-a)
     refuted    D(norm(x-a), x) = -(x-a)/norm(x-a)
     refuted    D(norm(x-a), x) = 2*(x-a)/norm(x-a)
     numerator  D(norm(x-a), x) = T(x-a)/norm(x-a)
(130) conditional D((x-a)/norm(x-a), x) = I(n)/norm(x-a) - (x-a)*T(x-a)/norm(x-a)**3
     refuted    D((x-a)/norm(x-a), x) = I(n)/norm(x-a) + (x-a)*T(x-a)/norm(x-a)**3
     refuted    D((x-a)/norm(x-a), x) = I(n)/norm(x-a)
     refuted    D((x-a)/norm(x-a), x) = I(n)/norm(x-a) - (x-a)*T(x-a)/norm(x-a)
(131) proved    D(norm(x)**2, x) = 2*x
     refuted    D(norm(x)**2, x) = x
     ill-formed D(norm(x)**2, x) = 2*norm(x)
(132) proved    D(norm(X)**2, X) = 2*X
     numerator  D(norm(X)**2, X) = 2*T(X)
     refuted    D(norm(X)**2, X) = X
proved          D(norm(X - A)**2, X) = 2*(X - A)
     refuted    D(norm(X - A)**2, A) = 2*(X - A)
proved          norm(X)**2 = tr(T(X)*X)
proved          norm(X)**2 = tr(X*T(X))
     refuted    norm(X) = tr(T(X)*X)
proved          norm(X) = sqrt(tr(T(X)*X))
proved          norm(T(X)) = norm(X)
proved          norm(s*x) = abs(s)*norm(x)
     refuted    norm(s*x) = s*norm(x)
proved          norm(x - a)**2 = norm(x)**2 - 2*T(a)*x + norm(a)**2
     refuted    norm(x - a)**2 = norm(x)**2 + norm(a)**2
     refuted    norm(x - a)**2 = norm(x)**2 - T(a)*x + norm(a)**2
proved          norm(x + a)**2 + norm(x - a)**2 = 2*norm(x)**2 + 2*norm(a)**2
     refuted    norm(x + a)**2 + norm(x - a)**2 = norm(x)**2 + norm(a)**2
proved          norm(x + a)**2 - norm(x - a)**2 = 4*T(x)*a
     refuted    norm(x + a) = norm(x) + norm(a)
proved          norm(x*T(a))**2 = norm(x)**2*norm(a)**2
     refuted    norm(x*T(a)) = norm(x) + norm(a)
""",
)

GROUPS = [FIRST_AND_SECOND_ORDER, TRACES, INVERSES, NORMS]
