"""Groups of relations in one context, each row with the verdict that is expected.

A row is `[(number)] verdict relation [| condition]`; indented rows are near-misses of the row above.
The verdicts `numerator` and `denominator` are refutations with the note that the claim holds in that
layout.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import array_relations

from derive.model.context import Context
from derive.model.relation import Relation

Repair = Callable[[dict[str, Any], Random], None]
_ROW = re.compile(r"(\s*)(?:\((\w+)\)\s+)?(\S+)\s+([^|]+?)\s*(?:\|\s*(.+))?$")


@dataclass(frozen=True)
class Row:
    """One relation and what is to be found about it."""

    text: str
    verdict: str
    near_miss: bool
    number: str
    """In the Matrix Cookbook, where it has one."""
    condition: str
    group: Group

    @property
    def relation(self) -> Relation:
        """The relation as a term."""
        return array_relations.relation(self.text, array_relations.functions_of(self.group.context))


@dataclass(frozen=True)
class Group:
    """Relations of one context."""

    name: str
    types: str
    rows_text: str
    where: str = ""
    assuming: str = ""
    layout: str = "denominator"
    repair: Repair | None = None
    """Makes random values satisfy the assumptions."""

    @property
    def context(self) -> Context:
        """What is declared, defined and assumed."""
        return array_relations.context(self.types, self.where, self.assuming, self.layout)

    def rows(self) -> Iterator[Row]:
        """The rows in order."""
        for line in filter(str.strip, self.rows_text.splitlines()):
            found = _ROW.match(line)
            assert found, line
            indent, number, verdict, text, condition = found.groups()
            near = verdict in ("refuted", "numerator", "denominator", "ill-formed") and bool(indent)
            yield Row(text, verdict, near, number or "", condition or "", self)
