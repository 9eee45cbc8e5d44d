"""Where a document of the library is read."""

from django.urls import NoReverseMatch, reverse


def document_link(number: int) -> str:
    """The address of the reader's page; blank where the site has none."""
    try:
        return reverse("library_document", args=[number])
    except NoReverseMatch:
        return ""
