"""Mathematics quoted inside prose: `0 < sigmoid(z) < 1`, `components of h[1]`, `(a − y)x_i`.

Titles, reasons and facts are sentences that hold plain notation here and there.  Each face prints
them in its own notation, token by token; nothing is rearranged.
"""

from __future__ import annotations

import re

from derive.model.functions import ARITY
from derive.renderers.latex_names import command, letter
from derive.renderers.names import GREEK, SPELLINGS, read_name
from derive.renderers.quoted_sums import Quoted, replaced
from derive.renderers.scripts import SUBSCRIPTS, SUPERSCRIPTS, lowered, raised
from derive.renderers.typeface import typeface
from derive.renderers.unicode import BARE, FUNCTIONS, unicode_name

_TOKEN = re.compile(
    r"Derivative\((?P<top>[\w\[\], ]+?), (?P<by>\w+(?:\[[^\]]*\])?)\)"
    r"|(?P<name>[^\W\d]\w*'*)(?:\[(?P<index>[\w', +-]+)\])?"
    r"|(?P<sign><=|>=|!=|\*\*|\*|->|(?<![\w)\]])-(?=[\w(])| - )"
)
_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "**": "^", "*": "·", "->": "→", "-": "−", " - ": " − "}
_SMALL_POWER = re.compile(r"\*\*(\d)(?!\d)")


def in_unicode(text: str) -> str:
    """A sentence with its plain notation in Unicode."""
    text = replaced(text, _unicode_sum)
    text = _SMALL_POWER.sub(lambda found: raised(found[1]) or "", text)
    text = re.sub(r"\bexp\((-?\w)\)", lambda f: f"e{raised(f[1].replace('-', '−')) or f[1]}", text)
    return _TOKEN.sub(_unicode_token, text)


def _unicode_sum(found: Quoted) -> str:
    sign = {"Sum": "Σ", "Product": "Π"}[found.kind]
    body = in_unicode(f"({found.body})" if found.enclosed else found.body)
    return f"{sign}_{{{found.index}={found.lower}}}^{{{found.upper}}} {body}"


def _unicode_token(found: re.Match[str]) -> str:
    if found["sign"]:
        return _SIGNS[found["sign"]]
    if found["top"]:
        return f"∂{in_unicode(found['top'])}/∂{in_unicode(found['by'])}"
    name, index = found["name"], found["index"]
    if index is not None:
        low = lowered(index.replace(", ", ""))
        return unicode_name(name) + (low if low is not None else f"[{index}]")
    shown = typeface().spelling.get(name, "")
    calls = found.string[found.end() : found.end() + 1] == "("
    if calls and name in FUNCTIONS:
        return FUNCTIONS[name]
    if "(" in shown and not calls:
        return unicode_name(name) + shown[shown.index("(") :]
    return unicode_name(name) if _stands_for_letter(name) else name


def _stands_for_letter(name: str) -> bool:
    if typeface().spelled(name) != name:
        return True
    read = read_name(name)
    return name in GREEK or name in SPELLINGS or (read.letter and bool(read.subscripts))


# LaTeX: words are text, runs of mathematics go between dollars.

_CHARACTERS = {
    "\\": r"\textbackslash{}",
    **{c: f"\\{c}" for c in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": "$<$",
    ">": "$>$",
    "|": "$|$",
    "…": r"\dots{}",
    "–": "--",
    "—": "---",
    "’": "'",
    "“": "``",
    "”": "''",
}
_MATHS = {
    "−": "-",
    "·": r"\cdot ",
    "≠": r"\ne ",
    "≤": r"\le ",
    "≥": r"\ge ",
    "∂": r"\partial ",
    "∞": r"\infty ",
    "→": r"\to ",
    "√": r"\surd ",
    "∑": r"\sum ",
    "∏": r"\prod ",
    **{up: f"^{full}" for full, up in SUPERSCRIPTS.items() if full.isascii()},
    "′": "'",
    "∈": r"\in ",
    **{character: rf"\{name} " for name, character in GREEK.items()},
}


def escaped(text: str) -> str:
    """Words as LaTeX text; a character that LaTeX's own fonts lack becomes a question mark."""
    return "".join(map(_escaped_character, text))


def _escaped_character(character: str) -> str:
    if character in _CHARACTERS:
        return _CHARACTERS[character]
    if character in _MATHS:
        return f"${_MATHS[character].strip()}$"
    return character if ord(character) < 0x180 and character.isprintable() else "?"


def in_latex(text: str) -> str:
    """A sentence with its plain notation between dollars."""
    sums: list[str] = []

    def sum_(found: Quoted) -> str:
        sign = {"Sum": r"\sum", "Product": r"\prod"}[found.kind]
        inner = replaced(found.body, sum_)
        body = f"({_maths(inner)})" if found.enclosed else _maths(inner)
        limits = f"_{{{_maths(found.index)}={_maths(found.lower)}}}^{{{_maths(found.upper)}}}"
        sums.append(f"{sign}{limits} {body}")
        return chr(_PRIVATE + len(sums) - 1)

    text = re.sub(r"\[[\w', ]+\]", lambda f: f[0].replace(", ", ","), replaced(text, sum_))
    joined = re.sub(r"Derivative\([^()]*\)", lambda f: f[0].replace(" ", _JOINT), text)
    words = joined.split(" ")
    kinds = [_is_maths(word, last=word is words[-1]) for word in words]
    for position in range(1, len(words) - 1):
        around = words[position - 1 : position + 2]
        if words[position] in _BETWEEN and not any(map(_UNSAFE.search, around)):
            kinds[position - 1 : position + 2] = [True] * 3
    parts: list[str] = []
    run: list[str] = []
    for word, maths in zip([*words, ""], [*kinds, False], strict=True):
        if maths:
            run.append(word)
            continue
        if run:
            parts.append(_dollars(" ".join(run)))
            run = []
        parts.append(escaped(word.replace(_JOINT, " ")))
    line = " ".join(parts[:-1])
    for position, sum_text in reversed([*enumerate(sums)]):
        line = line.replace(chr(_PRIVATE + position), sum_text)
    return line


_JOINT = "\x00"
_PRIVATE = 0xE000
"""Characters from here on stand for the sums of a sentence while it is set."""
_BETWEEN = ("-", "−", "+", "=", "<", ">", "<=", ">=", "!=", "*", "/")
_UNSAFE = re.compile(r"""[%&$#\\~{}@"`]|\^\s|\^\Z|[\^²³][\w(]*[\^²³]|(?<!\w)_(?!\w)""")
_TWICE_RAISED = re.compile(r"\^(?:\{[^{}]*\}|\S)\s*(?:\^|')|\^\Z|\^\s")
_WORDS = re.compile(r"[A-Za-z]{2,}[/.-][A-Za-z]{2,}|://")
_SYMBOLIC = re.compile(r"[\d_^*/=<>+()\[\]|]|[^\x00-\u017f…–—’“”]")


def _is_maths(word: str, last: bool) -> bool:
    core = word.strip("().,;:!?\"'")
    if not core or _UNSAFE.search(core) or _WORDS.search(core):
        return False
    if re.fullmatch(r"\d+(-\d+)*(-[a-z]+)?", core):
        return False
    if core.isascii() and core.replace("-", "").isalpha() and "(" not in word[1:]:
        if core in ("a", "A", "I"):
            return core == "a" and (last or word[-1] in ",;:")
        return len(core) == 1 or core in GREEK or core in SPELLINGS
    return bool(_SYMBOLIC.search(core))


def _dollars(text: str) -> str:
    text = text.replace(_JOINT, " ")
    trailing = re.search(r"[.,;:!?]*\Z", text)
    assert trailing is not None
    core = text[: trailing.start()] if trailing[0] else text
    extra = core.count(")") - core.count("(")
    tail = trailing[0]
    if extra > 0 and core.endswith(")" * extra):
        core, tail = core[:-extra], ")" * extra + tail
    lead = ""
    if extra < 0 and core.startswith("(" * -extra):
        core, lead = core[-extra:], "(" * -extra
    written = _maths(core)
    if _TWICE_RAISED.search(written):
        return escaped(text)
    return f"{lead}${written}${tail}"


def _maths(text: str) -> str:
    def token(found: re.Match[str]) -> str:
        if found["sign"]:
            sign = found["sign"]
            plain = {"<=": r"\le ", ">=": r"\ge ", "!=": r"\ne ", "*": " ", "->": r"\to "}
            return plain.get(sign, "^" if sign == "**" else sign)
        if found["top"]:
            return rf"\partial {_maths(found['top'])}/\partial {_maths(found['by'])}"
        name, index = found["name"], found["index"]
        if index is not None:
            return letter(name, *index.replace(" ", "").split(","))
        calls = found.string[found.end() : found.end() + 1] == "("
        if name == "exp" and calls:
            return r"\exp"
        known = name in ARITY and (calls or name in BARE)
        return f"{command(name)} " if known and not calls else (command if known else letter)(name)

    typed = _LOWERED.sub(lambda f: "".join(f"_{_LOW[c]}" for c in f[0]), text)
    powers = _RAISED.findall(typed)
    typed = _RAISED.sub(_JOINT, typed)
    typed = "".join(f" {n} " if (n := _GREEK_NAMES.get(c)) else c for c in typed)
    written = _TOKEN.sub(token, typed)
    for power in powers:
        up = "".join(_UP[c] for c in power).replace("−", "-")
        written = written.replace(_JOINT, f"^{{{up}}}", 1)
    text = "".join(_MATHS.get(c, c) for c in written).replace("  ", " ").strip()
    return re.sub(r"\\exp\(([^()^]*)\)", r"e^{\1}", text)


_LOW = {low: full for full, low in SUBSCRIPTS.items()}
_UP = {up: full for full, up in SUPERSCRIPTS.items()}
_LOWERED = re.compile(f"[{''.join(_LOW)}]+")
_RAISED = re.compile(f"[{''.join(_UP)}]+")
_GREEK_NAMES = {character: name for name, character in GREEK.items()}
