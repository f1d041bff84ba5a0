"""Files as pytest collectors and claims as pytest items, through pytest's public interface.

Collecting reads a file and proves nothing.  Every claim is judged when its item runs, alone, so
items may run in any order and in any process.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from derive.ground.diagnostic import DeriveError, Diagnostic
from derive.shells.messages import safe
from derive.shells.running.answering import alone, derivations_of, judged, ours
from derive.shells.running.task import Settings

if TYPE_CHECKING:
    from derive.model.derivation import Derivation, Report, Step


class DeriveFile(pytest.File):
    """A document or model file."""

    def collect(self) -> Iterable[pytest.Item]:
        """One item for each claim, in order."""
        settings = Settings(_time_limit(self.config))
        try:
            found = derivations_of(os.path.relpath(self.path), settings)
        except DeriveError as error:
            raise self.CollectError(safe(str(error.diagnostic))) from None
        except Exception as error:
            # A fault of ours must not be a trace through our code in somebody's test run.
            raise self.CollectError(safe(str(ours(error, str(self.path))))) from None
        return list(self._items(found, settings))

    def _items(self, found: tuple[Derivation, ...], settings: Settings) -> Iterator[pytest.Item]:
        taken: set[str] = set()
        for derivation in found:
            for number, step in enumerate(derivation.steps):
                if not testable(step):
                    continue
                name = f"{derivation.name}::{step.id}" if len(found) > 1 else step.id
                unique, count = name, 1
                while unique in taken:
                    count += 1
                    unique = f"{name}-{count}"
                taken.add(unique)
                yield DeriveItem.from_parent(
                    self, name=unique, derivation=derivation, number=number, settings=settings
                )


def testable(step: Step) -> bool:
    """Whether a step is a test: it claims something, or its author said what will be found."""
    claims = step.claim is not None or step.finding is not None
    return claims or step.expectation is not None or step.skipped is not None


def _time_limit(config: pytest.Config) -> float:
    text = config.getini("derive_time_limit")
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds < float("inf"):
        raise pytest.UsageError(f"derive_time_limit is {text!r}, no positive number of seconds")
    return seconds


class NotShown(Exception):  # noqa: N818 - it is shown to people as text, never by its name
    """A claim that is not as it should be."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report


class DeriveItem(pytest.Item):
    """One claim."""

    def __init__(
        self, *, derivation: Derivation, number: int, settings: Settings, **more: Any
    ) -> None:
        super().__init__(**more)
        self._derivation = derivation
        self._number = number
        self._settings = settings
        self._step = derivation.steps[number]
        self.add_marker("derive")

    @property
    def _strict(self) -> bool:
        return bool(self.config.getini("derive_strict"))

    def runtest(self) -> None:
        """Judge it; an expected finding passes only if it is exactly met."""
        from derive.model.standing import fails, verdict_of

        if self._step.skipped is not None:
            pytest.skip(self._step.skipped or "marked to be skipped in its source")
        only = replace(alone(self._derivation, self._number), diagnostics=())
        report = judged(only, self._settings)
        (outcome,) = report.outcomes
        verdict = verdict_of(outcome)
        if verdict is not None:
            self.user_properties.append(("verdict", verdict.status))
            if verdict.conditions:
                conditions = "; ".join(map(str, verdict.conditions))
                self.user_properties.append(("conditions", conditions))
        if fails(outcome, strict=self._strict):
            raise NotShown(report)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Where, the line itself, the verdict and what shows it."""
        error = excinfo.value
        if isinstance(error, NotShown):
            return self._told(error.report)
        if isinstance(error, DeriveError):
            return safe(str(error.diagnostic))
        if not isinstance(error, Exception) or isinstance(error, pytest.skip.Exception):
            return super().repr_failure(excinfo, style)
        found: Diagnostic = ours(error, str(self.path))
        return safe(str(found))

    def _told(self, report: Report) -> str:
        from derive.renderers.face import Settings as Shown
        from derive.renderers.marked_source import marked_source
        from derive.renderers.text_report import TextReport
        from derive.shells.source_lines import line_of

        text = TextReport(Shown(strict=self._strict, line_of=line_of)).add(report).rstrip("\n")
        step = self._step
        if step.source or step.place is None:
            return text
        # A step that the engine carried out has no source of its own: show what asked for it.
        first, *rest = text.splitlines()
        line = [f"    {each}" for each in marked_source(step.place, "", line_of)]
        return "\n".join((first, *line, *rest))

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        """The place of the claim in its source."""
        place = self._step.place
        return self.path, (place.line - 1 if place is not None else 0), self.name
