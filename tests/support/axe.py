"""What axe finds wrong with a page, so that everybody can read and work it."""

from typing import Any

GRAVE = ("serious", "critical")


def axe_faults(page: Any) -> list[str]:
    """Serious and critical faults of the page as it stands, one line each: rule, help, where. No fault: an empty list."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {fault['help']}: {node['html'][:160]}"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]
