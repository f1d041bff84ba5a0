"""Decides. It works on terms alone and shares no rule with the calculus."""
