"""Reports of documents made by hand: every verdict, every mark, and text that means harm."""

from derive.ground.diagnostic import Diagnostic
from derive.ground.place import Place
from derive.model.context import Context, Definition
from derive.model.derivation import (
    Derivation,
    Expectation,
    Outcome,
    Reading,
    Report,
    Section,
    Step,
)
from derive.model.domain import BINARY, Scalar
from derive.model.relation import Relation, equation
from derive.model.term import call, constant, derivative, make, number, power, symbol
from derive.model.verdict import Discharged, Enclosure, Verdict

TOOL = {"name": "derive", "version": "0.0", "sympy": "0.0"}
a, b, w, x, y, z, L = map(symbol, "abwxyzL")
one = number(1)

NOTES = """\
# Logistic regression

$$z = wx + b$$
$$a = \\sigma(z)$$

The loss has $y \\in \\{0, 1\\}$ and
$$\\frac{dL}{dz} = a + y$$
$$\\frac{dL}{da} = \\frac{1-y}{1-a} - \\frac{y}{a} = \\frac{a-y}{a(1-a)} = a - y$$
$$\\frac{d}{dw} A + B = 1$$
$$dL(a, y) = a - y$$
$$\\oint x = 1$$
$$x^x = e^{x \\log x}$$
$$\\frac{x}{x} = 1$$
$$x = -x$$  % expect refuted: index 1 for i
$$x = x$$  % expect refuted: a slip
$$x = 2$$  % skip not ours
"""
"""The document that the report tells of."""


def place(line: int, column: int, end: int, file: str = "notes.md") -> Place:
    return Place(file, line, column, line, end)


def _sigmoid() -> Context:
    return (
        Context()
        .declare("z", Scalar())
        .declare("y", Scalar(BINARY))
        .define(Definition(z, w * x + b, place(3, 3, 13)))
        .define(Definition(a, call("sigmoid", z), place(4, 3, 16)))
    )


def _span(line: int) -> tuple[Place, str]:
    text = NOTES.splitlines()[line - 1]
    start, end = text.index("$$") + 2, text.rindex("$$")
    return place(line, start + 1, end + 1), text[start:end]


def step(name: str, relation: Relation, line: int, **more: object) -> Step:
    where, source = _span(line)
    return Step(name, relation, place=where, source=source, **more)  # type: ignore[arg-type]


def _notes() -> Report:
    unread = make("unread", (), "\\oint x")
    enclosure = Enclosure("-0.26894142137", "-0.268941421369")
    slope = derivative(L, a)
    middle = (one - y) / (one - a) - y / a
    last = (a - y) / (a * (one - a))
    chain_place, chain_source = _span(8)

    def link(name: str, relation: Relation) -> Step:
        return Step(name, relation, place=chain_place, source=chain_source)

    pairs: list[tuple[Step, Verdict | None]] = [
        (step("definition-1", equation(z, w * x + b), 3, kind="definition"), None),
        (step("definition-2", equation(a, call("sigmoid", z)), 4, kind="definition"), None),
        (
            step("claim-1", equation(derivative(L, z), a + y), 7),
            Verdict(
                "refuted",
                method="ball arithmetic at an exact point",
                unfolded=("a", "z"),
                counterexample=((y, one), (z, one)),
                values=(enclosure, Enclosure("1.73105857863", "1.73105857864")),
                suggestion="a + y is read as a - y",
            ),
        ),
        (
            link("claim-2", equation(slope, middle)),
            Verdict(
                "proved",
                method="rational normal form",
                discharged=(Discharged(Relation(a, "!=", number(0)), "0 < sigmoid(z) < 1"),),
                seconds=0.004,
            ),
        ),
        (link("claim-3", equation(middle, last)), Verdict("proved")),
        (
            link("claim-4", equation(last, a - y)),
            Verdict(
                "refuted",
                counterexample=((a, number("1/2")), (y, one)),
                values=(Enclosure("-2", "-2"), Enclosure("-0.5", "-0.5")),
            ),
        ),
        (
            step(
                "claim-5",
                equation(derivative(symbol("A"), w) + symbol("B"), one),
                9,
                readings=(
                    Reading(equation(derivative(symbol("A"), w) + symbol("B"), one)),
                    Reading(equation(derivative(symbol("A") + symbol("B"), w), one)),
                ),
            ),
            Verdict(
                "ambiguous",
                readings=(
                    ("(\\frac{d}{dw} A) + B = 1", "refuted"),
                    ("\\frac{d}{dw} (A + B) = 1", "proved"),
                ),
            ),
        ),
        (
            step("claim-6", equation(make("unread", (), "dL(a, y)"), a - y), 10),
            Verdict(
                "ill-formed",
                reason="the differential dL has no denominator",
                suggestion="dL/dz is meant",
            ),
        ),
        (
            step("claim-7", equation(unread, one), 11),
            Verdict("unread", reason="\\oint is not supported: expected a sum or an integral"),
        ),
        (
            step("claim-8", equation(power(x, x), call("exp", x * call("log", x))), 12),
            Verdict("unknown", reason="not decided in 10 s", notes=("agrees at 20 points",)),
        ),
        (
            step("claim-9", equation(x / x, one), 13, notes=("x is taken to be real",)),
            Verdict("conditional", conditions=(Relation(x, "!=", number(0)),)),
        ),
        (
            step(
                "claim-10", equation(x, -x), 14,
                expectation=Expectation("refuted", "index 1 for i"),
            ),
            Verdict("refuted", counterexample=((x, one),), values=(Enclosure("1", "1"), Enclosure("-1", "-1"))),
        ),
        (
            step("claim-11", equation(x, x), 15, expectation=Expectation("refuted", "a slip")),
            Verdict("proved"),
        ),
        (step("claim-12", equation(x, number(2)), 16, skipped="not ours"), None),
        (step("mention-1", equation(x, constant("pi")), 16, kind="mention"), None),
    ]  # fmt: skip
    steps = tuple(each for each, _ in pairs)
    sections = (
        Section("chain-1", "statement", None, steps[:3]),
        Section("chain-2", "statement", None, steps[3:6]),
        *(Section(each.id, "statement", None, (each,)) for each in steps[6:]),
    )
    diagnostics = (
        Diagnostic("assumed", "let x : real", place(3, 8, 9), level="note"),
        Diagnostic(
            "defined-twice",
            "a is defined in lines 4 and 6",
            place(4, 3, 16),
            "keep one of them",
            NOTES.splitlines()[3],
            "warning",
        ),
    )
    derivation = Derivation(
        "notes.md",
        "Logistic regression",
        _sigmoid(),
        sections,
        source="notes.md",
        diagnostics=diagnostics,
    )
    return Report(derivation, tuple(Outcome(s, v) for s, v in pairs), 0.25, TOOL)


def _right() -> Report:
    only = Step(
        "claim-1",
        equation(x + x, number(2) * x),
        place=place(1, 2, 12, "a right one.md"),
        source="x + x = 2x",
    )
    derivation = Derivation(
        "a right one.md",
        "Right",
        Context().declare("x", Scalar()),
        (Section("chain-1", "statement", None, (only,)),),
        source="a right one.md",
    )
    return Report(derivation, (Outcome(only, Verdict("proved", seconds=0.001)),), 0.001, TOOL)


EVIL = (
    "\x1b[2J<script>alert(1)</script> 100%\r\n::error::x | `y` & ]]> \u202egnp \x9b1m @me #1 [a](b)"
)
"""A formula that would like to be more than text."""


def _hostile() -> Report:
    file = "evil\x1b]0;title\x07,<b>:.md"
    only = Step(
        "claim-1", equation(x, one), place=place(1, 1, 4, file), source=EVIL,
        finding=Verdict("unread", reason=EVIL), notes=(EVIL,),
    )  # fmt: skip
    derivation = Derivation(
        file,
        EVIL,
        Context(),
        (Section("chain-1", "statement", None, (only,)),),
        source=file,
        diagnostics=(
            Diagnostic("assumed", EVIL, level="note"),
            Diagnostic("syntax", EVIL, only.place, EVIL),
        ),
    )
    return Report(derivation, (Outcome(only, only.finding),), 0.0, TOOL)


REPORTS = {"notes": _notes(), "right": _right(), "hostile": _hostile()}


def line_of(file: str, line: int) -> str | None:
    """The lines of the documents above."""
    text = {"notes.md": NOTES, "a right one.md": "$x + x = 2x$\n"}.get(file, "")
    lines = text.splitlines()
    return lines[line - 1] if 0 < line <= len(lines) else None
