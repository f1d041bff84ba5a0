"""Unicode's raised, lowered and bold characters, where it has them."""

from __future__ import annotations

_PLAIN = "0123456789+−=()"

SUBSCRIPTS: dict[str, str] = {
    **dict(zip(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True)),
    **dict(zip("aehijklmnoprstuvx", "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)),
    **dict(zip("βγρφχ", "ᵦᵧᵨᵩᵪ", strict=True)),
}

SUPERSCRIPTS: dict[str, str] = {
    **dict(zip(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", strict=True)),
    **dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)),
    **dict(zip("βγδθφχ", "ᵝᵞᵟᶿᵠᵡ", strict=True)),
    **dict(zip("NTMK", "ᴺᵀᴹᴷ", strict=True)),
}

LONGEST = 5
"""Longer scripts are hard to read at this size and stay on the line."""


def lowered(text: str) -> str | None:
    """The text as a subscript, or None where a character has no lowered form."""
    return _moved(text, SUBSCRIPTS)


def raised(text: str) -> str | None:
    """The text as a superscript, or None where a character has no raised form."""
    return _moved(text, SUPERSCRIPTS)


def bold_letter(character: str) -> str:
    """A letter or digit in bold, as columns are set; what has no bold form stays."""
    for first, last, start in _BOLD:
        if first <= character <= last:
            return chr(start + ord(character) - ord(first))
    return character


_BOLD = (
    ("A", "Z", 0x1D400),
    ("a", "z", 0x1D41A),
    ("0", "9", 0x1D7CE),
    ("Α", "Ω", 0x1D6A8),
    ("α", "ω", 0x1D6C2),
)
"""Runs of characters with the first of their bold forms."""


def _moved(text: str, table: dict[str, str]) -> str | None:
    tight = text.replace(" ", "")
    if not tight or len(tight) > LONGEST or "(" in tight:
        return None
    moved = [table.get(character) for character in tight]
    return None if None in moved else "".join(filter(None, moved))
