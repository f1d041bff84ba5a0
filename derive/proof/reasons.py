"""Why a condition is met, in words: what is known about the generators in it."""

from __future__ import annotations

from fractions import Fraction

from derive.model.domain import Domain
from derive.model.term import Term
from derive.proof.decimals import decimal
from derive.proof.element import Element
from derive.proof.normal_form import NormalForm
from derive.proof.signs import Signs


def reason(form: NormalForm, value: Element, signs: Signs) -> str:
    """The fact that shows a condition: what is known about the generators in it."""
    numerator, denominator = value.fraction()
    polys = [numerator, *(form.ring.factors[f].poly for f, _ in denominator)]
    used = sorted({k for p in polys for k in form.ring.used(p)})
    facts = [text for k in used if (text := describe(form, k, signs))]
    if not used:
        return f"{form.term(value)} is a number of that sign"
    if not facts:
        return "a sum of squares"
    return ", ".join(facts)


def describe(form: NormalForm, index: int, signs: Signs) -> str:
    """What is known about one generator, in plain notation."""
    each = form.ring.generators[index]
    domain = signs.domain(index)
    node = each.term
    body = form.context.unfold(node) if each.kind == "symbol" else None
    text = interval_text(domain, brief(node if body is None else body))
    if not text:
        return ""
    assumed = index in signs.sharper and domain != each.range
    if each.kind == "symbol" and body is None and not assumed:
        return f"{text} declared" if node.head != "constant" else text
    return text


def brief(node: Term) -> str:
    """A term in plain notation, with its inside left out when that is long."""
    if node.size <= 120:
        return str(node)
    return f"{node.value}(…)" if node.head == "call" else "…"


def interval_text(domain: Domain, name: str) -> str:
    """An interval as inequalities of what lies in it; empty when it says nothing."""
    if domain.values is not None:
        return f"{name} in {domain}"
    low = "" if domain.lower is None else "<" if domain.lower_open else "<="
    high = "" if domain.upper is None else "<" if domain.upper_open else "<="
    below, above = _short(domain.lower, up=False), _short(domain.upper, up=True)
    if low and high:
        text = f"{below} {low} {name} {high} {above}"
    elif low:
        text = f"{name} {low.replace('<', '>')} {below}"
    elif high:
        text = f"{name} {high} {above}"
    else:
        text = ""
    points = ", ".join(f"{name} != {v}" for v in domain.excluded if v in _filled(domain))
    return ", ".join(part for part in (text, points) if part)


def _short(value: Fraction | None, *, up: bool) -> str:
    """A bound, rounded outwards to few digits when it is a long fraction."""
    if value is None:
        return ""
    return str(value) if value.denominator < 10_000 else decimal(value, 4, up=up)


def _filled(domain: Domain) -> Domain:
    return Domain(domain.lower, domain.upper, domain.lower_open, domain.upper_open)
