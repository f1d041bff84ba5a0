"""What the checker makes of written documents: a table for a folder, or labels compared.

    python benchmarks/documents.py FOLDER [--limit S]          the table of a folder
    python benchmarks/documents.py --labels FILE.jsonl FOLDER  each labelled relation

A labelled relation has `seed` (the document's name), `line` and `verdict`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

VERDICTS = ("proved", "conditional", "refuted", "ambiguous", "ill-formed", "unread", "unknown")
OPTIONS = ("--format", "json", "--no-cache", "--quiet", "--workers", "1", "--allow-empty")
JUDGED = ("claim", "update")
"""Kinds of relation that are true or not; definitions and mentions that can't be read are none."""
DECIDED = ("proved", "conditional", "refuted", "ill-formed", "ambiguous")
EXPECTED = {
    "true": ("proved", "conditional"),
    "false": ("refuted",),
    "ill-formed": ("ill-formed", "unread"),
    "undetermined": ("unknown", "unread"),
    "definition": (None, "proved"),
}


def report(source: Path, limit: float) -> tuple[dict[str, Any], float]:
    """The JSON of one run over one document, and its seconds."""
    start = time.perf_counter()
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "derive",
            "check",
            str(source),
            *OPTIONS,
            "--time-limit",
            str(limit),
        ],
        capture_output=True,
        text=True,
    )
    seconds = time.perf_counter() - start
    empty: dict[str, Any] = {"summary": {}, "relations": []}
    return (json.loads(done.stdout) if done.stdout.strip() else empty), seconds


def construct(reason: str) -> str:
    """What was not read, without what differs from place to place."""
    return re.sub(r"`[^`]*`", "`…`", reason.split(";")[0])[:70]


def table(folder: Path, limit: float) -> str:
    """The whole table."""
    files = sorted(
        p for p in folder.iterdir() if p.is_file() and p.suffix not in (".jsonl", ".txt")
    )
    lines = [
        "| document | relations | claims | " + " | ".join(VERDICTS) + " | seconds |",
        "|---|" + "---:|" * (len(VERDICTS) + 3),
    ]
    total: Counter[str] = Counter()
    unread: Counter[str] = Counter()
    findings = []
    whole = 0.0
    for file in files:
        found, seconds = report(file, limit)
        if not found["relations"]:
            continue
        judged = [r for r in found["relations"] if r["verdict"] and r["kind"] in JUDGED]
        counts = Counter(r["verdict"] for r in judged)
        row = {"relations": len(found["relations"]), "claims": sum(counts.values()), **counts}
        total.update(row)
        whole += seconds
        cells = [str(row.get(k, 0)) for k in ("relations", "claims", *VERDICTS)]
        lines.append(f"| {file.name} | {' | '.join(cells)} | {seconds:.1f} |")
        for r in judged:
            if r["verdict"] == "unread":
                unread[construct(r["reason"] or "")] += 1
            if r["verdict"] in ("refuted", "ill-formed", "ambiguous"):
                findings.append(f"- {r['verdict']}: {file.name}:{r['line']}:{r['column']}")
    cells = [str(total[k]) for k in ("relations", "claims", *VERDICTS)]
    lines.append(f"| **all** | {' | '.join(cells)} | {whole:.1f} |")
    decided, claims = sum(total[v] for v in DECIDED), total["claims"]
    lines += ["", f"Decided: {decided} of {claims} claims ({decided / max(1, claims):.0%})."]
    lines += ["", "Unread, most frequent first:", ""]
    lines += [f"- {count} × {what}" for what, count in unread.most_common(20)]
    lines += ["", "Refuted, ill-formed and ambiguous:", "", *findings]
    return "\n".join(lines)


def _two_readings(row: dict[str, Any]) -> bool:
    """Whether a relation is true as it was meant and false as it was written."""
    return row["verdict"] == "true" and row.get("literal_verdict") == "false"


def _expected(row: dict[str, Any]) -> tuple[str | None, ...]:
    """What may be found of a labelled relation: of two readings that differ, that they do."""
    return ("ambiguous",) if _two_readings(row) else EXPECTED[row["verdict"]]


def compared(labels: Path, folder: Path, limit: float) -> str:
    """Each labelled relation beside what was found at its line, in order of appearance."""
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    lines = ["| relation | by hand | found | |", "|---|---|---|---|"]
    agree = 0
    for name in dict.fromkeys(r["seed"] for r in rows):
        found, _ = report(folder / f"{name}.md", limit)
        at: dict[int, list[dict[str, Any]]] = {}
        for r in found["relations"]:
            at.setdefault(r["line"], []).append(r)
        for row in (r for r in rows if r["seed"] == name):
            here = at.get(row["line"], [])
            hit = here.pop(0) if here else None
            verdict = None if hit is None else hit["verdict"]
            fine = hit is not None and (
                verdict in _expected(row) or (verdict is None and row["verdict"] == "definition")
            )
            agree += fine
            shown = "not found" if hit is None else verdict or hit["kind"]
            by_hand = row["verdict"] + (", literally false" if _two_readings(row) else "")
            lines.append(f"| {row['id']} | {by_hand} | {shown} | {'' if fine else '≠'} |")
    lines += ["", f"{agree} of {len(rows)} as by hand."]
    return "\n".join(lines)


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--limit", type=float, default=5.0)
    arguments = parser.parse_args()
    if arguments.labels:
        print(compared(arguments.labels, arguments.folder, arguments.limit))
    else:
        print(table(arguments.folder, arguments.limit))


if __name__ == "__main__":
    main()
