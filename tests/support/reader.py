"""The reader of the library in a browser."""

from typing import Any


def report_open(page: Any) -> None:
    """A report of many pieces from its beginning, whatever other tests have taken in since."""
    page.goto("/library/?q=标题:工作总结 年:2023")
    link = page.locator("#hits h3 a").first.get_attribute("href")
    page.goto(link.partition("?")[0])
    page.locator(".piece").nth(2).wait_for()
