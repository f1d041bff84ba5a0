"""Public documents: nothing outside of code is missed, nothing inside of it is found."""

import json
import re
from pathlib import Path

import pytest

from derive.readers.sources import read
from derive.readers.sources.discovery import documents

SHARED = Path(__file__).parents[4] / "shared"
CORPUS = documents(SHARED / "corpus") if SHARED.is_dir() else ()
SEEDS = SHARED / "cases" / "seed_formulas.jsonl"

pytestmark = pytest.mark.skipif(not CORPUS, reason="no ../shared with public documents")

each_document = pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
_SIGN = re.compile(
    r"(?<!\\)\$\$?|\\\\?[(\[]|\\(?:frac|partial|sum|mathbf)\b|\\begin\{(?:align|equation)"
)


@each_document
def test_nothing_is_wrong_with_them(path):
    """Their authors' documents render, so no delimiter is left open."""
    assert [d for d in read(path).diagnostics if d.level != "note"] == []


@each_document
def test_no_formula_lies_in_code(path):
    parser = pytest.importorskip("markdown_it")
    if path.suffix not in (".md", ".mdx", ".Rmd"):
        return
    source = read(path)
    tokens = parser.MarkdownIt().parse(source.page.text)
    code = {
        line
        for token in tokens
        if token.type in ("fence", "code_block") and not token.info.startswith("math")
        for line in range(token.map[0] + 1, token.map[1] + 1)
        # Indented text within a display is code to Markdown alone.
        if token.type == "fence"
    }
    assert not [f.place.line for f in source.fragments if f.is_math and f.place.line in code]


@each_document
def test_no_sign_of_mathematics_is_left_over(path):
    """Outside of formulas, code, comments and macros there is nearly no LaTeX left."""
    if path.suffix in (".ipynb", ".tex"):
        return
    source = read(path)
    text = list(source.page.text)
    for fragment in source.fragments:
        if fragment.is_math:
            text[fragment.start : fragment.end] = " " * (fragment.end - fragment.start)
    rest = re.sub(
        r"(?ms)^---\n.*?^---$|^\s*```.*?^\s*```|`[^`\n]*`|<!--.*?-->|\{%.*?%\}", "", "".join(text)
    )
    rest = re.sub(r"\[\\\[\d+\\\]\]", "", rest)
    assert _SIGN.findall(rest) == []


@pytest.mark.skipif(not SEEDS.exists(), reason="no ../shared/cases/seed_formulas.jsonl")
def test_the_seed_relations_are_found():
    """Each of the relations listed by hand lies in a formula at its line."""
    missed = []
    for line in SEEDS.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        source = read(SHARED / "seeds" / f"{case['seed']}.md")
        spans = [(f.place.line, f.place.end_line) for f in source.fragments if f.is_math]
        near = (case["line"], case["line"] - 1)
        if not any(first <= near[0] <= last or first == near[1] for first, last in spans):
            missed.append(case["id"])
    assert missed == []
