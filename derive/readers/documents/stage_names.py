"""Which names tell layers or times of one thing apart: z_l, z_l_plus_1 and z_L."""

from __future__ import annotations

import re
from collections.abc import Iterable

from derive.readers.documents.glyphs import Names, unmarked
from derive.readers.documents.stages import Staged

_STEPS = r"(?:_(?:plus|minus)_\d+)?"


def layer(name: str, names: Names, stages: Iterable[Staged]) -> tuple[str, str] | None:
    """The letter and the layer of a name: z and l_plus_1 of z_l_plus_1; None for other names."""
    letters = sorted({each.letter for each in stages})
    if not letters:
        return None
    key, *parts = names.parts(name)
    pattern = "|".join(f"{x}|{x[0].upper()}" for x in letters)
    for part in map(unmarked, parts):
        if re.fullmatch(f"(?:{pattern}){_STEPS}", part):
            return key, part
    return None


def layers(names: Names, stages: Iterable[Staged]) -> list[list[str]]:
    """The names of each thing that has several layers."""
    stages = list(stages)
    found: dict[str, list[str]] = {}
    for _, name in names.compound() if stages else ():
        at = layer(name, names, stages)
        if at is not None:
            found.setdefault(at[0], []).append(name)
    return list(found.values())
