"""外部程序: the tokens that programs act with for a person, and what they were answered, so that a question asked twice is one deed."""
