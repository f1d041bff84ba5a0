"""Written mathematics cut into tokens, each with its place in the fragment.

Comments are kept aside.  Spacing, sizes and colours are dropped here: they mean nothing.  What
Markdown leaves behind (`\\\\_`, `\\\\{`, doubled backslashes) is undone where that is clear, and
characters such as σ or ² become the LaTeX that they stand for.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from derive.readers.latex.characters import COMBINING, in_latex, script
from derive.readers.latex.display import Comment
from derive.readers.latex.doubling import original_places, undoubled
from derive.readers.latex.layout import IGNORED, IGNORED_WITH
from derive.readers.latex.signs import BARS, CLOSING, OPENING
from derive.readers.latex.tree import Span


class Token(NamedTuple):
    """One token."""

    kind: str
    """`letter`, `number`, `command`, `sign` (any other character), `{`, `}`, `^`, `_`, `'`, `&`,
    `open`, `close`, `bar`, `row`, `wide`, `text`, `begin`, `end`, `tag`, `label`, `param`."""
    text: str
    """Canonical for brackets and bars, as written otherwise; the content of text."""
    start: int
    end: int
    gap: int = 0
    """Before it: 0 nothing, 1 a blank, 2 a spacing command."""


_DELIMITER = r"(?:\\\\?[{}|]|\\[a-zA-Z]+|[()\[\]|./<>])"
_TOKEN = re.compile(
    rf"""
      (?P<blank>[ \t\r\n~]+)
    | (?P<comment>%[^\n]*\n?)
    | \\(?P<side>left|right|middle|[bB]igg?[lrm]?)(?![a-zA-Z])\s*(?P<fence>{_DELIMITER})
    | (?P<text>\\(?:text|textrm|textnormal|mbox|textit|textup|textsf|texttt|textsc|hbox|textbf
                |intertext|shortintertext|mathrm|operatorname|tag|label|eqref|ref)\*?)\s*(?=\{{)
    | (?P<environment>\\(?:begin|end))\s*\{{\s*(?P<named>[a-zA-Z]+)\*?\s*\}}
    | (?P<row>\\\\\*?(?:\s*\[\s*-?[\d.]+\s*(?:pt|em|ex|cm|mm|in|mu|\\baselineskip)\s*\])?
        | \\(?:newline|cr)(?![a-zA-Z]))
    | \\not\s*(?P<negated>=|\\in(?![a-zA-Z])|\\equiv(?![a-zA-Z]))
    | (?P<wide>\\(?:qquad|quad|enspace)(?![a-zA-Z]))
    | (?P<thin>\\[,;:!> ] | \\(?:thinspace|medspace|thickspace|negthinspace|enskip)(?![a-zA-Z])
        | \\\n | \\(?:hskip|kern|mkern|mskip)\s*-?[\d.]+\s*[a-z]{{2}})
    | (?P<command>\\[a-zA-Z]+\*?)
    | (?P<escaped>\\[^a-zA-Z])
    | (?P<entity>&(?:lt|gt|amp);)
    | (?P<decimal>(?:\d+\{{,\}}(?!\d{{3}}(?!\d))|0\{{,\}})\d+(?!\d|\{{,\}}|\.\d))
    | (?P<number>\d+(?:\{{,\}}\d{{3}}(?!\d))*(?:\.\d+)?(?:[eE][-+]?\d+(?![\w.]))?|\.\d+)
    | (?P<dots>\.\.\.+)
    | (?P<primes>'+)
    | (?P<pair>::=|:=|=:|<=>|<=|>=|==|=>|->|\|\|)
    | (?P<letter>[a-zA-Z])
    | (?P<param>\#\d)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
NAME = re.compile(r"(?:[A-Za-z0-9 \-.]|\\_|\\ )+\Z")
"""Letters in `\\mathrm{…}` that are one word rather than mathematics in upright letters."""
_SPACING = re.compile(r"\\[,;:! ]")
_MATHS_IN_TEXT = re.compile(r"\$([^$]*)\$")


def _closing_brace(text: str, start: int) -> int:
    """Return the place of the brace that closes the one at `start`, or the end of the text."""
    depth, i, n = 0, start, len(text)
    while i < n:
        char = text[i]
        if char == "\\":
            i += 1
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if not depth:
                return i
        i += 1
    return n


class _Scanner:
    """One pass over a fragment."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.comments: list[Comment] = []
        self.gap = 0
        self.bars = [[0, 0]]
        """At each level of brackets, how many single and how many double bars there were."""
        self.escaped_braces = text.count("\\\\{") == text.count("\\\\}") > 0

    def add(self, kind: str, text: str, start: int, end: int) -> None:
        """Add a token, keeping count of the bars at its level."""
        if kind in ("open", "{", "begin"):
            self.bars.append([0, 0])
        elif kind in ("close", "}", "end") and len(self.bars) > 1:
            self.bars.pop()
        elif kind == "bar":
            self.bars[-1][text == "\\|"] += 1
        elif kind == "row":
            self.bars[-1] = [0, 0]
        self.tokens.append(Token(kind, text, start, end, self.gap))
        self.gap = 0

    def run(self, text: str, offset: int = 0) -> None:
        """Cut `text`, whose first character stands at `offset`."""
        i, n = 0, len(text)
        while i < n:
            match = _TOKEN.match(text, i)
            assert match is not None  # The last alternative takes anything.
            kind = match.lastgroup
            i = match.end()
            i = getattr(self, f"_{kind}")(match, text, offset, i) or i

    def _blank(self, match: re.Match[str], text: str, offset: int, end: int) -> None:
        self.gap = max(self.gap, 2 if "~" in match[0] else 1)

    def _comment(self, match: re.Match[str], text: str, offset: int, end: int) -> None:
        span = Span(offset + match.start(), offset + match.start() + len(match[0].rstrip("\n")))
        self.comments.append(Comment(match[0][1:].strip(), span))
        self.gap = max(self.gap, 1)

    def _fence(self, match: re.Match[str], text: str, offset: int, end: int) -> int | None:
        side, fence = match["side"], match["fence"].replace("\\\\", "\\")
        start = offset + match.start()
        if fence in ("<", ">"):
            fence = "\\langle" if fence == "<" else "\\rangle"
        known = fence in OPENING or fence in CLOSING or fence in BARS or fence in "./"
        if not known:
            if side in ("left", "right", "middle"):
                self.add("command", f"\\{side}", start, offset + match.end("side"))
            return match.end("side")
        shape = OPENING.get(fence) or CLOSING.get(fence) or BARS.get(fence) or fence
        if side == "middle" or side.endswith("m"):
            self.add("sign" if shape == "/" else "bar", shape, start, offset + end)
        elif side == "left" or (side != "left" and side.endswith("l")):
            self.add("open", shape, start, offset + end)
        elif side == "right" or side.endswith("r"):
            self.add("close", shape, start, offset + end)
        elif shape in (".", "/"):
            self.add("sign", shape, start, offset + end)
        else:
            kind = "open" if fence in OPENING else "close" if fence in CLOSING else "bar"
            self.add(kind, shape, start, offset + end)
        return None

    def _text(self, match: re.Match[str], text: str, offset: int, end: int) -> int | None:
        command = match["text"].rstrip("*")
        brace = text.index("{", end - 1) if text[end - 1] == "{" else text.index("{", end)
        close = _closing_brace(text, brace)
        if close == len(text):
            self.add("command", command, offset + match.start(), offset + match.end("text"))
            return match.end("text")
        content = text[brace + 1 : close]
        start, stop = offset + match.start(), offset + close + 1
        if command in ("\\mathrm", "\\operatorname"):
            if not NAME.match(_SPACING.sub("", content)):
                self.add("command", command, start, offset + match.end("text"))
                return match.end("text")
            kind = "word" if command == "\\mathrm" else "operator"
            self.add(kind, _SPACING.sub("", content).strip(), start, stop)
        elif command in ("\\tag", "\\label"):
            self.add(command[1:], content.strip(), start, stop)
        elif command == "\\textbf" and len(content.strip()) == 1:
            self.add("command", "\\mathbf", start, offset + match.end("text"))
            return match.end("text")
        elif "$" in content:
            self._mixed(content, offset + brace + 1)
        else:
            self.add("text", content, start, stop)
        return close + 1

    def _mixed(self, content: str, offset: int) -> None:
        """Words with formulas between dollar signs."""
        at = 0
        for match in _MATHS_IN_TEXT.finditer(content):
            if content[at : match.start()].strip():
                self.add("text", content[at : match.start()], offset + at, offset + match.start())
            self.run(match[1], offset + match.start(1))
            at = match.end()
        if content[at:].strip():
            self.add("text", content[at:], offset + at, offset + len(content))

    def _named(self, match: re.Match[str], text: str, offset: int, end: int) -> int:
        kind = match["environment"][1:]
        stop = end
        if kind == "begin":
            if match["named"] in ("array", "subarray", "alignat", "alignedat", "IEEEeqnarray"):
                columns = re.compile(r"\s*(?:\[\w*\])?\s*(?=\{)").match(text, end)
                if columns:
                    stop = _closing_brace(text, columns.end()) + 1
            placed = re.compile(r"\s*\[[tcb]\]").match(text, stop)
            stop = placed.end() if placed else stop
        stop = min(stop, len(text))
        self.add(kind, match["named"], offset + match.start(), offset + stop)
        return stop

    def _row(self, match: re.Match[str], text: str, offset: int, end: int) -> int | None:
        start = match.start()
        after = text[start + 2 : start + 3]
        if match[0].startswith("\\\\") and end == start + 2:
            if after == "_":
                self.add("_", "_", offset + start, offset + end + 1)
                return end + 1
            if self.escaped_braces and after in ("{", "}"):
                shape = "\\" + after
                self.add(
                    "open" if after == "{" else "close", shape, offset + start, offset + end + 1
                )
                return end + 1
        self.add("row", "\\\\", offset + start, offset + end)
        return None

    def _negated(self, match: re.Match[str], text: str, offset: int, end: int) -> None:
        sign = "\\notin" if match["negated"] == "\\in" else "\\ne"
        self.add("command", sign, offset + match.start(), offset + end)

    def _wide(self, match: re.Match[str], text: str, offset: int, end: int) -> None:
        self.add("wide", match[0], offset + match.start(), offset + end)

    def _thin(self, match: re.Match[str], text: str, offset: int, end: int) -> None:
        self.gap = max(self.gap, 1 if match[0] == "\\!" else 2)

    def _command(self, match: re.Match[str], text: str, offset: int, end: int) -> int | None:
        name = match[0]
        if name.endswith("*") and name not in IGNORED_WITH:
            name, end = name[:-1], end - 1
        start = offset + match.start()
        if name in IGNORED_WITH:
            wide = name.startswith("\\hspace")
            stop = self._past_arguments(text, end, IGNORED_WITH[name])
            if wide:
                self.add("wide", name, start, offset + stop)
            return stop
        if name in IGNORED:
            self.gap = max(self.gap, 1)
        elif name in OPENING:
            self.add("open", OPENING[name], start, offset + end)
        elif name in CLOSING:
            self.add("close", CLOSING[name], start, offset + end)
        elif name in BARS:
            self.add("bar", BARS[name], start, offset + end)
        else:
            self.add("command", name, start, offset + end)
        return end

    def _past_arguments(self, text: str, at: int, count: int) -> int:
        for _ in range(count):
            match = re.compile(r"\s*(?:\[[^\]]*\]\s*)?\{").match(text, at)
            if match is None:
                break
            at = min(_closing_brace(text, match.end() - 1) + 1, len(text))
        return at

    def _escaped(self, match: re.Match[str], text: str, offset: int, end: int) -> None:
        start, name = offset + match.start(), match[0]
        if name == "\\_":
            self.add("_", "_", start, offset + end)
        elif name in OPENING:
            self.add("open", OPENING[name], start, offset + end)
        elif name in CLOSING:
            self.add("close", CLOSING[name], start, offset + end)
        elif name in BARS:
            self.add("bar", BARS[name], start, offset + end)
        elif name in ("\\*", "\\-", "\\+", "\\=", "\\<", "\\>", "\\#", "\\&", "\\%", "\\$"):
            kept = name[1:] if name[1] in "*-+=<>" else name
            self.add("sign", kept, start, offset + end)
        else:
            self.add("sign", name, start, offset + end)

    def _entity(self, match: re.Match[str], text: str, offset: int, end: int) -> None:
        char = _ENTITIES[match[0]]
        self.add("&" if char == "&" else "sign", char, offset + match.start(), offset + end)

    def _decimal(self, match: re.Match[str], text: str, offset: int, end: int) -> int | None:
        """1{,}5 with a decimal comma; as a subscript or alone in brackets it may be a pair."""
        before = [token.kind for token in self.tokens[-2:]]
        after = text[end:].lstrip()
        start, whole = offset + match.start(), len(match[0].partition("{")[0])
        alone = before[-1:] == ["open"] and after.startswith((")", "]", "\\}", "\\right"))
        if alone or before == ["_", "{"]:
            self.add("number", match[0][:whole], start, start + whole)
            self.add("sign", "{,}" if alone else ",", start + whole, start + whole + 3)
            return match.start() + whole + 3
        self.add("number", match[0].replace("{,}", "."), start, offset + end)
        return None

    def _number(self, match: re.Match[str], text: str, offset: int, end: int) -> None:
        self.add("number", match[0].replace("{,}", ""), offset + match.start(), offset + end)

    def _dots(self, match: re.Match[str], text: str, offset: int, end: int) -> None:
        self.add("command", "\\dots", offset + match.start(), offset + end)

    def _primes(self, match: re.Match[str], text: str, offset: int, end: int) -> None:
        for i in range(match.start(), end):
            self.add("'", "'", offset + i, offset + i + 1)

    def _pair(self, match: re.Match[str], text: str, offset: int, end: int) -> None:
        single, double = self.bars[-1]
        if match[0] == "||" and single % 2 and not double % 2:
            # |x||y|: one closes and the next one opens.
            self.add("bar", "|", offset + match.start(), offset + end - 1)
            self.add("bar", "|", offset + end - 1, offset + end)
        elif match[0] == "||":
            self.add("bar", "\\|", offset + match.start(), offset + end)
        else:
            self.add("sign", match[0], offset + match.start(), offset + end)

    def _letter(self, match: re.Match[str], text: str, offset: int, end: int) -> None:
        self.add("letter", match[0], offset + match.start(), offset + end)

    def _param(self, match: re.Match[str], text: str, offset: int, end: int) -> None:
        self.add("param", match[0][1:], offset + match.start(), offset + end)

    def _other(self, match: re.Match[str], text: str, offset: int, end: int) -> int | None:
        char, start = match[0], offset + match.start()
        if char in "{}^_&":
            self.add(char, char, start, offset + end)
        elif char in OPENING:
            self.add("open", char, start, offset + end)
        elif char in CLOSING:
            self.add("close", char, start, offset + end)
        elif char == "|":
            self.add("bar", "|", start, offset + end)
        elif char.isascii():
            self.add("sign", char, start, offset + end)
        else:
            return self._foreign(text, match.start(), offset)
        return None

    def _foreign(self, text: str, at: int, offset: int) -> int:
        """A character outside ASCII: raised and lowered ones join to one script."""
        char = text[at]
        raised = script(char)
        if raised is not None:
            sign, inner, stop = raised[0], "", at
            while stop < len(text) and (each := script(text[stop])) and each[0] == sign:
                inner += each[1] + " " * each[1].startswith("\\")
                stop += 1
            self._insert(f"{sign}{{{inner}}}", offset + at, offset + stop)
            return stop
        if char in COMBINING and self.tokens and self.tokens[-1].kind == "letter":
            base = self.tokens.pop()
            span = (base.start, offset + at + 1)
            self.tokens.append(Token("command", COMBINING[char], *span, base.gap))
            self.tokens.append(Token(base.kind, base.text, *span))
            return at + 1
        meaning = in_latex(char)
        if meaning is not None:
            self._insert(meaning, offset + at, offset + at + 1)
        elif char.isalpha():
            self.add("letter", char, offset + at, offset + at + 1)
        else:
            self.add("sign", char, offset + at, offset + at + 1)
        return at + 1

    def _insert(self, latex: str, start: int, end: int) -> None:
        """Tokens of what a character stands for, all at its place."""
        inner = _Scanner(latex)
        inner.run(latex)
        gap = max(self.gap, inner.tokens[0].gap if inner.tokens else inner.gap)
        for token in inner.tokens:
            self.tokens.append(Token(token.kind, token.text, start, end, gap))
            gap = 0
        self.gap = gap if not inner.tokens else 0


def tokenize(text: str) -> tuple[list[Token], list[Comment]]:
    """Return the tokens of a fragment and its comments."""
    single = undoubled(text) if "\\\\" in text else text
    scanner = _Scanner(single)
    scanner.run(single)
    if single is text:
        return scanner.tokens, scanner.comments
    back = original_places(text)
    tokens = [t._replace(start=back(t.start), end=back(t.end)) for t in scanner.tokens]
    spans = ((c.text, back(c.span.start), back(c.span.end)) for c in scanner.comments)
    return tokens, [Comment(words, Span(start, end)) for words, start, end in spans]
