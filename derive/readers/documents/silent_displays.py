r"""Displays from which no relation was drawn although one stands in them: told, not passed over.

A system in braces, `\exists x: x^2 = 2` and `x \nleq y` claim nothing that is checked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derive.ground.diagnostic import Diagnostic
from derive.readers.documents.links import Formulas
from derive.readers.sources.fragment import Source

_INSIDE = re.compile(r"[_^]\s*\{[^{}]*\}|\{[^{}]*\}|\([^()]*\)")
_RELATION = re.compile(r"[=<>]|\\n?(?:leq?|geq?|eq?|leqslant|geqslant)(?![A-Za-z])")
_MEMBER = re.compile(r"\\(?:in|ni|subset|subseteq|to|mapsto|sim)(?![A-Za-z])")
_BEGINS = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}(?:\s*\{[^{}]*\})?")


def silent_displays(source: Source, formulas: Formulas) -> Iterator[Diagnostic]:
    """A note for each display with a relation of which nothing is checked or taken as known."""
    heard = {id(link.fragment) for link in formulas.links}
    said = (fragment for _, fragment, _ in formulas.memberships)
    heard |= {id(each) for each in said if _MEMBER.search(each.text)}
    for each in source.fragments:
        if each.kind == "display" and id(each) not in heard and _relates(each.text):
            yield Diagnostic(
                "display-not-read",
                "no relation could be drawn from this display: nothing in it is checked",
                each.place,
                level="note",
                line=source.page.line(each.place.line),
                help="write each relation in a row of its own",
            )


def _relates(text: str) -> bool:
    """Whether a sign of relation stands outside all braces and brackets."""
    text, before = _BEGINS.sub(" ", text), ""
    while text != before:
        text, before = _INSIDE.sub(" ", text), text
    return _RELATION.search(text) is not None
