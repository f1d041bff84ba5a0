"""What an answer is worth against the label of its case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import peers
from cases import Case

RIGHT, UNKNOWN = "right", "unknown"
WRONG = {
    "false accept": "shown equal, and is not",
    "false reject": "said to differ, and is equal",
    "condition dropped": "shown equal without the condition that it needs",
    "condition left": "equal everywhere, but said to need a condition",
    "ill-formed": "said to mean nothing",
    "crash": "raised an error",
}
"""The ways to be wrong."""

_AS_VERDICT = {peers.YES: "proved", peers.NO: "refuted"}


@dataclass(frozen=True)
class Answer:
    """What one method said about one case, and how long it took."""

    case: str
    family: str
    method: str
    said: str
    """A verdict's status, or a peer's yes, no, unknown, timeout, error."""
    grade: str
    seconds: float
    conditions: tuple[str, ...] = ()

    @property
    def wrong(self) -> bool:
        """Whether the answer contradicts the label."""
        return self.grade in WRONG

    @property
    def asked(self) -> bool:
        """Whether the method applies to the case at all; only then does its time count."""
        return self.said != peers.NOT_ASKED


def grade(case: Case, said: str) -> str:
    """`right`, `unknown`, or the way in which the answer is wrong."""
    verdict = _AS_VERDICT.get(said, said)
    if verdict == case.expected:
        return RIGHT
    if verdict.startswith("crash"):
        return "crash"
    match verdict, case.expected:
        case "proved" | "conditional", "refuted":
            return "false accept"
        case "refuted", _:
            return "false reject"
        case "proved", "conditional":
            return "condition dropped"
        case "conditional", _:
            return "condition left"
        case "ill-formed", _:
            return "ill-formed"
    return UNKNOWN


def counts(answers: Iterable[Answer]) -> tuple[int, int, int]:
    """How many are right, wrong, unknown."""
    found = list(answers)
    right = sum(a.grade == RIGHT for a in found)
    wrong = sum(a.wrong for a in found)
    return right, wrong, len(found) - right - wrong


def ways(answers: Iterable[Answer]) -> Counter[str]:
    """How often each way of being wrong occurs, and how often there was no time or no way."""
    found = Counter[str]()
    for answer in answers:
        if answer.wrong:
            found[answer.grade] += 1
        elif answer.said in ("timeout", peers.NOT_ASKED):
            found[answer.said] += 1
    return found
