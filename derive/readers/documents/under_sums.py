"""What a name under a sum hides: an index or a variable that the sum binds, in its definition."""

from __future__ import annotations

from derive.model import term as t
from derive.model.context import Context
from derive.model.relation import Relation
from derive.model.term import Term
from derive.readers.documents.knowledge import Knowledge, mentioned
from derive.readers.documents.lexicon import Lexicon


def given_for_one(relation: Relation, context: Context) -> list[tuple[str, Term]]:
    """Names whose definition has a letter free that an operator around them binds."""
    free = {
        d.name: {s for s in t.free_symbols(d.body) if s not in d.parameters}
        for d in context.definitions
    }
    found = []
    for side in (relation.left, relation.right, *(d.body for d in context.definitions)):
        for node in t.subterms(side):
            if node.head in t.BINDERS:
                inside = (*mentioned(node.args[0]),)
                found += [(n, node.args[1]) for n in inside if node.args[1] in free.get(n, ())]
    return found


def hidden(node: Term, at: int, lexicon: Lexicon, knowledge: Knowledge) -> list[tuple[str, str]]:
    """Names under a sum over the values of a variable that come to the variable itself."""
    found = []
    for each in t.subterms(node):
        if each.head not in t.BINDERS:
            continue
        families = (
            str(inner.args[0].value)
            for inner in t.subterms(each.args[0])
            if inner.head == "indexed" and inner.args[1:] == (each.args[1],)
        )
        for variable in (lexicon.values[f] for f in families if f in lexicon.values):
            for name in mentioned(each.args[0]):
                bound = str(each.args[1].value)
                if name in (variable, bound) or name in lexicon.densities:
                    continue
                known = knowledge.visible(name, at)
                formal = {str(p.value) for k in known for p in k.definition.parameters}
                if known and variable not in formal:
                    reaching = knowledge.reaches(t.symbol(name), variable, at)
                    found += [(name, variable)] if reaching else []
    return found
