"""The dispatcher's board: what is open, where it lies, and whom it goes to."""
