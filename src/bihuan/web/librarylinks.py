"""Where a document of the library is read."""

from urllib.parse import urlencode

from django.urls import reverse


def document_link(number: int, start: int | None = None, end: int | None = None) -> str:
    """The address of the reader's page, opened at a passage of the text that it marks; without ``end`` it goes to the end of the line."""
    link = reverse("library_document", args=[number])
    if start is None:
        return link
    told = {"from": start} if end is None else {"from": start, "to": end}
    return f"{link}?{urlencode(told)}#here"
