"""Reading files that strangers sent: each in a child process of its own, with little memory, little time and no network.

Each module is imported by itself, so that a child that looks at a picture loads no reader of reports.
"""
