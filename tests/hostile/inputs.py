"""Two hundred and more inputs that nobody means well: malformed, huge, or out to do harm.

Each is a file of a few bytes to a few megabytes, made by rules rather than by hand, with the exit
codes that are right for it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

FOUND = frozenset({0, 1})
"""The file is a document, whatever is found in it."""
UNUSABLE = frozenset({2})
"""The file is none, or holds nothing to check."""
ANY = FOUND | UNUSABLE
"""Both are fair: what matters is that it is said clearly and at once."""

Make = Callable[[Path], None]


@dataclass(frozen=True)
class Hostile:
    """One input."""

    name: str
    make: Make
    """Writes it into a folder."""
    file: str
    """What is then named on the command line."""
    codes: frozenset[int] = ANY


def _file(
    name: str, content: str | bytes, file: str = "input.md", codes: frozenset[int] = ANY
) -> Hostile:
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")

    def make(folder: Path) -> None:
        (folder / file).write_bytes(data)

    return Hostile(name, make, file, codes)


def shown(formula: str) -> str:
    """A document with one displayed formula."""
    return f"# Title\n\nSome words.\n\n$$\n{formula}\n$$\n\nMore words.\n"


def hostile() -> Iterator[Hostile]:
    """All of them."""
    for group in (
        _nested, _numbers, _macros, _bytes, _steering, _markup, _repeated, _unfinished, _notebooks,
        _places, _declarations, _code,
    ):  # fmt: skip
        yield from group()


OPENERS = {
    "round": ("(", ")"), "curly": ("{", "}"), "sized": (r"\left(", r"\right)"),
    "fraction": (r"\frac{1}{", "}"), "root": (r"\sqrt{", "}"), "power": ("x^{", "}"),
    "index": ("x_{", "}"), "minus": ("-", ""), "sum": (r"\sum_{i=1}^{3} ", ""),
    "log": (r"\log ", ""), "calls": ("f(", ")"), "derivative": (r"\frac{d}{dx} ", ""),
    "matrix": (r"\begin{bmatrix}", r"\end{bmatrix}"), "text": (r"\text{", "}"),
    "cases": (r"\begin{cases}", r"\end{cases}"), "bars": ("|", "|"), "norm": (r"\lVert", r"\rVert"),
    "hat": (r"\hat{", "}"), "prime": ("x'", ""),
}  # fmt: skip


def _nested() -> Iterator[Hostile]:
    for name, (left, right) in OPENERS.items():
        for depth in (300, 20_000):
            yield _file(f"nested-{name}-{depth}", shown(f"{left * depth}1{right * depth} = 1"))
        yield _file(f"unclosed-{name}", shown(f"{left * 500}1 = 1"))
    yield _file("nested-quotes", "> " * 5000 + "$$1 = 1$$\n")
    yield _file("nested-lists", "".join(f"{'  ' * n}- $$1 = 1$$\n" for n in range(500)))
    yield _file("nested-fences", "".join("`" * n + "math\n" for n in range(3, 500)))
    yield _file("nested-emphasis", "*_" * 20_000 + "$$1 = 1$$")


def _numbers() -> Iterator[Hostile]:
    formulas = {
        "tower": r"9^{9^{9^{9}}} = 1", "long": f"{'7' * 200_000} = {'7' * 200_000}",
        "decimal": f"0.{'0' * 200_000}1 = 0", "factorial": r"(10^9)! = 1",
        "binomial": r"\binom{1000000000}{500000000} = 1", "negative power": "2^{-1000000000} = 0",
        "sum": r"\sum_{i=1}^{1000000000000} i = 1", "product": r"\prod_{i=1}^{10^{9}} i = 1",
        "over zero": r"\frac{1}{0} = \frac{1}{0}", "zero to zero": "0^0 = 1",
        "infinity": r"\infty - \infty = 0", "power": "(x + 1)^{1000000} = (1 + x)^{1000000}",
        "expansion": "(a+b+c+d+e+f+g+h)^{40} = (h+g+f+e+d+c+b+a)^{40}",
        "exponential": r"e^{e^{e^{e^{10}}}} = 1", "tiny": "e^{-10^{10}} = 0",
        "root": r"\sqrt[1000000000]{2} = 1", "index": "x_{1000000000000} = 1",
        "derivative": r"\frac{d^{1000000}}{dx^{1000000}} x^{1000000} = 1",
        "exponent notation": "1e400 = 1e401", "many dots": "1.2.3.4 = 1", "commas": "1,000,00 = 1",
    }  # fmt: skip
    for name, formula in formulas.items():
        # Some are longer than what is read at all, or no claim.
        readable = len(formula) < 10_000 and name != "index"
        yield _file(f"number-{name}", shown(formula), codes=FOUND if readable else ANY)


LAUGHS = "\n".join(
    [r"\newcommand{\a}{1+1+1+1+1+1+1+1+1+1}"]
    + [
        rf"\newcommand{{\{chr(98 + n)}}}{{{(chr(92) + chr(97 + n) + '+') * 9}\{chr(97 + n)}}}"
        for n in range(12)
    ]
)


def _macros() -> Iterator[Hostile]:
    formulas = {
        "self": r"\newcommand{\me}{\me\me} \me = 1", "mutual": r"\def\p{\q}\def\q{\p} \p = 1",
        "laughs": LAUGHS + r"\m = 1", "growing": r"\def\g#1{\g{#1#1}} \g{x} = 1",
        "frac": r"\renewcommand{\frac}[2]{#2#1} \frac{1}{2} = 2",
        "arguments": r"\newcommand{\n}[9]{#1#2#3#4#5#6#7#8#9} \n = 1",
        "ten arguments": r"\newcommand{\n}[10]{#10} \n{1} = 1", "odd": r"\def\x#1#3{#2} \x{1} = 1",
        "open": r"\newcommand{\x}{", "no name": r"\newcommand{}{1} = 1", "begin": r"\let\begin\end 1 = 1",
        "csname": r"\csname input\endcsname = 1", "catcode": r"\catcode`\$=12 1 = 1",
        "write": r"\immediate\write18{touch pwned} 1 = 1", "lua": r"\directlua{os.execute('touch pwned')} = 1",
        "open file": r"\newread\f\openin\f=/etc/passwd \read\f to \x \x = 1",
    }  # fmt: skip
    for name, formula in formulas.items():
        yield _file(f"macro-{name}", shown(formula))
        yield _file(
            f"macro-{name}-tex",
            f"\\begin{{document}}\n$${formula}$$\n\\end{{document}}\n",
            "input.tex",
        )
    for command in ("input", "include", "subfile", "import"):
        for target in (
            "input.tex",
            "../../../../etc/passwd",
            "/etc/passwd",
            "|touch pwned",
            "http://127.0.0.1:9/x",
        ):
            yield _file(
                f"{command} {target}".replace("/", ":"),
                f"\\{command}{{{target}}}\n$$1 = 1$$\n",
                "input.tex",
            )


def _bytes() -> Iterator[Hostile]:
    contents = {
        "empty": b"", "blank": b" \n\t\r\n" * 1000, "nul": b"$$a\0b = 1$$", "all bytes": bytes(range(256)) * 40,
        "not utf-8": b"$$\xff\xfe\xfa = 1$$", "latin-1": "$$é = 1$$".encode("latin-1"),
        "utf-16": "$$x = x$$".encode("utf-16"), "utf-32": "$$x = x$$".encode("utf-32"),
        "bom": b"\xef\xbb\xbf$$x = x$$", "surrogate": "$$\ud800 = 1$$".encode("utf-8", "surrogatepass"),
        "overlong": b"$$\xc0\xaf = 1$$", "old mac": b"# T\r\r$$\r1 = 1\r$$\r", "control": bytes(range(1, 32)) + b"$$1 = 1$$",
        "separators": "$$\u2028x\u2029 = \u0085x$$".encode(), "reversed": "$$\u202ex = x\u202c$$".encode(),
        "invisible": "$$x\u200b\u200d\u2060 = x$$".encode(), "combining": ("$$x" + "\u0301" * 20_000 + " = x$$").encode(),
        "look alike": "$$х = x$$".encode(), "mathematical": "$$𝔁 = 𝓍 = 𝑥 = 𝚡$$".encode(), "tags": "$$x\U000e0041 = x$$".encode(),
        "private": "$$\ue000 = \U0010ffff$$".encode(), "one line": b"x" * 10_000_000, "one formula": b"$$" + b"x+" * 500_000 + b"x = 1$$",
        "elf": b"\x7fELF" + os.urandom(0) + bytes(5000), "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n$$1 = 2$$", "zip": b"PK\x03\x04" + bytes(100),
    }  # fmt: skip
    for name, content in contents.items():
        yield _file(f"bytes-{name}", content)
    for name in ("nul", "not utf-8", "control", "empty"):
        yield _file(f"bytes-{name}-tex", contents[name], "input.tex")
        yield _file(f"bytes-{name}-ipynb", contents[name], "input.ipynb")


STEERING = {
    "clear": "\x1b[2J", "title": "\x1b]0;owned\x07", "clipboard": "\x1b]52;c;cm0gLXJm\x07",
    "link": "\x1b]8;;http://evil\x1b\\", "c1": "\x9b2J", "backspace": "\b\b\b\b", "return": "\rproved",
    "bell": "\x07", "delete": "\x7f", "sixel": "\x1bPq#0\x1b\\",
}  # fmt: skip


def _steering() -> Iterator[Hostile]:
    for name, code in STEERING.items():
        yield _file(
            f"steer-{name}",
            shown(f"x{code} = x + 1") + f"\n## {code}\n\n$$y = \\text{{{code}}}$$\n",
        )
        yield _file(
            f"steer-name-{name}",
            f"```derive\nlet x{code} : real\n```\n$$x{code} = 1$$ % expect {code}\n",
        )


def _markup() -> Iterator[Hostile]:
    for n, text in enumerate((
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]><!--", "</textarea><svg onload=alert(1)>",
        "&lt;script&gt;", "${7*7}{{7*7}}", "%0A::error::pwned", "::set-output name=x::y", "|`rm -rf`|", "'; DROP TABLE x;--",
    )):  # fmt: skip
        yield _file(f"markup-{n}", shown(rf"x \text{{{text}}} = x + 1 % expect proved: {text}"))


def _repeated() -> Iterator[Hostile]:
    for name, piece in {
        "dollar": "$", "dollars": "$$\n", "backslash": "\\", "brace": "{", "closing": "}", "tick": "`", "comment": "<!--",
        "percent": "% ", "ampersand": "&", "bar": "|", "equals": "=", "caret": "x^", "underscore": "x_", "hash": "#",
        "bracket": "\\[", "paren": "\\(", "begin": "\\begin{align}", "end": "\\end{align}", "left": "\\left",
        "space": " ", "newline": "\n", "link": "[a](", "angle": "<a ", "rows": r"\\", "tab": "\t", "comma": ",",
    }.items():  # fmt: skip
        yield _file(f"repeated-{name}", piece * 100_000)
        yield _file(f"repeated-{name}-shown", shown(piece * 20_000))
    yield _file("chain", shown(" = ".join(["x"] * 3000)))
    yield _file("rows", shown(r"\begin{aligned}" + r" x &= x \\ " * 3000 + r"\end{aligned}"))
    yield _file("factors", shown("".join(f"x_{{{n}}}" for n in range(3000)) + " = 1"))
    yield _file("names", shown("+".join(f"a_{{{n}}}" for n in range(2000)) + " = 0"))
    yield _file("displays", "$$x + 1 = 1 + x$$\n\n" * 2000)
    yield _file(
        "definitions",
        "".join(f"$$q_{{{n + 1}}} := q_{{{n}}} + q_{{{n}}}$$\n\n" for n in range(300)),
    )


def _unfinished() -> Iterator[Hostile]:
    for n, formula in enumerate((
        "=", "= 1", "1 =", "x = = x", r"\frac{1} = 1", r"\frac = 1", "x^ = 1", "x_ = 1", "x^2^3 = 1", "x_1_2 = 1", ")(", "}{",
        r"\left( x = 1", r"x \right) = 1", r"\begin{align} x = 1", r"\end{align}", r"\begin{a}\end{b} = 1", r"\sqrt[ = 1",
        r"\sum_ = 1", r"\int = 1", r"\frac{d}{d} = 1", r"\nabla = 1", "+ = -", "x + = 1", "* x = 1", "'x = 1", r"\unknown{x} = 1",
        r"\text{ = 1", "&&& = &", r"\\ \\ \\", "x < y > z = 1", "f() = 1", "f(,) = 1", "x_{} = 1", "x^{} = 1", "{} = {}",
    )):  # fmt: skip
        yield _file(f"unfinished-{n}", shown(formula))
    for n, text in enumerate(
        (
            "$$",
            "$",
            "```math",
            "\\[",
            "\\begin{equation}\nx = 1",
            "---\na: b",
            "<!-- derive:",
            "```derive\nlet",
        )
    ):
        yield _file(f"open-{n}", text)


def _notebooks() -> Iterator[Hostile]:
    def cell(**fields: object) -> dict[str, object]:
        return {"cell_type": "markdown", "metadata": {}, "source": ["$$1 = 1$$"], **fields}

    values: dict[str, object] = {
        "number": 3, "list": [], "null": None, "empty": {}, "cells null": {"cells": None}, "cells text": {"cells": "x"},
        "cells numbers": {"cells": [1, 2]}, "source number": {"cells": [cell(source=3)]}, "source null": {"cells": [cell(source=None)]},
        "source nested": {"cells": [cell(source=[["$$1 = 1$$"]])]}, "no type": {"cells": [{"source": "$$1 = 1$$"}]},
        "type list": {"cells": [cell(cell_type=["markdown"])]}, "future": {"nbformat": 99, "cells": [cell()]},
        "worksheets": {"worksheets": [{"cells": [cell()]}]}, "script": {"cells": [cell(source=["<script>alert(1)</script>$$1 = 2$$"])]},
        "surrogate": {"cells": [cell(source=["$$\ud800 = 1$$"])]}, "many": {"nbformat": 4, "cells": [cell()] * 2000},
    }  # fmt: skip
    for name, value in values.items():
        yield _file(f"notebook-{name}", json.dumps(value), "input.ipynb")
    for name, text in {
        "deep": "[" * 100_000, "deep objects": '{"cells":' * 50_000, "cut": '{"cells": [{"cell_type": "mark', "nan": '{"cells": NaN}',
        "number": "1" * 100_000, "text": "this is no notebook", "twice": '{"cells": [], "cells": [{}]}', "trailing": "{} {}",
    }.items():  # fmt: skip
        yield _file(f"notebook-text-{name}", text, "input.ipynb")


def _places() -> Iterator[Hostile]:
    good = "$$x + x = 2x$$\n"

    def special(name: str, make: Make, file: str, codes: frozenset[int]) -> Hostile:
        return Hostile(f"place-{name}", make, file, codes)

    def named(file: str) -> Make:
        return lambda folder: (folder / file).write_text(good) and None

    def link(target: str) -> Make:
        return lambda folder: (folder / "input.md").symlink_to(target)

    def fifo(folder: Path) -> None:
        os.mkfifo(folder / "input.md")

    def outside(folder: Path) -> None:
        (folder.parent / "secret.md").write_text("$$SECRET = 2$$\n")
        (folder / "notes").mkdir()
        (folder / "notes" / "link.md").symlink_to(folder.parent / "secret.md")

    def circle(folder: Path) -> None:
        (folder / "notes").mkdir()
        (folder / "notes" / "again").symlink_to(folder / "notes")
        (folder / "notes" / "input.md").write_text(good)

    def deep(folder: Path) -> None:
        below = folder / "notes"
        for _ in range(60):
            below = below / "deep"
        below.mkdir(parents=True)
        (below / "input.md").write_text(good)

    yield special(
        "folder named as a document", lambda f: (f / "input.md").mkdir(), "input.md", UNUSABLE
    )
    yield special("missing", lambda f: None, "missing.md", UNUSABLE)
    yield special("broken link", link("nowhere"), "input.md", UNUSABLE)
    yield special("link to itself", link("input.md"), "input.md", UNUSABLE)
    yield special("endless device", link("/dev/zero"), "input.md", UNUSABLE)
    yield special("empty device", link("/dev/null"), "input.md", UNUSABLE)
    yield special("pipe", fifo, "input.md", UNUSABLE)
    yield special("link out of a folder", outside, "notes", UNUSABLE)
    yield special("circle", circle, "notes", FOUND)
    yield special("deep folder", deep, "notes", FOUND)
    yield special("line end in name", named("in\nput.md"), "in\nput.md", FOUND)
    yield special("escape in name", named("in\x1b[2Jput.md"), "in\x1b[2Jput.md", FOUND)
    yield special("markup in name", named("<b>&.md"), "<b>&.md", FOUND)
    yield special("long name", named("x" * 240 + ".md"), "x" * 240 + ".md", FOUND)
    yield special("too long name", lambda f: None, "x" * 5000 + ".md", UNUSABLE)
    yield special("brackets in name", named("[a]*?.md"), "[a]*?.md", FOUND)
    yield special("no known kind", named("input.exe"), "input.exe", UNUSABLE)
    yield special("no ending", named("input"), "input", UNUSABLE)
    yield special("upper case", named("INPUT.MD"), "INPUT.MD", FOUND)


def _declarations() -> Iterator[Hostile]:
    for n, lines in enumerate((
        "let x : real^(10^9)", "let x_i : real for i in 1..10^12", "let x_i : real for i in 1..0", "let x : (1, 0)", "let x : {}",
        "let x", "let : real", "let x : ", "def x := x", "def f(x) := f(x)", "def x := y\ndef y := x", "alias a = a", "alias a = b\nalias b = a",
        "assume 1 = 2", "assume", "option layout = sideways", "option", "nonsense", "let x : real\n" * 5000,
        "let __class__ : real", "let x : __import__('os').system('touch pwned')", "def x := __import__('os').system('touch pwned')",
        "let x : real -> real -> real -> real", "derivative x", "let x : (((((((((((((((((((((((((1", "let \\frac : real", "end assume", "assume x > 0",
    )):  # fmt: skip
        yield _file(f"declared-{n}", f"```derive\n{lines}\n```\n\n$$x + 1 = 1 + x$$\n")


def _code() -> Iterator[Hostile]:
    for n, text in enumerate((
        "__import__('os').system('touch pwned')", "().__class__.__bases__[0].__subclasses__()", "{{config}}", "$(touch pwned)", "`touch pwned`",
        "open('pwned','w')", "lambda: 1", "exec('x')", "@touch", "!touch pwned", "%system touch pwned", "#!/bin/sh\ntouch pwned",
    )):  # fmt: skip
        yield _file(f"code-{n}", shown(f"{text} = 1"))
        yield _file(
            f"code-fence-{n}",
            f"```python\n{text}\n```\n\n```{{code-cell}}\n{text}\n```\n\n$$1 + 1 = 2$$\n",
            codes=FOUND,
        )
