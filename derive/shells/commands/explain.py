"""`derive explain CODE|RULE`: what a diagnostic, a verdict or a rule means."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from derive.ground.codes import CODES
from derive.ground.diagnostic import DeriveError, fail
from derive.shells import options
from derive.shells.command import Command
from derive.shells.output import write


def configure(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "name",
        nargs="*",
        metavar="CODE|RULE",
        help="a diagnostic code, a verdict or the name of a rule; without one, all are listed",
    )
    options.output(parser)


def run(arguments: Namespace) -> int:
    """Print the row of the table that has the name."""
    name = " ".join(arguments.name)
    write(explained(name) if name else listed(), arguments.output)
    return 0


def listed() -> str:
    """Every name that can be explained."""
    from derive.calculus.rules import RULES

    return "\n".join(["codes and verdicts:", *_indented(CODES), "", "rules:", *_indented(RULES)])


def _indented(names: Iterable[str]) -> list[str]:
    return [f"  {name}" for name in names]


def explained(name: str) -> str:
    """The explanation of one name."""
    code = CODES.get(name)
    if code is not None:
        rows = [("meaning", code.meaning), ("example", code.example), ("what to do", code.remedy)]
        return _page(name, rows)
    from derive.calculus.rules import RULES

    rule = RULES.get(name)
    if rule is None:
        raise _unknown(name, [*CODES, *RULES])
    rows = [("law", rule.law)]
    if rule.conditions:
        rows.append(("conditions", "; ".join(rule.conditions)))
    if rule.source:
        rows.append(("source", rule.source))
    return _page(name, rows)


def _page(name: str, rows: list[tuple[str, str]]) -> str:
    import textwrap

    lines = [name, ""]
    for label, text in rows:
        lines += textwrap.wrap(
            f"{label}: {text}", 80, initial_indent="  ", subsequent_indent="      "
        )
    return "\n".join(lines)


def _unknown(name: str, known: list[str]) -> DeriveError:
    import re
    from difflib import get_close_matches

    def resembles(other: str) -> bool:
        return bool(get_close_matches(name, [other, *re.split("[ -]", other)]))

    close = [other for other in known if resembles(other)][:3]
    help = f"did you mean {' or '.join(map(repr, close))}?" if close else "derive explain lists all"
    return fail("unknown-code", f"no code, verdict or rule is called {name!r}", help=help)


COMMAND = Command("explain", "say what a code, a verdict or a rule means", configure, run)
