"""Documents as derivations: every relation of a text with its place, its meaning and its context."""

from derive.readers.documents.loading import derivation_of, load

__all__ = ["derivation_of", "load"]
