r"""Function words: `\log`, `\exp`, `\mathrm{tr}`, `\operatorname{softmax}`, and what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model import arrays
from derive.model import term as t
from derive.model.functions import ARITY
from derive.model.term import Term
from derive.readers.documents import expectations, scripts
from derive.readers.documents.glyphs import normal
from derive.readers.documents.obstacle import Obstacle
from derive.readers.latex.tree import (
    Applied,
    Bracket,
    Function,
    Node,
    Number,
    Scripted,
    Sequence,
)

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader

_SAME = {
    "ln": "log",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "arsinh": "asinh",
    "arcosh": "acosh",
    "artanh": "atanh",
    "arcsinh": "asinh",
    "arccosh": "acosh",
    "arctanh": "atanh",
    "sgn": "sign",
    "sig": "sigmoid",
    "logistic": "sigmoid",
    "tg": "tan",
    "sech": "sech",
}
"""Words for functions that go by another name in terms."""

_ARRAYS = {
    "tr": "trace",
    "Tr": "trace",
    "trace": "trace",
    "diag": "diag",
    "Diag": "diag",
    "vec": "vec",
}

_FUNCTIONS = frozenset(ARITY) - {"delta", "gamma", "factorial", "binomial"}


def alone(reader: Reader, node: Node) -> Term:
    """A function word with nothing to apply to; one that the document defines may be a name."""
    assert isinstance(node, Function)
    if node.name in reader.lexicon.own_words:
        return t.symbol(reader.lexicon.names.of(node.name))
    raise Obstacle(f"{node.name} without an argument", node, construct="function without argument")


def applied(reader: Reader, node: Node) -> Term:
    """A function word with its argument."""
    assert isinstance(node, Applied)
    function = normal(node.function)
    scripted = function if isinstance(function, Scripted) else None
    word = normal(scripted.base) if scripted is not None else function
    if not isinstance(word, Function):
        raise Obstacle("a function that is no word", node)
    argument = node.argument
    outer: Scripted | None = None
    if isinstance(argument, Scripted) and isinstance(normal(argument.base), Bracket):
        outer = argument
        argument = outer.base
        if outer.sub is None and outer.primes == 0 and outer.sup is not None:
            reader.note(f"{word.name}(x)^n is read as the power of the value")
    name = _SAME.get(word.name, word.name)
    if word.name == "E" and outer is None and expectations.is_expectation(reader, "E"):
        sub = scripted.sub if scripted is not None else None
        found = expectations.mean(reader, "E", sub, argument)
        if found is not None:
            return found
    arguments = _arguments(reader, argument)
    if word.bare:
        reader.note(f"`{word.name}` without a backslash is read as the function")
    if node.how == "juxtaposed" and t.literal(arguments[0]) is None:
        _note_scope(reader, word, arguments[0])
    whole = _value(reader, word, name, arguments, scripted, node)
    return whole if outer is None else _scripts_after(reader, whole, outer)


def _scripts_after(reader: Reader, whole: Term, outer: Scripted) -> Term:
    if outer.primes:
        raise Obstacle("a prime after a call", outer, construct="prime")
    if outer.sub is not None:
        components = reader.lexicon.components(outer.sub)
        if components is None:
            raise Obstacle("a subscript after a call that is no index", outer.sub)
        entries = [scripts.index(reader, c) for c in components]
        if whole.head == "call" and whole.value == "softmax" and len(entries) == 1:
            whole = _softmax_entry(reader, whole.args[0], entries[0])
        else:
            whole = t.indexed(whole, *entries)
    return scripts.superscript(reader, whole, outer, None)


def _softmax_entry(reader: Reader, scores: Term, index: Term) -> Term:
    """softmax(z)_j = exp(z_j) / Σ_k exp(z_k)."""
    if scores.head != "symbol":
        return t.indexed(t.call("softmax", scores), index)
    taken = (*t.free_symbols(index), scores)
    other = t.fresh("k", taken)
    reader.lexicon.open_ranges += 1
    upper = t.symbol(f"?{reader.lexicon.open_ranges}")
    total = t.summation(t.call("exp", t.indexed(scores, other)), other, 1, upper)
    return t.div(t.call("exp", t.indexed(scores, index)), total)


def _note_scope(reader: Reader, word: Function, argument: Term) -> None:
    if argument.head in ("mul", "pow", "div"):
        reader.note(f"{word.name} without brackets is read as {word.name}({argument})")


def _arguments(reader: Reader, node: Node) -> list[Term]:
    inner = normal(node)
    if isinstance(inner, Bracket) and inner.opening in ("(", "[", r"\{"):
        body = normal(inner.body)
        if isinstance(body, Sequence) and all(s.text in (",", ";") for s in body.separators):
            return [reader.term(item) for item in body.items]
    return [reader.term(inner)]


def _value(
    reader: Reader,
    word: Function,
    name: str,
    arguments: list[Term],
    scripted: Scripted | None,
    node: Node,
) -> Term:
    own = word.name in reader.lexicon.own_words
    if scripted is not None and scripted.primes:
        raise Obstacle(f"the derivative of {name} written with a prime", node, construct="prime")
    if scripted is not None and scripted.sub is not None:
        return _with_base(reader, name, arguments, scripted, node)
    if own:
        value = t.call(reader.lexicon.names.of(word.name), *arguments)
    elif name in _FUNCTIONS:
        least, most = ARITY[name]
        if len(arguments) < least or (most is not None and len(arguments) > most):
            raise Obstacle(f"{name} of {len(arguments)} arguments", node)
        value = t.call(name, *arguments)
    elif name in _ARRAYS and len(arguments) == 1:
        value = t.call(_ARRAYS[name], arguments[0])
    elif name == "softmax" and len(arguments) == 1:
        reader.lexicon.derived.setdefault("softmax")
        value = t.call("softmax", arguments[0])
    else:
        value = t.call(reader.lexicon.names.of(word.name), *arguments)
    if scripted is None or scripted.sup is None:
        return value
    if normal(scripted.sup) == Number("2") or name not in ("log", "exp"):
        exponent = reader.term(scripted.sup)
        if t.is_number(exponent, -1):
            raise Obstacle(f"{name}^{{-1}} may be an inverse or a reciprocal", node)
        return t.power(value, exponent)
    return t.power(value, reader.term(scripted.sup))


def _with_base(
    reader: Reader, name: str, arguments: list[Term], scripted: Scripted, node: Node
) -> Term:
    """A logarithm to a base; other subscripts make the word a function of its own."""
    assert scripted.sub is not None
    if name == "log" and scripted.sup is None:
        base = reader.term(scripted.sub)
        if base.head == "constant" and base.value == "e":
            return t.call("log", *arguments)
        return t.div(t.call("log", *arguments), t.call("log", base))
    raise Obstacle(f"{name} with a subscript", node, construct=f"{name}_…")


def transposed(node: Term) -> Term:
    """The transpose of a term, not of a transpose."""
    if node.head == "call" and node.value == "transpose":
        return node.args[0]
    return arrays.transpose(node)
