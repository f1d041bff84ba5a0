"""Function words with their arguments, and operators with limits and a body.

An argument without brackets reaches over the factors that follow, to a sign, a spacing command,
the next function, or the differential of an integral.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from derive.readers.latex.names import BARE, BIG, FUNCTIONS, LIMITED, SYMBOLS, WORDS
from derive.readers.latex.scripts import postfixed, scripts
from derive.readers.latex.signs import SUM_SIGNS
from derive.readers.latex.tokens import Token
from derive.readers.latex.tree import (
    Applied,
    Big,
    Bracket,
    Function,
    Group,
    Mark,
    Node,
    Product,
    Scripted,
    Span,
    Sum,
)

if TYPE_CHECKING:
    from derive.readers.latex.grammar import Grammar


def big(g: Grammar, start: int, operator: str) -> Big:
    """The limits and the body of an operator that has been taken."""
    sub, sup, primes = scripts(g)
    return big_with(g, start, operator, sub, sup, primes)


def big_with(
    g: Grammar, start: int, operator: str, sub: Node | None, sup: Node | None, primes: int = 0
) -> Big:
    """The body of an operator whose limits have been taken too."""
    integral = operator.endswith("int")
    g.integrals += integral
    body = held_body(g)
    g.integrals -= integral
    return Big(operator, sub, sup, primes, body, span=g.span_from(start))


def held_body(g: Grammar) -> Node:
    """What an operator holds: the rest of the term, with a sign of its own."""
    token = g.peek()
    if token is not None and g.is_sum_sign(token):
        start = g.at
        sign = g.mark(SUM_SIGNS[token.text])
        return Sum((sign,), (g.operation(),), span=g.span_from(start))
    if token is None or not g.starts_factor(token):
        return g.missing("a body for the operator")
    return g.operation()


def applied(g: Grammar, function: Function) -> Node:
    """A function word that has been taken, with its scripts and its argument."""
    start = g.at - 1
    sub, sup, primes = scripts(g)
    if function.name in LIMITED and sub is not None:
        return big_with(g, start, function.name, sub, sup, primes)
    head: Node = function
    if sub is not None or sup is not None or primes:
        head = Scripted(function, sub, sup, primes, span=g.span_from(start))
    token = g.peek()
    if token is None or token.kind == "prose":
        return head
    begin = function.span.start
    if token.kind in ("open", "{"):
        argument = postfixed(g, g.bracket() if token.kind == "open" else held(g))
        return Applied(head, argument, "bracket", span=Span(begin, argument.span.end))
    signed = g.is_sum_sign(token) and function.name in FUNCTIONS
    if not signed and not g.starts_factor(token):
        return head
    if token.kind in ("stray", "at"):
        return head
    argument = juxtaposed(g)
    inner = argument.base if isinstance(argument, Scripted) else argument
    how: Literal["bracket", "juxtaposed"] = "juxtaposed"
    if isinstance(inner, Bracket) and inner.opening in ("(", "["):
        how = "bracket"  # After a change of font, `\\log\\rm(x)`.
    return Applied(head, argument, how, span=Span(begin, argument.span.end))


def held(g: Grammar) -> Node:
    """An argument in braces, which are kept: `\\log{x} y` is not `\\log x y`."""
    start = g.at
    body = g.braced()
    return body if isinstance(body, Bracket) else Group(body, span=g.span_from(start))


def juxtaposed(g: Grammar) -> Node:
    """An argument without brackets, by the convention of the field."""
    start = g.at
    factors = [g.factor()]
    while (token := g.peek()) is not None and continues_argument(g, token, factors[-1]):
        factors.append(g.factor())
    if len(factors) == 1:
        return factors[0]
    marks = tuple(Mark("", span=Span(f.span.start, f.span.start)) for f in factors[1:])
    return Product(marks, tuple(factors), span=g.span_from(start))


def continues_argument(g: Grammar, token: Token, last: Node) -> bool:
    """Whether a factor still belongs to the argument of a function without brackets."""
    if isinstance(last, (Applied, Big, Sum)) or token.gap == 2:
        return False
    if token.kind in ("prose", "operator", "at", "stray") or not g.starts_factor(token):
        return False
    if token.kind == "command" and (
        token.text in BIG or token.text[1:] in FUNCTIONS or token.text == "\\nabla"
    ):
        return False
    if token.kind == "word" and (token.text in FUNCTIONS or token.text in WORDS):
        return False
    if token.kind == "letter" and run_ahead(g) in BARE:
        return False
    return not (g.integrals and differential_ahead(g, token))


def run_ahead(g: Grammar) -> str:
    """Return the run of letters that comes next."""
    j = g.at + 1
    text = g.tokens[g.at].text
    while j < g.end and g.tokens[j].kind == "letter" and not g.tokens[j].gap:
        text += g.tokens[j].text
        j += 1
    return text


def differential_ahead(g: Grammar, token: Token) -> bool:
    """Whether `dx` comes next, as it ends an integral."""
    if token.kind == "word" and token.text == "d":
        return True
    if token.kind != "letter" or token.text != "d" or g.at + 1 >= g.end:
        return False
    following = g.tokens[g.at + 1]
    return following.kind == "letter" or (following.kind == "command" and following.text in SYMBOLS)
