"""人员: who works here, what each may do and where, how they come in, and who is in now."""
