"""The grammar of the plain notation, by recursive descent.

    chain    := sum (sign sum)…          sign is one of  =  !=  <  <=  >  >=
    sum      := signed (± signed)…
    signed   := ± signed | product       a minus in front belongs to the whole product
    product  := factor (* factor | / factor)…
    factor   := ± factor | atom [** factor]      powers bind from the right
    atom     := number | name | name(…) | (sum), each perhaps with [indices] behind it

Vectors and matrices are written with calls: transpose(X)*(X*w - y), inverse(A), trace(A), norm(v),
hadamard(A, B), diag(v), ones(N), identity(n), row(X, i), (A*B)[i, j], Matrix([[1, 2], [3, 4]]).
There is no X.T: a dot belongs to numbers.

`2a` and `a(1 - a)` are errors that name both readings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from derive.ground.diagnostic import DeriveError
from derive.model import term as t
from derive.model.arrays import OPERATIONS
from derive.model.domain import Function, Type
from derive.model.functions import ARITY
from derive.model.relation import SIGNS, Relation
from derive.model.term import Term
from derive.readers.plain_constructs import CONSTRUCTS
from derive.readers.plain_tokens import Source, Token

DEEPEST = 100
"""Greatest height of a term; the walks over terms are recursive."""

MOST_DIGITS = 400
"""Greatest number of digits or decimal places of a number."""

CONSTANTS = {"pi": "pi", "E": "e", "oo": "infinity"}

ALIASES = {
    "Abs": "abs",
    "Max": "max",
    "Min": "min",
    "ln": "log",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "arsinh": "asinh",
    "arcosh": "acosh",
    "artanh": "atanh",
    "KroneckerDelta": "delta",
}
"""Other names of known functions."""

Item = TypeVar("Item")


class Parser:
    """Reads the tokens of one source from left to right."""

    def __init__(self, source: Source, types: Mapping[str, Type] | None = None) -> None:
        self.source = source
        self.types = types or {}
        self.tokens = source.tokens()
        self.at = 0
        self._nesting = 0
        self._height: dict[Term, int] = {}

    @property
    def next(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.at]

    def sees(self, *texts: str) -> bool:
        """Whether the next token is one of these signs or words."""
        return self.next.kind in ("sign", "name") and self.next.text in texts

    def take(self) -> Token:
        """Read one token."""
        token = self.next
        self.at += token.kind != "end"
        return token

    def skip(self, text: str) -> bool:
        """Read one given sign or word if it comes next."""
        return self.sees(text) and bool(self.take())

    def need(self, text: str, where: str) -> Token:
        """Read a sign that has to come next."""
        if not self.sees(text):
            raise self.unexpected(f"`{text}` {where}")
        return self.take()

    def finish(self, expected: str) -> None:
        """Make sure that nothing is left."""
        if self.next.kind != "end":
            raise self.unexpected(expected)

    def listed(self, read: Callable[[], Item], close: str, what: str) -> list[Item]:
        """Items with commas between them, up to a closing bracket."""
        items = [read()]
        while self.skip(","):
            items.append(read())
        self.need(close, f"or `,` after {what}")
        return items

    def chain(self) -> tuple[Relation, ...]:
        """One or more relations that share their sides."""
        left = self.sum()
        if not self.sees(*SIGNS):
            raise self.unexpected("an operator or a relation sign (=, !=, <, <=, >, >=)")
        links: list[Relation] = []
        while self.sees(*SIGNS):
            sign = self.take().text
            right = self.sum()
            links.append(Relation(left, sign, right))
            left = right
        return tuple(links)

    def sum(self) -> Term:
        """Products with plus and minus between them."""
        opening = self.next
        self._enter()
        parts = [self._signed()]
        while self.sees("+", "-"):
            negative = self.take().text == "-"
            part = self._signed()
            parts.append(t.neg(part) if negative else part)
        self._nesting -= 1
        return self.built(t.add(*parts), opening)

    def _signed(self) -> Term:
        opening = self.next
        if not self.sees("+", "-"):
            return self._product()
        negative = self.take().text == "-"
        self._enter()
        inner = self._signed()
        self._nesting -= 1
        return self.built(t.neg(inner), opening) if negative else inner

    def _product(self) -> Term:
        opening = self.next
        whole = self._factor()
        while self.sees("*", "/"):
            times = self.take().text == "*"
            factor = self._factor()
            whole = self.built((t.mul if times else t.div)(whole, factor), opening)
        return whole

    def _factor(self) -> Term:
        opening = self.next
        self._enter()
        if self.sees("+", "-"):
            negative = self.take().text == "-"
            inner = self._factor()
            node = t.neg(inner) if negative else inner
        else:
            node = self._atom()
            if self.skip("**"):
                node = t.power(node, self._factor())
        self._nesting -= 1
        return self.built(node, opening)

    def _atom(self) -> Term:
        token = self.next
        if token.kind == "number":
            return self._number(self.take())
        if token.kind == "name":
            return self._entry(self._named(self.take()), token)
        if self.skip("("):
            inner = self.sum()
            column = self.source.place(token.start, token.end).column
            self.need(")", f"to close the bracket of column {column}")
            return self._entry(inner, token)
        raise self.unexpected("a number, a name or `(`")

    def _number(self, token: Token) -> Term:
        digits, _, exponent = token.text.lower().partition("e")
        if len(digits) + abs(int(exponent[:6] or 0)) > MOST_DIGITS:
            raise self.source.error(
                "too-large",
                f"this number has more than {MOST_DIGITS} digits",
                token,
                help="write it with a power, such as 10**(-1000)",
            )
        return t.decimal(token.text)

    def _named(self, token: Token) -> Term:
        name = token.text
        if self.sees("("):
            return self._call(token)
        if name in CONSTANTS and name not in self.types:
            return t.constant(CONSTANTS[name])
        return t.symbol(name)

    def _entry(self, node: Term, token: Token) -> Term:
        """A member of a family or an entry of an array, where indices follow."""
        if not self.skip("["):
            return node
        indices = self.listed(self.sum, "]", f"the indices of {token.text}")
        return self.built(t.indexed(node, *indices), token)

    def _call(self, token: Token) -> Term:
        name, declared = token.text, self.types.get(token.text)
        if declared is None and name in CONSTRUCTS:
            self.take()
            self._enter()
            node = CONSTRUCTS[name](self, token)
            self._nesting -= 1
            return self.built(node, token)
        known = name if declared is not None else ALIASES.get(name, name)
        if isinstance(declared, Function):
            least: int = len(declared.arguments)
            most: int | None = least
        elif declared is not None:
            raise self._not_a_function(token, f"{name} is declared as {declared}")
        elif known in ARITY:
            least, most = ARITY[known]
        elif known in OPERATIONS:
            least, most = OPERATIONS[known]
        else:
            raise self._not_a_function(token, f"no function {name} is known or declared")
        self.take()
        self._enter()
        arguments = self.listed(self.sum, ")", f"the arguments of {name}")
        self._nesting -= 1
        self.count(token, len(arguments), least, most)
        return self.built(t.call(known, *arguments), token)

    def _not_a_function(self, token: Token, why: str) -> DeriveError:
        name = token.text
        return self.source.error(
            "unknown-function",
            f"`{name}(…)` could be a call of a function {name} or a product, but {why}",
            token,
            help=f"for a product write {name}*(…); for a function declare `{name} : real -> real`",
        )

    def count(self, token: Token, given: int, least: int, most: int | None) -> None:
        """Make sure that a call has as many arguments as its function takes."""
        if given < least or (most is not None and given > most):
            wanted = str(least) if most == least else f"{least} or more"
            plural = "" if wanted == "1" else "s"
            raise self.source.error(
                "wrong-arity", f"{token.text} takes {wanted} argument{plural}, not {given}", token
            )

    def unexpected(self, expected: str) -> DeriveError:
        """The error for the next token, which does not fit."""
        token, shown = self.next, self.source.shown(self.next)
        before = self.tokens[self.at - 1] if self.at else None
        if before and before.ends_value and token.starts_value:
            left, right = self.source.shown(before), shown.strip("`")
            rest = "…" if right == "(" else ""
            return self.source.error(
                "implicit-multiplication",
                f"{shown} follows {left} with no operator between them",
                token,
                help=f"for a product write {left.strip('`')}*{right}{rest}",
            )
        return self.source.error("syntax", f"found {shown}; expected {expected}", token)

    def _enter(self) -> None:
        self._nesting += 1
        if self._nesting > 2 * DEEPEST:
            raise self._too_deep(self.next)

    def built(self, node: Term, token: Token) -> Term:
        """The term itself, unless it is too high for the walks over it."""
        below = max((self._height.get(a, 1) for a in node.args), default=0)
        self._height[node] = 1 + below
        if below >= DEEPEST:
            raise self._too_deep(token)
        return node

    def _too_deep(self, token: Token) -> DeriveError:
        return self.source.error(
            "too-large",
            f"this formula is nested more than {DEEPEST} deep",
            token,
            help="name its parts with definitions",
        )
