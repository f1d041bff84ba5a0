"""The statements of a declaration block, one a line; `#` starts a remark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from derive.ground.diagnostic import DeriveError, Diagnostic
from derive.readers.sources.excerpt import Excerpt
from derive.readers.sources.splitting import first, split
from derive.readers.sources.statement import (
    OPTIONS,
    Alias,
    Assume,
    Clause,
    Def,
    DerivativeSign,
    EndAssume,
    Let,
    Option,
    Statement,
)
from derive.readers.sources.type_text import COMMA, RANGE, end_of_range, type_text, unreadable

_LINE = re.compile(r"[^\n]+")
_REMARK = re.compile(r"(?:^|(?<=\s))#(?:\s.*)?$|(?<!\\)%.*$")
_KEYWORD = re.compile(r"\s*(end\s+assume|[A-Za-z]+)(?=\s|$)\s*")
_COLON = re.compile(r":(?!=)|\\in\b|\\colon\b")
_FOR = re.compile(r"\bfor\b(?:\s+all\b)?")
_DEFINING = re.compile(r":=|\\coloneqq\b|\\triangleq\b|=")
_EQUALS = re.compile(r"=")
_IN = re.compile(r"\bin\b|\\in\b|=")

FORMS: dict[str, str] = {
    "let": "let NAME, … : TYPE, perhaps with `for i in 1..N`",
    "def": "def NAME := …, or def f(x) := …",
    "alias": "alias NAME = NAME",
    "assume": "assume RELATION",
    "end assume": "end assume",
    "derivative": "derivative SIGN, as in derivative \\delta",
    "option": "option KEY = VALUE",
}
"""The statements, as messages show them."""

AFTER_A_FORMULA = (
    "or, in a comment right after a formula: claim, def, assume, by REASON, "
    "expect STATUS: WHY, skip WHY"
)


def statements(block: Excerpt, found: list[Diagnostic]) -> Iterator[Statement]:
    """The statements of a block; each line that is none becomes a diagnostic."""
    for match in _LINE.finditer(block.text):
        line = block.cut(*match.span())
        remark = _REMARK.search(line.text)
        line = line.cut(0, remark.start() if remark else len(line.text)).stripped()
        if not line.text:
            continue
        try:
            yield _statement(line)
        except DeriveError as error:
            found.append(error.diagnostic)


def _statement(line: Excerpt) -> Statement:
    match = _KEYWORD.match(line.text)
    word = " ".join(match[1].split()) if match else ""
    reader = _READERS.get(word)
    if match is None or reader is None:
        forms = "\n        ".join((*FORMS.values(), AFTER_A_FORMULA))
        raise unreadable(line, f"`{line.text}` is no statement", f"write one of\n        {forms}")
    return reader(line, line.cut(match.end(), len(line.text)))


def _halves(
    line: Excerpt, rest: Excerpt, sign: re.Pattern[str], word: str
) -> tuple[Excerpt, Excerpt]:
    """Both sides of the sign that a statement needs."""
    parts = first(rest, sign)
    if parts is None or not parts[0].text or not parts[1].text:
        raise unreadable(line, f"this `{word}` is not complete", f"write {FORMS[word]}")
    return parts


def _let(line: Excerpt, rest: Excerpt) -> Let:
    left, right = _halves(line, rest, _COLON, "let")
    names = split(left, COMMA)
    if not all(name.text for name in names):
        raise unreadable(left, "a name is missing between commas", f"write {FORMS['let']}")
    family = first(right, _FOR)
    if family is None:
        return Let(line, tuple(names), type_text(right))
    type_part, ranges = family
    return Let(line, tuple(names), type_text(type_part), tuple(_clauses(ranges)))


def _clauses(ranges: Excerpt) -> Iterator[Clause]:
    """`i in 1..N, j in 1..d`; several indices may share a range: `i, j in 1..N`."""
    waiting: list[Excerpt] = []
    for part in split(ranges, COMMA):
        halves = first(part, _IN)
        if halves is None and re.fullmatch(r"\\?[A-Za-z]\w*'*", part.text):
            waiting.append(part)
            continue
        ends = first(halves[1], RANGE) if halves is not None else None
        if halves is None or ends is None or not all(end.text for end in (*ends, halves[0])):
            raise _no_range(part)
        lower, upper = (end_of_range(each) for each in ends)
        for index in (*waiting, halves[0]):
            yield Clause(index, lower, upper)
        waiting = []
    if waiting:
        raise _no_range(waiting[-1])


def _no_range(part: Excerpt) -> DeriveError:
    return unreadable(
        part, f"`{part.text}` does not say what an index ranges over", "write for i in 1..N"
    )


def _def(line: Excerpt, rest: Excerpt) -> Def:
    return Def(line, *_halves(line, rest, _DEFINING, "def"))


def _alias(line: Excerpt, rest: Excerpt) -> Alias:
    return Alias(line, *_halves(line, rest, _EQUALS, "alias"))


def _assume(line: Excerpt, rest: Excerpt) -> Assume:
    if not rest.text:
        raise unreadable(line, "nothing is assumed here", f"write {FORMS['assume']}")
    return Assume(line, rest)


def _end_assume(line: Excerpt, rest: Excerpt) -> EndAssume:
    if rest.text:
        raise unreadable(
            rest, "`end assume` ends all assumptions of its section", "write end assume alone"
        )
    return EndAssume(line)


def _derivative(line: Excerpt, rest: Excerpt) -> DerivativeSign:
    signs = split(rest, COMMA)
    for sign in signs:
        if not re.fullmatch(r"\\[A-Za-z]+|[^\W\d_]|\\math[a-z]+\{[^{}]+\}", sign.text):
            raise unreadable(line, "no sign is named here", f"write {FORMS['derivative']}")
    return DerivativeSign(line, tuple(signs))


def _option(line: Excerpt, rest: Excerpt) -> Option:
    key, value = _halves(line, rest, _EQUALS, "option")
    known = OPTIONS.get(key.text)
    if known is None:
        raise unreadable(
            key, f"no option is called `{key.text}`", f"options are {', '.join(OPTIONS)}"
        )
    if value.text not in known:
        raise unreadable(
            value, f"`{key.text}` can't be `{value.text}`", f"write one of {', '.join(known)}"
        )
    return Option(line, key.text, value.text)


_READERS: dict[str, Callable[[Excerpt, Excerpt], Statement]] = {
    "let": _let,
    "def": _def,
    "alias": _alias,
    "assume": _assume,
    "end assume": _end_assume,
    "derivative": _derivative,
    "option": _option,
}
