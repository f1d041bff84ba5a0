r"""The letters of a document and their names in terms: `\hat{y}` is `y_hat`, `\alpha` `alpha`.

A glyph is a letter with its font and accents, in canonical LaTeX; scripts are no part of it.  Two
glyphs get one name only where they are one letter to everybody: `X` and `\mathrm{X}`, `w_i` and
the vector `\mathbf{w}` when no bare `w` occurs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from string import ascii_letters

from derive.readers.latex.tree import Accented, Group, Name, Node, Run, Scripted

_FONT = re.compile(r"\\(math[a-z]+|boldsymbol)\{(.*)\}\Z")
_ACCENT = re.compile(r"(hat|tilde|bar|vec|dot|ddot|overline|underline|check|breve|acute)\((.*)\)\Z")
_FONT_SUFFIX = {"mathbf": "vec", "mathcal": "cal", "mathbb": "bb", "mathsf": "sf", "mathfrak": "fr"}
_APART = {
    0xE000 + 0x80 * number + ord(char): char for number in range(40) for char in ascii_letters
}
"""Characters for private use → the letters that they stand for where these mean something else."""
_ALT = re.compile(r"\b\w+_alt\d*\b")
_RAISED = {"star": "*", "plus": "+", "minus": "-", "dagger": r"\dagger"}
"""Parts of a name that stand for a sign above the line → the sign."""
_SPELLED = {"overline": "bar", "underline": "under"}


def normal(node: Node) -> Node:
    r"""The node without braces that only group, and accents drawn to the letter: \hat{y_3}."""
    while isinstance(node, Group):
        node = node.body
    if isinstance(node, Accented):
        body = normal(node.body)
        if isinstance(body, Scripted) and body.sup is None:
            accented = Accented(node.mark, body.base, span=node.span)
            return Scripted(accented, body.sub, None, body.primes, span=node.span)
        return Accented(node.mark, body, span=node.span)
    return node


def glyph(node: Node) -> str | None:
    """The glyph that a node is, if it is one."""
    node = normal(node)
    match node:
        case Name(key=key):
            inside = _FONT.match(key)
            return inside[2] if inside and inside[1] == "mathrm" else key
        case Accented(mark=mark, body=body):
            inner = glyph(body)
            return None if inner is None else f"{mark}({inner})"
        case Run(letters=letters):
            return letters
    return None


def apart(key: str, number: int) -> str:
    """Another glyph that is written like this one, for a letter that means several things."""
    at = key.rfind(letter(key))
    found = next((k for k in range(max(at, 0), len(key)) if key[k] in ascii_letters), None)
    if found is None:
        return key
    return f"{key[:found]}{chr(0xE000 + 0x80 * number + ord(key[found]))}{key[found + 1 :]}"


def as_written(text: str) -> str:
    """Glyphs, or what is said of them, with the letters that the document writes."""
    return text if text.isascii() else text.translate(_APART)


def plain(key: str) -> str:
    """A glyph without fonts and backslashes: letters, digits and underscores."""
    key = as_written(key)
    if key.endswith("^2"):
        return f"{plain(key[:-2])}_squared"
    accent = _ACCENT.match(key)
    if accent is not None:
        return f"{plain(accent[2])}_{_SPELLED.get(accent[1], accent[1])}"
    font = _FONT.match(key)
    if font is not None:
        return plain(font[2])
    cleaned = re.sub(r"[^0-9A-Za-z]+", "_", key.replace("\\", "")).strip("_")
    return cleaned if cleaned and not cleaned[0].isdigit() else f"q_{cleaned}".rstrip("_")


def fonts(key: str) -> str:
    """The font of a glyph's letter; empty for none."""
    accent = _ACCENT.match(key)
    if accent is not None:
        return fonts(accent[2])
    font = _FONT.match(key)
    return font[1] if font is not None else ""


def bold(key: str) -> bool:
    """Whether a glyph's letter is bold, or under an arrow: then it is an array."""
    return fonts(key) in ("mathbf", "boldsymbol") or key.startswith("vec(")


def letter(key: str) -> str:
    """The bare letter or word of a glyph, without font, accents and backslash."""
    key = as_written(key)
    accent = _ACCENT.match(key)
    if accent is not None:
        return letter(accent[2])
    font = _FONT.match(key)
    return letter(font[2]) if font is not None else key.lstrip("\\")


def marks(key: str) -> tuple[str, ...]:
    """The accents on a glyph's letter, the outermost first; the arrow of a vector is none."""
    accent = _ACCENT.match(key)
    if accent is None:
        return ()
    return (*(() if accent[1] == "vec" else (accent[1],)), *marks(accent[2]))


def capital(key: str) -> bool:
    """Whether its letter is a capital, Latin or Greek."""
    return letter(key)[:1].isupper()


@dataclass(slots=True)
class Names:
    """The names given to glyphs, each its own."""

    identified: dict[str, str] = field(default_factory=dict)
    """Glyph → the glyph that it is another way to write."""
    spelling: dict[str, str] = field(default_factory=dict)
    """Name → how it is printed, where that name was taken by another glyph or kind of thing."""
    _names: dict[str, str] = field(default_factory=dict)
    _taken: dict[str, str] = field(default_factory=dict)
    _primed: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    def of(self, key: str, *parts: str) -> str:
        """The name of a glyph with further parts of a name, such as those of `w_1`."""
        key = self.identified.get(key, key)
        whole = "\0".join((key, *parts))
        found = self._names.get(whole)
        if found is None:
            found = self._free(whole, key, parts)
            self._names[whole] = found
            self._taken[found] = whole
            if parts and {*parts} == {"prime"}:
                self._primed.setdefault(key, []).append((found, len(parts)))
            wanted = "_".join((plain(key), *map(unmarked, parts)))
            if found != wanted:
                self.spelling[found] = wanted
        return found

    def parts(self, name: str) -> tuple[str, ...]:
        """The glyph that a name belongs to, and the further parts of the name."""
        return tuple(self._taken.get(name, name).split("\0"))

    def primed(self, name: str) -> Sequence[tuple[str, int]]:
        """The names that are a name with primes, and how many these are."""
        key, *parts = self.parts(name)
        return () if parts else self._primed.get(key, ())

    def compound(self) -> Iterator[tuple[str, str]]:
        """Glyphs and the names that hold more than them, as `\\mathbf{W}_{out}` does."""
        for whole, name in self._names.items():
            key, *parts = whole.split("\0")
            if parts:
                yield key, name

    def family(self, name: str) -> str:
        """The name of a family whose members are written like a single thing of that name."""
        whole = f"{name}_all"
        self.spelling[whole] = self.spelling.get(name, name)
        return whole

    def _free(self, whole: str, key: str, parts: tuple[str, ...]) -> str:
        parts = tuple(map(unmarked, parts))
        wanted = "_".join((plain(key), *parts))
        if wanted not in self._taken:
            return wanted
        suffix = _FONT_SUFFIX.get(fonts(key))
        candidates = [f"{plain(key)}_{suffix}"] if suffix else []
        candidates += [f"{plain(key)}_alt{n}" for n in ("", *range(2, 100))]
        for each in candidates:
            candidate = "_".join((each, *parts))
            if candidate not in self._taken:
                return candidate
        return wanted

    def written(self, name: str) -> str:
        """How the document writes a name."""
        whole = self._taken.get(name)
        if whole is None:
            return name
        key, *parts = whole.split("\0")
        raised = f"^{_RAISED[parts.pop()]}" if parts and parts[-1] in _RAISED else ""
        labels = [_bracketed(each) for each in parts if each.startswith("^")]
        below = [_bracketed(each) for each in parts if not each.startswith("^")]
        raised = f"^{{{','.join(labels)}}}" if labels else raised
        return latex(key) + (f"_{{{','.join(below)}}}" if below else "") + raised

    def in_words(self, text: str) -> str:
        """A message with letters that mean several things as the document writes them."""
        return _ALT.sub(lambda m: self.spelling.get(m[0], m[0]), text)

    def glyph_of(self, name: str) -> str | None:
        """The glyph that a name is of, where that is all of it, and the only one."""
        whole = self._taken.get(name)
        if whole is None or "\0" in whole or whole in self.identified.values():
            return None
        return whole

    def is_written(self, name: str) -> bool:
        """Whether a name is that of something the document writes, and none made for it."""
        return name in self._taken


def marked(place: str, opening: str, part: str) -> str:
    """A part of a name that stands in brackets, above or below: x^{(1)} is another than x_1."""
    return f"{place}{opening}{part}"


def unmarked(part: str) -> str:
    """A part of a name without its brackets and its place."""
    return part[2:] if part[:1] in ("^", "~") else part


def _bracketed(part: str) -> str:
    """A part of a name with its brackets, as it is written."""
    if part[:1] not in ("^", "~"):
        return part
    return part[1:] + _CLOSING.get(part[1], ")")


_CLOSING = {"(": ")", "[": "]", "{": r"\}", "<": ">"}


def latex(key: str) -> str:
    """A glyph as LaTeX."""
    key = as_written(key)
    if key.endswith("^2"):
        return f"{latex(key[:-2])}^2"
    accent = _ACCENT.match(key)
    if accent is not None:
        return rf"\{accent[1]}{{{latex(accent[2])}}}"
    return rf"\mathrm{{{key}}}" if len(key) > 1 and key.isalpha() else key
