r"""Bold type that only stresses a result: `= \mathbf{1 - e^{-\lambda x}}`.

One command around a whole side of a relation makes letters bold that are bold nowhere else in the
document and plain elsewhere, and numbers with them: then no array is meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from derive.readers.documents.glyphs import normal
from derive.readers.documents.walking import everything, parts, with_bodies, with_parts
from derive.readers.latex.display import Display
from derive.readers.latex.tree import Chain, Name, Node, Number, Scripted
from derive.readers.sources.fragment import Fragment

_BOLD = r"\mathbf{"


def without_emphasis(
    pieces: list[tuple[Fragment, Display]],
) -> tuple[list[tuple[Fragment, Display]], bool]:
    """The formulas without such type, and whether there was any."""
    if not any("bf" in f.text or "bm" in f.text or "bold" in f.text for f, _ in pieces):
        return pieces, False
    stressed: dict[int, tuple[Node, set[str]]] = {}
    elsewhere: set[str] = set()
    for fragment, body in _bodies(pieces):
        for side in body.operands if isinstance(body, Chain) else (body,):
            names = {each.key for each in everything(side) if isinstance(each, Name)}
            if isinstance(body, Chain) and _stressed(side, fragment.text):
                bold = {key for key in names if key.startswith(_BOLD)}
                stressed[id(side)] = side, {key for key in bold if not _plain(key).isdigit()}
                names -= bold
            elsewhere |= names
    for number, (_, letters) in list(stressed.items()):
        if letters & elsewhere or not {_plain(key) for key in letters} <= elsewhere:
            del stressed[number]
    if not stressed:
        return pieces, False
    return [(f, with_bodies(d, lambda body: _unstressed(body, stressed))) for f, d in pieces], True


def _bodies(pieces: list[tuple[Fragment, Display]]) -> Iterator[tuple[Fragment, Node]]:
    for fragment, display in pieces:
        for row in display.rows:
            for statement in row.statements:
                yield fragment, normal(statement.body)


def _stressed(side: Node, text: str) -> bool:
    """Whether all letters and numbers on the line are bold by one command around several."""
    line = list(_on_the_line(side))
    whole = normal(side)
    if isinstance(whole, Name | Scripted):
        # A bold 0 or 1 is an array of them.
        return isinstance(whole, Name) and _plain(whole.key).isdigit() and _plain(whole.key) > "1"
    bold = [each for each in line if isinstance(each, Name) and each.key.startswith(_BOLD)]
    alone = any("\\" + "math" in text[b.span.start : b.span.end] for b in bold)
    alone = alone or any("bol" in text[b.span.start : b.span.end] for b in bold)
    return bool(bold) and len(bold) == len(line) and not alone


def _on_the_line(node: Node) -> Iterator[Name | Number]:
    """The letters and numbers of a formula that are in no script."""
    node = normal(node)
    if isinstance(node, Name | Number):
        yield node
    elif isinstance(node, Scripted):
        yield from _on_the_line(node.base)
    else:
        for part in parts(node):
            yield from _on_the_line(part)


def _plain(key: str) -> str:
    return key.removeprefix(_BOLD).removesuffix("}") if key.startswith(_BOLD) else key


def _unstressed(node: Node, stressed: Collection[int], light: bool = False) -> Node:
    """A formula with those sides in plain type."""
    light = light or id(node) in stressed
    if light and isinstance(node, Name) and node.key.startswith(_BOLD):
        plain = _plain(node.key)
        return (Number if plain.isdigit() else Name)(plain, span=node.span)
    return with_parts(node, lambda part: _unstressed(part, stressed, light))
