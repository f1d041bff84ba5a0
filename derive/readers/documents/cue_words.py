"""The words around an inline relation that say what it is: stated, concluded, remarked."""

from __future__ import annotations

CUES = (
    "let", "assume", "suppose", "say", "set", "fix", "consider", "given", "case", "for", "if",
    "when", "where", "with", "provided", "assuming",
)  # fmt: skip
"""Words just before an inline relation that make it one."""

SETTING = ("let", "assume", "assuming", "suppose", "say", "set", "fix", "take")
"""Words that let an equation hold from there on, not just in their sentence."""

ARGUING = (
    "us", "show", "prove", "see", "check", "verify", "find", "compute", "note", "recall", "get",
    "follows", "then", "so", "hence", "thus", "because", "since", "whether", "why", "where",
)  # fmt: skip
"""Words after which a sentence concludes or asks rather than lets something hold."""

REMARKING = (
    "remark", "note", "notice", "recall", "show", "see", "so", "hence", "thus", "since", "because",
    "follows", "then",
)  # fmt: skip
"""Words that draw a conclusion: what follows them speaks of the quantity as it is defined."""
