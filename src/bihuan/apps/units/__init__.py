"""单位: the tree of organisations."""
