"""A document of a hundred formulas from the shell: under a second of work, and without SymPy."""

import resource
import subprocess
import sys
from time import perf_counter

from derive.checker import check
from derive.readers.documents import load

ROWS = (
    "(x + {n})^2 &= x^2 + {twice} x + {square}",
    r"\frac{{d}}{{dx}} (x^2 + {n} x) &= 2 x + {n}",
    r"\frac{{1}}{{1 + e^{{-x}}}} + {n} &= \frac{{e^x}}{{1 + e^x}} + {n}",
    r"\log({n} e^x) &= x + \log {n}",
)
SECONDS = 1.0


def _document(path):
    parts = ["# A hundred formulas\n\nLet $x \\in \\mathbb{R}$.\n"]
    for n in range(1, 26):
        rows = " \\\\\n".join(row.format(n=n, twice=2 * n, square=n * n) for row in ROWS)
        parts.append(f"```math\n\\begin{{aligned}}\n{rows}\n\\end{{aligned}}\n```\n")
    path.write_text("\n".join(parts), encoding="utf-8")
    return path


def test_a_hundred_formulas_from_the_shell(tmp_path, say):
    """Time on the processor, which other processes on the machine do not add to."""
    file = _document(tmp_path / "hundred.md")
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    command = [sys.executable, "-X", "importtime", "-m", "derive", "check", "--no-cache", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = perf_counter() - start
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    say(f"100 formulas from the shell: {used:.2f} s of work, {wall:.2f} s by the clock")
    assert done.returncode == 0, done.stdout
    assert "100 proved" in done.stdout
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "derive.checker.checking" in imported
    assert not {name for name in imported if name.partition(".")[0] == "sympy"}
    assert used < SECONDS


def test_reading_and_proving_take_milliseconds(tmp_path, say):
    file = _document(tmp_path / "hundred.md")
    start = perf_counter()
    derivation = load(file)
    middle = perf_counter()
    report = check(derivation)
    end = perf_counter()
    count = sum(o.verdict is not None for o in report.outcomes)
    say(
        f"reading {1000 * (middle - start) / count:.1f} ms a formula, "
        f"proving {1000 * (end - middle) / count:.1f} ms"
    )
    assert count == 100
    assert end - start < 5 * SECONDS
