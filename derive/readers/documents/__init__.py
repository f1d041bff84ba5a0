"""Documents as derivations: each relation of a text with its place, its meaning, its context."""

from derive.readers.documents.loading import derivation_of, load
from derive.readers.documents.proposing import propose

__all__ = ["derivation_of", "load", "propose"]
