"""Carries derivations out. It never judges them."""
