"""`derive prove "x/x = 1"`: one relation, or a chain of them, judged."""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from derive.ground.diagnostic import DeriveError, fail
from derive.ground.place import Place
from derive.shells import options
from derive.shells.command import Command
from derive.shells.output import write

if TYPE_CHECKING:
    from derive.model.context import Context
    from derive.model.derivation import Derivation, Outcome, Section
    from derive.model.relation import Relation
    from derive.model.term import Term


_FACTOR = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?) ?(?=[A-Za-z])(?![eE][+-]?\d)")
"""A number right before a name: `2a`."""


def configure(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "relation",
        metavar="RELATION",
        help=r"in plain notation or LaTeX, such as 'x/x = 1' or '\\frac{x}{x} = 1'",
    )
    parser.add_argument(
        "--let",
        action="append",
        default=[],
        metavar="DECLARATION",
        help="such as 'x, y : positive', 'a : (0, 1)', 'w : real for i in 1..2', "
        "'X : real^(N x d)'; "
        "a symbol that is not declared is real",
    )
    parser.add_argument(
        "--assume", action="append", default=[], metavar="RELATION", help="such as 'x > y'"
    )
    options.forms(parser, "text", "json")
    options.output(parser)
    options.judging(parser)


def run(arguments: Namespace) -> int:
    """Judge every link and print the verdicts."""
    derivation, notes = _read(arguments.relation, arguments.let, arguments.assume)
    from derive.checker import check
    from derive.shells.sources import verdict_code

    report = check(derivation, time_limit=arguments.time_limit)
    if arguments.format == "json":
        from derive.checker.evidence import with_evidence
        from derive.renderers.json_report import json_report

        text = json_report([with_evidence(report)])
    else:
        from derive.renderers.typeface import typeset

        (section,) = derivation.sections
        with typeset(derivation.context):
            text = "\n\n".join(as_text(section, each, notes) for each in report.outcomes)
    write(text, arguments.output)
    return verdict_code([report], strict=arguments.strict)


def _read(
    relation: str, declarations: list[str], assumptions: list[str]
) -> tuple[Derivation, list[str]]:
    """The relations in the notation that they are written in; in `2a` a number is a factor."""
    if is_latex(relation, *assumptions):
        return read_latex(relation, declarations, assumptions)
    try:
        return read(relation, declarations, assumptions)
    except DeriveError as error:
        if error.diagnostic.code != "implicit-multiplication":
            raise
        times = _FACTOR.sub(r"\1*", relation)
        if times == relation:
            raise
        try:
            return read(times, declarations, assumptions)
        except DeriveError:
            raise error from None


def read(
    relation: str, declarations: list[str], assumptions: list[str]
) -> tuple[Derivation, list[str]]:
    """The relations as a derivation, and what was taken for granted in reading them."""
    from derive.model.context import Context
    from derive.model.derivation import Derivation, Section, Step
    from derive.readers.letter_runs import readings
    from derive.readers.plain import parse_chain, parse_declaration

    context = Context()
    for text in declarations:
        names, kind = parse_declaration(text, "--let", context.types)
        for name in names:
            if name in context.types:
                raise fail(
                    "name-taken",
                    f"--let declares {name} twice, as {context.types[name]} and as {kind}",
                    help="declare each name once",
                )
            context = context.declare(name, kind)
    for text in assumptions:
        context = context.assume(*parse_chain(text, "--assume", context.types))
    links = parse_chain(relation, "RELATION", context.types)
    several = [readings(link, context.types) for link in links]
    context, notes = _completed(context, [*context.assumptions, *links])
    context, _ = _completed(context, [each.relation for found in several for each in found])
    place = Place("RELATION", 1)
    steps = tuple(
        Step(f"claim-{n}", link, place=place, readings=found)
        for n, (link, found) in enumerate(zip(links, several, strict=True), 1)
    )
    sections = (Section("claim", "statement", None, steps),)
    return Derivation("relation", relation, context, sections, source="RELATION"), notes


def is_latex(*texts: str) -> bool:
    """Whether something is written in LaTeX: plain notation has no backslashes and braces."""
    return any("\\" in text or "_{" in text or "^{" in text for text in texts)


def read_latex(
    relation: str, declarations: list[str], assumptions: list[str]
) -> tuple[Derivation, list[str]]:
    """The relations of a formula in LaTeX as a derivation, and what was taken for granted."""
    from derive.model.derivation import Derivation, Section
    from derive.readers.documents import derivation_of
    from derive.readers.sources import scan

    statements = [f"let {each}" for each in declarations]
    statements += [f"assume {each}" for each in assumptions]
    block = "\n".join(["<!-- derive:", *statements, "-->"]) if statements else ""
    formula = " ".join(relation.split())
    text = f"{block}\n\n${formula}$<!-- derive: claim -->\n"
    found = derivation_of(scan(text, file="RELATION"))
    trouble = [d for d in found.diagnostics if d.code != "assumed"]
    if trouble:
        raise fail(trouble[0].code, trouble[0].message, help=trouble[0].help)
    place = Place("RELATION", 1)
    steps = tuple(
        replace(step, id=f"claim-{n}", place=place)
        for n, step in enumerate((s for s in found.steps if s.kind == "claim"), 1)
    )
    if not steps:
        raise fail(
            "syntax",
            f"there is no relation between quantities in {formula}",
            help=r"write one, such as '\frac{x}{x} = 1'",
        )
    notes = [d.message for d in found.diagnostics]
    notes += dict.fromkeys(note for step in steps for note in step.notes)
    sections = (Section("claim", "statement", None, steps),)
    return Derivation("relation", relation, found.context, sections, source="RELATION"), notes


def _completed(context: Context, relations: list[Relation]) -> tuple[Context, list[str]]:
    """The context with every undeclared symbol declared, and a note of what it was taken for.

    Sizes, in the limits of ranges and sums, are positive integers; everything else is real.
    """
    from derive.model.domain import Scalar
    from derive.model.term import free_symbols, subterms
    from derive.proof.sizes import with_sizes

    declared = set(context.types)
    for each in relations:
        context = with_sizes(each, context)
    sizes = [name for name in context.types if name not in declared]

    sides = [side for relation in relations for side in (relation.left, relation.right)]
    nodes = [node for side in sides for node in subterms(side)]
    families = {node.args[0]: node for node in nodes if node.head == "indexed"}
    indices = {s for use in families.values() for i in use.args[1:] for s in free_symbols(i)}
    taken: dict[str, None] = {}
    for symbol in (found for side in sides for found in free_symbols(side)):
        name = str(symbol.value)
        if context.type_of(name) is not None:
            continue
        if symbol in families:
            raise _undeclared(families[symbol], f"{name} : real for i in 1..N")
        if symbol in indices:
            raise _undeclared(symbol, f"{name} : index 1..N")
        context = context.declare(name, Scalar())
        taken[name] = None
    notes = [
        f"{', '.join(names)}: taken to be {what}, not declared"
        for names, what in ((sizes, "a positive integer"), (list(taken), "real"))
        if names
    ]
    return context, notes


def _undeclared(use: Term, declaration: str) -> DeriveError:
    return fail(
        "undeclared-symbol",
        f"{use} is used but what it ranges over is not declared",
        help=f'declare it, for example --let "{declaration}"',
    )


def as_text(section: Section, outcome: Outcome, notes: list[str]) -> str:
    """A verdict with its evidence, for a person."""
    from derive.renderers.verdict_words import MARKS, discharged, explained, relation

    verdict = outcome.verdict
    assert verdict is not None
    lines = [relation(outcome.step.relation), f"{MARKS[verdict.status]} {verdict.status}"]
    lines += explained(verdict)
    lines += [f"where {each}" for each in discharged(section, [verdict], set())]
    if verdict.laws:
        lines.append(f"laws: {', '.join(verdict.laws)}")
    if verdict.method:
        lines.append(f"method: {verdict.method}")
    lines += (f"note: {each}" for each in notes)
    return "\n   ".join(lines)


COMMAND = Command("prove", "judge one relation", configure, run)
