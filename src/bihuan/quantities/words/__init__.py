"""Word lists by which a subject is cut out of its clause: rules of the genre's language, not of any one report. Extend them here.

``units`` and ``names`` are about what is counted, ``clauses`` about the sentence, ``leftward`` and ``rightward`` about the words at
a number's two sides.
"""
