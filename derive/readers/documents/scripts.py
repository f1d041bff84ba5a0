r"""Names and what is attached to them: `w`, `w_1`, `x_j^{(i)}`, `X^\top`, `a^2`, `f'`.

A subscript is an index where the document counts with it, else part of a name; a superscript is a
transpose, an inverse, a label of a sample or layer, part of a name (`w^*`), or else a power.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derive.model import arrays
from derive.model import term as t
from derive.model.domain import Matrix, Vector
from derive.model.term import Term
from derive.readers.documents import composites, ones, subscripts, turning, written_entries
from derive.readers.documents.constants import constant
from derive.readers.documents.differentials import sign, split_run
from derive.readers.documents.entries import sizes_at
from derive.readers.documents.faces import twin_of
from derive.readers.documents.glyphs import bold, capital, glyph, normal
from derive.readers.documents.lists import column, listed
from derive.readers.documents.name_parts import label_nodes, name_parts, spelled
from derive.readers.documents.obstacle import Obstacle
from derive.readers.documents.totals import standing_alone
from derive.readers.documents.walking import everything
from derive.readers.latex.tree import (
    Bracket,
    Name,
    Node,
    Number,
    Run,
    Scripted,
    Sum,
)

if TYPE_CHECKING:
    from derive.readers.documents.reading import Reader


def name(reader: Reader, node: Node) -> Term:
    """A name without scripts; a run of letters that is no name is the product of its letters."""
    if isinstance(node, Run) and node.letters not in reader.lexicon.whole:
        return t.mul(*(reader.term(each) for each in pieces(reader, node)))
    key = glyph(node)
    if key is None:
        raise Obstacle("an accent over something that is no name", node, construct="accent")
    return letter_term(reader, key, node)


def pieces(reader: Reader, node: Node, *, inside: bool = False) -> list[Node]:
    """The names that a run of letters consists of, the longest known name first.

    A run inside a product leaves it to the product to look for differentials.
    """
    base = node.base if isinstance(node, Scripted) else node
    if not isinstance(base, Run) or base.letters in reader.lexicon.whole:
        return [node]
    found: list[Node] = []
    rest = base.letters
    while rest:
        taken = next((w for w in reader.lexicon.whole if rest.startswith(w)), rest[0])
        found.append((Run if len(taken) > 1 else Name)(taken, span=base.span))
        rest = rest[len(taken) :]
    if isinstance(node, Scripted):
        found[-1] = Scripted(found[-1], node.sub, node.sup, node.primes, span=node.span)
    if (
        not inside
        and len(found) > 1
        and any(sign(each, reader.lexicon.signs) for each in found[:-1])
    ):
        _differential(reader, found, node)
    return found


def _differential(reader: Reader, found: list[Node], node: Node) -> None:
    """A d before a letter is a differential, which only a fraction or an integral can hold."""
    if stray(reader, found[0]):
        shown = "".join(getattr(normal(p), "key", "…") for p in found)
        raise Obstacle(
            f"{shown} may be a differential without a denominator, or a name",
            node,
            help=f"write a fraction such as \\frac{{dy}}{{dx}}, or declare `let {shown} : real`",
            construct="stray differential",
        )


def stray(reader: Reader, node: Node) -> bool:
    """Whether an atom is a sign of a differential, and no quantity of the document."""
    found = sign(node, reader.lexicon.signs)
    if found is None:
        return False
    if found == "d":
        uses = reader.lexicon.survey.uses.get("d")
        known = reader.lexicon.names.of("d") in reader.lexicon.declared
        return not known and (uses is None or not uses.subscripts)
    return True


def letter_term(reader: Reader, key: str, node: Node) -> Term:
    """A glyph alone."""
    lexicon = reader.lexicon
    named = lexicon.names.of(key)
    if named not in lexicon.declared and key not in reader.bound:
        known = constant(lexicon, key, node) or ones.alone(reader, key)
        if known is not None:
            return known
    if key in (r"\partial", r"\nabla", r"\mathrm{d}"):
        raise Obstacle(
            f"the operator {key} without an operand",
            node,
            status="ill-formed",
            construct="operator without operand",
        )
    call = standing_alone(lexicon, named, reader.at)
    if call is not None and lexicon.is_function(key) and not lexicon.is_quantity(key):
        return call
    twin = twin_of(lexicon, key, reader.at)
    if twin is not None:
        reader.guess(twin.guess)
        return t.symbol(lexicon.names.of(twin.glyph))
    return t.symbol(named)


def scripted(reader: Reader, node: Node) -> Term:
    """A name or a bracket with scripts."""
    assert isinstance(node, Scripted)
    split = pieces(reader, node) if isinstance(node.base, Run) else [node]
    if len(split) > 1:
        return t.mul(*(reader.term(each) for each in split))
    base = normal(node.base)
    if isinstance(base, Scripted) and (base.sup is None or node.sup is None):
        # Scripts outside braces, as in {w_1}^2.
        merged = Scripted(
            base.base,
            base.sub if base.sub is not None else node.sub,
            node.sup if node.sup is not None else base.sup,
            base.primes + node.primes,
            span=node.span,
        )
        if base.sub is None or node.sub is None:
            return scripted(reader, merged)
    key = glyph(base)
    if key is None:
        return _on_expression(reader, node, base)
    known = composites.indicator(reader, node, None)
    if known is not None:
        return known
    term, used_sup = named_term(reader, key, node)
    return term if used_sup else superscript(reader, term, node, key)


def named_term(reader: Reader, key: str, node: Scripted) -> tuple[Term, bool]:
    """A glyph with its subscript and its labels; whether the superscript is spent on them."""
    lexicon = reader.lexicon
    entry = written_entries.entry(reader, key, node)
    if entry is not None:
        return entry, False
    entry = subscripts.of_array(reader, key, node)
    if entry is not None:
        return entry, False
    mixed = None
    if node.sub is not None and lexicon.indices(node.sub, key) is None:
        pair = subscripts.of_pairs(reader, key, node)
        if pair is not None:
            return pair, False
        mixed = lexicon.mixed(node.sub, key)
        if mixed is None:
            _no_index_inside(reader, node.sub, lexicon.is_label(node.sub, key))
    parts, spent = name_parts(reader, key, node)
    labels = _labels(reader, key, node)
    indices: list[Term] = []
    if node.sub is not None:
        found = lexicon.indices(node.sub, key)
        if found is not None:
            found = _split_digits(found, key, lexicon)
            indices = [index(reader, each) for each in found]
        elif mixed is not None:
            indices = [index(reader, each) for each in mixed[1]]
    if bool(labels) != bool(indices):
        _one_way(reader, key, node, "label" if labels else "subscript")
    if key in ("e", r"\pi") and not indices and not parts and node.sub is None:
        return letter_term(reader, key, node), False
    if node.primes:
        if lexicon.prime == "transpose" or _array(reader, key):
            inner = Scripted(node.base, node.sub, node.sup, 0, span=node.span)
            term, spent = named_term(reader, key, inner)
            reader.note(f"the prime of {key} is read as a transpose")
            return arrays.transpose(term), spent
        if lexicon.is_function(key):
            raise Obstacle(
                f"the derivative {key}' without an argument",
                node,
                help=f"write {key}'(x)",
                construct="prime without argument",
            )
        parts = (*parts, *("prime",) * node.primes)
    named = lexicon.names.of(key, *parts)
    if not indices and not labels:
        if not parts:
            return letter_term(reader, key, node), spent
        signature = lexicon.signature(named, reader.at)
        if signature is not None and lexicon.is_function(key):
            return t.call(named, *signature), spent
        return t.symbol(named), spent
    member = _member_call(reader, key, named, indices) if not labels else None
    if member is not None:
        return member, spent
    if named in lexicon.split and (labels or named not in lexicon.sampled):
        named = lexicon.names.family(named)
    if _kronecker(reader, key, parts, [*labels, *indices]):
        return t.call("delta", *indices), spent
    # The labels of samples come first: x_j^{(i)} is entry j of sample i.
    return t.indexed(t.symbol(named), *labels, *indices), spent or bool(labels)


def _member_call(reader: Reader, key: str, named: str, indices: list[Term]) -> Term | None:
    """ξ_i, where ξ is introduced as ξ(t_i, y_i): the call for that index."""
    lexicon = reader.lexicon
    signature = lexicon.signature(named, reader.at)
    if signature is None or len(indices) != 1 or not lexicon.is_function(key):
        return None
    letters = {s for a in signature if a.head == "indexed" for s in a.args[1:]}
    if len(letters) != 1 or any(a.head != "indexed" for a in signature):
        return None
    (letter_used,) = letters
    if letter_used.head != "symbol":
        return None
    return t.call(named, *(t.substitute(a, {letter_used: indices[0]}) for a in signature))


def _kronecker(reader: Reader, key: str, parts: tuple[str, ...], indices: list[Term]) -> bool:
    """Whether a δ with two indices is Kronecker's: where the document does not define it."""
    if key != r"\delta" or parts or len(indices) != 2:
        return False
    lexicon = reader.lexicon
    return lexicon.names.of(key) not in lexicon.declared and key not in lexicon.targets


def _no_index_inside(reader: Reader, sub: Node, label: bool) -> None:
    """A subscript that is part of a name must not hide an index, unless it is a `label`."""
    for each in everything(sub):
        counts = isinstance(each, Name) and not label and each.key in ("i", "j", "k")
        if isinstance(each, Name) and (each.key in reader.bound or counts):
            raise Obstacle(
                f"a subscript that is neither an index nor part of a name, for it holds {each.key}",
                sub,
                construct="subscript",
            )
        if isinstance(each, Run) and (inside := [x for x in each.letters if x in reader.bound]):
            raise Obstacle(
                f"the subscript {each.letters} may be a name, or hold the index {inside[0]}",
                sub,
                help=f"put a comma between indices, or write \\text{{{each.letters}}}",
                construct="subscript",
            )


def _array(reader: Reader, key: str) -> bool:
    lexicon = reader.lexicon
    kind = lexicon.types.get(lexicon.names.of(key))
    return bold(key) or isinstance(kind, Vector | Matrix)


def stands_for_array(reader: Reader, node: Term) -> bool:
    """Whether a term is a name that is known to be a vector or a matrix."""
    if node.head != "symbol":
        return False
    lexicon, name = reader.lexicon, str(node.value)
    written = {lexicon.names.of(key) for key in sizes_at(lexicon.layouts, reader.at)}
    kind = lexicon.declared.get(name, lexicon.types.get(name))
    return name in written or isinstance(kind, Vector | Matrix)


def _split_digits(found: list[Node], key: str, lexicon: object) -> list[Node]:
    """Two digits are two indices of a matrix, and where the glyph is seen with two: w_{12} next
    to w_{ij}."""
    only = normal(found[0])
    if len(found) != 1 or not isinstance(only, Number) or len(only.text) != 2:
        return found
    from derive.readers.documents.lexicon import Lexicon

    assert isinstance(lexicon, Lexicon)
    if isinstance(lexicon.declared.get(lexicon.names.of(key)), Matrix):
        return [Number(digit, span=only.span) for digit in only.text]
    uses = lexicon.survey.uses.get(key)
    for sub in uses.subscripts if uses is not None else ():
        components = lexicon.components(sub)
        if components is not None and len(components) == 2:
            return [Number(digit, span=only.span) for digit in only.text]
    return found


def _labels(reader: Reader, key: str, node: Scripted) -> list[Term]:
    if node.sup is None:
        return []
    sup = normal(node.sup)
    if not isinstance(sup, Bracket):
        return []
    found = label_nodes(reader, sup)
    return [] if found is None else [index(reader, each) for each in found]


def _one_way(reader: Reader, key: str, node: Scripted, script: str) -> None:
    """Refuse x^{(k)} and x_k in one relation: a sample and an entry, or the same thing twice."""
    if script and reader.told_apart.setdefault(key, script) != script:
        raise Obstacle(
            f"{key} has a label in one place and a subscript in another: they may be two things",
            node,
            help=f"write both scripts, as in {key}^{{(i)}}_j, or one of them throughout",
            construct="label or subscript",
        )


def index(reader: Reader, node: Node) -> Term:
    """An index, perhaps with arithmetic."""
    node = normal(node)
    if isinstance(node, Name):
        return t.symbol(reader.lexicon.names.of(node.key))
    return reader.term(node)


def superscript(reader: Reader, base: Term, node: Scripted, key: str | None) -> Term:
    """A base with its superscript: transpose, inverse or power."""
    if node.sup is None:
        return base
    sup = normal(node.sup)
    turned = (
        turning.turned_name(reader, key, sup) if key else turning.turned(reader, node.base, sup)
    )
    if turned:
        return arrays.transpose(base)
    if _is_transposed_inverse(sup):
        return arrays.transpose(arrays.inverse(base))
    exponent = reader.term(sup)
    if t.is_number(exponent, -1) and _is_matrix(reader, base, key):
        return arrays.inverse(base)
    return t.power(base, exponent)


def _is_matrix(reader: Reader, base: Term, key: str | None) -> bool:
    """Whether something looks like a matrix before shapes are known: its inverse is no quotient."""
    types = reader.lexicon.types
    if base.head == "symbol":
        kind = types.get(str(base.value))
        if kind is not None:
            return isinstance(kind, Matrix)
        return key is not None and bold(key) and capital(key)
    return any(
        (each.head == "call" and each.value in ("transpose", "inverse"))
        or (each.head == "symbol" and isinstance(types.get(str(each.value)), Matrix))
        for each in t.subterms(base)
    )


def _is_transposed_inverse(sup: Node) -> bool:
    """The superscript of A^{-T} or A^{-\\top}."""
    if isinstance(sup, Sum) and len(sup.terms) == 1 and sup.signs[0].text == "-":
        inner = normal(sup.terms[0])
        return isinstance(inner, Name) and inner.key in ("T", r"\top")
    return False


def _on_expression(reader: Reader, node: Scripted, base: Node) -> Term:
    if node.primes:
        if isinstance(base, Bracket) and node.sub is None and node.sup is None:
            reader.note("a prime after a bracket is read as a transpose only if so declared")
            if reader.lexicon.prime == "transpose":
                return arrays.transpose(reader.term(base))
        raise Obstacle("a prime after an expression", node, help="write d/dx", construct="prime")
    turns = node.sup is not None and reader.lexicon.transposes(node.sup, None)
    if turns and node.sub is None and (row := listed(base)) is not None:
        return column(reader, row)
    inner = reader.term(base)
    if isinstance(base, Bracket) and base.opening == r"\|":
        _check_norm(node)
        return superscript(reader, inner, node, None)
    if node.sub is not None:
        inner = subscripts.entry(reader, inner, node, "an expression")
    return superscript(reader, inner, node, None)


def _check_norm(node: Scripted) -> None:
    """Euclid's and Frobenius' norms are read; others have a subscript that says so."""
    if node.sub is not None and spelled(node.sub) not in ("2", "F", "fro", "Fro"):
        raise Obstacle("a norm that is neither Euclid's nor Frobenius'", node, construct="norm")


def splits(node: Node) -> list[Node]:
    """The letters of a run, one by one."""
    return split_run(node)
