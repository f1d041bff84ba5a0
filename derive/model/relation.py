"""A relation: left side, sign, right side, exactly as written."""

from __future__ import annotations

from dataclasses import dataclass

from derive.model.term import Term, make

SIGNS = {"=": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
"""The signs of relations, each with the head of the condition that says the same."""

_SIGN_OF_HEAD = {head: sign for sign, head in SIGNS.items()}


@dataclass(frozen=True, slots=True)
class Relation:
    """`left sign right`, never simplified."""

    left: Term
    sign: str
    right: Term

    def __post_init__(self) -> None:
        if self.sign not in SIGNS:
            raise ValueError(f"no relation sign {self.sign!r}: use one of {', '.join(SIGNS)}")

    def __str__(self) -> str:
        return f"{self.left} {self.sign} {self.right}"

    def as_condition(self) -> Term:
        """The same statement as a term that can stand in a case or a conjunction."""
        return make(SIGNS[self.sign], (self.left, self.right))

    @staticmethod
    def of_condition(condition: Term) -> Relation:
        """The relation that a condition with a relational head states."""
        left, right = condition.args
        return Relation(left, _SIGN_OF_HEAD[condition.head], right)


def equation(left: Term, right: Term) -> Relation:
    """The claim that two terms are equal."""
    return Relation(left, "=", right)
