r"""Which of an author's commands mean what, at a piece of mathematics.

`\renewcommand` gives a command another meaning from its place on; in TeX to the end of the
environment that it stands in.  Before its first definition a command means what that says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from derive.readers.latex import Macro
from derive.readers.sources.fragment import Fragment, Source
from derive.readers.sources.fragment import Macro as Written

_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+\*?)\}")
_WHOLE = "document"


class Macros:
    """The commands of one document."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._known = {each.name: _macro(each) for each in reversed(source.macros)}
        """The first meaning of each."""
        self._several: dict[str, list[tuple[int, int, Macro]]] = {}
        for each in source.macros:
            end = self._end(each) if _again(source.macros, each.name) else 0
            if end:
                self._several.setdefault(each.name, []).append((each.start, end, _macro(each)))

    def at(self, fragment: Fragment) -> Mapping[str, Macro]:
        """The commands as they are meant in a piece of mathematics."""
        if not self._several:
            return self._known
        found = dict(self._known)
        for name, meanings in self._several.items():
            for start, end, macro in meanings:
                if start < fragment.end and fragment.start < end:
                    found[name] = macro
        return found

    def _end(self, macro: Written) -> int:
        """Where a meaning ends at the latest."""
        text = self._source.page.text
        if self._source.kind != "tex":
            return len(text) + 1
        depth = 0
        for found in _ENVIRONMENT.finditer(text, macro.start):
            if found[2] == _WHOLE:
                continue
            depth += 1 if found[1] == "begin" else -1
            if depth < 0:
                return found.start()
        return len(text) + 1


def _again(macros: tuple[Written, ...], name: str) -> bool:
    """Whether a command is defined more than once, and differently."""
    return len({(m.body.text, m.arguments, m.default) for m in macros if m.name == name}) > 1


def _macro(written: Written) -> Macro:
    body = written.body.text
    if written.operator:
        body = rf"\operatorname{{{body}}}"
    return Macro(body, written.arguments, written.default)
