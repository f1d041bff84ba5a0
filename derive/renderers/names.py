"""How a name is meant: `w_1` is w with subscript 1, `y_hat` is y under a hat, `alpha` is α.

Names are what programmers type; every notation that is not plain prints the letter they stand for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

GREEK: dict[str, str] = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "epsilon": "ε",
    "zeta": "ζ",
    "eta": "η",
    "theta": "θ",
    "iota": "ι",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "nu": "ν",
    "xi": "ξ",
    "pi": "π",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "upsilon": "υ",
    "phi": "φ",
    "chi": "χ",
    "psi": "ψ",
    "omega": "ω",
    "Gamma": "Γ",
    "Delta": "Δ",
    "Theta": "Θ",
    "Lambda": "Λ",
    "Xi": "Ξ",
    "Pi": "Π",
    "Sigma": "Σ",
    "Upsilon": "Υ",
    "Phi": "Φ",
    "Psi": "Ψ",
    "Omega": "Ω",
    "ell": "ℓ",
}
"""Greek letters (and ℓ) that have a command of the same name in LaTeX."""

SPELLINGS = {"lamda": "lambda", "lambda_": "lambda", "eps": "epsilon"}
"""Other ways to type them: `lambda` is a keyword in Python."""

ACCENTS: dict[str, str] = {
    "hat": "\u0302",
    "bar": "\u0304",
    "tilde": "\u0303",
    "dot": "\u0307",
    "ddot": "\u0308",
    "vec": "\u20d7",
}
"""Accents by their LaTeX names, each with the combining character."""

_LETTERS = {character: name for name, character in GREEK.items()}

_WITH_NUMBER = re.compile(r"([A-Za-z]+?)(\d+)\Z")


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart."""

    base: str
    """The letter or word; a Greek letter by its English name."""
    accents: tuple[str, ...] = ()
    """Accents on the base, innermost first."""
    subscripts: tuple[str, ...] = ()
    """Subscripts in order; Greek letters by their English names."""
    primes: int = 0
    """Number of trailing primes."""

    @property
    def letter(self) -> bool:
        """Whether the base is a single letter, Latin or Greek."""
        return len(self.base) == 1 or self.base in GREEK


@lru_cache(maxsize=4096)
def read_name(text: str) -> Name:
    """Take a name apart; every name has a reading."""
    stem = text.rstrip("'")
    primes = len(text) - len(stem)
    if stem in SPELLINGS:
        return Name(SPELLINGS[stem], primes=primes)
    base, *parts = [part for part in stem.split("_") if part] or [stem]
    base = SPELLINGS.get(base, _LETTERS.get(base, base))
    numbered = _WITH_NUMBER.match(base)
    if numbered is not None and (len(numbered[1]) == 1 or numbered[1] in GREEK):
        base, parts = numbered[1], [numbered[2], *parts]
    accents = tuple(part for part in parts if part in ACCENTS)
    subscripts = tuple(
        SPELLINGS.get(part, _LETTERS.get(part, part)) for part in parts if part not in ACCENTS
    )
    return Name(base, accents, subscripts, primes)
