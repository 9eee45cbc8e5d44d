"""Long work that pages begin: a test waits for it, and asks then."""

import threading


def works_settled() -> None:
    """Every work is over."""
    for thread in threading.enumerate():
        if thread.name.startswith("work "):
            thread.join()
