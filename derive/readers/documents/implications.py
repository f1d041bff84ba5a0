r"""Premises and conclusions, in `x = 3 \implies x^2 = 9`: neither gives a name its meaning.

A premise about inputs is only supposed, and what is drawn from it is judged under it.
"""

from __future__ import annotations

from derive.model.term import literal
from derive.readers.documents.glyphs import normal
from derive.readers.documents.interpreting import Read, is_target
from derive.readers.documents.knowledge import Knowledge
from derive.readers.documents.lexicon import Lexicon
from derive.readers.documents.walking import everything


def supposes(read: Read, lexicon: Lexicon, knowledge: Knowledge) -> bool:
    """Whether a premise gives a value to an input; `y = x^2 \\implies y' = 2x` defines y."""
    target, body = read.readings[0].left, read.readings[0].right
    if not read.link.leads or target.head != "symbol" or not is_target(target, lexicon):
        return False
    given = literal(body) is not None or str(target.value) in lexicon.declared
    given = given or (body.head == "symbol" and knowledge.defined(body, read.link.number) is None)
    return given and knowledge.defined(target, read.link.number) is None


def concludes(read: Read, lexicon: Lexicon) -> bool:
    """Whether a conclusion is about a name of its premises, as `x = 3` is after `2x = 6`."""
    link = read.link
    if not link.premises or not is_target(read.readings[0].left, lexicon):
        return False
    name = normal(link.left)
    return any(name == each for formula in link.premises for each in everything(formula))
