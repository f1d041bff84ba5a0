"""`derive check [NAME|PATH …]`: every claim judged; the exit code is the gate."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from time import perf_counter
from typing import TYPE_CHECKING

from derive.ground.diagnostic import fail
from derive.shells import options, outputs
from derive.shells.command import Command
from derive.shells.exit_codes import FINDINGS, HOLDS, TROUBLE

if TYPE_CHECKING:
    from derive.model.derivation import Report
    from derive.renderers.comparison import Comparison
    from derive.renderers.face import Face
    from derive.renderers.face import Settings as Shown
    from derive.renderers.statistics import Statistics
    from derive.shells.configuration import Configuration


def configure(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "sources",
        nargs="*",
        metavar="NAME|PATH",
        help=f"{options.SOURCE}, a document, or a folder of documents; without one, the paths of "
        "[tool.derive] in pyproject.toml, or else everything that ships",
    )
    outputs.configure(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress on stderr")
    options.color(parser)
    options.judging(parser)
    # What is not given is taken from the configuration.
    parser.set_defaults(time_limit=None, strict=None)
    parser.add_argument(
        "--no-strict",
        action="store_false",
        dest="strict",
        help="conditional claims pass, whatever the configuration says",
    )
    options.running(parser)
    parser.add_argument(
        "--exclude",
        action="append",
        metavar="PATTERN",
        help="leave out what matches, such as 'drafts/**', of the documents in a folder",
    )
    parser.add_argument("--readings", action="store_true", help="show how each relation was read")
    parser.add_argument("--statistics", action="store_true", help="add figures of the run")
    parser.add_argument(
        "--diff", metavar="BASE.json", help="show what changed since a saved report; fail if worse"
    )
    parser.add_argument("--exit-zero", action="store_true", help="end with 0 whatever is found")
    parser.add_argument("--allow-empty", action="store_true", help="pass if there is no claim")
    parser.add_argument(
        "--evidence",
        action="store_true",
        help="put a certificate on every verdict of the JSON, to be replayed by anyone",
    )
    parser.add_argument(
        "--replay",
        action="store_true",
        help="replay the certificate of every verdict with the trusted core",
    )


def run(arguments: Namespace) -> int:
    """Check each source; one that can't be used does not keep the others from being checked."""
    from derive.shells.configuration import configuration

    project = configuration()
    _complete(arguments, project)
    asked = outputs.asked(arguments.outputs, project.format or "text")
    return _Check(arguments, project, asked).run()


def _complete(arguments: Namespace, project: Configuration) -> None:
    """Take from the project's configuration what the command line leaves open."""
    if arguments.time_limit is None:
        arguments.time_limit = project.time_limit or options.TIME_LIMIT
    if arguments.strict is None:
        arguments.strict = bool(project.strict)
    if arguments.workers is None:
        arguments.workers = project.workers


class _Check:
    """One run of the command."""

    def __init__(
        self, arguments: Namespace, project: Configuration, asked: list[outputs.Output]
    ) -> None:
        self.arguments = arguments
        self.project = project
        self.asked = asked
        self.strict = bool(arguments.strict)
        self.statistics = self._statistics()
        self.comparison = self._comparison()
        self.trouble = False
        self.sound = True
        self.failing = False
        self.judged = False
        self.silent: dict[str, int] = {}
        """Kind of relation that claims nothing → how many there are."""
        self.checked: set[str] = set()
        """The files that reports came from."""

    def run(self) -> int:
        """Check, write, and say what it comes to."""
        from derive.shells.running.from_options import results
        from derive.shells.running.task import Settings

        start = perf_counter()
        named = self._sources()
        settings = Settings(
            self.arguments.time_limit, self.arguments.replay or self.arguments.evidence
        )
        with outputs.Sink([(each, self._face(each)) for each in self.asked]) as sink:
            for result in results(named, self.arguments, settings):
                if result.trouble is not None:
                    self._complain(result.trouble)
                for report in result.reports:
                    self._take(report)
                    sink.add(report)
            if self.comparison is not None:
                self.comparison.leave(self._concerns)
            empty = not self.judged and not self.arguments.allow_empty
            sink.end(on_stdout=not empty)
        if empty and not self.trouble:
            raise fail("nothing-to-check", self._nothing(named))
        self._tell(perf_counter() - start)
        return self._code(empty)

    def _nothing(self, named: list[str]) -> str:
        """That there is no claim, and what the relations that are there were read as."""
        read = ", ".join(f"{count} {kind}" for kind, count in self.silent.items())
        only = f"; what was read claims nothing: {read}" if read else ""
        return f"no claim was found in {', '.join(named) or 'nothing'}{only}"

    def _sources(self) -> list[str]:
        """What to check: as named, as configured, or all that ships."""
        from derive.ground.diagnostic import DeriveError
        from derive.shells import library
        from derive.shells.selection import selected

        named = self.arguments.sources or self.project.paths
        if not named:
            return [entry.name for entry in library.entries()]
        exclude = [*(self.project.exclude or ()), *(self.arguments.exclude or ())]
        found: list[str] = []
        for name in named:
            try:
                found += selected([name], exclude, self.project.base)
            except DeriveError as error:
                if not self.arguments.allow_empty:
                    self._complain(error.diagnostic)
        return list(dict.fromkeys(found))

    def _complain(self, diagnostic: object) -> None:
        from derive.ground.diagnostic import Diagnostic
        from derive.shells.messages import complain

        assert isinstance(diagnostic, Diagnostic)
        complain(diagnostic)
        self.trouble = True

    def _statistics(self) -> Statistics | None:
        if not self.arguments.statistics:
            return None
        from derive.renderers.statistics import Statistics

        return Statistics(strict=self.strict)

    def _comparison(self) -> Comparison | None:
        if self.arguments.diff is None:
            return None
        from derive.renderers.comparison import Comparison
        from derive.shells.baseline import saved_relations

        return Comparison(saved_relations(self.arguments.diff), strict=self.strict)

    def _concerns(self, file: str) -> bool:
        """Whether a claim of this file that is not found any more is gone: not if not looked at."""
        import os

        return file in self.checked or not os.path.exists(file)

    def _face(self, output: outputs.Output) -> Face:
        """What writes an output; a comparison stands where the report for people would."""
        from derive.renderers.formats import FORMATS

        if output.format == "text" and self.comparison is not None:
            return self.comparison
        return FORMATS[output.format].start(self._shown(output))

    def _shown(self, output: outputs.Output) -> Shown:
        from derive.renderers.face import Settings
        from derive.shells.colors import colored
        from derive.shells.source_lines import line_of

        return Settings(
            strict=self.strict,
            readings=self.arguments.readings,
            color=colored(self.arguments.color, output.path),
            line_of=line_of,
        )

    def _take(self, report: Report) -> None:
        from derive.model.standing import stands

        how = stands(report, strict=self.strict)
        self.judged |= how.judged
        self.failing |= how.failing
        self.checked.add(report.derivation.source)
        for step in report.derivation.steps:
            if step.kind != "claim":
                self.silent[step.kind] = self.silent.get(step.kind, 0) + 1
        if self.statistics is not None:
            self.statistics.add(report)
        if self.comparison is not None and self.comparison not in self._faces_shown():
            self.comparison.add(report)
        if self.arguments.replay:
            self.sound &= _replay(report)

    def _faces_shown(self) -> list[object]:
        """The comparison, where it is one of the faces that get every report anyway."""
        return [self.comparison] if any(each.format == "text" for each in self.asked) else []

    def _tell(self, seconds: float) -> None:
        from derive.shells.messages import say

        if self.comparison is not None and not self._faces_shown():
            say(self.comparison.end().rstrip("\n"))
        if self.statistics is not None:
            say("\n".join(self.statistics.lines(seconds)))

    def _code(self, empty: bool) -> int:
        if self.trouble or empty:
            return TROUBLE
        if not self.sound:
            return FINDINGS
        bad = self.failing if self.comparison is None else self.comparison.worse
        return FINDINGS if bad and not self.arguments.exit_zero else HOLDS


def _replay(report: Report) -> bool:
    """Replay every certificate and say what came of it; whether all stand."""
    from derive.checker.evidence import replayed
    from derive.shells.messages import say

    result = replayed(report)
    say(
        f"{report.derivation.name}: {result.accepted} certificates replayed, "
        f"{len(result.without)} verdicts without one"
    )
    for step, reason in result.rejected:
        say(f"error: the certificate of {step} was rejected: {reason}")
    return not result.rejected


COMMAND = Command("check", "prove every step, and fail if one is wrong", configure, run)
