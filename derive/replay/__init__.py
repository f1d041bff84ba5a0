"""The trusted core: replays certificates with its own exact arithmetic and nothing else."""
