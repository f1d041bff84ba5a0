r"""A declaration block for a document that has none: what was inferred, ready to be pasted.

Every name gets a line with the type that it was taken to have, unless the document would be read
in another way with it; what the document leaves open, such
as a loss without a formula, gets a line to be completed.
"""

from __future__ import annotations

from pathlib import Path

from derive.model.domain import (
    POSITIVE_INTEGER,
    REAL,
    Domain,
    Family,
    Function,
    Index,
    Matrix,
    Scalar,
    Type,
    Value,
    Vector,
)
from derive.model.term import Term
from derive.readers.documents.differentials import SIGNS
from derive.readers.documents.loading import Document
from derive.readers.documents.pasting import Pasting
from derive.readers.sources import read

LETTERS = ("i", "j", "k")


def propose(path: str | Path) -> str:
    """The statements of a block that says what was inferred of a document."""
    source = read(path)
    document = Document(source)
    pasting = Pasting(source, document.derivation())
    lines = _lines(document)
    told = [line for line in lines if line.startswith("#")]
    stated = pasting.harmless([line for line in lines if not line.startswith("#")])
    return "\n".join([*_grouped(stated), *told])


def _lines(document: Document) -> list[str]:
    lexicon = document.lexicon
    lines = [f"derivative {sign}" for sign in sorted(lexicon.signs - SIGNS)]
    defined = document.knowledge.definitions
    for name, kind in document.inferred.types.items():
        if name in lexicon.declared or name.endswith("_of") or name.startswith("?"):
            continue
        if isinstance(kind, Index) or kind == Scalar(POSITIVE_INTEGER):
            continue
        key = name.removesuffix("_all")
        written = lexicon.names.written(key)
        if not lexicon.names.is_written(key):
            # A name that the reader made, for a value or a member, is none of the document's.
            continue
        if isinstance(kind, Function):
            if name not in lexicon.standard and name not in defined:
                lines.append(f"let {written} : {_function(kind)}")
            continue
        if name in defined and isinstance(kind, Scalar):
            continue
        if isinstance(kind, Family):
            indices = LETTERS[: len(kind.ranges)]
            written = f"{written}_{{{','.join(indices)}}}" if len(indices) > 1 else f"{written}_i"
        lines.append(f"let {written} : {_type(kind)}")
    for run in lexicon.whole:
        if lexicon.names.of(run) in document.inferred.types and run not in lexicon.declared:
            lines.append(
                f"# {run} is read as one name; if it is a product, declare its factors instead: "
                f"let {', '.join(dict.fromkeys(run))} : real"
            )
    for name, call in document.unknown.items():
        lines.append(_open(name, call, document))
    for known in (k for each in defined.values() for k in each if k.guess and k.place):
        assert known.place is not None
        written = lexicon.names.written(known.definition.name)
        lines.append(
            f"# {written} is defined by line {known.place.line}: write `{written} := …` there"
        )
    return lines


def _grouped(lines: list[str]) -> list[str]:
    """The statements with one line for all names of a type."""
    grouped: dict[str, list[str]] = {}
    found = [line for line in lines if not line.startswith("let ") or "->" in line]
    for line in lines:
        if line not in found:
            name, _, kind = line.removeprefix("let ").partition(" : ")
            grouped.setdefault(kind, []).append(name)
    return [*found, *(f"let {', '.join(names)} : {kind}" for kind, names in grouped.items())]


def _open(name: str, call: Term, document: Document) -> str:
    names = document.lexicon.names
    arguments = ", ".join(names.written(str(a.value)) if not a.args else str(a) for a in call.args)
    return f"# def {names.written(name)} := …  # depends on {arguments}"


def _type(kind: Type) -> str:
    if isinstance(kind, Family):
        clauses = ", ".join(
            f"{letter} in {span}" for letter, span in zip(LETTERS, kind.ranges, strict=False)
        )
        return f"{_value(kind.element)} for {clauses}"
    assert isinstance(kind, Scalar | Vector | Matrix)
    return _value(kind)


def _function(kind: Function) -> str:
    lifted = f", {kind.lifted}" if kind.lifted else ""
    return f"{', '.join(map(_value, kind.arguments))} -> {_value(kind.result)}{lifted}"


def _value(kind: Value) -> str:
    match kind:
        case Vector(size=size, element=element):
            return f"{_domain(element.domain)}^{size}" if not size.args else f"real^({size})"
        case Matrix(rows=rows, columns=columns, element=element):
            return f"{_domain(element.domain)}^({rows} x {columns})"
        case Scalar(domain=domain):
            return _domain(domain)


def _domain(domain: Domain) -> str:
    return "real" if domain == REAL else str(domain)
