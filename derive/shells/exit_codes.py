"""The exit codes; which reports fail is said by `derive.model.standing`."""

HOLDS = 0
"""Every claim is proved or conditional, or found to be just what its author expects."""
FINDINGS = 1
"""Some claim is refuted, ill-formed, ambiguous, unread or unknown, or not as expected."""
TROUBLE = 2
"""The command or its input can't be used, or there was nothing to check."""
