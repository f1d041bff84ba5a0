r"""Calls of functions: `f(x)`, `L(a, y)`, `p(x \mid y)`, `\sigma'(z)`, `P(t=1 \mid z)`.

Arguments are set apart by commas, semicolons and bars alike.  An event such as `t = 1` is no
quantity: it belongs to the name of the function, so that different events never get mixed up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from derive.model import term as t
from derive.model.term import Term
from derive.readers.documents import scripts, subscripts
from derive.readers.documents.densities import PROBABILITIES, Density, Unit
from derive.readers.documents.glyphs import letter, normal
from derive.readers.documents.name_parts import name_parts
from derive.readers.documents.obstacle import Obstacle
from derive.readers.documents.slots import by_slot
from derive.readers.documents.totals import called
from derive.readers.latex.tree import (
    Bracket,
    Chain,
    Empty,
    Name,
    Node,
    Number,
    Prose,
    Scripted,
    Sequence,
)

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader


def call(reader: Reader, key: str, head: Node, argument: Node) -> Term:
    """A function's glyph, with its scripts, applied to a bracket that may have scripts too."""
    bracket = normal(argument.base) if isinstance(argument, Scripted) else argument
    assert isinstance(bracket, Bracket)
    parts: tuple[str, ...] = ()
    primes = 0
    indices: list[Term] = []
    power: Node | None = None
    if isinstance(head, Scripted):
        parts, spent = name_parts(reader, key, head)
        primes = head.primes
        if head.sub is not None:
            found = reader.lexicon.indices(head.sub, key)
            indices = [scripts.index(reader, each) for each in found or ()]
        if head.sup is not None and not spent:
            power = normal(head.sup)
            if isinstance(power, Bracket):
                indices = [*_label(reader, power), *indices]
                power = None
    name, arguments = signature(reader, key, parts, bracket)
    if reader.lexicon.is_quantity(key) and not parts and not indices and not primes:
        usual = reader.lexicon.signature(name, reader.at)
        if usual is None or tuple(arguments) == usual:
            return t.symbol(name)
        raise Obstacle(
            f"{key} is differentiated by, and is also given other arguments",
            head,
            help="give the function and its value different names",
            construct="function and quantity",
        )
    whole = applied(reader, name, [*indices, *arguments], primes, head)
    if power is not None:
        exponent = reader.term(power)
        if t.is_number(exponent, -1):
            raise Obstacle(
                f"{key}^{{-1}} may be the inverse function or the reciprocal",
                head,
                construct="inverse function",
            )
        whole = t.power(whole, exponent)
    if isinstance(argument, Scripted):
        if argument.primes:
            raise Obstacle("a prime after a call", argument, construct="prime")
        if argument.sub is not None:
            whole = subscripts.entry(reader, whole, argument, "a call")
        whole = scripts.superscript(reader, whole, argument, None)
    return whole


def _label(reader: Reader, sup: Bracket) -> list[Term]:
    found = reader.lexicon.components(sup)
    return [] if found is None else [scripts.index(reader, each) for each in found]


def applied(reader: Reader, name: str, arguments: list[Term], primes: int, node: Node) -> Term:
    """A function of the document, or one that everybody knows where the document is silent."""
    lexicon = reader.lexicon
    known = lexicon.standard.get(name)
    if not primes:
        return t.call(known or name, *arguments)
    if len(arguments) != 1:
        raise Obstacle("a prime on a function of several arguments", node, construct="prime")
    (argument,) = arguments
    if known == "sigmoid" and primes == 1:
        lexicon.derived.setdefault("sigmoid", None)
        return t.call("sigmoid_prime", argument)
    if primes == 1 and known is None and scripts.stands_for_array(reader, argument):
        # Entry by entry: the derivative by the array as a whole would be another thing.
        lexicon.primed.setdefault(name)
        return t.call(f"{name}_prime", argument)
    if argument.head in ("symbol", "indexed"):
        return by_slot(t.call(known or name, argument), *(argument,) * primes)
    if name not in lexicon.defined and known is None:
        return t.call(f"{name}|{primes}", argument)
    raise Obstacle(
        f"the derivative of {name} at an expression",
        node,
        help="name the argument, or write d/dx",
        construct="prime at an expression",
    )


_JOINTS = {r"\mid": "|", r"\|": "‖"}
"""How signs between arguments are printed."""


def signature(
    reader: Reader, key: str, parts: tuple[str, ...], bracket: Bracket
) -> tuple[str, list[Term]]:
    """The name that a call goes by, with the events in it, and its arguments."""
    marks: list[str] = []
    joints: list[str] = []
    arguments: list[Term] = []
    _collect(reader, bracket.body, marks, joints, arguments)
    eventless = {"given", "with"}.issuperset(marks) and len(joints) == len(arguments) - 1
    density = letter(key) in PROBABILITIES and reader.lexicon.conditional(key)
    if density:
        marks += [_variable(each) for each in arguments]
    plain = reader.lexicon.names.of(key, *parts)
    if density:
        units = tuple(_units(bracket.body, "before", iter(arguments)))
        if sum(unit.count for unit in units) == len(arguments):
            whole = "_".join((plain, *filter(None, marks)))
            reader.lexicon.densities[whole] = Density(plain, units)
    if not any(marks):
        return called(reader.lexicon, plain, arguments), arguments
    whole = "_".join((plain, *filter(None, marks)))
    if eventless:
        between = "·".join(("", *joints, ""))
        reader.lexicon.names.spelling[whole] = f"{plain}({between})"
    return whole, arguments


def _units(node: Node, role: str, arguments: Iterator[Term]) -> Iterator[Unit]:
    """What a distribution is of, in order."""
    node = normal(node)
    match node:
        case Sequence(items=items, separators=separators):
            for index, item in enumerate(items):
                sign = separators[index - 1].text if index else ","
                own = role if sign == "," else "with" if sign == ";" else "given"
                yield from _units(item, own, arguments)
        case Chain(operands=operands, signs=signs):
            words = [signs[0].text]
            taken = [next(arguments) for each in operands if not _literal(each)]
            words += [_literal(each) for each in operands]
            yield Unit(
                "_".join((*map(_variable, taken[:1]), *filter(None, words))), role, len(taken)
            )
        case Prose():
            return
        case _:
            yield Unit(_variable(next(arguments)), role, 1)


def _literal(node: Node) -> str:
    """What an operand of an event adds to the name of its function; empty for an argument."""
    inner = normal(node)
    if isinstance(inner, Number):
        return inner.text.replace(".", "_")
    if isinstance(inner, Prose):
        return re.sub(r"\W+", "_", inner.text)
    if isinstance(inner, Name) and inner.key.startswith(r"\mathrm"):
        return letter(inner.key)
    return ""


def _variable(node: Term) -> str:
    """The letter of an argument, by which densities are told apart: p(x) is another than p(z)."""
    base = node.args[0] if node.head == "indexed" else node
    return str(base.value).removesuffix("_all") if base.head == "symbol" else "at"


def _collect(
    reader: Reader, node: Node, marks: list[str], joints: list[str], arguments: list[Term]
) -> None:
    node = normal(node)
    match node:
        case Empty():
            raise Obstacle("a call without arguments", node)
        case Sequence(items=items, separators=separators):
            for index, item in enumerate(items):
                sign = separators[index - 1].text if index else ""
                if index:
                    joints.append(_JOINTS.get(sign, sign))
                if index and sign != ",":
                    marks.append("given" if sign != ";" else "with")
                _collect(reader, item, marks, joints, arguments)
        case Chain(operands=operands, signs=signs):
            _event(reader, operands, [s.text for s in signs], marks, arguments)
        case Prose(text=text):
            marks.append(re.sub(r"\W+", "_", text))
        case _:
            arguments.append(reader.term(node))


def _event(
    reader: Reader,
    operands: tuple[Node, ...],
    signs: list[str],
    marks: list[str],
    arguments: list[Term],
) -> None:
    words = {"=": "is", "<": "below", ">": "above", r"\le": "atmost", r"\ge": "atleast"}
    for index, operand in enumerate(operands):
        if index:
            word = words.get(signs[index - 1])
            if word is None:
                raise Obstacle(f"an event with {signs[index - 1]}", operand, construct="event")
            marks.append(word)
        word = _literal(operand)
        marks.append(word or "x")
        if not word:
            arguments.append(reader.term(operand))
