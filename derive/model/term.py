"""Terms: mathematical expressions exactly as written.

A term is an immutable, hash-consed tree: two terms are equal just when they are the same object.
Building one never simplifies anything, so `x/x`, `0·log x` and `a − ay − y + ay` stay what their
author wrote, and their conditions can still be seen.

Every term has a `head`, its `args` (terms) and, for leaves and calls, a `value`:

=============  ==========================  =======================================================
head           value                       args
=============  ==========================  =======================================================
number         a Fraction                  none
symbol         the name                    none
constant       pi, e, infinity             none
add, mul       none                        two or more terms, in written order
neg            none                        the term
div            none                        numerator, denominator
pow            none                        base, exponent
call           the function's name         the arguments
indexed        none                        the family's symbol, then one or more indices
derivative     none                        the expression, then one variable per order
sum, product   none                        body, index (a symbol, bound in body), lower, upper
maximum,       none                        body, index (a symbol, bound in body), lower, upper
minimum
stack          none                        body, index (a symbol, bound in body), lower, upper
matrix         "rows x columns"            the entries, row after row
unread         its source text             none (a part of a document that can't be read)
cases          none                        value, condition, value, condition, …[, otherwise]
eq ne lt le    none                        left, right (a relation used as a condition)
gt ge          none                        left, right
and, or, not   none                        conditions
=============  ==========================  =======================================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, Union
from weakref import WeakValueDictionary

Operand = Union["Term", int, Fraction]
Value = str | Fraction | None

RELATIONS = ("eq", "ne", "lt", "le", "gt", "ge")
ORDERS = ("lt", "le", "gt", "ge")
BINDERS = ("sum", "product", "maximum", "minimum", "stack")


class Term:
    """One node of an expression as written; see the module for heads and arguments."""

    __slots__ = ("__weakref__", "_free", "args", "head", "kinds", "size", "value")

    head: str
    value: Value
    args: tuple[Term, ...]
    size: int
    """Number of nodes of the tree (shared nodes counted each time)."""
    kinds: int
    """Which heads occur in the tree, one bit each; ask with `contains`."""
    _free: tuple[Term, ...]

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("terms are immutable")

    def __reduce__(self) -> tuple[Any, ...]:
        return (make, (self.head, self.args, self.value))

    def __copy__(self) -> Term:
        return self

    def __deepcopy__(self, memo: Any) -> Term:
        return self

    def __repr__(self) -> str:
        return f"Term({self})"

    def __str__(self) -> str:
        from derive.model.plain import plain

        return plain(self)

    def __add__(self, other: Operand) -> Term:
        return add(self, term(other))

    def __radd__(self, other: Operand) -> Term:
        return add(term(other), self)

    def __sub__(self, other: Operand) -> Term:
        return add(self, neg(term(other)))

    def __rsub__(self, other: Operand) -> Term:
        return add(term(other), neg(self))

    def __mul__(self, other: Operand) -> Term:
        return mul(self, term(other))

    def __rmul__(self, other: Operand) -> Term:
        return mul(term(other), self)

    def __truediv__(self, other: Operand) -> Term:
        return div(self, term(other))

    def __rtruediv__(self, other: Operand) -> Term:
        return div(term(other), self)

    def __pow__(self, other: Operand) -> Term:
        return power(self, term(other))

    def __rpow__(self, other: Operand) -> Term:
        return power(term(other), self)

    def __neg__(self) -> Term:
        return neg(self)

    def __getitem__(self, index: Operand | tuple[Operand, ...]) -> Term:
        indices = index if isinstance(index, tuple) else (index,)
        return indexed(self, *(term(i) for i in indices))

    def __iter__(self) -> Iterator[Term]:
        raise TypeError("a term is not iterable; its operands are in .args")


_KIND = {
    head: 1 << k for k, head in enumerate(("call", "matrix", "indexed", "derivative", *BINDERS))
}
"""The heads whose absence spares a walk through a term."""

_interned: WeakValueDictionary[tuple[Any, ...], Term] = WeakValueDictionary()


def make(head: str, args: tuple[Term, ...] = (), value: Value = None) -> Term:
    """The one term with this head, arguments and value."""
    key = (head, value, *map(id, args))
    found = _interned.get(key)
    if found is not None:
        return found
    new = object.__new__(Term)
    fill = object.__setattr__
    fill(new, "head", head)
    fill(new, "args", args)
    fill(new, "value", value)
    size, kinds = 1, _KIND.get(head, 0)
    for each in args:
        size += each.size
        kinds |= each.kinds
    fill(new, "size", size)
    fill(new, "kinds", kinds)
    _interned[key] = new
    return new


def term(value: Operand) -> Term:
    """A term, or the number that an int or Fraction stands for."""
    if isinstance(value, Term):
        return value
    if isinstance(value, int | Fraction):
        return number(value)
    raise TypeError(f"{value!r} is no term: give a Term, an int or a Fraction")


def number(value: int | Fraction | str) -> Term:
    """A rational number, exact; written as a quotient, and negated, where it needs be."""
    exact = Fraction(value)
    if exact < 0:
        return neg(number(-exact))
    if exact.denominator != 1:
        return div(number(exact.numerator), number(exact.denominator))
    return make("number", (), exact)


def decimal(text: str) -> Term:
    """A decimal literal such as 0.25, exact and written as it stands."""
    return make("number", (), Fraction(text))


def symbol(name: str) -> Term:
    """A named quantity."""
    return make("symbol", (), name)


def constant(name: str) -> Term:
    """A named number: pi, e or infinity."""
    return make("constant", (), name)


def add(*terms: Term) -> Term:
    """A sum, in written order; a sum of one term is that term, of none 0."""
    if len(terms) > 1:
        first, rest = terms[0], terms[1:]
        return make("add", (first.args if first.head == "add" else (first,)) + rest)
    return terms[0] if terms else ZERO


def mul(*factors: Term) -> Term:
    """A product, in written order; a product of one factor is that factor, of none 1."""
    if len(factors) > 1:
        first, rest = factors[0], factors[1:]
        return make("mul", (first.args if first.head == "mul" else (first,)) + rest)
    return factors[0] if factors else ONE


def neg(operand: Term) -> Term:
    """Minus a term."""
    return make("neg", (operand,))


def div(numerator: Term, denominator: Term) -> Term:
    """A quotient, as written."""
    return make("div", (numerator, denominator))


def power(base: Term, exponent: Operand) -> Term:
    """A power, as written."""
    return make("pow", (base, term(exponent)))


def call(name: str, *arguments: Term) -> Term:
    """A function applied to arguments, such as `call("log", x)`."""
    return make("call", arguments, name)


def indexed(family: Term, *indices: Operand) -> Term:
    """A member of a family, such as w_i."""
    return make("indexed", (family, *(term(i) for i in indices)))


def derivative(expression: Term, *variables: Term) -> Term:
    """The partial derivative of an expression, not carried out; one variable per order."""
    return make("derivative", (expression, *variables))


def summation(body: Term, index: Term, lower: Operand, upper: Operand) -> Term:
    """The sum of body over the integers lower ≤ index ≤ upper (0 when there are none)."""
    return make("sum", (body, index, term(lower), term(upper)))


def product(body: Term, index: Term, lower: Operand, upper: Operand) -> Term:
    """The product of body over the integers lower ≤ index ≤ upper (1 when there are none)."""
    return make("product", (body, index, term(lower), term(upper)))


def stack(body: Term, index: Term, lower: Operand, upper: Operand) -> Term:
    """The column of the values of body over the integers lower ≤ index ≤ upper; of rows, the
    matrix that they make one below the other."""
    return make("stack", (body, index, term(lower), term(upper)))


ZERO = number(0)
ONE = number(1)
TWO = number(2)


def is_number(node: Term, value: int | Fraction | None = None) -> bool:
    """Whether a term is a literal number (that very one, if a value is given)."""
    exact = literal(node)
    return exact is not None and (value is None or exact == value)


def literal(node: Term) -> Fraction | None:
    """The rational number that a literal, negated or divided literal stands for, else None."""
    if node.head == "number":
        assert isinstance(node.value, Fraction)
        return node.value
    if node.head == "neg":
        inner = literal(node.args[0])
        return None if inner is None else -inner
    if node.head == "div":
        top, bottom = literal(node.args[0]), literal(node.args[1])
        return top / bottom if top is not None and bottom else None
    return None


def subterms(node: Term) -> Iterator[Term]:
    """Every distinct node of a term, each once, operands before what holds them."""
    done: dict[Term, bool] = {}
    stack = [node]
    while stack:
        current = stack.pop()
        state = done.get(current)
        if state is None and current.args:
            done[current] = False
            stack.append(current)
            stack.extend([a for a in reversed(current.args) if a not in done])
        elif not state:
            done[current] = True
            yield current


def rebuild(node: Term, args: tuple[Term, ...]) -> Term:
    """The same node over other operands; sums and products joined as `add` and `mul` join them."""
    if args == node.args:
        return node
    if node.head in ("add", "mul") and args[0].head == node.head:
        args = args[0].args + args[1:]
    return make(node.head, args, node.value)


def bound_index(node: Term) -> Term | None:
    """The index that a binder binds in its first operand, if the node is a binder."""
    return node.args[1] if node.head in BINDERS else None


def contains(node: Term, *heads: str) -> bool:
    """Whether one of some heads (of those told apart in `kinds`) occurs in a term."""
    return any(node.kinds & _KIND[head] for head in heads)


def free_symbols(node: Term) -> tuple[Term, ...]:
    """The symbols that occur free, in order of first appearance."""
    if node.head == "symbol":
        return (node,)
    try:
        return node._free
    except AttributeError:
        pass
    if node.head in BINDERS:
        body, index, *limits = node.args
        inside = tuple(s for s in free_symbols(body) if s is not index)
        found = _merged([inside, *map(free_symbols, limits)])
    else:
        found = _merged([free_symbols(a) for a in node.args])
    object.__setattr__(node, "_free", found)
    return found


def _merged(parts: list[tuple[Term, ...]]) -> tuple[Term, ...]:
    """The members of all parts, each once, in order; one of the parts itself if that says all."""
    parts = list(dict.fromkeys(p for p in parts if p))
    if len(parts) < 2:
        return parts[0] if parts else ()
    found = tuple(dict.fromkeys(s for p in parts for s in p))
    return parts[0] if len(found) == len(parts[0]) else found


def fresh(name: str, taken: tuple[Term, ...]) -> Term:
    """A symbol like `name` that is none of those taken."""
    candidate = symbol(name)
    count = 0
    while candidate in taken:
        count += 1
        candidate = symbol(f"{name}_{count}" if count > 1 else f"{name}'")
    return candidate


def substitute(node: Term, replacements: dict[Term, Term]) -> Term:
    """Replace whole subterms at once, without capturing a bound index.

    A bound index that a replacement would capture is renamed; a replacement for the bound index
    itself does not reach into the binder.
    """
    memo: dict[Term, Term] = {}

    def visit(current: Term) -> Term:
        if current in replacements:
            return replacements[current]
        if not current.args:
            return current
        known = memo.get(current)
        if known is None:
            known = memo[current] = step(current)
        return known

    def step(current: Term) -> Term:
        index = bound_index(current)
        if index is None:
            return rebuild(current, tuple(map(visit, current.args)))
        body, _, *limits = current.args
        inner = {k: v for k, v in replacements.items() if index not in free_symbols(k)}
        incoming = tuple(s for v in inner.values() for s in free_symbols(v))
        if index in incoming:
            renamed = fresh(str(index.value), (*incoming, *free_symbols(body)))
            body, index = substitute(body, {index: renamed}), renamed
        return make(
            current.head, (substitute(body, inner), index, *map(visit, limits)), current.value
        )

    return visit(node)


def transform(node: Term, rewrite: Callable[[Term], Term]) -> Term:
    """Rewrite bottom-up: operands first, then the node rebuilt over them."""
    memo: dict[Term, Term] = {}
    for current in subterms(node):
        memo[current] = rewrite(rebuild(current, tuple(memo[a] for a in current.args)))
    return memo[node]
