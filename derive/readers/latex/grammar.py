"""The grammar of formulas: precedence climbing over structured tokens.

From loose to tight: `;`, bars, commas, relations, sums, `\\odot` and its like, products, scripts.
A product is flat: calls, the reach of `/` and of differential operators are not decided here.
Whatever can't be read becomes an Unread node in its place, so parsing never fails and no token
is lost.  Parts in brackets are parsed between their known ends; nesting is bounded.
"""

from __future__ import annotations

from collections.abc import Callable

from derive.readers.latex.commands import (
    BARE,
    BIG,
    ELLIPSES,
    FUNCTIONS,
    LIMITED,
    LOOSE,
    RELATIONS,
    SUM_SIGNS,
    SYMBOLS,
    TIGHT,
    WORDS,
)
from derive.readers.latex.structure import Tokens, is_operator, is_relation
from derive.readers.latex.tokens import Token
from derive.readers.latex.tree import (
    Accented,
    Applied,
    Big,
    Binomial,
    Bracket,
    Cases,
    Chain,
    Ellipsis,
    Empty,
    Evaluated,
    EvaluationBar,
    Fraction,
    Function,
    Group,
    Mark,
    Matrix,
    Name,
    Node,
    Number,
    Operation,
    Postfix,
    Product,
    Prose,
    Quantified,
    Root,
    Run,
    Scripted,
    Sequence,
    Span,
    Sum,
    Unread,
    Worded,
)

DEEPEST = 40
"""Parts that may stand within each other."""
_NEVER_STARTS = frozenset({"wide", "row", "&", "}", "close", "end"})
_SEPARATORS: tuple[frozenset[str], ...] = (
    frozenset({";"}),
    frozenset({"\\mid", "\\|"}),
    frozenset({","}),
)
"""Separators inside brackets, loose to tight."""
_QUANTIFIERS = frozenset({"\\forall", "\\exists", "\\nexists"})
_ATOMIC = (
    Name,
    Number,
    Scripted,
    Accented,
    Bracket,
    Fraction,
    Binomial,
    Root,
    Matrix,
    Cases,
    Empty,
    Ellipsis,
    Group,
    Unread,
)
"""Braces around one of these change nothing."""


class Grammar:
    """A parser at a place in a list of tokens."""

    def __init__(self, tokens: Tokens, source: str) -> None:
        self.tokens = tokens.items
        self.partner = tokens.partner
        self.source = source
        self.at = 0
        self.end = len(self.tokens)
        self.depth = 0
        self.integrals = 0

    # Moving.

    def peek(self) -> Token | None:
        """Return the next token, if any is left in this part."""
        return self.tokens[self.at] if self.at < self.end else None

    def take(self) -> Token:
        """Return the next token and step over it."""
        token = self.tokens[self.at]
        self.at += 1
        return token

    def span_from(self, start: int) -> Span:
        """Return the span from the token at index `start` to the last one taken."""
        if start >= len(self.tokens) or self.at <= start:
            here = self.place()
            return Span(here, here)
        taken = self.tokens[start : self.at]
        return Span(taken[0].start, max(taken[-1].end, taken[0].end))

    def place(self) -> int:
        """Return the offset at which the next token begins, or the last one ended."""
        if self.at < len(self.tokens) and self.at < self.end:
            return self.tokens[self.at].start
        return self.tokens[self.at - 1].end if self.at else 0

    def missing(self, expected: str) -> Unread:
        """Return what stands for something that is not there."""
        here = self.place()
        return Unread("", expected, "syntax", span=Span(here, here))

    def unread(self, start: int, expected: str, code: str = "syntax") -> Unread:
        """Return the tokens since index `start` as something that was not read."""
        span = self.span_from(start)
        return Unread(self.source[span.start : span.end], expected, code, span=span)

    def part(self, last: int, parse: Callable[[], Node]) -> Node:
        """Parse what stands before the token at index `last`, and step over that token."""
        outer, start = self.end, self.at
        if self.depth >= DEEPEST:
            self.at = last
            node: Node = self.unread(start, "less nesting; name the inner parts", "too-large")
        else:
            self.end = last
            self.depth += 1
            node = parse()
            self.depth -= 1
            if self.at < last:
                begin = self.at
                self.at = last
                node = self.product_of(node, self.unread(begin, "an operator or a separator"))
        self.end = outer
        self.at = last + 1
        return node

    @staticmethod
    def product_of(left: Node, right: Node) -> Node:
        """Join two nodes that stand side by side."""
        span = Span(left.span.start, right.span.end)
        return Product((Mark(""),), (left, right), span=span)

    # Lists and relations.

    def whole(self) -> Node:
        """Parse everything up to the end of the part."""
        if self.peek() is None:
            here = self.place()
            return Empty(span=Span(here, here))
        return self.sole() or self.separated(0)

    def sole(self) -> Node | None:
        """A sign that stands alone is a name: `f(\\cdot)`, `x^*`, the word for an operation."""
        token = self.peek()
        if token is None or self.at + 1 != self.end or token.kind not in ("sign", "command"):
            return None
        text = "\\cdot" if token.text == "." else token.text
        if not (is_operator(token) or is_relation(token) or text != token.text or text in ",;"):
            return None
        self.take()
        return Name(self.canonical(text), span=Span(token.start, token.end))

    def separated(self, level: int) -> Node:
        """Parse items with the separators of one level between them."""
        if level == len(_SEPARATORS):
            return self.chain()
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
            here = self.place()
            return Empty(span=Span(here, here))
        if level + 2 == len(_SEPARATORS):
            return self.listed()
        return self.separated(level + 1)

    def listed(self) -> Node:
        """Parse items between commas; see `lists`."""
        return self.separated(len(_SEPARATORS) - 1)

    def separates(self, token: Token, level: int) -> bool:
        """Whether a token separates items of a level."""
        return token.kind in ("sign", "command") and token.text in _SEPARATORS[level]

    def mark(self, text: str) -> Mark:
        """Take a token as a mark with this canonical text."""
        token = self.take()
        return Mark(text, span=Span(token.start, token.end))

    def chain(self, lists: bool = False) -> Node:
        """Parse operands joined by relation signs; with `lists`, operands may hold commas."""
        token = self.peek()
        if token is not None and token.kind == "command" and token.text in _QUANTIFIERS:
            start = self.at
            quantifier = self.mark(token.text)
            body = self.chain(lists) if self.peek() else self.missing("a variable")
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

    def cell(self) -> Node:
        """Parse an entry of a matrix or of cases, which may begin with words."""
        start = self.at
        stretches: list[tuple[list[str], int, int]] = [([], start, start)]
        i = start
        while i < self.end:
            if self.tokens[i].kind == "prose":
                if stretches[-1][1] < i:
                    stretches.append(([], i, i))
                words = [*stretches[-1][0], " ".join(self.tokens[i].text.split())]
                stretches[-1] = (words, i + 1, i + 1)
                i += 1
            else:
                i = self.partner.get(i, i) + 1
                stretches[-1] = (*stretches[-1][:2], i)
        last = self.end
        parts = [self.worded(*each) for each in stretches if each[0] or each[1] < each[2]]
        self.end = self.at = last
        if len(parts) < 2:
            return parts[0] if parts else self.whole()
        commas = tuple(Mark(",", span=Span(p.span.start, p.span.start)) for p in parts[1:])
        return Sequence(tuple(parts), commas, span=self.span_from(start))

    def worded(self, words: list[str], start: int, end: int) -> Node:
        """Parse one stretch of a cell after its words; a comma at its end is punctuation."""
        if end > start and end < self.end and self.tokens[end - 1].text == ",":
            end -= 1
        while end > start and self.tokens[end - 1][:2] == ("sign", "."):
            end -= 1
        first = self.tokens[start - len(words)].start
        outer = self.end
        self.at, self.end = start, end
        body = (self.sole() or self.chain(lists=True)) if start < end else None
        if body is not None and self.at < end:
            begin, self.at = self.at, end
            body = self.product_of(body, self.unread(begin, "an operator or a separator"))
        self.end = outer
        if not words:
            return body if body is not None else self.missing("an entry")
        text = " ".join(words)
        stop = max(first, self.tokens[start - 1].end if body is None else body.span.end)
        if body is None:
            return Prose(text, span=Span(first, stop))
        return Worded(text, body, span=Span(first, stop))

    def operand(self, lists: bool) -> Node:
        """Parse a side of a relation."""
        start = self.at
        first = self.sum()
        if not lists:
            return first
        items, marks = [first], []
        while (token := self.peek()) is not None and self.separates(token, 2):
            marks.append(self.mark(","))
            items.append(self.sum() if self.peek() is not None else self.missing("an item"))
        if not marks:
            return first
        return Sequence(tuple(items), tuple(marks), span=self.span_from(start))

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
            from derive.readers.latex.constructs import stacked_sign

            return stacked_sign(self)
        if token.kind == "command" and token.text in ("\\xrightarrow", "\\xleftarrow"):
            return "\\to" if token.text == "\\xrightarrow" else "\\gets"
        return None

    def adjacent(self, text: str) -> bool:
        """Whether the token after the next one follows at once and reads `text`."""
        j = self.at + 1
        return j < self.end and self.tokens[j].text == text and not self.tokens[j].gap

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
            from derive.readers.latex.constructs import noted_sign

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

    # Sums and products.

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
            elif self.starts_factor(token):
                operators.append(Mark("", span=Span(token.start, token.start)))
            else:
                break
            factors.append(self.factor())
        if not operators:
            return factors[0]
        return Product(tuple(operators), tuple(factors), span=self.span_from(start))

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
                return self.unread(start, "less nesting; name the inner parts", "too-large")
            self.depth += 1
            inner = self.factor()
            self.depth -= 1
            return Sum((sign,), (inner,), span=self.span_from(start))
        if token is None or not self.starts_factor(token):
            return self.missing("a term")
        if self.depth >= DEEPEST:
            start = self.at
            self.at = self.end
            return self.unread(start, "less nesting; name the inner parts", "too-large")
        self.depth += 1
        node = self.postfixed(self.atom(token))
        self.depth -= 1
        return node

    # Atoms.

    def atom(self, token: Token) -> Node:
        """Parse one operand without the scripts after it; it takes at least one token."""
        kind = token.kind
        if kind == "letter":
            return self.letters()
        if kind == "number":
            self.take()
            return Number(token.text, span=Span(token.start, token.end))
        if kind == "open":
            return self.bracket()
        if kind == "{":
            return self.group()
        if kind == "word":
            self.take()
            return self.word(token)
        if kind == "operator":
            self.take()
            return self.applied(
                Function(token.text.replace(" ", ""), span=Span(token.start, token.end))
            )
        if kind == "prose":
            self.take()
            return Prose(token.text, span=Span(token.start, token.end))
        if kind == "command":
            return self.command(token)
        if kind == "at":
            return self.evaluation()
        if kind == "begin":
            from derive.readers.latex.constructs import environment

            return environment(self)
        return self.lost(token)

    def lost(self, token: Token) -> Node:
        """Take a token that begins nothing."""
        start = self.at
        self.take()
        if token.kind == "stray":
            if token.text in ("{", "}"):
                return self.unread(start, "a matching brace", "unbalanced")
            return self.unread(start, "a matching bracket", "unbalanced")
        if token.kind in ("^", "_"):
            following = self.peek()
            if following is not None:
                self.argument()
            return self.unread(start, "a base before it, or braces around what bears two scripts")
        return self.unread(start, "a term")

    def word(self, token: Token) -> Node:
        """An upright word: a function if it is known as one, a name otherwise."""
        text = token.text.strip()
        span = Span(token.start, token.end)
        joined = text.replace(" ", "")
        if joined in FUNCTIONS or joined in WORDS:
            return self.applied(Function(joined, span=span))
        return Name(f"\\mathrm{{{text}}}", span=span)

    def letters(self) -> Node:
        """A run of letters; a known function may end it, `ylog(a)`."""
        start = self.at
        first = self.take()
        text = first.text
        while (token := self.peek()) is not None and token.kind == "letter" and not token.gap:
            text += token.text
            self.take()
        span = self.span_from(start)
        if len(text) == 1:
            return Name(text, span=span)
        bare = self.bare_function(text)
        if bare is None:
            return Run(text, span=span)
        middle = span.start + len(text) - len(bare)
        if len(bare) < len(text):
            self.at -= len(bare)
            head = text[: -len(bare)]
            before = Span(span.start, middle)
            return Name(head, span=before) if len(head) == 1 else Run(head, span=before)
        return self.applied(Function(bare, True, span=span))

    def bare_function(self, text: str) -> str | None:
        """Return the function that plain letters end with, if something follows to apply it to."""
        token = self.peek()
        bracket = token is not None and token.kind == "open"
        if text in WORDS or text in ("max", "min", "det", "sup", "inf"):
            return text if bracket else None
        name = next((b for b in BARE if text.endswith(b) and len(text) - len(b) <= 2), None)
        if name is None or token is None:
            return None
        if token.kind == "^" or token.kind == "_":
            return name
        return name if self.starts_factor(token) and token.kind != "prose" else None

    def bracket(self) -> Node:
        """Visible brackets and what they hold."""
        start = self.at
        opening = self.take()
        last = self.partner[start]
        closing = self.tokens[last]
        body = self.part(last, self.set_body if opening.text == "\\{" else self.whole)
        span = self.span_from(start)
        if opening.text == "\\{" and closing.text == ".":
            from derive.readers.latex.constructs import as_cases

            cases = as_cases(body, span)
            if cases is not None:
                return cases
        if opening.text == "." and closing.text == "|":
            sub, sup, primes = self.scripts()
            if primes == 0 and (sub is not None or sup is not None):
                return Evaluated(body, sub, sup, span=self.span_from(start))
            node = Bracket(".", body, "|", span=span)
            return Scripted(node, sub, sup, primes, span=self.span_from(start)) if primes else node
        return Bracket(opening.text, body, closing.text, span=span)

    def set_body(self) -> Node:
        """The content of curly brackets or of a script, where `x, y \\in S` is one relation."""
        return self.whole()

    def group(self) -> Node:
        """Braces; around one atom they mean nothing."""
        start = self.at
        body = self.braced()
        if isinstance(body, Function):
            return self.applied(body)
        return body if isinstance(body, _ATOMIC) else Group(body, span=self.span_from(start))

    def braced(self) -> Node:
        """The content of braces that come next."""
        last = self.partner[self.at]
        self.take()
        return self.part(last, self.set_body)

    def evaluation(self) -> Node:
        """A bar with a subscript after what is evaluated."""
        start = self.at
        self.take()
        sub, sup, primes = self.scripts()
        bar = EvaluationBar(sub, sup, span=self.span_from(start))
        return Scripted(bar, None, None, primes, span=bar.span) if primes else bar

    def command(self, token: Token) -> Node:
        """A command: a name, dots, a big operator, a function or a construct of its own."""
        from derive.readers.latex.constructs import CONSTRUCTS

        text = token.text
        start = self.at
        if text in SYMBOLS:
            self.take()
            return Name(SYMBOLS[text], span=Span(token.start, token.end))
        if text in BIG:
            self.take()
            return self.big(start, BIG[text])
        construct = CONSTRUCTS.get(text)
        if construct is not None:
            return construct(self)
        if text[1:] in FUNCTIONS:
            self.take()
            return self.applied(Function(text[1:], span=Span(token.start, token.end)))
        if text in ELLIPSES:
            self.take()
            return Ellipsis(span=Span(token.start, token.end))
        self.take()
        return self.unread(start, "a known command, or a \\newcommand for it", "unknown-macro")

    # Operators with limits, and functions.

    def big(self, start: int, operator: str) -> Node:
        """The limits and the body of an operator that has been taken."""
        sub, sup, primes = self.scripts()
        integral = operator.endswith("int")
        self.integrals += integral
        body = self.body()
        self.integrals -= integral
        return Big(operator, sub, sup, primes, body, span=self.span_from(start))

    def body(self) -> Node:
        """What an operator holds: the rest of the term, with a sign of its own."""
        token = self.peek()
        if token is not None and self.is_sum_sign(token):
            start = self.at
            sign = self.mark(SUM_SIGNS[token.text])
            return Sum((sign,), (self.operation(),), span=self.span_from(start))
        if token is None or not self.starts_factor(token):
            return self.missing("a body for the operator")
        return self.operation()

    def applied(self, function: Function) -> Node:
        """A function word that has been taken, with its scripts and its argument."""
        start = self.at - 1
        sub, sup, primes = self.scripts()
        if function.name in LIMITED and sub is not None:
            node = self.big(start, function.name)
            assert isinstance(node, Big)
            sup = sup if sup is not None else node.sup
            return Big(node.operator, sub, sup, primes, node.body, span=node.span)
        head: Node = function
        if sub is not None or sup is not None or primes:
            head = Scripted(function, sub, sup, primes, span=self.span_from(start))
        token = self.peek()
        if token is None or token.kind == "prose":
            return head
        begin = function.span.start
        if token.kind in ("open", "{"):
            argument = self.postfixed(self.bracket() if token.kind == "open" else self.held())
            return Applied(head, argument, "bracket", span=Span(begin, argument.span.end))
        signed = self.is_sum_sign(token) and function.name in FUNCTIONS
        if not signed and not self.starts_factor(token):
            return head
        if token.kind in ("stray", "at"):
            return head
        argument = self.juxtaposed()
        return Applied(head, argument, "juxtaposed", span=Span(begin, argument.span.end))

    def held(self) -> Node:
        """An argument in braces, which are kept: `\\log{x} y` is not `\\log x y`."""
        start = self.at
        body = self.braced()
        return body if isinstance(body, Bracket) else Group(body, span=self.span_from(start))

    def juxtaposed(self) -> Node:
        """An argument without brackets, by the convention of the field."""
        start = self.at
        factors = [self.factor()]
        while (token := self.peek()) is not None and self.continues_argument(token, factors[-1]):
            factors.append(self.factor())
        if len(factors) == 1:
            return factors[0]
        marks = tuple(Mark("", span=Span(f.span.start, f.span.start)) for f in factors[1:])
        return Product(marks, tuple(factors), span=self.span_from(start))

    def continues_argument(self, token: Token, last: Node) -> bool:
        """Whether a factor still belongs to the argument of a function without brackets."""
        if isinstance(last, (Applied, Big, Sum)) or token.gap == 2:
            return False
        if token.kind in ("prose", "operator", "at", "stray") or not self.starts_factor(token):
            return False
        if token.kind == "command" and (
            token.text in BIG or token.text[1:] in FUNCTIONS or token.text == "\\nabla"
        ):
            return False
        if token.kind == "word" and (token.text in FUNCTIONS or token.text in WORDS):
            return False
        if token.kind == "letter" and self.run_ahead() in BARE:
            return False
        return not (self.integrals and self.differential_ahead(token))

    def run_ahead(self) -> str:
        """Return the run of letters that comes next."""
        j = self.at + 1
        text = self.tokens[self.at].text
        while j < self.end and self.tokens[j].kind == "letter" and not self.tokens[j].gap:
            text += self.tokens[j].text
            j += 1
        return text

    def differential_ahead(self, token: Token) -> bool:
        """Whether `dx` comes next, as it ends an integral."""
        if token.kind == "word" and token.text == "d":
            return True
        if token.kind != "letter" or token.text != "d" or self.at + 1 >= self.end:
            return False
        following = self.tokens[self.at + 1]
        return following.kind == "letter" or (
            following.kind == "command" and following.text in SYMBOLS
        )

    # Scripts.

    def postfixed(self, node: Node) -> Node:
        """Attach the scripts, primes, factorials and percent signs that follow."""
        if isinstance(node, (Applied, Big, Evaluated, EvaluationBar, Prose)):
            return node
        if isinstance(node, Unread) and node.code != "unknown-macro":
            return node
        while (token := self.peek()) is not None:
            if token.kind in ("^", "_", "'"):
                begin = self.at
                sub, sup, primes = self.scripts()
                if self.at == begin:
                    return node
                node = self.with_scripts(node, sub, sup, primes)
                follows = self.peek()
                if follows is not None and follows.kind in ("^", "_"):
                    return node
            elif token.kind == "sign" and token.text in ("!", "\\%"):
                if token.text == "!" and self.adjacent("="):
                    if token.gap:
                        return node
                    begin = self.at
                    self.take()
                    self.take()
                    wrong = self.unread(begin, "\\ne, or a space in ! =", "ambiguous-notation")
                    return self.product_of(node, wrong)
                if isinstance(node, Postfix):
                    return node
                text = token.text
                mark = self.mark(text)
                double = self.peek()
                if text == "!" and double is not None and double.text == "!" and not double.gap:
                    self.take()
                    mark = Mark("!!", span=Span(mark.span.start, double.end))
                node = Postfix(node, mark, span=Span(node.span.start, mark.span.end))
            else:
                break
        return node

    @staticmethod
    def with_scripts(node: Node, sub: Node | None, sup: Node | None, primes: int) -> Node:
        """Attach scripts; a superscript on braces around a subscript is `x_i^2` too."""
        end = max(part.span.end for part in (node, sub, sup) if part is not None)
        span = Span(node.span.start, end + primes * (sub is None and sup is None))
        if (
            isinstance(node, Scripted)
            and node.sup is None
            and sub is None
            and not (primes and node.primes)
        ):
            return Scripted(node.base, node.sub, sup, node.primes + primes, span=span)
        return Scripted(node, sub, sup, primes, span=span)

    def scripts(self) -> tuple[Node | None, Node | None, int]:
        """Take a subscript, a superscript and primes, each once, in any order."""
        sub: Node | None = None
        sup: Node | None = None
        primes = 0
        while (token := self.peek()) is not None:
            if token.kind == "'" and sup is None:
                primes += 1
                self.take()
            elif token.kind == "_" and sub is None:
                self.take()
                sub = self.argument()
            elif token.kind == "^" and sup is None:
                self.take()
                given = self.argument()
                count = self.prime_count(given)
                if count and not primes:
                    primes += count
                else:
                    sup = given
            else:
                break
        return sub, sup, primes

    @staticmethod
    def prime_count(node: Node) -> int:
        """Return how many primes a superscript is that holds nothing else."""
        if isinstance(node, Name):
            return int(node.key == "\\prime")
        if isinstance(node, Product) and len(node.factors) <= 3:
            primes = all(f == Name("\\prime") for f in node.factors)
            return len(node.factors) if primes else 0
        return 0

    def argument(self) -> Node:
        """Parse what TeX takes as one argument: braces, or a single token."""
        token = self.peek()
        start = self.at
        if token is None or token.kind in ("wide", "row", "&", "}", "end"):
            return self.missing("an argument")
        if token.kind == "{":
            return self.braced()
        if token.kind == "number" and len(token.text) > 1 and token.text[0].isdigit():
            rest = token._replace(text=token.text[1:], start=token.start + 1, gap=0)
            self.tokens[self.at] = rest
            return Number(token.text[0], span=Span(token.start, token.start + 1))
        if token.kind == "letter":
            self.take()
            return Name(token.text, span=Span(token.start, token.end))
        if token.kind == "open":
            self.at = self.partner[self.at] + 1
            return self.unread(start, "braces around the script, ^{(i)}")
        if token.kind in ("sign", "command") and is_operator(token):
            self.take()
            return Name(self.canonical(token.text), span=Span(token.start, token.end))
        if token.kind in ("^", "_", "'"):
            return self.missing("an argument")
        if token.kind in ("sign", "command") and not self.starts_factor(token):
            return self.missing("an argument")
        if self.depth >= DEEPEST:
            self.at = self.end
            return self.unread(start, "less nesting; name the inner parts", "too-large")
        self.depth += 1
        node = self.single(token)
        self.depth -= 1
        return node

    @staticmethod
    def canonical(text: str) -> str:
        """Return the canonical spelling of a sign that stands as a name."""
        for table in (SUM_SIGNS, TIGHT, LOOSE, RELATIONS):
            if text in table:
                return table[text]
        return text

    def single(self, token: Token) -> Node:
        """One command as an argument, without what it would take as a function."""
        text = token.text
        if token.kind == "word":
            self.take()
            return Name(f"\\mathrm{{{text.strip()}}}", span=Span(token.start, token.end))
        if token.kind == "operator" or (token.kind == "command" and text[1:] in FUNCTIONS):
            self.take()
            return Function(text.lstrip("\\"), span=Span(token.start, token.end))
        return self.atom(token)
