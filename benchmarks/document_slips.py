"""Slips of the pen in documents: how many are caught, and whether what is said of them is right.

    python benchmarks/document_slips.py PATH … [--sample N] [--limit S] [--shown]

Every claim of each document that is proved is changed in one place at a time: a sign, a factor, an
index, a transpose, a bracket, an exponent, a limit, a letter.  `--sample` takes so many slips of
each document, else all are tried; `--shown` lists those that are not caught.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests/documents"))
from slipping import CAUGHT, HOLDS, NotEvaluated, claims, fails, is_true, judged, mutants

from derive.checker import check
from derive.readers.documents import load

KINDS = (".md", ".tex", ".Rmd", ".mdx", ".rst")


def proved(path: Path, limit: float) -> set[tuple[int, int]]:
    """Where the proved claims of a document stand."""
    outcomes = check(load(path), time_limit=limit).outcomes
    return {
        (o.step.place.line, o.step.place.column)
        for o in outcomes
        if o.verdict is not None and o.verdict.holds and o.step.place is not None
    }


def tried(path: Path, sample: int | None, limit: float, shown: bool) -> Counter[str]:
    """What becomes of the slips of one document, by verdict."""
    places = proved(path, limit)
    steps = [s for s in claims(path) if (s.place.line, s.place.column) in places]
    found = list(mutants(path, steps))
    if sample is not None and len(found) > sample:
        found = Random(path.name).sample(found, sample)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for mutant in found:
            this = judged(mutant, Path(folder) / f"mutant{path.suffix}", limit)
            status = this.status
            try:
                if status in HOLDS:
                    status = "true" if is_true(this.step) else "WRONGLY PROVED"
                elif status == "refuted":
                    status = "refuted" if fails(this.step, this.verdict) else "WRONGLY REFUTED"
            except NotEvaluated as problem:
                status = f"{status}, not looked at"
                if shown and this.status in HOLDS:
                    print(f"    not looked at: {problem}")
            counts[status] += 1
            if (shown and this.status not in CAUGHT) or "WRONGLY" in status:
                reason = "" if this.verdict is None else this.verdict.reason
                print(f"  {path.name}:{mutant.line} {mutant.kind}: {status}")
                print(f"    {mutant.written.strip()}\n    {reason}")
    return counts


def share(counts: Counter[str]) -> str:
    """The part of the slips that are not true which is caught."""
    caught = sum(n for k, n in counts.items() if k.split(",")[0] in CAUGHT)
    false = sum(counts.values()) - counts["true"]
    return f"{caught} of {false} ({caught / false:.0%})" if false else "none"


def main() -> None:
    """Print a line for each document and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--limit", type=float, default=5.0)
    parser.add_argument("--shown", action="store_true")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    files = [
        file
        for path in options.paths
        for file in (sorted(path.iterdir()) if path.is_dir() else [path])
        if file.suffix in KINDS
    ]
    for file in files:
        start = time.perf_counter()
        counts = tried(file, options.sample, options.limit, options.shown)
        total += counts
        seconds = time.perf_counter() - start
        print(f"{file.name}: {share(counts)} caught, {dict(counts)}, {seconds:.0f} s", flush=True)
    print(f"all: {share(total)} caught, {dict(total)}")


if __name__ == "__main__":
    main()
