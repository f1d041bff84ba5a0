"""Synthetic documents: one to twenty relations each, right and wrong ones, the same for each seed.

The relations are laws of school and of machine learning with names and numbers of their own, so
that no two documents are equal and most of the work is reading and judging, as in real notes.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

RIGHT = (
    "({x} + {n})^2 = {x}^2 + {m}{x} + {s}",
    r"\frac{{{x}^2 - {s}}}{{{x} - {n}}} = {x} + {n}",
    r"\frac{{d}}{{d{x}}} {x}^{{{n}}} = {n} {x}^{{{p}}}",
    r"\log({x}^2 + {n}) - \log({x}^2 + {n}) = 0",
    r"e^{{{x} + {n}}} = e^{{{x}}} e^{{{n}}}",
    r"\sqrt{{{x}^2 + {n}}} \cdot \sqrt{{{x}^2 + {n}}} = {x}^2 + {n}",
    r"\sum_{{i=1}}^{{{n}}} i {x} = {t} {x}",
    r"{x}({y} + {n}) = {x}{y} + {n}{x}",
    r"\sin^2 {x} + \cos^2 {x} = 1",
    r"\tanh {x} = \frac{{e^{{{x}}} - e^{{-{x}}}}}{{e^{{{x}}} + e^{{-{x}}}}}",
)
WRONG = (
    "({x} + {n})^2 = {x}^2 + {s}",
    r"\frac{{d}}{{d{x}}} {x}^{{{n}}} = {x}^{{{p}}}",
    r"\sqrt{{{x}^2}} = {x}",
    r"e^{{{x} + {n}}} = e^{{{x}}} + e^{{{n}}}",
)
NAMES = "abcpqrstuvwxyz"


def document(seed: int) -> str:
    """The text of one document."""
    random = Random(seed)
    lines = [f"# Note {seed}", ""]
    for number in range(random.randint(1, 20)):
        x, y = random.sample(NAMES, 2)
        n = random.randint(2, 9)
        pattern = random.choice(WRONG if random.random() < 0.1 else RIGHT)
        values = {"x": x, "y": y, "n": n, "m": 2 * n, "s": n * n, "p": n - 1, "t": n * (n + 1) // 2}
        lines += [f"Relation {number + 1}:", "", "$$", pattern.format(**values), "$$", ""]
    return "\n".join(lines)


def corpus(folder: Path, count: int) -> None:
    """So many documents, a hundred in each folder."""
    for seed in range(count):
        below = folder / f"{seed // 100:04}"
        below.mkdir(parents=True, exist_ok=True)
        (below / f"note{seed:06}.md").write_text(document(seed), encoding="utf-8")
