"""A document on disk as authors keep it: what became of its last relation."""

from derive.checker import check
from derive.readers.documents import load


def last_outcome(folder, text, **limits):
    """The outcome of the last relation of a Markdown document."""
    file = folder / "last.md"
    file.write_text(text, encoding="utf-8")
    return check(load(file), **limits).outcomes[-1]


def displayed_last(folder, given, row, **limits):
    """The same, with a relation displayed after what is given."""
    return last_outcome(folder, f"{given}\n$$\n{row}\n$$\n", **limits)


def assert_is(verdict, expected):
    """The verdict that is expected; `not proved` leaves open which other one."""
    assert verdict is not None
    if expected == "not proved":
        assert verdict.status not in ("proved", "conditional")
    else:
        assert verdict.status == expected, verdict.reason
