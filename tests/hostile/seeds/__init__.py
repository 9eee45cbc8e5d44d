"""Small valid files of every format, made by script: what mutants are made from.

No seed depends on a library's packing (zips are stored, streams are plain), so its bytes, and its mutants, are the same everywhere;
only what LibreOffice writes is its own, and skipped by name where it is missing.
"""
