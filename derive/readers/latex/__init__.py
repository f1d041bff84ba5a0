"""Written mathematics, as far as it can be read without knowing what its names mean.

    parse_display(text, macros={}) -> Display        rows of statements, comments, problems
    parse_expression(text, macros={}) -> Node        one expression, relation, list or type
    collect_macros(text) -> dict[str, Macro]         the author's own commands, document-wide
    show(node) -> str                                one canonical line, which reads back the same
    key(node) -> str | None                          the canonical name, if the node is one
    as_differential(node, letters) -> Differential   a fraction as a derivative
    extended(sum, at, count) -> tuple[Node, ...]     an operator that holds more terms of a sum

The tree is described in `tree`, rows and statements in `display`.
"""

from derive.readers.latex.differentials import Differential, as_differential, regrouped
from derive.readers.latex.display import Comment, Display, Problem, Row, Statement
from derive.readers.latex.macros import Macro, collect_macros
from derive.readers.latex.parsing import parse_display, parse_expression
from derive.readers.latex.scopes import extended, open_terms
from derive.readers.latex.show import key, show

__all__ = [
    "Comment",
    "Differential",
    "Display",
    "Macro",
    "Problem",
    "Row",
    "Statement",
    "as_differential",
    "collect_macros",
    "extended",
    "key",
    "open_terms",
    "parse_display",
    "parse_expression",
    "regrouped",
    "show",
]
