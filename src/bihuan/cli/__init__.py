"""The command line: one file per command group, no rules of its own."""
