"""Where a user enters: the command line."""
