"""From the model to what a person reads."""
