"""What may be the name of something new: no other's, nothing that everybody knows already, and
nothing that would be printed like another's.
"""

from __future__ import annotations

from unicodedata import normalize

from derive.ground.diagnostic import fail
from derive.ground.place import Place
from derive.model.context import Context
from derive.model.domain import Family
from derive.model.functions import ARITY

_CONSTANTS = frozenset({"pi", "e", "E", "oo", "I"})


def check(
    name: str, context: Context, place: Place, *, is_function: bool = False, is_family: bool = False
) -> None:
    """Refuse a name that can't be given, at the place in the author's file."""
    if not name.isidentifier():
        raise fail(
            "bad-name",
            f"{name!r} can't be a name",
            place=place,
            help="use letters, digits and underscores, such as w_1 or y_hat",
        )
    taken = set(context.types) | {d.name for d in context.definitions}
    if name in taken:
        raise fail(
            "name-taken",
            f"{name} has a meaning already",
            place=place,
            help="give one of the two another name",
        )
    if name in _CONSTANTS or (is_function and name in ARITY):
        raise fail(
            "name-taken",
            f"{name} has a meaning that everybody knows",
            place=place,
            help="choose another name",
        )
    twin = next((each for each in taken if _alike(name, each, is_family, context)), None)
    if twin is not None:
        raise fail(
            "look-alike",
            f"{name} and {twin} would be printed alike",
            place=place,
            help="give one of the two another name",
        )


def _alike(name: str, other: str, is_family: bool, context: Context) -> bool:
    """Whether two names, or a name and a family's members, look the same in print."""
    one, two = _spelled(name), _spelled(other)
    if one == two:
        return True
    other_is_family = isinstance(context.type_of(other), Family)
    return (other_is_family and _is_member(one, two)) or (is_family and _is_member(two, one))


def _spelled(name: str) -> str:
    """A name without what print does not show: x_1 and x1 are both x with a low 1."""
    return normalize("NFKC", name).replace("_", "")


def _is_member(name: str, family: str) -> bool:
    """Whether a name looks like a numbered member of a family."""
    return name.startswith(family) and name[len(family) :].isdecimal()
