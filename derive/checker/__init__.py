"""Takes a derivation to the prover, step by step, and reports."""
