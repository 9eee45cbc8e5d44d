"""Lists: what is asked of a ledger (conditions, order, columns, page) and how it is found, fast at a million entries."""
