"""What vectors and matrices mean: their entries.

A relation of arrays says the same of every entry, for all sizes: (A B)_ij = Σ_k A_ik B_kj.  So a
relation, and the context that it stands in, is brought down to numbers: array symbols become
families, products become sums over an index of their own, an elementwise function applies to the
entry, a function of vectors is replaced by its definition, the derivative by an array is that by
its entry.  Nothing is simplified on the way, so what is not defined stays undefined.
"""

from derive.model.entries.lowering import Lowered, lowered
from derive.model.entries.reading import NotLowered

__all__ = ["Lowered", "NotLowered", "lowered"]
