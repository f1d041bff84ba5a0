"""Where there is no claim, the message says what was read instead."""

import pytest
from command import derive


@pytest.mark.parametrize(("text", "said"), [("$$x = x + 1$$\n", "1 update"), ("Prose.\n", "")])
def test_what_was_read_instead_is_named(tmp_path, text, said):
    (tmp_path / "notes.md").write_text(text, encoding="utf-8")
    shown = derive("check", "-q", "notes.md", cwd=tmp_path)
    assert shown.returncode == 2
    assert said in shown.stderr
    assert ("what was read" in shown.stderr) == bool(said)
