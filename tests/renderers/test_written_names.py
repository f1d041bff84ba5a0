"""Reports print names as the author of a document wrote them, not as they are told apart inside."""

import json

import pytest

from derive.shells.start import main

DOCUMENTS = {
    "conditional densities": (
        r"Let $p(x \mid \theta) = \theta e^{-\theta x}$ with $\theta > 0$.",
        r"\frac{\partial}{\partial\theta} \log p(x \mid \theta) = \frac{1}{\theta} + x",
        "∂/∂θ [log(p(x | θ))] = 1/θ + x",
        "p(x | θ) := θe⁻ᶿˣ",
    ),
    "columns beside their samples": (
        r"Let $\mathbf{w}, \mathbf{x}_i \in \mathbb{R}^d$ and $z_i = \mathbf{w}^\top \mathbf{x}_i$.",
        r"\frac{\partial z_i}{\partial \mathbf{w}} = 2 \mathbf{x}_i",
        "∂zᵢ/∂𝐰 = 2𝐱ᵢ",
        "zᵢ := 𝐰ᵀ𝐱ᵢ",
    ),
}


@pytest.mark.parametrize("case", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_names_are_printed_as_written(case, tmp_path, capsys):
    words, claim, read_as, using = case
    page = tmp_path / "page.md"
    page.write_text(f"{words}\n\n$$\n{claim}\n$$\n", encoding="utf-8")
    assert main(["check", str(page), "--no-cache"]) == 1
    told = capsys.readouterr().out
    assert f"read as     {read_as}" in told
    assert f"using       {using}" in told
    main(["check", str(page), "--no-cache", "--format", "json"])
    assert "refuted" in {r["verdict"] for r in json.loads(capsys.readouterr().out)["relations"]}
