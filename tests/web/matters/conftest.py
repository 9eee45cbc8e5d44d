"""The people and matters that the tests of this folder work on."""

from support.matters import bureau, case, done, handed

__all__ = ["bureau", "case", "done", "handed"]
