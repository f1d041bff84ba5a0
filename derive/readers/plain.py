"""Plain notation, as Python and SymPy users type it, read to terms exactly as written.

What `derive.model.plain` writes reads back to the very same term.  Nothing is evaluated, no
multiplication is guessed, and SymPy is not used.
"""

from __future__ import annotations

from collections.abc import Mapping

from derive.model.domain import Type
from derive.model.relation import Relation
from derive.model.term import Term
from derive.readers.plain_declaration import declaration
from derive.readers.plain_grammar import Parser
from derive.readers.plain_tokens import Source

Types = Mapping[str, Type]


def parse(text: str, file: str = "<argument>", types: Types | None = None) -> Term:
    """The term that a text writes; `types` are the declared names, such as functions."""
    parser = Parser(Source(text, file), types)
    node = parser.sum()
    parser.finish("an operator or the end")
    return node


def parse_chain(
    text: str, file: str = "<argument>", types: Types | None = None
) -> tuple[Relation, ...]:
    """The links of a chain such as `0 < a < 1`, one relation each."""
    parser = Parser(Source(text, file), types)
    links = parser.chain()
    parser.finish("an operator, a relation sign or the end")
    return links


def parse_relation(text: str, file: str = "<argument>", types: Types | None = None) -> Relation:
    """The one relation that a text states, such as `x/x = 1`."""
    first, *more = parse_chain(text, file, types)
    if more:
        source = Source(text, file)
        raise source.error(
            "syntax",
            "this is a chain of several relations where one is expected",
            source.tokens()[0],
            source.tokens()[-1],
            help=f"give them one by one, first {first}",
        )
    return first


def parse_declaration(
    text: str, file: str = "<argument>", types: Types | None = None
) -> tuple[tuple[str, ...], Type]:
    """The names that a text declares and their type, such as `w, x : real for i in 1..2`."""
    parser = Parser(Source(text, file), types)
    declared = declaration(parser)
    if parser.next.kind != "end":
        shown = parser.source.shown(parser.next)
        message = f"found {shown} after the declaration; expected its end"
        raise parser.source.error("syntax", message, parser.next)
    return declared
