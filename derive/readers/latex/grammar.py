"""The grammar of formulas: precedence climbing over structured tokens.

From loose to tight: `;`, bars, commas, relations, sums, `\\odot` and its like, products, scripts.
A product is flat: calls, the reach of `/` and of differential operators are not decided here.
Whatever can't be read becomes an Unread node in its place, so parsing never fails and no token
is lost.  Parts in brackets are parsed between their known ends; nesting is bounded.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.readers.latex.atoms import atom, braced, bracket
from derive.readers.latex.constructs import noted_sign, stacked_sign
from derive.readers.latex.cursor import DEEPEST, Cursor
from derive.readers.latex.names import ELLIPSES
from derive.readers.latex.scripts import canonical, postfixed
from derive.readers.latex.signs import LOOSE, RELATIONS, SUM_SIGNS, TIGHT
from derive.readers.latex.splitting import gathered
from derive.readers.latex.structure import Tokens, is_operator, is_relation
from derive.readers.latex.tokens import Token
from derive.readers.latex.tree import (
    Chain,
    Ellipsis,
    Empty,
    Mark,
    Name,
    Node,
    Operation,
    Product,
    Quantified,
    Sequence,
    Span,
    Sum,
)

_NEVER_STARTS = frozenset({"wide", "row", "&", "}", "close", "end"})
_SEPARATORS: tuple[frozenset[str], ...] = (
    frozenset({";"}),
    frozenset({"\\mid", "\\|"}),
    frozenset({","}),
)
"""Separators inside brackets, loose to tight."""
_BARS, _COMMAS = 1, 2
"""The levels of bars and of commas."""
_QUANTIFIERS = frozenset({"\\forall", "\\exists", "\\nexists"})


class Grammar(Cursor):
    """The levels of the grammar, from lists to factors."""

    def whole(self) -> Node:
        """Parse everything up to the end of the part."""
        if self.peek() is None:
            here = self.place()
            return Empty(span=Span(here, here))
        return self.separated(0)

    def gathered(self) -> Node:
        """Parse a set or a script, where `x, y \\in S` and `i = 1, \\dots, N` are one relation."""
        self.gathering = True
        return self.whole()

    def sole(self) -> Node | None:
        """A sign that stands alone is a name: `f(\\cdot)`, `x^*`, the word for an operation."""
        token = self.peek()
        if token is None or token.kind not in ("sign", "command"):
            return None
        following = self.tokens[self.at + 1] if self.at + 1 < self.end else None
        if following is not None and not any(self.separates(following, k) for k in range(3)):
            return None
        text = "\\cdot" if token.text == "." else token.text
        if token.text in ",;" and following is not None:
            return None
        if not (is_operator(token) or is_relation(token) or text != token.text or text in ",;"):
            return None
        if following is None and token.text in ".,;:" and not self.depth:
            return None
        self.take()
        return Name(canonical(text), span=Span(token.start, token.end))

    def separated(self, level: int) -> Node:
        """Parse items with the separators of one level between them."""
        if level == _COMMAS:
            return self.gathered_list() if self.gathering else self.listed(self.chain)
        start = self.at
        items = [self.item(level)]
        marks: list[Mark] = []
        while (token := self.peek()) is not None and self.separates(token, level):
            marks.append(self.mark(token.text))
            items.append(self.item(level))
        if not marks:
            return items[0]
        return Sequence(tuple(items), tuple(marks), span=self.span_from(start))

    def item(self, level: int) -> Node:
        """Parse one item, which may be empty."""
        token = self.peek()
        if token is None or any(self.separates(token, k) for k in range(level + 1)):
            if level == _BARS:
                return self.missing("something beside the bar")
            here = self.place()
            return Empty(span=Span(here, here))
        return self.separated(level + 1)

    def listed(self, parse: Callable[[], Node]) -> Node:
        """Parse items between commas; dots may be followed by an item without one."""
        start = self.at
        items = [self.listed_item(parse)]
        marks: list[Mark] = []
        while (token := self.peek()) is not None:
            if self.separates(token, _COMMAS):
                marks.append(self.mark(","))
            elif isinstance(items[-1], Ellipsis) and len(items) > 1 and self.starts_factor(token):
                marks.append(Mark(",", span=Span(token.start, token.start)))
            else:
                break
            items.append(self.listed_item(parse))
        if not marks:
            return items[0]
        return Sequence(tuple(items), tuple(marks), span=self.span_from(start))

    def listed_item(self, parse: Callable[[], Node]) -> Node:
        """Parse an item between commas."""
        token = self.peek()
        if token is None or any(self.separates(token, k) for k in range(3)):
            here = self.place()
            return Empty(span=Span(here, here))
        after_comma = self.at > 0 and self.tokens[self.at - 1].text == ","
        if token.kind == "command" and token.text in ELLIPSES and after_comma:
            following = self.tokens[self.at + 1] if self.at + 1 < self.end else None
            if following is not None and following.kind in ("letter", "number", "{"):
                self.take()
                return Ellipsis(span=Span(token.start, token.end))
        return self.sole() or parse()

    def gathered_list(self) -> Node:
        """Parse items between commas, where commas of one list stay within a relation."""
        start, outer = self.at, self.end
        stop = start
        while stop < outer and not any(self.separates(self.tokens[stop], k) for k in (0, 1)):
            stop = self.partner.get(stop, stop) + 1
        items: list[Node] = []
        marks: list[Mark] = []
        for stretch in gathered(Tokens(self.tokens, self.partner), start, stop):
            if items:
                comma = self.tokens[stretch.start - 1]
                marks.append(Mark(",", span=Span(comma.start, comma.end)))
            self.at, self.end = stretch.start, stretch.end
            items.append(self.completed(self.gathered_item()))
        self.at, self.end = stop, outer
        if not marks:
            return items[0]
        return Sequence(tuple(items), tuple(marks), span=self.span_from(start))

    def gathered_item(self) -> Node:
        """Parse one relation or list of a set or a script."""
        if self.peek() is None:
            here = self.place()
            return Empty(span=Span(here, here))
        return self.sole() or self.chain(lists=True)

    def separates(self, token: Token, level: int) -> bool:
        """Whether a token separates items of a level."""
        return token.kind in ("sign", "command") and token.text in _SEPARATORS[level]

    def chain(self, lists: bool = False) -> Node:
        """Parse operands joined by relation signs; with `lists`, operands may hold commas."""
        token = self.peek()
        if token is not None and token.kind == "command" and token.text in _QUANTIFIERS:
            start = self.at
            quantifier = self.mark(token.text)
            self.depth += 1
            if self.depth > DEEPEST:
                self.at = self.end
                body: Node = self.error("too-large", start, "less nesting")
            else:
                body = self.chain(lists) if self.peek() else self.missing("a variable")
            self.depth -= 1
            return Quantified(quantifier, body, span=self.span_from(start))
        start = self.at
        operands: list[Node] = []
        signs: list[Mark] = []
        if self.sign_ahead() is not None:
            here = self.place()
            operands.append(Empty(span=Span(here, here)))
        else:
            operands.append(self.operand(lists))
        while (sign := self.relation()) is not None:
            if self.peek() is None or self.sign_ahead() is not None:
                operand: Node = self.missing("a term after the sign")
            else:
                operand = self.operand(lists)
            operands.append(operand)
            signs.append(sign)
        if not signs:
            return operands[0]
        return Chain(tuple(operands), tuple(signs), span=self.span_from(start))

    def operand(self, lists: bool) -> Node:
        """Parse a side of a relation."""
        return self.listed(self.sum) if lists else self.sum()

    def sign_ahead(self) -> str | None:
        """Return the canonical relation sign that comes next, if one does."""
        token = self.peek()
        if token is None:
            return None
        if is_relation(token):
            if any(self.separates(token, k) for k in range(3)) and self.depth:
                return None
            return RELATIONS[token.text]
        if token.kind == "sign" and token.text == "!" and token.gap and self.adjacent("="):
            return "\\ne"
        if token.kind == "command" and token.text in ("\\overset", "\\stackrel", "\\underset"):
            return stacked_sign(self)
        if token.kind == "command" and token.text in ("\\xrightarrow", "\\xleftarrow"):
            return "\\to" if token.text == "\\xrightarrow" else "\\gets"
        return None

    def relation(self) -> Mark | None:
        """Take a relation sign; `:` and `=` in a row are one."""
        text = self.sign_ahead()
        if text is None:
            return None
        start = self.at
        token = self.take()
        if token.kind == "command" and token.text in (
            "\\overset",
            "\\stackrel",
            "\\underset",
            "\\xrightarrow",
            "\\xleftarrow",
        ):
            return noted_sign(self, start, text)
        if token.text == "!":
            self.take()
        following = self.peek()
        if following is not None and following.kind == "sign":
            joined = {(":", "="): ":=", ("=", ":"): "=:"}.get((text, following.text))
            if joined is not None:
                self.take()
                text = joined
        return Mark(text, span=self.span_from(start))

    def sum(self) -> Node:
        """Parse terms with signs."""
        start = self.at
        token = self.peek()
        if token is not None and self.is_sum_sign(token):
            signs = [self.mark(SUM_SIGNS[token.text])]
        else:
            here = self.place()
            signs = [Mark("", span=Span(here, here))]
        terms = [self.operation()]
        while (token := self.peek()) is not None and self.is_sum_sign(token):
            signs.append(self.mark(SUM_SIGNS[token.text]))
            terms.append(self.operation())
        if len(terms) == 1 and not signs[0].text:
            return terms[0]
        return Sum(tuple(signs), tuple(terms), span=self.span_from(start))

    @staticmethod
    def is_sum_sign(token: Token) -> bool:
        """Whether a token is a sign between terms."""
        return token.kind in ("sign", "command") and token.text in SUM_SIGNS

    def operation(self) -> Node:
        """Parse products joined by loose operators."""
        start = self.at
        operands = [self.product()]
        operators: list[Mark] = []
        while (token := self.peek()) is not None and (
            token.kind in ("sign", "command") and token.text in LOOSE
        ):
            operators.append(self.mark(LOOSE[token.text]))
            operands.append(self.product())
        if not operators:
            return operands[0]
        return Operation(tuple(operators), tuple(operands), span=self.span_from(start))

    def product(self) -> Node:
        """Parse factors, side by side or joined by tight operators."""
        start = self.at
        factors = [self.factor()]
        operators: list[Mark] = []
        while (token := self.peek()) is not None:
            if token.kind in ("sign", "command") and token.text in TIGHT:
                operators.append(self.mark(TIGHT[token.text]))
            elif self.multiplies(token):
                operators.append(self.mark("\\cdot"))
            elif self.starts_factor(token):
                operators.append(Mark("", span=Span(token.start, token.start)))
            else:
                break
            factors.append(self.factor())
        if not operators:
            return factors[0]
        return Product(tuple(operators), tuple(factors), span=self.span_from(start))

    def multiplies(self, token: Token) -> bool:
        """Whether a full stop is a dot between factors: `x_{1}.y_{1}`, with nothing around it."""
        if token.text != "." or token.kind != "sign" or token.gap or not 0 < self.at < self.end - 1:
            return False
        before, after = self.tokens[self.at - 1], self.tokens[self.at + 1]
        fraction = after.text in ("\\frac", "\\dfrac", "\\tfrac")
        fits = before.kind == "}" and (fraction or after.kind == "letter")
        return (fits or (before.text == ")" and fraction)) and not after.gap

    def starts_factor(self, token: Token) -> bool:
        """Whether a token can begin a factor; what is not known can, to be told as unread."""
        if token.kind in _NEVER_STARTS:
            return False
        if token.kind not in ("sign", "command"):
            return True
        if is_operator(token) or self.sign_ahead() is not None:
            return False
        return token.text not in _QUANTIFIERS and not any(
            token.text in separators for separators in _SEPARATORS
        )

    def factor(self) -> Node:
        """Parse one factor, with a sign of its own where an operator stands before it."""
        token = self.peek()
        if token is not None and self.is_sum_sign(token):
            start = self.at
            sign = self.mark(SUM_SIGNS[token.text])
            if self.depth >= DEEPEST:
                self.at = self.end
                return self.error("too-large", start, "less nesting; name the inner parts")
            self.depth += 1
            inner = self.factor()
            self.depth -= 1
            return Sum((sign,), (inner,), span=self.span_from(start))
        if token is None or not self.starts_factor(token):
            return self.missing("a term")
        if self.depth >= DEEPEST:
            start = self.at
            self.at = self.end
            return self.error("too-large", start, "less nesting; name the inner parts")
        self.depth += 1
        node = postfixed(self, self.atom(token))
        self.depth -= 1
        return node

    def atom(self, token: Token) -> Node:
        """Parse one operand without the scripts after it; it takes at least one token."""
        return atom(self, token)

    def bracket(self) -> Node:
        """Parse the visible brackets that come next."""
        return bracket(self)

    def braced(self) -> Node:
        """Parse the content of the braces that come next."""
        return braced(self)
