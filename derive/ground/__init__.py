"""What everything stands on: places in a source and diagnostics."""
