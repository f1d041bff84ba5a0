r"""A derivation in LaTeX: given, components, results, updates, statements, a boxed summary.

`standalone` is a document that pdflatex compiles; `fragment` is its body for an author's own
document and needs nothing but amsmath.
"""

from __future__ import annotations

from collections.abc import Iterator

from derive.model.derivation import Derivation, Grain, Report, Section, Step
from derive.model.verdict import Verdict
from derive.renderers.latex_chain import Row, align
from derive.renderers.latex_evidence import conditions, count, faults, said
from derive.renderers.latex_given import SIGNS, phrases
from derive.renderers.latex_notation import in_text, latex
from derive.renderers.latex_width import width
from derive.renderers.lines_shown import Shown, expectations, marked, shown
from derive.renderers.quoted import escaped, in_latex
from derive.renderers.typeface import row_of, typeset, typeset_section
from derive.renderers.verdict_words import Told

PAGE = 39.0
"""Width in em of the standalone document's lines."""
NARROW = 33.0
"""Width in em that a fragment may count on: that of the plain article class."""

HEADINGS = {
    "component": "Components",
    "result": "Results",
    "update": "Gradient descent",
    "statement": "Statements",
}

_PREAMBLE = r"""\documentclass[11pt,fleqn]{article}
\usepackage[utf8]{inputenc}
\IfFileExists{lmodern.sty}{\usepackage[T1]{fontenc}\usepackage{lmodern}}{}
\usepackage[a4paper,margin=25mm]{geometry}
\usepackage{amsmath}
\setlength{\mathindent}{1.5em}
\setlength{\parindent}{0pt}
\setlength{\parskip}{3pt plus 1pt}
\setlength{\jot}{5pt}
\allowdisplaybreaks
\raggedbottom
"""


def fragment(
    derivation: Derivation, report: Report | None = None, *, detail: Grain = "steps"
) -> str:
    """The body alone, for a document that loads amsmath; it changes no setting outside itself."""
    with typeset(derivation.context):
        body = _Body(derivation, report, detail, NARROW).text()
    return (
        f"% {_comment(derivation.name)}: written by derive. Needs \\usepackage{{amsmath}}.\n"
        f"\\par\\begingroup\\allowdisplaybreaks\n{body}\\endgroup\n"
    )


def standalone(
    derivation: Derivation, report: Report | None = None, *, detail: Grain = "steps"
) -> str:
    """A whole document."""
    with typeset(derivation.context):
        body = _Body(derivation, report, detail, PAGE).text()
    title = in_latex(derivation.title or derivation.name)
    return (
        f"% {_comment(derivation.name)}: written by derive.\n"
        f"{_PREAMBLE}\\begin{{document}}\n"
        f"\\begin{{center}}\\Large\\textbf{{{title}}}\\end{{center}}\n"
        f"{body}\\end{{document}}\n"
    )


def _comment(text: str) -> str:
    return escaped(" ".join(text.split()))


class _Body:
    def __init__(
        self, derivation: Derivation, report: Report | None, detail: Grain, room: float
    ) -> None:
        self.derivation = derivation
        self.report = report
        self.detail = detail
        self.room = room
        self.told: Told = set()

    def text(self) -> str:
        return "\n".join(self._parts()) + "\n"

    def _parts(self) -> Iterator[str]:
        if self.derivation.summary:
            yield _ragged(in_latex(self.derivation.summary))
        yield from self._given()
        kind = None
        for section in self.derivation.sections:
            if section.kind != kind:
                kind = section.kind
                yield f"\\subsection*{{{HEADINGS[kind]}}}"
            with typeset_section(section):
                yield from tuple(self._section(section))
        yield from self._summary()

    def _given(self) -> Iterator[str]:
        context = self.derivation.context
        given = list(phrases(context))
        if not given and not context.definitions:
            return
        yield r"\subsection*{Given}"
        if given:
            yield _ragged("; ".join(given) + ".")
        rows = [
            Row(latex(d.target), ":=", latex(d.body))
            for d in context.definitions
            if row_of(context, d.name) is None
        ]
        if rows:
            yield align(rows, self.room)

    def _section(self, section: Section) -> Iterator[str]:
        yield self._heading(section)
        lines = list(shown(section, self.report, self.detail))
        rows = [self._row(section, line, position) for position, line in enumerate(lines)]
        agreed = [s for s in expectations(section) if s.relation.right is section.result]
        if rows and agreed:
            last = rows[-1]
            rows[-1] = Row(last.left, last.sign, last.right, (*last.remarks, "as expected"))
        for step in expectations(section):
            if step not in agreed:
                left, right = latex(step.relation.left), latex(step.relation.right)
                said_so = self._judged(_verdict(self.report, step), "expected by the author")
                rows.append(Row(left, "=", right, said_so))
        yield align(rows, self.room)
        yield from self._evidence(section)

    def _heading(self, section: Section) -> str:
        goal = f"${in_text(section.goal)}$" if section.goal is not None else ""
        match section.kind:
            case "component":
                return rf"\paragraph{{{section.number}.\enspace {goal}}}"
            case "statement":
                words = in_latex(section.title) if section.title else "Statement"
                return rf"\paragraph{{{words}}}"
            case "result":
                return rf"\paragraph{{{goal}}}"
            case _:
                return rf"\paragraph{{Update of {goal}}}"

    def _row(self, section: Section, line: Shown, position: int) -> Row:
        step = line.step
        remarks: dict[str, None] = {}
        if self.detail != "goals":
            remarks = dict.fromkeys(each for s in line.steps for each in said(s))
        sign = ":=" if section.kind == "update" else SIGNS.get(step.sign, step.sign)
        left = latex(section.steps[0].relation.left) if position == 0 else ""
        right = latex(step.relation.right)
        told = (in_latex(each) for each in marked(line.steps, self.report))
        return Row(left, sign, right, (*self._judged(line.verdict, *remarks), *told))

    def _judged(self, verdict: Verdict | None, *remarks: str) -> tuple[str, ...]:
        """Remarks, with the verdict's word where it is not plainly proved."""
        if verdict is None or verdict.status == "proved":
            return remarks
        return (*remarks, rf"\textbf{{{verdict.status}}}")

    def _evidence(self, section: Section) -> Iterator[str]:
        if self.report is None:
            return
        judged = [(s, v) for s in section.steps if (v := _verdict(self.report, s)) is not None]
        yield from map(_ragged, faults(judged, self.room))
        if self.detail != "goals":
            verdicts = (verdict for _, verdict in judged)
            sentences = list(conditions(section, verdicts, self.told, self.room))
            if sentences:
                yield _ragged(" ".join(sentences))

    def _summary(self) -> Iterator[str]:
        """The results and updates in one box, where they fit into one."""
        kinds = {section.kind for section in self.derivation.sections}
        wanted = ("result", "update") if "result" in kinds else ("component", "update")
        found = [s for s in self.derivation.sections if s.kind in wanted and s.goal is not None]
        rows = [
            Row(latex(s.goal), ":=" if s.kind == "update" else "=", latex(s.result))
            for s in found
            if s.goal is not None
        ]
        if rows:
            yield r"\subsection*{Summary}"
            yield _boxed(rows, self.room)
        if self.report is not None:
            yield count(self.report)


def _verdict(report: Report | None, step: Step) -> Verdict | None:
    return None if report is None else report.verdict_of(step)


BOXED = 16
"""A box holds at most so many lines, so that it never outgrows a page."""


def _ragged(text: str) -> str:
    """A paragraph whose lines may fall short, for formulas in it can't be broken anywhere."""
    return f"{{\\raggedright {text}\\par}}"


def _boxed(rows: list[Row], room: float) -> str:
    wide = max(width(row.left) for row in rows) + max(width(row.right) for row in rows) + 4
    if wide > room or len(rows) > BOXED:
        return align(rows, room)
    inside = " \\\\[2pt]\n".join(f"  {row.left} &{row.sign} {row.right}" for row in rows)
    return "\\[\n\\boxed{\\;\\begin{aligned}\n" + inside + "\n\\end{aligned}\\;}\n\\]"
