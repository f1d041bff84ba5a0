"""The trusted core: replays certificates with its own exact arithmetic and nothing else.

It imports the model and the standard library.  It does not search, it does not use the prover's
normal forms, and it shares no code with the prover or the calculus.
"""

from __future__ import annotations

from derive.model.data import Data
from derive.replay.rejected import Rejected

__all__ = ["Rejected", "replay"]


def replay(certificate: Data) -> str:
    """Check a certificate; the status that it shows. Raises `Rejected` where it shows nothing."""
    from derive.replay.identity import replay_identity
    from derive.replay.refutation import replay_refutation

    kind = certificate.get("kind") if isinstance(certificate, dict) else None
    if kind == "refutation":
        replay_refutation(certificate)
        return "refuted"
    if kind == "identity":
        return replay_identity(certificate)
    if kind == "lemmas":
        from derive.replay.lemmas import replay_lemmas

        return replay_lemmas(certificate, replay)
    raise Rejected(f"there is no kind of certificate called {kind!r}")
