"""What the face of a letter and its place say of its name: bold for arrays, letters that count."""

from __future__ import annotations

from derive.readers.documents.glyphs import bold, capital
from derive.readers.documents.lexicon import Lexicon


def in_bold(lexicon: Lexicon) -> tuple[dict[str, bool], dict[str, int]]:
    """The names in bold with whether they are capitals, and families of such with their indices."""
    names = lexicon.names
    bold_names = {}
    members = {}
    for key, uses in lexicon.survey.uses.items():
        if not bold(key):
            labels = [label for label in uses.labels if lexicon.components(label) is not None]
            # The first index of x_j^{(i)} tells samples apart, the second their entries.
            if labels and uses.unlabelled:
                lexicon.split.add(names.of(key))
                lexicon.sampled.add(names.of(key))
            continue
        name = names.of(key)
        bold_names[name] = capital(key)
        counts = [lexicon.indices(sub, key) for sub in uses.subscripts]
        arities = {len(c) for c in counts if c is not None}
        arities |= {1 for label in uses.labels if lexicon.components(label) is not None}
        if arities == {1} and (not capital(key)):
            split_name = names.family(name) if name in lexicon.split else name
            members[split_name] = 1
            bold_names[split_name] = capital(key)
            if uses.bare and split_name == name:
                lexicon.split.add(name)
    for key, name in names.compound():
        if bold(key) and capital(key):
            bold_names.setdefault(name, True)
    return bold_names, members


def counting_names(lexicon: Lexicon) -> frozenset[str]:
    """The names of letters that are indices."""
    keys = {*lexicon.survey.counted, *lexicon.survey.compared, "i", "j", "k", "l"}
    keys -= lexicon.survey.valued.keys()
    primes = {lexicon.names.of(key, "prime") for key in keys}
    names = {lexicon.names.of(key) for key in keys}
    return frozenset((*names, *primes, *lexicon.paired, *lexicon.placed()))
