"""Mathematics in Python docstrings: the file is parsed, never imported and never run.

A docstring is read as Markdown with the roles and directives of reStructuredText.  Its indentation
is left out and its escapes are undone, each character keeping its place.  Where an escape such as
`\\b` would eat the start of a LaTeX command, the command is what its author meant.
"""

from __future__ import annotations

import ast
import re
import textwrap
import unicodedata

from derive.ground.diagnostic import Diagnostic
from derive.readers.sources import markdown, rst
from derive.readers.sources.decoding import readable
from derive.readers.sources.excerpt import Excerpt, joined, replaced, whole, without
from derive.readers.sources.finding import Scanned
from derive.readers.sources.page import Page
from derive.readers.sources.scanner import Recogniser

_LITERAL = re.compile(
    r"(?P<prefix>[A-Za-z]{0,2})(?P<quote>'''|\"\"\"|'|\")(?P<text>(?:\\.|(?!(?P=quote)).)*)(?P=quote)",
    re.DOTALL,
)
_ESCAPE = re.compile(
    r"\\(?:\n|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|N\{[^}]*\}|[0-7]{1,3}|.)", re.DOTALL
)
_SIMPLE = {"n": "\n", "t": "\t", "r": " ", "\\": "\\", "'": "'", '"': '"', "a": "�", "b": "�",
           "f": " ", "v": " "}  # fmt: skip
_EATEN = re.compile(
    r"\\(?:alpha|approx|arg|ast|bar|begin|beta|big|bigl|bigr|Big|binom|bm|bmod|boldsymbol|bullet|"
    r"exp|fbox|flat|forall|frac|nabla|neg|neq|ne|ni|not|nolimits|nonumber|nu|"
    r"rangle|rceil|rfloor|rho|right|rightarrow|rm|rvert|rVert|"
    r"tan|tanh|tau|tag|text\w*|tfrac|theta|tilde|times|to|top|triangleq|"
    r"varepsilon|varphi|vec|vdots|vee|vert|Vert)(?![A-Za-z])"
)
_DOCTEST = re.compile(r"[ \t]*(?:>>>|\.\.\.)(?: .*)?$", re.MULTILINE)

OPENINGS = re.compile(f":math:`|{markdown.OPENINGS.pattern}", re.DOTALL)
TABLE: dict[str, Recogniser] = {**markdown.TABLE, ":": rst.role}


def scan_docstrings(page: Page, found: list[Diagnostic]) -> list[Scanned]:
    """Each docstring of a Python file, in order."""
    try:
        tree = ast.parse(page.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None) or 1
        found.append(
            Diagnostic(
                "python-syntax",
                "this is no Python file, so its docstrings can't be told",
                page.place(*_line_span(page, line)),
                "correct the line shown",
                level="warning",
            )
        )
        return []
    nodes = [
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
        and isinstance(node.body[0].value.value, str)
    ]
    nodes.sort(key=lambda node: (node.lineno, node.col_offset))
    return [_scan(_literal(page, node, found)) for node in nodes]


def _line_span(page: Page, line: int) -> tuple[int, int]:
    start = page.starts[min(line, len(page.starts)) - 1]
    return start, start + 1


def _scan(excerpt: Excerpt) -> Scanned:
    dedented = _dedented(excerpt)
    body, found = rst.directives(dedented.text, literal_blocks=False)
    scanned = markdown.scan_markdown(
        dedented, covered=body, front_matter=False, indented_code=False, roles=(OPENINGS, TABLE)
    )
    scanned.found.extend(found)
    scanned.found.sort(key=lambda each: (each.start, each.end))
    return scanned


def _offset(page: Page, line: int, column: int) -> int:
    """The offset of a place as the parser tells it: lines from 1, columns in UTF-8 bytes from 0."""
    start = page.starts[line - 1]
    text = page.line(line)
    if text.isascii():
        return start + column
    return start + len(text.encode("utf-8")[:column].decode("utf-8", "ignore"))


def _literal(page: Page, node: ast.Constant, found: list[Diagnostic]) -> Excerpt:
    """The text of a string as its author wrote it, escapes undone."""
    start = _offset(page, node.lineno, node.col_offset)
    end = _offset(page, node.end_lineno or node.lineno, node.end_col_offset or 0)
    parts: list[Excerpt] = []
    for match in _LITERAL.finditer(page.text, start, end):
        part = whole(page).cut(*match.span("text"))
        raw = "r" in match["prefix"].lower()
        parts.append(part if raw else _unescaped(part, found))
    return joined(page, parts, end)


def _unescaped(text: Excerpt, found: list[Diagnostic]) -> Excerpt:
    spans: list[tuple[int, int, str]] = []
    told = False
    for match in _ESCAPE.finditer(text.text):
        if _EATEN.match(text.text, match.start()):
            if not told:
                found.append(_eaten(text, match.start()))
            told = True
            continue
        character = _character(match[0])
        if character is not None:
            spans.append((*match.span(), character))
    return replaced(text, spans)


def _character(escape: str) -> str | None:
    """What an escape stands for; None where Python leaves the backslash as it is."""
    if escape == "\\\n":
        return ""
    sign = escape[1]
    if sign in _SIMPLE:
        return _SIMPLE[sign]
    if sign == "N" and len(escape) > 2:
        try:
            return unicodedata.lookup(escape[3:-1])
        except KeyError:
            return "�"
    if sign in "xuU" and len(escape) > 2:
        code = int(escape[2:], 16)
    elif sign.isdigit() and sign < "8":
        code = int(escape[1:], 8)
    else:
        return None
    return readable(chr(code)) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "�"


def _eaten(text: Excerpt, at: int) -> Diagnostic:
    return Diagnostic(
        "eaten-backslash",
        f"Python reads `{text.text[at : at + 2]}` here as a control character, not as LaTeX",
        text.place(at, at + 2),
        'write r""" before the docstring; it was read as LaTeX',
        text.line(at),
        level="warning",
    )


def _dedented(excerpt: Excerpt) -> Excerpt:
    """Without the indentation that all lines but the first share, and without doctests."""
    text = excerpt.text
    head, _, rest = text.partition("\n")
    kept = textwrap.dedent(rest)
    lines, shorter = rest.split("\n"), kept.split("\n")
    cut = next((len(a) - len(b) for a, b in zip(lines, shorter, strict=True) if b.strip()), 0)
    spans: list[tuple[int, int]] = []
    at = 0
    for number, line in enumerate([head, *lines] if rest else [head]):
        if _DOCTEST.fullmatch(line):
            spans.append((at, at + len(line)))
        elif number and cut:
            spans.append((at, at + min(cut, len(line) - len(line.lstrip(" \t")))))
        at += len(line) + 1
    return without(excerpt, spans)
