"""Members of a family that stay closed where another one of them is differentiated by."""

from __future__ import annotations

from derive.model.term import Term, literal


def may_be_one_of(node: Term, keep: tuple[Term, ...]) -> bool:
    """Whether a family member may be one of those kept: a_k and a_j, but not a_1 and a_2."""
    return node.head == "indexed" and any(
        each.head == "indexed"
        and each.args[0] is node.args[0]
        and len(each.args) == len(node.args)
        and not any(
            one is not other and literal(one) is not None and literal(other) is not None
            for one, other in zip(each.args[1:], node.args[1:], strict=True)
        )
        for each in keep
    )
