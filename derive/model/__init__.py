"""The vocabulary: terms as written, types, context, steps, derivations, verdicts."""
