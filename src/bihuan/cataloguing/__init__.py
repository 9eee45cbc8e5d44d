"""编目: what a library writes on the card of a document, and how it tells documents apart. A module a question."""
