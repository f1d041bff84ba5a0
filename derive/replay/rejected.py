"""The trusted core's one way to say no."""

from __future__ import annotations


class Rejected(Exception):  # noqa: N818 - a judgement on the certificate, not a failure
    """The certificate does not show what it says."""
