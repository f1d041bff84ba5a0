"""The words around an inline relation that say what it is: stated, concluded, remarked."""

from __future__ import annotations

import re

from derive.readers.sources.fragment import Fragment

CUES = (
    "let", "assume", "suppose", "say", "set", "fix", "consider", "given", "case", "for", "if",
    "when", "where", "with", "provided", "assuming",
)  # fmt: skip
"""Words just before an inline relation that make it one."""

LEADING = ("for", "when", "if", "at", "with", "case", "where")
"""Words just before an inline value that is meant for the display that their sentence leads to."""

CASE = re.compile(r"\bcase\b\W*(?:[0-9]{1,2}|[ivx]{1,3}|[a-d])?\W*$")
"""The label of a case, "Case 1:", just before an inline relation."""

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

PRESENTING = re.compile(
    r"\b(?:let|consider|take|set|define|instead|(?:another|second|third|next) example)\b"
)
"""Words that give a name a new meaning in the display that they lead to."""

CASES = ("if", "when", "for", "case", "suppose", "supposing")
"""Words of what is supposed as one case of several."""

BEYOND = (
    "(?:both|all|either|any|each) (?:of these |of the )?cases?", "in general", "regardless of",
    "whatever the sign", "otherwise", "else", "(?:for|let) (?:all|any|every|each|arbitrary)",
    "arbitrary", "(?:any|all|every) real",
)  # fmt: skip
"""Words that speak of all cases together, as patterns."""

SEEKING = (
    "set", "setting", "solve", "solving", "find", "require", "equation", "root", "roots", "zero",
    "zeros", "when", "where", "if", "need", "want", "condition", "solution", "solutions",
)  # fmt: skip
"""Words after which an equation is one to be solved."""

INTRODUCING = (
    "with", "of", "for", "function", "functions", "consider", "take", "given", "by", "let", "curve",
    "where",
)  # fmt: skip
"""Words just before an equation that says what is meant from here on."""


def sentence(fragment: Fragment) -> list[str]:
    """The words of the sentence up to a formula."""
    text = re.sub(r"\$[^$]*\$", " ", fragment.before.lower())
    return re.findall(r"[a-z]+", re.split(r"[.;!?](?:\s|$)", text)[-1])


def stated(fragment: Fragment) -> bool:
    """Whether the sentence up to an inline relation lets it hold, and argues for nothing."""
    words = sentence(fragment)
    return any(w in SETTING for w in words) and not any(w in ARGUING for w in words)


def remarked(fragment: Fragment) -> bool:
    """Whether the sentence up to an inline relation draws a conclusion."""
    return any(w in REMARKING for w in sentence(fragment))


def introduced(fragment: Fragment) -> bool:
    """Whether the words before an inline equation say that it is meant from here on; they may stand
    before several: "with u = x and v = y"."""
    text = re.sub(r"\$[^$]*\$", " ", fragment.before.lower())
    words = [w for w in re.findall(r"[a-z]+", text) if w != "and"]
    meant = bool(words) and (words[-1] in INTRODUCING or words[-2:] == ["such", "as"])
    return meant and not remarked(fragment)


def _words(fragment: Fragment) -> list[str]:
    """The words before a formula, other formulas left out."""
    text = re.sub(r"\$[^$]*\$", " ", fragment.before.lower())
    return text.replace(",", " ").replace(":", " ").split()


def follows_cue(fragment: Fragment) -> bool:
    """Whether the word just before an inline relation makes it one."""
    words = _words(fragment)
    return bool(words) and words[-1] in (*CUES, *SETTING)


def set_down(fragment: Fragment) -> bool:
    """Whether the words just before an inline equation let it hold from there on."""
    labelled = CASE.search(fragment.before.lower()) is not None
    return labelled or any(word in SETTING for word in _words(fragment)[-4:])


def sought(fragment: Fragment) -> bool:
    """Whether the sentence up to a formula asks for what makes it true."""
    return any(w in SEEKING for w in sentence(fragment))


def presented(fragment: Fragment) -> bool:
    """Whether the words that lead to a display give the name that it begins with anew."""
    words = sentence(fragment)
    return bool(PRESENTING.search(" ".join(words))) and not any(w in ARGUING for w in words)


def leads(fragment: Fragment) -> bool:
    """Whether the word just before an inline relation makes it a condition."""
    words = re.findall(r"[a-z]+", fragment.before.lower())
    return bool(words) and words[-1] in LEADING
