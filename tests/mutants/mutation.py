"""Mutants: a right line changed in one place, as a slip of the pen would change it."""

from collections.abc import Iterator

from derive.model.term import Term, literal, make, neg, number, power, rebuild


def mutants(line: Term) -> Iterator[tuple[str, Term]]:
    """Every one-place change of a term, with the kind of slip; what stands inside ∂ too."""
    yield "sign", neg(line)
    for kind, changed in _changes(line):
        if changed is not line:
            yield kind, changed


def _changes(node: Term) -> Iterator[tuple[str, Term]]:
    yield from _here(node)
    for k, each in enumerate(node.args):
        if node.head == "indexed" or (node.head == "derivative" and k > 0):
            continue
        for kind, changed in _changes(each):
            yield kind, rebuild(node, (*node.args[:k], changed, *node.args[k + 1 :]))


def _here(node: Term) -> Iterator[tuple[str, Term]]:
    match node.head:
        case "add":
            for k, each in enumerate(node.args):
                flipped = each.args[0] if each.head == "neg" else neg(each)
                yield "sign", rebuild(node, (*node.args[:k], flipped, *node.args[k + 1 :]))
                rest = (*node.args[:k], *node.args[k + 1 :])
                yield "missing term", rest[0] if len(rest) == 1 else make("add", rest)
        case "mul":
            for k in range(len(node.args)):
                rest = (*node.args[:k], *node.args[k + 1 :])
                yield "missing factor", rest[0] if len(rest) == 1 else make("mul", rest)
        case "div":
            yield "missing factor", node.args[0]
            yield "upside down", make("div", (node.args[1], node.args[0]))
        case "pow":
            count = literal(node.args[1])
            if count is not None:
                yield "exponent", power(node.args[0], number(count + 1))
        case "symbol":
            yield "factor", 2 * node
            yield "exponent", node**2
        case "number":
            yield "factor", number(literal(node) + 1)
        case "indexed":
            yield "factor", 2 * node
            for k, each in enumerate(node.args[1:], 1):
                at = literal(each)
                other = number(3 - at) if at is not None else number(1)
                yield "index", rebuild(node, (*node.args[:k], other, *node.args[k + 1 :]))
