"""Speed and memory beside named peers, measured in one run and printed as a table."""
