"""`derive init` proposes a block that the document can hold as it is."""

import pytest
from command import derive

FORMULAS = "w_i x_i + c = c + x_i w_i"
DOCUMENTS = {
    "notes.md": ("{block}\n\n$$\n{formula}\n$$\n", "<!-- derive:"),
    "paper.tex": ("\\begin{{document}}\n{block}\n\\[ {formula} \\]\n\\end{{document}}\n", "%"),
    "page.rst": ("{block}\n\n.. math::\n\n   {formula}\n", ".. derive:"),
}


@pytest.mark.parametrize(("name", "text", "opening"), [(k, *v) for k, v in DOCUMENTS.items()])
def test_the_block_is_read_where_it_is_pasted(tmp_path, name, text, opening):
    (tmp_path / name).write_text(text.format(block="", formula=FORMULAS), encoding="utf-8")
    block = derive("init", name, cwd=tmp_path).stdout
    assert block.startswith(opening)
    (tmp_path / name).write_text(text.format(block=block, formula=FORMULAS), encoding="utf-8")
    shown = derive("check", "-q", name, cwd=tmp_path)
    assert shown.returncode == 0
    assert "1 proved" in shown.stdout
    assert "c : real" not in shown.stdout


def test_names_of_several_letters_are_pointed_out(tmp_path):
    (tmp_path / "notes.md").write_text("$$\nay + u = u + ya\n$$\n", encoding="utf-8")
    block = derive("init", "notes.md", cwd=tmp_path).stdout
    assert "let a, y : real" in block
