"""How many: sizes of vectors, matrices and index ranges, found by making equal what has to be.

Every dimension of every name starts as its own unknown.  Sums, products, equations and shared
indices make unknowns equal; a written range or a declared size settles them; what stays open gets
a size of its own, an arbitrary positive integer.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from derive.model.term import Term, symbol


@dataclass(slots=True)
class Dimensions:
    """Unknown sizes, joined as they are found equal."""

    _parent: dict[str, str] = field(default_factory=dict)
    _size: dict[str, Term] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    conflicts: dict[str, None] = field(default_factory=dict)
    """Unknowns for which two different sizes were found."""
    least: dict[str, int] = field(default_factory=dict)
    """The greatest literal index seen."""
    from_zero: dict[str, None] = field(default_factory=dict)
    """Dimensions of which the literal index 0 is seen."""
    _opened: dict[str, None] = field(default_factory=dict)

    def root(self, key: str) -> str:
        """The representative of an unknown."""
        parent = self._parent.setdefault(key, key)
        if parent != key:
            parent = self._parent[key] = self.root(parent)
        return parent

    def join(self, one: str, other: str) -> None:
        """Two unknowns are the same size."""
        first, second = self.root(one), self.root(other)
        if first == second:
            return
        a, b = self._size.get(first), self._size.get(second)
        if a is not None and b is not None and a is not b:
            # Two sizes with names of their own are kept apart: nothing says that they are equal.
            self.conflicts.setdefault(first)
            self.conflicts.setdefault(second)
            return
        self._parent[second] = first
        if a is None and b is not None:
            self._size[first] = b
        if second in self.conflicts:
            self.conflicts.setdefault(first)

    def settle(self, key: str, size: Term) -> None:
        """An unknown is this size."""
        root = self.root(key)
        before = self._size.get(root)
        if before is None:
            self._size[root] = size
        elif before is not size:
            self.conflicts.setdefault(root)

    def seen(self, key: str, value: int) -> None:
        """A literal index of this dimension occurs."""
        self.least[key] = max(value, self.least.get(key, 0))

    def open(self, key: str) -> None:
        """A range of this size is left out somewhere: it is no matter of literal indices."""
        self._opened[key] = None

    def is_open(self, key: str) -> bool:
        """Whether a range of this size is left out somewhere."""
        root = self.root(key)
        return any(self.root(each) == root for each in self._opened)

    def known(self, key: str) -> Term | None:
        """The size found for an unknown, if any."""
        return self._size.get(self.root(key))

    def in_conflict(self, key: str) -> bool:
        """Whether two sizes were found for an unknown."""
        return self.root(key) in self.conflicts

    def size(self, key: str, taken: set[str]) -> Term:
        """The size of an unknown; one of its own where nothing is said."""
        root = self.root(key)
        found = self._size.get(root)
        if found is None:
            number = 1
            while f"n_{number}" in taken or f"n_{number}" in self._taken:
                number += 1
            self._taken.add(f"n_{number}")
            found = self._size[root] = symbol(f"n_{number}")
        return found
