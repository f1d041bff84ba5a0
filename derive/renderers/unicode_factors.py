"""What stands between two factors on a line of Unicode: nothing, a space or a dot.

Letters, brackets and raised exponents may touch (`w₁x₁`, `a(1 − a)`); words and numbers may not.
"""

from __future__ import annotations

from unicodedata import decomposition

from derive.model.term import Term

Factor = tuple[Term, str]
"""A factor and how it is written."""


def between(one: Factor, next_: Factor) -> str:
    """The separator between two neighbouring factors of a product."""
    (node, piece), (following, text) = one, next_
    if "div" in (node.head, following.head) and "/" in piece + text:
        return " · "
    if "derivative" in (node.head, following.head):
        operator = text.startswith("∂") and node.head != "derivative"
        return " " if operator and _closes(node, piece) else " · "
    if _bracketed(node, piece) and (_opens(following, text) or _bracketed(following, text)):
        return " "
    if _bracketed(following, text) and _closes(node, piece):
        return " "
    if following.head in ("sum", "product") and not text.startswith("("):
        return " "
    if "‖" in piece and text.startswith("‖"):
        return "·"
    if not _closes(node, piece):
        return " · " if " " in piece or " " in text else "·"
    if _opens(following, text):
        return ""
    return " " if following.head in ("call", "pow") and text[0].isalpha() else "·"


def _bracketed(node: Term, text: str) -> bool:
    """Whether a factor is a word that stands by its bracket for an array: diag(…), tr(…)."""
    if node.head != "call" or node.value not in ("diag", "diagonal", "trace", "det"):
        return False
    return text.endswith(")")


def _opens(node: Term, text: str) -> bool:
    """Whether a factor may follow another directly."""
    if text.startswith("("):
        return True
    match node.head:
        case "symbol" | "indexed":
            return _one_letter(text)
        case "constant":
            return True
        case "pow":
            base = node.args[0]
            return base.head != "number" and _opens(base, text)
        case "call" if node.value == "norm":
            return True
        case "call":
            return text[0] in "√|e" if node.value in ("sqrt", "abs", "exp") else _one_letter(text)
        case _:
            return False


def _closes(node: Term, text: str) -> bool:
    """Whether another factor may follow this one directly."""
    if node.head == "call" and text[0].isalpha() and node.value != "exp":
        return _one_letter(text) and "_" not in text
    if node.head == "call" and node.value in ("sqrt", "abs") and text[0] in "√|":
        return text[0] == "|"
    if text.endswith((")", "]")):
        return "^" not in text and "[" not in text
    if node.head in ("symbol", "indexed"):
        return _one_letter(text)
    return "^" not in text and "_" not in text and " " not in text


def _one_letter(text: str) -> bool:
    """Whether a name is one letter with whatever hangs on it, or is a call of such a name."""
    name = text.split("(")[0]
    if "_" in name or "[" in name or "^" in name or " " in name:
        return False
    return bool(name) and not any(c.isalpha() and _full_size(c) for c in name[1:])


def _full_size(character: str) -> bool:
    """Whether a letter stands on the line, neither raised nor lowered."""
    return not decomposition(character).startswith(("<sub>", "<super>"))
