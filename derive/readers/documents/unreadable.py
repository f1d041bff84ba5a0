"""Relations that no reading is looked for, because of what stands around them."""

from __future__ import annotations

from derive.readers.documents.links import Link
from derive.readers.documents.obstacle import Obstacle


def surrounded(link: Link) -> Obstacle | None:
    """Why the rows and statements around a relation leave open what it says."""
    if link.equivalent:
        return Obstacle(
            "an equivalence is two claims, each under the other as its condition",
            link.span,
            help=r"write each direction with \implies",
        )
    if link.hanging is not None:
        return Obstacle(
            "a row without a relation, which may go on with the one above it",
            link.hanging,
            help=r"begin it with an operator, such as + or \cdot, or with a relation",
            construct="row without relation",
        )
    return None
