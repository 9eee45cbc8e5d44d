"""素材库: every document that was ever taken in, its original, its card, and where everything stands in it."""
