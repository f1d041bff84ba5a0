"""A definition that can be read in several ways: none of them is taken silently."""

from notes import checked, displayed, found

ROOTS = r"x = \frac{-b \pm \sqrt{b^2 - 4 c}}{2}"


def test_plus_or_minus_proves_and_refutes_nothing():
    claims = (r"2 x + b \ge 0", r"2 x + b \le 0", r"(2 x + b)^2 = b^2 - 4 c")
    assert found(displayed(ROOTS, *claims)) == ["definition"] + ["unknown"] * 3


def test_it_is_said():
    assert any("several ways" in note for note in checked(displayed(ROOTS))[0].step.notes)


def test_one_reading_defines():
    root = r"x = \frac{-b + \sqrt{b^2 - 4 c}}{2}"
    assert found(displayed(root, r"2 x + b \ge 0")) == ["definition", "conditional"]
