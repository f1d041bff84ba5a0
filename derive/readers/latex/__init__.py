"""Written mathematics, as far as it can be read without knowing what its names mean.

    parse_display(text, macros={}) -> Display        rows of statements, comments, problems
    parse_expression(text, macros={}) -> Node        one expression, relation, list or type
    collect_macros(text) -> dict[str, Macro]         the author's own commands, document-wide
    show(node) -> str                                one canonical line, which reads back the same
    key(node) -> str | None                          the canonical name, if the node is one
    as_differential(node, letters) -> Differential   a fraction as a derivative
    extended(sum) -> tuple[Node, ...]                wider scopes of operators in a sum

The tree is described in `tree`, rows and statements in `display`.
"""
