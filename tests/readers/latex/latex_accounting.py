"""Bookkeeping for written mathematics: what stands in the source has to stand in its reading.

The tokens of a fragment and those of its printed reading are counted, each in its canonical
spelling; braces, layout and the commas between statements aside.
"""

import re
from collections import Counter
from dataclasses import fields, replace

from derive.readers.latex import Row, Statement, show
from derive.readers.latex.doubling import undoubled
from derive.readers.latex.layout import IGNORED, IGNORED_WITH
from derive.readers.latex.macros import ExpansionError, definitions, expand
from derive.readers.latex.names import ACCENTS, BIG, ELLIPSES, FONTS, FUNCTIONS, SYMBOLS
from derive.readers.latex.shorthands import spelled_out
from derive.readers.latex.signs import LOOSE, RELATIONS, SUM_SIGNS, TIGHT
from derive.readers.latex.tokens import tokenize
from derive.readers.latex.tree import Empty, Node, Unread

LAYOUT = {"{", "}", "^", "_", "&", "row", "wide", "begin", "end", "tag", "label"}
NOTES = {"\\overset", "\\underset", "\\stackrel", "\\xrightarrow", "\\xleftarrow", "\\substack"}
SAME = {
    **dict.fromkeys(("\\dfrac", "\\tfrac", "\\cfrac", "\\nicefrac", "\\sfrac"), "\\frac"),
    **dict.fromkeys(("\\dbinom", "\\tbinom"), "\\binom"),
    **dict.fromkeys(ELLIPSES, "\\dots"),
    "\\underbracket": "\\underbrace",
    "\\overbracket": "\\overbrace",
    **dict.fromkeys(("\\Rightarrow", "\\Leftarrow", "\\iff"), "\\to"),
    "\\over": "\\frac",
    "\\choose": "\\binom",
    "\\prime": "'",
    "\\ne": "!=",
    "\\mid": "|",
    "\\|": "||",
}


def canonical(text):
    for table in (RELATIONS, SUM_SIGNS, TIGHT, LOOSE, SYMBOLS, ACCENTS, BIG):
        if text in table:
            text = table[text]
            break
    return SAME.get(text, text)


def counted(tokens):
    """Count tokens in their canonical spelling."""
    counts, fonts = Counter(), set()
    last = None
    for token in tokens:
        kind, text = token[:2]
        if kind == "bar" and last == (kind, text) == ("bar", "\\|"):
            continue  # P \|\| Q has one separator.
        last = (kind, text)
        if kind in LAYOUT or text in NOTES:
            continue
        if kind == "command" and text in FONTS:
            fonts.add(FONTS[text])
        elif kind in ("word", "operator", "text", "number"):
            counts.update(re.sub(r"[\s\\{},;.:]", "", text))
            if kind == "word":
                fonts.add("\\mathrm")
        elif kind == "command" and text.lstrip("\\") in FUNCTIONS:
            counts.update(text.lstrip("\\"))
        else:
            text = canonical(text)
            counts.update([text] if text.startswith("\\") and len(text) > 2 else text.strip("\\"))
    for each in (",", ";", ".", ":", "&", "\\mathit"):
        counts.pop(each, None)
    return counts, fonts - {"", "\\mathit", "\\mathrm"}


def blanked(part):
    """A tree without what was not read."""
    if isinstance(part, Unread):
        return Empty()
    if isinstance(part, tuple) and not hasattr(part, "_fields"):
        return tuple(blanked(each) for each in part)
    if not isinstance(part, (Node, Row, Statement)):
        return part
    return replace(part, **{f.name: blanked(getattr(part, f.name)) for f in fields(part)})


def lost(text, display, macros=()):
    """Return what stands in a fragment and neither in its reading nor in what was not read."""
    macros = dict(macros)
    for name, macro, start, end in definitions(text):
        macros[name] = macro
        text = text[:start] + " " * (end - start) + text[end:]
    tokens, _ = tokenize(text)
    try:
        tokens = spelled_out(expand(tokens, macros))
    except ExpansionError:
        return {} if display.problems else {"expansion": 1}
    unread = [p.span for p in display.problems]
    covered = bytearray(len(text) + 1)
    for start, end in unread:
        covered[start:end] = b"x" * (end - start)
    there, fonts = counted(_outside(t, covered) for t in tokens)
    shown = " ".join(show(blanked(row)) for row in display.rows)
    here, shown_fonts = counted(tokenize(shown)[0])
    return {**(there - here), **dict.fromkeys(fonts - shown_fonts, 1)}


def _outside(token, covered):
    """A token without what was not read of it: `___12` leaves the 2."""
    inside = covered[token.start : token.end]
    if all(inside):
        return token._replace(kind="row")
    if token.kind == "number" and any(inside) and len(inside) == len(token.text):
        kept = "".join(c for c, unread in zip(token.text, inside, strict=True) if not unread)
        return token._replace(text=kept)
    return token


_LAYOUT_TEXT = re.compile(
    r"(?:\s|~|\\[,;:!> \n]|\\(?:thinspace|medspace|thickspace|negthinspace|enskip)(?![a-zA-Z])"
    r"|\\(?:hskip|kern|mkern|mskip)\s*-?[\d.]+\s*[a-z]{2})+"
)


def dropped(text):
    """Return stretches of a fragment that no token and no comment covers and that aren't layout."""
    text = undoubled(text) if "\\\\" in text else text
    tokens, comments = tokenize(text)
    covered = bytearray(len(text))
    for start, end in [(t.start, t.end) for t in tokens] + [c.span for c in comments]:
        covered[start:end] = b"x" * (end - start)
    found = []
    for match in re.finditer(rb"\x00+", bytes(covered)):
        rest = text[match.start() : match.end()]
        for command, arguments in IGNORED_WITH.items():
            if arguments and command in rest:
                rest = re.sub(
                    r"\\*" + re.escape(command) + r"(?![a-zA-Z]).*", "", rest, flags=re.DOTALL
                )
        if "$" in text:  # Formulas within words.
            rest = re.sub(r"\\(?:text|mbox|hbox)\w*\s*\{|[}$]", "", rest)
        rest = re.sub(
            r"\\+[a-zA-Z]+\*?", lambda m: "" if "\\" + m[0].strip("*\\") in IGNORED else m[0], rest
        )
        rest = _LAYOUT_TEXT.sub("", rest)
        if rest:
            found.append(rest)
    return found
